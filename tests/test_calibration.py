"""How findings are weighed: set, learned from verdicts, looked at before it holds, and taken back."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable

import pytest
from flask.testing import FlaskClient

from graphsvc import calibrating, snapshots
from graphsvc.analysis import scoring
from graphsvc.analysis.findings import findings
from graphsvc.analysis.lessons import lessons
from graphsvc.config import Settings
from graphsvc.errors import InvalidInput, StaleVersion
from graphsvc.matching import DEFAULT, DEFAULT_THRESHOLDS, MODEL_VERSION, Finding, ScoringModel, find
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.learning import LEAST, Case, learn
from graphsvc.matching.offers import Offers
from graphsvc.matching.score import total
from graphsvc.model import Actor, Calibration, Record, Verdict
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.api_client import API, errors, tag, visitor
from tests.matching_random import city as random_city

FACTORS = {("parallel_offer", "theme"): 0.5, ("duplicate_actor", "name"): 0.0}


def test_the_joins_miss_nothing_with_other_weights() -> None:
    city = random_city(4, 150, actors=20, bodies=6, districts=4)
    model = ScoringModel("half", {**DEFAULT_THRESHOLDS, "parallel_offer": 9.0}, FACTORS)
    detectors = (DuplicateActors(city), Offers(city, DuplicateActors(city).groups(model)))
    ids = ([actor.id for actor in city.actors], [offer.id for offer in city.offers])
    wanted = {
        (kind, a, b)
        for detector, keys in zip(detectors, ids, strict=True)
        for a, b in itertools.combinations(sorted(keys), 2)
        for kind in detector.kinds
        if detector.excluded(kind, a, b) is None
        and total(model.weighed(kind, detector.bits(kind, a, b))) >= model.thresholds[kind]
    }
    found = [finding for finding in find(city, model=model) if finding.kind != "parallel_body"]
    assert {(finding.kind, *finding.members) for finding in found} == wanted
    assert len(wanted) > 10
    for finding in found:
        assert finding.score == pytest.approx(sum(item.bits for item in finding.evidence), abs=1e-6)
    of_names = [item for f in found if f.kind == "duplicate_actor" for item in f.evidence if item.dimension == "name"]
    assert of_names == []


def cases(number: int, *, misleading: str = "theme") -> Iterable[Case]:
    """Pairs whose content tells the truth, while the dimension `misleading` says yes to everything."""
    dice = random.Random(3)  # noqa: S311
    for _ in range(number):
        double = dice.random() < 0.5
        text = dice.uniform(14, 20) if double else dice.uniform(0, 6)
        yield Case("parallel_offer", -6.0, {"text": text, misleading: 16.0, "district": dice.uniform(0, 3)}, double)


def test_a_dimension_that_misleads_counts_less() -> None:
    (fit,) = learn(list(cases(40)))
    assert fit.kind == "parallel_offer"
    assert fit.factors["theme"] < 0.8
    assert fit.factors.get("text", 1.0) > fit.factors["theme"]
    assert fit.loss < fit.loss_before / 2
    assert learn(list(cases(40))) == [fit], "the same verdicts teach the same"


def test_few_verdicts_teach_nothing_and_right_ones_little() -> None:
    assert learn(list(cases(LEAST - 1))) == []
    right = [Case("duplicate_actor", -6.0, {"name": 24.0 if yes else 8.0}, yes) for yes in (True, False) * 5]
    (fit,) = learn(right)
    assert fit.threshold == pytest.approx(DEFAULT_THRESHOLDS["duplicate_actor"], abs=2)
    assert fit.factors.get("name", 1.0) > 0.85


def actors(number: int) -> list[Record]:
    """Pairs of clubs of one name and house; those with an odd number are two all the same."""
    found: list[Record] = []
    for pair in range(number):
        for side in "ab":
            found.append(
                Actor(
                    id=f"{pair:02}{side}",
                    name=f"{NAMES[pair]}" if pair % 2 == 0 else f"{NAMES[pair]} {side}",
                    kind="association",
                    street=f"Weg {pair}",
                    phone=f"0208 {pair}555",
                )
            )
    return found


NAMES = ("Seeblick", "Kaffeebohne", "Sonnenkäfer", "Regenbogen", "Ankerplatz", "Wunderkiste", "Morgenstern", "Brücke",
         "Lichtblick", "Weltgarten")  # fmt: skip


def judged(graph: Snapshot) -> Snapshot:
    """The graph with a verdict on every finding: those of pairs with an odd number are no doubles."""
    found = find_in(graph)
    records = [
        Verdict(
            id=f"verdict-{finding.id}",
            finding=finding.id,
            kind=finding.kind,
            members=finding.members,
            decision="merge" if int(finding.members[0][:2]) % 2 == 0 else "not_double",
        )
        for finding in found
    ]
    return graph.replaced(2, {"verdict": {record.id: record for record in records}})


def find_in(graph: Snapshot) -> list[Finding]:
    """The findings of a graph, without verdicts."""
    return [row.finding for row in findings(graph)]


def test_verdicts_make_the_list_better_and_what_would_change_is_told() -> None:
    graph = judged(build(1, [("actor", actor) for actor in actors(10)]))
    found = lessons(graph)
    assert found.counts["duplicate_actor"] == 10 == found.calibration.verdicts
    (fit,) = found.fits
    assert (fit.cases, fit.double) == (10, 5)
    assert fit.loss < fit.loss_before
    shown = calibrating.preview(graph, findings(graph), calibrating.whole(found.calibration))
    assert shown.appearing == []
    assert shown.staying + len(shown.disappearing) == 10
    stricter = calibrating.preview(
        graph, findings(graph), calibrating.wish(graph, thresholds={"duplicate_actor": 60.0})
    )
    assert (stricter.staying, len(stricter.disappearing)) == (0, 10)


def test_a_calibration_that_says_nothing_or_nonsense_is_harmless() -> None:
    assert scoring.model_from(None) is DEFAULT
    assert scoring.model_from(Calibration(id="calibration")) is DEFAULT
    odd = Calibration(
        id="calibration", version=3, thresholds={"none": 1.0}, factors={"none.x": 2, "parallel_body.x": 7}
    )
    model = scoring.model_from(odd)
    assert model.thresholds == DEFAULT_THRESHOLDS
    assert model.factors == {("parallel_body", "x"): 1.0}
    assert model.version == f"{MODEL_VERSION}-3"


def test_weights_hold_from_a_change_on_and_earlier_ones_come_back(store: Store) -> None:
    graph = snapshots.current(store)
    wanted = calibrating.wish(
        graph, thresholds={"parallel_offer": 14.0}, factors={"parallel_body.theme": 0.5}, reason="kürzer"
    )
    with pytest.raises(StaleVersion):
        calibrating.adopt(store, graph, wanted, version=4)
    first = calibrating.adopt(store, graph, wanted, version=0)
    graph = snapshots.current(store)
    model = scoring.model_of(graph)
    assert (model.thresholds["parallel_offer"], model.factors) == (14.0, {("parallel_body", "theme"): 0.5})
    assert model.version != MODEL_VERSION
    calibrating.adopt(store, graph, calibrating.wish(graph, thresholds={"parallel_offer": 16.0}))
    graph = snapshots.current(store)
    assert scoring.model_of(graph).version != model.version
    newest, earlier, program = calibrating.versions(store)
    assert (earlier.revision, earlier.calibration.reason, program.revision) == (first, "kürzer", 0)
    assert newest.calibration.thresholds["parallel_offer"] == 16.0
    calibrating.adopt(store, graph, program.calibration)
    assert snapshots.current(store).calibration is None
    assert calibrating.adopt(store, snapshots.current(store), program.calibration) == first + 2, "nothing to do"
    for bad in ({"none": 12.0}, {"parallel_offer": 3.0}, {"parallel_offer": float("nan")}):
        with pytest.raises(InvalidInput):
            calibrating.wish(graph, thresholds=bad)
    for worse in ({"parallel_offer.theme": 1.5}, {"theme": 0.5}):
        with pytest.raises(InvalidInput):
            calibrating.wish(graph, factors=worse)


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of a city in which some are double."""
    return visitor(embedded_store, embedded_settings, actors(4))


