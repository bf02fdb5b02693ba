"""The commands that reason: ddx, next, compare and interview."""

import contextlib
import csv
import io
import json
import os
import re
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from cramps.output.formats import Format

Run = Callable[..., Any]
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]
Answering = Callable[..., Any]

FORMS = get_args(Format)

DDX = ("ddx", "--sign", "twitching", "--absent", "foot drop", "--maybe", "cold")
FULL = (
    *("ddx", "--symptom", "weak muscles", "--trigger", "cold", "--absent", "ck-normal"),
    *("--result", "ck=1200", "--drug", "toxin", "--age", "60", "--onset-age", "35"),
    *("--sex", "male", "--setting", "primary-care"),
)
NEXT = ("next", "--sign", "twitching")
COMPARE = ("compare", "first", "second")
CALLS = {
    "ddx": DDX,
    "ddx-full": FULL,
    "next": NEXT,
    "next-split": ("next", "--split", "first", "second"),
    "compare": COMPARE,
}

# Keys of the JSON, a promise to programs: adding one means adding it here, taking one away means a
# new major version.
CASE = {
    *(
        "supposed",
        "unread",
        "present",
        "absent",
        "maybe",
        "results",
        "not_results",
        "drugs",
        "age",
        "onset_age",
        "sex",
    ),
    "numbers",
    "setting",
    *("whole_story", "understood"),
}
DIFFERENTIAL = {
    *("record", "case", "candidates", "critical", "unknown_to_all", "red_flags", "unrecognised"),
    *("name", "conflicts", "notes"),
    *("perhaps", "repeat", "calm", "readings", "calculations", "poorly_explained"),
}
CANDIDATE = {
    *("id", "name", "probability", "critical", "contributions", "unexplained"),
    *("low", "high", "counted", "drug", "goes_with"),
}
CONTRIBUTION = {"id", "sign", "likelihood_ratio", "explained", "name", "weight_bits"}
UNEXCLUDED = {"id", "name", "probability", "excluded_by", "support", "fits"}
EXCLUDER = {"id", "name", "frequency", "likelihood_ratio"}
RED_FLAG = {
    *("rule", "name", "urgency", "raised_by", "raised_by_names", "action", "text", "points_to"),
    *("points_to_names", "leads_to", "editors", "sources"),
}
NEXT_STEP = {
    *("record", "perhaps", "red_flags", "calm", "now", "questions", "unrecognised"),
    *("readings", "calculations", "stop"),
}
QUESTION = {"id", "name", "tier", "ask", "gain", "worth", "probability", "if_yes", "if_no"}
LINE = {"part", "id", "name", "difference", "separation", "values"}


