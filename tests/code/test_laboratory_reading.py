"""One reading of a number everywhere: units, plausibility, limits, grades, and what was taken for granted."""

import math

import project_base
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.model import Test as MedicalTest
from cramps.laboratory.assays import from_own_unit, to_own_unit, units
from cramps.laboratory.limits import GRADES, Person
from cramps.laboratory.reading import Laboratory, Measurement, Reading
from cramps.words.lookup import Lookup

KB: KnowledgeBase = project_base.knowledge()
LAB = Laboratory(Lookup(KB))
MEASURED = [test for test in KB.tests.values() if test.assay]
MAN, WOMAN = Person("male", 45), Person("female", 45)


def only(text: str, person: Person = Person()) -> Reading:  # noqa: B008  # immutable
    (reading,) = LAB.written(text, person)
    return reading


@pytest.mark.parametrize(
    ("text", "results"),
    [
        # The disorder of each number of the issue: 7.2 mg/dL of calcium is low, 9.4 is normal.
        ("calcium=7.2", ("calcium-severely-low", "calcium-low")),
        ("calcium=9.4", ("calcium-normal",)),
        ("calcium=2.4", ("calcium-normal",)),
        ("calcium=1.7", ("calcium-severely-low", "calcium-low")),
        ("calcium=3.2", ("calcium-moderately-high", "calcium-high")),
        ("calcium=14 mg/dL", ("calcium-moderately-high", "calcium-high")),
        ("calcium=3.6", ("calcium-severely-high", "calcium-high")),
        ("magnesium=0.3", ("magnesium-severely-low", "magnesium-low")),
        ("magnesium=1.0 mg/dL", ("magnesium-severely-low", "magnesium-low")),
        ("magnesium=1.2 mEq/L", ("magnesium-low",)),
        ("potassium=2.1", ("potassium-severely-low", "potassium-low")),
        ("potassium 2.1", ("potassium-severely-low", "potassium-low")),
        ("potassium: 2.8 mEq/L", ("potassium-moderately-low", "potassium-low")),
        ("potassium=6.5", ("potassium-severely-high", "potassium-high")),
        ("K+ = 6.4", ("potassium-moderately-high", "potassium-high")),
        ("potassium=3.5", ("potassium-normal",)),
        ("potassium=5.0", ("potassium-normal",)),
        ("potassium=5.1", ("potassium-high",)),
        ("potassium<2.5", ("potassium-severely-low", "potassium-low")),
        ("potassium<=2.5", ("potassium-low",)),
        ("potassium>6", ("potassium-high",)),
        ("potassium>=6.5", ("potassium-severely-high", "potassium-high")),
        ("phosphate=0.4", ("phosphate-moderately-low", "phosphate-low")),
        ("ck=200", ("ck-normal",)),
        ("sodium=118", ("sodium-severely-low", "sodium-low")),
        ("ck=150", ("ck-normal",)),
        ("ck=250", ("ck-raised",)),
        ("ck=1200", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        ("ck=12e2", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        ("ck>1000", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        ("ck=20 µkat/L", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        (
            "ck=3 kU/L",
            ("ck-over-10-times", "ck-over-5-times", "ck-markedly-raised", "ck-raised"),
        ),
        ("tsh=45", ("tsh-over-10", "tsh-raised")),
        ("tsh<0.01", ("tsh-suppressed",)),
        ("creatinine=5 mg/dL", ("creatinine-severely-raised", "creatinine-raised")),
        ("hba1c=6.5", ("hba1c-raised", "hba1c-diabetic")),
        ("hba1c=48", ("hba1c-raised", "hba1c-diabetic")),
        ("hba1c=36", ("hba1c-normal",)),
        ("vital capacity=15 mL/kg", ("vital-capacity-below-20", "vital-capacity-reduced")),
        (
            "vital capacity=45 %",
            ("predicted-vital-capacity-below-half", "vital-capacity-reduced"),
        ),
        ("QTc=520", ("qtc-over-500", "qtc-beyond-limit", "ecg-qt-prolonged")),
        ("QTc=0.52", ("qtc-over-500", "qtc-beyond-limit", "ecg-qt-prolonged")),
        ("platelets=8", ("platelets-severely-low", "platelets-low")),
        ("platelets=250000", ("platelets-normal",)),
        ("cortisol=3 mcg/dL", ("cortisol-low",)),
        ("lithium=1.8 mEq/L", ("lithium-toxic", "lithium-high")),
        ("ck=high", ("ck-raised",)),
        ("ck=increased", ("ck-raised",)),
        ("ck=normal", ("ck-normal",)),
        ("potassium=very low", ("potassium-severely-low", "potassium-low")),
        ("tsh=suppressed", ("tsh-suppressed",)),
        ("potassium=hypokalemia", ("potassium-low",)),
        ("gad-antibodies=positive", ("gad65-antibodies-high",)),
        ("gad-antibodies=high", ("gad65-antibodies-high",)),
        ("lyme-serology=present", ("lyme-serology-positive",)),
        ("lyme-serology=detected", ("lyme-serology-positive",)),
    ],
)
def test_a_value_means_its_results_the_gravest_first(text: str, results: tuple[str, ...]) -> None:
    assert only(text).results == results


def test_a_pair_of_pressures_is_read_as_both() -> None:
    upper, lower = LAB.written("blood pressure=180/110 mmHg")
    assert (upper.test, upper.value) == ("systolic-blood-pressure", 180)
    assert (lower.test, lower.value) == ("diastolic-blood-pressure", 110)
    assert upper.findings == ("hypertension",)


def test_a_reading_tells_its_value_in_the_unit_of_the_test_and_the_multiple_of_the_limit() -> None:
    ck = only("ck=20 ukat/L", MAN)
    assert (ck.value, ck.unit, ck.times_upper) == (1200, "U/L", 3.75)  # 1200 / 320
    assert (ck.level, ck.grade) == ("high", None)
    assert ck.reference is not None
    assert not ck.reference.own


def test_a_milder_grade_is_not_denied_by_a_graver_one_and_a_graver_one_is_by_a_milder() -> None:
    assert only("potassium=2.1").not_results == ()
    assert only("potassium=2.7").not_results == ("potassium-severely-low",)
    assert only("ck=250").not_results == ("ck-markedly-raised",)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("calcium=7.2", "mg/dL"),
        ("calcium=2.4", "mmol/L"),
        ("temperature=98.6", "°F"),
        ("temperature=39.5", "°C"),
        ("haemoglobin=11", "g/dL"),
        ("haemoglobin=110", "g/L"),
        ("creatinine=1.2", "mg/dL"),
        ("pco2=40", "mmHg"),
        ("oxygen saturation=0.9", "1"),
        ("free t4=1.2", "ng/dL"),
    ],
)
def test_the_unit_that_alone_is_plausible_is_inferred_and_said(text: str, unit: str) -> None:
    assumed = [a for a in only(text).assumed if a.kind == "unit"]
    assert [a.value for a in assumed] == [unit]
    assert "is taken as" in assumed[0].text


@pytest.mark.parametrize("text", ["potassium=4", "sodium=140", "ck=1200", "calcium=2.4 mmol/L"])
def test_nothing_is_said_of_a_unit_that_was_given_or_is_the_only_one(text: str) -> None:
    assert not [a for a in only(text).assumed if a.kind == "unit"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("magnesium=1.0", "1 mmol/L or 1 mg/dL"),
        ("calcium=4.5", "4.5 mg/dL or 4.5 mmol/L"),
        ("glucose=20", "20 mmol/L or 20 mg/dL"),
        ("pth=40", "40 pmol/L or 40 pg/mL"),
        ("vital capacity=15", "spirometry 15 mL/kg or predicted-vital-capacity 15 %"),
    ],
)
def test_a_number_that_means_different_things_in_two_units_is_asked_for(
    text: str, asked: str
) -> None:
    with pytest.raises(BadQuery) as refused:
        LAB.written(text)
    assert asked in refused.value.message
    assert "Write the unit" in refused.value.message


def test_a_number_that_is_an_emergency_in_either_unit_says_so() -> None:
    with pytest.raises(BadQuery) as refused:
        LAB.written("glucose=40")
    assert "emergency in either" in refused.value.message
    assert "Hypoglycaemia" in refused.value.message
    with pytest.raises(BadQuery) as refused:
        LAB.written("glucose=25")  # of 25 mmol/L nobody runs by the number alone
    assert "emergency" not in refused.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("potassium=71", "71 mmol/L is no value of potassium (0.8 to 15 mmol/L)"),
        ("calcium=9.4 mmol/L", "mg/dL is perhaps meant"),
        ("ck=-5", "below zero"),
        ("ck=1200 mg/dL", "measured in U/L"),
        ("ck=1200 bananas", "measured in U/L"),
        ("inr=70 %", "inr has no unit"),
        ("ck=12,500", "write 12500 or 12.500"),
        ("ck<0", "no value of creatine-kinase"),
        ("potassium>20", "20 mmol/L is no value of potassium"),
        ("vgkc-antibodies=positive", "caspr2-antibodies-positive, lgi1-antibodies-positive"),
        ("ck>100", "it can mean ck-normal or ck-raised"),
        ("calcium=1e400", "too large"),
        ("calcium=" + "9" * 100, "is no value of calcium"),
        ("thyroid antibodies=30", "not read as a number"),
    ],
)
def test_a_number_that_no_patient_has_or_that_cannot_be_told_is_refused_in_a_line(
    text: str, said: str
) -> None:
    with pytest.raises(BadQuery) as refused:
        LAB.written(text)
    assert said in refused.value.message
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("text", ["unheard-of=3", "ck=purple", "tsh=positive"])
def test_what_is_not_known_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        LAB.written(text)


