"""Which pairs of actors may reach a score: a join over contacts and words first, then a bound for the names.

The bound for a pair is never less than its bits, so that no pair that reaches the score is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphsvc.matching import joins, names, score, vectors
from graphsvc.matching.joins import Pairs
from graphsvc.matching.names import Name, Names
from graphsvc.matching.vectors import Floats, Numbers
from graphsvc.model import Actor

KIND = "duplicate_actor"
NAME_BITS = ((0.40, 0.0), (0.55, 6.0), (0.70, 12.0), (0.85, 18.0), (1.0, 24.0))  # similarity -> bits
SHORT_FORM_BITS = 13.0  # a name that is short for the other, of two that alone have a contact
_SLACK = 1e-6  # bits; sums in another order differ in the last digits


@dataclass(frozen=True, slots=True)
class Entry:
    """What the join looks at: the names of an actor, and field -> (contact, bits for another with the same)."""

    actor: Actor
    names: tuple[Name, ...]
    contacts: Mapping[str, tuple[str, float]]


def pairs(entries: Sequence[Entry], rarity: Names, needed: float, of: int | None = None) -> list[tuple[int, int]]:
    """The pairs (numbers of entries) whose bits without the prior may be `needed` or more, in order.

    `of` asks only for the pairs of that entry.
    """
    vocabulary = {token for entry in entries for name in entry.names for token in name.tokens}
    alike = names.alike_words(vocabulary, vocabulary)
    a, b = _sources(entries, rarity, alike) if of is None else joins.with_one(of, np.arange(len(entries)))
    name, contact = _name_bits(entries, rarity, alike, a, b), _contact_bits(entries, a, b)
    name = np.where(contact > 0, np.maximum(name, SHORT_FORM_BITS), name)
    bits = name + contact + _other_bits(entries, a, b)
    keep = bits + _SLACK >= needed
    return list(zip(a[keep].tolist(), b[keep].tolist(), strict=True))


def _sources(entries: Sequence[Entry], rarity: Names, alike: Mapping[str, Iterable[str]]) -> Pairs:
    """Pairs that share a contact, or words of the names that weigh enough to give bits; in order, each once."""
    contacts = [{f"{field} {value}" for field, (value, _bits) in entry.contacts.items()} for entry in entries]
    telling = [{token for name in entry.names for token in rarity.telling(name, NAME_BITS[0][0])} for entry in entries]
    near = [{word for name in entry.names for token in name.tokens for word in alike[token]} for entry in entries]
    of_contacts, of_names = joins.by_key(contacts, contacts), joins.by_key(telling, near)
    count = max(len(entries), 1)
    both = np.unique(np.concatenate([a * count + b for a, b in (of_contacts, of_names)]))
    return both // count, both % count


def _name_bits(
    entries: Sequence[Entry], rarity: Names, alike: Mapping[str, Iterable[str]], a: Numbers, b: Numbers
) -> Floats:
    """The most bits that the names of each pair can give.

    Names.similarity counts the words of both names that have one like them in the other name, at most in full.
    """
    listed = [name for entry in entries for name in entry.names]
    column = {word: number for number, word in enumerate(sorted(alike))}
    weights = joins.incidence([name.tokens for name in listed], column).astype(np.float64)
    weights.data = np.array([rarity.weight(word) for word in column], dtype=np.float64)[weights.indices]
    near = joins.incidence([{word for token in name.tokens for word in alike[token]} for name in listed], column)
    told = np.array([rarity.told(name) for name in listed], dtype=np.float64)
    pair, x, y = _of_names(entries, a, b)
    common = vectors.products(weights, near, x, y) + vectors.products(near, weights, x, y)
    total = told[x] + told[y]
    share = np.divide(common, total, out=np.zeros_like(common), where=total > 0)
    xs, ys = zip(*NAME_BITS, strict=True)
    found = np.zeros(len(a))
    np.maximum.at(found, pair, np.interp(share, xs, ys))
    return found


def _of_names(entries: Sequence[Entry], a: Numbers, b: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """(number of the pair, name of its first, name of its second) for every two names of every pair."""
    counts = np.array([len(entry.names) for entry in entries], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(counts)])[:-1].astype(np.int64)
    combinations = counts[a] * counts[b]
    pair = np.repeat(np.arange(len(a)), combinations)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(combinations) - combinations, combinations)
    of_second = np.maximum(counts[b][pair], 1)
    return pair, first[a][pair] + within // of_second, first[b][pair] + within % of_second


def _contact_bits(entries: Sequence[Entry], a: Numbers, b: Numbers) -> Floats:
    """The bits of the contacts that both have, as if they were in one town."""
    found = np.zeros(len(a))
    for field in sorted({field for entry in entries for field in entry.contacts}):
        known = [entry.contacts.get(field, ("", 0.0)) for entry in entries]
        number = {value: position for position, value in enumerate(dict.fromkeys(value for value, _bits in known))}
        of = np.array([number[value] for value, _bits in known], dtype=np.int64)
        bits = np.array([of_value for _value, of_value in known], dtype=np.float64)
        found += np.where(of[a] == of[b], bits[a], 0.0)
    return found


def _other_bits(entries: Sequence[Entry], a: Numbers, b: Numbers) -> Floats:
    """The most bits of kind, themes and succession."""
    kinds = {kind: number for number, kind in enumerate(sorted({entry.actor.kind for entry in entries}))}
    kind = np.array([kinds[entry.actor.kind] for entry in entries], dtype=np.int64)
    ends = np.array([bool(entry.actor.valid_to) for entry in entries], dtype=bool)
    begins = np.array([bool(entry.actor.valid_from) for entry in entries], dtype=bool)
    themes = vectors.BitTable([entry.actor.themes for entry in entries])
    found: Floats = score.weight(KIND, "kind") * (kind[a] == kind[b])
    found = found + score.weight(KIND, "theme") * themes.share(a, b)
    found += score.weight(KIND, "succession") * ((ends[a] & begins[b]) | (ends[b] & begins[a]))
    return found
