"""How others would look for candidates among the offers of a city: the letters of their texts, or blocks of values."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.matching import vectors
from graphsvc.matching.reading import Reading

Pairs = set[tuple[str, str]]  # ids of two offers, the smaller first

_NEIGHBOURS = 10


def by_letters(readings: Sequence[Reading]) -> Pairs:
    """For each offer the ten that share most of its character 4-grams, by sparse_dot_topn.

    Raises ImportError where the package is not installed.
    """
    from sparse_dot_topn import sp_matmul_topn

    grams = vectors.Grams([item.text.whole for item in readings]).rows.matrix
    best = sp_matmul_topn(grams, grams.T.tocsr(), top_n=_NEIGHBOURS + 1, threshold=0.0, sort=False).tocoo()
    ids = [item.offer.id for item in readings]
    return {
        (min(ids[a], ids[b]), max(ids[a], ids[b]))
        for a, b in zip(best.row.tolist(), best.col.tolist(), strict=True)
        if a != b
    }


def by_blocks(readings: Sequence[Reading]) -> Pairs:
    """The pairs that share a district and the ages, scored by Splink (DuckDB), which learns its weights without labels.

    It gets districts and ages as detection reads them, from the texts too. All pairs that it scores count, whatever
    their score. Raises ImportError where the package is not installed.
    """
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = [
        {
            "unique_id": item.offer.id,
            "title": item.offer.title,
            "kind": item.offer.kind,
            "description": item.offer.description,
            "place": sorted(item.places),
            "age_from": item.audience.ages.low if item.audience.ages else None,
            "age_to": item.audience.ages.high if item.audience.ages else None,
        }
        for item in readings
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("title", [0.9, 0.7]),
            compare.JaccardAtThresholds("description", [0.9, 0.7]),
            compare.ExactMatch("kind"),
        ],
        blocking_rules_to_generate_predictions=[block_on("place", "age_from", "age_to", arrays_to_explode=["place"])],
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI().register(rows), settings, log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    found = linker.inference.predict(threshold_match_probability=0.0).as_dict()
    return {(min(a, b), max(a, b)) for a, b in zip(found["unique_id_l"], found["unique_id_r"], strict=True)}
