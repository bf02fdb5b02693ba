"""The whole knowledge base for other programs: HPO annotations, SQLite, JSON, CSV.

Same knowledge base, same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cramps.exports import LICENCE
from cramps.knowledge.kinds import KINDS
from cramps.version import __version__

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

ExportFormat = Literal["hpoa", "sqlite", "json", "csv"]


def encode(kb: KnowledgeBase, form: ExportFormat) -> bytes:
    """Write a knowledge base in one of the forms."""
    if form == "sqlite":
        from cramps.exports.sqlite_file import database

        return database(kb)
    if form == "hpoa":
        from cramps.exports.hpo_annotations import annotation_file

        return annotation_file(kb).encode()
    if form == "csv":
        from cramps.exports.statement_rows import table

        return table(kb).encode()
    return document(kb).encode()


def document(kb: KnowledgeBase) -> str:
    """Give everything as one JSON document: the records of every file under its name."""
    import msgspec

    content = {
        "cramps": __version__,
        "licence": LICENCE,
        **{file: list(map(kb.table(file).plain, kb.table(file))) for file in KINDS},
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"
