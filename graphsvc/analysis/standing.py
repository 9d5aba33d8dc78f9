"""Whether an offer runs on a day."""

from __future__ import annotations

from graphsvc.folding import fold
from graphsvc.model import Offer
from graphsvc.snapshot import holds

# Beginnings of the folded words of a status that say 'not now'; what is full or has a waiting list runs all the same.
_NOT_NOW = ("beendet", "eingestellt", "ausgelaufen", "abgeschlossen", "aufgegeben", "ausgesetzt", "pausier", "ruht",
            "geplant", "in planung", "ended", "closed", "finished", "paused", "planned")  # fmt: skip


def runs(offer: Offer, on: str) -> bool:
    """Whether the offer runs on the day `on` (ISO date); one without dates does, unless its status says otherwise.

    A status says how it is now: for a day within dates that are both known it does not count.
    """
    if not holds(offer, on):
        return False
    if offer.valid_from is not None and offer.valid_to is not None:
        return True
    return not fold(offer.status or "").startswith(_NOT_NOW)
