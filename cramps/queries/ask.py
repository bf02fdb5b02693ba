"""A question as it comes to mind -> the statements that connect the records in it.

The records are spotted (disorders, findings, tests, treatments, drugs), and the words that name a part of
an entry: dose, avoid, cause, confirm, how common, what helps. Every statement of the entries of what is
named is weighed by how much of the question it meets; the best are the answer. Nothing is composed: each
line is a statement of the knowledge base with its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import frequency
from cramps.queries.mentions import mentions
from cramps.words.folding import fold, is_beside, stem, stems
from cramps.words.phrases import Named, Spot, Token, mended, spots, tokens
from cramps.words.word_index import Category, label_of

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Part = Literal[
    "dose",
    "avoid",
    "cause",
    "confirm",
    "how common",
    "what helps",
    "difference",
    "what is seen",
    "what sets it off",
    "when to worry",
    "what it is",
]
Kind = Literal["connected", "record", "differential", "drugs", "nothing"]

#: So many triggers are told beside other things.
_TRIGGERS: Final = 2
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
    "what helps": "give help treat treatment therapy relieve management manage cure medication medicine use",
    "difference": "difference distinguish separate differ versus vs differentiate compare",
    "what is seen": "symptom sign finding feature presentation",
    "what sets it off": "trigger provoke precipitate set sets",
    "when to worry": "worry worried serious urgent emergency doctor clinician hospital refer referral",
    "what it is": "definition define mean",
}
_PARTS: Final = {stem(word): part for part, words in _ASKED_BY.items() for word in words.split()}
#: Words of the name of a treatment that consists in leaving something out.
_SHUNNING: Final = frozenset(["avoid", "avoidance", "avoiding", "without"])
#: Words of a question that ask for nothing in particular.
_IN_QUESTIONS: Final = """
what which who when where how can could may should would does is are give given any best
first if about between there much many attack attacks patient patients someone need cause
causes change changes effect side off line cutoff always take tell make happen good work
person woman man
"""
_ASKING: Final = frozenset(stem(fold(word)) for word in _IN_QUESTIONS.split())


#: Part of the overview -> the part that its statements answer.
_OF_OVERVIEW: Final[dict[str, Part]] = {
    "definition": "what it is",
    "phenomenon": "what is seen",
    "workup": "confirm",
    "red-flag": "when to worry",
    "treatment": "what helps",
}
#: What is asked in general -> the sections of the overview that answer it, where there are such.
_IN_GENERAL: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "worry worried serious urgent emergency doctor clinician hospital dangerous danger flag refer",
        ("when-to-see-a-clinician", "ordinary-cramp", "red-flag-progressive-weakness"),
    ),
    ("harmless normal healthy ordinary common", ("cramps-in-health", "ordinary-cramp")),
    (
        "stop end ease acute relief relieve get rid during",
        ("acute-stretch-of-a-cramp", "physical-therapy-and-stretching", "medication"),
    ),
    (
        "help treat treatment therapy cure medication medicine prevent manage management tablet give",
        ("acute-stretch-of-a-cramp", "treat-the-cause", "medication", "quinine"),
    ),
    ("stretch stretching physiotherapy", ("physical-therapy-and-stretching",)),
    ("supplement vitamin", ("other-supplements", "magnesium")),
    ("magnesium", ("magnesium",)),
    ("quinine", ("quinine", "red-flag-quinine")),
    ("diet food drink eat alcohol lifestyle", ("lifestyle", "other-supplements")),
    (
        "why cause come origin happen mechanism",
        ("central-or-peripheral-origin", "cramps-in-health"),
    ),
    ("test investigate investigation blood check workup", ("workup-4-blood-tests",)),
    ("history question ask", ("workup-2-history-and-drugs",)),
    ("examine examination", ("workup-3-examination",)),
    ("mri scan imaging", ("workup-6-imaging",)),
    ("twitch twitching", ("ordinary-twitch", "phenomenon-fasciculation")),
    ("definition define mean", ("what-is-a-cramp",)),
)
_TOPICS: Final = tuple(
    (frozenset(stem(fold(word)) for word in words.split()), ids) for words, ids in _IN_GENERAL
)
_TOPICAL: Final = frozenset[str]().union(*(stems for stems, _ in _TOPICS))
#: The section of the overview that tells cramp, contracture, spasm and spasticity apart.
_KINDS_APART: Final = "cramp-contracture-spasm"
#: Words with which a question begins, unlike a case.
_BEGINNING: Final = frozenset(
    [
        *("what", "which", "who", "when", "where", "how", "why", "can", "could", "may"),
        *("should", "would", "doe", "do", "did", "is", "are", "will"),
    ]
)
#: Words with which a question may go on: a pregnant woman with cramps, what can I give.
_WITHIN: Final = frozenset(["what", "which", "why", "how", "should"])
#: With these it asks whether something may be done.
_LEAVE: Final = (["can", "i"], ["may", "i"], ["should", "i"], ["could", "i"])
#: How a medicine is given -> the words of its name by which it is told.
_ROUTES: Final = (
    (
        frozenset(["oral", "mouth", "tablet", "pill", "supplement", "capsule", "po"]),
        frozenset(["oral", "mouth", "tablet", "supplement"]),
    ),
    (
        frozenset(["iv", "intravenou", "intravenous", "vein", "infusion", "drip"]),
        frozenset(["iv", "intravenou", "intravenous", "infusion"]),
    ),
)
_MEDICINES: Final = frozenset(
    stem(fold(word)) for word in ["drug", "medicine", "medication", "tablet", "pill"]
)
#: The findings that a question about cramps in general names.
_GENERAL: Final = frozenset(
    ["muscle-cramps", "leg-cramps", "calf-cramps", "nocturnal-cramps", "foot-cramps"]
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
        words = mended(kb, text, words)
        #: It is put as a question is.
        self.is_asked = (
            words[0].folded in _BEGINNING
            or text.rstrip().endswith("?")
            or not _WITHIN.isdisjoint(w.folded for w in words)
        )
        found = [spot for spot in spots(kb, words, alone=True) if not self._asks(words, spot)]
        self.taken = tuple(_taken(kb, text, words, found))
        covered = {n for spot in found for n in range(spot.first, spot.last)}
        free = [w for n, w in enumerate(words) if n not in covered and not is_beside(w.folded)]
        self._folded = {w.folded for w in words}
        asked = [stem(w.folded) for w in words]
        parts = [_PARTS[s] for s in asked if s in _PARTS]
        if [w.folded for w in words[:2]] in _LEAVE:
            parts += ["what helps", "avoid"]
        self.parts = tuple(dict.fromkeys(parts))
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
        self.stems = {stem(w.folded) for w in words}
        #: Stems that no record has, by which statements are weighed; those of the findings too, for a
        #: statement tells of pregnancy without naming the record.
        routes = frozenset().union(*(asked for asked, _ in _ROUTES))
        telling = [w for w in telling if w.folded not in routes]
        self.rest = {stem(w.folded) for w in telling} - {"cramp"}
        for spot in found:
            if any(n.category == "finding" and n.id not in _GENERAL for n in spot.named):
                self.rest |= {stem(w.folded) for w in words[spot.first : spot.last]} - {"cramp"}
        self.unrecognised = tuple(
            text[w.start : w.end] for w in telling if stem(w.folded) not in _PARTS
        )
        #: Stems of the disorders, by which what is said of a medicine is weighed.
        self.of_disorders = {
            stem(w.folded)
            for spot in found
            for w in words[spot.first : spot.last]
            if any(named.category in ("disorder", "family") for named in spot.named)
        }
        self.ids = {taken.id for taken in self.taken}
        self._widen()

    def _asks(self, words: list[Token], spot: Spot) -> bool:
        """Tell whether what looks like a finding only says what is asked: should I worry."""
        single = spot.last == spot.first + 1 and stem(words[spot.first].folded) in _PARTS
        return self.is_asked and single

    def _widen(self) -> None:
        """Take in what is meant besides: the members of a family, the treatments with a test's name."""
        self.disorders = [t.id for t in self.taken if t.kind == "disorder"]
        for taken in self.taken:
            if taken.kind == "family":
                self.disorders += self.kb.families[taken.id].members[:MOST_ENTRIES]
        if self.parts and not self.disorders:
            self.disorders = list(self._bound_to())
        self.treatments = {t.id for t in self.taken if t.kind == "treatment"}
        wanted = {"dose", "avoid", "what helps"}.intersection(self.parts)
        tested = [t for t in self.taken if t.kind in ("test", "drug")]
        self.routes = [told for asked, told in _ROUTES if not asked.isdisjoint(self._folded)]
        if (
            wanted
            or self.routes
            or not all(t.kind in ("test", "result", "drug") for t in self.taken)
        ):
            for taken in tested:
                self.treatments |= set(_containing(self.kb, stems(fold(taken.text))))
        self._by_route()
        self.ids |= self.treatments
        #: An entry of the disorders that are named says something of the treatments that are.
        self.is_given = any(
            given.treatment in self.treatments
            for disorder_id in self.disorders
            for given in self.kb.disorders[disorder_id].treatments
        )

    def _bound_to(self) -> Iterator[str]:
        """Give the disorders that come with a circumstance always: the leg cramps of pregnancy."""
        for taken in self.taken:
            if taken.kind != "finding" or self._kind(taken.id) != "circumstance":
                continue
            for disorder_id in mentions(self.kb).listing(taken.id)[:MOST_ENTRIES]:
                seen = self.kb.disorders[disorder_id].findings
                if any(f.finding == taken.id and _always(f.frequency) for f in seen):
                    self.rest -= set(stems(fold(taken.text)).split())
                    yield disorder_id

    def _kind(self, finding_id: str) -> str:
        return str(self.kb.findings.plain(finding_id)["kind"])

    def _by_route(self) -> None:
        """Leave, of several forms of a medicine, those that are given as is asked."""
        if self.routes:
            names = frozenset().union(*self.routes)
            given = {
                i for i in self.treatments if names & set(fold(self.kb.treatments[i].name).split())
            }
            self.treatments = given or self.treatments

    @property
    def in_general(self) -> bool:
        """Tell whether cramps in general are asked about, and no one record."""
        return all(t.id in _GENERAL for t in self.taken)

    @property
    def of_medicines(self) -> bool:
        """Tell whether it is asked which medicines cause cramps."""
        causes = not {"cause", "caus", "give", "induc", "trigger"}.isdisjoint(self.stems)
        cramps = bool(self.taken) and {t.id for t in self.taken} <= _GENERAL
        return cramps and causes and not _MEDICINES.isdisjoint(self.stems)


