"""The time line as a sheet: how long offers, bodies and fundings hold, and what ends soon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from graphsvc import formatting
from graphsvc.analysis.comparison import themes_of
from graphsvc.analysis.spans import Key, Span, spans
from graphsvc.analysis.timeline import KINDS, NONE, OTHERS, Row, Timeline
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext
from graphsvc.picture import periods
from graphsvc.picture.context import Context, listed, sheet_texts
from visualisations import timeline as drawing
from visualisations import timeline_drawing
from visualisations.sheet import Column, Drawing, Note, Part, Sheet, Table, Value
from visualisations.timeline import Bar, Group, Page, TimeLine

PAGE = "/diagrams/timeline"
ROWS = 60  # on one page: more could not be overlooked, and would be some ten thousand points long on a phone


def sheet(context: Context, answer: Timeline, page: int = 1, *, data: bool = True) -> Sheet:
    """The sheet of the answer; of a long one the rows of one page (the last one for a number beyond).

    `data`: whether the rows of the CSV file are wanted: those of a large city take longer than all else.
    """
    every = spans(context.snapshot)
    dated = [row for row in answer.rows if row.dated]
    pages = max(1, -(-len(dated) // ROWS))
    page = min(max(page, 1), pages)
    return Sheet(
        stem="timeline",
        title=_("Zeitleiste"),
        sentence=sentence(answer),
        parts=tuple(_parts(context, answer, every, dated, page, pages)),
        data=_table(context, answer, every, answer.rows if data else (), "data"),
        texts=sheet_texts(),
        notes=tuple(_notes(context, answer)),
        empty=() if dated or answer.ending else periods.missing_columns(KINDS),
        status=context.status,
        asked=asked(context, answer),
        lang=language(),
        home_url=context.page("/"),
        styles=(drawing.STYLE,),
    )


def asked(context: Context, answer: Timeline) -> str:
    """Day and filters, in words."""
    theme = ", ".join(context.snapshot.term_names([answer.theme])) if answer.theme else ""
    return context.asked(
        answer.on,
        **{
            _("Art"): periods.kinds_name(answer.kind) if answer.kind in KINDS and answer.kind else "",
            _("Thema"): theme,
            _("Sozialraum"): context.district(answer.district) if answer.district else "",
        },
    )


def sentence(answer: Timeline) -> str:
    """What the picture says: how much runs on the day, and how much of it ends within twelve months."""
    running = [row for row in answer.rows if row.holds and row.dated]
    if not running:
        return _("Am %(day)s läuft nichts, dessen Beginn oder Ende erfasst ist.") % {"day": formatting.day(answer.on)}
    ending = [row for row in running if row.ends_soon]
    day, soon = formatting.day(answer.on), formatting.day(answer.soon)
    ends = _("Bis zum %(day)s endet davon nach den Angaben nichts.") % {"day": soon}
    if ending:
        ends = ngettext("Bis zum %(day)s endet %(what)s.", "Bis zum %(day)s enden %(what)s.", len(ending)) % {
            "day": soon,
            "what": _by_kind(ending),
        }
    if answer.ending:
        return ends
    runs = ngettext(
        "Mit erfasstem Zeitraum läuft am %(day)s %(what)s.",
        "Mit erfasstem Zeitraum laufen am %(day)s %(what)s.",
        len(running),
    )
    return f"{runs % {'day': day, 'what': _by_kind(running)}} {ends}"


def as_text(context: Context, answer: Timeline) -> str:
    """The sentence and one line for each record, for the terminal."""
    data = _table(context, answer, spans(context.snapshot), answer.rows, "data")
    lines = ["\t".join(value.text for value in row) for row in data.rows]
    return "\n".join([sentence(answer), "", "\t".join(column.label for column in data.columns), *lines])


def _by_kind(rows: Sequence[Row]) -> str:
    counts = [(kind, sum(row.kind == kind for row in rows)) for kind in KINDS]
    return listed([periods.counted(kind, count) for kind, count in counts if count], len(counts))


def _notes(context: Context, answer: Timeline) -> Iterator[Note]:
    ending = [row for row in answer.rows if row.ends_soon]
    if ending and not answer.ending:
        text = _("Endet innerhalb von zwölf Monaten: %(what)s.") % {"what": _by_kind(ending)}
        yield Note(text, Value(_("Anzeigen"), page_url(context, replace(answer, ending=True), 1)), warning=True)
    undated = [row for row in answer.rows if not row.dated]
    for kind in KINDS:
        count = sum(row.kind == kind for row in undated)
        if not count:
            continue
        words = {"what": periods.counted(kind, count), "column": periods.missing_columns([kind])[0]}
        if kind == "funding":
            yield Note(_("Nicht gezeichnet, weil das Ende fehlt: %(what)s (%(column)s).") % words)
        else:
            yield Note(_("Nicht gezeichnet, weil Beginn und Ende fehlen: %(what)s (%(column)s).") % words)
    if any(row.kind == "funding" and row.dated for row in answer.rows):
        yield Note(_("Der Beginn einer Förderung ist nicht erfasst. Gezeichnet ist sie ab dem Beginn ihres Angebots."))


def _parts(
    context: Context, answer: Timeline, every: Mapping[Key, Span], dated: Sequence[Row], page: int, pages: int
) -> Iterator[Part]:
    shown = dated[(page - 1) * ROWS : page * ROWS]
    if shown:
        groups = [
            Group(_group_name(context, answer, kind, group), kind, tuple(_bar(context, every, row) for row in rows))
            for (kind, group), rows in groupby(shown, key=lambda row: (row.kind, row.group))
        ]
        line = TimeLine(
            groups=tuple(groups),
            today=answer.on,
            days=tuple(day for row in dated for day in (row.begin, row.end, row.not_before) if day),
            texts=_texts(answer),
            shown=_shown(page, pages, len(dated), linked=context.links is not None),
            pages=tuple(_pages(context, answer, page, pages)),
        )
        yield Drawing(
            "bars",
            _("Was wann läuft"),
            drawing.markup(line),
            _about_groups(answer),
            lambda room: timeline_drawing.block(line, room),
        )
        yield _table(context, answer, every, shown, "twin", more=len(dated) - len(shown))
    if undated := [row for row in answer.rows if not row.dated]:
        yield _table(context, answer, every, undated[:ROWS], "undated", more=max(0, len(undated) - ROWS))


def _shown(page: int, pages: int, total: int, *, linked: bool) -> str:
    if pages == 1:
        return ""
    words = {"first": (page - 1) * ROWS + 1, "last": min(page * ROWS, total), "total": formatting.number(total)}
    text = _("Zu sehen sind die Zeilen %(first)s bis %(last)s von %(total)s.") % words
    if not linked:
        return f"{text} {_('Alle stehen in der CSV-Datei der Seite „Zeitleiste“.')}"
    return f"{text} {_('Die übrigen stehen auf den anderen Seiten; alle stehen in der CSV-Datei.')}"


def _pages(context: Context, answer: Timeline, page: int, pages: int) -> Iterator[Page]:
    for number in range(1, pages + 1) if pages > 1 and context.links is not None else ():
        yield Page(number, page_url(context, answer, number), number == page)


def page_url(context: Context, answer: Timeline, page: int) -> str | None:
    """The address of one page of the time line with the same filters."""
    return context.page(
        PAGE,
        on=answer.on,
        kind=answer.kind,
        theme=answer.theme,
        district=answer.district,
        group=answer.grouping if answer.grouping != "theme" else "",
        ending="1" if answer.ending else "",
        page=page if page > 1 else "",
    )


def _about_groups(answer: Timeline) -> str:
    if not any(row.kind == "offer" for row in answer.rows):
        return ""
    if answer.grouping == "provider":
        return _("Angebote stehen unter ihrem ersten Träger.")
    return _("Ein Angebot mit mehreren Themen steht unter dem häufigsten davon.")


def _group_name(context: Context, answer: Timeline, kind: str, group: str) -> str:
    if kind != "offer":
        return periods.kinds_name(kind)
    if answer.grouping == "provider":
        known = context.snapshot.actors.get(group)
        special = {OTHERS: _("Träger mit nur einem Angebot"), NONE: _("ohne Träger")}
    else:
        known = context.snapshot.terms.get(group)  # type: ignore[assignment]
        special = {OTHERS: _("Themen mit nur einem Angebot"), NONE: _("ohne Thema")}
    name = special.get(group) or (formatting.nice(known.name) if known else group)
    return _("Angebote: %(group)s") % {"group": name}


def _bar(context: Context, every: Mapping[Key, Span], row: Row) -> Bar:
    span = every[row.kind, row.id]
    return Bar(
        label=periods.title(context, span),
        period=_period(context, span),
        kind=row.kind,
        begin=row.begin,
        end=row.end,
        not_before=row.not_before,
        url=periods.link(context, span),
        soon=_("endet bald") if row.ends_soon else "",
    )


def _period(context: Context, span: Span) -> str:
    """'2013–2020', 'seit 2013', 'bis 2020'."""
    known = periods.begin(context, span) if span.begin else ""
    until = periods.end(context, span) if span.end else ""
    return formatting.period(known, until)


def _texts(answer: Timeline) -> Mapping[str, str]:
    return {
        "today": _("heute") if answer.on == date.today().isoformat() else formatting.day(answer.on),
        "known": _("erfasst"),
        "open": _("Beginn oder Ende offen"),
        "soon": _("endet innerhalb von zwölf Monaten"),
        "before": _("begann früher"),
        "after": _("endet später"),
        "key": _("Legende"),
        "pages": _("Seiten"),
    }


def _table(
    context: Context, answer: Timeline, every: Mapping[Key, Span], rows: Sequence[Row], key: str, more: int = 0
) -> Table:
    titles = {
        "twin": _("Dieselben Angaben als Tabelle"),
        "undated": _("Ohne Beginn und Ende"),
        "data": _("Zeitleiste"),
    }
    labels = (_("Name"), _("Art"), _("Gruppe"), _("Beginn"), _("Ende"), _("Endet bald"), _("Sozialraum"), _("Themen"))
    lines = []
    for row in rows:
        span = every[row.kind, row.id]
        group = _group_name(context, answer, row.kind, row.group) if row.kind == "offer" else ""
        themes = context.snapshot.term_names(sorted(themes_of(context.snapshot, span)))
        texts = (
            periods.kind_name(row.kind),
            group,
            periods.begin(context, span),
            periods.end(context, span),
            _("ja") if row.ends_soon else "",
            periods.districts(context, span),
            ", ".join(themes),
        )
        first = Value(periods.title(context, span), periods.link(context, span))
        lines.append((first, *map(Value, texts)))
    columns = tuple(map(Column, labels))
    return Table(key, titles[key], columns, tuple(lines), more=more, folded=key != "data")
