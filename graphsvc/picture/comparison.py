"""The comparison of two days as a sheet: what came, what ended, what goes on under another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphsvc import formatting
from graphsvc.analysis.comparison import CITYWIDE, NONE, Change, Comparison, Split, themes_of
from graphsvc.analysis.places import in_order
from graphsvc.analysis.spans import KINDS, THINGS, Key, Span, spans
from graphsvc.folding import sort_key
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.picture import periods
from graphsvc.picture.comparison_notes import notes
from graphsvc.picture.context import Context, key_of_levels, level, listed, number, sheet_texts
from visualisations.sheet import Column, Head, Matrix, Part, Sheet, Square, Table, Value

MOST_ROWS = 40  # of a list; the others stand in the CSV file
MOST_THEMES = 20  # those with most changes: people type hundreds of different ones


def sheet(context: Context, answer: Comparison) -> Sheet:
    """The sheet of the answer."""
    every = spans(context.snapshot)
    return Sheet(
        stem="comparison",
        title=_("Vergleich zweier Stichtage"),
        sentence=sentence(answer),
        parts=tuple(_parts(context, answer, every)),
        data=_data(context, answer, every),
        texts=sheet_texts(),
        notes=tuple(notes(context, answer)),
        empty=_empty(answer),
        status=context.status,
        asked=asked(context, answer),
        lang=language(),
        home_url=context.page("/"),
    )


def asked(context: Context, answer: Comparison) -> str:
    """The two days and the district, in words."""
    parts = [_days(answer)]
    if answer.district:
        parts.append(_("Sozialraum: %(name)s") % {"name": context.district(answer.district)})
    return " · ".join(parts)


def sentence(answer: Comparison) -> str:
    """What the picture says: what came, ended and goes on otherwise; actors, offers and bodies first."""
    days = {"since": formatting.day(answer.since), "until": formatting.day(answer.until)}
    kinds = [count for count in answer.counts if count.kind in THINGS]
    if not any(count.new + count.following + count.replaced + count.ended for count in kinds):
        kinds = list(answer.counts)
    parts: list[str] = []
    for first, later, rows in (
        (_("Vom %(since)s bis zum %(until)s dazugekommen: %(what)s."), "", [(row.kind, row.new) for row in kinds]),
        (
            _("Vom %(since)s bis zum %(until)s beendet: %(what)s."),
            _("Beendet: %(what)s."),
            [(row.kind, row.ended) for row in kinds],
        ),
        (
            _("Vom %(since)s bis zum %(until)s durch Nachfolger abgelöst: %(what)s."),
            _("Durch Nachfolger abgelöst: %(what)s."),
            [(row.kind, row.replaced) for row in kinds],
        ),
    ):
        if found := [periods.counted(kind, many) for kind, many in rows if many]:
            parts.append((later if parts else first) % (days | {"what": listed(found, len(found))}))
    if not parts:
        return _("Vom %(since)s bis zum %(until)s ist kein Beginn und kein Ende erfasst.") % days
    return " ".join(parts)


def as_text(context: Context, answer: Comparison) -> str:
    """The sentence and one line for each change, for the terminal."""
    data = _data(context, answer, spans(context.snapshot))
    lines = ["\t".join(value.text for value in row) for row in data.rows]
    return "\n".join([sentence(answer), "", "\t".join(column.label for column in data.columns), *lines])


def _days(answer: Comparison) -> str:
    return _("%(since)s bis %(until)s") % {
        "since": formatting.day(answer.since),
        "until": formatting.day(answer.until),
    }


def _empty(answer: Comparison) -> tuple[str, ...]:
    """The columns that would fill the picture, where nothing has changed."""
    if answer.changes or answer.newest:
        return ()
    return periods.missing_columns(KINDS)


def _parts(context: Context, answer: Comparison, every: Mapping[Key, Span]) -> Iterator[Part]:
    yield _kinds(answer)
    yield _twin(answer)
    if answer.districts:
        names = {key: context.district(key) for key in [*in_order(context.snapshot.districts), CITYWIDE]}
        yield _split("districts", _("Nach Sozialraum"), answer.districts, names)
    yield from _lists(context, answer, every)
    if answer.themes:
        yield _split("themes", _("Nach Thema"), answer.themes, _most_changed(context, answer))


def _most_changed(context: Context, answer: Comparison) -> Mapping[str, str]:
    """Theme -> name of those with most changes, by name."""
    changes: Counter[str] = Counter()
    for split in answer.themes:
        changes[split.id] += split.new + split.following + split.replaced + split.ended
    del changes[NONE]
    terms = context.snapshot.terms
    most = sorted(changes, key=lambda key: (-changes[key], sort_key(terms[key].name), key))[:MOST_THEMES]
    return {key: terms[key].name for key in sorted(most, key=lambda key: (sort_key(terms[key].name), key))}


def _lists(context: Context, answer: Comparison, every: Mapping[Key, Span]) -> Iterator[Table]:
    """What changed, things first; relations and what only came and went stand folded."""
    for how, title in (
        ("new", _("Dazugekommen")),
        ("replaced", _("Durch Nachfolger abgelöst")),
        ("ended", _("Beendet")),
        ("passed", _("Nur dazwischen: begonnen und wieder beendet")),
    ):
        rows = [change for change in answer.changes if change.how == how]
        things = [change for change in rows if not _relation(change)]
        relations = [change for change in rows if _relation(change)]
        if things:
            yield _list(context, every, how, title, things, folded=how == "passed")
        if relations:
            title = _("%(title)s: Kooperationen und Mitgliedschaften") % {"title": title}
            yield _list(context, every, f"{how}-relations", title, relations, folded=True)


def _relation(change: Change) -> bool:
    return change.kind in ("cooperation", "part_of", "membership")


def _kinds(answer: Comparison) -> Matrix:
    columns = (
        Head(_("am %(day)s") % {"day": formatting.day(answer.since)}, kind="aside", wide_only=True),
        Head(_("dazugekommen")),
        Head(_("als Nachfolger")),
        Head(_("abgelöst")),
        Head(_("beendet")),
        Head(_("nur dazwischen")),
        Head(_("am %(day)s") % {"day": formatting.day(answer.until)}, kind="aside", wide_only=True),
    )
    squares = []
    for count in answer.counts:
        middle = (count.new, count.following, count.replaced, count.ended, count.passed)
        squares.append(
            (
                Square(formatting.number(count.before)),
                *(_square(many) for many in middle),
                Square(formatting.number(count.after)),
            )
        )
    rows = tuple(Head(periods.kinds_name(count.kind)) for count in answer.counts)
    note = _("Abgelöst heißt: Nachfolger stehen an dieser Stelle. Das ist kein Ende.")
    return Matrix("kinds", _("Vorher und nachher"), rows, columns, tuple(squares), key_of_levels(), note)


def _twin(answer: Comparison) -> Table:
    labels = (
        _("am %(day)s") % {"day": formatting.day(answer.since)},
        _("dazugekommen"),
        _("als Nachfolger"),
        _("abgelöst"),
        _("beendet"),
        _("nur dazwischen"),
        _("am %(day)s") % {"day": formatting.day(answer.until)},
        _("ohne Beginn"),
    )
    rows = []
    for row in answer.counts:
        counts = (row.before, row.new, row.following, row.replaced, row.ended, row.passed, row.after, row.without_begin)
        rows.append((Value(periods.kinds_name(row.kind)), *(number(count) for count in counts)))
    columns = (Column(_("Art")), *(Column(label, numeric=True) for label in labels))
    return Table("twin", _("Dieselben Zahlen als Tabelle"), columns, tuple(rows), folded=True)


def _square(many: int) -> Square:
    return Square(formatting.number(many), level(many)) if many else Square()


def _split(key: str, title: str, splits: Iterable[Split], names: Mapping[str, str]) -> Matrix:
    """One row for each entry with a change, in the order of `names`, what has none last."""
    found = {(split.id, split.kind): split for split in splits}
    names = {**names, NONE: _("keine Angabe")}
    columns: list[Head] = []
    kinds = [kind for kind in ("offer", "body", "actor") if any(kind == other for _id, other in found)]
    for kind in kinds:
        words = {"kinds": periods.kinds_name(kind)}
        columns += [Head(_("%(kinds)s dazugekommen") % words), Head(_("%(kinds)s beendet") % words)]
    columns.append(Head(_("Nachfolger")))
    rows, squares = [], []
    for entry in [entry for entry in names if any(entry == other for other, _kind in found)]:
        line = []
        for kind in kinds:
            split = found.get((entry, kind))
            line += [_square(split.new if split else 0), _square(split.ended if split else 0)]
        line.append(_square(sum(found[entry, kind].following for kind in kinds if (entry, kind) in found)))
        rows.append(Head(names[entry], kind="apart" if entry in (CITYWIDE, NONE) else ""))
        squares.append(tuple(line))
    note = _("Nur Zeilen mit Änderungen. Was mehrere nennt, zählt in jeder Zeile.")
    if left := len({entry for entry, _kind in found} - set(names)):
        note += " " + _("Weitere %(count)s mit weniger Änderungen sind nicht gezeigt.") % {"count": left}
    return Matrix(key, title, tuple(rows), tuple(columns), tuple(squares), key_of_levels(), note)


def _list(
    context: Context, every: Mapping[Key, Span], key: str, title: str, changes: Sequence[Change], *, folded: bool
) -> Table:
    how = changes[0].how
    now = how == "replaced" or any(change.maybe for change in changes)
    rows = []
    for change in changes[:MOST_ROWS]:
        span = every[change.kind, change.id]
        cells = [
            Value(periods.title(context, span), periods.link(context, span)),
            Value(periods.kind_name(change.kind)),
            Value(periods.begin(context, span)),
        ]
        if how != "new":
            cells.append(Value(periods.end(context, span)))
        cells.append(Value(periods.districts(context, span)))
        if now:
            cells.append(_others(context, every, change.kind, change.related or change.maybe))
        rows.append(tuple(cells))
    labels = [_("Name"), _("Art"), _("Beginn")]
    labels += [_("Ende")] if how != "new" else []
    labels.append(_("Sozialraum"))
    if now:
        labels.append(_("Jetzt") if how == "replaced" else _("Vermutlich jetzt"))
    more = len(changes) - len(rows)
    return Table(key, title, tuple(map(Column, labels)), tuple(rows), more=more, folded=folded)


def _others(context: Context, every: Mapping[Key, Span], kind: str, ids: Sequence[str]) -> Value:
    """Records in a word or two; a link where it is one."""
    found = [every[kind, other] for other in ids]
    names = listed([periods.title(context, span) for span in found])
    return Value(names, periods.link(context, found[0]) if len(found) == 1 else None)


def _data(context: Context, answer: Comparison, every: Mapping[Key, Span]) -> Table:
    columns = (_("Name"), _("Art"), _("Kennung"), _("Veränderung"), _("Beginn"), _("Ende"), _("Sozialraum"),
               _("Themen"), _("Nachfolger oder Vorgänger"), _("Vermutlich jetzt"))  # fmt: skip
    rows = []
    for change in answer.changes:
        span = every[change.kind, change.id]
        themes = context.snapshot.term_names(sorted(themes_of(context.snapshot, span)))
        texts = (
            periods.title(context, span),
            periods.kind_name(change.kind),
            change.id,
            _how_name(change.how),
            periods.begin(context, span),
            periods.end(context, span),
            periods.districts(context, span),
            ", ".join(themes),
            _others(context, every, change.kind, change.related).text,
            _others(context, every, change.kind, change.maybe).text,
        )
        rows.append(tuple(map(Value, texts)))
    return Table("data", _("Vergleich zweier Stichtage"), tuple(map(Column, columns)), tuple(rows))


def _how_name(how: str) -> str:
    return {
        "new": _("dazugekommen"),
        "following": _("als Nachfolger dazugekommen"),
        "replaced": _("durch Nachfolger abgelöst"),
        "ended": _("beendet"),
        "passed": _("nur dazwischen"),
    }[how]
