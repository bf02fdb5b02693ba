"""Markdown, for a wiki or a note: a table for a listing, headings and lists for a card."""

from cramps.late_regex import late_regex
from cramps.output.views.forms import Card, Cards, Listing, Reference, Section, View
from cramps.safe_text import one_line

_SPECIAL = late_regex(r"([\\`*_<>|#\[\]])")


def render(view: View) -> str:
    """Give GitHub-flavoured Markdown; characters with a meaning in it are escaped."""
    if isinstance(view, Listing):
        first = "".join("\n".join(_section(section)) + "\n" for section in view.before)
        rest = "".join("\n" + "\n".join(_section(section)) for section in view.sections_after())
        return first + _table(view) + rest
    cards = view.cards if isinstance(view, Cards) else (view,)
    return "\n".join(_card(card) for card in cards)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _table(listing: Listing) -> str:
    lines = [[_escape(column.title) for column in listing.columns]]
    lines.append(["---"] * len(listing.columns))
    lines += [[_escape(cell) for cell in row.cells] for row in listing.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _section(section: Section) -> list[str]:
    lines = [f"## {_escape(section.title)}", ""]
    for number, item in enumerate(section.items, 1):
        bullet = f"{number}." if section.style == "steps" else "-"
        label = f"**{_escape(item.label)}**: " if item.label else ""
        lines.append(f"{bullet} {label}{_escape(item.text)}")
    return [*lines, ""]


def _reference(r: Reference) -> str:
    address = "".join(f"%{ord(c):02X}" if c in "()<>[]|\\`" else c for c in one_line(r.url))
    return f"{r.number}. [{_escape(r.id)}]({address}) {_escape(r.text)}"


def _card(card: Card) -> str:
    lines = [f"# {_escape(card.title)}", "", f"`{one_line(card.id)}`", ""]
    for section in card.text.sections:
        lines += _section(section)
    if card.text.references:
        lines += ["## References", ""]
        lines += map(_reference, card.text.references)
        lines.append("")
    if card.text.note:
        lines += [f"*{_escape(card.text.note)}*", ""]
    return "\n".join(lines)
