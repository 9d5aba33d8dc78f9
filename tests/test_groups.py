"""Findings that hang together become one group, held by its strongest pairs."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.groups import groups
from graphsvc.model import Verdict
from tests.test_verdicts import pair


def judged(a: str, b: str, bits: float, decision: str = "") -> JudgedFinding:
    """A finding of so many bits, with a verdict where there is one."""
    finding = pair(a, b, name=bits)
    said = Verdict(id="v", finding=finding.id, kind=finding.kind, members=(a, b), decision=decision)
    return JudgedFinding(finding, said if decision else None, "open")


def test_two_are_no_group_and_what_was_dismissed_holds_nothing_together() -> None:
    assert groups([judged("A", "B", 13), judged("C", "D", 14)]) == []
    assert groups([judged("A", "B", 13), judged("B", "C", 14, "not_double")]) == []
    (group,) = groups([judged("A", "B", 13), judged("B", "C", 14), judged("A", "C", 12)])
    assert (set(group.members), group.pairs) == ({"A", "B", "C"}, 3)
    assert [row.finding.members for row in group.strongest] == [("B", "C"), ("A", "B")]


@pytest.mark.parametrize("seed", range(20))
def test_groups_are_components_and_their_pairs_the_strongest_tree(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    graph = nx.gnm_random_graph(20, 18, seed=seed)
    for a, b in graph.edges:
        graph.edges[a, b]["bits"] = dice.uniform(12, 40)
    found = groups([judged(f"{a:02}", f"{b:02}", data["bits"]) for a, b, data in graph.edges(data=True)])
    expected = {frozenset(f"{n:02}" for n in part) for part in nx.connected_components(graph) if len(part) > 2}
    assert {frozenset(group.members) for group in found} == expected
    for group in found:
        part = graph.subgraph(int(member) for member in group.members)
        tree = nx.maximum_spanning_tree(part, weight="bits")
        assert sum(row.finding.score for row in group.strongest) == pytest.approx(tree.size(weight="bits"))
        assert group.pairs == part.number_of_edges()