def ask(kb: KnowledgeBase, text: str, most: int = 6) -> Asked:
    """Answer a question. Raises BadQuery for one without words."""
    question = _Question(kb, text[:LONGEST])
    kinds = {taken.kind for taken in question.taken}
    lines: tuple[Line, ...] = ()
    kind: Kind
    general = _in_general(question, most)
    if question.of_medicines:
        kind, lines = "drugs", tuple(_of_medicines(question))
    elif general and (question.in_general or (question.compares and question.tells_case)):
        kind, lines = "connected", general
    elif not kinds:
        kind = "nothing"
    elif (
        question.tells_case
        and question.is_asked
        and len(question.ids) > 1
        and not question.disorders
    ):
        kind, lines = ("connected", general) if general else ("nothing", ())
    elif len(question.ids) == 1 and not question.parts and not question.measured:
        kind = "record"
    elif question.tells_case and not question.parts:
        kind = "nothing" if question.compares else "differential"
    else:
        weighed = sorted(_weighed(question), key=lambda line: -line.weight)
        if len(question.routes) > 1:
            weighed = list(_by_turns(weighed))
        best = weighed[0].weight if weighed else 0
        lines = tuple(line for line in weighed if line.weight >= max(2, best - 3))
        lines = tuple(_not_all_of_one(lines, question.parts))[:most]
        if "difference" in question.parts and not any(n.part == "difference" for n in lines):
            lines = (*general[: most - len(lines[:2])], *lines[:2])
        kind = "connected" if lines else "record"
    unknown = question.unrecognised
    if lines is general:
        unknown = tuple(word for word in unknown if stem(fold(word)) not in _TOPICAL)
    return Asked(
        question=text,
        kind=kind,
        records=question.taken,
        parts=question.parts,
        unrecognised=unknown,
        lines=lines,
    )


