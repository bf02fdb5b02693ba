"""The cache of a checkout: it answers as the folder does, and is never taken for another state of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cramps.curation import cache
from cramps.curation.compilation import encode
from cramps.curation.folder import load_folder as read
from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import decode
from cramps.knowledge.kinds import KINDS
from cramps.opening import load

Altered = Callable[..., Path]
Run = Callable[..., Any]

#: A call of each kind: what a cached, a compiled and a read knowledge base answer must be one.
CALLS = [
    ("list", "--json"),
    ("show", "first", "second", "--json"),
    ("show", "exmple disese"),
    ("find", "--any", "--symptom", "weakness", "--test", "ck", "--json"),
    ("symptoms", "weak muscles"),
    ("search", "made", "disease", "--json"),
    ("ddx", "--symptom", "drop foot", "--result", "ck=500", "--json"),
    ("next", "--symptom", "weakness", "--json"),
    ("compare", "first", "second"),
    ("sources", "--json"),
    ("overview",),
    ("export", "--format", "hpoa"),
    ("export", "--format", "json"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, which is not there yet."""
    folder = tmp_path / "home" / "cramps"
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(folder))
    monkeypatch.delenv("CRAMPS_NO_CACHE")
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are read as YAML."""
    seen: list[Path] = []

    def counted(folder: Path) -> KnowledgeBase:
        seen.append(folder)
        return read(folder)

    monkeypatch.setattr("cramps.curation.folder.load_folder", counted)
    return seen


def aged(folder: Path, seconds: float = 3600) -> None:
    """Make the files of a folder look as if they had been written long ago."""
    then = time.time() - seconds
    for file in folder.rglob("*"):
        os.utime(file, (then, then))


def copies(place: Path) -> list[Path]:
    return sorted(place.glob("*")) if place.exists() else []


# The same answers


def everything(kb: KnowledgeBase) -> dict[str, Any]:
    return {stem: list(kb.table(stem).items()) for stem in KINDS}


def test_the_second_call_does_not_read_the_folder_and_gives_the_same(
    altered: Altered, place: Path, reads: list[Path]
) -> None:
    folder = altered("disorders")
    first = load(folder)
    assert (len(reads), len(copies(place))) == (1, 1)
    second = load(folder)
    assert len(reads) == 1
    assert everything(first) == everything(second) == everything(read(folder))
    assert first.origin == second.origin == str(folder)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_cached_compiled_and_yaml_answer_alike(
    run: Run,
    altered: Altered,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    compiled: Path,
    call: tuple[str, ...],
) -> None:
    folder = altered("disorders")
    first, cached = run(*call, data=folder), run(*call, data=folder)
    assert copies(place)
    monkeypatch.setenv("CRAMPS_NO_CACHE", "1")
    assert first == cached == run(*call, data=folder) == run(*call, data=compiled)
    assert first.out or first.err


def test_the_packaged_folder_answers_alike_from_its_copy(run: Run, place: Path, real: Path) -> None:
    data = Path(__file__).parents[2] / "data"
    for call in (
        ("search", "quinine", "--json"),
        ("show", "als", "--json"),
        ("ddx", "--symptom", "cramps", "--sign", "fasciculations", "--json"),
    ):
        answers = [run(*call, data=data), run(*call, data=data), run(*call, data=real)]
        assert answers[0] == answers[1] == answers[2]
    assert len(copies(place)) == 1


# Every edit is seen


def test_an_edit_is_seen_at_once(altered: Altered, place: Path, reads: list[Path]) -> None:
    folder = altered("disorders")
    aged(folder)
    load(folder)
    altered("disorders", ("At night.", "At lunch."))
    timing = load(folder).disorders["first"].cramps.timing
    assert timing is not None
    assert timing.text == "At lunch."
    assert len(reads) == 2
    load(folder)
    assert len(reads) == 2


def test_an_edit_of_the_same_size_within_the_clocks_tick_is_seen(
    altered: Altered, place: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the times do not tell, the content does: here the clock of the disk stands still."""
    folder = altered("disorders")
    file = folder / "disorders.yaml"
    still = file.stat()
    real_stat = Path.stat

    def stopped(path: Path, **keywords: Any) -> Any:
        return still if path == file else real_stat(path, **keywords)

    monkeypatch.setattr(Path, "stat", stopped)
    load(folder)
    load(folder)
    assert len(reads) == 1, "the same content is the same state"
    altered("disorders", ("At night.", "At lunch."))
    timing = load(folder).disorders["first"].cramps.timing
    assert timing is not None
    assert timing.text == "At lunch."


