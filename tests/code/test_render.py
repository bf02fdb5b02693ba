"""Listings and cards -> text."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.output.formats import json as json_form
from cramps.output.formats import markdown, plain, sentences, separated, table
from cramps.output.formats.layout import paint
from cramps.output.views.forms import (
    Card,
    Cards,
    CardText,
    Column,
    Item,
    Listing,
    Reference,
    Row,
    Section,
    View,
)
from cramps.safe_text import one_line, safe

#: Markup, escapes, wide letters, what CSV quotes: a record can hold any of it.
HOSTILE = [
    "[bold red]text[/bold red]",
    "[/]",
    "[link=https://example.org]x[/link]",
    ":warning:",
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x1b\\x",
    "\x07\x08\x00\x7f",
    "\x9b31m",
    "\u202eright to left\u202c",
    "a\tb\nc\r\nd",
    'a "quoted", cell',
    "a|b * c _ d ` e <f> # g \\ h",
    "\u6f22\u5b57 wide",
    "e\u0301 \u00a0 \u03b1",
    "  spaces  ",
    "",
]
#: Controls but for line breaks and tabs, and the marks that reorder text on a screen.
MISLEADING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

#: Views are large: each example takes as long as many of a simpler kind.
FEWER = settings(max_examples=settings().max_examples // 4)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=15))
ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    keys = ["id", "name", "kind", "more"][: draw(st.integers(1, 4))]
    rows = draw(st.lists(st.tuples(ids, *[texts] * (len(keys) - 1)), max_size=4))
    return Listing(
        title="Things",
        columns=tuple(Column(key, key) for key in keys),
        rows=tuple(Row(row[0], row) for row in rows),
        data=[dict(zip(keys, row, strict=True)) for row in rows],
    )


sections = st.builds(
    Section,
    ids,
    texts,
    st.lists(st.builds(Item, texts, texts), max_size=3).map(tuple),
    st.sampled_from(("fields", "bullets", "steps")),
)
references = st.builds(Reference, st.integers(1, 9), ids, texts, ids.map("https://{}".format))


def _card(record_id: str, title: str, text: CardText, data: dict[str, str] | None = None) -> Card:
    return Card(record_id=record_id, title=title, text=lambda: text, data=lambda: data or {})


cards = st.builds(
    _card,
    ids,
    texts,
    st.builds(
        CardText,
        sections=st.lists(sections, max_size=3).map(tuple),
        references=st.lists(references, max_size=2).map(tuple),
        note=st.one_of(st.none(), texts),
    ),
    st.dictionaries(ids, texts),
)
several = st.lists(cards, min_size=2, max_size=3).map(lambda drawn: Cards(cards=tuple(drawn)))
views: st.SearchStrategy[View] = st.one_of(listings(), cards, several)


def _table(view: View, width: int = 120, *, colour: bool = False, links: bool = False) -> str:
    return paint(table.render(view, width), colored=colour, links=links)


FOR_PEOPLE: dict[str, Callable[[View], str]] = {
    "plain": plain.render,
    "csv": separated.render_csv,
    "tsv": separated.render_tsv,
    "markdown": markdown.render,
    "table": _table,
    "sentences": sentences.render,
}


def _cards(view: Card | Cards) -> tuple[Card, ...]:
    return view.cards if isinstance(view, Cards) else (view,)


def _said(view: View) -> Iterator[str]:
    """Everything that a reader must find in the rendering of a view."""
    if isinstance(view, Listing):
        for row in view.rows:
            yield from row.cells
        return
    for card in _cards(view):
        yield from (card.id, card.title, card.text.note or "")
        for section in card.text.sections:
            for item in section.items:
                yield item.text
                if section.style != "steps":
                    yield item.label
        yield from (reference.id for reference in card.text.references)


# Safety.


@pytest.mark.parametrize("form", FOR_PEOPLE)
@given(view=views)
@FEWER
def test_no_form_emits_a_control_character(form: str, view: View) -> None:
    assert not MISLEADING.search(FOR_PEOPLE[form](view))


@given(views)
@FEWER
def test_json_escapes_every_control_character(view: View) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", json_form.render(view))
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", json_form.render_lines(view))


@given(views)
@FEWER
def test_colour_is_all_that_a_terminal_gets_besides_text(view: View) -> None:
    coloured = _table(view, colour=True)
    assert not MISLEADING.search(COLOUR.sub("", coloured))
    assert COLOUR.sub("", coloured) == _table(view)


@given(st.text())
def test_a_text_is_made_safe_once_and_ordinary_text_is_left_alone(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert one_line(one_line(text)) == one_line(text)
    assert not MISLEADING.search(safe(text))
    if text.isprintable():
        assert safe(text) == text


@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("text", ["[bold red]text[/bold red]", "[/]", ":warning:", "[@click=x]y"])
def test_rich_markup_is_shown_literally(form: str, text: str) -> None:
    for view in (
        Listing(title="", columns=(Column("id", "id"),), rows=(Row("x", (text,)),), data=[]),
        _card("x", text, CardText(sections=(Section("k", text, (Item(text, text),)),))),
    ):
        rendered = FOR_PEOPLE[form](view)
        assert text in (_unescaped(rendered) if form == "markdown" else rendered)


# Completeness.


@given(views)
@FEWER
def test_plain_text_never_cuts(view: View) -> None:
    rendered = plain.render(view)
    for said in _said(view):
        assert one_line(said) in rendered


@given(views, st.integers(60, 140))
@FEWER
def test_a_table_folds_but_never_cuts(view: View, width: int) -> None:
    shown = Counter(_table(view, width).split())
    letters = Counter("".join(shown.elements()))
    for said in _said(view):
        assert Counter("".join(safe(said).split())) <= letters


@given(listings())
@FEWER
def test_plain_columns_are_aligned(listing: Listing) -> None:
    rows = [tuple(c.title for c in listing.columns)]
    rows += [tuple(map(one_line, row.cells)) for row in listing.rows]
    lines = plain.render(listing).split("\n")
    widths = [max(map(plain.width, column)) for column in zip(*rows, strict=True)]
    assert len(lines) == len(rows) + 1
    for line, row in zip(lines, rows, strict=False):
        rest = line
        for cell, room in zip(row, widths, strict=True):
            assert rest.startswith(cell)
            rest = rest[len(cell) + room - plain.width(cell) + 2 :]
        assert not rest


@given(cards)
@FEWER
def test_a_plain_card_is_lines_of_label_and_value(card: Card) -> None:
    lines = plain.render(card).rstrip("\n").split("\n")
    assert lines[0] == f"id: {card.id}"
    assert lines[1] == one_line(f"name: {card.title}")
    count = sum(len(section.items) for section in card.text.sections)
    assert len(lines) == 2 + count + len(card.text.references) + bool(card.text.note)
    assert all(":" in line for line in lines)


def test_wide_letters_take_two_columns_and_combining_marks_none() -> None:
    assert plain.width("abc") == 3
    assert plain.width("\u6f22\u5b57") == 4
    assert plain.width("e\u0301") == 1
    assert plain.width("\u03b1") == 1


# CSV and TSV.


@given(views)
@FEWER
def test_csv_comes_back_through_a_reader_of_csv(view: View) -> None:
    rows = list(csv.reader(io.StringIO(separated.render_csv(view), newline="")))
    assert len({len(row) for row in rows}) == 1
    if isinstance(view, Listing):
        assert rows[0] == [column.key for column in view.columns]
        assert rows[1:] == [[safe(cell) for cell in row.cells] for row in view.rows]
    else:
        assert rows[0] == ["id", "section", "label", "text"]
        first = _cards(view)[0]
        assert rows[1] == [first.id, "name", "", safe(first.title)]


@given(views)
@FEWER
def test_every_row_of_tsv_has_as_many_fields_as_its_header(view: View) -> None:
    rows = [line.split("\t") for line in separated.render_tsv(view).removesuffix("\n").split("\n")]
    assert len({len(row) for row in rows}) == 1
    if isinstance(view, Listing):
        assert rows[1:] == [[one_line(cell) for cell in row.cells] for row in view.rows]


@given(views)
@FEWER
def test_csv_and_tsv_have_the_same_rows(view: View) -> None:
    rows = csv.reader(io.StringIO(separated.render_csv(view), newline=""))
    lines = separated.render_tsv(view).removesuffix("\n").split("\n")
    assert [[one_line(cell) for cell in row] for row in rows] == [x.split("\t") for x in lines]


# JSON.


@given(views)
@FEWER
def test_json_holds_the_data_of_the_view(view: View) -> None:
    document = json.loads(json_form.render(view))
    if isinstance(view, Listing):
        assert document == view.data
    elif isinstance(view, Cards):
        assert document == [card.data for card in view.cards]
    else:
        assert document == view.data


@given(views)
@FEWER
def test_json_lines_hold_one_record_each(view: View) -> None:
    document = json.loads(json_form.render(view))
    lines = json_form.render_lines(view).split("\n")[:-1]
    assert [json.loads(line) for line in lines] == (
        document if isinstance(document, list) else [document]
    )


def test_an_empty_listing_is_a_valid_document_in_every_form() -> None:
    empty = Listing(title="", columns=(Column("id", "ID"), Column("a", "A")), rows=(), data=[])
    assert json_form.render(empty) == "[]\n"
    assert json_form.render_lines(empty) == ""
    assert separated.render_csv(empty) == "id,a\n"
    assert separated.render_tsv(empty) == "id\ta\n"
    assert plain.render(empty) == "ID  A\n"
    assert markdown.render(empty) == "| ID | A |\n| --- | --- |\n"
    assert "ID" in _table(empty)


# Markdown.


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*_<>|#\[\]])", r"\1", text)


@given(listings())
@FEWER
def test_a_markdown_table_has_as_many_cells_in_each_row(listing: Listing) -> None:
    lines = markdown.render(listing).removesuffix("\n").split("\n")
    assert len(lines) == len(listing.rows) + 2
    for line in lines:
        assert re.sub(r"\\.", "", line).count("|") == len(listing.columns) + 1


@given(views)
@FEWER
def test_markdown_never_cuts_and_gives_its_signs_no_meaning(view: View) -> None:
    rendered = _unescaped(markdown.render(view))
    for said in _said(view):
        assert one_line(said) in rendered
    assert not re.search(r"(?<!\\)<", re.sub(r"\\\\", "", markdown.render(view)))


# The table on a terminal.

_REFERENCES = (Reference(1, "PMID:11111111", "A trial.", "https://example.org/1"),)
_CARD = _card(
    "it",
    "It",
    CardText(
        sections=(Section("k", "Kinds", (Item("AVOID this [1]", "of it"),), "fields"),),
        references=_REFERENCES,
    ),
)


def test_links_are_made_only_where_they_are_asked_for_and_show_the_id() -> None:
    linked = _table(_CARD, colour=True, links=True)
    assert re.search(r"\x1b\]8;[^;]*;https://example\.org/1\x1b\\.*PMID:11111111", linked)
    assert "\x1b]8" not in _table(_CARD, colour=True)
    assert "PMID:11111111" in _table(_CARD)


def test_nothing_is_told_by_colour_alone() -> None:
    assert "AVOID" in _table(_CARD)
    assert COLOUR.sub("", _table(_CARD, colour=True)) == _table(_CARD)


def _wide(grouped_by: str | None = None) -> Listing:
    return Listing(
        title="Things",
        columns=(
            Column("id", "id"),
            Column("name", "name"),
            Column("kind", "kind"),
            Column("code", "code", wide_only=True),
        ),
        rows=(Row("a", ("a", "One", "red", "A1")), Row("b", ("b", "Two", "blue", "B2"))),
        data=[],
        grouped_by=grouped_by,
    )


def test_a_narrow_terminal_gets_fewer_columns_and_a_wide_one_all() -> None:
    assert "A1" not in _table(_wide(), table.WIDE - 1)
    assert "A1" in _table(_wide(), table.WIDE)


def test_groups_stand_as_headings_instead_of_a_column() -> None:
    lines = [line.strip() for line in _table(_wide("kind")).splitlines()]
    assert [line for line in lines if line.startswith(("red", "blue"))] == ["red (1)", "blue (1)"]
    assert "kind" not in lines[0]
    assert "kind" in _table(_wide())
