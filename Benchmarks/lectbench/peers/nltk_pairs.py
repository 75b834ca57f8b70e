"""NLTK's collocation finder: ordered pairs of words at most four apart (its window of 5 includes the first word)."""

import json
import sys

from nltk.collocations import BigramCollocationFinder

from .texts import texts

finder = BigramCollocationFinder.from_words((word for text in texts(sys.argv[1]) for word in text.split()), window_size=5)
wanted = set(json.loads(sys.argv[2])) if len(sys.argv) > 2 else None
pairs = {
    f"{first} {second}": count
    for (first, second), count in finder.ngram_fd.items()
    if wanted is None or (first in wanted and second in wanted)
}
print(json.dumps({"pairs": pairs if wanted is not None else len(pairs)}))
