"""A case: what is known of a patient, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import closed_lists

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

Setting = closed_lists.Setting
Sex = closed_lists.PatientSex

OLDEST: Final = 120


class Measured(msgspec.Struct, frozen=True):
    """A number that a test gave."""

    test: str
    #: In the test's own unit.
    value: float
    unit: str | None = None
    #: The true value lies below, or above, the one that is given.
    bound: Literal["", "<", ">"] = ""
    #: As it was told, where that is in another unit: ``7.2 mg/dL``.
    told: str | None = None

    def __str__(self) -> str:
        """Write it as on the command line, as it was told: ``potassium=2.1 mmol/L``."""
        if self.told:
            return f"{self.test}{self.bound or '='}{self.told}"
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.test}{self.bound or '='}{self.value:g}{unit}"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a patient; ids throughout."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    #: Findings told under an "if", which may be there: they weigh nothing, and may be a danger.
    supposed: tuple[str, ...] = ()
    #: Test results that were found.
    results: tuple[str, ...] = ()
    #: Test results that were looked for and not found.
    not_results: tuple[str, ...] = ()
    #: What was measured, besides the results that it means.
    numbers: tuple[Measured, ...] = ()
    #: Drugs and toxins of the knowledge base to which the patient is exposed.
    drugs: tuple[str, ...] = ()
    #: Years.
    age: float | None = None
    onset_age: float | None = None
    sex: Sex | None = None
    setting: Setting = "neurology"
    #: All that is known was told, as in a referral letter: what a disorder nearly always has and is not
    #: mentioned then speaks against it.
    whole_story: bool = False
    #: All that was told was understood, but for words that can be no danger: only then it may be ordinary.
    understood: bool = True
    #: Words that were not understood and may tell of a danger: only for what danger they may mean.
    unread: tuple[str, ...] = ()


def check(case: Case, kb: KnowledgeBase) -> None:
    """Refuse what cannot be. Raises BadQuery for a contradiction or an impossible age."""
    for yes, no in (((*case.present, *case.maybe), case.absent), (case.results, case.not_results)):
        both = sorted(set(yes) & set(no))
        if both:
            raise BadQuery(f"{', '.join(both)}: present and absent at once; give one of them")
    for above in case.absent:
        below = sorted(set(kb.denies(above)) & {*case.present, *case.maybe})
        if below:
            raise BadQuery(f"{above} is absent, but {below[0]}, a kind of it, is present")
    for name, years in (("age", case.age), ("onset age", case.onset_age)):
        if years is not None and not 0 <= years <= OLDEST:
            raise BadQuery(f"an {name} of {years:g} years is not possible; give 0 to {OLDEST}")
    if case.age is not None and case.onset_age is not None and case.onset_age > case.age:
        raise BadQuery(f"it cannot have begun at {case.onset_age:g} when the age is {case.age:g}")


def settled(case: Case, kb: KnowledgeBase) -> tuple[Case, tuple[str, ...]]:
    """Leave out what contradicts the rest of a case; give the case and what was left out.

    Two things said of one patient at different times are no reason to refuse a case: of these the denial
    goes. A kind that is one here alone, and not in the HPO, contradicts nothing. An onset
    after the age, which may be that of a later encounter, goes too.
    """
    told = {*case.present, *case.maybe}
    there = {f for f in case.absent if f in told or not told.isdisjoint(kb.denies(f))}
    results = set(case.results)
    denied = [
        *(f for f in case.absent if f in there),
        *(r for r in case.not_results if r in results),
    ]
    left_out = [f"{i}: told as absent, but it or a kind of it is present" for i in denied]
    onset = case.onset_age
    if onset is not None and case.age is not None and onset > case.age:
        left_out.append(f"an onset at {onset:g} does not fit an age of {case.age:g}")
        onset = None
    if not left_out:
        return case, ()
    kept = msgspec.structs.replace(
        case,
        absent=tuple(f for f in case.absent if f not in there),
        not_results=tuple(r for r in case.not_results if r not in results),
        onset_age=onset,
    )
    return kept, tuple(left_out)


def is_empty(case: Case) -> bool:
    """Tell whether a case has no observation at all."""
    told = (case.present, case.absent, case.maybe, case.supposed, case.results)
    return not any((*told, case.not_results, case.numbers))
