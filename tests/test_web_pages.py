"""Every page over a real store: what it says, that data stay data, and what a form may do."""

from __future__ import annotations

import io
import re
from html import unescape
from urllib.parse import quote

import openpyxl
import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from graphsvc import ledger
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.exports import sheets
from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Record
from graphsvc.store import Store
from tests.records_sample import creations

EVIL = """<img src=x onerror=alert(1)>"'&{{7*7}}</script>"""
ODD_IDS = ("A/1", "..", ".", "a//b", "/x", "ä ö?#%41", "~2f", "O'Neill \\ Söhne", "x\ty")


def city() -> list[Record]:
    """Two clubs that are one, two courses for the same children, and a name that would like to be HTML."""
    same = {"street": "Marktstr. 5", "phone": "0208 12345", "email": "info@sonne.example", "website": "sonne.example"}
    course = {
        "kind": "Kurs",
        "description": "Spiel- und Bewegungsgruppe für Babys im ersten Lebensjahr mit Eltern, zehn Treffen",
        "districts": ("d1",),
        "age_from": 2,
        "age_to": 12,
        "valid_from": "2013-01-01",
        "typed": {"valid_from": "2013"},
    }
    return [
        District(id="d1", name="Osterfeld"),
        Actor(id="S", name="Stadt Öde", kind="city"),
        Actor(id="A1", name="Kinderhaus Sonne e. V.", kind="association", part_of="S", themes=(), **same),
        Actor(id="A2", name="Kinderhaus Sonne", kind="association", **same),
        Actor(id="E", name=EVIL, aliases=(EVIL,), website="javascript:alert(1)", description=EVIL, extra={EVIL: EVIL}),
        Offer(id="O1", title="Babygruppe Sonnenkäfer", providers=("A1",), **course),
        Offer(id="O2", title="Babygruppe Krabbelkäfer", providers=("E",), cost=EVIL, **course),
        Body(id="G1", name="Projektgruppe Integration", successors=("G2",), valid_to="2012-12-31"),
        Body(id="G2", name="Arbeitsgruppe Chancengleichheit", chairs=("A1",)),
        Membership(id="m1", body="G2", actor="E", role=EVIL),
        Cooperation(id="c1", from_actor="A1", to_actor="E", kind=EVIL, intensity="high", theme=EVIL),
        *[Actor(id=odd, name=f"Haus {number}") for number, odd in enumerate(ODD_IDS)],
    ]


