"""Programs in versions and editions; the second table is larger, shorter in words, and lists some things twice."""

from __future__ import annotations

from dataclasses import dataclass

from tests.made_tables.making import Chance, Made, Making, Record, line

_EDITIONS = ("standard", "deluxe", "professional", "premium", "home", "small business", "academic", "student")
_SUBJECTS = (
    "photo", "video", "music", "office", "tax", "spanish", "french", "typing", "math", "antivirus", "backup", "design",
    "web", "greeting card", "family tree", "language", "money", "firewall", "mapping", "recipe", "chess", "racing",
    "dictionary", "encyclopedia", "pdf", "label", "accounting", "legal", "landscape", "phonics", "algebra", "driver",
)  # fmt: skip
_ACTIONS = (
    "studio", "suite", "maker", "creator", "manager", "tutor", "explosion", "works", "express", "workshop", "builder",
    "coach", "organizer", "essentials", "learning", "adventure", "master",
)  # fmt: skip
_FILLERS = ("easy", "create", "learn", "your", "with", "all", "new", "features", "powerful", "complete", "fun", "fast")
_NOTES = ("complete product", "cd rom", "retail box", "jewel case", "5 user license")


@dataclass(frozen=True)
class _Program:
    maker: str
    title: str
    version: str
    edition: str
    upgrade: str
    system: str
    price: float


def software(seed: int, things: int = 500) -> Made:
    """`things` rows in the first table, about nine of ten of them in the second, which is twice as large."""
    chance = Chance(seed)
    makers = [line(chance.word(2), chance.choice(("software", "inc", "systems", "media", ""))) for _maker in range(40)]
    making = Making(chance)
    while len(making.a) < things:
        maker = chance.choice(makers)
        title = line(chance.maybe(0.5, chance.word(2)), chance.choice(_SUBJECTS), chance.choice(_ACTIONS))
        title = line(chance.maybe(0.3, maker.split()[0]), title)
        base = chance.lognormvariate(3.8, 0.9)
        for _variant in range(chance.choice((1, 1, 2, 2, 3, 4, 5))):
            program = _variant_of(chance, maker, title, base)
            in_a, in_b = chance.choice(((True, True),) * 9 + ((True, False),) + ((False, True),) * 8)
            making.pair(_in_a(chance, program) if in_a else None, _in_b(chance, program) if in_b else None)
            if in_a and in_b and chance.random() < 0.12:
                making.again(_in_b(chance, program))
    return making.done()


def _variant_of(chance: Chance, maker: str, title: str, base: float) -> _Program:
    number, year = chance.randrange(1, 12), chance.randrange(2003, 2009)
    return _Program(
        maker,
        title,
        chance.choice((f"{number}.0", str(year), f"v{number}", "", "")),
        chance.choice((*_EDITIONS, "", "", "", "")),
        chance.maybe(0.15, "upgrade"),
        chance.choice(("win", "mac", "win/mac", "", "")),
        base * chance.uniform(0.6, 1.6),
    )


def _in_a(chance: Chance, program: _Program) -> Record:
    edition = line(program.edition, chance.maybe(0.4, "edition") if program.edition else "")
    system = f"({program.system})" if program.system else ""
    old = chance.maybe(0.05, "[old version]")
    words = chance.choices((*_SUBJECTS, *_ACTIONS, *_FILLERS), k=chance.randrange(8, 40))
    return {
        "title": line(program.title, program.version, edition, program.upgrade, system, old),
        "description": chance.maybe(0.9, line(chance.maybe(0.5, program.title), *words)),
        "manufacturer": program.maker,
        "price": f"{program.price:.2f}" if chance.random() < 0.9 else "0",
    }


def _in_b(chance: Chance, program: _Program) -> Record:
    version = program.version.removesuffix(".0") if chance.random() < 0.5 else program.version
    parts = program.title.split()
    if chance.random() < 0.25 and len(parts) > 2:
        parts.pop(chance.randrange(len(parts)))
    article = str(chance.randrange(10_000, 99_999))
    name = line(
        chance.maybe(0.4, program.maker), *parts, chance.maybe(0.9, version), chance.maybe(0.75, program.edition),
        chance.maybe(0.9, program.upgrade), chance.maybe(0.4, program.system.replace("win", "windows")),
        chance.choice(("", "", article, *_NOTES)),
    )  # fmt: skip
    if chance.random() < 0.12:
        name = chance.typo(name)
    price = program.price * chance.choice((1, chance.uniform(0.9, 1.0), chance.uniform(0.6, 1.15)))
    return {
        "name": name,
        "description": chance.maybe(0.6, line(*parts, chance.choice(_ACTIONS), "for", program.system)),
        "manufacturer": chance.maybe(0.1, program.maker),
        "price": f"{price:.2f}",
    }
