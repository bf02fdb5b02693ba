"""The result that a number in a phrase means, by the limits of its test: TSH 11.77, my potassium was 2.9."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cramps.errors import CrampsError
from cramps.late_regex import late_regex
from cramps.safe_text import printable
from cramps.words.lookup import LONGEST, Found

if TYPE_CHECKING:
    from cramps.words.lookup import Lookup
    from cramps.words.own_words import Category

#: Marks of thousands, as in a text: 34,000.
_THOUSANDS: Final = late_regex(r"(?<=\d),(?=\d{3}\b)")


def result_of(lookup: Lookup, words: str, *categories: Category) -> Found | None:
    """Give the gravest result that a test's number shows, or the finding that it is; None where there is none.

    ``categories`` are those that are looked among. The words mean more than the record, and never deny it.
    """
    if len(words) > LONGEST or re.search(r"\d", words) is None:
        return None
    from cramps.laboratory.reading import Laboratory

    laboratory = Laboratory(lookup)
    written = _THOUSANDS.sub("", words)
    try:
        readings = laboratory.written(written) if laboratory.is_written(written) else ()
    except CrampsError:
        return None
    for reading in readings:
        shown: dict[Category, tuple[str, ...]] = {
            "finding": reading.findings,
            "result": reading.results,
        }
        for category, ids in shown.items():
            if ids and category in categories:
                return Found(category, ids[0], lookup.kb.label(ids[0]), exact=False)
    return None


def read_as(words: str, found: Found) -> str:
    """Say which result a number in a phrase was read as."""
    return f"{printable(words)!r} read as {found.read_as} ({found.id})"
