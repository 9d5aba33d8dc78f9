"""Which actors are one organisation recorded twice."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.matching import actor_join, name_forms, names, normalise, score, short_forms
from graphsvc.matching.actor_join import KIND, NAME_BITS, SHORT_FORM_BITS, Entry
from graphsvc.matching.city import City
from graphsvc.matching.explain import Facts, prior_text
from graphsvc.matching.finding import Evidence
from graphsvc.matching.names import Name, Places
from graphsvc.matching.remembering import remembered
from graphsvc.matching.scoring_model import DEFAULT, ScoringModel
from graphsvc.model import ACTOR_KINDS, Actor

CONTACTS = {"phone": "phone", "email": "email", "website": "website", "street": "address"}  # field -> dimension

_SAME_HOUSE = 0.5  # similarity of the names of those above, who may be recorded twice too
_ALIKE = 0.85  # similarity of names that are one in two spellings


_BY_CARRIER = frozenset(["federation", "office"])  # what a telephone of their own outweighs
_BY_NAME = frozenset(["facility", "unit", "form", *_BY_CARRIER])  # what an alias or a renaming outweighs
_OFFICES = frozenset(["department", "division", "section", "unit"])  # kinds


@dataclass(frozen=True, slots=True)
class _Key:
    """One actor in comparable form."""

    actor: Actor
    names: tuple[Name, ...]  # the name first, then its other forms and the aliases
    phone: str
    email: str
    website: str
    street: str
    city: str


class DuplicateActors:
    """Pairs of actors that look like one; collective entries are no organisations and are left out."""

    kinds: Sequence[str] = (KIND,)

    def __init__(self, city: City) -> None:
        self._city = city
        places = place_names(city)
        self._keys = {
            actor.id: _Key(
                actor=actor,
                names=name_forms.all_forms((actor.name, *actor.aliases), actor.city or "", places),
                phone=normalise.phone(actor.phone),
                email=normalise.email(actor.email),
                website=normalise.website(actor.website),
                street=normalise.street(actor.street),
                city=normalise.fold(actor.city or "").strip(),
            )
            for actor in sorted(city.actors, key=lambda actor: actor.id)
            if not actor.collective
        }
        keys = self._keys.values()
        self._names = names.Names(name for key in keys for name in key.names[:1])
        self._themes = score.Rarity(key.actor.themes for key in keys)
        self._holders: dict[str, Counter[str]] = {
            field: Counter(value for key in keys if (value := getattr(key, field))) for field in CONTACTS
        }
        self._evidence: dict[tuple[str, str, str], tuple[Evidence, ...]] = {}  # of two ids, in a language
        self._candidates: dict[tuple[float, str | None], list[tuple[str, str, str]]] = {}

    def has(self, key: str) -> bool:
        """Whether there is such an actor that is no collective entry."""
        return key in self._keys

    def candidates(self, thresholds: Mapping[str, float], of: str | None = None) -> Iterable[tuple[str, str, str]]:
        """Pairs (of all actors, or of the actor `of`) that may reach the threshold and that nothing speaks against."""
        threshold = thresholds[KIND]
        known = self._candidates.get((threshold, of))
        if known is None:  # the groups of same actors and the findings ask for the same pairs
            ids = list(self._keys)
            one = None if of is None else ids.index(of)
            pairs = ((ids[a], ids[b]) for a, b in self._pairs(threshold - score.prior(KIND, len(ids)), one))
            known = [(KIND, a, b) for a, b in pairs if self.excluded(KIND, a, b) is None]
            self._candidates[threshold, of] = known
        return known

    def _pairs(self, needed: float, of: int | None) -> Iterable[tuple[int, int]]:
        """Pairs whose bits without the prior may be `needed` or more; all if less is needed than any pair may have."""
        keys = list(self._keys.values())
        if needed <= sum(score.weight(KIND, dimension) for dimension in ("kind", "theme", "succession")):
            every = itertools.combinations(range(len(keys)), 2)
            return every if of is None else (pair for pair in every if of in pair)
        contacts = [
            {field: (value, self._contact_bits(field, value)) for field in CONTACTS if (value := getattr(key, field))}
            for key in keys
        ]
        entries = [Entry(key.actor, key.names, of_key) for key, of_key in zip(keys, contacts, strict=True)]
        return actor_join.pairs(entries, self._names, needed, of)

    def excluded(self, kind: str, a: str, b: str) -> str | None:
        """Why the pair must not be reported, as a word; None where it may be."""
        x, y = self._keys[a], self._keys[b]
        if b in x.actor.successors or a in y.actor.successors:
            return "succession"
        if self._belongs(a, b) or self._belongs(b, a):
            return "part_of"
        if (x.actor.kind == "function") != (y.actor.kind == "function") and "other" not in (x.actor.kind, y.actor.kind):
            return "kind"  # the mayor is not the mayor's office
        if not x.names or not y.names:
            return None
        if x.city and y.city and x.city != y.city and not x.names[0].places & y.names[0].places:
            return "place"
        reason = names.conflict(x.names[0], y.names[0])
        own = self._alone_with("phone", x, y)
        if reason is None and len(x.names) + len(y.names) > 2 and not (own or self._alone_with("email", x, y)):
            reason = names.conflict(name_forms.together(x.names), name_forms.together(y.names))
        if reason in _BY_NAME and (self._named_alike(x, y) or self._renamed(x, y)):
            return None
        if reason in _BY_CARRIER and own:
            return None
        if reason is None and not own and self._other_house(x, y):
            return "office"
        return reason

    def _alone_with(self, field: str, x: _Key, y: _Key) -> bool:
        """Whether these two alone have this contact: a house of many has one telephone for all."""
        value: str = getattr(x, field)
        return bool(value) and value == getattr(y, field) and self._holders[field][value] == 2

    def _renamed(self, x: _Key, y: _Key) -> bool:
        """Whether one ends where the other begins, with the same telephone or in the same house."""
        contact = (x.phone and x.phone == y.phone) or (x.street and x.street == y.street)
        return bool(contact) and _hands_over(x.actor, y.actor)

    def _other_house(self, x: _Key, y: _Key) -> bool:
        """Whether both are offices of two that have nothing to do with each other: of a town and of a county."""
        if {x.actor.kind, y.actor.kind} - _OFFICES:
            return False
        mine, theirs = self._above(x.actor.id), self._above(y.actor.id)
        if not mine or not theirs or mine & theirs:
            return False
        named = ([self._keys[key].names[:1] for key in of_one if key in self._keys] for of_one in (mine, theirs))
        pairs = itertools.product(*map(itertools.chain.from_iterable, named))
        return all(self._names.similarity(p, q)[0] < _SAME_HOUSE for p, q in pairs)

    def _above(self, actor: str) -> frozenset[str]:
        """All that an actor belongs to, by way of others too."""
        found: set[str] = set()
        todo = [actor]
        while todo:
            new = self._city.parents.get(todo.pop(), frozenset()) - found
            found |= new
            todo.extend(new)
        return frozenset(found)

    def _named_alike(self, x: _Key, y: _Key) -> bool:
        """Whether an alias of one is the name of the other, and nothing speaks against these two."""
        return any(
            self._names.similarity(p, q)[0] >= _ALIKE and names.conflict(p, q) is None
            for p, q in itertools.product(x.names, y.names)
        )

    def _belongs(self, part: str, whole: str) -> bool:
        return whole in self._above(part)

    def _name(self, x: _Key, y: _Key) -> tuple[float, str, str]:
        best = (0.0, "", "")
        for p, q in itertools.product(x.names, y.names):
            # an alias that is one short word ('KI') is a weaker sign than the whole name
            factor = 1.0 if (p is x.names[0] and q is y.names[0]) else 0.97
            alike, _told = self._names.similarity(p, q)
            if alike * factor > best[0]:
                best = (alike * factor, p.text, q.text)
        return best

    def bits(self, kind: str, a: str, b: str) -> Mapping[str, float]:
        """Those of the prior, then of each dimension that says anything."""
        return {item.dimension: item.bits for item in self.evidence(kind, a, b)}

    def _short_form(self, x: _Key, y: _Key) -> tuple[str, str] | None:
        """A name of one and what it is short for, where these two alone have a contact; None where there is none."""
        own = self._alone_with("phone", x, y) or self._alone_with("email", x, y)
        if not own and not (self._alone_with("street", x, y) and not self._other_town(x, y)):
            return None
        return short_forms.between(x.names, y.names, only_house=not own)

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """The prior, then name, contacts, kind, themes and succession in time."""
        first, second = sorted((a, b))
        key = (first, second, language())
        known = self._evidence.get(key)
        if known is None:  # asked for as often as the candidates
            known = self._evidence[key] = self._compare(self._keys[first], self._keys[second])
        return known

    def _compare(self, x: _Key, y: _Key) -> tuple[Evidence, ...]:
        found = [Evidence("prior", score.prior(KIND, len(self._keys)), (), prior_text(KIND))]
        alike, p, q = self._name(x, y)
        bits = score.curve(alike, NAME_BITS)
        short = self._short_form(x, y) if bits < SHORT_FORM_BITS else None
        if short:
            text = _("%(short)s, kurz für %(name)s") % {"short": short[0], "name": short[1]}
            found.append(Evidence("name", SHORT_FORM_BITS, short, text))
        elif bits > 0:
            same = normalise.fold(p) == normalise.fold(q)
            text = (
                _("gleicher Name: %(name)s") % {"name": p}
                if same
                else _("ähnlicher Name: %(a)s, %(b)s") % {"a": p, "b": q}
            )
            found.append(Evidence("name", bits, (p,) if same else (p, q), text))
        for field, shown, label in (
            ("phone", x.actor.phone, _("gleiche Telefonnummer: %(value)s")),
            ("email", x.actor.email, _("gleiche E-Mail-Adresse: %(value)s")),
            ("website", x.actor.website, _("gleiche Website: %(value)s")),
            ("street", x.actor.street, _("gleiche Anschrift: %(value)s")),
        ):
            value = getattr(x, field)
            same = bool(value) and value == getattr(y, field) and not (field == "street" and self._other_town(x, y))
            if same and (bits := self._contact_bits(field, value)) > 0:
                found.append(Evidence(CONTACTS[field], bits, (shown or "",), label % {"value": shown}))
        if x.actor.kind == y.actor.kind and x.actor.kind != "other":
            found.append(Evidence("kind", score.weight(KIND, "kind"), (x.actor.kind,), _("gleiche Art")))
        themes = self._themes.shared(x.actor.themes, y.actor.themes, score.weight(KIND, "theme"))
        if themes > 0:
            both = self._city.term_names([key for key in x.actor.themes if key in y.actor.themes])
            found.append(Evidence("theme", themes, both, _("gleiche Themen: %(names)s") % {"names": ", ".join(both)}))
        group = ACTOR_KINDS.get(x.actor.kind) == ACTOR_KINDS.get(y.actor.kind)
        if group and _hands_over(x.actor, y.actor) and len(found) > 1:
            text = _("ein Eintrag endet, wo der andere beginnt")
            found.append(Evidence("succession", score.weight(KIND, "succession"), (), text))
        return tuple(found)

    def _contact_bits(self, field: str, value: str) -> float:
        """What one contact of both tells: the less, the more actors have it."""
        most = score.weight(KIND, CONTACTS[field])
        return max(0.0, most - (self._holders[field][value] - 2) * most / 8)

    @staticmethod
    def _other_town(x: _Key, y: _Key) -> bool:
        return bool(x.actor.postcode and y.actor.postcode and x.actor.postcode != y.actor.postcode) and x.city != y.city

    def facts(self, kind: str, a: str, b: str) -> Facts:
        """What differs between the two entries."""
        x, y = (self._keys[key] for key in sorted((a, b)))
        pairs = (
            (_("Anschrift"), x.street, y.street),
            (_("Telefon"), x.phone, y.phone),
            (_("E-Mail"), x.email, y.email),
            (_("Art"), x.actor.kind, y.actor.kind),
        )
        return Facts(differences=tuple(label for label, p, q in pairs if p and q and p != q))

    def groups(self, model: ScoringModel = DEFAULT) -> dict[str, str]:
        """Actor id -> the first id of those that are probably the same (itself where there is no other)."""
        leader = {key: key for key in self._city.actor}

        def find(key: str) -> str:
            while leader[key] != key:
                key = leader[key]
            return key

        for _kind, a, b in self.candidates(model.thresholds):
            if score.total(model.weighed(KIND, self.bits(KIND, a, b))) >= model.thresholds[KIND]:
                first, second = sorted((find(a), find(b)))
                leader[second] = first
        return {key: find(key) for key in leader}


def place_names(city: City) -> Places:
    """The towns of the actors and the districts, each with its level."""
    found: dict[str, str] = {}
    for district in city.districts:
        key = " ".join(normalise.words(district.name))
        if len(key) > 3:
            found[key] = f"district {key}"
    for town in {actor.city for actor in city.actors if actor.city}:
        key = " ".join(normalise.words(town))
        if len(key) > 3:
            found[key] = f"city {key}"
    return _places(tuple(sorted(found.items())))


@remembered(8)
def _places(keys: tuple[tuple[str, str], ...]) -> Places:
    """One object for the same places, so that names that were parsed with it are remembered."""
    return Places(dict(keys))


def _hands_over(x: Actor, y: Actor) -> bool:
    """Whether one ends in the year in which the other begins, or in the year before."""
    for earlier, later in ((x, y), (y, x)):
        if earlier.valid_to and later.valid_from and 0 <= int(later.valid_from[:4]) - int(earlier.valid_to[:4]) <= 1:
            return True
    return False
