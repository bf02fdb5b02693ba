"""The answer to a question: the statements that connect what is named in it, on one screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.output.views.forms import (
    Bibliography,
    Brief,
    Card,
    CardText,
    Item,
    Json,
    Point,
    Section,
    references_data,
)
from cramps.output.views.words import NO_DIAGNOSIS, NOT_A_DIAGNOSIS

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.ask import Asked, Line

#: So many characters of a statement are told unless in full.
_SHORT: Final = 125


def card(kb: KnowledgeBase, answer: Asked, more: tuple[str, ...], *, full: bool) -> Card:
    """Tell an answer, then the commands for more."""

    def text() -> CardText:
        cite = Bibliography(kb)
        items = tuple(
            Item(_told(line, full=full) + cite.mark(line.sources), _label(line))
            for line in answer.lines
        )
        commands = Section("more", "More", (Item("; ".join(more)),), "fields")
        return CardText(
            sections=(Section("answer", "Answer", items, "fields"), commands),
            references=cite.references(),
            note=NOT_A_DIAGNOSIS,
        )

    def first() -> Brief:
        cite = Bibliography(kb)
        return Brief(
            title=answer.question,
            points=tuple(
                Point(
                    line.part,
                    f"{_named(line)}: {line.text}{cite.mark(line.sources)}",
                    least=2,
                    spare=number,
                )
                for number, line in enumerate(answer.lines)
            ),
            more=f"More: --full, {', '.join(more)}. {NO_DIAGNOSIS}",
            references=cite.references(),
        )

    return Card(
        record_id="ask",
        title=answer.question,
        text=text,
        data=lambda: data(kb, answer, more),
        first=first,
    )


def data(kb: KnowledgeBase, answer: Asked, more: tuple[str, ...]) -> Json:
    """Give an answer for programs."""
    told = msgspec.to_builtins(answer)
    return {"record": "answer", **told, "more": list(more), "references": references_data(kb, told)}


def _label(line: Line) -> str:
    return f"{line.name}: {line.about}" if line.about else f"{line.name}, {line.part}"


def _named(line: Line) -> str:
    return f"{line.name}: {line.about}" if line.about else line.name


def _told(line: Line, *, full: bool) -> str:
    if full or len(line.text) <= _SHORT:
        return line.text
    cut = [m.end() for m in re.finditer(r"[.;] ", line.text) if 60 <= m.end() <= _SHORT]
    if cut:
        return f"{line.text[: cut[-1]].rstrip('; ')} \N{HORIZONTAL ELLIPSIS}"
    return f"{line.text[:_SHORT].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}"
