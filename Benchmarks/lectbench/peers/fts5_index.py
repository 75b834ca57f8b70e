"""SQLite FTS5: a full-text index that keeps the text, in one transaction on disk."""

import os
import sqlite3
import sys
import tempfile

from .texts import answer, texts

handle, path = tempfile.mkstemp(prefix="lect-bench-fts5.", dir=os.environ.get("LECT_BENCH_WORK"))
os.close(handle)
try:
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE documents USING fts5(body, tokenize='unicode61 remove_diacritics 0')")
    connection.executemany("INSERT INTO documents VALUES (?)", ((text,) for text in texts(sys.argv[1])))
    connection.commit()
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(documents, row)")
    rows = connection.execute("SELECT term, cnt FROM vocabulary").fetchall() if "--counts" in sys.argv else None
    answer(dict(rows) if rows else None, size=os.path.getsize(path))
finally:
    os.remove(path)