def test_the_limits_are_those_of_the_sex_and_an_unknown_sex_is_said() -> None:
    assert only("ck=250", MAN).results == ("ck-normal",)
    assert only("ck=250", WOMAN).results == ("ck-raised",)
    assert not only("ck=250", MAN).assumed
    assert [a.kind for a in only("ck=250").assumed] == ["limits"]
    assert not only("ck=150").assumed  # it makes no difference
    assert only("haemoglobin=125 g/L", MAN).results == ("haemoglobin-low", "anaemia")
    assert only("haemoglobin=125 g/L", WOMAN).results == ("haemoglobin-normal",)


def measured(code: str, label: str, value: object, unit: str = "", **more: object) -> Reading:
    return LAB.measured(Measurement(code, label, value, unit, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *("ck=12x", "ck=12 \u00d7", "ck 12 xULN", "ck=12x ULN", "ck=12 ULN", "ck=12 times ULN"),
        *("ck=12-fold", "ck=12 fold", "ck=12 times", "ck=12 times the upper limit of normal"),
        "ck=12 times upper reference limit",
    ],
)
def test_a_number_may_count_upper_limits(text: str) -> None:
    (read,) = LAB.written(text)
    assert read.results[0] == "ck-over-10-times"
    assert (read.value, read.unit, read.times_upper) == (2400, "U/L", 12)
    (assumed,) = read.assumed
    assert assumed.kind == "limits"
    assert assumed.text.startswith("Creatine kinase: 12 times the upper limit, 200 U/L of anyone")
    assert LAB.written(text, Person(sex="male"))[0].value == 12 * 320


