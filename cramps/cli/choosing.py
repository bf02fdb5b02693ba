"""Words of the command line -> records, and what is said of those that name none."""

from functools import lru_cache
from typing import TYPE_CHECKING

from cramps.cli.output import Output
from cramps.errors import CrampsError, NotFound

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.lookup import Lookup
    from cramps.words.word_index import Category


@lru_cache(maxsize=2)
def lookup_of(kb: "KnowledgeBase") -> "Lookup":
    """Give the lookup of a knowledge base, one for all words of a call."""
    from cramps.words.lookup import Lookup

    return Lookup(kb)


def pick(
    kb: "KnowledgeBase", out: Output, word: str, *categories: "Category"
) -> tuple["Category", str]:
    """Find the record that a word names, and say so where it was not its own word.

    Raises NotFound, with suggestions or the command that knows the word, and Ambiguous.
    """
    lookup = lookup_of(kb)
    try:
        found = lookup.find(word, *categories)
    except NotFound as unknown:
        raise helped(lookup, word, unknown, categories) from None
    if found.read_as is not None:
        from cramps.cases.reader import said

        out.note(said(word, found))
    return found.category, found.id


#: The command that shows a record of a category.
ELSEWHERE: dict["Category", str] = {
    "disorder": "cramps show",
    "family": "cramps show",
    "finding": "cramps symptoms",
    "test": "cramps tests",
    "result": "cramps tests",
    "treatment": "cramps treatments",
    "drug": "cramps drugs",
    "red flag": "cramps overview",
}


def helped(
    lookup: "Lookup", word: str, unknown: CrampsError, categories: tuple["Category", ...]
) -> CrampsError:
    """Give an error with what helps on: the command that knows the word, else suggestions."""
    if not isinstance(unknown, NotFound) or unknown.did_you_mean:
        return unknown
    others = [category for category in ELSEWHERE if category not in categories]
    try:
        found = lookup.find(word, *others)
    except CrampsError:
        return NotFound(unknown.message, lookup.suggestions(word, *categories))
    known = f", but a {found.category} is: {ELSEWHERE[found.category]} {found.id}"
    return NotFound(unknown.message + known)
