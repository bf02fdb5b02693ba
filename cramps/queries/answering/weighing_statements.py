"""Every statement of what a question names, with how much of the question it meets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from cramps.knowledge.closed_lists import Tier
from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line
from cramps.queries.asking.asked_words import tells_of
from cramps.queries.asking.naming import MOST_ENTRIES
from cramps.queries.asking.question import ORDINARY, Question
from cramps.queries.mentions import mentions
from cramps.queries.parts import Part
from cramps.queries.statements import Said, caused_by, of_disorder, of_drug, treating
from cramps.words.folding import fold, stem_set, stems
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.knowledge import model

#: What tests cost the patient, the least first.
_TIERS: Final = get_args(Tier)
#: How statements of a medicine begin: how it works, in whom it must not be given.
_WORKING: Final = "How it works"
_FORBIDDING: Final = "Contraindicated"
#: A class of medicines that says how they work.
_ACTS: Final = late_regex(r"(?:blocker|inhibitor|agonist|antagonist|modulator|opener)s?$")
#: The name of what is done while a cramp lasts has this.
_DURING: Final = "during a cramp"
#: How a statement of a test goes on that says how often it is found.
_COUNTED: Final = late_regex(r"^[^;]*; (?:in |sensitivity |(?:very )?frequent)")
#: How the treatment of cramps, not of the disorder, begins.
_FOR_CRAMPS: Final = "for cramps"
_BEGINNING: Final = 60
#: How much is given.
_AMOUNT: Final = late_regex(r"\b\d+(?:\.\d+)?\s?(?:mg|g|mL|micrograms?|units|mmol)\b(?!/)")
#: Tests of a disorder that are named.
_TESTS: Final = 8


def all_weighed(question: Question) -> Iterator[Line]:
    """Give every statement of what is named, with how much of the question it meets."""
    kb = question.kb
    for disorder_id in question.disorders:
        disorder = kb.disorders[disorder_id]
        for said in of_disorder(kb, disorder):
            if _fits(question, said):
                yield line_of(question, "disorder", disorder, said)
        if question.asks_first_tests and not question.tests:
            yield from _tests_of(question, disorder)
    yield from _of_treatments(question)
    for taken in question.taken:
        if taken.kind == "drug":
            yield from _of_drug(question, kb.drugs[taken.id])
        elif taken.kind == "test" and not question.disorders and not question.treatments:
            test = kb.tests[taken.id]
            for told in test.about:
                yield line_of(
                    question, "test", test, Said("confirm", None, (), *text_and_sources(told))
                )


def _fits(question: Question, said: Said) -> bool:
    """Tell whether a statement of a disorder may answer: not of another medicine, nor of another kind of test."""
    if question.of_treatments and (question.parts or not question.is_given):
        return not question.treatments.isdisjoint(said.ids)
    if question.asks_to_confirm and said.seen:
        return False
    if question.tests and said.part == "confirm":
        return not question.tests.isdisjoint(said.kinds)
    return True


def text_and_sources(said: model.Statement) -> tuple[str, tuple[str, ...]]:
    """Give what a statement says and where it stands."""
    return said.text, said.sources


def _of_treatments(question: Question) -> Iterator[Line]:
    kb = question.kb
    for treatment_id in sorted(question.treatments):
        treatment = kb.treatments[treatment_id]
        own: Category = "treatment"
        for caution in treatment.cautions:
            yield line_of(
                question, own, treatment, Said("avoid", None, (), *text_and_sources(caution))
            )
        for known in treatment.about:
            part: Part = "cause" if known.text.startswith(_WORKING) else "what helps"
            yield line_of(question, own, treatment, Said(part, None, (), *text_and_sources(known)))
        if question.asks_how_it_works and _ACTS.search(treatment.subclass or ""):
            yield line_of(
                question, own, treatment, Said("cause", None, (), str(treatment.subclass), ())
            )
        if question.is_given:
            continue
        for disorder_id in mentions(kb).with_treatment(treatment_id)[:MOST_ENTRIES]:
            disorder = kb.disorders[disorder_id]
            for said in treating(kb, disorder):
                if said.ids == (treatment_id,):
                    yield line_of(question, "disorder", disorder, said)


def _of_drug(question: Question, drug: model.Drug) -> Iterator[Line]:
    """Give what is said of a drug; where it is asked what to check, of the disorders that it causes too."""
    kb = question.kb
    for said in of_drug(kb, drug):
        yield line_of(question, "drug", drug, said)
    yield from _dangers_of_drug(question, drug)
    if {"confirm", "when to worry", "what helps"}.isdisjoint(question.parts) or question.disorders:
        return
    for disorder in caused_by(kb, drug):
        if question.asks_first_tests:
            yield from _tests_of(question, disorder)
        for said in of_disorder(kb, disorder):
            if said.part in question.parts and _fits(question, said):
                yield line_of(question, "disorder", disorder, said)


def _tests_of(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Name the tests that bear on a disorder, those that cost the patient least first."""
    kb = question.kb
    tiers = {test.test: kb.tests.plain(test.test)["tier"] for test in disorder.tests}
    names = {t: kb.name("tests", t) for t in sorted(tiers, key=lambda t: _TIERS.index(tiers[t]))}
    if len(names) > 1:
        first = [n for t, n in names.items() if tiers[t] == "blood"][:_TESTS]
        rest = [n for t, n in names.items() if tiers[t] != "blood"][:_TESTS]
        told = "; ".join(
            f"{label}: {', '.join(of)}" for label, of in (("blood", first), ("others", rest)) if of
        )
        cited = tuple(dict.fromkeys(s for test in disorder.tests for s in test.sources))
        line = line_of(
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
            words = stem_set(f"{said.about or ''} {said.text}")
            if any(set(name.split()) <= words for name in names if name):
                line = line_of(question, "disorder", disorder, said)
                yield msgspec.structs.replace(line, weight=line.weight + 3.0)


def of_medicines(question: Question) -> Iterator[Line]:
    """Give what is best proven of every medicine that was measured to cause cramps."""
    for drug in question.kb.drugs.values():
        if drug.link == "established":
            for said in islice(of_drug(question.kb, drug), 1):
                yield line_of(question, "drug", drug, said)


def line_of(
    question: Question,
    kind: Category,
    record: model.Disorder | model.Treatment | model.Drug | model.Test,
    said: Said,
) -> Line:
    """Make a line of a statement of a record, with how much of the question it meets."""
    return Line(
        kind=kind,
        id=record.id,
        name=record.name,
        part=said.part,
        about=said.about,
        text=_told(question, said),
        sources=said.sources,
        weight=_weight(question, kind, record, said),
    )


def _told(question: Question, said: Said) -> str:
    """Give a statement with its dose first where that is asked, and without it where it is asked whether it is safe."""
    if "dose" in question.parts:
        return said.dose_first
    if said.dose is not None and question.given and question.parts[:1] == ("avoid",):
        return said.undosed
    return said.text


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
    weight += 2.0 * ("dose" in question.parts and part == "what helps" and tells_dose(text))
    if kind == "treatment" and part == "avoid" and part in question.parts:
        weight += 2.0 * text.startswith(_FORBIDDING)
        weight += 2.0 if question.disorders else 4.0
    weight += 0.5 * (part == "what helps" and text.startswith("first line"))
    cramps = "cramp" in question.stems - question.of_disorders
    weight += 3.0 * (cramps and part == "what helps" and _FOR_CRAMPS in text[:_BEGINNING])
    weight += 4.0 * (record.id == ORDINARY and bool(question.general) and not question.disorders)
    weight += 3.0 * (question.asks_of_a_cramp_now and _DURING in (said.about or ""))
    # of a medicine beside cramps, and of nothing else, it is asked whether it causes them
    causing = kind == "drug" and part == "cause" and bool(question.general)
    weight += 6.0 * (causing and not question.parts)
    weight += 2.0 * len([a for a in question.aspects if tells_of(a, text)])
    if question.rest:
        told = stem_set(text)
        named = stem_set(f"{record.name} {said.about or ''}")
        weight += 2.0 * len(question.rest & told) + 3.0 * len(question.rest & named)
        # of what is asked besides it says nothing: another's magnesium, not hers who is pregnant
        weight -= 3.0 * (
            part != "what it is"
            and bool(_selecting(question))
            and question.rest.isdisjoint(told)
            and question.rest.isdisjoint(named)
        )
    if part == "confirm":
        if question.asks_first_tests:
            weight += 1.5 - 0.5 * said.tier
        else:
            weight += 1.0 * said.confirms
            weight += 0.5 * (said.confirms and _COUNTED.search(text) is not None)
        weight += 2.0 * (not question.tests.isdisjoint(said.kinds))
        weight -= 1.0 * (bool(question.tests) and of_nothing(said))
    if kind == "drug" or (kind == "treatment" and not question.disorders):
        weight += 1.5
    elif kind == "treatment" and question.of_disorders.intersection(stems(fold(text)).split()):
        # a caution for who has the disorder; where its entry has the medicine, that goes before
        weight += 2.0 if question.is_given else 6.0
    return weight


@lru_cache(maxsize=8)
def _selecting(question: Question) -> frozenset[str]:
    """Give the stems that no record has, of which a statement that may answer has one: the others select nothing."""
    rest = frozenset(question.rest)
    if not rest or not question.disorders or ("dose" in question.parts and not question.given):
        return rest  # of a medicine that is not known no other's dose is told
    wanted = question.answering
    told: set[str] = set()
    for disorder_id in question.disorders:
        for said in of_disorder(question.kb, question.kb.disorders[disorder_id]):
            if not wanted or said.part in wanted:
                told |= stem_set(f"{said.about or ''} {said.text}")
    return rest & told


def tells_dose(text: str) -> bool:
    """Tell whether a statement says how much is given."""
    return "dose:" in text or _AMOUNT.search(text) is not None


def of_nothing(said: Said) -> bool:
    """Tell whether a result is that nothing was found."""
    name = (said.about or "").casefold()
    return ": no " in name or name.startswith("no ") or "negative" in name or "normal" in name