def _always(told: str | None) -> bool:
    return told is not None and frequency.words(told) == "always"


def _not_all_of_one(lines: Iterable[Line], parts: tuple[Part, ...]) -> Iterator[Line]:
    """Leave out the third trigger and the next where it was not triggers alone that were asked for."""
    triggers = 0
    for line in lines:
        triggers += line.part == "what sets it off"
        if triggers <= _TRIGGERS or line.part != "what sets it off" or len(parts) < _TRIGGERS:
            yield line


def _by_turns(lines: list[Line]) -> Iterator[Line]:
    """Give of each treatment in turn: who asks for two ways to give it wants to see both."""
    by_treatment: dict[str | None, list[Line]] = {}
    for line in lines:
        by_treatment.setdefault(line.about, []).append(line)
    for row in zip_longest(*by_treatment.values()):
        yield from filter(None, row)


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
        if question.disorders:
            continue
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
        trigger = kb.findings.plain(seen.finding)["kind"] == "trigger"
        seen_as: Part = "what sets it off" if trigger else "what is seen"
        yield seen_as, kb.label(seen.finding), ids, told, seen.sources
    yield "what it is", None, (), disorder.summary.text, disorder.summary.sources
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
        name = kb.name("treatments", given.treatment)
        shuns = given.stance == "avoid" or not _SHUNNING.isdisjoint(name.casefold().split())
        part: Part = "avoid" if shuns else "what helps"
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


