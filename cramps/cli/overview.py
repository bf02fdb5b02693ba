"""Commands that show what holds for no single disorder: overview, workup."""

from typing import Annotated

import typer

from cramps.cli.choosing import pick
from cramps.cli.options import (
    FormatOption,
    JsonOption,
    QuietOption,
    completer,
    open_output,
)


def overview(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SECTION...]",
            help="Sections to show; see cramps overview --list.",
            autocompletion=completer("overview"),
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the sections.")] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what a cramp is, the phenomena with their EMG signatures, red flags and treatment.

    \b
    Examples:
      cramps overview
      cramps overview --list
      cramps overview phenomenon-contracture
    """
    from cramps.output.views.overview import card, listing

    kb, out = open_output(ctx, form, json, quiet)
    if names:
        ids = [pick(kb, out, name, "overview")[1] for name in names]
        cards = [card(kb, [kb.overview[i]], i, kb.overview[i].title) for i in ids]
        out.show_cards(cards)
    elif list_ or quiet:
        out.show_listing(listing(kb.overview.values()), "section")
    else:
        sections = [s for s in kb.overview.values() if s.part != "workup"]
        out.show(card(kb, sections, "overview", "Muscle cramps: an overview"))


def workup(
    ctx: typer.Context,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show the work-up of cramps, step by step.

    \b
    Example:
      cramps workup
    """
    from cramps.output.views.overview import card, listing

    kb, out = open_output(ctx, form, json, quiet)
    sections = [s for s in kb.overview.values() if s.part == "workup"]
    if quiet:
        out.show_listing(listing(sections), "step")
        return
    out.show(card(kb, sections, "workup", "The work-up of muscle cramps"))
