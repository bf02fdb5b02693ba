"""A file is written whole or not at all, never over what it was made from."""

import os
import shutil
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import project_base
import pytest

from cramps.atomic_files import write_file, write_folder
from cramps.curation.folder import read_folder
from cramps.errors import BadQuery, CannotWrite
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS

Run = Callable[..., Any]
Start = Callable[..., Any]

posix = pytest.mark.skipif(os.name == "nt", reason="devices, links and limits of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "a.json", b"one")
    write_file(tmp_path / "a.json", b"two")
    assert (tmp_path / "a.json").read_bytes() == b"two"
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize("moment", ["os.fsync", "os.replace"])
def test_what_fails_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    (tmp_path / "a.json").write_bytes(b"good")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(moment, full)
    with pytest.raises(CannotWrite, match=r"cannot write .*a\.json: No space left on device"):
        write_file(tmp_path / "a.json", b"bad")
    assert (tmp_path / "a.json").read_bytes() == b"good"
    assert names(tmp_path) == ["a.json"]


def test_an_interruption_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_bytes(b"good")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.json", b"bad")
    assert (tmp_path / "a.json").read_bytes() == b"good"
    assert names(tmp_path) == ["a.json"]


def test_who_has_the_old_file_open_keeps_it(tmp_path: Path) -> None:
    """Written in place, a file that is mapped would kill its reader (SIGBUS)."""
    file = tmp_path / "a.json"
    file.write_bytes(b"old" * 10_000)
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as mapped:
        write_file(file, b"new")
        assert mapped[:] == b"old" * 10_000
    assert file.read_bytes() == b"new"


def test_several_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    texts = [bytes([65 + n]) * 200_000 for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda text: write_file(tmp_path / "a.json", text), texts))
    assert (tmp_path / "a.json").read_bytes() in texts
    assert names(tmp_path) == ["a.json"]


@posix
def test_permissions_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_file(tmp_path / "new", b"y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@posix
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a.json")
    for text in (b"one", b"two"):
        write_file(tmp_path / "link", text)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "a.json").read_bytes() == text


@posix
def test_a_device_stays_a_device() -> None:
    write_file(os.devnull, b"x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116  (the name as it is)


def test_the_own_input_is_refused_by_any_name(tmp_path: Path) -> None:
    read = tmp_path / "a.json"
    read.write_bytes(b"good")
    (tmp_path / "sub").mkdir()
    for name in (read, tmp_path / "sub" / ".." / "a.json"):
        with pytest.raises(CannotWrite, match="it was read for this"):
            write_file(name, b"bad", inputs=[read])
    assert read.read_bytes() == b"good"


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_one_clear_line(run: Run, name: str) -> None:
    for call in (("compile", "-o", name), ("export", "--format", "csv", "-o", name)):
        outcome = run(*call)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == (
            "cramps: the name of the file to write is empty; name one behind --output\n"
        )
    outcome = run("export", "--format", "yaml", name)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    with pytest.raises(BadQuery):
        write_folder(name, {})


@pytest.mark.parametrize("call", [("compile",), ("export", "--format", "json")], ids=" ".join)
def test_no_command_writes_over_what_it_read(
    run: Run, tmp_path: Path, compiled: Path, valid: Path, call: tuple[str, ...]
) -> None:
    copy = tmp_path / "my.json"
    copy.write_bytes(compiled.read_bytes())
    outcome = run(*call, "-o", str(copy), data=copy)
    assert outcome.code == 1
    assert "it was read for this" in outcome.err
    assert copy.read_bytes() == compiled.read_bytes()
    source = valid / "drugs.yaml"
    before = source.read_bytes()
    assert run(*call, "-o", str(source), data=valid).code == 1
    assert source.read_bytes() == before


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="a limit of the size of files")
def test_a_full_disk_leaves_the_good_file(start: Start, tmp_path: Path, compiled: Path) -> None:
    file = tmp_path / "my.json"
    file.write_bytes(b"good")
    line = f'ulimit -f 1; "{sys.executable}" -m cramps --data="{compiled}" compile -o "{file}"'
    # Python itself would leave a module that it compiles half written, for all who come after.
    plain = {"PYTHONDONTWRITEBYTECODE": "1"}
    shell = start("-c", line, program=("bash",), data=None, environment=plain)
    assert shell.returncode == 1
    assert shell.stderr.count(b"\n") == 1
    assert file.read_bytes() == b"good"
    assert names(tmp_path) == ["my.json"]


# Folders


