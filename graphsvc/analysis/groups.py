"""Findings that hang together: more than two records, with the pairs that hold the group together most strongly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graphsvc.analysis.findings import JudgedFinding


@dataclass(frozen=True)
class Group:
    """More than two records of one kind of finding, each linked to the others by way of pairs."""

    kind: str
    members: tuple[str, ...]  # ids; those of the strongest pair first
    strongest: tuple[JudgedFinding, ...]  # one pair less than members: enough to reach every one, none is weaker
    pairs: int  # findings within the group


def groups(judged: Iterable[JudgedFinding]) -> list[Group]:
    """The groups of more than two, largest first; findings that people dismissed hold nothing together.

    The pairs shown are a spanning tree of greatest total score (Kruskal 1956).
    """
    rows = [row for row in judged if not row.dismissed]
    rows.sort(key=lambda row: (-row.finding.score, row.finding.id))
    roots: dict[tuple[str, str], tuple[str, str]] = {}
    tree: dict[tuple[str, str], list[JudgedFinding]] = {}
    root = _finder(roots)
    for row in rows:
        first, *others = (root((row.finding.kind, member)) for member in row.finding.members)
        for other in others:
            if other != first:
                roots[other] = first
                tree[first] = [*tree.pop(first, []), *tree.pop(other, []), row]
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = root((row.finding.kind, row.finding.members[0]))
        counts[key] = counts.get(key, 0) + 1
    found = [_group(kind, edges, counts[kind, key]) for (kind, key), edges in tree.items() if len(edges) > 1]
    return sorted(found, key=lambda group: (-len(group.members), -group.strongest[0].finding.score, group.members))


def same(judged: Iterable[JudgedFinding], kind: str) -> Mapping[str, str]:
    """Record -> the one that stands for its whole group, for all in undismissed findings of `kind`."""
    roots: dict[tuple[str, str], tuple[str, str]] = {}
    root = _finder(roots)
    for row in judged:
        if row.finding.kind == kind and not row.dismissed:
            first, *others = sorted(root((kind, member)) for member in row.finding.members)
            roots.update(dict.fromkeys(others, first))
    return {member: root((kind, member))[1] for _kind, member in list(roots)}


def _finder(roots: dict[tuple[str, str], tuple[str, str]]) -> Callable[[tuple[str, str]], tuple[str, str]]:
    """What finds the root of a record in `roots`, where each leads to itself or closer to its root."""

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while roots.setdefault(key, key) != key:
            roots[key] = roots[roots[key]]  # shorter ways the next time
            key = roots[key]
        return key

    return root


def _group(kind: str, edges: list[JudgedFinding], pairs: int) -> Group:
    strongest = tuple(sorted(edges, key=lambda row: (-row.finding.score, row.finding.id)))
    members = tuple(dict.fromkeys(member for row in strongest for member in row.finding.members))
    return Group(kind, members, strongest, pairs)
