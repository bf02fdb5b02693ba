"""The words that records answer to, as an index: made once when a knowledge base is compiled.

A key is a folded word (`folding.fold`), or the words of a name whatever their order. An id behind a
``~`` stands for a word that is narrower than the record, or only near to it: it finds the record, but
denying the word does not deny the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Raw

from cramps.words.folding import stem, stems, unordered
from cramps.words.own_words import CARRYING, NARROWER, Category, Index, build, put

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: A key with one of them is a code or a level, which has no other forms.
_CODE_MARKS: Final = ":=<>"


def build_unordered(index: Index) -> Index:
    """Give the index of the same words whatever their order."""
    turned: Index = {}
    for key, ids in index.items():
        if words := unordered(key):
            for marked in ids:
                put(turned, words, marked.removeprefix(NARROWER), same=marked[:1] != NARROWER)
    return turned


def is_coded(key: str) -> bool:
    """Tell whether a folded word is a code or a level, of which there are no other forms."""
    return any(mark in key for mark in _CODE_MARKS)


def build_stems(index: Index, category: Category) -> Index:
    """Give the index of the stems of the same words, whatever their order."""
    stemmed: Index = {}
    for key, ids in index.items():
        if is_coded(key) or key.startswith("the "):  # who runs has not the runs
            continue
        if (words := stems(key)) and _has_forms(key, category):
            for marked in ids:
                put(stemmed, words, marked.removeprefix(NARROWER), same=marked[:1] != NARROWER)
    return stemmed


def _has_forms(key: str, category: Category) -> bool:
    """Tell whether a name may be met in other forms: of a medicine's, which is coined, not (all is not Alli)."""
    return category != "drug" or all(
        len(word) - len(stem(word)) <= word.endswith("e") for word in key.split()
    )


def shelved(index: Index) -> dict[str, Index]:
    """Sort an index into shelves by first letter: to look a word up, one of them is enough."""
    shelves: dict[str, Index] = {}
    for key, ids in index.items():
        shelves.setdefault(key[:1], {})[key] = ids
    return shelves


#: How a word may be compared, in the order in which it is tried.
Form = Literal["names", "unordered", "stems"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
#: Whose words: the records' own, or those that the HPO adds.
Layer = Literal["own", "lexicon"]
LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)


def part(layer: Layer, form: Form, category: Category) -> str:
    """Name a part of a compiled knowledge base."""
    return f"{form}-{category}" if layer == "own" else f"lexicon-{form}-{category}"


def build_all(kb: KnowledgeBase, category: Category) -> dict[str, Index]:
    """Give every index of a category by the name of its part; ``cramps compile`` does it once."""
    from cramps.words.lexicon import build_lexicon, with_forms

    layers: dict[Layer, Index] = {"own": build(kb, category)}
    if category in CARRYING:
        layers["lexicon"] = build_lexicon(kb, category)
    parts: dict[str, Index] = {}
    for layer, index in layers.items():
        parts[part(layer, "names", category)] = index
        parts[part(layer, "unordered", category)] = build_unordered(index)
        formed = index if layer == "own" else with_forms(index)
        parts[part(layer, "stems", category)] = build_stems(formed, category)
    return parts


class WordIndex:
    """The words of one category, read from the compiled knowledge base shelf by shelf, or built."""

    def __init__(self, kb: KnowledgeBase, category: Category) -> None:
        self.category = category
        self._kb = kb
        #: Name of a part -> its shelves, decoded as they are asked for.
        self._shelves: dict[str, dict[str, Index]] = {}
        self._undecoded: dict[str, Mapping[str, Raw]] = {}

    def ids(self, folded: str, layer: Layer = "own") -> list[str]:
        """Give the ids under a folded word."""
        return self._shelf(layer, "names", folded[:1]).get(folded, [])

    def ids_whatever_the_order(self, words: str, layer: Layer = "own") -> list[str]:
        """Give the ids under the words of a name, sorted."""
        return self._shelf(layer, "unordered", words[:1]).get(words, [])

    def ids_by_stems(self, stems: str, layer: Layer = "own") -> list[str]:
        """Give the ids under the stems of a name, sorted."""
        return self._shelf(layer, "stems", stems[:1]).get(stems, [])

    def beginning_with(self, letter: str, layer: Layer = "own") -> Index:
        """Give the words that begin with a letter."""
        return self._shelf(layer, "names", letter)

    def everything(self, layer: Layer = "own") -> Index:
        """Give all words: slow, for suggestions."""
        if layer == "lexicon" and self.category not in CARRYING:
            return {}
        name = part(layer, "names", self.category)
        prepared = self._prepared(name)
        letters = list(self._shelves.get(name, {}) if prepared is None else prepared)
        return {
            key: ids
            for letter in letters
            for key, ids in self._shelf(layer, "names", letter).items()
        }

    def _shelf(self, layer: Layer, form: Form, letter: str) -> Index:
        if layer == "lexicon" and self.category not in CARRYING:
            return {}
        name = part(layer, form, self.category)
        prepared = self._prepared(name)
        shelves = self._shelves.setdefault(name, {})
        if letter not in shelves and prepared is not None and letter in prepared:
            shelves[letter] = self._kb.decoded(prepared[letter], Index, name)
        return shelves.get(letter, {})

    def _prepared(self, name: str) -> Mapping[str, Raw] | None:
        """Give what `cramps compile` prepared; where it did not, build it and give None."""
        if name in self._undecoded:
            return self._undecoded[name]
        if name in self._shelves:
            return None
        prepared = self._kb.pieces(name)
        if prepared is not None:
            self._undecoded[name] = prepared
            return prepared
        for built, index in build_all(self._kb, self.category).items():
            self._shelves[built] = shelved(index)
        return None
