"""CSV and TSV: a header row, then one row a record (a listing) or a statement (a card)."""

from collections.abc import Iterator

from cramps.late_regex import late_regex
from cramps.output.views.forms import Card, Cards, View
from cramps.safe_text import one_line, safe


def _rows(view: View) -> Iterator[tuple[str, ...]]:
    if isinstance(view, Card | Cards):
        yield ("id", "section", "label", "text")
        for card in (view,) if isinstance(view, Card) else view.cards:
            yield from _statements(card)
    else:
        listing = view.as_rows()
        yield tuple(column.key for column in listing.columns)
        for row in listing.rows:
            yield row.cells


def _statements(card: Card) -> Iterator[tuple[str, ...]]:
    yield (card.id, "name", "", card.title)
    for section in card.text.sections:
        for number, item in enumerate(section.items, 1):
            label = str(number) if section.style == "steps" else item.label_with_id
            yield (card.id, section.key, label, item.text)
    for reference in card.text.references:
        yield (card.id, "reference", f"[{reference.number}] {reference.id}", reference.text)


#: A spreadsheet takes what begins so for a formula; a number or a dash alone it does not.
_FORMULA = late_regex(r"[=+@\t]|-(?![\s\d.]|$)")


def _no_formula(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run, as spreadsheets themselves do."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def render_csv(view: View) -> str:
    """Give comma-separated values, quoted where needed, lines ending in a line feed."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_no_formula(safe(cell)) for cell in row] for row in _rows(view)
    )
    return out.getvalue()


def render_tsv(view: View) -> str:
    """Give tab-separated values; a tab or line break inside a value becomes a space."""
    return "".join(
        "\t".join(_no_formula(one_line(cell)) for cell in row) + "\n" for row in _rows(view)
    )