@pytest.fixture
def answering(run: Run, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Run the interview on the answers given, one a line."""

    def call(answers: str, *arguments: str, **more: Any) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        return run("interview", *arguments, **more)

    return call


def _json(outcome: Any) -> Any:
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def _shares(document: Any) -> dict[str, float]:
    return {c["id"]: c["probability"] for c in document["candidates"]}


def _asked(outcome: Any) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", outcome.err, re.MULTILINE)


# Forms of output.


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CALLS)
def test_every_command_speaks_every_form(run: Run, name: str, form: str) -> None:
    code, out, err = run(*CALLS[name], "--format", form)
    assert code == 0
    assert out.endswith("\n")
    assert "\x1b" not in out + err
    assert re.fullmatch(r"(cramps: .*\n)*", err)
    if form in ("json", "jsonl", "csv", "tsv"):
        assert not err
    if form == "json":
        assert isinstance(json.loads(out), dict)
    elif form == "jsonl":
        (line,) = out.splitlines()
        assert json.loads(line) == _json(run(*CALLS[name], "--json"))
    elif form in ("csv", "tsv"):
        delimiter = "," if form == "csv" else "\t"
        rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    elif form == "markdown":
        assert out.startswith(("| ", "## Red flags", "## What their entries say"))


@pytest.mark.parametrize("name", CALLS)
def test_into_a_pipe_the_form_is_plain(run: Run, name: str) -> None:
    assert run(*CALLS[name]) == run(*CALLS[name], "--format", "plain")


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("ddx", ["first", "none-of-these", "second"]),
        ("next", ["weakness", "cold", "foot-drop", "ck-high"]),
        (
            "compare",
            ["foot-drop", "weakness", "twitching", "cold", "ck-high", "ck-normal", "examplin"],
        ),
    ],
)
def test_quiet_gives_the_ids_alone(run: Run, name: str, ids: list[str]) -> None:
    code, out, err = run(*CALLS[name], "-q")
    assert (code, err) == (0, "")
    assert sorted(out.splitlines()) == sorted(ids)


def test_quiet_gives_the_candidates_in_their_order(run: Run) -> None:
    told = _json(run(*FULL, "--json"))
    assert run(*FULL, "-q").out.split() == [c["id"] for c in told["candidates"]]


def test_a_spreadsheet_gets_a_row_for_each_contribution(run: Run) -> None:
    told = _json(run(*FULL, "--json"))
    rows = list(csv.DictReader(io.StringIO(run(*FULL, "--format", "csv").out)))
    assert list(rows[0]) == [
        *("place", "id", "name", "probability", "observation", "sign", "likelihood_ratio"),
        "urgency",
    ]
    flag, *rows = rows  # danger first
    (raised,) = told["red_flags"]
    assert (flag["id"], flag["observation"], flag["urgency"]) == ("breathless", "weakness", "now")
    assert raised["rule"] == "breathless"
    assert [(r["id"], r["observation"], r["sign"]) for r in rows] == [
        (c["id"], x["id"], x["sign"]) for c in told["candidates"] for x in c["contributions"]
    ]
    shares = _shares(told)
    for row in rows:
        assert float(row["probability"]) == pytest.approx(shares[row["id"]], abs=1e-6)


# What programs get.


def test_the_keys_of_a_differential(run: Run) -> None:
    told = _json(run(*FULL, "--json"))
    assert set(told) == DIFFERENTIAL
    assert told["record"] == "differential"
    assert set(told["case"]) == CASE
    for candidate in told["candidates"]:
        assert set(candidate) == CANDIDATE
        for contribution in candidate["contributions"]:
            assert set(contribution) == CONTRIBUTION
    (unexcluded,) = told["critical"]
    assert set(unexcluded) == UNEXCLUDED
    assert unexcluded["excluded_by"]
    for excluder in unexcluded["excluded_by"]:
        assert set(excluder) == EXCLUDER
    (flag,) = told["red_flags"]
    assert set(flag) == RED_FLAG


def test_the_keys_of_a_next_step(run: Run) -> None:
    told = _json(run(*NEXT, "--json"))
    assert set(told) == NEXT_STEP
    assert told["record"] == "next"
    for question in told["questions"]:
        assert set(question) == QUESTION
        for effect in (*question["if_yes"], *question["if_no"], *told["now"]):
            assert set(effect) == {"id", "probability"}


def test_the_keys_of_a_comparison(run: Run) -> None:
    told = _json(run(*COMPARE, "--json"))
    assert set(told) == {"record", "disorders", "differences", "lines"}
    assert told["record"] == "comparison"
    assert [set(d) for d in told["disorders"]] == [{"id", "name"}] * 2
    for line in told["lines"]:
        assert set(line) == LINE
        assert list(line["values"]) == ["first", "second"]
        for value in line["values"].values():
            assert set(value) == {"value", "sources", "listed", "kind"}


def test_every_option_reaches_the_case(run: Run) -> None:
    more = ("--maybe", "twitching", "--absent", "foot drop", "--whole-story")
    told = _json(run(*FULL, *more, "--json"))
    assert told["case"] == {
        "present": ["weakness", "cold"],
        "absent": ["foot-drop"],
        "maybe": ["twitching"],
        "supposed": [],
        "unread": [],
        "results": ["ck-high"],
        "not_results": ["ck-normal"],
        "numbers": [{"test": "ck", "value": 1200.0, "unit": "U/L", "bound": "", "told": None}],
        "drugs": ["toxin"],
        "age": 60.0,
        "onset_age": 35.0,
        "sex": "male",
        "setting": "primary-care",
        "whole_story": True,
        "understood": True,
    }
    first = next(c for c in told["candidates"] if c["id"] == "first")
    said = {c["id"] for c in first["contributions"]}
    assert {"prior", "weakness", "cold", "foot-drop", "twitching", "ck-high", "ck-normal"} <= said
    assert {"toxin", "age", "sex"} & said == {"toxin", "sex"}  # at 35 it begins as usual


@pytest.mark.parametrize(
    ("code", "present", "results"),
    [
        ("HP:0003236", ["muscle-cramps"], ["ck-raised"]),
        ("HP:0008954", ["muscle-cramps", "hand-atrophy"], []),  # thenar: its nearest ancestor
        ("HP:0001256", ["muscle-cramps"], []),  # near to another code, and none of ours
    ],
)
def test_any_hpo_id_means_what_the_ontology_says(
    run: Run, real: Path, code: str, present: list[str], results: list[str]
) -> None:
    told = _json(run("ddx", "--symptom", "cramps", "--symptom", code, "--json", data=real))
    assert (told["case"]["present"], told["case"]["results"]) == (present, results)
    assert told["unrecognised"] == ([] if len(present) + len(results) > 1 else [code])


def test_who_lacks_the_narrow_may_have_the_broad(run: Run, real: Path) -> None:
    words = ("--symptom", "cramps", "--absent", "HP:0008954", "--absent", "ck=high")
    told = _json(run("ddx", *words, "--json", data=real))
    assert told["case"]["absent"] == []
    assert told["case"]["not_results"] == ["ck-raised"]
    assert told["unrecognised"] == ["HP:0008954"]


def test_a_number_of_several_usual_units_says_in_which_it_was_read(run: Run, real: Path) -> None:
    outcome = run("ddx", "--result", "calcium=7.2", data=real)
    assert "Calcium: 7.2 is taken as mg/dL" in outcome.err
    assert "taken as" not in run("ddx", "--result", "calcium=7.2 mg/dL", data=real).err
    assert "taken as" not in run("ddx", "--result", "ck=1200", data=real).err
    outcome = run("ddx", "--result", "magnesium=1.0", "--symptom", "cramps", data=real)
    assert outcome.code == 0
    assert "'magnesium=1.0': 1 mmol/L or 1 mg/dL? Write the unit" in outcome.err
    outcome = run("ddx", "--result", "ck=-5", data=real)
    assert (outcome.code, outcome.out) == (1, "")
    assert "no measured value is below zero" in outcome.err


def test_a_drug_that_causes_cramps_is_to_be_reviewed_first(run: Run, real: Path) -> None:
    words = ("--symptom", "leg cramps at night", "--age", "70", "--drug", "furosemide")
    outcome = run("ddx", *words, data=real)
    assert "review whether it is still needed" in outcome.out
    assert "1.20" in outcome.out  # the measured size of the effect


@pytest.mark.parametrize("setting", ["primary-care", "neurology", "none"])
def test_the_setting_holds_for_a_stream(run: Run, tmp_path: Path, setting: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"present": ["cold"]}\n', encoding="utf-8")
    stream = _json(run("ddx", "--cases", str(file), "--setting", setting))
    single = _shares(_json(run("ddx", "--trigger", "cold", "--setting", setting, "--json")))
    assert {c["id"]: c["probability"] for c in stream["candidates"]} == pytest.approx(
        single, abs=1e-6
    )


def test_probabilities_sum_to_one(run: Run) -> None:
    assert sum(_shares(_json(run(*FULL, "--json"))).values()) == pytest.approx(1, abs=1e-9)


def test_the_order_of_options_never_matters(run: Run) -> None:
    command, *words = FULL
    pairs = [words[n : n + 2] for n in range(0, len(words), 2)]
    turned = [word for pair in reversed(pairs) for word in pair]
    one, other = _json(run(*FULL, "--json")), _json(run(command, *turned, "--json"))
    assert other["candidates"] == one["candidates"]
    assert other["critical"] == one["critical"]


def test_the_top_leaves_none_of_these_in(run: Run) -> None:
    shares = _shares(_json(run("ddx", "--result", "ck-high", "--top", "1", "--json")))
    assert list(shares) == ["second", "none-of-these"]


def test_the_same_question_gives_the_same_bytes(start: Start, real: Path) -> None:
    """Also where Python orders its sets in another way."""
    for call in (
        ("ddx", "--symptom", "muscle cramps", "--sign", "fasciculations", "--maybe", "weakness"),
        ("next", "--symptom", "muscle cramps", "--top", "50"),
        ("compare", "als", "mcardle", "cramp-fasciculation-syndrome"),
    ):
        seen = set()
        for seed in ("0", "4711"):
            done = start(*call, "--json", data=real, environment={"PYTHONHASHSEED": seed})
            assert done.returncode == 0, done.stderr
            seen.add(done.stdout)
        assert len(seen) == 1
        assert len(seen.pop()) > 1000


def test_a_process_answers_as_this_one_does(run: Run, start: Start) -> None:
    for call in CALLS.values():
        done = start(*call, "--json")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == run(*call, "--json").out


# ddx: words that are not understood, and cases that cannot be.


@pytest.mark.parametrize("form", ["plain", "table", "markdown", "csv", "tsv"])
def test_what_is_not_understood_is_said_and_the_rest_is_used(run: Run, form: str) -> None:
    code, out, err = run("ddx", "--sign", "twitching", "--symptom", "zzz", "--format", form)
    assert code == 0
    understood = run("ddx", "--sign", "twitching", "--format", form).out
    before, _, behind = out.partition("left out ")
    kept = before + behind[behind.index("More:") :] if behind else out
    if form in (
        "plain",
        "markdown",
    ):  # that nothing was raised is said first, and is not said to be calm
        first, _, kept = kept.partition("in other words, or have it looked at.")
        assert "No red flag in what was understood; what was not may be one." in first
    # beside another label the words may stand further to the right
    assert kept.split() == understood.split()
    assert ("not understood: zzz" in out) == (form == "table")
    assert ("No red flag in what was understood" in out) == (form in ("plain", "table", "markdown"))
    assert err.startswith("cramps: left out: no finding or result is called 'zzz'\n")


@pytest.mark.parametrize("call", [("ddx",), ("next",)])
def test_quiet_does_not_hide_what_is_not_understood(run: Run, call: tuple[str, ...]) -> None:
    for form in FORMS:
        outcome = run(*call, "--sign", "twitching", "--symptom", "zzz", "-q", "--format", form)
        left_out = "left out: no finding or result is called 'zzz'"
        if form in ("json", "jsonl"):
            assert json.loads(outcome.err) == {"warning": {"message": left_out}}
        else:
            assert outcome.err == f"cramps: {left_out}\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("call", [("ddx",), ("next",)])
def test_programs_are_told_what_is_not_understood(
    run: Run, call: tuple[str, ...], form: str
) -> None:
    words = ("--symptom", "zzz", "--result", "potassium=2.1", "--result", "ck=purple")
    outcome = run(*call, "--sign", "twitching", *words, "--drug", "aspirin", "--format", form)
    assert not outcome.err
    unrecognised = _json(outcome)["unrecognised"]
    assert sorted(unrecognised) == ["aspirin", "ck=purple", "potassium=2.1", "zzz"]


def test_a_suggestion_comes_with_what_is_left_out(run: Run) -> None:
    err = run("ddx", "--sign", "twitching", "--result", "ck=purple").err
    assert "left out: ck has no result 'purple'; did you mean ck-high or ck-normal?" in err


def test_a_forgiven_slip_is_said(run: Run) -> None:
    outcome = run("ddx", "--symptom", "weaknes")
    assert outcome.code == 0
    assert "'weaknes' read as 'weakness'" in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ("--symptom", "zzz"),
        ("--symptom", "zzz", "--absent", "yyy"),
        ("--result", "potassium=2.1"),
        ("--result", "ck=purple"),
        ("--symptom", "zzz", "--age", "50"),
        ("--result", "ck=1200 mg/dl"),
        ("--result", "ck=1,200"),
        ("--symptom", ""),
        ("--symptom", "  "),
        ("--result", ""),
        ("--result", "=high"),
    ],
)
def test_nothing_understood_is_nothing_found(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("ddx", *words)
    assert (code, out) == (1, "")
    assert "nothing is left to go by" in err.splitlines()[-1]
    code, out, err = run("ddx", *words, "--json")
    assert (code, out) == (1, "")
    assert json.loads(err)["error"]["code"] == "not-found"


USAGE = {
    "no finding at all": ((), "no finding at all; try: cramps ddx"),
    "age alone": (("--age", "50"), "no finding at all"),
    "present and absent": (
        ("--trigger", "cold", "--absent", "cold"),
        "cold: present and absent at once",
    ),
    "under two names": (
        ("--symptom", "weak muscles", "--absent", "HP:0001324"),
        "weakness: present and absent at once",
    ),
    "perhaps and absent": (
        ("--maybe", "cold", "--absent", "cold"),
        "cold: present and absent at once",
    ),
    "broad absent, narrow present": (
        ("--sign", "foot drop", "--absent", "weakness"),
        "weakness is absent, but foot-drop, a kind of it, is present",
    ),
    "result found and not found": (
        ("--result", "ck=1200", "--absent", "ck-high"),
        "ck-high: present and absent at once",
    ),
    "age below": (("--trigger", "cold", "--age", "-1"), "an age of -1 years is not possible"),
    "age above": (("--trigger", "cold", "--age", "121"), "an age of 121 years is not possible"),
    "age of no number": (("--trigger", "cold", "--age", "nan"), "an age of nan years"),
    "age in words": (("--trigger", "cold", "--age", "old"), "--age"),
    "onset after age": (
        ("--trigger", "cold", "--age", "30", "--onset-age", "31"),
        "it cannot have begun at 31 when the age is 30",
    ),
    "top of nothing": (("--trigger", "cold", "--top", "0"), "--top"),
    "findings and a phenopacket": (
        ("--trigger", "cold", "--phenopacket", "x.json"),
        "give findings, or --phenopacket, or --cases",
    ),
}


@pytest.mark.parametrize("what", USAGE)
def test_a_case_that_cannot_be_is_wrong_usage(run: Run, what: str) -> None:
    words, message = USAGE[what]
    code, out, err = run("ddx", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    code, out, err = run("ddx", *words, "--json")
    assert (code, out) == (2, "")
    error = json.loads(err)["error"]
    assert error["code"] == "usage"
    assert message in error["message"]


def test_a_number_needs_an_assay(run: Run, altered: Callable[..., Path]) -> None:
    valid = Path(__file__).parents[1] / "kb" / "valid" / "tests.yaml"
    assay = valid.read_text(encoding="utf-8")
    folder = altered("tests", (assay[assay.index("  assay:") : assay.index("  about:")], ""))
    outcome = run("ddx", "--result", "ck=1200", data=folder)
    assert (outcome.code, outcome.out) == (1, "")
    assert "ck is not read as a number; name a result: ck-high, ck-normal" in outcome.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--result", "ck=1200 mg/dl"), "ck is measured in U/L, not in mg/dl; convert it first"),
        (("--result", "ck=1,200"), "write 1200 or 1.200"),
        (("--symptom", ""), "an empty word names no finding"),
        (("--result", ""), "an empty word names no result"),
        (("--result", "=high"), "an empty word names no test"),
    ],
)
def test_what_is_left_out_is_said_with_the_reason_and_the_rest_is_answered(
    run: Run, words: tuple[str, ...], why: str
) -> None:
    alone, outcome = (
        run("ddx", "--symptom", "weakness"),
        run("ddx", "--symptom", "weakness", *words),
    )
    assert outcome.code == 0
    assert why in outcome.err
    assert outcome.out.splitlines()[:3] == alone.out.splitlines()[:3]


def test_a_drug_alone_is_a_case(run: Run) -> None:
    assert run("ddx", "--drug", "toxin").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--sex", "other"), "no sex is called 'other'"),
        (("--sex", "femal"), "did you mean female or male?"),
        (("--setting", "hospital"), "no setting is called 'hospital'"),
        (("--setting", "neurologie"), "did you mean neurology?"),
    ],
)
def test_an_unknown_sex_or_setting_is_wrong_usage(
    run: Run, words: tuple[str, ...], message: str
) -> None:
    for command in ("ddx", "next", "interview"):
        outcome = run(command, "--symptom", "weakness", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert message in outcome.err


@pytest.mark.parametrize(
    ("written", "result"),
    [("ck=high", "ck-high"), ("ck=1200", "ck-high"), ("ck = 90 u/l", "ck-normal")],
)
def test_a_result_may_be_a_level_or_a_number(run: Run, written: str, result: str) -> None:
    told = _json(run("ddx", "--result", written, "--json"))
    assert told["case"]["results"] == [result]
    assert [n["test"] for n in told["case"].pop("numbers")] == ["ck"] * (written != "ck=high")
    named = _json(run("ddx", "--result", result, "--json"))
    assert named["case"].pop("numbers") == []
    assert [r["results"][0] for r in told.pop("readings")] == [result]
    assert named.pop("readings") == []
    assert told == named


def test_the_low_potassium_of_the_issue(run: Run, real: Path) -> None:
    told = _json(run("ddx", "--result", "potassium=2.1", "--json", data=real))
    assert told["case"]["results"] == ["potassium-severely-low", "potassium-low"]
    assert told["case"]["numbers"] == [
        {"test": "potassium", "value": 2.1, "unit": "mmol/L", "bound": "", "told": None}
    ]


@pytest.mark.parametrize("command", ["ddx", "next"])
def test_what_a_number_took_for_granted_is_told_to_programs(
    run: Run, real: Path, command: str
) -> None:
    words = ("--result", "calcium=7.2", "--result", "albumin=30", "--symptom", "cramps")
    told = _json(run(command, *words, "--json", data=real))
    units = {r["test"]: [(a["kind"], a["value"]) for a in r["assumed"]] for r in told["readings"]}
    assert units == {"calcium": [("unit", "mg/dL")], "albumin": [("unit", "g/L")]}
    (adjusted,) = told["calculations"]
    assert (adjusted["id"], adjusted["replaces"]) == ("adjusted-calcium", True)
    assert adjusted["value"] == pytest.approx(7.2 * 10 / 40.078 + 0.2, abs=0.005)


# ddx: what it shows.


def test_a_broad_finding_with_its_narrower_one_counts_once(run: Run) -> None:
    narrow = _shares(_json(run("ddx", "--sign", "foot drop", "--json")))
    both = _shares(_json(run("ddx", "--sign", "foot drop", "--symptom", "weakness", "--json")))
    assert both == narrow


def test_the_weights_are_shown_in_words_and_strokes(run: Run) -> None:
    out = run(*DDX, "--format", "plain").out
    (line,) = [x for x in out.splitlines() if x.startswith("why First example disease")]
    assert "% (first): " in line
    assert re.search(r"no foot drop x0\.\d+ -+", line)
    assert re.search(r"\(second\): .*perhaps cold x0\.\d+; unexplained: fasciculations", out)


def test_what_has_no_reason_is_not_explained(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    out = run("interview").out
    assert "why" not in out


def test_red_flags_and_critical_disorders_stand_apart(run: Run) -> None:
    out = run("ddx", "--symptom", "weakness", "--format", "plain").out
    assert out.startswith("flags NOW: Breathlessness (weakness): Call for help. [breathless]\n")
    assert re.search(r"First example disease \(first\): \d+ %; look for (?!no )\w", out)


def test_no_number_claims_certainty(run: Run) -> None:
    words = ("--sign", "foot drop", "--sign", "twitching", "--result", "ck-normal")
    out = run("ddx", *words, "--trigger", "cold", "--age", "30", "--drug", "toxin").out
    assert " 100 %" not in out
    assert " 0 %" not in out


# next.


def test_the_cheapest_tier_comes_first_and_in_it_the_most_telling(run: Run, real: Path) -> None:
    told = _json(run("next", "--symptom", "muscle cramps", "--json", data=real))
    tiers = ["question", "bedside", "blood", "electrodiagnosis", "imaging", "gene", "biopsy"]
    order = [(tiers.index(q["tier"]), -q["gain"]) for q in told["questions"]]
    assert order == sorted(order)
    for tier in tiers:
        assert sum(q["tier"] == tier for q in told["questions"]) <= 5
    assert {q["tier"] for q in told["questions"]} >= {"question", "bedside", "blood"}


def test_next_without_findings_gives_the_first_questions(run: Run) -> None:
    told = _json(run("next", "--json"))
    assert {q["id"] for q in told["questions"]} >= {"weakness", "twitching", "ck-high"}


def test_next_proposes_nothing_that_was_said(run: Run) -> None:
    words = ("--sign", "foot drop", "--absent", "twitching", "--maybe", "cold")
    told = _json(run("next", *words, "--json"))
    assert {q["id"] for q in told["questions"]} == {"ck-high", "ck-normal"}


@pytest.mark.parametrize("tier", ["question", "bedside", "blood", "Blood "])
def test_a_tier_keeps_only_its_own(run: Run, tier: str) -> None:
    told = _json(run("next", "--tier", tier, "--json"))
    assert {q["tier"] for q in told["questions"]} == {tier.strip().lower()}


def test_the_top_of_each_tier(run: Run) -> None:
    told = _json(run("next", "--top", "1", "--json"))
    assert [q["tier"] for q in told["questions"]] == ["question", "bedside", "blood"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("first",), 2, "'first' stands alone; name disorders behind --split"),
        (("first", "second"), 2, "'first' stands alone; name disorders behind --split"),
        (("--split", "first"), 2, "name at least two disorders to split"),
        (("--split", "first", "FED"), 2, "name at least two disorders to split"),
        (("--split", "first", "zzz"), 1, "no disorder is called 'zzz'"),
        (("--split", "first", ""), 2, "an empty word names no disorder"),
        (("--tier", "cheap"), 2, "no tier is called 'cheap'; there are question, bedside"),
        (("--tier", "gene"), 1, "no question fits"),
        (("--trigger", "cold", "--absent", "cold"), 2, "present and absent at once"),
        (("--split", "first", "second", "--trigger", "cold", "--absent", "cold"), 2, "at once"),
        (("--age", "-1"), 2, "an age of -1 years"),
    ],
)
def test_next_says_what_is_wrong(run: Run, words: tuple[str, ...], code: int, message: str) -> None:
    outcome = run("next", *words)
    assert outcome.code == code
    assert message in outcome.err
    assert "\n" not in outcome.err.strip()


def test_names_may_stand_behind_split_or_have_one_each(run: Run) -> None:
    one = run("next", "--split", "first", "second", "--json")
    other = run("next", "--split", "first", "--split", "second", "--json")
    assert _json(one) == _json(other)
    assert _json(one)["now"] == []


# compare.


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "name at least two different disorders"),
        (("first",), 2, "name at least two different disorders"),
        (("first", "first"), 2, "name at least two different disorders"),
        (("first", "FED"), 2, "name at least two different disorders"),
        (("first", "zzz"), 1, "no disorder is called 'zzz'"),
        (("first", ""), 2, "an empty word names no disorder"),
    ],
)
def test_compare_says_what_is_wrong(
    run: Run, words: tuple[str, ...], code: int, message: str
) -> None:
    outcome = run("compare", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_the_order_of_the_disorders_is_that_of_the_columns(run: Run) -> None:
    one, other = _json(run(*COMPARE, "--json")), _json(run("compare", "second", "first", "--json"))
    assert other["lines"] == one["lines"]
    assert [d["id"] for d in other["disorders"]] == ["second", "first"]


def test_differing_leaves_out_what_is_alike(run: Run, altered: Callable[..., Path]) -> None:
    folder = altered("disorders", ("finding: weakness, frequency: 50-70%", "finding: cold"))
    ids = run(*COMPARE, "-q", data=folder).out.split()
    differing = run(*COMPARE, "--differing", "-q", data=folder).out.split()
    assert set(ids) - set(differing) == {"cold"}


def test_marks_need_no_colour(run: Run) -> None:
    out = run(*COMPARE).out
    for mark in ("15 of 16 (94 %)", "50 to 70 %", "never", "yes", "not told", "AVOID"):
        assert mark in out


# interview.


def test_an_interview_asks_shows_and_ends_with_the_list(answering: Answering) -> None:
    outcome = answering("y\nno\n")
    assert outcome.code == 0
    assert _asked(outcome) == ["Have you lost strength?", "Does cold bring it on?"]
    assert "   now: " not in outcome.err  # no names or shares before the end unless asked
    assert "To do now: Breathlessness. Call for help." in outcome.err
    assert "none-of-these" in outcome.out
    assert "NOW: Breathlessness (weakness). Call for help." in outcome.err
    assert outcome.out.startswith("flags NOW: Breathlessness (weakness): Call for help.")
    assert "ddx --symptom weakness --absent cold" in outcome.out


@pytest.mark.parametrize(
    "answers",
    ["y\nn\nn\n", "yes\nno\nNO\n", " Y \nN\nno\n", "\nn\ny\nyes\nn\n", "y\n?\nb\nb\nb\ny\nn\nn\n"],
)
def test_the_repeated_command_gives_the_same_candidates(
    run: Run, answering: Answering, compiled: Path, answers: str
) -> None:
    told = _json(answering(answers, "--examine", "--age", "33", "--sex", "female", "--json"))
    program, *arguments = shlex.split(told["repeat"])
    assert program == "cramps"
    assert arguments[:2] == ["--data", str(compiled)]
    again = _json(run(*arguments, "--json", data=None))
    assert again["candidates"] == told["candidates"]
    assert again["case"] == told["case"]


def test_the_repeated_command_gives_the_same_candidates_of_the_real_knowledge_base(
    run: Run, answering: Answering, real: Path
) -> None:
    for answers in ("n\ny\n?\n" * 3, "y\nn\n" * 4):
        more = ("--symptom", "muscle cramps", "--setting", "primary care", "--examine")
        told = _json(answering(answers, *more, "--json", data=real))
        assert len(told["case"]["present"]) + len(told["case"]["absent"]) > 5
        _, *arguments = shlex.split(told["repeat"])
        assert _json(run(*arguments, "--json", data=None))["candidates"] == told["candidates"]


def test_every_finding_is_understood_by_its_id(run: Run, real: Path) -> None:
    """The command that repeats an interview names findings so."""
    from cramps.opening import load
    from cramps.words.lookup import Lookup

    kb = load(real)
    for finding in kb.findings:
        assert Lookup(kb).find(finding, "finding").id == finding


def test_nothing_is_called_harmless_under_a_danger(answering: Answering, real: Path) -> None:
    done = answering("q", "--symptom", "cramps", "--symptom", "weight loss", data=real)
    assert "To do " in done.err
    assert "harmless" not in done.err


def test_the_end_of_the_answers_ends_the_interview(answering: Answering) -> None:
    outcome = answering("")
    assert outcome.code == 0
    assert _asked(outcome) == ["Have you lost strength?"]
    told = _json(answering("", "--json"))
    assert told["repeat"] == ""  # ddx would have nothing to go by
    assert _asked(answering("y")) == ["Have you lost strength?", "Does cold bring it on?"]


@pytest.mark.parametrize("word", ["stop", "s", "S", "q", "quit", " stop "])
def test_stop_ends_it(answering: Answering, word: str) -> None:
    outcome = answering(f"y\n{word}\nn\n")
    assert outcome.code == 0
    assert len(_asked(outcome)) == 2
    assert "--absent" not in outcome.out


def test_nonsense_is_asked_again(answering: Answering) -> None:
    outcome = answering("maybe so\n42\n\x1b[A\n-y\n\u0130\ny\n")
    assert outcome.err.count("Please answer yes, no, don't know, back, why, list, stop.") == 5
    assert _asked(outcome)[:6] == ["Have you lost strength?"] * 6
    assert "--symptom weakness" in outcome.out


@pytest.mark.parametrize("word", ["don't know", "don\u2019t know", "dont know", "d", "?", ""])
def test_not_to_know_is_an_answer(answering: Answering, word: str) -> None:
    """The question is not asked again: else the second answer would be its."""
    told = _json(answering(f"{word}\ny\n", "--json"))
    assert told["case"]["present"] == []
    assert told["case"]["absent"] == []


def test_back_at_the_first_question_asks_it_again(answering: Answering) -> None:
    outcome = answering("b\nback\ny\n")
    assert _asked(outcome)[:3] == ["Have you lost strength?"] * 3
    assert "--symptom weakness" in outcome.out


def test_back_takes_the_last_answer_back(answering: Answering) -> None:
    assert answering("y\nb\nn\n", "--json").out == answering("n\n", "--json").out
    assert answering("y\nb\n", "--json").out == answering("", "--json").out


def test_why_tells_what_the_answers_would_do(answering: Answering) -> None:
    outcome = answering("why\nw\ny\n")
    assert outcome.err.count("A yes would be a warning: Breathlessness. Call for help.") == 2
    assert "%" not in outcome.err
    assert outcome.out == answering("y\n").out


def test_the_list_is_shown_where_it_is_asked_for(answering: Answering) -> None:
    outcome = answering("list\ny\n")
    assert re.search(r"now: .* \d+ %", outcome.err)
    assert outcome.out == answering("y\n").out


def test_an_interview_is_kept_as_a_phenopacket(
    run: Run, answering: Answering, real: Path, tmp_path: Path
) -> None:
    place = tmp_path / "kept.json"
    begin = ("--symptom", "leg cramps at night", "--age", "70", "--sex", "female")
    more = (*begin, "--drug", "furosemide", "--result", "ck-raised")
    told = _json(
        answering("n\nn\nn\n", *more, "--phenopacket-out", str(place), "--json", data=real)
    )
    again = _json(run("ddx", "--phenopacket", str(place), "--json", data=real))
    for field in ("present", "absent", "results", "drugs", "age", "sex"):
        expected, read = told["case"][field], again["case"][field]
        assert (sorted(expected) if isinstance(expected, list) else expected) == (
            sorted(read) if isinstance(read, list) else read
        )


def test_one_question_is_one_question(answering: Answering) -> None:
    outcome = answering("y\ny\n", "--questions", "1")
    assert _asked(outcome) == ["Have you lost strength?"]
    assert "cold" not in outcome.out.partition("repeat")[2]
    assert answering("y\n", "--questions", "0").code == 2


def test_signs_are_asked_of_who_examines(answering: Answering) -> None:
    assert "Watch the resting muscle for a minute." in _asked(answering("d\n" * 9, "--examine"))
    assert "Watch the resting muscle for a minute." not in _asked(answering("d\n" * 9))


@pytest.mark.parametrize("form", FORMS)
def test_the_result_of_an_interview_has_every_form(answering: Answering, form: str) -> None:
    outcome = answering("y\nn\n", "--format", form)
    assert outcome.code == 0
    assert "Have you" not in outcome.out  # the conversation is on stderr
    if form == "json":
        told = json.loads(outcome.out)
        assert set(told) == DIFFERENTIAL
        assert told["repeat"].endswith("ddx --symptom weakness --absent cold")


def test_an_interview_tells_what_was_not_understood(answering: Answering) -> None:
    assert (
        "left out: no finding or result is called 'zzz'" in answering("y\n", "--symptom", "zzz").err
    )
    assert _json(answering("y\n", "--symptom", "zzz", "--json"))["unrecognised"] == ["zzz"]


def test_an_interview_refuses_an_impossible_age(answering: Answering) -> None:
    outcome = answering("y\n", "--age", "121")
    assert (outcome.code, outcome.out) == (2, "")
    assert "an age of 121 years is not possible" in outcome.err


def test_without_stdin_the_interview_ends(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    outcome = run("interview")
    assert outcome.code == 0
    assert "unexpected" not in outcome.err


#: Makes the terminal on stdin the one whose Ctrl-C the program gets, and becomes the program.
_CONTROLLED = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def _process(compiled: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "cramps", f"--data={compiled}", "interview", *arguments]


@contextlib.contextmanager
def _spawned(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that does not outlive its test, however that ends."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def test_answers_from_a_pipe_may_be_any_bytes(compiled: Path) -> None:
    done = subprocess.run(
        _process(compiled, "--json"),
        input=b"\xff\xfe\x00\ny\r\nn\n",
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )
    assert done.returncode == 0
    assert done.stderr.count(b"Please answer") == 1
    told = json.loads(done.stdout)
    assert (told["case"]["present"], told["case"]["absent"]) == (["weakness"], ["cold"])


def _read_until(terminal: int, wanted: str, seen: str = "") -> str:
    """Read what a terminal shows until it shows what is wanted, or nothing more."""
    until = time.monotonic() + 30
    while wanted not in seen and time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            try:
                seen += os.read(terminal, 4096).decode(errors="replace")
            except OSError:  # the other end is closed
                break
    assert wanted in seen
    return seen.partition(wanted)[2]


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_an_interview_in_a_terminal(compiled: Path) -> None:
    import pty

    keyboard, terminal = pty.openpty()
    with _spawned(
        _process(compiled), stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True
    ) as process:
        os.close(terminal)
        rest = _read_until(keyboard, "1. Have you lost strength?")
        os.write(keyboard, b"why\n")
        rest = _read_until(keyboard, "A yes would be a warning", rest)
        os.write(keyboard, b"y\n")
        rest = _read_until(keyboard, "2. Does cold bring it on?", rest)
        os.write(keyboard, b"b\n")
        rest = _read_until(keyboard, "1. Have you lost strength?", rest)
        os.write(keyboard, b"stop\n")
        _read_until(keyboard, "not a diagnosis", rest)
        assert process.wait(timeout=30) == 0
    os.close(keyboard)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_an_interview_can_be_interrupted(compiled: Path) -> None:
    import pty

    keyboard, terminal = pty.openpty()
    with _spawned(
        [sys.executable, "-c", _CONTROLLED, *_process(compiled)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        rest = _read_until(keyboard, "1. Have you lost strength?\r\n   > ")
        # Between Python's look for signals and its wait for input one can be lost: a person presses
        # the keys once more, and so does this test.
        for _ in range(30):
            os.write(keyboard, b"\x03")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        assert process.returncode == 130
        assert "Traceback" not in rest
    os.close(keyboard)


# Help.


@pytest.mark.parametrize("command", ["ddx", "next", "compare", "interview"])
def test_every_command_has_help_with_examples(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"  cramps {command} " in out


# Snapshots: how it looks.

LOOKS = {
    "ddx-all": (*DDX, "--full"),
    "ddx": DDX,
    "ddx-full": FULL,
    "next": NEXT,
    "compare": COMPARE,
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("color", ["never", "always"])
def test_the_table_looks_as_it_did(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: Callable[[str, str], None],
    look: str,
    columns: str,
    color: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = run("--color", color, *LOOKS[look], "--format", "table").out
    if color == "never":
        assert max(map(len, out.splitlines())) <= int(columns)
    snapshot(f"{look}-{columns}{'-colour' if color == 'always' else ''}", out)


@pytest.mark.parametrize("look", LOOKS)
def test_who_listens_hears_what_it_did(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: Callable[[str, str], None],
    look: str,
) -> None:
    monkeypatch.setenv("CRAMPS_ACCESSIBLE", "1")
    snapshot(f"{look}-accessible", run(*LOOKS[look], "--format", "table").out)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("form", ["plain", "markdown"])
def test_text_looks_as_it_did(
    run: Run, snapshot: Callable[[str, str], None], look: str, form: str
) -> None:
    snapshot(f"{look}-{form}", run(*LOOKS[look], "--format", form).out)


@pytest.mark.parametrize(
    "story",
    ["nocturnal leg cramps", "cramps", "calf cramps at night, woman 78", "leg pain on walking"],
)
def test_what_to_ask_next_is_told_in_whole_sentences(run: Run, real: Path, story: str) -> None:
    lines = run("next", story, "--format", "table", data=real).out.splitlines()
    assert len(lines) <= 22
    assert not [line for line in lines if line.rstrip().endswith("\N{HORIZONTAL ELLIPSIS}")]


def test_an_answer_that_moves_nobody_is_not_told(run: Run, real: Path) -> None:
    out = run("next", "nocturnal leg cramps", "--format", "table", data=real).out
    text = " ".join(out.split())
    question = text[text.index("Do you take a diuretic") :]
    question = re.split(r" question | More ", question)[0]
    assert "Yes: Diuretic-associated cramps" in question
    assert "No:" not in question
