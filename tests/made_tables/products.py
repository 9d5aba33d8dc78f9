"""Goods with model numbers and prices; the same model in other colours, and accessories that name another's model."""

from __future__ import annotations

from dataclasses import dataclass

from tests.made_tables.making import Chance, Made, Making, Record, line

_GOODS = (
    ("digital camera", "camera"), ("lcd television", "hdtv"), ("washing machine", "washer"),
    ("cordless phone", "phone"),
    ("upright vacuum", "vacuum cleaner"), ("home theater system", "theater in a box"), ("dvd player", "dvd"),
    ("car speaker", "coaxial speaker"), ("over the range microwave", "microwave oven"),
    ("dishwasher", "built-in dishwasher"),
    ("portable stereo", "boombox"), ("laser printer", "printer"), ("inkjet cartridge", "ink"),
    ("camcorder", "video camera"),
    ("headphones", "stereo headphone"), ("electric dryer", "dryer"), ("refrigerator", "bottom freezer"),
    ("wall mount", "mounting bracket"), ("gps receiver", "navigation system"), ("surge protector", "power strip"),
    ("universal remote", "remote control"), ("air conditioner", "room air conditioner"),
    ("keyboard", "wireless keyboard"),
)  # fmt: skip
_COLOURS = ("black", "white", "silver", "red", "blue", "pink", "stainless steel")
_TRAITS = (
    "energy star compliant", "remote control included", "usb 2.0 port", "hdmi input", "16:9 widescreen", "auto defrost",
    "rechargeable battery", "image stabilization", "adjustable shelves", "front load", "wireless", "dolby digital",
    "dual channel", "memory card slot", "water resistant", "built in tuner", "progressive scan", "noise reduction",
    "quick release", "bluetooth ready", "glass touch controls", "child lock", "delay start", "led backlight",
)  # fmt: skip


@dataclass(frozen=True)
class _Item:
    maker: str
    series: str
    names: tuple[str, str]
    code: tuple[str, str, str]  # letters, figures, end
    colour: str
    size: str
    traits: tuple[str, ...]
    price: float


def products(seed: int, things: int = 500) -> Made:
    """About `things` rows in each table, nine of ten in both."""
    chance = Chance(seed)
    makers = [chance.word(chance.choice((2, 2, 3))) for _maker in range(max(12, things // 18))]
    making = Making(chance)
    last: _Item | None = None
    while len(making.a) < things:
        model = _model(chance, makers, last)
        colours = chance.sample(_COLOURS, chance.choice((1, 1, 1, 2, 3)))
        for colour in colours:
            end = chance.choice((colour[0].upper(), colour[:2].upper(), "")) if len(colours) > 1 else model.code[2]
            last = _Item(
                model.maker, model.series, model.names, (*model.code[:2], end), colour, model.size, model.traits,
                model.price * chance.uniform(0.97, 1.05),
            )  # fmt: skip
            where = chance.random()
            making.pair(_in_a(chance, last) if where < 0.95 else None, _in_b(chance, last) if where > 0.05 else None)
    return making.done()


def _model(chance: Chance, makers: list[str], last: _Item | None) -> _Item:
    letters = "".join(chance.choice("ABCDEFGHKLMNPRSTVWX") for _letter in range(chance.choice((2, 2, 3))))
    code = (letters, str(chance.randrange(100, 9999)), chance.choice(("", "", "S", "BT")))
    names, maker, size = chance.choice(_GOODS), chance.choice(makers), _size(chance)
    if last is not None and chance.random() < 0.12:  # a case for the camera before
        kind = chance.choice(("case", "battery", "carrying bag", "charger"))
        for_model = f"for {last.maker} {''.join(last.code)}"
        names = (f"{kind} {chance.maybe(0.5, for_model)}", kind)
    elif last is not None and chance.random() < 0.3:  # the next model of the series
        names, maker, code = last.names, last.maker, (last.code[0], str(int(last.code[1]) + 10), last.code[2])
    price = chance.lognormvariate(5, 1)
    series = chance.maybe(0.4, chance.word(2))
    return _Item(maker, series, names, code, "", size, tuple(chance.sample(_TRAITS, 6)), price)


def _size(chance: Chance) -> str:
    inches, feet, pixels = chance.randrange(7, 65), chance.randrange(2, 30), chance.randrange(4, 15)
    return chance.choice(("", "", f'{inches}"', f"{feet} cu. ft.", f"{pixels} megapixel"))


def _in_a(chance: Chance, item: _Item) -> Record:
    code, maker, good = "".join(item.code), item.maker.title(), item.names[0].title()
    colour = item.colour.title()
    return {
        "name": line(maker, chance.maybe(0.5, item.series.title()), chance.maybe(0.6, colour), good, "-", code),
        "description": line(maker, item.size, good, f"- {code}/", "/ ".join(item.traits[:4]), f"/ {colour} Finish"),
        "price": chance.maybe(0.4, f"${item.price:,.2f}"),
    }


def _in_b(chance: Chance, item: _Item) -> Record:
    letters, figures, end = item.code
    whole = "".join(item.code)
    dashed = f"{letters}-{figures}{end}"
    code = chance.choice((whole, whole, dashed, f"{letters}{figures}/{end}" if end else dashed, letters + figures))
    if chance.random() < 0.15:
        code = chance.maybe(0.4, str(chance.randrange(10**5, 10**7)))  # a number of the dealer
    maker, series = item.maker.title(), item.series.title()
    good = chance.choice(item.names).title()
    colour = chance.maybe(0.5, f"({item.colour.title()})")
    name = line(maker, series, code, chance.maybe(0.5, item.size), good, colour)
    if chance.random() < 0.2:
        name = line(good, "-", item.colour.title() if colour else "", code)
    if chance.random() < 0.1:
        name = chance.typo(name)
    text = chance.choice((", ".join(chance.sample(item.traits, 2)), item.colour.title(), line(item.size, good)))
    price = item.price * chance.choice((1, 1, chance.uniform(0.75, 1.2)))
    return {
        "name": name,
        "description": chance.maybe(0.6, text),
        "manufacturer": chance.maybe(0.8, item.maker.upper()),
        "price": chance.maybe(0.6, f"{price:.2f}"),
    }
