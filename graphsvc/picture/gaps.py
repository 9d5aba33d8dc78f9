"""Who could work together and does not: actors with offers about the same theme in the same place, without a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.snapshot import Snapshot, holds
from visualisations.network import Gap

MOST = 60  # gaps that are drawn: more of them are a wall
MOST_TOGETHER = 25  # a theme of more actors in one place says little about any two of them
NAMED = 2


def gaps(
    snapshot: Snapshot, pairs: Iterable[tuple[str, str]], doubles: Iterable[tuple[str, str]], today: str
) -> tuple[Gap, ...]:
    """The gaps, those with most in common first.

    `pairs` are connected; `doubles` are probably one actor recorded twice, where a missing line is no gap.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for first, second in [*pairs, *doubles]:
        near[first].add(second)
        near[second].add(first)
    common: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (theme, district), actors in _active(snapshot, today).items():
        if not 1 < len(actors) <= MOST_TOGETHER:
            continue
        words = snapshot.terms[theme].name
        if district:
            words = _("%(theme)s in %(district)s") % {"theme": words, "district": snapshot.districts[district].name}
        listed = sorted(actors)
        for place, first in enumerate(listed):
            for second in listed[place + 1 :]:
                if second not in near[first]:
                    common[first, second].append(words)
    ranked = sorted(common.items(), key=lambda row: (-len(row[1]), row[0]))[:MOST]
    return tuple(Gap(first, second, _told(words)) for (first, second), words in ranked)


def _active(snapshot: Snapshot, today: str) -> Mapping[tuple[str, str], set[str]]:
    """(theme, district) -> who has an offer about it there; a district is empty for the whole city."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for offer in snapshot.offers.values():
        if not holds(offer, today):
            continue
        places = [district for district in offer.districts if district in snapshot.districts]
        places += [""] if offer.citywide else []
        for theme in offer.themes:
            for place in places if theme in snapshot.terms else []:
                found[theme, place].update(actor for actor in offer.providers if actor in snapshot.actors)
    return found


def _told(words: list[str]) -> str:
    named = ", ".join(formatting.nice(word) for word in sorted(words)[:NAMED])
    rest = len(words) - NAMED
    if rest <= 0:
        return named
    more = ngettext("und %(count)s weiteres Thema", "und %(count)s weitere Themen", rest) % {"count": rest}
    return f"{named} {more}"


def sentence(found: tuple[Gap, ...]) -> str:
    """What the gaps mean."""
    if not found:
        return _("Alle, die am selben Ort am selben Thema arbeiten, haben eine Verbindung.")
    return ngettext(
        "%(count)s Paar hat Angebote zum selben Thema am selben Ort, aber keine Verbindung.",
        "%(count)s Paare haben Angebote zum selben Thema am selben Ort, aber keine Verbindung.",
        len(found),
    ) % {"count": formatting.number(len(found))}