def _of_medicines(question: _Question) -> Iterator[Line]:
    """Give what is best proven of every medicine that was measured to cause cramps."""
    for drug in question.kb.drugs.values():
        if drug.link == "established":
            for part, text, sources in islice(_of_drug(drug), 1):
                yield _line(question, "drug", drug, part, None, (), text, sources)


def _in_general(question: _Question, most: int) -> tuple[Line, ...]:
    """Give what the overview says to a question of no one disorder, the most fitting section first."""
    overview = question.kb.overview
    sections = [i for topic, ids in _TOPICS if not topic.isdisjoint(question.stems) for i in ids]
    if question.compares or "difference" in question.parts:
        kinds = (
            s.id
            for s in overview.values()
            if s.part == "phenomenon"
            and (
                question.ids.intersection(s.findings[:2]) - _GENERAL
                or s.title.casefold() in {t.text.casefold() for t in question.taken}
            )
        )
        apart = [i for i in (_KINDS_APART,) if i in overview]
        if apart and len(question.ids.intersection(overview[_KINDS_APART].findings)) > 1:
            sections = [*apart, "workup-1-is-it-a-cramp", *sections]
        else:
            sections = [*kinds, *apart, "workup-1-is-it-a-cramp", *sections]
    elif not sections and question.is_asked and "what" in question.text.casefold():
        sections = ["what-is-a-cramp"] if question.taken else []
    known = [overview[i] for i in dict.fromkeys(sections) if i in overview]
    each = max(1, -(-most // len(known))) if known else 0
    lines = [
        Line(
            kind="overview",
            id=section.id,
            name=section.title,
            part=_OF_OVERVIEW.get(section.part, "what it is"),
            about=None,
            text=said.text,
            sources=said.sources,
            weight=float(len(known) - place),
        )
        for place, section in enumerate(known)
        for said in section.statements[: 3 if place == 0 and len(known) < 3 else each]
    ]
    return tuple(lines[:most])


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
    beside = part == "what is seen" and question.parts and part not in question.parts
    weight = 0.0 if beside else 4.0 * len(question.ids.intersection(ids) - {record.id})
    weight += 3.0 * (part in question.parts)
    weight += 3.0 * (part == "what it is" and "difference" in question.parts)
    weight += 2.0 * (part == "what sets it off" and "avoid" in question.parts)
    weight += 2.0 * ("dose" in question.parts and "dose:" in text)
    if question.rest:
        said = set(stems(fold(text)).split())
        named = set(stems(fold(f"{record.name} {about or ''}")).split())
        weight += 2.0 * len(question.rest & said) + 3.0 * len(question.rest & named)
        # of what is asked besides it says nothing: another's magnesium, not hers who is pregnant
        told = question.rest - _PARTS.keys()
        weight -= 3.0 * (
            part != "what it is" and bool(told) and told.isdisjoint(said) and told.isdisjoint(named)
        )
    weight += 1.0 * (part == "confirm" and text.startswith("confirm"))
    if kind == "drug" or (kind == "treatment" and not question.disorders):
        weight += 1.5
    elif kind == "treatment" and question.of_disorders.intersection(stems(fold(text)).split()):
        # a caution for who has the disorder; where its entry has the medicine, that goes before
        weight += 2.0 if question.is_given else 6.0
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
