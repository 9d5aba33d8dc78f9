"""Which actors are one organisation recorded twice."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.i18n import gettext as _
from graphsvc.matching import names, normalise, score
from graphsvc.matching.city import City
from graphsvc.matching.explain import Facts, prior_text
from graphsvc.matching.finding import Evidence
from graphsvc.matching.names import Name
from graphsvc.model import ACTOR_KINDS, Actor

KIND = "duplicate_actor"
_NAME_BITS = ((0.40, 0.0), (0.55, 6.0), (0.70, 12.0), (0.85, 17.0), (1.0, 20.0))
# Kinds that people mix up when they type a list: a federation is a private provider, and anything may be 'other'.
_LOOSE_KINDS = frozenset(
    ["other", "private_provider", "federation", "association", "umbrella", "self_help", "initiative", "migrant_organisation"]
)


@dataclass(frozen=True)
class _Key:
    """One actor in comparable form."""

    actor: Actor
    names: tuple[Name, ...]  # the name first, then the aliases
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
                names=tuple(names.parse(text, places) for text in (actor.name, *actor.aliases) if text.strip()),
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
            field: Counter(value for key in keys if (value := getattr(key, field)))
            for field in ("phone", "email", "website", "street")
        }

    def has(self, key: str) -> bool:
        """Whether there is such an actor that is no collective entry."""
        return key in self._keys

    def candidates(self, thresholds: Mapping[str, float]) -> Iterable[tuple[str, str, str]]:
        """Pairs that share a rare word of the name or a contact and that nothing speaks against."""
        for a, b in self._pairs():
            if self.excluded(a, b) is None:
                yield KIND, a, b

    def _pairs(self) -> list[tuple[str, str]]:
        """Every pair that shares a contact, or words of the name that weigh enough for the name to give bits."""
        blocks: defaultdict[str, set[str]] = defaultdict(set)
        vocabulary = {token for key in self._keys.values() for name in key.names for token in name.tokens}
        alike = self._alike_words(vocabulary)
        for actor_id, key in self._keys.items():
            for field in ("phone", "email", "website", "street"):
                if value := getattr(key, field):
                    blocks[f"{field}:{value}"].add(actor_id)
            for token in {token for name in key.names for token in name.tokens if not token.startswith("#")}:
                for word in alike[token]:
                    blocks[f"name:{word}"].add(actor_id)
        pairs: set[tuple[str, str]] = set()
        for block in blocks.values():
            pairs.update(itertools.combinations(sorted(block), 2))
        return sorted(pairs)

    @staticmethod
    def _alike_words(vocabulary: Iterable[str]) -> dict[str, set[str]]:
        """Word -> words that mean the same for the name engine, itself too; by beginnings and by deletions."""
        found: dict[str, set[str]] = {word: {word} for word in vocabulary}
        near: defaultdict[str, set[str]] = defaultdict(set)
        for word in found:
            stem = word.rstrip(".")
            near[stem[:3]].add(word)
            near["-" + stem[-4:]].add(word)
        for block in near.values():
            for a, b in itertools.combinations(sorted(block), 2):
                if names.word_similarity(a, b) >= 0.8:
                    found[a].add(b)
                    found[b].add(a)
        return found

    def excluded(self, a: str, b: str) -> str | None:
        """Why the pair must not be reported, as a word; None where it may be."""
        x, y = self._keys[a], self._keys[b]
        if b in x.actor.successors or a in y.actor.successors:
            return "succession"
        if self._belongs(a, b) or self._belongs(b, a):
            return "part_of"
        if x.city and y.city and x.city != y.city and not x.names[0].places & y.names[0].places:
            return "place"
        if not x.names or not y.names:
            return None
        reason = names.conflict(x.names[0], y.names[0])
        if reason is None:
            reason = names.conflict(_together(x.names), _together(y.names))
        if reason in ("facility", "federation", "unit") and self._name(x, y)[0] >= 0.85:
            return None  # an alias of one is the name of the other
        return reason

    def _belongs(self, part: str, whole: str) -> bool:
        todo, seen = [part], set()
        while todo:
            key = todo.pop()
            for parent in self._city.parents.get(key, ()):
                if parent == whole:
                    # two entries of one office may hang below one another's copy; only offices of a city do
                    return True
                if parent not in seen:
                    seen.add(parent)
                    todo.append(parent)
        return False

    def _name(self, x: _Key, y: _Key) -> tuple[float, tuple[str, ...], str, str]:
        best: tuple[float, tuple[str, ...], str, str] = (0.0, (), "", "")
        for p, q in itertools.product(x.names, y.names):
            # an alias that is one short word ('KI') is a weaker sign than the whole name
            factor = 1.0 if (p is x.names[0] and q is y.names[0]) else 0.97
            alike, shared = self._names.similarity(p, q)
            if alike * factor > best[0]:
                best = (alike * factor, shared, p.text, q.text)
        return best

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """The prior, then name, contacts, kind, themes and succession in time."""
        x, y = (self._keys[key] for key in sorted((a, b)))
        found = [Evidence("prior", score.prior(KIND, len(self._keys)), (), prior_text(KIND))]
        alike, _shared, p, q = self._name(x, y)
        bits = score.curve(alike, _NAME_BITS)
        if bits > 0:
            same = normalise.fold(p) == normalise.fold(q)
            text = _("gleicher Name: %(name)s") % {"name": p} if same else _("ähnlicher Name: %(a)s, %(b)s") % {"a": p, "b": q}
            found.append(Evidence("name", bits, (p,) if same else (p, q), text))
        for dimension, field, shown, label in (
            ("phone", "phone", x.actor.phone, _("gleiche Telefonnummer: %(value)s")),
            ("email", "email", x.actor.email, _("gleiche E-Mail-Adresse: %(value)s")),
            ("website", "website", x.actor.website, _("gleiche Website: %(value)s")),
            ("address", "street", x.actor.street, _("gleiche Anschrift: %(value)s")),
        ):
            value = getattr(x, field)
            if value and value == getattr(y, field) and not (field == "street" and self._other_town(x, y)):
                most = score.weight(KIND, dimension)
                bits = max(0.0, most - (self._holders[field][value] - 2) * most / 8)
                if bits > 0:
                    found.append(Evidence(dimension, bits, (shown or "",), label % {"value": shown}))
        if x.actor.kind == y.actor.kind and x.actor.kind != "other":
            found.append(Evidence("kind", score.weight(KIND, "kind"), (x.actor.kind,), _("gleiche Art")))
        themes = self._themes.shared(x.actor.themes, y.actor.themes, score.weight(KIND, "theme"))
        if themes > 0:
            both = self._city.term_names([key for key in x.actor.themes if key in y.actor.themes])
            found.append(Evidence("theme", themes, both, _("gleiche Themen: %(names)s") % {"names": ", ".join(both)}))
        if self._in_sequence(x.actor, y.actor) and len(found) > 1:
            text = _("ein Eintrag endet, wo der andere beginnt")
            found.append(Evidence("succession", score.weight(KIND, "succession"), (), text))
        return tuple(found)

    @staticmethod
    def _other_town(x: _Key, y: _Key) -> bool:
        return bool(x.actor.postcode and y.actor.postcode and x.actor.postcode != y.actor.postcode) and x.city != y.city

    @staticmethod
    def _in_sequence(x: Actor, y: Actor) -> bool:
        for earlier, later in ((x, y), (y, x)):
            if earlier.valid_to and later.valid_from:
                gap = int(later.valid_from[:4]) - int(earlier.valid_to[:4])
                if 0 <= gap <= 1 and ACTOR_KINDS.get(x.kind) == ACTOR_KINDS.get(y.kind):
                    return True
        return False

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

    def groups(self, threshold: float) -> dict[str, str]:
        """Actor id -> the first id of those that are probably the same (itself where there is no other)."""
        return dict(self._groups(threshold))

    def _groups(self, threshold: float) -> dict[str, str]:
        leader = {key: key for key in self._city.actor}

        def find(key: str) -> str:
            while leader[key] != key:
                key = leader[key]
            return key

        for _kind, a, b in self.candidates({KIND: threshold}):
            if score.total(self.evidence(KIND, a, b)) >= threshold:
                first, second = sorted((find(a), find(b)))
                leader[second] = first
        return {key: find(key) for key in leader}


def place_names(city: City) -> dict[str, str]:
    """Folded place name -> level and name, from the towns of the actors and from the districts."""
    found: dict[str, str] = {}
    for district in city.districts:
        key = " ".join(normalise.words(district.name))
        if len(key) > 3:
            found[key] = f"district {key}"
    for actor in city.actors:
        key = " ".join(normalise.words(actor.city or ""))
        if len(key) > 3:
            found[key] = f"city {key}"
    return found


def _together(forms: Sequence[Name]) -> Name:
    """All names of one actor as one, for questions that a single name leaves open."""
    def union(field: str) -> frozenset[str]:
        return frozenset().union(*(getattr(form, field) for form in forms))

    return Name(
        text=forms[0].text,
        tokens=forms[0].tokens,
        federations=union("federations"),
        facilities=union("facilities"),
        offices=union("offices"),
        units=union("units"),
        numbers=union("numbers"),
        places=union("places"),
        saints=union("saints"),
    )
