"""Who sits in which body: memberships and chairs as lines, the leading roles told from guests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.model import Membership
from graphsvc.snapshot import Snapshot
from visualisations.network_view import Strength

# Beginnings of the folded words of a role; every other one is that of a member.
_LEADING = ("vorsitz", "stellv", "geschaeftsfuehr", "leit", "moderat", "sprecher", "koordin", "feder", "chair")
_GUESTS = ("gast", "gaeste", "beraten", "beobacht", "guest", "observer")


@dataclass(frozen=True)
class Seat:
    """One actor in one body; `row` is None where only the column 'Vorsitz' names it."""

    body: str
    actor: str
    role: str
    row: Membership | None = None

    @property
    def strength(self) -> Strength:
        """How the line looks."""
        role = fold(self.role)
        if role.startswith(_LEADING):
            return "close"
        return "part_of" if role.startswith(_GUESTS) else "normal"


def seats(snapshot: Snapshot) -> Iterator[Seat]:
    """All seats of actors and bodies that are recorded, memberships first."""
    told = set()
    for row in snapshot.memberships.values():
        if row.actor in snapshot.actors and row.body in snapshot.bodies:
            told.add((row.body, row.actor))
            chairs = snapshot.bodies[row.body].chairs
            yield Seat(row.body, row.actor, row.role or (_("Vorsitz") if row.actor in chairs else ""), row)
    for body in snapshot.bodies.values():
        for actor in dict.fromkeys(body.chairs):
            if actor in snapshot.actors and (body.id, actor) not in told:
                yield Seat(body.id, actor, _("Vorsitz"))
