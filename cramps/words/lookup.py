"""The one lookup: a word -> the record that it names.

A word means the same on the command line, in the library, in streams and in phenopackets. It is never
guessed at. It is taken when it is a record's own word after folding, a code, the same words in another
order, or when a single letter was dropped, doubled or swapped and only one record comes into question.
A changed letter is not forgiven: dysphasia is not dysphagia. An HPO term that no record has is taken for
its nearest ancestor that one has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.errors import Ambiguous, BadQuery, CrampsError, NotFound
from cramps.safe_text import printable
from cramps.words.codes import KNOWN, is_code, normal_code
from cramps.words.folding import fold, stem_set, stems, unordered, without_sides
from cramps.words.own_words import CARRYING, NARROWER, Category, label_of
from cramps.words.suggestions import shares_what_tells, suggest
from cramps.words.word_index import LAYERS, Layer, WordIndex

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.hpo_ids import HpoIndex
    from cramps.words.nearest import Near, Nearest

#: Shorter words are not checked for slips: too many differ by one letter.
SHORTEST_SLIP: Final = 6
#: A longer word names nothing.
LONGEST: Final = 200
#: A word is looked for with a number behind it from so many letters on.
_NUMBERED: Final = 3
#: So many words are remembered; a stream of ever new ones must not fill the memory.
REMEMBERED: Final = 50_000


class Found(NamedTuple):
    """What a word was taken for."""

    category: Category
    id: str
    #: What the word was read as, where that is not what was written; None where it is.
    read_as: str | None = None
    #: False where the record is broader than the word, or only near to it: who lacks the narrow may have
    #: the broad, so such a word must not be taken as absent.
    exact: bool = True


def lookup_of(kb: KnowledgeBase) -> Lookup:
    """Give the lookup of a knowledge base, one for all who ask."""
    return kb.once("lookup", lambda: Lookup(kb))


class Lookup:
    """Finds records by their words in one knowledge base; remembers what was asked."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._indexes: dict[Category, WordIndex] = {}
        self._named: dict[tuple[str, tuple[Category, ...]], Found | None] = {}
        self._below: dict[str, tuple[Found, ...]] = {}
        self._sure: dict[tuple[str, tuple[Category, ...]], Found | None] = {}
        self._known: dict[tuple[str, tuple[Category, ...]], Found | CrampsError] = {}

    def find(self, word: str, *categories: Category) -> Found:
        """Find the one record that a word names.

        The categories are tried in order, and the first that knows the word decides. Raises BadQuery
        for an empty word, Ambiguous where a category has several records for it, and NotFound.
        """
        key = (word, categories)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            try:
                known = self._find(word, categories)
            except (Ambiguous, BadQuery, NotFound) as error:
                known = error.again()  # without its traceback, which holds what was on the stack
            if len(word) <= LONGEST:
                self._known[key] = known
        if isinstance(known, CrampsError):
            raise known.again()
        return known

    def suggestions(self, word: str, *categories: Category) -> tuple[str, ...]:
        """Give up to three ids of these categories that a word which names nothing may have meant."""
        folded = fold(word) if len(word) <= LONGEST and not is_code(word) else ""
        if not folded:
            return ()
        ids = [near.id for near in self.nearest(word, *categories, most=3)]
        if len(ids) < 3:
            ids += suggest(folded, (self._index(c).everything() for c in categories))
        meant = (i for i in dict.fromkeys(ids) if self._is_meant(folded, i, categories))
        return tuple(meant)[:3]

    def _is_meant(self, folded: str, record_id: str, categories: tuple[Category, ...]) -> bool:
        """Tell whether a disorder may be meant by a word: what they share must be more than fever or disease."""
        if record_id not in self.kb.disorders or not {"disorder", "family"}.issuperset(categories):
            return True
        index = self._index("disorder").everything()
        marks = {record_id, f"{NARROWER}{record_id}"}
        return shares_what_tells(folded, (key for key, ids in index.items() if marks & set(ids)))

    def nearest(self, word: str, *categories: Category, most: int = 5) -> tuple[Near, ...]:
        """Give the records of these categories whose words come nearest, the nearest first."""
        return self._nearest.ranked(word, *categories, most=most)

    def having(self, word: str, *categories: Category) -> tuple[Near, ...]:
        """Give the records of these categories that have all of some words in one name, among others."""
        from cramps.words.near_synonyms import words_of

        asked = set(words_of(word))
        near = self._nearest.ranked(word, *categories, most=20)
        return tuple(n for n in near if asked and asked <= set(n.by.split()))

    def numbered(self, word: str) -> str | None:
        """Give the one test that has a word with a number behind it in its name: the GAD65 antibodies of GAD."""
        asked = fold(word)
        if not asked.isalpha() or len(asked) < _NUMBERED:
            return None
        having = [
            test
            for test in self.kb.tests
            for plain in (self.kb.tests.plain(test),)
            if any(
                asked != part and asked == part.rstrip("0123456789")
                for name in (plain["name"], *plain.get("synonyms", ()))
                if asked in name.casefold()
                for part in fold(name).split()
            )
        ]
        return having[0] if len(having) == 1 else None

    def of_that_name(self, word: str, *categories: Category, most: int) -> tuple[Near, ...]:
        """Give the disorders and families that have a word in their name; where none has, the nearest records."""
        having = self.having(word, "disorder", "family")
        folded = stem_set(word)
        named = (
            near for near in having if folded <= stem_set(label_of(self.kb, near.category, near.id))
        )
        return tuple(named)[:most] or self.nearest(word, *categories, most=most)

    def sure(self, word: str, *categories: Category) -> Found | None:
        """Take a word that names nothing for the nearest record, where that is sure; it never denies."""
        key = (word, categories)
        if key not in self._sure:
            if len(self._sure) >= REMEMBERED or len(word) > LONGEST:
                self._sure.clear()
            near = self._nearest.sure(word, *categories)
            self._sure[key] = near and Found(
                near.category, near.id, label_of(self.kb, near.category, near.id), exact=False
            )
        return self._sure[key]

    def denied(self, word: str, *categories: Category) -> Found:
        """Find the one record that is denied with a word.

        Raises as `find`, and NotFound for a word that is less than its record: who lacks the one may
        have the other.
        """
        found = self.find(word, *categories)
        if found.exact:
            return found
        name = self.kb.label(found.id)
        raise NotFound(
            f"{printable(word)!r} is less than {name}: who lacks the one may have the other"
        )

    def named(self, word: str, *categories: Category) -> Found | None:
        """Find the one record that has this very word, no slip forgiven; None where there is none."""
        key = (word, categories)
        if key not in self._named and len(word) <= LONGEST:
            if len(self._named) >= REMEMBERED:
                self._named.clear()
            self._named[key] = self._exactly(word, categories)
        return self._named.get(key)

    def _exactly(self, word: str, categories: tuple[Category, ...]) -> Found | None:
        folded = fold(word)
        for category in categories if folded else ():
            if ids := self._index(category).ids(folded):
                try:
                    return self._only(word, category, ids)
                except Ambiguous:
                    return None
        return None

    def below(self, code: str) -> tuple[Found, ...]:
        """Give the findings and results below an HPO term that is broader than all of them."""
        if code not in self._below:
            if len(self._below) >= REMEMBERED or len(code) > LONGEST:
                self._below.clear()
            terms = self._hpo.below(code)
            self._below[code] = tuple(Found(term.category, term.id, term.hpo) for term in terms)
        return self._below[code]

    def _find(self, word: str, categories: tuple[Category, ...]) -> Found:
        if len(word) > LONGEST:
            raise NotFound(f"no {either(categories)} is called {printable(word)!r}")
        if word.isascii() and word.isalpha() and word.islower():  # it may stand there as it is
            for category in categories:
                if ids := self._index(category).ids(word):
                    return self._only(word, category, ids)
        folded = fold(word)
        if not folded:
            raise BadQuery(f"an empty word names no {either(categories)}")
        for layer, category in self._places(categories):
            if ids := self._index(category).ids(folded, layer):
                return self._only(word, category, ids)
        code = normal_code(word)
        found = self._ancestor(code, categories) if code else self._nearly(word, folded, categories)
        if found is not None:
            return found
        if is_code(word):
            raise NotFound(f"no {either(categories)} has the code {printable(word)!r}; {KNOWN}")
        raise NotFound(f"no {either(categories)} is called {printable(word)!r}")

    def _nearly(self, word: str, folded: str, categories: tuple[Category, ...]) -> Found | None:
        """Find what a word is nearly. Raises Ambiguous where several records have it, and none alone."""
        if is_code(word):
            return None
        several: list[str] = []
        found = (
            self._reordered(folded, categories, several)
            or self._slip(word, folded, categories, several)
            or self._of_one_side(folded, categories, several)
            or self._slips(word, categories)
        )
        if found is None and several:
            raise _ambiguous(word, several)
        return found

    def _reordered(
        self, folded: str, categories: tuple[Category, ...], several: list[str]
    ) -> Found | None:
        """Find a word by its own words in another order, then by the forms of its words."""
        words, forms = unordered(folded), stems(folded)
        for layer in LAYERS:
            for key, ids_of, whole in (
                (words, WordIndex.ids_whatever_the_order, True),
                (forms, WordIndex.ids_by_stems, False),
            ):
                found = [
                    (category, marked)
                    for category in (categories if key else ())
                    for marked in _own(ids_of(self._index(category), str(key), layer))
                ]
                if len(found) == 1:
                    ((category, marked),) = found
                    record_id = marked.removeprefix(NARROWER)
                    read_as = key if whole else label_of(self.kb, category, record_id)
                    return Found(category, record_id, read_as, exact=marked == record_id)
                several += [marked.removeprefix(NARROWER) for _, marked in found]
        return None

    def _slip(
        self, word: str, folded: str, categories: tuple[Category, ...], several: list[str]
    ) -> Found | None:
        if len(folded) < SHORTEST_SLIP:
            return None
        # weaknes: the s that looks like a plural's may be what the slip has left of two
        typed = {folded, f"{folded}s"} if word.rstrip().endswith(("s", "S")) else {folded}
        for layer in LAYERS:
            found = {
                (category, marked): key
                for category in categories
                for key, ids in self._index(category).beginning_with(folded[:1], layer).items()
                if any(is_slip(form, key) for form in typed)
                for marked in _own(ids)
            }
            meant = {marked.removeprefix(NARROWER): None for _, marked in found}
            if len(meant) > 1:
                several += meant
                return None
            if meant:
                (category, marked), key = min(
                    found.items(), key=lambda item: item[0][1][:1] == NARROWER
                )
                record_id = marked.removeprefix(NARROWER)
                return Found(category, record_id, key, exact=marked == record_id)
        return None

    def _slips(self, word: str, categories: tuple[Category, ...]) -> Found | None:
        """Find what several words name of which some have slips, each put right by itself."""
        from cramps.words.slips import slips_of

        slips = slips_of(self.kb)
        words = word.casefold().split()
        right = [slips.meant(part) or part for part in words]
        if right == words:
            return None
        try:
            found = self._find(" ".join(right), categories)
        except (Ambiguous, BadQuery, NotFound):
            return None
        return found._replace(read_as=found.read_as or " ".join(right))

    def _of_one_side(
        self, folded: str, categories: tuple[Category, ...], several: list[str]
    ) -> Found | None:
        """Find what is told of one side, or of both: who lacks it there may have it elsewhere."""
        bare = without_sides(folded)
        if bare is None:
            return None
        try:
            found = self._find(bare, categories)
        except Ambiguous as error:
            several += error.did_you_mean
            return None
        except (BadQuery, NotFound):
            return None
        return found._replace(read_as=bare, exact=False)

    def _places(self, categories: tuple[Category, ...]) -> Iterator[tuple[Layer, Category]]:
        """Give where to look, in order: first among the words that the records have themselves."""
        for layer in LAYERS:
            for category in categories:
                if layer == "own" or category in CARRYING:
                    yield layer, category

    def _ancestor(self, code: str, categories: tuple[Category, ...]) -> Found | None:
        term = self._hpo.find(code)
        if term is None or term.category not in categories:
            return None
        same = term.exact and term.hpo == code
        return Found(term.category, term.id, None if same else term.hpo, term.exact)

    def _only(self, word: str, category: Category, marked: list[str]) -> Found:
        """Give the one record; its own word goes before one that is only narrower than another record."""
        ids = _own(marked)
        if len(ids) > 1:
            raise _ambiguous(word, [record_id.removeprefix(NARROWER) for record_id in ids])
        record_id = ids[0].removeprefix(NARROWER)
        own = ids[0] == record_id
        return Found(
            category, record_id, None if own else label_of(self.kb, category, record_id), own
        )

    def _index(self, category: Category) -> WordIndex:
        if category not in self._indexes:
            self._indexes[category] = WordIndex(self.kb, category)
        return self._indexes[category]

    @cached_property
    def _nearest(self) -> Nearest:
        from cramps.words.nearest import Nearest

        return Nearest(self.kb)

    @cached_property
    def _hpo(self) -> HpoIndex:
        from cramps.words.hpo_ids import HpoIndex  # for a code that no record has

        return HpoIndex(self.kb)


