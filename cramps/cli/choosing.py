"""Words of the command line -> records, and what is said of those that name none."""

from typing import TYPE_CHECKING

from cramps.cli.output import Output
from cramps.errors import CrampsError, NotFound

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.closed_lists import CardSection
    from cramps.words.lookup import Lookup
    from cramps.words.own_words import Category


def lookup_of(kb: "KnowledgeBase") -> "Lookup":
    """Give the lookup of a knowledge base, one for all words of a call."""
    from cramps.words import lookup

    return lookup.lookup_of(kb)


def pick(
    kb: "KnowledgeBase", out: Output, word: str, *categories: "Category"
) -> tuple["Category", str]:
    """Find the record that a word names, and say so where it was not its own word.

    Raises NotFound, with suggestions or the command that knows the word, and Ambiguous.
    """
    lookup = lookup_of(kb)
    try:
        found = lookup.find(word, *categories)
    except NotFound as unknown:
        raise helped(lookup, word, unknown, categories) from None
    if found.read_as is not None:
        from cramps.cases.reader import said

        out.note(said(word, found))
    return found.category, found.id


def pick_sure(
    kb: "KnowledgeBase", out: Output, word: str, *categories: "Category", exact: bool
) -> tuple["Category", str]:
    """Find the record that a word names, or else the nearest where that is sure, and say so.

    With ``exact`` only the former. Raises as `pick`.
    """
    try:
        return pick(kb, out, word, *categories)
    except NotFound:
        lookup = lookup_of(kb)
        meant = None if exact else _measured(out, lookup, word, *categories)
        meant = meant or (None if exact else _nearest(out, lookup, word, *categories))
        if meant is None:
            raise
    return meant


def _measured(
    out: Output, lookup: "Lookup", word: str, *categories: "Category"
) -> tuple["Category", str] | None:
    """Give the result that a number in a word shows, and say so; None where there is none."""
    from cramps.cases.measured_in_words import read_as, result_of

    found = result_of(lookup, word, *categories)
    if found is None:
        return None
    out.note(read_as(word, found))
    return found.category, found.id


def _nearest(
    out: Output, lookup: "Lookup", word: str, *categories: "Category"
) -> tuple["Category", str] | None:
    """Give the nearest record where that is sure, and say so; of medicines never."""
    near = None if "drug" in categories else lookup.sure(word, *categories)
    if near is None:
        return None
    from cramps.cases.reader import taken_as

    out.note(taken_as(word, near))
    return near.category, near.id


def pick_disorder(kb: "KnowledgeBase", out: Output, word: str) -> str:
    """Find the disorder that a word names, or the one that is popularly called as a finding is; say so.

    Claudication is a finding, and what people call peripheral artery disease with intermittent claudication.
    Raises as `pick`; where several disorders have the word in their names, it suggests them.
    """
    try:
        return pick_sure(kb, out, word, "disorder", exact=False)[1]
    except NotFound as error:
        unknown = error
    lookup = lookup_of(kb)
    having = [near.id for near in lookup.having(word, "disorder")]
    called = [disorder for disorder in having if _is_called(kb, disorder, word)]
    if len(called) != 1 or lookup.named(word, "finding") is None:
        quote = "" if " " in word else "; a name of several words is put in quotes"
        raise NotFound(unknown.message + quote, tuple(having[:3]) or unknown.did_you_mean)
    (disorder,) = called
    name = kb.name("disorders", disorder)
    out.note(f"{word!r} is a finding; taken as {name} ({disorder}), which is called so")
    return disorder


def _is_called(kb: "KnowledgeBase", disorder: str, word: str) -> bool:
    """Tell whether a word, or it with one more, is a name of a disorder: intermittent claudication."""
    from cramps.words.folding import fold

    known, said = kb.disorders[disorder], fold(word).split()
    names = (fold(name).split() for name in (known.name, *known.aliases))
    return any(len(name) <= len(said) + 1 and set(said) <= set(name) for name in names)