@pytest.mark.parametrize("name", ["disorders/third.yaml", "drugs/more.yaml", "annotations.json"])
def test_a_new_file_is_seen(altered: Altered, place: Path, reads: list[Path], name: str) -> None:
    folder = altered("disorders")
    aged(folder)
    load(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("[]\n")
    with pytest.raises(InvalidKnowledgeBase) if name.endswith("json") else _nothing():
        load(folder)
    assert len(reads) == 2


class _nothing:  # noqa: N801  (stands where pytest.raises stands)
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_a_removed_file_is_seen(altered: Altered, place: Path, reads: list[Path]) -> None:
    folder = altered("disorders")
    (folder / "drugs").mkdir()
    (folder / "drugs" / "more.yaml").write_text("[]\n")
    load(folder)
    (folder / "drugs" / "more.yaml").unlink()
    load(folder)
    assert len(reads) == 2


def test_two_folders_have_a_copy_each(altered: Altered, place: Path, valid: Path) -> None:
    folder = altered("disorders", ("At night.", "At lunch."))
    load(folder)
    load(valid)
    assert len(copies(place)) == 2
    timings = [load(f).disorders["first"].cramps.timing for f in (folder, valid)]
    assert [timing and timing.text for timing in timings] == ["At lunch.", "At night."]


@pytest.mark.parametrize(
    "change",
    [
        ("cramps.curation.cache.__version__", "9.9"),
        ("cramps.knowledge.container.rules", lambda: "other rules"),
    ],
    ids=lambda change: change[0],
)
def test_another_program_makes_its_own_copy(
    altered: Altered,
    place: Path,
    reads: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, Any],
) -> None:
    folder = altered("disorders")
    load(folder)
    monkeypatch.setattr(*change)
    load(folder)
    assert (len(reads), len(copies(place))) == (2, 2)


