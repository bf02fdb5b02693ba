"""The compiled form holds what was compiled, byte for byte, or is refused."""

import os
import re
import string
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps import __version__
from cramps.curation.compilation import encode
from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge import model, profiles
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import FIRST_BYTES, FORMAT, Header, decode, rules
from cramps.knowledge.kinds import KINDS
from cramps.opening import load
from cramps.words import folding, text_index
from cramps.words.hpo_ids import HpoIndex
from cramps.words.own_words import CATEGORIES, Category, build
from cramps.words.word_index import LAYERS, WordIndex

VALID = Path(__file__).parents[1] / "kb" / "valid"
KB = load(VALID)
DATA = encode(KB)
FIRST_LINE, BODY = DATA.split(b"\n", 1)
HEADER = msgspec.json.decode(FIRST_LINE, type=Header)

FILES = tuple(KINDS)
#: First letters of what the words of the made-up knowledge base fold to.
ALPHABET = string.ascii_lowercase + string.digits


def line_of(error: InvalidKnowledgeBase) -> str:
    """Give the message of a refusal; checks what all of them have in common."""
    assert len(error.message.splitlines()) == 1
    assert "; compile it again" in error.message or "; make one with" in error.message
    assert error.exit_code == 3
    return error.message


def refusal(data: bytes) -> str:
    """Give the message with which a file is refused at once."""
    with pytest.raises(InvalidKnowledgeBase) as caught:
        decode(data, "my.json")
    return line_of(caught.value)


def refused(ask: Callable[[], object]) -> str:
    """Give the message with which a part is refused when it is read."""
    with pytest.raises(InvalidKnowledgeBase) as caught:
        ask()
    return line_of(caught.value)


def everything(kb: KnowledgeBase) -> dict[str, Any]:
    """Read all that a knowledge base holds."""
    records: dict[str, Any] = {file: list(kb.table(file).items()) for file in FILES}
    indexes: dict[str, Any] = {c: words_of(kb, c) for c in CATEGORIES}
    computed: dict[str, Any] = {
        "narrower": kb.narrower,
        "heads": kb.heads,
        "profiles": profiles.profiles(kb),
        "text": everything_said(kb),
        "hpo": HpoIndex(kb).exact,
        "labels": labels_of(kb),
    }
    return {**records, **indexes, **computed}


def labels_of(kb: KnowledgeBase) -> dict[str, Any]:
    """Read the names of all records and results, each by its id."""
    names: dict[str, Any] = {}
    for stem in KINDS:
        table = kb.table(stem)
        names[stem] = {i: kb.name(stem, i) for i in table if "name" in table.plain(i)}
    return {**names, "results": kb.result_names}


def words_of(kb: KnowledgeBase, category: Category) -> tuple[Any, Any]:
    """Read the words of a category, as they stand and whatever their order."""
    index = WordIndex(kb, category)
    words = {layer: index.everything(layer) for layer in LAYERS}
    turned = [
        (
            index.ids_whatever_the_order(folding.unordered(word) or "", layer),
            index.ids_by_stems(folding.stems(word), layer),
        )
        for layer in LAYERS
        for word in words[layer]
    ]
    return words, turned


def everything_said(kb: KnowledgeBase) -> tuple[Any, ...]:
    """Read the full text, every word and every passage of it."""
    text = text_index.text_of(kb)
    words = {
        form.word: list(form.postings)
        for a in ALPHABET
        for b in ("", *ALPHABET)
        for form in text.forms(a + b, prefix=True)
    }
    return text.size, words, [text.entry(number) for number in range(text.size.passages)]


ALL = everything(KB)


def signed(pieces: dict[str, bytes], **header: Any) -> bytes:
    """Put a sound first line before parts."""
    spans, offset = {}, 0
    for name, piece in pieces.items():
        spans[name] = (offset, len(piece), zlib.crc32(piece))
        offset += len(piece) + 1
    body = b"".join(piece + b"\n" for piece in pieces.values())
    line = Header(**{"rules": rules(), "length": len(body), "parts": spans, **header})
    return msgspec.json.encode(line) + b"\n" + body


def part(name: str) -> bytes:
    offset, length, _ = HEADER.parts[name]
    return BODY[offset : offset + length]


PARTS = {name: part(name) for name in HEADER.parts}
#: Parts whose pieces have checksums of their own, which are then those that count.
INDEXED = tuple(name for name in PARTS if f"{name}-index" in PARTS)
IN_PIECES = (*INDEXED, text_index.POSTINGS)


