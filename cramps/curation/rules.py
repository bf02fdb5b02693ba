"""Rules: what a schema cannot say and a reader relies on. ``RULES`` lists them.

A rule is a function that gives the mistakes that it finds; most look at one node at a time.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from cramps.curation import (
    assays,
    completeness,
    danger_rules,
    house_style,
    statements,
    taken_for_granted,
)
from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, broken, of_nodes
from cramps.curation.identity import IDENTITY
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model
from cramps.words import own_words
from cramps.words.folding import fold
from cramps.words.own_words import Category


def check(loaded: Loaded) -> list[Mistake]:
    """Give every mistake of a knowledge base whose records have the right shape."""
    found = list(broken(loaded, IDENTITY))
    if found:
        return found  # the other rules follow ids, which they must be able to trust
    return list(broken(loaded, RULES))


#: Categories within which a word must name one record only.
_NAME_SPACES: Final[tuple[tuple[Category, ...], ...]] = (
    ("disorder", "family"),
    ("finding",),
    ("test", "result"),
    ("treatment",),
    ("drug",),
    ("red flag", "overview"),
)
_FILE_OF: Final[dict[str, str]] = {
    "disorder": "disorders",
    "family": "families",
    "finding": "findings",
    "test": "tests",
    "treatment": "treatments",
    "drug": "drugs",
    "red flag": "red_flags",
    "overview": "overview",
}


@Rule
def shared_name(loaded: Loaded) -> Iterator[Mistake]:
    """No two records of one kind answer to the same word."""
    for space in _NAME_SPACES:
        owner: dict[str, str] = {}
        for category in space:
            for file, path, record in _named(loaded, category):
                for word, same in own_words.words_of(record):
                    folded = fold(word)
                    first = owner.setdefault(folded, record.id) if same else record.id
                    if first != record.id and not _may_be_shared(record, word):
                        message = f"{first!r} also answers to {word!r}; only one record may"
                        yield Mistake(file, path, "error", "shared-name", message)
                    elif not folded:
                        message = f"{word!r} has no letters to be found by"
                        yield Mistake(file, path, "error", "empty-name", message)


def _may_be_shared(record: Any, word: str) -> bool:
    """Several disorders may have one ICD code; asking for it then names them all."""
    return isinstance(record, model.Disorder) and word in record.codes.icd10cm


def _named(loaded: Loaded, category: Category) -> Iterator[tuple[str, Path, Any]]:
    if category == "result":
        for number, test in loaded.records("tests"):
            for place, result in enumerate(test.results):
                yield "tests", (number, "results", place), result
        return
    file = _FILE_OF[category]
    for number, record in loaded.records(file):
        yield file, (number,), record


@of_nodes(model.DisorderTest)
def result_of_test(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A disorder's result belongs to the test beside it."""
    test, _ = loaded.kb.results[node.result]
    if test.id != node.test:
        message = f"{node.result!r} is a result of {test.id!r}, not of {node.test!r}"
        yield Mistake(file, (*path, "result"), "error", "result-of-test", message)


#: What makes two items of a list the same.
_SAME: Final[dict[type, tuple[str, ...]]] = {
    model.DisorderFinding: ("finding",),
    model.DisorderTest: ("test", "result"),
    model.DisorderTreatment: ("treatment", "target"),
    model.DisorderRedFlag: ("rule",),
    model.Lookalike: ("disorder",),
    model.LeftOut: ("hpo",),
}


@of_nodes(tuple)
def listed_twice(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Nothing stands twice in one list."""
    seen = set()
    for number, item in enumerate(node):
        fields = _SAME.get(type(item))
        key = item if fields is None else tuple(getattr(item, field) for field in fields)
        if key in seen:
            message = "this stands twice in the list; merge the two"
            yield Mistake(file, (*path, number), "error", "listed-twice", message)
        seen.add(key)


@Rule
def impossible_date(loaded: Loaded) -> Iterator[Mistake]:
    """A date stands in the calendar."""
    for file, key in (("disorders", "reviewed"), ("sources", "seen")):
        for number, record in loaded.records(file):
            day = getattr(record, key)
            try:
                date.fromisoformat(day or "2000-01-01")
            except ValueError:
                message = f"{day} is not in the calendar"
                yield Mistake(file, (number, key), "error", "impossible-date", message)


#: C0 and C1 controls but for line breaks and tabs, and the marks that reorder text on a screen.
_UNSAFE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@of_nodes(str)
def unsafe_text(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """No text carries terminal escapes or marks that turn the reading direction."""
    if not node.isprintable() and (found := _UNSAFE.search(node)):
        message = f"the character U+{ord(found[0]):04X} can mislead a terminal; remove it"
        yield Mistake(file, path, "error", "unsafe-text", message)


@Rule
def own_lookalike(loaded: Loaded) -> Iterator[Mistake]:
    """A disorder is not its own look-alike."""
    for number, disorder in loaded.records("disorders"):
        for place, lookalike in enumerate(disorder.lookalikes):
            if lookalike.disorder == disorder.id:
                message = "a disorder cannot be its own look-alike"
                path = (number, "lookalikes", place, "disorder")
                yield Mistake("disorders", path, "error", "own-lookalike", message)


@of_nodes(model.Dispute)
def one_sided_dispute(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A dispute has at least two positions."""
    if len(node.positions) < 2:
        message = "a dispute needs two positions; with one it is a statement"
        yield Mistake(file, path, "error", "one-sided-dispute", message)


@Rule
def critical_without_flag(loaded: Loaded) -> Iterator[Mistake]:
    """A disorder that kills or cripples soon says what to look out for."""
    for number, disorder in loaded.records("disorders"):
        if disorder.critical and not disorder.red_flags:
            message = "critical, but no red flag tells when; add red_flags"
            yield Mistake("disorders", (number, "critical"), "error", "no-red-flag", message)


RULES: Final[tuple[AnyRule, ...]] = (
    *taken_for_granted.RULES,
    *statements.RULES,
    shared_name,
    result_of_test,
    *assays.RULES,
    listed_twice,
    impossible_date,
    unsafe_text,
    own_lookalike,
    one_sided_dispute,
    critical_without_flag,
    *danger_rules.RULES,
    *completeness.RULES,
    *house_style.RULES,
)
