"""Two days compared: what came, ended or goes on under another name, with unknown days told apart; page and files."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from graphsvc import cli, ledger
from graphsvc.analysis.comparison import CITYWIDE, NONE, Comparison, comparison
from graphsvc.analysis.spans import spans, years_later
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.errors import InvalidInput
from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Record, Term
from graphsvc.picture import comparison as picture
from graphsvc.picture.context import Context
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.browser import axe
from tests.records_sample import creations
from tests.test_pages_browser import SIZES, visit
from visualisations import PICTURES, sheet

SINCE, UNTIL = "2025-11-30", "2026-11-30"
EVIL = """<img src=x onerror=alert(1)>"'&</script>"""
NAMES = {Actor: "actor", Body: "body", Cooperation: "cooperation", District: "district", Membership: "membership",
         Offer: "offer", Term: "term"}  # fmt: skip


def city() -> list[Record]:
    """Whatever can happen between two days, once."""
    return [
        District(id="N", name="Nord"),
        District(id="NN", name="Nordrand", part_of="N"),
        Term(id="t", vocabulary="theme", name="Sport"),
        Actor(id="stays", name="Amt"),
        Actor(id="old unit", name="Bezirksdienst", valid_to="2025-12-31", successors=("unit",)),
        Actor(id="unit", name="Sozialdienst", valid_from="2026-01-01"),
        Actor(id="no end", name="Altes Büro", successors=("office",)),
        Actor(id="office", name="Büro", valid_from="2026-04-01"),
        Actor(id="lost", name="Verlorenes Büro", successors=("stays",)),
        Actor(id="club", name="Verein", valid_from="2026-02-01", districts=("NN",), themes=("t",)),
        Offer(id="new", title="Neuer Kurs", valid_from="2026-03-01", districts=("NN",), themes=("t",)),
        Offer(id="gone", title="Alter Kurs", valid_from="2010-01-01", valid_to="2026-06-30", citywide=True),
        Offer(id="undated", title="Treff ohne Tag"),
        Offer(id="over", title="Vorbei", status="beendet"),
        Offer(id="planned", title="Kommt noch", status="geplant"),
        Offer(id="last day", title="Läuft noch heute", valid_from="2020-01-01", valid_to=UNTIL),
        Offer(id="short", title="Ferienprojekt", valid_from="2026-07-01", valid_to="2026-08-31"),
        Offer(id="year", title="Irgendwann 2026", valid_from="2026-01-01", typed={"valid_from": "2026"}),
        Offer(id="funded", title="Patenschaften", funders=("stays",), funded_until="2026-05-31"),
        Body(id="body", name="Runder Tisch", valid_from="2015-01-01", valid_to="2026-09-30"),
        Membership(id="m", body="body", actor="stays", valid_from="2015-01-01"),
        Cooperation(id="c old", from_actor="old unit", to_actor="stays", valid_to="2025-12-31"),
        Cooperation(id="c new", from_actor="stays", to_actor="unit", valid_from="2026-01-01"),
        Cooperation(id="c open", from_actor="no end", to_actor="stays", valid_from="2012-01-01"),
        Cooperation(id="b", from_actor="club", to_actor="stays", kind="gehört zu", valid_from="2026-02-01"),
    ]


def graph(records: list[Record]) -> Snapshot:
    return build(1, [(NAMES[type(record)], record) for record in records])


def compared(**more: object) -> Comparison:
    given: dict[str, object] = {"since": SINCE, "until": UNTIL} | more
    return comparison(graph(city()), **given)  # type: ignore[arg-type]


def hows(answer: Comparison) -> dict[tuple[str, str], str]:
    return {(change.kind, change.id): change.how for change in answer.changes}


def test_what_came_and_what_ended() -> None:
    found = hows(compared())
    assert found["offer", "new"] == "new"
    assert found["actor", "club"] == "new"
    assert found["part_of", "b"] == "new"
    assert found["offer", "gone"] == "ended"
    assert found["body", "body"] == "ended"
    assert found["funding", "funded"] == "ended"
    assert found["offer", "short"] == "passed"
    assert ("offer", "last day") not in found, "the last day is a day on which it still holds"


def test_a_successor_is_not_new_and_what_it_replaces_did_not_end() -> None:
    answer = compared()
    found = {(change.kind, change.id): change for change in answer.changes}
    assert (found["actor", "old unit"].how, found["actor", "old unit"].related) == ("replaced", ("unit",))
    assert (found["actor", "unit"].how, found["actor", "unit"].related) == ("following", ("old unit",))
    assert found["actor", "no end"].end == "2026-03-31", "without an end of its own: the day before its successor"
    assert found["cooperation", "c old"].related == ("c new",), "recorded the other way round"
    assert found["cooperation", "c new"].how == "following"
    assert ("cooperation", "c open") not in found, "nobody said that it ended, and the unit goes on"
    later = hows(comparison(graph(city()), since="2026-02-28", until=UNTIL))
    assert ("actor", "unit") not in later


