"""Levels in words -> results: ck=high, potassium=very low, an ontology code of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.errors import BadQuery, NotFound
from cramps.safe_text import printable
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.knowledge.closed_lists import ResultGrade, ResultLevel
    from cramps.knowledge.model import Result, Test

#: Level -> the words for it, and the codes that the phenopacket schema proposes.
_WORDS: Final[dict[ResultLevel, tuple[str, ...]]] = {
    "high": (
        "high", "raised", "elevated", "increased", "up", "above normal", "above reference range",
        "increased above reference range", "too high", "ncit:c25493",
    ),
    "low": (
        "low", "reduced", "decreased", "suppressed", "depressed", "down", "below normal",
        "below reference range", "decreased below reference range", "too low", "deficient", "ncit:c25640",
    ),
    "normal": ("normal", "within normal limits", "wnl", "within reference range", "unremarkable"),
    "positive": (
        "positive", "present", "detected", "reactive", "found", "ncit:c38758", "ncit:c25626",
    ),
    "negative": (
        "negative", "absent", "not detected", "undetected", "non-reactive", "not found", "ncit:c38757",
        "ncit:c48190",
    ),
    "abnormal": ("abnormal", "ncit:c25401"),
}  # fmt: skip
_LEVELS: Final = {fold(word): level for level, words in _WORDS.items() for word in words}
_ADVERBS: Final[dict[str, ResultGrade]] = {
    "mildly": "mild",
    "slightly": "mild",
    "moderately": "moderate",
    "markedly": "severe",
    "severely": "severe",
    "very": "severe",
    "extremely": "severe",
    "critically": "severe",
    "dangerously": "severe",
}
#: What a word stands for where a test has no result of its level: present antibodies are high ones.
_NEXT_BEST: Final[dict[ResultLevel, tuple[ResultLevel, ...]]] = {
    "high": ("positive", "abnormal"),
    "low": ("abnormal",),
    "positive": ("abnormal",),
    "negative": ("normal",),
    "normal": ("negative",),
    "abnormal": ("positive",),
}


class Level(NamedTuple):
    """A level in words."""

    level: ResultLevel
    grade: ResultGrade | None = None


def level_of(said: str) -> Level | None:
    """Read a level: ``high``, ``very low``, ``NCIT:C25493``; None for other words."""
    words = said.strip()
    adverb, _, rest = words.partition(" ")
    grade = _ADVERBS.get(adverb.casefold())
    level = _LEVELS.get(fold(re.sub(r"^NCIT[:_ ]", "ncit:", rest if grade else words)))
    return Level(level, grade) if level else None


def result_at(test: Test, said: str) -> Result:
    """Give the result of a test that a level, or the result's own name, means.

    Raises NotFound where the test has none, and BadQuery where it has several.
    """
    folded = fold(said)
    for result in test.results:
        if folded and folded in map(fold, (result.id, result.name, *result.synonyms)):
            return result
    meant = level_of(said)
    if meant is None:
        raise _no_result(test, said)
    for level in (meant.level, *_NEXT_BEST[meant.level]):
        at_level = [result for result in test.results if result.level == level]
        graded = [result for result in at_level if result.grade == meant.grade]
        plainest = _plainest(graded or at_level)
        if len(plainest) == 1:
            return plainest[0]
        if plainest:
            names = ", ".join(result.id for result in plainest)
            raise BadQuery(f"{test.id}: {printable(said)!r} can mean {names}; name one of them")
    raise _no_result(test, said)


def _plainest(results: list[Result]) -> list[Result]:
    """Leave out those that are kinds of another, and multiples of the limit where a plain one is."""
    ids = {result.id for result in results}
    return [result for result in results if not ids & set(result.broader)]


def _no_result(test: Test, said: str) -> NotFound:
    names = tuple(result.id for result in test.results)
    return NotFound(f"{test.id} has no result {printable(said)!r}", names[:3])
