"""How the closed lists of the model are said to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cramps.knowledge import closed_lists
from cramps.late_regex import late_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


NOT_A_DIAGNOSIS = "A reference, not a diagnosis: what it says supports a clinician's judgement."

#: The same where a line is all the room there is.
NO_DIAGNOSIS = "A reference, not a diagnosis."


def said(identifier: str) -> str:
    """Say a word of a closed list for a reader: ``true-cramp`` is ``true cramp``."""
    return _SAID.get(identifier) or identifier.replace("-", " ")


_SAID = {
    "x-linked": "X-linked",
    "electrolyte-endocrine": "electrolytes and hormones",
    "drug-toxic": "drugs and toxins",
    "look-alike": "look-alikes",
    "excitation-contraction": "excitation-contraction coupling",
}


def contracts(phenomena: Iterable[str]) -> str:
    """Say what contracts in a disorder; some cause pain or weakness that is taken for cramp."""
    return ", ".join(map(said, phenomena)) or "no contraction established"


#: A sentence ends here, and another begins.
_SENTENCE_END = late_regex(r"(?<=[.?!]) (?=[A-Z])")


def whole_sentences(text: str, letters: int) -> str:
    """Give so many whole sentences of a text as so many letters hold, the first in any case."""
    first, *more = _SENTENCE_END.split(text)
    told = first
    for sentence in more:
        if len(told) + 1 + len(sentence) > letters:
            break
        told += f" {sentence}"
    return told


#: So many words that were not understood are named in a line.
_FEW = 12


def few(words: Sequence[str]) -> str:
    """Name the first of many words, and how many more there are."""
    more = len(words) - _FEW
    return ", ".join(words[:_FEW]) + (f" and {more} more" if more > 0 else "")


def listed(words: Sequence[str]) -> str:
    """Name all of some words: the last is joined by "and"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def span(bands: Sequence[str]) -> str:
    """Say ages of onset: of more than two that follow one another the first and the last."""
    order = get_args(closed_lists.OnsetBand)
    places = sorted(order.index(band) for band in bands)
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{said(order[places[0]])} to {said(order[places[-1]])}"
    return ", ".join(map(said, bands))


def inside(name: str) -> str:
    """Begin a name in lower case inside a line, unless it is an eponym or an abbreviation."""
    first, _, rest = name.partition(" ")
    eponym = first in _PROPER or first[1:] != first[1:].lower()
    eponym = eponym or rest.startswith(("sign", "phenomenon", "test"))
    return name if eponym else name[:1].lower() + name[1:]


_PROPER = frozenset(
    [
        *("Lyme", "Borrelia", "Brugada", "Chvostek", "Trousseau", "Parkinson", "Spanish"),
        *("Bartter", "Becker", "Brody", "Danon", "Fabry", "Friedreich", "Gitelman", "Hers"),
        *("Hirayama", "Isaacs", "Kennedy", "Krabbe", "Morvan", "Pompe", "Richieri", "Satoyoshi"),
        "Tarui",
    ]
)


SEX: dict[closed_lists.SexSkew, str] = {
    "male-only": "males only",
    "male": "more often males",
    "female": "more often females",
    "female-only": "females only",
    "none": "both sexes alike",
}
#: From what to do first to what to leave.
STANCES: dict[closed_lists.Stance, str] = {
    "first-line": "first line",
    "option": "an option",
    "specialist": "by specialists",
    "avoid": "AVOID",
}
TARGETS: dict[closed_lists.TreatmentTarget, str] = {
    "cramps": "the cramps",
    "spasms": "the spasms",
    "symptoms": "other symptoms",
    "disease": "the disease",
}
#: From what cannot wait to what can.
URGENCY: dict[closed_lists.Urgency, str] = {"now": "NOW", "same-day": "SAME DAY", "soon": "SOON"}
#: What of a rule of danger the editors judged.
JUDGED: dict[closed_lists.Judged, str] = {
    "urgency": "how urgent it is",
    "threshold": "the limit",
    "combination": "what belongs together",
    "action": "what to do",
}
