"""How long somebody is followed or treated, and how long one waits for an effect: what the entries say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, nothing_here
from cramps.queries.answering.weighing_statements import line_of, text_and_sources
from cramps.queries.asking.needs import Stretch
from cramps.queries.asking.question import ORDINARY, Question
from cramps.queries.mentions import mentions
from cramps.queries.statements import Said, of_disorder, treating

if TYPE_CHECKING:
    from cramps.knowledge import model

_NUMBER: Final = r"(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve|several|some)"
_STRETCH: Final = rf"(?:about |at least |up to |a further |some |over )?{_NUMBER}(?: (?:to|or|and) {_NUMBER})?[ -](?:days?|weeks?|months?|years?)"
#: That something helped, or went away.
_WORKED: Final = (
    r"\b(?:improv\w+|respon\w+|effect|help(?:ed|s)?|benefit|fewer|gone|reliev\w+|settled?|resolv\w+|recover\w*|"
    r"subsid\w+|disappear\w*|better|normal)\b"
)
#: How a clause tells of it.
_TELLING: Final[dict[Stretch, re.Pattern[str]]] = {
    "follow": late_regex(
        r"\bfollow-up\b|\bfollow(?:ed)? (?:up|for)\b|\bexamined? again\b|\bre-?examin\w+|\brepeat(?:ed)? (?:the|it|after|every)\b"
        rf"|\b(?:check|watch|measur|review|monitor|test)\w*\b[^.;]*\b(?:every|each|after|yearly|monthly|{_STRETCH})\b|\bseen again\b|\bevery {_STRETCH}",
        re.IGNORECASE,
    ),
    "treat": late_regex(
        rf"\bfor (?:the )?{_STRETCH}\b|\bover {_STRETCH}\b|\blife-?long\b|\blong-term\b|\bfor life\b|\buntil\b|\bindefinitely\b|\btapered\b"
        rf"|\bstopp?(?:s|ed)? (?:after|when|if)\b|\binterrupted\b|\bends after\b|\bas long as\b|\bafter {_STRETCH} without\b|\bnot stopped\b",
        re.IGNORECASE,
    ),
    "wait": late_regex(
        rf"\b(?:within|after|in) {_STRETCH}\b(?=[^.;]*{_WORKED})|{_WORKED}[^.;]*\b(?:within|after|in) {_STRETCH}\b"
        rf"|\btime to response\b|\bmay take\b|\btakes? (?:up to )?{_STRETCH}\b|\bjudged after\b",
        re.IGNORECASE,
    ),
}
#: A stretch of time, in figures or for life.
_LONG: Final = late_regex(
    rf"(?<!\bof ){_STRETCH}\b(?! olds?)|\blife-?long\b|\bfor life\b|\blong-term\b", re.IGNORECASE
)
#: How it is said that nothing is known.
_NOTHING: Final[dict[Stretch, str]] = {
    "follow": "Nothing here on how long to follow it.",
    "treat": "Nothing here on how long to treat.",
    "wait": "Nothing here on how long until it works.",
}
#: Where a clause ends.
_CLAUSE: Final = late_regex(r"(?<=[a-z0-9)%\]][.;])\s+")
#: Disorders and statements that are told.
_DISORDERS: Final = 2
_TOLD: Final = 4
_NEAR: Final = 2


def lasting(question: Question, stretch: Stretch) -> Iterator[Line]:
    """Give what is said of how long, of the medicines and disorders that are named; that nothing is, first."""
    kb = question.kb
    disorders = question.disorders[:_DISORDERS]
    if not disorders and question.general and not question.given and ORDINARY in kb.disorders:
        disorders = [ORDINARY]
    told = [n for d in disorders for n in _of_disorder(question, kb.disorders[d], stretch)]
    told += _of_treatments(question, stretch)
    told.sort(
        key=lambda n: _LONG.search(n.text) is None
    )  # how many months or years before the rest
    if told:
        yield from islice(told, _TOLD)
        return
    for disorder_id in disorders:
        disorder = kb.disorders[disorder_id]
        near = list(_near(question, disorder))
        text = _NOTHING[stretch]
        if question.given and not near:
            text = f"{text} Its entry does not have {', '.join(question.given)}."
        yield nothing_here("disorder", disorder.id, disorder.name, text)
        yield from near
    if not disorders:
        for treatment_id in sorted(question.treatments)[:1]:
            name = kb.treatments[treatment_id].name
            yield nothing_here("treatment", treatment_id, name, _NOTHING[stretch])


def _of_disorder(question: Question, disorder: model.Disorder, stretch: Stretch) -> Iterator[Line]:
    """Give the clauses of an entry that tell how long; of a medicine that is named alone."""
    kb = question.kb
    if stretch == "follow" and not question.given:
        wanted = ("what it is", "when to worry", "what helps", "confirm")
        said = [s for s in of_disorder(kb, disorder) if s.part in wanted]
        said.sort(key=lambda s: wanted.index(s.part))
    else:
        said = [s for s in treating(kb, disorder) if s.part == "what helps"]
        if question.given:
            said = [s for s in said if not question.treatments.isdisjoint(s.ids)]
    for one in said:
        if told := _telling(one.text, stretch):
            yield line_of(question, "disorder", disorder, one._replace(text=told, dose=None))
    if stretch != "follow":
        return
    for section in kb.overview.values():
        if section.part == "phenomenon" and section.phenomenon in disorder.phenomenon[:1]:
            for statement in section.statements:
                if told := _telling(statement.text, stretch):
                    text, cited = told, statement.sources
                    yield line_of(
                        question, "disorder", disorder, Said("when to worry", None, (), text, cited)
                    )


def _of_treatments(question: Question, stretch: Stretch) -> Iterator[Line]:
    """Give the clauses of the records of the medicines that are named; without a disorder, of their entries too."""
    kb = question.kb
    for treatment_id in sorted(question.treatments):
        treatment = kb.treatments[treatment_id]
        for statement in (*treatment.about, *treatment.cautions):
            text, cited = text_and_sources(statement)
            if told := _telling(text, stretch):
                said = Said("what helps", None, (), told, cited)
                yield line_of(question, "treatment", treatment, said)
        if question.disorders:
            continue
        for disorder_id in mentions(kb).with_treatment(treatment_id)[:_NEAR]:
            disorder = kb.disorders[disorder_id]
            for said in treating(kb, disorder):
                if said.ids == (treatment_id,) and (told := _telling(said.text, stretch)):
                    kept = said._replace(text=told, dose=None)
                    yield line_of(question, "disorder", disorder, kept)


def _near(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Give what the entry says of the medicine that is named, or of when to examine again."""
    kb = question.kb
    said = [s for s in treating(kb, disorder) if s.part == "what helps"]
    if question.given:
        said = [s for s in said if not question.treatments.isdisjoint(s.ids)]
    for one in said[:_NEAR]:
        yield line_of(question, "disorder", disorder, one)


def _telling(text: str, stretch: Stretch) -> str:
    """Give the clauses of a text that tell how long, with a mark where one before them was left out; may be empty."""
    clauses = _CLAUSE.split(text)
    told = [n for n, clause in enumerate(clauses) if _TELLING[stretch].search(clause)]
    if not told:
        return ""
    kept = " ".join(clauses[n] for n in told).rstrip(";")
    return kept if told[0] == 0 else f"\u2026 {kept}"
