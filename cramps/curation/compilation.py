"""A knowledge base -> its compiled form, which `knowledge.container` describes and opens."""

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from cramps.knowledge import summaries, triggers
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import Header, Span
from cramps.knowledge.kinds import KINDS
from cramps.laboratory import assays
from cramps.words import word_index


def encode(kb: KnowledgeBase) -> bytes:
    """Write a knowledge base in compiled form; same records, same bytes."""
    parts: dict[str, bytes] = {}
    for file in KINDS:
        parts[file], index = _joined({i: _json(r) for i, r in kb.table(file).items()})
        parts[f"{file}-index"] = _json(index)
    for category in word_index.CATEGORIES:
        words = word_index.build(kb, category)
        parts[f"names-{category}"] = _json(word_index.shelved(words))
        parts[f"unordered-{category}"] = _json(
            word_index.shelved(word_index.build_unordered(words))
        )
    parts[assays.PART] = _json(assays.build_index(kb))
    parts["narrower"] = _json(kb.narrower)
    parts["heads"] = _json(kb.heads)
    parts["profiles"] = _json(summaries.build(kb))
    parts["triggers"] = _json(triggers.build(kb))
    body, spans = _joined(parts)
    return _json(Header(length=len(body), parts=spans)) + b"\n" + body


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _joined(pieces: Mapping[str, bytes]) -> tuple[bytes, dict[str, Span]]:
    """Put pieces one below the other, and tell where each lies."""
    spans: dict[str, Span] = {}
    offset = 0
    for name, piece in pieces.items():
        spans[name] = (offset, len(piece), zlib.crc32(piece))
        offset += len(piece) + 1
    return b"".join(piece + b"\n" for piece in pieces.values()), spans
