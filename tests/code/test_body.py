"""The rows of a table are drawn as Rich draws them, at every width, with colour and without."""

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.output.formats import body, table
from cramps.output.formats.body import Body
from cramps.output.views import disorders, matches, vocabulary
from cramps.output.views.forms import Listing
from cramps.queries.full_text import search


def drawn(what: RenderableType, width: int, *, colored: bool) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        height=24,
        force_terminal=colored,
        no_color=not colored,
        color_system="standard" if colored else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(what)
    return out.getvalue()


def listings(kb: KnowledgeBase) -> dict[str, Listing]:
    return {
        "list": disorders.listing(kb.heads),
        "grouped": disorders.listing(kb.heads, "group"),
        "findings": vocabulary.findings(kb, kb.findings.values()),
        "tests": vocabulary.tests(kb, kb.tests.values()),
        "passages": matches.passages(search(kb, "cramps", 50)),
    }


@pytest.fixture(scope="module")
def shown(real: Path) -> dict[str, Listing]:
    return listings(load(real))


@pytest.mark.parametrize("name", ["list", "grouped", "findings", "tests", "passages"])
@pytest.mark.parametrize("width", [30, 60, 80, 100, 160])
def test_every_listing_looks_as_from_rich(shown: dict[str, Listing], name: str, width: int) -> None:
    ours = table._table(shown[name], width)
    for colored in (False, True):
        rich = table._table(shown[name], width).as_rich()
        assert drawn(ours, width, colored=colored) == drawn(rich, width, colored=colored)


def test_another_rich_draws_its_own_table(
    shown: dict[str, Listing], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = drawn(table._table(shown["list"], 80), 80, colored=False)
    monkeypatch.setattr(body, "_widths", lambda *_: None)
    assert drawn(table._table(shown["list"], 80), 80, colored=False) == expected


def _heading() -> Table:
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False)
    made.add_column("id", overflow="fold", no_wrap=True, style="cyan")
    made.add_column("name", overflow="fold", ratio=2)
    made.add_column("what", overflow="fold", ratio=3)
    return made


_WORDS = st.text(alphabet="ab -\u00e9\u6f22\n", max_size=40)


@given(st.lists(st.lists(_WORDS, max_size=3), min_size=1, max_size=6), st.integers(20, 90))
def test_any_rows_look_as_from_rich(rows: list[list[str]], width: int) -> None:
    cells = [[Text(word.strip()) for word in row] for row in rows]
    ours = Body(_heading, cells)
    for colored in (False, True):
        assert drawn(ours, width, colored=colored) == drawn(ours.as_rich(), width, colored=colored)
