"""Where results, notes and errors go: the only module that writes.

Results go to stdout, all else to stderr. The form of output is chosen here, from the options, the
environment and what stdout is.
"""

import codecs
import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO, get_args

from cramps.errors import (
    BadQuery,
    CannotWrite,
    CrampsError,
    InvalidKnowledgeBase,
    NotFound,
    Problem,
)
from cramps.output.formats import Format

if TYPE_CHECKING:
    from cramps.output.views.forms import Card, Listing, View

Color = Literal["auto", "always", "never"]

_FOR_PROGRAMS: Final[tuple[Format, ...]] = ("json", "jsonl", "csv", "tsv")


class Output:
    """The chosen form, and the writing."""

    def __init__(self, form: Format, *, quiet: bool, color: Color) -> None:
        self.form = form
        self.quiet = quiet
        self.color = color

    def show(self, view: "View") -> None:
        """Write a result to stdout."""
        if self.quiet:
            write("".join(f"{record_id}\n" for record_id in _ids(view)))
        elif self.form == "table":
            self._show_table(view)
        else:
            write(_text(view, self.form), for_programs=self.form in _FOR_PROGRAMS)

    def show_cards(self, cards: list["Card"]) -> None:
        """Write one card, or several together."""
        from cramps.output.views.forms import Cards

        self.show(cards[0] if len(cards) == 1 else Cards(cards=tuple(cards)))

    def show_listing(self, listing: "Listing", what: str) -> None:
        """Write a listing, an empty one too. Raises NotFound for that."""
        self.show(listing)
        if not listing.rows:
            raise NotFound(f"no {what} fits")

    @property
    def takes_notes(self) -> bool:
        """Tell whether remarks are written at all: what only they need is not worked out otherwise."""
        return not self.quiet and self.form not in _FOR_PROGRAMS

    def note(self, text: str) -> None:
        """Write a remark to stderr, unless a program reads along."""
        if self.takes_notes:
            _write_error(_wrapped(f"cramps: {text}") + "\n")

    def _show_table(self, view: "View") -> None:
        from shutil import get_terminal_size

        from rich.console import Console

        from cramps.output.formats import table

        colored = wants_color(self.color, sys.stdout)
        width = get_terminal_size((80, 24)).columns
        _prepare(sys.stdout, for_programs=False)
        console = Console(
            file=sys.stdout,
            width=width,
            height=24,  # of no account, but without it Rich takes a dumb terminal to be 80 wide
            force_terminal=colored,
            no_color=not colored,
            # Only the 16 colours are used; where they are asked for, TERM=dumb does not take them.
            color_system=("auto" if os.name == "nt" else "standard") if colored else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False if not colored else None,
        )
        links = colored and _is_terminal(sys.stdout)
        with _Writing():
            console.print(table.render(view, width, links=links))


def _text(view: "View", form: Format) -> str:
    # One import a form: a command pays for the one that it uses.
    if form == "json":
        from cramps.output.formats.json import render
    elif form == "jsonl":
        from cramps.output.formats.json import render_lines as render
    elif form == "csv":
        from cramps.output.formats.separated import render_csv as render
    elif form == "tsv":
        from cramps.output.formats.separated import render_tsv as render
    elif form == "markdown":
        from cramps.output.formats.markdown import render
    else:
        from cramps.output.formats.plain import render
    return render(view)


def _ids(view: "View") -> list[str]:
    from cramps.output.views.forms import Card, Listing

    if isinstance(view, Listing):
        return list(dict.fromkeys(row.id for row in view.rows))
    if isinstance(view, Card):
        return [view.id]
    return [card.id for card in view.cards]


def choose_form(form: str | None, *, json: bool) -> Format:
    """Choose the form: ``--json``, ``--format``, ``CRAMPS_FORMAT``, then table or plain.

    Raises BadQuery for a form that does not exist, or two that contradict.
    """
    if json:
        if form not in (None, "json"):
            raise BadQuery(f"--json contradicts --format {form}; give one of them")
        return "json"
    wish = form or os.environ.get("CRAMPS_FORMAT") or None
    if wish is None:
        return "table" if _is_terminal(sys.stdout) else "plain"
    for known in get_args(Format):
        if wish == known:
            chosen: Format = known
            return chosen
    origin = "--format" if form else "CRAMPS_FORMAT"
    raise BadQuery(f"{origin}: {wish!r} is not one of {', '.join(get_args(Format))}")


