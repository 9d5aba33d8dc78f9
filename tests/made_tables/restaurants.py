"""Restaurants: addresses, telephones and cuisines spelled differently, few in both tables, branches of chains."""

from __future__ import annotations

from tests.made_tables.making import Chance, Made, Making, line

_CUISINES = {
    "american": ("american (new)", "american (traditional)", "steakhouses"),
    "italian": ("italian", "pizza"),
    "french": ("french (classic)", "french (new)", "bistro"),
    "asian": ("chinese", "japanese", "thai"),
    "delis": ("delicatessen", "sandwiches"),
    "seafood": ("seafood",),
    "mexican": ("tex-mex", "mexican"),
}
_STREETS = (("street", "st."), ("avenue", "ave."), ("boulevard", "blvd."), ("road", "rd."), ("drive", "dr."))
_NAMES = ("cafe {}", "{}", "{}", "{}", "the {} grill", "{}'s", "chez {}", "{} room")


def restaurants(seed: int, things: int = 500) -> Made:
    """About `things` rows in the first table, a third of them in the second."""
    chance = Chance(seed)
    cities = [(chance.word(3), chance.word(2), chance.randrange(200, 999)) for _city in range(6)]
    roads = [chance.word(chance.choice((2, 3))) for _road in range(60)]
    making = Making(chance)
    while len(making.a) < things:
        words = [chance.word(chance.choice((2, 3))) for _word in range(chance.choice((1, 1, 2)))]
        name = chance.choice(_NAMES).format(" ".join(words))
        cuisine = chance.choice(list(_CUISINES))
        for _branch in range(chance.choice((1, 1, 1, 1, 1, 2, 3))):
            city, part, area = chance.choice(cities)
            number, road, (long, short) = chance.randrange(1, 9999), chance.choice(roads), chance.choice(_STREETS)
            house = line(str(number), chance.choice(("", "", "", "n.", "s.", "w.")), road)
            phone, last = f"{chance.randrange(200, 999)}", f"{chance.randrange(1000, 9999)}"
            a = {
                "name": name,
                "addr": f"{house} {short}",
                "city": city,
                "phone": f"{area}/{phone}-{last}",
                "type": cuisine,
            }
            corner = f"between {chance.choice(roads)} and {chance.choice(roads)} sts."
            b = {
                "name": _renamed(chance, name, city) if chance.random() < 0.35 else name,
                "addr": line(house, long if chance.random() < 0.4 else short, chance.maybe(0.15, corner)),
                "city": chance.choice((city, city, f"{part} {city}", part)),
                "phone": f"{area}-{phone}-{last if chance.random() < 0.92 else chance.randrange(1000, 9999)}",
                "type": chance.choice(_CUISINES[cuisine]) if chance.random() < 0.85 else "eclectic",
            }
            where = chance.randrange(4)
            making.pair(a if where < 3 else None, b if where > 1 else None)
    return making.done()


def _renamed(chance: Chance, name: str, city: str) -> str:
    without = name.removeprefix("the ").replace("cafe ", "")
    return chance.choice((without, f"{name} ({city})", f"{name} restaurant", chance.typo(name)))
