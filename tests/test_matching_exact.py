"""The joins miss nothing: on random cities `find` returns exactly what a look at all pairs returns."""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.matching import City, Detection, compiled, find, joins, reading, set_table, vectors
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.bodies import ParallelBodies
from graphsvc.matching.detect import Detector
from graphsvc.matching.offers import Offers
from graphsvc.matching.score import DEFAULT_THRESHOLDS, Rarity, total
from graphsvc.matching.set_table import SetTable
from graphsvc.matching.vectors import Numbers
from tests.matching_random import city as random_city

Found = set[tuple[str, str, str]]


@pytest.fixture(autouse=True, scope="module")
def numpy_only() -> Iterator[None]:
    """Another test may have loaded the compiled loops: tests/test_matching_kernels.py says that they do the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "kernels", lambda _pairs: None)
        yield


def brute_force(city: City, threshold: float) -> Found:
    """(kind, id, id) of all pairs of all records that no rule excludes and that reach the threshold."""
    actors = DuplicateActors(city)
    same_actor = actors.groups()
    ids: tuple[tuple[Detector, Sequence[str]], ...] = (
        (actors, [actor.id for actor in city.actors if not actor.collective]),
        (Offers(city, same_actor), [offer.id for offer in city.offers]),
        (ParallelBodies(city, same_actor), [body.id for body in city.bodies]),
    )
    found: Found = set()
    for detector, keys in ids:
        for a, b in itertools.combinations(sorted(keys), 2):
            for kind in detector.kinds:
                if detector.excluded(kind, a, b) is None and total(detector.bits(kind, a, b)) >= threshold:
                    found.add((kind, a, b))
    return found


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10_000),
    offers=st.integers(2, 120),
    actors=st.integers(2, 14),
    bodies=st.integers(0, 12),
    threshold=st.sampled_from([-2.0, 4.0, 8.0, 12.0, 16.0]),
)
def test_find_is_brute_force(seed: int, offers: int, actors: int, bodies: int, threshold: float) -> None:
    city = random_city(seed, offers, actors=actors, bodies=bodies, districts=3)
    found = {(finding.kind, *finding.members) for finding in find(city, threshold=threshold)}
    assert found == brute_force(city, threshold)


@pytest.mark.parametrize(("seed", "offers"), [(1, 250), (2, 300)])
def test_find_is_brute_force_on_larger_cities(seed: int, offers: int) -> None:
    city = random_city(seed, offers, actors=25, bodies=10, districts=6)
    found = {(finding.kind, *finding.members) for finding in find(city)}
    assert len(found) > 20
    assert found == brute_force(city, DEFAULT_THRESHOLDS["parallel_offer"])


def test_what_is_double_with_one_record_is_what_the_whole_city_says_of_it() -> None:
    city = random_city(6, 200, actors=60, bodies=20, districts=4)
    detection = Detection(city)
    found = detection.find()
    said: set[str] = set()
    for kind, records in (("actor", city.actors), ("offer", city.offers[:60]), ("body", city.bodies)):
        for record in records:
            mine = [finding for finding in found if record.id in finding.members]
            assert detection.about(kind, record.id) == mine
            said |= {finding.kind for finding in mine}
    assert said == set(DEFAULT_THRESHOLDS)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), offers=st.integers(2, 120), threshold=st.sampled_from([-2.0, 8.0, 12.0]))
def test_what_a_new_offer_doubles_is_what_a_look_at_all_pairs_says(seed: int, offers: int, threshold: float) -> None:
    city = random_city(seed, offers, actors=12, districts=3)
    *known, new = city.offers
    there = Offers(dataclasses.replace(city, offers=known), DuplicateActors(city).groups()).with_one(new)
    found = {
        (kind, *sorted((a, b)))
        for kind, a, b in there.candidates(dict.fromkeys(there.kinds, threshold), new.id)
        if total(there.bits(kind, a, b)) >= threshold
    }
    assert found == {
        (kind, *sorted((offer.id, new.id)))
        for kind in there.kinds
        for offer in known
        if there.excluded(kind, offer.id, new.id) is None and total(there.bits(kind, offer.id, new.id)) >= threshold
    }


def test_a_new_offer_gets_nearly_the_points_that_it_has_once_it_is_saved() -> None:
    city = random_city(9, 300, actors=60, districts=4)
    whole = Detection(city)
    told = 0
    for new in city.offers[:40]:
        others = dataclasses.replace(city, offers=[offer for offer in city.offers if offer.id != new.id])
        before = {finding.id: finding.score for finding in Detection(others).about_new("offer", new)}
        after = {finding.id: finding.score for finding in whole.about("offer", new.id)}
        sure = {key for key, points in after.items() if points > DEFAULT_THRESHOLDS["parallel_offer"] + 1.0}
        assert sure <= before.keys()
        for key in before.keys() & after.keys():
            assert before[key] == pytest.approx(after[key], abs=1.0)
        told += len(sure)
    assert told > 5


def test_candidates_are_few() -> None:
    city = random_city(3, 400)
    detector: Detector = Offers(city, {})
    pairs = list(detector.candidates(DEFAULT_THRESHOLDS))
    assert len(set(pairs)) == len(pairs)
    assert len(pairs) < 400 * 399 / 2 / 20


sets = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=25)


@given(sets=sets, most=st.floats(0.5, 9))
def test_tables_of_sets_hold_what_each_pair_of_sets_gives(sets: list[frozenset[str]], most: float) -> None:
    rarity, table = Rarity(sets), SetTable(sets)
    bits, overlap = table.shared_bits(rarity, most), table.overlap()
    for a, b in itertools.product(range(len(sets)), repeat=2):
        pair = table.of[a], table.of[b]
        assert bits[pair] == pytest.approx(rarity.shared(sets[a], sets[b], most))
        assert overlap[pair] == bool(sets[a] & sets[b])
    a, b = np.divmod(np.arange(len(sets) ** 2), len(sets))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(set_table, "_TABLE", 0)
        assert table.shared(rarity, most, a, b).tolist() == bits[table.of[a], table.of[b]].tolist()


@given(sets=sets, data=st.data())
def test_pairs_by_cell_and_by_key(sets: list[frozenset[str]], data: st.DataObject) -> None:
    others = [data.draw(st.frozensets(st.sampled_from("abcdef"), max_size=3)) for _set in sets]
    wanted = np.array([data.draw(st.booleans()) for _set in sets], dtype=bool)

    def near(records: Numbers, first: int) -> Iterator[joins.NearPairs]:
        for a, b in joins.between(records, first, lambda a, b: (a + b) % 3 != 0):
            yield a, b, (a * b).astype(float)

    chunks = list(joins.by_cell(sets, wanted, near))
    cells = [(int(a), int(b)) for chunk in chunks for a, b, bits in zip(*chunk, strict=True) if bits == a * b]
    keys = [(int(a), int(b)) for a, b in zip(*joins.by_key(sets, others), strict=True)]
    pairs = list(itertools.combinations(range(len(sets)), 2))
    assert sorted(cells) == [
        (a, b)
        for a, b in pairs
        if wanted[a] and wanted[b] and (a + b) % 3 and (sets[a] & sets[b] or not sets[a] or not sets[b])
    ]
    assert sorted(keys) == [(a, b) for a, b in pairs if sets[a] & others[b] or sets[b] & others[a]]
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    share = vectors.BitTable(sets).share(first, second)
    assert share.tolist() == [bool(sets[a] & sets[b]) for a, b in pairs]


def test_cosines_are_those_of_the_vectors() -> None:
    rng = random.Random(7)  # noqa: S311
    texts = ["".join(rng.choice("abc deo ") for _letter in range(rng.randint(0, 60))) for _text in range(40)]
    rows = vectors.Grams(texts).rows
    dense = rows.matrix.toarray().astype(float)
    a, b = (np.array(column) for column in zip(*itertools.combinations(range(40), 2), strict=True))
    expected = np.einsum("ij,ij->i", dense[a], dense[b])
    assert rows.cosines(a, b) == pytest.approx(expected, abs=1e-6)
    assert [rows.cosine(*pair) for pair in zip(a, b, strict=True)] == rows.cosines(a, b).tolist()
    lengths = np.linalg.norm(dense, axis=1)
    assert np.all((lengths == 0) | (abs(lengths - 1) < 1e-6))


def test_readings_of_the_run_before_are_taken_over_only_where_nothing_changed() -> None:
    before = random_city(8, 60)
    district, *others = before.districts
    changes = (
        dataclasses.replace(before, offers=(dataclasses.replace(before.offers[0], age_from=3), *before.offers[1:])),
        dataclasses.replace(before, districts=(dataclasses.replace(district, part_of=others[0].id), *others)),
        dataclasses.replace(before, terms=tuple(dataclasses.replace(term, name="Sport") for term in before.terms)),
        dataclasses.replace(
            before, actors=tuple(dataclasses.replace(a, name="AWO", phone=None) for a in before.actors)
        ),
    )
    for after in changes:
        reader = reading.Reader(after, {})
        anew = [reader.read(offer) for offer in sorted(after.offers, key=lambda offer: offer.id)]
        assert reading.read_all(reading.Reader(before, {}), before.offers) != anew
        assert reading.read_all(reader, after.offers) == anew
