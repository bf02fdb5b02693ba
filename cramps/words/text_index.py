"""Full text: every passage of prose, and in which of them each word stands.

Built when a knowledge base is compiled, and then read word by word; of one that is not compiled it is
built at the first search. Passages are numbered in the order in which equally good ones are shown.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.pieces import UNREADABLE
from cramps.late_regex import late_regex
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.pieces import Pieces, Span

#: A word in a name counts as much as so many in prose.
NAME_WEIGHT: Final = 10
#: Passages that are kept, and read, together.
BLOCK: Final = 64
#: Words lie together by so many first letters of what they fold to.
_SHELF: Final = 2

#: The parts of a compiled knowledge base.
WORDS, POSTINGS, PASSAGES, SIZE = "text-words", "text-postings", "text-passages", "text-size"

_WORD: Final = late_regex(r"[^\W_]+")


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A passage: the names of a record, or a piece of its prose."""

    kind: str
    id: str
    #: The part of the record: ``name``, ``mechanism``, ``treatments`` and so on.
    section: str
    #: Name of the record.
    name: str
    text: str


class Posting(NamedTuple):
    """That a word stands in a passage."""

    passage: int
    #: How often, weighted.
    weight: int
    #: How many words the passage has.
    length: int


class Form(NamedTuple):
    """A word as the texts have it, in lower case without accents, and where it stands."""

    word: str
    postings: list[Posting]


class Size(NamedTuple):
    """How much text there is."""

    passages: int
    words: int


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Give every word of a text, in lower case without accents, with where it begins and ends."""
    for match in _WORD.finditer(text):
        yield _plain(match[0]), match.start(), match.end()


@cache
def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@cache
def key_of(word: str) -> str:
    """Fold a word; a Greek letter, which has no Latin form, is its own key."""
    return fold(word) or word.casefold()


class Built:
    """The full text of a knowledge base, in memory."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.entries = sorted(_entries(kb), key=lambda entry: entry[:3])
        self.words: dict[str, dict[str, list[Posting]]] = {}
        number_of_words = 0
        for number, entry in enumerate(self.entries):
            counted = Counter(word for word, _, _ in tokens(entry[4]))
            length = counted.total()
            number_of_words += length
            weight = NAME_WEIGHT if entry[2] == "name" else 1
            for word, times in counted.items():
                forms = self.words.setdefault(key_of(word), {})
                forms.setdefault(word, []).append(Posting(number, times * weight, length))
        self.size = Size(len(self.entries), number_of_words)

    def forms(self, key: str, *, prefix: bool) -> list[Form]:
        """Give the words that fold to a key, or with ``prefix`` to what begins with it."""
        found = (
            forms for k, forms in self.words.items() if k == key or (prefix and k.startswith(key))
        )
        return sorted(Form(word, postings) for forms in found for word, postings in forms.items())

    def entry(self, number: int) -> Entry:
        """Give a passage."""
        return Entry(*self.entries[number])


class Compiled:
    """The full text of a compiled knowledge base: only what is asked for is read."""

    def __init__(self, kb: KnowledgeBase, words: Pieces, size: Size) -> None:
        self._kb = kb
        self._words = words
        self._postings = self._part(POSTINGS, by_name=False)
        self._passages = self._part(PASSAGES)
        self.size = size

    def _part(self, name: str, *, by_name: bool = True) -> Pieces:
        pieces = self._kb.pieces(name, by_name=by_name)
        if pieces is None:
            raise _damaged(self._kb.origin, name)
        return pieces

    def forms(self, key: str, *, prefix: bool) -> list[Form]:
        """Give the words that fold to a key, or with ``prefix`` to what begins with it."""
        shelf = key[:_SHELF]
        if shelf not in self._words:
            return []
        raw = self._kb.decoded(self._words[shelf], dict[str, dict[str, Any]], WORDS)
        found = (forms for k, forms in raw.items() if k == key or (prefix and k.startswith(key)))
        return sorted(
            Form(word, self._read(span)) for forms in found for word, span in forms.items()
        )

    def _read(self, span: Any) -> list[Posting]:
        try:
            place: Span = msgspec.convert(span, tuple[int, int, int])
            raw = self._postings.at(place, POSTINGS)
            flat = msgspec.json.decode(raw, type=list[int])
            return [Posting(*flat[at : at + 3]) for at in range(0, len(flat), 3)]
        except (*UNREADABLE, TypeError) as error:
            raise _damaged(self._kb.origin, POSTINGS) from error

    def entry(self, number: int) -> Entry:
        """Give a passage."""
        block = str(number // BLOCK)
        try:
            raw = self._passages[block]
            return self._kb.decoded(raw, list[Entry], PASSAGES)[number % BLOCK]
        except (KeyError, IndexError) as error:
            raise _damaged(self._kb.origin, PASSAGES) from error


def _damaged(origin: str, part: str) -> InvalidKnowledgeBase:
    return InvalidKnowledgeBase(f"{origin}: no readable {part}; compile it again")


def text_of(kb: KnowledgeBase) -> Built | Compiled:
    """Give the full text of a knowledge base."""

    def made() -> Built | Compiled:
        words, size = kb.pieces(WORDS), kb.prepared_as(SIZE, Size)
        return Built(kb) if words is None or size is None else Compiled(kb, words, size)

    return kb.once("text", made)


def shelf_of(key: str) -> str:
    """Give the shelf on which a key lies."""
    return key[:_SHELF]


def _entries(kb: KnowledgeBase) -> Iterator[tuple[str, str, str, str, str]]:
    for stem, kind in KINDS.items():
        table = kb.table(stem)
        for record_id in table:
            record = table.plain(record_id)
            name: str = record.get("name") or record.get("title") or ""
            names = " \N{MIDDLE DOT} ".join(_names(record))
            yield kind.one, record_id, "name", name, names
            for section, text in _texts(record):
                yield kind.one, record_id, section, name, text


_NAMING: Final = ("id", "name", "title", "aliases", "synonyms", "lay", "authors", "journal")


def _names(record: dict[str, Any]) -> Iterator[str]:
    for key in _NAMING[1:]:
        value = record.get(key) or ()
        yield from (value,) if isinstance(value, str) else value


def _texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each piece of prose in a record with the section that it stands in."""
    for key, value in record.items():
        if key not in _NAMING:
            own = (value,) if key in _PROSE and isinstance(value, str) else _prose(value)
            for text in own:
                yield key, text


_PROSE: Final = (
    "text",
    "note",
    "figure",
    "flag",
    "threshold",
    "action",
    "question",
    "dose",
    "name",
)


def _prose(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        parts = [node[key] for key in _PROSE if isinstance(node.get(key), str)]
        if parts:
            yield ". ".join(part.rstrip(".") for part in parts)
        for value in node.values():
            if not isinstance(value, str):
                yield from _prose(value)
    elif isinstance(node, list):
        for item in node:
            yield from _prose(item)
