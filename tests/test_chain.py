"""The chain of life phases at a glance: that it sums up the coverage, and stands on the start page where offers run."""

from __future__ import annotations

import re
from html import unescape

from graphsvc import ledger
from graphsvc.analysis.chain import chain
from graphsvc.analysis.coverage import behind, coverage
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.model import LIFE_PHASES, Actor
from graphsvc.store import Store
from tests.records_sample import creations
from tests.test_coverage import DAY, city, graph


def test_a_life_phase_counts_different_offers_and_the_districts_without_one() -> None:
    snapshot = graph(city())
    answer = coverage(snapshot, on=DAY)
    found = chain(answer)
    assert found.districts == 3
    assert [link.phase for link in found.links] == list(LIFE_PHASES)
    for link in found.links:
        assert link.offers == len(behind(answer, snapshot, "", link.phase))
    kita = found.links[2]
    assert (kita.offers, kita.gaps) == (3, 1), "'both' is in Nord and in its part, and counts once"
    assert sum(link.gaps for link in found.links) == answer.gaps


def test_a_city_without_districts_has_no_gaps() -> None:
    found = chain(coverage(graph([]), on=DAY))
    assert found.districts == 0
    assert all(not link.offers and not link.gaps for link in found.links)


def test_the_start_page_says_where_something_is_missing(embedded_store: Store, embedded_settings: Settings) -> None:
    client = create_app(embedded_store, embedded_settings).test_client()
    ledger.commit(embedded_store, creations([Actor(id="A", name="Stadt")]), action="edit", summary="Stadt")
    assert "Wo fehlt etwas?" not in client.get("/").get_data(as_text=True), "there is no offer to look at"
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Angebote")
    page = unescape(client.get("/").get_data(as_text=True))
    assert "Die Kette ist an 14 Stellen unterbrochen." in page
    row = re.search(r"<tr><th scope=\"row\">Angebote heute</th>(.*?)</tr>", page)
    assert row
    assert re.findall(r">(\d+)<", row[1])[2] == "3"
    address = re.findall(r'href="([^"]+)"', row[1])[1]
    assert client.get(address).get_data(as_text=True).count('href="/offers/') == 3
