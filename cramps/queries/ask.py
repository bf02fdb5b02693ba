"""A question as it comes to mind -> the statements that connect the records in it.

The records are spotted (disorders, findings, tests, treatments, drugs), and the words that name a part of
an entry: dose, avoid, cause, confirm, how common, what helps. Every statement of the entries of what is
named is weighed by how much of the question it meets; the best are the answer. Nothing is composed: each
line is a statement of the knowledge base with its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import frequency
from cramps.queries.mentions import mentions
from cramps.words.folding import fold, is_beside, stem, stems
from cramps.words.phrases import Named, Spot, Token, spots, tokens
from cramps.words.word_index import Category, label_of

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Part = Literal[
    "dose", "avoid", "cause", "confirm", "how common", "what helps", "difference", "what is seen"
]
Kind = Literal["connected", "record", "differential", "nothing"]

#: The longest question that is read.
LONGEST: Final = 1000
#: Disorders of an umbrella word, or of a treatment, whose entries are read at most.
MOST_ENTRIES: Final = 12

#: Stem -> the part of an entry that it asks for.
_ASKED_BY: Final[dict[Part, str]] = {
    "dose": "dose dosage dosing mg gram milligram",
    "avoid": "avoid contraindicated contraindication harm harmful dangerous danger safe safety caution "
    "forbidden risk worse worsen",
    "cause": "cause causes why mechanism pathophysiology pathogenesis",
    "confirm": "confirm diagnose diagnosis test prove proof investigate investigation workup antibody "
    "exclude screen",
    "how common": "common prevalence incidence rare often",
    "what helps": "help treat treatment therapy relieve management manage cure medication medicine use",
    "difference": "difference distinguish separate differ versus vs differentiate compare",
    "what is seen": "symptom sign finding feature presentation",
}
_PARTS: Final = {stem(word): part for part, words in _ASKED_BY.items() for word in words.split()}
#: Words of a question that ask for nothing in particular.
_ASKING: Final = frozenset(
    stem(fold(word))
    for word in [
        "what",
        "which",
        "who",
        "when",
        "where",
        "how",
        "can",
        "could",
        "may",
        "should",
        "would",
        "does",
        "is",
        "are",
        "give",
        "given",
        "any",
        "best",
        "first",
        "if",
        "about",
        "between",
        "there",
        "much",
        "many",
        "attack",
        "attacks",
        "patient",
        "patients",
        "someone",
        "need",
        "cause",
        "causes",
    ]
)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that answers."""

    #: The record whose entry it stands in.
    kind: Category
    id: str
    name: str
    part: Part
    #: What it is about within the entry: a treatment, a test result, a finding; None for itself.
    about: str | None
    text: str
    sources: tuple[str, ...]
    #: How much of the question it meets; comparable within one answer.
    weight: float


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An answer."""

    question: str
    kind: Kind
    #: What was recognised: the words, and the record that they were taken for.
    records: tuple[Taken, ...]
    parts: tuple[Part, ...]
    #: Words that were not recognised.
    unrecognised: tuple[str, ...]
    lines: tuple[Line, ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the question, and what they were taken for."""

    text: str
    kind: Category
    id: str
    name: str


