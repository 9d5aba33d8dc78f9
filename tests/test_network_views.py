"""The views of the network beside that of the actors: what stands in each, where, in which words, as page and file."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner
from networkx.algorithms import bipartite

from graphsvc import cli, ledger
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.organigram import organigram
from graphsvc.app import create_app
from graphsvc.commands import pictures
from graphsvc.config import Settings
from graphsvc.errors import InvalidInput
from graphsvc.model import Actor, Body, Cooperation, Membership, Offer, Record, Term
from graphsvc.picture import projection, things, views
from graphsvc.picture.frame import Frame
from graphsvc.picture.tree import INDENT, ROW, Tree, listed, tree
from graphsvc.rendering import Asked, write
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.made_findings import made_finding
from tests.records_sample import creations
from visualisations import labels, network, network_sheet, network_table
from visualisations.network import NetworkView

DAY = "2026-11-25"
EVIL = """<img src=x onerror=alert(1)>"'&</script>"""


def city() -> list[Record]:
    """A city with units, posts, offers of each role, bodies with leading members and guests."""
    return [
        Term(id="t", vocabulary="target_group", name="Eltern"),
        Actor(id="C", name="Stadt Öde", kind="city"),
        Actor(id="D1", name="Dezernat Jugend", kind="department", part_of="C", posts=2.5),
        Actor(id="D2", name="Dezernat Bau", kind="department", part_of="C"),
        Actor(id="U1", name="Fachstelle Kita", kind="unit", part_of="D1", posts=4.0),
        Actor(id="U2", name="Fachstelle Hilfen", kind="unit", part_of="D1", posts=1.0),
        Actor(id="K", name="Kita Sonne", kind="day_care", part_of="U1"),
        Actor(id="L", name="Stabsstelle Ohne", kind="staff_unit"),
        Actor(id="V", name="Verein", kind="association"),
        Actor(id="W", name="Gruppe im Verein", kind="self_help", part_of="V"),
        Offer(id="O1", title="Elterncafé", kind="Treff", providers=("V", "U1"), partners=("K",), funders=("C",),
              target_groups=("t",), age_from=0, age_to=36, capacity=12, used=9),
        Offer(id="O2", title="Café für Eltern", providers=("V",)),
        Offer(id="O3", title="ohne Träger"),
        Offer(id="V", title="heißt wie der Verein", providers=("V",)),
        Body(id="B1", name="AK Kita", kind="Arbeitskreis", frequency="monatlich", chairs=("U1",)),
        Body(id="B2", name="Runder Tisch", chairs=("U2",)),
        Body(id="B3", name="Altes Gremium", valid_to="2019-12-31"),
        Membership(id="m1", body="B1", actor="U1"),
        Membership(id="m2", body="B1", actor="V", role="Mitglied"),
        Membership(id="m3", body="B2", actor="V", role="beratend"),
        Membership(id="m4", body="B2", actor="U1", role="Geschäftsführung"),
        Membership(id="m5", body="B3", actor="V"),
        Membership(id="m6", body="B2", actor="K", valid_to="2020-12-31"),
        Membership(id="m7", body="B1", actor="K"),
    ]  # fmt: skip


def graph(records: list[Record]) -> Snapshot:
    return build(1, [(type(record).__name__.casefold(), record) for record in records])


def frame(records: list[Record], *findings: JudgedFinding, links: str | None = "") -> Frame:
    return Frame(graph(records), findings, DAY, "Öde", "Datenstand", links)


def made(key: str, records: list[Record] | None = None) -> NetworkView:
    return views.MADE[key](frame(city() if records is None else records))


def found(kind: str, *members: str) -> JudgedFinding:
    finding = made_finding(kind, *members, bits={"text": 20.0}, explanation="Beide sind für Eltern da.")
    return JudgedFinding(finding, None, "open")


def test_offers_hang_on_those_who_provide_partner_and_fund() -> None:
    view = made("actors-offers")
    lines = {(edge.source, edge.target): edge.strength for edge in view.edges}
    assert lines == {
        ("V", "O1"): "close", ("U1", "O1"): "close", ("K", "O1"): "normal", ("C", "O1"): "part_of",
        ("V", "O2"): "close", ("V", "offer V"): "close",
    }  # fmt: skip
    assert {node.group for node in view.nodes} == {"actor", "offer"}
    assert [(group.key, group.count) for group in view.groups] == [("actor", 4), ("offer", 4)]
    assert view.sentence == (
        "4 Akteure tragen, begleiten oder fördern 4 Angebote. Die meisten hat Verein: 3. 1 Angebot nennt keinen Träger."
    )
    nodes = {node.id: node for node in view.nodes}
    assert nodes["offer V"].url == "/offers/V", "an offer may have the id of an actor"
    assert nodes["V"].url == "/actors/V"
    assert dict(nodes["O1"].facts)["Plätze"] == "9 von 12"
    assert "capacity" in nodes["O1"].measures
    assert nodes["O3"].apart
    assert view.columns == ("Zielgruppen", "Alter", "Plätze")
    rows = network_table.rows(view)
    assert '<td data-l="Alter">0–3<' in rows.replace("\u00a0", " ").replace(" Jahre", "")


