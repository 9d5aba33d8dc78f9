"""The content engine: how alike two records are by their concepts and by the letters of their texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from graphsvc.matching import vectors
from graphsvc.matching.concepts import TITLE, Facets, Text, exclude, facet, forms, strengths
from graphsvc.matching.vectors import Flags, Floats, Numbers

CONCEPT_SHARE = 0.6  # of the similarity; the rest is that of the 4-grams
OTHER_FORM = 0.6  # of the similarity is left where two records are of forms that exclude each other
OTHER_TOPIC = 0.5  # of the similarity is left where the topics of both are known and none is shared
_TOPICAL = 0.5  # a facet that weighs at least this is what a record is about
_ENOUGH = 3.0  # bits that two records must share for their similarity to count in full: one topic of a description
_SHORT = 20.0  # different 4-grams; of texts with fewer, equal letters tell less
_UNSEEN = 20  # unseen records are added, so that a small city is no special case


class Content:
    """The contents of the records of one city, weighed by how rare their concepts and letters are there."""

    def __init__(self, texts: Sequence[Text], facets: Facets, people: Sequence[frozenset[str]] | None = None) -> None:
        """`people` are the target groups of each record, where they matter for what it is about."""
        groups = people or [frozenset()] * len(texts)
        read = [strengths(text, facets, of_text) for text, of_text in zip(texts, groups, strict=True)]
        holders = Counter(concept for found in read for concept in found)
        total = len(texts) + _UNSEEN
        rarity = {concept: math.log2(total / (count + 1)) for concept, count in holders.items()}
        self.weights: list[dict[str, float]] = [
            {concept: share * rarity[concept] for concept, share in found.items()} for found in read
        ]
        self._facets = {concept: facet(concept) for concept in holders}
        self._read = read
        weight = dict(facets)
        self.forms = [forms(text) if "form" in weight else frozenset() for text in texts]
        self.grams = vectors.grams([text.whole for text in texts])
        self._grams_of = np.diff(self.grams.indptr).astype(np.float64)
        self._matrix = _unit_rows(self.weights, sorted(holders))
        self._lengths = np.array([math.hypot(*weights.values()) for weights in self.weights], dtype=np.float64)
        telling = {concept for concept, of in self._facets.items() if weight[of] >= _TOPICAL}
        topical = [[concept for concept in weights if concept in telling] for weights in self.weights]
        self._topics = vectors.bit_rows(topical)
        self._known = np.array([bool(topics) for topics in topical], dtype=bool)
        self._about = np.array([bool(weights) for weights in self.weights], dtype=bool)
        kinds_of_forms = sorted(set(self.forms), key=sorted)
        number = {forms: position for position, forms in enumerate(kinds_of_forms)}
        self._form = np.array([number[forms] for forms in self.forms], dtype=np.int64)
        left = [[OTHER_FORM if exclude(a, b) else 1.0 for b in kinds_of_forms] for a in kinds_of_forms]
        self._left = np.array(left, dtype=np.float64).reshape(len(kinds_of_forms), len(kinds_of_forms))

    def similarity(self, a: int, b: int) -> float:
        """How alike the contents of two records are, 0 to 1."""
        first, second = np.array([a]), np.array([b])
        concepts = np.array([vectors.cosine(self._matrix, a, b)])
        letters = np.array([vectors.cosine(self.grams, a, b)])
        return float(self.blend(first, second, self._weighed(first, second, concepts), letters)[0])

    def similarities(self, a: Numbers, b: Numbers) -> Floats:
        """`similarity` of record a[k] and record b[k] for each k."""
        return self.blend(a, b, self.concept_cosines(a, b), vectors.cosines(self.grams, a, b))

    def concept_cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The cosine of the concepts of record a[k] and record b[k] for each k, less where little is shared."""
        return self._weighed(a, b, vectors.cosines(self._matrix, a, b))

    def _weighed(self, a: Numbers, b: Numbers, cosines: Floats) -> Floats:
        """Two records that name one broad field and nothing else are alike in little."""
        shared = np.sqrt(np.maximum(cosines, 0.0) * self._lengths[a] * self._lengths[b])  # bits
        weighed: Floats = cosines * np.minimum(1.0, shared / _ENOUGH)
        return weighed

    def other_topics(self, a: Numbers, b: Numbers) -> Flags:
        """Whether the topics of record a[k] and record b[k] are known and none is shared, for each k."""
        apart: Flags = ~vectors.share(self._topics, a, b) & self._known[a] & self._known[b]
        return apart

    def blend(self, a: Numbers, b: Numbers, concepts: Floats, letters: Floats) -> Floats:
        """The similarity for each pair from both cosines; letters alone where one is about nothing that we know."""
        both = self._about[a] & self._about[b]
        letters = letters * np.minimum(1.0, np.sqrt(self._grams_of[a] * self._grams_of[b]) / _SHORT)
        mixed = np.where(both, CONCEPT_SHARE * concepts + (1 - CONCEPT_SHARE) * letters, letters)
        found: Floats = mixed * self._left[self._form[a], self._form[b]]
        found[self.other_topics(a, b)] *= OTHER_TOPIC
        return found

    def shared(self, a: int, b: int) -> tuple[str, ...]:
        """The concepts that both are about, those that tell most first."""
        mine, theirs = self.weights[a], self.weights[b]
        both = [(mine[key] * theirs[key], key) for key in mine if key in theirs]
        return tuple(key for _weight, key in sorted(both, key=lambda item: (-item[0], item[1])))

    def heart(self, record: int) -> frozenset[str]:
        """The topics that its title or kind names; where they name none, the strongest topic of the record."""
        return _heart(self._read[record], self.weights[record])

    def of_facet(self, name: str) -> list[frozenset[str]]:
        """The concepts of each record that are of this facet."""
        wanted = {concept for concept, of in self._facets.items() if of == name}
        return [frozenset(concept for concept in weights if concept in wanted) for weights in self.weights]


def _heart(found: Mapping[str, float], weights: dict[str, float]) -> frozenset[str]:
    topics = {key: weight for key, weight in weights.items() if facet(key) == "topic"}
    named = frozenset(key for key in topics if found[key] >= TITLE)
    if named or not topics:
        return named
    return frozenset([max(topics, key=lambda key: (topics[key], key))])


def _unit_rows(weights: Sequence[dict[str, float]], concepts: Sequence[str]) -> Any:
    """One sparse row of length 1 per record (empty where it is about nothing), one column per concept."""
    column = {concept: number for number, concept in enumerate(concepts)}
    rows = [row for row, of_record in enumerate(weights) for _concept in of_record]
    columns = [column[concept] for of_record in weights for concept in of_record]
    values = [weight for of_record in weights for weight in of_record.values()]
    return vectors.unit_rows(
        sparse.csr_matrix((values, (rows, columns)), shape=(len(weights), max(len(concepts), 1)), dtype=np.float64)
    )
