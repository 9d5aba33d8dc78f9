"""Rows sorted by id, in memory and through a file, alike."""

from __future__ import annotations

import random

import pytest

from graphsvc import ordered


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_rows_come_by_id_whether_they_fit_in_memory_or_not(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(ordered, "MOST_ROWS", most)
    signs = ["a", "B", "ä", "Ä", "ß", "\U0001f600", "\uffff", "Z", "0", "'", '"', "-", "10", "9"]
    rows = [{"id": sign + str(number), "properties": {"x": [sign]}} for sign in signs for number in range(5)]
    random.Random(1).shuffle(rows)  # noqa: S311 - a test, not a secret
    assert list(ordered.by_id(iter(rows))) == sorted(rows, key=lambda row: str(row["id"]))


def test_no_rows_at_all() -> None:
    assert list(ordered.by_id([])) == []
