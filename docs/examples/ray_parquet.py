"""Clean Parquet files of pages with Ray Data: python ray_parquet.py PAGES ARTICLES

PAGES is a file or folder with the columns `content` (bytes) or `html` (text), and `id`, `url`, `content_type` where there are any.
Without a cluster's address in RAY_ADDRESS this runs on the processors of this machine.
"""

import sys

import ray

from govclean.contrib.ray import clean_dataset

if __name__ == "__main__":
    pages, articles = sys.argv[1:]
    ray.init(include_dashboard=False)
    clean_dataset(ray.data.read_parquet(pages)).write_parquet(articles)
