"""What a second offer adds to a first one."""

from __future__ import annotations

from graphsvc.analysis.adding import Added, added
from graphsvc.model import Offer

FIRST = Offer(id="1", title="A", districts=("d1",), age_from=0, age_to=12, languages=("Deutsch",), times="montags")


def test_what_only_the_second_has_is_added() -> None:
    second = Offer(id="2", title="B", districts=("d1", "d2"), age_from=6, age_to=36, languages=("deutsch", "Türkisch"),
                   times="dienstags", capacity=10)  # fmt: skip
    assert added(FIRST, second) == Added(districts=("d2",), ages=((12, 36),), languages=("Türkisch",),
                                         times="dienstags", capacity=10)  # fmt: skip
    assert added(second, FIRST).ages == ((0, 6),)


def test_what_nobody_stated_is_not_added() -> None:
    assert not added(FIRST, Offer(id="2", title="B"))
    empty = Offer(id="3", title="C")
    assert not added(empty, FIRST)
    assert not added(FIRST, FIRST)
    assert added(FIRST, Offer(id="4", title="D", citywide=True)).citywide
