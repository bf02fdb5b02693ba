"""A question that asks one thing -> its answer, by the kind of question that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.queries.answering.anaesthetics import for_an_anaesthetic
from cramps.queries.answering.answer import Asked, Kind
from cramps.queries.answering.before_starting import before_starting
from cramps.queries.answering.choosing_statements import chosen_of
from cramps.queries.answering.course import course, reassuring
from cramps.queries.answering.definitions import (
    ELECTRIC,
    defining,
    of_word,
    recorded,
    what_contracts,
    working_up,
)
from cramps.queries.answering.emergencies import early_signs, emergency_named, in_emergency
from cramps.queries.answering.for_a_purpose import (
    COUPLE,
    PURPOSE,
    blood_tests,
    carrying,
    suspecting,
    telling_apart,
    tests_apart,
    to_the_patient,
    urgent_rules,
    worrying,
)
from cramps.queries.answering.for_the_person import for_the_person
from cramps.queries.answering.how_long import lasting
from cramps.queries.answering.how_often import how_often
from cramps.queries.answering.in_general import TOPICS, in_general
from cramps.queries.answering.levels import asks_level, at_levels
from cramps.queries.answering.lines import Line, line_of_section, nothing_here
from cramps.queries.answering.medicines_for import asks_of_medicines_for, medicines_for
from cramps.queries.answering.next_tests import next_tests
from cramps.queries.answering.reasons import reasons
from cramps.queries.answering.several_medicines import likeliest, named_medicines, together
from cramps.queries.answering.tests_of_disorders import (
    asks_of_test,
    of_test,
    placed,
    tests_of_kind,
    tumour_search,
)
from cramps.queries.answering.values import in_known, is_calm, of_values, told_dangers
from cramps.queries.answering.weighing_statements import line_of, of_medicines
from cramps.queries.answering.which_disorders import (
    disorders_having,
    disorders_of_group,
    disorders_of_phenomenon,
)
from cramps.queries.answering.worsening import worsening
from cramps.queries.asking.asked_for import (
    asks_cause,
    asks_together,
    asks_when_to_suspect,
    is_known,
    is_negative,
    is_suspected,
    plans_anaesthetic,
)
from cramps.queries.asking.asked_words import tells_of
from cramps.queries.asking.needs import (
    asks_what_is_recorded,
    asks_what_to_check,
    asks_what_to_take,
    how_long,
    of_person,
    what_is,
    worsens,
)
from cramps.queries.asking.question import Question
from cramps.queries.parts import Part
from cramps.queries.statements import of_disorder, treating
from cramps.ranking.danger import Danger
from cramps.words.folding import fold, stem, stem_set, stems

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


#: Statements that are kept behind those that are put first.
_BEHIND: Final = 2
#: Disorders of a group, or that have what is asked, that are told.
_LISTED: Final = 8
_GROUPED: Final = 16
#: What asks for a treatment in few words.
_OF_TREATMENT: Final = late_regex(
    r"\b(?:evidence|dose|efficacy|effective\w*|works?|any (?:good|use))\b", re.IGNORECASE
)
#: What is told in place of what is not here, and how much of it.
_NEAR: Final[tuple[Part, ...]] = ("what sets it off", "when to worry", "avoid")
_NEAREST: Final = 3
#: Parts that are told as not answered where no statement is of them; the others words ask for by the way.
_PARTS_TOLD: Final = frozenset[Part](["gene", "how common"])
#: What may be asked of somebody who is afraid of a disorder.
_OF_FEAR: Final = frozenset[Part](["what helps", "when to worry", "what it is", "difference"])
_TOPICAL: Final = frozenset[str]().union(*(stems for stems, _ in TOPICS))


def answer_one(kb: KnowledgeBase, text: str, most: int) -> Asked:
    """Answer what asks one thing."""
    question = Question(kb, text)
    told, dangers = dangers_of(question)
    kind, lines, topical = _answer(question, most, dangers)
    lines = _in_order(kb, lines)
    raised = {kb.name("red_flags", danger.rule) for danger in dangers}
    # a rule that is raised stands before the answer
    lines = tuple(n for n in lines if n.kind != "overview" or n.name not in raised)
    if dangers and kind in ("record", "nothing"):  # of a patient in danger no page of a dictionary
        kind, lines, topical = "differential", of_values(question), True
    unknown = question.unrecognised
    answered = {s for n in lines for s in stems(fold(f"{n.name} {n.about or ''} {n.text}")).split()}
    unknown = tuple(word for word in unknown if stem(fold(word)) not in answered)
    unknown = (*question.unknown, *unknown)
    if topical:
        aspects = of_person(question)
        unknown = tuple(word for word in unknown if stem(fold(word)) not in _TOPICAL)
        unknown = tuple(w for w in unknown if not any(tells_of(a, w) for a in aspects))
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
        unanswered=tuple(_unanswered(question, lines))
        if kind == "connected"
        else question.asking_words,
    )


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each statement once."""
    return iter({(n.id, n.about, n.text): n for n in lines}.values())


