"""How well the differential ranks the published cases of ``benchmarks/cases``.

Usage: python benchmarks/evaluate.py [--tuning | --all] [--setting none|neurology|primary-care]
       python benchmarks/evaluate.py [--tuning | --all] --save FILE | --against FILE

By default the test half. The cases were chosen some per disorder, however common it is, so the prior
is that of `--setting none`, all disorders alike, as the baselines assume too; `--setting neurology`
shows what the default of `cramps ddx` makes of the same cases.

`--save` writes the rank of each case's disorder into a file, `--against` compares with such a file case by
case (sign test): is the ranking worse than it was, beyond chance? For the ranks of another commit, unpack it
(`git archive`) and run this file with PYTHONPATH set to that place.
"""

import argparse
import sys
from collections.abc import Sequence
from random import Random
from statistics import mean
from typing import Final, NamedTuple

import interviews
import msgspec
import paired
from baselines import Cramps, Ranking, rankings, truth_of
from case_files import PublishedCase, read
from metrics import (
    Answer,
    Interval,
    Summary,
    area_under_curve,
    calibration_error,
    interval,
    rank,
    reliability,
    summary,
)
from robustness import Disturbances

from cramps.opening import load
from cramps.ranking.differential import Engine, Setting

SEED: Final = 20261122
#: Each disturbance is made so often.
REPEATS: Final = 2
#: So many cases, drawn by the seed, are disturbed, and so many are interviewed: all would take an hour.
DISTURBED: Final = 60
INTERVIEWED: Final = 12
WIDTH: Final = 24

#: What the columns of the first table are, and what is aimed at with and without results.
LEGEND: Final = """\
top-k   share of cases whose disorder is among the first k disorders; ties have their mean rank
MRR     mean of 1 / rank
Brier   squared error summed over all disorders and none of these, mean over the cases inside
Brier*  the same with the cases from outside, whose truth is none of these
ECE     |confidence - success| of the first disorder, in five bins, cases from outside among them
In brackets: 95 % intervals, the cases drawn anew 1,000 times (for the ECE this draws more error than there is).
Aims: with results top-1 70 %, top-3 88 %; without them top-1 45 %, top-3 70 %."""


class Run(NamedTuple):
    """What is evaluated."""

    engine: Engine
    rankings: list[Ranking]
    cases: list[PublishedCase]
    setting: Setting

    def truths(self) -> list[int]:
        """Give the number of each case's disorder, -1 for none."""
        return [truth_of(self.engine, case) for case in self.cases]

    def drawn(self, most: int) -> list[tuple[PublishedCase, int]]:
        """Give at most so many cases from inside with their truths, always the same."""
        inside = [(c, t) for c, t in zip(self.cases, self.truths(), strict=True) if t >= 0]
        dice = Random(SEED)  # noqa: S311 - no secrets here
        return inside if len(inside) <= most else dice.sample(inside, most)

    def answers(self, ranking: Ranking, *, results: bool) -> list[Answer]:
        """Answer every case."""
        return [
            ranking.answer(
                msgspec.structs.replace(case.as_case(results=results), setting=self.setting)
            )
            for case in self.cases
        ]


