"""What of a text was not understood: every word of it that tells something and was read as nothing.

A part of a sentence in which nothing was read is given whole; of one that was read in part, the words
that were left. Small words, cues, ages and stretches of time tell nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.words.folding import SIDES, fold, is_beside
from cramps.words.note_cues import AFTER, BEFORE, ENDING, FALSE_DENIALS, TELLING, WITNESS, Status

if TYPE_CHECKING:
    from cramps.words.phrases import Token

#: Words that tell no finding: who, when, how often, how it is told.
_TELLING_NOTHING: Final = """
about again ago all almost already also always any around as aside away became become
becomes before began begin both between but can comes complains complaining could currently
due during each especially even ever every everything far first for from further give given
gives go goes going gone has how however if into its keeps last later let like little long
lot lots made make makes making many may more most much must near never next no not noted
nothing now off often once one only other out over own patient per please presents
presenting put rather recent recently said same says seem seems several shall should since
small sometimes soon started starts still such take taken takes taking tell tells than then
there these thing things those though through till times time together too took until up use
used usual usually want was well went what whenever where while who whole will within would
yet because after when feels feel history known left right side sides old aged age new man
woman male female boy girl child gentleman lady mr mrs ms miss dr doctor gp m f yo y son
daughter baby toddler infant kid teenager year years yr yrs month months week weeks day days
hour hours hr hrs minute minutes min mins second seconds today yesterday tonight monday
tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december two three four five six seven eight nine ten few
couple s t don hello hi dear thanks thank regards find found get gets got bit bits o/e c/o
h/o hx hpi sign signs symptom symptoms problem problems level levels daily od bd tds qds prn
nocte mane hes shes theyre weve ive im occ tablet tablets dose mg mcg g ml microgram micrograms half workup followup checkup
"""
_TELL_NOTHING: Final = frozenset(fold(word) for word in _TELLING_NOTHING.split())
_CUES: Final = frozenset(
    word for cue in (*BEFORE, *AFTER, *FALSE_DENIALS) for word in cue.split()
) | {*ENDING, *TELLING, *WITNESS}
#: A number with a stretch of time, a dose, or which of many.
_NUMBER: Final = late_regex(
    r"\d+(?:[.,/x-]\d+)*(?:st|nd|rd|th|y|m|f|yo|mg|mcg|g|h|d|w)?|x\d+(?:[.-]\d+)*(?:y|yrs?|w|wks?|m|mo|/(?:7|12|52))|d\d{1,2}(?:-d?\d{1,2})?",
    re.IGNORECASE,
)
_PARTS: Final = late_regex(r"[^,;.!?\n]+(?:[.,](?=\d)[^,;.!?\n]*)*")
_JOINING: Final = late_regex(r"\s+and\s+", re.IGNORECASE)
_DENIAL: Final = late_regex(r"\s*(?:no|not|without|denies)\s+", re.IGNORECASE)


class Rest(NamedTuple):
    """A part of a text that was not understood."""

    text: str
    #: Characters from the beginning of the whole.
    start: int
    #: Whether what it names would be there.
    status: Status


def left_over(
    text: str, start: int, words: Sequence[Token], read: AbstractSet[int], status: Sequence[Status]
) -> Iterator[Rest]:
    """Give what of a sentence was not understood.

    ``start`` is where it stands in the whole, ``read`` the numbers of the words that were understood,
    ``status`` what the cues say of each word.
    """
    n = 0
    for part in _PARTS.finditer(text):
        while n < len(words) and words[n].start < part.start():
            n += 1
        first = n
        while n < len(words) and words[n].start < part.end():
            n += 1
        left = [k for k in range(first, n) if k not in read and tells(words[k].folded)]
        if not left:
            continue
        if read.isdisjoint(range(first, n)):
            yield from _whole(part[0], start + part.start(), status[left[0]], words, left, start)
        else:
            yield from _runs(text, start, words, left, status)


def tells(folded: str) -> bool:
    """Tell whether a folded word by itself tells something, be it not understood."""
    return not (
        is_beside(folded)
        or folded in _TELL_NOTHING
        or folded in _CUES
        or folded in SIDES
        or _NUMBER.fullmatch(folded)
    )


def _whole(
    said: str, start: int, status: Status, words: Sequence[Token], left: list[int], offset: int
) -> Iterator[Rest]:
    """Give a part in which nothing was read, each half of an "and" by itself."""
    at, waiting = 0, 0
    for half in _JOINING.split(said):
        begin = said.index(half, at)
        at = begin + len(half)
        told = False
        while waiting < len(left) and offset + words[left[waiting]].start < start + at:
            told = told or offset + words[left[waiting]].start >= start + begin
            waiting += 1
        if not told:
            continue
        denied = _DENIAL.match(half)
        bare = half[denied.end() :] if denied else half
        text = bare.strip()
        place = start + begin + len(half) - len(bare) + bare.index(text)
        yield Rest(text, place, "absent" if denied else status)


def _runs(
    text: str, start: int, words: Sequence[Token], left: list[int], status: Sequence[Status]
) -> Iterator[Rest]:
    """Give the words that were left of a part, those that stand together as one."""
    first = left[0]
    for n, following in zip(left, [*left[1:], -1], strict=True):
        between = range(n + 1, following)
        if following >= 0 and all(is_beside(words[k].folded) for k in between):
            continue
        yield Rest(
            text[words[first].start : words[n].end], start + words[first].start, status[first]
        )
        first = following
