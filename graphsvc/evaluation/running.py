"""Runs `graphsvc evaluate`: reads what is compared, compares it, and hands back the answer."""

from __future__ import annotations

from pathlib import Path

from graphsvc import snapshots
from graphsvc.analysis import findings as analysis
from graphsvc.evaluation import gold, name_cases, plain_tables, true_pairs
from graphsvc.evaluation.answer import GoldAnswer
from graphsvc.evaluation.name_answer import NameAnswer
from graphsvc.evaluation.table_answer import TableAnswer
from graphsvc.matching import company_names
from graphsvc.matching.company_scores import CompanyNames
from graphsvc.matching.linking import link
from graphsvc.store import Store


def of_file(labels: Path, findings: Path) -> GoldAnswer:
    """The findings of a file against the labels; raises InvalidInput."""
    return GoldAnswer(gold.score(gold.read_gold(labels), gold.read_findings(findings)), revision=None)


def of_store(labels: Path, store: Store) -> GoldAnswer:
    """What detection finds in the store now, whatever people decided about it, against the labels."""
    wanted = gold.read_gold(labels)
    snapshot = snapshots.current(store)
    found = [judged.finding for judged in analysis.findings(snapshot)]
    said = gold.pairs((finding.kind, finding.members, finding.score) for finding in found)
    named = {key for of_kind in wanted.values() for pair in of_kind.yes | of_kind.grey for key in pair}
    unknown = tuple(sorted(key for key in named if snapshot.record(key) is None))
    return GoldAnswer(gold.score(wanted, said), snapshot.revision, unknown)


def of_tables(a: Path, b: Path, pairs: Path, mapping: Path | None = None) -> TableAnswer:
    """Two plain tables against their true pairs, which are read when the answer stands; raises InvalidInput."""
    table_a, table_b = plain_tables.read(a), plain_tables.read(b)
    columns = plain_tables.read_mapping(mapping, table_a, table_b) if mapping else None
    links = link(table_a, table_b, columns)
    return TableAnswer(table_a, table_b, links, true_pairs.read(pairs, table_a, table_b))


def of_names(path: Path) -> NameAnswer:
    """The name engine on the pairs of names of a file; raises InvalidInput."""
    cases = name_cases.read(path)
    parsed = [(company_names.parse(a), company_names.parse(b)) for a, b in cases.pairs]
    engine = CompanyNames(name for pair in parsed for name in pair)
    return NameAnswer(cases, [engine.score(a, b) for a, b in parsed])
