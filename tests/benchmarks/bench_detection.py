"""How long detection takes in a large city, stage by stage, and what it costs to ask about one record.

The join of offers as machine code and by NumPy; all against looking at all pairs of a small city, and against the
candidates of sparse_dot_topn and Splink where the extra [bench] is installed.

python -m tests.benchmarks.bench_detection [--offers 10000] [--pairs 400]
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from unittest import mock

from graphsvc.matching import City, Detection, compiled, find
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.finding import Finding
from graphsvc.matching.offer_join import OfferJoin
from graphsvc.matching.offer_scores import PARALLEL, TEXT_BITS, OfferScores
from graphsvc.matching.offers import Offers
from graphsvc.matching.reading import Reader, Reading
from graphsvc.matching.score import DEFAULT_THRESHOLDS, prior, total
from tests.benchmarks import detection_baselines
from tests.benchmarks.detection_baselines import Pairs
from tests.matching_random import city as random_city

T = TypeVar("T")
ASKED = 100  # offers


def city_of(offers: int) -> City:
    """A city with this many offers and as many actors, bodies and districts as such a city has."""
    return random_city(1, offers, actors=offers // 4, bodies=offers // 40, districts=max(3, min(200, offers // 250)))


def by_all_pairs(city: City) -> set[tuple[str, str, str]]:
    """(kind, id, id) of the offers that reach the threshold, found without any join."""
    offers = Offers(city, DuplicateActors(city).groups())
    return {
        (kind, *sorted((a.id, b.id)))  # type: ignore[misc]
        for kind in offers.kinds
        for a, b in itertools.combinations(city.offers, 2)
        if offers.excluded(kind, a.id, b.id) is None
        and total(offers.bits(kind, a.id, b.id)) >= DEFAULT_THRESHOLDS[kind]
    }


def timed(what: str, work: Callable[[], T], of: float | None = None) -> tuple[float, T]:
    """Processor seconds of all threads, printed (with how often they fit into those `of` another way), and the result.

    The peak of memory is that of the whole program so far.
    """
    seconds, found = _seconds(work)
    _line(what, seconds, of)
    return seconds, found


def _seconds(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    found = work()
    return time.process_time() - begin, found


def _line(what: str, seconds: float, of: float | None = None) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    against = f"{of / seconds:7.1f} times as fast" if of else ""
    print(f"{what:52}{seconds:10.4f} CPU s   peak {peak:6.0f} MB {against}", flush=True)


def stages(city: City) -> Sequence[Reading]:
    """Prints what each stage of the search among actors and offers costs; the offers as they were read."""
    actors = DuplicateActors(city)
    _, same_actor = timed("  actors: join and groups", actors.groups)
    reader = Reader(city, same_actor)
    _, readings = timed("  offers: reading", lambda: [reader.read(offer) for offer in city.offers])
    _, offers = timed("  offers: reading and content", lambda: Offers(city, same_actor))
    _, pairs = timed("  offers: join and rules", lambda: list(offers.candidates(DEFAULT_THRESHOLDS)))
    timed("  offers: words", lambda: [(offers.evidence(*pair), offers.facts(*pair)) for pair in pairs])
    return readings


def both_ways(city: City) -> None:
    """Prints what the join of offers costs with compiled loops and without, which find the same."""
    if compiled.kernels(sys.maxsize) is None:
        print("compiled loops: not measured, numba is not installed (extra [fast])", flush=True)
        return
    scores = OfferScores(city, DuplicateActors(city).groups())
    found: dict[str, list[object]] = {}
    for name, kernels in (("compiled, first time", compiled.kernels), ("compiled", compiled.kernels), ("NumPy", None)):
        with mock.patch.object(compiled, "kernels", kernels or (lambda _pairs: None)):
            print(f"  join of offers, {name}", flush=True)
            found[name] = _join(scores)
    if found["compiled"] != found["NumPy"]:
        raise RuntimeError("compiled loops find something else than NumPy")


def _join(scores: OfferScores) -> list[object]:
    """Prints what each stage of the join costs; the pairs, with how alike their contents are to the last digit."""
    scores._similarities.clear()
    _, join = timed("    columns", lambda: OfferJoin(scores))
    _, near = timed("    parallel, all but contents", lambda: _near(join, scores))
    print(f"      {near} pairs", flush=True)
    pairs: list[object] = []
    for kind in Offers.kinds:
        needed = DEFAULT_THRESHOLDS[kind] - prior(kind, len(scores.readings))
        _, of_kind = timed(f"    {kind}, all", lambda: join.pairs(kind, needed))  # noqa: B023  called at once
        pairs += [(kind, pair, scores.similarity(*pair)) for pair in of_kind]
    return pairs


def _near(join: OfferJoin, scores: OfferScores) -> int:
    needed = DEFAULT_THRESHOLDS[PARALLEL] - prior(PARALLEL, len(scores.readings)) - TEXT_BITS[PARALLEL][-1][1]
    return sum(len(bits) for _a, _b, bits in join._sources(PARALLEL, needed))


def about_new(city: City, full: float) -> None:
    """Prints what it costs to ask about an offer that is new, where the others are known."""
    offers = random.Random(5).sample(city.offers, ASKED)  # noqa: S311 - a benchmark, not a secret
    detection = Detection(dataclasses.replace(city, offers=[offer for offer in city.offers if offer not in offers]))
    detection.about_new("offer", offers[0])  # whoever asks first waits for what is made once
    asked = [_seconds(lambda: detection.about_new("offer", offer))[0] for offer in offers]  # noqa: B023
    _line("a new offer, median", statistics.median(asked), full)
    _line("a new offer, 95 of 100", statistics.quantiles(asked, n=20)[-1], full)


def against(found: Iterable[Finding], readings: Sequence[Reading]) -> None:
    """Prints what the candidates of others cost, and how many of our findings are among them."""
    ways: tuple[tuple[str, Callable[[Sequence[Reading]], Pairs]], ...] = (
        ("sparse_dot_topn, ten nearest by 4-grams", detection_baselines.by_letters),
        ("Splink, blocks of district and ages", detection_baselines.by_blocks),
    )
    ours = {kind: {f.members for f in found if f.kind == kind} for kind in Offers.kinds}
    for name, candidates in ways:
        try:
            _, pairs = timed(name, lambda: candidates(readings))  # noqa: B023  called before the next round
        except ImportError as error:
            print(f"{name}: not measured, {error.name} is not installed (extra [bench])", flush=True)
            continue
        shares = [f"{kind} {len(of & pairs) / len(of):.3f}" for kind, of in ours.items() if of]
        print(f"  {len(pairs)} candidates; share of our findings: {', '.join(shares)}", flush=True)


def main() -> None:
    """Print processor seconds of each way; joins and all pairs find the same, or the program stops."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument(
        "--pairs", type=int, default=400, help="offers of the small city that is looked at pair by pair"
    )
    options = parser.parse_args()

    small = city_of(options.pairs)
    find(small)
    slow, wanted = timed(f"all pairs of {options.pairs} offers", lambda: by_all_pairs(small))
    _, found = timed("the same by joins, actors and bodies too", lambda: find(small), slow)
    if {(f.kind, *f.members) for f in found if f.kind in Offers.kinds} != wanted:
        raise RuntimeError("the joins find something else than all pairs")

    large = city_of(options.offers)
    _, found = timed(f"{options.offers} offers, find, first time", lambda: find(large))
    print(f"  {len(found)} findings")
    runs = [timed("... find, after warm-up", lambda: find(large))[0] for _ in range(3)]
    timed("... find and tell all, as an export does", lambda: [finding.explanation for finding in find(large)])
    readings = stages(large)
    both_ways(large)
    _line("median after warm-up", statistics.median(runs))
    about_new(large, statistics.median(runs))
    against(found, readings)


if __name__ == "__main__":
    sys.exit(main())
