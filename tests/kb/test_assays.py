"""Every test of the ordinary work-up and of the dangers knows its numbers, and they fit each other."""

from math import inf

import project_base
import pytest

from cramps.curation.assays import span_of
from cramps.knowledge.model import Result, has_threshold
from cramps.knowledge.model import Test as MedicalTest
from cramps.laboratory.assays import to_own_unit, units
from cramps.laboratory.limits import Person, reference
from cramps.laboratory.reading import Laboratory, Measurement
from cramps.words.lookup import Lookup

KB = project_base.knowledge()
#: What is normal depends on the size of the body, or only the limit of danger is known.
WITHOUT_NORMAL = ("ketones", "urate", "vital-capacity-volume")
LAB = Laboratory(Lookup(KB))
MEASURED = [test for test in KB.tests.values() if test.assay]

#: What the work-up of cramps and the rules of danger ask for -> words by which it is asked for.
WANTED = {
    "sodium": ("Na", "Na+", "serum sodium"),
    "potassium": ("K", "K+", "serum potassium"),
    "calcium": ("Ca", "corrected calcium", "adjusted calcium", "total calcium"),
    "ionised-calcium": ("ionized calcium", "iCa", "free calcium"),
    "magnesium": ("Mg",),
    "phosphate": ("phosphorus", "PO4"),
    "glucose": ("blood sugar",),
    "fasting-glucose": ("FPG",),
    "hba1c": ("HbA1c", "A1c"),
    "creatinine": ("serum creatinine",),
    "egfr": ("eGFR", "GFR"),
    "urea": ("serum urea",),
    "urea-nitrogen": ("BUN",),
    "albumin": ("serum albumin",),
    "chloride": ("Cl",),
    "bicarbonate": ("HCO3", "total CO2"),
    "ph": ("blood pH",),
    "pco2": ("PaCO2",),
    "lactate": ("lactic acid",),
    "creatine-kinase": ("CK", "CPK"),
    "myoglobin": ("serum myoglobin",),
    "ast": ("AST", "SGOT"),
    "alt": ("ALT", "SGPT"),
    "tsh": ("TSH",),
    "free-t4": ("FT4", "free T4"),
    "free-t3": ("FT3", "free T3"),
    "cortisol": ("morning cortisol",),
    "parathyroid-hormone": ("PTH",),
    "vitamin-d": ("25(OH)D", "25-OH vitamin D"),
    "vitamin-b12": ("B12",),
    "folate": ("serum folate",),
    "ferritin": ("serum ferritin",),
    "platelets": ("platelet count",),
    "haemoglobin": ("Hb", "hemoglobin"),
    "white-cells": ("WBC", "WCC"),
    "crp": ("CRP",),
    "esr": ("ESR",),
    "inr": ("INR",),
    "lithium-level": ("lithium",),
    "digoxin-level": ("digoxin",),
    "qtc": ("QTc",),
    "spirometry": ("vital capacity", "FVC"),
    "temperature": ("temp",),
    "heart-rate": ("pulse", "HR"),
    "systolic-blood-pressure": ("blood pressure", "BP", "SBP"),
    "diastolic-blood-pressure": ("DBP",),
    "oxygen-saturation": ("SpO2", "sats"),
    "respiratory-rate": ("breathing rate", "RR"),
}


@pytest.mark.parametrize("test_id", WANTED)
def test_a_number_of_the_work_up_is_known_by_its_usual_words(test_id: str) -> None:
    for word in (test_id, *WANTED[test_id]):
        assert test_id in {test.id for test in LAB.assays.named(word)}, word


#: Read by limits of their own results, or with the laboratory's: each with the reason.
_WITHOUT_LIMITS = {
    "spirometry": "mL/kg depends on age and height; only the limit of danger is known",
    "predicted-vital-capacity": "only the limit of danger is known",
    "inspiratory-pressure": "only the limit of danger is known",
    "expiratory-pressure": "only the limit of danger is known",
    "ankle-brachial-index": "no source for its limit was seen",
    "active-b12": "no source for its limit was seen",
    "urine-potassium": "it means something only beside potassium and creatinine",
    "urine-creatinine": "it serves to calculate",
    "urine-magnesium-concentration": "it serves to calculate",
    "qt-interval": "it serves to calculate",
}