def test_weights_over_the_api(client: FlaskClient) -> None:
    address = f"{API}/calibration"
    body = {"thresholds": {"duplicate_actor": 60}}
    shown = client.post(f"{address}/preview", json=body).get_json()
    assert (len(shown["disappearing"]), shown["appearing"], shown["staying"]) == (4, [], 0)
    assert len(client.get(f"{API}/findings").get_json()) == 4, "a look changes nothing"
    assert client.put(address, json=body).status_code == 428
    known = tag(client, address)
    held = client.put(address, json=body, headers=known).get_json()
    assert held["model"] == f"{MODEL_VERSION}-1"
    assert client.get(f"{API}/findings").get_json() == []
    assert client.put(address, json=body, headers=known).status_code == 412
    assert client.post(f"{API}/changes/{held['revision']}/undo", headers={"If-Match": "*"}).status_code < 300
    assert client.get(address).get_json()["model"] == MODEL_VERSION
    assert len(client.get(f"{API}/findings").get_json()) == 4
    assert errors(client.post(f"{address}/preview", json={"thresholds": {"parallel_offer": 1}}), 422)
    assert client.get(f"{address}/learned").get_json()["fits"] == []


def test_weights_on_the_page(client: FlaskClient) -> None:
    page = client.get("/calibration?threshold.duplicate_actor=60&threshold.parallel_offer=13,5").get_data(as_text=True)
    assert "0 Befunde kommen dazu, 4 fallen weg, 0 bleiben." in page
    assert "Noch gibt es zu wenige Urteile." in client.get("/calibration?learned=1").get_data(as_text=True)
    assert "Schreiben Sie eine Zahl." in client.get("/calibration?threshold.parallel_offer=x").get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    fields = {
        "threshold.duplicate_actor": "60",
        "factor.duplicate_actor.kind": "0.5",
        "version": "0",
        "reason": "Probe",
    }
    assert client.post("/calibration", data=fields).status_code == 400
    fields["token"] = token[1]
    assert client.post("/calibration", data=fields | {"threshold.duplicate_actor": "1"}).status_code == 422
    assert client.post("/calibration", data=fields).status_code == 303
    assert client.post("/calibration", data=fields).status_code == 412, "it rests on weights that do not hold any more"
    page = client.get("/calibration?saved=1").get_data(as_text=True)
    assert "Probe" in page
    assert "ein Merkmal zählt nicht voll" in page
    assert page.count("Diese wieder nehmen") == 1
