"""Formulas against worked examples that others have published, and when they are used."""

import project_base
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.errors import BadQuery
from cramps.laboratory import formulas
from cramps.laboratory.calculations import Calculation, calculate
from cramps.laboratory.limits import Person
from cramps.laboratory.reading import Laboratory, Measurement, Reading
from cramps.words.lookup import Lookup

KB = project_base.knowledge()
LAB = Laboratory(Lookup(KB))
NOBODY = Person()


# The formulas themselves; where no source is named the sum was made by hand.


@pytest.mark.parametrize(
    ("calcium", "albumin", "adjusted"),
    [
        (1.83, 26, 2.11),  # https://theguidewire.net, worked example
        (1.8, 20, 2.2),  # http://www.clinbiochem.info/studentcalcium7.html
        (7.2 / 4.008, 20, 8.8 / 4.008),  # in mg/dL: 7.2 + 0.8 x (4.0 - 2.0)
        (2.4, 40, 2.4),
    ],
)
def test_calcium_is_brought_to_an_albumin_of_40(
    calcium: float, albumin: float, adjusted: float
) -> None:
    assert formulas.adjusted_calcium(calcium, albumin) == pytest.approx(adjusted, abs=0.005)


def test_sodium_is_corrected_for_glucose_by_the_factor_of_the_european_guideline() -> None:
    assert formulas.corrected_sodium(128, 600 / 18.0156) == pytest.approx(140, abs=0.2)
    assert formulas.corrected_sodium(128, 5.5) == 128


def test_the_qt_interval_is_corrected_by_both_formulas() -> None:
    # https://github.com/pharmaverse/admiral, derive_param_qtc: QT 350 ms, RR 857 ms
    rate = 60 / 0.857
    assert formulas.qtc(350, rate, "bazett") == pytest.approx(378.1, abs=0.1)
    assert formulas.qtc(350, rate, "fridericia") == pytest.approx(368.5, abs=0.1)
    assert formulas.qtc(400, 60, "bazett") == 400


@pytest.mark.parametrize(
    ("creatinine", "age", "sex", "filtration"),
    [
        (0.9 * 88.4, 55, "female", 75.5),  # https://creatinineclearancecalculator.net: about 76
        (90, 53, "male", 88.1),
        (0.4 * 88.4, 60, "male", 124.9),
        (0.7 * 88.4, 18, "female", 142 * 0.9938**18 * 1.012),
    ],
)
def test_the_filtration_is_that_of_ckd_epi_2021(
    creatinine: float, age: float, sex: formulas.Sex, filtration: float
) -> None:
    assert formulas.egfr(creatinine, age, sex) == pytest.approx(filtration, abs=0.1)


def test_the_remaining_formulas_give_their_worked_examples() -> None:
    assert formulas.anion_gap(140, 100, 14) == 26
    assert formulas.osmolality(140, 5, 5) == 290
    magnesium = formulas.fractional_excretion(3.0, 0.5, 8.0, 0.08, free=0.7)
    assert magnesium == pytest.approx(8.6, abs=0.05)
    assert formulas.fractional_excretion(20, 2.0, 8.0, 0.08) == pytest.approx(10)


@pytest.mark.parametrize(
    "outside",
    [
        lambda: formulas.adjusted_calcium(2.0, 4.0),  # g/dL taken for g/L
        lambda: formulas.corrected_sodium(140, 4.0),
        lambda: formulas.egfr(80, 12, "male"),
        lambda: formulas.egfr(1.0, 40, "male"),  # mg/dL taken for µmol/L
        lambda: formulas.qtc(0.4, 60, "bazett"),
        lambda: formulas.qtc(400, 0, "bazett"),
        lambda: formulas.fractional_excretion(3, 0, 8, 0.08),
        lambda: formulas.fractional_excretion(3, 0.5, 0, 0.08),
    ],
)
def test_outside_its_bounds_a_formula_is_not_used(outside: object) -> None:
    with pytest.raises(BadQuery):
        outside()  # type: ignore[operator]  # each of them is a function


