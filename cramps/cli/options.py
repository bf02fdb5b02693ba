"""Options and arguments that several commands share, and what completes them."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

import typer

from cramps.cli.output import Output, choose_form
from cramps.cli.settings import Settings
from cramps.knowledge import closed_lists
from cramps.output.formats import Format

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

FORMATS = ", ".join(get_args(Format))

Completer = Callable[[typer.Context, str], list[str]]


def choices(*values: str) -> Callable[[str], list[str]]:
    """Give what completes the words of a closed list."""

    def complete(incomplete: str) -> list[str]:
        return [value for value in values if value.startswith(incomplete.lower())]

    return complete


def complete_format(incomplete: str) -> list[str]:
    """Complete the name of a form of output."""
    return [form for form in get_args(Format) if form.startswith(incomplete)]


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORM",
        help=f"Form of output: {FORMATS}. To a terminal: table; into a pipe: plain. "
        "CRAMPS_FORMAT sets another default.",
        autocompletion=complete_format,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
ExactOption = Annotated[
    bool,
    typer.Option("--exact", help="Take no word for the nearest; what names nothing is refused."),
]
QuietOption = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Ids only, one a line; no notes but of what was left out."),
]

FullOption = Annotated[
    bool, typer.Option("--full", help="Everything, not only what fits on a screen.")
]
ReferencesOption = Annotated[
    bool, typer.Option("--references", help="List the sources below, not only their numbers.")
]


class FormOptions(NamedTuple):
    """In what form a result is wanted: an option group of every command that prints records."""

    form: FormatOption = None
    json: JsonOption = False
    quiet: QuietOption = False


def open_output(
    ctx: typer.Context,
    wanted: FormOptions,
    *,
    full: bool = False,
    references: bool = False,
) -> tuple["KnowledgeBase", Output]:
    """Give the knowledge base and the output that a call asks for."""
    settings: Settings = ctx.obj
    output = Output(
        choose_form(wanted.form, json=wanted.json),
        quiet=wanted.quiet,
        color=settings.color,
        full=full,
        references=references,
        paged=settings.paged,
    )
    return settings.kb, output


def completer(*files: str) -> Completer:
    """Give what completes the ids of some files of the knowledge base."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from cramps.errors import CrampsError

        # A Tab press runs no callback, so the option before the command is read from its context.
        data = ctx.find_root().params.get("data")
        try:
            kb = Settings(data).kb
        except CrampsError:
            return []
        before = _before_colon()
        typed = f"{before}{incomplete}".lower()
        ids = (record_id for file in files for record_id in getattr(kb, file))
        found = sorted(record_id for record_id in ids if record_id.lower().startswith(typed))
        return [record_id[len(before) :] for record_id in found]

    return complete


def _before_colon() -> str:
    """Give what stands before a colon in the word under the cursor, and the colon: ``PMID:``.

    bash breaks words there and completes only what follows; other shells take a word as it is.
    """
    if os.environ.get("_CRAMPS_COMPLETE") != "complete_bash":
        return ""
    words = os.environ.get("COMP_WORDS", "").split()
    place = os.environ.get("COMP_CWORD", "")
    parts = words[: int(place)] if place.isdecimal() else []
    return "".join(parts[-2:]) if parts[-1:] == [":"] else ""


GroupOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="GROUP",
        help="Only this group.",
        autocompletion=choices(*get_args(closed_lists.Group)),
    ),
]
PhenomenonOption = Annotated[
    list[str] | None,
    typer.Option(
        "--phenomenon",
        metavar="WHAT",
        help="Only where this contracts: true-cramp, contracture, tetany ...",
        autocompletion=choices(*get_args(closed_lists.Phenomenon)),
    ),
]