def test_a_folder_is_written_whole(tmp_path: Path) -> None:
    files = {"a.yaml": b"a", "b/c.yaml": b"c"}
    write_folder(tmp_path / "new" / "er", files)
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", files)
    for folder in (tmp_path / "new" / "er", tmp_path / "empty"):
        assert names(folder) == ["a.yaml", "b"]
        assert (folder / "b" / "c.yaml").read_bytes() == b"c"


@pytest.mark.parametrize("there", ["a.yaml", ".hidden"])
def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"mine")
    with pytest.raises(CannotWrite, match="it is not empty"):
        write_folder(tmp_path, {"a.yaml": b"yours"})
    assert (tmp_path / there).read_bytes() == b"mine"
    assert names(tmp_path) == [there]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(CannotWrite, match="it is a file"):
        write_folder(tmp_path / "a", {"b": b""})


@pytest.mark.parametrize("empty", [True, False])
def test_a_folder_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    folder = tmp_path / "new"
    if empty:
        folder.mkdir()
    real, done = Path.rename, list[Path]()

    def second_fails(path: Path, target: Path) -> Path:
        if done:
            raise OSError(28, "No space left on device")
        done.append(path)
        return real(path, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(CannotWrite, match="No space left"):
        write_folder(folder, {"a": b"1", "b/c": b"2"})
    assert folder.exists() == empty
    assert not list(tmp_path.rglob("*")) or names(folder) == []


# The folder of YAML, there and back


def everything(kb: KnowledgeBase) -> dict[str, Any]:
    return {stem: dict(kb.table(stem)) for stem in KINDS}


@pytest.fixture(scope="module")
def exported(start: Start, real: Path) -> Path:
    """The knowledge base of the project as a folder of YAML."""

    def export(folder: Path) -> None:
        assert start("export", "--format", "yaml", str(folder), data=real).returncode == 0

    return project_base.made_once("exported", export)


def test_the_exported_folder_answers_as_what_it_was_exported_from(
    run: Run, tmp_path: Path, compiled: Path
) -> None:
    folder = tmp_path / "mine"
    assert run("export", "--format", "yaml", str(folder), data=compiled).code == 0
    for call in (("list", "--json"), ("search", "cramps", "--json"), ("export", "-f", "hpoa")):
        assert run(*call, data=folder) == run(*call, data=compiled)


def test_the_packaged_knowledge_base_is_the_same_in_an_exported_folder(exported: Path) -> None:
    kb, problems = read_folder(exported)
    assert kb is not None
    assert problems.errors == []
    assert everything(kb) == everything(project_base.knowledge())


def test_the_exported_folder_is_laid_out_as_the_one_that_was_compiled(exported: Path) -> None:
    folder, data = exported, project_base.DATA
    for part in ("disorders", "sources"):
        assert names(folder / part) == names(data / part)
    assert {f"{stem}.yaml" for stem in KINDS} - set(names(folder)) == {"sources.yaml"}
    generated = [(place / "annotations.json").read_bytes() for place in (folder, data)]
    assert generated[0] == generated[1]


def test_no_annotation_stands_in_an_exported_entry(exported: Path) -> None:
    mine, own = (
        read_folder(place, with_annotations=False)[0] for place in (exported, project_base.DATA)
    )
    assert mine is not None
    assert own is not None
    assert dict(mine.disorders) == dict(own.disorders)
    assert dict(mine.disorders) != dict(project_base.knowledge().disorders)


def test_an_exported_folder_is_a_start_of_ones_own(
    run: Run, exported: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(exported, folder)
    entry = folder / "disorders" / "mcardle.yaml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text + "disputes: 5\n", encoding="utf-8")
    outcome = run("validate", str(folder))
    assert outcome.code == 3
    assert (
        f"mcardle.yaml:{text.count(chr(10)) + 1}:11" in outcome.out or "mcardle.yaml" in outcome.out
    )


@pytest.mark.parametrize(
    ("call", "code", "part"),
    [
        (("export", "--format", "yaml"), 2, "name one: cramps export --format yaml my-folder"),
        (("export", "--format", "yaml", "a", "-o", "b"), 2, "one is enough"),
        (("export", "--format", "csv", "a"), 2, "only --format yaml and site write a folder"),
    ],
)
def test_a_folder_is_asked_for_once_and_for_folders_only(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any, code: int, part: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run(*call)
    assert (outcome.code, outcome.out) == (code, "")
    assert part in outcome.err
    assert not list(tmp_path.iterdir())
