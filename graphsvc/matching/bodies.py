"""Which bodies (Gremien) have the same mandate and the same members side by side."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy import sparse

from graphsvc.i18n import gettext as _
from graphsvc.matching import body_reading, mandates, normalise, periods, relations, score, target_groups
from graphsvc.matching.body_reading import Reading
from graphsvc.matching.city import City
from graphsvc.matching.concepts import OF_BODIES, facet, headline, label
from graphsvc.matching.content import Content
from graphsvc.matching.explain import Facts, place_phrase, prior_text, together_since
from graphsvc.matching.finding import Evidence
from graphsvc.matching.reading import CITYWIDE
from graphsvc.matching.vectors import Floats, Numbers

KIND = "parallel_body"

# Similarity of mandates -> bits: mandates are short, so that .4 is much; other fields seldom reach .12.
_TEXT_BITS = ((0.12, 0.0), (0.3, 5.0), (0.4, 10.0), (0.6, 13.0), (0.8, 14.0))
_CASES, _PART, _STEERS = "case_conference", "working_level", "steering"  # levels of the lexicon
_SAME_PEOPLE = 2.0**-15
_NEVER = "9999-12-31"
_SHOWN = 3  # shared concepts or members that a phrase names
_SURE = 2.0**-40  # tails below are one and the same: surer than any weight
_ROWS = 500  # bodies at a time in the join
_SLACK = 1e-4  # bits; letters are weighed in single precision

Phrase = tuple[tuple[str, ...], str]  # shared values, phrase


@functools.lru_cache(maxsize=100_000)
def chance_of_shared(shared: int, population: int, x: int, y: int) -> float:
    """The chance that `x` and `y` members, drawn from a population, have `shared` or more in common.

    The upper tail of the hypergeometric distribution, in whole numbers up to the last division.
    """
    ways = sum(math.comb(x, both) * math.comb(population - x, y - both) for both in range(shared, min(x, y) + 1))
    return ways / math.comb(population, y)


class ParallelBodies:
    """Pairs of bodies that look like parallel structures; bodies are numbers within, in the order of their ids."""

    kinds: Sequence[str] = (KIND,)

    def __init__(self, city: City, same_actor: Mapping[str, str]) -> None:
        self._city = city
        self._readings = body_reading.read(city, same_actor)
        self._number = {item.body.id: number for number, item in enumerate(self._readings)}
        self._population = len({member for item in self._readings for member in item.seats})
        self._content = Content([item.text for item in self._readings], OF_BODIES)
        self._fields = self._content.of_title(("topic", "theme"))
        self._levels = self._content.of_facet("level")
        # what ended before another body began is history in these data; a clock would tell another thing each day
        self._today = max((item.first for item in self._readings), default="")
        self._similarities: dict[tuple[int, int], float] = {}
        self._rarity = {
            "district": score.Rarity(item.places for item in self._readings),
            "theme": score.Rarity(item.themes for item in self._readings),
            "target_group": score.Rarity(item.groups for item in self._readings),
        }

    def has(self, key: str) -> bool:
        """Whether there is such a body."""
        return key in self._number

    def candidates(self, thresholds: Mapping[str, float], of: str | None = None) -> Iterable[tuple[str, str, str]]:
        """Pairs (of all bodies, or of the body `of`) that may reach the threshold and that nothing speaks against."""
        needed = thresholds[KIND] - score.prior(KIND, len(self._readings))
        one = None if of is None else self._number[of]
        for a, b in self._may_reach(needed):
            if one is not None and one not in (a, b):
                continue
            first, second = self._readings[a].body.id, self._readings[b].body.id
            enough = sum(self._bits(a, b).values()) + _SLACK >= needed
            if enough and self.excluded(KIND, first, second) is None:
                yield KIND, first, second

    def _may_reach(self, needed: float) -> Iterable[tuple[int, int]]:
        """Pairs whose members and mandates may give enough, if all else agrees."""
        rest = sum(score.weight(KIND, dimension) for dimension in ("theme", "target_group", "district", "time"))
        seats = self._seats()
        sizes = np.asarray(seats.sum(axis=1)).ravel()
        for start in range(0, len(self._readings), _ROWS):
            together = np.asarray((seats[start : start + _ROWS] @ seats.T).todense())
            rows, columns = (index.astype(np.int64) for index in np.nonzero(np.ones_like(together)))
            later = columns > rows + start
            rows, columns = rows[later], columns[later]
            rows += start
            cases = np.stack([together[rows - start, columns], sizes[rows], sizes[columns]], axis=1)
            distinct, where = np.unique(cases, axis=0, return_inverse=True)
            bits_of = np.array([self._bits_of_members(*map(int, case)) for case in distinct])
            members = bits_of[where.reshape(-1)] if len(distinct) else np.zeros(0)
            least = needed - rest - _SLACK - members  # bits that the mandates must give
            keep = self._most_text_bits(rows, columns) >= least
            rows, columns, least = rows[keep], columns[keep], least[keep]
            similar = self._content.similarities(rows, columns)
            keep = _text_bits(similar) >= least
            pairs = list(zip(rows[keep].tolist(), columns[keep].tolist(), strict=True))
            self._similarities.update(zip(pairs, similar[keep].tolist(), strict=True))
            yield from pairs

    def _seats(self) -> sparse.csr_matrix:
        """One row per body, one column per member."""
        members = sorted({member for item in self._readings for member in item.seats})
        column = {member: number for number, member in enumerate(members)}
        rows = [row for row, item in enumerate(self._readings) for _member in item.seats]
        columns = [column[member] for item in self._readings for member in item.seats]
        shape = (len(self._readings), max(len(members), 1))
        return sparse.csr_matrix((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)

    def _most_text_bits(self, a: Numbers, b: Numbers) -> Floats:
        most = self._content.blend(a, b).similarities(self._content.concept_cosines(a, b), 1.0)
        return _text_bits(most)

    def excluded(self, kind: str, a: str, b: str) -> str | None:
        """Why the pair must not be reported, as a word; None where it may be."""
        first, second = self._pair(a, b)
        x, y = self._readings[first], self._readings[second]
        if x.body.id in y.body.successors or y.body.id in x.body.successors:
            return "succession"
        if x.body.part_of == y.body.id or y.body.part_of == x.body.id:
            return "part_of"
        if periods.in_sequence(x.first, x.last, y.first, y.last):
            return "sequence"
        if min(x.last or _NEVER, y.last or _NEVER) < self._today:
            return "ended"
        if x.districts and y.districts and not (x.districts & y.places or y.districts & x.places):
            return "place"
        if x.places and y.places and (CITYWIDE in x.places) != (CITYWIDE in y.places):
            return "level"
        spoken = self._content.weights
        if mandates.differ(self._fields[first], spoken[first], self._fields[second], spoken[second]):
            return "mandate"
        if reason := self._other_level(first, second) or self._other_level(second, first):
            return reason
        named = [relations.Named(each.body.description, each.body.name, body_reading.short(each)) for each in (x, y)]
        return relations.between(*named)

    def _other_level(self, a: int, b: int) -> str | None:
        """Whether one talks about cases, steers, or is a part of the other by its name, and the other does not."""
        x, y = self._readings[a], self._readings[b]
        # a round that talks about cases too is no case conference
        if _CASES in headline(x.text) and _CASES not in self._levels[b]:
            return "level"
        shared = len(body_reading.shared_members(x, y))
        if _STEERS in self._levels[a] and _STEERS not in self._levels[b]:
            by_chance = chance_of_shared(shared, self._population, len(x.seats), len(y.seats))
            if by_chance > _SAME_PEOPLE:  # who steers is chosen from those who work; all of them are one body twice
                return "level"
        if _PART in self._levels[a] and _PART not in self._levels[b] and 2 * shared >= len(x.seats) > 0:
            return "part_of"  # a subgroup whose members come from there
        return "part_of" if relations.is_part_by_name(x.body.name, y.body.name) else None

    def _pair(self, a: str, b: str) -> tuple[int, int]:
        first, second = sorted((self._number[a], self._number[b]))
        return first, second

    def bits(self, kind: str, a: str, b: str) -> Mapping[str, float]:
        """Those of the prior, then of each dimension that says anything."""
        return score.with_prior(KIND, len(self._readings), self._bits(*self._pair(a, b)))

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """`bits` with the shared values and a phrase for each."""
        pair = self._pair(a, b)
        (prior, least), *others = self.bits(kind, a, b).items()
        found = [Evidence(dimension, bits, *self._phrase(dimension, *pair)) for dimension, bits in others]
        return (Evidence(prior, least, (), prior_text(KIND)), *found)

    def _bits(self, a: int, b: int) -> dict[str, float]:
        x, y = self._readings[a], self._readings[b]
        together = periods.together(x.first, x.last, y.first, y.last)
        return {
            "members": self._members_bits(a, b),
            "text": score.curve(self._similarity(a, b), _TEXT_BITS),
            "theme": self._shared("theme", x.themes, y.themes),
            "target_group": self._shared("target_group", x.groups, y.groups),
            "district": self._shared("district", x.places, y.places),
            "time": score.weight(KIND, "time") if together else 0.0,
        }

    def _similarity(self, a: int, b: int) -> float:
        """How alike the mandates are; known for the candidates, for which many are computed at once."""
        known = self._similarities.get((a, b))
        return self._content.similarity(a, b) if known is None else known

    def _shared(self, dimension: str, a: frozenset[str], b: frozenset[str]) -> float:
        return self._rarity[dimension].shared(a, b, score.weight(KIND, dimension))

    def _members_bits(self, a: int, b: int) -> float:
        x, y = self._readings[a], self._readings[b]
        return self._bits_of_members(len(body_reading.shared_members(x, y)), len(x.seats), len(y.seats))

    def _bits_of_members(self, shared: int, x: int, y: int) -> float:
        """-log2 of the chance that two bodies of `x` and `y` members share so many or more."""
        tail = max(chance_of_shared(shared, self._population, x, y), _SURE)
        return max(0.0, min(score.weight(KIND, "members"), -math.log2(tail)))

    def _phrase(self, dimension: str, a: int, b: int) -> Phrase:
        """What both have in a dimension, as people wrote it, and the phrase about it."""
        x, y = self._readings[a], self._readings[b]
        if dimension == "members":
            return self._members_phrase(x, y)
        if dimension == "text":
            shared = tuple(label(key) for key in self._subjects(a, b)[:_SHOWN])
            return shared, _listed(_("ähnlicher Auftrag: %(what)s"), shared) if shared else _("ähnliche Wörter")
        if dimension == "theme":
            names = self._city.term_names(x.body.themes)
            shared = tuple(name for name in names if normalise.fold(name) in y.themes)
            return shared, _listed(_("gleiche Themen: %(what)s"), shared)
        if dimension == "target_group":
            shared = tuple(target_groups.label(key) for key in sorted(x.groups & y.groups))
            return shared, _listed(_("gleiche Zielgruppe: %(what)s"), shared)
        if dimension == "district":
            shared = self._shared_places(x, y)
            return shared, _listed(_("gleicher Sozialraum: %(what)s"), shared)
        return (), together_since(x.first, y.first)

    def _members_phrase(self, x: Reading, y: Reading) -> Phrase:
        shared = body_reading.shared_members(x, y)
        names = tuple(self._city.actor[key].name if key in self._city.actor else key for key in shared)
        text = _("%(number)s gemeinsame Mitglieder") if len(shared) > 1 else _("%(number)s gemeinsames Mitglied")
        return names, text % {"number": len(shared)}

    def _subjects(self, a: int, b: int) -> list[str]:
        return [key for key in self._content.shared(a, b) if facet(key) in ("topic", "theme")]

    def _shared_places(self, x: Reading, y: Reading) -> tuple[str, ...]:
        both = x.places & y.places
        names = self._city.district_names(sorted(both - {CITYWIDE}))
        return (*names, _("stadtweit")) if CITYWIDE in both else names

    def facts(self, kind: str, a: str, b: str) -> Facts:
        """What the sentence about the pair is made of."""
        first, second = self._pair(a, b)
        x, y = self._readings[first], self._readings[second]
        groups = sorted(x.groups & y.groups, key=lambda key: (-self._rarity["target_group"].bits(key), key))
        subjects = self._subjects(first, second)
        together = periods.together(x.first, x.last, y.first, y.last)
        members = self._members_phrase(x, y)
        return Facts(
            whom=target_groups.label(groups[0]) if groups else "",
            where=place_phrase(self._shared_places(x, y)),
            theme=label(subjects[0]) if subjects else "",
            also=(members[1],) if members[0] else (),
            since=together_since(x.first, y.first) if together else "",
            differences=_differences(x, y),
        )


def _text_bits(similarities: Floats) -> Floats:
    """score.curve over the similarities."""
    xs, ys = zip(*_TEXT_BITS, strict=True)
    found: Floats = np.interp(similarities, xs, ys)
    return found


def _listed(phrase: str, values: Sequence[str]) -> str:
    return phrase % {"what": ", ".join(values)}


def _differences(x: Reading, y: Reading) -> tuple[str, ...]:
    """What is known on both sides and differs."""
    pairs: tuple[tuple[str, object, object], ...] = (
        (_("Vorsitz"), x.chairs, y.chairs),
        (_("Rechtsgrundlage"), x.body.mandate, y.body.mandate),
        (_("Turnus"), x.body.frequency, y.body.frequency),
    )
    return tuple(name for name, mine, theirs in pairs if mine and theirs and mine != theirs)[:3]
