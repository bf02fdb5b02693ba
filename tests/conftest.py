"""What the tests share: the made-up knowledge base, ways to run the program, and the snapshots."""

import gc
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import project_base
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from cramps import opening
from cramps.curation.compilation import encode
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.ranking.differential import Case, Engine

# No test reads or writes the user's own cache; those of the cache have one of their own.
os.environ["CRAMPS_NO_CACHE"] = "1"

# The same examples at every run, however slow the machine; HYPOTHESIS_PROFILE=search looks further.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("search", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

#: For properties of the reasoning over the whole knowledge base, of which one example takes a second.
LONG = settings(max_examples=max(10, settings().max_examples // 5))

#: A knowledge base without mistakes; its README is the first line of its sources.yaml.
VALID = Path(__file__).parent / "kb" / "valid"
SNAPSHOTS = Path(__file__).parent / "code" / "snapshots"

#: What decides about form, colour and width; no test inherits it from the shell that runs it.
_TELLING = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "LINES", "PYTHONIOENCODING", "PYTHONUTF8")


class Outcome(NamedTuple):
    """What a call of the program came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
"""Runs the program in this process on the arguments given."""

Start = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""Runs the program in a process of its own on the arguments given."""


def _cleaned(environment: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in environment.items()
        if name not in _TELLING and "CRAMPS" not in name and not name.startswith("_TYPER")
    }
    return {**kept, "TERM": "xterm-256color", "COLUMNS": "80", "CRAMPS_NO_CACHE": "1"}


@pytest.fixture(autouse=True)
def _known_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = _cleaned(os.environ)
    for name in set(os.environ) - set(clean):
        monkeypatch.delenv(name)
    for name in ("TERM", "COLUMNS", "CRAMPS_NO_CACHE"):
        monkeypatch.setenv(name, clean[name])


@pytest.fixture(scope="session")
def valid() -> Path:
    """Folder of the made-up knowledge base."""
    return VALID


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The made-up knowledge base."""
    return load(VALID)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory, kb: KnowledgeBase) -> Path:
    """The made-up knowledge base as a compiled file."""
    file = tmp_path_factory.mktemp("compiled") / "knowledge.json"
    file.write_bytes(encode(kb))
    return file


@pytest.fixture(scope="session")
def real() -> Path:
    """The knowledge base of the project as a compiled file."""
    return project_base.compiled()


@pytest.fixture(scope="session")
def engine() -> Engine:
    """What reasons on the knowledge base of the project."""
    return Engine(project_base.knowledge())


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    project_base.sweep()


CasesOf = Callable[[KnowledgeBase], st.SearchStrategy[Case]]
"""Gives cases that can be, drawn from a knowledge base."""


@pytest.fixture(scope="session")
def cases_of() -> CasesOf:
    """Draw cases without contradictions: findings, results, drugs, age, sex and setting."""

    def draw(kb: KnowledgeBase) -> st.SearchStrategy[Case]:
        def made(
            told: dict[str, str],
            results: dict[str, bool],
            drugs: list[str],
            years: list[int],
            more: dict[str, Any],
        ) -> Case:
            there = {f for f, sign in told.items() if sign != "absent"}
            implied = there.union(*(kb.broader(f) for f in there))
            given: dict[str, Any] = (
                {"onset_age": min(years), "age": max(years)} if len(years) == 2 else {}
            )
            return Case(
                present=tuple(f for f, sign in told.items() if sign == "present"),
                maybe=tuple(f for f, sign in told.items() if sign == "maybe"),
                absent=tuple(
                    f for f, sign in told.items() if sign == "absent" and f not in implied
                ),
                results=tuple(r for r, found in results.items() if found),
                not_results=tuple(r for r, found in results.items() if not found),
                drugs=tuple(drugs),
                **given,
                **more,
            )

        return st.builds(
            made,
            st.dictionaries(
                st.sampled_from(sorted(kb.findings)),
                st.sampled_from(("present", "absent", "maybe")),
                max_size=6,
            ),
            st.dictionaries(st.sampled_from(sorted(kb.results)), st.booleans(), max_size=3),
            st.lists(st.sampled_from(sorted(kb.drugs)), unique=True, max_size=2),
            st.lists(st.integers(0, 120), max_size=2),
            st.fixed_dictionaries(
                {
                    "sex": st.sampled_from((None, "male", "female")),
                    "setting": st.sampled_from(("primary-care", "neurology", "none")),
                    "whole_story": st.booleans(),
                }
            ),
        )

    return draw


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """Make a copy of the made-up knowledge base in which some texts are replaced.

    ``altered("disorders", ("At night.", "At noon."))`` gives the folder of the copy.
    """

    def alter(file: str, *replacements: tuple[str, str]) -> Path:
        folder = tmp_path / "altered"
        if not folder.exists():
            folder.mkdir()
            for source in VALID.glob("*.yaml"):
                (folder / source.name).write_bytes(source.read_bytes())
        place = folder / f"{file}.yaml"
        text = place.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        place.write_text(text, encoding="utf-8")
        return folder

    return alter


def _refuse_mistakes(said: str) -> None:
    """Let no call pass that ended with a mistake of the program, but for one that a test made: 'a bug'."""
    assert not re.search(r"unexpected \w+: (?!'?a bug)", said), said


def _opened(path: str | os.PathLike[str] | None = None, **more: Any) -> KnowledgeBase:
    if path is not None and Path(path) == project_base.COMPILED:
        return project_base.knowledge()
    return load(path, **more)


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Run the program in this process, on the made-up knowledge base unless ``data`` is given.

    That of the project stays open from one call to the next: what a call leaves behind must not matter.
    """
    from cramps.cli import app

    monkeypatch.setattr(opening, "load", _opened)

    def call(*arguments: str, data: Path | str | None = compiled) -> Outcome:
        capsys.readouterr()
        given = [*([f"--data={data}"] if data is not None else []), *arguments]
        try:
            code = app.run(given)
        except SystemExit as end:  # a Tab press ends so
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        _refuse_mistakes(err)
        return Outcome(code, out, err)

    yield call
    gc.enable()  # the program turns the collector off, which suits a short process only


@pytest.fixture(scope="session")
def script() -> Path:
    """The installed program."""
    name = "cramps.exe" if os.name == "nt" else "cramps"
    return Path(sysconfig.get_path("scripts")) / name


@pytest.fixture(scope="session")
def start(compiled: Path) -> Start:
    """Run ``python -m cramps`` in its own process, on the made-up knowledge base.

    ``environment`` is added to a clean one; ``program`` takes the place of ``python -m cramps``.
    """

    def call(
        *arguments: str | bytes,
        program: tuple[str, ...] = (sys.executable, "-m", "cramps"),
        environment: Mapping[str, str] | None = None,
        data: Path | None = compiled,
        stdout: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
    ) -> "subprocess.CompletedProcess[bytes]":
        with_data = (f"--data={data}",) if data is not None else ()
        ended = subprocess.run(
            [*program, *with_data, *arguments],
            env={**_cleaned(os.environ), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            check=False,
            timeout=60,
        )
        _refuse_mistakes((ended.stderr or b"").decode("utf-8", "replace"))
        return ended

    return call


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compare a text with the file of that name, or with CRAMPS_UPDATE_SNAPSHOTS=1 rewrite it."""

    def compare(name: str, text: str) -> None:
        file = SNAPSHOTS / f"{name}.txt"
        if _UPDATE:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        kept = file.read_text(encoding="utf-8") if file.exists() else "(none)"
        assert text == kept, (
            f"{file} shows something else; where the new text is right, "
            "CRAMPS_UPDATE_SNAPSHOTS=1 pytest rewrites the snapshots"
        )

    return compare


#: Read before the environment is cleaned for each test.
_UPDATE = bool(os.environ.get("CRAMPS_UPDATE_SNAPSHOTS"))
