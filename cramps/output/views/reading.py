"""What was read in a text: each part of it with what it was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from cramps.cases.in_words import numbered
from cramps.output.views.forms import Brief, Item, Json, Listing, Point, Section
from cramps.safe_text import printable
from cramps.words.folding import fold
from cramps.words.own_words import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.cases.mention import Mention
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.note_cues import Status

_HEADED: Final[dict[Status, str]] = {
    "present": "there",
    "absent": "not there",
    "uncertain": "perhaps",
    "past": "past, left out",
    "family": "another's, left out",
    "hypothetical": "not said to be there, left out",
}
_STRUCK: Final = "struck, left out"


def data(read: Iterable[Mention]) -> Json:
    """Give what was read, for programs."""
    return [
        {
            "number": number,
            **{k: v for k, v in msgspec.structs.asdict(mention).items() if k != "exact"},
        }
        for number, mention in numbered(read)
    ]


def section(kb: KnowledgeBase, read: tuple[Mention, ...]) -> Section:
    """Give what was read, a line for each status."""
    counted = tuple(numbered(read))
    items = []
    for status, heading in _HEADED.items():
        said = (f"{n} {_said(kb, m)}" for n, m in counted if m.status == status and not m.struck)
        if told := dict.fromkeys(said):
            items.append(Item("; ".join(told), heading))
    if struck := dict.fromkeys(f"{n} {_said(kb, m)}" for n, m in counted if m.struck):
        items.append(Item("; ".join(struck), _STRUCK))
    return Section("read", "Read", tuple(items) or (Item("nothing that is known here"),), "fields")


def _said(kb: KnowledgeBase, mention: Mention) -> str:
    if mention.kind == "measurement":
        return mention.text
    name = _name(kb, mention)
    words = " ".join(mention.text.split())
    if mention.how != "written":
        return f"{words} taken as {name}"
    return name if fold(name) == fold(words) else f"{words} = {name}"


def taken(kb: KnowledgeBase, read: Iterable[Mention]) -> tuple[str, ...]:
    """Say of what was not taken as it stands for what it was taken."""
    return tuple(
        dict.fromkeys(
            f"{printable(' '.join(m.text.split()))!r} taken as {_name(kb, m)} ({m.id})"
            for m in read
            if m.how != "written" and not m.struck
        )
    )


def _name(kb: KnowledgeBase, mention: Mention) -> str:
    return label_of(kb, "test" if mention.kind == "measurement" else mention.kind, mention.id)


def with_read(
    kb: KnowledgeBase, listing: Listing, read: tuple[Mention, ...], repeat: str
) -> Listing:
    """Put what was read before an answer, and with its data under ``read``.

    ``repeat`` is the command line that tells the same in options. Many records stand under ``found``.
    """

    def records() -> Json:
        answer = listing.records()
        told = answer if isinstance(answer, dict) else {"found": list(answer)}
        return {**told, "read": data(read), "repeat": repeat}

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
            Column("number", "no."),
            Column("text", "words"),
            Column("status", "status"),
            Column("kind", "kind"),
            Column("id", "id"),
            Column("value", "value"),
            Column("how", "taken by"),
        ),
        rows=tuple(
            Row(
                m.id,
                (
                    str(n),
                    " ".join(m.text.split()),
                    "struck" if m.struck else m.status,
                    m.kind,
                    m.id,
                    m.value or "",
                    "" if m.how == "written" else m.how,
                ),
            )
            for n, m in numbered(read)
        ),
        data=lambda: {"read": data(read), "repeat": repeat},
    )
