"""How long detection takes in a large city, and what it costs to ask about one record; against looking at all pairs.

python -m tests.benchmarks.bench_detection [--offers 10000] [--pairs 1000]
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from graphsvc.matching import City, about, find
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.finding import Finding
from graphsvc.matching.offers import Offers
from graphsvc.matching.score import DEFAULT_THRESHOLDS, total
from graphsvc.model import Actor, Body, District, Membership, Offer
from tests.matching_city import load

CITY = Path(__file__).parents[2] / "graphsvc" / "examples" / "wupperfeld"
SYLLABLES = (
    "al",
    "ber",
    "den",
    "ei",
    "fur",
    "gar",
    "hol",
    "ker",
    "lin",
    "mo",
    "nor",
    "ost",
    "ral",
    "sen",
    "tal",
    "wer",
)
R = TypeVar("R", Actor, Body, District, Offer)


def grown(city: City, offers: int) -> City:
    """The city so many times side by side that it has `offers` offers: other districts, other names of actors."""
    copies = -(-offers // len(city.offers))
    names = list(itertools.islice(("".join(parts).title() for parts in itertools.product(SYLLABLES, repeat=3)), copies))
    parts = [_copy(city, number, name) for number, name in enumerate(names)]
    return City(
        actors=tuple(itertools.chain.from_iterable(part.actors for part in parts)),
        offers=tuple(itertools.chain.from_iterable(part.offers for part in parts))[:offers],
        bodies=tuple(itertools.chain.from_iterable(part.bodies for part in parts)),
        memberships=tuple(itertools.chain.from_iterable(part.memberships for part in parts)),
        cooperations=(),
        districts=tuple(itertools.chain.from_iterable(part.districts for part in parts)),
        terms=city.terms,
    )


def _copy(city: City, number: int, name: str) -> City:
    dice = random.Random(number)  # noqa: S311 - a benchmark, not a secret

    def key(record_id: str) -> str:
        return f"{record_id}-{number}"

    def keys(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(key, ids))

    def shuffled(text: str | None) -> str | None:
        sentences = (text or "").split(". ")
        dice.shuffle(sentences)
        return ". ".join(sentences) or None

    return City(
        actors=tuple(
            replace(
                actor,
                id=key(actor.id),
                name=f"{actor.name} {name}",
                aliases=(),
                part_of=key(actor.part_of) if actor.part_of else None,
                successors=keys(actor.successors),
                districts=keys(actor.districts),
                phone=None,
                email=None,
                website=None,
                street=f"{actor.street} {number}" if actor.street else None,
            )
            for actor in city.actors
        ),
        offers=tuple(
            replace(
                offer,
                id=key(offer.id),
                providers=keys(offer.providers),
                partners=keys(offer.partners),
                funders=keys(offer.funders),
                districts=keys(offer.districts),
                successors=keys(offer.successors),
                part_of=key(offer.part_of) if offer.part_of else None,
                citywide=False,
                description=shuffled(offer.description),
            )
            for offer in city.offers
        ),
        bodies=tuple(
            replace(
                body,
                id=key(body.id),
                name=f"{body.name} {name}",
                chairs=keys(body.chairs),
                districts=keys(body.districts),
                successors=keys(body.successors),
                part_of=key(body.part_of) if body.part_of else None,
            )
            for body in city.bodies
        ),
        memberships=tuple(
            Membership(id=key(m.id), actor=key(m.actor), body=key(m.body), role=m.role) for m in city.memberships
        ),
        cooperations=(),
        districts=tuple(replace(d, id=key(d.id), name=f"{d.name} {name}") for d in city.districts),
        terms=(),
    )


def by_all_pairs(city: City) -> set[tuple[str, str, str]]:
    """(kind, id, id) of the offers that reach the threshold, found without any join."""
    offers = Offers(city, DuplicateActors(city).groups())
    return {
        (kind, *sorted((a.id, b.id)))  # type: ignore[misc]
        for kind in offers.kinds
        for a, b in itertools.combinations(city.offers, 2)
        if offers.excluded(kind, a.id, b.id) is None
        and total(offers.evidence(kind, a.id, b.id)) >= DEFAULT_THRESHOLDS[kind]
    }


def timed(what: str, seconds: Sequence[float], of: float | None = None) -> float:
    """The median, printed with what it is a part of."""
    median = statistics.median(seconds)
    against = f"   {of / median:7.1f} times as fast" if of else ""
    print(f"{what:48} {median * 1000:10.1f} ms{against}", flush=True)
    return median


def _seconds(work: object, *arguments: object) -> tuple[float, object]:
    begin = time.process_time()
    found = work(*arguments)  # type: ignore[operator]
    return time.process_time() - begin, found


def main() -> None:
    """Print processor seconds of each way; the same pairs are found, or the program stops."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument(
        "--pairs", type=int, default=400, help="offers of the small city that is looked at pair by pair"
    )
    options = parser.parse_args()
    city = load(CITY)

    small = grown(city, options.pairs)
    find(small)
    slow, wanted = _seconds(by_all_pairs, small)
    quick, found = _seconds(find, small)
    kinds = ("duplicate_offer", "parallel_offer")
    listed: list[Finding] = found  # type: ignore[assignment]
    if {(f.kind, *f.members) for f in listed if f.kind in kinds} != wanted:
        raise RuntimeError("the joins find something else than all pairs")
    timed(f"all pairs of {options.pairs} offers", [slow])
    timed("the same by joins, actors and bodies too", [quick], slow)

    large = grown(city, options.offers)
    timed(f"{options.offers} offers, everything, first time", [_seconds(find, large)[0]])
    whole = timed("... after warm-up", [_seconds(find, large)[0] for _ in range(3)])
    offers = random.Random(5).sample(large.offers, 10)  # noqa: S311 - a benchmark, not a secret
    timed("... about one offer", [_seconds(about, large, "offer", offer.id)[0] for offer in offers], whole)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
