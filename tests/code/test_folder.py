"""Opening a knowledge base: what cannot be opened ends in one line that says what to do."""

import cProfile
import os
import pstats
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cramps.curation.folder import LARGEST_YAML, read_folder
from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.files import is_folder
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.packaged_files import packaged_knowledge
from cramps.opening import LARGEST_COMPILED, load

Altered = Callable[..., Path]

#: What a message must have: the way out.
WAY_OUT = re.compile(r"(; (name|add|compile|make one)\b|; it needs )")


def refusal(path: str | os.PathLike[str]) -> str:
    """Give the message with which a place is refused; checks what all messages have in common."""
    with pytest.raises(InvalidKnowledgeBase) as caught:
        load(path)
    message = caught.value.message
    assert len(message.splitlines()) == 1
    assert str(path) in message
    assert WAY_OUT.search(message), message
    assert caught.value.exit_code == 3
    assert caught.value.problems == ()
    return message


def sparse(path: Path, size: int) -> Path:
    """Make a file that has a size but takes no space."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


# What can be opened


def test_a_folder_of_yaml_is_opened(valid: Path) -> None:
    kb = load(valid)
    assert list(kb.disorders) == ["first", "second"]
    assert kb.disorders["first"].name == "First example disease"
    assert kb.origin == str(valid)


def test_a_compiled_file_is_opened(compiled: Path, kb: KnowledgeBase) -> None:
    opened = load(compiled)
    assert dict(opened.disorders) == dict(kb.disorders)
    assert opened.origin == str(compiled)


def test_a_path_may_be_text_and_a_link(valid: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(valid)
    assert list(load(str(valid)).disorders) == list(load(link).disorders) == ["first", "second"]


def test_records_keep_the_order_of_their_file(altered: Altered) -> None:
    folder = altered("findings", ("id: weakness", "id: zzz"), ("[weakness]", "[zzz]"))
    altered("disorders", ("weakness", "zzz"))
    altered("red_flags", ("weakness", "zzz"))
    assert list(load(folder).findings) == ["zzz", "foot-drop", "twitching", "cold"]


def test_other_files_in_the_folder_are_left_alone(altered: Altered) -> None:
    folder = altered("disorders")
    (folder / "README.md").write_text("notes")
    (folder / "disorders.yaml.orig").write_bytes(b"\x00\xff")
    (folder / "notes.yaml").write_text("[[[")
    (folder / "knowledge.json").write_text("{}")
    (folder / "more").mkdir()
    assert len(load(folder).disorders) == 2


def test_files_but_the_disorders_may_be_missing(tmp_path: Path) -> None:
    """What refers to them is then told; that they are not there is not."""
    (tmp_path / "disorders.yaml").write_text(
        "- {id: a, name: A, group: nerve, phenomenon: [], reviewed: 2026-01-01, depth: brief,"
        " summary: {text: A., sources: [NBK1]}}\n"
    )
    (tmp_path / "sources.yaml").write_text("- {id: NBK1, title: T, kind: web}\n")
    kb = load(tmp_path)
    assert all(len(kb.table(name)) == (name in ("disorders", "sources")) for name in KINDS)


def test_reading_a_folder_gives_the_knowledge_base_and_no_problems(valid: Path) -> None:
    kb, problems = read_folder(valid)
    assert kb is not None
    assert not [problem for problem in problems if problem.level == "error"]


def test_the_packaged_knowledge_base_is_where_the_package_says() -> None:
    """In a checkout the folder beside the package, in a wheel the compiled file inside it."""
    place = packaged_knowledge()
    assert place.name in ("data", "knowledge.json")
    assert place.exists()


def test_the_package_opens_knowledge_bases_more_than_once(valid: Path) -> None:
    program = "import sys, cramps; [cramps.load(sys.argv[1]) for _ in range(2)]"
    subprocess.run([sys.executable, "-c", program, valid], check=True, capture_output=True)


# What is not there, or is something else


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "nowhere")
    assert "does not exist" in refusal(tmp_path / "nowhere" / "deeper" / "kb.json")


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert "does not exist" in refusal(tmp_path / "link")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "link")
    assert "cannot be read" in refusal(tmp_path / "link")


def test_an_empty_folder_is_told_which_files_it_needs(tmp_path: Path) -> None:
    message = refusal(tmp_path)
    for name in KINDS:
        assert f"{name}.yaml" in message


def test_a_folder_without_disorders_is_refused(altered: Altered) -> None:
    folder = altered("disorders")
    (folder / "disorders.yaml").unlink()
    assert "has no disorders.yaml" in refusal(folder)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\x7fELF\x02\x01\x01\x00" * 100,
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 10,
        b"- id: first\n",
        b"{}\n",
        b'{"disorders": {}}\n',
    ],
    ids=["empty", "blank", "program", "picture", "bytes", "yaml", "json", "other json"],
)
def test_a_file_that_is_no_compiled_knowledge_base_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(data)
    assert "is not a compiled knowledge base; make one with: cramps compile" in refusal(file)


def test_a_file_used_as_a_folder_is_refused(compiled: Path) -> None:
    assert "cannot be read" in refusal(compiled / "disorders.yaml")


@pytest.mark.parametrize("name", ["with\0nul", "\0", "a" * 5000, "/".join(["a" * 200] * 50)])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    assert "cannot be read" in refusal(name)
    assert not is_folder(Path(name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert "is not a regular file" in refusal(tmp_path / "fifo")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_in_the_place_of_a_file_is_refused_and_not_waited_for(altered: Altered) -> None:
    folder = altered("disorders")
    (folder / "drugs.yaml").unlink()
    os.mkfifo(folder / "drugs.yaml")
    with pytest.raises(InvalidKnowledgeBase, match=r"drugs\.yaml is not a regular file"):
        load(folder)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_refused_and_not_read() -> None:
    assert "is not a regular file" in refusal("/dev/zero")


def test_a_folder_in_the_place_of_a_file_is_refused(altered: Altered) -> None:
    folder = altered("disorders")
    (folder / "drugs.yaml").unlink()
    (folder / "drugs.yaml").mkdir()
    with pytest.raises(InvalidKnowledgeBase, match=r"drugs\.yaml is not a regular file; name a"):
        load(folder)


# What may not be read


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_an_unreadable_file_is_refused(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", _denied)
    assert "cannot be read: Permission denied; " in refusal(compiled)


def test_an_unreadable_file_of_a_folder_is_named(
    valid: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", _denied)
    monkeypatch.setattr(Path, "read_bytes", _denied)
    assert f"{valid / 'disorders.yaml'} cannot be read: Permission denied; " in refusal(valid)


def test_an_unreadable_folder_is_refused(valid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "iterdir", _denied)
    assert "cannot be read: Permission denied; " in refusal(valid)


def test_a_place_that_may_not_be_looked_at_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "stat", _denied)
    assert "cannot be read: Permission denied; " in refusal(tmp_path / "kb")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_permissions_are_reported(altered: Altered) -> None:
    folder = altered("disorders")
    (folder / "drugs.yaml").chmod(0)
    assert "Permission denied" in refusal(folder)
    folder.chmod(0)
    try:
        assert "Permission denied" in refusal(folder)
        assert "Permission denied" in refusal(folder / "disorders.yaml")
    finally:
        folder.chmod(0o700)


# What is too large, or made to be


def test_a_huge_yaml_file_is_refused_unread(altered: Altered) -> None:
    folder = altered("disorders")
    sparse(folder / "drugs.yaml", 100 * 2**20)
    message = refusal(folder)
    assert f"{folder / 'drugs.yaml'} has 100 MB; a knowledge base file has at most 32 MB" in message


def test_a_huge_file_that_is_no_knowledge_base_is_refused(tmp_path: Path) -> None:
    file = sparse(tmp_path / "kb.json", 100 * 2**20)
    assert "is not a compiled knowledge base" in refusal(file)


def test_a_still_larger_file_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sparse(tmp_path / "kb.json", LARGEST_COMPILED + 1)
    monkeypatch.setattr(Path, "open", _never_read)
    assert "has 512 MB; a knowledge base file has at most 512 MB" in refusal(file)


def _never_read(path: Path, *_: object) -> bytes:
    raise AssertionError(f"{path} was read")


def test_a_yaml_file_of_exactly_the_limit_is_read_and_a_byte_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sparse(tmp_path / "disorders.yaml", LARGEST_YAML)
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"[]\n")
    assert [p.rule for p in read_folder(tmp_path)[1]] == ["no-disorder"]
    sparse(file, LARGEST_YAML + 1)
    monkeypatch.setattr(Path, "read_bytes", _never_read)
    assert "at most 32 MB" in refusal(tmp_path)


def test_an_alias_bomb_is_refused_and_never_unfolds(altered: Altered) -> None:
    """It would be ten thousand million findings."""
    folder = altered("findings")
    levels = ["- &l0 [lol]"]
    levels += [f"- &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 11)]
    (folder / "findings.yaml").write_text("\n".join(levels))
    kb, problems = read_folder(folder)
    assert kb is None
    assert {p.rule for p in problems} == {"alias", "wrong-type"}
    assert sum(p.rule == "alias" for p in problems) == 11 + 100


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_hostile_nesting_is_refused(opening: str, altered: Altered) -> None:
    folder = altered("findings")
    (folder / "findings.yaml").write_text(opening * 100_000)
    kb, problems = read_folder(folder)
    assert kb is None
    assert [p.rule for p in problems] == ["nesting"]


# What has mistakes


def test_mistakes_are_counted_in_one_line_and_all_of_them_come_along(altered: Altered) -> None:
    folder = altered("findings", ("kind: trigger", "kind: triggers"))
    altered("disorders", ("group: nerve", "group: nerves"), ("reviewed: 2026-11-22", "reviewed: x"))
    with pytest.raises(InvalidKnowledgeBase) as caught:
        load(folder)
    assert caught.value.message == f"{folder}: 4 problems in the knowledge base"
    assert [(Path(p.file).name, p.line, p.rule) for p in caught.value.problems] == [
        ("disorders.yaml", 4, "not-in-list"),
        ("disorders.yaml", 52, "date-form"),
        ("disorders.yaml", 76, "date-form"),
        ("findings.yaml", 23, "not-in-list"),
    ]


def test_one_mistake_is_counted_in_the_singular(altered: Altered) -> None:
    with pytest.raises(InvalidKnowledgeBase, match=r": 1 problem in the knowledge base$"):
        load(altered("disorders", ("finding: cold", "finding: colds")))


def test_mistakes_of_every_kind_in_every_file_are_found_in_one_run(altered: Altered) -> None:
    folder = altered("findings", ("name: Cold", "name: Cold\n  name: Frost"))
    altered("tests", ("tier: blood", "tier: blod"))
    (folder / "drugs.yaml").write_bytes(b"\xff")
    (folder / "families.yaml").write_bytes(b"- ]")
    (folder / "overview.yaml").write_bytes(b"")
    kb, problems = read_folder(folder)
    assert kb is None
    assert [(Path(p.file).stem, p.rule) for p in problems] == [
        ("families", "syntax"),
        ("findings", "repeated-key"),
        ("tests", "not-in-list"),
        ("drugs", "encoding"),
        ("overview", "not-a-list"),
    ]


def test_a_file_is_named_as_the_user_named_its_folder(
    altered: Altered, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = altered("disorders", ("finding: cold", "finding: colds"))
    monkeypatch.chdir(folder.parent)
    (problem,) = read_folder(Path(folder.name))[1]
    assert problem.file == str(Path(folder.name) / "disorders.yaml")


@pytest.mark.parametrize("file", sorted(KINDS))
@pytest.mark.parametrize("data", [b"\x00", b"\xff\xfe", b"- ", b"x", b"[", b"- {}\n- []\n- 1\n"])
def test_no_content_of_any_file_raises_anything_but_problems(
    file: str, data: bytes, valid: Path, tmp_path: Path
) -> None:
    shutil.copytree(valid, tmp_path / "kb")
    (tmp_path / "kb" / f"{file}.yaml").write_bytes(data)
    kb, problems = read_folder(tmp_path / "kb")
    assert kb is None
    assert {Path(p.file).name for p in problems} == {f"{file}.yaml"}
    assert all(p.line >= 1 and p.column >= 1 for p in problems)


# Very many mistakes


MANY = {
    "no records": "- a\n",
    "no keys": "- {}\n",
    "unknown keys": "- {idd: x}\n",
    "wrong values": "- {id: a, name: 1}\n",
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_many_mistakes_take_time_in_proportion(tmp_path: Path, text: str) -> None:
    """Counted in calls, which no other work on the machine changes: 40 kB once took 11 s."""
    calls = []
    for times in (200, 400, 800):
        (tmp_path / "disorders.yaml").write_text(text * times)
        read_folder(tmp_path)  # what is made once is made
        profile = cProfile.Profile()
        profile.runcall(read_folder, tmp_path)
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert calls[2] - calls[1] < 2.2 * (calls[1] - calls[0])


def test_a_thousand_problems_of_form_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    (tmp_path / "disorders.yaml").write_text("- a\n" * 1500)
    _, found = read_folder(tmp_path)
    assert (len(found), found.untold) == (1000, 500)
    assert found[-1].line == 1000
    with pytest.raises(InvalidKnowledgeBase, match="1500 problems in the knowledge base"):
        load(tmp_path)


@pytest.mark.parametrize(("form", "lines"), [("text", 100), ("parsable", 100), ("github", 100)])
def test_validate_shows_a_hundred_problems_and_says_how_many_there_are(
    run: Callable[..., Any], tmp_path: Path, form: str, lines: int
) -> None:
    (tmp_path / "disorders.yaml").write_text("- a\n" * 1500)
    outcome = run("validate", "--format", form, str(tmp_path))
    assert outcome.code == 3
    assert outcome.out.count("\n") == lines
    assert outcome.err.endswith("1500 problems in the knowledge base; the first 100 are shown\n")
    assert "the first" not in run("validate", "--json", str(tmp_path)).err


def test_other_commands_show_no_more_of_them(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "disorders.yaml").write_text("- a\n" * 150)
    outcome = run("list", data=tmp_path)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 102
    assert "(the first 100 are shown)" in outcome.err


def test_many_ids_that_stand_nowhere_are_told_but_only_the_first_get_a_hint(
    tmp_path: Path, valid: Path
) -> None:
    shutil.copytree(valid, tmp_path / "kb")
    listed = "".join(
        f"- {{id: f{n}, name: F {n}, kind: sign, ask: A., broader: [weaknes]}}\n"
        for n in range(300)
    )
    file = tmp_path / "kb" / "findings.yaml"
    file.write_text(file.read_text(encoding="utf-8") + listed, encoding="utf-8")
    _, found = read_folder(tmp_path / "kb")
    dangling = [problem for problem in found if problem.rule == "dangling-id"]
    assert len(dangling) == 300
    hints = [problem for problem in dangling if "did you mean 'weakness'?" in problem.message]
    assert hints == dangling[:100]
