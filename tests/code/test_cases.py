"""The published cases of the evaluation: in form, known words only, cited, and split as documented."""

import importlib
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.ranking.differential import Engine

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))  # its scripts find each other so
case_files: Any = importlib.import_module("case_files")

CASES: list[Any] = case_files.read()
INSIDE = [case for case in CASES if case.disorder is not None]
each = pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(ROOT / "data"))


@pytest.fixture(scope="module")
def knowledge(engine: Engine) -> KnowledgeBase:
    return engine.kb


def test_the_set_is_as_large_and_as_wide_as_promised() -> None:
    assert len(CASES) >= 220
    assert len({case.disorder for case in INSIDE}) >= 75
    assert len(CASES) - len(INSIDE) >= 50


def test_no_disorder_has_more_than_five_cases() -> None:
    assert max(Counter(case.disorder for case in INSIDE).values()) <= 5


def test_no_id_and_no_patient_stands_twice() -> None:
    assert not [i for i, n in Counter(case.id for case in CASES).items() if n > 1]
    patients = Counter((case.source.id, case.source.note) for case in CASES)
    assert not [patient for patient, n in patients.items() if n > 1]


@each
def test_every_id_exists(case: Any, knowledge: KnowledgeBase) -> None:
    assert case.disorder is None or case.disorder in knowledge.disorders
    assert not {*case.present, *case.absent} - set(knowledge.findings)
    assert not set(case.results) - set(knowledge.results)
    assert not set(case.drugs) - set(knowledge.drugs)


def test_what_is_outside_has_no_entry(knowledge: KnowledgeBase) -> None:
    names = tuple(
        name.casefold()
        for disorder in knowledge.disorders.values()
        for name in (disorder.name, *disorder.aliases)
    )
    outside = [case for case in CASES if case.disorder is None]
    assert not [c.id for c in outside if c.diagnosis.casefold().startswith(names)]


@each
def test_no_entry_was_written_from_it(case: Any, knowledge: KnowledgeBase) -> None:
    assert case.source.id not in knowledge.sources


@each
def test_the_ranking_accepts_it(case: Any, engine: Engine) -> None:
    for results in (True, False):
        told = case.as_case(results=results)
        assert sum(engine.posterior(told)) == pytest.approx(1)
        assert bool(told.results) == (results and bool(case.results))


@each
def test_it_is_cited_and_tells_nothing_twice(case: Any) -> None:
    assert case.source.id
    assert case.source.title
    assert "not shown" not in case.source.title
    for ids in (case.present, case.absent, case.results, case.drugs):
        assert len(ids) == len(set(ids))


@each
def test_its_id_names_its_disorder_or_that_it_was_outside(case: Any) -> None:
    stem = case.id.rpartition("-")[0]
    assert stem in {case.disorder, "outside"}


@each
def test_the_half_is_the_documented_hash(case: Any) -> None:
    even = sha256(case.id.encode()).digest()[0] % 2 == 0
    assert case.half == ("tuning" if even else "test")


def test_the_halves_of_some_ids_stay_what_they_are() -> None:
    assert case_files.half("als-1") == "tuning"
    assert case_files.half("stiff-person-syndrome-1") == "test"


def test_a_case_in_another_form_is_refused(tmp_path: Path) -> None:
    text = (case_files.FOLDER / "outside.yaml").read_text(encoding="utf-8")
    (tmp_path / "outside.yaml").write_text(
        text.replace("present:", "preesnt:", 1), encoding="utf-8"
    )
    with pytest.raises(msgspec.ValidationError, match="preesnt"):
        case_files.read(tmp_path)
