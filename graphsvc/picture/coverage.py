"""The coverage as a sheet: the chain of help, district by district, with its gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from graphsvc import formatting
from graphsvc.analysis.coverage import CITYWIDE, NOWHERE, PHASES, Cell, Coverage, Figure, Place
from graphsvc.analysis.lifephases import ANY_AGE, OUTSIDE, UNKNOWN
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext
from graphsvc.kinds import life_phase_name
from graphsvc.model import LIFE_PHASES
from graphsvc.picture.context import Context, key_of_levels, level, listed, number, sheet_texts
from graphsvc.picture.workbook_words import column
from visualisations.sheet import Column, Head, Key, Matrix, Note, Sheet, Square, Table, Value

PAGE = "/diagrams/coverage"
RECORDS = "/diagrams/coverage/offers"
MOST_NAMED = 3  # districts with the most gaps: naming half of the city says nothing
# From this share of offers on that do not say where and for whom, a gap is likely a missing word, not a missing offer.
MOSTLY_UNPLACED = 0.3
POVERTY = "armut"  # an indicator with this in its name is the first choice


def sheet(context: Context, answer: Coverage, indicator: str = "") -> Sheet:
    """The sheet of the answer; `indicator` is the social figure beside the matrix, else one about poverty."""
    shown = _indicator(answer, indicator)
    rows = [place for place in answer.places if place.id != NOWHERE or place.offers]
    districts = [place for place in answer.places if place.id not in (CITYWIDE, NOWHERE)]
    return Sheet(
        stem="coverage",
        title=_("Abdeckung"),
        sentence=sentence(context, answer),
        parts=(_matrix(context, answer, rows, shown), _districts(context, answer, rows), _twin(context, answer)),
        data=_data(context, answer),
        texts=sheet_texts(),
        notes=tuple(_notes(context, answer, shown)),
        empty=_empty(answer) if not answer.running or not districts else (),
        status=context.status,
        asked=asked(context, answer),
        lang=language(),
        home_url=context.page("/"),
    )


def asked(context: Context, answer: Coverage) -> str:
    """Day and theme, in words."""
    theme = ", ".join(context.snapshot.term_names([answer.theme])) if answer.theme else ""
    return context.asked(answer.on, **{_("Thema"): theme})


def title_of_cell(context: Context, place: str, phase: str) -> str:
    """What the offers behind a cell have in common: 'Angebote: Osterfeld, Kita'."""
    parts = [context.district(place)] if place else []
    parts += [life_phase_name(phase)] if phase in (*PHASES, OUTSIDE) else []
    return _("Angebote: %(what)s") % {"what": ", ".join(parts)} if parts else _("Angebote")


def sentence(context: Context, answer: Coverage) -> str:
    """What the picture says: how often the chain is broken, where most, and what was not counted."""
    districts = [place for place in answer.places if place.id not in (CITYWIDE, NOWHERE)]
    if not answer.running:
        return _("An diesem Tag läuft kein Angebot, das passt.")
    if not districts:
        return _("Noch ist kein Sozialraum erfasst.")
    parts = [_("In der Kette fehlt kein Glied.")]
    if answer.gaps:
        parts = [
            ngettext(
                "Die Kette ist an einer Stelle unterbrochen.",
                "Die Kette ist an %(count)s Stellen unterbrochen.",
                answer.gaps,
            )
            % {"count": formatting.number(answer.gaps)}
        ]
        gaps = Counter(cell.place for cell in answer.cells if cell.gap)
        most = [place.name for place in districts if gaps[place.id] == max(gaps.values())]
        if len(most) <= MOST_NAMED and len(most) < len(districts):
            parts.append(_("Die meisten Lücken: %(names)s.") % {"names": listed(most)})
    if answer.unplaced:
        parts.append(
            ngettext(
                "Ein Angebot ohne Alter oder Sozialraum ist nicht mitgezählt.",
                "%(count)s Angebote ohne Alter oder Sozialraum sind nicht mitgezählt.",
                len(answer.unplaced),
            )
            % {"count": formatting.number(len(answer.unplaced))}
        )
    return " ".join(parts)


def as_text(context: Context, answer: Coverage) -> str:
    """The sentence and one line for each cell that is a gap or has offers, for the terminal."""
    lines = ["\t".join(value.text for value in row) for row in _cells(context, answer)]
    head = "\t".join(column.label for column in _columns())
    return "\n".join([sentence(context, answer), "", head, *lines])


def _notes(context: Context, answer: Coverage, shown: tuple[str, int] | None) -> Iterator[Note]:
    if len(answer.unplaced) > MOSTLY_UNPLACED * answer.running:
        text = _("Viele Angebote sagen nicht, wo und für wen sie sind: Eine Lücke kann auch eine fehlende Angabe sein.")
        yield Note(text, warning=True)
    yield from _unplaced(context, answer)
    if answer.any_age:
        yield Note(
            ngettext(
                "Ein Angebot nennt eine Zielgruppe, aber kein Alter. Es füllt keine Lücke.",
                "%(count)s Angebote nennen eine Zielgruppe, aber kein Alter. Sie füllen keine Lücke.",
                len(answer.any_age),
            )
            % {"count": formatting.number(len(answer.any_age))},
            _link(context, answer, phase=ANY_AGE),
        )
    if answer.outside:
        yield Note(
            ngettext(
                "Ein Angebot gehört nicht zur Kette, zum Beispiel für Ältere.",
                "%(count)s Angebote gehören nicht zur Kette, zum Beispiel für Ältere.",
                len(answer.outside),
            )
            % {"count": formatting.number(len(answer.outside))},
            _link(context, answer, phase=OUTSIDE),
        )
    if shown is not None:
        yield from _poorest(answer, shown)


def _unplaced(context: Context, answer: Coverage) -> Iterator[Note]:
    if answer.without_place:
        text = ngettext(
            "Ein Angebot nennt keinen Sozialraum.",
            "%(count)s Angebote nennen keinen Sozialraum.",
            len(answer.without_place),
        )
        yield Note(text % {"count": formatting.number(len(answer.without_place))},
                   _link(context, answer, place=NOWHERE))  # fmt: skip
    if answer.without_age:
        text = ngettext(
            "Bei einem Angebot ist unbekannt, für welches Alter es ist.",
            "Bei %(count)s Angeboten ist unbekannt, für welches Alter sie sind.",
            len(answer.without_age),
        )
        yield Note(text % {"count": formatting.number(len(answer.without_age))},
                   _link(context, answer, phase=UNKNOWN))  # fmt: skip


def _poorest(answer: Coverage, shown: tuple[str, int]) -> Iterator[Note]:
    """Where the social figure is highest, and how many gaps are there."""
    values = {place.id: figure for place in answer.places if (figure := _figure(place, shown[0]))}
    if len(values) > 1:
        highest = max(values, key=lambda key: (values[key].value, key))
        gaps = sum(cell.gap for cell in answer.cells if cell.place == highest)
        name = next(place.name for place in answer.places if place.id == highest)
        words = {"name": name, "indicator": shown[0], "value": _shown_figure(values[highest])}
        yield Note(
            ngettext(
                "%(indicator)s am höchsten in %(name)s (%(value)s): Dort fehlt ein Glied der Kette.",
                "%(indicator)s am höchsten in %(name)s (%(value)s): Dort fehlen %(gaps)s Glieder der Kette.",
                gaps,
            )
            % (words | {"gaps": gaps})
            if gaps
            else _("%(indicator)s am höchsten in %(name)s (%(value)s): Dort fehlt kein Glied der Kette.") % words
        )


def _link(context: Context, answer: Coverage, *, place: str = "", phase: str = "") -> Value:
    return Value(_("Anzeigen"), records_url(context, answer, place=place, phase=phase))


def records_url(context: Context, answer: Coverage, *, place: str = "", phase: str = "") -> str | None:
    """The page with the offers behind a cell, a row or a column."""
    counted = answer.citywide_counted and place not in ("", CITYWIDE, NOWHERE)
    return context.page(
        RECORDS, district=place, phase=phase, on=answer.on, theme=answer.theme, citywide="1" if counted else ""
    )


def _matrix(context: Context, answer: Coverage, rows: list[Place], shown: tuple[str, int] | None) -> Matrix:
    cells: Mapping[tuple[str, str], Cell] = {(cell.place, cell.phase): cell for cell in answer.cells}
    columns = [
        Head(
            life_phase_name(phase),
            records_url(context, answer, phase=phase),
            kind="" if phase in LIFE_PHASES else "rest",
            wide_only=phase not in LIFE_PHASES,
        )
        for phase in answer.phases
    ]
    if any(place.per_1000 is not None for place in rows):
        columns.append(Head(_("je 1.000 Einw."), kind="aside", wide_only=True))
    if shown:
        columns.append(Head(f"{shown[0]} {shown[1]}", kind="aside", wide_only=True))
    squares = []
    for place in rows:
        line = [_square(context, answer, place, cells[place.id, phase]) for phase in answer.phases]
        if any(other.per_1000 is not None for other in rows):
            line.append(Square(number(place.per_1000).text if place.per_1000 is not None else ""))
        if shown:
            figure = _figure(place, shown[0])
            line.append(Square(_shown_figure(figure) if figure else ""))
        squares.append(tuple(line))
    return Matrix(
        id="matrix",
        title=_("Angebote je Sozialraum und Lebensphase"),
        rows=tuple(_head(context, answer, place) for place in rows),
        columns=tuple(columns),
        squares=tuple(squares),
        key=(Key("gap", _("Lücke")), *key_of_levels(Key("double", _("Angebote, die es hier vermutlich doppelt gibt")))),
        note=_("Von links nach rechts gelesen ist eine Zeile die Kette von der Schwangerschaft bis zum Beruf.")
        + " "
        + (
            _("Stadtweite Angebote sind in jedem Sozialraum mitgezählt.")
            if answer.citywide_counted
            else _("Stadtweite Angebote stehen nur in ihrer eigenen Zeile.")
        ),
    )


def _head(context: Context, answer: Coverage, place: Place) -> Head:
    depth, above, seen = 0, place.part_of, {place.id}
    districts = context.snapshot.districts
    while above in districts and above is not None and above not in seen:
        seen.add(above)
        depth, above = depth + 1, districts[above].part_of
    kind = "apart" if place.id == CITYWIDE else ""
    return Head(context.district(place.id), records_url(context, answer, place=place.id), kind, depth=depth)


def _square(context: Context, answer: Coverage, place: Place, cell: Cell) -> Square:
    if cell.gap:
        return Square(level="gap", spoken=_("Lücke"))
    if not cell.offers:
        return Square()
    return Square(
        formatting.number(cell.offers),
        level(cell.offers),
        records_url(context, answer, place=cell.place, phase=cell.phase),
        double=bool(cell.doubles),
    )


def _indicator(answer: Coverage, wanted: str) -> tuple[str, int] | None:
    """The indicator beside the matrix and its newest year; None where no district has any."""
    years: dict[str, int] = {}
    for place in answer.places:
        for figure in place.figures:
            years[figure.name] = max(years.get(figure.name, 0), figure.year)
    if not years:
        return None
    name = wanted if wanted in years else min(years, key=lambda name: (POVERTY not in name.casefold(), name))
    return name, years[name]


def indicators(answer: Coverage) -> list[str]:
    """Names of all social figures."""
    return sorted({figure.name for place in answer.places for figure in place.figures})


def _figure(place: Place, name: str) -> Figure | None:
    return next((figure for figure in place.figures if figure.name == name), None)


def _shown_figure(figure: Figure) -> str:
    unit = f"\u00a0{figure.unit}" if figure.unit else ""
    return formatting.number(figure.value) + unit


def _districts(context: Context, answer: Coverage, rows: list[Place]) -> Table:
    """Places, free places, inhabitants and social figures: one row for each district."""
    names = indicators(answer)
    known = any(place.inhabitants is not None for place in rows)
    missing = [] if known else [column("Sozialräume", "Einwohner")]
    missing += [] if names else [column("Sozialdaten", "Indikator", "Jahr", "Wert")]
    columns = [Column(_("Sozialraum"))]
    columns += [Column(label, True) for label in (_("Angebote"), _("Lücken"), _("Plätze"), _("davon frei"))]
    columns += [Column(_("Einwohner"), True), Column(_("Angebote je 1.000"), True)] if known else []
    columns += [Column(name, True) for name in names]
    gaps = Counter(cell.place for cell in answer.cells if cell.gap)
    lines = []
    for place in rows:
        line = [
            Value(context.district(place.id), records_url(context, answer, place=place.id)),
            number(place.offers),
            number(gaps[place.id]) if place.id not in (CITYWIDE, NOWHERE) else Value(""),
            number(place.capacity),
            number(place.free),
        ]
        line += [number(place.inhabitants), number(place.per_1000, 2)] if known else []
        for name in names:
            figure = _figure(place, name)
            line.append(
                Value(f"{_shown_figure(figure)} ({figure.year})", number=figure.value) if figure else Value("–")
            )
        lines.append(tuple(line))
    note = _("Plätze und freie Plätze, soweit sie erfasst sind.")
    if missing:
        note += " " + _("Noch leer: %(columns)s.") % {"columns": "; ".join(missing)}
    return Table("districts", _("Die Sozialräume in Zahlen"), tuple(columns), tuple(lines), note=note)


def _cells(context: Context, answer: Coverage) -> Iterator[tuple[Value, ...]]:
    for cell in answer.cells:
        if cell.offers or cell.gap:
            yield (
                Value(context.district(cell.place)),
                Value(life_phase_name(cell.phase)),
                Value(formatting.number(cell.offers) if cell.offers else _("Lücke"),
                      records_url(context, answer, place=cell.place, phase=cell.phase) if cell.offers else None,
                      cell.offers),
                number(cell.doubles),
                number(cell.capacity),
                number(cell.free),
                number(cell.per_1000, 2),
            )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Sozialraum")),
        Column(_("Lebensphase")),
        Column(_("Angebote"), True),
        Column(_("vermutlich doppelt"), True),
        Column(_("Plätze"), True),
        Column(_("davon frei"), True),
        Column(_("je 1.000 Einwohner"), True),
    )


def _twin(context: Context, answer: Coverage) -> Table:
    return Table("twin", _("Dieselben Zahlen als Tabelle"), _columns(), tuple(_cells(context, answer)), folded=True)


def _data(context: Context, answer: Coverage) -> Table:
    return Table("data", _("Abdeckung"), _columns(), tuple(_cells(context, answer)))


def _empty(answer: Coverage) -> tuple[str, ...]:
    offers = "Angebote"
    return (
        column(offers, "Sozialräume"),
        column(offers, "Alter von", "Alter bis"),
        column(offers, "Zielgruppen"),
        column(offers, "Von", "Bis", "Status"),
    )
