"""scikit-learn's CountVectorizer: a matrix of documents by words, summed."""

import sys

from sklearn.feature_extraction.text import CountVectorizer

from .texts import answer, texts

vectorizer = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
matrix = vectorizer.fit_transform(texts(sys.argv[1]))
sums = matrix.sum(axis=0).A1
answer({word: int(sums[place]) for word, place in vectorizer.vocabulary_.items()})
