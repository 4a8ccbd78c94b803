"""The tally of `lunzheng bench` in pandas, to run beside it: the same made scores, criterion by criterion without one highest and one
lowest, added up, ranked by total and two tie-breakers. Binary fractions, where the program counts exactly.

Needs pandas (pip install pandas). Usage: python3 tools/peers/tally.py [bids] [experts]
"""

import statistics
import sys
import time

import numpy
import pandas

CRITERIA = 8
KINDS = ["技术", "管理", "技术", "财务", "技术"]
# The criterion of the budget, which finance experts alone score beside everybody: the sixth.
BUDGET = 5


def made(bids: int, experts: int) -> pandas.DataFrame:
    """One row a score: bid, expert, criterion, mark."""
    rows = []
    for bid in range(bids):
        for expert in range(experts):
            own = [BUDGET] if KINDS[expert % len(KINDS)] == "财务" else range(CRITERIA)
            rows.extend((bid, expert, c, ((bid * 31 + expert * 17 + n * 7) % 20) / 2) for n, c in enumerate(own))
    return pandas.DataFrame(rows, columns=["bid", "expert", "criterion", "mark"])


def tally(scores: pandas.DataFrame) -> pandas.DataFrame:
    groups = scores.groupby(["bid", "criterion"])["mark"].agg(["sum", "min", "max", "count"])
    trimmed = (groups["sum"] - groups["min"] - groups["max"]) / (groups["count"] - 2)
    means = trimmed.where(groups["count"] >= 5, groups["sum"] / groups["count"]).unstack()
    result = means.assign(total=means.sum(axis=1))
    order = result.sort_values(["total", 1, BUDGET], ascending=False)
    key = order[["total", 1, BUDGET]].round(10)
    first = (key != key.shift()).any(axis=1)
    place = pandas.Series(numpy.arange(1, len(order) + 1), index=order.index)
    return order.assign(rank=place.where(first).ffill().astype(int))


def main() -> None:
    bids = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    experts = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    scores = made(bids, experts)
    took = []
    for _ in range(21):
        started = time.perf_counter()
        tally(scores)
        took.append((time.perf_counter() - started) * 1000)
    print(f"pandas {pandas.__version__}: {len(scores)} scores, {statistics.median(took):.1f} ms median, {max(took):.1f} ms worst of {len(took)}")


main()