def _in_order(kb: KnowledgeBase, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Put the steps of a mechanism in the order of their entry, each where one of them stood."""
    ordered = list(lines)
    for disorder_id in {n.id for n in lines if n.kind == "disorder" and n.part == "cause"}:
        steps = [step.text for step in kb.disorders[disorder_id].mechanism.steps]
        places = [i for i, n in enumerate(lines) if n.id == disorder_id and n.text in steps]
        told = sorted((lines[i] for i in places), key=lambda n: steps.index(n.text))
        for place, line in zip(places, told, strict=True):
            ordered[place] = line
    return tuple(ordered)


def _unanswered(question: Question, lines: Sequence[Line]) -> Iterator[str]:
    """Give what was named or asked and of which no statement is given: it is never left out in silence."""
    if question.tells_patient:
        return
    kb = question.kb
    ids = {line.id for line in lines}
    told = stems(fold(" ".join(f"{n.name} {n.about or ''} {n.text}" for n in lines))).split()
    for taken in question.taken:
        if taken.kind == "disorder":
            meant = {taken.id}
        elif taken.kind == "family":
            meant = set(kb.families[taken.id].members)
        elif taken.kind in ("drug", "treatment"):
            meant = {t.id for t in question.taken if t.text == taken.text}
            meant |= question.given.get(taken.text, set())
        else:
            continue
        said = stem_set(taken.text) | stem_set(taken.name)
        aliases = kb.disorders[taken.id].aliases if taken.kind == "disorder" else ()
        spoken_of = any(stem_set(name) <= set(told) for name in aliases)
        if meant.isdisjoint(ids) and said.isdisjoint(told) and not spoken_of:
            yield taken.text
    given = {line.part for line in lines}
    for part in question.parts:
        if part == "gene" and stem("gene") in told:  # its test is told
            continue
        if part == "how common" and how_long(question) is not None:  # how many weeks
            continue
        if part in _PARTS_TOLD and part not in given and "not here" not in given:
            yield part


def _told_apart(question: Question) -> tuple[Line, ...]:
    """Give what each of several phenomena is, where it is asked what tells them apart."""
    electric = "electrodiagnosis" in question.tests
    # the cramps of cramp-fasciculation syndrome are none by themselves
    within = {
        w
        for t in question.taken
        if t.kind == "disorder" and " " in fold(t.text)
        for w in _stems(t.text)
    }
    if "difference" not in question.parts and not question.compares and not electric:
        return ()
    named = [
        section
        for section in question.kb.overview.values()
        if section.part == "phenomenon"
        and section.phenomenon is not None
        and stem(fold(section.phenomenon).split()[-1]) in question.stems - within
    ]
    if electric:
        shown = [(s, n) for s in named for n in s.statements if ELECTRIC in n.text.casefold()]
        return tuple(line_of_section(*one, 1.0) for one in shown) if len(named) > 1 else ()
    if len(named) <= COUPLE:
        return ()
    return tuple(line_of_section(section, section.statements[0], 1.0) for section in named)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in fold(text).split()}


class _Answer(NamedTuple):
    """The kind of an answer, and its statements."""

    kind: Kind
    lines: tuple[Line, ...] = ()
    #: They are of no one record: what the question calls its topic was understood.
    topical: bool = False


def _answer(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer:
    """Answer by the kind of question: of a patient, of many disorders, of none, of what is named."""
    if question.unknown and question.in_general:
        return _Answer("nothing")
    return (
        _of_medicines(question, most)
        or _of_need(question, most, dangers)
        or _of_patient(question, dangers)
        or _of_what_is_planned(question, most)
        or _of_purpose(question, most, dangers)
        or _of_many(question, most)
        or _of_none(question, most, dangers)
        or _of_named(question, most, dangers)
    )


def _of_medicines(question: Question, most: int) -> _Answer | None:
    """Name the medicines that cause cramps; of several that are named the likeliest, or what they do together."""
    if classes := asks_of_medicines_for(question):
        return _Answer("connected", tuple(medicines_for(question, classes)), topical=True)
    several = len(named_medicines(question)) > 1
    if several and question.measured:  # what a patient takes may be the cause of a value
        blamed = "cause" in question.parts or question.asks_which_medicine
        told = (*likeliest(question), *of_values(question))
        return _Answer("connected", told, topical=True) if blamed else None
    if question.of_medicines and not several:
        return _Answer("drugs", tuple(of_medicines(question)), topical=True)
    if several and asks_together(question):
        pairs = tuple(together(question))
        behind = () if not pairs or question.parts == () else chosen_of(question, most)
        same = {p.text for p in pairs}
        kept = (n for n in behind if n.text not in same and n.kind != "drug")
        return _Answer(
            "connected", (*pairs, *islice(kept, max(1, most - len(pairs)))), topical=True
        )
    if several and asks_cause(question) and not question.disorders:
        return _Answer("connected", tuple(likeliest(question)), topical=True)
    return None


def _of_need(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Say how long, what to check around a medicine, what somebody can take, what a word means, what tests show."""
    lines: Iterable[Line] = ()
    if (stretch := how_long(question)) and not question.is_told:
        lines = lasting(question, stretch)
    elif asks_what_to_check(question):
        lines = before_starting(question)
    elif not dangers and asks_what_to_take(question):
        lines = for_the_person(question)
    elif (cause := worsens(question)) is not None:
        lines = worsening(question, cause)
    elif (word := what_is(question)) is not None:
        lines = of_word(question, word)
    elif asks_what_is_recorded(question):
        lines = recorded(question)
    elif not dangers:
        lines = tests_of_kind(question)
    told = tuple(islice(_once(lines), max(most, PURPOSE)))
    return _Answer("connected", told, topical=True) if told else None


def _of_what_is_planned(question: Question, most: int) -> _Answer | None:
    """Say what to beware of at an anaesthetic, from which value on, or what to test next where a test was negative."""
    if plans_anaesthetic(question):
        lines = tuple(for_an_anaesthetic(question))
        return _Answer("connected", lines, topical=True) if lines else None
    if asks_level(question) and (limits := tuple(at_levels(question))):
        return _Answer("connected", limits[: max(most, PURPOSE)], topical=True)
    if is_negative(question):
        lines = tuple(islice(next_tests(question), max(most, PURPOSE)))
        return _Answer("connected", lines, topical=True) if lines else None
    return None


def _of_patient(question: Question, dangers: Sequence[Danger]) -> _Answer | None:
    """Rank what fits a patient who is described, or a value that is told; say what to do in a known disorder."""
    if is_known(question) and (known := tuple(in_known(question, dangers))):
        return _Answer("connected", known, topical=True)
    if not dangers and question.may_be_ordinary and is_calm(question.kb, question.text):
        return _Answer("differential")
    complaint = question.is_complaint or (dangers and question.asks_what_of_several)
    if question.is_vignette or question.is_of_value or complaint:
        return _Answer("differential", of_values(question))
    return None


def _of_purpose(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer | None:
    """Answer what is asked for a purpose: the patient's words, blood tests, urgency, who carries a risk."""
    if question.asks_for_tumour and (told := tuple(tumour_search(question))):
        return _Answer("connected", told, topical=True)
    if ("confirm" in question.parts or question.asks_first) and (told := placed(question)):
        return _Answer("connected", told, topical=True)
    if question.measured or question.compares:
        return None
    if question.feared and not question.given and not set(question.parts) - _OF_FEAR:
        own = [d for d in question.disorders if d not in question.feared][:1]
        return _Answer(
            "connected", tuple(reassuring(question, own[0], question.feared)), topical=True
        )
    if question.asks_course and (told := tuple(course(question))):
        return _Answer("connected", told, topical=True)
    calm = not dangers and not question.unrecognised
    lines: Iterable[Line] = ()
    tells = question.tells_patient and not (question.given or question.has_drug)
    ending = question.asks_of_a_cramp_now and question.is_ordinary
    if tells or (ending and "what helps" in question.parts):
        lines = _once(to_the_patient(question, calm=calm))
    elif question.asks_blood_tests:
        lines = blood_tests(question)
    elif question.asks_who_carries:
        lines = carrying(question, max(most, PURPOSE))
    elif asks_when_to_suspect(question) and not question.given:
        lines = suspecting(question)
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
    if question.disorders and question.in_general and "how common" in question.parts:
        return None  # the cramps of the night have an entry, which has figures
    general = in_general(question, most, calm=not dangers)
    compared = question.compares and question.tells_case and not question.disorders
    how = question.given and len(question.ids) == 1 and question.is_told_how
    if general and (question.in_general or compared or how):
        return _Answer("connected", (*_not_known(question, general), *general), topical=True)
    if not question.taken:
        return _Answer("nothing")
    asked = question.tells_case and question.is_asked and not question.disorders
    if asked and len(question.ids) > 1:
        return _Answer("connected", general, topical=True) if general else None
    return None


def _not_known(question: Question, general: Sequence[Line]) -> Iterator[Line]:
    """Say of what is suspected, and has no name here, that what follows is said in general."""
    if question.unrecognised and not question.taken and is_suspected(question):
        first = general[0]
        text = (
            f"Nothing here on {' '.join(question.unrecognised)}; what follows is said in general."
        )
        yield nothing_here(first.kind, first.id, first.name, text)


def _of_named(question: Question, most: int, dangers: Sequence[Danger]) -> _Answer:
    """Connect what is named: its page, its differential, or the statements that answer."""
    if strange := _of_unknown_treatment(question, most):
        return strange
    if plain := _of_one_kind(question, most):
        return plain
    often = tuple(how_often(question)) if "how common" in question.parts else ()
    if often and set(question.parts) <= {"how common"}:
        return _Answer("connected", often)
    if urgent := emergency_named(question):
        return _Answer("connected", tuple(in_emergency(question, urgent)))
    lines = chosen_of(question, most)
    if question.asks_to_recognise and len(question.disorders) == 1:
        signs = tuple(early_signs(question, question.kb.disorders[question.disorders[0]]))
        lines = _before(signs, lines, most)
    if question.is_why_asked and "cause" in question.parts and question.disorders:
        lines = _before(tuple(reasons(question)), lines, most, without=("cause", "not here"))
    if question.asks_first and "what helps" in question.parts and question.disorders:
        lines = tuple(_first_line(question, lines, most))
    if left := _of_what_is_not_here(question, lines):
        return _Answer("connected", tuple(left))
    if often:
        lines = _before(often, lines, most, without=("how common",))
    if question.asks_to_act and not question.given and not question.has_drug:
        lines = _before(tuple(urgent_rules(question)), lines, most)
    if question.compares or "difference" in question.parts:
        lines = _told_between(question, lines, most, dangers)
    return _Answer("connected" if lines else "record", lines)


def _of_what_is_not_here(question: Question, lines: Sequence[Line]) -> list[Line]:
    """Say that nothing is told of what somebody with a disorder asks leave for: may I drive; then what to avoid in it.

    Empty where a statement has the word, or where no such leave is asked.
    """
    kb = question.kb
    named = question.disorders[:1]
    if question.given and question.asks_leave and not named:
        told = stem_set(" ".join(n.text for n in lines))
        unknown = [w for w in question.unrecognised if stem(fold(w)) not in told]
        treatment = kb.treatments[min(question.treatments)]
        text = f"Nothing here on {', '.join(map(repr, unknown))}, which is no all-clear."
        lead = nothing_here("treatment", treatment.id, treatment.name, text)
        return [lead, *lines[:_NEAREST]] if unknown else []
    if not (named and question.asks_leave) or question.given:
        return []
    if question.has_drug or question.measured:
        return []
    told = stem_set(" ".join(f"{n.about or ''} {n.text}" for n in lines))
    own = stem_set(
        " ".join(f"{n.about or ''} {n.text}" for n in lines if n.part != "when to worry")
    )
    strange = [w for w in question.unrecognised if stem(fold(w)) not in told]
    of_it = {i for n in of_disorder(kb, kb.disorders[named[0]]) for i in n.ids}
    strange += [
        t.text
        for t in question.taken
        if question.is_circumstance(t) and t.id not in of_it and not stem_set(t.text) & own
    ]
    if not strange:
        return []
    text = f"Nothing here on {', '.join(map(repr, strange))}. The nearest is what to avoid and when to worry."
    disorder = kb.disorders[named[0]]
    near = [
        line_of(question, "disorder", disorder, said)
        for part in _NEAR
        for said in of_disorder(kb, disorder)
        if said.part == part
    ]
    return [nothing_here("disorder", disorder.id, disorder.name, text), *near[:_NEAREST]]


def _of_unknown_treatment(question: Question, most: int) -> _Answer | None:
    """Say that nothing is told of a treatment of cramps that no record has; then what is told of their treatment."""
    asked = {"what helps", "dose"}.intersection(question.parts)
    if not (asked and question.in_general and question.general and question.unrecognised):
        return None
    if not question.is_asked and _OF_TREATMENT.search(question.text) is None:
        return None
    taken = question.general[0]
    text = f"Nothing here on {', '.join(map(repr, question.unrecognised))}."
    lead = nothing_here("finding", taken.id, taken.name, text)
    return _Answer("connected", (lead, *in_general(question, most - 1, calm=False)), topical=True)


def _of_one_kind(question: Question, most: int) -> _Answer | None:
    """Answer what needs no statement weighed: a name alone, findings alone, what something is or how it is tested."""
    if asks_of_test(question) and (shown := tuple(of_test(question))):
        return _Answer("connected", shown)
    strange = question.asks_leave and question.disorders and question.unrecognised
    if len(question.ids) == 1 and not (question.parts or question.measured or strange):
        contracting = tuple(what_contracts(question))
        return _Answer("connected" if contracting else "record", contracting)
    if question.tells_case and not question.parts:
        return _Answer("nothing" if question.compares or question.is_asked else "differential")
    return _of_words(question, most)


def _of_words(question: Question, most: int) -> _Answer | None:
    """Say what something is, or how a result is worked up, where no disorder and no medicine is named."""
    if "what it is" in question.parts and not question.names_more:
        return _Answer("connected", tuple(defining(question, most)))
    if question.asks_first_tests and not question.names_more:
        return _Answer("connected", tuple(working_up(question, most)))
    return None


def _before(
    first: tuple[Line, ...], lines: Sequence[Line], most: int, *, without: Sequence[Part] = ()
) -> tuple[Line, ...]:
    """Put statements before others, none of which says the same; two of these at least are kept."""
    texts = {line.text for line in first}
    behind = (n for n in lines if n.text not in texts and n.part not in without)
    return (*first, *islice(behind, max(_BEHIND, most - len(first))))


def _told_between(
    question: Question, lines: tuple[Line, ...], most: int, dangers: Sequence[Danger]
) -> tuple[Line, ...]:
    """Put first what tells those apart that are named; where nothing does, what tells the phenomena apart."""
    apart = len(question.disorders) > 1 and any(n.part == "difference" for n in lines)
    if question.tests - {"gene"}:
        tested = tuple(tests_apart(question))
        if len({n.id for n in tested}) > 1:
            return (*tested, *islice((n for n in lines if n.part == "difference"), 1))
    alone = set(question.parts) <= {"difference"}
    told_apart = question.compares or "difference" in question.parts
    if told_apart and (between := tuple(telling_apart(question, alone=alone))):
        if alone:
            return between
        asked = tuple(n for n in lines if n.part in question.parts and n.part != "difference")
        if "difference" in question.parts:
            return _before(between, asked, max(most, len(between) + 1))
        return _before(asked, between, max(most, len(asked) + 1))
    if "difference" in question.parts and not apart:
        general = in_general(question, most, calm=not dangers)
        return (*general[: most - len(lines[:2])], *lines[:2])
    return lines


def _first_line(question: Question, lines: Sequence[Line], most: int) -> Iterator[Line]:
    """Put the treatments of the one disorder in the order of its entry, behind what is to be tested first."""
    kb = question.kb
    yield from (n for n in lines if n.part in ("confirm", "when to worry"))
    disorder = kb.disorders[question.disorders[0]]
    helping = [
        line_of(question, "disorder", disorder, said)
        for said in treating(kb, disorder)
        if said.part == "what helps"
    ]
    yield from helping[: max(2, most - 1)]


def dangers_of(question: Question) -> tuple[str, tuple[Danger, ...]]:
    """Give the words that tell a case, and the rules that are raised where one is told, or urgency asked for.

    What is put as no question tells of a patient. The words that ask may be part of the story, and the
    reading that raises more is taken. Where two signs together cannot wait, that is told whoever asks.
    """
    kb, told = question.kb, question.told
    if question.asks_for_tumour:  # none is told of
        return told, ()
    asks = question.asks_to_act or bool(question.in_general and question.general)
    patient = question.measured or question.has_person or question.tells_story
    patient = patient or question.asks_what_of_several
    patient = bool(patient or (asks and question.findings))
    if not patient and (len({t.id for t in question.findings}) < COUPLE or question.asks_who):
        return question.text if question.may_be_ordinary else told, ()
    readings = dict.fromkeys((told, question.text))
    raised = {text: told_dangers(kb, text) for text in readings}
    said = question.text if question.may_be_ordinary else told
    if not {d.rule for d in raised[question.text]} <= {d.rule for d in raised[told]}:
        said = question.text
    # of two signs together somebody may ask in general: only what cannot wait is told
    dangers = (d for d in raised[said] if patient or d.urgency == "now")
    return said, tuple(dangers)
