"""What the ranking assumes where no entry tells; the defaults come from the tuning half of the cases."""

from __future__ import annotations

from typing import Final

import msgspec

from cramps.knowledge import closed_lists
from cramps.knowledge.closed_lists import Setting


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the ranking assumes, with the defaults."""

    #: P(f | D) where the entry lists f without a frequency.
    unknown: float = 0.25
    #: The same for a sign or a trigger: those that nobody counted are mostly the rarer ones.
    unknown_sign: float = 0.15
    #: The same for a test result that confirms it, or is normal: it is listed because it is expected. One by
    #: which a cause, a companion or a consequence is looked for counts as a finding.
    unknown_result: float = 0.7
    #: The same for what the HPO annotates without a frequency: seen in somebody.
    unknown_annotated: float = 0.1
    #: Where only some kinds of a disorder are annotated with it, by their share, and no less than this.
    fewest_kinds: float = 0.5
    #: A circumstance that an entry lists without a frequency is so many times as common as among others, up
    #: to this share.
    unknown_circumstance: float = 8.0
    unknown_circumstance_most: float = 0.4
    #: A count (15 of 16) is drawn towards this share, as if so many patients more had been counted.
    count_middle: float = 0.3
    counted_more: float = 3.0
    #: P(f | D) / P(f | others) where an entry of usual length does not mention f; a longer one would have.
    unmentioned: float = 0.4
    #: Findings of an entry of usual length; one that is merely annotated counts by this share.
    entry_length: float = 25.0
    annotated_length: float = 0.5
    #: No entry counts as shorter than this: one of three lines that is silent says something too.
    shortest_entry: float = 6.0
    #: What the ratio of a broad finding is multiplied by for a kind of it that the entry does not list, where
    #: it lists other kinds, or the broad one speaks for it.
    sibling: float = 0.8
    #: P(f | D) stays within these: no single observation proves or excludes.
    lowest: float = 0.003
    highest: float = 0.95
    #: P(f | others) stays within these.
    rarest: float = 0.01
    commonest: float = 0.6
    #: The same of how it began (within days, suddenly), of which no entry tells but where it stands out.
    course: float = 0.1
    #: The same of a change in a gene.
    rarest_gene: float = 0.003
    #: Of those who have cramps of other causes so many stand for people at large, each reference being one.
    at_large: float = 1.0
    #: P(result | D) is at most this for another result than the entry lists for the same test.
    contrary: float = 0.1
    #: What a kind adds to what it is a kind of (weak legs to weakness) counts by this share.
    kin: float = 0.8
    #: A finding that so many have begins to belong to the disorder's story: where it is not told, that counts.
    cardinal: float = 0.8
    #: P(told | there) of a finding that all have.
    told: float = 0.7
    #: Each log likelihood ratio is multiplied by this: the findings of one patient hang together.
    temper: float = 0.6
    #: The same of a circumstance and of a change in a gene, which hang together with little else.
    temper_apart: float = 1.0
    #: A finding that is denied counts by this share of its weight: it was asked for because it was expected.
    denial: float = 0.5
    #: The log odds of the first candidate are multiplied by this: so it is right as often as it says
    #: (cross-validated on the tuning half).
    sureness: float = 0.6
    #: A finding that is there perhaps counts by this share of its weight.
    maybe: float = 0.5
    #: What the odds of a disorder are multiplied by for a result that defines it, and divided by without it.
    defining: float = 100.0
    #: The same to this power for another disorder whose entry lists the result: who has it has both, so they
    #: are no rivals, and what else is there decides which comes first.
    defining_with: float = 0.7
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
    #: How many times as often cramps come with a drug as without, where nobody measured it.
    drug_ratio: dict[closed_lists.DrugLink, float] = msgspec.field(
        default_factory=lambda: {
            "established": 3.0,
            "reported": 2.0,
            "disputed": 1.2,
            "none-known": 1.0,
        }
    )
    #: What the odds of a disorder are multiplied by where a danger that cannot wait points to it and two things or
    #: more raised it: the rule knows what they mean together, which each by itself does not say.
    pointed_to: float = 5.0
    #: What the odds of an idiopathic disorder are multiplied by while a drug that causes cramps, nobody
    #: knows how often, is taken: it is what is left when no cause is found.
    idiopathic_on_drug: float = 0.15
    #: P(f | a drug causes it) of what the drug does to muscle.
    drug_effect: float = 0.9
    #: Prior weight of *none of these*, in disorders of middling prevalence (1 in 10,000).
    none_of_these: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 8.0, "neurology": 8.0, "none": 6.0}
    )
    #: What a cause that is not here explains: this share of what one that made every finding certain would.
    unlisted: float = 0.15
    #: What the prior of a disorder is multiplied by of which there are annotations and nothing else: it is
    #: rare, or seldom tells itself by cramps, and nobody has yet written more.
    merely_annotated: float = 0.25
    #: A disorder's prior is its prevalence to this power: rare disease gathers at the neurologist's.
    prevalence_power: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 0.4, "neurology": 0.3, "none": 0.0}
    )
    #: The likeliest candidate fits poorly where it explains less than this of what is there.
    poor_fit: float = 0.5
    #: Standard deviations of the log of a chance: unknown; a band or percentage at least; not mentioned.
    spread_unknown: float = 0.8
    spread_least: float = 0.15
    spread_unmentioned: float = 0.6


PREVALENCE: Final[dict[closed_lists.PrevalenceBand, float]] = {
    ">1/10": 2e-1,
    "1-9/100": 3e-2,
    "1-9/1000": 3e-3,
    ">1/1000": 2e-3,
    "6-9/10000": 7.5e-4,
    "1-5/10000": 2.5e-4,
    "1-9/100000": 4e-5,
    "1-9/1000000": 4e-6,
    "<1/1000000": 5e-7,
    "unknown": 2.5e-4,  # the middle of those that were counted
}
#: What has a number at Orphanet or OMIM and no known prevalence: most of those are below 1 in 1,000,000.
RARE: Final = 1e-6
#: The prevalence at which a disorder weighs one.
MIDDLING: Final = 1e-4
#: Who tells no age is of this or more: nobody leaves out that the patient is a child.
ADULT: Final = 16
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
