"""Whether what a sentence names is there: what the cues before, behind and around each word say of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.words.note_cues import (
    AFTER,
    ANEW,
    ASKING,
    BECOMING,
    BEFORE,
    BESIDE_RELATIVE,
    DEVELOPING,
    ENDING,
    FALSE_DENIALS,
    FEARS,
    GONE,
    LISTING,
    LONGEST_CUE,
    STRETCHES,
    SUBJECTS,
    SUPPOSING,
    TELLING,
    WHOSE,
    WITNESS,
    Status,
)
from cramps.words.phrases import Spot, Token

#: A list may run so many words beyond its last comma to the "or" that closes it.
_LIST: Final = 14
#: A cue behind a name stands within so many words of it.
_BEHIND: Final = 5
#: What a form says behind a name, up to the next part: ``weakness: no``, ``weakness (-)``, ``weakness -ve``.
_FORM_DENIAL: Final = late_regex(
    r"(?:\s*[:=?(]\s*|\s+[-\u2013\u2212]\s+)"
    r"(?:no|n|none|nil|absent|denied|excluded|negative|neg|not (?:seen|present|found|elicited)|-ve|[-\u2013\u2212])"
    r"\s*\)?\s*(?=[,;.)]|$)|\s+(?:-ve\b|[-\u2013\u2212]\s*(?=[,;.)]|$))|\s+(?:no|nil|none)\s*(?=[,;.)]|$)",
    re.IGNORECASE,
)
#: What is advised for a time that may come.
_ADVISING: Final = late_regex(
    r"\b(?:return|come back|re-?attend|attend|call|ring|phone|contact)(?=\s+(?:if|us|me|back|the|your|a|an|my|his|her|gp|doctor|999|111|112|911|"
    r"immediately|urgently|at once|straight|for|to|in|should|when|again|sooner)\b|\s*[.,;:]|\s*$)"
    r"|\b(?:seek|advised|advice|warned|safety[- ]?net\w*|let (?:us|me) know|told to|asked to|go to|get help|urgent help|report (?:to|any|back)"
    r"|999|112|911|111|a&e|worry if|stop (?:the|it|taking))\b",
    re.IGNORECASE,
)
#: A word that asks stands so near before "should".
_NEAR: Final = 4
#: A box that was not ticked stands before a name.
_EMPTY_BOX: Final = late_regex(r"\[\s*\]\s*$")
_SEPARATOR: Final = late_regex(r"[,;:()\u2013\u2014]|\s-\s|\+ | / |->")
#: A year behind a name: it was then.
_YEAR: Final = late_regex(r"(?:19|20)\d\d")
#: Between a name and "in 2009".
_TIMES: Final = frozenset(["once", "twice", "back", "early", "late", "all"])
#: It is over: fully recovered, also behind a comma, where nothing else is spoken of behind it.
_RECOVERED: Final = late_regex(
    r"(?:[^.,;]{0,60}?|[^.,;]{0,40},\s*(?:(?:and|but|it|which|this|that|they|he|she|i|now|since|then|is|are|was|has|have|made|since|with|a|an|all)\s+){0,6})"
    r"\b(?:(?:fully|completely|totally|all) (?:recovered|resolved|healed|cleared|better (?:since|now|after))"
    r"|recovered (?:fully|completely)|(?:made a|with|a) (?:full|complete) recovery)\b",
    re.IGNORECASE,
)
#: It was not there then, and may be now: no weakness before this.
_TILL_THEN: Final = late_regex(
    r"(?:\s*(?:,|or|nor|and)?\s*\w+){0,4}?\s+(?:at all )?"
    r"(?:before (?:this|that|then|now|last)\b|until (?:now|then|this|today|yesterday|last)\b|till (?:now|then|today)\b"
    r"|prior to (?:this|that)\b|beforehand\b|up to (?:now|then)\b)",
    re.IGNORECASE,
)
#: A mother of two is no relative of whom more is told.
_COUNTS: Final = frozenset(["one", "two", "three", "four", "five"])
#: Behind a denial they begin what is there.
_HAVING: Final = frozenset(["has", "ha", "have", "get", "i"])


class Sentence(NamedTuple):
    """A sentence, and what the heading above it says of all in it."""

    text: str
    start: int
    default: Status | None


class Subjects(NamedTuple):
    """Who is spoken of in a text."""

    #: Words of the family that are the patient.
    patients: frozenset[str] = frozenset()
    #: Words for children that are another's.
    children: frozenset[str] = frozenset()


class Statuses:
    """What the cues of one sentence say of each of its words: a single pass, and one back."""

    def __init__(
        self,
        sentence: Sentence,
        words: list[Token],
        named: list[Spot],
        subjects: Subjects,
    ) -> None:
        self._words = words
        self._subjects = subjects
        self._text = sentence.text
        self._default = sentence.default
        inside = {n for spot in named for n in range(spot.first, spot.last)}
        gaps = [sentence.text[one.end : other.start] for one, other in itertools.pairwise(words)]
        #: A colon stands behind the word.
        self._colon = [*(":" in gap for gap in gaps), False]
        #: A comma or the like stands before the word.
        self._comma = [False, *(bool(_SEPARATOR.search(gap)) for gap in gaps)]
        self._query = [
            "?" in sentence.text[words[n - 1].end if n else 0 : word.start]
            for n, word in enumerate(words)
        ]
        self._closes = self._next_or()
        self._cues: set[int] = set()
        #: Words in the scope of an "if" that is no advice.
        self._supposed: set[int] = set()
        self._lengths = {spot.first: spot.last - spot.first for spot in named}
        self._named_ends = {spot.last - 1 for spot in named}
        self._status = list(self._forward(inside))

    def is_supposed(self, spot: Spot) -> bool:
        """Tell whether what is named is supposed by a small word only: it may be there, be it not said to be."""
        return spot.first in self._supposed

    def of(self, spot: Spot) -> Status:
        """Give the status of what is named."""
        status = self._status[spot.first]
        if status is None:
            status = self._of_form(spot) or self._behind(spot.last)
        end = self._words[spot.last - 1].end
        if status == "absent" and _TILL_THEN.match(self._text, end):
            return "past"
        if status is None and self._is_recovered_from(spot):
            status = "past"
        if status is None and self._query[spot.first]:
            status = "uncertain"
        if status is None or (status == "absent" and self._default == "family"):
            return self._default or "present"
        return status

    def _is_recovered_from(self, spot: Spot) -> bool:
        """Tell whether a full recovery is told of what is named, and of nothing named in between."""
        end = self._words[spot.last - 1].end
        match = _RECOVERED.match(self._text, end)
        if match is None:
            return False
        behind = (n for n in self._lengths if n >= spot.last)
        return all(self._words[n].start >= match.end() for n in behind)

    def _of_form(self, spot: Spot) -> Status | None:
        """Give what a form says of a name: a box before it, an answer behind it."""
        text = self._text
        start, end = self._words[spot.first].start, self._words[spot.last - 1].end
        if _FORM_DENIAL.match(text, end) or _EMPTY_BOX.search(text, max(0, start - 6), start):
            return "absent"
        return None

    def at(self, n: int) -> Status:
        """Give the status of what a word would tell."""
        return self._status[n] or self._default or "present"

    def is_cue(self, spot: Spot) -> bool:
        """Tell whether what looks like a name is the beginning of a cue: worried about."""
        return spot.first in self._cues

    def _next_or(self) -> list[int]:
        """Give for each word the number of the next "or" that belongs to its list, or a far one."""
        far = len(self._words) + 10 * _LIST
        closes, next_or = [far] * len(self._words), far
        for n in range(len(self._words) - 1, -1, -1):
            folded = self._words[n].folded
            if folded in ("or", "nor"):
                next_or = n
            elif folded in ENDING or folded == "and":
                next_or = far
            closes[n] = next_or
        return closes

    def _forward(self, inside: set[int]) -> Iterator[Status | None]:
        """Carry each cue forward to where its scope ends."""
        status: Status | None = None
        strong = supposed = False
        skip = -1
        told = 0
        for n in range(len(self._words)):
            if n <= skip:
                yield status
                continue
            if status is not None and self._ends(n, status, strong=strong, told=told):
                status, supposed = None, False
            if supposed:
                self._supposed.add(n)
            told += n in self._lengths
            cue = self._cue(n) if n not in inside or n in self._lengths else None
            named = self._lengths.get(n, 0)
            if cue and named and cue[1] == "family" and not self._tells_of_patient(n + 1, "family"):
                # mother has: a name, and what follows is hers
                skip, status, strong = n + named - 1, "family", False
            elif cue and cue[0] > named:
                length, meaning = cue
                self._cues.add(n)
                skip = n + length - 1
                if status == "family" and meaning == "absent":  # who does not have it is another
                    meaning = None
                if meaning is not None and not self._tells_of_patient(n + length, meaning):
                    status, told = meaning, 0
                    text = " ".join(w.folded for w in self._words[n : n + length])
                    strong = meaning != "absent" or text in LISTING or self._colon[skip]
                    strong = strong and text not in FEARS
                    strong = strong and (text not in SUPPOSING or self._is_advice)
                    supposed = text in SUPPOSING and not self._is_advice
            yield status

    def _asks(self, n: int, text: str) -> bool:
        """Tell whether a word that may suppose something only asks: when should he be seen, should I refer."""
        if text not in ("should", "would"):
            return False
        before = (word.folded for word in self._words[max(0, n - _NEAR) : n])
        if not ASKING.isdisjoint(before):
            return True
        following = [word.folded for word in self._words[n + 1 : n + 3]]
        subject = following[:1] and following[0] in SUBJECTS
        return bool(subject) and DEVELOPING.isdisjoint(following)

    def _cue(self, n: int) -> tuple[int, Status | None] | None:
        """Give the length of the cue at a word, and what it says; None says nothing, on purpose."""
        for length in range(min(LONGEST_CUE, len(self._words) - n), 0, -1):
            text = " ".join(word.folded for word in self._words[n : n + length])
            if text in FALSE_DENIALS and self._reaches_out(n, length):
                continue
            if text in FALSE_DENIALS or self._is_till_now(text, n + length):
                return length, None
            if length == 1 and self._is_of_the_patient(n):
                return None
            if length == 1 and text in self._subjects.children and self._has(n + 1):
                return length, "family"
            if text in BEFORE:
                return length, None if self._asks(n, text) else BEFORE[text]
        return None

    def _reaches_out(self, n: int, length: int) -> bool:
        """Tell whether a name begins within a cue and ends behind it: no trouble swallowing."""
        inner = range(n + 1, n + length)
        return any(k + self._lengths.get(k, 0) > n + length for k in inner)

    def _is_of_the_patient(self, n: int) -> bool:
        """Tell whether a word for one of the family is the patient, or stands beside what is told."""
        word = self._words[n].folded
        if word in self._subjects.patients:
            return True
        if BEFORE.get(word) != "family":
            return False
        before = n - 1
        while before >= 0 and self._words[before].folded in WHOSE and not self._comma[before + 1]:
            before -= 1
        follows = [word.folded for word in self._words[n + 1 : n + 3]]
        beside = (
            before >= 0
            and not self._comma[before + 1]
            and self._words[before].folded in BESIDE_RELATIVE
        )
        if beside and follows[:1] not in (["who"], ["has"], ["had"]):
            return True
        return follows[:1] == ["of"] and not _COUNTS.isdisjoint(follows)

    def _has(self, n: int) -> bool:
        return n < len(self._words) and self._words[n].folded in (
            "ha",
            "had",
            "have",
            "has",
            "caught",
            "with",
        )

    def _is_till_now(self, text: str, n: int) -> bool:
        """Tell whether what looks past lasts until now: over the past three months."""
        following = {word.folded for word in self._words[n : n + 3]}
        return text in ("past", "the past", "in the past") and not STRETCHES.isdisjoint(following)

    def _tells_of_patient(self, n: int, meaning: Status) -> bool:
        following = [word.folded for word in self._words[n : n + 2]]
        return meaning == "family" and any(word in WITNESS for word in following)

    def _ends(self, n: int, status: Status, *, strong: bool, told: int) -> bool:
        word = self._words[n].folded
        if word in ENDING:
            return True
        if status == "family":
            return (word in ANEW and n > 0) or (self._comma[n] and not self._lists(n))
        if self._is_left(n, status, strong=strong, told=told):
            return True
        joined = (
            self._words[n - 1].folded in ("and", "he", "she", "i", "also", "who") if n else False
        )
        if word in TELLING and (joined or self._comma[n]):
            unsure = status == "uncertain" and self._words[n - 1].folded in ("he", "she", "i")
            return status in ("absent", "uncertain", "past") and not unsure
        if status in ("absent", "hypothetical"):
            return self._comma[n] and not strong and self._closes[n] - n > _LIST
        return self._comma[n] and status in ("uncertain", "past")

    def _is_left(self, n: int, status: Status, *, strong: bool, told: int) -> bool:
        """Tell whether a clause with another subject begins, of which what was denied or supposed is not said.

        If he rests it eases, dark urine: what is behind the comma is told.
        """
        if status == "absent":
            anew = bool(told) and self._begins_anew(n)
            return anew or (not strong and self._begins_clause(n))
        supposed = status == "hypothetical" and not strong and not told
        return supposed and (self._comma[n] or self._begins_clause(n))

    def _begins_anew(self, n: int) -> bool:
        """Tell whether what was denied ends without a comma: no weakness has cramps, no fever my calf cramps."""
        if self._closes[n] - n <= _LIST:
            return False
        word = self._words[n].folded
        if word in _HAVING:
            return self._words[n - 1].folded not in ("and", "or")
        return word == "my" and n + 1 in self._lengths and n - 1 in self._named_ends

    def _is_over(self, n: int) -> bool:
        """Tell whether "has gone" says that something went, by the word behind it, and not what it became."""
        if n >= len(self._words) or self._comma[n]:
            return True
        word = self._words[n].folded
        return word in ENDING or word in GONE

    def _begins_clause(self, n: int) -> bool:
        """Tell whether a clause with a subject of its own begins: without pausing for air and her head drops."""
        if self._words[n].folded != "and" or n + 2 >= len(self._words):
            return False
        return self._words[n + 1].folded in (*WHOSE, *SUBJECTS)

    @cached_property
    def _is_advice(self) -> bool:
        """Tell whether the sentence advises what to do if something comes: return if, call if."""
        return _ADVISING.search(self._text) is not None

    def _is_of_another_thing(self, n: int) -> bool:
        """Tell whether what stopped is named behind: high pressure, stopped his tablets."""
        return n < len(self._words) and self._words[n].folded in (*WHOSE, "taking", "all")

    def _lists(self, n: int) -> bool:
        """Tell whether an "and" or "or" closes the list in which a word stands: cramps, cataract and ALS."""
        following = [word.folded for word in self._words[n : n + _LIST]]
        return any(word in ("and", "or", "nor") for word in following)

    def _behind(self, last: int) -> Status | None:
        """Give what a cue behind a name says, within its part of the sentence."""
        for n in range(last, min(last + _BEHIND, len(self._words))):
            if self._comma[n] or self._words[n].folded in (*ENDING, "and", "or", "no", "with"):
                return None
            if n > last and self._words[n - 1].folded == "in":
                between = (word.folded for word in self._words[last : n - 1])
                if _YEAR.fullmatch(self._words[n].folded) and _TIMES.issuperset(between):
                    return "past"
            for length in range(LONGEST_CUE, 0, -1):
                text = " ".join(word.folded for word in self._words[n : n + length])
                if text not in AFTER or (text == "stopped" and self._is_of_another_thing(n + 1)):
                    continue
                if text in BECOMING and not self._is_over(n + length):
                    return None  # has gone thin, has gone numb
                return AFTER[text]
        return None