def test_offers_for_the_same_are_joined_and_doubles_have_a_ring() -> None:
    parallel, double = found("parallel_offer", "O1", "V"), found("duplicate_offer", "O1", "O2")
    view = views.MADE["actors-offers"](frame(city(), parallel, double))
    assert [(gap.first, gap.second, gap.text) for gap in view.gaps] == [("O1", "offer V", "Beide sind für Eltern da.")]
    assert view.gaps_text.startswith("1 Paar von Angeboten")
    assert {node.id for node in view.nodes if node.double} == {"O1", "O2"}


def test_bodies_show_who_leads_and_who_is_a_guest() -> None:
    view = made("actors-bodies")
    lines = {edge.id: (edge.source, edge.target, edge.kind, edge.strength) for edge in view.edges}
    assert lines["m1"] == ("U1", "B1", "Vorsitz", "close"), "the column says what the row does not"
    assert lines["m2"][3] == "normal"
    assert lines["m3"][3] == "part_of"
    assert lines["m4"][3] == "close"
    assert lines["chair U2 B2"] == ("U2", "B2", "Vorsitz", "close")
    assert len(lines) == 8
    assert view.sentence == "Über alle Jahre: 4 Akteure sitzen oder saßen in 3 Gremien. In den meisten: Verein (3)."


def test_bodies_are_linked_by_those_who_sit_in_both_today() -> None:
    view = made("bodies-projection")
    assert [(edge.source, edge.target, edge.weight) for edge in view.edges] == [("B1", "B2", 2)]
    assert view.edges[0].facts == (("In beiden", "Fachstelle Kita, Verein"),)
    assert {node.id: (node.measures["members"], node.measures["only_here"]) for node in view.nodes} == {
        "B1": (3, 1), "B2": (3, 1),
    }  # fmt: skip
    assert view.sentence == "2 von 2 Gremien teilen Mitglieder, am meisten „AK Kita“ und „Runder Tisch“: 2."
    assert "heute" in view.years_missing


def test_the_projection_is_that_of_networkx() -> None:
    chance = random.Random(7)  # noqa: S311 - the same graphs in every run
    for _round in range(20):
        members = {
            f"b{body}": frozenset(f"a{actor}" for actor in range(9) if chance.random() < 0.3) for body in range(7)
        }
        both = networkx.Graph([(body, actor) for body, actors in members.items() for actor in actors])
        both.add_nodes_from(members)
        oracle = bipartite.weighted_projected_graph(both, members)
        assert {pair: len(actors) for pair, actors in projection.shared_members(members).items()} == {
            tuple(sorted(ends)): data["weight"] for *ends, data in oracle.edges(data=True)
        }


def test_the_organigram_knows_roots_levels_and_loose_ends() -> None:
    answer = organigram(graph(city()), DAY)
    assert answer.roots == ("C",)
    assert answer.children == {"C": ("D2", "D1"), "D1": ("U2", "U1"), "U1": ("K",)}, "siblings by rank and name"
    assert answer.loose == ("L",), "a unit that belongs nowhere; a club is no part of the administration"
    assert answer.levels == {"C": 0, "D1": 1, "D2": 1, "U1": 2, "U2": 2, "K": 3}
    assert answer.tops["K"] == "D1"
    moved = Cooperation(id="x", from_actor="U2", to_actor="D2", kind="gehört zu", valid_to="2020-12-31")
    assert organigram(graph([*city(), moved]), "2020-06-30").children["D2"] == ("U2",)
    circle: list[Record] = [Actor(id=key, name=key, kind="unit", part_of=whole) for key, whole in ("ab", "bc", "ca")]
    assert organigram(graph(circle), DAY).children == {"a": ("c",), "c": ("b",)}


