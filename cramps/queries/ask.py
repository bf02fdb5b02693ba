"""A question as it comes to mind -> the statements that connect the records in it.

The records are spotted (disorders, findings, tests, treatments, drugs), and the words that name a part of
an entry: dose, avoid, cause, confirm, how common, what helps (`asked_words`, `question`). Every statement
of the entries of what is named is weighed by how much of the question it meets; the best are the answer,
and of each thing that was asked for one. Nothing is composed: each line is a statement of the knowledge
base with its sources, or says that there is none.

Whatever is asked, danger goes first: where a patient is told of, the rules that what was read raises
stand before the answer, and an ordinary cramp is called harmless only where all was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

import msgspec

from cramps.knowledge import frequency
from cramps.knowledge.closed_lists import PrevalenceBand, Tier
from cramps.queries.asked_words import Part, begins_with, tells_of
from cramps.queries.mentions import mentions
from cramps.queries.question import GENERAL, MOST_ENTRIES, Question, Taken
from cramps.queries.statements import Said, caused_by, of_disorder, of_drug, of_rule, treating
from cramps.ranking.danger import Danger
from cramps.words.folding import fold, stem, stems
from cramps.words.word_index import Category

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Kind = Literal["connected", "record", "differential", "drugs", "nothing"]

#: So many triggers are told beside other things.
_TRIGGERS: Final = 2
#: The longest question that is read.
LONGEST: Final = 1000
#: Where more is asked than there is room for, so many statements more are told.
_MORE: Final = 3
#: Cautions that are told of a medicine where it is asked when not to give it.
_CAUTIONS: Final = 4
#: Doses of a medicine that are told where no disorder is named.
_DOSES: Final = 2
#: Two are told apart by what their entries say.
_COUPLE: Final = 2
#: Disorders of which each is to be answered.
_COMPARED: Final = 3
#: Statements told of what to do with a value.
_VALUED: Final = 5
#: Disorders of a group, or that have what is asked, that are told.
_LISTED: Final = 8
_GROUPED: Final = 16
#: What tests cost the patient, the least first.
_TIERS: Final = get_args(Tier)
#: Of a finding that is denied, which is meant in a muscle.
_OF_MUSCLE: Final = {"pain": "myalgia"}
#: A finding as frequent as that in a disorder is no "without" it.
_MOSTLY: Final = 0.5

#: An abbreviation has so many letters, and one word of which it is short more than so many.
_SHORT: Final = 2
_GROWN: Final = 8
#: Of an element its symbol is the letter that an abbreviation has.
_SYMBOLS: Final = {"potassium": "k", "sodium": "na"}
#: How statements of a medicine begin: how it works, in whom it must not be given.
_WORKING: Final = "How it works"
_FORBIDDING: Final = "Contraindicated"
#: How a statement begins that says when not to wait: it is told first.
_PRESSING: Final = "Not to wait"
#: Statements that are told of what is asked for a purpose.
_PURPOSE: Final = 8
#: Rules of danger that go before what is to be done.
_RULES: Final = 2
#: Urgency of a rule, the most urgent first.
_URGENCIES: Final = ("now", "same-day", "soon")
#: What is ordinary -> the section of the overview that says so.
_ORDINARY: Final = {
    "nocturnal-leg-cramps": "ordinary-cramp",
    "benign-fasciculation-syndrome": "ordinary-twitch",
}
#: Words with which a statement calls its reader to act.
_TO_DO: Final = "What to do"
#: How much is given.
_AMOUNT: Final = re.compile(r"\b\d+(?:\.\d+)?\s?(?:mg|g|mL|micrograms?|units|mmol)\b(?!/)")
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
        "worry worried serious urgent urgency emergency doctor clinician hospital dangerous danger refer referral",
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
    (
        "stretch stretching physiotherapy",
        ("acute-stretch-of-a-cramp", "physical-therapy-and-stretching"),
    ),
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
_TOPICS: Final = tuple((frozenset(map(stem, words.split())), ids) for words, ids in _IN_GENERAL)
_TOPICAL: Final = frozenset[str]().union(*(stems for stems, _ in _TOPICS))
#: The section of the overview that tells cramp, contracture, spasm and spasticity apart.
_KINDS_APART: Final = "cramp-contracture-spasm"
#: Its first statement says that a cramp is mostly harmless: it never leads.
_COME_BACK: Final = "when-to-see-a-clinician"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that answers, or says that nothing here does."""

    #: The record whose entry it stands in.
    kind: Category
    id: str
    name: str
    part: Part
    #: What it is about within the entry: a treatment, a test result, a finding; None for itself.
    about: str | None
    text: str
    #: None of what the record is called, and where there is no statement.
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
    #: What of ``records`` was taken for what has the word in its name.
    guessed: tuple[Taken, ...] = ()
    #: The rules of danger that the patient of whom it tells raises, the most urgent first.
    dangers: tuple[Danger, ...] = ()
    #: The question without the words that only ask, as a case is read in it.
    told: str = ""
    #: The group of disorders that was asked for.
    group: str | None = None


def ask(kb: KnowledgeBase, text: str, most: int = 6) -> Asked:
    """Answer a question. Raises BadQuery for one without words."""
    question = Question(kb, text[:LONGEST])
    dangers = _dangers(question)
    kind, lines, topical = _answer(question, most, dangers)
    unknown = question.unrecognised
    told = {s for n in lines for s in stems(fold(f"{n.name} {n.about or ''} {n.text}")).split()}
    unknown = tuple(word for word in unknown if stem(fold(word)) not in told)
    if topical:
        unknown = tuple(word for word in unknown if stem(fold(word)) not in _TOPICAL)
    return Asked(
        question=text,
        kind=kind,
        records=question.taken,
        parts=question.parts,
        unrecognised=unknown,
        lines=lines,
        guessed=question.guessed,
        dangers=dangers,
        group=question.group if lines and question.group else None,
        told=question.told,
    )


