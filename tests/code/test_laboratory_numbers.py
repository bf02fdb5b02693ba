"""Numbers as people, laboratories and foreign files write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.errors import BadQuery
from cramps.laboratory.numbers import Written, finite, parse, rounded


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1200", Written(1200, "", "")),
        (" 1200 U/L ", Written(1200, "", "U/L")),
        ("1200U/L", Written(1200, "", "U/L")),
        ("12e2", Written(1200, "", "")),
        ("1.2E+3 U/L", Written(1200, "", "U/L")),
        ("3,4", Written(3.4, "", "")),
        (".5", Written(0.5, "", "")),
        ("1,200,000", Written(1_200_000, "", "")),
        ("1,234,567.8", Written(1_234_567.8, "", "")),
        ("<10", Written(10, "<", "")),
        ("> 100 mg/dL", Written(100, ">", "mg/dL")),
        (">=6.5", Written(6.5, ">=", "")),
        ("≤35", Written(35, "<=", "")),
        ("+5", Written(5, "", "")),
    ],
)
def test_a_number_is_read_with_its_sign_and_its_unit(text: str, written: Written) -> None:
    assert parse(text) == written


@pytest.mark.parametrize("text", ["", "high", "abc 12", "--3", "<", "e5", "µmol"])
def test_other_words_are_no_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,200", "write 1200 or 1.200"),
        ("-5", "below zero"),
        ("\N{MINUS SIGN}5", "below zero"),
        ("1e999", "too large"),
        ("9" * 310, "too large"),
        ("1.2.3", "not a number"),
        ("1,2,3", "not a number"),
    ],
)
def test_a_number_that_no_measurement_gives_is_refused_in_a_line(text: str, message: str) -> None:
    with pytest.raises(BadQuery, match=message) as refused:
        parse(text)
    assert len(refused.value.message) < 120


@pytest.mark.parametrize(
    "foreign",
    [
        math.nan,
        math.inf,
        -math.inf,
        10**310,
        -(10**310),
        pytest.param(10**5000, id="5000 digits"),
        "NaN",
        "inf",
        "Infinity",
        "",
        True,
        None,
        [],
        {},
        b"12",
        -1,
    ],
)
def test_no_foreign_value_raises_anything_but_an_error_of_this_program(foreign: object) -> None:
    with pytest.raises(BadQuery):
        finite(foreign)


@given(st.one_of(st.integers(), st.floats(), st.text(max_size=30), st.booleans(), st.none()))
def test_whatever_is_taken_is_finite_and_not_below_zero(foreign: object) -> None:
    message, value = "", 0.0
    try:
        value = finite(foreign)
    except BadQuery as error:
        message = error.message
    assert message.isprintable()
    assert math.isfinite(value)
    assert value >= 0


@given(st.text(max_size=60))
def test_every_text_is_a_number_or_none_or_a_clear_line(text: str) -> None:
    message, written = "", None
    try:
        written = parse(text)
    except BadQuery as error:
        message = error.message
    assert message.isprintable()
    assert written is None or math.isfinite(written.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (2.1966, "2.197"), (1.80, "1.8"), (1200, "1200"), (75.46, "75.46")],
)
def test_a_value_is_shown_as_people_write_it(value: float, text: str) -> None:
    assert rounded(value) == text
