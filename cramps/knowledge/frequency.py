"""How often a finding is seen: the three ways to write it, as numbers and as words."""

from typing import Literal, NamedTuple

from cramps.late_regex import late_regex

#: Bounds of the HPO frequency terms (HP:0040279 and below), as shares of patients.
TERMS: dict[str, tuple[float, float]] = {
    "obligate": (1.0, 1.0),
    "very-frequent": (0.80, 0.99),
    "frequent": (0.30, 0.79),
    "occasional": (0.05, 0.29),
    "very-rare": (0.01, 0.04),
    "excluded": (0.0, 0.0),
}

Band = Literal[
    "obligate", "very-frequent", "frequent", "occasional", "very-rare", "excluded", "unknown"
]

_SHARE = late_regex(r"(\d+)/(\d+)")
#: More figures than this count no people.
_MOST_FIGURES = 10
_PERCENT = late_regex(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?%")


class Frequency(NamedTuple):
    """A share of patients, with what is known of its width."""

    low: float
    high: float
    #: Patients with the finding and patients examined, where the source counts them.
    seen: int | None = None
    examined: int | None = None

    @property
    def middle(self) -> float:
        """The best single guess: the count's own share, else the middle of the range."""
        return (self.low + self.high) / 2


def parse(text: str) -> Frequency:
    """Read ``15/16``, ``92%``, ``50-75%`` or an HPO frequency term.

    Raises ValueError for anything else, and where a share is above one or a range runs backwards.
    """
    if text in TERMS:
        return Frequency(*TERMS[text])
    if match := _SHARE.fullmatch(text):
        if max(map(len, match.groups())) > _MOST_FIGURES:
            raise ValueError(f"{text[:20]}...: more people than there are")
        seen, examined = int(match[1]), int(match[2])
        if seen > examined or not examined:
            raise ValueError(f"{text}: more patients with the finding than patients examined")
        return Frequency(seen / examined, seen / examined, seen, examined)
    if match := _PERCENT.fullmatch(text):
        low = float(match[1]) / 100
        high = float(match[2]) / 100 if match[2] else low
        if not low <= high <= 1:
            raise ValueError(f"{text}: not a range of percentages from low to high")
        return Frequency(low, high)
    raise ValueError(f"{text}: not a frequency; write 15/16, 92%, 50-75% or an HPO term")


def band(text: str | None) -> Band:
    """Give the HPO frequency term that covers a frequency; None is ``unknown``."""
    if text is None:
        return "unknown"
    middle = parse(text).middle
    if middle >= 1:
        return "obligate"
    if middle >= 0.795:
        return "very-frequent"
    if middle >= 0.295:
        return "frequent"
    if middle >= 0.045:
        return "occasional"
    return "very-rare" if middle > 0 else "excluded"


def is_never(text: str | None) -> bool:
    """Tell whether no patient shows it: ``excluded``, or counted and not seen (``0/16``)."""
    return text is not None and text[0] in "0e" and band(text) == "excluded"


def middle(text: str | None) -> float:
    """Give the share of patients, of a range its middle; 0 where none is told."""
    return parse(text).middle if text else 0.0


def words(text: str | None) -> str:
    """Say a frequency for a reader: ``15 of 16 (94 %)``, ``92 %``, ``frequent``."""
    if text is None:
        return "frequency unknown"
    if match := _SHARE.fullmatch(text):
        share = 100 * int(match[1]) / int(match[2])
        return f"{match[1]} of {match[2]} ({share:.0f} %)"
    if text in ("excluded", "obligate"):
        return {"excluded": "never", "obligate": "always"}[text]
    return text.replace("%", " %").replace("-", " to ") if "%" in text else text.replace("-", " ")
