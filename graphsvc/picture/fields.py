"""What actors can be told apart by in the picture: groups, kinds, districts, parents, themes, and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.kinds import group_name, kind_name
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, Actor, Body, Cooperation, Membership, Offer
from graphsvc.snapshot import Snapshot
from visualisations.network import Category, Measure

CITYWIDE, SEVERAL = "*", "+"  # keys of entries that are no record
OLDEST = 1900  # a year before is a mistake, and would make the slider useless


@dataclass(frozen=True)
class Fields:
    """Categories and measures, and for each actor its entries and numbers."""

    categories: tuple[Category, ...]
    measures: tuple[Measure, ...]
    entries: Mapping[str, Mapping[str, str]]  # actor id -> key of a category -> key of the entry
    numbers: Mapping[str, Mapping[str, float]]


def fields(snapshot: Snapshot, cooperations: Mapping[str, int], partners: Mapping[str, int]) -> Fields:
    """The fields of all actors; `cooperations` and `partners` count those of each actor."""
    tops = _tops(snapshot)
    entries = {actor.id: _entries(snapshot, actor, tops) for actor in snapshot.actors.values()}
    numbers = {}
    for actor in snapshot.actors.values():
        own: dict[str, float] = {
            "cooperations": cooperations.get(actor.id, 0),
            "partners": partners.get(actor.id, 0),
            "offers": len({offer.id for offer, _role in snapshot.offers_of.get(actor.id, ())}),
            "bodies": len({row.body for row in snapshot.memberships_of.get(actor.id, ())}),
        }
        if actor.posts is not None:
            own["posts"] = actor.posts
        if actor.heads is not None:
            own["heads"] = actor.heads
        numbers[actor.id] = own
    measures = [
        Measure("cooperations", _("Kooperationen"), column=True),
        Measure("partners", _("Partner")),
        Measure("offers", _("Angebote"), column=True),
        Measure("bodies", _("Gremien"), column=True),
    ]
    if any("posts" in own for own in numbers.values()):
        measures.append(Measure("posts", _("Stellen (VZÄ)"), decimals=2))
    if any("heads" in own for own in numbers.values()):
        measures.append(Measure("heads", _("Beschäftigte")))
    return Fields(_categories(snapshot, entries), tuple(measures), entries, numbers)


def _entries(snapshot: Snapshot, actor: Actor, tops: Mapping[str, str]) -> dict[str, str]:
    found = {"group": ACTOR_KINDS.get(actor.kind, "other"), "kind": actor.kind}
    districts = [district for district in actor.districts if district in snapshot.districts]
    if districts:
        found["district"] = districts[0] if len(districts) == 1 else SEVERAL
    elif actor.citywide:
        found["district"] = CITYWIDE
    if actor.id in tops:
        found["top"] = tops[actor.id]
    theme = next((theme for theme in actor.themes if theme in snapshot.terms), None)
    if theme:
        found["theme"] = theme
    return found


def _tops(snapshot: Snapshot) -> dict[str, str]:
    """Actor id -> the actor one step below the top of what it belongs to, as a Dezernat is; those in a whole only."""
    found = {}
    for actor in snapshot.actors.values():
        way = [actor.id]
        while (above := snapshot.actors[way[-1]].part_of) in snapshot.actors and above is not None and above not in way:
            way.append(above)
        if len(way) > 1 or actor.id in snapshot.parts_of_actor:
            found[actor.id] = way[-2] if len(way) > 1 else way[-1]
    return found


def _categories(snapshot: Snapshot, entries: Mapping[str, Mapping[str, str]]) -> tuple[Category, ...]:
    counts: dict[str, Counter[str]] = {key: Counter() for key in ("group", "kind", "district", "top", "theme")}
    for own in entries.values():
        for key, entry in own.items():
            counts[key][entry] += 1

    def ranked(key: str, name: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The entries, the most frequent first, as only these have colours of their own."""
        rows = sorted(counts[key].items(), key=lambda row: (-row[1], name[row[0]], row[0]))
        return tuple((entry, formatting.nice(name[entry])) for entry, _count in rows)

    groups = tuple((key, group_name(key)) for key in ACTOR_GROUPS if counts["group"][key])
    districts = {CITYWIDE: _("stadtweit"), SEVERAL: _("mehrere")}
    districts |= {row.id: row.name for row in snapshot.districts.values()}
    actors = {row.id: row.name for row in snapshot.actors.values()}
    terms = {row.id: row.name for row in snapshot.terms.values()}
    kinds = {key: kind_name(key) for key in counts["kind"]}
    found = [
        Category("group", _("Gruppe"), groups, folds=True),
        Category("kind", _("Art"), ranked("kind", kinds), folds=True),
        Category("district", _("Sozialraum"), ranked("district", districts), folds=True),
        Category("top", _("Dezernat oder Dach"), ranked("top", actors), folds=True),
        Category("theme", _("Thema (das erste)"), ranked("theme", terms), folds=True),
    ]
    return tuple(category for category in found if category.entries)


def years_of(record: Actor | Offer | Body | Membership | Cooperation) -> tuple[int | None, int | None]:
    """The first and the last year in which the record holds, None where nobody said."""
    return _year(record.valid_from), _year(record.valid_to)


def _year(iso: str | None) -> int | None:
    return int(iso[:4]) if iso and iso[:4].isdigit() and int(iso[:4]) >= OLDEST else None


def span(years: Iterable[int | None]) -> tuple[int, int] | None:
    """The first and the last of the years, None where there are not two."""
    known = {year for year in years if year is not None}
    return (min(known), max(known)) if len(known) > 1 else None
