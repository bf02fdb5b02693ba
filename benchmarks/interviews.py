"""How many questions the interview needs: it asks, a simulated patient answers from a published case.

The patient begins with the first symptom of the case, with age and sex. Asked for a finding, the
patient says yes where the case has it or a kind of it; no where the case denies it or something
broader, or where the case is silent and fewer than one in five with the true disorder have it;
otherwise that it is not known. No tests are done.
"""

from collections.abc import Collection, Sequence
from typing import Final, Literal, get_args

import msgspec
from case_files import PublishedCase
from metrics import rank

from cramps.knowledge import closed_lists
from cramps.ranking.differential import Case, Engine, Setting
from cramps.ranking.next_step import questions

SEEN_TOGETHER: Final = 3
#: An interview ends here at the latest.
LONGEST: Final = 15
#: Below this frequency in the true disorder a finding that the case does not mention is not there.
UNLIKELY: Final = 0.2
KINDS: Final[tuple[closed_lists.FindingKind, ...]] = get_args(closed_lists.FindingKind)

Reply = Literal["yes", "no", "unknown"]


def begin(engine: Engine, case: PublishedCase) -> Case:
    """Give the complaint: the first symptom, or the first finding where there is none."""
    kinds = engine.kb.findings
    symptoms = [f for f in case.present if kinds[f].kind == "symptom"]
    first = (symptoms or case.present)[0]
    return msgspec.structs.replace(
        case.as_case(results=False), present=(first,), absent=(), drugs=()
    )


def reply(engine: Engine, case: PublishedCase, truth: int, finding: str) -> Reply:
    """Answer as the patient of the case would."""
    if not {finding, *engine.kb.narrower.get(finding, ())}.isdisjoint(case.present):
        return "yes"
    if not {finding, *engine.kb.broader(finding)}.isdisjoint(case.absent):
        return "no"
    return "no" if engine.chance(truth, finding) < UNLIKELY else "unknown"


def length(
    engine: Engine,
    case: PublishedCase,
    truth: int,
    setting: Setting,
    kinds: Collection[closed_lists.FindingKind] = KINDS,
) -> int | None:
    """Count the questions until the truth is among the first three; None where it never is."""
    told = msgspec.structs.replace(begin(engine, case), setting=setting)
    asked: set[str] = set()
    for number in range(LONGEST + 1):
        if rank(engine.posterior(told)[:-1], truth) <= SEEN_TOGETHER:
            return number
        best = questions(engine, told, kinds=kinds, skip=asked, limit=1)
        if not best:
            return None
        finding = best[0].id
        asked.add(finding)
        answer = reply(engine, case, truth, finding)
        if answer == "yes":
            told = msgspec.structs.replace(told, present=(*told.present, finding))
        elif answer == "no":
            told = msgspec.structs.replace(told, absent=(*told.absent, finding))
    return None


def median(lengths: Sequence[int | None]) -> float | None:
    """Give the median, an interview without success being longer than any; None where that is it."""
    known = sorted(LONGEST + 1 if n is None else n for n in lengths)
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    return None if middle > LONGEST else middle
