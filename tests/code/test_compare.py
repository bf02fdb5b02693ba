"""Disorders side by side."""

import json
import re
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
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
def test_within_a_part_what_all_tell_and_separates_best_comes_first(
    engine: Engine, data: st.DataObject
) -> None:
    lines = compare(engine.kb, _chosen(data, engine.kb)).lines
    assert all(0 <= line.difference <= 1 for line in lines)
    rest = [line for line in lines if line.part != "about"]
    assert all(0 <= line.separation <= line.difference for line in rest)
    order = [(PARTS.index(line.part), not line.leads, -line.separation) for line in rest]
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
        ("findings", "weakness", 0.338),  # by its kind, foot drop, against 60 %
        ("findings", "foot-drop", 0.938),  # 15 of 16, and not told: behind what both tell
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
    first = [line for line in compared.lines if line.part == "findings"][:5]
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


def test_a_band_of_the_annotations_says_less_than_a_count_of_both(engine: Engine) -> None:
    """Wasting is occasional in the one and very frequent in the other, as two annotators put it."""
    compared = compare(engine.kb, ["myotonic-dystrophy-1", "myotonic-dystrophy-2"])
    order = [line.id for line in compared.lines if line.part == "findings"]
    assert order.index("myalgia") < order.index("muscle-atrophy")


@given(st.data())
def test_what_the_entries_say_of_one_another_is_theirs(engine: Engine, data: st.DataObject) -> None:
    names = st.sampled_from(sorted(i for i, d in engine.kb.disorders.items() if d.lookalikes))
    one = data.draw(names)
    other = data.draw(st.sampled_from([x.disorder for x in engine.kb.disorders[one].lookalikes]))
    told = compare(engine.kb, [one, other]).differences
    own = [x for x in engine.kb.disorders[one].lookalikes if x.disorder == other]
    assert [(d.text, d.sources) for d in told if d.disorder == one] == [
        (x.text, x.sources) for x in own
    ]
    assert {(d.disorder, d.other) for d in told} <= {(one, other), (other, one)}


# What a reader sees.


def _screen(run: Run, real: Path, *names: str) -> list[str]:
    out: str = run("compare", *names, "--format", "table", data=real).out
    return out.splitlines()


def _labels(lines: list[str]) -> list[str]:
    rule = next(
        n for n, line in enumerate(lines) if line.startswith("\N{BOX DRAWINGS LIGHT HORIZONTAL}")
    )
    end = lines.index("", rule)
    return [line for line in lines[rule + 1 : end] if not line.startswith(" ")]


def test_a_comparison_opens_with_what_the_entries_say(run: Run, real: Path) -> None:
    lines = _screen(run, real, "mcardle", "cpt2")
    assert "second wind" in " ".join(lines[1:5])
    labels = _labels(lines)
    assert [label.split("   ")[0] for label in labels[:3]] == ["inheritance,", "gene", "onset"]
    assert "PYGM" in labels[0]
    (set_off,) = [label for label in labels if label.startswith("set off by")]
    assert "brief intense exercise" in set_off
    assert "infection or fever" in set_off


def test_what_an_entry_leaves_out_is_not_told_and_does_not_lead(run: Run, real: Path) -> None:
    for names in (("stiff-person-syndrome", "tetanus"), ("dm1", "dm2"), ("mcardle", "cpt2")):
        lines = _screen(run, real, *names)
        assert not any(re.search(r"  -(  |$)", line) for line in lines)
        assert "not told" not in "".join(_labels(lines)[:3])
    plain = run("compare", "als", "kennedy", data=real).out
    assert "not told" in plain


def test_antibodies_stand_on_the_first_screen(run: Run, real: Path) -> None:
    text = " ".join(" ".join(_screen(run, real, "stiff-person-syndrome", "tetanus")).split())
    assert "GAD65 antibodies" in text
    assert "protective" not in text  # what a vaccine leaves behind is no antibody of the disease


def test_a_sentence_on_a_screen_is_whole(run: Run, real: Path) -> None:
    known = load(real)
    pairs = [(i, x.disorder) for i, d in known.disorders.items() for x in d.lookalikes][::25]
    for one, other in pairs:
        lines = _screen(run, real, one, other)
        told = " ".join(" ".join(lines[1 : lines.index("")]).split()).split(" - ")
        for sentence in told:
            assert sentence.endswith((".", "?")), sentence


def test_a_finding_that_people_take_for_a_disorder_leads_to_it(run: Run, real: Path) -> None:
    outcome = run("compare", "claudication", "lumbar stenosis", "--json", data=real)
    (first, _) = json.loads(outcome.out)["disorders"]
    assert first["id"] == "peripheral-artery-disease"
    told = run("compare", "claudication", "lumbar stenosis", data=real).err
    assert "is a finding; taken as Peripheral artery disease" in told
    another = run("compare", "weakness", "als", data=real)  # a word of a long name is not its name
    assert (another.code, another.out) == (1, "")
    assert "but a finding is" in another.err
