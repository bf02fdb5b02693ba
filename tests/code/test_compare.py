"""Disorders side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.queries.compare import Cell, Comparison, compare
from cramps.ranking.differential import Engine

PARTS = ["about", "findings", "triggers", "tests", "treatments"]


def _chosen(data: st.DataObject, kb: KnowledgeBase) -> list[str]:
    names = st.sampled_from(sorted(kb.disorders))
    return data.draw(st.lists(names, min_size=2, max_size=4, unique=True))


def _cells(compared: Comparison) -> list[tuple[str, str, float, dict[str, Cell]]]:
    ids = [d.id for d in compared.disorders]
    return [
        (line.part, line.id, line.difference, dict(zip(ids, line.cells, strict=True)))
        for line in compared.lines
    ]


@given(st.data())
def test_the_order_of_the_disorders_changes_the_columns_only(
    engine: Engine, data: st.DataObject
) -> None:
    chosen = _chosen(data, engine.kb)
    mixed = data.draw(st.permutations(chosen))
    one, other = compare(engine.kb, chosen), compare(engine.kb, mixed)
    assert [d.id for d in one.disorders] == chosen
    assert [d.id for d in other.disorders] == mixed
    assert _cells(one) == _cells(other)


@given(st.data())
def test_within_a_part_what_separates_best_comes_first(engine: Engine, data: st.DataObject) -> None:
    lines = compare(engine.kb, _chosen(data, engine.kb)).lines
    assert all(0 <= line.difference <= 1 for line in lines)
    rest = [line for line in lines if line.part != "about"]
    assert all(0 <= line.separation <= line.difference for line in rest)
    order = [(PARTS.index(line.part), -line.separation) for line in rest]
    assert order == sorted(order)
    assert [line.part for line in lines] == sorted((x.part for x in lines), key=PARTS.index)
    assert len({(line.part, line.id) for line in lines}) == len(lines)


@given(st.data())
def test_everything_that_an_entry_lists_stands_in_its_column(
    engine: Engine, data: st.DataObject
) -> None:
    compared = compare(engine.kb, _chosen(data, engine.kb))
    for column, disorder in enumerate(compared.disorders):
        lines = [line for line in compared.lines if line.part != "about"]
        listed = {line.id for line in lines if line.cells[column].listed}
        assert listed == {
            *(f.finding for f in disorder.findings),
            *(t.result for t in disorder.tests),
            *(t.treatment for t in disorder.treatments),
        }
        frequencies = {f.finding: (f.frequency, f.sources) for f in disorder.findings}
        for line in compared.lines:
            cell = line.cells[column]
            if line.id in frequencies:
                assert (cell.value, cell.sources) == frequencies[line.id]
            if not cell.listed and cell.kind is None:
                assert cell == Cell(None, (), listed=False)
            if cell.kind is not None:
                assert not cell.listed
                assert cell.kind in engine.kb.narrower[line.id]
                assert (cell.value, cell.sources) == frequencies[cell.kind]


@given(st.data())
def test_a_line_in_which_all_have_the_same_has_no_difference(
    engine: Engine, data: st.DataObject
) -> None:
    for line in compare(engine.kb, _chosen(data, engine.kb)).lines:
        told = {(cell.value, cell.listed, cell.kind) for cell in line.cells}
        if len(told) == 1:
            assert line.difference == 0
        if line.part == "treatments":
            assert (line.difference == 1) == (len(told) > 1)


@given(st.data())
def test_one_more_disorder_never_makes_a_difference_smaller(
    engine: Engine, data: st.DataObject
) -> None:
    *fewer, last = data.draw(
        st.lists(st.sampled_from(engine.ids), min_size=3, max_size=4, unique=True)
    )
    before = {line.id: line.difference for line in compare(engine.kb, fewer).lines}
    after = {line.id: line.difference for line in compare(engine.kb, [*fewer, last]).lines}
    assert before.keys() <= after.keys()
    assert all(after[line] >= before[line] for line in before)


def test_the_made_up_comparison(kb: KnowledgeBase) -> None:
    compared = compare(kb, ["first", "second"])
    assert [(x.id, x.difference) for x in compared.lines if x.part == "about"] == [
        ("phenomenon", 1.0),
        ("onset", 1.0),
        ("inheritance", 1.0),
        ("mechanism", 1.0),
        ("course", 1.0),
    ]
    rest = [line for line in compared.lines if line.part != "about"]
    assert [(line.part, line.id, line.difference) for line in rest] == [
        ("findings", "twitching", 0.545),  # frequent against never
        ("findings", "foot-drop", 0.938),  # 15 of 16 against not mentioned
        ("findings", "weakness", 0.338),  # by its kind, foot drop, against 60 %
        ("triggers", "cold", 0.5),  # listed without a frequency
        ("tests", "ck-high", 0.99),
        ("tests", "ck-normal", 0.5),
        ("treatments", "examplin", 1.0),
    ]


def test_a_disorder_named_twice_has_one_column(kb: KnowledgeBase) -> None:
    assert compare(kb, ["first", "second", "first"]) == compare(kb, ["first", "second"])


@pytest.mark.parametrize("named", [[], ["first"], ["first", "first"]])
def test_fewer_than_two_disorders_cannot_be_compared(kb: KnowledgeBase, named: list[str]) -> None:
    with pytest.raises(BadQuery, match="two different disorders"):
        compare(kb, named)


def test_a_count_of_few_does_not_lead(engine: Engine) -> None:
    """Six of six with autonomic symptoms say less than the Babinski sign in a band of many."""
    compared = compare(engine.kb, ["als", "cramp-fasciculation-syndrome", "isaacs"])
    first = [line for line in compared.lines if line.part == "findings"][:10]
    for line in first:
        counts = [c.value for c in line.cells if c.value and "/" in c.value]
        assert all(int(count.partition("/")[2]) >= 10 for count in counts)


def test_a_broad_finding_shows_what_its_kinds_say(engine: Engine) -> None:
    compared = compare(engine.kb, ["als", "kennedy"])
    (reflexes,) = [line for line in compared.lines if line.id == "hyporeflexia"]
    assert [(cell.listed, cell.kind) for cell in reflexes.cells] == [
        (False, "areflexia"),
        (True, None),
    ]
    (upper,) = [line for line in compared.lines if line.id == "upper-motor-neuron-signs"]
    assert upper.cells[1].kind is None  # that a kind is never seen does not speak for it
