"""What a command shows: listings, cards, and of each what fits on one screen; and the numbered references under a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from cramps.knowledge.citations import place_of, source_of

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Json = Any
"""A plain JSON value: dict, list, str, int, float, bool or None."""


class Column(msgspec.Struct, frozen=True):
    """One column of a listing."""

    #: Name in CSV and TSV.
    key: str
    #: Heading for a reader.
    title: str
    #: Left out of the table on a terminal of fewer than 100 columns.
    wide_only: bool = False
    #: An id beside a name, or a number beside its words: left out of the table, which people read.
    for_programs: bool = False
    #: Holds numbers from 0 to 1 that a terminal shows as bars.
    bar: bool = False


class Row(msgspec.Struct, frozen=True):
    """One line of a listing."""

    id: str
    cells: tuple[str, ...]


class Point(msgspec.Struct, frozen=True):
    """One thing that a screen tells."""

    label: str
    text: str
    #: Lines to which it may be shortened where the screen is full; None: it is told whole.
    least: int | None = None
    #: A share that a screen draws as a bar behind the label.
    bar: float | None = None
    #: Where the screen is still full, what can be spared most is left out first; 0: nothing of it can.
    spare: int = 0
    #: The same in fewer clauses, each version whole and shorter than the one before: where the screen is full.
    shorter: tuple[str, ...] = ()


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The answer on one screen: the most important first, and how to see the rest."""

    #: Empty where the answer needs none.
    title: str = ""
    #: The id of the record, where it is one.
    id: str = ""
    points: tuple[Point, ...]
    #: The command for more, and what the reader must know.
    more: str
    references: tuple[Reference, ...] = ()


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Many records, a line each."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: One JSON object a record; a command with a single answer gives one object. Or what gives them:
    #: a reader of a table does not pay for them.
    data: Json | Callable[[], Json]
    #: Column whose value the rows are sorted by; a table may show it as headings.
    grouped_by: str | None = None
    #: What is told above the table: what must not be missed.
    before: tuple[Section, ...] = ()
    #: What is told below the table.
    after: tuple[Section, ...] | Callable[[], tuple[Section, ...]] = ()
    #: What CSV and TSV give in its place.
    flat: Listing | Callable[[], Listing] | None = None
    #: What a terminal shows first in its place; a listing is cut to the rows that fit.
    first: Callable[[], Brief | Listing] | None = None
    #: The same with names for ids, as a table shows it in full.
    in_words: Callable[[], Listing] | None = None
    #: The command that shows the rows which a screen has no room for.
    more: str = ""
    #: A remark that belongs with the result but is no part of it.
    note: str | None = None

    def records(self) -> Json:
        """Give the data."""
        return self.data() if callable(self.data) else self.data

    def sections_after(self) -> tuple[Section, ...]:
        """Give what is told below the table."""
        return self.after if isinstance(self.after, tuple) else self.after()

    def as_rows(self) -> Listing:
        """Give the listing that CSV and TSV show."""
        flat = self.flat() if callable(self.flat) else self.flat
        return flat or self


SectionStyle = Literal["fields", "bullets", "steps"]


class Item(msgspec.Struct, frozen=True):
    """One entry of a section: an optional label, and the text with its reference marks."""

    text: str
    label: str = ""
    #: Of the record that the label names, for programs.
    id: str = ""

    @property
    def label_with_id(self) -> str:
        """The label as programs get it."""
        return f"{self.label} ({self.id})" if self.id else self.label


class Section(msgspec.Struct, frozen=True):
    """A headed part of a card."""

    key: str
    title: str
    items: tuple[Item, ...]
    style: SectionStyle = "bullets"


class Reference(msgspec.Struct, frozen=True):
    """A source as it stands at the end of a card."""

    number: int
    id: str
    #: Who, when, what, where.
    text: str
    url: str


class CardText(msgspec.Struct, frozen=True, kw_only=True):
    """What a person reads on a card."""

    sections: tuple[Section, ...]
    references: tuple[Reference, ...] = ()
    note: str | None = None


class Card:
    """Everything about one record, for people and for programs; each is written when it is asked for."""

    def __init__(
        self,
        *,
        record_id: str,
        title: str,
        text: Callable[[], CardText],
        data: Callable[[], Json],
        first: Callable[[], Brief] | None = None,
    ) -> None:
        self.id = record_id
        self.title = title
        #: What a terminal shows first in its place.
        self.first = first
        self._write_text = text
        self._write_data = data

    @cached_property
    def text(self) -> CardText:
        """The card for a person."""
        return self._write_text()

    @cached_property
    def data(self) -> Json:
        """The record as a JSON object."""
        return self._write_data()


class Cards(NamedTuple):
    """Several cards that were asked for together."""

    cards: tuple[Card, ...]


