"""The streams: the only module that writes to stdout and stderr.

Everything is written whole or refused in one line: a short write is gone on with, a reader that has gone
away is no failure. What goes to people passes the gate for foreign text; programs get UTF-8.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final, Literal, TextIO

from cramps.errors import CannotWrite
from cramps.safe_text import message_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

Color = Literal["auto", "always", "never"]

#: A longer line on stderr is cut: a message must not hand back a megabyte of input.
LONGEST_LINE: Final = 1000
#: A terminal is at most so wide; more is a slip.
WIDEST: Final = 1000


def wants_color(color: Color, stream: TextIO) -> bool:
    """Tell whether escapes may be written: option, then NO_COLOR, FORCE_COLOR, the terminal."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; a closed one is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def width() -> int:
    """Give the width for which to write, in characters."""
    from shutil import get_terminal_size

    return min(get_terminal_size((80, 24)).columns, WIDEST)


#: What an encoding without them gets instead; the rest becomes a question mark.
_ASCII: Final = {
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{NOT EQUAL TO}": "!=",
    "\N{ALMOST EQUAL TO}": "~",
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{NO-BREAK SPACE}": " ",
    "\N{MIDDLE DOT}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{DEGREE SIGN}": " degrees ",
    "\N{MICRO SIGN}": "u",
    "\N{GREEK SMALL LETTER MU}": "u",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{BOX DRAWINGS HEAVY HORIZONTAL}": "#",
}


def plain_ascii(character: str) -> str:
    """Give what stands for a character where only ASCII can: the same number, the bare letter, or ?."""
    import unicodedata

    if character in _ASCII:
        return _ASCII[character]
    kind, *points = unicodedata.decomposition(character).split() or ("",)
    if kind == "<super>":
        return "^" + "".join(chr(int(point, 16)) for point in points)
    if kind == "<sub>":
        return "".join(chr(int(point, 16)) for point in points)
    if kind == "<fraction>":  # a half behind a figure is one and a half, not eleven
        return " " + "".join(chr(int(p, 16)) for p in points).replace("\N{FRACTION SLASH}", "/")
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isascii() and base.isalpha() else "?"


def encoded(text: str, stream: TextIO, *, for_programs: bool) -> bytes:
    """Encode text for a stream: programs get UTF-8, people what their terminal can show."""
    name = getattr(stream, "encoding", None) or "utf-8"
    if for_programs or name.replace("-", "").replace("_", "").lower() == "utf8":
        return text.encode("utf-8", "surrogateescape")  # a path goes out in the bytes that it has
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        pass
    return b"".join(_in_encoding(character, name) for character in text)


def _in_encoding(character: str, name: str) -> bytes:
    try:
        return character.encode(name)
    except UnicodeEncodeError:
        return plain_ascii(character).encode(name, "replace")


def write(text: str, *, for_programs: bool = False) -> None:
    """Write text to stdout, all of it. Raises CannotWrite where that fails."""
    with _writing():
        _write_whole(sys.stdout, encoded(text, sys.stdout, for_programs=for_programs))


def write_lines(lines: Iterable[bytes]) -> None:
    """Write lines of UTF-8 to stdout as they come, each at once, so that none is lost at an interrupt."""
    for line in lines:  # what makes them may fail too, which is no failure to write
        with _writing():
            _write_whole(sys.stdout, line)


@contextmanager
def _writing() -> "Iterator[None]":
    """Turn a failing write into one clear line; a reader that has gone away ends the program quietly."""
    if sys.stdout is None:  # closed before Python began
        raise CannotWrite("cannot write the output: it is closed")
    try:
        yield
    except BrokenPipeError:
        abandon_stdout()
        raise SystemExit(0) from None
    except OSError as error:
        abandon_stdout()
        raise CannotWrite(f"cannot write the output: {error.strerror or error}") from error
    except ValueError as error:  # closed since
        raise CannotWrite("cannot write the output: it is closed") from error


def _write_whole(stream: TextIO, data: bytes) -> None:
    """Write all bytes, through a full pipe and in spite of short writes. Raises OSError, ValueError."""
    binary = getattr(stream, "buffer", None)
    if binary is None:  # a stream of another's making, in a test or a notebook
        stream.write(data.decode("utf-8", "replace"))
        stream.flush()
        return
    stream.flush()
    rest = memoryview(data)
    while rest:
        try:
            written = binary.write(rest)
        except BlockingIOError as full:
            written = full.characters_written
        if not written:
            _wait_for(binary)
        rest = rest[written or 0 :]
    while True:
        try:
            binary.flush()
        except BlockingIOError:
            _wait_for(binary)
        else:
            return


def _wait_for(binary: IO[bytes]) -> None:
    """Wait until a pipe that takes nothing at the moment takes more."""
    import select

    select.select([], [binary], [], 1.0)


def abandon_stdout() -> None:
    """Point stdout nowhere, so that nothing fails once more when Python flushes it at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass


class Voice:
    """How remarks and errors are spoken on stderr: in lines for people, or in JSON, a line each."""

    as_json = False


def speak_json(wanted: bool) -> None:  # noqa: FBT001  (the answer to a question)
    """Choose whether all that goes to stderr is JSON."""
    Voice.as_json = wanted


def say(text: str) -> None:
    """Write one side of a conversation to stderr: stdout is for the result."""
    write_error(safe(text))


def tell(text: str, indent: int = 0, first: str = "") -> None:
    """Write a paragraph of a conversation to stderr, broken between words to the terminal's width.

    Every line begins after ``indent`` columns, of which ``first`` takes those of the first line.
    """
    from textwrap import fill

    paragraph = fill(
        safe(text),
        max(width(), indent + 1),
        initial_indent=first.ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    write_error(f"{paragraph}\n")


def remark(kind: Literal["note", "warning"], text: str) -> int:
    """Write a remark to stderr: wrapped, or ``{"note": {"message": …}}`` where JSON is spoken.

    Gives the number of lines that it took.
    """
    if Voice.as_json:
        import msgspec

        line = msgspec.json.encode({kind: {"message": encodable(text)}}).decode()
        write_error(f"{line}\n", for_programs=True)
        return 1
    lines = wrapped(message_line(f"cramps: {text}", LONGEST_LINE))
    write_error(f"{lines}\n")
    return lines.count("\n") + 1


def warn(message: str) -> None:
    """Write a warning to stderr."""
    remark("warning", message)


def progress(message: str) -> None:
    """Tell how far a long work is, where stderr is a terminal."""
    if is_terminal(sys.stderr):
        write_error(f"\rcramps: {message_line(message, LONGEST_LINE)} ")


def write_error(text: str, *, for_programs: bool = False) -> None:
    """Write to stderr; where that fails there is nowhere left to say it."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        _write_whole(sys.stderr, encoded(text, sys.stderr, for_programs=for_programs))


def encodable(text: str) -> str:
    """Replace what came in as undecodable bytes, which JSON cannot hold."""
    return text.encode("utf-8", "replace").decode()


def wrapped(text: str) -> str:
    """Break a remark or an error between words where a terminal would break it within one."""
    if not is_terminal(sys.stderr):
        return text
    from textwrap import fill

    return fill(text, width(), break_long_words=False, break_on_hyphens=False)
