"""The words that records have themselves, each with how closely it means its record.

A key is a folded word (`folding.fold`). An id behind a ``~`` stands for a word that is narrower than the
record, or only near to it: it finds the record, but denying the word does not deny the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from cramps.knowledge.kinds import KINDS
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Category = Literal[
    "disorder", "family", "finding", "test", "result", "treatment", "drug", "red flag", "overview"
]
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
#: Category -> the kind of record; results stand inside tests.
_STEMS: Final = {kind.one: kind.stem for kind in KINDS.values()}

Index = dict[str, list[str]]
"""Key -> ids of the records that answer to it."""

NARROWER: Final = "~"
#: The categories whose records carry HPO ids, which the lexicon names.
CARRYING: Final[tuple[Category, ...]] = ("finding", "result")


class Word(NamedTuple):
    """A word of a record."""

    text: str
    #: The word means the record, no more and no less.
    same: bool = True


def words_of(record: model.Record) -> Iterator[Word]:
    """Give every word that a record answers to."""
    for attribute in ("id", "name", "title"):
        if word := getattr(record, attribute, None):
            yield Word(word)
    for attribute in ("aliases", "synonyms", "trade_names", "lay"):
        yield from map(Word, getattr(record, attribute, ()))
    for attribute in ("narrower_words", "related_words"):
        for word in getattr(record, attribute, ()):
            yield Word(word, same=False)
    if hpo := getattr(record, "hpo", None):
        yield Word(hpo)
    codes: model.Codes | None = getattr(record, "codes", None)
    if codes is not None:
        for code in (codes.orpha, codes.omim, codes.mondo, codes.icd10cm, codes.includes):
            yield from map(Word, code)


def records(kb: KnowledgeBase, category: Category) -> Iterable[model.Record]:
    """Give all records of a category."""
    if category == "result":
        return [result for _, result in kb.results.values()]
    return kb.table(_STEMS[category]).values()


def label_of(kb: KnowledgeBase, category: Category, record_id: str) -> str:
    """Name a record of any category for a reader."""
    if category in ("finding", "result"):
        return kb.label(record_id)
    plain = kb.table(_STEMS[category]).plain(record_id)
    return str(plain.get("name") or plain.get("title") or record_id)


def build(kb: KnowledgeBase, category: Category) -> Index:
    """Fold every word of every record of a category, once; ``cramps compile`` asks for it many times.

    What is given is not to be changed.
    """

    def made() -> Index:
        index: Index = {}
        for record in records(kb, category):
            record_id: str = record.id  # type: ignore[attr-defined]  # every listed kind has one
            for word in words_of(record):
                put(index, fold(word.text), record_id, same=word.same)
        return index

    return kb.once(f"words-of-{category}", made)


def put(index: Index, key: str, record_id: str, *, same: bool) -> None:
    """Set a record under a key, once; a word that means it counts before one that is near to it."""
    ids = index.setdefault(key, [])
    narrow = NARROWER + record_id
    if record_id in ids or (not same and narrow in ids):
        return
    if same and narrow in ids:
        ids.remove(narrow)
    ids.append(record_id if same else narrow)
