"""Units of measurement: UCUM codes, the usual abbreviations and plain words, and the way between them.

A unit is read as its size and its dimension. What one mole weighs, and how many equivalents it has,
is a matter of the substance, and comes from the knowledge base.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from cramps.late_regex import late_regex

#: A longer text is no unit.
LONGEST: Final = 60

#: Prefix -> factor, after folding: nothing here is measured in megas.
_PREFIXES: Final = {
    "k": 1e3,
    "d": 1e-1,
    "c": 1e-2,
    "m": 1e-3,
    "u": 1e-6,
    "n": 1e-9,
    "p": 1e-12,
    "f": 1e-15,
}

#: Unit -> size and what it measures. A katal is a mole a second, an enzyme unit a micromole a minute.
_BASES: Final[dict[str, tuple[float, str]]] = {
    "mol": (1.0, "mol"),
    "g": (1.0, "g"),
    "eq": (1.0, "eq"),
    "u": (1.0, "u"),
    "iu": (1.0, "u"),
    "kat": (6e7, "u"),
    "osm": (1.0, "mol"),
    "l": (1.0, "l"),
    "s": (1.0, "s"),
    "sec": (1.0, "s"),
    "min": (60.0, "s"),
    "h": (3600.0, "s"),
    "hr": (3600.0, "s"),
    "d": (86400.0, "s"),
    "day": (86400.0, "s"),
    "m2": (1.0, "m2"),
    "pa": (1.0, "pa"),
    "mmhg": (133.322, "pa"),
    "torr": (133.322, "pa"),
    "cmh2o": (98.0665, "pa"),
    "cel": (1.0, "cel"),
    "c": (1.0, "cel"),
    "degf": (1.0, "degf"),
    "f": (1.0, "degf"),
    "mm3": (1e-6, "l"),
    "mm": (1e-3, "m"),
    "%": (1e-2, ""),
    "ph": (1.0, ""),
    "": (1.0, ""),
}

#: Words and signs, in the order in which they are replaced.
_SPELT: Final = tuple(
    (late_regex(pattern), short)
    for pattern, short in (
        (r"^ucum:", ""),
        (r"[\[\]{}_]", ""),
        (r"(beats?|breaths?|cells?)(?=\b|/)", ""),
        (r"\bbpm\b", "/min"),
        (r"\bmcg\b", "ug"),
        (r"\bmilli\s*(?=[a-z])", "m"),
        (r"\bmicro\s*(?=[a-z])", "u"),
        (r"\bnano\s*(?=[a-z])", "n"),
        (r"\bpico\s*(?=[a-z])", "p"),
        (r"\bdeci\s*(?=[a-z])", "d"),
        (r"\bkilo\s*(?=[a-z])", "k"),
        (r"\s+per\s+", "/"),
        (r"\b(international|enzyme)\s+(?=unit)", ""),
        (r"units?\b", "u"),
        (r"mols\b|moles?\b", "mol"),
        (r"grams?\b|grammes?\b", "g"),
        (r"equivalents?\b", "eq"),
        (r"osmoles?\b", "osm"),
        (r"katals?\b", "kat"),
        (r"(liter|litre)s?\b", "l"),
        (r"percent\b|per cent\b", "%"),
        (r"degrees?\s*", "deg"),
        (r"degc(elsius)?\b|\u00b0\s*c\b|\bcelsius\b", "cel"),
        (r"degfahrenheit\b|\u00b0\s*f\b|\bfahrenheit\b", "degf"),
        (r"\bmm\s*hg\b", "mmhg"),
        (r"\bcm\s*h2o\b", "cmh2o"),
        (r"\bmm\^?3\b", "mm3"),
        (r"(thousands?|k|10\^?3|10\*3)\s*/\s*(?=(ul|mm3)\b)", "1000/"),
        (r"[x\u00d7]?\s*10\s*[*^e]\s*(\d)\b", r"1e\1"),
        (r"[x\u00d7]\s*109/l", "1e9/l"),
        (r"\s+", ""),
    )
)
_FACTOR: Final = late_regex(r"(\d+(?:\.\d+)?(?:e\d)?)?([a-z%][a-z0-9%]*)?")

Dimension = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """A unit as its size and the powers of what it measures."""

    size: float
    dimension: Dimension


class Substance(NamedTuple):
    """What a unit has to be told of a substance: grams, and equivalents, in a mole."""

    molar_mass: float | None = None
    charge: int | None = None


@lru_cache(maxsize=1000)
def plain(text: str) -> str:
    """Bring a unit into one spelling: no case, no spaces, ``u`` for micro."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    folded = folded.replace("\N{GREEK SMALL LETTER MU}", "u")
    for pattern, short in _SPELT:
        folded = pattern.sub(short, folded)
    return folded


@lru_cache(maxsize=1000)
def unit_of(text: str) -> Unit | None:
    """Read a unit: UCUM, a usual abbreviation, or words; None for what is none."""
    if len(text) > LONGEST:
        return None
    above, *below = plain(text).split("/")
    size, powers = 1.0, dict[str, int]()
    for part, power in ((above, 1), *((part, -1) for part in below)):
        read = _factor(part)
        if read is None:
            return None
        size *= read[0] ** power
        powers[read[1]] = powers.get(read[1], 0) + power
    dimension = tuple(sorted((base, power) for base, power in powers.items() if base and power))
    return Unit(size, dimension)


def _factor(part: str) -> tuple[float, str] | None:
    """Read one side of a slash, such as ``24h`` or ``mmol``."""
    match = _FACTOR.fullmatch(part)
    if match is None:
        return None
    number, name = float(match[1] or 1), match[2] or ""
    if name in _BASES:
        return number * _BASES[name][0], _BASES[name][1]
    prefix, base = _PREFIXES.get(name[0]), _BASES.get(name[1:])
    if prefix is None or base is None or not name[1:]:
        return None
    return number * prefix * base[0], base[1]


def factor(given: str, wanted: str, substance: Substance | None = None) -> float | None:
    """Give what a value in one unit is multiplied by to be in another; None where it is not known."""
    if plain(given) == plain(wanted):
        return 1.0
    one, other = unit_of(given), unit_of(wanted)
    if one is None or other is None:
        return None
    if one.dimension == other.dimension:
        return one.size / other.size
    in_moles, wanted_in_moles = _in_moles(one, substance), _in_moles(other, substance)
    if in_moles is None or wanted_in_moles is None:
        return None
    if in_moles.dimension != wanted_in_moles.dimension:
        return None
    return in_moles.size / wanted_in_moles.size


def _in_moles(unit: Unit, substance: Substance | None) -> Unit | None:
    """Give the same unit with moles in place of a mass or a charge above the line."""
    powers = dict(unit.dimension)
    if powers.get("mol") == 1:
        return unit
    for base, per_mole in (
        ("g", substance and substance.molar_mass),
        ("eq", substance and substance.charge),
    ):
        if powers.get(base) == 1 and per_mole:
            del powers[base]
            return Unit(unit.size / per_mole, tuple(sorted({**powers, "mol": 1}.items())))
    return None
