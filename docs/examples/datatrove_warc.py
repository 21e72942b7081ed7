"""Clean WARC files with datatrove: python datatrove_warc.py CRAWL OUT

CRAWL is a folder of archives; OUT receives the articles and, apart from them, what was left out and why. One task an archive is the
usual partition; a task that is done is not done again when the script is started anew.
"""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from govclean.contrib.datatrove import ArticleFilter, PageReader

if __name__ == "__main__":
    crawl, out = sys.argv[1:]
    LocalPipelineExecutor(
        pipeline=[
            PageReader(crawl, glob_pattern="**/*.warc*"),
            ArticleFilter(verdicts=["clean", "repaired"], exclusion_writer=JsonlWriter(f"{out}/taken-out")),
            JsonlWriter(f"{out}/articles"),
        ],
        logging_dir=f"{out}/logs",
        tasks=2,
        workers=2,
    ).run()
