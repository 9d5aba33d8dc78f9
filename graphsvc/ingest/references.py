"""Who is meant by an id or a name: everything in the store and in the file, by id, name and other names."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.model import Record
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot

SUGGESTIONS = 3
MOST_SEARCHES = 30  # similar names are looked for this often; a file with more such problems has another problem
SIMILAR = 0.6  # difflib's own measure of 'close'


@dataclass(frozen=True)
class Found:
    """What a token means: one id, or none with the ids that it may mean."""

    id: str | None
    ambiguous: tuple[str, ...] = ()


class Names:
    """The records of one type (or the words of one vocabulary) by id, by name and by what else they are called."""

    def __init__(self) -> None:
        self.display: dict[str, str] = {}  # id -> name as people write it
        self._names: dict[str, dict[str, None]] = defaultdict(dict)  # folded -> ids
        self._others: dict[str, dict[str, None]] = defaultdict(dict)
        self._folded: list[str] | None = None

    def add(self, identity: str, name: str, others: Iterable[str] = ()) -> None:
        """Know a record; what was known of the same id before is forgotten first by `forget`."""
        self.display[identity] = name
        self._folded = None
        if key := fold(name):
            self._names[key][identity] = None
        for other in others:
            if key := fold(other):
                self._others[key][identity] = None

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of the records of this very name."""
        return tuple(self._names.get(fold(name), ()))

    def find(self, token: str) -> Found:
        """The record with this id, else the only one of this name, else the only one that is also called so."""
        if token in self.display:
            return Found(token)
        key = fold(token)
        for index in (self._names, self._others):
            ids = tuple(index.get(key, ()))
            if len(ids) == 1:
                return Found(ids[0])
            if ids:
                return Found(None, ids)
        return Found(None)

    def first(self, token: str) -> str | None:
        """Like `find`, but where several are meant the first one of them."""
        found = self.find(token)
        return found.id or (found.ambiguous[0] if found.ambiguous else None)

    def similar(self, token: str) -> list[str]:
        """Ids of the records whose names come closest."""
        if self._folded is None:
            self._folded = [key for key in {**self._names, **self._others} if key]
        key = fold(token)
        inside = sorted((name for name in self._folded if len(key) > 3 and key in name), key=len)[:SUGGESTIONS]
        close = difflib.get_close_matches(key, self._folded, n=SUGGESTIONS, cutoff=SIMILAR)
        ids: dict[str, None] = {}
        for name in [*inside, *close]:
            ids.update(self._names.get(name, {}))
            ids.update(self._others.get(name, {}))
        return list(ids)[:SUGGESTIONS]


class Directory:
    """Everything that a row may refer to: what is in the store, and in place of it or besides what is in the file."""

    def __init__(self, snapshot: Snapshot, replaced: Iterable[tuple[str, str]]) -> None:
        """Know the records of `snapshot` except those that the file brings again: (type, id) in `replaced`."""
        self._names: dict[str, Names] = defaultdict(Names)
        self.term_ids: set[str] = set()  # of all vocabularies: an id is one term's
        self._searches = 0
        skipped = set(replaced)
        for kind in ("actor", "offer", "body", "district", "term"):
            for record in snapshot.records.get(kind, {}).values():
                if (kind, record.id) not in skipped:
                    self.add_record(kind, record)

    def names(self, kind: str, vocabulary: str = "") -> Names:
        """The names of one type; of terms those of one vocabulary."""
        return self._names[f"{kind} {vocabulary}"]

    def add_record(self, kind: str, record: Record) -> None:
        """Know a record."""
        values = {name: getattr(record, name, None) for name in ("name", "title", "aliases", "synonyms", "vocabulary")}
        self.add(kind, record.id, values)

    def add(self, kind: str, identity: str, values: dict[str, Any]) -> None:
        """Know what has this id and these values."""
        name = values.get("name") or values.get("title") or ""
        if kind == "term":
            self.term_ids.add(identity)
        others = [*(values.get("aliases") or ()), *(values.get("synonyms") or ())]
        self.names(kind, str(values.get("vocabulary") or "") if kind == "term" else "").add(identity, name, others)

    def complaint(self, kind: str, token: str, found: Found) -> str:
        """The sentence about a token that means nothing or too much."""
        names = self.names(kind)
        if found.ambiguous:
            return _("„%(text)s“ ist nicht eindeutig. Nennen Sie die Kennung: %(candidates)s.") % {
                "text": shown(token),
                "candidates": self._list(names, found.ambiguous),
            }
        text = _not_found(kind) % {"text": shown(token)}
        self._searches += 1
        similar = names.similar(token) if self._searches <= MOST_SEARCHES else []
        if similar:
            text += " " + _("Meinten Sie %(candidates)s?") % {"candidates": self._list(names, similar)}
        return text

    def _list(self, names: Names, ids: Iterable[str]) -> str:
        listed = list(ids)
        shown_names = [
            _("%(id)s (%(name)s)") % {"id": shown(identity), "name": shown(names.display[identity])}
            for identity in listed[: 2 * SUGGESTIONS]
        ]
        return ", ".join(shown_names) + (" …" if len(listed) > 2 * SUGGESTIONS else "")


def _not_found(kind: str) -> str:
    return {
        "actor": _("Einen Akteur „%(text)s“ gibt es weder in der Datei noch im Bestand."),
        "offer": _("Ein Angebot „%(text)s“ gibt es weder in der Datei noch im Bestand."),
        "body": _("Ein Gremium „%(text)s“ gibt es weder in der Datei noch im Bestand."),
        "district": _("Einen Sozialraum „%(text)s“ gibt es weder in der Datei noch im Bestand."),
        "term": _("Einen Begriff „%(text)s“ gibt es weder in der Datei noch im Bestand."),
    }[kind]
