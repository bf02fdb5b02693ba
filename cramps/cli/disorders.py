"""Commands that show disorders: list, show, mechanisms."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from cramps.cli.choosing import pick, pick_all
from cramps.cli.options import (
    FormOptions,
    FullOption,
    GroupOption,
    PhenomenonOption,
    ReferencesOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.writing import is_terminal
from cramps.errors import BadQuery
from cramps.knowledge import closed_lists
from cramps.words.closed_list_words import one_of

if TYPE_CHECKING:
    from cramps.cli.output import Output
    from cramps.knowledge.base import KnowledgeBase

GROUPS: tuple[closed_lists.Group, ...] = get_args(closed_lists.Group)
PHENOMENA = get_args(closed_lists.Phenomenon)
DEPTHS = get_args(closed_lists.Depth)
SITES = get_args(closed_lists.MechanismSite)
SECTIONS = get_args(closed_lists.CardSection)
#: Words for all that can be inherited, whatever its group.
HEREDITARY: Final = frozenset({"hereditary", "inherited", "genetic", "heritable", "familial"})
HERITABLE: Final = frozenset(
    {"autosomal-dominant", "autosomal-recessive", "x-linked", "mitochondrial"}
)
#: A list that fits on a screen needs no summary above it.
SHORT: Final = 20
SORTINGS = ("group", "phenomenon", "name", "id", "prevalence", "critical")
_BANDS = get_args(closed_lists.PrevalenceBand)


def list_disorders(
    ctx: typer.Context,
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[GROUP]...",
            help="A group, as with --group.",
            autocompletion=choices(*GROUPS),
        ),
    ] = None,
    group: GroupOption = None,
    phenomenon: PhenomenonOption = None,
    critical: Annotated[
        bool, typer.Option("--critical", help="Only those that kill or cripple soon when missed.")
    ] = False,
    depth: Annotated[
        str | None,
        typer.Option(
            "--depth",
            metavar="DEPTH",
            help="Only full entries, or only brief ones.",
            autocompletion=choices(*DEPTHS),
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="BY",
            help="group, phenomenon, name, id, prevalence or critical.",
            autocompletion=choices(*SORTINGS),
        ),
    ] = "group",
    *,
    wanted: FormOptions,
) -> None:
    """List the disorders, a line each, by group, those that are told in full first.

    A group is understood as people call it: metabolic, hormones, nerves, medicines; hereditary gives all
    that can be inherited.

    \b
    Examples:
      cramps list
      cramps list metabolic
      cramps list --group nerve --sort name
      cramps list --phenomenon contracture --json
    """
    from cramps.output.views.disorders import listing

    kb, out = open_output(ctx, wanted)
    asked = [*(group or ()), *((" ".join(named),) if named else ())]
    inherited = any(word.strip().lower() in HEREDITARY for word in asked)
    groups = [group_of(out, word) for word in asked if word.strip().lower() not in HEREDITARY]
    phenomena = [one_of(word, PHENOMENA, "phenomenon") for word in phenomenon or ()]
    by = one_of(sort, SORTINGS, "order")
    chosen_depth = one_of(depth, DEPTHS, "depth") if depth is not None else None
    shown = [
        d
        for d in kb.heads
        if (not groups or d["group"] in groups)
        and (not inherited or _is_inherited(kb, d["id"]))
        and all(p in d["phenomenon"] for p in phenomena)
        and (d["critical"] or not critical)
        and chosen_depth in (None, d["depth"])
    ]
    shown.sort(key=lambda d: (_sort_key(d, by), d["name"].casefold(), d["id"]))
    # The groups stand before a list that is longer than a screen.
    summed = by == "group" and not groups and out.on_screen and len(shown) > SHORT
    found = listing(shown, grouped_by="group" if by == "group" else None, summed=summed)
    if found.rows and found.note and is_terminal(sys.stdout):
        out.note(found.note)  # before the table, which may be long; a pipe gets the rows alone
    out.show_listing(found, "disorder")


def group_of(out: Output, word: str) -> closed_lists.Group:
    """Take a word for a group of disorders, and say so where it is not the group's own. Raises BadQuery."""
    from cramps.output.views.closed_list_names import said
    from cramps.words.folding import fold

    group = one_of(word, GROUPS, "group")
    if fold(word) not in (fold(group), fold(said(group))):
        out.note(f"{word!r} taken as the group {group} ({said(group)})")
    return group


