"""Pairs of names of companies, made by a seeded generator: one company spelled differently, or two that are alike."""

from __future__ import annotations

from collections.abc import Callable

from tests.made_tables.making import Chance, line

Case = tuple[str, str, bool, str]  # name, name, whether they are the same, in which way they differ

_FORMS = {
    "limited": ("GmbH", "Ltd", "Limited", "LLC", "L.L.C.", "S.r.l.", "SARL", "B.V.", "OOO", "d.o.o.", "Sp. z o.o."),
    "stock": ("AG", "Inc", "Inc.", "Corp.", "Corporation", "S.A.", "S.p.A.", "PLC", "N.V.", "A/S", "AB", "JSC", "PAO"),
}
_TRADES = (
    *("Bank", "Insurance", "Shipping", "Steel", "Chemicals", "Motors", "Airlines", "Energy", "Mining", "Foods"),
    *("Textiles", "Electronics", "Cement", "Petroleum", "Logistics", "Software", "Pharma", "Telecom", "Media"),
)
_WEAK = ("International", "Group", "Holding", "Trading", "Services", "Management", "Investments", "Global")
_PLACES = ("Germany", "France", "Poland", "Asia", "Brasil", "India", "Nigeria", "Kenya", "Texas", "Malta", "Cyprus")
_SHORT = {
    **{"International": "Intl", "Management": "Mgmt", "Services": "Svcs", "Insurance": "Ins.", "Bank": "Banque"},
    **{"Chemicals": "Chem", "Construction": "Constr.", "Holding": "Holdings", "Group": "Gruppe"},
}
_CYRILLIC = str.maketrans("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз")


def cases(seed: int, per_way: int = 30) -> list[Case]:
    """`per_way` cases of each way in which names differ."""
    chance = Chance(seed)
    found: list[Case] = []
    for same, ways in ((True, _SAME), (False, _OTHER)):
        for way, make in ways.items():
            found += [(*make(chance), same, way) for _case in range(per_way)]
    return found


def _core(chance: Chance, words: int = 0) -> str:
    count = words or chance.choice((1, 1, 2))
    own = [chance.word(chance.choice((2, 2, 3))).title() for _word in range(count)]
    return line(*own, chance.maybe(0.6, chance.choice(_TRADES)), chance.maybe(0.3, chance.choice(_WEAK)))


def _form(chance: Chance) -> str:
    return chance.choice(_FORMS[chance.choice(list(_FORMS))])


def _other_form(chance: Chance) -> tuple[str, str]:
    core, forms = _core(chance), _FORMS[chance.choice(list(_FORMS))]
    second = core.upper() if chance.random() < 0.3 else core
    return line(core, chance.choice(forms)), line(second, chance.choice((*forms, "", "")))


def _mistyped(chance: Chance) -> tuple[str, str]:
    core, form = _core(chance), _form(chance)
    return line(core, form), line(chance.typo(core), form)


def _abbreviated(chance: Chance) -> tuple[str, str]:
    word = chance.choice(list(_SHORT))
    core = chance.word(3).title()
    return line(core, word, _form(chance)), line(core, _SHORT[word], chance.maybe(0.5, _form(chance)))


def _turned(chance: Chance) -> tuple[str, str]:
    words = _core(chance, 2).split()
    other = words[1:] + words[:1]
    return line(*words, _form(chance)), line(*other)


def _together(chance: Chance) -> tuple[str, str]:
    first, second = chance.word(2).title(), chance.word(2)
    rest = chance.choice(_TRADES)
    return line(first, second.title(), rest), line(first + chance.choice(("", "-")) + second, rest, _form(chance))


def _initials(chance: Chance) -> tuple[str, str]:
    words = [*(chance.word(2).title() for _word in range(3)), chance.choice(_TRADES)]
    return line(*words), line("".join(word[0] for word in words), chance.maybe(0.5, _form(chance)))


def _other_script(chance: Chance) -> tuple[str, str]:
    core = line(chance.word(3).title(), chance.maybe(0.5, chance.word(2).title()))
    cyrillic = line(chance.choice(("ООО", "АО", "ПАО", "")), f"«{core.lower().translate(_CYRILLIC).title()}»")
    return cyrillic, line(core, chance.choice(("LLC", "JSC", "", "OOO")))


def _weak_left_out(chance: Chance) -> tuple[str, str]:
    core = line(chance.word(3).title(), chance.choice(_TRADES))
    return line(core, chance.choice(_WEAK), _form(chance)), line(core, _form(chance))


def _other_name(chance: Chance) -> tuple[str, str]:
    trade, form = line(chance.choice(_TRADES), chance.maybe(0.5, chance.choice(_WEAK))), _form(chance)
    return line(chance.word(2).title(), trade, form), line(chance.word(2).title(), trade, form)


def _other_trade(chance: Chance) -> tuple[str, str]:
    core, form = chance.word(chance.choice((2, 3))).title(), _form(chance)
    first, second = chance.sample(_TRADES, 2)
    return line(core, first, form), line(core, second, form)


def _other_place(chance: Chance) -> tuple[str, str]:
    core, form = _core(chance), _form(chance)
    first, second = chance.sample(_PLACES, 2)
    return line(core, first, form), line(core, second, form)


def _other_number(chance: Chance) -> tuple[str, str]:
    core, form = _core(chance), _form(chance)
    first, second = chance.sample(range(2, 30), 2)
    return line(core, str(first), form), line(core, str(second), form)


def _one_word_other(chance: Chance) -> tuple[str, str]:
    core, form = [chance.word(2).title() for _word in range(2)], _form(chance)
    return line(*core, chance.choice(_TRADES), form), line(core[0], chance.word(2).title(), form)


def _part_of_other(chance: Chance) -> tuple[str, str]:
    core, form = chance.word(2).title(), _form(chance)
    return line(core, form), line(core, chance.word(2).title(), chance.choice(_TRADES), form)


_SAME: dict[str, Callable[[Chance], tuple[str, str]]] = {
    "other form": _other_form,
    "mistyped": _mistyped,
    "abbreviated": _abbreviated,
    "turned": _turned,
    "together": _together,
    "initials": _initials,
    "other script": _other_script,
    "weak word left out": _weak_left_out,
}
_OTHER: dict[str, Callable[[Chance], tuple[str, str]]] = {
    "other name": _other_name,
    "other trade": _other_trade,
    "other place": _other_place,
    "other number": _other_number,
    "one word other": _one_word_other,
    "part of another": _part_of_other,
}
