"""What a differential answers: candidates with their shares and reasons, and what is not yet excluded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from cramps.cases.case import Case
from cramps.ranking.danger import Calm, Danger, Possible
from cramps.ranking.drugs import Effect
from cramps.weighing.tables import Sign

NONE_OF_THESE: Final = "none-of-these"


class Contribution(msgspec.Struct, frozen=True):
    """What one observation does for a candidate."""

    #: Id of a finding, result or drug; ``age``, ``sex``, ``prior``, or ``danger``: one that is raised points to it.
    id: str
    sign: Sign
    #: Above one it speaks for the candidate, below one against; tempered as it entered the sum.
    likelihood_ratio: float
    #: The entry lists the observation, or one that it follows from.
    explained: bool


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder, a drug that is taken, or none of these, with its share."""

    id: str
    name: str
    probability: float
    critical: bool
    contributions: tuple[Contribution, ...]
    #: Present findings and results that the candidate does not explain; what is normal wants no explanation.
    unexplained: tuple[str, ...]
    #: Between these the share lies in four of five, as far as the frequencies behind it are known.
    low: float = 0.0
    high: float = 1.0
    #: Part of the evidence for and against that rests on frequencies counted in 20 patients or more.
    counted: float = 0.0
    #: Disorders that a result of the case defines, where the entry lists that result too: who has the candidate has
    #: both, so they are no rivals though each has a share of its own.
    goes_with: tuple[str, ...] = ()
    #: What a drug does, where the candidate is one: review it first.
    drug: Effect | None = None


class Excluder(msgspec.Struct, frozen=True):
    """What would speak against a disorder: something it nearly always has, if it were not there."""

    id: str
    #: P(found | disorder).
    frequency: float
    #: What the odds of the disorder are multiplied by when it is not there.
    likelihood_ratio: float


class Unexcluded(msgspec.Struct, frozen=True, kw_only=True):
    """A critical disorder that is not yet excluded."""

    id: str
    name: str
    probability: float
    excluded_by: tuple[Excluder, ...]
    #: What all that is there multiplies its odds by; what is denied does not count: it may yet come.
    support: float = 1.0
    #: It explains half at least of what is there and wants a cause, and that speaks for it.
    fits: bool = False


class Differential(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a case."""

    case: Case
    #: The dangers that the case raises, whatever the ranking says, the most urgent first.
    red_flags: tuple[Danger, ...] = ()
    #: Those that cannot wait, and that the case would raise if what is not sure is there: told under an
    #: "if", or the nearest to words that were not understood.
    perhaps: tuple[Possible, ...] = ()
    #: Where there is none and all is ordinary: that no test is needed, why, and when to come back.
    calm: Calm | None = None
    #: All candidates, the likeliest first; none of these is among them.
    candidates: tuple[Candidate, ...]
    #: Those that fit come first: what is there orders them, and by half how common they are.
    critical: tuple[Unexcluded, ...]
    #: Observations that no disorder of the knowledge base explains.
    unknown_to_all: tuple[str, ...]
    #: What is there and the likeliest disorder does not explain, where that is most of it: nothing here
    #: explains the case well. Empty where one does.
    poorly_explained: tuple[str, ...] = ()


def top(candidates: Iterable[Candidate], number: int) -> tuple[Candidate, ...]:
    """Give the likeliest candidates, and none of these with them wherever it stands."""
    placed = enumerate(candidates)
    return tuple(c for place, c in placed if place < number or c.id == NONE_OF_THESE)
