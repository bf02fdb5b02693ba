"""A question that asks several things -> the questions in it, and the two of which it asks which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.queries.asking.asked_words import parts_of, tests_of
from cramps.words.phrases import tokens

#: Where another question begins: and does magnesium work, what must I avoid.
_BEGINS: Final = late_regex(
    r"(?:\s*[,;:?]\s*(?:and|but|or)?|\s+(?:and|but))\s+"
    r"(?=(?:what|which|who|why|when|does|do|is|are|can|should|will|how(?!\s+(?:long|often|much)\s+should))\b)",
    re.IGNORECASE,
)
#: What joins two things that are asked in few words: prognosis and first line, recognise, treat.
_JOINS: Final = late_regex(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
#: Parts that are told of a medicine together.
_TOGETHER: Final = frozenset(["dose", "avoid", "what helps"])
#: What asks how it goes on.
_COURSE: Final = late_regex(r"\b(?:prognosis|outlook|course|life expectancy)\b", re.IGNORECASE)
#: Words behind the interrogative that go on with what was asked: which of these, what else.
_GOES_ON: Final = late_regex(
    r"\b(?:which(?: one| of| is)|what (?:now|next|to do|do i do|should i do)|is it (?:safe|serious))\b",
    re.IGNORECASE,
)
_ASKS: Final = late_regex(
    r"^\W*(?:what|which|who|why|when|where|how|does|do|is|are|can|could|should|may|will|would)\b",
    re.IGNORECASE,
)
#: One or the other, behind a story or alone: claudication or spinal stenosis?
_EITHER: Final = late_regex(
    r"^(?P<story>.+?)(?:\s+[-\u2013\u2014]+\s*|[.:;?]\s+|,\s+(?:is (?:it|this|that)\s+))"
    r"(?:is (?:it|this|that)\s+)?(?P<one>[^\u2013\u2014.,:;?]{2,60}?)\s(?:or(?: is (?:it|this|that))?|v|vs\.?|versus)\s(?P<other>[^.,:;?]{2,60})\??\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: What stands between the two, a word by itself.
_OR: Final = frozenset(["or", "v", "vs", "vs.", "versus"])
#: So many questions in one are answered.
_MOST: Final = 3
#: A question has so many words.
_WORDS: Final = 3


class Either(NamedTuple):
    """A story, and the two of which it is asked which it is."""

    story: str
    one: str
    other: str


def either_of(text: str) -> Either | None:
    """Give the story before one or the other, and the two; None where none is told before."""
    if _OR.isdisjoint(text.casefold().split()):
        return None
    found = _EITHER.match(text.strip())
    return Either(*(found[part].strip() for part in Either._fields)) if found else None


def clauses(text: str) -> tuple[str, ...]:
    """Give the questions in a question; the whole where it asks one thing.

    What is told before the first of them belongs to it: a story is not asked.
    """
    found: list[str] = []
    begun = 0
    for match in _BEGINS.finditer(text):
        before, behind = text[begun : match.start()], text[match.end() :]
        if not _asks(before) or _GOES_ON.match(behind) or len(behind.split()) < _WORDS:
            continue
        found.append(before.strip(" ,;:?"))
        begun = match.end()
    found.append(text[begun:].strip())
    if len(found) == 1:
        found = list(_halves(text))
    return tuple(found) if len(found) <= _MOST else (text,)


def _halves(text: str) -> Iterator[str]:
    """Part what asks two different things in few words: prognosis and first line."""
    if not _OR.isdisjoint(text.casefold().split()):  # which of several it is: one question
        yield text
        return
    for match in _JOINS.finditer(text):
        one, other = text[: match.start()], text[match.end() :]
        if _GOES_ON.match(other):
            continue
        asked, asked_too = _asked_in(one), _asked_in(other)
        both = asked | asked_too
        if asked and asked_too and asked.isdisjoint(asked_too) and not both <= _TOGETHER:
            yield one.strip()
            yield other.strip()
            return
    yield text


def _asked_in(text: str) -> frozenset[str]:
    """Give what a piece asks for: parts, kinds of test, the course."""
    folded = [word.folded for word in tokens(text)]
    if not folded:
        return frozenset()
    kinds = tests_of(folded)
    parts = set(parts_of(folded)[0]) - ({"confirm", "gene"} if kinds else set())
    course = {"course"} if _COURSE.search(text) else set()
    return frozenset(parts | kinds | course)


def _asks(text: str) -> bool:
    """Tell whether a piece asks something by itself."""
    if len(text.split()) < _WORDS:
        return False
    return bool(_ASKS.match(text)) or bool(parts_of([word.folded for word in tokens(text)])[0])
