"""Whether two bodies have other mandates: by the fields that their names tell, and what their whole texts speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphsvc.matching import lexicon
from graphsvc.matching.concepts import facet
from graphsvc.matching.remembering import remembered


@remembered()
def _fields() -> dict[str, frozenset[str]]:
    """Concept -> the fields that it belongs to."""
    found: dict[str, frozenset[str]] = {}
    for row in lexicon.rows("fields"):
        for concept in row["concepts"].split("|"):
            found[concept] = found.get(concept, frozenset()) | {row["field"]}
    return found


def differ(name_a: frozenset[str], text_a: Collection[str], name_b: frozenset[str], text_b: Collection[str]) -> bool:
    """Whether the names tell other topics, and one text does not speak of all that the other name tells.

    `name_a` are the topics and themes that the name of one body tells, `text_a` the concepts of all that is said about
    it. A text speaks of a topic where it names one of the same field: help with addiction and its prevention.
    """
    if not name_a or not name_b or name_a & name_b:
        return False
    return not (_speaks_of(text_b, name_a) and _speaks_of(text_a, name_b))


def _speaks_of(text: Collection[str], name: frozenset[str]) -> bool:
    wanted = frozenset(concept for concept in name if facet(concept) == "topic") or name
    spoken = _with_fields(text)
    return all(concept in spoken or _fields().get(concept, frozenset()) & spoken for concept in wanted)


def _with_fields(concepts: Iterable[str]) -> frozenset[str]:
    """These concepts and the fields that they belong to."""
    listed = frozenset(concepts)
    return listed.union(*(_fields().get(concept, frozenset()) for concept in listed))
