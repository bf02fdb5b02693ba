"""How a disorder goes on, and whether one turns into another: what the entries that are named say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import COME_BACK, Line, nothing_here
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.question import Question
from cramps.queries.statements import Said, of_disorder, of_lookalikes

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: Whether a statement tells of the course.
_OF_COURSE: Final = late_regex(
    r"\b(?:prognos\w+|progress(?:es|ed|ion|ive|ively)?|surviv\w+|die[ds]?|death|mortality|remission|recover(?:s|ed)?|recovery (?:is|takes|may|within|over|was)|"
    r"resolv\w+|relaps\w+|follow-up|followed(?! by)|stable|benign|developed?|turn(?:s|ed)? into|life expectancy|"
    r"for more than \d+ years|wears off|passes|ends in|cured?|life ?span|(?:normal|shorte\w+|whole) life|decades|went away|goes away|(?:it|that|which|they|pain) ends?|stops by itself|permanent)\b",
    re.IGNORECASE,
)
#: How a warning tells what became of people.
_OUTCOME: Final = late_regex(
    r"\b(?:prognos\w+|surviv\w+|die[ds]?|death|mortality|remission|recover(?:s|ed)?|relaps\w+|follow-up|benign|"
    r"developed|turn(?:s|ed)? into|life expectancy|permanent|fatal)\b",
    re.IGNORECASE,
)
#: Where a sentence of a summary ends.
_SENTENCE: Final = late_regex(r"(?<=[a-z0-9)%]\.)\s+(?=[A-Z])")
#: Statements of each disorder that are told, and disorders.
_EACH: Final = 3
_DISORDERS: Final = 2
#: Statements of the difference from what is feared.
_APART: Final = 1


def course(question: Question) -> Iterator[Line]:
    """Say how what is named goes on; of two named, first what either entry says of turning into the other."""
    kb = question.kb
    named = question.disorders[:_DISORDERS]
    if len(named) > 1:  # ALS in benign fasciculations: of the one that it is feared to come from
        known = [d for d in named if any(_to_another(question, d, o) for o in named if o != d)]
        for disorder_id in known or named:
            others = [o for o in named if o != disorder_id]
            lines = [n for o in others for n in _to_another(question, disorder_id, o)]
            yield from lines[:_EACH]
        return
    for disorder_id in named:
        disorder = kb.disorders[disorder_id]
        told = list(islice(_of_course(question, disorder), _EACH))
        yield from told or islice(_of_course(question, disorder, plain=True), 1)
        if not told:
            text = "Nothing here on how it goes on."
            yield nothing_here("disorder", disorder.id, disorder.name, text)


def reassuring(question: Question, disorder_id: str, feared: list[str]) -> Iterator[Line]:
    """Say how a disorder goes on, what tells it from one that is feared, and when to come back.

    Of the one that is feared nothing is told that is done for it.
    """
    kb = question.kb
    disorder = kb.disorders[disorder_id]
    yield from islice(_of_course(question, disorder, plain=True), 1)
    for other in feared:
        yield from islice(_apart(question, disorder_id, other), _APART)
    rules = [flag.rule for flag in disorder.red_flags if flag.rule != COME_BACK]
    pointing = [r for r in rules if not set(feared).isdisjoint(kb.red_flags.plain(r)["points_to"])]
    for rule in (pointing or rules)[:1]:
        yield from (
            line_of(question, "disorder", disorder, said)
            for said in of_disorder(kb, disorder)
            if said.ids == (rule,) and said.part == "when to worry"
        )


def _of_course(
    question: Question, disorder: model.Disorder, *, plain: bool = False
) -> Iterator[Line]:
    """Give the statements of its course: what it is first, then its dangers and the others."""
    kb = question.kb
    parts = ("what it is",) if plain else ("what it is", "when to worry", "cause")
    said = [s for s in of_disorder(kb, disorder) if s.part in parts]
    if not plain:
        said += _besides(disorder)
        said = [s for s in said if _tells(s) and not _of_another(kb, disorder, s)]
    said.sort(key=lambda s: parts.index(s.part))
    known = [s for s in said if s.part != "cause"]  # a mechanism only where nothing else is known
    yield from (line_of(question, "disorder", disorder, _leading(s)) for s in known or said)


def _tells(said: Said) -> bool:
    """Tell whether a statement tells of the course; a danger that progresses is only that, until it ends in something."""
    telling = _OUTCOME if said.part == "when to worry" else _OF_COURSE
    return telling.search(said.text) is not None


def _besides(disorder: model.Disorder) -> list[Said]:
    """Give what an entry says of how long it has lasted, and how the cramps end."""
    onset, ending = disorder.onset, disorder.cramps.relieved_by
    figures = (onset.figure or "").split("; ")
    lasting = "; ".join(figure for figure in figures if _OF_COURSE.search(figure))
    told = [Said("what it is", "how long", (), lasting, onset.sources)] if lasting else []
    if ending is not None:
        told.append(Said("what it is", "the single cramp", (), ending.text, ending.sources))
    return told


def _of_another(kb: KnowledgeBase, disorder: model.Disorder, said: Said) -> bool:
    """Tell whether a statement is a warning of another disorder, which says nothing of how this one goes on."""
    if said.part != "when to worry":
        return False
    return all(disorder.id not in kb.red_flags.plain(rule)["points_to"] for rule in said.ids)


def _to_another(question: Question, disorder_id: str, other: str) -> list[Line]:
    """Give what an entry says of another disorder: in its summary, its dangers, what tells the two apart."""
    kb = question.kb
    disorder = kb.disorders[disorder_id]
    called = [n for n in (kb.disorders[other].name, *kb.disorders[other].aliases) if len(n) > 2]
    name = re.compile(rf"\b(?:{'|'.join(map(re.escape, called))})\b", re.IGNORECASE)
    said = [
        s
        for s in of_disorder(kb, disorder)
        if s.part in ("what it is", "when to worry", "cause")
        and name.search(s.text)
        and (_OF_COURSE.search(s.text) or s.part == "when to worry")
    ]
    order = ("what it is", "when to worry", "cause")
    said.sort(key=lambda s: order.index(s.part))
    lines = [line_of(question, "disorder", disorder, _leading(s, name)) for s in said]
    return [*lines, *islice(_apart(question, disorder_id, other), _APART)] if lines else []


def _apart(question: Question, one: str, other: str) -> Iterator[Line]:
    """Give what tells two disorders apart, be it from the entry of the other."""
    kb = question.kb
    for own, far in ((one, other), (other, one)):
        disorder = kb.disorders[own]
        for said in of_lookalikes(kb, disorder):
            if said.ids[0] == far:
                yield line_of(question, "disorder", disorder, said)


def _leading(said: Said, name: re.Pattern[str] | None = None) -> Said:
    """Leave of a summary the sentences that tell of the course: a screen has no room for the others before them."""
    if said.part != "what it is":
        return said
    sentences = _SENTENCE.split(said.text)
    telling = [s for s in sentences if (name and name.search(s)) or _OF_COURSE.search(s)]
    return said._replace(text=" ".join(telling or sentences))
