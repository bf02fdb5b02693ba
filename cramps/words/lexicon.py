"""What the HPO calls the findings and results of a knowledge base, beside the records' own words.

The words stand in a table made at development time (`scripts/make_lexicon.py`). A word that a record has
itself is never taken from it, and one that the HPO gives to two terms names neither: so no word that was
known before means anything else by it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge.packaged_files import LEXICON_NAME, packaged_table
from cramps.words import hpo_ids
from cramps.words.folding import fold, unordered
from cramps.words.own_words import CARRYING, NARROWER, Category, Index, build

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


#: A narrower word of so many letters says too many things.
_SHORT: Final = 4


class Words(msgspec.Struct, frozen=True):
    """The names of one term."""

    #: They mean the term.
    same: tuple[str, ...] = ()
    #: They mean less, or something near to it: they find the term, and never deny it.
    less: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The table, for one release of the HPO."""

    release: str
    source: str
    licence: str
    words: dict[str, Words]


@cache
def packaged_lexicon() -> Lexicon:
    """Read the table that comes with the program. Raises InvalidKnowledgeBase where it cannot."""
    return packaged_table(LEXICON_NAME, Lexicon)


def build_lexicon(kb: KnowledgeBase, category: Category) -> Index:
    """Give the words that the HPO adds to the findings, or to the results, of a knowledge base.

    They are gathered once. What is given is not to be changed.
    """
    if category not in CARRYING:
        return {}
    return kb.once(f"lexicon-of-{category}", lambda: _gathered(kb, category))


def _gathered(kb: KnowledgeBase, category: Category) -> Index:
    lexicon = packaged_lexicon().words
    same: dict[str, set[hpo_ids.Carrier]] = {}
    less: dict[str, set[hpo_ids.Carrier]] = {}
    for hpo, carrier in hpo_ids.build(kb).items():
        names = lexicon.get(hpo, Words())
        for text in names.same:
            same.setdefault(fold(text), set()).add(carrier)
        for text in names.less:
            less.setdefault(fold(text), set()).add(carrier)
    taken = _taken(kb)
    index: Index = {}
    for mark, words in (("", same), (NARROWER, less)):
        for key, carriers in words.items():
            if not key or key in taken or unordered(key) in taken:
                continue
            if mark and (key in same or _everyday(key)):
                continue
            if len(carriers) == 1:
                ((kind, record_id),) = carriers
                if kind == category:
                    index[key] = [mark + record_id]
    return index


def _everyday(key: str) -> bool:
    """Tell whether a narrower word is one of everyday: ordering, mouthing and odd are no complaints."""
    return " " not in key and (key.endswith("ing") or len(key) <= _SHORT)


def with_forms(index: Index) -> Index:
    """Leave out the words that are taken only as they are: narrower ones that stand alone.

    What shares its stem with one may be anything: sleep is not sleepy.
    """
    return {key: marked for key, marked in index.items() if " " in key or marked[0][:1] != NARROWER}


def _taken(kb: KnowledgeBase) -> set[str]:
    """Give the words that records have themselves, in either order."""
    own = {key for category in CARRYING for key in build(kb, category)}
    return own | {words for key in own if (words := unordered(key))}
