"""Lines of a given width for a terminal: words are wrapped, and where they are styled stands apart.

Texts of the knowledge base come in through `text`, the gate for foreign text. Nothing is told by style
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.output.formats.plain import width
from cramps.safe_text import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Plain attributes and the terminal's own magenta and red read well on light and dark backgrounds; its cyan
# and yellow fade on light ones, its blue on dark ones.
_STYLES: Final = {
    "title": "bold underline",
    "heading": "bold",
    "label": "bold",
    "id": "magenta",
    "quiet": "dim",
    "warning": "bold red",
}
#: A number stays with what it counts: ``< 1 %``.
_WORD = late_regex(r"(?:[<>] )?\S+(?: %\S*)?")
_MARKS = late_regex(r"\[\d+(?:, \d+)*\]")
_AVOID = late_regex(r"\bAVOID\b")
#: Where a sentence ends, its marks included.
_SENTENCE_END = late_regex(r"(?<=[a-z)])[.?!](?: \[\d+(?:, \d+)*\])?(?= |$)")
#: So much of what there is room for is kept where a text is cut at such an end.
_ENOUGH: Final = 0.5
#: What stands where a text was cut.
CUT: Final = "\N{HORIZONTAL ELLIPSIS}"


class Text(NamedTuple):
    """A text and the parts of it that are styled: from, to, and a key of the styles, perhaps an address."""

    plain: str
    styles: tuple[tuple[int, int, str], ...] = ()

    def cut(self, start: int, end: int) -> Text:
        """Give a part of it."""
        kept = tuple(
            (max(a, start) - start, min(b, end) - start, style)
            for a, b, style in self.styles
            if a < end and b > start
        )
        return Text(self.plain[start:end], kept)

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return width(self.plain)


def text(foreign: str, style: str = "") -> Text:
    """Let a foreign text in, on one line; without a style its marks are quiet and its warnings loud."""
    plain = one_line(foreign)
    if style:
        return Text(plain, ((0, len(plain), style),) if plain else ())
    found = [(m.start(), m.end(), "quiet") for m in _MARKS.finditer(plain)]
    found += [(m.start(), m.end(), "warning") for m in _AVOID.finditer(plain)]
    return Text(plain, tuple(found))


def label(own: str, style: str) -> Text:
    """Let in what stands before a text, with the spaces that align it."""
    plain = safe(own).replace("\n", " ").replace("\t", " ")
    return Text(plain, ((0, len(plain), style),) if plain else ())


def joined(*parts: Text | str) -> Text:
    """Put texts one behind the other."""
    plain, styles = "", []
    for part in parts:
        piece = Text(part) if isinstance(part, str) else part
        styles += [(a + len(plain), b + len(plain), style) for a, b, style in piece.styles]
        plain += piece.plain
    return Text(plain, tuple(styles))


def wrap(whole: Text, room: int) -> list[Text]:
    """Break a text into lines of so many columns, between words; a word wider than a line is folded."""
    lines: list[Text] = []
    start = end = used = 0
    for word in _WORD.finditer(whole.plain):
        wide = width(word[0])
        gap = word.start() - end
        if used and used + gap + wide <= room:
            used, end = used + gap + wide, word.end()
            continue
        if used:
            lines.append(whole.cut(start, end))
        start, end, used = word.start(), word.end(), wide
        while used > room:
            place = start + _fits(whole.plain[start:end], room)
            lines.append(whole.cut(start, place))
            start, used = place, width(whole.plain[place:end])
    if used:
        lines.append(whole.cut(start, end))
    return lines


def _fits(word: str, room: int) -> int:
    """Count the letters of a word that fit into a line, one at least."""
    used = 0
    for place, letter in enumerate(word):
        used += width(letter)
        if used > room and place:
            return place
    return len(word)


def hanging(first: Text | str, body: Text, room: int, indent: int) -> list[Text]:
    """Wrap a text beside what stands before its first line; ``indent`` is the columns for that."""
    head = Text(first) if isinstance(first, str) else first
    lines = wrap(body, max(1, room - indent)) or [Text("")]
    pad = " " * max(0, indent - head.width)
    rest = [joined(" " * indent, line) for line in lines[1:]]
    return [joined(head, pad, lines[0]), *rest]


def shortened(lines: Sequence[Text], most: int, room: int) -> list[Text]:
    """Keep the first lines, with a sign behind them where that leaves something out.

    They end with a sentence where enough of them is left then.
    """
    if len(lines) <= most:
        return list(lines)
    kept = list(lines[:most])
    told = sum(len(line.plain) for line in kept)
    for number in reversed(range(most)):
        before = sum(len(line.plain) for line in kept[:number])
        ends = [m.end() for m in _SENTENCE_END.finditer(kept[number].plain)]
        if ends and before + ends[-1] >= _ENOUGH * told:
            last = kept[number].cut(0, ends[-1])
            if width(last.plain) + 2 <= room:
                return [*kept[:number], joined(last, " ", CUT)]
    last = kept[-1]
    while width(last.plain) + 2 > room and " " in last.plain.strip():
        last = last.cut(0, last.plain.rstrip().rindex(" "))
    kept[-1] = joined(last, " ", CUT)
    return kept


def paint(lines: Iterable[Text], *, colored: bool, links: bool) -> str:
    """Give lines as what is written to a terminal."""
    trimmed = (line.cut(0, len(line.plain.rstrip())) for line in lines)
    return "".join(
        (_painted(line, links=links) if colored else line.plain) + "\n" for line in trimmed
    )


def _painted(line: Text, *, links: bool) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    parts, done = [], 0
    for start, end, style in sorted(line.styles):
        name, _, address = style.partition(" ")
        style_of = Style.parse(_STYLES[name])  # Rich keeps what it has parsed
        shown = style_of.render(line.plain[start:end], color_system=ColorSystem.STANDARD)
        if links and address:  # Rich would give each a random id, and no two answers the same bytes
            shown = f"\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"
        parts += [line.plain[done:start], shown]
        done = end
    return "".join((*parts, line.plain[done:]))
