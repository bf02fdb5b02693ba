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
    "ischemic-pain": "ischaemic-pain",
}


def one_of(word: str, allowed: tuple[T, ...], what: str) -> T:
    """Take a word of a closed list: case, spaces and underscores do not count.

    Raises BadQuery, with suggestions, for another word.
    """
    wanted = "-".join(word.strip().lower().replace("_", " ").split())
    for value in allowed:
        if value in (wanted, _SAME.get(wanted)):
            return value
    close: list[str] = get_close_matches(wanted[:100], allowed, n=3, cutoff=0.5)
    close += [v for v in allowed if wanted and wanted in v and v not in close]
    hint = "" if close else f"; there are {', '.join(allowed)}"
    raise BadQuery(f"no {what} is called {printable(word)!r}{hint}", tuple(close[:3]))