class _Question:
    """What is asked for."""

    def __init__(self, kb: KnowledgeBase, text: str) -> None:
        self.kb = kb
        self.text = text
        words = tokens(text)
        if not words:
            raise BadQuery("the question has no words")
        found = list(spots(kb, words, alone=True))
        self.taken = tuple(_taken(kb, text, words, found))
        covered = {n for spot in found for n in range(spot.first, spot.last)}
        free = [w for n, w in enumerate(words) if n not in covered and not is_beside(w.folded)]
        asked = [stem(w.folded) for w in words]
        self.parts = tuple(dict.fromkeys(_PARTS[s] for s in asked if s in _PARTS))
        telling = [w for w in free if stem(w.folded) not in _ASKING and not w.folded.isdigit()]
        #: A test with its number behind it tells of a patient.
        self.measured = {
            n.id
            for spot in found
            for n in spot.named
            if spot.last < len(words) and words[spot.last].folded[:1].isdigit()
        }
        self.tells_case = all(
            t.kind in ("finding", "result") or t.id in self.measured for t in self.taken
        )
        self.compares = bool({"or", "versu", "vs", "versus"}.intersection(w.folded for w in words))
        #: Stems that no record has, by which statements are weighed; those of the findings too, for a
        #: statement tells of pregnancy without naming the record.
        self.rest = {stem(w.folded) for w in telling} - {"cramp"}
        for spot in found:
            if any(named.category == "finding" for named in spot.named):
                self.rest |= {stem(w.folded) for w in words[spot.first : spot.last]} - {"cramp"}
        self.unrecognised = tuple(
            text[w.start : w.end] for w in telling if stem(w.folded) not in _PARTS
        )
        self.ids = {taken.id for taken in self.taken}
        self._widen()

    def _widen(self) -> None:
        """Take in what is meant besides: the members of a family, the treatments with a test's name."""
        self.disorders = [t.id for t in self.taken if t.kind == "disorder"]
        for taken in self.taken:
            if taken.kind == "family":
                self.disorders += self.kb.families[taken.id].members[:MOST_ENTRIES]
        self.treatments = {t.id for t in self.taken if t.kind == "treatment"}
        wanted = {"dose", "avoid", "what helps"}.intersection(self.parts)
        tested = [t for t in self.taken if t.kind in ("test", "drug")]
        if wanted or not all(t.kind in ("test", "result", "drug") for t in self.taken):
            for taken in tested:
                self.treatments |= set(_containing(self.kb, stems(fold(taken.text))))
        self.ids |= self.treatments


def ask(kb: KnowledgeBase, text: str, most: int = 6) -> Asked:
    """Answer a question. Raises BadQuery for one without words."""
    question = _Question(kb, text[:LONGEST])
    kinds = {taken.kind for taken in question.taken}
    lines: tuple[Line, ...] = ()
    kind: Kind
    if not kinds:
        kind = "nothing"
    elif len(question.ids) == 1 and not question.parts and not question.measured:
        kind = "record"
    elif question.tells_case and not question.parts:
        kind = "nothing" if question.compares else "differential"
    else:
        weighed = sorted(_weighed(question), key=lambda line: -line.weight)
        best = weighed[0].weight if weighed else 0
        lines = tuple(line for line in weighed if line.weight >= max(2, best - 3))[:most]
        kind = "connected" if lines else "record"
    return Asked(
        question=text,
        kind=kind,
        records=question.taken,
        parts=question.parts,
        unrecognised=question.unrecognised,
        lines=lines,
    )


def _taken(kb: KnowledgeBase, text: str, words: list[Token], found: list[Spot]) -> Iterator[Taken]:
    for spot in found:
        said = text[words[spot.first].start : words[spot.last - 1].end]
        for named in _meant(spot.named):
            yield Taken(
                text=said,
                kind=named.category,
                id=named.id,
                name=label_of(kb, named.category, named.id),
            )


