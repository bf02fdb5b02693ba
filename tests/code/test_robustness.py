"""Faults of the process: nothing is lost, nothing is obeyed, nothing ends in a traceback."""

import csv
import io
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

import cramps
from cramps.cli._typer import COMMANDS
from cramps.cli.writing import LONGEST_LINE, plain_ascii
from cramps.curation.compilation import encode
from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.opening import load

Start = Callable[..., "subprocess.CompletedProcess[bytes]"]
Run = Callable[..., Any]

CRAMPS = (sys.executable, "-m", "cramps")

posix = pytest.mark.skipif(os.name == "nt", reason="has no such limits or pipes")


def lines_of(error: bytes) -> list[str]:
    return error.decode("utf-8", "replace").splitlines()


# Writing: all of it, or said.


@posix
def test_a_short_write_is_not_taken_for_a_whole_one(compiled: Path, tmp_path: Path) -> None:
    """A file of at most one block takes no more: exit 1 and said, buffered or not."""
    for unbuffered in ("", "1"):
        with (tmp_path / "out.json").open("wb") as out:
            result = subprocess.run(
                [*CRAMPS, f"--data={compiled}", "schema", "disorders"],
                stdout=out,
                stderr=subprocess.PIPE,
                # Python itself would leave a module that it compiles half written, for all who come after.
                env={**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
                check=False,
            )
        assert result.returncode == 1
        assert b"cannot write the output" in result.stderr


@posix
def test_a_pipe_that_takes_little_at_a_time_gets_everything(compiled: Path) -> None:
    read, written = os.pipe()
    os.set_blocking(written, False)
    whole = subprocess.run(
        [*CRAMPS, f"--data={compiled}", "schema", "disorders"], capture_output=True, check=True
    ).stdout
    assert len(whole) > 20_000
    with subprocess.Popen(
        [*CRAMPS, f"--data={compiled}", "schema", "disorders"], stdout=written
    ) as process:
        os.close(written)
        got = b""
        while piece := os.read(read, 1000):
            got += piece
            if len(got) < 5000:
                time.sleep(0.01)
    os.close(read)
    assert process.returncode == 0
    assert got == whole


@posix
@pytest.mark.parametrize("words", [(), ("--help",), ("list",), ("--version",)])
def test_a_full_disk_and_a_closed_output_are_one_line(
    start: Start, compiled: Path, words: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        result = start(*words, stdout=full.fileno())
    assert result.returncode == 1
    assert len(lines_of(result.stderr)) == 1
    closed = subprocess.run(
        ["sh", "-c", f'"$0" -m cramps {" ".join(words)} >&-', sys.executable],
        env={**os.environ, "CRAMPS_DATA": str(compiled)},
        capture_output=True,
        check=False,
    )
    assert closed.returncode in (0, 1)
    assert b"Traceback" not in closed.stderr


@posix
@pytest.mark.parametrize("words", ["--help", "list --help", "--show-completion bash", "list"])
def test_a_reader_that_goes_away_is_no_failure(words: str) -> None:
    script = f'"$0" -m cramps {words} | true; echo ${{PIPESTATUS[0]}}'
    result = subprocess.run(
        ["bash", "-c", script, sys.executable], capture_output=True, check=False
    )
    assert result.stdout.strip() == b"0"
    assert result.stderr == b""


@posix
@pytest.mark.parametrize("call", ["ddx --cases -", "ddx --phenopacket -", "interview"])
def test_a_closed_standard_input_is_one_clear_line(compiled: Path, call: str) -> None:
    result = subprocess.run(
        ["sh", "-c", f'"$0" -m cramps --data="$1" {call} <&-', sys.executable, compiled],
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in result.stderr
    assert b"unexpected" not in result.stderr
    if "interview" not in call:
        assert result.returncode == 1
        assert b"standard input is closed" in result.stderr


@posix
def test_an_interrupt_at_any_moment_ends_with_130_and_quietly(compiled: Path) -> None:
    for wait in (0.03, 0.05, 0.08, 0.12):
        with subprocess.Popen(
            [*CRAMPS, f"--data={compiled}", "interview"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=20)
        ours = b"__main__.py" in err or b"Traceback" not in err
        if not ours or process.returncode == -signal.SIGINT:
            continue  # Python itself was still starting
        assert process.returncode == 130
        assert b"Traceback" not in err


# Text from elsewhere is shown, never obeyed.

ESCAPES = "\x1b]0;owned\x07\x1b[31m\x9b5m\u202eabc\x7f"


def _poisoned(node: Any, key: str = "") -> Any:
    """Put escapes into every text of a record that no id or code depends on."""
    if isinstance(node, dict):
        return {k: _poisoned(v, k) for k, v in node.items()}
    if isinstance(node, list | tuple):
        return [_poisoned(item, key) for item in node]
    shown = ("name", "title", "text", "note", "of", "figure", "action", "flag", "ask", "dose")
    if isinstance(node, str) and key in (*shown, "threshold", "question", "journal", "authors"):
        return node + ESCAPES
    return node


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A compiled file of another's making, with escapes in every text."""
    kb = load(Path(__file__).parents[1] / "kb" / "valid")
    tables: dict[str, dict[str, Any]] = {}
    for stem, kind in KINDS.items():
        tables[stem] = {}
        for record in kb.table(stem).values():
            plain = _poisoned(msgspec.to_builtins(record))
            again: Any = msgspec.convert(plain, _loose(kind.type))
            tables[stem][again.id] = again
    file = tmp_path_factory.mktemp("foreign") / "knowledge.json"
    file.write_bytes(encode(KnowledgeBase(tables, "foreign")))
    return file


def _loose(kind: type[model.Record]) -> type[model.Record]:
    return kind


CALLS = {
    "list": "list",
    "show": "show first",
    "ask": "ask examplin first",
    "find": "find --symptom weakness",
    "search": "search made",
    "ddx": "ddx --symptom weakness --trigger cold",
    "next": "next --symptom weakness",
    "compare": "compare first second",
    "interview": "interview --symptom weakness",
    "mechanisms": "mechanisms first",
    "symptoms": "symptoms weakness",
    "tests": "tests ck",
    "treatments": "treatments examplin",
    "drugs": "drugs toxin",
    "sources": "sources NBK1",
    "overview": "overview",
    "workup": "workup",
    "export": "export --format csv",
    "validate": "validate",
}


UNWANTED = ("\x1b", "\x07", "\x9b", "\u202e", "\x7f")


def test_every_command_that_shows_records_is_called_with_foreign_text() -> None:
    writes_no_records = {"compile", "schema", "skill", "mcp"}  # JSON-RPC alone: test_mcp
    assert set(CALLS) == set(COMMANDS) - writes_no_records


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "csv", "tsv", "json"])
@pytest.mark.parametrize("command", CALLS)
def test_escapes_of_a_foreign_file_reach_neither_stream(
    run: Run, foreign: Path, command: str, form: str
) -> None:
    words = CALLS[command].split()
    if command not in ("export", "validate"):
        words += ["--format", form]
    done = run(*words, data=foreign)
    for text in (done.out, done.err):
        for character in UNWANTED:
            assert character not in text, (command, form)


def test_escapes_of_a_foreign_file_reach_neither_stream_of_a_process(
    start: Start, foreign: Path
) -> None:
    done = start("show", "first", data=foreign)
    for stream in (done.stdout, done.stderr):
        text = stream.decode("utf-8", "replace")
        for character in UNWANTED:
            assert character not in text


def test_the_callers_own_words_are_not_obeyed_either(start: Start) -> None:
    for words in (
        ("ddx", "--symptom", "weakness", "--result", "\x1bcalcium=2"),
        ("find", "--symptom", "\x1b[31mred"),
        ("show", "\x9b31m"),
        ("list", "--group", "\x1b]0;x\x07"),
        ("validate", "/no/\x1b[31m/where"),
    ):
        for more in ((), ("--json",)):
            result = start(*words, *more)
            assert b"\x1b" not in result.stderr + result.stdout
            assert b"\xc2\x9b" not in result.stderr


# What comes in damaged


def test_bytes_that_are_no_text_are_answered_in_json(start: Start) -> None:
    result = start(b"find", b"--symptom", b"\xff\xfezz", b"--json")
    assert result.returncode == 1
    assert json.loads(result.stderr)["error"]["code"] == "not-found"
    result = start(b"ddx", b"--symptom", b"weakness", b"--symptom", b"\xff\xfe", b"--json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["unrecognised"] == ["??"]


def test_a_message_never_hands_back_what_it_was_given(start: Start) -> None:
    for words in (("show", "x" * 100_000), ("ddx", "--result", "ck=" + "9" * 100_000)):
        result = start(*words)
        assert all(len(line) <= LONGEST_LINE + 3 for line in lines_of(result.stderr))


def test_with_json_chosen_every_line_of_stderr_is_json(start: Start) -> None:
    for words in (
        ("ddx", "--symptom", "weakness", "--symptom", "zzz", "--json", "-q"),
        ("ddx", "--symptom", "zzz", "--format", "jsonl"),
        ("show", "nothing", "--json"),
        ("find", "--symptom", "weaknness", "--json"),
    ):
        for line in lines_of(start(*words).stderr):
            assert set(json.loads(line)) <= {"note", "warning", "error"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1½", "1 1/2"),
        ("10⁹", "10^9"),
        ("≠", "!="),
        ("≥", ">="),
        ("CO₂", "CO2"),
        ("µ", "u"),
        ("é", "e"),
        ("痙", "?"),
        ("±", "+/-"),
    ],
)
def test_what_ascii_lacks_keeps_its_meaning_or_becomes_a_question_mark(
    text: str, plain: str
) -> None:
    assert "".join(c if c.isascii() else plain_ascii(c) for c in text) == plain


def test_no_cell_is_a_formula_to_a_spreadsheet(start: Start, altered: Callable[..., Path]) -> None:
    folder = altered("findings", ("name: Weakness", "name: '=HYPERLINK(1)'"))
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        result = start("symptoms", "--format", form, data=folder)
        rows = csv.reader(io.StringIO(result.stdout.decode()), delimiter=delimiter)
        cells = [cell for row in rows for cell in row]
        assert "'=HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_a_reference_goes_to_another_process_by_its_path(compiled: Path) -> None:
    reference = cramps.load(compiled)
    again = pickle.loads(pickle.dumps(reference))  # noqa: S301  (our own)
    assert list(again) == list(reference)
    assert again["first"] == reference["first"]


def test_one_bad_record_does_not_end_a_stream(compiled: Path, tmp_path: Path) -> None:
    huge = '{"value": {"quantity": {"unit": {"label": "U/L"}, "value": 1' + "0" * 310 + "}}}"
    assay = '{"assay": {"id": "LOINC:2157-6"}, ' + huge[1:]
    lines = [
        '{"present": ["weakness"]}',
        f'{{"subject": {{}}, "measurements": [{assay}]}}',
        '{"id": "last", "present": ["cold"]}',
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = subprocess.run(
        [*CRAMPS, f"--data={compiled}", "ddx", "--cases", str(file)],
        capture_output=True,
        check=False,
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["case"] for a in answers][-1] == "last"
    assert b"Traceback" not in result.stderr
    assert b"line 2" in result.stderr or len(answers) == 3