def test_the_organigram_names_posts_and_never_makes_unknown_ones_zero() -> None:
    view = made("hierarchy")
    nodes = {node.id: node for node in view.nodes}
    assert nodes["D1"].label == "Dezernat Jugend (2,5)"
    assert nodes["D1"].measures == {"parts": 2, "all_parts": 3, "posts": 2.5, "posts_below": 5.0}
    assert "posts" not in nodes["D2"].measures
    assert '<td data-l="Planstellen" class="num"><' in network_table.rows(view)
    assert '<td data-l="Planstellen" class="num">2,5' in network_table.rows(view)
    assert nodes["K"].group == "education"
    assert nodes["L"].apart
    assert view.sentence == (
        "7 Einheiten der Verwaltung auf 4 Ebenen. Planstellen sind bei 3 bekannt (in Klammern). "
        "Bei 1 Einheit ist nicht erfasst, wozu sie gehört."
    )
    bare = made("hierarchy", [Actor(id="C", name="C", kind="city"), Actor(id="D", name="D", kind="unit", part_of="C")])
    assert "Planstellen fehlen noch (Blatt „Akteure“, Spalte „Stellen“)." in bare.sentence


def grown(count: int, most: int, seed: int) -> tuple[dict[str, list[str]], dict[str, float]]:
    """A random tree with the root '0', and the widths of the names."""
    chance = random.Random(seed)  # noqa: S311 - the same trees in every run
    children: dict[str, list[str]] = {}
    for number in range(1, count):
        children.setdefault(str(chance.randrange(max(0, number - most), number)), []).append(str(number))
    return children, {str(number): 40.0 + chance.randrange(200) for number in range(count)}


def boxes_meet(spots: Mapping[str, tuple[float, float]], widths: Mapping[str, float]) -> list[tuple[str, str]]:
    """Pairs whose lines of sign and name cover each other."""
    found = []
    for first, second in itertools.combinations(spots, 2):
        (x1, y1), (x2, y2) = spots[first], spots[second]
        if abs(y1 - y2) < ROW - 0.5 and x1 < x2 + widths[second] - 0.5 and x2 < x1 + widths[first] - 0.5:
            found.append((first, second))
    return found


def crooked(made: Tree, children: Mapping[str, list[str]]) -> list[str]:
    """The parts whose line up to the whole runs aslant somewhere."""
    found = []
    for whole, parts in children.items():
        for part in parts:
            way = [made.spots[part], *made.corners[part], made.spots[whole]]
            if any(x1 != x2 and y1 != y2 for (x1, y1), (x2, y2) in itertools.pairwise(way)):
                found.append(part)
    return found


@pytest.mark.parametrize(("count", "most"), [(2, 1), (9, 9), (60, 60), (60, 4), (60, 20), (200, 200)])
def test_a_tree_has_room_for_names_and_its_lines_turn_at_right_angles(count: int, most: int) -> None:
    for seed in range(4):
        children, widths = grown(count, most, seed)
        answer = tree(["0"], children, widths)
        assert answer == tree(["0"], children, widths)
        assert answer.spots.keys() == widths.keys()
        assert boxes_meet(answer.spots, widths) == []
        assert crooked(answer, children) == []
        height = {key: y for key, (_x, y) in answer.spots.items()}
        assert all(height[part] > height[whole] for whole, parts in children.items() for part in parts)
        narrow = listed(["0"], children, widths)
        assert boxes_meet(narrow, widths) == []
        assert sorted(y for _x, y in narrow.values()) == [ROW * row for row in range(count)], "one below the other"


def test_few_parts_stand_side_by_side_below_the_middle_and_many_leaves_in_columns() -> None:
    small = tree(["r"], {"r": ["a", "b", "c"]}, dict.fromkeys("rabc", 100.0))
    assert small.spots["r"][0] == (small.spots["a"][0] + small.spots["c"][0]) / 2
    assert len({small.spots[key][1] for key in "abc"}) == 1
    leaves = [f"l{number}" for number in range(60)]
    wide = tree(["r"], {"r": ["p", "q"], "p": leaves}, dict.fromkeys(["r", "p", "q", *leaves], 120.0))
    assert max(y for _x, y in wide.spots.values()) < 30 * ROW
    assert INDENT < ROW


