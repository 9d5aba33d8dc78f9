"""What to know about a comparison of two days: what it compares, what is missing, what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from graphsvc import formatting
from graphsvc.analysis.comparison import Change, Comparison
from graphsvc.analysis.spans import years_later
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.picture import periods
from graphsvc.picture.context import Context, listed
from graphsvc.picture.workbook_words import column
from visualisations.sheet import Note, Value


def notes(context: Context, answer: Comparison) -> Iterator[Note]:
    """What is probably only renamed, what is compared, and which words are missing or too coarse."""
    if renamed := [change for change in answer.changes if change.maybe]:
        yield _renamed(renamed)
    if not answer.changes and answer.newest:
        yield _newest(context, answer.newest)
    yield Note(
        _("Verglichen wird, was an beiden Tagen galt (Beginn und Ende), nicht, wann es eingetragen wurde.")
        + " "
        + _("Wann etwas eingetragen oder geändert wurde, steht in der Änderungsgeschichte (graphsvc history).")
    )
    yield from _missing(answer)
    if coarse := sum(count.coarse for count in answer.counts):
        text = ngettext(
            "Bei einem Eintrag ist nur Jahr oder Monat bekannt: Er kann auch erst nach dem Stichtag begonnen oder "
            "schon vorher geendet haben.",
            "Bei %(count)s Einträgen ist nur Jahr oder Monat bekannt: Sie können auch erst nach dem Stichtag "
            "begonnen oder schon vorher geendet haben.",
            coarse,
        )
        yield Note(text % {"count": formatting.number(coarse)})


def _renamed(changes: Sequence[Change]) -> Note:
    text = ngettext(
        "Ein Eintrag ist beendet, aber vermutlich nur umbenannt. Trifft das zu, tragen Sie ein, was jetzt an seiner "
        "Stelle steht: %(columns)s.",
        "%(count)s Einträge sind beendet, aber vermutlich nur umbenannt. Trifft das zu, tragen Sie ein, was jetzt an "
        "ihrer Stelle steht: %(columns)s.",
        len(changes),
    )
    sheets = {"actor": "Akteure", "offer": "Angebote"}
    columns = dict.fromkeys(column(sheets[change.kind], "Nachfolger") for change in changes)
    return Note(text % {"count": formatting.number(len(changes)), "columns": "; ".join(columns)}, warning=True)


def _newest(context: Context, newest: str) -> Note:
    day = date.fromisoformat(newest)
    last = (day + timedelta(days=1) if day < date.max else day).isoformat()
    url = context.page("/diagrams/comparison", **{"from": years_later(last, -1), "to": last})
    text = _("Der jüngste Beginn oder das jüngste Ende ist am %(day)s erfasst.") % {"day": formatting.day(newest)}
    return Note(text, Value(_("Das Jahr davor vergleichen"), url))


def _missing(answer: Comparison) -> Iterator[Note]:
    undated = [count for count in answer.counts if count.without_begin and count.kind != "funding"]
    if undated:
        what = listed([periods.counted(count.kind, count.without_begin) for count in undated], len(undated))
        yield Note(
            _("Ohne Beginn: %(what)s. Sie zählen nie als dazugekommen. Der Beginn steht hier: %(columns)s.")
            % {"what": what, "columns": "; ".join(_begin_columns(count.kind for count in undated))}
        )
    if funding := next((count for count in answer.counts if count.kind == "funding" and count.open_end), None):
        yield Note(
            _("Ohne Ende: %(what)s. Sie zählen nie als beendet. Das Ende steht hier: %(columns)s.")
            % {
                "what": periods.counted("funding", funding.open_end),
                "columns": "; ".join(periods.missing_columns(["funding"], ends=True)),
            }
        )
    over = [count for count in answer.counts if count.without_end]
    if over:
        what = listed([periods.counted(count.kind, count.without_end) for count in over], len(over))
        where = "; ".join(periods.missing_columns((count.kind for count in over), ends=True))
        yield Note(
            _("Vorbei, aber ohne Tag: %(what)s. Sie zählen an keinem der Tage. Das Ende steht hier: %(columns)s.")
            % {"what": what, "columns": where}
        )


def _begin_columns(kinds: Iterable[str]) -> tuple[str, ...]:
    sheets = {
        "actor": column("Akteure", "Von"),
        "offer": column("Angebote", "Von"),
        "body": column("Gremien", "Von"),
        "cooperation": column("Kooperationen", "Seit"),
        "part_of": column("Kooperationen", "Seit"),
        "membership": column("Mitgliedschaften", "Von"),
    }
    return tuple(dict.fromkeys(sheets[kind] for kind in kinds))
