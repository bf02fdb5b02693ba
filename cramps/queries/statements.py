"""The statements of an entry, each with the part that it answers and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from cramps.knowledge import frequency
from cramps.knowledge.closed_lists import Stance, Tier
from cramps.late_regex import late_regex
from cramps.queries.medicines import interactions
from cramps.queries.parts import Part, TestKind
from cramps.queries.purposes_of_tests import purpose
from cramps.queries.treatment_order import by_stance

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: Words of the name of a treatment that consists in leaving something out.
_SHUNNING: Final = frozenset(["avoid", "avoidance", "avoiding", "without"])
#: How what is not to be given is told, and the others.
_SHUN: Final = "advised against"
_STANCES: Final[dict[Stance, str]] = {
    "first-line": "first line",
    "option": "option",
    "specialist": "specialist",
    "avoid": _SHUN,
}
#: How what is particular to a danger says that something is to be left out.
_SHUNNED: Final = late_regex(
    r"\bavoid\w*|\bno (?:suxamethonium|depolarising|potassium|volatile|opioids?)\b"
    r"|\bnot to be (?:given|used|taken)\b|\bused only when\b|(?<!to )\bstop (?:all|the|it|or)\b",
    re.IGNORECASE,
)
#: Disorders that a drug causes, whose tests are told of it.
_CAUSED: Final = 3
#: How a rule of danger is told: from what cannot wait to what can.
_URGENT: Final = {"now": "NOW", "same-day": "SAME DAY", "soon": "SOON"}
_GENETIC: Final = "genetic"


class Said(NamedTuple):
    """A statement of an entry."""

    part: Part
    #: What it is about within the entry; None for itself.
    about: str | None
    #: What it is about, with all that this is a kind of.
    ids: tuple[str, ...]
    text: str
    sources: tuple[str, ...]
    #: Of a test: what kind it is, and its place from the cheapest on.
    kinds: frozenset[TestKind] = frozenset()
    tier: int = 0
    #: Of a test: it speaks for the disorder, be it that it defines it.
    confirms: bool = False
    #: Of a test: the entry only says that it was seen.
    seen: bool = False
    #: Of a treatment: how much is given; ``text`` has it too.
    dose: str | None = None

    @property
    def undosed(self) -> str:
        """The text without the dose: whoever asks whether it is safe does not ask how much."""
        if self.dose is None:
            return self.text
        before, _, behind = self.text.partition(f"; dose: {self.dose.rstrip('.;')}")
        return "; ".join(filter(None, (before, behind.strip("; "))))

    @property
    def dose_first(self) -> str:
        """The text with the dose before the rest: half a dose is worse than none."""
        if self.dose is None:
            return self.text
        told = f"dose: {self.dose.rstrip('.;')}"
        before, _, behind = self.text.partition(f"; {told}")
        if before.startswith(_SHUN):
            return "; ".join(filter(None, (before, told, behind.strip("; "))))
        return "; ".join(filter(None, (f"{told} ({before.replace(';', ',')})", behind.strip("; "))))


def of_disorder(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[Said]:
    """Give what the entry of a disorder says."""
    yield from treating(kb, disorder)
    yield from testing(kb, disorder)
    for seen in disorder.findings:
        told = joined(frequency.words(seen.frequency), seen.remark)
        ids = (seen.finding, *kb.broader(seen.finding))
        trigger = kb.findings.plain(seen.finding)["kind"] == "trigger"
        seen_as: Part = "what sets it off" if trigger else "what is seen"
        yield Said(seen_as, kb.label(seen.finding), ids, told, seen.sources)
    yield Said("what it is", None, (), disorder.summary.text, disorder.summary.sources)
    for step in disorder.mechanism.steps:
        yield Said("cause", None, (), step.text, step.sources)
    if (passed_on := disorder.inheritance) is not None:
        modes = ", ".join(
            mode.replace("-", " ").replace("x linked", "X-linked") for mode in passed_on.modes
        )
        genes = f"gene {', '.join(passed_on.genes)}" if passed_on.genes else None
        told = joined(modes, genes, passed_on.note)
        yield Said("gene", None, (), told, passed_on.sources)
    if disorder.prevalence.figure:
        prevalence = disorder.prevalence
        yield Said("how common", None, (), disorder.prevalence.figure, prevalence.sources)
    yield from of_lookalikes(kb, disorder)
    for flag in disorder.red_flags:
        yield of_rule(kb, flag.rule)


def of_lookalikes(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[Said]:
    """Give what tells a disorder from each that looks like it; the other one's id is the first of ``ids``."""
    for other in disorder.lookalikes:
        name = kb.name("disorders", other.disorder)
        ids = (other.disorder, *other.for_this, *other.for_other)
        yield Said("difference", name, ids, other.text, other.sources)