def every_part(kb: KnowledgeBase) -> list[bytes]:
    """Read all that was computed of a knowledge base, as bytes."""
    whole = [bytes(kb.prepared[name]) for name in kb.prepared if name not in IN_PIECES]
    pieces = [kb.pieces(name) for name in INDEXED if name in kb.prepared]
    return [*whole, *(bytes(raw) for found in pieces if found for raw in found.values())]


def with_record(file: str, record_id: str, text: bytes) -> bytes:
    """Compile the knowledge base with another record in the place of one, soundly signed."""
    index = msgspec.json.decode(PARTS[f"{file}-index"])
    records = {
        key: PARTS[file][offset : offset + length] for key, (offset, length, _) in index.items()
    }
    assert record_id in records
    records[record_id] = text
    spans, offset = {}, 0
    for key, record in records.items():
        spans[key] = (offset, len(record), zlib.crc32(record))
        offset += len(record) + 1
    joined = b"".join(record + b"\n" for record in records.values())
    return signed({**PARTS, file: joined, f"{file}-index": msgspec.json.encode(spans)})


# There and back


@pytest.mark.parametrize("file", FILES)
def test_every_record_comes_back_equal_and_in_order(file: str) -> None:
    before, after = KB.table(file), decode(DATA, "my.json").table(file)
    assert len(before) > 0
    assert list(after.items()) == list(before.items())
    assert list(after) == list(before)
    assert len(after) == len(before)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_name_index_comes_back_equal(category: Category) -> None:
    opened = decode(DATA, "my.json")
    built = build(KB, category)
    assert len(built) > 0
    assert f"names-{category}" in opened.prepared
    assert WordIndex(opened, category).everything() == built
    assert build(opened, category) == built


def test_what_is_computed_beforehand_is_what_would_be_computed_now() -> None:
    opened = decode(DATA, "my.json")
    assert {"narrower", "heads", "profiles"} <= set(opened.prepared)
    assert opened.narrower == KB.narrower
    assert opened.heads == KB.heads
    assert profiles.profiles(opened) == profiles.build(KB)
    assert len(KB.narrower) > 0
    assert len(KB.heads) == len(KB.disorders)


def test_what_is_not_computed_beforehand_is_computed_now() -> None:
    tables = {f"{file}{end}" for file in FILES for end in ("", "-index")}
    bare = signed({name: text for name, text in PARTS.items() if name in tables})
    assert everything(decode(bare, "my.json")) == ALL


def test_what_was_compiled_compiles_to_the_same_bytes_again() -> None:
    assert encode(decode(DATA, "my.json")) == DATA


def test_the_origin_is_remembered_but_not_written() -> None:
    assert decode(DATA, "my.json").origin == "my.json"
    assert str(VALID).encode() not in DATA


def test_records_are_decoded_when_they_are_asked_for_and_once() -> None:
    disorders = decode(DATA, "my.json").disorders
    assert disorders["first"] is disorders["first"]
    assert "first" in disorders
    assert "nowhere" not in disorders
    with pytest.raises(KeyError):
        disorders["nowhere"]


def test_a_record_as_plain_values_is_the_record_as_json() -> None:
    opened = decode(DATA, "my.json")
    for file in FILES:
        for record_id, record in opened.table(file).items():
            plain = msgspec.json.decode(msgspec.json.encode(record))
            assert opened.table(file).plain(record_id) == plain
            assert KB.table(file).plain(record_id) == plain


def test_the_first_line_says_what_it_is() -> None:
    line = msgspec.json.decode(FIRST_LINE)
    assert (line["cramps"], line["format"]) == ("knowledge base", FORMAT)
    assert (line["version"], line["length"]) == (__version__, len(BODY))
    assert DATA.startswith(FIRST_BYTES)


def test_the_parts_are_json_one_below_the_other_and_fill_the_file() -> None:
    end = 0
    for name, (offset, length, checksum) in HEADER.parts.items():
        assert offset == end
        assert zlib.crc32(PARTS[name]) == checksum
        end = offset + length + 1
        assert BODY[end - 1 : end] == b"\n"
        for line in PARTS[name].splitlines():
            msgspec.json.decode(line)
    assert end == len(BODY)


def test_a_knowledge_base_without_records_can_be_compiled() -> None:
    empty = KnowledgeBase({}, "nowhere")
    assert everything(decode(encode(empty), "my.json")) == everything(empty)


def test_text_of_any_script_and_sign_comes_back_equal() -> None:
    text = 'quote " backslash \\ slash / tab \t line\nend é 夜間 \U0001f9b5 \u2028 <b>[/b]'
    source = model.Source(id="NBK1", title=text, kind="web")
    kb = KnowledgeBase({"sources": {"NBK1": source}}, "here")
    assert decode(encode(kb), "my.json").sources["NBK1"] == source


