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
from cramps.opening import load
from cramps.output.views import closed_list_names
from cramps.output.views.closed_list_names import span


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
    out = run("overview", "--full", "--format", "table").out
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


# What people take most, and what general practice meets most.


def test_the_drugs_that_people_take_most_come_first(run: Run, real: Path) -> None:
    screen = " ".join(" ".join(_terminal(run, real, "drugs")).split())
    places = [screen.index(name) for name in ("thiazide", "beta-2 agonists", "statins")]
    assert max(places) < screen.index("others") < screen.index("hedgehog")
    assert "abaloparatide" not in screen.casefold()
    assert "..." not in screen
    assert len(_terminal(run, real, "drugs")) <= 22
    first = run("drugs", "-q", data=real).out.split()[:8]
    assert {"thiazide-like-diuretics", "statins", "loop-diuretics"} <= set(first)


def test_in_json_the_drugs_come_by_name(run: Run, real: Path) -> None:
    names = [d["name"].casefold() for d in json.loads(run("drugs", "--json", data=real).out)]
    assert names == sorted(names)
    assert len(names) == len(run("drugs", "-q", data=real).out.split())


def test_the_editors_places_are_each_given_once(real: Path) -> None:
    known = load(real)
    for places in (
        [d.widely_used for d in known.drugs.values() if d.widely_used is not None],
        [r.primary_care for r in known.red_flags.values() if r.primary_care is not None],
    ):
        assert sorted(places) == list(range(1, len(places) + 1))
    linked = [d for d in known.drugs.values() if d.widely_used is not None]
    assert all(d.link != "none-known" for d in linked)


def test_red_flags_begin_with_what_general_practice_meets(run: Run, real: Path) -> None:
    lines = _terminal(run, real, "overview", "red-flags")
    screen = " ".join(" ".join(lines).split())
    assert len(lines) <= 22
    assert "the editors' choice" in lines[0]
    told = [
        "weakness that progresses",
        "Rhabdomyolysis",
        "hypokalaemia",
        "hypocalcaemia",
        "vein thrombosis",
        "cord compression",
    ]
    places = [screen.index(word) for word in told]
    assert places == sorted(places)
    assert "ting with jerking" not in screen
    whole = _terminal(run, real, "overview", "red-flags", "--full")
    assert any("Sting with" in line for line in whole)
    ids = run("overview", "red-flags", "-q", data=real).out.split()
    assert ids[0] == "rhabdomyolysis"
    assert len(ids) == len(load(real).red_flags)


def test_no_rule_sends_the_reader_to_someone_that_the_reader_may_be(real: Path) -> None:
    for rule in load(real).red_flags.values():
        assert not re.search(r"\b(general practitioner|GP)\b", rule.action), rule.id


@pytest.mark.parametrize("word", ["overview", "kinds", "phenomena"])
def test_the_kinds_of_contraction_stand_side_by_side(run: Run, real: Path, word: str) -> None:
    call = ("overview",) if word == "overview" else ("overview", word)
    lines = _terminal(run, real, *call)
    assert len(lines) <= 22
    known = load(real)
    text = " ".join(" ".join(lines).split())
    kinds = ["true cramp", "contracture", "myotonia", "tetany", "spasm", "spasticity", "dystonia"]
    starts = [next(n for n, line in enumerate(lines) if line.startswith(f"{k} ")) for k in kinds]
    assert starts == sorted(starts)
    assert "EMG: silent" in text
    for kind in kinds:  # what is told is what the knowledge base says, with its source
        (section,) = [
            s for s in known.overview.values() if closed_list_names.said(s.phenomenon or "") == kind
        ]
        claim = section.statements[0].text.removeprefix("How to recognise it: ")
        assert re.split(r"[.;] ", claim)[0].rstrip(".") in text
    assert len(re.findall(r"\[[\d, ]+\]", text)) >= len(kinds)
    whole = json.loads(run(*call, "--json", data=real).out)
    assert {"phenomenon-tetany", "phenomenon-myotonia"} <= {s["id"] for s in whole["sections"]}


# What a result is for.


def test_a_negative_result_supports_nothing_on_a_card(run: Run, real: Path) -> None:
    """It is seen in the disorder too: that excludes nothing, and is said so."""
    lines = _terminal(run, real, "show", "isaacs", "-s", "tests")
    headings = [line[:19].strip() for line in lines[1:]]
    (negative,) = [n for n, line in enumerate(lines[1:]) if "no CASPR2 or LGI1" in line]
    heading = next(h for h in reversed(headings[: negative + 1]) if h)
    assert heading == "does not exclude it"
    full = " ".join(run("show", "isaacs", data=real).out.split())
    assert "CASPR2 and LGI1 antibodies (does not exclude it): No CASPR2" in full
    test = " ".join(run("tests", "vgkc-antibodies", data=real).out.split())
    assert "does not exclude it" in test


def test_no_antibody_panel_that_is_negative_confirms(real: Path) -> None:
    known = load(real)
    for disorder in known.disorders.values():
        for t in disorder.tests:
            test, result = known.results[t.result]
            panel = "antibod" in f"{test.name} {result.name}".casefold()
            if panel and result.level in ("negative", "normal"):
                assert t.role != "confirm", (disorder.id, t.result)
