"""Candidates find what they refer to: other rows and what is in the store; words and districts are made where new."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.ingest.candidates import Candidate, missing
from graphsvc.ingest.identity import named_id, term_id
from graphsvc.ingest.problems import Problem
from graphsvc.ingest.references import Directory, Found
from graphsvc.model import District, Record, Source, Term
from graphsvc.references import REFERENCES, VOCABULARY_OF
from graphsvc.schemas import takes_several
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot

Key = tuple[str, str]  # type, id

# 'im ganzen Stadtgebiet', 'alle Ortsteile', 'kreisweit'; no district is called so
_CITYWIDE = re.compile(
    r"(?:im |in der |in )?(?:(?:gesamt|ganz)\w* |gesamt)?(?:stadt|(?:land)?kreis|gemeinde)(?:weit|gebiet|uebergreifend)"
    r"|(?:in der |der |im |in )?(?:gesamt|ganz)\w* (?:stadt|landkreis|kreis|gemeinde|region)"
    r"|gesamt(?:stadt|kreis|staedtisch\w*)"
    r"|(?:in )?allen? (?:(?:stadt|orts)teil|(?:stadt)?bezirk|sozialr(?:ae|a)um|teilort|ortschaft|quartier|gemeinde)\w*"
    r"|ueberall|city ?wide|whole city|all districts"
)
NEEDED = {
    "membership": ("body", "actor"),
    "cooperation": ("from_actor", "to_actor"),
    "indicator": ("district",),
}


def _is_citywide(word: str) -> bool:
    return _CITYWIDE.fullmatch(fold(word)) is not None


def link(candidates: Iterable[Candidate], directory: Directory) -> list[Problem]:
    """Resolve the references to actors, offers, bodies and known districts; what finds nothing is rejected and told."""
    problems: list[Problem] = []
    for candidate in candidates:
        if not candidate.rejected:
            problems += _link_row(candidate, directory)
    return problems


def _link_row(candidate: Candidate, directory: Directory) -> list[Problem]:
    problems = []
    for column, tokens in candidate.tokens.items():
        for token in tokens:
            known, complaint = _meant(candidate, column, token, directory)
            candidate.known[column, token] = known
            if complaint:
                problems.append(candidate.reject(column, complaint))
        if not tokens and column in NEEDED.get(candidate.kind, ()):
            problems.append(missing(candidate, column))
    return problems + _contradictions(candidate)


def _meant(candidate: Candidate, column: str, token: str, directory: Directory) -> tuple[str | None, str]:
    """The id that `token` means, or None with a complaint; None without one is a word or district yet to be made."""
    target = REFERENCES[candidate.kind][column]
    names = directory.names(target, VOCABULARY_OF[column] if target == "term" else "")
    if token in names.display:
        return token, ""
    if candidate.strict:
        return None, directory.complaint(target, token, Found(None))
    if target == "term":
        return names.first(token), ""
    found = names.find(token)
    if column == "funders":
        return found.id or directory.names("term", "funder").first(token), ""
    if target == "district" and not found.ambiguous:
        return found.id, ""
    return found.id, "" if found.id else directory.complaint(target, token, found)


def _contradictions(candidate: Candidate) -> list[Problem]:
    """What contradicts itself once names have become ids."""
    if candidate.rejected:
        return []
    ends = [candidate.linked(column) for column in ("from_actor", "to_actor") if column in candidate.tokens]
    if len(ends) == 2 and ends[0] == ends[1]:
        text = _("Hier stehen auf beiden Seiten dieselben. Nennen Sie zwei verschiedene.")
        return [candidate.reject("to_actor", text)]
    if candidate.kind == "indicator" and not any(candidate.linked("district")):
        word = (candidate.tokens.get("district") or [""])[0]
        if _is_citywide(word):
            text = _("Eine Kennzahl gehört zu einem Sozialraum. „%(text)s“ ist keiner.") % {"text": shown(word)}
            return [candidate.reject("district", text)]
    return []


def reject_circles(candidates: Sequence[Candidate], snapshot: Snapshot) -> list[Problem]:
    """Reject the rows by which something would belong, by way of others, to itself."""
    problems = []
    for kind in ("actor", "offer", "body", "district"):
        rows = {row.id: row for row in candidates if row.kind == kind and not row.rejected}
        parents: dict[str, str | None] = {
            identity: getattr(record, "part_of", None) for identity, record in snapshot.records.get(kind, {}).items()
        }
        for identity, row in rows.items():
            if "part_of" in row.columns:
                parents[identity] = next(iter(row.linked("part_of")), None)
        for identity in _in_circles(parents):
            if identity in rows and "part_of" in rows[identity].columns:
                text = _("Die Angaben „Gehört zu“ oder „Teil von“ führen im Kreis. Prüfen Sie diese Zeile.")
                problems.append(rows[identity].reject("part_of", text))
    return problems


def _in_circles(parents: dict[str, str | None]) -> list[str]:
    """The nodes that come to themselves by following `parents`."""
    done: set[str] = set()
    found: list[str] = []
    for start in parents:
        path: dict[str, int] = {}
        node: str | None = start
        while node is not None and node not in done and node not in path:
            path[node] = len(path)
            node = parents.get(node)
        if node is not None and node in path:
            found += list(path)[path[node] :]
        done.update(path)
    return found


def reject_dependents(
    candidates: Sequence[Candidate], owners: dict[Key, Candidate], snapshot: Snapshot
) -> list[Problem]:
    """Reject the rows that refer to a rejected row, and those that refer to them in turn."""
    queue = deque(key for key, row in owners.items() if row.rejected)
    if not queue:
        return []
    dependents: dict[Key, list[tuple[Candidate, str]]] = defaultdict(list)
    for row in candidates:
        for column in row.tokens:
            kinds = ("actor", "term") if column == "funders" else (REFERENCES[row.kind][column],)
            for identity in row.linked(column):
                for kind in kinds:
                    dependents[kind, identity].append((row, column))
    problems = []
    while queue:
        kind, identity = queue.popleft()
        if identity in snapshot.records.get(kind, {}):
            continue  # the row is left out, but what is in the store stays
        owner = owners[kind, identity]
        for row, column in dependents[kind, identity]:
            if not row.rejected:
                text = _("„%(id)s“ steht in einer abgelehnten Zeile (%(sheet)s, Zeile %(line)s).") % {
                    "id": shown(identity),
                    "sheet": owner.sheet,
                    "line": owner.line,
                }
                problems.append(row.reject(column, text))
                if row.id:
                    queue.append((row.kind, row.id))
    return problems


class Maker:
    """Makes the words and districts that rows name for the first time, and puts the ids of all links into the rows."""

    def __init__(self, directory: Directory, import_id: str) -> None:
        self._directory = directory
        self._import_id = import_id
        self.made: list[tuple[str, Record]] = []

    def settle(self, candidate: Candidate) -> None:
        """Put the ids into the values of a row that is not rejected."""
        values = candidate.values
        for column, tokens in candidate.tokens.items():
            ids: dict[str, None] = {}
            named: dict[str, None] = {}
            citywide = bool(values.get("citywide"))
            for token in tokens:
                known = candidate.known[column, token]
                target = REFERENCES[candidate.kind][column]
                if target == "district" and known is None and _is_citywide(token):
                    citywide = True
                    continue
                if known is None:
                    known = self._make(candidate, column, token)
                if column == "funders" and known not in self._directory.names("actor").display:
                    named[known] = None
                else:
                    ids[known] = None
            values[column] = list(ids) if takes_several(candidate.kind, column) else next(iter(ids), None)
            if column == "districts":
                values["citywide"] = citywide
            if column == "funders" and not candidate.strict:
                values["named_funders"] = list(named)

    def _make(self, candidate: Candidate, column: str, token: str) -> str:
        sources: dict[str, Source] = {"*": (self._import_id, candidate.sheet, candidate.line)}
        record: Record
        if REFERENCES[candidate.kind][column] == "district":
            kind, names = "district", self._directory.names("district")
            known = names.find(token).id  # an earlier row may have made it
            if known is None:
                record = District(id=_free(named_id(kind, token), names.display), name=token, sources=sources)
        else:
            vocabulary = VOCABULARY_OF[column]
            kind, names = "term", self._directory.names("term", vocabulary)
            known = names.first(token)
            if known is None:
                identity = _free(term_id(vocabulary, token), self._directory.term_ids)
                record = Term(id=identity, vocabulary=vocabulary, name=token, sources=sources)
        if known is not None:
            return known
        self._directory.add_record(kind, record)
        self.made.append((kind, record))
        return record.id


def _free(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or with the first number behind it that nobody has."""
    ids = taken if isinstance(taken, dict | set) else set(taken)
    number, found = 1, wanted
    while found in ids:
        number += 1
        found = f"{wanted}-{number}"
    return found
