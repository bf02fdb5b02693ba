"""Text that a command is given, from a file or from stdin, and the command that tells the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from cramps.errors import BadQuery

if TYPE_CHECKING:
    from cramps.cases.reader import Told

#: A longer text is refused.
LARGEST: Final = 4 * 2**20
#: Of a text fewer letters than one in so many are of no known encoding.
_FOREIGN: Final = 20


def text_of(place: str) -> str:
    """Read a text from a file, or from stdin for ``-``. Raises BadQuery where it cannot."""
    try:
        if place == "-":
            if sys.stdin is None or sys.stdin.closed:
                raise BadQuery("standard input is closed; give a file")
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(place, "rb") as file:  # noqa: PTH123  (a name may be anything)
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BadQuery(f"{place}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise BadQuery(f"{place}: a text has at most {LARGEST // 2**20} MB")
    text = data.decode("utf-8-sig", "replace")
    if "\0" in text or text.count("\N{REPLACEMENT CHARACTER}") > len(text) // _FOREIGN:
        raise BadQuery(f"{place}: that is no text")
    return text


def command_of(told: Told) -> str:
    """Write the command that tells the same case in options."""
    from shlex import quote

    parts = ["cramps ddx"]
    for option, values in (
        ("--symptom", told.present),
        ("--absent", (*told.absent, *told.not_results)),
        ("--maybe", told.maybe),
        ("--result", told.results),
        ("--drug", told.drugs),
    ):
        parts += [f"{option} {quote(value)}" for value in values]
    for option, number in (("--age", told.age), ("--onset-age", told.onset_age)):
        if number is not None:
            parts.append(f"{option} {number:g}")
    if told.sex:
        parts.append(f"--sex {told.sex}")
    return " ".join(parts)