@pytest.fixture
def app(embedded_store: Store, embedded_settings: Settings) -> Flask:
    """The application over a small city."""
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    return create_app(embedded_store, embedded_settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    """The page at `path`."""
    response = client.get(path)
    assert response.status_code == status, path
    return response.get_data(as_text=True)


def a_finding(client: FlaskClient) -> str:
    """The address of the strongest finding."""
    found = re.search(r'href="(/findings/[0-9a-f]{16})', text(client, "/findings"))
    assert found, "the small city has something double"
    return found[1]


def token(page: str) -> str:
    """The token of the page's form."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


PAGES = ("/", "/actors", "/offers", "/bodies", "/findings", "/search?q=Sonne", "/diagrams/network", "/actors/A1",
         "/actors/E", "/offers/O1", "/offers/O2", "/bodies/G1", "/bodies/G2", f"/search?q={quote(EVIL)}",
         f"/actors?q={quote(EVIL)}", "/nowhere")  # fmt: skip


def test_data_stay_data_on_every_page(client: FlaskClient) -> None:
    for path in (*PAGES, a_finding(client)):
        page = client.get(path).get_data(as_text=True)
        assert "<img" not in page, path
        assert "{{7*7}}</script>" not in page, path
        assert "javascript:alert" not in re.sub(r">[^<]*<", "><", page), path
        assert " style=" not in re.sub(r">[^<]*<", "><", page), path
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!sonne\.example)', page), path


def test_the_start_page_says_what_the_city_has(client: FlaskClient) -> None:
    page = unescape(text(client, "/"))
    assert "Öde auf einen Blick" in page
    assert f"{4 + len(ODD_IDS)} Akteure" in page
    assert "Kinderhaus Sonne" in page


def test_an_empty_store_says_how_to_begin(embedded_store: Store, embedded_settings: Settings) -> None:
    client = create_app(embedded_store, embedded_settings).test_client()
    assert "graphsvc import --example oberhausen" in text(client, "/")
    for path in ("/actors", "/offers", "/bodies", "/findings", "/search?q=x", "/diagrams/network"):
        assert text(client, path)


def test_ids_of_any_kind_have_a_page(app: Flask, client: FlaskClient) -> None:
    for number, odd in enumerate(ODD_IDS):
        with app.test_request_context():
            address = url_for("web.actor", record_id=odd)
        assert f"<h1>Haus {number}</h1>" in text(client, address), odd


def test_lists_link_every_record(app: Flask, client: FlaskClient) -> None:
    page = text(client, "/actors")
    for odd in ODD_IDS:
        with app.test_request_context():
            assert f'href="{url_for("web.actor", record_id=odd)}"' in page


def test_facts_name_the_time_as_typed_and_who_came_before(client: FlaskClient) -> None:
    assert "seit 2013" in text(client, "/offers/O1")
    assert "aufgegangen in" in text(client, "/bodies/G1")
    assert "hervorgegangen aus" in text(client, "/bodies/G2")


def test_filters_survive_in_chips_and_forms(client: FlaskClient) -> None:
    page = unescape(text(client, "/offers?district=d1&q=Sonnenkäfer"))
    assert "1 von 2" in page
    assert "Sozialraum: Osterfeld" in page
    assert "Babygruppe Krabbelkäfer" not in page
    assert "Dazu gibt es keinen Eintrag." in text(client, "/offers?q=nirgends")


def test_findings_come_as_a_table_for_a_meeting(client: FlaskClient) -> None:
    answer = client.get("/findings.xlsx?kind=parallel_offer")
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:2] == ["Art", "Befund"]
    assert [row[1] for row in rows[1:]] == ["Babygruppe Sonnenkäfer und Babygruppe Krabbelkäfer"]
    assert "/findings.xlsx" in text(client, "/findings")


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.written("x", ["a", "b"], [["=1+1", "\x0bä"]], (9, 9))))
    cells = next(iter(book["x"].iter_rows(min_row=2)))
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), (" ä", "s")]


def test_a_verdict_is_saved_shown_and_taken_back(client: FlaskClient) -> None:
    address = a_finding(client)
    form = {"token": token(text(client, address)), "decision": "coordinate", "reason": EVIL, "person": "Planung"}
    saved = client.post(f"{address}/verdict?state=open", data=form)
    assert saved.status_code == 303
    page = text(client, saved.headers["Location"])
    assert "Ihr Urteil ist gespeichert" in page
    assert "<img" not in page
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    undone = client.post(f"{address}/undo", data={"token": token(page), "revision": revision[1]})
    assert undone.status_code == 303
    assert "Das Urteil ist zurückgenommen" in text(client, undone.headers["Location"])
    assert 'name="revision"' not in text(client, address)
    again = client.post(f"{address}/undo", data={"token": token(page), "revision": revision[1]})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("field", "value"), [("decision", ""), ("decision", "explode"), ("review_on", "gestern"), ("reason", "x" * 5000)]
)
def test_a_form_that_does_not_fit_comes_back_with_its_values(client: FlaskClient, field: str, value: str) -> None:
    address = a_finding(client)
    form = {"token": token(text(client, address)), "decision": "unsure", "person": "Jugendhilfeplanung"} | {
        field: value
    }
    response = client.post(f"{address}/verdict", data=form)
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "Es wurde nichts gespeichert." in page
    assert 'value="Jugendhilfeplanung"' in page
    assert "Noch hat niemand entschieden." in page


def test_no_other_site_can_decide(client: FlaskClient) -> None:
    address = a_finding(client)
    good = token(text(client, address))
    assert client.post(f"{address}/verdict", data={"decision": "merge"}).status_code == 400
    assert client.post(f"{address}/verdict", data={"decision": "merge", "token": good + "x"}).status_code == 400
    foreign = client.post(
        f"{address}/verdict", data={"decision": "merge", "token": good}, headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403
    assert "Noch hat niemand entschieden." in text(client, address)


def test_errors_have_pages_in_the_style_of_the_house(client: FlaskClient) -> None:
    for path, status in (("/nowhere", 404), ("/actors/nobody", 404), ("/findings/0123456789abcdef", 404)):
        page = text(client, path, status)
        assert f"Fehler {status}" in page
        assert 'href="/"' in page
    assert client.post("/actors").status_code == 405
    assert "GET" in client.post("/actors").headers["Allow"]


def test_without_the_store_the_page_says_so(embedded_settings: Settings, embedded_store: Store) -> None:
    with Store.open(embedded_settings) as second:
        client = create_app(second, embedded_settings).test_client()
    response = client.get("/")
    assert response.status_code == 503
    page = response.get_data(as_text=True)
    assert "Die Daten sind gerade nicht erreichbar" in page
    assert "Retry-After" in response.headers
    assert not re.search(r"neo4j|bolt|Traceback|driver", page, re.I)


def test_the_language_can_be_switched_and_stays(client: FlaskClient) -> None:
    assert '<html lang="de">' in text(client, "/actors?q=Sonne")
    assert 'href="/actors?q=Sonne&amp;lang=en"' in text(client, "/actors?q=Sonne")
    assert '<html lang="en">' in text(client, "/?lang=en")
    assert '<html lang="en">' in text(client, "/actors")
    assert '<html lang="de">' in text(client, "/?lang=de")


def test_names_in_an_address_do_no_harm(client: FlaskClient) -> None:
    page = text(client, "/actors?endpoint=x&_scheme=javascript&_external=1&_anchor=x&_method=POST&self=1&values=2")
    assert "javascript:" not in page
    assert text(client, "/actors/A1?record_id=E&endpoint=x")


def test_the_network_comes_as_one_file(client: FlaskClient) -> None:
    response = client.get("/diagrams/network.html?download")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "<img src=x" not in response.get_data(as_text=True)