@given(
    st.floats(5, 5000), st.floats(5, 5000), st.floats(18, 120), st.sampled_from(["male", "female"])
)
def test_more_creatinine_never_means_more_filtration(
    one: float, other: float, age: float, sex: formulas.Sex
) -> None:
    low, high = sorted((one, other))
    assert formulas.egfr(high, age, sex) <= formulas.egfr(low, age, sex)


def test_every_formula_is_said_in_the_knowledge_base_by_the_sources_that_it_cites() -> None:
    about = {c for test in KB.tests.values() for said in test.about for c in said.sources}
    for formula in formulas.ALL:
        assert formula.sources
        assert set(formula.sources) <= about, formula.id
        assert all(c.partition("#")[0] in KB.sources for c in formula.sources)


# When they are used, and what is said.


def made(*texts: str, person: Person = NOBODY) -> tuple[dict[str, Reading], list[Calculation]]:
    readings = tuple(reading for text in texts for reading in LAB.written(text, person))
    after, calculations = calculate(LAB, readings, person)
    return {reading.test: reading for reading in after}, list(calculations)


def test_a_low_calcium_with_a_low_albumin_is_read_as_adjusted_and_said() -> None:
    after, (adjusted,) = made("calcium=2.05", "albumin=30")
    assert after["calcium"].results == ("calcium-normal",)
    assert adjusted.value == pytest.approx(2.25)
    assert adjusted.replaces
    assert "calcium 2.05 mmol/L, albumin 30 g/L" in adjusted.text
    assert adjusted.sources


def test_the_laboratory_s_own_limits_hold_for_the_adjusted_value_too() -> None:
    given = Measurement("", "calcium", 2.05, "mmol/L", low=2.3, high=2.7)
    readings = (LAB.measured(given), *LAB.written("albumin=30"))
    (after, *_), _ = calculate(LAB, readings, NOBODY)
    assert after.results == ("calcium-low",)


def test_an_ionised_calcium_makes_the_adjustment_needless() -> None:
    after, calculations = made("calcium=2.05", "albumin=30", "ionised calcium=1.2")
    assert not calculations
    assert after["calcium"].results == ("calcium-low",)


def test_a_sodium_that_glucose_explains_is_not_low() -> None:
    after, (corrected,) = made("sodium=128", "glucose=600 mg/dL")
    assert after["sodium"].results == ("sodium-normal",)
    assert corrected.value == pytest.approx(140, abs=0.3)
    after, calculations = made("sodium=128", "glucose=9 mmol/L")
    assert not calculations  # it is not raised enough to explain anything
    assert after["sodium"].results == ("sodium-moderately-low", "sodium-low")


def test_filtration_needs_sex_and_an_adult() -> None:
    after, (estimated,) = made("creatinine=250", person=Person("female", 70))
    assert after["egfr"].results == ("egfr-severely-reduced", "egfr-reduced", "creatinine-raised")
    assert "250 µmol/L, female, 70 years" in estimated.text
    for person in (NOBODY, Person("male"), Person(None, 50), Person("male", 9)):
        assert not made("creatinine=250", person=person)[1]


def test_a_measured_value_is_not_calculated_again() -> None:
    assert not made("creatinine=250", "egfr=30", person=Person("male", 50))[1]
    assert not made("qt=420", "heart rate=90", "qtc=480")[1]


def test_qt_and_heart_rate_give_the_corrected_interval() -> None:
    after, (bazett, fridericia) = made("qt=480", "heart rate=80")
    assert bazett.value == pytest.approx(554.3, abs=0.1)
    assert fridericia.value == pytest.approx(528.3, abs=0.1)
    assert after["qtc"].results == ("qtc-over-500", "qtc-beyond-limit", "ecg-qt-prolonged")


