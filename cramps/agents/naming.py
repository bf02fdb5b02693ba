"""Words of a call -> the records that they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cramps.cases.measured_in_words import read_as, result_of
from cramps.cases.reader import taken_as
from cramps.errors import CrampsError, NotFound
from cramps.safe_text import one_line
from cramps.words.not_covered import about

if TYPE_CHECKING:
    from cramps.api import Reference
    from cramps.output.views.forms import Json
    from cramps.words.own_words import Category

#: A longer message is cut: it must not hand back what came in.
LONGEST_LINE: Final = 500


def error_line(error: CrampsError) -> str:
    """Say in one line what went wrong, and what may have been meant."""
    meant = f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
    return one_line(f"{error.message}{meant}")[:LONGEST_LINE]


def named(reference: Reference, word: str, *categories: Category) -> tuple[Category, str]:
    """Give the record that a word names. Raises NotFound, with suggestions, and Ambiguous."""
    try:
        found = reference.lookup.find(word, *categories)
    except NotFound as unknown:
        if unknown.did_you_mean:
            raise
        suggestions = reference.lookup.suggestions(word, *categories)
        told = unknown.message if suggestions else f"{unknown.message}, nor anything like it"
        if "disorder" in categories:
            told += about(word, suggestions)
        raise NotFound(told, suggestions) from None
    return found.category, found.id


class Taking:
    """Looks words up; one that names nothing is taken for the nearest where that is sure, and said."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.said: list[str] = []

    def id(self, word: str, *categories: Category) -> tuple[Category, str]:
        """Give the record that is meant. Raises NotFound, with suggestions, and Ambiguous."""
        try:
            return named(self._reference, word, *categories)
        except NotFound:
            lookup = self._reference.lookup
            if measured := result_of(lookup, word, *categories):
                self.said.append(read_as(word, measured))
                return measured.category, measured.id
            near = lookup.sure(word, *categories)
            if near is None:
                raise
        self.said.append(taken_as(word, near))
        return near.category, near.id

    def ids(self, words: Iterable[str], *categories: Category) -> tuple[str, ...]:
        """Give the ids of the records that are meant."""
        return tuple(self.id(word, *categories)[1] for word in words)

    def told_in(self, told: Json) -> Json:
        """Say in an answer what was taken for what, where anything was."""
        if not self.said:
            return told
        return {**told, "taken_as": [*told.get("taken_as", ()), *self.said]}
