"""What the ranking assumes where no entry tells; the defaults come from the tuning half of the cases."""

from __future__ import annotations

from typing import Final

import msgspec

from cramps.cases.case import Setting
from cramps.knowledge import closed_lists


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the ranking assumes, with the defaults."""

    #: P(f | D) where the entry lists f without a frequency.
    unknown: float = 0.4
    #: The same for a sign: those that nobody counted are mostly the rarer ones.
    unknown_sign: float = 0.15
    #: The same for a test result: results are listed because they are expected.
    unknown_result: float = 0.7
    #: P(f | D) / P(f | others) where an entry of mean length does not mention f; a longer one would have.
    unmentioned: float = 0.4
    #: P(narrow | broad): a disorder that lists weakness explains foot drop to this share.
    narrowing: float = 0.35
    #: P(f | D) / P(f | others) where the entry lists another kind of the same finding.
    sibling: float = 0.7
    #: P(f | D) stays within these: no single observation proves or excludes.
    lowest: float = 0.01
    highest: float = 0.98
    #: P(f | others) stays within these.
    rarest: float = 0.03
    commonest: float = 0.6
    #: P(result | D) is at most this for another result than the entry lists for the same test.
    contrary: float = 0.1
    #: A finding that is a kind of another counts by this share: its kin come along with it.
    kin: float = 0.6
    #: A finding that so many have belongs to the disorder's story: where it is not told, that counts.
    cardinal: float = 0.9
    #: P(told | there) of such a finding.
    told: float = 0.7
    #: Each log likelihood ratio is multiplied by this.
    temper: float = 0.7
    #: A finding that is there perhaps counts by this share of its weight.
    maybe: float = 0.5
    #: Likelihood ratios of the age at onset (or now): within the usual years, and that many years or
    #: more before and after them; in between they slide.
    typical_age: float = 1.0
    too_young: float = 0.1
    too_old: float = 0.4
    years_off: float = 20
    #: A disorder is told up to so many years after it began.
    years_to_diagnosis: float = 10
    #: Likelihood ratios of sex: in a disorder of the other sex only, preferred, less often.
    wrong_sex: float = 0.02
    preferred_sex: float = 1.2
    other_sex: float = 0.5
    #: What the odds of a disorder are multiplied by when a drug that causes it is taken.
    drug_cause: float = 3.0
    #: Prior share of *none of these*.
    background: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 0.5, "neurology": 0.3, "none": 0.1}
    )
    #: A disorder's prior is its prevalence to this power: rare disease gathers at the neurologist's.
    prevalence_power: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 0.5, "neurology": 0.15, "none": 0.0}
    )


PREVALENCE: Final[dict[closed_lists.PrevalenceBand, float]] = {
    ">1/1000": 2e-3,
    "6-9/10000": 7.5e-4,
    "1-5/10000": 2.5e-4,
    "1-9/100000": 4e-5,
    "1-9/1000000": 4e-6,
    "<1/1000000": 5e-7,
    "unknown": 1e-4,
}
#: Years of the HPO onset terms.
ONSET_YEARS: Final[dict[closed_lists.OnsetBand, tuple[float, float]]] = {
    "congenital": (0, 0.1),
    "neonatal": (0, 0.1),
    "infantile": (0, 1),
    "childhood": (1, 5),
    "juvenile": (5, 15),
    "young-adult": (16, 40),
    "middle-age": (40, 60),
    "late": (60, 120),
}
