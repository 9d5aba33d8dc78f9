"""Overlap of bodies: who counts on a day, each two against a plain count, burden, page, files and command."""

from __future__ import annotations

import csv
import io
import itertools
import json
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graphsvc import cli, ledger, rendering
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.overlap import BY_CHANCE, Burden, Overlap, Pair, overlap
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.matching import finding_id
from graphsvc.model import Actor, Body, Membership, Record, Verdict
from graphsvc.picture import overlap as picture
from graphsvc.picture import seriation
from graphsvc.picture.context import Context
from graphsvc.picture.overlap_tables import MOST_ROWS
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.made_findings import made_finding
from tests.records_sample import creations
from tests.test_pages_browser import visit
from visualisations import PICTURES, sheet
from visualisations.sheet import Matrix, Table

DAY = "2026-11-25"
EVIL = """<img src=x onerror=alert(1)>"'&{{7*7}}</script>"""
NAMES = {Actor: "actor", Body: "body", Membership: "membership"}


def seat(body: str, actor: str, **more: object) -> Membership:
    """The actor sits in the body."""
    return Membership(id=f"{body}/{actor}/{len(more)}", body=body, actor=actor, **more)  # type: ignore[arg-type]


def city() -> list[Record]:
    """Three bodies that stand and two that do not, with seats of every kind that counts or does not."""
    return [
        Actor(id="A", name="Caritas"),
        Actor(id="B", name="Klinikum"),
        Actor(id="C", name="Jugendamt"),
        Actor(id="D", name="Hebammenzentrale"),
        Actor(id="E", name="Polizei"),
        Actor(id="M", name="mehrere Schulen", collective="several"),
        Actor(id="X", name="Aufgelöst", valid_to="2020-12-31"),
        Body(id="G1", name="Runder Tisch Geburt", frequency="vierteljährlich", chairs=("A",)),
        Body(id="G2", name="Netzwerk Geburt", frequency="alle 2-3 Monate", chairs=("E",)),
        Body(id="G3", name="Beirat", frequency="nach Bedarf"),
        Body(id="over", name="Früherer Kreis", valid_to="2019-12-31"),
        Body(id="merged", name="Aufgegangener Kreis", successors=("G1",)),
        *(seat("G1", key) for key in "ABCMX"),
        *(seat("G2", key) for key in "ABD"),
        seat("G2", "C", valid_to="2025-12-31"),
        seat("G2", "E", role="Vorsitz", valid_to="2021-12-31"),
        seat("G3", "A"),
        *(seat("over", key) for key in "AB"),
        *(seat("merged", key) for key in "AB"),
    ]


def graph(records: list[Record]) -> Snapshot:
    return build(1, [(NAMES[type(record)], record) for record in records])


def found(kind: str, members: tuple[str, str], decision: str = "") -> JudgedFinding:
    """A finding about the two, with what was decided."""
    finding = made_finding(kind, *members, bits={"name": 9.0})
    verdict = Verdict(id="v", finding=finding.id, kind=kind, members=members, decision=decision) if decision else None
    return JudgedFinding(finding, verdict, "decided" if verdict else "open")


def pair(answer: Overlap, first: str, second: str) -> Pair:
    return next(row for row in answer.pairs if {row.first, row.second} == {first, second})


def burden(answer: Overlap, actor: str) -> Burden:
    return next(row for row in answer.burdens if row.actor == actor)


def test_only_bodies_and_seats_of_the_day_count() -> None:
    answer = overlap(graph(city()), on=DAY)
    assert {body.id: body.members for body in answer.bodies} == {
        "G1": ("A", "B", "C"),
        "G2": ("A", "B", "D"),
        "G3": ("A",),
    }
    assert (answer.collective, answer.gone, answer.doubles) == (1, 1, 0)
    before = overlap(graph(city()), on="2019-06-30")
    seats = {body.id: body.members for body in before.bodies}
    assert seats["over"] == ("A", "B")
    assert seats["G2"] == ("A", "B", "C", "D", "E"), "the chair's own row held then"
    assert seats["G1"] == ("A", "B", "C", "X")


