"""How good a ranking is, judged by grades. Measures are between 0 and 1."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `k` keys; a key without a grade counts nothing.

    A key of grade g gains 2^g - 1, discounted by the logarithm of its rank, and the sum is divided by that
    of the best order there is. Source: Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR
    techniques", ACM Transactions on Information Systems 20(4), 2002. Raises ValueError where nothing is good.
    """
    best = _dcg(sorted(grades.values(), reverse=True)[:k])
    if not best:
        raise ValueError("Nothing is graded above 0, so no order is better than another.")
    return _dcg(grades.get(key, 0) for key in ranked[:k]) / best


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], good: int = 3) -> float:
    """One divided by the rank of the first key of grade `good` or better; 0 where there is none."""
    return next((1 / rank for rank, key in enumerate(ranked, start=1) if grades.get(key, 0) >= good), 0.0)


def _dcg(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