def test_a_successor_that_is_gone_too_continues_nothing() -> None:
    records: list[Record] = [
        Body(id="a", name="A", valid_to="2026-01-31", successors=("b",)),
        Body(id="b", name="B", valid_from="2026-02-01", valid_to="2026-05-31", successors=("a",)),
    ]
    assert hows(comparison(graph(records), since=SINCE, until=UNTIL)) == {
        ("body", "a"): "ended",
        ("body", "b"): "passed",
    }


def test_what_needs_a_thing_that_ended_ended_with_it() -> None:
    change = next(change for change in compared().changes if change.kind == "membership")
    assert (change.how, change.end, change.implied) == ("ended", "2026-09-30", True)


def test_another_role_goes_on_and_another_cooperation_does_not() -> None:
    records: list[Record] = [
        Actor(id="A", name="A"),
        Actor(id="B", name="B"),
        Body(id="G", name="G"),
        Membership(id="1", body="G", actor="A", role="Mitglied", valid_to="2026-01-31"),
        Membership(id="2", body="G", actor="A", role="Vorsitz", valid_from="2026-02-01"),
        Cooperation(id="3", from_actor="A", to_actor="B", kind="Vertrag", valid_to="2026-01-31"),
        Cooperation(id="4", from_actor="A", to_actor="B", kind="Absprache", valid_from="2010-01-01"),
    ]
    found = hows(comparison(graph(records), since=SINCE, until=UNTIL))
    assert found == {("membership", "1"): "replaced", ("membership", "2"): "following", ("cooperation", "3"): "ended"}


def test_unknown_days_are_neither_new_nor_ended() -> None:
    answer = compared()
    found = hows(answer)
    for key in ("undated", "over", "planned"):
        assert ("offer", key) not in found
    assert ("actor", "lost") not in found, "taken over, nobody said when"
    offers = next(count for count in answer.counts if count.kind == "offer")
    assert (offers.without_begin, offers.without_end, offers.coarse) == (4, 1, 1)


def test_what_is_probably_only_renamed_is_said_and_still_counts_as_ended() -> None:
    answer = compared(doubles=[[("offer", "gone"), ("offer", "new")], [("offer", "gone"), ("offer", "short")]])
    change = next(change for change in answer.changes if change.id == "gone")
    assert (change.how, change.maybe) == ("ended", ("new",))
    made = picture.sheet(Context(graph(city()), ""), answer)
    assert any(note.warning and "vermutlich nur umbenannt" in note.text for note in made.notes)


def test_every_kind_adds_up() -> None:
    chance = random.Random(5)  # noqa: S311 - the same graphs in every run

    def day() -> str | None:
        return chance.choice([None, *(f"{year}-0{chance.randint(1, 9)}-15" for year in (2023, 2024, 2025, 2026))])

    for _round in range(60):
        ids = [f"A{number}" for number in range(8)]
        records: list[Record] = []
        for key in ids:
            after = tuple(chance.sample(ids, chance.choice([0, 0, 1, 2])))
            records.append(Actor(id=key, name=key, valid_from=day(), valid_to=day(), successors=after))
        for number in range(15):
            one, two = chance.choice(ids), chance.choice(ids)
            row = Cooperation(id=f"c{number}", from_actor=one, to_actor=two, valid_from=day(), valid_to=day())
            records.append(row)
        snapshot = graph(records)
        answer = comparison(snapshot, since="2024-03-01", until="2025-10-01")
        for row in answer.counts:
            assert row.before - row.replaced - row.ended + row.new + row.following == row.after
        every = spans(snapshot)
        for change in answer.changes:
            assert change.how not in ("new", "following") or every[change.kind, change.id].begin is not None


def test_themes_and_districts_with_their_parts() -> None:
    answer = compared()
    places = {(split.id, split.kind): split for split in answer.districts}
    assert places["N", "offer"].new == places["NN", "offer"].new == 1, "a larger district has what its part has"
    assert places[CITYWIDE, "offer"].ended == 1
    assert places[NONE, "actor"].following == 2
    assert [(split.id, split.kind, split.new) for split in answer.themes if split.id == "t"] == [
        ("t", "actor", 1),
        ("t", "offer", 1),
    ]
    assert set(hows(compared(district="N"))) == {("actor", "club"), ("offer", "new"), ("part_of", "b")}


def test_the_first_day_comes_before_the_second() -> None:
    for since in (UNTIL, "2027-01-01"):
        with pytest.raises(InvalidInput):
            compared(since=since)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [("2024-02-29", -1, "2023-02-28"), ("2026-11-30", 1, "2027-11-30"), ("0001-01-01", -1, "0001-01-01")],
)
def test_the_same_day_in_another_year(day: str, years: int, expected: str) -> None:
    assert years_later(day, years) == expected


