"""polars: words are found by an expression, and counted; nothing is kept."""

import sys

import polars

from .texts import answer, texts

frame = polars.DataFrame({"text": list(texts(sys.argv[1]))})
words = frame.lazy().select(polars.col("text").str.to_lowercase().str.extract_all(r"\w+").explode().alias("word"))
counts = words.drop_nulls().group_by("word").agg(polars.len().alias("count")).collect()
answer(dict(zip(counts["word"].to_list(), counts["count"].to_list())))
