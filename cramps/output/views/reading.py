"""What was read in a text: each part of it with what it was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from cramps.output.views.forms import Brief, Item, Json, Listing, Point, Section
from cramps.words.folding import fold
from cramps.words.word_index import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.cases.notes import Mention
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.note_cues import Status
    from cramps.words.word_index import Category

_HEADED: Final[dict[Status, str]] = {
    "present": "there",
    "absent": "not there",
    "uncertain": "perhaps",
    "past": "past, left out",
    "family": "another's, left out",
    "hypothetical": "not said to be there, left out",
}


def data(read: Iterable[Mention]) -> Json:
    """Give what was read, for programs."""
    return [
        {key: value for key, value in msgspec.structs.asdict(mention).items() if key != "exact"}
        for mention in read
    ]


def section(kb: KnowledgeBase, read: tuple[Mention, ...]) -> Section:
    """Give what was read, a line for each status."""
    items = []
    for status, heading in _HEADED.items():
        said = dict.fromkeys(_said(kb, m) for m in read if m.status == status)
        if said:
            items.append(Item("; ".join(said), heading))
    return Section("read", "Read", tuple(items) or (Item("nothing that is known here"),), "fields")


def _said(kb: KnowledgeBase, mention: Mention) -> str:
    if mention.kind == "measurement":
        return mention.text
    category: Category = mention.kind
    name = label_of(kb, category, mention.id)
    words = " ".join(mention.text.split())
    return name if fold(name) == fold(words) else f"{words} = {name}"


def with_read(kb: KnowledgeBase, listing: Listing, read: tuple[Mention, ...]) -> Listing:
    """Put what was read before an answer, and with its data under ``read``."""

    def records() -> Json:
        return {**listing.records(), "read": data(read)}

    def first() -> Brief | Listing:
        shown = listing.first() if listing.first else listing
        if not isinstance(shown, Brief):
            return shown
        return msgspec.structs.replace(shown, points=(*points(kb, read), *shown.points))

    before = (section(kb, read), *listing.before)
    return msgspec.structs.replace(listing, before=before, data=records, first=first)


def points(kb: KnowledgeBase, read: tuple[Mention, ...]) -> tuple[Point, ...]:
    """Give what was read for a screen: what counts in a line or two, what was left out in one."""
    taken: list[str] = []
    left: list[str] = []
    for item in section(kb, read).items:
        said = f"{item.label}: {item.text}" if item.label else item.text
        (left if item.label.endswith("left out") else taken).append(said)
    told = [Point("read", "; ".join(taken), least=2)] if taken else []
    if left:
        told.append(Point("left out", "; ".join(left).replace(", left out", ""), least=1, spare=1))
    return tuple(told)


def alone(read: tuple[Mention, ...], repeat: str) -> Listing:
    """Give what was read, a row each."""
    from cramps.output.views.forms import Column, Row

    return Listing(
        title="Read",
        columns=(
            Column("text", "words"),
            Column("status", "status"),
            Column("kind", "kind"),
            Column("id", "id"),
            Column("value", "value"),
        ),
        rows=tuple(
            Row(m.id, (" ".join(m.text.split()), m.status, m.kind, m.id, m.value or ""))
            for m in read
        ),
        data=lambda: {"read": data(read), "repeat": repeat},
    )