def test_upper_limits_are_counted_only_where_there_is_one_and_a_patient_has_so_much() -> None:
    with pytest.raises(BadQuery, match="no upper limit of ankle-brachial-index is known here"):
        LAB.written("ankle-brachial index=2x")
    with pytest.raises(BadQuery, match="435 mmol/L is no value of sodium"):
        LAB.written("sodium=3x")
    assert LAB.written("ck>10x")[0].results[0] == "ck-over-10-times"
    assert LAB.written("ck=10x")[0].results[0] == "ck-over-5-times"
    with pytest.raises(BadQuery, match="measured in U/L, not in xx"):
        LAB.written("ck=10xx")


def test_a_record_that_counts_upper_limits_is_read_by_its_own_limits_where_it_has_some() -> None:
    assert LAB.measured(Measurement("", "ck", 12, "xULN")).results[0] == "ck-over-10-times"
    told = LAB.measured(Measurement("", "ck", 12, "xULN", high=1))
    assert told.results == ("ck-raised",)


def test_the_laboratory_s_own_limits_come_first() -> None:
    ck = ("LOINC:2157-6", "", 250, "U/L")
    assert measured(*ck, low=0, high=300).results == ("ck-normal",)
    assert measured(*ck, high=300).results == ("ck-normal",)  # a missing low beside a high is 0
    assert measured(*ck, high=200).results == ("ck-raised",)
    own = measured(*ck, high=300).reference
    assert own is not None
    assert (own.low, own.high) == (0, 300)
    # What a test calls low by a threshold of its own the laboratory may call so by another.
    b12 = ("LOINC:2132-9", "", 200, "ng/L")
    assert measured(*b12).results == ("b12-indeterminate",)
    assert "b12-low" in measured(*b12, low=250, high=900).results
    potassium = ("", "Potassium", 3.4, "mmol/L")
    assert measured(*potassium).results == ("potassium-low",)
    assert measured(*potassium, low=3.3).results == ("potassium-normal",)
    # The side that the laboratory does not tell is that of the knowledge base.
    assert measured("", "Potassium", 5.6, "mmol/L", low=3.3).results == ("potassium-high",)
    assert measured(*potassium, low=3.3, high=5.1, limits_unit="mEq/L").results == (
        "potassium-normal",
    )
    calcium = measured("", "calcium", 7.2, "mg/dL", low=2.15, high=2.5, limits_unit="mmol/L")
    assert calcium.results == ("calcium-severely-low", "calcium-low")
    assert calcium.reference is not None
    assert calcium.reference.own


