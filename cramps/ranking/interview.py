"""An interview: one question at a time, the most telling first, until the answer stands or runs out.

Pure state: it asks nothing and prints nothing. The command line asks and prints.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import structs

from cramps.knowledge import closed_lists
from cramps.ranking.danger import Danger
from cramps.ranking.differential import Case, Differential, Engine
from cramps.ranking.next_step import Question, questions

Answer = Literal["yes", "no", "unknown"]

#: What a patient can answer.
ASKED: tuple[closed_lists.FindingKind, ...] = ("symptom", "trigger", "circumstance")
#: What an examiner can answer besides.
EXAMINED: tuple[closed_lists.FindingKind, ...] = (*ASKED, "sign")


class Asked(NamedTuple):
    """A question with its answer."""

    question: Question
    answer: Answer


class Interview:
    """What has been asked and answered, on top of what was known at the start."""

    def __init__(self, engine: Engine, start: Case, *, examine: bool = False) -> None:
        self.engine = engine
        self.start = start
        self.kinds = EXAMINED if examine else ASKED
        self.asked: list[Asked] = []

    @property
    def case(self) -> Case:
        """The case as it stands."""
        yes = [a.question.id for a in self.asked if a.answer == "yes"]
        no = [a.question.id for a in self.asked if a.answer == "no"]
        return structs.replace(
            self.start,
            present=tuple(dict.fromkeys((*self.start.present, *yes))),
            absent=tuple(dict.fromkeys((*self.start.absent, *no))),
        )

    def next_question(self) -> Question | None:
        """Give the question with the highest gain; None when nothing is left worth asking."""
        skip = {a.question.id for a in self.asked}
        found = questions(self.engine, self.case, kinds=self.kinds, skip=skip, limit=None)
        return next((q for q in found if self._possible(q.id)), None)

    def _possible(self, finding: str) -> bool:
        """Tell whether a no would contradict nothing that is present."""
        below = self.engine.kb.narrower.get(finding, ())
        return not set(below) & {*self.case.present, *self.case.maybe}

    def answer(self, question: Question, answer: Answer) -> None:
        """Take an answer."""
        self.asked.append(Asked(question, answer))

    def back(self) -> Question | None:
        """Take the last answer back and give its question; None where there is none."""
        return self.asked.pop().question if self.asked else None

    def differential(self) -> Differential:
        """The list as it stands."""
        return self.engine.differential(self.case)

    def red_flags(self) -> tuple[Danger, ...]:
        """Give the dangers that what is known raises."""
        return self.engine.dangers.raised(self.case)
