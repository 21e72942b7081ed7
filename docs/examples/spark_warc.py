"""Clean WARC files with PySpark: spark-submit spark_warc.py ARTICLES ARCHIVE...

Outside of spark-submit it runs on the processors of this machine. The workers need govclean[spark,warc]; PYSPARK_PYTHON names their Python.
"""

import os
import sys

from pyspark.sql import SparkSession

from govclean.contrib.archives import KEEP
from govclean.contrib.spark import clean_dataframe, read_warc

if __name__ == "__main__":
    articles, *archives = sys.argv[1:]
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.appName("govclean").config("spark.ui.enabled", "false").getOrCreate()
    pages = read_warc(session, archives)
    clean_dataframe(pages, columns={"keep": KEEP}).write.parquet(articles)
    session.stop()