def _told_apart(question: Question) -> tuple[Line, ...]:
    """Give what each of several phenomena is, where it is asked what tells them apart."""
    if "difference" not in question.parts and not question.compares:
        return ()
    named = [
        section
        for section in question.kb.overview.values()
        if section.part == "phenomenon"
        and section.phenomenon is not None
        and stem(fold(section.phenomenon).split()[-1]) in question.stems
    ]
    if len(named) <= _COUPLE:
        return ()
    return tuple(_general_line(section, section.statements[0], 1.0) for section in named)


class _Answer(NamedTuple):
    """The kind of an answer, and its statements."""

    kind: Kind
    lines: tuple[Line, ...] = ()
    #: They are of no one record: what the question calls its topic was understood.
    topical: bool = False


def _answer(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer:
    """Answer by the kind of question: of a patient, of many disorders, of none, of what is named."""
    return (
        _of_patient(question)
        or _of_purpose(question, most, dangers)
        or _of_many(question, most)
        or _of_none(question, most, dangers)
        or _of_named(question, most, dangers)
    )


def _of_patient(question: Question) -> _Answer | None:
    """Rank what fits a patient who is described, or a value that is told."""
    if question.of_medicines:
        return _Answer("drugs", tuple(_of_medicines(question)), topical=True)
    if question.is_vignette or question.is_of_value:
        return _Answer("differential", _of_values(question))
    return None


def _of_purpose(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Answer what is asked for a purpose: the patient's words, blood tests, urgency, who carries a risk."""
    if question.measured or question.compares:
        return None
    calm = not dangers and not question.unrecognised
    lines: Iterable[Line] = ()
    if question.tells_patient and not (question.given or question.has_drug):
        lines = _to_the_patient(question, calm=calm)
    elif question.asks_blood_tests:
        lines = _blood_tests(question)
    elif question.asks_who_carries:
        lines = _carrying(question, max(most, _PURPOSE))
    elif question.asks_to_act and question.findings and not question.names_more:
        lines = _worrying(question, calm=calm)
    told = tuple(islice(lines, max(most, _PURPOSE)))
    return _Answer("connected", told, topical=True) if told else None


def _of_many(question: Question, most: int) -> _Answer | None:
    """Tell several phenomena apart, or name the disorders of a group, or those that have a finding."""
    if apart := _told_apart(question):
        return _Answer("connected", apart, topical=True)
    if question.group and question.in_general:
        of_group = tuple(islice(_of_group(question), max(most, _GROUPED)))
        return _Answer("connected", of_group, topical=True)
    if question.asks_who and question.phenomenon and question.in_general:
        of_one = tuple(islice(_of_phenomenon(question, question.phenomenon), max(most, _LISTED)))
        return _Answer("connected", of_one, topical=True) if of_one else None
    if question.asks_who and question.had and not question.names_more:
        having = tuple(islice(_having(question), max(most, _LISTED)))
        return _Answer("connected", having) if having else None
    return None


def _of_none(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Answer from the overview where cramps in general are asked about; None where a record is."""
    general = _in_general(question, most, calm=not dangers)
    compared = question.compares and question.tells_case and not question.disorders
    how = question.given and len(question.ids) == 1 and question.is_told_how
    if general and (question.in_general or compared or how):
        return _Answer("connected", general, topical=True)
    if not question.taken:
        return _Answer("nothing")
    asked = question.tells_case and question.is_asked and not question.disorders
    if asked and len(question.ids) > 1:
        return _Answer("connected", general, topical=True) if general else None
    return None


def _of_named(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer:
    """Connect what is named: its page, its differential, or the statements that answer."""
    if len(question.ids) == 1 and not (question.parts or question.measured):
        return _Answer("record")
    if question.tells_case and not question.parts:
        return _Answer("nothing" if question.compares or question.is_asked else "differential")
    if "what it is" in question.parts and not question.names_more:
        return _Answer("connected", tuple(_defining(question, most)))
    if question.asks_first_tests and not question.names_more:
        return _Answer("connected", tuple(_working_up(question, most)))
    lines = _chosen(question, most)
    if question.asks_to_act and not question.given and not question.has_drug:
        pressing = tuple(_pressing(question))
        behind = (
            n for n in lines if n not in pressing and n.text not in {p.text for p in pressing}
        )
        lines = (*pressing, *islice(behind, max(2, most - len(pressing))))
    apart = len(set(question.disorders)) > 1 and any(n.part == "difference" for n in lines)
    if question.compares and (between := tuple(_between(question))):
        behind = (n for n in lines if n.part != "difference")
        lines = (*between, *islice(behind, max(1, most - len(between))))
        apart = True
    if "difference" in question.parts and not apart:
        general = _in_general(question, most, calm=not dangers)
        lines = (*general[: most - len(lines[:2])], *lines[:2])
    return _Answer("connected" if lines else "record", lines)


# Danger.


def _dangers(question: Question) -> tuple[Danger, ...]:
    """Give the rules that are raised where a patient is told of, or it is asked what is urgent."""
    told = question.measured or question.has_person
    worried = "when to worry" in question.parts and not question.disorders
    harmless = question.in_general and question.general
    if not (told or ((worried or harmless) and question.findings)):
        return ()
    return told_dangers(question.kb, question.told)


def told_dangers(kb: KnowledgeBase, text: str) -> tuple[Danger, ...]:
    """Give the rules of danger that a text raises, read as ``ddx`` reads it; nothing near is taken."""
    from cramps.cases.in_words import read_text
    from cramps.cases.reader import CaseReader
    from cramps.ranking.danger import DangerRules

    cases = CaseReader(kb)
    return DangerRules(kb).raised(cases.read(read_text(cases, text).told).case)


# Choosing.


def _chosen(question: Question, most: int) -> tuple[Line, ...]:
    """Give the best statements, and of each thing that was asked for one, or that there is none."""
    weighed = sorted(_once(_weighed(question)), key=lambda line: -line.weight)
    if len(question.routes) > 1:
        weighed = list(_by_turns(weighed))
    best = weighed[0].weight if weighed else 0
    most_behind = 6 if question.treatments and not question.parts else 3
    near = [line for line in weighed if line.weight >= max(2, best - most_behind)]
    asked = list(_demanded(question, weighed, near))
    missing = [line for line in asked if line.part == "not here"]
    wanted = dict.fromkeys(line for line in asked if line.part != "not here")
    drug_checked = {"confirm"} == set(question.parts) and question.has_drug
    if drug_checked or ("cause" in question.parts and question.treatments):
        near = weighed  # of little that is said, all that there is room for
    room = max(most, min(len(wanted) + len(missing), most + _MORE)) - len(missing)
    fill = (line for line in _not_all_of_one(near, question.parts) if line not in wanted)
    chosen = {*wanted, *islice(fill, max(0, room - len(wanted)))}
    ordered = [line for line in weighed if line in chosen]
    if question.only_aspects:
        return (*missing, *ordered[:room])
    return (*ordered[:room], *missing)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each statement once, with the most that it weighs."""
    known: dict[tuple[str, str | None, str], Line] = {}
    for line in lines:
        key = (line.id, line.about, line.text)
        if key not in known or known[key].weight < line.weight:
            known[key] = line
    return iter(known.values())


def _demanded(question: Question, weighed: Sequence[Line], near: Sequence[Line]) -> Iterator[Line]:
    """Give for each medicine, disorder, part and aspect that was asked for the best statement of it."""
    for said, ids in question.given.items():
        found = next((n for n in weighed if _is_of(question, n, ids)), None)
        yield found or _none_here(question, ids, said)
    for aspect in question.aspects:
        ids = question.treatments | {t.id for t in question.taken if t.kind == "drug"}
        told = [n for n in weighed if n.id in ids or _is_of(question, n, ids)]
        telling = [n for n in told if tells_of(aspect, n.text)]
        best = min(
            telling,
            key=lambda n: (not begins_with(aspect, n.text), n.part != "avoid"),
            default=None,
        )
        yield best or _none_here(question, ids, aspect)
    named = [t.id for t in question.taken if t.kind == "disorder"]
    if not question.treatments:
        for disorder_id in named:
            yield from islice((n for n in near if n.id == disorder_id), 1)
    for part in question.parts:
        of_part = [n for n in weighed if n.part == part and n.weight > 0]
        least = 1
        if question.treatments and not question.aspects:
            least = {"avoid": _CAUTIONS, "what helps": 1}.get(part, 1)
        yield from of_part[:least]
        for disorder_id in named[:_COMPARED]:
            yield from islice((n for n in of_part if n.id == disorder_id), 1)
    if "dose" in question.parts and question.treatments:
        yield from _doses(question, weighed)


def _doses(question: Question, weighed: Sequence[Line]) -> Iterator[Line]:
    """Give two doses of what is asked for, and say of which none is known here."""
    dosed = [n for n in weighed if n.part == "what helps" and _tells_dose(n.text)]
    yield from dosed[:_DOSES]
    without = [
        ids for ids in question.given.values() if not any(_is_of(question, n, ids) for n in dosed)
    ]
    for ids in without:
        yield _none_here(question, ids, "the dose")


def _is_of(question: Question, line: Line, ids: set[str]) -> bool:
    names = {question.kb.treatments[i].name for i in ids if i in question.kb.treatments}
    return line.id in ids or line.about in names


def _none_here(question: Question, ids: set[str], said: str) -> Line:
    """Say that no statement of a medicine tells of what was asked."""
    kb = question.kb
    record_id = min(ids)
    own: Category = "treatment" if record_id in kb.treatments else "drug"
    name = kb.treatments[record_id].name if own == "treatment" else kb.drugs[record_id].name
    where = [kb.name("disorders", d) for d in question.disorders[:1]]
    if said in question.given:
        text = f"Nothing here on it in {where[0]}" if where else "Nothing here on it"
    else:
        text = f"Nothing here on {said}"
    return Line(
        kind=own,
        id=record_id,
        name=name,
        part="not here",
        about=None,
        text=f"{text}: no statement of this knowledge base tells of it, which is no all-clear.",
        sources=(),
        weight=0.0,
    )


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


# Weighing.


def _weighed(question: Question) -> Iterator[Line]:
    """Give every statement of what is named, with how much of the question it meets."""
    kb = question.kb
    for disorder_id in dict.fromkeys(question.disorders):
        disorder = kb.disorders[disorder_id]
        for said in of_disorder(kb, disorder):
            if _fits(question, said):
                yield _line(question, "disorder", disorder, said)
        if question.asks_first_tests and not question.tests:
            yield from _tests_of(question, disorder)
    yield from _of_treatments(question)
    for taken in question.taken:
        if taken.kind == "drug":
            yield from _of_drug(question, kb.drugs[taken.id])
        elif taken.kind == "test" and not question.disorders and not question.treatments:
            test = kb.tests[taken.id]
            for told in test.about:
                yield _line(question, "test", test, Said("confirm", None, (), *_both(told)))


def _fits(question: Question, said: Said) -> bool:
    """Tell whether a statement of a disorder may answer: not of another medicine, nor of another kind of test."""
    if question.of_treatments and (question.parts or not question.is_given):
        return not question.treatments.isdisjoint(said.ids)
    if question.tests and said.part == "confirm":
        return not question.tests.isdisjoint(said.kinds)
    return True


def _both(said: model.Statement) -> tuple[str, tuple[str, ...]]:
    return said.text, said.sources


def _of_treatments(question: Question) -> Iterator[Line]:
    kb = question.kb
    for treatment_id in sorted(question.treatments):
        treatment = kb.treatments[treatment_id]
        own: Category = "treatment"
        for caution in treatment.cautions:
            yield _line(question, own, treatment, Said("avoid", None, (), *_both(caution)))
        for known in treatment.about:
            part: Part = "cause" if known.text.startswith(_WORKING) else "what helps"
            yield _line(question, own, treatment, Said(part, None, (), *_both(known)))
        called = treatment.subclass or treatment.class_.replace("-", " ")
        if "cause" in question.parts:
            yield _line(question, own, treatment, Said("cause", None, (), called, ()))
        if question.is_given:
            continue
        for disorder_id in mentions(kb).with_treatment(treatment_id)[:MOST_ENTRIES]:
            disorder = kb.disorders[disorder_id]
            for said in treating(kb, disorder):
                if said.ids == (treatment_id,):
                    yield _line(question, "disorder", disorder, said)


def _of_drug(question: Question, drug: model.Drug) -> Iterator[Line]:
    """Give what is said of a drug; where it is asked what to check, of the disorders that it causes too."""
    kb = question.kb
    for said in of_drug(kb, drug):
        yield _line(question, "drug", drug, said)
    yield from _dangers_of_drug(question, drug)
    if {"confirm", "when to worry", "what helps"}.isdisjoint(question.parts) or question.disorders:
        return
    for disorder in caused_by(kb, drug):
        if question.asks_first_tests:
            yield from _tests_of(question, disorder)
        for said in of_disorder(kb, disorder):
            if said.part in question.parts and _fits(question, said):
                yield _line(question, "disorder", disorder, said)


def _tests_of(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Name the tests that bear on a disorder, those that cost the patient least first."""
    kb = question.kb
    tiers = {test.test: kb.tests.plain(test.test)["tier"] for test in disorder.tests}
    names = {t: kb.name("tests", t) for t in sorted(tiers, key=lambda t: _TIERS.index(tiers[t]))}
    if len(names) > 1:
        first = [n for t, n in names.items() if tiers[t] == "blood"][:_LISTED]
        rest = [n for t, n in names.items() if tiers[t] != "blood"][:_LISTED]
        told = "; ".join(
            f"{label}: {', '.join(of)}" for label, of in (("blood", first), ("others", rest)) if of
        )
        cited = tuple(dict.fromkeys(s for test in disorder.tests for s in test.sources))
        line = _line(
            question, "disorder", disorder, Said("confirm", "what to test", (), told, cited)
        )
        yield msgspec.structs.replace(line, weight=line.weight + 1.5)


def _dangers_of_drug(question: Question, drug: model.Drug) -> Iterator[Line]:
    """Give what the entries of those who have what is named beside a drug say of it, by its name."""
    kb = question.kb
    called = (*drug.name.split(" and other "), *drug.synonyms)
    names = {stems(fold(name.replace("muscle ", ""))) for name in called}
    disorders = list(question.disorders)
    for taken in question.taken:
        if taken.kind == "finding":
            disorders += mentions(kb).listing(taken.id)[:MOST_ENTRIES]
    for disorder_id in dict.fromkeys(disorders):
        disorder = kb.disorders[disorder_id]
        for said in of_disorder(kb, disorder):
            words = set(stems(fold(f"{said.about or ''} {said.text}")).split())
            if any(set(name.split()) <= words for name in names if name):
                line = _line(question, "disorder", disorder, said)
                yield msgspec.structs.replace(line, weight=line.weight + 3.0)


def _of_medicines(question: Question) -> Iterator[Line]:
    """Give what is best proven of every medicine that was measured to cause cramps."""
    for drug in question.kb.drugs.values():
        if drug.link == "established":
            for said in islice(of_drug(question.kb, drug), 1):
                yield _line(question, "drug", drug, said)


def _line(
    question: Question,
    kind: Category,
    record: model.Disorder | model.Treatment | model.Drug | model.Test,
    said: Said,
) -> Line:
    return Line(
        kind=kind,
        id=record.id,
        name=record.name,
        part=said.part,
        about=said.about,
        text=said.dose_first if "dose" in question.parts else said.text,
        sources=said.sources,
        weight=_weight(question, kind, record, said),
    )


def _weight(
    question: Question,
    kind: Category,
    record: model.Disorder | model.Treatment | model.Drug | model.Test,
    said: Said,
) -> float:
    """Weigh a statement: what it is about and is asked for counts most, then the part, then its words."""
    part, text = said.part, said.text
    beside = (
        part in ("what is seen", "difference") and question.parts and part not in question.parts
    )
    weight = 0.0 if beside else 4.0 * len(question.ids.intersection(said.ids) - {record.id})
    weight += 3.0 * (part in question.parts)
    weight += 4.0 * (part == "cause" and part in question.parts and question.is_why)
    weight += 6.0 * (part in ("gene", "when to worry") and part in question.parts)
    weight -= 3.0 * (bool(question.answering) and part not in question.answering)
    weight += 3.0 * (part == "what it is" and "difference" in question.parts)
    weight += 2.0 * (part == "what sets it off" and "avoid" in question.parts)
    weight += 2.0 * ("dose" in question.parts and part == "what helps" and _tells_dose(text))
    if kind == "treatment" and part == "avoid" and part in question.parts:
        weight += 2.0 * text.startswith(_FORBIDDING)
        weight += 2.0 if question.disorders else 4.0
    weight += 0.5 * (part == "what helps" and text.startswith("first line"))
    weight += 2.0 * len([a for a in question.aspects if tells_of(a, text)])
    if question.rest:
        told = set(stems(fold(text)).split())
        named = set(stems(fold(f"{record.name} {said.about or ''}")).split())
        weight += 2.0 * len(question.rest & told) + 3.0 * len(question.rest & named)
        # of what is asked besides it says nothing: another's magnesium, not hers who is pregnant
        weight -= 3.0 * (
            part != "what it is"
            and question.rest.isdisjoint(told)
            and question.rest.isdisjoint(named)
        )
    if part == "confirm":
        if question.asks_first_tests:
            weight += 1.5 - 0.5 * said.tier
        else:
            weight += 1.0 * text.startswith("confirm")
            weight += 0.5 * text.startswith(("confirm; in", "confirm; sensitivity"))
        weight += 2.0 * (not question.tests.isdisjoint(said.kinds))
        weight -= 1.0 * (bool(question.tests) and _is_negative(said))
    if kind == "drug" or (kind == "treatment" and not question.disorders):
        weight += 1.5
    elif kind == "treatment" and question.of_disorders.intersection(stems(fold(text)).split()):
        # a caution for who has the disorder; where its entry has the medicine, that goes before
        weight += 2.0 if question.is_given else 6.0
    return weight


def _tells_dose(text: str) -> bool:
    return "dose:" in text or _AMOUNT.search(text) is not None


def _is_negative(said: Said) -> bool:
    """Tell whether a result is that nothing was found."""
    name = (said.about or "").casefold()
    return ": no " in name or name.startswith("no ") or "negative" in name or "normal" in name


# For a purpose.


def _between(question: Question) -> Iterator[Line]:
    """Give what tells the two disorders apart that are named, from both entries, then the own danger of each."""
    kb = question.kb
    named = list(dict.fromkeys(question.disorders))
    if len(named) != _COUPLE:
        return
    lines = [
        _line(question, "disorder", kb.disorders[one], said)
        for one, other in (named, named[::-1])
        for said in of_disorder(kb, kb.disorders[one])
        if said.part == "difference" and said.ids[0] == other
    ]
    yield from lines
    own = {d: next((f.rule for f in kb.disorders[d].red_flags if f.rule == d), None) for d in named}
    for disorder_id, rule in own.items():
        if lines and rule is not None:
            yield _line(question, "disorder", kb.disorders[disorder_id], of_rule(kb, rule))


def _pressing(question: Question) -> Iterator[Line]:
    """Give the rules of danger of the disorders that are named, the most urgent first."""
    kb = question.kb
    named = [t.id for t in question.taken if t.kind == "disorder"]
    for disorder_id in named[:_COUPLE]:
        disorder = kb.disorders[disorder_id]
        rules = sorted(
            (flag.rule for flag in disorder.red_flags),
            key=lambda rule: (
                _URGENCIES.index(kb.red_flags.plain(rule)["urgency"]),
                rule != disorder_id,
            ),
        )
        for rule in rules[: _RULES if len(named) == 1 else 1]:
            yield _line(question, "disorder", disorder, of_rule(kb, rule))


def _worrying(question: Question, *, calm: bool) -> Iterator[Line]:
    """Say of a finding what beside it is no more harmless, and what to do; then when it is ordinary."""
    kb = question.kb
    told = {t.id for t in question.findings}
    named = {i for f in told for i in (f, *kb.broader(f), *kb.narrower.get(f, ()))}
    flags = [s for s in kb.overview.values() if s.part == "red-flag" and named & set(s.findings)]
    flags = [s for s in flags if s.calm_when is None and s.id != _COME_BACK]
    flags.sort(key=lambda s: -len(named.intersection(s.findings)))
    for section in flags[:1]:
        acting = [s for s in section.statements if s.text.startswith(_TO_DO)]
        for rule in section.red_flags[:_RULES]:
            said = of_rule(kb, rule)
            whole = msgspec.structs.replace(
                _general_line(section, section.statements[0], 3.0),
                name=str(said.about),
                text=said.text,
                sources=said.sources,
            )
            yield whole
        for statement in (*section.statements[:1], *acting):
            yield _general_line(section, statement, 2.0)
    if not calm:
        return
    for section in kb.overview.values():
        if section.calm_when is not None and told <= set(section.findings):
            yield _general_line(section, section.statements[0], 1.0)


def _to_the_patient(question: Question, *, calm: bool) -> Iterator[Line]:
    """Give what a patient may be told: of the disorder that is named, or of an ordinary cramp or twitch."""
    kb = question.kb
    named = list(dict.fromkeys(question.disorders))
    of_own = [d for d in named if d not in _ORDINARY]
    for disorder_id in of_own[:_COUPLE]:
        disorder = kb.disorders[disorder_id]
        said = [Said("what it is", None, (), *_both(disorder.summary)), *treating(kb, disorder)]
        rules = {flag.rule for flag in disorder.red_flags}
        telling = [n for n in said if rules.isdisjoint(n.ids)][: _PURPOSE // 2]
        for one in telling:
            yield _line(question, "disorder", disorder, one)
        own = (r for r in _pressing(question) if r.about == kb.red_flags.plain(disorder_id)["name"])
        yield from islice(own if disorder_id in kb.red_flags else (), 1)
    if of_own:
        return
    twitch = "fasciculations" in question.ids or "benign-fasciculation-syndrome" in named
    ordinary = "ordinary-twitch" if twitch else "ordinary-cramp"
    sections = [] if not calm else [(ordinary, slice(0, 1))]
    sections.append((_COME_BACK, slice(1, None)))
    if not twitch:
        stretching = ("acute-stretch-of-a-cramp", slice(0, 1))
        sections += [stretching, ("physical-therapy-and-stretching", slice(0, 1))]
    for section_id, part in sections:
        if section := kb.overview.get(section_id):
            for statement in section.statements[part]:
                yield _general_line(section, statement, 1.0)


def _blood_tests(question: Question) -> Iterator[Line]:
    """Give the step of the workup that lists the blood tests, the list first, then when none is needed."""
    section = question.kb.overview.get("workup-4-blood-tests")
    if section is None:
        return
    none_needed, *listed = section.statements
    for statement in (*listed[:1], none_needed, *listed[1:]):
        yield _general_line(section, statement, 1.0)


def _carrying(question: Question, most: int) -> Iterator[Line]:
    """Say who carries the disorder that is named: in whose entry it stands, and what brings it on."""
    kb = question.kb
    (taken,) = question.taken
    own = kb.disorders[taken.id]
    rules = {
        rule["id"]
        for rule in (kb.red_flags.plain(i) for i in kb.red_flags)
        if taken.id in rule.get("points_to", ())[:1]
    }
    words = set(stems(fold(own.name)).split())
    found: list[Line] = []
    for disorder in kb.disorders.values():
        if disorder.id == taken.id:
            continue
        told = list(of_disorder(kb, disorder))
        told += [
            Said("avoid", dispute.question, (), position.text, position.sources)
            for dispute in disorder.disputes
            for position in dispute.positions[:1]
        ]
        about = [n for n in told if words <= set(stems(fold(f"{n.about or ''} {n.text}")).split())]
        about = [n for n in about if n.part != "difference"]
        about.sort(key=lambda n: (rules.isdisjoint(n.ids), n.part != "avoid"))
        found += [_line(question, "disorder", disorder, n) for n in about[:1]]
    found.sort(key=lambda n: n.part == "when to worry")
    if found:
        cited = tuple(dict.fromkeys(s for n in found for s in n.sources))
        text = f"it is spoken of in the entries of {'; '.join(n.name for n in found)}"
        yield _line(question, "disorder", own, Said("avoid", None, (), text, cited))
    for drug in kb.drugs.values():
        if taken.id in drug.causes:
            effects = sorted(
                of_drug(kb, drug), key=lambda n: not words <= set(stems(fold(n.text)).split())
            )
            for said in effects[:1]:
                yield _line(question, "drug", drug, said)
    shunned = [n for n in treating(kb, own) if n.part == "avoid" and rules.isdisjoint(n.ids)]
    for said in shunned[:_COUPLE]:
        yield _line(question, "disorder", own, said)
    if own.inheritance is not None:
        gene = next(n for n in of_disorder(kb, own) if n.part == "gene")
        yield _line(question, "disorder", own, gene)
    yield from found[: most - _CAUTIONS]


# Many disorders.


def _of_group(question: Question) -> Iterator[Line]:
    """Give the disorders of a group, the commonest first."""
    kb = question.kb
    bands = get_args(PrevalenceBand)
    heads = [head for head in kb.heads if head["group"] == question.group]
    order = {head["id"]: n for n, head in enumerate(heads)}
    known = [kb.disorders[head["id"]] for head in heads]
    known.sort(
        key=lambda d: (
            not d.reference,
            d.depth != "full",
            bands.index(d.prevalence.band),
            order[d.id],
        )
    )
    for disorder in known:
        said = disorder.summary
        yield Line(
            kind="disorder",
            id=disorder.id,
            name=disorder.name,
            part="what it is",
            about=None,
            text=said.text,
            sources=said.sources,
            weight=1.0,
        )


def _denied(question: Question) -> set[str]:
    """Give what is to be without; the pain that a contraction is without is that of the muscle."""
    kb = question.kb
    meant = {_OF_MUSCLE.get(i, i) for i in question.denied}
    return {k for i in meant for k in (i, *kb.narrower.get(i, ()))}


def _of_phenomenon(question: Question, phenomenon: str) -> Iterator[Line]:
    """Give the disorders in which this contracts, with what of it is denied in the question."""
    kb = question.kb
    denied = _denied(question)
    found = []
    for head in kb.heads:
        if head["phenomenon"][:1] != [phenomenon]:
            continue
        disorder = kb.disorders[head["id"]]
        character = disorder.cramps.character or disorder.summary
        without = [f for f in disorder.findings if f.finding in denied]
        seen = max(without, key=lambda f: frequency.middle(f.frequency), default=None)
        told = [f"{kb.label(seen.finding)}: {frequency.words(seen.frequency)}"] if seen else []
        cited = dict.fromkeys((*(seen.sources if seen else ()), *character.sources))
        found.append(
            Line(
                kind="disorder",
                id=disorder.id,
                name=disorder.name,
                part="what is seen",
                about=None,
                text="; ".join((*told, character.text)),
                sources=tuple(cited),
                weight=1.0
                - (frequency.middle(seen.frequency) if seen else 0.0)
                + (disorder.depth == "full"),
            )
        )
    yield from sorted(found, key=lambda line: -line.weight)


def _having(question: Question) -> Iterator[Line]:
    """Give who has the findings that are named: first who never has what it is to be without."""
    kb = question.kb
    shown = [t for t in question.had if t.id not in question.denied]
    denied = _denied(question)
    candidates: set[str] | None = None
    for taken in shown:
        if taken.kind == "finding":
            having = set(mentions(kb).listing(taken.id))
        else:
            having = set(mentions(kb).with_test(kb.results[taken.id][0].id))
        candidates = having if candidates is None else candidates & having
    found = []
    for disorder_id in sorted(candidates or ()):
        line = _has(kb, disorder_id, [t.id for t in shown], denied)
        if line is not None:
            found.append(line)
    yield from sorted(found, key=lambda line: -line.weight)


def _has(
    kb: KnowledgeBase, disorder_id: str, shown: Sequence[str], denied: set[str]
) -> Line | None:
    """Say how often a disorder shows what is named, and whether it shows what is denied; None where it does not."""
    disorder = kb.disorders[disorder_id]
    told: list[str] = []
    sources: list[str] = []
    often = 0.0
    for finding in shown:
        kinds = {finding, *kb.narrower.get(finding, ())}
        seen = [f for f in disorder.findings if f.finding in kinds]
        results = [t for t in disorder.tests if t.result in kinds]
        both = [(f.frequency, kb.label(f.finding), f.sources) for f in seen]
        both += [(t.frequency, kb.label(t.result), t.sources) for t in results]
        both = [b for b in both if not frequency.is_never(b[0])]
        if not both:
            return None
        how_often, label, cited = max(both, key=lambda b: frequency.middle(b[0]))
        told.append(f"{label}: {frequency.words(how_often)}")
        sources += cited
        often += frequency.middle(how_often)
    without = [f for f in disorder.findings if f.finding in denied]
    for f in without[:1]:
        told.append(f"{kb.label(f.finding)}: {frequency.words(f.frequency)}")
        sources += f.sources
    mostly = any(frequency.middle(f.frequency) > _MOSTLY for f in without)
    never = any(frequency.is_never(f.frequency) for f in without)
    return Line(
        kind="disorder",
        id=disorder.id,
        name=disorder.name,
        part="what is seen",
        about=None,
        text="; ".join(told),
        sources=tuple(dict.fromkeys(sources)),
        weight=round(
            often + 2.0 * never - (3.0 if mostly else 1.0) * (bool(without) and not never), 4
        ),
    )


# What a word means.


def _defining(question: Question, most: int) -> Iterator[Line]:
    """Say what a finding, a test or a result is: what it is short for, what is said of it, and who has it."""
    kb = question.kb
    for taken in question.taken[:_COMPARED]:
        known = list(_definitions(question, taken))
        names = ", ".join(_called(kb, taken))
        if names:
            named = msgspec.structs.replace(taken, name=taken.text)
            yield _of_taken(named, "what it is", names, ())
        if not known:
            text = "Nothing here says what it is; who has it, and what the test shows, is below."
            yield _of_taken(taken, "not here", text, ())
        yield from known[:_CAUTIONS]
        if taken.kind == "finding":
            yield _of_taken(taken, "what is seen", kb.findings[taken.id].ask, ())
    yield from islice(_having(question), most)


def _working_up(question: Question, most: int) -> Iterator[Line]:
    """Give what is said of a result or a finding when it is worked up, then who has it."""
    kb = question.kb
    for taken in question.taken[:_COMPARED]:
        test = kb.results[taken.id][0].id if taken.kind == "result" else taken.id
        of_test = (
            msgspec.structs.replace(taken, kind="test", id=test, name=kb.name("tests", test))
            if test in kb.tests
            else taken
        )
        known = sorted(_definitions(question, of_test), key=_is_no_advice)
        yield from known[:_CAUTIONS]
    yield from islice(_having(question), most)


def _is_no_advice(line: Line) -> bool:
    return line.part not in ("confirm", "when to worry")


def _of_taken(taken: Taken, part: Part, text: str, sources: tuple[str, ...]) -> Line:
    return Line(
        kind=taken.kind,
        id=taken.id,
        name=taken.name,
        part=part,
        about=None,
        text=text,
        sources=sources,
        weight=1.0,
    )


def _names(kb: KnowledgeBase, taken: Taken) -> tuple[str, ...]:
    if taken.kind == "result":
        result = kb.results[taken.id][1]
        return (result.name, *result.synonyms)
    if taken.kind in ("finding", "test"):
        plain = kb.table(f"{taken.kind}s").plain(taken.id)
        return (plain["name"], *plain["synonyms"])
    return (taken.name,)


def _called(kb: KnowledgeBase, taken: Taken) -> Iterator[str]:
    """Give the names of which what was said is short, and one more."""
    names = _names(kb, taken)
    short = fold(taken.text).split()[0]
    long = [name for name in names if _is_short_for(short, name)]
    yield from dict.fromkeys((*long[:1], *(n for n in names[:2] if fold(n) != fold(taken.text))))


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether letters are the first of the words of a name, in their order: VGKC."""
    words = [word.casefold() for word in re.split(r"[^A-Za-z0-9]+", name) if word]
    initials = "".join(_SYMBOLS.get(word, word[0]) for word in words)
    if len(short) < _SHORT or short in words:
        return False
    grown = (word for word in words if len(word) > _GROWN and word[0] == short[0])
    return initials.startswith(short) or any(_runs_through(short, word) for word in grown)


def _runs_through(short: str, word: str) -> bool:
    """Tell whether letters stand in a word in their order: EMG in electromyography."""
    rest = iter(word)
    return all(letter in rest for letter in short)


def _definitions(question: Question, taken: Taken) -> Iterator[Line]:
    """Give the statements of the overview, and of the test, that have all words of a name."""
    kb = question.kb
    wanted = [set(stems(fold(name)).split()) for name in (taken.text, *_names(kb, taken))]
    wanted = [words for words in wanted if words]
    test = kb.results[taken.id][0] if taken.kind == "result" else kb.tests.get(taken.id)
    for told in test.about if test is not None else ():
        said_of = set(stems(fold(told.text)).split())
        if taken.kind == "test" or any(words <= said_of for words in wanted):
            yield _of_taken(taken, "what it is", told.text, told.sources)
    for section in kb.overview.values():
        of_title = any(words <= set(stems(fold(section.title)).split()) for words in wanted)
        for said in section.statements:
            if of_title or any(words <= set(stems(fold(said.text)).split()) for words in wanted):
                yield _general_line(section, said, 1.0)


# In general.


def _of_values(question: Question) -> tuple[Line, ...]:
    """Give what to do where a value was told, and from which on it is urgent by itself."""
    kb = question.kb
    raised = {danger.rule for danger in told_dangers(kb, question.told)}
    lines = list(_not_met(question, raised)) if "when to worry" in question.parts else []
    for section in kb.overview.values():
        of_test = set(section.tests[:1]) & question.measured
        if not of_test:
            continue
        title = set(stems(fold(section.title)).split())
        named = any(set(stems(fold(kb.name("tests", t))).split()) <= title for t in of_test)
        if section.part == "red-flag" and (named or raised.intersection(section.red_flags)):
            said = [s for s in section.statements if s.text.startswith(_TO_DO)]
        elif section.part == "workup" and named and not raised:
            said = sorted(section.statements, key=lambda s: not s.text.startswith(_PRESSING))
        else:
            continue
        lines += [_general_line(section, statement, 1.0) for statement in said]
    return tuple(lines[:_VALUED])


def _not_met(question: Question, raised: set[str]) -> Iterator[Line]:
    """Say of the rules of danger that a value would raise by itself from which value on."""
    from cramps.knowledge.conditions import ways
    from cramps.knowledge.triggers import triggers

    kb = question.kb
    for trigger in triggers(kb):
        alone = [way[0] for way in ways(trigger.when) if len(way) == 1]
        for leaf in alone:
            if leaf.kind != "number" or leaf.id not in question.levels or trigger.rule in raised:
                continue
            low = leaf.bounds.below or leaf.bounds.at_most if leaf.bounds else None
            high = leaf.bounds.above or leaf.bounds.at_least if leaf.bounds else None
            side = {"low": low, "high": high}.get(question.levels[leaf.id])
            if side is None:
                continue
            unit = kb.tests[leaf.id].unit or ""
            rule = of_rule(kb, trigger.rule)
            where = "below" if side == low else "above"
            yield Line(
                kind="red flag",
                id=trigger.rule,
                name=str(rule.about),
                part="when to worry",
                about=None,
                text=f"by the value alone {where} {side:g} {unit}, at any level with its signs: {rule.text}",
                sources=rule.sources,
                weight=1.0,
            )
            break


def _in_general(question: Question, most: int, *, calm: bool) -> tuple[Line, ...]:
    """Give what the overview says to a question of no one disorder, the most fitting section first."""
    overview = question.kb.overview
    if "when to worry" in question.parts and not question.compares:
        told = list(_warning(question, calm=calm and not question.unrecognised))
        return tuple(told if not question.findings else told[:most])
    sections = [i for topic, ids in _TOPICS if not topic.isdisjoint(question.stems) for i in ids]
    if question.compares or "difference" in question.parts:
        kinds = (
            s.id
            for s in overview.values()
            if s.part == "phenomenon"
            and (
                question.ids.intersection(s.findings[:2]) - GENERAL
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
    known = [s for s in known if calm or s.calm_when is None]
    each = max(1, -(-most // len(known))) if known else 0
    lines = [
        _general_line(section, said, float(len(known) - place))
        for place, section in enumerate(known)
        for said in _leading(section)[: 3 if place == 0 and len(known) < 3 else each]
    ]
    return tuple(lines[:most])


def _leading(section: model.OverviewSection) -> Sequence[model.Statement]:
    """Give its statements; one that calls cramps harmless does not lead."""
    return section.statements[1:] if section.id == _COME_BACK else section.statements


def _warning(question: Question, *, calm: bool) -> Iterator[Line]:
    """Give the red flags: those that what is named belongs to; of cramps in general all, the most urgent first.

    That a cramp is ordinary is said only where nothing else is told, and last.
    """
    kb = question.kb
    flags = [s for s in kb.overview.values() if s.part == "red-flag" and s.calm_when is None]
    named = {
        i for t in question.findings for i in (t.id, *kb.broader(t.id), *kb.narrower.get(t.id, ()))
    }
    near = sorted(
        (s for s in flags if named.intersection(s.findings)),
        key=lambda s: -len(named.intersection(s.findings)),
    )
    if near:
        for section in near[:2]:
            for said in section.statements[:2]:
                yield _general_line(section, said, 2.0)
        return
    plain = question.general or not question.stems & {"flag", "sign"}
    if plain:
        come_back = [kb.overview[_COME_BACK]] if _COME_BACK in kb.overview else []
        for section in come_back:
            for said in section.statements[1:]:
                yield _general_line(section, said, 3.0)
    for section in flags:
        if section.id != _COME_BACK and section.red_flags:
            rule = of_rule(kb, section.red_flags[0])
            yield Line(
                kind="overview",
                id=section.id,
                name=section.title,
                part="when to worry",
                about=None,
                text=rule.text,
                sources=rule.sources,
                weight=1.0,
            )
    if calm and plain and not question.findings:
        for section in kb.overview.values():
            if section.calm_when is not None:
                yield _general_line(section, section.statements[0], 0.5)


def _general_line(section: model.OverviewSection, said: model.Statement, weight: float) -> Line:
    return Line(
        kind="overview",
        id=section.id,
        name=section.title,
        part=_OF_OVERVIEW.get(section.part, "what it is"),
        about=None,
        text=said.text,
        sources=said.sources,
        weight=weight,
    )
