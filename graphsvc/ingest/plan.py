"""The plan of an import: what would be new, changed, unchanged, doubtful and rejected, and all that is to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphsvc.canonical import line, same_content
from graphsvc.i18n import gettext as _
from graphsvc.ingest.building import build
from graphsvc.ingest.candidates import Candidate, Gate
from graphsvc.ingest.doubles import LOOKED_AT, doubtful
from graphsvc.ingest.identity import RELATION_KEYS, named_id, relation_id, relation_key, term_id
from graphsvc.ingest.linking import Key, Maker, link, reject_circles, reject_dependents
from graphsvc.ingest.problems import SEVERITIES, Problem, sentence
from graphsvc.ingest.references import Directory
from graphsvc.ledger import Edit
from graphsvc.merging import Unmerged
from graphsvc.merging.trace import is_sound
from graphsvc.model import COLLECTIONS, Merge, Record, Source
from graphsvc.provenance import with_sources
from graphsvc.references import ATTACHED
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot
from importers import JsonRecord, Notice, Row

STATES = ("new", "changed", "unchanged", "doubtful", "rejected")
JSON_SHEET = "jsonl"  # stands where a workbook has the name of its sheet

Counts = dict[str, dict[str, int]]
RelationKey = tuple[str, tuple[str, ...]]  # type, what its id is made of


@dataclass(frozen=True)
class Plan:
    """What an import would do to the graph as of `revision`; problems stand with the gravest first, as in the file."""

    edits: tuple[Edit, ...]
    counts: Counts  # collection -> state -> number
    problems: tuple[Problem, ...]
    revision: int
    skip_rejected: bool

    @property
    def rejected(self) -> int:
        """How many rows are rejected."""
        return sum(states["rejected"] for states in self.counts.values())

    @property
    def writes(self) -> bool:
        """Whether there is something to write, and nothing forbids it."""
        return bool(self.edits) and (self.skip_rejected or not self.rejected)


def plan(
    rows: Iterable[Row | Notice | JsonRecord],
    snapshot: Snapshot,
    *,
    import_id: str,
    skip_rejected: bool = False,
    look_for_doubles: bool = True,
) -> Plan:
    """The plan of importing `rows` into the graph of `snapshot`; nothing is written.

    New + changed + unchanged + rejected are the rows read (and the words and districts made from names, which are new).
    Rows are compared with the records as if none had been merged, since that is what the file knows; what they change
    is then said of the records that stand for them.
    """
    apart = Unmerged(snapshot)
    made = _made(rows, snapshot, apart, import_id)
    lifted, counts = apart.lifted(made.edits), made.counts
    doubts = doubtful(_after(snapshot, lifted), made.written) if look_for_doubles else {}
    for kind, _id in doubts:
        counts[COLLECTIONS[kind]]["doubtful"] += 1
    problems = [*made.problems, *doubts.values()]
    problems.sort(key=lambda row: (SEVERITIES.index(row.severity), made.sheets.index(row.sheet), row.line))
    return Plan(lifted, counts, tuple(problems), snapshot.revision, skip_rejected)


@dataclass(frozen=True)
class _Made:
    """What became of the rows; they themselves are let go, but for those that may turn out to be double."""

    edits: list[Edit]
    counts: Counts
    problems: list[Problem]
    written: dict[Key, Candidate]  # rows of new and changed records of the types that are looked at, in their order
    sheets: list[str]  # in the order of the file


def _made(rows: Iterable[Row | Notice | JsonRecord], snapshot: Snapshot, apart: Unmerged, import_id: str) -> _Made:
    known = apart.snapshot
    candidates, problems = _read(rows, Gate(known))
    owners, more = _identify(candidates, known)
    problems += more
    problems += _reject_merges(candidates, owners, known)
    directory = _directory(candidates, owners, known)
    problems += link(candidates, directory)
    doubled, more = _identify_relations(candidates, owners, known)
    problems += more
    problems += reject_circles(candidates, known)
    problems += reject_dependents(candidates, owners, known)
    problems += _reject_without_owner(candidates, owners, known)

    maker = Maker(directory, import_id)
    counts: Counts = {name: dict.fromkeys(STATES, 0) for name in COLLECTIONS.values()}
    edits: list[Edit] = []
    written: dict[Key, Candidate] = {}
    for row in candidates:
        state = "rejected"
        if not row.rejected:
            maker.settle(row)
            edit = None if id(row) in doubled else _edit(row, known, import_id)
            edit = apart.news(edit) if edit else None
            state = "unchanged" if edit is None else "changed" if edit.before else "new"
            if edit:
                edits.append(edit)
            if edit and row.kind in LOOKED_AT:
                written[row.kind, snapshot.survivors.get((row.kind, row.id), row.id)] = row
            row.let_go()
        counts[COLLECTIONS[row.kind]][state] += 1
    for kind, record in maker.made:
        edits.append(Edit(kind, None, record))
        counts[COLLECTIONS[kind]]["new"] += 1
    sheets = list(dict.fromkeys([*(row.sheet for row in candidates), *(problem.sheet for problem in problems)]))
    return _Made(edits, counts, problems, written, sheets)


def _read(rows: Iterable[Row | Notice | JsonRecord], gate: Gate) -> tuple[list[Candidate], list[Problem]]:
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    for row in rows:
        if isinstance(row, Notice):
            problems.append(Problem("warning", row.sheet, row.line, row.column, sentence(row.code, row.details)))
            continue
        if isinstance(row, Row):
            candidate, told = gate.candidate(row)
        elif row.object.get("type") in COLLECTIONS:
            candidate, told = gate.json_candidate(JSON_SHEET, row.line, row.object)
        else:
            continue  # changes and imports are the history of another graph
        candidates.append(candidate)
        problems += told
    return candidates, problems


def _identify(candidates: Sequence[Candidate], snapshot: Snapshot) -> tuple[dict[Key, Candidate], list[Problem]]:
    """(type, id) -> the row it belongs to; rows without id get one from their name, second rows are rejected."""
    known = Directory(snapshot, ())
    owners: dict[Key, Candidate] = {}
    problems = []
    for row in candidates:
        if not row.id and row.name and row.kind not in RELATION_KEYS:
            row.id = _id_from_name(row, known)
        if not row.id:
            continue
        first = owners.setdefault((row.kind, row.id), row)
        if first is not row:
            details = {"id": shown(row.id), "line": first.line, "sheet": first.sheet}
            if row.has_own_id:
                text = _("Die Kennung „%(id)s“ steht schon in Zeile %(line)s (%(sheet)s). Jede darf nur einmal stehen.")
            else:
                text = _("Dasselbe steht schon in Zeile %(line)s (%(sheet)s). Geben Sie beiden eine Kennung.")
            problems.append(row.reject("id" if row.has_own_id else "name", text % details))
    return owners, problems


def _reject_merges(candidates: Sequence[Candidate], owners: dict[Key, Candidate], snapshot: Snapshot) -> list[Problem]:
    """Reject merges of another graph that do not fit this one: what they name must be one record here as well."""
    problems = []
    for row in candidates:
        if row.kind != "merge" or row.rejected or row.id in snapshot.merges:
            continue
        merge = build(row, None)
        apart = [old for old in row.values["absorbed"] if _is_there(row.values["kind"], old, owners, snapshot)]
        if apart or not _is_there(row.values["kind"], row.values["into"], owners, snapshot):
            text = _("Diese Zusammenführung passt nicht zum Bestand: Die Einträge sind hier getrennt.")
            problems.append(row.reject("into", text))
        elif not (isinstance(merge, Merge) and is_sound(merge)):
            problems.append(row.reject("before", _("Diese Zusammenführung ist beschädigt.")))
    return problems


def _reject_without_owner(
    candidates: Sequence[Candidate], owners: dict[Key, Candidate], snapshot: Snapshot
) -> list[Problem]:
    """Reject what would belong to a record that is neither in the graph nor comes with the file."""
    problems = []
    for row in candidates:
        if row.kind in ATTACHED and not row.rejected:
            key = (ATTACHED[row.kind], row.id)
            comes = key in owners and not owners[key].rejected
            if not comes and row.id not in snapshot.records.get(key[0], {}):
                text = _("Das gehört zu „%(id)s“, doch diesen Eintrag gibt es nicht.") % {"id": shown(row.id)}
                problems.append(row.reject("id", text))
    return problems


def _is_there(kind: str, record_id: str, owners: dict[Key, Candidate], snapshot: Snapshot) -> bool:
    return (kind, record_id) in owners or record_id in snapshot.records.get(kind, {})


def _id_from_name(row: Candidate, known: Directory) -> str:
    vocabulary = str(row.values.get("vocabulary") or "") if row.kind == "term" else ""
    there = known.names(row.kind, vocabulary).named(row.name)
    if len(there) == 1:
        return there[0]
    return term_id(vocabulary, row.name) if row.kind == "term" else named_id(row.kind, row.name)


def _identify_relations(
    candidates: Sequence[Candidate], owners: dict[Key, Candidate], snapshot: Snapshot
) -> tuple[set[int], list[Problem]]:
    """Give relations without id theirs; answers the rows (by id()) that say once more what another row says."""
    there: dict[RelationKey, list[str]] = defaultdict(list)
    for kind, fields in RELATION_KEYS.items():
        for record in snapshot.records.get(kind, {}).values():
            content = relation_key(kind, {name: getattr(record, name) for name in fields})
            there[kind, content].append(record.id)
    seen: dict[RelationKey, dict[str, Candidate]] = defaultdict(dict)
    doubled: set[int] = set()
    problems = []
    for row in candidates:
        if row.kind not in RELATION_KEYS or row.rejected or row.id:
            continue
        values = row.values | {column: next(iter(row.linked(column)), row.texts.get(column)) for column in row.tokens}
        content = relation_key(row.kind, values)
        key = (row.kind, content)
        said = line({"values": row.values, "texts": row.texts})
        if said in seen[key]:
            first = seen[key][said]
            doubled.add(id(row))
            row.id = first.id
            text = _("Diese Zeile steht doppelt in der Datei: schon in Zeile %(line)s. Sie zählt einmal.")
            problems.append(row.problem("warning", "", text % {"line": first.line}))
            continue
        ids = there[key] if len(there[key]) == 1 and not seen[key] else []
        seen[key][said] = row
        number = len(seen[key])
        row.id = ids[0] if ids else relation_id(row.kind, content, number)
        while (row.kind, row.id) in owners:
            number += 1
            row.id = relation_id(row.kind, content, number)
        owners[row.kind, row.id] = row
    return doubled, problems


def _directory(candidates: Sequence[Candidate], owners: dict[Key, Candidate], snapshot: Snapshot) -> Directory:
    """Who can be referred to: the store with the rows of the file; of a rejected row what the store says."""
    in_file = {
        key: row for key, row in owners.items() if not (row.rejected and key[1] in snapshot.records.get(key[0], {}))
    }
    directory = Directory(snapshot, in_file)
    for (kind, identity), row in in_file.items():
        if kind in RELATION_KEYS:
            continue
        before = snapshot.records.get(kind, {}).get(identity)
        values = {
            name: getattr(before, name)
            for name in ("name", "title", "aliases", "synonyms", "vocabulary")
            if name not in row.columns and hasattr(before, name)
        }
        directory.add(kind, identity, values | row.values)
    return directory


def _edit(row: Candidate, snapshot: Snapshot, import_id: str) -> Edit | None:
    """What the row changes; None where all is as it is already."""
    before: Record | None = snapshot.records.get(row.kind, {}).get(row.id)
    source: Source = (import_id, row.sheet, row.line)
    after = build(row, before, source)
    if before is None:
        return Edit(row.kind, None, after)
    if same_content(before, after):
        return None
    return Edit(row.kind, before, with_sources(after, before, source))


def _after(snapshot: Snapshot, edits: Sequence[Edit]) -> Snapshot:
    """The graph as it would be."""
    changed: dict[str, dict[str, Record | None]] = defaultdict(dict)
    for edit in edits:
        changed[edit.type][edit.id] = edit.after
    return snapshot.replaced(snapshot.revision + 1, changed)
