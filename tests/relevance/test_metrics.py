"""The measures, against values worked out by hand."""

import pytest

from tests.relevance.metrics import ndcg, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


def test_the_best_order_is_worth_one() -> None:
    assert ndcg(["a", "b", "c"], GRADES) == pytest.approx(1)
    assert ndcg(["a", "b", "c", "d", "unknown"], GRADES) == pytest.approx(1)


def test_gains_grow_with_the_grade_and_shrink_with_the_rank() -> None:
    # Best: 7 + 3 / log2(3) + 1 / log2(4) = 9.392789. Here: 1 + 3 / log2(3) + 7 / log2(4) = 6.392789.
    assert ndcg(["c", "b", "a"], GRADES) == pytest.approx(0.680606, abs=1e-6)
    # A stranger first: 0 + 7 / log2(3) + 3 / log2(4) + 1 / log2(5) = 6.347184.
    assert ndcg(["unknown", "a", "b", "c"], GRADES) == pytest.approx(0.675751, abs=1e-6)


def test_what_comes_after_the_last_place_counts_nothing() -> None:
    # Of two places: 7 / (7 + 3 / log2(3)).
    assert ndcg(["a", "d", "b"], GRADES, k=2) == pytest.approx(0.787155, abs=1e-6)
    assert ndcg(["d", "unknown", "a"], GRADES, k=2) == 0


def test_nothing_found_is_worth_nothing() -> None:
    assert ndcg([], GRADES) == 0
    assert reciprocal_rank([], GRADES) == 0


def test_without_anything_good_there_is_no_measure() -> None:
    with pytest.raises(ValueError, match="graded above 0"):
        ndcg(["d"], {"d": 0})


def test_the_reciprocal_rank_looks_for_what_was_meant() -> None:
    assert reciprocal_rank(["a", "b"], GRADES) == 1
    assert reciprocal_rank(["b", "c", "unknown", "a"], GRADES) == 0.25
    assert reciprocal_rank(["c", "b"], GRADES) == 0
    assert reciprocal_rank(["c", "b"], GRADES, good=2) == 0.5