View = Listing | Card | Cards


class Bibliography:
    """Numbers sources in the order in which a card cites them."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._numbers: dict[str, int] = {}
        self._places: dict[str, dict[str, None]] = {}

    def mark(self, citations: Iterable[str]) -> str:
        """Give the mark that follows a statement, such as `` [1, 3]``."""
        numbers = []
        for cited in citations:
            source = source_of(cited)
            numbers.append(self._numbers.setdefault(source, len(self._numbers) + 1))
            if place := place_of(cited):
                self._places.setdefault(source, {})[place] = None
        return f" [{', '.join(map(str, sorted(set(numbers))))}]" if numbers else ""

    def references(self) -> tuple[Reference, ...]:
        """Give all sources that were marked, by number."""
        sources = self._kb.sources
        return tuple(
            Reference(
                number,
                source_id,
                " ".join((citation(sources[source_id]), *self._where(source_id))),
                url(source_id),
            )
            for source_id, number in self._numbers.items()
        )

    def _where(self, source_id: str) -> Iterator[str]:
        """Say where in a source the statements stand."""
        if places := self._places.get(source_id):
            yield f"({', '.join(place.replace('-', ' ') for place in places)})"


def citation(source: model.Source) -> str:
    """Write a source in one line: who, when, what, where."""
    parts = [source.authors, str(source.year) if source.year else None, source.title]
    parts.append(source.journal)
    ended = (part if part.endswith("?") else f"{part.rstrip('.')}." for part in parts if part)
    return " ".join(ended)


def url(source_id: str) -> str:
    """Give the address at which a source, a disease code or a finding code can be read."""
    for prefix, address in _ADDRESSES:
        if source_id.startswith(prefix):
            return address + source_id.removeprefix(prefix if prefix != "NBK" else "")
    return source_id


_ADDRESSES = (
    ("HPOA", "http://purl.obolibrary.org/obo/hp/hpoa/phenotype.hpoa"),
    ("PMID:", "https://pubmed.ncbi.nlm.nih.gov/"),
    ("PMCID:", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    ("DOI:", "https://doi.org/"),
    ("NBK", "https://www.ncbi.nlm.nih.gov/books/"),
    ("HP:", "https://hpo.jax.org/browse/term/HP:"),
    ("ORPHA:", "https://www.orpha.net/en/disease/detail/"),
    ("OMIM:", "https://omim.org/entry/"),
    ("MONDO:", "https://monarchinitiative.org/MONDO:"),
)


def plain_values(record: msgspec.Struct) -> dict[str, Json]:
    """Give a record as plain JSON values under the names of the model."""
    values: dict[str, Json] = msgspec.to_builtins(record)
    return values


#: Plain JSON values that hold others; written as a union it is made anew each time it is asked for.
_NESTED: Final = (dict, list, tuple)


def cited_in(value: Json) -> list[str]:
    """Give the source ids under a JSON value, each once, in order."""
    found: dict[str, None] = {}

    def look(node: Json) -> None:
        if isinstance(node, dict):
            if cited := node.get("sources"):
                found.update(dict.fromkeys(map(source_of, cited)))
            node = node.values()
        for item in node:
            if isinstance(item, _NESTED):
                look(item)

    look([value])
    return list(found)


def references_data(kb: KnowledgeBase, value: Json) -> list[Json]:
    """Give the sources that a JSON value cites, as records with their addresses."""
    return [{**kb.sources.plain(source), "url": url(source)} for source in cited_in(value)]


#: Field with an id -> how its name is found.
_NAMED = {
    "finding": "findings",
    "test": "tests",
    "treatment": "treatments",
    "disorder": "disorders",
}


def with_names(kb: KnowledgeBase, value: Json) -> Json:
    """Add the name beside every id under a JSON value: ``finding`` gets ``finding_name``."""
    if isinstance(value, list | tuple):  # msgspec.to_builtins leaves tuples
        return [with_names(kb, item) for item in value]
    if not isinstance(value, dict):
        return value
    named: dict[str, Json] = {}
    for key, item in value.items():
        named[key] = with_names(kb, item) if isinstance(item, _NESTED) else item
        if key in _NAMED and isinstance(item, str):
            named[f"{key}_name"] = kb.name(_NAMED[key], item)
        elif key == "result" and isinstance(item, str):
            named["result_name"] = kb.result_names[item][1]
        elif key == "rule" and isinstance(item, str):
            named["rule_name"] = kb.name("red_flags", item)
        elif key in ("for_this", "for_other"):
            named[f"{key}_names"] = [kb.label(i) for i in item]
        elif key == "members":
            named["members_names"] = [kb.name("disorders", i) for i in item]
    return named
