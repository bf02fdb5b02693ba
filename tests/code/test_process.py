"""The program as a process: pipes, full disks, interruptions, encodings, terminals."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cramps import __version__

Start = Callable[..., CompletedProcess[bytes]]

posix = pytest.mark.skipif(os.name == "nt", reason="pipes, signals and terminals of POSIX")

#: A call of each kind: a table, a record, full text.
CALLS = [("list",), ("show", "first"), ("search", "made")]


#: A call that imports a module of its own.
INTO_SQLITE = ("export", "--format", "sqlite", "--output", os.devnull)


def _quiet(stderr: bytes) -> bool:
    return b"Traceback" not in stderr and b"Exception ignored" not in stderr


# The two ways to call it.


def test_the_module_and_the_installed_script_are_one_program(start: Start, script: Path) -> None:
    for call in (("list",), ("show", "zebra"), ("--version",), ("list", "--nope")):
        module, installed = start(*call), start(*call, program=(str(script),))
        assert (module.returncode, module.stdout) == (installed.returncode, installed.stdout)
        assert module.stderr == installed.stderr
    assert start("--version").stdout.decode() == f"cramps {__version__}{os.linesep}"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("list",), 0),
        (("show", "zebra"), 1),
        (("list", "--nope"), 2),
        (("--data", "nowhere", "list"), 3),
    ],
    ids=str,
)
def test_the_exit_code_is_the_processes(start: Start, call: tuple[str, ...], code: int) -> None:
    result = start(*call)
    assert result.returncode == code
    assert bool(result.stdout) == (code == 0)
    assert bool(result.stderr) == (code != 0)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_nothing_written_into_a_pipe_is_an_escape(start: Start, call: tuple[str, ...]) -> None:
    for more in ((), ("--format", "table"), ("--help",)):
        result = start(*call, *more)
        assert result.returncode == 0
        assert b"\x1b" not in result.stdout + result.stderr


def test_the_seed_of_pythons_hashes_changes_no_byte(start: Start) -> None:
    calls = [
        ("list", "--json"),
        ("--color=always", "show", "first", "--format", "table"),
        ("find", "--any", "--symptom", "weakness", "--test", "ck", "--json"),
        ("symptoms", "weakness"),
        ("search", "made"),
        ("show", "exmple disese"),
    ]
    for call in calls:
        one, other = (start(*call, environment={"PYTHONHASHSEED": seed}) for seed in ("0", "1"))
        assert (one.stdout, one.stderr) == (other.stdout, other.stderr)


def test_two_compilations_are_the_same_bytes(start: Start, valid: Path, tmp_path: Path) -> None:
    files = [tmp_path / "0.json", tmp_path / "1.json"]
    for seed, file in enumerate(files):
        hashes = {"PYTHONHASHSEED": str(seed)}
        result = start("compile", "-o", str(file), data=valid, environment=hashes)
        assert result.returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()


# Readers and disks that fail.


@posix
@pytest.mark.parametrize(
    "call",
    [*CALLS, ("list", "--format", "table"), ("--version",), ("list", "--json")],
    ids=" ".join,
)
def test_a_reader_that_has_gone_away_is_no_failure(start: Start, call: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        result = start(*call, stdout=write)
    finally:
        os.close(write)
    assert result.stderr == b""
    assert result.returncode == 0


@posix
def test_head_ends_a_long_listing_quietly(start: Start, compiled: Path) -> None:
    line = f'"{sys.executable}" -m cramps --data="{compiled}" list | head -1'
    shell = start("-c", f"{line}; exit ${{PIPESTATUS[0]}}", program=("bash",), data=None)
    assert shell.returncode == 0
    assert shell.stderr == b""
    assert shell.stdout.startswith(b"id ")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "call",
    [*CALLS, ("list", "--format", "table"), ("--help",), ("--version",), ("list", "--json")],
    ids=" ".join,
)
def test_a_full_disk_is_one_line_and_exit_1(start: Start, call: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = start(*call, stdout=full.fileno())
    assert result.returncode == 1
    line = result.stderr.decode()
    assert line.count("\n") == 1
    assert "No space left on device" in line
    if "--json" in call:
        assert json.loads(line)["error"]["code"] == "cannot-write"


@posix
@pytest.mark.parametrize(
    ("redirection", "call", "code"),
    [
        (">&-", "list", 1),
        (">&-", "list --format table", 1),
        ("2>&-", "find --symptom weakness", 0),
        ("2>&-", "show zebra", 1),
        (">&- 2>&-", "list", 1),
    ],
)
def test_a_closed_stream_is_no_crash(
    start: Start, compiled: Path, redirection: str, call: str, code: int
) -> None:
    line = f'"{sys.executable}" -m cramps --data="{compiled}" {call} {redirection}'
    shell = start("-c", line, program=("bash",), data=None)
    assert shell.returncode == code
    assert b"unexpected" not in shell.stderr
    assert _quiet(shell.stderr)


# Interruptions. A stand-in for a module that the program imports sends the signal, so that it always
# comes at the same moment.

_INTERRUPT = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str, str], dict[str, str]]:
    """Put a module of that name before the real one; gives the environment in which it is."""

    def make(name: str, text: str) -> dict[str, str]:
        folder = tmp_path / "before"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    return make


@posix
@pytest.mark.parametrize("name", ["typer", "msgspec", "yaml", "rich", "sqlite3"])
def test_an_interruption_at_any_moment_ends_with_130_and_no_traceback(
    start: Start, script: Path, valid: Path, stand_in: Callable[..., dict[str, str]], name: str
) -> None:
    calls = {"rich": ("--color=always", "list", "--format", "table"), "sqlite3": INTO_SQLITE}
    for program in ((sys.executable, "-m", "cramps"), (str(script),)):
        result = start(
            *calls.get(name, ("list",)),
            program=program,
            environment=stand_in(name, _INTERRUPT),
            data=valid,
        )
        assert result.returncode == 130
        assert result.stdout == b""
        assert result.stderr.strip() == b""


def test_a_bug_is_one_line_and_its_traceback_can_be_asked_for(
    start: Start, stand_in: Callable[..., dict[str, str]]
) -> None:
    broken = stand_in("sqlite3", "raise RuntimeError('a bug')\n")
    result = start(*INTO_SQLITE, environment=broken)
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == [
        "cramps: unexpected RuntimeError: a bug; CRAMPS_DEBUG=1 shows where"
    ]
    result = start(*INTO_SQLITE, environment={**broken, "CRAMPS_DEBUG": "1"})
    assert result.returncode == 1
    assert b"Traceback" in result.stderr
    assert b"RuntimeError: a bug" in result.stderr


# Encodings.

_STRANGE = "Fuel \u2265 5 \u00b5g \u2013 caf\u00e9 \u201cx\u201d \u6f22 \u03a9 runs out."
_SHOWN = {
    "ascii": 'Fuel >= 5 ug - cafe "x" ? ? runs out.',
    "latin-1": 'Fuel >= 5 \u00b5g - caf\u00e9 "x" ? ? runs out.',
    "cp1252": "Fuel >= 5 \u00b5g \u2013 caf\u00e9 \u201cx\u201d ? ? runs out.",
    "utf-8": _STRANGE,
}


@pytest.fixture
def strange(altered: Callable[..., Path]) -> Path:
    return altered("disorders", ("Fuel runs out.", _STRANGE))


@pytest.mark.parametrize("encoding", _SHOWN)
@pytest.mark.parametrize("form", ["plain", "markdown", "table"])
def test_people_get_what_their_terminal_can_show(
    start: Start, strange: Path, encoding: str, form: str
) -> None:
    there = {"PYTHONIOENCODING": encoding, "COLUMNS": "120"}
    result = start("mechanisms", "second", "--format", form, data=strange, environment=there)
    assert (result.returncode, result.stderr) == (0, b"")
    assert _SHOWN[encoding] in result.stdout.decode(encoding)


def test_the_lines_of_a_table_are_drawn_in_any_encoding(start: Start) -> None:
    result = start("list", "--format", "table", environment={"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (0, b"")
    assert set(result.stdout.decode("ascii").splitlines()[1]) <= set("-+")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_programs_always_get_utf_8(start: Start, strange: Path, encoding: str) -> None:
    there = {"PYTHONIOENCODING": encoding}

    def out(form: str) -> str:
        call = ("mechanisms", "second", "--format", form)
        result = start(*call, data=strange, environment=there)
        assert (result.returncode, result.stderr) == (0, b"")
        return result.stdout.decode("utf-8")

    assert json.loads(out("json"))["mechanism"]["steps"][0]["text"] == _STRANGE
    assert json.loads(out("jsonl"))["mechanism"]["steps"][0]["text"] == _STRANGE
    rows = list(csv.reader(io.StringIO(out("csv"))))
    assert any(row[3].startswith(_STRANGE) for row in rows)
    assert f"\t{_STRANGE}" in out("tsv")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_errors_reach_a_terminal_of_any_encoding(start: Start, encoding: str) -> None:
    there = {"PYTHONIOENCODING": encoding}
    word = "\u201czebra\u201d \u6f22"
    result = start("show", word, environment=there)
    assert result.returncode == 1
    assert "zebra" in result.stderr.decode(encoding)
    result = start("show", word, "--json", environment=there)
    assert word in json.loads(result.stderr.decode("utf-8"))["error"]["message"]


@posix
def test_an_argument_that_is_no_text_is_no_crash(start: Start) -> None:
    for call in ((b"show", b"\xff\xfe"), (b"search", b"zebra\xff"), (b"list", b"\xff"), (b"\xff",)):
        for more in ((), (b"--json",)):
            result = start(*call, *more)
            assert result.returncode in (1, 2)
            assert _quiet(result.stderr)
            if more:
                json.loads(result.stderr)


@posix
def test_a_path_that_is_no_text_is_shown_and_is_no_crash(
    start: Start, tmp_path: Path, valid: Path
) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff"
    shutil.copytree(valid, os.fsdecode(folder))
    result = start(b"validate", folder)
    assert (result.returncode, result.stderr) == (0, b"")
    assert folder in result.stdout
    Path(os.fsdecode(folder), "disorders.yaml").unlink()
    for more in ((), (b"--json",)):
        result = start(b"validate", folder, *more)
        assert result.returncode == 3
        assert _quiet(result.stderr)


# A terminal.


class Terminal:
    """A pseudo-terminal on which the program runs."""

    def __init__(self, compiled: Path) -> None:
        self.compiled = compiled

    def __call__(self, *call: str, environment: dict[str, str] | None = None) -> str:
        """Give all that the program writes, with the terminal's line ends made plain."""
        import pty

        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")
        }
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "cramps", f"--data={self.compiled}", *call],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**clean, "TERM": "xterm-256color", "CRAMPS_PAGER": "cat", **(environment or {})},
        ) as process:
            os.close(theirs)
            written = b"".join(_read(ours))
            assert process.wait(60) == 0
        os.close(ours)
        return written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so that nobody is left to write
            return
        if not part:
            return
        yield part