def wants_color(color: Color, stream: TextIO) -> bool:
    """Tell whether escapes may be written: option, then NO_COLOR, FORCE_COLOR, the terminal."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return _is_terminal(stream) and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


#: What an encoding without them gets instead; the rest becomes a question mark.
_ASCII: Final = {
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{MIDDLE DOT}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{MICRO SIGN}": "u",
    "\N{GREEK SMALL LETTER MU}": "u",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{BOX DRAWINGS HEAVY HORIZONTAL}": "#",
}


def _transliterate(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    text = ""
    for character in error.object[error.start : error.end]:
        base = unicodedata.normalize("NFKD", character)[0]
        text += _ASCII.get(character, base if base.isascii() else "?")
    return text, error.end


def _prepare(stream: TextIO, *, for_programs: bool) -> None:
    """Make a stream take any text: programs get UTF-8, people what their terminal can show."""
    encoding = (getattr(stream, "encoding", None) or "").replace("-", "").lower()
    if not hasattr(stream, "reconfigure"):
        return
    if encoding == "utf8":
        stream.reconfigure(errors="surrogateescape")  # a path goes out in the bytes that it has
    elif for_programs:
        stream.reconfigure(encoding="utf-8")
    else:
        codecs.register_error("cramps", _transliterate)
        stream.reconfigure(errors="cramps")


class _Writing:
    """Turns a failing write into one clear line; a reader that has gone away is no failure."""

    def __enter__(self) -> None:
        if sys.stdout is None:  # closed before Python began
            raise CannotWrite("cannot write the output: it is closed")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            try:
                sys.stdout.flush()
            except (OSError, ValueError) as late:
                error = late
        if isinstance(error, BrokenPipeError | SystemExit):  # Rich makes the one into the other
            abandon_stdout()
            raise SystemExit(0)
        if isinstance(error, OSError):
            abandon_stdout()
            raise CannotWrite(f"cannot write the output: {error.strerror or error}") from error
        if isinstance(error, ValueError):
            raise CannotWrite("cannot write the output: it is closed") from error


def abandon_stdout() -> None:
    """Point stdout nowhere, so that nothing fails once more when Python flushes it at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass


def write(text: str, *, for_programs: bool = False) -> None:
    """Write text to stdout. Raises CannotWrite where that fails."""
    _prepare(sys.stdout, for_programs=for_programs)
    with _Writing():
        sys.stdout.write(text)


def write_lines(lines: Iterable[bytes]) -> None:
    """Write lines to stdout as they come, each at once, so that none is lost at an interrupt."""
    _prepare(sys.stdout, for_programs=True)
    with _Writing():
        for line in lines:
            sys.stdout.write(line.decode())
            sys.stdout.flush()


def _wrapped(text: str) -> str:
    """Break a remark between words where a terminal would break it within one."""
    if not _is_terminal(sys.stderr):
        return text
    from shutil import get_terminal_size
    from textwrap import fill

    width = get_terminal_size((80, 24)).columns
    return fill(text, width, break_long_words=False, break_on_hyphens=False)


def say(text: str) -> None:
    """Write one side of a conversation to stderr: stdout is for the result."""
    _write_error(text)


def warn(message: str) -> None:
    """Write a warning to stderr."""
    _write_error(_one_line(f"cramps: {message}") + "\n")


def progress(message: str) -> None:
    """Tell how far a long work is, where stderr is a terminal."""
    if _is_terminal(sys.stderr):
        _write_error(f"\rcramps: {message} ")


def _write_error(text: str, *, for_programs: bool = False) -> None:
    if sys.stderr is None:
        return
    try:
        _prepare(sys.stderr, for_programs=for_programs)
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # there is nowhere left to say it


#: Nobody reads more problems at once.
MOST_SHOWN: Final = 100


def report(error: CrampsError, *, as_json: bool) -> None:
    """Write an error to stderr: one line each, or one JSON object."""
    problems = error.problems if isinstance(error, InvalidKnowledgeBase) else ()
    if as_json:
        import msgspec

        content: dict[str, Any] = {"code": error.code, "message": _encodable(error.message)}
        content["did_you_mean"] = list(error.did_you_mean)
        if problems:
            content["problems"] = [_problem_data(problem) for problem in problems]
        encoded = msgspec.json.encode({"error": content}).decode()
        _write_error(f"{encoded}\n", for_programs=True)
        return
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"(the first {MOST_SHOWN} are shown)")
    meant = f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
    lines.append(f"cramps: {error.message}{meant}")
    _write_error("".join(f"{_one_line(line)}\n" for line in lines))


def _encodable(text: str) -> str:
    """Replace what came in as undecodable bytes, which JSON cannot hold."""
    return text.encode("utf-8", "replace").decode()


def _problem_data(problem: Problem) -> dict[str, str | int]:
    data: dict[str, str | int] = problem._asdict()
    return {k: _encodable(v) if isinstance(v, str) else v for k, v in data.items()}


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def problems_text(problems: list[Problem], form: str) -> str:
    """Write the problems of a knowledge base for people, editors, GitHub or programs."""
    if form == "json":
        import msgspec

        encoded = msgspec.json.encode([_problem_data(problem) for problem in problems])
        return msgspec.json.format(encoded, indent=2).decode() + "\n"
    return "".join(_one_line(_problem_line(problem, form)) + "\n" for problem in problems)


def _problem_line(p: Problem, form: str) -> str:
    if form == "parsable":
        inside = f"{p.path}: " if p.path else ""
        return f"{p.file}:{p.line}:{p.column}: [{p.level}] {inside}{p.message} ({p.rule})"
    if form == "github":
        message = f"{p.path}: {p.message}".replace("%", "%25")
        place = f"file={p.file},line={p.line},col={p.column},title={p.rule}"
        return f"::{p.level} {place}::{message}"
    return str(p)
