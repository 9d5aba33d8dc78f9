"""What runs as machine code where numba is installed finds the same as NumPy, to the last bit."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graphsvc.matching import compiled, find, joins, vectors
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.offer_scores import PARALLEL, OfferScores
from graphsvc.matching.offer_structure import OfferStructure
from tests.machine import COMPLETE
from tests.matching_random import city as random_city

T = TypeVar("T")

if not COMPLETE:
    pytest.importorskip("numba", reason="numba is not installed (extra [fast])")


def by_numpy(work: Callable[[], T]) -> T:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "kernels", lambda _pairs: None)
        return work()


def by_kernels(work: Callable[[], T]) -> T:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "_WORTH", 0)
        assert compiled.kernels(0) is not None
        return work()


def matrix(rng: np.random.Generator, rows: int, columns: int, kind: type) -> Any:
    """Sparse rows, some of them empty."""
    found = sparse.random(rows, columns, density=rng.uniform(0, 0.5), random_state=rng, format="csr").astype(kind)
    found.sum_duplicates()
    return found


@given(
    seed=st.integers(0, 2**32 - 1),
    rows=st.integers(1, 30),
    columns=st.integers(1, 60),
    kinds=st.tuples(*[st.sampled_from([np.float32, np.float64])] * 2),
    same=st.booleans(),
)
def test_products_of_rows(seed: int, rows: int, columns: int, kinds: tuple[type, type], same: bool) -> None:
    rng = np.random.default_rng(seed)
    left, right = (matrix(rng, rows, columns, kind) for kind in kinds)
    if same:
        right = left
    a, b = rng.integers(0, rows, (2, 200))
    found = [way(lambda: vectors.products(left, right, a, b)) for way in (by_numpy, by_kernels)]
    assert found[0].tolist() == found[1].tolist()
    assert found[0] == pytest.approx((left.toarray()[a] * right.toarray()[b]).sum(axis=1))


def test_rows_whose_columns_are_in_no_order_are_left_to_numpy() -> None:
    rows = sparse.csr_matrix((np.array([1.0, 2.0, 3.0]), np.array([1, 0, 1]), np.array([0, 2, 3])), shape=(2, 2))
    a, b = np.array([0, 0, 1]), np.array([0, 1, 1])
    assert by_kernels(lambda: vectors.products(rows, rows, a, b)).tolist() == [5.0, 3.0, 9.0]


@settings(max_examples=25)
@given(
    seed=st.integers(0, 10_000),
    offers=st.integers(2, 150),
    districts=st.integers(1, 80),
    needed=st.sampled_from([0.0, 3.0, 6.5, 9.0, 30.0]),
    room=st.sampled_from([1, 100, 1 << 18]),
)
def test_the_sweep_finds_the_same_pairs_with_the_same_bits(
    seed: int, offers: int, districts: int, needed: float, room: int
) -> None:
    city = random_city(seed, offers, districts=districts)
    scores = OfferScores(city, DuplicateActors(city).groups())
    structure = OfferStructure(scores)
    wanted = np.array([item.running for item in scores.readings], dtype=bool)
    places = [item.places for item in scores.readings]

    def swept() -> list[tuple[int, int, float]]:
        chunks = joins.by_cell(places, wanted, lambda records, first: structure.near(needed, records, first))
        return sorted(itertools.chain.from_iterable(zip(*(c.tolist() for c in chunk), strict=True) for chunk in chunks))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins, "CHUNK", room)
        assert by_kernels(swept) == by_numpy(swept)


def test_the_bits_of_a_sweep_are_those_of_any_pair() -> None:
    city = random_city(4, 300, districts=5)
    structure = OfferStructure(OfferScores(city, DuplicateActors(city).groups()))
    every = np.arange(300)
    chunks = by_kernels(lambda: list(structure.near(4.0, every, 300)))
    a, b, bits = (np.concatenate(column) for column in zip(*chunks, strict=True))
    assert len(a) > 1000
    assert np.all(a < b)
    assert bits.tolist() == structure.bits(PARALLEL, a, b).tolist()


@pytest.mark.parametrize(
    ("seed", "offers", "threshold"), [(1, 250, None), (2, 120, 4.0), (3, 60, -2.0), (4, 900, None)]
)
def test_all_findings_are_the_same(seed: int, offers: int, threshold: float | None) -> None:
    city = random_city(seed, offers, actors=25, bodies=10, districts=6)
    found = by_kernels(lambda: find(city, threshold=threshold))
    assert len(found) > 20
    assert found == by_numpy(lambda: find(city, threshold=threshold))


def test_little_work_does_not_load_numba() -> None:
    asked = "import sys; from graphsvc.matching import compiled; print(compiled.kernels(1000), 'numba' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["None", "False"]


def test_without_numba_numpy_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "graphsvc.matching.kernels", raising=False)
    monkeypatch.setattr(compiled, "_loaded", compiled._loaded.__wrapped__)
    assert compiled.kernels(10**9) is None


def test_on_a_full_disk_it_is_compiled_for_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from numba.core import caching

    from graphsvc.matching import kernels

    def save(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(caching.IndexDataCacheFile, "save", save)
    assert kernels._kept(_twice)(21) == 42


def test_where_no_folder_can_be_written_it_is_compiled_for_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from numba.core import caching

    from graphsvc.matching import kernels

    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    assert kernels._kept(_twice)(21) == 42


def _twice(number: int) -> int:
    return 2 * number
