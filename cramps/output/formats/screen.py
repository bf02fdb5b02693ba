"""The answer on one screen: as many lines as a terminal of 80 x 24 has to spare, the first things first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.late_regex import late_regex
from cramps.output.formats import table
from cramps.output.formats.fitting import Fitting
from cramps.output.formats.layout import Text, hanging, joined, label, shortened, text, wrap
from cramps.output.views.forms import Brief, Listing, Point, Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS: Final = late_regex(r"\[(\d+(?:, \d+)*)\]")
#: Lines of a screen: two of 24 are the prompt's.
LINES: Final = 22
#: The width for which they are reckoned; what is narrower takes more.
_COLUMNS: Final = 80
_BAR_WIDTH: Final = 8
#: Labels have at most this part of the width for themselves.
_LABELS: Final = 4


class Indents(NamedTuple):
    """Columns for the labels of points."""

    barred: int
    plain: int


def render(
    view: Brief | Listing, room: int, *, spent: int = 0, references: bool = False
) -> list[Text]:
    """Give the lines of an answer; ``spent`` are those that remarks have already taken."""
    lines = LINES * _COLUMNS // min(room, _COLUMNS) - spent
    if isinstance(view, Listing):
        return _rows(view, room, lines)
    return _brief(view, room, lines, references=references)


def _rows(listing: Listing, room: int, lines: int) -> list[Text]:
    """Give the first rows of a table, and how to see the others."""
    above = table.sections(listing.before, room)[
        1:
    ]  # without the blank line that parts it from above
    above += [Text("")] if above else []
    # Of rows that have no place in any case the widths take no account.
    whole = [*above, *table.table(_begun(listing, lines), room)]
    if len(whole) <= lines and len(listing.rows) <= lines:
        return whole
    left = lines - len(above) - _FOOT
    shown, number = _fitting(listing, room, left)
    more = f"{number} of {len(listing.rows)} shown. All: {listing.more}"
    return [*above, *shown, Text(""), *wrap(text(more, "quiet"), room)[:1]]


#: A blank line, and the line that tells how to see the others.
_FOOT: Final = 2


def _begun(listing: Listing, number: int) -> Listing:
    return msgspec.structs.replace(listing, rows=listing.rows[:number])


def _fitting(listing: Listing, room: int, lines: int) -> tuple[list[Text], int]:
    """Draw so many of the first rows as fit, one at least, in columns as wide as these need; and count them."""
    number = 1
    shown = table.table(_begun(listing, number), room)
    while number < len(listing.rows):
        longer = table.table(_begun(listing, number + 1), room)
        if len(longer) > lines:
            break
        shown, number = longer, number + 1
    return shown, number


def _brief(brief: Brief, room: int, lines: int, *, references: bool) -> list[Text]:
    head = table.title(brief.title, brief.id, room) if brief.title else []
    foot = wrap(text(brief.more, "quiet"), room)
    indent = _indents(brief.points, room)
    body = fitted(brief.points, room, indent, lines - len(head) - len(foot))
    if len(body) < len(brief.points):
        # To say so may itself take a line.
        foot = wrap(text(_left_out(brief, len(brief.points) - len(body)), "quiet"), room)
        body = fitted(brief.points, room, indent, lines - len(head) - len(foot))
        foot = wrap(text(_left_out(brief, len(brief.points) - len(body)), "quiet"), room)
    if references:
        foot += table.bibliography(_cited(brief, body), room)
    return [*head, *(line for block in body for line in block), *foot]


def _indents(points: Sequence[Point], room: int) -> Indents:
    """Give the columns for labels: of those with a bar, which are wide, and of the others."""
    barred, plain = (
        max((_label(point).width for point in points if (point.bar is not None) is wide), default=0)
        for wide in (True, False)
    )
    return Indents(min(barred, room // _LABELS) + 2, min(plain, room // _LABELS) + 2)


def _cited(brief: Brief, body: Sequence[Sequence[Text]]) -> list[Reference]:
    """Give the references of what has found room."""
    told = " ".join(line.plain for block in body for line in block)
    numbers = {n for marks in _MARKS.findall(told) for n in marks.split(", ")}
    return [r for r in brief.references if str(r.number) in numbers]


def _left_out(brief: Brief, number: int) -> str:
    return brief.more.replace("More:", f"More ({number} left out):", 1)


def fitted(points: Sequence[Point], room: int, indent: Indents, lines: int) -> list[list[Text]]:
    """Bring points into so many lines: shortened first, then the most dispensable left out."""
    versions = [
        _versions(point, room, indent.barred if point.bar is not None else indent.plain)
        for point in points
    ]
    return Fitting(points, versions, room, lines).blocks()


def _versions(point: Point, room: int, indent: int) -> list[list[Text]]:
    """Draw a point, and ever shorter versions of it."""
    blocks = [_point(point, room, indent)]
    for shorter in point.shorter:
        block = _point(msgspec.structs.replace(point, text=shorter), room, indent)
        if len(block) < len(blocks[-1]):
            blocks.append(block)
    if point.least is not None and not point.shorter:
        blocks += [
            shortened(blocks[0], most, room)
            for most in range(len(blocks[0]) - 1, point.least - 1, -1)
        ]
    return blocks


def _point(point: Point, room: int, indent: int) -> list[Text]:
    head = _label(point)
    if head.width > indent - 1:
        return hanging("", joined(head, " ", text(point.text)), room, 2)
    return hanging(head, text(point.text), room, indent)


def _label(point: Point) -> Text:
    head = label(point.label, "warning" if point.label.isupper() else "label")
    if point.bar is None:
        return head
    return joined(head, " ", table.bar(max(0.0, point.bar - 0.01), _BAR_WIDTH))