def of_rule(kb: KnowledgeBase, rule: str) -> Said:
    """Give what a rule of danger says to do, with how urgent it is."""
    said = kb.red_flags.plain(rule)
    text = f"{_URGENT[said['urgency']]}: {said['action']}"
    return Said("when to worry", said["name"], (rule,), text, tuple(said["sources"]))


def testing(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[Said]:
    """Give what its tests show."""
    tiers = get_args(Tier)
    for test in disorder.tests:
        told = joined(
            purpose(test, kb.results[test.result][1]),
            *(
                f"{label} {value}"
                for label, value in (
                    ("sensitivity", test.sensitivity),
                    ("specificity", test.specificity),
                )
                if value
            ),
            _in(test.frequency),
            test.remark,
        )
        plain = kb.tests.plain(test.test)
        yield Said(
            "confirm",
            kb.label(test.result),
            (test.test, test.result),
            told,
            test.sources,
            frozenset(_kinds(kb, test.test, test.result)),
            tiers.index(plain["tier"]),
            confirms=test.role == "confirm",
            seen=test.role == "seen",
        )


def _in(told: str | None) -> str | None:
    """Say in how many: in 28 of 48; of a band its word."""
    words = told and frequency.words(told)
    return f"in {words}" if words and words[0].isdigit() else words


def _kinds(kb: KnowledgeBase, test: str, result: str) -> Iterator[TestKind]:
    plain = kb.tests.plain(test)
    if "antibod" in f"{plain['name']} {kb.label(result)}".casefold():
        yield "antibody"
    if plain["kind"] == _GENETIC:
        yield "gene"
    if plain["kind"] == "electrodiagnosis":
        yield "electrodiagnosis"
    if plain["kind"] == "imaging":
        yield "imaging"
    if plain["tier"] in ("blood", "biopsy"):
        yield plain["tier"]


def treating(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[Said]:
    """Give what helps in it, what is to be avoided, and what is particular to its dangers."""
    for given in sorted(disorder.treatments, key=by_stance):
        told = joined(
            _STANCES[given.stance],
            f"for {given.target}",
            f"dose: {given.dose}" if given.dose else None,
            given.note,
            given.evidence.figure,
        )
        name = kb.name("treatments", given.treatment)
        shuns = given.stance == "avoid" or not _SHUNNING.isdisjoint(name.casefold().split())
        part: Part = "avoid" if shuns else "what helps"
        yield Said(part, name, (given.treatment,), told, given.sources, dose=given.dose)
    for flag in disorder.red_flags:
        if flag.note:
            name = kb.name("red_flags", flag.rule)
            shuns = _SHUNNED.search(flag.note) is not None
            part = "avoid" if shuns else "when to worry"
            yield Said(part, name, (flag.rule,), flag.note, flag.sources)


def of_drug(kb: KnowledgeBase, drug: model.Drug) -> Iterator[Said]:
    """Give what a drug does, what to do, and with what it does more; of its groups what to do.

    What another record tells of the two together is told by that record's name.
    """
    for effect in drug.effects:
        yield Said("cause", None, (), joined(effect.text, effect.figure), effect.sources)
    for advice in drug.advice:
        yield Said("what helps", None, (), advice.text, advice.sources)
    for other in interactions(kb, drug):
        told = other.text
        if other not in drug.interactions:
            told = f"{', '.join(kb.drugs[d].name for d in other.with_)}: {told}"
        yield Said("avoid", None, (), told, other.sources)
    for group_id in drug.broader:
        group = kb.drugs[group_id]
        for advice in group.advice:
            yield Said("what helps", group.name, (group_id,), advice.text, advice.sources)


def caused_by(kb: KnowledgeBase, drug: model.Drug) -> Iterator[model.Disorder]:
    """Give the disorders that a drug or its groups cause."""
    causes = dict.fromkeys((*drug.causes, *(d for g in drug.broader for d in kb.drugs[g].causes)))
    for disorder_id in islice(causes, _CAUSED):
        yield kb.disorders[disorder_id]


def joined(*parts: str | None) -> str:
    """Put what is said behind one another."""
    return "; ".join(part.rstrip(".;") for part in parts if part)
