"""A question that asks several things -> the questions in it, and the two of which it asks which it is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.queries.asking.asked_words import parts_of
from cramps.words.phrases import tokens

#: Where another question begins: and does magnesium work, what must I avoid.
_BEGINS: Final = late_regex(
    r"(?:\s*[,;?]\s*(?:and|but|or)?|\s+(?:and|but))\s+"
    r"(?=(?:what|which|who|why|does|do|is|are|can|should|how(?!\s+(?:long|often|much)\s+should))\b)",
    re.IGNORECASE,
)
#: Words behind the interrogative that go on with what was asked: which of these, what else.
_GOES_ON: Final = late_regex(
    r"\b(?:which(?: one| of| is)|what (?:now|next|to do|do i do|should i do)|is it (?:safe|serious))\b",
    re.IGNORECASE,
)
_ASKS: Final = late_regex(
    r"^\W*(?:what|which|who|why|when|where|how|does|do|is|are|can|could|should|may)\b",
    re.IGNORECASE,
)
#: One or the other, behind a story or alone: claudication or spinal stenosis?
_EITHER: Final = late_regex(
    r"^(?P<story>.+?)(?:\s+[-\u2013\u2014]+\s*|[.:;?]\s+|,\s+(?:is (?:it|this|that)\s+))"
    r"(?:is (?:it|this|that)\s+)?(?P<one>[^\u2013\u2014.,:;?]{2,60}?)\s(?:or|vs\.?|versus)\s(?P<other>[^.,:;?]{2,60})\??\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: What stands between the two, a word by itself.
_OR: Final = frozenset(["or", "vs", "vs.", "versus"])
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
        found.append(before.strip(" ,;?"))
        begun = match.end()
    found.append(text[begun:].strip())
    return tuple(found) if len(found) <= _MOST else (text,)


def _asks(text: str) -> bool:
    """Tell whether a piece asks something by itself."""
    if len(text.split()) < _WORDS:
        return False
    return bool(_ASKS.match(text)) or bool(parts_of([word.folded for word in tokens(text)])[0])
