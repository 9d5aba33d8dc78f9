"""The ways to arrange the network for all who look at it: set places by hand, lift them, and compute anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping

from graphsvc import formatting, ledger
from graphsvc.changelog import ChangeEntry
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.ledger import Edit
from graphsvc.model import DRAWN_TYPES, NETWORK, Arrangement, Place, name_of
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store

ACTION = "arrange"
MOST_NAMED = 3  # actors in the summary of a change
LOOKED_BACK = 50  # changes among which those that arranged are looked for


def move(
    store: Store,
    snapshot: Snapshot,
    moved: Mapping[str, tuple[float, float]],
    lifted: Collection[str] = (),
    *,
    user: str = "",
) -> int:
    """The revision with the actors of `moved` at their places, and those of `lifted` where they are computed.

    Where nothing changes, nothing is written. Raises InvalidInput for actors that are not there.
    """
    _require(snapshot, moved, "places")
    _require(snapshot, lifted, "lifted")
    edits = []
    for actor, (x, y) in moved.items():
        before = snapshot.places.get(actor)
        if before is None or (before.x, before.y) != (x, y):
            after = dataclasses.replace(before, x=x, y=y) if before else Place(id=actor, x=x, y=y)
            edits.append(Edit("place", before, after))
    edits += _lifting(snapshot, lifted)
    if not edits:
        return snapshot.revision
    summary = _("Platz im Netzwerk geändert: %(names)s") % {"names": _names(snapshot, [edit.id for edit in edits])}
    return ledger.commit(store, edits, action=ACTION, user=user, summary=summary)


def lift_all(store: Store, snapshot: Snapshot, *, user: str = "") -> int:
    """The revision without places by hand; where there are none, nothing is written."""
    edits = _lifting(snapshot, list(snapshot.places))
    if not edits:
        return snapshot.revision
    summary = _("Von Hand gesetzte Plätze im Netzwerk aufgehoben")
    return ledger.commit(store, edits, action=ACTION, user=user, summary=summary)


def anew(store: Store, snapshot: Snapshot, *, keep: bool, user: str = "") -> int:
    """The revision from which on the places are computed anew; those by hand stay only with `keep`."""
    before = snapshot.arrangements.get(NETWORK)
    seed = snapshot.revision + 1  # no two changes have the same
    after = dataclasses.replace(before, seed=seed) if before else Arrangement(id=NETWORK, seed=seed)
    edits = [Edit("arrangement", before, after)]
    if not keep:
        edits += _lifting(snapshot, list(snapshot.places))
    return ledger.commit(store, edits, action=ACTION, user=user, summary=_("Netzwerk neu angeordnet"))


def undoable(newest_first: Iterable[ChangeEntry]) -> list[int]:
    """The revisions of the changes that arranged and were not taken back, newest first."""
    found: list[int] = []
    undone: list[set[str]] = []
    for entry in newest_first:
        touched = set(entry.touched)
        if entry.action == "undo" and only_draws(entry):
            undone.append(touched)
        elif entry.action == ACTION and undone and undone[-1] == touched:
            undone.pop()
        elif entry.action == ACTION:
            found.append(entry.revision)
    return found


def only_draws(entry: ChangeEntry) -> bool:
    """Whether the change is about how the network is drawn, and about nothing that it says."""
    return bool(entry.touched) and all(key.partition(":")[0] in DRAWN_TYPES for key in entry.touched)


def _lifting(snapshot: Snapshot, actors: Iterable[str]) -> list[Edit]:
    return [Edit("place", snapshot.places[actor], None) for actor in actors if actor in snapshot.places]


def _require(snapshot: Snapshot, actors: Collection[str], field: str) -> None:
    """Raises InvalidInput with a sentence for each actor that is not there."""
    sentences = [_missing(snapshot, actor) for actor in actors if actor not in snapshot.actors]
    if sentences:
        raise InvalidInput(f"{sentences[0]} {_('Es wurde nichts gespeichert.')}", {field: sentences})


def _missing(snapshot: Snapshot, actor: str) -> str:
    into = snapshot.survivors.get(("actor", actor))
    if into is not None and into in snapshot.actors:
        return _("„%(id)s“ ist mit „%(into)s“ zusammengeführt.") % {"id": shown(actor), "into": shown(into)}
    return _("Einen Akteur mit der Kennung „%(text)s“ gibt es nicht.") % {"text": shown(actor)}


def _names(snapshot: Snapshot, actors: list[str]) -> str:
    names = ", ".join(f"„{formatting.nice(name_of(snapshot.actors[actor]))}“" for actor in actors[:MOST_NAMED])
    more = len(actors) - MOST_NAMED
    if more <= 0:
        return names
    rest = ngettext("ein weiterer", "%(count)s weitere", more) % {"count": formatting.number(more)}
    return f"{names} {_('und')} {rest}"