def test_a_chair_without_a_row_sits_in_its_body() -> None:
    answer = overlap(graph([Actor(id="A", name="A"), Body(id="G", name="G", chairs=("A",))]), on=DAY)
    assert (answer.bodies[0].members, answer.burdens[0].chaired) == (("A",), 1)


def test_shared_members_and_their_measures() -> None:
    two = pair(overlap(graph(city()), on=DAY), "G1", "G2")
    assert two.shared == ("A", "B")
    assert (two.jaccard, two.coefficient) == (2 / 4, 2 / 3)
    assert two.expected == 3 * 3 / 4
    assert two.chance == 1.0, "of four actors two groups of three always share two"


def test_every_pair_agrees_with_a_plain_count() -> None:
    chance = random.Random(11)  # noqa: S311 - the same graphs in every run
    for _round in range(15):
        members = {f"G{n}": chance.sample(range(14), chance.randint(0, 8)) for n in range(9)}
        records: list[Record] = [Actor(id=f"A{n:02}", name=str(n)) for n in range(14)]
        records += [Body(id=key, name=key) for key in members]
        records += [seat(key, f"A{n:02}") for key, there in members.items() for n in there]
        answer = overlap(graph(records), on=DAY)
        expected = {}
        for one, other in itertools.combinations(members, 2):
            if both := set(members[one]) & set(members[other]):
                either = set(members[one]) | set(members[other])
                expected[one, other] = (len(both), len(both) / len(either))
        assert {(row.first, row.second): (len(row.shared), row.jaccard) for row in answer.pairs} == expected
        assert sum(len(row.bodies) for row in answer.burdens) == sum(map(len, members.values()))
        strength = [(min(row.chance, BY_CHANCE), -len(row.shared)) for row in answer.pairs]
        assert strength == sorted(strength)


def test_who_is_recorded_twice_counts_once_unless_people_say_otherwise() -> None:
    twice = [*city(), Actor(id="AA", name="Caritasverband"), seat("G3", "AA"), seat("G3", "D")]
    answer = overlap(graph(twice), on=DAY, judged=[found("duplicate_actor", ("A", "AA"))])
    assert (answer.doubles, len(burden(answer, "A").bodies)) == (1, 3)
    assert pair(answer, "G1", "G3").shared == ("A",)
    apart = overlap(graph(twice), on=DAY, judged=[found("duplicate_actor", ("A", "AA"), "not_double")])
    assert (apart.doubles, len(burden(apart, "AA").bodies)) == (0, 1)
    chain = [found("duplicate_actor", two) for two in (("AA", "D"), ("C", "D"), ("A", "AA"))]
    assert {row.actor for row in overlap(graph(twice), on=DAY, judged=chain).burdens} == {"A", "B"}


def test_unknown_frequencies_are_no_zero() -> None:
    records = [*city(), Body(id="G4", name="Ruhender Kreis", frequency="ruht"), seat("G4", "D"), seat("G4", "B")]
    answer = overlap(graph(records), on=DAY)
    most = burden(answer, "A")
    assert (most.bodies, most.chaired, most.meetings, most.unknown) == (("G3", "G2", "G1"), 1, 4.0 + 5.0, 1)
    assert (burden(answer, "D").meetings, burden(answer, "D").unknown) == (5.0, 0)
    only = overlap(graph([Actor(id="A", name="A"), Body(id="G", name="G"), seat("G", "A")]), on=DAY).burdens[0]
    assert (only.meetings, only.unknown) == (None, 1)


