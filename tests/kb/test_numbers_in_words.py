"""A number is read whole, however a country marks its thousands and its decimals."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.cases.reader import CaseReader
from cramps.cases.running_text import NoteReader
from cramps.ranking.differential import Engine

#: Marks between figures in threes.
MARKS = (" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019", ",", ".")


@pytest.fixture(scope="module")
def reader(engine: Engine) -> NoteReader:
    return NoteReader(CaseReader(engine.kb))


def values(reader: NoteReader, text: str) -> Iterator[float]:
    """Give what is measured in a text."""
    return (m.value for m in reader.cases.read(reader.read(text).told).case.numbers)


@given(thousands=st.integers(1, 999), rest=st.integers(0, 999), mark=st.sampled_from(MARKS))
def test_creatine_kinase_is_read_whole_with_any_mark(
    reader: NoteReader, thousands: int, rest: int, mark: str
) -> None:
    meant = thousands * 1000 + rest
    for unit in ("", " U/L", " U/l"):
        text = f"CK {thousands}{mark}{rest:03d}{unit}, muscle pain"
        assert list(values(reader, text)) == [meant], text


@given(tenths=st.integers(20, 90), point=st.sampled_from((".", ",")))
def test_potassium_is_read_with_a_point_or_a_comma(
    reader: NoteReader, tenths: int, point: str
) -> None:
    for digits in (1, 3):
        number = f"{tenths / 10:.{digits}f}".replace(".", point)
        text = f"K {number} mmol/l, weak legs"
        assert list(values(reader, text)) == [pytest.approx(tenths / 10)], text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("CK12'500, T 39,8, K6,8", [39.8, 12500, 6.8]),
        ("CK 1 234 567 U/l", [1234567]),
        ("CK 3.200 \u00b5kat/L", [pytest.approx(192, rel=0.01)]),
        ("TSH 2.345", [2.345]),
        ("Na 130 200 ml/h saline", [130]),
        ("pulse 120 170/110", [120, 170, 110]),
        ("glucose 7 500 mg metformin", [7]),
        ("platelets 8 000 on quinine", [8]),
        ("Kreatinin 412 \u00b5mol/l", [412]),
    ],
)
def test_numbers_side_by_side_are_told_apart(
    reader: NoteReader, text: str, meant: list[float]
) -> None:
    assert sorted(values(reader, text)) == sorted(meant, key=lambda v: getattr(v, "expected", v))


def test_a_number_that_is_an_emergency_in_either_unit_raises_both(
    engine: Engine, reader: NoteReader
) -> None:
    case = reader.cases.read(reader.read("glu 34").told).case
    raised = {danger.rule for danger in engine.dangers.raised(case)}
    assert raised == {"hypoglycaemia", "hyperglycaemic-crisis"}
