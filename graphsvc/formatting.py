"""Dates, numbers, ages and names as people read them, in the language of the request."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext

NO_BREAK = "\u00a0"
EN_DASH = "–"
MONTHS_PER_YEAR = 12

_MONTHS_ONLY = re.compile(r"^(\d{1,2}[./-](\d{4}|\d{2})|[^\W\d]+\.? \d{4})$")
_YEAR_ONLY = re.compile(r"^\d{4}$")
_REGISTERED = re.compile(r"\be\.\s?V\.")
_AMOUNT = re.compile(r"^\d{1,6}([.,]\d{1,2})?$")
_PARAGRAPH = re.compile(r"(§§?)\s+(?=\d)")


def number(value: float) -> str:
    """A number with its separators: 2.140,5."""
    return str(format_decimal(value, locale=language()))


def points(bits: float, *, sign: bool = False) -> str:
    """Points with one digit after the comma: 17,8; with `sign` also +5,1 and −11,4."""
    text = str(format_decimal(abs(bits), format="#,##0.0", locale=language()))
    if bits <= -0.05:
        return "−" + text
    return ("+" if sign and bits >= 0.05 else "") + text


def day(iso: str | None) -> str:
    """A day: 20.11.2026; empty where there is none."""
    if not iso:
        return ""
    return str(
        format_date(date.fromisoformat(iso), format="dd.MM.y" if language() == "de" else "d MMM y", locale=language())
    )


def moment(milliseconds: int) -> str:
    """The day of a moment in epoch milliseconds, in the time zone of the service."""
    return day(datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date().isoformat())


def moment_exact(milliseconds: int) -> str:
    """Day and time of a moment in epoch milliseconds, in the time zone of the service."""
    return clock(datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone())


def clock(now: datetime) -> str:
    """Day and time: 22.11.2026, 10:42."""
    form = "dd.MM.y, HH:mm" if language() == "de" else "d MMM y, HH:mm"
    return str(format_datetime(now, format=form, locale=language()))


def partial_date(iso: str | None, typed: str | None) -> str:
    """A date as exact as it was typed: 2013, 07/2011 or 01.07.2011; empty where there is none."""
    if not iso:
        return ""
    words = (typed or "").strip()
    if _YEAR_ONLY.match(words):
        return iso[:4]
    if _MONTHS_ONLY.match(words):
        return f"{iso[5:7]}/{iso[:4]}"
    return day(iso)


def period(since: str, until: str) -> str:
    """Beginning and end, as `partial_date` gives them: 'seit 2013', 'bis 2020', '2013–2020', '2013' where both are."""
    if since and until:
        return since if since == until else since + EN_DASH + until
    if since:
        return _("seit %(date)s") % {"date": since}
    return _("bis %(date)s") % {"date": until} if until else ""


def _years(months: int) -> str:
    return number(round(months / MONTHS_PER_YEAR, 1))


def in_months(*given: int) -> bool:
    """Whether ages are told in months: those of babies, where years would need a fraction."""
    return any(months % MONTHS_PER_YEAR for months in given) and max(given) <= 2 * MONTHS_PER_YEAR


def ages(months_from: int | None, months_to: int | None, *, words: bool = False) -> str:
    """An age range in years, short ('6–12', 'ab 60') or in words ('6 bis 12 Jahre'); in months for babies."""
    if months_from is None and months_to is None:
        return ""
    given = [months for months in (months_from, months_to) if months is not None]
    babies = in_months(*given)
    show = number if babies else _years
    if months_to is None:
        text = _("ab %(age)s") % {"age": show(given[0])}
    elif months_from is None:
        text = _("bis %(age)s") % {"age": show(given[0])}
    elif months_from == months_to:
        text = show(given[0])
    elif words:
        text = _("%(first)s bis %(last)s") % {"first": show(given[0]), "last": show(given[1])}
    else:
        text = show(given[0]) + EN_DASH + show(given[1])
    if not words:
        return text + NO_BREAK + _("Mon.") if babies else text
    return text + NO_BREAK + _unit(given[-1], babies, dative=months_to is None)


def _unit(months: int, babies: bool, *, dative: bool) -> str:
    """'Monate', 'Jahr' and so on; in the dative after 'ab', as in 'ab 60 Jahren'."""
    if babies:
        return _("Monaten") if dative and months > 1 else ngettext("Monat", "Monate", months)
    if months == MONTHS_PER_YEAR:
        return _("Jahr")
    return _("Jahren") if dative else _("Jahre")


def nice(text: str) -> str:
    """`text` with no line break inside 'e. V.' and '§ 78'."""
    text = _REGISTERED.sub(f"e.{NO_BREAK}V.", text)
    return _PARAGRAPH.sub(rf"\1{NO_BREAK}", text)


def sentence(text: str) -> str:
    """A phrase as a sentence: capital letter first, full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def cost(text: str | None) -> str:
    """What something costs, as typed; a bare amount as money: '85,00' is '85 €'."""
    typed = (text or "").strip()
    if not _AMOUNT.match(typed):
        return typed
    return number(float(typed.replace(",", "."))) + NO_BREAK + "€"


def places(used: int | None, capacity: int | None) -> str:
    """How full an offer is: '9 von 10'; 'belegt' is what we know, so the number alone where one is missing."""
    if used is not None and capacity is not None:
        return _("%(used)s von %(capacity)s") % {"used": number(used), "capacity": number(capacity)}
    if capacity is not None:
        return number(capacity)
    return _("%(used)s belegt") % {"used": number(used)} if used is not None else ""
