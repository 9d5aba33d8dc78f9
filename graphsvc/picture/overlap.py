"""The overlap of bodies as a sheet: which bodies share members, and who sits in how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphsvc import addresses, formatting
from graphsvc.analysis.overlap import Overlap, Pair, Seats
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext
from graphsvc.picture import seriation
from graphsvc.picture.context import Context, key_of_levels, level, sheet_texts
from graphsvc.picture.overlap_tables import Tables, some
from graphsvc.picture.workbook_words import column
from visualisations.sheet import Head, Key, Matrix, Note, Sheet, Square, Value

MOST_BODIES = 25  # in the matrix: more do not fit on a screen
LEAST_SHARED = (1, 2, 3, 5)  # what a visitor can ask for: pairs that share at least so many members


def sheet(context: Context, answer: Overlap, least: int = 1) -> Sheet:
    """The sheet of the answer; `least` is the number of shared members from which on two bodies are shown."""
    pairs = [pair for pair in answer.pairs if len(pair.shared) >= least]
    tables = Tables(context, answer)
    shown = (_matrix(context, answer, pairs), tables.overlaps(pairs)) if pairs else ()
    return Sheet(
        stem="overlap",
        title=_("Gremien: Überschneidung und Belastung"),
        sentence=sentence(answer),
        parts=(*shown, tables.burdens()) if answer.burdens else (),
        data=tables.all_overlaps(pairs),
        more_data=(tables.all_burdens(),),
        texts=sheet_texts(),
        notes=tuple(_notes(context, answer, pairs)),
        empty=_empty() if not answer.pairs else (),
        status=context.status,
        asked=context.asked(answer.on, **{_("Gemeinsame Mitglieder"): at_least(least) if least > 1 else ""}),
        lang=language(),
        home_url=context.page("/"),
    )


def at_least(least: int) -> str:
    """'ab 3', or 'alle'."""
    return _("ab %(count)s") % {"count": least} if least > 1 else _("alle")


def sentence(answer: Overlap) -> str:
    """What the picture says: how many bodies overlap, which two most, and who sits in most."""
    if not answer.bodies:
        return _("An diesem Tag besteht kein Gremium.")
    if not answer.burdens:
        return _("Noch ist nicht erfasst, wer in den Gremien sitzt.")
    bodies = {pair.first for pair in answer.pairs} | {pair.second for pair in answer.pairs}
    parts = [_("Am %(day)s haben keine zwei Gremien gemeinsame Mitglieder.") % {"day": formatting.day(answer.on)}]
    if answer.pairs:
        names = {body.id: body.name for body in answer.bodies}
        first = answer.pairs[0]
        words = {"first": names[first.first], "second": names[first.second], "count": len(first.shared)}
        parts = [
            _("Am %(day)s teilen %(count)s von %(total)s Gremien Mitglieder mit einem anderen.")
            % {
                "day": formatting.day(answer.on),
                "count": formatting.number(len(bodies)),
                "total": formatting.number(len(answer.bodies)),
            },
            ngettext(
                "Am stärksten überschneiden sich: %(first)s und %(second)s (ein gemeinsames Mitglied).",
                "Am stärksten überschneiden sich: %(first)s und %(second)s (%(count)s gemeinsame Mitglieder).",
                len(first.shared),
            )
            % words,
        ]
    if (most := len(answer.burdens[0].bodies)) > 1:
        busiest = [row.name for row in answer.burdens if len(row.bodies) == most]
        parts.append(
            ngettext(
                "An diesem Tag sitzt %(names)s in %(count)s Gremien.",
                "An diesem Tag sitzen %(names)s in je %(count)s Gremien.",
                len(busiest),
            )
            % {"names": some(busiest), "count": formatting.number(most)}
        )
    return formatting.nice(" ".join(parts))


def as_text(context: Context, answer: Overlap) -> str:
    """The sentence, the strongest overlaps and the heaviest burdens, for the terminal."""
    lines = [sentence(answer)]
    tables = Tables(context, answer)
    for table in (tables.overlaps(answer.pairs), tables.burdens()):
        if table.rows:
            lines += ["", table.title, "\t".join(head.label for head in table.columns)]
            lines += ["\t".join(value.text for value in row) for row in table.rows]
            if table.more:
                more = ngettext("… und eine weitere", "… und %(count)s weitere", table.more)
                lines.append(more % {"count": table.more})
    return "\n".join(lines)


def _notes(context: Context, answer: Overlap, pairs: Sequence[Pair]) -> Iterator[Note]:
    if answer.pairs and not pairs:
        yield Note(_("Keine zwei Gremien haben so viele gemeinsame Mitglieder."), warning=True)
    if empty := [body.name for body in answer.bodies if not body.members]:
        text = ngettext(
            "Bei einem Gremium ist kein Mitglied erfasst: %(names)s.",
            "Bei %(count)s Gremien ist kein Mitglied erfasst: %(names)s.",
            len(empty),
        )
        words = {"count": formatting.number(len(empty)), "names": some(empty)}
        yield Note(text % words, warning=2 * len(empty) > len(answer.bodies))
    if answer.doubles:
        text = ngettext(
            "Ein Mitglied ist vermutlich doppelt erfasst. Es ist nur einmal gezählt.",
            "%(count)s Mitglieder sind vermutlich doppelt erfasst. Sie sind nur einmal gezählt.",
            answer.doubles,
        )
        link = Value(_("Anzeigen"), context.page("/findings", kind="duplicate_actor"))
        yield Note(text % {"count": formatting.number(answer.doubles)}, link)
    if answer.gone:
        text = ngettext(
            "Ein Sitz ist nicht mitgezählt, weil es den Akteur an diesem Tag nicht gibt.",
            "%(count)s Sitze sind nicht mitgezählt, weil es die Akteure an diesem Tag nicht gibt.",
            answer.gone,
        )
        yield Note(text % {"count": formatting.number(answer.gone)})
    if answer.collective:
        text = ngettext(
            "Ein Sitz eines Sammeleintrags für mehrere Einrichtungen ist nicht mitgezählt.",
            "%(count)s Sitze von Sammeleinträgen für mehrere Einrichtungen sind nicht mitgezählt.",
            answer.collective,
        )
        yield Note(text % {"count": formatting.number(answer.collective)})


def _matrix(context: Context, answer: Overlap, pairs: Sequence[Pair]) -> Matrix:
    overlapping = {body for pair in pairs for body in (pair.first, pair.second)}
    shown = _strongest(pairs)
    between = [pair for pair in pairs if {pair.first, pair.second} <= shown]
    found = {(pair.first, pair.second): pair for pair in between}
    found |= {(pair.second, pair.first): pair for pair in between}
    likeness = {frozenset((pair.first, pair.second)): pair.jaccard for pair in between}
    seats = {body.id: body for body in answer.bodies}
    bodies = [seats[key] for key in seriation.ordered([key for key in seats if key in shown], likeness)]
    heads = tuple(Head(body.name, context.page(addresses.of_record("body", body.id))) for body in bodies)
    squares = tuple(tuple(_square(context, row, other, found) for other in bodies) for row in bodies)
    note = _(
        "Gremien mit ähnlichen Mitgliedern stehen nebeneinander. Eine leere Zelle heißt: kein gemeinsames Mitglied."
    )
    if (rest := len(overlapping) - len(bodies)) > 0:
        note = (
            _("Gezeigt sind die %(shown)s Gremien, die sich am stärksten überschneiden; %(rest)s weitere fehlen hier.")
            % {"shown": len(bodies), "rest": formatting.number(rest)}
            + " "
            + note
        )
    key = key_of_levels(
        Key("own", _("Mitglieder des Gremiums selbst")), Key("double", _("vermutlich Parallelstruktur"))
    )
    return Matrix("matrix", _("Welche Gremien teilen Mitglieder?"), heads, heads, squares, key, note, scrolls=True)


def _strongest(pairs: Sequence[Pair]) -> set[str]:
    """Ids of the bodies of the strongest pairs, as many as a matrix holds."""
    shown: dict[str, None] = {}
    for pair in pairs:
        both = dict.fromkeys((pair.first, pair.second))
        if len(shown | both) <= MOST_BODIES:
            shown |= both
        if len(shown) == MOST_BODIES:
            break
    return set(shown)


def _square(context: Context, row: Seats, other: Seats, found: dict[tuple[str, str], Pair]) -> Square:
    if row.id == other.id:
        return Square(formatting.number(len(row.members)), "own")
    pair = found.get((row.id, other.id))
    if pair is None:
        return Square()
    shared = len(pair.shared)
    url = context.page(addresses.of_finding(pair.finding)) if pair.finding else None
    return Square(formatting.number(shared), level(shared), url, double=bool(pair.finding) and not pair.dismissed)


def _empty() -> tuple[str, ...]:
    return (
        column("Gremien", "Name", "Turnus", "Vorsitz"),
        column("Mitgliedschaften", "Gremium", "Akteur", "Von", "Bis"),
    )
