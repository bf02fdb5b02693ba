"""One scheme of citations for every tool: what stands under ``sources`` is an address, or a key of ``references``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cramps.knowledge.citations import source_of
from cramps.late_regex import late_regex
from cramps.output.views.forms import Json, url

if TYPE_CHECKING:
    from cramps.output.views.forms import Reference

#: The numbers of references behind a statement of a screen.
_MARK: Final = late_regex(r" ?\[(\d+(?:, \d+)*)\]")


def references(told: Json) -> dict[str, str]:
    """Give the address of every citation under a JSON value that is not one itself, each once, in order."""
    return addresses(_cited(told))


def addresses(citations: Iterable[str]) -> dict[str, str]:
    """Give the address of each citation that is not one itself."""
    found = {}
    for cited in citations:
        source = source_of(cited)
        address = url(source)
        if address != source:
            found[cited] = address
    return found


def _cited(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get("sources") or ()
        for inner in value.values():
            yield from _cited(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _cited(inner)


class Marks:
    """The numbers behind the statements of a screen, told as the sources that they stand for."""

    def __init__(self, numbered: Iterable[Reference]) -> None:
        self._ids = {str(r.number): r.id for r in numbered}
        #: What was told, in order.
        self.cited: dict[str, None] = {}

    def named(self, text: str) -> str:
        """Put the sources in place of their numbers."""
        return _MARK.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        ids = [self._ids[number] for number in found[1].split(", ") if number in self._ids]
        if not ids:
            return found[0]
        self.cited.update(dict.fromkeys(ids))
        return f" [{', '.join(ids)}]"
