"""The same cases with unrelated disorders more: what growing the knowledge base changes.

Usage: python benchmarks/growth.py [--tuning | --all]

Adds 50, 100 and 150 generated disorders, each with findings of its own, and prints top-1 and top-3 of the published cases among the disorders that were there
before, how often the order of these stayed, and how many critical ones went missing. Odds among the rest
do not move at all; a share falls by what the new ones take.
"""

import argparse
from typing import Final

import msgspec
from baselines import truth_of
from case_files import read
from metrics import rank

from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.ranking.differential import Case, Engine

MORE: Final = (0, 50, 100, 150)
FREQUENCIES: Final = ("9/10", "50%", "frequent", None, "occasional")


def unrelated(kb: KnowledgeBase, number: int) -> model.Disorder:
    """Make a disorder whose findings no other has."""
    some = next(iter(kb.disorders.values()))
    made: model.Disorder = msgspec.structs.replace(
        some,
        id=f"unrelated-{number}",
        name=f"Unrelated {number}",
        group="muscle",
        prevalence=model.Prevalence(),
        onset=model.Onset(),
        sex=model.Sex(),
        critical=number % 3 == 0,
        reference=False,
        findings=tuple(
            model.DisorderFinding(finding=f"unrelated-{number}-{n}", frequency=share)
            for n, share in enumerate(FREQUENCIES * 5)
        ),
        tests=(),
    )
    return made


def grown(kb: KnowledgeBase, more: int) -> KnowledgeBase:
    """Give a knowledge base with so many unrelated disorders more."""
    added = [unrelated(kb, n) for n in range(more)]
    findings = {
        f.finding: model.Finding(id=f.finding, name=f.finding, kind="symptom", ask="Is it there?")
        for d in added
        for f in d.findings
    }
    kept = {k: dict(kb.table(k)) for k in ("tests", "drugs", "overview", "red_flags")}
    disorders = {**kb.disorders, **{d.id: d for d in added}}
    tables = {**kept, "disorders": disorders, "findings": {**kb.findings, **findings}}
    return KnowledgeBase(tables, f"{kb.origin} and {more}")


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    for half in ("tuning", "all"):
        which.add_argument(f"--{half}", dest="half", action="store_const", const=half)
    parser.set_defaults(half="test")
    half = parser.parse_args().half
    kb = load()
    cases = [c for c in read() if half in ("all", c.half)]
    first: list[tuple[list[str], set[str]]] = []
    print(f"{'more':>5} {'top-1':>6} {'top-3':>6} {'same order':>11} {'critical lost':>14}")
    for more in MORE:
        engine = Engine(grown(kb, more))
        ranks, told = [], []
        for case in cases:
            asked: Case = msgspec.structs.replace(case.as_case(results=True), setting="none")
            scores = engine.scores(asked)
            order = sorted((-scores[n], engine.ids[n], n) for n in range(len(kb.disorders)))
            critical = {engine.ids[n] for n in engine.not_excluded(asked, scores)}
            told.append(([name for _, name, _ in order], critical))
            truth = truth_of(engine, case)
            if truth >= 0:
                ranks.append(rank(scores, truth))
        first = first or told
        same = sum(a[0] == b[0] for a, b in zip(first, told, strict=True)) / len(told)
        lost = sum(len(a[1] - b[1]) for a, b in zip(first, told, strict=True))
        one, three = (sum(r <= k for r in ranks) / len(ranks) for k in (1, 3))
        print(f"{more:5} {100 * one:4.0f} % {100 * three:4.0f} % {100 * same:9.0f} % {lost:14}")


if __name__ == "__main__":
    main()
