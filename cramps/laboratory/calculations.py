"""What follows from several readings together: values by formula, and results that need a second test.

A calculation is made where the case holds all that it needs, and is told with its inputs. It takes the
place of the measured value where it is meant to: calcium adjusted for albumin, sodium for glucose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from cramps.errors import BadQuery
from cramps.laboratory import formulas
from cramps.laboratory.formulas import Formula
from cramps.laboratory.numbers import rounded
from cramps.laboratory.reading import Reading

if TYPE_CHECKING:
    from cramps.laboratory.limits import Person
    from cramps.laboratory.reading import Laboratory

#: Grams of nitrogen in a mole of urea.
_UREA_NITROGEN: Final = 28.013
#: Shares of what is filtered (%), beyond which a low serum value is lost, or kept, by the kidney.
MAGNESIUM_LOST, MAGNESIUM_KEPT, POTASSIUM_LOST = 4.0, 2.0, 10.0
#: The same for magnesium in a day's urine, in mmol.
DAILY_LOST, DAILY_KEPT = 1.0, 0.5


class Calculation(msgspec.Struct, frozen=True, kw_only=True):
    """A calculated value, or a result that two readings mean together."""

    #: The formula's id, or the result's.
    id: str
    name: str
    value: float | None = None
    unit: str | None = None
    #: What it was made of, and how, in one line.
    text: str
    #: What is read by it.
    reading: Reading | None = None
    #: It stands in place of the measured value.
    replaces: bool = False
    caution: str | None = None
    sources: tuple[str, ...] = ()


class Readings:
    """The readings of one person, by test."""

    def __init__(
        self, laboratory: Laboratory, readings: tuple[Reading, ...], person: Person
    ) -> None:
        self.laboratory = laboratory
        self.person = person
        self.by_test = {reading.test: reading for reading in readings}
        #: Measured at two times, perhaps: nobody knows which value belongs to which of the others.
        self.disputed = {r.test for r in readings if r.value != self.by_test[r.test].value}

    def value(self, test: str) -> float | None:
        """Give the exact value of a test; None where it is not known, only bounded, or several."""
        reading = self.by_test.get(test)
        if reading is None or reading.bound or test in self.disputed:
            return None
        return reading.value

    def shows(self, result: str) -> bool:
        """Tell whether a result is among the readings."""
        return any(result in reading.results for reading in self.by_test.values())

    def read(self, test: str, value: float) -> Reading | None:
        """Read a calculated value by the limits that the measured one was read by."""
        if test not in self.laboratory.kb.tests:
            return None
        measured = self.by_test.get(test)
        known = measured.reference if measured else None
        try:
            reading = self.laboratory.of_value(test, value, self.person, known)
        except BadQuery:
            return None
        assumed = (*(measured.assumed if measured else ()), *reading.assumed)
        return replace(reading, assumed=tuple({a.text: a for a in assumed}.values()))

    def result(self, result: str) -> Reading | None:
        """Give the reading of a result, where the knowledge base has it."""
        known = result in self.laboratory.kb.results
        return self.laboratory.of_result(result) if known else None


def calculate(
    laboratory: Laboratory, readings: tuple[Reading, ...], person: Person
) -> tuple[tuple[Reading, ...], tuple[Calculation, ...]]:
    """Give the readings as they stand after all calculations that they allow, and these."""
    known = Readings(laboratory, readings, person)
    made: list[Calculation] = []
    for rule in _RULES:
        try:
            for calculation in rule(known):
                made.append(calculation)
                if calculation.reading is not None:
                    known.by_test[calculation.reading.test] = calculation.reading
        except BadQuery:
            continue  # outside the bounds of the formula: the measured value stands
    others = [r for r in readings if known.by_test.get(r.test) is not r and not _replaced(r, made)]
    return (*known.by_test.values(), *others), tuple(made)


def _replaced(reading: Reading, made: list[Calculation]) -> bool:
    return any(c.replaces and c.reading and c.reading.test == reading.test for c in made)


def _calculation(
    formula: Formula, value: float, inputs: str, reading: Reading | None, *, replaces: bool = False
) -> Calculation:
    return Calculation(
        id=formula.id,
        name=formula.name,
        value=float(f"{value:.4g}"),
        unit=formula.unit,
        text=f"{formula.name}: {rounded(value, 3)} {formula.unit} (from {inputs})",
        reading=reading,
        replaces=replaces,
        caution=formula.caution,
        sources=formula.sources,
    )


def _adjusted_calcium(known: Readings) -> Iterator[Calculation]:
    calcium, albumin = known.value("calcium"), known.value("albumin")
    if calcium is None or albumin is None or "ionised-calcium" in known.by_test:
        return
    value = formulas.adjusted_calcium(calcium, albumin)
    inputs = f"calcium {rounded(calcium, 3)} mmol/L, albumin {rounded(albumin, 3)} g/L"
    reading = known.read("calcium", value)
    yield _calculation(formulas.ADJUSTED_CALCIUM, value, inputs, reading, replaces=True)


def _corrected_sodium(known: Readings) -> Iterator[Calculation]:
    sodium = known.value("sodium")
    glucose = known.value("glucose") or known.value("fasting-glucose")
    if sodium is None or glucose is None or not known.shows("glucose-raised"):
        return
    value = formulas.corrected_sodium(sodium, glucose)
    inputs = f"sodium {rounded(sodium)} mmol/L, glucose {rounded(glucose, 3)} mmol/L"
    reading = known.read("sodium", value)
    yield _calculation(formulas.CORRECTED_SODIUM, value, inputs, reading, replaces=True)


def _corrected_qt(known: Readings) -> Iterator[Calculation]:
    """By both formulas; the one that depends least on the heart rate is read."""
    qt, rate = known.value("qt-interval"), known.value("heart-rate")
    if qt is None or rate is None or "qtc" in known.by_test:
        return
    inputs = f"QT {rounded(qt)} ms, heart rate {rounded(rate)} a minute"
    bazett = formulas.qtc(qt, rate, "bazett")
    yield _calculation(formulas.QTC_BAZETT, bazett, inputs, None)
    value = formulas.qtc(qt, rate, "fridericia")
    yield _calculation(formulas.QTC_FRIDERICIA, value, inputs, known.read("qtc", value))


def _filtration(known: Readings) -> Iterator[Calculation]:
    creatinine, person = known.value("creatinine"), known.person
    if creatinine is None or "egfr" in known.by_test or person.sex is None or person.age is None:
        return
    value = formulas.egfr(creatinine, person.age, person.sex)
    inputs = f"creatinine {rounded(creatinine, 3)} µmol/L, {person.sex}, {person.age:g} years"
    yield _calculation(formulas.EGFR, value, inputs, known.read("egfr", value))


def _gap(known: Readings) -> Iterator[Calculation]:
    values = [known.value(test) for test in ("sodium", "chloride", "bicarbonate")]
    if None in values or "anion-gap" in known.by_test:
        return
    sodium, chloride, bicarbonate = (value or 0.0 for value in values)
    value = formulas.anion_gap(sodium, chloride, bicarbonate)
    inputs = f"{rounded(sodium)} - {rounded(chloride)} - {rounded(bicarbonate)} mmol/L"
    yield _calculation(formulas.ANION_GAP, value, inputs, known.read("anion-gap", value))


def _osmolality(known: Readings) -> Iterator[Calculation]:
    sodium, glucose, urea = (known.value(test) for test in ("sodium", "glucose", "urea"))
    nitrogen = known.value("urea-nitrogen")
    if urea is None and nitrogen is not None:
        urea = nitrogen * 10 / _UREA_NITROGEN
    if sodium is None or glucose is None or urea is None or "osmolality" in known.by_test:
        return
    value = formulas.osmolality(sodium, glucose, urea)
    inputs = (
        f"sodium {rounded(sodium)}, glucose {rounded(glucose, 3)}, urea {rounded(urea, 3)} mmol/L"
    )
    yield _calculation(formulas.OSMOLALITY, value, inputs, known.read("osmolality", value))


def _fractional_magnesium(known: Readings) -> Iterator[Calculation]:
    share = _fraction(known, "magnesium", "urine-magnesium-concentration", free=0.7)
    if share is None:
        return
    reading = None
    if known.shows("magnesium-low"):
        if share > MAGNESIUM_LOST:
            reading = known.result("urine-magnesium-high")
        elif share < MAGNESIUM_KEPT:
            reading = known.result("urine-magnesium-low")
    inputs = "magnesium and creatinine of serum and urine"
    yield _calculation(formulas.FRACTIONAL_MAGNESIUM, share, inputs, reading)


def _fractional_potassium(known: Readings) -> Iterator[Calculation]:
    share = _fraction(known, "potassium", "urine-potassium")
    if share is None:
        return
    reading = None
    if known.shows("potassium-low"):
        lost = share > POTASSIUM_LOST
        reading = known.result("urine-potassium-high" if lost else "urine-potassium-low")
    inputs = "potassium and creatinine of blood and urine"
    yield _calculation(formulas.FRACTIONAL_POTASSIUM, share, inputs, reading)


def _fraction(known: Readings, serum: str, urine: str, *, free: float = 1.0) -> float | None:
    values = [known.value(test) for test in (urine, serum, "urine-creatinine", "creatinine")]
    if None in values:
        return None
    in_urine, in_serum, urine_creatinine, creatinine = (value or 0.0 for value in values)
    # Creatinine is in µmol/L in serum, and in mmol/L in urine.
    return formulas.fractional_excretion(
        in_urine, in_serum, urine_creatinine, creatinine / 1000, free=free
    )


def _daily_magnesium(known: Readings) -> Iterator[Calculation]:
    """With a low magnesium the kidney should keep it."""
    daily = known.value("urine-magnesium")
    if daily is None or not known.shows("magnesium-low"):
        return
    which = "high" if daily > DAILY_LOST else "low" if daily < DAILY_KEPT else None
    reading = known.result(f"urine-magnesium-{which}") if which else None
    if reading is not None:
        yield Calculation(
            id=f"urine-magnesium-{which}",
            name="magnesium in urine while magnesium is low",
            text=f"{rounded(daily, 3)} mmol of magnesium a day in urine is {which} "
            "while magnesium in serum is low",
            reading=reading,
            replaces=True,
            sources=(
                "https://australianprescriber.tg.org.au/articles/magnesium-the-forgotten-electrolyte.html#causes",
            ),
        )


def _inappropriate_parathyroid_hormone(known: Readings) -> Iterator[Calculation]:
    """While calcium is low, a normal parathyroid hormone is not."""
    hormone = known.by_test.get("parathyroid-hormone")
    reading = known.result("pth-inappropriately-normal")
    if reading and hormone and hormone.level == "normal" and known.shows("calcium-low"):
        yield Calculation(
            id="pth-inappropriately-normal",
            name="parathyroid hormone with a low calcium",
            text="parathyroid hormone within its limits is inappropriate while calcium is low",
            reading=reading,
            sources=("PMID:36054621",),
        )


_RULES: Final[tuple[Callable[[Readings], Iterator[Calculation]], ...]] = (
    _adjusted_calcium,
    _filtration,
    _corrected_qt,
    _gap,
    _osmolality,
    _corrected_sodium,
    _fractional_magnesium,
    _daily_magnesium,
    _fractional_potassium,
    _inappropriate_parathyroid_hormone,
)
