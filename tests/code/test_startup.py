"""Start-up time is a feature: what a call does not need, it does not import."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from cramps.cli._typer import COMMANDS

Start = Callable[..., CompletedProcess[bytes]]
Modules = Callable[..., set[str]]

#: Slow to import, and needed by some calls only.
HEAVY = {"yaml", "rich", "pydantic", "sqlite3", "json", "csv", "importlib.metadata"}

#: ``-X importtime`` does not see what importlib.import_module loads; sys.modules has everything.
_TELL = "import atexit, sys; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n"
_RUN = f"{_TELL}from cramps.__main__ import main\nmain()\n"


@pytest.fixture
def modules(start: Start) -> Modules:
    """Names of the modules that a call has imported when it ends."""

    def names(*call: str, **keywords: object) -> set[str]:
        result = start(*call, **{"program": (sys.executable, "-c", _RUN), **keywords})
        assert result.returncode == 0
        return set(result.stderr.decode().splitlines()[-1].split())

    return names


@pytest.mark.parametrize(
    "call",
    [
        ("show", "first", "--json"),
        ("show", "first"),
        ("list",),
        ("list", "--json"),
        ("find", "--symptom", "weakness", "--json"),
        ("tests", "ck", "--format", "markdown"),
        ("overview",),
        ("search", "made"),
        ("--version",),
        ("--help",),
        ("show", "--help"),
    ],
    ids=" ".join,
)
def test_a_compiled_knowledge_base_into_a_pipe_needs_nothing_heavy(
    modules: Modules, call: tuple[str, ...]
) -> None:
    imported = modules(*call)
    assert "typer" in imported
    assert not imported & HEAVY


def test_a_word_that_is_known_needs_no_likeness(modules: Modules) -> None:
    # Typer imports difflib by itself; what matters is that this program adds nothing of its kind.
    bare = (sys.executable, "-c", f"{_TELL}import typer.core, typer.main\n")
    added = modules("show", "first", "--json") - modules(program=bare, data=None)
    assert "cramps.words.lookup" in added
    assert "difflib" not in added


@pytest.mark.parametrize("line", ["show f", "find --symptom w", "list --format j", "sh"])
def test_a_tab_needs_neither_rich_nor_yaml(modules: Modules, compiled: Path, line: str) -> None:
    words = ["cramps", f"--data={compiled}", *line.split()]
    tab = {
        "_CRAMPS_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    assert not modules(environment=tab) & HEAVY


@pytest.mark.parametrize(
    ("call", "needed"),
    [
        (("list", "--format", "csv"), "csv"),
        (("export", "--format", "sqlite", "--output", os.devnull), "sqlite3"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else x,
)
def test_what_a_call_needs_it_imports(modules: Modules, call: tuple[str, ...], needed: str) -> None:
    assert needed in modules(*call)


def test_a_table_needs_nothing_heavy(modules: Modules) -> None:
    for call in (("list",), ("show", "first"), ("ddx", "--symptom", "weakness")):
        assert not modules(*call, "--format", "table") & HEAVY


def test_a_folder_of_yaml_needs_yaml_but_not_rich(modules: Modules, valid: Path) -> None:
    assert modules("list", data=valid) & {"yaml", "rich"} == {"yaml"}


def test_a_folder_that_was_read_before_needs_neither_yaml_nor_rules(
    modules: Modules, valid: Path, tmp_path: Path
) -> None:
    there = {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "CRAMPS_NO_CACHE": ""}
    assert "yaml" in modules("list", "--json", data=valid, environment=there)
    second = modules("list", "--json", data=valid, environment=there)
    assert not second & {*HEAVY, "cramps.curation.folder", "cramps.curation.rules"}


@pytest.mark.parametrize("call", [("list",), ("drugs",), ("workup",)], ids=" ".join)
def test_a_command_imports_no_other_command(modules: Modules, call: tuple[str, ...]) -> None:
    places = {name: place.partition(":")[0] for name, place in COMMANDS.items()}
    assert modules(*call) & set(places.values()) == {places[call[0]]}
