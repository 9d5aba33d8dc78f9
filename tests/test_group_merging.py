"""A whole group becomes one: in one change that is taken back exactly, as planned, on a page that needs no script."""

from __future__ import annotations

import dataclasses
import random
import re

import pytest

from graphsvc import merging, snapshots
from graphsvc.config import Settings
from graphsvc.ledger import Edit
from graphsvc.merging import Unmerged, account, is_empty, plan, said, undo, wish
from graphsvc.merging.units import all_units
from graphsvc.model import MERGED_TYPES, Actor, Body, District, Membership, Offer, Record
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store
from tests.api_client import API, errors, tag, visitor
from tests.ingest_sample import city
from tests.merging_random import applied, facts, merged, random_edits, random_merge, whole, with_doubles
from tests.test_web_pages import token

GROUP = ("A1", "A2", "A3", "A4")
WISH = {"kind": "actor", "into": "A2", "absorbed": ["A1", "A3", "A4"], "choices": {"phone": "A3"}}


@pytest.fixture(scope="module")
def wupperfeld() -> Snapshot:
    """The example city, with some relations said twice."""
    return with_doubles(city("wupperfeld"), random.Random(11), 60)  # noqa: S311 - a test, not a secret


@pytest.mark.parametrize("seed", range(6))
def test_a_group_is_parted_exactly_also_after_later_edits_and_merges(wupperfeld: Snapshot, seed: int) -> None:
    dice = random.Random(500 + seed)  # noqa: S311
    here = wupperfeld
    if seed % 2:  # some of the group stand for others already
        for _ in range(3):
            here = merged(here, random_merge(here, dice))
    before = here
    kind = dice.choice(MERGED_TYPES)
    into, *absorbed = dice.sample(list(here.records[kind]), dice.randint(3, 8))
    made = plan(here, wish(kind, into, absorbed))
    assert sum(edit.type == "merge" for edit in made.edits) == 1
    here = applied(here, made.edits)
    assert all(here.survivors[kind, old] == into for old in absorbed)
    back = applied(here, undo(here, made.merge.id).edits, undoing=True)
    assert (whole(back), facts(back)) == (whole(before), facts(before))

    here = applied(here, random_edits(here, dice, 12))
    if seed % 3 == 0:
        here = merged(here, random_merge(here, dice))
    one = here.records[kind].get(into)
    if one is not None:
        here = applied(here, [Edit(kind, one, dataclasses.replace(one, description="neu"))])
    expected = facts(Unmerged(here).snapshot)
    for merge_id in dice.sample(list(here.merges), len(here.merges)):
        here = applied(here, undo(here, merge_id).edits, undoing=True)
        assert facts(Unmerged(here).snapshot) == expected
    assert facts(here) == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_plan_accounts_for_every_value_of_every_record(wupperfeld: Snapshot, seed: int) -> None:
    dice = random.Random(900 + seed)  # noqa: S311
    kind = dice.choice(MERGED_TYPES)
    into, *absorbed = dice.sample(list(wupperfeld.records[kind]), dice.randint(3, 6))
    made = plan(wupperfeld, wish(kind, into, absorbed))
    rows = account(kind, made.result, made.members)
    units = all_units(kind, made.members)
    expected = [
        (member.id, unit, said(member, unit))
        for member in made.members
        for unit in units
        if not is_empty(unit, said(member, unit))
    ]
    assert [(row.record, row.unit, row.said) for row in rows] == expected
    assert all(any(row.sources) for row in rows), "each with where it comes from"
    beside = merging.alternatives(kind, made.result, made.members)
    assert sorted(map(repr, beside)) == sorted(repr(row) for row in rows if not row.holds)


def club() -> list[Record]:
    """A club that was recorded four times, with what names it."""
    same = {"kind": "association", "street": "Marktstr. 5", "email": "info@sonne.example"}
    return [
        District(id="d1", name="Osterfeld"),
        Actor(id="A1", name="Kinderhaus Sonne e. V.", phone="0208 1", **same),
        Actor(id="A2", name="Kinderhaus Sonne", phone="0208 2", districts=("d1",), website="sonne.example", **same),
        Actor(id="A3", name="Kinderhaus Sonne (e.V.)", phone="0208 3", **same),
        Actor(id="A4", name="Kinderhaus Sonne Osterfeld", extra={"Ampel": "grün"}, **same),
        Offer(id="O1", title="Babygruppe", providers=("A1", "A3")),
        Body(id="G1", name="Runder Tisch", chairs=("A4",)),
        Membership(id="m1", body="G1", actor="A1"),
        Membership(id="m2", body="G1", actor="A4"),
    ]