@pytest.mark.parametrize("test", MEASURED, ids=lambda test: test.id)
def test_an_assay_is_complete(test: MedicalTest) -> None:
    assert test.assay is not None
    assert test.assay.plausible.basis or test.assay.plausible.sources
    for limits in test.assay.limits:
        assert limits.sources
        assert limits.of
    told = [result for result in test.results if has_threshold(result)]
    assert test.assay.limits or told or test.id in _WITHOUT_LIMITS
    if test.id in _WITHOUT_LIMITS:
        assert not test.assay.limits
        return
    if test.assay.limits:
        assert reference(test, Person()) is not None
        levels = {result.level for result in test.results if not result.grade}
        known = reference(test, Person())
        assert known is not None
        if known.low is not None and known.low > test.assay.plausible.low:
            assert "low" in levels
        if known.high is not None and known.high < test.assay.plausible.high:
            assert "high" in levels
    assert "normal" in {result.level for result in test.results} or test.id in WITHOUT_NORMAL


@pytest.mark.parametrize("test", MEASURED, ids=lambda test: test.id)
def test_limits_and_thresholds_lie_in_order_within_the_plausible(test: MedicalTest) -> None:
    assert test.assay is not None
    plausible = test.assay.plausible
    assert plausible.low < plausible.high
    for limits in test.assay.limits:
        unit = limits.unit or test.unit or "1"
        ends = [to_own_unit(test, e, unit) for e in (limits.low, limits.high) if e is not None]
        assert all(end is not None and plausible.low <= end <= plausible.high for end in ends)
        assert ends == sorted(ends, key=lambda end: end or 0)
    for result in test.results:
        low, high = span_of(result)
        assert low <= high
        assert all(plausible.low <= end <= plausible.high for end in (low, high) if abs(end) != inf)
    if (usual := test.assay.usual) is not None:
        assert plausible.low <= usual.low < usual.high <= plausible.high
    for unit in units(test):
        assert to_own_unit(test, 1.0, unit) is not None, unit


GRADED = [
    pytest.param(test, result, id=result.id)
    for test in MEASURED
    for result in test.results
    if result.grade
]


@pytest.mark.parametrize(("test", "result"), GRADED)
def test_a_graded_result_lies_beyond_the_limit_and_brings_the_plain_one(
    test: MedicalTest, result: Result
) -> None:
    assert result.sources
    known = reference(test, Person())
    low, high = span_of(result)
    if known is not None and result.over_times is None:
        if result.level == "low":
            assert known.low is None or high <= known.low
        else:
            assert known.high is None or low >= known.high
    elif result.over_times is not None:
        assert result.over_times >= 1
    plain = {r.id for r in test.results if r.level == result.level and r.grade is None}
    if plain:
        assert plain & set(_above(result)), f"{result.id} is no kind of {sorted(plain)}"


def _above(result: Result) -> list[str]:
    found, waiting = [], list(result.broader)
    while waiting:
        above = waiting.pop()
        found.append(above)
        if above in KB.results:
            waiting.extend(KB.results[above][1].broader)
    return found


@pytest.mark.parametrize("test", MEASURED, ids=lambda test: test.id)
def test_the_middle_of_the_limits_is_normal(test: MedicalTest) -> None:
    known = reference(test, Person())
    normal = [r.id for r in test.results if r.level == "normal"]
    if known is None or known.low is None or known.high is None:
        return
    middle = (known.low + known.high) / 2
    unit = "" if test.unit is None else test.unit
    assert LAB.measured(Measurement("", test.id, middle, unit)).results[:1] == tuple(normal)


def test_no_loinc_code_stands_for_two_tests() -> None:
    codes = [code for test in MEASURED if test.assay for code in test.assay.loinc]
    assert len(codes) == len(set(codes))


def test_a_loinc_code_has_its_check_digit() -> None:
    for test in MEASURED:
        for code in test.assay.loinc if test.assay else ():
            body, digit = code.split("-")
            doubled = [int(d) * (2 - n % 2) for n, d in enumerate(reversed(body))]
            total = sum(sum(divmod(d, 10)) for d in doubled)
            assert (10 - total % 10) % 10 == int(digit), code
