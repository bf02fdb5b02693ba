"""A case: what is known of a patient, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cramps.errors import BadQuery

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

Setting = Literal["primary-care", "neurology", "none"]
Sex = Literal["male", "female"]

OLDEST: Final = 120


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a patient; ids throughout."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    #: Test results that were found.
    results: tuple[str, ...] = ()
    #: Test results that were looked for and not found.
    not_results: tuple[str, ...] = ()
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


def is_empty(case: Case) -> bool:
    """Tell whether a case has no observation at all."""
    return not any((case.present, case.absent, case.maybe, case.results, case.not_results))
