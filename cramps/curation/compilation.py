"""A knowledge base -> its compiled form, which `knowledge.container` describes and opens."""

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from cramps.knowledge import danger_triggers, profiles, questions
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import CARRIED, Header, rules
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.pieces import Span
from cramps.laboratory import assays
from cramps.weighing import compiling_tables
from cramps.words import hpo_ids, nearest, own_words, phrases, slips, text_index, word_index


def encode(kb: KnowledgeBase, more: Mapping[str, Any] | None = None) -> bytes:
    """Write a knowledge base in compiled form; same records, same bytes.

    ``more`` are further parts by name, of those in `knowledge.container.KEPT`.
    """
    body, spans = _joined(
        {
            **parts(kb),
            **{name: bytes(kb.prepared[name]) for name in CARRIED if name in kb.prepared},
            **{name: _json(value) for name, value in (more or {}).items()},
        }
    )
    return _json(Header(rules=rules(), length=len(body), parts=spans)) + b"\n" + body


def parts(kb: KnowledgeBase) -> dict[str, bytes]:
    """Give the parts that follow from the records: these themselves, and what is computed from them."""
    kb = KnowledgeBase({stem: dict(kb.table(stem)) for stem in KINDS}, kb.origin)  # none prepared
    parts: dict[str, bytes] = {}
    for file in KINDS:
        parts |= _in_pieces(file, {i: _json(r) for i, r in kb.table(file).items()})
    for category in own_words.CATEGORIES:
        for name, index in word_index.build_all(kb, category).items():
            shelves = {letter: _json(part) for letter, part in word_index.shelved(index).items()}
            parts |= _in_pieces(name, shelves)
    for category in nearest.SOUGHT:
        parts[nearest.part(category)] = _json(nearest.build_words(kb, category))
    parts[phrases.PART] = _json(phrases.build_phrases(kb))
    parts[slips.PART] = _json(slips.build_names(kb))
    parts[hpo_ids.PREPARED] = _json(hpo_ids.build(kb))
    parts[assays.PART] = _json(assays.build_index(kb))
    parts |= _in_pieces("labels", {of: _json(names) for of, names in kb.build_labels().items()})
    parts["narrower"] = _json(kb.narrower)
    parts["taken-as"] = _json(kb.taken_as)
    parts["denied-with"] = _json(kb.denied_with)
    parts["heads"] = _json(kb.heads)
    parts["profiles"] = _json(profiles.build(kb))
    parts[questions.PART] = _json(questions.build(kb))
    parts["triggers"] = _json(danger_triggers.build(kb))
    prepared = compiling_tables.build(kb)
    for name, value in prepared.whole.items():
        parts[name] = msgspec.json.encode(value, order="deterministic")  # sets in their order
    for name, pieces in prepared.pieces.items():
        parts |= _in_pieces(name, {key: _json(piece) for key, piece in pieces.items()})
    return parts | _text(kb)


def _text(kb: KnowledgeBase) -> dict[str, bytes]:
    """Write the full text: words on shelves that tell where their postings lie, passages in blocks."""
    text = text_index.Built(kb)
    flat = {
        f"{key} {word}": _json([number for posting in postings for number in posting])
        for key, forms in sorted(text.words.items())
        for word, postings in sorted(forms.items())
    }
    postings, places = _joined(flat)
    shelves: dict[str, dict[str, dict[str, Span]]] = {}
    for key, forms in sorted(text.words.items()):
        shelf = shelves.setdefault(text_index.shelf_of(key), {})
        shelf[key] = {word: places[f"{key} {word}"] for word in sorted(forms)}
    blocks = {
        str(start // text_index.BLOCK): _json(text.entries[start : start + text_index.BLOCK])
        for start in range(0, len(text.entries), text_index.BLOCK)
    }
    return {
        text_index.SIZE: _json(text.size),
        **_in_pieces(text_index.WORDS, {name: _json(shelf) for name, shelf in shelves.items()}),
        text_index.POSTINGS: postings,
        **_in_pieces(text_index.PASSAGES, blocks),
    }


def _in_pieces(name: str, pieces: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write a part whose pieces are read one by one, and the index that tells where each lies."""
    part, spans = _joined(pieces)
    return {name: part, f"{name}-index": _json(spans)}


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
