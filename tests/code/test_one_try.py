"""What a reader types first is understood: a list in one word, a class, a record for its sources."""

import json
import re
from pathlib import Path

import pytest
from conftest import Run

from cramps.cli.disorders import GROUPS
from cramps.cli.reporting import report
from cramps.cli.writing import tell
from cramps.errors import NotFound
from cramps.output.views.words import span


@pytest.mark.parametrize(
    "typed",
    [
        ("furosemide", "salbutamol", "atorvastatin"),
        ("furosemide, salbutamol, atorvastatin",),
        ("furosemide; salbutamol", "atorvastatin"),
        ("furosemide\nsalbutamol,\n atorvastatin,",),
    ],
)
def test_a_list_of_medicines_may_come_as_one_word(
    run: Run, real: Path, typed: tuple[str, ...]
) -> None:
    outcome = run("drugs", "--check", *typed, "-q", data=real)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(outcome.out.split()) == {"loop-diuretics", "salbutamol", "atorvastatin"}


def test_what_medicines_do_together_is_told_before_what_each_does(run: Run, real: Path) -> None:
    call = ("drugs", "--check", "furosemide", "salbutamol", "--format", "table")
    lines = run(*call, data=real).out.splitlines()
    assert lines[0].startswith("together")
    assert any(line.startswith("1.") for line in lines)


def test_a_name_with_a_comma_is_not_parted(run: Run, real: Path) -> None:
    name = "Long-acting beta-2 agonists, inhaled"
    assert run("drugs", "--check", name, "-q", data=real).out == "long-acting-beta-agonists\n"


def test_a_class_names_its_drugs(run: Run, real: Path) -> None:
    shown = set(run("drugs", "diuretics", "-q", data=real).out.split())
    assert {"loop-diuretics", "potassium-sparing-diuretics"} <= shown
    assert "salbutamol" not in shown
    assert run("drugs", "statins", "-q", data=real).out == "statins\n"


def test_the_size_of_an_effect_is_said_in_words_before_the_statistic(run: Run, real: Path) -> None:
    for call in (("drugs", "loop-diuretics"), ("drugs", "diuretics"), ("drugs",)):
        out = " ".join(run(*call, "--format", "table", data=real).out.split())
        for at in re.finditer("adjusted sequence ratio", out):
            assert "times as often" in out[at.start() - 70 : at.start()]


def test_a_record_tells_its_sources(run: Run, real: Path) -> None:
    shown = run("sources", "mexiletine", "-q", data=real).out.split()
    assert "PMID:29510461" in shown
    assert run("sources", "no such thing", data=real).code == 1
    assert run("sources", "PMID:29510461", "-q", data=real).out == "PMID:29510461\n"


def test_a_screen_of_a_disorder_tells_onset_inheritance_and_gene(run: Run, real: Path) -> None:
    out = run("show", "mcardle", "--format", "table", data=real).out
    assert re.search(r"^begins .*autosomal recessive, gene PYGM", out, re.MULTILINE)


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_the_interview_breaks_no_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    question = (
        "Do you get sudden, painful, hard contractions of a muscle, of a well-known kind? " * 4
    )
    tell(question, 4, "12. ")
    said = capsys.readouterr().err
    assert said.split() == ["12.", *question.split()]
    lines = said.splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert lines[0].startswith("12. Do")
    assert all(re.match(r" {4}\S", line) for line in lines[1:])


def _terminal(run: Run, real: Path, *call: str) -> list[str]:
    out: str = run(*call, "--format", "table", data=real).out
    return out.splitlines()


def test_a_long_list_opens_with_its_groups(
    run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = _terminal(run, real, "list")
    assert lines[0].startswith("Groups")
    groups = lines[1 : lines.index("")]
    assert [line.split(":")[0] for line in groups] == [f" - {group}" for group in GROUPS]
    numbers = [int(re.search(r"(\d+): ", line)[1]) for line in groups]  # type: ignore[index]
    assert sum(numbers) == len(run("list", "-q", data=real).out.split())
    assert max(map(len, groups)) <= 80
    monkeypatch.setenv("COLUMNS", "60")
    narrow = _terminal(run, real, "list")
    assert " ".join(narrow[: narrow.index("")]).split() == " ".join([lines[0], *groups]).split()
    assert not _terminal(run, real, "list", "--group", "nerve")[0].startswith("Groups")
    assert run("list", data=real).out.startswith("id ")  # a pipe gets the rows alone


def test_in_a_group_what_is_told_in_full_comes_first(run: Run, real: Path) -> None:
    listed = json.loads(run("list", "--json", data=real).out)
    for group in GROUPS:
        depths = [d["depth"] for d in listed if d["group"] == group]
        assert depths == sorted(depths, reverse=True)


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("metabolic", "electrolyte-endocrine"),
        ("Electrolytes", "electrolyte-endocrine"),
        ("hormones", "electrolyte-endocrine"),
        ("myopathies", "muscle"),
        ("peripheral nerves", "nerve"),
        ("neuropathic", "nerve"),
        ("drugs", "drug-toxic"),
        ("medicines", "drug-toxic"),
        ("brain", "central"),
        ("motor neurone disease", "motor-neuron"),
        ("mimics", "look-alike"),
    ],
)
def test_a_group_is_understood_as_people_call_it(
    run: Run, real: Path, word: str, group: str
) -> None:
    outcome = run("list", "--group", word, "-q", data=real)
    assert outcome.out == run("list", "--group", group, "-q", data=real).out
    told = run("list", "--group", word, data=real).err
    assert f"taken as the group {group}" in told
    assert run("list", "--group", group, data=real).err == ""


def test_hereditary_is_what_can_be_inherited(run: Run, real: Path) -> None:
    shown = run("list", "--group", "hereditary", "-q", data=real).out.split()
    assert {"mcardle", "kennedy", "friedreich-ataxia", "hereditary-spastic-paraplegia"} <= set(
        shown
    )
    assert not {"tetanus", "hyponatraemia", "nocturnal-leg-cramps"} & set(shown)
    muscles = run("list", "--group", "genetic", "--group", "muscle", "-q", data=real).out.split()
    assert set(muscles) < set(shown)
    assert "mcardle" in muscles


def test_a_group_that_is_none_names_the_groups(run: Run, real: Path) -> None:
    told = run("list", "--group", "zebra", data=real).err
    assert all(group in told for group in GROUPS)
    assert told.count("\n") == 1


def test_an_error_is_broken_between_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("cramps.cli.writing.is_terminal", lambda _: True)
    report(NotFound("no group is called 'zebra'", ("nerve-hyperexcitability", "motor-neuron") * 2))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 60
    assert sum(line.split().count("nerve-hyperexcitability") for line in lines) == 2


def test_one_source_is_no_sources(run: Run) -> None:
    out = run("overview", "--format", "table").out
    assert "1 source;" in out
    assert "1 sources" not in out


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (("young-adult", "middle-age", "late"), "young adult to late"),
        (("late", "middle-age"), "late, middle age"),
        (("infantile", "childhood", "late"), "infantile, childhood, late"),
        (("congenital",), "congenital"),
    ],
)
def test_ages_that_follow_one_another_are_said_as_a_span(bands: tuple[str, ...], said: str) -> None:
    assert span(bands) == said
