"""Pairs of plain tables that describe the same things differently, made by seeded generators, with their true pairs.

Nothing here is taken from a data set: makers, people and streets are invented words, all else is general vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.made_tables.making import Made
from tests.made_tables.organisations import organisations
from tests.made_tables.papers import papers
from tests.made_tables.products import products
from tests.made_tables.restaurants import restaurants
from tests.made_tables.software import software

WORLDS: dict[str, Callable[..., Made]] = {  # of a seed and of how many rows about
    "products": products,
    "software": software,
    "papers": papers,
    "restaurants": restaurants,
    "organisations": organisations,
}

__all__ = ["WORLDS", "Made", "organisations", "papers", "products", "restaurants", "software"]
