"""Words of the command line -> words of a closed list, or records."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from cramps.cli.output import Output
from cramps.errors import CrampsError, NotFound

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.hpo_ids import Term
    from cramps.words.names import Category

T = TypeVar("T", bound=str)


def one_of(word: str, allowed: tuple[T, ...], option: str) -> T:
    """Take a word of a closed list, however it is written. Raises NotFound with suggestions."""
    wanted = word.strip().lower().replace(" ", "-").replace("_", "-")
    wanted = wanted.replace("ischemic", "ischaemic")
    for value in allowed:
        if value == wanted:
            return value
    close: list[str] = get_close_matches(wanted, allowed, n=3, cutoff=0.5)
    close += [v for v in allowed if wanted and wanted in v and v not in close]
    hint = "" if close else f"; there are {', '.join(allowed)}"
    raise NotFound(f"no {option} is called {word!r}{hint}", tuple(close[:3]))


def pick(
    kb: "KnowledgeBase", out: Output, word: str, *categories: "Category", exact: bool = False
) -> tuple["Category", str]:
    """Find the record that a word names, and say so where a slip was forgiven.

    An HPO term is taken for its nearest ancestor here, but not where it must be ``exact``: who lacks
    the narrow may have the broad.
    """
    from cramps.words.names import resolve

    try:
        meaning = resolve(kb, word, *categories)
    except NotFound as unknown:
        nearest = _nearest(kb, word, categories)
        if nearest and (nearest.exact or not exact):
            broader = "" if nearest.exact else ", which is broader"
            out.note(f"{word} read as {nearest.hpo} ({nearest.id}){broader}")
            return nearest.category, nearest.id
        _point_elsewhere(kb, word, unknown, categories)
        raise
    if meaning.corrected:
        out.note(f"{word!r} read as {meaning.corrected!r}")
    return meaning.category, meaning.id


def _nearest(kb: "KnowledgeBase", word: str, categories: tuple["Category", ...]) -> "Term | None":
    """Give the nearest ancestor of an HPO term that stands here, where it is of these categories."""
    if word.strip()[:2].upper() != "HP":
        return None
    from cramps.words.hpo_ids import find

    term = find(kb, word)
    return term if term and term.category in categories else None


#: The command that shows a record of a category.
ELSEWHERE: dict["Category", str] = {
    "disorder": "cramps show",
    "family": "cramps show",
    "finding": "cramps symptoms",
    "test": "cramps tests",
    "result": "cramps tests",
    "treatment": "cramps treatments",
    "drug": "cramps drugs",
    "red-flag": "cramps overview",
}


def _point_elsewhere(
    kb: "KnowledgeBase", word: str, unknown: NotFound, categories: tuple["Category", ...]
) -> None:
    """Say so where the word names a record of another kind."""
    from cramps.words.names import resolve

    others = [category for category in ELSEWHERE if category not in categories]
    try:
        meaning = resolve(kb, word, *others)
    except CrampsError:
        return
    unknown.message += f", but a {meaning.category} is: {ELSEWHERE[meaning.category]} {meaning.id}"
    unknown.did_you_mean = ()