def _own(marked: list[str]) -> list[str]:
    """Give the records of which a word is the own; where it is none's, those than which it is narrower."""
    return [record_id for record_id in marked if record_id[:1] != NARROWER] or marked


def _ambiguous(word: str, ids: Iterable[str]) -> Ambiguous:
    meant = tuple(dict.fromkeys(ids))
    return Ambiguous(
        f"{printable(word)!r} can mean {len(meant)} records ({', '.join(meant)}); name one of them",
        meant[:3],
    )


def either(categories: tuple[Category, ...]) -> str:
    """Name the kinds of record that are looked for."""
    return " or ".join(c for c in categories if c != "family" or len(categories) == 1)


def is_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter was dropped, added or swapped with its neighbour; not changed.

    The first letter must agree: asymmetric is not symmetric. So must the figures: every code is near
    to another one.
    """
    if abs(len(typed) - len(meant)) > 1 or typed[:1] != meant[:1] or typed == meant:
        return False
    if _figures(typed) != _figures(meant):
        return False
    shorter, longer = sorted((typed, meant), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = typed[start : start + 2] == meant[start : start + 2][::-1]
    return swapped and typed[start + 2 :] == meant[start + 2 :]


def _figures(word: str) -> str:
    return "".join(filter(str.isdigit, word))
