"""Formulas of the laboratory and the bedside, each with its bounds and who says so.

A function takes numbers in the units that it names and gives a number; it raises BadQuery for what lies
outside the bounds within which the formula means anything.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from cramps.errors import BadQuery

Sex = Literal["female", "male"]


class Formula(NamedTuple):
    """What is said of a formula where it is used."""

    id: str
    name: str
    #: The calculation as a reader would check it.
    text: str
    unit: str
    #: Citations: a source, and behind ``#`` where in it.
    sources: tuple[str, ...]
    #: Where it misleads, in a sentence.
    caution: str | None = None


ADJUSTED_CALCIUM: Final = Formula(
    "adjusted-calcium",
    "calcium adjusted for albumin",
    "calcium + 0.02 x (40 - albumin in g/L)",
    "mmol/L",
    (
        "https://gpnotebook.com/en-IE/pages/gastroenterology/calculation-of-calcium-concentration#text",
        "PMCID:PMC5892769#abstract",
    ),
    "no better than the unadjusted value against free calcium in 6,549 people, and worse with an eGFR "
    "below 60; where the laboratory already adjusts, do not give the albumin",
)
CORRECTED_SODIUM: Final = Formula(
    "corrected-sodium",
    "sodium corrected for glucose",
    "sodium + 2.4 x (glucose - 5.5) / 5.5",
    "mmol/L",
    (
        "https://www.medscape.com/answers/242166-153342/what-are-the-european-clinical-practice-guidelines-on-the-diagnosis-and-treatment-of-hyponatremia#answer",
        "PMCID:PMC7478195#abstract",
    ),
    "other factors are in use (1.6 for 2.4)",
)
QTC_BAZETT: Final = Formula(
    "qtc-bazett",
    "QTc by Bazett",
    "QT / (60 / heart rate) ^ 1/2",
    "ms",
    (
        "https://development.cds-platform.com/ckm/clinical-knowledge-manager/demo/view/QTc_Calculation/1?language=en#text",
        "PMCID:PMC8275798#abstract",
    ),
    "overcorrects above 100 beats a minute and undercorrects below 60",
)
QTC_FRIDERICIA: Final = Formula(
    "qtc-fridericia",
    "QTc by Fridericia",
    "QT / (60 / heart rate) ^ 1/3",
    "ms",
    QTC_BAZETT.sources,
)
EGFR: Final = Formula(
    "egfr-ckd-epi-2021",
    "eGFR by CKD-EPI 2021",
    "142 x min(Scr/k, 1)^a x max(Scr/k, 1)^-1.200 x 0.9938^age (x 1.012 in women)",
    "mL/min/1.73 m2",
    ("https://kidney.org/ckd-epi-creatinine-equation-2021#equation", "PMCID:PMC8822996#abstract"),
    "for adults with a stable creatinine; it misleads where there is little muscle",
)
ANION_GAP: Final = Formula(
    "anion-gap",
    "anion gap",
    "sodium - chloride - bicarbonate",
    "mmol/L",
    (
        "http://globalrph.com/anion_gap.htm#text",
        "http://ascendreferencemanual.com/ref/index.php?option=com_content&view=article&id=275&Itemid=63#anion-gap",
    ),
)
OSMOLALITY: Final = Formula(
    "calculated-osmolality",
    "calculated osmolality",
    "2 x sodium + glucose + urea",
    "mmol/kg",
    ("https://qxmd.com/calculate/calculator_335/calculator_171/osmolal-gap#formula",),
)
FRACTIONAL_MAGNESIUM: Final = Formula(
    "fractional-magnesium",
    "fractional excretion of magnesium",
    "100 x (urine Mg x creatinine) / (0.7 x Mg x urine creatinine)",
    "%",
    ("https://www.clinlabnavigator.com/magnesium-in-urine.html#text",),
    "it needs preserved kidney function, and no magnesium given before",
)
FRACTIONAL_POTASSIUM: Final = Formula(
    "fractional-potassium",
    "fractional excretion of potassium",
    "100 x (urine K x creatinine) / (K x urine creatinine)",
    "%",
    ("https://globalrph.com/medcalcs/fractional-excretion-of-potassium/#formula",),
    "only before potassium is given",
)

ALL: Final = (
    ADJUSTED_CALCIUM,
    CORRECTED_SODIUM,
    QTC_BAZETT,
    QTC_FRIDERICIA,
    EGFR,
    ANION_GAP,
    OSMOLALITY,
    FRACTIONAL_MAGNESIUM,
    FRACTIONAL_POTASSIUM,
)


def adjusted_calcium(calcium: float, albumin: float) -> float:
    """Give total calcium (mmol/L) as it would be with an albumin of 40 g/L."""
    _within("albumin", albumin, 5, 70, "g/L")
    return calcium + 0.02 * (40 - albumin)


def corrected_sodium(sodium: float, glucose: float) -> float:
    """Give sodium (mmol/L) as it would be with a glucose of 5.5 mmol/L; only a high one lowers it."""
    _within("glucose", glucose, 5.5, 150, "mmol/L")
    return sodium + 2.4 * (glucose - 5.5) / 5.5


def qtc(qt: float, rate: float, by: Literal["bazett", "fridericia"]) -> float:
    """Give the QT interval (ms) as it would be at 60 beats a minute."""
    _within("QT interval", qt, 200, 800, "ms")
    _within("heart rate", rate, 24, 300, "beats a minute")
    root = 2 if by == "bazett" else 3
    return qt / float((60 / rate) ** (1 / root))


def egfr(creatinine: float, age: float, sex: Sex) -> float:
    """Give the estimated filtration of an adult from creatinine in umol/L, by CKD-EPI 2021."""
    _within("age", age, 18, 120, "years")
    _within("creatinine", creatinine, 5, 5000, "umol/L")
    kappa, alpha, times = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
    share = creatinine / 88.4 / kappa
    return float(142 * min(share, 1) ** alpha * max(share, 1) ** -1.2 * 0.9938**age * times)


def anion_gap(sodium: float, chloride: float, bicarbonate: float) -> float:
    """Give the anion gap without potassium, all in mmol/L."""
    return sodium - chloride - bicarbonate


def osmolality(sodium: float, glucose: float, urea: float) -> float:
    """Give the calculated osmolality (mmol/kg), all in mmol/L."""
    return 2 * sodium + glucose + urea


def fractional_excretion(
    urine: float, serum: float, urine_creatinine: float, creatinine: float, *, free: float = 1.0
) -> float:
    """Give the share (%) of what is filtered that leaves with the urine.

    Both concentrations of the substance are in one unit, and both of creatinine in one unit; ``free`` is
    the share in serum that is not bound to protein and so is filtered at all.
    """
    for name, value in (("serum", serum * free), ("urine creatinine", urine_creatinine)):
        if value <= 0:
            raise BadQuery(f"a fractional excretion needs a value above zero: {name}")
    return 100 * urine * creatinine / (free * serum * urine_creatinine)


def _within(name: str, value: float, low: float, high: float, unit: str) -> None:
    if not low <= value <= high:
        raise BadQuery(f"the formula holds for a {name} of {low:g} to {high:g} {unit}")
