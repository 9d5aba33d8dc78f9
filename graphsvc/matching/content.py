"""The content engine: how alike two records are by their concepts and by the letters of their texts."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from graphsvc.matching import vectors
from graphsvc.matching.concepts import TITLE, Facets, Text, exclude, facet, forms, strengths
from graphsvc.matching.one_more import OneMore
from graphsvc.matching.set_table import SetTable
from graphsvc.matching.vectors import Flags, Floats, Numbers

CONCEPT_SHARE = 0.6  # of the similarity; the rest is that of the 4-grams
OTHER_FORM = 0.6  # of the similarity is left where two records are of forms that exclude each other
OTHER_TITLE = 0.7  # of the similarity is left where the titles of both name topics and none is shared
OTHER_TOPIC = 0.5  # of the similarity is left where the topics of both are known and none is shared
_TOPICAL = 0.5  # a facet that weighs at least this is what a record is about
_ENOUGH = 3.0  # bits that two records must share for their similarity to count in full: one topic of a description
_SHORT = 20.0  # different 4-grams; of texts with fewer, equal letters tell less
_UNSEEN = 20  # unseen records are added, so that a small city is no special case


@dataclass(frozen=True, slots=True)
class Blend:
    """What makes a similarity of two cosines, for many pairs."""

    _both: Flags  # whether both are about something that we know; else letters alone count
    _short: Floats  # what letters count where texts are short
    _left: Floats  # what is left where forms, topics or titles are others

    def similarities(self, concepts: Floats | float, letters: Floats | float) -> Floats:
        """The similarity of each pair."""
        letters = letters * self._short
        mixed = np.where(self._both, CONCEPT_SHARE * concepts + (1 - CONCEPT_SHARE) * letters, letters)
        found: Floats = mixed * self._left
        return found

    def of(self, keep: Flags) -> Blend:
        """Only these pairs."""
        return Blend(self._both[keep], self._short[keep], self._left[keep])


class Content:
    """The contents of the records of one city, weighed by how rare their concepts and letters are there."""

    def __init__(self, texts: Sequence[Text], facets: Facets, people: Sequence[frozenset[str]] | None = None) -> None:
        """`people` are the target groups of each record, where they matter for what it is about."""
        groups = people or [frozenset()] * len(texts)
        read = [strengths(text, facets, of_text) for text, of_text in zip(texts, groups, strict=True)]
        holders = Counter(concept for found in read for concept in found)
        total = len(texts) + _UNSEEN
        self._of_facets = facets
        self._unseen = math.log2(total)  # rarity of what no record is about
        self._rarity = {concept: math.log2(total / (count + 1)) for concept, count in holders.items()}
        self.weights: Sequence[dict[str, float]] = [self._weigh(found) for found in read]
        self._read: Sequence[Mapping[str, float]] = read
        weight = dict(facets)
        self.forms: Sequence[frozenset[str]] = [forms(text) if "form" in weight else frozenset() for text in texts]
        self._hearts: dict[int, frozenset[str]] = {}  # of the records that were asked for
        self._grams = vectors.Grams([text.whole for text in texts])
        self._letters = self._grams.rows
        self._column = {concept: number for number, concept in enumerate(sorted(holders))}
        self._concepts = vectors.Rows(_unit_rows(self.weights, self._column))
        self._grams_of = self._letters.counts
        self._lengths = np.array([math.hypot(*weights.values()) for weights in self.weights], dtype=np.float64)
        telling = {concept for concept in holders if weight[facet(concept)] >= _TOPICAL}
        topical = [[concept for concept in weights if concept in telling] for weights in self.weights]
        self._topics = vectors.BitTable(topical)
        self._known = np.array([bool(topics) for topics in topical], dtype=bool)
        titles = self.of_title(("topic",))
        self._titles = vectors.BitTable(titles)
        self._titled = np.array([bool(topics) for topics in titles], dtype=bool)
        self._about = np.array([bool(weights) for weights in self.weights], dtype=bool)
        self._form = SetTable(self.forms)
        self._left = _left_over(self._form)

    def with_one(self, text: Text, people: frozenset[str] = frozenset()) -> Content:
        """These contents and one more, the last, which is weighed by how rare things are among these."""
        facets = self._of_facets
        weight = dict(facets)
        read = strengths(text, facets, people)
        weights = self._weigh(read)
        topical = [concept for concept in weights if weight[facet(concept)] >= _TOPICAL]
        of_text = forms(text) if "form" in weight else frozenset()
        found = copy.copy(self)
        found._hearts = {}
        found._read = OneMore(self._read, read)
        found.weights = OneMore(self.weights, weights)
        found.forms = OneMore(self.forms, of_text)
        columns = [self._column.get(concept, len(self._column)) for concept in weights]
        row = vectors.unit_row(np.array(columns, dtype=np.int64), np.array(list(weights.values()), dtype=np.float64))
        found._concepts = self._concepts.with_one(row)
        letters = self._grams.row_of(text.whole)
        found._letters = self._letters.with_one(letters)
        found._grams_of = np.append(self._grams_of, float(len(letters[0])))
        found._lengths = np.append(self._lengths, math.hypot(*weights.values()))
        found._topics = self._topics.with_one(topical)
        found._known = np.append(self._known, bool(topical))
        full = self._in_full(("topic",))
        title = frozenset(key for key, share in read.items() if share >= full.get(facet(key), math.inf))
        found._titles = self._titles.with_one(title)
        found._titled = np.append(self._titled, bool(title))
        found._about = np.append(self._about, bool(weights))
        found._form = self._form.with_one(of_text)
        if found._form.distinct is not self._form.distinct:
            found._left = _left_over(found._form)
        return found

    def _weigh(self, read: Mapping[str, float]) -> dict[str, float]:
        return {concept: share * self._rarity.get(concept, self._unseen) for concept, share in read.items()}

    def similarity(self, a: int, b: int) -> float:
        """How alike the contents of two records are, 0 to 1."""
        first, second = np.array([a]), np.array([b])
        concepts = np.array([self._concepts.cosine(a, b)])
        letters = np.array([self._letters.cosine(a, b)])
        return float(self.blend(first, second).similarities(self._weighed(first, second, concepts), letters)[0])

    def similarities(self, a: Numbers, b: Numbers) -> Floats:
        """`similarity` of record a[k] and record b[k] for each k."""
        return self.blend(a, b).similarities(self.concept_cosines(a, b), self.letter_cosines(a, b))

    def concept_cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The cosine of the concepts of record a[k] and record b[k] for each k, less where little is shared."""
        return self._weighed(a, b, self._concepts.cosines(a, b))

    def letter_cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The cosine of the letters of record a[k] and record b[k] for each k."""
        return self._letters.cosines(a, b)

    def _weighed(self, a: Numbers, b: Numbers, cosines: Floats) -> Floats:
        """Two records that name one broad field and nothing else are alike in little.

        And where one text is long and tells side issues too, it counts how much of the shorter one it holds: the
        geometric mean of that share and of the cosine.
        """
        mine, theirs = self._lengths[a], self._lengths[b]
        shared = np.sqrt(np.maximum(cosines, 0.0) * mine * theirs)  # bits
        shorter = np.minimum(mine, theirs)
        held = cosines * np.maximum(mine, theirs) / np.where(shorter > 0, shorter, 1.0)
        weighed: Floats = np.sqrt(np.maximum(cosines, 0.0) * np.clip(held, 0.0, 1.0)) * np.minimum(
            1.0, shared / _ENOUGH
        )
        return weighed

    def other_topics(self, a: Numbers, b: Numbers) -> Flags:
        """Whether the topics of record a[k] and record b[k] are known and none is shared, for each k."""
        apart: Flags = ~self._topics.share(a, b) & self._known[a] & self._known[b]
        return apart

    def blend(self, a: Numbers, b: Numbers) -> Blend:
        """How the similarity of record a[k] and record b[k] is made of both cosines, for each k."""
        short = np.minimum(1.0, np.sqrt(self._grams_of[a] * self._grams_of[b]) / _SHORT)
        left = vectors.look_up(self._left, self._form.of, a, b)
        left[self.other_topics(a, b)] *= OTHER_TOPIC
        left[~self._titles.share(a, b) & self._titled[a] & self._titled[b]] *= OTHER_TITLE
        return Blend(self._about[a] & self._about[b], short, left)

    def shared(self, a: int, b: int) -> tuple[str, ...]:
        """The concepts that both are about, those that tell most first."""
        mine, theirs = self.weights[a], self.weights[b]
        both = [(mine[key] * theirs[key], key) for key in mine if key in theirs]
        return tuple(key for _weight, key in sorted(both, key=lambda item: (-item[0], item[1])))

    def heart(self, record: int) -> frozenset[str]:
        """The topics that its title or kind names; where they name none, the strongest topic of the record."""
        known = self._hearts.get(record)
        if known is None:
            known = self._hearts[record] = _heart(self._read[record], self.weights[record])
        return known

    def of_title(self, facets: Collection[str]) -> list[frozenset[str]]:
        """The concepts of these facets that the title or the kind of each record names in full."""
        full = self._in_full(facets)
        least = {concept: full.get(facet(concept), math.inf) for concept in self._column}
        return [frozenset(key for key, share in read.items() if share >= least[key]) for read in self._read]

    def _in_full(self, facets: Collection[str]) -> dict[str, float]:
        """Facet -> the strength of a concept that a title or kind names in full."""
        return {name: TITLE * weight for name, weight in self._of_facets if name in facets}

    def of_facet(self, name: str) -> list[frozenset[str]]:
        """The concepts of each record that are of this facet."""
        wanted = frozenset(concept for concept in self._column if facet(concept) == name)
        return [wanted.intersection(weights) for weights in self.weights]


def _left_over(forms_of: SetTable) -> Floats:
    """What is left of the similarity of two records for all pairs of sets of forms."""
    known = sorted({form for of_record in forms_of.distinct for form in of_record})
    apart = np.array([[exclude(frozenset([a]), frozenset([b])) for b in known] for a in known], dtype=np.float64)
    has = forms_of.incidence(known)
    pairs = np.outer(has.sum(axis=1), has.sum(axis=1))
    excluding = has @ apart.reshape(has.shape[1], -1) @ has.T if known else np.zeros_like(pairs)
    return np.where((pairs > 0) & (excluding == pairs), OTHER_FORM, 1.0)  # every form of one excludes all of the other


def _heart(found: Mapping[str, float], weights: dict[str, float]) -> frozenset[str]:
    topics = {key: weight for key, weight in weights.items() if facet(key) == "topic"}
    named = frozenset(key for key in topics if found[key] >= TITLE)
    if named or not topics:
        return named
    return frozenset([max(topics, key=lambda key: (topics[key], key))])


def _unit_rows(weights: Sequence[dict[str, float]], column: Mapping[str, int]) -> Any:
    """One sparse row of length 1 per record (empty where it is about nothing), one column per concept."""
    rows = [row for row, of_record in enumerate(weights) for _concept in of_record]
    columns = [column[concept] for of_record in weights for concept in of_record]
    values = [weight for of_record in weights for weight in of_record.values()]
    return vectors.unit_rows(
        sparse.csr_matrix((values, (rows, columns)), shape=(len(weights), max(len(column), 1)), dtype=np.float64)
    )
