"""How many cases a second one core answers, beside hpo3's set similarity over the same candidates.

Usage: python benchmarks/cases_a_second.py [SECONDS]

Everything runs in this one process, bound to one core where the system allows that, hpo3's threads
too. The cases of ``benchmarks/cases`` are answered over and over for so many seconds (default 3) per
line, and the best of three rounds counts. Each answer begins at the ids of the findings: hpo3 makes
the patient's HPO set and compares it with the ready sets of all entries by its defaults; cramps checks
the case and gives the posterior (the ranking), or the whole differential with its reasons, for which
there is no aim. The stream is that of `cramps ddx --cases`: JSON lines in, JSON lines out.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain, repeat

import msgspec
from case_files import read
from hpo3_sets import Sets

from cramps.opening import load
from cramps.ranking.differential import Case, Engine
from cramps.ranking.streams import answer_lines

ROUNDS = 3
#: Aims: cases a second, and how many times hpo3.
ENOUGH, TIMES = 1000, 10


def bind() -> str:
    """Keep this process to one core, and say so."""
    if hasattr(os, "sched_setaffinity"):
        core = min(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})
        return f"bound to core {core}"
    return "one thread, not bound to a core"


def rate(answer: Callable[[Case], object], cases: Sequence[Case], seconds: float) -> float:
    """Give the cases answered in a second: the best of some rounds."""
    best = 0.0
    for case in cases:  # what is computed once is computed here
        answer(case)
    for _ in range(ROUNDS):
        start = now = time.perf_counter()
        done = 0
        while now - start < seconds / ROUNDS:
            for case in cases:
                answer(case)
            done += len(cases)
            now = time.perf_counter()
        best = max(best, done / (now - start))
    return best


def main() -> None:
    """Print the rates and their ratios."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    os.environ["RAYON_NUM_THREADS"] = "1"  # before hpo3 starts its threads
    where = bind()
    kb = load()
    engine, sets = Engine(kb), Sets(kb)
    cases = [case.as_case(results=True) for case in read()]
    print(f"{len(cases)} cases, {len(engine.ids)} candidates, {where}")
    theirs = rate(lambda case: sets.similarities(case, "graphic", "funSimAvg"), cases, seconds)
    print(f"{'hpo3 similarity':24} {theirs:9,.0f} cases a second")
    lines = [msgspec.json.encode(case) for case in cases]
    stream = answer_lines(chain.from_iterable(repeat(lines)), engine)
    for name, answer, times in (
        ("cramps posterior", engine.posterior, TIMES),
        ("cramps stream", lambda _: next(stream), TIMES),
        ("cramps differential", engine.differential, 0),
    ):
        ours = rate(answer, cases, seconds)
        verdict = "within" if ours >= ENOUGH and ours / theirs >= times else "SHORT of the aims"
        print(f"{name:24} {ours:9,.0f} cases a second, {ours / theirs:6.1f} times hpo3: {verdict}")
    print(f"aims: {ENOUGH:,} a second; ranking and stream {TIMES} times hpo3")


if __name__ == "__main__":
    main()