def _meant(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Leave out what only may be meant where something is, and results beside their disorder."""
    exact = tuple(n for n in named if n.exact) or named
    disorders = any(n.category == "disorder" for n in exact)
    drugs = any(n.category == "drug" for n in exact)
    return tuple(
        n
        for n in exact
        if not (disorders and n.category in ("result", "finding"))
        and not (drugs and n.category == "finding")
    )


def _containing(kb: KnowledgeBase, words: str) -> Iterator[str]:
    """Give the treatments whose name has these stems."""
    wanted = set(words.split())
    for treatment_id in kb.treatments:
        plain = kb.treatments.plain(treatment_id)
        names = (plain["name"], *plain.get("synonyms", ()))
        if wanted and any(wanted <= set(stems(fold(name)).split()) for name in names):
            yield treatment_id


def _weighed(question: _Question) -> Iterator[Line]:
    """Give every statement of what is named, with how much of the question it meets."""
    kb = question.kb
    for disorder_id in dict.fromkeys(question.disorders):
        disorder = kb.disorders[disorder_id]
        for part, about, ids, text, sources in _of_disorder(kb, disorder):
            yield _line(question, "disorder", disorder, part, about, ids, text, sources)
    if not question.disorders:
        yield from _of_treatments(question)
    for taken in question.taken:
        if taken.kind == "drug":
            drug = kb.drugs[taken.id]
            for part, text, sources in _of_drug(drug):
                yield _line(question, "drug", drug, part, None, (), text, sources)
        elif taken.kind == "test" and not question.disorders and not question.treatments:
            test = kb.tests[taken.id]
            for said in test.about:
                yield _line(question, "test", test, "confirm", None, (), said.text, said.sources)


def _of_treatments(question: _Question) -> Iterator[Line]:
    kb = question.kb
    for treatment_id in sorted(question.treatments):
        treatment = kb.treatments[treatment_id]
        own: Category = "treatment"
        for said in treatment.cautions:
            yield _line(question, own, treatment, "avoid", None, (), said.text, said.sources)
        for said in treatment.about:
            yield _line(question, own, treatment, "what helps", None, (), said.text, said.sources)
        for disorder_id in mentions(kb).with_treatment(treatment_id)[:MOST_ENTRIES]:
            disorder = kb.disorders[disorder_id]
            for part, about, ids, text, sources in _treating(kb, disorder):
                if ids == (treatment_id,):
                    yield _line(question, "disorder", disorder, part, about, ids, text, sources)


_Said = tuple[Part, str | None, tuple[str, ...], str, tuple[str, ...]]
"""Part, what it is about, ids that it is about, text, sources."""


def _of_disorder(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[_Said]:
    yield from _treating(kb, disorder)
    for test in disorder.tests:
        told = _joined(
            test.role,
            *(
                f"{label} {value}"
                for label, value in (
                    ("sensitivity", test.sensitivity),
                    ("specificity", test.specificity),
                    ("in", test.frequency and frequency.words(test.frequency)),
                )
                if value
            ),
            test.remark,
        )
        yield "confirm", kb.label(test.result), (test.test, test.result), told, test.sources
    for seen in disorder.findings:
        told = _joined(frequency.words(seen.frequency), seen.remark)
        ids = (seen.finding, *kb.broader(seen.finding))
        yield "what is seen", kb.label(seen.finding), ids, told, seen.sources
    for step in disorder.mechanism.steps:
        yield "cause", None, (), step.text, step.sources
    if disorder.prevalence.figure:
        prevalence = disorder.prevalence
        yield "how common", None, (), disorder.prevalence.figure, prevalence.sources
    for other in disorder.lookalikes:
        name = kb.name("disorders", other.disorder)
        ids = (other.disorder, *other.for_this, *other.for_other)
        yield "difference", name, ids, other.text, other.sources


def _treating(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[_Said]:
    for given in disorder.treatments:
        told = _joined(
            given.stance.replace("-", " "),
            f"for {given.target}",
            f"dose: {given.dose}" if given.dose else None,
            given.note,
            given.evidence.figure,
        )
        part: Part = "avoid" if given.stance == "avoid" else "what helps"
        name = kb.name("treatments", given.treatment)
        yield part, name, (given.treatment,), told, given.sources
    for flag in disorder.red_flags:
        if flag.note:
            yield "avoid", kb.name("red_flags", flag.rule), (), flag.note, flag.sources


def _of_drug(drug: model.Drug) -> Iterator[tuple[Part, str, tuple[str, ...]]]:
    for effect in drug.effects:
        yield "cause", _joined(effect.text, effect.figure), effect.sources
    for advice in drug.advice:
        yield "what helps", advice.text, advice.sources
    for other in drug.interactions:
        yield "avoid", other.text, other.sources


def _joined(*parts: str | None) -> str:
    return "; ".join(part.rstrip(".;") for part in parts if part)


def _line(
    question: _Question,
    kind: Category,
    record: model.Disorder | model.Treatment | model.Drug | model.Test,
    part: Part,
    about: str | None,
    ids: Iterable[str],
    text: str,
    sources: tuple[str, ...],
) -> Line:
    """Weigh a statement: what it is about and is asked for counts most, then the part, then its words."""
    weight = 4.0 * len(question.ids.intersection(ids) - {record.id})
    weight += 3.0 * (part in question.parts)
    weight += 2.0 * ("dose" in question.parts and "dose:" in text)
    if question.rest:
        said = set(stems(fold(text)).split())
        named = set(stems(fold(f"{record.name} {about or ''}")).split())
        weight += 2.0 * len(question.rest & said) + 3.0 * len(question.rest & named)
    weight += 1.0 * (part == "confirm" and text.startswith("confirm"))
    if kind == "drug" or (kind == "treatment" and not question.disorders):
        weight += 1.5
    return Line(
        kind=kind,
        id=record.id,
        name=record.name,
        part=part,
        about=about,
        text=text,
        sources=sources,
        weight=weight,
    )
