"""Results written as test=level or test=number."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.errors import BadQuery, NotFound
from cramps.knowledge.base import KnowledgeBase
from cramps.laboratory.assay import Reading
from cramps.laboratory.measure import result_of
from cramps.opening import load
from cramps.ranking.differential import Engine
from cramps.words.lookup import Lookup


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("ck=high", "ck-high"),
        ("ck=HIGH", "ck-high"),
        ("ck=raised", "ck-high"),
        ("ck=elevated", "ck-high"),
        ("CPK = high", "ck-high"),
        ("creatine kinase=normal", "ck-normal"),
        ("ck=ck-high", "ck-high"),
        ("ck=raised creatine kinase", "ck-high"),
        ("ck=1200", "ck-high"),
        ("ck=1200 U/L", "ck-high"),
        ("ck=1200u/l", "ck-high"),
        ("ck=200.5", "ck-high"),
        ("ck=200,5", "ck-high"),
        ("ck=200", "ck-normal"),
        ("ck=0", "ck-normal"),
        ("ck=>20000", "ck-high"),
        ("ck=> 200", "ck-high"),
        ("ck=<200", "ck-normal"),
    ],
)
def test_a_result_can_be_written_by_level_or_number(
    kb: KnowledgeBase, text: str, result: str
) -> None:
    assert result_of(Lookup(kb), text) == Reading((result,))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("potassium=2.1", "potassium-low"),
        ("potassium=2.1 mmol/L", "potassium-low"),
        ("potassium=3.5", "potassium-normal"),
        ("potassium=4,0", "potassium-normal"),
        ("potassium=5.0", "potassium-normal"),
        ("potassium=5.1", "potassium-high"),
        ("potassium=<3", "potassium-low"),
        ("potassium=>6", "potassium-high"),
        ("potassium=low", "potassium-low"),
    ],
)
def test_the_real_limits_count(engine: Engine, text: str, result: str) -> None:
    assert result_of(Lookup(engine.kb), text) == Reading((result,))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("potassium=2.1 mEq/L", "potassium-low"),
        ("calcium=7.2 mg/dL", "calcium-low"),
        ("calcium=9.4 mg/dl", "calcium-normal"),
        ("calcium=>12 mg/dl", "calcium-high"),
        ("b12=150 pg/mL", "b12-low"),
        ("b12=300 pmol/L", "b12-normal"),
    ],
)
def test_a_number_in_another_unit_is_converted(engine: Engine, text: str, result: str) -> None:
    assert result_of(Lookup(engine.kb), text) == Reading((result,))


@pytest.mark.parametrize("text", ["magnesium=0.8", "magnesium=1.5", "magnesium=>2"])
def test_beyond_a_lower_limit_alone_lies_not_low_and_not_surely_normal(
    engine: Engine, text: str
) -> None:
    assert result_of(Lookup(engine.kb), text) == Reading((), ("magnesium-low",))


@given(st.floats(0, 20, allow_nan=False))
def test_a_number_means_one_result_of_a_test_with_two_limits(
    engine: Engine, potassium: float
) -> None:
    number = round(potassium, 2)
    ((found,), not_found) = result_of(Lookup(engine.kb), f"potassium={number}")
    expected = "low" if number < 3.5 else "high" if number > 5 else "normal"
    assert (found, not_found) == (f"potassium-{expected}", ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ck=1200 mg/dl", "ck is measured in U/L"),
        ("ck=1200 %", "ck is measured in U/L"),
        ("ck=1200=3", "ck is measured in U/L"),
        ("ck=1e5", "ck is measured in U/L"),
        # A thousand times more or less.
        ("ck=1,200", "write 1200 or 1.200"),
        ("ck=>1,200", "write 1200 or 1.200"),
        # The limit lies beyond what was measured.
        ("ck=>100", "several results"),
        ("ck=<300", "several results"),
        ("=high", "an empty word"),
        (" =1200", "an empty word"),
    ],
)
def test_what_cannot_be_told_is_refused(kb: KnowledgeBase, text: str, message: str) -> None:
    with pytest.raises(BadQuery) as refused:
        result_of(Lookup(kb), text)
    assert message in refused.value.message


def test_a_millionth_is_not_the_whole(altered: Callable[..., Path]) -> None:
    micro = load(altered("tests", ("unit: U/L", "unit: \N{MICRO SIGN}mol/L")))
    assert result_of(Lookup(micro), "ck=300 umol/l") == Reading(("ck-high",))
    assert result_of(Lookup(micro), "ck=300 \N{GREEK SMALL LETTER MU}mol/L") == Reading(
        ("ck-high",)
    )
    assert result_of(Lookup(micro), "ck=0.3 mmol/L") == Reading(("ck-high",))
    assert result_of(Lookup(micro), "ck=0.1 mmol/L") == Reading(("ck-normal",))
    for unit in ("U/L", "mg/L"):
        with pytest.raises(BadQuery, match="convert it first"):
            result_of(Lookup(micro), f"ck=300 {unit}")


def test_without_limits_a_number_says_nothing(altered: Callable[..., Path]) -> None:
    unlimited = load(altered("tests", ("      above: 200\n", ""), ("      otherwise: true\n", "")))
    with pytest.raises(
        BadQuery, match="no threshold is known for ck; name a result: ck-high, ck-n"
    ):
        result_of(Lookup(unlimited), "ck=1200")
    assert result_of(Lookup(unlimited), "ck=high") == Reading(("ck-high",))


@pytest.mark.parametrize("text", ["ck=purple", "ck=", "ck=low", "ck=1200\x1b[31m or so\n"])
def test_an_unknown_level_is_not_found(kb: KnowledgeBase, text: str) -> None:
    with pytest.raises((NotFound, BadQuery)) as unknown:
        result_of(Lookup(kb), text)
    assert unknown.value.message.isprintable()


def test_the_results_of_a_test_are_suggested(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound) as unknown:
        result_of(Lookup(kb), "ck=purple")
    assert unknown.value.did_you_mean == ("ck-high", "ck-normal")


def test_an_unknown_test_is_not_found(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound, match="no test is called 'potassium'"):
        result_of(Lookup(kb), "potassium=2.1")
