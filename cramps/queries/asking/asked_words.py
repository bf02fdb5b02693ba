"""What the words of a question ask for: the part of an entry, the side of a medicine, a kind of test, a group.

A word that steers the answer is never told as not understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from cramps.knowledge.closed_lists import Group
from cramps.late_regex import late_regex
from cramps.queries.parts import Part, TestKind
from cramps.words.folding import fold, stem

#: In whom, or beside what, a medicine is given.
Aspect = Literal[
    "kidney disease",
    "liver disease",
    "the heart's rhythm",
    "pregnancy",
    "breast-feeding",
    "children",
    "old age",
]

# All words below are written as they are compared (`folding.fold`): to fold them at every start costs time.

#: What asks for a part: words, or several words behind one another, between commas.
_ASKED_BY: Final[dict[Part, str]] = {
    "dose": "dose, dosage, dosing, mg, gram, milligram, how much, titrate, titration, do i start, to start",
    "avoid": "avoid, contraindicated, contraindication, harm, harmful, dangerous, danger, safe, safety, unsafe, risky, ok to, okay to, ever ok, ever okay, all right to, caution, forbidden, risk, worse, worsen, when not, not to give, side effect, adverse",
    "cause": "cause, why, mechanism, protein, enzyme, pathophysiology, pathogenesis, how come, mode of action",
    "confirm": "confirm, diagnose, diagnosis, test, prove, proof, investigate, investigation, workup, work up, antibody, exclude, screen, check, monitor, measure",
    "gene": "gene, genetic, mutation, mutated, mutant, inherit, inheritance, hereditary, dominant, recessive, pass on, passed on, pass it on, run in the family, run in familie, my children, my kid, offspring",
    "how common": "common, prevalence, incidence, rare, often, frequent, frequency, how many, percent, percentage, per cent, proportion, share, how likely",
    "what helps": "first aid, first line, step, give, help, treat, treatment, therapy, relieve, management, manage, cure, medication, medicine, use, what to do, what do i do, what can i do, what should i do, what now, what next, what can be done, option, stop, when to stop, evidence, proven, effective, effectiveness, efficacy, benefit, advice, any good, any use",
    "difference": "difference, distinguish, separate, differ, versus, vs, differentiate, compare, tell from, apart",
    "what is seen": "symptom, sign, finding, feature, presentation, recognize, look like, manifestation, show up",
    "what sets it off": "trigger, provoke, precipitate, set off",
    "when to worry": "worry, worried, serious, urgent, urgency, emergency, doctor, clinician, hospital, refer, referral, referred, neurologist, neurology, specialist, red flag, warning sign, alarm sign, danger sign, how fast, how soon, how quickly, same day, admit, admission, not miss, not to miss, never miss, not be missed, assessment",
    "what it is": "definition, define, mean, meaning, stand for, short for, abbreviation",
}
#: Stems -> the part; the longest that stands at a place counts.
_PARTS: Final[dict[tuple[str, ...], Part]] = {
    tuple(map(stem, phrase.split())): part
    for part, phrases in _ASKED_BY.items()
    for phrase in phrases.split(",")
}
_LONGEST: Final = max(map(len, _PARTS))
#: With these, folded, a question begins that asks whether something works: does is de.
_WHETHER: Final = frozenset(["do", "de", "will", "can"])
#: What asks for the tests that a careful clinician does first, not for those that settle it.
_CHECKING: Final = frozenset(
    stem(word) for word in ("test", "check", "monitor", "measure", "workup", "investigate")
)
#: What asks for one kind of test.
_TEST_WORDS: Final[dict[TestKind, str]] = {
    "antibody": "antibody antibodie autoantibody autoantibodie",
    "gene": "gene genetic mutation mutated",
    "blood": "blood",
    "electrodiagnosis": "emg electromyography",
    "biopsy": "biopsy",
    "imaging": "mri imaging scan ultrasound ct",
}
_OF_TESTS: Final[dict[str, TestKind]] = {
    stem(word): kind for kind, words in _TEST_WORDS.items() for word in words.split()
}
#: Words of an aspect, by which it is asked for and by which a statement is known to tell of it.
_ASPECT_WORDS: Final[dict[Aspect, str]] = {
    "kidney disease": "kidney renal nephropathy uremia uremic dialysis hemodialysis ckd egfr",
    "liver disease": "liver hepatic cirrhosis cirrhotic",
    "the heart's rhythm": "qt qtc ecg heart cardiac arrhythmia atrioventricular infarction torsade av conduction bradycardia pacemaker echo echocardiogram echocardiography",
    "pregnancy": "pregnancy pregnant unborn fetus fetal teratogenic teratogenicity gestation",
    "breast-feeding": "breast feeding breastfeeding breastfeed lactation nursing",
    "children": "child children pediatric infant adolescent toddler kid",
    "old age": "elderly old older frail",
}
_OF_ASPECTS: Final[dict[Aspect, frozenset[str]]] = {
    aspect: frozenset(stem(word) for word in words.split())
    for aspect, words in _ASPECT_WORDS.items()
}
#: A child that is no patient yet.
_UNBORN: Final = late_regex(r"\bunborn child\b|\bchild ?bearing\b|\bunborn\b")
#: Below so many years a child is meant, and from so many on somebody old.
_GROWN_UP: Final = 16
_OLD: Final = 65
_YEARS: Final = frozenset(map(stem, ["year", "yr", "y"]))
#: Words that name a group of disorders by what is wrong.
_GROUP_WORDS: Final[dict[Group, str]] = {
    "electrolyte-endocrine": "metabolic electrolyte endocrine hormonal",
    "channelopathy": "channelopathy channelopathie",
    "drug-toxic": "toxic",
    "systemic": "systemic",
}
_OF_GROUPS: Final[dict[str, Group]] = {
    stem(word): group for group, words in _GROUP_WORDS.items() for word in words.split()
}
#: Words of a question that ask for nothing in particular.
_IN_QUESTIONS: Final = """
what which who when where how can could may should would de is are give given any best first if
about between there much many attack patient someone need cause change effect side off line cutoff
alway take tell make happen good work action person woman man drug medicine medication tablet next
now tonight today fast soon quickly disorder disease condition syndrome have has show find found
seen please explain describe list name common level value result test stop start continue question
answer know say mean flag warning red option urgent further other else harmless healthy normal
ordinary asymptomatic simple just worth try strike interact interaction together combine combination
maximum minimum start suspect suspected negative positive seronegative condition disorder dangerous unsafe
line first aid protein role surgery surgical operation anesthetist anesthesiologist
people patient adult women men affected step evidence proven practice clinic ward exam final sentence real quick quickly briefly
send order repeat missing lacking
prognosis outlook course life expectancy turn become chance
neurology neurologist specialist secondary care max long duration actually really still before starting begin
taken lifelong my me thing wait follow anything something ok okay prescribe bring horrible make worsen aggravate affect mode
"""
_ASKING: Final = frozenset(stem(word) for word in _IN_QUESTIONS.split())
#: Words that colour what is asked of, and are never told as not understood: an early ALS, an older patient.
COLOURING: Final = frozenset(
    map(
        stem,
        [
            *(
                "early",
                "late",
                "young",
                "older",
                "elderly",
                "newly",
                "diagnosed",
                "known",
            ),
            *("mild", "terrible", "bad", "awful", "every", "always", "often", "otherwize", "well"),
            *("recent", "recently", "possible", "possibly", "suspected", "exactly", "usually"),
            *("symptomatic", "acute", "occur", "happen"),
        ],
    )
)
#: What says that something is not there, put before its name.
PAINLESS: Final = frozenset(["painless", "painlessly"])


def parts_of(folded: Sequence[str]) -> tuple[tuple[Part, ...], frozenset[int]]:
    """Give the parts that are asked for, in their order, and the numbers of the words that ask for them."""
    stemmed = [stem(word) for word in folded]
    parts: list[Part] = []
    steering: set[int] = set()
    n = 0
    while n < len(stemmed):
        most = min(_LONGEST, len(stemmed) - n)
        length = next((k for k in range(most, 0, -1) if tuple(stemmed[n : n + k]) in _PARTS), 0)
        if length:
            parts.append(_PARTS[tuple(stemmed[n : n + length])])
            steering.update(range(n, n + length))
        n += length or 1
    if not {"work", "act"}.isdisjoint(stemmed):
        if "how" in folded:
            parts.append("cause")
        elif folded[0] in _WHETHER:
            parts.append("what helps")
    return tuple(dict.fromkeys(parts)), frozenset(steering)


def asks_first_tests(folded: Sequence[str]) -> bool:
    """Tell whether it is asked what to test or check, rather than what settles it."""
    stemmed = {stem(word) for word in folded}
    return not _CHECKING.isdisjoint(stemmed) and stem("confirm") not in stemmed


def tests_of(folded: Sequence[str]) -> frozenset[TestKind]:
    """Give the kinds of test that are asked for by name."""
    return frozenset(_OF_TESTS[s] for word in folded if (s := stem(word)) in _OF_TESTS)


def aspects_of(folded: Sequence[str]) -> Iterator[tuple[Aspect, int]]:
    """Give the aspects that words ask for, each with the number of its word; an age is one of the young or the old."""
    for n, word in enumerate(folded):
        if word == "old" and n > 1 and stem(folded[n - 1]) in _YEARS and folded[n - 2].isdecimal():
            if aged := of_age(int(folded[n - 2])):
                yield aged, n
            continue
        for aspect, words in _OF_ASPECTS.items():
            if stem(word) in words:
                yield aspect, n


def of_age(years: float) -> Aspect | None:
    """Give in whom a medicine is given by age: a child, or somebody old."""
    if years < _GROWN_UP:
        return "children"
    return "old age" if years >= _OLD else None


def tells_of(aspect: Aspect, text: str) -> bool:
    """Tell whether a statement tells of an aspect."""
    told = (stem(word) for word in _UNBORN.sub(" ", fold(text)).split())
    return not _OF_ASPECTS[aspect].isdisjoint(told) or (
        aspect == "pregnancy" and _UNBORN.search(fold(text)) is not None
    )


def begins_with(aspect: Aspect, text: str) -> bool:
    """Tell whether a statement is of an aspect above all: it begins with its name."""
    return stem(fold(text.partition(":")[0])) in _OF_ASPECTS[aspect]


def group_of(folded: Sequence[str]) -> Group | None:
    """Give the group of disorders that a word names; None where none does."""
    return next((_OF_GROUPS[stem(word)] for word in folded if stem(word) in _OF_GROUPS), None)


def asks_only(folded: str) -> bool:
    """Tell whether a word tells nothing beside what it asks."""
    stemmed = stem(folded)
    return (
        stemmed in _ASKING
        or (stemmed,) in _PARTS
        or stemmed in _OF_TESTS
        or stemmed in _OF_GROUPS
        or folded in PAINLESS
    )
