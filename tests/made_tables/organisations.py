"""German organisations: legal forms left out, one house for several of them, and headers that differ."""

from __future__ import annotations

from tests.made_tables.making import Chance, Made, Making, line

_FIELDS = (
    "Familienberatung", "Jugendhilfe", "Kita", "Seniorentreff", "Pflegedienst", "Sportverein", "Musikschule", "Tafel",
    "Frauenhaus", "Förderverein", "Hospiz", "Schuldnerberatung",
)  # fmt: skip


def organisations(seed: int, things: int = 400) -> Made:
    """About `things` rows in each table; two of three are in both."""
    chance = Chance(seed)
    towns = [chance.word(2).title() + chance.choice(("stadt", "dorf", "hausen")) for _town in range(25)]
    roads = [chance.word(2).title() + chance.choice(("straße", "weg", "platz")) for _road in range(80)]
    making = Making(chance)
    while len(making.a) < things:
        town, road, number = chance.choice(towns), chance.choice(roads), chance.randrange(1, 120)
        for _tenant in range(chance.choice((1, 1, 1, 2))):
            core = line(chance.choice(_FIELDS), chance.word(2).title() if chance.random() < 0.7 else town)
            form = chance.choice(("e.V.", "gGmbH", "GmbH", "Stiftung", ""))
            founded = str(1950 + chance.randrange(70))
            a = {"Einrichtung": line(core, form), "Straße": f"{road} {number}", "Ort": town, "gegründet": founded}
            name = chance.typo(core) if chance.random() < 0.2 else core
            short = road.replace("straße", "str.") if chance.random() < 0.5 else road
            b = {
                "Name": line(name, chance.maybe(0.4, form)),
                "Anschrift": chance.maybe(0.9, f"{short} {number}, {town}"),
                "Jahr": chance.maybe(0.6, founded),
            }
            where = chance.randrange(4)
            making.pair(a if where != 0 else None, b if where != 1 else None)
    return making.done()