def test_urea_or_urea_nitrogen_completes_the_osmolality() -> None:
    for urea in ("urea=5 mmol/L", "bun=14"):
        after, (osmolality,) = made("sodium=140", "glucose=90", urea)
        assert osmolality.value == pytest.approx(290, abs=0.2)
        assert after["osmolality"].results == ("osmolality-normal",)


def test_a_raised_gap_is_found() -> None:
    after, (gap,) = made("sodium=140", "chloride=100", "bicarbonate=14")
    assert gap.value == 26
    assert after["anion-gap"].results == ("anion-gap-raised",)


@pytest.mark.parametrize(
    ("urine", "result"),
    [("3 mmol/L", "urine-magnesium-high"), ("0.2 mmol/L", "urine-magnesium-low")],
)
def test_with_a_low_magnesium_its_fractional_excretion_tells_where_it_is_lost(
    urine: str, result: str
) -> None:
    told = ("creatinine=80", f"urine magnesium={urine}", "urine creatinine=8")
    after, (share,) = made("magnesium=0.5", *told)
    assert after["urine-magnesium"].results == (result,)
    assert share.unit == "%"
    after, (share,) = made("magnesium=0.9 mmol/L", *told)
    assert "urine-magnesium" not in after


@pytest.mark.parametrize(
    ("urine", "result"), [(60, "urine-potassium-high"), (8, "urine-potassium-low")]
)
def test_with_a_low_potassium_its_fractional_excretion_tells_where_it_is_lost(
    urine: float, result: str
) -> None:
    told = ("creatinine=80", f"urine potassium={urine}", "urine creatinine=8")
    _, (share,) = made("potassium=2.4", *told)
    assert share.reading is not None
    assert share.reading.results == (result,)


def test_a_day_s_magnesium_in_urine_is_too_much_while_magnesium_is_low() -> None:
    after, _ = made("urine magnesium=3 mmol/24 h")
    assert after["urine-magnesium"].results == ("urine-magnesium-within-limits",)
    after, _ = made("magnesium=0.5", "urine magnesium=3 mmol/24 h")
    assert after["urine-magnesium"].results == ("urine-magnesium-high",)


def test_a_normal_parathyroid_hormone_is_inappropriate_while_calcium_is_low() -> None:
    _, (told,) = made("calcium=1.7", "pth=30 pg/mL")
    assert told.reading is not None
    assert told.reading.results == ("pth-inappropriately-normal",)
    assert not made("calcium=2.4", "pth=30 pg/mL")[1]
    assert not made("calcium=1.7", "pth=5 pg/mL")[1]


def test_a_bound_is_no_value_to_calculate_with() -> None:
    assert not made("calcium<2.0", "albumin=30")[1]


def test_outside_the_bounds_of_a_formula_the_measured_value_stands() -> None:
    after, calculations = made("calcium=2.05", "albumin=4 g/L")
    assert not calculations
    assert after["calcium"].results == ("calcium-low",)


def test_what_the_measured_value_took_for_granted_is_not_forgotten() -> None:
    after, (adjusted,) = made("calcium=7.2", "albumin=30 g/L")
    assert adjusted.reading
    assert after["calcium"] == adjusted.reading
    assert [(a.kind, a.value) for a in after["calcium"].assumed] == [("unit", "mg/dL")]


@pytest.mark.parametrize("other", ["calcium=2.5 mmol/L", "calcium=low"])
def test_two_values_of_one_test_are_not_calculated_with(other: str) -> None:
    for pair in (("calcium=1.9 mmol/L", other), (other, "calcium=1.9 mmol/L")):
        readings = tuple(r for text in pair for r in LAB.written(text))
        albumin = LAB.written("albumin=20 g/L")
        after, calculations = calculate(LAB, (*readings, *albumin), NOBODY)
        assert not calculations
        assert set(readings) <= set(after)
    assert len(made("calcium=1.9 mmol/L", "calcium=1.9 mmol/L", "albumin=20 g/L")[1]) == 1
