"""Which record has which page: the one table from which every link of the site is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.kinds import KINDS

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Kinds with a page for every record -> the folder of these pages.
FOLDERS: Final = {
    "disorders": "disorders",
    "families": "families",
    "findings": "findings",
    "tests": "tests",
    "treatments": "treatments",
    "drugs": "drugs",
    "red_flags": "red-flags",
}

#: Section of a card -> the kind of record that its labels name.
_LABELLED: Final = {
    "findings": "findings",
    "tests": "tests",
    "treatments": "treatments",
    "lookalikes": "disorders",
    "disorders": "disorders",
}

#: An id that is the name of a file on any system, and of nothing but a file.
_NAME_OF_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")


def place(stem: str, record_id: str) -> str:
    """Give the path of a record's page. Raises InvalidKnowledgeBase where its id is no file's name."""
    if not _NAME_OF_FILE.fullmatch(record_id):
        raise InvalidKnowledgeBase(f"{stem}: the id {record_id!r} cannot be the name of a page")
    return f"{FOLDERS[stem]}/{record_id}.html"


class Places:
    """The page of every record, by its id or by its name."""

    def __init__(self, kb: KnowledgeBase) -> None:
        #: Stem -> id -> path; sections of the overview stand together on two pages.
        self.by_id: dict[str, dict[str, str]] = {
            stem: {record_id: place(stem, record_id) for record_id in kb.table(stem)}
            for stem in FOLDERS
        }
        self.by_id["overview"] = {
            section_id: f"{'workup' if section.part == 'workup' else 'overview'}.html#{section_id}"
            for section_id, section in kb.overview.items()
        }
        self._by_name = {
            stem: {kb.name(stem, i): path for i, path in self.by_id[stem].items()}
            for stem in FOLDERS
        }
        self._stems = {kind.one: stem for stem, kind in KINDS.items()}

    def of_kind(self, one: str, record_id: str) -> str | None:
        """Give the page of a record by what a reader calls its kind; None for a source."""
        return self.by_id.get(self._stems[one], {}).get(record_id)

    def labelled(self, section: str, label: str, record_id: str = "") -> str | None:
        """Give the page that the label of a card's item names; None where it names no record."""
        stem = _LABELLED.get(section)
        if stem is None or not label:
            return None
        named = self._by_name[stem]
        bare = re.sub(r" \([^()]*\)$", "", label)  # a test is followed by what it is for
        return self.by_id[stem].get(record_id) or named.get(label) or named.get(bare)
