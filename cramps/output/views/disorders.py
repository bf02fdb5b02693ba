"""Disorders together: the list, the families, the mechanisms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from cramps.knowledge import closed_lists
from cramps.output.views.closed_list_names import contracts, said
from cramps.output.views.forms import (
    Bibliography,
    Card,
    CardText,
    Column,
    Item,
    Json,
    Listing,
    Row,
    Section,
    plain_values,
    references_data,
    with_names,
)

if TYPE_CHECKING:  # a list needs no record's type, which costs 10 ms
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase


def listing(
    heads: Iterable[Json], grouped_by: str | None = None, *, summed: bool = False
) -> Listing:
    """Many disorders (``KnowledgeBase.heads``), a line each, in the order given.

    With ``summed`` the groups stand above them, with how many each has.
    """
    shown = tuple(heads)
    return Listing(
        title="Disorders",
        columns=(
            Column("id", "id", for_programs=True),
            Column("name", "disorder"),
            Column("group", "group"),
            Column("phenomenon", "what contracts"),
            Column("prevalence", "prevalence", wide_only=True),
            Column("critical", "critical"),
            Column("depth", "entry"),
        ),
        grouped_by=grouped_by,
        before=(_groups(shown),) if summed else (),
        note=_counted(shown),
        rows=tuple(
            Row(
                head["id"],
                (
                    head["id"],
                    head["name"],
                    said(head["group"]),
                    contracts(head["phenomenon"]),
                    head["prevalence"]["band"],
                    "yes" if head["critical"] else "",
                    head["depth"],
                ),
            )
            for head in shown
        ),
        data=shown,
    )


def _groups(heads: Sequence[Json]) -> Section:
    """Say of each group how many disorders it has and how to list them alone."""
    items = []
    for group in get_args(closed_lists.Group):
        mine = [head for head in heads if head["group"] == group]
        critical = sum(head["critical"] for head in mine)
        if mine:
            full = sum(head["depth"] == "full" for head in mine)
            called = "" if said(group) == group else f"{said(group)}, "
            told = f"{called}{len(mine)}: {full} in full"
            items.append(Item(f"{told}, {critical} critical" if critical else told, group))
    return Section("groups", "Groups (one alone: cramps list --group NAME)", tuple(items), "fields")


def _counted(heads: Sequence[Json]) -> str:
    """Say how many there are, how many of them are told in full, and how many must not be missed."""
    full = sum(head["depth"] == "full" for head in heads)
    critical = sum(head["critical"] for head in heads)
    return (
        f"{len(heads)} disorder{'s' if len(heads) != 1 else ''}: {full} with a full entry, "
        f"{len(heads) - full} in brief; {critical} critical"
    )


def family_card(kb: KnowledgeBase, family: model.Family) -> Card:
    """An umbrella word: what it covers, and how to go on."""
    cite = Bibliography(kb)
    members = [kb.disorders[member] for member in family.members]
    items = [Item(family.summary.text + cite.mark(family.summary.sources))]
    if family.aliases:
        items.append(Item(", ".join(family.aliases), "also called"))
    data = with_names(kb, plain_values(family))
    text = CardText(
        sections=(
            Section("about", "About", tuple(items), "fields"),
            Section(
                "members",
                "Members (cramps show ID for each)",
                tuple(
                    Item(f"{d.name}: {d.summary.text}{cite.mark(d.summary.sources)}", d.id)
                    for d in members
                ),
                "fields",
            ),
        ),
        references=cite.references(),
    )
    return Card(
        record_id=family.id,
        title=f"{family.name}: {len(members)} disorders",
        text=lambda: text,
        data=lambda: {"record": "family", **data, "references": references_data(kb, data)},
    )


def mechanisms(disorders: Iterable[model.Disorder]) -> Listing:
    """Where cramps arise: disorders by site, the main site of each first; last those of unknown site.

    Of disorders that are told briefly nothing is known here.
    """
    told = (d for d in disorders if d.mechanism.site or d.mechanism.steps)
    shown = sorted(told, key=lambda d: (_outwards(d), d.id))
    return Listing(
        title="Mechanisms",
        columns=(
            Column("site", "site"),
            Column("phenomenon", "what contracts"),
            Column("id", "id", for_programs=True),
            Column("name", "disorder", wide_only=True),
            Column("steps", "steps", wide_only=True),
        ),
        rows=tuple(
            Row(
                d.id,
                (
                    ", ".join(map(said, d.mechanism.site)) or "not known",
                    contracts(d.phenomenon),
                    d.id,
                    d.name,
                    str(len(d.mechanism.steps)),
                ),
            )
            for d in shown
        ),
        data=lambda: [
            {
                "id": d.id,
                "name": d.name,
                "phenomenon": list(d.phenomenon),
                "mechanism": plain_values(d.mechanism),
            }
            for d in shown
        ],
    )


def _outwards(disorder: model.Disorder) -> int:
    """Give the place of a disorder's main site on the way from the cortex to the muscle."""
    site = disorder.mechanism.site
    return _SITES.index(site[0]) if site else len(_SITES)


#: From the cortex outwards.
_SITES: tuple[closed_lists.MechanismSite, ...] = get_args(closed_lists.MechanismSite)
