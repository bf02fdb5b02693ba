"""What laboratories measure: its names and codes, and how its units go from one to another."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.knowledge.model import Test


class Analyte(NamedTuple):
    """What is measured, under the names by which nothing else is meant."""

    names: tuple[str, ...]
    loinc: tuple[str, ...]
    #: Grams in a mole, where laboratories report mass and tests are in moles, or the other way.
    molar_mass: float | None = None
    #: Equivalents in a mole.
    charge: int | None = None


#: Only LOINC codes whose published meaning was looked up: all of serum or plasma.
ANALYTES: Final = (
    Analyte(("creatine kinase", "creatine phosphokinase", "CK", "CPK"), ("2157-6",)),
    Analyte(("potassium",), ("2823-3",), 39.098, 1),
    Analyte(("sodium",), (), 22.990, 1),
    Analyte(("calcium", "total calcium"), (), 40.078, 2),
    Analyte(
        ("magnesium",),
        (
            "19123-9",
            "2601-3",
        ),
        24.305,
        2,
    ),
    Analyte(("phosphate", "phosphorus", "inorganic phosphate"), (), 30.974),
    Analyte(("creatinine",), (), 113.12),
    Analyte(("glucose",), (), 180.16),
    Analyte(("lactate", "lactic acid"), (), 90.08),
    Analyte(("hba1c", "hemoglobin a1c", "glycated hemoglobin"), ()),
    Analyte(("thyroid stimulating hormone", "TSH", "thyrotropin"), ("3016-3",)),
    Analyte(("free thyroxine", "free T4"), (), 776.87),
    Analyte(("parathyroid hormone", "intact PTH", "PTH"), ()),
    Analyte(("25-hydroxyvitamin D", "vitamin D"), ("1989-3",), 400.64),
    Analyte(("vitamin B12", "cobalamin"), ("2132-9",), 1355.4),
    Analyte(("homocysteine",), (), 135.19),
)

_PREFIXES: Final = {"": 1.0, "d": 1e-1, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}
_UNIT: Final = re.compile(r"([dmunp]?)(mol|g|eq|iu|u)/([dmu]?)l")
_SPELT: Final = (
    (r"\bmilli", "m"),
    (r"\bmicro", "u"),
    (r"\bnano", "n"),
    (r"\bpico", "p"),
    (r"\bdeci", "d"),
    (r"\s+per\s+", "/"),
    (r"\binternational units?\b|\benzyme units?\b|\bunits?\b", "u"),
    (r"moles?\b", "mol"),
    (r"grams?\b", "g"),
    (r"equivalents?\b", "eq"),
    (r"(liter|litre)s?\b", "l"),
)


def analyte_of(test: Test) -> Analyte | None:
    """Give what a test measures; None where it is no analyte known here."""
    own = {fold(test.id), fold(test.name)}
    return next((a for a in ANALYTES if own & {fold(name) for name in a.names}), None)


class Unit(NamedTuple):
    """A unit as its size in mol, g, eq or u a litre."""

    size: float
    quantity: str


def unit_of(text: str) -> Unit | None:
    """Read a unit of concentration: UCUM, a usual abbreviation, or words; None for another."""
    plain = _plain(text).removeprefix("ucum:")
    for words, short in _SPELT:
        plain = re.sub(words, short, plain)
    plain = plain.replace("[iu]", "iu").replace("[u]", "u").replace(" ", "")
    match = _UNIT.fullmatch(plain)
    if match is None:
        return None
    quantity = "u" if match[2] == "iu" else match[2]
    return Unit(_PREFIXES[match[1]] / _PREFIXES[match[3]], quantity)


def factor(given: str, wanted: str, analyte: Analyte | None) -> float | None:
    """Give what a value in one unit is multiplied by to be in another; None where it is not known."""
    if _plain(given).replace(" ", "") == _plain(wanted).replace(" ", ""):
        return 1.0
    one, other = unit_of(given), unit_of(wanted)
    if one is None or other is None:
        return None
    moles = {
        "mol": 1.0,
        "g": 1 / analyte.molar_mass if analyte and analyte.molar_mass else None,
        "eq": 1 / analyte.charge if analyte and analyte.charge else None,
    }
    if one.quantity == other.quantity:
        return one.size / other.size
    per_one, per_other = moles.get(one.quantity), moles.get(other.quantity)
    if per_one is None or per_other is None:
        return None
    return one.size * per_one / (other.size * per_other)


def _plain(unit: str) -> str:
    plain = unicodedata.normalize("NFKC", unit).strip().casefold()
    return plain.replace("\N{GREEK SMALL LETTER MU}", "u")
