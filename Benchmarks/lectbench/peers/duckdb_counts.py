"""DuckDB: words are found by a regular expression, and counted by GROUP BY; nothing is kept."""

import sys

import duckdb

from .texts import answer, texts

connection = duckdb.connect()
connection.execute("CREATE TABLE documents(text VARCHAR)")
batch = [[text] for text in texts(sys.argv[1])]
connection.executemany("INSERT INTO documents VALUES (?)", batch)
rows = connection.execute(
    "SELECT word, count(*) FROM (SELECT unnest(regexp_extract_all(lower(text), '[\\pL\\pN_]+')) AS word FROM documents)"
    " GROUP BY word"
).fetchall()
answer(dict(rows))