@pytest.fixture
def terminal(compiled: Path) -> Terminal:
    return Terminal(compiled)


_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@posix
def test_to_a_terminal_the_form_is_a_coloured_table(terminal: Terminal) -> None:
    out = terminal("list", environment={"COLUMNS": "100"})
    assert _COLOUR.search(out)
    assert "\u2500" in out
    assert "First example disease" in out


@posix
def test_a_terminal_gets_links_that_show_the_id(terminal: Terminal) -> None:
    links = _LINK.findall(terminal("show", "first", "--references"))
    assert links
    for address, shown in links:
        identifier = _COLOUR.sub("", shown)
        assert re.fullmatch(r"PMID:\d+|NBK\d+", identifier)
        assert address.endswith(identifier.removeprefix("PMID:"))


@posix
@pytest.mark.parametrize(
    ("call", "environment"),
    [
        (("--color=never", "show", "first"), {}),
        (("show", "first"), {"NO_COLOR": "1"}),
        (("show", "first"), {"TERM": "dumb"}),
        (("show", "first", "--format", "plain"), {}),
        (("show", "first", "--json"), {"FORCE_COLOR": "1"}),
        (("show", "first"), {"CRAMPS_FORMAT": "plain"}),
    ],
)
def test_a_terminal_that_wants_no_colour_gets_no_escape(
    terminal: Terminal, call: tuple[str, ...], environment: dict[str, str]
) -> None:
    assert "\x1b" not in terminal(*call, environment=environment)


