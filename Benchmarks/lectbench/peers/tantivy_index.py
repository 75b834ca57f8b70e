"""tantivy: a search index with positions, on disk, committed."""

import os
import shutil
import sys
import tempfile

import tantivy

from .texts import answer, texts

builder = tantivy.SchemaBuilder()
builder.add_text_field("body", stored=False, tokenizer_name="default")
place = tempfile.mkdtemp(prefix="lect-bench-tantivy.", dir=os.environ.get("LECT_BENCH_WORK"))
try:
    index = tantivy.Index(builder.build(), path=place)
    writer = index.writer()
    documents = 0
    for text in texts(sys.argv[1]):
        document = tantivy.Document()
        document.add_text("body", text)
        writer.add_document(document)
        documents += 1
    writer.commit()
    writer.wait_merging_threads()
    answer(documents=documents, size=sum(entry.stat().st_size for entry in os.scandir(place)))
finally:
    shutil.rmtree(place, ignore_errors=True)
