"""A compiled file with right checksums and wrong content is an invalid knowledge base, not a bug."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cramps.curation.compilation import encode
from cramps.curation.compiled_soundness import check
from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.container import Header, decode
from cramps.opening import load

VALID = Path(__file__).parents[1] / "kb" / "valid"
DATA = encode(load(VALID))
Run = Callable[..., Any]
Edit = Callable[[dict[str, bytes]], None]


def opened(data: bytes) -> tuple[Header, dict[str, bytes]]:
    line, body = data.split(b"\n", 1)
    header = msgspec.json.decode(line, type=Header)
    return header, {n: body[at : at + size] for n, (at, size, _) in header.parts.items()}


def closed(header: Header, pieces: dict[str, bytes]) -> bytes:
    spans, offset = {}, 0
    for name, piece in pieces.items():
        spans[name] = (offset, len(piece), zlib.crc32(piece))
        offset += len(piece) + 1
    body = b"".join(piece + b"\n" for piece in pieces.values())
    again = msgspec.structs.replace(header, length=len(body), parts=spans)
    return msgspec.json.encode(again) + b"\n" + body


def altered(*edits: Edit) -> bytes:
    """Compile the made-up knowledge base, change parts of it and sign them soundly."""
    header, pieces = opened(DATA)
    for edit in edits:
        edit(pieces)
    return closed(header, pieces)


def replaced(part: str, old: bytes, new: bytes) -> Edit:
    def edit(pieces: dict[str, bytes]) -> None:
        assert old in pieces[part]
        pieces[part] = pieces[part].replace(old, new)

    return edit


def record(file: str, old: bytes, new: bytes) -> Edit:
    """Change a text inside a part that is read in pieces, its index with it."""

    def edit(pieces: dict[str, bytes]) -> None:
        index = msgspec.json.decode(pieces[f"{file}-index"])
        texts = {i: pieces[file][at : at + size] for i, (at, size, _) in index.items()}
        assert any(old in text for text in texts.values())
        spans, offset = {}, 0
        for i, text in texts.items():
            changed = text.replace(old, new)
            texts[i], spans[i] = changed, (offset, len(changed), zlib.crc32(changed))
            offset += len(changed) + 1
        pieces[file] = b"".join(text + b"\n" for text in texts.values())
        pieces[f"{file}-index"] = msgspec.json.encode(spans)

    return edit


@pytest.mark.parametrize(
    ("edit", "call"),
    [
        (record("names-disorder", b'["first"]', b'["zebra"]'), ("show", "first")),
        (record("names-finding", b'["weakness"]', b'["zebra"]'), ("symptoms", "weakness")),
        (replaced("heads", b'"name"', b'"nome"'), ("list",)),
        (replaced("profiles", b'"ck-normal"', b'"ck-zebra"'), ("ddx", "--symptom", "weakness")),
        (record("disorders", b'"finding":"cold"', b'"finding":"gold"'), ("show", "first")),
        (record("disorders", b'"sources":["NBK1"]', b'"sources":["NBK2"]'), ("show", "first")),
        (
            record("families", b'"members":["first","second"]', b'"members":[]'),
            ("show", "examples"),
        ),
        (record("drugs", b'"causes":["first"]', b'"causes":["fifth"]'), ("drugs", "toxin")),
        (record("text-passages", b'"first"', b'"fifth"'), ("search", "made")),
        (replaced("text-size", b"[", b"[9"), ("search", "made")),
    ],
)
def test_wrong_content_is_exit_3_wherever_it_leads(
    run: Run, tmp_path: Path, edit: Edit, call: tuple[str, ...]
) -> None:
    """Where the program can answer all the same, `validate` says what is wrong."""
    file = tmp_path / "my.json"
    file.write_bytes(altered(edit))
    outcome = run("validate", data=file)
    assert outcome.code == 3
    assert "my.json" in outcome.out + outcome.err
    for form in ((), ("--json",), ("--format", "table")):
        outcome = run(*call, *form, data=file)
        assert outcome.code in (0, 3)
        assert "unexpected" not in outcome.err


def test_a_crash_over_wrong_content_names_what_is_wrong(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "my.json"
    file.write_bytes(altered(record("names-disorder", b'["first"]', b'["zebra"]')))
    outcome = run("show", "first", data=file)
    assert (outcome.code, outcome.out) == (3, "")
    assert "names-disorder: it is not what the records give; compile" in outcome.err


def test_a_sound_file_has_no_problems() -> None:
    assert check(decode(DATA, "my.json")).errors == []


def test_the_packaged_knowledge_base_compiled_is_sound(real: Path) -> None:
    assert check(load(real)).errors == []


def test_an_annotation_that_was_changed_in_an_entry_is_noticed(real: Path) -> None:
    header, pieces = opened(real.read_bytes())
    record("disorders", b"HPO annotation", b"HPO annotatiom")(pieces)
    for part in [name for name in pieces if name.startswith("text-")]:
        del pieces[part]
    found = check(decode(closed(header, pieces), "my.json")).errors
    assert {problem.rule for problem in found} == {"not-computed-so"}


def test_a_file_that_cannot_be_read_through_is_refused() -> None:
    edit = record("disorders", b'"group":"nerve"', b'"group":"zebra"')
    with pytest.raises(InvalidKnowledgeBase, match="compile it again"):
        check(decode(altered(edit), "my.json"))


def test_a_bug_of_the_program_is_not_blamed_on_a_sound_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("cramps.queries.full_text.search_any", broken)
    outcome = run("search", "made")
    assert outcome.code == 1
    assert "unexpected KeyError: 'a bug'" in outcome.err