@posix
def test_a_link_is_no_colour_and_goes_with_it(terminal: Terminal) -> None:
    assert not _LINK.search(
        terminal("show", "first", "--references", environment={"NO_COLOR": "1"})
    )
    assert not _LINK.search(terminal("show", "first", "--format", "markdown"))


# Completion in a real shell.


@posix
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_script_for_bash_completes(start: Start, script: Path, compiled: Path) -> None:
    lines = f"""
        eval "$(_CRAMPS_COMPLETE=source_bash '{script}')"
        COMP_WORDS=(cramps --data {compiled} show fi) COMP_CWORD=4
        _cramps_completion '{script}'
        echo "${{COMPREPLY[@]}}"
    """
    shell = start("-c", lines, program=("bash",), data=None)
    assert (shell.returncode, shell.stderr) == (0, b"")
    assert shell.stdout.decode().split() == ["first"]


@posix
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("typed", ["PMID : 111", "pmid : 1"])
def test_bash_completes_behind_a_colon(
    start: Start, script: Path, compiled: Path, typed: str
) -> None:
    words = typed.split()
    lines = f"""
        eval "$(_CRAMPS_COMPLETE=source_bash '{script}')"
        COMP_WORDS=(cramps --data {compiled} sources {typed}) COMP_CWORD={3 + len(words)}
        _cramps_completion '{script}'
        echo "${{COMPREPLY[@]}}"
    """
    shell = start("-c", lines, program=("bash",), data=None)
    assert (shell.returncode, shell.stderr) == (0, b"")
    assert "11111111" in shell.stdout.decode().split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(start: Start, shell: str) -> None:
    result = start(environment={"_CRAMPS_COMPLETE": f"source_{shell}"}, data=None)
    assert result.returncode == 0
    assert f"_CRAMPS_COMPLETE=complete_{shell}" in result.stdout.decode()
