"""What two offers have in common and what differs, in German words and in the values as people wrote them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import ClassVar

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.matching import ages, normalise, periods, target_groups
from graphsvc.matching.city import City
from graphsvc.matching.concepts import facet, label
from graphsvc.matching.explain import Facts, place_phrase, together_since
from graphsvc.matching.offer_scores import OfferScores
from graphsvc.matching.reading import CITYWIDE, Reading

_SHOWN = 3  # shared concepts that a phrase names

_COMPANY = frozenset(["children", "women", "men", "refugees"])  # groups that others bring along or imply

Phrase = tuple[tuple[str, ...], str]  # shared values, phrase


class OfferWords:
    """The words for all pairs of offers of one city; offers are numbers, in the order of their ids."""

    def __init__(self, city: City, scores: OfferScores) -> None:
        self._city = city
        self._scores = scores

    def phrase(self, dimension: str, a: int, b: int) -> Phrase:
        """What both have in a dimension, and the phrase about it."""
        return self._PHRASES[dimension](self, a, b)

    def facts(self, a: int, b: int) -> Facts:
        """Whom, where, what and since when, and what differs."""
        x, y = self._scores.readings[a], self._scores.readings[b]
        topics = [key for key in self._topics_first(a, b) if facet(key) in ("topic", "theme")]
        together = periods.together(x.first, x.last, y.first, y.last)
        return Facts(
            whom=self._whom(x, y),
            where=place_phrase(self._places(x, y)),
            theme=label(topics[0]) if topics else "",
            since=together_since(x.first, y.first) if together else "",
            differences=_differences(x, y),
        )

    def _text(self, a: int, b: int) -> Phrase:
        shared = tuple(label(key) for key in self._topics_first(a, b)[:_SHOWN])
        return shared, _listed(_("ähnlicher Inhalt: %(what)s"), shared) if shared else _("ähnliche Wörter")

    def _topics_first(self, a: int, b: int) -> list[str]:
        return sorted(self._scores.content.shared(a, b), key=lambda key: facet(key) != "topic")

    def _district(self, a: int, b: int) -> Phrase:
        shared = self._places(self._scores.readings[a], self._scores.readings[b])
        return shared, _listed(_("gleicher Sozialraum: %(what)s"), shared)

    def _places(self, x: Reading, y: Reading) -> tuple[str, ...]:
        both = x.places & y.places
        names = self._city.district_names(sorted(both - {CITYWIDE}))
        return (*names, _("stadtweit")) if CITYWIDE in both else names

    def _age(self, a: int, b: int) -> Phrase:
        known = [found for key in (a, b) if (found := self._scores.readings[key].audience.ages)]
        shared = tuple(dict.fromkeys(_aged(of, language()) for of in known))
        phrase = _("gleiches Alter: %(what)s") if len(shared) == 1 else _("ähnliches Alter: %(what)s")
        return shared, _listed(phrase, shared)

    def _target_group(self, a: int, b: int) -> Phrase:
        both = self._scores.readings[a].audience.groups & self._scores.readings[b].audience.groups
        shared = tuple(target_groups.label(key) for key in sorted(both))
        return shared, _listed(_("gleiche Zielgruppe: %(what)s"), shared)

    def _whom(self, x: Reading, y: Reading) -> str:
        """The rarest target group of both, else their ages."""
        rarity = self._scores.rarity["target_group"]
        both = x.audience.groups & y.audience.groups
        # an offer for parents is for children too, but it is the parents who come
        named = sorted(both - _COMPANY or both, key=lambda key: (-rarity.bits(key), key))
        if named:
            return target_groups.label(named[0])
        if x.audience.ages and x.audience.ages == y.audience.ages:
            return _people_aged(x.audience.ages, language())
        return ""

    def _theme(self, a: int, b: int) -> Phrase:
        both = self._scores.themes[a] & self._scores.themes[b]
        names = self._city.term_names(self._scores.readings[a].offer.themes)
        shared = tuple(name for name in names if normalise.fold(name) in both)
        return shared, _listed(_("gleiche Themen: %(what)s"), shared)

    def _time(self, a: int, b: int) -> Phrase:
        x, y = self._scores.readings[a], self._scores.readings[b]
        if seasons := self._scores.seasons[a] & self._scores.seasons[b]:
            shared = tuple(label(key) for key in sorted(seasons))
            return shared, _listed(_("in denselben Ferien: %(what)s"), shared)
        if days := x.days & y.days:
            shared = periods.day_names(days)
            return shared, _listed(_("an denselben Tagen: %(what)s"), shared)
        return (), together_since(x.first, y.first)

    def _kind(self, a: int, b: int) -> Phrase:
        if self._scores.kinds[a] and self._scores.kinds[a] == self._scores.kinds[b]:
            shared: tuple[str, ...] = (self._scores.readings[a].offer.kind or "",)
        else:
            forms = self._scores.content.forms[a] & self._scores.content.forms[b]
            shared = tuple(label(key) for key in sorted(forms))
        return shared, _listed(_("gleiche Art: %(what)s"), shared)

    def _provider(self, a: int, b: int) -> Phrase:
        x, y = self._scores.readings[a], self._scores.readings[b]
        both = (x.providers & y.involved) | (y.providers & x.involved) or (x.related & y.providers)
        shared = tuple(self._city.actor[key].name for key in sorted(both) if key in self._city.actor)
        if shared:
            return shared, _listed(_("verbundene Träger: %(what)s"), shared)
        hosts = (x.hosts & y.providers) | (y.hosts & x.providers)
        shared = tuple(self._city.actor[key].name for key in sorted(hosts) if key in self._city.actor)
        if shared:
            return shared, _listed(_("der Text des einen nennt das Haus des anderen: %(what)s"), shared)
        return (), _("der Text des einen nennt den Träger des anderen")

    def _name(self, a: int, b: int) -> Phrase:
        titles = tuple(dict.fromkeys(self._scores.readings[key].offer.title for key in (a, b)))
        phrase = _("gleicher Titel: %(what)s") if len(titles) == 1 else _("ähnlicher Titel: %(what)s")
        return titles, _listed(phrase, titles)

    def _capacity(self, a: int, b: int) -> Phrase:
        shared = (str(self._scores.readings[a].offer.capacity),)
        return shared, _listed(_("gleich viele Plätze: %(what)s"), shared)

    # of the class: bound methods would tie an object to itself, and all that it holds would wait for the collector
    _PHRASES: ClassVar[dict[str, Callable[[OfferWords, int, int], Phrase]]] = {
        "text": _text,
        "district": _district,
        "age": _age,
        "target_group": _target_group,
        "theme": _theme,
        "time": _time,
        "kind": _kind,
        "provider": _provider,
        "name": _name,
        "capacity": _capacity,
    }


def _listed(phrase: str, values: Sequence[str]) -> str:
    return phrase % {"what": ", ".join(values)}


@functools.cache
def _aged(of: ages.Ages, speaking: str) -> str:
    """Ages for people in the language that is spoken: '1,5 bis 3 Jahre', '2 bis 12 Monate', 'ab 60 Jahren'."""
    return formatting.ages(*_span(of), words=True)


@functools.cache
def _people_aged(of: ages.Ages, speaking: str) -> str:
    """'Menschen von 1,5 bis 3 Jahren' in the language that is spoken."""
    low, high = _span(of)
    if high is not None and formatting.in_months(low, high):
        return _("Menschen von %(low)s bis %(high)s Monaten") % {"low": low, "high": high}
    first = formatting.number(round(low / 12, 1))
    if high is None:
        return _("Menschen von %(low)s Jahren an") % {"low": first}
    return _("Menschen von %(low)s bis %(high)s Jahren") % {
        "low": first,
        "high": formatting.number(round(high / 12, 1)),
    }


def _span(of: ages.Ages) -> tuple[int, int | None]:
    """The ages of people who are born, in months; None where there is no highest."""
    return max(of.low, 0), None if of.high >= ages.OLDEST else of.high


def _differences(x: Reading, y: Reading) -> tuple[str, ...]:
    """What is known on both sides and differs, at most three things."""
    first, second = x.offer, y.offer
    pairs: tuple[tuple[str, object, object], ...] = (
        (_("Träger"), x.providers, y.providers),
        (_("Sprache"), x.audience.languages, y.audience.languages),
        (_("Wochentage"), x.days, y.days),
        (_("Zugang"), _folded(first.access), _folded(second.access)),
        (_("Kosten"), _folded(first.cost), _folded(second.cost)),
    )
    return tuple(name for name, mine, theirs in pairs if mine and theirs and mine != theirs)[:3]


def _folded(text: str | None) -> str:
    return normalise.fold(text) if text else ""
