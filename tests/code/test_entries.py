"""A folder may be split: a register and an entry a disorder, a folder a kind. Nothing else changes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from cramps.curation.folder import read_folder
from cramps.errors import Problem
from cramps.knowledge import model

Write = Callable[[str, Any], Path]
Run = Callable[..., Any]

REGISTERED = set(model.Registered.__struct_fields__)


@pytest.fixture
def write(valid: Path, tmp_path: Path) -> Write:
    """Copy the made-up knowledge base; then write a file of it anew and give its folder."""
    for file in valid.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())

    def write(name: str, tree: Any) -> Path:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
        return tmp_path

    return write


def read(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / name).read_text(encoding="utf-8"))


def errors(folder: Path) -> list[Problem]:
    return [problem for problem in read_folder(folder)[1] if problem.level == "error"]


def only_problem(folder: Path) -> Problem:
    (problem,) = errors(folder)
    return problem


@pytest.fixture
def split(valid: Path, write: Write) -> Path:
    """The made-up knowledge base, its first disorder in two places, its findings in three files."""
    disorders = read(valid, "disorders.yaml")
    entry = {k: v for k, v in disorders[0].items() if k not in REGISTERED or k == "id"}
    disorders[0] = {k: v for k, v in disorders[0].items() if k in REGISTERED}
    write("disorders/first.yaml", entry)
    write("disorders.yaml", disorders)
    one, two, *rest = read(valid, "findings.yaml")
    write("findings.yaml", [one])
    write("findings/a.yaml", [two])
    return write("findings/b.yaml", rest)


def test_a_split_folder_is_the_same_knowledge(valid: Path, split: Path) -> None:
    together, _ = read_folder(valid)
    apart, _ = read_folder(split)
    assert errors(split) == []
    assert together is not None
    assert apart is not None
    for stem in ("disorders", "findings"):
        for record_id in together.table(stem):
            assert apart.table(stem)[record_id] == together.table(stem)[record_id]
    assert list(apart.findings) == list(together.findings)


def test_a_mistake_in_an_entry_is_told_in_its_file(split: Path, write: Write) -> None:
    entry = read(split, "disorders/first.yaml")
    entry["findings"][1]["finding"] = "nowhere"
    problem = only_problem(write("disorders/first.yaml", entry))
    assert problem.file.endswith("first.yaml")
    assert problem.path == "first.findings[1].finding"
    line = (split / "disorders" / "first.yaml").read_text().splitlines()[problem.line - 1]
    assert "nowhere" in line


def test_a_mistake_in_the_register_is_told_in_the_register(split: Path, write: Write) -> None:
    register = read(split, "disorders.yaml")
    register[0]["summary"]["sources"] = ["NBK999"]
    problem = only_problem(write("disorders.yaml", register))
    assert problem.file.endswith("disorders.yaml")
    assert problem.path == "first.summary.sources[0]"


def test_a_mistake_in_a_second_file_of_a_kind_is_told_there(split: Path, write: Write) -> None:
    findings = read(split, "findings/b.yaml")
    findings[0]["broader"] = ["nowhere"]
    problem = only_problem(write("findings/b.yaml", findings))
    assert problem.file.endswith("b.yaml")
    assert problem.path.startswith(findings[0]["id"])


def test_an_id_may_stand_in_one_file_of_a_kind_only(split: Path, write: Write) -> None:
    repeated = read(split, "findings/a.yaml")
    assert only_problem(write("findings/c.yaml", repeated)).rule == "duplicate-id"


def test_no_fact_stands_in_the_register_and_in_the_entry(split: Path, write: Write) -> None:
    entry = read(split, "disorders/first.yaml")
    entry["group"] = "nerve"
    problem = only_problem(write("disorders/first.yaml", entry))
    assert (problem.rule, problem.path) == ("in-both", "first.group")


def test_an_entry_is_registered(split: Path, write: Write) -> None:
    entry = {**read(split, "disorders/first.yaml"), "id": "third"}
    problem = only_problem(write("disorders/third.yaml", entry))
    assert problem.rule == "not-registered"
    assert "disorders.yaml" in problem.message


def test_an_entry_is_called_like_its_file(split: Path, write: Write) -> None:
    entry = {**read(split, "disorders/first.yaml"), "id": "other"}
    problem = only_problem(write("disorders/first.yaml", entry))
    assert problem.rule == "entry-id"
    assert "id: first" in problem.message


def test_a_full_entry_has_what_the_register_does_not_hold(split: Path) -> None:
    kb, _ = read_folder(split)
    assert kb is not None
    assert msgspec.to_builtins(kb.disorders["first"])["mechanism"]["steps"]


def test_one_file_of_a_folder_is_validated_alone(split: Path, write: Write, run: Run) -> None:
    entry = read(split, "disorders/first.yaml")
    entry["findings"][1]["finding"] = "nowhere"
    folder = write("disorders/first.yaml", entry)
    outcome = run("validate", str(folder / "disorders" / "first.yaml"), data=None)
    assert outcome.code == 3
    assert "first.yaml:" in outcome.out
    assert "nowhere" in outcome.out
    assert run("validate", str(folder / "disorders.yaml"), data=None).code == 0
    assert run("validate", str(folder / "findings" / "a.yaml"), data=None).code == 0


def test_a_file_of_no_folder_is_refused_in_one_line(tmp_path: Path, run: Run) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    file = tmp_path / "deep" / "deeper" / "x.yaml"
    file.write_text("[]", encoding="utf-8")
    outcome = run("validate", str(file), data=None)
    assert (outcome.code, outcome.out) == (2, "")
    assert "belongs to no knowledge base" in outcome.err


def test_coverage_marks_what_is_below_the_floor(run: Run, valid: Path) -> None:
    outcome = run("validate", "--coverage", "--json", data=valid)
    rows = {row["id"]: row for row in json.loads(outcome.out)}
    assert "findings" in rows["first"]["below_the_floor"]
    assert rows["first"]["findings"] == 3
    assert "3!" in run("validate", "--coverage", data=valid).out
