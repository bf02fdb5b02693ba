"""Every example that the program and its README print works as it stands."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cramps.cli._typer import COMMANDS
from cramps.cli.app import HELP

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
VALID = Path(__file__).parent / "valid"
#: Examples that need a file of the reader's, or ask.
NEED_MORE = (
    "patient.json",
    "registry.jsonl",
    "my-folder",
    "letter.txt",
    "interview",
    "cramps mcp",
    "--install-completion",
)


def examples() -> list[str]:
    text = [HELP, (ROOT / "README.md").read_text(encoding="utf-8")]
    text.append((ROOT / "docs" / "commands.md").read_text(encoding="utf-8"))
    found = re.findall(r"^ *`*(?:\$ )?(cramps [a-z].*)$", "\n".join(text), re.MULTILINE)
    found += re.findall(r"<!-- run: (cramps .*?) -->", text[1])
    plain = [re.split(r"\s{2,}| \| | > |`", line)[0].strip() for line in found]
    plain = [re.sub(r" \[.*|^cramps ([a-z]+) \[.*", "", line) for line in plain]
    runnable = [line for line in plain if line.split()[1] in COMMANDS]
    return sorted({line for line in runnable if not any(word in line for word in NEED_MORE)})


def test_there_are_examples_of_nearly_every_command() -> None:
    shown = {line.split()[1] for line in examples()}
    assert shown >= set(COMMANDS) - {"compile", "interview", "mcp", "validate"}


@pytest.mark.parametrize("line", examples())
def test_an_example_works(
    line: str, run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # That of the project is validated by itself, and its site is read by itself: both take a while.
    data = VALID if re.search(r" validate| export --format site", line) else real
    done = run(*shlex.split(line)[1:], data=data)
    assert done.code == 0, done.err
    assert done.out
