"""A long statement in fewer clauses, each of them whole: what is asked first, in whom it was counted last.

A screen has no room for all of a statement, and a sentence that is cut in the middle says nothing, or the
contrary. So a statement is told in versions, from the whole of it down to the clause that answers best.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.words.folding import fold, is_beside, stem

if TYPE_CHECKING:
    from cramps.queries.parts import Part

#: What stands where clauses are left out.
LEFT_OUT: Final = "\N{HORIZONTAL ELLIPSIS}"
#: Where a sentence may end, and where a clause does; within brackets neither is an end.
_ENDS: Final = late_regex(r"(?<=[a-z0-9)%\]]\.) +(?=[A-Z0-9])|; ")
_SENTENCE_ENDS: Final = late_regex(r"(?<=[a-z0-9)%\]]\.) +(?=[A-Z0-9])")
#: The place that a treatment or a test has in an entry: told with the clause behind it.
_PLACE: Final = late_regex(
    r"^(?:first line|option|specialist|advised against|for (?:the )?[\w ]{3,24}|supports it|to screen|to follow it"
    r"|to rule out others|does not exclude it|seen in it|frequency unknown|always|(?:very )?(?:frequent|rare)|occasional"
    r"|(?:in |sensitivity |specificity )?[\d.,]+ ?(?:%|of [\d,]+(?: \([\d.<> ]+ ?%\))?))$"
)
#: A clause that goes on with what the one before it said.
_GOES_ON: Final = late_regex(
    r"^(?:It|Its|They|Their|Them|This|That|These|Those|Both|Then|Such|Other(?:s|wise)?|Here|There|So|But|Neither|"
    r"he|she|it|they|this|these|both|then|but|which|after (?:that|which)|of (?:them|these|which)|"
    r"Of (?:them|these|which)|In (?:these|both|the others?)|the (?:others?|rest|same|latter)|The (?:others?|rest|same|latter))\b"
)
#: A clause that says that something does not help, was not found, or is not sure.
_NEGATIVE: Final = late_regex(
    r"\b(?:no (?:better|clear|benefit|effect|difference|more|randomi[sz]ed|change|trial)|not|nobody|none|never|without benefit|"
    r"low(?:-| or very low |er )?(?:quality|certainty)|certainty (?:is )?(?:very )?low|contradict\w*|disagree\w*|fail(?:s|ed)?|against placebo|"
    r"than placebo)\b"
)
#: A clause that says that a treatment was no better: who reads that it helped reads this too.
_NO_BETTER: Final = late_regex(
    r"\b(?:no|not|nor|hardly|little) (?:\w+ )?(?:better|benefit|more (?:than|effective)|difference|effect)\b"
)
#: A clause that tells in whom something was counted.
_COUNTED: Final = late_regex(
    r"^(?:(?:in|of|among) )?(?:an? |the )?(?:[\d,]+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: and [\d,]+| to [\d,]+| of [\d,]+)? (?:[\w-]+ ){0,5}?"
    r"(?:patients?|people|persons|adults?|women|men|children|infants|residents|Canadians|starters|trials?|studies|cases|relatives|athletes|runners|volunteers|athletes)\b"
    r"|\b(?:series|cohort|survey|registry|review|case report)\b.*\(?\b(?:19|20)\d\d\b|^(?:HPO|Orphanet)\b|\bHPO annotation\b"
)
#: How much is given, and a number with what it counts in.
_DOSE: Final = late_regex(r"^(?:as tried: )?dose: ")
_NUMBER: Final = late_regex(
    r"\d[\d.,]*\s?(?:%|mg|g|mL|L|mmol|nmol|pmol|U|IU|units?|micrograms?|times|Hz|ms|minutes?|hours?|years?|kg)\b|\d %|\btimes (?:the |normal|upper)"
)
#: What asks for a number.
_OF_NUMBERS: Final = frozenset(
    map(
        stem,
        [
            "level",
            "titer",
            "titre",
            "value",
            "cutoff",
            "threshold",
            "much",
            "many",
            "high",
            "low",
            "number",
        ],
    )
)
#: A clause that says what is watched, or in whom a treatment must not be used.
_SAFETY: Final = late_regex(
    r"\b(?:ECG|[Ee]lectrocardiogram|[Cc]ontraindicated|[Nn]ot with|watch(?:ed)?|monitor(?:ed|ing)?|only when|checked?)\b"
)
#: Parts whose clauses belong together: of a caution in whom it holds, of two what each of them does.
_WHOLE: Final = frozenset(["avoid", "difference"])
#: A definition, a mechanism and what tells two apart begin with what they say.
_BEGINNING: Final = frozenset(["what it is", "cause", "difference", "when to worry"])
#: A clause of fewer characters names what the next one says.
_SHORT: Final = 20
#: Words of one question that a clause has count no further.
_WORDS: Final = 3


def asked_stems(question: str, names: Collection[str] = ()) -> frozenset[str]:
    """Give the stems of what is asked, without small words and the names of what it is asked of."""
    named = {stem(word) for name in names for word in fold(name).split()}
    words = (word for word in fold(question).split() if not is_beside(word))
    return frozenset(stem(word) for word in words) - named


def versions(
    text: str, asked: frozenset[str] = frozenset(), part: Part | None = None
) -> tuple[str, ...]:
    """Give a text and ever shorter versions of it, all of whole clauses; the last has the clause that answers best.

    ``asked`` are the stems of the question, ``part`` is what the text says of its record.
    """
    clauses = list(_clauses(text, _SENTENCE_ENDS if part in _WHOLE else _ENDS))
    said = [clause.strip(" ;") for clause in clauses]
    begins = next((n for n, clause in enumerate(said) if not _PLACE.match(clause)), 0)
    weights = [_weight(clause, n - begins, asked, part) for n, clause in enumerate(said)]
    always = set(range(begins))
    if part == "what helps":
        always |= {n for n, clause in enumerate(said) if _NO_BETTER.search(clause)}
    order = sorted(set(range(len(said))) - always, key=lambda n: (-weights[n], n))
    kept: set[int] = set()
    told: list[str] = []
    for n in order:
        if n in kept:
            continue
        kept |= always
        kept |= set(_with_what_it_goes_on(said, n))
        told.append(_joined(clauses, sorted(kept)))
    unique = list(dict.fromkeys(told))
    if not unique or unique[-1] != text:
        unique.append(text)
    return tuple(reversed(unique))


def down_to_one_sentence(text: str) -> tuple[str, ...]:
    """Give a text and its shorter versions down to the first sentence."""
    ends = [
        match.start()
        for match in _SENTENCE_ENDS.finditer(text)
        if not _is_within(text, match.start())
    ]
    return (text, *(f"{text[:end]} {LEFT_OUT}" for end in reversed(ends)))


def _clauses(text: str, ends: re.Pattern[str]) -> Iterator[str]:
    """Part a text where clauses end, each with the sign behind it."""
    begun = 0
    for match in ends.finditer(text):
        if _is_within(text, match.start()):
            continue
        yield text[begun : match.end()]
        begun = match.end()
    yield text[begun:]


def _is_within(text: str, place: int) -> bool:
    """Tell whether a place is within brackets."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _weight(clause: str, place: int, asked: frozenset[str], part: Part | None) -> float:
    """Weigh a clause: the words of the question, how much, what speaks against it; in whom it was counted least."""
    if part == "avoid":
        return -float(place)
    stems = {stem(word) for word in fold(clause).split()}
    weight = 1.5 * min(_WORDS, len(stems & asked))
    weight += 5.0 * bool(_DOSE.match(clause))
    weight += 3.0 * bool(asked & _OF_NUMBERS and _NUMBER.search(clause))
    weight += 2.0 * bool(_NEGATIVE.search(clause))
    weight += 2.5 * bool(part == "what helps" and _SAFETY.search(clause))
    weight += (4.0 if part in _BEGINNING else 1.0) * (place == 0)
    weight -= 3.0 * bool(_COUNTED.search(clause))
    return weight


def _with_what_it_goes_on(clauses: Sequence[str], number: int) -> Iterator[int]:
    """Give the number of a clause, and those of the clauses without which it cannot be read: before it, behind a short one."""
    yield number
    if len(clauses[number]) < _SHORT and number + 1 < len(clauses):
        yield number + 1
    while number and _GOES_ON.match(clauses[number]):
        number -= 1
        yield number


def _joined(clauses: Sequence[str], kept: Sequence[int]) -> str:
    """Put the clauses that are kept behind one another, with a sign where some were left out."""
    told = ""
    before = -1
    for number in kept:
        if number != before + 1:
            told = f"{told.rstrip()} {LEFT_OUT} ".lstrip()
        told += clauses[number]
        before = number
    whole = kept[-1] == len(clauses) - 1
    return told.rstrip() if whole else f"{told.rstrip(' ;')} {LEFT_OUT}"
