"""Which new or changed records look like something that is there already, or like another row of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from graphsvc.analysis.findings import city_of
from graphsvc.i18n import gettext as _
from graphsvc.ingest.candidates import Candidate
from graphsvc.ingest.problems import Problem
from graphsvc.matching import City, Finding, find
from graphsvc.model import name_of
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot

KINDS = {"duplicate_actor": "actor", "duplicate_offer": "offer"}
LOOKED_AT = frozenset(KINDS.values())  # types of records that may turn out to be double

Key = tuple[str, str]  # type, id


def doubtful(
    snapshot: Snapshot, written: Mapping[Key, Candidate], search: Callable[[City], Iterable[Finding]] = find
) -> dict[Key, Problem]:
    """Per record of `written` that is probably double: the problem that names the other one.

    `snapshot` is the graph as it would be; `written` holds the rows of new and changed records in the file's order.
    """
    if not any(kind in LOOKED_AT for kind, _id in written):
        return {}
    order = {key: number for number, key in enumerate(written)}
    found: dict[Key, Problem] = {}
    for finding in search(city_of(snapshot)):
        kind = KINDS.get(finding.kind)
        rows = [(kind, member) for member in finding.members if kind and (kind, member) in order]
        if not rows:
            continue
        key = max(rows, key=order.__getitem__)  # of two rows of the file the later one looks like the earlier
        if key not in found:
            found[key] = written[key].problem("doubtful", "", _text(snapshot, finding, key))
    return found


def _text(snapshot: Snapshot, finding: Finding, key: Key) -> str:
    records = snapshot.records[key[0]]
    others = [records[member] for member in finding.members if member != key[1]]
    return _("„%(name)s“ ist vermutlich doppelt: Es ähnelt %(others)s.") % {
        "name": shown(name_of(records[key[1]])),
        "others": ", ".join(f"„{shown(name_of(other))}“ ({other.id})" for other in others),
    }