def test_a_file_and_its_bytes_are_read_alike(compiled: Path) -> None:
    """A file is mapped into memory, not read."""
    assert compiled.read_bytes() == DATA
    assert everything(load(compiled)) == ALL


# The same bytes each time


def test_the_same_records_give_the_same_bytes() -> None:
    assert encode(load(VALID)) == DATA
    assert encode(KB) == DATA


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_bytes_do_not_depend_on_the_process(seed: str) -> None:
    """Nothing in them comes from the order of a set, which differs from process to process."""
    program = (
        "import sys; from cramps.curation.compilation import encode; from cramps.opening import load;"
        "sys.stdout.buffer.write(encode(load(sys.argv[1])))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program, str(VALID)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert made.stdout == DATA


# Damage


@pytest.mark.parametrize("kept", [len(DATA) - 1, len(DATA) // 2, len(FIRST_LINE) + 1])
def test_a_truncated_file_is_refused(kept: int) -> None:
    assert "is cut short or has been added to" in refusal(DATA[:kept])


@pytest.mark.parametrize("kept", [0, 1, len(FIRST_BYTES) - 1, len(FIRST_BYTES), len(FIRST_LINE)])
def test_a_file_cut_in_its_first_line_is_refused(kept: int) -> None:
    assert "is not a compiled knowledge base" in refusal(DATA[:kept])


@pytest.mark.parametrize("more", [b"\n", b" ", b"\x00", DATA])
def test_a_file_that_was_added_to_is_refused(more: bytes) -> None:
    message = refusal(DATA + more)
    assert f"({len(BODY) + len(more)} bytes instead of {len(BODY)})" in message


#: Places of all bytes in the body but the line breaks between parts and between records.
COVERED = sorted(
    HEADER.parts[part][0] + start + n if part else start + n
    for part, spans in (
        (None, [span for name, span in HEADER.parts.items() if name not in IN_PIECES]),
        *((part, msgspec.json.decode(PARTS[f"{part}-index"]).values()) for part in INDEXED),
        (
            text_index.POSTINGS,
            [
                span
                for shelf in PARTS[text_index.WORDS].splitlines()
                for forms in msgspec.json.decode(shelf).values()
                for span in forms.values()
            ],
        ),
    )
    for start, length, _ in spans
    for n in range(length)
)


def test_the_checksums_cover_all_but_line_breaks() -> None:
    between = set(range(len(BODY))) - set(COVERED)
    assert {BODY[place : place + 1] for place in between} == {b"\n"}
    assert len(COVERED) == len(set(COVERED))


@given(st.sampled_from(COVERED), st.integers(1, 255))
def test_a_changed_byte_is_noticed_wherever_it_is(place: int, change: int) -> None:
    body = bytearray(BODY)
    body[place] ^= change
    opened = decode(FIRST_LINE + b"\n" + bytes(body), "my.json")
    assert "was changed after it was made" in refused(
        lambda: (everything(opened), every_part(opened))
    )


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_does_no_harm(place: int, change: int) -> None:
    body = bytearray(BODY)
    body[place] ^= change
    harmless_or_refused(FIRST_LINE + b"\n" + bytes(body))


@given(st.integers(0, len(BODY) - 2))
def test_two_bytes_swapped_are_refused_or_do_no_harm(place: int) -> None:
    swapped = BODY[:place] + BODY[place : place + 2][::-1] + BODY[place + 2 :]
    harmless_or_refused(FIRST_LINE + b"\n" + swapped)


@given(st.integers(0, len(FIRST_LINE) - 1), st.integers(1, 255))
def test_a_changed_first_line_is_refused_or_does_no_harm(place: int, change: int) -> None:
    """No harm is a change in the version, or in the name of what can be computed again."""
    line = bytearray(FIRST_LINE)
    line[place] ^= change
    harmless_or_refused(bytes(line) + b"\n" + BODY)


def harmless_or_refused(data: bytes) -> None:
    try:
        read = everything(decode(data, "my.json"))
    except InvalidKnowledgeBase as error:
        line_of(error)
    else:
        assert read == ALL


def test_damage_is_refused_only_where_it_is_read() -> None:
    place = DATA.index(b"Second example disease")
    opened = decode(DATA[:place] + b"X" + DATA[place + 1 :], "my.json")
    assert opened.disorders["first"] == KB.disorders["first"]
    assert dict(opened.sources) == dict(KB.sources)
    message = refused(lambda: opened.disorders["second"])
    assert message == "my.json was changed after it was made (second); compile it again"
    assert refused(lambda: opened.disorders.plain("second")) == message


@pytest.mark.parametrize(
    "line",
    [
        FIRST_BYTES + b"}",
        FIRST_BYTES + b'"format":1}',
        FIRST_BYTES + b'"format":"1","version":"0","length":0,"parts":{}}',
        FIRST_BYTES + b'"format":1,"version":null,"length":0,"parts":{}}',
        FIRST_BYTES + b'"format":1,"version":"0","length":"many","parts":{}}',
        FIRST_BYTES + b'"format":1,"version":"0","length":1e400,"parts":{}}',
        FIRST_BYTES + b'"format":1,"version":"0","length":0,"parts":[]}',
        FIRST_BYTES + b'"format":1,"version":"0","length":0,"parts":{"drugs":[0,1]}}',
        FIRST_BYTES + b'"format":1,"version":"0","length":0,"parts":{"drugs":["0","1","2"]}}',
        FIRST_BYTES + b"\xff}",
        FIRST_BYTES + b'"version":"\xff"}',
        FIRST_BYTES + b'"x":' + b"[" * 90_000,
    ],
)
def test_a_damaged_first_line_is_refused(line: bytes) -> None:
    assert "damaged first line" in refusal(line + b"\n" + BODY)


def test_a_first_line_without_end_is_refused_without_being_searched_for_it() -> None:
    endless = FIRST_BYTES + b" " * 200_000 + FIRST_LINE[len(FIRST_BYTES) :] + b"\n" + BODY
    assert "is not a compiled knowledge base" in refusal(endless)


@pytest.mark.parametrize(
    "span", [(0, 0, 0), (10**9, 5, 0), (-(10**9), 5, 0), (0, -1, 0), (2**62, 2**62, 0), (0, 5, 7)]
)
@pytest.mark.parametrize("name", ["drugs", "drugs-index", "names-drug", "narrower", "profiles"])
def test_a_first_line_that_points_elsewhere_is_refused_when_that_is_read(
    name: str, span: tuple[int, int, int]
) -> None:
    """Nothing outside of the file is read, and nothing of it is taken for something else."""
    data = signed(PARTS, parts={**HEADER.parts, name: span})
    refused(lambda: everything(decode(data, "my.json")))


# Other files


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\n", b"{}", b"[]\n", b"null\n", b'{"disorders": {}}\n', b"- id: first\n"),
        b'{"cramps": "knowledge base", "format": 1}\n{}',  # not as this program writes it
        b'{"name":"package","version":"1.0.0"}\n',
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xef\xbb\xbf" + DATA,
        b"\n" + DATA,
        BODY,
    ],
)
def test_a_foreign_file_is_refused(data: bytes) -> None:
    assert refusal(data) == (
        "my.json is not a compiled knowledge base; make one with: cramps compile"
    )


@given(st.binary(max_size=80))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    refusal(data)
    refusal(FIRST_BYTES + data)
    refusal(FIRST_LINE + b"\n" + data)


@given(
    st.sampled_from(sorted(PARTS)),
    st.one_of(
        st.binary(max_size=40),
        st.text(alphabet='{}[]":,dirsnull0 ').map(str.encode),
        st.sampled_from([b"null", b"[]", b"{}", b"0", b'""', b"[" * 100_000]),
    ),
)
def test_no_soundly_signed_part_raises_anything_but_a_refusal(name: str, text: bytes) -> None:
    data = signed({**PARTS, name: text})
    try:
        read = everything(decode(data, "my.json"))
    except InvalidKnowledgeBase as error:
        line_of(error)
    else:
        changed = {key for key in ALL if read[key] != ALL[key]}
        kind = re.sub("^(lexicon-)?(names|unordered|stems)-", "", name.removesuffix("-index"))
        following = {"labels"} if kind in FILES else set()
        assert changed <= {"text" if name.startswith("text-") else kind} | following
        assert name not in FILES, "records that differ have another checksum"


@pytest.mark.parametrize("name", [f"{file}{end}" for file in FILES for end in ("", "-index")])
def test_a_table_that_is_missing_is_refused_when_it_is_read(name: str) -> None:
    opened = decode(signed({k: v for k, v in PARTS.items() if k != name}), "my.json")
    file = name.removesuffix("-index")
    assert refused(lambda: list(opened.table(file))) == (
        f"my.json: no readable {file}; compile it again"
    )


# Other versions


@pytest.mark.parametrize("number", [FORMAT + 1, FORMAT - 1, -1, 10**6])
def test_another_format_is_refused_and_names_both_versions(number: int) -> None:
    message = refusal(signed(PARTS, format=number, version="9.8.7"))
    assert f"has format {number} (written by cramps 9.8.7)" in message
    assert f"this is cramps {__version__}, which reads format {FORMAT}" in message


def test_another_version_of_the_same_format_is_read() -> None:
    assert everything(decode(signed(PARTS, version="9.8.7"), "my.json")) == ALL


FIRST_DISORDER: dict[str, Any] = KB.disorders.plain("first")


@pytest.mark.parametrize(
    "record",
    [
        {**FIRST_DISORDER, "new_field": 1},
        {k: v for k, v in FIRST_DISORDER.items() if k != "group"},
        {**FIRST_DISORDER, "group": "a-new-group"},
        {**FIRST_DISORDER, "summary": "text"},
        {**FIRST_DISORDER, "name": ""},
        {},
        [],
        None,
        5,
        "first",
    ],
)
def test_a_record_of_another_model_is_refused_when_it_is_asked_for(record: object) -> None:
    data = with_record("disorders", "first", msgspec.json.encode(record))
    opened = decode(data, "my.json")
    assert opened.disorders["second"] == KB.disorders["second"]
    message = refused(lambda: opened.disorders["first"])
    assert message.startswith("compiled by another version of cramps (first: ")


@pytest.mark.parametrize("text", [b"", b"{", b'{"id":"\xff"}', b'"\xff"', b"{}{}", b"[" * 9999])
def test_a_record_that_is_no_json_is_refused_when_it_is_asked_for(text: bytes) -> None:
    disorders = decode(with_record("disorders", "first", text), "my.json").disorders
    for ask in (disorders.__getitem__, disorders.plain):
        message = refused(lambda ask=ask: ask("first"))  # type: ignore[misc]
        assert message.startswith("compiled by another version of cramps (first: ")


@pytest.mark.parametrize("index", [b"[]", b"null", b"5", b"", b'{"toxin":5}', b'{"\xff":[0,1,2]}'])
def test_an_index_of_another_model_is_refused_when_it_is_asked_for(index: bytes) -> None:
    opened = decode(signed({**PARTS, "drugs-index": index}), "my.json")
    assert dict(opened.disorders) == dict(KB.disorders)
    assert refused(lambda: len(opened.drugs)).startswith("my.json: no readable drugs; ")


@pytest.mark.parametrize("text", [b"[5]", b"null", b"5", b"", b'{"x":5}', b'{"\xff":[]}'])
@pytest.mark.parametrize("name", ["hpo", "narrower", "heads", "profiles"])
def test_what_was_computed_by_another_model_is_refused_when_it_is_read(
    name: str, text: bytes
) -> None:
    opened = decode(signed({**PARTS, name: text}), "my.json")
    assert dict(opened.disorders) == dict(KB.disorders)
    message = refused(lambda: everything(opened))
    assert message.startswith(f"compiled by another version of cramps ({name}: ")


def test_what_was_computed_by_other_rules_is_noticed_and_computed_again() -> None:
    """An index of another folding would miss words, or find others."""
    nonsense = {
        name: b"null"
        for name in PARTS
        if name not in IN_PIECES and name.removesuffix("-index") not in FILES
    }
    opened = decode(signed({**PARTS, **nonsense}, rules="00000000"), "my.json")
    assert everything(opened) == ALL
    assert not opened.prepared


def test_the_rules_are_named_and_are_those_of_the_modules_that_make_the_indexes() -> None:
    assert HEADER.rules == rules()
    words = Path(folding.__file__).parent
    digest = 0
    for file in sorted(words.glob("*.py")):
        digest = zlib.crc32(file.read_bytes(), digest)
    assert digest, "the modules are there"
    assert rules() != f"{digest:08x}", "the summaries count too"


@pytest.mark.parametrize("index", [b"[]", b"null", b"5", b"", b'{"f":5}', b'{"\xff":[0,1,2]}'])
@pytest.mark.parametrize("name", ["names-disorder", "unordered-finding", "text-words", "labels"])
def test_an_index_of_what_was_computed_is_refused_when_it_is_read(name: str, index: bytes) -> None:
    opened = decode(signed({**PARTS, f"{name}-index": index}), "my.json")
    message = refused(lambda: everything(opened))
    assert message == f"my.json: no readable {name}; compile it again"


def test_parts_that_this_version_does_not_know_are_left_alone() -> None:
    assert everything(decode(signed({**PARTS, "exercises": b"!"}), "my.json")) == ALL