def test_within_the_laboratory_s_own_limits_nothing_is_graded() -> None:
    assert measured("", "potassium", 2.4, "mmol/L", low=2.0, high=5.0).results == (
        "potassium-normal",
    )
    assert measured("LOINC:2157-6", "", 3000, "U/L", high=2000).results == ("ck-raised",)


def test_the_multiple_is_of_the_laboratory_s_own_limit() -> None:
    own = measured("LOINC:2157-6", "", 3000, "U/L", high=500)
    assert own.times_upper == 6
    assert own.results == ("ck-over-5-times", "ck-markedly-raised", "ck-raised")


def test_a_value_in_an_unknown_unit_is_read_by_limits_in_the_same_unit() -> None:
    assert measured("", "CK", 8, "fathoms", low=1, high=5).results == ("ck-raised",)
    assert measured("", "CK", 3, "fathoms", low=1, high=5).results == ("ck-normal",)
    for limits in ({}, {"high": 5, "limits_unit": "U/L"}):
        with pytest.raises(BadQuery):
            measured("", "CK", 8, "fathoms", **limits)


@pytest.mark.parametrize(
    ("value", "results"),
    [
        ("1200", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        ("<10", ("ck-normal",)),
        (">1000", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
        ("1200 U/L", ("ck-over-5-times", "ck-markedly-raised", "ck-raised")),
    ],
)
def test_a_number_in_a_text_is_read(value: str, results: tuple[str, ...]) -> None:
    assert measured("LOINC:2157-6", "CK", value).results == results


@pytest.mark.parametrize(
    ("value", "more"),
    [
        (10**310, {}),
        (math.nan, {}),
        (math.inf, {}),
        (-5, {}),
        ("high enough", {}),
        ([], {}),
    ],
)
def test_a_foreign_number_raises_no_foreign_error(value: object, more: dict[str, object]) -> None:
    with pytest.raises(BadQuery) as refused:
        measured("LOINC:2157-6", "CK", value, "U/L", **more)
    assert refused.value.message.isprintable()


@pytest.mark.parametrize(
    "limits",
    [
        {"low": "NaN"},
        {"low": 200, "high": 30},
        {"high": -1},
        {"high": [3]},
        {"low": math.nan, "high": math.inf},
        {"high": 5, "limits_unit": "mmol/L"},
    ],
)
def test_a_broken_limit_loses_no_value_and_is_said(limits: dict[str, object]) -> None:
    plain = measured("LOINC:2157-6", "CK", 250, "U/L")
    found = measured("LOINC:2157-6", "CK", 250, "U/L", **limits)
    assert (found.results, found.reference) == (plain.results, plain.reference)
    *_, said = found.assumed
    assert said.kind == "limits"
    assert said.text.isprintable()


def test_of_limits_one_of_which_is_broken_the_other_counts() -> None:
    assert measured("LOINC:2157-6", "CK", 250, "U/L", low="NaN", high=300).results == ("ck-normal",)


@pytest.mark.parametrize(
    ("code", "label", "test"),
    [
        ("LOINC:2157-6", "", "creatine-kinase"),
        ("", "Creatine kinase [Enzymatic activity/volume] in Serum or Plasma", "creatine-kinase"),
        ("", "Serum potassium level", "potassium"),
        ("LOINC:1994-3", "calcium", "ionised-calcium"),
        ("", "Ionized calcium", "ionised-calcium"),
        ("XYZ:1", "Platelet count", "platelets"),
        ("LOINC:99999-9", "Potassium [Moles/volume] in Serum or Plasma", "potassium"),
    ],
)
def test_an_assay_is_known_by_its_code_or_its_label(code: str, label: str, test: str) -> None:
    (found,) = LAB.assays.of_assay(code, label)
    assert found.id == test


@pytest.mark.parametrize("code", ["LOINC:2828-9", "LOINC:99999-9", "LOINC:"])
def test_a_loinc_code_that_is_not_known_is_not_guessed_from_a_short_label(code: str) -> None:
    with pytest.raises(NotFound):
        LAB.measured(Measurement(code, "Potassium", 3.0, "mmol/L"))


def test_the_same_word_can_mean_two_tests_that_the_unit_tells_apart() -> None:
    assert only("urine magnesium=3 mmol/24 h").test == "urine-magnesium"
    assert only("urine magnesium=3 mmol/L").test == "urine-magnesium-concentration"


@pytest.mark.parametrize("level", ["high", "NCIT:C25493", "increased", "Elevated", "very high"])
def test_a_level_of_a_record_is_read_like_a_typed_one(level: str) -> None:
    assert "ck-raised" in LAB.levelled("LOINC:2157-6", "", level).results


# What must hold of every test and every value.


def reachable(test: MedicalTest) -> st.SearchStrategy[float]:
    assert test.assay is not None
    plausible = test.assay.plausible
    return st.floats(max(plausible.low * 1.001, plausible.high / 1e6), plausible.high * 0.999)


@st.composite
def values(draw: st.DrawFn, several: int = 1) -> tuple[MedicalTest, list[float]]:
    test = draw(st.sampled_from(MEASURED))
    drawn = draw(st.lists(reachable(test), min_size=several, max_size=several))
    return test, [float(f"{value:.6g}") for value in drawn]


def read(test: MedicalTest, value: float, unit: str, person: Person) -> Reading:
    return LAB.measured(Measurement("", test.id, value, "" if unit == "1" else unit), person)


@given(values(), st.sampled_from([Person(), MAN, WOMAN]))
def test_every_plausible_value_is_read_and_says_what_it_was_read_by(
    drawn: tuple[MedicalTest, list[float]], person: Person
) -> None:
    test, (value,) = drawn
    reading = read(test, value, test.unit or "", person)
    assert reading.test in {test.id, *(t.id for t in LAB.assays.named(test.id))}
    for result in reading.results:
        assert set(KB.results[result][1].broader) <= {*reading.results, *reading.findings}
    assert not set(reading.results) & set(reading.not_results)
    own = {result.id for result in test.results}
    assert len({KB.results[r][1].level for r in reading.results if r in own} - {None}) <= 1


@given(values(), st.sampled_from([Person(), MAN, WOMAN]), st.data())
def test_the_same_value_in_two_units_gives_the_same_results(
    drawn: tuple[MedicalTest, list[float]], person: Person, data: st.DataObject
) -> None:
    test, (value,) = drawn
    unit = data.draw(st.sampled_from([*units(test), *_more_units(test)]))
    other = from_own_unit(test, value, unit)
    assert other is not None
    back = to_own_unit(test, other, unit)
    assert back == pytest.approx(value, rel=1e-8)
    assume(_far_from_every_threshold(test, value, person))
    written = float(f"{other:.9g}")
    assert (
        read(test, written, unit, person).results
        == read(test, value, test.unit or "", person).results
    )


def _more_units(test: MedicalTest) -> list[str]:
    """Give units that the substance allows, whether or not they are listed."""
    candidates = ("mmol/L", "µmol/L", "mg/dL", "g/L", "mEq/L", "kU/L", "µkat/L")
    return [unit for unit in candidates if to_own_unit(test, 1.0, unit) is not None]


def _far_from_every_threshold(test: MedicalTest, value: float, person: Person) -> bool:
    around = [
        read(test, value * by, test.unit or "", person).results for by in (1 - 1e-6, 1 + 1e-6)
    ]
    return around[0] == around[1]


@given(values(several=2), st.sampled_from([Person(), MAN, WOMAN]))
def test_a_more_extreme_value_never_gives_a_milder_grade(
    drawn: tuple[MedicalTest, list[float]], person: Person
) -> None:
    test, (one, other) = drawn
    low, high = sorted((one, other))
    lower, higher = (read(test, value, test.unit or "", person) for value in (low, high))
    if lower.level == "high":
        assert higher.level == "high"
        assert _rank(higher) >= _rank(lower)
    if higher.level == "low":
        assert lower.level == "low"
        assert _rank(lower) >= _rank(higher)


def _rank(reading: Reading) -> int:
    return GRADES.index(reading.grade) + 1 if reading.grade else 0


@given(values(), st.sampled_from(["<", ">", "<=", ">="]))
def test_what_a_bound_shows_holds_of_every_value_beyond_it(
    drawn: tuple[MedicalTest, list[float]], sign: str
) -> None:
    test, (value,) = drawn
    assert test.assay is not None
    try:
        bounded = LAB.measured(Measurement("", test.id, f"{sign}{value}", test.unit or ""))
    except BadQuery:
        return
    plausible = test.assay.plausible
    beyond = value * 0.9 if sign[0] == "<" else value * 1.1
    assume(plausible.low <= beyond <= plausible.high)
    assert set(bounded.results) <= set(read(test, beyond, test.unit or "", Person()).results)


@given(st.text(max_size=60), st.sampled_from(["", "ck=", "calcium ", "bp "]))
def test_no_text_raises_anything_but_an_error_of_this_program(text: str, before: str) -> None:
    message = ""
    readings: tuple[Reading, ...] = ()
    try:
        readings = LAB.written(before + text)
    except CrampsError as error:
        message = error.message
    assert message.isprintable()
    assert all(reading.test in KB.tests for reading in readings)