def test_a_group_becomes_one_over_http_and_is_parted(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, club())
    before = snapshots.current(store)
    dry = client.post(f"{API}/merges?dry_run=1", json=WISH).get_json()
    assert {row["record"] for row in dry["account"]} == set(GROUP)
    assert [row["values"] for row in dry["account"] if row["field"] == "phone" and row["holds"]] == [
        {"phone": "0208 3"}
    ]
    answer = client.post(f"{API}/merges", json=WISH)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    now = snapshots.current(store)
    assert now.revision == before.revision + 1, "one change"
    assert (now.offers["O1"].providers, now.bodies["G1"].chairs) == (("A2",), ("A2",))
    assert [row.actor for row in now.memberships.values()] == ["A2"]
    assert (now.actors["A2"].phone, now.actors["A2"].extra) == ("0208 3", {"Ampel": "grün"})
    for old in ("A1", "A3", "A4"):
        led = client.get(f"{API}/actors/{old}")
        assert (led.status_code, led.headers["Location"].endswith("/actors/A2")) == (308, True)
    address = f"{API}/actors/A2"
    client.patch(address, json={"description": "Neu"}, headers=tag(client, address))
    merge_id = answer.get_json()["id"]
    assert client.post(f"{API}/merges/{merge_id}/undo").get_json()["left_out"] == []
    after = snapshots.current(store)
    assert after.actors["A2"].description == "Neu"
    plain = {name: dataclasses.replace(actor, version=0, revision=0) for name, actor in before.actors.items()}
    now_plain = {name: dataclasses.replace(actor, version=0, revision=0) for name, actor in after.actors.items()}
    assert {name: now_plain[name] for name in ("A1", "A3", "A4")} == {name: plain[name] for name in ("A1", "A3", "A4")}
    assert after.offers["O1"].providers == ("A1", "A3")
    assert {row.id: row.actor for row in after.memberships.values()} == {"m1": "A1", "m2": "A4"}


def test_what_was_changed_or_is_gone_is_named(embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, club())
    versions = {name: snapshots.current(embedded_store).actors[name].version for name in GROUP}
    address = f"{API}/actors/A3"
    client.patch(address, json={"phone": "0208 9"}, headers=tag(client, address))
    for path in (f"{API}/merges", f"{API}/merges?dry_run=1"):
        answer = client.post(path, json=WISH | {"versions": versions})
        assert errors(answer, 409) == {"members": ["A3"]}
        assert "„Kinderhaus Sonne (e.V.)“ (A3)" in answer.get_json()["message"]
    gone = client.post(f"{API}/merges", json=WISH | {"absorbed": ["A1", "A8", "A9"]})
    assert errors(gone, 404) == {"members": ["A8", "A9"]}
    assert gone.get_json()["message"] == "Einträge mit den Kennungen „A8“, „A9“ gibt es nicht."
    now = {name: snapshots.current(embedded_store).actors[name].version for name in GROUP}
    assert client.post(f"{API}/merges", json=WISH | {"versions": now}).status_code == 201
    again = client.post(f"{API}/merges", json=WISH | {"into": "A1", "absorbed": ["A3", "A2"], "choices": {}})
    assert errors(again, 409) == {"records": ["A2"], "members": ["A1", "A3"]}


def fields(page: str) -> dict[str, list[str]]:
    """What the form of the page would send, pressed as it is."""
    found: dict[str, list[str]] = {}
    for text in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', text), re.search(r'value="([^"]*)"', text)
        loose = 'type="checkbox"' in text or 'type="radio"' in text
        if name and value and 'type="search"' not in text and (not loose or " checked" in text):
            found.setdefault(name[1], []).append(value[1])
    return found


def test_the_page_shows_a_plan_and_merges_no_other(embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, club())
    listed = client.get("/findings").get_data(as_text=True)
    found = re.search(r'href="(/merges/new\?[^"]*)"', listed)
    assert found, "the group leads there"
    path = found[1].replace("&amp;", "&")
    assert all(f"member={name}" in path for name in GROUP)
    page = client.get(path).get_data(as_text=True)
    form = fields(page)
    assert (form["into"], form["planned"], sorted(form["member"])) == (["A2"], ["A2", *form["planned"][1:]], [*GROUP])
    assert "0208 1" in page
    assert "bleibt daneben stehen" in page

    fewer = form | {"member": ["A1", "A2", "A3"], "action": ["merge"]}
    refused = client.post("/merges/new", data=fewer)
    assert refused.status_code == 409, "that is not what the page showed"
    form = fields(refused.get_data(as_text=True))
    assert (sorted(form["planned"]), sorted(form["offered"])) == (["A1", "A2", "A3"], [*GROUP])
    assert client.post("/merges/new", data=form | {"token": ["x"]}).status_code == 400

    address = f"{API}/actors/A3"
    client.patch(address, json={"phone": "0208 9"}, headers=tag(client, address))
    refused = client.post("/merges/new", data=form | {"action": ["merge"], "reason": ["Dasselbe Haus"]})
    text = refused.get_data(as_text=True)
    assert (refused.status_code, "(A3)" in text, "Dasselbe Haus" in text) == (409, True, True)
    form = fields(text) | {"choice:phone": ["A3"], "action": ["plan"]}
    text = client.post("/merges/new", data=form).get_data(as_text=True)
    assert fields(text)["choice:phone"] == ["A3"], "another plan keeps what was chosen"
    done = client.post("/merges/new", data=fields(text) | {"action": ["merge"]})
    assert (done.status_code, done.headers["Location"].startswith("/actors/A2?merged=")) == (303, True)
    now = snapshots.current(embedded_store)
    assert (sorted(now.actors), now.actors["A2"].phone) == (["A2", "A4"], "0208 9")

    gone = client.post("/merges/new", data=fields(text) | {"action": ["merge"]})
    text = gone.get_data(as_text=True)
    assert (gone.status_code, "„A1“ ist schon mit „A2“ zusammengeführt." in text) == (409, True)
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    (merge_id,) = now.merges
    client.post(f"/merges/{merge_id}/undo", data={"token": token(page)})
    assert sorted(snapshots.current(embedded_store).actors) == [*GROUP]
    for bad in ("/merges/new", "/merges/new?kind=term&member=x", "/merges/new?kind=actor&member=A9"):
        assert client.get(bad).status_code == 404
    one = client.get("/merges/new?kind=actor&member=A1&offered=A2")
    assert (one.status_code, 'value="merge"' in one.get_data(as_text=True)) == (200, False)
