"""Lemma and part of speech by HanTa, the Hanover Tagger: pip install HanTa numpy."""

from typing import Dict, List, Optional

from lect_plugin import AnnotatedDocument, Annotator, Failure, run

try:
    from HanTa import HanoverTagger
except ImportError as error:  # told when it is used, not when it is listed
    HanoverTagger, missing = None, error

#: The models are inside the package.
MODELS = {"de": "morphmodel_ger.pgz", "en": "morphmodel_en.pgz"}


class HanTa(Annotator):
    name = "hanta"
    summary = "Adds the layers lemma and pos to German and English texts."
    layers = ["lemma", "pos"]
    languages = sorted(MODELS)

    def __init__(self) -> None:
        if HanoverTagger is None:
            raise Failure(f"HanTa cannot be loaded ({missing}). To install it: pip install HanTa numpy")
        self.taggers: Dict[str, "HanoverTagger.HanoverTagger"] = {}

    def annotate(self, document: AnnotatedDocument) -> Dict[str, List[List[Optional[str]]]]:
        if document.language not in self.taggers:
            self.taggers[document.language] = HanoverTagger.HanoverTagger(MODELS[document.language])
        tagger = self.taggers[document.language]
        lemmas: List[List[Optional[str]]] = []
        tags: List[List[Optional[str]]] = []
        for sentence in document.sentences:
            tagged = tagger.tag_sent(sentence) if sentence else []
            lemmas.append([lemma for _, lemma, _ in tagged])
            tags.append([tag for _, _, tag in tagged])
        return {"lemma": lemmas, "pos": tags}


run(HanTa)
