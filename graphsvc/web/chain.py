"""The chain of life phases as the start page shows it: what each of them has, and where it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.analysis.chain import chain
from graphsvc.current import service
from graphsvc.i18n import language
from graphsvc.kinds import life_phase_name
from graphsvc.picture import coverage as picture
from graphsvc.web.index import Index


@dataclass(frozen=True)
class Phase:
    """One column: a life phase."""

    name: str
    url: str | None  # of the offers for it
    offers: int
    gaps: int  # districts without an offer for it


@dataclass(frozen=True)
class Figure:
    """The sentence of the coverage, the life phases in their order, and how many districts there are."""

    sentence: str
    phases: tuple[Phase, ...]
    districts: int


def figure(index: Index) -> Figure | None:
    """Of today, in the language of the request; None where no offer runs."""
    today = date.today().isoformat()
    return index.kept(f"chain {language()} {today}", lambda: _figure(today))


def _figure(today: str) -> Figure | None:
    answer = service().coverage(today)
    if not answer.running:
        return None
    found = chain(answer)
    context = service().picture_context("")
    return Figure(
        picture.sentence(context, answer),
        tuple(
            Phase(
                life_phase_name(link.phase),
                picture.records_url(context, answer, phase=link.phase) if link.offers else None,
                link.offers,
                link.gaps,
            )
            for link in found.links
        ),
        found.districts,
    )
