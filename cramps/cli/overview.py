"""Commands that show what holds for no single disorder: overview, workup."""

from typing import Annotated, Final

import typer

from cramps.cli.choosing import pick
from cramps.cli.options import (
    FormOptions,
    FullOption,
    ReferencesOption,
    completer,
    open_output,
)

#: The word that asks for all rules of danger.
RED_FLAGS: Final = "red-flags"
#: The words that ask for the kinds of contraction side by side.
KINDS: Final = ("kinds", "phenomena", "phenomenon")


def overview(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SECTION...]",
            help="Sections or red flags to show; see cramps overview --list, overview red-flags.",
            autocompletion=completer("overview", "red_flags"),
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the sections.")] = False,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Show what a cramp is, its kinds, red flags and treatment.

    A terminal shows the kinds of contraction side by side first, and of the red flags those that general
    practice meets most; --full shows all.

    \b
    Examples:
      cramps overview
      cramps overview kinds
      cramps overview --list
      cramps overview phenomenon-contracture
      cramps overview red-flags
      cramps overview rhabdomyolysis
    """
    from cramps.output.views import danger
    from cramps.output.views.overview import KINDS_APART, card, kinds, listing, opening

    kb, out = open_output(ctx, wanted, full=full, references=references)
    if names and names[0].lower() in KINDS and len(names) == 1:
        of_kinds = [s for s in kb.overview.values() if s.phenomenon in KINDS_APART]
        title = "Kinds of contraction"
        out.show(card(kb, of_kinds, "kinds", title, first=lambda: kinds(kb)))
    elif names == [RED_FLAGS]:
        out.show_listing(danger.listing(kb, kb.red_flags.values()), "red flag")
    elif names:
        cards = []
        for name in names:
            category, found = pick(kb, out, name, "overview", "red flag")
            if category == "red flag":
                cards.append(danger.card(kb, kb.red_flags[found]))
            else:
                cards.append(card(kb, [kb.overview[found]], found, kb.overview[found].title))
        out.show_cards(cards)
    elif list_ or out.quiet:
        out.show_listing(listing(kb.overview.values()), "section")
    else:
        sections = [s for s in kb.overview.values() if s.part != "workup"]
        title = "Muscle cramps: an overview"
        out.show(card(kb, sections, "overview", title, first=lambda: opening(kb, sections)))


def workup(
    ctx: typer.Context,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Show the work-up of cramps, step by step; on a terminal first in brief.

    \b
    Examples:
      cramps workup
      cramps workup --full
    """
    from cramps.output.views.overview import card, listing, steps

    kb, out = open_output(ctx, wanted, full=full, references=references)
    sections = [s for s in kb.overview.values() if s.part == "workup"]
    if out.quiet:
        out.show_listing(listing(sections), "step")
        return
    out.show(
        card(
            kb,
            sections,
            "workup",
            "The work-up of muscle cramps",
            first=lambda: steps(kb, sections, "workup"),
        )
    )