def test_a_changed_module_of_the_program_makes_its_own_copy(
    altered: Altered, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cramps"
    for name in ("curation", "knowledge", "laboratory", "weighing", "words"):
        (package / name).mkdir(parents=True)
    (package / "words" / "names.py").write_text("one\n")
    monkeypatch.setattr(cache, "__file__", str(package / "curation" / "cache.py"))
    folder = altered("disorders")
    load(folder)
    (package / "words" / "names.py").write_text("other\n")
    load(folder)
    assert len(copies(place)) == 2


# When there is none


def test_a_folder_with_a_mistake_is_never_kept(altered: Altered, place: Path) -> None:
    folder = altered("disorders", ("sources: [NBK1]", "sources: [NBK2]"))
    for _ in range(2):
        with pytest.raises(InvalidKnowledgeBase):
            load(folder)
    assert not copies(place)


def test_a_folder_that_changes_while_it_is_read_is_not_kept(
    altered: Altered, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = altered("disorders")

    def edited(place: Path) -> KnowledgeBase:
        kb = read(place)
        altered("disorders", ("At night.", "At lunch."))
        return kb

    monkeypatch.setattr("cramps.curation.folder.load_folder", edited)
    load(folder)
    assert not copies(place)


def test_the_switch_keeps_from_reading_and_writing(
    altered: Altered, place: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRAMPS_NO_CACHE", "1")
    folder = altered("disorders")
    load(folder)
    assert not place.exists()
    monkeypatch.delenv("CRAMPS_NO_CACHE")
    load(folder)
    monkeypatch.setenv("CRAMPS_NO_CACHE", "1")
    load(folder)
    assert len(reads) == 3


def test_validate_reads_the_folder_whatever_is_kept(
    run: Run, altered: Altered, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = altered("disorders")
    load(folder)

    def kept(*_: object) -> None:
        raise AssertionError("the copy was opened")

    monkeypatch.setattr(cache, "_kept", kept)
    assert run("validate", data=folder).code == 0


@pytest.mark.parametrize("home", ["a file", "read-only", "relative"])
def test_no_place_for_a_copy_is_no_error(
    altered: Altered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.delenv("CRAMPS_NO_CACHE")
    where = tmp_path / "home"
    if home == "a file":
        where.write_text("no folder")
    elif home == "read-only":
        where.mkdir()
        monkeypatch.setattr("cramps.atomic_files.replace", _refused)
    name = "~/.cache/cramps" if home == "relative" else str(where / "cramps")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: name)
    monkeypatch.chdir(tmp_path)
    folder = altered("disorders")
    assert everything(load(folder)) == everything(load(folder)) == everything(read(folder))
    assert not (tmp_path / "~").exists()


def _refused(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


# Damage


@pytest.mark.parametrize("damage", [b"", b"x", b'{"cramps":"knowledge base",', b"\xff" * 5000])
def test_a_damaged_copy_is_replaced(
    altered: Altered, place: Path, reads: list[Path], damage: bytes
) -> None:
    folder = altered("disorders")
    whole = everything(load(folder))
    (copy,) = copies(place)
    copy.write_bytes(damage)
    assert everything(load(folder)) == whole
    assert len(reads) == 2
    load(folder)
    assert len(reads) == 2


def test_a_compiled_file_in_the_place_of_a_copy_is_not_taken_for_it(
    altered: Altered, place: Path, reads: list[Path], kb: KnowledgeBase
) -> None:
    folder = altered("disorders", ("At night.", "At lunch."))
    load(folder)
    (copy,) = copies(place)
    copy.write_bytes(encode(kb))
    timing = load(folder).disorders["first"].cramps.timing
    assert timing is not None
    assert timing.text == "At lunch."
    assert len(reads) == 2


def test_damage_that_shows_late_removes_the_copy_and_says_so(altered: Altered, place: Path) -> None:
    folder = altered("disorders")
    load(folder)
    (copy,) = copies(place)
    data = copy.read_bytes()
    at = data.index(b"Second example disease")
    copy.write_bytes(data[:at] + b"X" + data[at + 1 :])
    with pytest.raises(InvalidKnowledgeBase, match="its copy was damaged and is removed"):
        _ = load(folder).disorders["second"]
    assert load(folder).disorders["second"].name == "Second example disease"


# What is kept


def test_a_copy_holds_what_a_compiled_file_holds(altered: Altered, place: Path) -> None:
    folder = altered("disorders")
    load(folder)
    (copy,) = copies(place)
    kept = decode(copy.read_bytes(), "copy")
    assert encode(kept) == encode(read(folder))


def test_what_nobody_uses_is_removed(altered: Altered, place: Path) -> None:
    place.mkdir(parents=True)
    now = time.time()
    ages = {f"{n:02}.json": n for n in range(30)} | {"old.json": 31, "half.part": 2, "new.part": 0}
    for name, days in ages.items():
        (place / name).write_text("{}")
        os.utime(place / name, (now - days * 86400 - 60,) * 2)
    folder = altered("disorders")
    load(folder)
    left = {file.name for file in copies(place)}
    assert "old.json" not in left
    assert "half.part" not in left
    assert "new.part" in left
    assert len([name for name in left if name.endswith(".json")]) == 16
    assert {f"{n:02}.json" for n in range(14)} <= left


def test_a_copy_that_is_used_is_not_old(altered: Altered, place: Path) -> None:
    folder = altered("disorders")
    load(folder)
    (copy,) = copies(place)
    os.utime(copy, (0, 0))
    load(folder)
    assert time.time() - copy.stat().st_mtime < 60


def test_many_at_once_read_and_write_whole_copies(altered: Altered, place: Path) -> None:
    folder = altered("disorders")
    whole = everything(read(folder))

    def one(number: int) -> bool:
        if number % 5 == 0:
            for copy in copies(place):
                copy.unlink(missing_ok=True)
        return everything(load(folder)) == whole

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(one, range(60)))
    assert not [file for file in copies(place) if file.suffix == ".part"]


@pytest.mark.skipif(sys.platform != "linux", reason="where a cache lies there is set by a variable")
def test_processes_at_once_answer_alike(altered: Altered, tmp_path: Path) -> None:
    folder = altered("disorders")
    there = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    del there["CRAMPS_NO_CACHE"]
    command = [sys.executable, "-m", "cramps", f"--data={folder}", "show", "first", "--json"]
    started = [
        subprocess.Popen(command, env=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    answers = {process.communicate(timeout=60) for process in started}
    assert len(answers) == 1
    ((out, err),) = answers
    assert out
    assert err == b""
    assert len(list((tmp_path / "cache" / "cramps").iterdir())) == 1


def test_who_waits_for_a_folder_is_told_and_nobody_else(altered: Altered, place: Path) -> None:
    folder, told = altered("disorders"), list[str]()
    aged(folder)
    load(folder, reading=lambda: told.append("read"))
    assert told == ["read"]
    load(folder, reading=lambda: told.append("copied"))
    assert told == ["read"]
    assert len(copies(place)) == 1