def test_the_sheet_says_the_result_and_what_is_missing() -> None:
    made = picture.sheet(Context(graph(city()), ""), compared())
    assert made.sentence == (
        "Vom 30.11.2025 bis zum 30.11.2026 dazugekommen: ein Akteur und 2 Angebote. "
        "Beendet: ein Angebot und ein Gremium. Durch Nachfolger abgelöst: 2 Akteure."
    )
    notes = " ".join(note.text for note in made.notes)
    assert "nicht, wann es eingetragen wurde" in notes
    assert "Blatt „Angebote“, Spalte „Von“" in notes
    assert "Blatt „Angebote“, Spalte „Bis“" in notes
    assert not made.empty
    nothing = picture.sheet(Context(graph([])), comparison(graph([]), since=SINCE, until=UNTIL))
    assert "Blatt „Kooperationen“, Spalten „Seit“, „Bis“" in nothing.empty
    assert "Blatt „Angebote“, Spalte „Förderung bis“" in nothing.empty
    assert "kein Beginn und kein Ende erfasst" in sheet.render(nothing)
    quiet = picture.sheet(Context(graph(city()), ""), comparison(graph(city()), since="2026-11-01", until=UNTIL))
    assert not quiet.empty, "the columns are filled, only nothing happened"
    assert any(note.link and "to=" in (note.link.url or "") for note in quiet.notes)
    assert PICTURES["comparison"] is sheet.render


def test_a_long_list_says_what_is_left_out() -> None:
    records: list[Record] = [
        Offer(id=f"o{number}", title=f"Kurs {number}", valid_from="2026-01-01") for number in range(200)
    ]
    made = picture.sheet(Context(graph(records)), comparison(graph(records), since=SINCE, until=UNTIL))
    table = next(part for part in made.parts if part.id == "new")
    assert isinstance(table, sheet.Table)
    assert len(table.rows) + table.more == len(made.data.rows) == 200
    assert len(table.rows) <= 60


def test_nothing_from_data_becomes_markup() -> None:
    records: list[Record] = [
        District(id=EVIL, name=EVIL),
        Term(id=EVIL, vocabulary="theme", name=EVIL),
        Actor(id="A", name=EVIL, valid_to="2026-01-31", successors=(EVIL,), districts=(EVIL,), themes=(EVIL,)),
        Actor(id=EVIL, name=EVIL, valid_from="2026-02-01"),
        Body(id=EVIL, name=EVIL, valid_from="2026-02-01"),
        Membership(id=EVIL, body=EVIL, actor=EVIL, role=EVIL, valid_from="2026-02-01"),
    ]
    answer = comparison(graph(records), since=SINCE, until=UNTIL, district=None)
    assert "<img" not in sheet.render(picture.sheet(Context(graph(records), ""), answer))


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    return create_app(embedded_store, embedded_settings).test_client()


def test_page_files_and_commands(
    client: FlaskClient, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    days = f"from={SINCE}&to={UNTIL}"
    text = client.get(f"/diagrams/comparison?{days}").text
    assert "Beendet: ein Angebot und ein Gremium." in text
    assert 'href="/actors/club"' in text
    assert 'aria-current="page">Auswertung' in text
    answer = client.get(f"/diagrams/comparison.csv?{days}")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    unit = next(row for row in rows if row[2] == "old unit")
    assert (unit[0], unit[3], unit[8]) == ("Bezirksdienst", "durch Nachfolger abgelöst", "Sozialdienst")
    file = client.get(f"/diagrams/comparison.html?{days}&download")
    assert "attachment" in file.headers["Content-Disposition"]
    assert client.get("/diagrams/comparison").status_code == 200
    for wrong in ("from=gestern", f"from={UNTIL}&to={SINCE}", "to=0001-01-01"):
        assert client.get(f"/diagrams/comparison?{wrong}").status_code == 422

    monkeypatch.setenv("GRAPHSVC_DATA", str(embedded_settings.data))
    run = CliRunner().invoke(cli.main, ["comparison", "--from", SINCE, "--to", UNTIL, "--json"])
    document = json.loads(run.stdout)
    assert document.pop("revision") == 1
    assert document == json.loads(json.dumps(asdict(compared())))
    run = CliRunner().invoke(cli.main, ["comparison", "--from", SINCE, "--to", UNTIL])
    assert "Neuer Kurs\tAngebot\tnew\tdazugekommen\t01.03.2026" in run.stdout
    out = tmp_path / "vergleich.html"
    for words in (["--from", SINCE, "--to", UNTIL], ["--on", UNTIL]):
        CliRunner().invoke(cli.main, ["render", "comparison", "--out", str(out), *words], catch_exceptions=False)
        assert "Durch Nachfolger abgelöst: 2 Akteure." in out.read_text(encoding="utf-8")
    run = CliRunner().invoke(cli.main, ["render", "coverage", "--out", str(out), "--from", SINCE])
    assert run.exit_code == 1


def test_the_page_on_a_phone(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow")
    page = made.go("/diagrams/coverage")
    page.get_by_role("link", name="Vergleich").click()
    page.get_by_label("Von").fill("2012-06-30")
    page.get_by_label("Bis").fill("2019-06-30")
    page.get_by_role("button", name="Anzeigen").click()
    assert "4 Einträge sind beendet, aber vermutlich nur umbenannt" in page.locator(".hints .warn").inner_text()
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    for summary in page.locator("details.twin summary").all():
        summary.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["narrow"][0]
    assert made.problems == []
    made.page.context.close()