@pytest.mark.parametrize("key", list(views.MADE))
def test_each_view_is_drawn_told_and_the_same_every_time(key: str) -> None:
    view = made(key)
    assert view == made(key)
    assert network.render(view) == network.render(made(key))
    assert view.title.endswith("– Öde")
    assert view.file_url == f"/diagrams/network.html?view={key}&download"
    assert network_sheet.svg(view).count("<path") > len(view.groups)
    assert views.view_name(key)
    assert all(set(node.measures) <= {measure.key for measure in view.measures} for node in view.nodes)
    known = {row.key: {entry for entry, _label in row.entries} for row in view.categories}
    assert all(node.categories[row] in known[row] for node in view.nodes for row in node.categories if row in known)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("actors-offers", "Blatt „Angebote“, Spalten „Träger“, „Kooperationspartner“, „Förderer“"),
        ("actors-bodies", "Blatt „Mitgliedschaften“, Spalten „Gremium“, „Akteur“"),
        ("bodies-projection", "Blatt „Mitgliedschaften“, Spalten „Gremium“, „Akteur“"),
        ("hierarchy", "Blatt „Akteure“, Spalte „Gehört zu“"),
    ],
)
def test_an_empty_view_names_the_column_that_fills_it(key: str, column: str) -> None:
    lonely: list[Record] = [Actor(id="A", name="A", kind="unit"), Offer(id="O", title="O"), Body(id="B", name="B")]
    view = made(key, lonely)
    assert view.nodes == ()
    assert column in network.body(view)
    assert view.sentence


@pytest.mark.parametrize("key", list(views.MADE))
def test_nothing_from_data_becomes_markup(key: str) -> None:
    records: list[Record] = [
        Actor(id="C", name=EVIL, kind="city"),
        Actor(id=EVIL, name=EVIL, kind="unit", part_of="C"),
        Offer(id="O", title=EVIL, kind=EVIL, providers=(EVIL,), status=EVIL),
        Body(id="B", name=EVIL, kind=EVIL, frequency=EVIL, mandate=EVIL),
        Body(id="B2", name=EVIL),
        Membership(id="m", body="B", actor=EVIL, role=EVIL),
        Membership(id="n", body="B2", actor=EVIL, role=EVIL),
    ]
    view = made(key, records)
    assert len(view.nodes) > 1
    assert "<img" not in network.render(view) + network.body(view) + network_sheet.svg(view)


def test_the_command_knows_all_views_and_others_are_refused() -> None:
    assert pictures.NETWORK_VIEWS == views.VIEWS
    assert views.checked("") == "actors"
    with pytest.raises(InvalidInput, match="actors-offers"):
        views.checked("nodes")
    assert things.offer_id(frame(city()), "V") == "offer V"


def test_page_file_and_command(embedded_store: Store, embedded_settings: Settings, tmp_path: Path) -> None:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    client = create_app(embedded_store, embedded_settings).test_client()
    for key in ("actors-offers", "hierarchy"):
        text = client.get(f"/diagrams/network?view={key}").text
        assert f'href="/diagrams/network?view={key}" aria-current="page"' in text
        assert f"<h1>{views.view_name(key)}</h1>" in text
    assert '<a href="/diagrams/network" aria-current="page">' in client.get("/diagrams/network").text
    answer = client.get("/diagrams/network.html?view=hierarchy&download")
    assert answer.headers["Content-Disposition"] == "attachment; filename=netzwerk-hierarchy.html"
    assert "Organigramm der Verwaltung" in answer.text
    assert client.get("/diagrams/network?view=nodes").status_code == 422
    out = tmp_path / "bild.svg"
    write(embedded_store, embedded_settings, "network", out, Asked(ego="O1", view="actors-offers"))
    assert "5 Akteure und Angebote, 4 Beteiligungen." in out.read_text(encoding="utf-8")
    with pytest.raises(InvalidInput):
        write(embedded_store, embedded_settings, "coverage", tmp_path / "x.html", Asked(view="hierarchy"))
    refused = CliRunner().invoke(cli.main, ["render", "network", "--view", "nodes", "--out", "x.svg"])
    assert refused.exit_code == 2


def test_a_cut_name_keeps_its_number_and_stands_beside_its_sign_if_it_can() -> None:
    assert labels.shorten("Fachstelle für Wohnen und Pflege (4,5)", 26) == "Fachstelle für Wohn… (4,5)"
    assert labels.shorten("Fachstelle (4,5)", 26) == "Fachstelle (4,5)"
    assert labels.shorten("Fachstelle für Wohnen (und Pflege)", 26) == "Fachstelle für Wohnen (un…"
    name = "Kommunale Koordinierungsstelle Übergang Schule und Beruf (3,5)"
    wide, narrow = (
        labels.place([(name, 300, 50, 8, False)], (), 300 + room, 100, most=9, beside=True) for room in (900, 300)
    )
    assert [found.text for found in wide] == [labels.shorten(name, 60)]
    assert [(found.text, found.anchor) for found in narrow] == [(labels.shorten(name, 38), "start")]
