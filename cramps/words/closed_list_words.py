"""Words of a closed list, however they are written."""

from difflib import get_close_matches
from typing import Final, TypeVar

from cramps.errors import BadQuery
from cramps.safe_text import printable

T = TypeVar("T", bound=str)

#: Another spelling, or a short form -> the word of the list.
_SAME: Final = {
    "m": "male",
    "man": "male",
    "boy": "male",
    "f": "female",
    "woman": "female",
    "girl": "female",
    "gp": "primary-care",
    "general-practice": "primary-care",
    "specialist": "neurology",
    "neurologist": "neurology",
    "ischemic-pain": "ischaemic-pain",
}
#: What readers call a group of disorders -> its id; a plural too.
_GROUPS: Final = {
    **dict.fromkeys(
        (
            "electrolyte",
            "electrolytes-and-hormones",
            "endocrine",
            "hormone",
            "hormonal",
            "metabolic",
        ),
        "electrolyte-endocrine",
    ),
    **dict.fromkeys(("muscle", "myopathy", "myopathies", "myopathic", "muscular"), "muscle"),
    **dict.fromkeys(
        (
            "nerve",
            "neuropathy",
            "neuropathies",
            "neuropathic",
            "peripheral-nerve",
            "root",
            "radiculopathy",
        ),
        "nerve",
    ),
    **dict.fromkeys(
        (
            "motor-neuron",
            "motor-neurone",
            "motor-neuron-disease",
            "motor-neurone-disease",
            "mnd",
            "anterior-horn",
        ),
        "motor-neuron",
    ),
    **dict.fromkeys(("hyperexcitability", "nerve-hyper-excitability"), "nerve-hyperexcitability"),
    **dict.fromkeys(("ion-channel", "channel", "channelopathies"), "channelopathy"),
    **dict.fromkeys(
        ("drug", "medicine", "medication", "toxin", "toxic", "poison", "poisoning", "iatrogenic"),
        "drug-toxic",
    ),
    **dict.fromkeys(("drugs-and-toxins", "drug-related", "drug-induced"), "drug-toxic"),
    **dict.fromkeys(
        ("brain", "spinal-cord", "brain-and-spinal-cord", "cns", "central-nervous-system"),
        "central",
    ),
    **dict.fromkeys(("general", "internal", "internal-medicine", "organ"), "systemic"),
    **dict.fromkeys(("unknown", "unknown-cause", "no-known-cause", "primary"), "idiopathic"),
    **dict.fromkeys(("look-alike", "lookalike", "mimic"), "look-alike"),
}


def group_called(word: str) -> str | None:
    """Give the id of the group of disorders that readers call so; None for what none is called."""
    for wanted in (_plain(word), _plain(word).removesuffix("s")):
        if wanted in _GROUPS:
            return _GROUPS[wanted]
    return None


def _plain(word: str) -> str:
    return "-".join(word.strip().lower().replace("_", " ").split())


def one_of(word: str, allowed: tuple[T, ...], what: str) -> T:
    """Take a word of a closed list: case, spaces and underscores do not count; of a group what readers call it.

    Raises BadQuery, with suggestions, for another word.
    """
    wanted = _plain(word)
    for value in allowed:
        if value in (wanted, f"{wanted}s", _SAME.get(wanted)):  # one treatment, or treatments
            return value
    for value in allowed if what == "group" else ():
        if value == group_called(word):
            return value
    alike = 0.6 if what == "group" else 0.5
    close: list[str] = get_close_matches(wanted[:100], allowed, n=3, cutoff=alike)
    close += [v for v in allowed if wanted and wanted in v and v not in close]
    hint = "" if close else f"; there are {', '.join(allowed)}"
    raise BadQuery(f"no {what} is called {printable(word)!r}{hint}", tuple(close[:3]))
