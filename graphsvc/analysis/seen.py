"""What a person saw when they decided about a finding: the values that were compared, in the small form that is kept.

The verdict keeps no telephone number, no e-mail address and no running text, since these may tell of a person, and what
is erased from a record must not live on in a verdict. Of the first two it is known only whether both records had the
same, of a text only whether it is still the same. All else is kept as names, not ids, and never longer than LONGEST.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.folding import fold
from graphsvc.i18n import language
from graphsvc.matching import Finding
from graphsvc.model import Record, Verdict, name_of
from graphsvc.references import REFERENCES
from graphsvc.snapshot import Snapshot

LONGEST = 120  # letters of one value
MOST = 60  # values of one field; of more than that none are kept, since a part of them would look like a change
MEMBERS = "members"  # is no field: the actors of a body
SAME, DIFFERENT, UNKNOWN = "same", "different", "unknown"

_OFFER = {
    "provider": ("providers",),
    "name": ("title",),
    "text": ("title", "description"),
    "district": ("districts", "citywide"),
    "age": ("age_from", "age_to"),
    "target_group": ("target_groups",),
    "theme": ("themes",),
    "kind": ("kind",),
    "capacity": ("capacity",),
    "time": ("valid_from", "valid_to"),
}
# kind of finding -> dimension -> the fields of the records that it compares
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "duplicate_actor": {
        "name": ("name", "aliases"),
        "address": ("street", "postcode", "city"),
        "website": ("website",),
        "kind": ("kind",),
        "theme": ("themes",),
        "succession": ("valid_from", "valid_to"),
    },
    "duplicate_offer": _OFFER,
    "parallel_offer": _OFFER,
    "parallel_body": {
        "members": (MEMBERS,),
        "text": ("name", "mandate", "description"),
        "theme": ("themes",),
        "target_group": ("target_groups",),
        "district": ("districts", "citywide"),
        "time": ("valid_from", "valid_to"),
    },
}
# kind of finding -> dimensions that compare the field of the same name, which is not kept
CONTACTS: Mapping[str, tuple[str, ...]] = {"duplicate_actor": ("phone", "email")}
TEXTS = ("description",)  # of which only a digest is kept


_NUMBERS = ("age_from", "age_to", "capacity")
_MOST_NUMBER = 10**9
_DAYS = ("valid_from", "valid_to")
_LISTS = ("aliases", "districts", MEMBERS, "providers", "target_groups", "themes")
_WORDS = ("city", "description", "kind", "mandate", "name", "postcode", "street", "title", "website")


@dataclass(frozen=True)
class Seen:
    """What was compared in one dimension."""

    values: tuple[Mapping[str, Any], ...] = ()  # per member of the finding: field -> value; what is empty is left out
    shared: tuple[str, ...] = ()  # what both had, as it was shown
    both: str = ""  # of a contact: SAME, DIFFERENT or UNKNOWN
    language: str = ""  # of what was shown as shared: some of it are words of ours

    def text(self) -> str:
        """As the verdict keeps it."""
        found = {
            "values": list(map(dict, self.values)),
            "shared": list(self.shared),
            "both": self.both,
            "language": self.language if self.shared else "",
        }
        kept = {name: value for name, value in found.items() if value or name == "values"}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class _Reader:
    """Reads what the members of a finding say."""

    snapshot: Snapshot
    finding: Finding
    records: tuple[Record, ...]

    def everything(self) -> dict[str, Seen]:
        kind = self.finding.kind
        shared = {row.dimension: tuple(map(shortened, row.shared)) for row in self.finding.evidence if row.bits}
        found = {
            dimension: Seen(
                tuple(self._values(record, fields) for record in self.records),
                shared.get(dimension, ()),
                language=language(),
            )
            for dimension, fields in FIELDS[kind].items()
        }
        for name in CONTACTS.get(kind, ()):
            known = all(getattr(record, name, None) for record in self.records)
            found[name] = Seen(both=SAME if name in shared else DIFFERENT if known else UNKNOWN)
        return found

    def _values(self, record: Record, fields: Iterable[str]) -> Mapping[str, Any]:
        found = {name: self._value(record, name) for name in fields}
        return {
            name: value for name, value in found.items() if not (value is None or value is False or value in ("", []))
        }

    def _value(self, record: Record, name: str) -> Any:
        if name == MEMBERS:
            rows = self.snapshot.members_of.get(record.id, ())
            return self._names("actor", dict.fromkeys(row.actor for row in rows))
        value = getattr(record, name, None)
        target = REFERENCES.get(self.finding.kind.rpartition("_")[2], {}).get(name)
        if target is not None:
            return self._names(target, value or ())
        if name in TEXTS:
            return hashlib.sha256(fold(value).encode()).hexdigest()[:12] if value else None
        if isinstance(value, tuple):
            return [shortened(item) for item in value] if len(value) <= MOST else None
        return shortened(value) if isinstance(value, str) else value

    def _names(self, target: str, ids: Iterable[str]) -> list[str] | None:
        rows = self.snapshot.records.get(target, {})
        found = [shortened(name_of(rows[key]) if key in rows else key) for key in ids]
        return found if len(found) <= MOST else None


def seen(snapshot: Snapshot, finding: Finding) -> dict[str, Seen]:
    """Dimension -> what is compared in it now."""
    records = tuple(record for member in finding.members if (record := snapshot.record(member)))
    return _Reader(snapshot, finding, records).everything()


def kept(snapshot: Snapshot, finding: Finding) -> dict[str, str]:
    """What a verdict on the finding keeps of it: dimension -> JSON; where nothing is said, there is no dimension."""
    return {
        name: row.text() for name, row in seen(snapshot, finding).items() if row.shared or row.both or any(row.values)
    }


def was_seen(verdict: Verdict) -> dict[str, Seen] | None:
    """Dimension -> what was compared when the verdict was given; None where it did not keep that, or unreadably.

    A verdict may come from a file: what no record of ours could have said is left out.
    """
    if not verdict.compared:
        return None
    found = {}
    for dimension, text in verdict.compared.items():
        try:
            data = json.loads(text)
            values = tuple({name: value for name, value in row.items() if _fits(name, value)} for row in data["values"])
            shared = tuple(item for item in data.get("shared", ()) if isinstance(item, str))
            found[dimension] = Seen(values, shared, str(data.get("both", "")), str(data.get("language", "")))
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
            return None
    return found


def _fits(name: str, value: Any) -> bool:
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST_NUMBER
    if name in _DAYS:
        with contextlib.suppress(TypeError, ValueError):
            return bool(date.fromisoformat(value))
        return False
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return value is True if name == "citywide" else name in _WORDS and isinstance(value, str)


def shortened(text: str) -> str:
    """The text on one line, cut to LONGEST letters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
