"""The target groups of the lexicon, and which of them a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphsvc.matching import lexicon
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words
from graphsvc.matching.remembering import remembered

# who names both means everybody: the pair -> the group that it is
OPPOSITES: dict[tuple[str, str], frozenset[str]] = {
    ("girls", "boys"): frozenset(["children"]),
    ("women", "men"): frozenset(),
    ("mothers", "fathers"): frozenset(["parents"]),
}
_GROWN_CHILDREN = re.compile(r"\berwachsenen? (?:kinder|söhne|töchter)", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """One target group of the lexicon."""

    key: str
    label: str
    low: int | None  # months
    high: int | None
    special: str  # 'gender', 'language', 'need', or empty where everybody may be meant
    implies: frozenset[str]  # groups that are named too where this one is
    topics: frozenset[str]  # concepts that are for this group: who names one of them, names the group


@remembered()
def groups() -> dict[str, Group]:
    """The target groups of the lexicon by key."""
    return {
        row["group"]: Group(
            key=row["group"],
            label=row["label"],
            low=int(row["from"]) if row["from"] else None,
            high=int(row["to"]) if row["to"] else None,
            special=row["special"],
            implies=frozenset(filter(None, row["implies"].split(","))),
            topics=frozenset(filter(None, row["topics"].split(","))),
        )
        for row in lexicon.rows("target_groups")
    }


def label(group: str) -> str:
    """What people call a target group, in the language that is spoken."""
    return lexicon.spoken(groups()[group].label)


@remembered()
def patterns() -> Patterns:
    """The words of all target groups."""
    return Patterns({row["group"]: row["words"] for row in lexicon.rows("target_groups")})


@remembered(50_000)
def named(text: str) -> frozenset[str]:
    """The target groups that a text names."""
    of_text = words(_GROWN_CHILDREN.sub(" ", text))
    # alone in a list the word means boys ('Mädchen, Jungen'); elsewhere it is the adjective ('jungen Müttern')
    return patterns().found(["jungs"] if of_text == ["jungen"] else of_text)
