"""Cases and questions in words on the command line: what is read is said, and the same in options."""

import io
import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run


def answer(run: Run, *call: str) -> Any:
    """Give the document of a call that succeeds."""
    done = run(*call, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_words_and_options_of_one_case_give_one_answer(run: Run) -> None:
    told = answer(run, "ddx", "twitching", "in", "the", "cold,", "no", "weakness,", "58")
    assert {m["id"]: m["status"] for m in told["read"]} == {
        "twitching": "present",
        "cold": "present",
        "weakness": "absent",
    }
    again = answer(run, *shlex.split(told["repeat"])[1:])
    for key in ("case", "candidates"):
        assert told[key] == again[key]


@pytest.mark.parametrize(
    ("words", "there", "absent"),
    [
        ("swollen, tender calf", ["one-swollen-leg", "calf-tenderness"], []),
        ("a swollen calf without fever", ["one-swollen-leg"], ["fever"]),
        ("heavy exercise", ["exercise"], []),
    ],
)
def test_an_option_that_no_record_has_whole_is_read_as_words_are(
    run: Run, real: Path, words: str, there: list[str], absent: list[str]
) -> None:
    told = json.loads(run("ddx", "--sign", words, "--json", data=real).out)
    assert (told["case"]["present"], told["case"]["absent"]) == (there, absent)
    in_words = json.loads(run("ddx", words, "--json", data=real).out)
    assert set(in_words["case"]["present"]) == set(there)


def test_of_a_list_in_an_option_what_is_not_read_is_said(run: Run, real: Path) -> None:
    done = run("ddx", "--symptom", "weakness, flurbs", data=real)
    assert done.code == 0
    assert "'flurbs' was not understood" in done.err


@pytest.mark.parametrize("words", ["purple wobbly elbows", "weakness of the flurbs"])
def test_an_option_that_is_no_list_is_read_whole_or_not(run: Run, real: Path, words: str) -> None:
    done = run("ddx", "--symptom", words, data=real)
    assert done.code == 1
    assert f"nothing is left to go by: {words} not understood" in done.err


def test_an_option_is_read_as_words_but_not_with_exact(run: Run, real: Path) -> None:
    assert run("ddx", "--exact", "--sign", "swollen, tender calf", data=real).code != 0


def test_a_text_is_read_from_a_file_and_from_stdin(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = "Twitching for a year.\nFHx: weakness\nPlan: return if weakness."
    file = tmp_path / "letter.txt"
    file.write_text(letter, encoding="utf-8")
    from_file = answer(run, "ddx", "--text", str(file))
    assert [m["status"] for m in from_file["read"]] == ["present", "family", "hypothetical"]
    assert from_file["case"]["present"] == ["twitching"]
    stdin = io.TextIOWrapper(io.BytesIO(letter.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert answer(run, "ddx", "--text", "-") == from_file


def test_read_only_stops_at_what_was_read(run: Run) -> None:
    told = answer(run, "ddx", "twitching, no weakness", "--read-only")
    assert set(told) == {"read", "repeat"}
    assert told["repeat"] == "cramps ddx --symptom twitching --absent weakness"


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """Give a letter that tells of three things, one of them twice."""
    file = tmp_path / "letter.txt"
    file.write_text("Twitching, worse in the cold. No weakness. Twitching again.", encoding="utf-8")
    return str(file)


COMMANDS = ["ddx", "next", "find", "interview"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_a_text_alike(run: Run, letter: str, command: str) -> None:
    told = answer(run, command, "--text", letter, "--read-only")
    assert [(m["number"], m["id"], m["status"], m["struck"]) for m in told["read"]] == [
        (1, "twitching", "present", False),
        (2, "cold", "present", False),
        (3, "weakness", "absent", False),
        (1, "twitching", "present", False),
    ]
    assert told["repeat"].startswith(f"cramps {command} --symptom twitching --symptom cold")
    assert ("--absent weakness" in told["repeat"]) == (command != "find")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_struck_is_left_out_wherever_it_was_said(
    run: Run, letter: str, command: str
) -> None:
    told = answer(run, command, "--text", letter, "--strike", "1", "--strike", "3", "--read-only")
    assert [m["struck"] for m in told["read"]] == [True, False, True, True]
    assert told["repeat"] == f"cramps {command} --symptom cold"


def test_the_case_of_an_answer_is_without_what_was_struck(run: Run, letter: str) -> None:
    told = answer(run, "ddx", "--text", letter, "--strike", "2")
    assert told["case"]["present"] == ["twitching"]
    assert "struck" in run("ddx", "--text", letter, "--strike", "2", "--format", "plain").out


def test_a_number_under_which_nothing_was_read_is_refused(run: Run, letter: str) -> None:
    done = run("next", "--text", letter, "--strike", "4")
    assert done.code == 2
    assert "3 things were read" in done.err


@pytest.mark.parametrize("option", [("--strike", "1"), ("--read-only",)])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_for_words_is_refused_without_them(
    run: Run, command: str, option: tuple[str, ...]
) -> None:
    assert run(command, "--symptom", "twitching", *option).code == 2


def test_next_takes_the_case_in_words(run: Run) -> None:
    told = answer(run, "next", "twitching, no weakness, 58", "--top", "1")
    same = answer(run, *shlex.split(told["repeat"])[1:], "--top", "1")
    assert told["questions"] == same["questions"]
    assert [m["id"] for m in told["read"]] == ["twitching", "weakness"]


def test_behind_split_words_are_disorders(run: Run) -> None:
    done = run("next", "--split", "first", "second", "--top", "1", "--json")
    assert "read" not in json.loads(done.out)


def test_find_looks_for_what_is_there_and_rules_nothing_out(run: Run, letter: str) -> None:
    told = answer(run, "find", "--any", "--text", letter)
    same = answer(run, "find", "--any", "--symptom", "twitching", "--symptom", "cold")
    assert told["found"] == same


def test_an_interview_begins_with_what_was_read(
    run: Run, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("stop\n"))
    done = run("interview", "--text", letter, "--json")
    told = json.loads(done.out)
    assert set(told["case"]["present"]) == {"twitching", "cold"}
    assert told["case"]["absent"] == ["weakness"]
    assert "read, there: 1 Twitching = Fasciculations" in done.err


def test_what_was_read_stands_before_the_answer(run: Run) -> None:
    shown = run("ddx", "twitching, no weakness", "--format", "plain").out
    assert shown.index("read") < shown.index("candidate")


def test_words_that_name_nothing_as_they_stand_are_read_and_said(run: Run) -> None:
    told = answer(run, "ddx", "twiching, no weaknes")
    assert [(m["id"], m["status"], m["how"]) for m in told["read"]] == [
        ("twitching", "present", "slip"),
        ("weakness", "absent", "slip"),
    ]
    assert "twiching taken as" in run("ddx", "twiching", "--format", "plain").out


def test_words_that_are_not_understood_are_said_and_the_rest_is_used(run: Run) -> None:
    told = answer(run, "ddx", "twitching, qwertz uiop")
    assert told["case"]["present"] == ["twitching"]
    assert told["unrecognised"] == ["qwertz uiop"]


def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    done = run("ddx", "--text", str(tmp_path / "none.txt"))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


def test_words_and_a_text_at_once_are_refused(run: Run) -> None:
    assert run("ddx", "twitching", "--text", "-").code == 2


def test_exact_takes_nothing_for_the_nearest(run: Run) -> None:
    words = ("find", "--symptom", "twitching of a lot")
    assert run(*words, "--exact").code == 1


def test_show_opens_the_one_that_is_sure_and_says_so(run: Run, real: Path) -> None:
    for name, meant in (("brody", "brody-disease"), ("cpt2", "cpt2-deficiency")):
        done = run("show", name, "--json", data=str(real))
        assert json.loads(done.out)["id"] == meant
        said = run("show", name, "--format", "plain", data=str(real))
        assert f"{name!r} taken as" in said.err


def test_treatments_that_have_the_word_are_listed(run: Run, real: Path) -> None:
    done = run("treatments", "magnesium", "--json", data=str(real))
    ids = {record["id"] for record in json.loads(done.out)}
    assert {"magnesium-oral", "magnesium-intravenous"} <= ids


def test_a_medicine_is_never_taken_for_another(run: Run, real: Path) -> None:
    assert run("drugs", "chlorpropamide", data=str(real)).code == 1


@pytest.mark.parametrize("form", ["plain", "table", "markdown", "json", "csv", "tsv", "jsonl"])
@pytest.mark.parametrize(
    "question",
    ["examplin first", "twitching", "twitching and weakness", "what helps first", "nerve"],
)
def test_a_question_is_answered_in_every_form(run: Run, question: str, form: str) -> None:
    done = run("ask", *question.split(), "--format", form)
    assert done.code == 0, done.err
    assert done.out


def test_an_answer_cites_and_leads_on(run: Run) -> None:
    told = answer(run, "ask", "examplin", "first")
    assert told["record"] == "answer"
    assert all(line["sources"] for line in told["lines"])
    assert told["more"]


def test_a_question_about_nothing_known_is_told_so(run: Run) -> None:
    done = run("ask", "qwertz", "uiop")
    assert done.code == 1
    assert "nothing is known" in done.err
