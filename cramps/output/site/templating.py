"""Jinja2, set up for the pages: everything is escaped, and nothing but a template writes HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cramps.errors import CannotWrite
from cramps.safe_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).parent / "templates"
_SPACE: Final = re.compile(r"\s+")
_MARK: Final = re.compile(r"\[(\d+(?:, \d+)*)\]")


def environment() -> Environment:
    """Give Jinja2 with the templates. Raises CannotWrite, with what to install, where it is not there."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise CannotWrite("the pages are made with Jinja2: pip install 'cramps[site]'") from error
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    made.filters["cited"] = cited
    made.filters["web"] = web
    return made


def _safe(value: Any) -> Any:
    """Take out what could mislead a reader, as every form of output does; markup is a template's own."""
    return _SPACE.sub(" ", safe(value)) if type(value) is str else value


def cited(text: str, count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Part a text at its reference marks: each piece, and the numbers of the mark that follows it.

    Brackets that hold no number from 1 to ``count`` are text.
    """
    start = 0
    for match in _MARK.finditer(text):
        numbers = tuple(map(int, match[1].split(", ")))
        if all(0 < number <= count for number in numbers):
            yield text[start : match.start()], numbers
            start = match.end()
    if start < len(text):
        yield text[start:], ()


def web(address: str) -> str:
    """Give an address that a link may lead to, or nothing: a source's id can be any text."""
    return address if re.match(r"https?://", address) else ""
