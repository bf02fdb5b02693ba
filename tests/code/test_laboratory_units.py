"""Units: what is read, and the way from one to another, against figures that others have published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.laboratory.units import Substance, factor, unit_of

CALCIUM, MAGNESIUM, POTASSIUM = Substance(40.078, 2), Substance(24.305, 2), Substance(39.098, 1)
CORTISOL, CREATININE, DIGOXIN = Substance(362.46), Substance(113.12), Substance(780.94)
THYROXINE, COBALAMIN, GLUCOSE = Substance(776.87), Substance(1355.4), Substance(180.156)


@pytest.mark.parametrize(
    ("given", "wanted", "substance", "published"),
    [
        # http://w3.csmu.edu.tw/~chr/Int_unit_conversion.htm
        ("mg/dL", "mmol/L", CALCIUM, 0.2495),
        ("mEq/L", "mmol/L", CALCIUM, 0.5),
        ("ug/dL", "nmol/L", CORTISOL, 27.59),
        ("mg/dL", "umol/L", CREATININE, 88.4),
        ("ng/mL", "nmol/L", DIGOXIN, 1.281),
        ("g/dL", "g/L", None, 10),
        # 0.85 mmol/L = 2.07 mg/dL = 1.7 mEq/L (PMID:35689124)
        ("mg/dL", "mmol/L", MAGNESIUM, 0.85 / 2.07),
        ("mEq/L", "mmol/L", MAGNESIUM, 0.5),
        # 7.0 mmol/L = 126 mg/dL (American Diabetes Association)
        ("mg/dL", "mmol/L", GLUCOSE, 7.0 / 126),
        # 7500 U/L = 125 ukat/L (Neurology International Open 2018;2:E72)
        ("ukat/L", "U/L", None, 7500 / 125),
        # https://www.health3.app/tools/convert/1_2-ng-dl-to-pmol-l-ft4/
        ("ng/dL", "pmol/L", THYROXINE, 12.87),
        # https://clinmedjournals.org/articles/jmdt/jmdt-1-003table3.html
        ("pg/mL", "pmol/L", COBALAMIN, 0.7378),
        # By the definitions of the units.
        ("kU/L", "U/L", None, 1000),
        ("mEq/L", "mmol/L", POTASSIUM, 1),
        ("mmHg", "kPa", None, 0.1333),
        ("cmH2O", "kPa", None, 0.0981),
        ("s", "ms", None, 1000),
        ("/uL", "10^9/L", None, 0.001),
        ("K/uL", "10^9/L", None, 1),
        ("mg/24 h", "mmol/d", CALCIUM, 0.02495),
        ("mOsm/kg", "mmol/kg", None, 1),
        ("uIU/mL", "mU/L", None, 1),
    ],
)
def test_a_factor_agrees_with_the_published_one(
    given: str, wanted: str, substance: Substance | None, published: float
) -> None:
    assert factor(given, wanted, substance) == pytest.approx(published, rel=2e-3)


@pytest.mark.parametrize(
    "spelling",
    [
        "µmol/L",
        "\N{GREEK SMALL LETTER MU}mol/l",
        "umol/L",
        "micromol/L",
        "UCUM:umol/L",
        "micromoles per litre",
        "micromole per liter",
        " uMol / L ",
    ],
)
def test_a_unit_is_read_in_every_usual_spelling(spelling: str) -> None:
    assert factor(spelling, "umol/L") == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10*9/L", "10^9/L"),
        ("x10^9/L", "\N{MULTIPLICATION SIGN}10⁹/L"),
        ("10*3/uL", "10^9/L"),
        ("mm[Hg]", "mm Hg"),
        ("[degF]", "°F"),
        ("Cel", "degrees Celsius"),
        ("mcg/dL", "µg/dL"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("beats/min", "/min"),
        ("bpm", "/min"),
        ("[IU]/L", "international units per litre"),
    ],
)
def test_two_spellings_are_one_unit(one: str, other: str) -> None:
    assert factor(one, other) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text", ["", "bananas", "mmol/bananas", "3 x", "mol/", "/", "%%", "g" * 61, "mmol/L/L/L\n;"]
)
def test_what_is_no_unit_leads_nowhere(text: str) -> None:
    assert factor(text, "mmol/L") is None


def test_mass_becomes_moles_only_where_the_substance_tells_how() -> None:
    assert factor("mg/dL", "mmol/L") is None
    assert factor("mEq/L", "mmol/L", Substance(40.078)) is None
    assert factor("mmol/L", "U/L", CALCIUM) is None
    assert factor("mg/dL", "mmol/kg", CALCIUM) is None


_UNITS = ["mol/L", "mmol/L", "umol/L", "g/L", "mg/dL", "ug/dL", "ng/mL", "mEq/L"]


@given(
    st.sampled_from(_UNITS),
    st.sampled_from(_UNITS),
    st.floats(1, 1e5),
    st.integers(1, 3),
)
def test_there_and_back_is_the_same_value(
    one: str, other: str, molar_mass: float, charge: int
) -> None:
    substance = Substance(molar_mass, charge)
    there, back = factor(one, other, substance), factor(other, one, substance)
    assert there is not None
    assert back is not None
    assert there * back == pytest.approx(1.0)


@given(st.text(max_size=80))
def test_no_text_at_all_breaks_the_reading_of_a_unit(text: str) -> None:
    unit = unit_of(text)
    assert unit is None or unit.size > 0
