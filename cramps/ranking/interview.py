"""An interview: danger first, then what kind of contraction it is, then what separates the causes.

Pure state: it asks nothing and prints nothing. The command line asks and prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal, NamedTuple

from msgspec import structs

from cramps.knowledge import closed_lists
from cramps.ranking.danger import Danger
from cramps.ranking.danger_questions import DangerQuestions
from cramps.ranking.differential import NONE_OF_THESE, Case, Differential, Engine, is_empty
from cramps.ranking.next_step import FIRST, Effect, Question, changes, questions

Answer = Literal["yes", "no", "unknown"]
#: What a question is for.
Phase = Literal["complaint", "danger", "phenomenon", "cause"]

#: What a patient can answer.
ASKED: tuple[closed_lists.FindingKind, ...] = ("symptom", "trigger", "circumstance")
#: What an examiner can answer besides.
EXAMINED: tuple[closed_lists.FindingKind, ...] = (*ASKED, "sign")
#: At most so many questions look for danger, and so many for the kind of contraction.
MOST_OF_DANGER: Final = 6
MOST_OF_PHENOMENON: Final = 3


class Asked(NamedTuple):
    """A question with its answer."""

    question: Question
    answer: Answer
    phase: Phase


class Interview:
    """What has been asked and answered, on top of what was known at the start."""

    def __init__(self, engine: Engine, start: Case, *, examine: bool = False) -> None:
        self.engine = engine
        self.start = start
        self.kinds = EXAMINED if examine else ASKED
        self.asked: list[Asked] = []
        self._phases: dict[str, Phase] = {}
        self._dangers = DangerQuestions(engine)

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
        """Give the next question; None when no answer would change what comes first."""
        case = self.case
        skip = {a.question.id for a in self.asked}
        found = questions(self.engine, case, kinds=self.kinds, skip=skip)
        possible = {q.id: q for q in found if self._possible(q.id, case)}
        for phase, question in self._in_order(case, possible):
            self._phases[question.id] = phase
            return question
        return None

    def _in_order(
        self, case: Case, possible: dict[str, Question]
    ) -> Iterator[tuple[Phase, Question]]:
        """Give what may be asked, the next first."""
        leads = [possible[f] for f in self._phenomena if f in possible]
        if leads and is_empty(case) and not self._count("complaint"):
            yield "complaint", leads[0]
        if self._count("danger") < MOST_OF_DANGER:
            for f in self._dangerous(case, possible):
                yield "danger", possible[f]
        if self._count("phenomenon") < MOST_OF_PHENOMENON and not self._contraction_is_told(case):
            for q in sorted(leads, key=lambda q: (-q.worth, q.id)):
                yield "phenomenon", q
        first = [c.id for c in self.engine.differential(case).candidates[:FIRST]]
        for q in possible.values():
            if changes(q, first):
                yield "cause", q

    def _count(self, phase: Phase) -> int:
        return sum(a.phase == phase for a in self.asked)

    @cached_property
    def _phenomena(self) -> tuple[str, ...]:
        """The finding by which the overview introduces each kind of contraction."""
        kb = self.engine.kb
        leads = (
            next((f for f in s.findings if kb.findings[f].kind in self.kinds), None)
            for s in kb.overview.values()
            if s.part == "phenomenon" and s.phenomenon
        )
        return tuple(dict.fromkeys(f for f in leads if f))

    def _contraction_is_told(self, case: Case) -> bool:
        """Tell whether a kind of contraction other than a cramp is there: then cramp or not is settled."""
        there = self.engine.evidence.read(case).there
        return any(f in there for f in self._phenomena[1:])

    def _dangerous(self, case: Case, possible: dict[str, Question]) -> list[str]:
        """Give what would raise a rule if it were there, the most urgent and likely first."""
        return list(self._dangers.ranked(case, {f: q.probability for f, q in possible.items()}))

    def _possible(self, finding: str, case: Case) -> bool:
        """Tell whether a no would contradict nothing that is present."""
        return not set(self.engine.kb.denies(finding)) & {*case.present, *case.maybe}

    def phase_of(self, question: Question) -> Phase:
        """Tell what a question that was given is for."""
        return self._phases.get(question.id, "cause")

    def why(self, question: Question) -> str:
        """Say in words what a question is for."""
        phase = self.phase_of(question)
        if phase == "danger":
            for danger in self._dangers.raised_by(self.case, question.id).get(question.id, ())[:1]:
                return f"A yes would be a warning: {danger.name}. {danger.action}"
        if phase in ("complaint", "phenomenon"):
            return (
                "What contracts, and how, is the first thing to know: a cramp, a spasm, a stiffness and a "
                "slow release have different causes."
            )
        return self._apart(question)

    def _apart(self, question: Question) -> str:
        now = {c.id: c.probability for c in self.differential().candidates}
        rises = [self._risen(effects, now) for effects in (question.if_yes, question.if_no)]
        parts = [
            f"a {word} makes {' and '.join(names)} likelier"
            for word, names in zip(("yes", "no"), rises, strict=True)
            if names
        ]
        if not parts:
            return "It helps to tell the causes that fit so far from each other."
        said = "; ".join(parts)
        return f"{said[0].upper()}{said[1:]}."

    def _risen(self, effects: tuple[Effect, ...], now: dict[str, float]) -> list[str]:
        """Name up to two of the leading candidates that an answer makes likelier."""
        risen = [e.id for e in effects if e.probability > 1.05 * now.get(e.id, 1.0)]
        return [self.engine.name_of(i) for i in risen if i != NONE_OF_THESE][:2]

    def answer(self, question: Question, answer: Answer) -> None:
        """Take an answer."""
        self.asked.append(Asked(question, answer, self.phase_of(question)))

    def back(self) -> Question | None:
        """Take the last answer back and give its question; None where there is none."""
        return self.asked.pop().question if self.asked else None

    def differential(self) -> Differential:
        """The list as it stands."""
        return self.engine.differential(self.case)

    def red_flags(self) -> tuple[Danger, ...]:
        """Give the dangers that what is known raises."""
        return self.engine.dangers.raised(self.case)
