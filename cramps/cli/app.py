"""The program: the options before the command, and what becomes of every error."""

import os
import sys
from typing import Annotated, get_args

import typer

from cramps.cli._typer import CommandTable, UnknownCommand, usage_of
from cramps.cli.reporting import report
from cramps.cli.settings import Settings
from cramps.cli.writing import Color, abandon_stdout, speak_json, write
from cramps.errors import BadQuery, CannotWrite, CrampsError, InvalidKnowledgeBase
from cramps.version import __version__

HELP = """Which disorders cause muscle cramps, why, what tells them apart, which test settles it,
what helps and what harms: offline, and with a source behind every statement.

\b
Examples:
  cramps list                                  all disorders
  cramps show als                              everything about one
  cramps ask mexiletine dose als               a question as it comes to mind
  cramps find --symptom fasciculations         who has these findings
  cramps find --trigger exercise --result ck-raised
  cramps symptoms "charley horse"              a patient's own words
  cramps tests emg                             what a test shows, and in what
  cramps workup                                step by step
  cramps search quinine --json                 full text, for programs

A reference, not a diagnosis.
"""
EPILOG = """\b
Exit codes: 0 done; 1 asked for something that is not there, or nothing matched;
2 wrong usage; 3 the knowledge base is invalid; 130 interrupted.
"""

app = typer.Typer(
    cls=CommandTable,
    help=HELP,
    epilog=EPILOG,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  (Typer hands it over so)
    if wanted:
        write(f"cramps {__version__}\n")
        raise typer.Exit


@app.callback()
def before_the_command(
    ctx: typer.Context,
    data: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Another knowledge base: a folder of YAML, or a compiled file. CRAMPS_DATA does "
            "the same.",
        ),
    ] = None,
    color: Annotated[
        str,
        typer.Option(
            metavar="WHEN",
            help="auto, always or never. NO_COLOR and FORCE_COLOR are heeded.",
        ),
    ] = "auto",
    no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager",
            help="Write long output at once. Else it goes through CRAMPS_PAGER, PAGER or less.",
        ),
    ] = False,
    version: Annotated[  # noqa: ARG001  (acts through its callback)
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read what stands before the command."""
    for known in get_args(Color):
        if color == known:
            ctx.obj = Settings(data, known, paged=not no_pager)
            break
    else:
        raise BadQuery(f"--color: {color!r} is not one of {', '.join(get_args(Color))}")
    if data is not None and not data.strip():
        raise BadQuery("--data needs a path: a folder of YAML files, or a compiled file")
    if ctx.invoked_subcommand is None:
        write(ctx.get_help() + "\n")


def run(arguments: list[str] | None = None) -> int:
    """Run one command line and give its exit code. No exception of ours or Typer's escapes."""
    given = list(map(_readable, sys.argv[1:] if arguments is None else arguments))
    speak_json("--json" in given or _wishes_json(given))
    try:
        return app(given, prog_name="cramps", standalone_mode=False) or 0
    except typer.Abort:
        return 130
    except SystemExit as left:  # Typer leaves so when the reader of a help page has gone away
        if not isinstance(left.__context__, BrokenPipeError):
            raise
        abandon_stdout()
        return 0
    except Exception as error:  # noqa: BLE001  (told in a line; CRAMPS_DEBUG=1 raises it again)
        failed = _failure(error, given)
        report(failed)
        return failed.exit_code


def _failure(error: Exception, given: list[str]) -> CrampsError:
    """Give what to say of an exception; raises it again where it is asked for."""
    if isinstance(error, UnknownCommand):
        return _unknown_command(error, given)
    if isinstance(error, CrampsError):
        return error
    if usage := usage_of(error):
        return usage
    if isinstance(error, OSError):  # a help page, which Typer writes itself
        abandon_stdout()
        return CannotWrite(f"cannot write the output: {error.strerror or error}")
    if os.environ.get("CRAMPS_DEBUG"):
        raise error
    return _unexpected(error, given)


def _unexpected(error: Exception, given: list[str]) -> CrampsError:
    """Tell a compiled file whose parts do not fit together from a mistake of the program."""
    from pathlib import Path

    from cramps.knowledge.files import is_folder
    from cramps.opening import load

    data = Settings(_value(given, "--data")).data
    try:
        if data is not None and not is_folder(Path(data)):
            from cramps.curation.compiled_soundness import check

            if problems := tuple(check(load(data)).errors):
                message = f"{data}: its parts do not fit together; compile it again"
                return InvalidKnowledgeBase(message, problems)
    except InvalidKnowledgeBase as unsound:
        return unsound
    except Exception as second:  # noqa: BLE001  (the file tells no more than the first failure did)
        error.__context__ = second
    message = f"unexpected {type(error).__name__}: {error}; CRAMPS_DEBUG=1 shows where"
    return CrampsError(message)


def _unknown_command(error: UnknownCommand, given: list[str]) -> CrampsError:
    """A word that is no command may be a record: tell how to ask for it."""
    from cramps.cli.choosing import ELSEWHERE, lookup_of

    try:
        found = lookup_of(Settings(_value(given, "--data")).kb).find(error.word, *ELSEWHERE)
    except CrampsError:
        if not error.did_you_mean:
            error.message += "; see cramps --help"
        return error
    return BadQuery(f"{error.message}; try: {ELSEWHERE[found.category]} {found.id}")


def _readable(word: str) -> str:
    """Give a word without undecodable bytes, unless it names a file: a name is what its bytes are."""
    clean = word.encode("utf-8", "replace").decode()
    named = word.partition("=")[2] if word.startswith("-") else word
    return word if word == clean or os.path.lexists(named) else clean


_JSON = ("json", "jsonl")


def _wishes_json(given: list[str]) -> bool:
    form = _value(given, "--format", "-f")
    if form is None:  # -fjson
        form = next((word[2:] for word in given if word.startswith("-f")), None)
    return (form or os.environ.get("CRAMPS_FORMAT")) in _JSON


def _value(given: list[str], *names: str) -> str | None:
    """Read an option from the raw words: the error may have come before they were parsed."""
    for word, following in zip(given, [*given[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name in names:
            return value if equals else following
    return None