def put_together(kb: "KnowledgeBase", names: list[str]) -> list[str]:
    """Join words behind one another that are one name, where one of them is none by itself: spinal stenosis."""
    lookup = lookup_of(kb)

    def is_name(word: str) -> bool:
        known = lookup.named(word, "disorder", "finding") or lookup.sure(word, "disorder")
        return known is not None

    if not all(name.strip() for name in names):  # who looks them up says what is wrong
        return names
    alone = [is_name(name) for name in names]
    joined: list[str] = []
    n = 0
    while n < len(names):
        ends = range(len(names), n + 1, -1)
        unknown = (e for e in ends if not all(alone[n:e]) and is_name(" ".join(names[n:e])))
        end = n + 1 if alone[n] and all(alone[n : n + 2]) else next(unknown, n + 1)
        joined.append(" ".join(names[n:end]))
        n = end
    return joined


def pick_all(
    kb: "KnowledgeBase", out: Output, names: list[str], *categories: "Category"
) -> list[tuple["Category", str]] | None:
    """Find the records that words name: each for itself, or else all together as one name.

    Where they name none, the nearest is taken where that is sure, and said; of medicines never. Else what
    comes nearest is shown, and None given. Raises NotFound where nothing comes near, or another command
    knows them and none here has them in its name, and Ambiguous.
    """
    unknown, together = _unknown(kb, names, categories)
    if unknown is not None and together != names[0]:
        unknown, _ = _unknown(kb, [together], categories)
        names = [together]
    if unknown is None:
        return [pick(kb, out, name, *categories) for name in names]
    lookup = lookup_of(kb)
    if measured := _measured(out, lookup, together, *categories):
        return [measured]
    near = lookup.nearest(together, *categories)
    having = lookup.having(together, *categories) if near else ()
    if not having and (not near or not unknown.did_you_mean):
        raise unknown
    if sure := _nearest(out, lookup, together, *categories):
        return [sure]
    if "test" in categories and (test := lookup.numbered(together)):
        out.note(f"{together!r} taken as {kb.name('tests', test)} ({test})")
        return [("test", test)]
    from cramps.output.views.nearest import listing

    if unknown.did_you_mean:
        out.note(f"{unknown.message}; these come nearest")
    else:  # another command knows the word, and these have it in their names
        out.note(f"{unknown.message}; these have the word in their names")
    out.show(listing(kb, together, having or near))
    return None


def shown_of(
    kb: "KnowledgeBase",
    out: Output,
    names: list[str],
    section: "CardSection",
    *categories: "Category",
) -> bool:
    """Show a section of a disorder where a disorder is named in place of a record of these kinds."""
    lookup = lookup_of(kb)
    try:
        found = lookup.find(" ".join(names), *categories, "disorder")
    except CrampsError:
        return False
    if found.category != "disorder":
        return False
    from cramps.output.views.disorder_card import card

    out.show_cards([card(kb, found.id, [section])])
    return True


def _unknown(
    kb: "KnowledgeBase", names: list[str], categories: tuple["Category", ...]
) -> tuple[CrampsError | None, str]:
    """Give why names are not known, and what to look for: the first of them, or all as one name."""
    lookup = lookup_of(kb)
    missing: list[tuple[CrampsError, str]] = []
    for name in names:
        try:
            lookup.find(name, *categories)
        except NotFound as error:
            missing.append((helped(lookup, name, error, categories), name))
    if not missing:
        return None, names[0]
    alone = len(missing) < len(names) or any(not error.did_you_mean for error, _ in missing)
    return missing[0] if alone else (missing[0][0], " ".join(names))


#: The command that shows a record of a category.
ELSEWHERE: dict["Category", str] = {
    "disorder": "cramps show",
    "family": "cramps show",
    "finding": "cramps symptoms",
    "test": "cramps tests",
    "result": "cramps tests",
    "treatment": "cramps treatments",
    "drug": "cramps drugs",
    "red flag": "cramps overview",
}


def helped(
    lookup: "Lookup", word: str, unknown: CrampsError, categories: tuple["Category", ...]
) -> CrampsError:
    """Give an error with what helps on: the command that knows the word, else suggestions."""
    if not isinstance(unknown, NotFound) or unknown.did_you_mean:
        return unknown
    others = [category for category in ELSEWHERE if category not in categories]
    try:
        found = lookup.find(word, *others)
    except CrampsError:
        suggestions = lookup.suggestions(word, *categories)
        message = unknown.message
        if "disorder" in categories:
            from cramps.words.not_covered import about

            message += about(word, suggestions)
        return NotFound(message, suggestions)
    known = f", but a {found.category} is: {ELSEWHERE[found.category]} {found.id}"
    return NotFound(unknown.message + known)