def title(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def accuracy(run: Run, *, results: bool) -> None:
    """Print one line a ranking: ranks, Brier score and calibration; then how far the first is ahead."""
    title("With test results" if results else "History and examination only")
    print(
        f"{'':{WIDTH}} {'top-1':>14} {'top-3':>14} {'top-5':>6} {'MRR':>6} "
        f"{'Brier':>6} {'Brier*':>6} {'ECE':>19}"
    )
    truths = run.truths()
    ranks = []
    for ranking in run.rankings:
        answers = run.answers(ranking, results=results)
        told = list(zip(answers, truths, strict=True))
        ranks.append([rank(a.scores, t) for a, t in told if t >= 0])
        error = interval(told, _error)
        print(_line(ranking.name, summary(answers, truths), ranks[-1], error))
    for ranking, others in zip(run.rankings[1:], ranks[1:], strict=True):
        pairs = list(zip(ranks[0], others, strict=True))
        ahead = (f"top-{k} {_ahead(pairs, k)}" for k in (1, 3))
        print(f"ahead of {ranking.name}: " + ", ".join(ahead))


def _error(told: Sequence[tuple[Answer, int]]) -> float:
    answers, truths = zip(*told, strict=True)
    return calibration_error(reliability(answers, truths))


def _ahead(pairs: Sequence[tuple[float, float]], most: int) -> str:
    """Say by how many points in a hundred the first of two rankings has more among so many."""
    more = [(mine <= most) - (other <= most) for mine, other in pairs]
    low, high = interval(more, mean)
    return f"{100 * mean(more):+.0f} ({100 * low:+.0f} to {100 * high:+.0f})"


def _line(name: str, s: Summary, ranks: Sequence[float], error: Interval) -> str:
    shares = []
    for share, most in ((s.top1, 1), (s.top3, 3)):
        low, high = interval([r <= most for r in ranks], mean)
        shares.append(f"{100 * share:4.0f} % ({100 * low:2.0f}-{100 * high:2.0f})")
    rest = " ".join(f"{value:6.3f}" for value in (s.reciprocal, s.brier, s.brier_all))
    return (
        f"{name:{WIDTH}} {shares[0]:>14} {shares[1]:>14} {100 * s.top5:4.0f} % {rest} "
        f"{s.calibration:5.3f} ({error.low:.3f}-{error.high:.3f})"
    )


def calibration(run: Run) -> None:
    """Print how sure cramps was of its first disorder, and how often that was right."""
    title("Calibration of cramps: its first disorder")
    print(f"{'':{WIDTH}} {'said':>13} {'cases':>6} {'mean':>6} {'right':>6}")
    for results in (True, False):
        for b in reliability(run.answers(run.rankings[0], results=results), run.truths()):
            name = "with results" if results else "without"
            said = f"{100 * b.low:.0f} to {100 * b.high:.0f} %"
            print(
                f"{name:{WIDTH}} {said:>13} {b.number:6} "
                f"{100 * b.confidence:4.0f} % {100 * b.right:4.0f} %"
            )


def outside(run: Run) -> None:
    """Print how the cases are answered whose disorder is not in the knowledge base."""
    truths = run.truths()
    title(f"The {truths.count(-1)} cases from outside the knowledge base")
    print(f"{'':{WIDTH}} {'results':>7} {'>50 %':>6} {'>80 %':>6} {'none':>6} {'AUC':>6}")
    for ranking in run.rankings:
        for results in (True, False):
            answers = run.answers(ranking, results=results)
            apart = [a for a, t in zip(answers, truths, strict=True) if t < 0]
            sure = [a.confidence for a in apart]
            inside = [a.confidence for a, t in zip(answers, truths, strict=True) if t >= 0]
            shares = (
                mean(s > 0.5 for s in sure),
                mean(s > 0.8 for s in sure),
                mean(a.probabilities[-1] for a in apart),
            )
            print(
                f"{ranking.name:{WIDTH}} {'with' if results else 'without':>7} "
                + " ".join(f"{100 * share:4.0f} %" for share in shares)
                + f" {area_under_curve(inside, sure):6.2f}"
            )
    print(">50 %: the first disorder has more than that; none: mean share of none of these;")
    print("AUC: chance that a case from inside is answered more surely than one from outside")


def robustness(run: Run) -> None:
    """Print top-1 and top-3 of the disturbed cases, test results included."""
    title(
        f"Robustness: top-1 and top-3 with results, {DISTURBED} cases at most, "
        f"mean of {REPEATS} seeded repeats"
    )
    disturbances = Disturbances(run.engine).all()
    print(f"{'':{WIDTH}} {'as told':>11}", *(f"{name:>20}" for name in disturbances))
    inside = [(case.as_case(results=True), truth) for case, truth in run.drawn(DISTURBED)]
    inside = [(msgspec.structs.replace(c, setting=run.setting), t) for c, t in inside]
    disturbed = {
        name: [
            (disturb(case, truth, dice), truth)
            for dice in (Random(SEED + n) for n in range(REPEATS))  # noqa: S311 - no secrets here
            for case, truth in inside
        ]
        for name, disturb in disturbances.items()
    }
    for ranking in run.rankings:
        cells = []
        for cases in (inside, *disturbed.values()):
            ranks = [rank(ranking.answer(case).scores, truth) for case, truth in cases]
            one, three = (100 * mean(r <= limit for r in ranks) for limit in (1, 3))
            cells.append(f"{one:3.0f} / {three:3.0f} %")
        print(f"{ranking.name:{WIDTH}} {cells[0]:>11}", *(f"{cell:>20}" for cell in cells[1:]))


def interview(run: Run) -> None:
    """Print how many questions it takes until the truth is among the first three."""
    title(f"Interview: questions until the truth is among the first {interviews.SEEN_TOGETHER}")
    for name, kinds in (
        ("history and signs", interviews.KINDS),
        ("history alone", tuple(kind for kind in interviews.KINDS if kind != "sign")),
    ):
        lengths = [
            interviews.length(run.engine, case, truth, run.setting, kinds)
            for case, truth in run.drawn(INTERVIEWED)
        ]
        middle = interviews.median(lengths)
        reached = mean(n is not None for n in lengths)
        said = f"more than {interviews.LONGEST}" if middle is None else f"{middle:g}"
        print(
            f"{name:{WIDTH}} median {said}; reached within {interviews.LONGEST} "
            f"in {100 * reached:.0f} % of {len(lengths)} cases"
        )


def ranks_of(run: Run, half: str) -> paired.Ranks:
    """Give the rank of each case's disorder."""
    found = {}
    for results in (True, False):
        answers = run.answers(Cramps(run.engine), results=results)
        told = zip(run.cases, answers, run.truths(), strict=True)
        found[results] = {case.id: rank(a.scores, t) for case, a, t in told if t >= 0}
    return paired.Ranks(
        half=half, setting=run.setting, with_results=found[True], without=found[False]
    )


def chosen(cases: Sequence[PublishedCase], half: str) -> list[PublishedCase]:
    """Give the cases of a half, or all."""
    return [case for case in cases if half in ("all", case.half)]


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    for half in ("tuning", "all"):
        which.add_argument(f"--{half}", dest="half", action="store_const", const=half)
    parser.add_argument(
        "--setting", choices=("none", "neurology", "primary-care"), default="none", help="the prior"
    )
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--save", metavar="FILE", help="only write the ranks of the cases there")
    alone.add_argument(
        "--against", metavar="FILE", help="only compare with the ranks written there"
    )
    parser.add_argument("--data", help="another knowledge base than the packaged one")
    parser.set_defaults(half="test")
    return parser.parse_args()


def by_case(run: Run, told: argparse.Namespace) -> None:
    """Write the ranks of the cases, or compare them with those that were written before."""
    ranks = ranks_of(run, told.half)
    if told.save:
        paired.write(told.save, ranks)
        return
    before = paired.read(told.against)
    if (before.half, before.setting) != (ranks.half, ranks.setting):
        sys.exit(f"{told.against} has the {before.half} half and setting {before.setting}")
    print(*paired.told(before, ranks), sep="\n")


def main() -> None:
    """Print all tables."""
    told = options()
    engine, cases = Engine(load(told.data)), read()
    if told.save or told.against:
        by_case(Run(engine, [], chosen(cases, told.half), told.setting), told)
        return
    ranked = rankings(engine, chosen(cases, "tuning"))
    run = Run(engine, ranked, chosen(cases, told.half), told.setting)
    truths = run.truths()
    inside = sum(truth >= 0 for truth in truths)
    which = {"test": "the test half", "tuning": "the tuning half", "all": "both halves"}
    print(
        f"{inside} cases of {len(set(truths) - {-1})} disorders and "
        f"{len(run.cases) - inside} from outside, {which[told.half]}; {len(engine.ids)} candidates"
        f" and none of these; setting {told.setting}"
    )
    print(LEGEND)
    for results in (True, False):
        accuracy(run, results=results)
    calibration(run)
    outside(run)
    robustness(run)
    interview(run)


if __name__ == "__main__":
    main()
