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

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from cramps.queries.asked_words import Part, begins_with, tells_of
from cramps.queries.definitions import defining, working_up
from cramps.queries.for_a_purpose import (
    COUPLE,
    PURPOSE,
    blood_tests,
    carrying,
    telling_apart,
    to_the_patient,
    urgent_rules,
    worrying,
)
from cramps.queries.in_general import TOPICS, in_general
from cramps.queries.lines import Line, line_of_section, plain_line
from cramps.queries.many_disorders import (
    disorders_having,
    disorders_of_group,
    disorders_of_phenomenon,
)
from cramps.queries.question import Question, Taken
from cramps.queries.values import of_values, told_dangers
from cramps.queries.weighed import all_weighed, of_medicines, tells_dose
from cramps.ranking.danger import Danger
from cramps.words.folding import fold, stem, stems
from cramps.words.word_index import Category

if TYPE_CHECKING:
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
#: Disorders of which each is to be answered.
_COMPARED: Final = 3
#: Disorders of a group, or that have what is asked, that are told.
_LISTED: Final = 8
_GROUPED: Final = 16
_TOPICAL: Final = frozenset[str]().union(*(stems for stems, _ in TOPICS))


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
    told, dangers = _dangers(question)
    kind, lines, topical = _answer(question, most, dangers)
    if dangers and kind in ("record", "nothing"):  # of a patient in danger no page of a dictionary
        kind, lines, topical = "differential", of_values(question), True
    unknown = question.unrecognised
    answered = {s for n in lines for s in stems(fold(f"{n.name} {n.about or ''} {n.text}")).split()}
    unknown = tuple(word for word in unknown if stem(fold(word)) not in answered)
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
        told=told,
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
    if len(named) <= COUPLE:
        return ()
    return tuple(line_of_section(section, section.statements[0], 1.0) for section in named)


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
        return _Answer("drugs", tuple(of_medicines(question)), topical=True)
    if question.is_vignette or question.is_of_value:
        return _Answer("differential", of_values(question))
    return None


def _of_purpose(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Answer what is asked for a purpose: the patient's words, blood tests, urgency, who carries a risk."""
    if question.measured or question.compares:
        return None
    calm = not dangers and not question.unrecognised
    lines: Iterable[Line] = ()
    if question.tells_patient and not (question.given or question.has_drug):
        lines = to_the_patient(question, calm=calm)
    elif question.asks_blood_tests:
        lines = blood_tests(question)
    elif question.asks_who_carries:
        lines = carrying(question, max(most, PURPOSE))
    elif question.asks_to_act and question.findings and not question.names_more:
        lines = worrying(question, calm=calm)
    told = tuple(islice(lines, max(most, PURPOSE)))
    return _Answer("connected", told, topical=True) if told else None


def _of_many(question: Question, most: int) -> _Answer | None:
    """Tell several phenomena apart, or name the disorders of a group, or those that have a finding."""
    if apart := _told_apart(question):
        return _Answer("connected", apart, topical=True)
    if question.group and question.in_general:
        of_group = tuple(islice(disorders_of_group(question), max(most, _GROUPED)))
        return _Answer("connected", of_group, topical=True)
    if question.asks_who and question.phenomenon and question.in_general:
        of_one = tuple(
            islice(disorders_of_phenomenon(question, question.phenomenon), max(most, _LISTED))
        )
        return _Answer("connected", of_one, topical=True) if of_one else None
    if question.asks_who and question.had and not question.names_more:
        having = tuple(islice(disorders_having(question), max(most, _LISTED)))
        return _Answer("connected", having) if having else None
    return None


def _of_none(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Answer from the overview where cramps in general are asked about; None where a record is."""
    general = in_general(question, most, calm=not dangers)
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
        return _Answer("connected", tuple(defining(question, most)))
    if question.asks_first_tests and not question.names_more:
        return _Answer("connected", tuple(working_up(question, most)))
    lines = _chosen(question, most)
    if question.asks_to_act and not question.given and not question.has_drug:
        pressing = tuple(urgent_rules(question))
        behind = (
            n for n in lines if n not in pressing and n.text not in {p.text for p in pressing}
        )
        lines = (*pressing, *islice(behind, max(2, most - len(pressing))))
    apart = len(set(question.disorders)) > 1 and any(n.part == "difference" for n in lines)
    if question.compares and (between := tuple(telling_apart(question))):
        behind = (n for n in lines if n.part != "difference")
        lines = (*between, *islice(behind, max(1, most - len(between))))
        apart = True
    if "difference" in question.parts and not apart:
        general = in_general(question, most, calm=not dangers)
        lines = (*general[: most - len(lines[:2])], *lines[:2])
    return _Answer("connected" if lines else "record", lines)


def _dangers(question: Question) -> tuple[str, tuple[Danger, ...]]:
    """Give the words that tell a case, and the rules that are raised where one is told, or urgency asked for.

    What is put as no question tells of a patient: the words that ask may be part of the story there, and
    the reading that raises more is taken.
    """
    kb, told = question.kb, question.told
    worried = "when to worry" in question.parts and not question.disorders
    harmless = question.in_general and question.general
    patient = question.measured or question.has_person or question.tells_story
    if not (patient or ((worried or harmless) and question.findings)):
        return told, ()
    dangers = told_dangers(kb, told)
    if question.tells_story and told != question.text:
        whole = told_dangers(kb, question.text)
        if not {d.rule for d in whole} <= {d.rule for d in dangers}:
            return question.text, whole
    return told, dangers


def _chosen(question: Question, most: int) -> tuple[Line, ...]:
    """Give the best statements, and of each thing that was asked for one, or that there is none."""
    weighed = sorted(_once(all_weighed(question)), key=lambda line: -line.weight)
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
    dosed = [n for n in weighed if n.part == "what helps" and tells_dose(n.text)]
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
    return plain_line(
        own,
        record_id,
        name,
        "not here",
        f"{text}: no statement of this knowledge base tells of it, which is no all-clear.",
        (),
        0.0,
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
