"""A full answer that is too long for an agent is given in pages: its longest list is cut, and the rest asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cramps.agents.next_calls import call
from cramps.errors import BadQuery
from cramps.output.formats.json import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cramps.output.views.forms import Json

#: Characters of a full answer; about ten thousand tokens.
MOST: Final = 40_000
#: Lists that are never cut: what must not be missed, and the sources of the rest.
_WHOLE: Final = ("red_flags", "references")


def in_pages(tool: str, given: Mapping[str, Any], told: Json, start: int | None) -> Json:
    """Give the page of an answer that begins at ``start`` of its longest list; None: the first.

    A page says what is left, and its first next call gives the next. Raises BadQuery for a start behind the end.
    """
    length = len(encoded(told))
    key = _longest(told)
    if key is None or (start is None and length <= MOST):
        return told
    items: Sequence[Json] = told[key]
    if start is not None:
        if start >= len(items):
            raise BadQuery(f"start {start}: {key} has {len(items)}, counted from 0")
        shown = _fitting(items[start:], MOST)
        page = {
            "record": told["record"],
            "list": key,
            "start": start,
            "of": len(items),
            "items": shown,
            "next_calls": [],
        }
        return _with_rest(tool, given, page, key, start + len(shown), len(items))
    room = MOST - length + len(encoded(items))
    shown = _fitting(items, room)
    follow = told.get("next_calls", [])
    return _with_rest(
        tool, given, {**told, key: shown, "next_calls": follow}, key, len(shown), len(items)
    )


def _longest(told: Json) -> str | None:
    lengths = {
        key: len(encoded(value))
        for key, value in told.items()
        if isinstance(value, list | tuple) and key not in (*_WHOLE, "next_calls")
    }
    return max(lengths, key=lambda key: lengths[key], default=None)


def _fitting(items: Sequence[Json], room: int) -> list[Json]:
    """Give so many of the first as have room, one in any case."""
    shown: list[Json] = []
    for item in items:
        room -= len(encoded(item)) + 1
        if room < 0 and shown:
            break
        shown.append(item)
    return shown


def _with_rest(
    tool: str, given: Mapping[str, Any], told: Json, key: str, end: int, of: int
) -> Json:
    """Say what is left of a list, and give the call for it."""
    if end >= of:
        return told
    rest = call(tool, **{**given, "full": True, "start": end})
    note = f"{key}: {of - end} of {of} left out; the first of next_calls gives them"
    return {**told, "more": [note], "next_calls": [rest, *told["next_calls"]]}
