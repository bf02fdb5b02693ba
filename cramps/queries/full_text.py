"""Full text over everything that is said, with SQLite's FTS5: best first, words in context."""

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from cramps.errors import BadQuery, CrampsError
from cramps.knowledge.base import KnowledgeBase
from cramps.words.folding import fold

Kind = Literal[
    "disorder",
    "family",
    "finding",
    "test",
    "treatment",
    "drug",
    "red flag",
    "overview",
    "source",
]

#: File of the knowledge base -> what a reader calls one of its records.
KINDS: dict[str, Kind] = {
    "disorders": "disorder",
    "families": "family",
    "findings": "finding",
    "tests": "test",
    "treatments": "treatment",
    "drugs": "drug",
    "red_flags": "red flag",
    "overview": "overview",
    "sources": "source",
}

#: Mark the matching words in ``Passage.context``; private-use characters that no text contains.
OPEN, CLOSE = "\ue000", "\ue001"

#: Tables are ranked by name and other names far above the words of the text.
_NAME_WEIGHT, _TEXT_WEIGHT = 10.0, 1.0
_WORDS_AROUND = 16


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the words stand."""

    kind: Kind
    id: str
    name: str
    #: The part of the record: ``name``, ``mechanism``, ``treatments`` and so on.
    section: str
    #: The words in their context, each between ``OPEN`` and ``CLOSE``.
    context: str
    #: Higher is better; comparable within one search only.
    score: float


class Term(msgspec.Struct, frozen=True):
    """A word of the query, with the forms in which the texts have it."""

    typed: str
    forms: tuple[str, ...]


def search(kb: KnowledgeBase, words: str, limit: int = 20) -> tuple[Passage, ...]:
    """Find the passages that have all the words, in any order, the best first.

    Spelling (British, American), case, accents and plural do not matter; a word of four letters or
    more is also found at the beginning of a longer one. Raises BadQuery where ``words`` has no word.
    """
    typed = list(dict.fromkeys(re.findall(r"[^\W_]+", words)))
    if not typed:
        raise BadQuery("the search has no words")
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE passage USING fts5("
            "kind UNINDEXED, id UNINDEXED, record UNINDEXED, section UNINDEXED, name, text, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE VIRTUAL TABLE word USING fts5vocab(passage, row)")
    except sqlite3.OperationalError as error:  # pragma: no cover  (a Python built without FTS5)
        raise CrampsError(f"this Python's SQLite cannot search text: {error}") from error
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)", _passages(kb))
    terms = _terms(connection, typed)
    if not all(term.forms for term in terms):
        connection.close()
        return ()
    expression = " AND ".join(
        "(" + " OR ".join(f'"{form}"' for form in term.forms) + ")" for term in terms
    )
    rows = connection.execute(
        "SELECT kind, id, record, section, "
        f"snippet(passage, -1, '{OPEN}', '{CLOSE}', '\N{HORIZONTAL ELLIPSIS}', {_WORDS_AROUND}), "
        f"-bm25(passage, 0, 0, 0, 0, {_NAME_WEIGHT}, {_TEXT_WEIGHT}) AS score "
        "FROM passage WHERE passage MATCH ? ORDER BY score DESC, kind, id, section, rowid LIMIT ?",
        (expression, limit),
    )
    passages = tuple(
        Passage(
            kind=kind,
            id=record_id,
            name=name,
            section=section,
            context=context,
            score=round(score, 3),
        )
        for kind, record_id, name, section, context, score in rows
    )
    connection.close()
    return passages


def _terms(connection: Any, typed: list[str]) -> list[Term]:
    """For each typed word, the words of the texts that fold to the same, or begin with it."""
    vocabulary = [(term, _key(term)) for (term,) in connection.execute("SELECT term FROM word")]
    terms = []
    for word in typed:
        folded = _key(word)
        forms = tuple(
            term
            for term, key in vocabulary
            if key == folded or (len(folded) >= 4 and key.startswith(folded))
        )
        terms.append(Term(word, forms))
    return terms


def _key(word: str) -> str:
    return fold(word) or word.casefold()  # a Greek letter has no Latin form to fold to


def _passages(kb: KnowledgeBase) -> Iterator[tuple[str, ...]]:
    for file, said in KINDS.items():
        for record in kb.table(file).values():
            name: str = getattr(record, "name", getattr(record, "title", ""))
            record_id: str = record.id
            names = " \N{MIDDLE DOT} ".join(_names(record))
            yield said, record_id, name, "name", names, ""
            for section, text in _texts(record):
                yield said, record_id, name, section, "", text


_NAMING = ("id", "name", "title", "aliases", "synonyms", "lay", "authors", "journal")


def _names(record: Any) -> Iterator[str]:
    for attribute in _NAMING[1:]:
        value = getattr(record, attribute, None) or ()
        yield from (value,) if isinstance(value, str) else value


def _texts(record: Any) -> Iterator[tuple[str, str]]:
    """Give each piece of prose in a record with the section that it stands in."""
    for field in record.__struct_fields__:
        if field not in _NAMING:
            value = getattr(record, field)
            own = (value,) if field in _PROSE and isinstance(value, str) else _prose(value)
            for text in own:
                yield field.rstrip("_"), text


_PROSE = ("text", "note", "figure", "flag", "threshold", "action", "question", "dose", "name")


def _prose(node: Any) -> Iterator[str]:
    if isinstance(node, msgspec.Struct):
        parts = [getattr(node, f) for f in _PROSE if isinstance(getattr(node, f, None), str)]
        if parts:
            yield ". ".join(part.rstrip(".") for part in parts)
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if not isinstance(value, str):
                yield from _prose(value)
    elif isinstance(node, tuple):
        for item in node:
            yield from _prose(item)
