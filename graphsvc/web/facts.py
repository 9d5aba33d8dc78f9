"""The facts of a record with the source of each, and where a record comes from and goes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from graphsvc import formatting
from graphsvc.analysis.lifephases import life_phases
from graphsvc.i18n import gettext as _
from graphsvc.kinds import life_phase_name
from graphsvc.model import LIFE_PHASES, Actor, Body, Offer, Record
from graphsvc.provenance import BY_HAND
from graphsvc.web.index import Index, Named

ANY_FIELD = "*"
LONGEST_DOCUMENT = 40  # letters of a document's name beside a value; the whole name stands once, below


@dataclass(frozen=True)
class Fact:
    """One line: label, value as text or as links, and the source; `href` makes the text a link."""

    label: str
    text: str = ""
    links: tuple[Named, ...] = ()
    href: str = ""
    source: str = ""


@dataclass(frozen=True)
class Family:
    """What is above and below a record, and what it came from and became."""

    above: tuple[tuple[Named, ...], ...]  # from the top down; several where it belongs to several
    below: tuple[Named, ...]
    before: tuple[Named, ...]
    after: tuple[Named, ...]

    def __bool__(self) -> bool:
        return bool(self.above or self.below or self.before or self.after)


class Facts:
    """Collects the facts of one record; what has no value is left out."""

    def __init__(self, index: Index, record: Actor | Offer | Body) -> None:
        self._index = index
        self._record = record
        self.found: list[Fact] = []

    def text(self, label: str, value: str | None, *fields: str, href: str = "") -> None:
        """A fact in words."""
        if value:
            self.found.append(Fact(label, formatting.nice(value), href=href, source=self._source(fields)))

    def links(self, label: str, ids: Iterable[str], *fields: str) -> None:
        """A fact that is other records."""
        named = tuple(self._index.links(ids))
        if named:
            self.found.append(Fact(label, links=named, source=self._source(fields)))

    def terms(self, label: str, ids: Iterable[str], *fields: str) -> None:
        """A fact that is words of the vocabulary."""
        self.text(label, ", ".join(self._index.snapshot.term_names(ids)), *fields)

    def imported(self) -> None:
        """The file and sheet that the record came from."""
        rows = [source for source in self._record.sources.values() if source != BY_HAND]
        for imported, sheet, line in rows[:1]:
            words = {"name": self._index.import_names.get(imported, imported), "sheet": sheet, "line": line}
            self.found.append(Fact(_("Importiert aus"), _("%(name)s, Blatt „%(sheet)s“, Zeile\u00a0%(line)s") % words))

    def _source(self, fields: Iterable[str]) -> str:
        return source_text(self._index, self._record, fields)


def source_text(index: Index, record: Record, fields: Iterable[str]) -> str:
    """Document, sheet and line of the first of these fields of a record that has a source."""
    for name in (*fields, ANY_FIELD):
        if name in record.sources:
            imported, _sheet, line = record.sources[name]
            if record.sources[name] == BY_HAND:
                break
            document = getattr(record, "source", None) or index.import_names.get(imported, imported)
            if len(document) > LONGEST_DOCUMENT:
                document = document[: LONGEST_DOCUMENT - 1].rstrip() + "…"
            return _("%(document)s, Zeile\u00a0%(line)s") % {"document": formatting.nice(document), "line": line}
    return _("von Hand") if record.version else ""


def actor_facts(index: Index, actor: Actor) -> list[Fact]:
    """What is known about an actor."""
    facts = Facts(index, actor)
    town = " ".join(part for part in (actor.postcode, actor.city) if part)
    facts.text(_("Weitere Namen"), "; ".join(actor.aliases), "aliases")
    facts.text(_("Anschrift"), ", ".join(part for part in (actor.street, town) if part), "street", "postcode", "city")
    facts.text(_("Sozialraum"), index.where(actor), "districts", "citywide")
    facts.text(_("Telefon"), actor.phone, "phone")
    facts.text(_("E-Mail"), actor.email, "email")
    facts.text(_("Website"), actor.website, "website", href=web_address(actor.website))
    facts.text(_("Kontakt"), actor.contact_function, "contact_function")
    facts.text(_("Stellen"), None if actor.posts is None else formatting.number(actor.posts), "posts")
    facts.text(_("Beschäftigte"), None if actor.heads is None else formatting.number(actor.heads), "heads")
    facts.text(_("Steht für"), _collective(actor.collective), "collective")
    facts.terms(_("Themen"), actor.themes, "themes")
    facts.text(_("Zeit"), index.since(actor), "valid_from", "valid_to")
    facts.text(_("Einfluss"), actor.influence, "influence")
    facts.text(_("Interesse"), actor.interest, "interest")
    _closing(facts, actor)
    return facts.found


def offer_facts(index: Index, offer: Offer) -> list[Fact]:
    """What is known about an offer."""
    facts = Facts(index, offer)
    target_groups = index.snapshot.term_names(offer.target_groups)
    known_phases = life_phases(offer, index.snapshot)
    phases = [key for key in LIFE_PHASES if key in known_phases]
    funders = [*(named.name for named in index.links(offer.funders)), *index.snapshot.term_names(offer.named_funders)]
    facts.links(_("Träger"), offer.providers, "providers")
    facts.links(_("Kooperationspartner"), offer.partners, "partners")
    if offer.named_funders:
        facts.text(_("Förderer"), ", ".join(funders), "funders", "named_funders")
    else:
        facts.links(_("Förderer"), offer.funders, "funders")
    facts.text(_("Zielgruppen"), ", ".join(target_groups), "target_groups")
    facts.text(_("Alter"), formatting.ages(offer.age_from, offer.age_to, words=True), "age_from", "age_to")
    facts.text(_("Lebensphase"), ", ".join(life_phase_name(key) for key in phases), "age_from", "age_to")
    facts.terms(_("Themen"), offer.themes, "themes")
    facts.text(_("Sozialraum"), index.where(offer), "districts", "citywide")
    facts.text(_("Ort"), ", ".join(part for part in (offer.place, offer.address) if part), "place", "address")
    facts.text(_("Zeiten"), offer.times, "times")
    facts.text(_("Zeit"), index.since(offer), "valid_from", "valid_to")
    facts.text(_("Status"), offer.status, "status")
    facts.text(_("Plätze"), formatting.places(offer.used, offer.capacity), "capacity", "used")
    facts.text(
        _("Teilnehmende"), None if offer.attendance is None else formatting.number(offer.attendance), "attendance"
    )
    facts.text(_("Kosten"), formatting.cost(offer.cost), "cost")
    facts.text(_("Sprachen"), ", ".join(offer.languages), "languages")
    facts.text(_("Zugang"), offer.access, "access")
    facts.text(_("Förderung bis"), formatting.day(offer.funded_until), "funded_until")
    _closing(facts, offer)
    return facts.found


def body_facts(index: Index, body: Body) -> list[Fact]:
    """What is known about a body."""
    facts = Facts(index, body)
    facts.links(_("Vorsitz"), body.chairs, "chairs")
    facts.terms(_("Themen"), body.themes, "themes")
    facts.terms(_("Zielgruppen"), body.target_groups, "target_groups")
    facts.text(_("Sozialraum"), index.where(body), "districts", "citywide")
    facts.text(_("Turnus"), body.frequency, "frequency")
    facts.text(_("Rechtsgrundlage"), body.mandate, "mandate")
    facts.text(_("Zeit"), index.since(body), "valid_from", "valid_to")
    _closing(facts, body)
    return facts.found


def _closing(facts: Facts, record: Actor | Offer | Body) -> None:
    facts.text(_("Beschreibung"), record.description, "description")
    for header, value in record.extra.items():
        facts.text(header, value)
    if record.wording:
        facts.text(_("Wortlaut"), _("„%(words)s“") % {"words": record.wording}, "wording")
    if len(record.source or "") > LONGEST_DOCUMENT:
        facts.found.append(Fact(_("Quelle"), formatting.nice(record.source or "")))
    facts.imported()


def _collective(value: str | None) -> str:
    if not value:
        return ""
    return _("%(count)s Organisationen") % {"count": value} if value.isdigit() else _("mehrere Organisationen")


def web_address(text: str | None) -> str:
    """The address that a link may lead to; empty where the text is no plain web address."""
    address = (text or "").strip()
    if not address or any(sign.isspace() for sign in address):
        return ""
    if "://" not in address:
        address = "https://" + address
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and "." in parts.netloc else ""


def actor_family(index: Index, actor: Actor) -> Family:
    """The place of an actor in the hierarchy and in time."""
    below = index.links(index.snapshot.parts_of_actor.get(actor.id, ()))
    above = [_chain(index, parent) for parent in index.parents.get(actor.id, ())]
    return _family(index, actor, above, below)


def offer_family(index: Index, offer: Offer) -> Family:
    """The programme or series of an offer, its parts, and its place in time."""
    above = [tuple(index.links([offer.part_of]))] if offer.part_of else []
    return _family(index, offer, above, index.links(index.snapshot.parts_of_offer.get(offer.id, ())))


def body_family(index: Index, body: Body) -> Family:
    """The body that a body belongs to, its parts, and its place in time."""
    above = [tuple(index.links([body.part_of]))] if body.part_of else []
    return _family(index, body, above, index.links(index.parts_of_body.get(body.id, ())))


def _family(index: Index, record: Actor | Offer | Body, above: list[tuple[Named, ...]], below: list[Named]) -> Family:
    return Family(
        above=tuple(chain for chain in above if chain),
        below=tuple(sorted(below, key=lambda named: index.sort_names[named.id])),
        before=tuple(index.links(index.predecessors.get(record.id, ()))),
        after=tuple(index.links(record.successors)),
    )


def _chain(index: Index, actor_id: str) -> tuple[Named, ...]:
    """The actor and everything above it, top first; a circle ends where it closes."""
    found: list[str] = []
    present: str | None = actor_id
    while present is not None and present not in found:
        found.append(present)
        present = next(iter(index.parents.get(present, ())), None)
    return tuple(index.links(reversed(found)))
