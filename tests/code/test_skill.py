"""`cramps skill`: what the page says is so."""

import re
import shlex
from pathlib import Path

import msgspec
import pytest
from conftest import Run

from cramps.agents.skill import SKILL
from cramps.cli._typer import COMMANDS
from cramps.cli.app import EPILOG

_BLOCK = re.search(r"```sh\n(.*?)```", SKILL, re.DOTALL)
assert _BLOCK
LINES = _BLOCK[1].splitlines()


def test_it_is_printed_as_it_stands(run: Run) -> None:
    assert run("skill") == (0, SKILL, "")


def test_its_front_matter_names_and_describes_it() -> None:
    _, front, body = SKILL.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert fields["name"] == "cramps"
    assert 100 < len(fields["description"]) <= 1024
    assert "not a diagnosis" in body


@pytest.mark.parametrize("line", LINES)
def test_every_command_runs_and_answers_in_json(run: Run, real: Path, line: str) -> None:
    program, *words = shlex.split(line, comments=True)
    assert program == "cramps"
    assert "--json" in words
    code, out, err = run(*words, data=real)
    assert (code, err) == (0, "")
    assert msgspec.json.decode(out)


def test_every_command_that_it_mentions_is_there() -> None:
    mentioned = set(re.findall(r"(?:^|`)cramps (\w+)", SKILL, re.MULTILINE)) - {"COMMAND"}
    assert mentioned <= set(COMMANDS)


def test_its_exit_codes_are_those_of_the_program() -> None:
    codes = set(re.findall(r"^\| (\d+) ", SKILL, re.MULTILINE))
    assert codes == set(re.findall(r"\b(\d+) \w", EPILOG))