def test_findings_lead_to_the_pair() -> None:
    judged = [found("parallel_body", ("G1", "G2")), found("parallel_body", ("G1", "G3"), "intended_diversity")]
    answer = overlap(graph(city()), on=DAY, judged=judged)
    assert [(pair(answer, "G1", key).finding, pair(answer, "G1", key).dismissed) for key in ("G2", "G3")] == [
        (finding_id("parallel_body", ("G1", "G2")), False),
        (finding_id("parallel_body", ("G1", "G3")), True),
    ]
    assert pair(answer, "G2", "G3").finding is None
    text = sheet.body(picture.sheet(Context(graph(city()), ""), answer))
    assert f'href="/findings/{finding_id("parallel_body", ("G1", "G2"))}"' in text
    assert "entschieden</a>" in text
    assert text.count('class="vh"> vermutlich doppelt') == 2, "the open one, above and below the diagonal"


def test_the_sheet_says_the_result_and_what_is_missing() -> None:
    snapshot = graph(city())
    made = picture.sheet(Context(snapshot, ""), overlap(snapshot, on=DAY))
    assert made.sentence == (
        "Am 25.11.2026 teilen 3 von 3 Gremien Mitglieder mit einem anderen. Am stärksten überschneiden sich: Netzwerk "
        "Geburt und Runder Tisch Geburt (2 gemeinsame Mitglieder). An diesem Tag sitzt Caritas in 3 Gremien."
    )
    assert not made.empty
    text = sheet.render(made)
    assert "Sagt nicht, wie oft: „nach Bedarf“." in text
    assert "Sammeleintrags" in text
    fewer = picture.sheet(Context(snapshot), overlap(snapshot, on=DAY), least=3)
    assert "Keine zwei Gremien haben so viele gemeinsame Mitglieder." in sheet.body(fewer)
    for records, said in (([], "besteht kein Gremium"), ([Body(id="G", name="G")], "wer in den Gremien sitzt")):
        nothing = picture.sheet(Context(graph(records)), overlap(graph(records), on=DAY))
        assert said in nothing.sentence
        assert "Blatt „Mitgliedschaften“, Spalten „Gremium“, „Akteur“, „Von“, „Bis“" in nothing.empty
        assert "Blatt „Mitgliedschaften“" in sheet.render(nothing)
    assert PICTURES["bodies"] is sheet.render