def _is_inherited(kb: KnowledgeBase, disorder: str) -> bool:
    """Tell whether a disorder can be inherited in one of the ways of Mendel, or from the mother."""
    inheritance = kb.disorders.plain(disorder).get("inheritance") or {}
    return not HERITABLE.isdisjoint(inheritance.get("modes") or ())


def _sort_key(head: dict[str, Any], by: str) -> int | str | tuple[int, int]:
    if by == "group":  # what is told in full before what is told in brief
        return GROUPS.index(head["group"]), DEPTHS.index(head["depth"])
    if by == "phenomenon":
        first = head["phenomenon"][:1]
        return PHENOMENA.index(first[0]) if first else len(PHENOMENA)
    if by == "prevalence":
        return _BANDS.index(head["prevalence"]["band"])
    if by == "critical":
        return 0 if head["critical"] else 1
    return str(head["id"]) if by == "id" else ""


def show(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Id, name, alias, ORPHA, OMIM or ICD-10-CM code; several for several.",
            autocompletion=completer("disorders", "families"),
        ),
    ],
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            "-s",
            metavar="PART",
            help=f"Only this part, in full: {', '.join(SECTIONS)}. Can be repeated.",
            autocompletion=choices(*SECTIONS),
        ),
    ] = None,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Show a disorder: first in brief, with --full all of it.

    In brief: what it is, what contracts, what tells it, the test that settles it, what to give and to avoid,
    the danger, the nearest look-alikes. --full and --section go on from there. An umbrella word (peripheral neuropathy, periodic paralysis) shows what it covers.

    \b
    Examples:
      cramps show als
      cramps show "lou gehrig disease" --section treatments
      cramps show mcardle ORPHA:803 --json
    """
    from cramps.output.views.disorder_card import card

    kb, out = open_output(ctx, wanted, full=full, references=references)
    sections = [one_of(word, SECTIONS, "section") for word in section or ()]
    cards = []
    for category, record_id in pick_all(kb, out, names, "disorder", "family") or ():
        if category == "family":
            from cramps.output.views.disorders import family_card

            cards.append(family_card(kb, kb.families[record_id]))
        else:
            cards.append(card(kb, record_id, sections))
    if cards:
        out.show_cards(cards)


def mechanisms(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Disorders whose causal chain to show.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    site: Annotated[
        list[str] | None,
        typer.Option(
            "--site",
            metavar="SITE",
            help=f"Only where cramps arise here: {', '.join(SITES)}.",
            autocompletion=choices(*SITES),
        ),
    ] = None,
    phenomenon: PhenomenonOption = None,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Show where cramps arise, or one disorder's chain of causes.

    \b
    Examples:
      cramps mechanisms
      cramps mechanisms als
      cramps mechanisms --site motor-axon
    """
    from cramps.output.views import disorders as view
    from cramps.output.views.disorder_card import card

    kb, out = open_output(ctx, wanted, references=references)
    if names:
        if site or phenomenon:
            raise BadQuery("name disorders, or filter with --site and --phenomenon; not both")
        ids = [pick(kb, out, name, "disorder")[1] for name in names]
        out.show_cards([card(kb, i, ["mechanism"]) for i in ids])
        return
    sites = [one_of(word, SITES, "site") for word in site or ()]
    phenomena = [one_of(word, PHENOMENA, "phenomenon") for word in phenomenon or ()]
    shown = (
        d
        for d in kb.disorders.values()
        if all(s in d.mechanism.site for s in sites) and all(p in d.phenomenon for p in phenomena)
    )
    out.show_listing(view.mechanisms(shown), "mechanism")
