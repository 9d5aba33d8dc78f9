"""Fields that take one of a closed list of keys, and the words that people type for them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError

from graphsvc import values
from graphsvc.i18n import gettext as _
from graphsvc.i18n import speaking
from graphsvc.kinds import actor_kind, kind_name
from graphsvc.model import ACTOR_KINDS, INTENSITIES, VOCABULARIES
from graphsvc.schemas.cells import Cell
from graphsvc.schemas.texts import shown


class Choice(Cell):
    """A key of a closed list; people type the words that they use for it."""

    def __init__(
        self,
        description: str,
        *,
        keys: tuple[str, ...],
        read: Callable[[str], str | None],
        name: Callable[[str], str],
        fallback: str | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(description, required=required, enum=[*keys] if required or fallback else [*keys, None])
        self.keys, self.read, self.name_of, self.fallback = keys, read, name, fallback

    def nothing(self) -> str | None:
        return self.fallback

    def parse(self, text: str) -> str:
        found = text if text in self.keys else self.read(text)
        if found is not None:
            return found
        if self.fallback is not None:
            return self.fallback
        with_words = ", ".join(self.name_of(key) for key in self.keys)
        raise ValidationError(
            _("„%(text)s“ ist hier nicht bekannt. Möglich: %(words)s.") % {"text": shown(text), "words": with_words}
        )

    def cell(self, value: Any) -> str:
        return "" if value is None else _german_name(self.name_of, value)


@functools.cache
def _german_name(name_of: Callable[[str], str], key: str) -> str:
    """A workbook says the same whoever writes it; a closed list has few keys."""
    with speaking("de"):
        return name_of(key)


def _intensity(text: str) -> str | None:
    try:
        return values.parse_intensity(text)
    except values.ValueProblem:
        return None


def _intensity_name(key: str) -> str:
    return {"low": _("gering"), "medium": _("mittel"), "high": _("hoch")}[key]


def _vocabulary_name(key: str) -> str:
    return {"theme": _("Thema"), "target_group": _("Zielgruppe"), "funder": _("Förderer")}[key]


_VOCABULARY_WORDS = {
    "thema": "theme",
    "themen": "theme",
    "handlungsfeld": "theme",
    "theme": "theme",
    "zielgruppe": "target_group",
    "zielgruppen": "target_group",
    "target group": "target_group",
    "förderer": "funder",
    "foerderer": "funder",
    "geldgeber": "funder",
    "funder": "funder",
}


def actor_kind_field() -> Choice:
    """The kind of an actor; a kind that we do not know is 'other' and stays in `typed`."""
    return Choice(
        "kind of actor; unknown words mean 'other' and are kept in `typed`",
        keys=tuple(ACTOR_KINDS),
        read=actor_kind,
        name=kind_name,
        fallback="other",
    )


def intensity_field() -> Choice:
    """How intensive a cooperation is."""
    return Choice("how intensive", keys=INTENSITIES, read=_intensity, name=_intensity_name)


def vocabulary_field() -> Choice:
    """The vocabulary of a term."""
    return Choice(
        "which vocabulary",
        keys=VOCABULARIES,
        read=lambda text: _VOCABULARY_WORDS.get(" ".join(text.casefold().split())),
        name=_vocabulary_name,
        required=True,
    )