def test_of_many_bodies_those_that_overlap_most_are_shown() -> None:
    records: list[Record] = [Actor(id=f"A{n}", name=f"Akteur {n}") for n in range(60)]
    for number in range(40):
        records.append(Body(id=f"G{number}", name=f"Gremium {number}"))
        records += [seat(f"G{number}", f"A{n}") for n in {0, number // 2 + 1, number // 2 + 31, number % 3 + 1}]
    snapshot = graph(records)
    answer = overlap(snapshot, on=DAY)
    made = picture.sheet(Context(snapshot, ""), answer)
    matrix, overlaps, burdens = made.parts
    assert isinstance(matrix, Matrix)
    assert len(matrix.rows) == len(matrix.columns) == len(matrix.squares) <= picture.MOST_BODIES
    assert "die sich am stärksten überschneiden; 15 weitere fehlen hier" in matrix.note
    for number, row in enumerate(matrix.squares):
        assert row[number].level == "own"
        assert [square.text for square in row] == [line[number].text for line in matrix.squares], "symmetric"
    for table, everything in ((overlaps, made.data), (burdens, made.more_data[0])):
        assert isinstance(table, Table)
        assert len(table.rows) == MOST_ROWS
        assert table.more == len(everything.rows) - MOST_ROWS > 0
    assert len(made.data.rows) == len(answer.pairs) == 40 * 39 // 2, "one actor sits everywhere"


def test_what_is_alike_stands_side_by_side() -> None:
    likeness = {frozenset(two): 0.9 for two in (("a", "d"), ("b", "e"), ("c", "f"))}
    order = seriation.ordered("abcdef", likeness)
    assert sorted(order) == list("abcdef")
    assert all(abs(order.index(one) - order.index(other)) == 1 for one, other in (("a", "d"), ("b", "e"), ("c", "f")))
    assert [seriation.ordered(few, {}) for few in ("", "a", "ba")] == [[], ["a"], ["b", "a"]]


def test_nothing_from_data_becomes_markup() -> None:
    records: list[Record] = [
        Actor(id=EVIL, name=EVIL),
        *(Body(id=EVIL + key, name=EVIL, frequency=EVIL) for key in "12"),
        *(seat(EVIL + key, EVIL) for key in "12"),
    ]
    snapshot = graph(records)
    for links in (None, "", "javascript:alert(1)//"):
        made = picture.sheet(Context(snapshot, links), overlap(snapshot, on=DAY))
        for text in (sheet.body(made), sheet.render(made)):
            assert "<img" not in text
            assert "<script" not in text
            assert not re.search(r'href="\s*javascript', text)


def read(client: FlaskClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_page_files_and_commands(
    embedded_store: Store, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    client = create_app(embedded_store, embedded_settings).test_client()
    text = client.get(f"/diagrams/bodies?on={DAY}").text
    assert "3 von 3 Gremien" in text
    assert 'href="/bodies/G1"' in text
    assert 'aria-current="page">Auswertung' in text
    assert f"/diagrams/bodies.csv?on={DAY}&amp;table=burdens" in text
    assert "ab 2" in client.get(f"/diagrams/bodies?on={DAY}&shared=2").text
    rows = read(client, f"/diagrams/bodies.csv?on={DAY}")
    assert rows[1][:6] == ["Netzwerk Geburt", "Runder Tisch Geburt", "2", "2,25", "0,667", "0,5"]
    assert rows[1][7] == "Caritas | Klinikum"
    assert len(read(client, f"/diagrams/bodies.csv?on={DAY}&shared=2")) == 2
    everybody = read(client, f"/diagrams/bodies.csv?on={DAY}&table=burdens")
    assert everybody[1] == ["Caritas", "3", "1", "9", "1", "Beirat | Netzwerk Geburt | Runder Tisch Geburt"]
    file = client.get(f"/diagrams/bodies.html?download&on={DAY}")
    assert file.headers["Content-Disposition"] == "attachment; filename=gremien.html"
    assert 'href="http://localhost/bodies/G1"' in file.text
    for address, status in (("?on=gestern", 422), (".csv?table=nie", 404), ("?shared=viele", 200)):
        assert client.get(f"/diagrams/bodies{address}").status_code == status

    monkeypatch.setenv("GRAPHSVC_DATA", str(embedded_settings.data))
    answer = json.loads(CliRunner().invoke(cli.main, ["bodies", "--on", DAY, "--json"]).stdout)
    assert (answer["on"], len(answer["pairs"]), answer["burdens"][0]["meetings"]) == (DAY, 3, 9.0)
    said = CliRunner().invoke(cli.main, ["bodies", "--on", DAY]).stdout
    assert "Netzwerk Geburt\tRunder Tisch Geburt\t2" in said
    out = tmp_path / "gremien.html"
    assert CliRunner().invoke(cli.main, ["render", "bodies", "--on", DAY, "--out", str(out)]).exit_code == 0
    assert "3 von 3 Gremien" in out.read_text(encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["render", "bodies", "--out", str(out), "--ego", "A"]).exit_code == 1


def test_the_command_knows_every_picture() -> None:
    choice = next(parameter for parameter in cli.main.commands["render"].params if parameter.name == "picture")
    assert set(choice.type.choices) == set(rendering.PICTURES)  # type: ignore[attr-defined]


def test_a_small_screen_scrolls_the_matrix_by_keyboard(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow")
    page = made.go("/diagrams/bodies")
    assert page.evaluate("document.documentElement.scrollHeight") < 20_000
    box = page.locator("#matrix .mxbox")
    box.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#matrix .mxbox').scrollLeft > 0")
    head = page.locator("#matrix tbody th").first.bounding_box()
    assert head is not None
    assert head["x"] >= 0, "the names of the rows stay"
    page.get_by_label("Gemeinsame Mitglieder").select_option("3")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#matrix td.q1")).to_have_count(0)
    assert made.problems == []
    made.page.context.close()
