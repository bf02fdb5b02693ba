"""The command line, in this process: every command, every form, every error."""

import contextlib
import csv
import gc
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.cli import app
from cramps.cli._typer import COMMANDS
from cramps.knowledge.citations import source_of
from cramps.output.formats import Format

Run = Callable[..., Any]

FORMS = get_args(Format)

#: A call of each command that lists records -> the keys of a record in JSON. They are a promise to
#: programs: adding one means adding it here, taking one away means a new major version.
#: The keys of a rule of danger.
RED_FLAG = {
    *("id", "name", "urgency", "when", "action", "text", "points_to", "points_to_names"),
    *("leads_to", "editors", "primary_care", "sources"),
}
LISTINGS: dict[tuple[str, ...], set[str]] = {
    ("list",): {
        *("id", "name", "aliases", "group", "phenomenon", "codes", "prevalence", "onset", "sex"),
        *("critical", "summary", "depth"),
    },
    ("find", "--symptom", "weakness"): {
        *("id", "name", "group", "phenomenon", "critical", "matches"),
    },
    ("search", "made"): {"kind", "id", "name", "section", "context", "score"},
    ("mechanisms",): {"id", "name", "phenomenon", "mechanism"},
    ("symptoms",): {
        *(
            "id",
            "name",
            "kind",
            "hpo",
            "synonyms",
            "narrower_words",
            "related_words",
            "lay",
            "broader",
            "befalls",
            "course",
            "broader_here",
            "same_as",
            "answers",
            "excludes",
            "normal",
            "at_large",
            "ask",
        ),
        "disorders",
    },
    ("tests",): {
        *("id", "name", "kind", "tier", "synonyms", "lay", "unit", "assay", "about", "results"),
        "disorders",
    },
    ("treatments",): {
        *("id", "name", "class", "subclass", "synonyms", "about", "cautions", "disorders"),
    },
    ("drugs",): {
        *("id", "name", "class", "synonyms", "trade_names", "link", "ways", "broader", "effects"),
        *("advice", "interactions", "causes", "finding", "widely_used"),
    },
    ("sources",): {"id", "title", "authors", "year", "journal", "kind", "seen", "url"},
    ("overview", "--list"): {
        *("id", "part", "title", "statements", "phenomenon", "findings", "tests"),
        *("red_flags", "calm_when"),
    },
    ("overview", "red-flags"): RED_FLAG,
}
#: A call of each command that shows one record -> the keys of the record in JSON.
RECORDS: dict[tuple[str, ...], set[str]] = {
    ("show", "first"): {
        *("record", "id", "name", "aliases", "group", "phenomenon", "codes", "prevalence"),
        *("onset", "sex", "inheritance", "critical", "summary", "cramps", "mechanism"),
        *("findings", "tests", "treatments", "red_flags", "lookalikes", "disputes", "reviewed"),
        *("depth", "leave_out", "reference", "references"),
    },
    ("show", "examples"): {
        *("record", "id", "name", "aliases", "summary", "members", "members_names"),
        "references",
    },
    ("show", "first", "--section", "tests"): {"record", "id", "name", "tests", "references"},
    ("mechanisms", "first"): {"record", "id", "name", "mechanism", "references"},
    ("symptoms", "weakness"): {
        *(
            "record",
            "id",
            "name",
            "kind",
            "hpo",
            "synonyms",
            "narrower_words",
            "related_words",
            "lay",
            "broader",
            "befalls",
            "course",
            "broader_here",
            "same_as",
            "answers",
            "excludes",
            "at_large",
            "normal",
            "ask",
        ),
        *("narrower", "disorders", "references"),
    },
    ("tests", "ck"): {
        *("record", "id", "name", "kind", "tier", "synonyms", "lay", "unit", "assay", "about"),
        *("results", "disorders", "references"),
    },
    ("treatments", "examplin"): {
        *("record", "id", "name", "class", "subclass", "synonyms", "about", "cautions"),
        *("disorders", "references"),
    },
    ("drugs", "toxin"): {
        *(
            "record",
            "id",
            "name",
            "class",
            "synonyms",
            "trade_names",
            "link",
            "widely_used",
            "ways",
            "broader",
            "effects",
            "advice",
            "interactions",
            "causes",
            "finding",
            "references",
        ),
    },
    ("sources", "NBK1"): {
        *("record", "id", "title", "authors", "year", "journal", "kind", "seen", "url", "cited_by"),
    },
    ("overview",): {"record", "id", "title", "sections", "references"},
    ("overview", "look"): {"record", "id", "title", "sections", "references"},
    ("overview", "breathless"): {"record", "references", *RED_FLAG},
    ("workup",): {"record", "id", "title", "sections", "references"},
}
#: Several records at once.
SEVERAL: dict[tuple[str, ...], list[str]] = {
    ("show", "first", "second"): ["first", "second"],
    ("mechanisms", "second", "first"): ["second", "first"],
    ("symptoms", "weakness", "cold"): ["weakness", "cold"],
    ("tests", "ck", "ck-high"): ["ck", "ck-high"],
    ("treatments", "examplin", "examplin"): ["examplin", "examplin"],
    ("sources", "NBK1", "PMID:11111111"): ["NBK1", "PMID:11111111"],
    ("overview", "what", "look"): ["what", "look"],
}
CALLS = [*LISTINGS, *RECORDS, *SEVERAL]
#: Parts of a record -> the keys of what stands in them.
PARTS: dict[tuple[str, ...], dict[str, set[str]]] = {
    ("show", "first"): {
        "summary": {"text", "sources"},
        "codes": {"orpha", "omim", "mondo", "icd10cm", "includes"},
        "prevalence": {"band", "figure", "sources"},
        "onset": {"bands", "figure", "sources"},
        "sex": {"skew", "figure", "sources"},
        "inheritance": {"modes", "genes", "note", "sources"},
        "cramps": {"frequency", "character", "site", "timing", "provoked_by", "relieved_by"},
        "mechanism": {"site", "steps"},
        "findings": {*("finding", "finding_name", "frequency", "of", "basis", "note", "sources")},
        "tests": {
            *("test", "test_name", "result", "result_name", "role", "defines", "frequency"),
            *("sensitivity", "specificity", "of", "basis", "note", "sources"),
        },
        "treatments": {
            *("treatment", "treatment_name", "target", "stance", "evidence", "dose", "note"),
            "sources",
        },
        "red_flags": {
            *("rule", "rule_name", "note", "sources"),
        },
        "lookalikes": {
            *("disorder", "disorder_name", "for_this", "for_this_names", "for_other"),
            *("for_other_names", "text", "sources"),
        },
        "disputes": {"question", "positions"},
        "references": {"id", "title", "authors", "year", "journal", "kind", "seen", "url"},
    },
    ("find", "--symptom", "weakness"): {
        "matches": {
            *(
                "kind",
                "asked",
                "found",
                "found_name",
                "frequency",
                "stance",
                "of",
                "note",
                "sources",
            ),
        },
    },
    ("symptoms", "weakness"): {
        "disorders": {
            *("disorder", "disorder_name", "finding", "finding_name", "frequency", "of"),
            *("basis", "note"),
            "sources",
        },
    },
    ("workup",): {
        "sections": {
            *("id", "part", "title", "statements", "phenomenon", "findings", "findings_names"),
            *("tests", "tests_names", "red_flags", "red_flags_names", "calm_when"),
        },
    },
    ("drugs", "toxin"): {"effects": {"phenomenon", "text", "figure", "ratio", "sources"}},
}


def _name(call: object) -> str | None:
    return " ".join(map(str, call)) if isinstance(call, tuple) else None


# Forms of output.


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_every_command_speaks_every_form(run: Run, call: tuple[str, ...], form: str) -> None:
    code, out, err = run(*call, "--format", form)
    assert code == 0
    assert out.endswith("\n")
    assert "\x1b" not in out + err
    assert re.fullmatch(r"(cramps: .*\n)*", err)
    if form in ("json", "jsonl", "csv", "tsv"):
        assert not err  # a program reads along
    if form == "json":
        json.loads(out)
    elif form == "jsonl":
        assert [json.loads(line) for line in out.splitlines()]
    elif form in ("csv", "tsv"):
        delimiter = "," if form == "csv" else "\t"
        rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    elif form == "markdown":
        assert out.startswith(("# ", "| "))


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_into_a_pipe_the_form_is_plain(run: Run, call: tuple[str, ...]) -> None:
    assert run(*call) == run(*call, "--format", "plain")


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_json_has_a_short_option(run: Run, call: tuple[str, ...]) -> None:
    assert run(*call, "--json") == run(*call, "-f", "json") == run(*call, "--format=json")


@pytest.mark.parametrize(("call", "keys"), LISTINGS.items(), ids=_name)
def test_a_listing_is_an_array_of_records_with_these_keys(
    run: Run, call: tuple[str, ...], keys: set[str]
) -> None:
    records = json.loads(run(*call, "--json").out)
    assert isinstance(records, list)
    assert records
    for record in records:
        assert set(record) == keys


@pytest.mark.parametrize(("call", "keys"), RECORDS.items(), ids=_name)
def test_a_record_is_one_object_with_these_keys(
    run: Run, call: tuple[str, ...], keys: set[str]
) -> None:
    record = json.loads(run(*call, "--json").out)
    assert isinstance(record, dict)
    assert set(record) == keys


@pytest.mark.parametrize(("call", "parts"), PARTS.items(), ids=_name)
def test_the_parts_of_a_record_have_these_keys(
    run: Run, call: tuple[str, ...], parts: dict[str, set[str]]
) -> None:
    document = json.loads(run(*call, "--json").out)
    record = document[0] if isinstance(document, list) else document
    for part, keys in parts.items():
        items = record[part] if isinstance(record[part], list) else [record[part]]
        assert items
        for item in items:
            assert set(item) == keys


@pytest.mark.parametrize(("call", "ids"), SEVERAL.items(), ids=_name)
def test_several_records_are_an_array_in_the_order_of_the_question(
    run: Run, call: tuple[str, ...], ids: list[str]
) -> None:
    records = json.loads(run(*call, "--json").out)
    assert len(records) == len(ids)
    lines = run(*call, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == records
    assert run(*call, "-q").out.split() == ids


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_every_source_that_a_record_cites_stands_in_its_references(
    run: Run, call: tuple[str, ...]
) -> None:
    def cited(node: Any) -> set[str]:
        if isinstance(node, dict):
            below = {source for value in node.values() for source in cited(value)}
            return below | set(map(source_of, node.get("sources", ())))
        return {s for item in node for s in cited(item)} if isinstance(node, list) else set()

    document = json.loads(run(*call, "--json").out)
    for record in document if isinstance(document, list) else [document]:
        if "references" in record:
            assert {reference["id"] for reference in record["references"]} == cited(record)


@pytest.mark.parametrize(
    ("call", "ids"),
    [
        (("list",), ["first", "second"]),
        (("list", "--sort", "id"), ["first", "second"]),
        (("list", "--sort", "phenomenon"), ["first", "second"]),
        (("list", "--group", "muscle"), ["second"]),
        (("list", "--group", "muscle", "--group", "nerve"), ["first", "second"]),
        (("list", "--phenomenon", "True cramp"), ["first"]),
        (("list", "--critical"), ["first"]),
        (("show", "FED"), ["first"]),
        (("show", "hemo-example disease"), ["first"]),
        (("show", "orpha:1", "OMIM 100001"), ["first", "first"]),
        (("show", "made-up diseases"), ["examples"]),
        (("mechanisms", "--site", "muscle energy"), ["second"]),
        (("symptoms", "--kind", "sign"), ["twitching", "foot-drop"]),
        (("symptoms", "HP:0002380"), ["twitching"]),
        (("tests", "cpk"), ["ck"]),
        (("tests", "HP:0003236"), ["ck-high"]),
        (("tests", "--tier", "blood"), ["ck"]),
        (("treatments", "--class", "medication"), ["examplin"]),
        (("drugs",), ["toxin"]),
        (("sources",), ["PMID:11111111", "NBK1"]),
        (("sources", "--kind", "trial"), ["PMID:11111111"]),
        (("sources", "11111111"), ["PMID:11111111"]),
        (("sources", "nbk1"), ["NBK1"]),
        (("overview",), ["what", "look"]),
        (("workup",), ["look"]),
        (("find", "--symptom", "drop foot"), ["first"]),
        (("find", "--sign", "HP:0002380"), ["first"]),
        (("find", "--trigger", "cold"), ["first"]),
        (("find", "--test", "CPK"), ["second", "first"]),
        (("find", "--result", "raised creatine kinase"), ["second"]),
        (("find", "--treatment", "Examplin"), ["first", "second"]),
        (("find", "--group", "nerve"), ["first"]),
        (("find", "--phenomenon", "contracture"), ["second"]),
        (("find", "--symptom", "weakness", "--without", "twitching"), ["second"]),
        (("find", "--any", "--group", "nerve", "--group", "muscle"), ["first", "second"]),
        (("search", "axons"), ["first"]),
        (("search", "made", "--limit", "1"), ["NBK1"]),
    ],
    ids=_name,
)
def test_quiet_gives_ids_only(run: Run, call: tuple[str, ...], ids: list[str]) -> None:
    for option in ("-q", "--quiet"):
        code, out, err = run(*call, option)
        assert (code, err) == (0, "")
        assert out == "".join(f"{i}\n" for i in ids)


def test_quiet_goes_before_the_form(run: Run) -> None:
    for form in FORMS:
        assert run("list", "-q", "--format", form).out == "first\nsecond\n"


def test_a_count_in_a_listing_is_what_the_record_and_find_say(run: Run) -> None:
    for finding in json.loads(run("symptoms", "--json").out):
        found = run("find", "--symptom", finding["id"], "-q").out.split()
        assert len(found) == finding["disorders"]


def test_a_match_comes_with_the_note_and_the_sources_of_its_statement(run: Run) -> None:
    first = json.loads(run("find", "--symptom", "weakness", "--json").out)[0]
    assert first["matches"] == [
        {
            "kind": "finding",
            "asked": "weakness",
            "found": "foot-drop",
            "found_name": "Foot drop",
            "frequency": "15/16",
            "stance": [],
            "of": "one family",
            "note": None,
            "sources": ["PMID:11111111#abstract"],
        }
    ]


def test_a_treatment_to_avoid_is_said_and_comes_last(run: Run) -> None:
    found = json.loads(run("find", "--treatment", "examplin", "--json").out)
    stances = [hit["matches"][0]["stance"] for hit in found]
    assert stances == [["first-line"], ["avoid"]]
    assert "Examplin: AVOID" in run("find", "--treatment", "examplin").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--symptom", "ck-high"), "but a result is: cramps tests ck-high"),
        (("--symptom", "foot-drop", "--symptom", "cold", "--without", "twitching"), "try fewer"),
    ],
)
def test_an_empty_answer_says_why(run: Run, words: tuple[str, ...], said: str) -> None:
    code, _, err = run("find", *words)
    assert code == 1
    assert said in err


def test_a_broader_finding_of_no_stated_kind_is_pointed_to(run: Run) -> None:
    err = run("find", "--symptom", "foot drop").err
    assert "1 more list Weakness of no stated kind: --symptom weakness" in err


def test_the_search_marks_the_words_in_every_form(run: Run) -> None:
    for form in FORMS:
        assert "*Fuel*" in run("search", "fuel", "--format", form).out.replace("\\*", "*")


def test_the_search_says_when_it_may_have_more(run: Run) -> None:
    code, _, err = run("search", "made", "--limit", "2")
    assert (code, err) == (0, "cramps: the first 2 passages; --limit shows more\n")
    assert run("search", "fuel").err == ""


# Choosing the form.


def test_the_environment_sets_the_form(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {form: run("list", "--format", form).out for form in FORMS}
    for form in FORMS:
        monkeypatch.setenv("CRAMPS_FORMAT", form)
        assert run("list").out == wanted[form]
        assert run("list", "--format", "csv").out == wanted["csv"]
        assert run("list", "--json").out == wanted["json"]
    monkeypatch.setenv("CRAMPS_FORMAT", "")
    assert run("list").out == wanted["plain"]


def test_an_unknown_form_names_where_it_was_given(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run("list", "--format", "xml")
    assert (code, out) == (2, "")
    assert "--format" in err
    assert all(form in err for form in FORMS)
    monkeypatch.setenv("CRAMPS_FORMAT", "xml")
    code, out, err = run("list")
    assert (code, out) == (2, "")
    assert "CRAMPS_FORMAT" in err


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_json_and_another_form_contradict(run: Run, form: str) -> None:
    code, out, err = run("list", "--json", "--format", form)
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["code"] == "usage"


def test_the_knowledge_base_is_named_by_option_or_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, valid: Path, compiled: Path
) -> None:
    wanted = run("list").out
    assert run("list", data=compiled).out == wanted
    monkeypatch.setenv("CRAMPS_DATA", str(valid))
    assert run("list", data=None).out == wanted
    monkeypatch.setenv("CRAMPS_DATA", "nowhere")
    assert run("list", data=None).code == 3
    assert run("list", data=valid).out == wanted  # the option goes before the environment


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_a_compiled_knowledge_base_answers_alike(
    run: Run, call: tuple[str, ...], compiled: Path, valid: Path
) -> None:
    for form in ("plain", "json"):
        assert run(*call, "-f", form, data=compiled) == run(*call, "-f", form, data=valid)


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_same_input_same_bytes(run: Run, call: tuple[str, ...]) -> None:
    for form in FORMS:
        assert run(*call, "-f", form) == run(*call, "-f", form)


# Nothing found.

#: A call that finds nothing, though all its words are known.
NOTHING = [
    ("list", "--group", "central"),
    ("list", "--phenomenon", "urge"),
    ("mechanisms", "--site", "cortex"),
    ("symptoms", "--kind", "circumstance"),
    ("tests", "--tier", "gene"),
    ("treatments", "--class", "surgery"),
    ("sources", "--kind", "guideline"),
    ("find", "--symptom", "cold", "--result", "ck-high"),
    ("search", "zebra"),
]


@pytest.mark.parametrize("call", NOTHING, ids=_name)
def test_an_empty_result_is_a_valid_document_and_exits_with_1(
    run: Run, call: tuple[str, ...]
) -> None:
    code, out, err = run(*call, "--json")
    assert (code, out) == (1, "[]\n")
    error = json.loads(err)["error"]
    assert error["code"] == "not-found"
    assert error["message"]
    code, out, err = run(*call)
    assert code == 1
    assert out.count("\n") == 1  # the header row
    assert re.fullmatch(r"cramps: .+\n", err)
    assert run(*call, "-q").out == ""


# Errors.

#: A call that fails -> its exit code and the code of its error.
FAILURES: dict[tuple[str, ...], tuple[int, str]] = {
    ("show", "zebra"): (1, "not-found"),
    ("symptoms", "zebra"): (1, "not-found"),
    ("tests", "zebra"): (1, "not-found"),
    ("treatments", "zebra"): (1, "not-found"),
    ("drugs", "zebra"): (1, "not-found"),
    ("sources", "zebra"): (1, "not-found"),
    ("overview", "zebra"): (1, "not-found"),
    ("mechanisms", "zebra"): (1, "not-found"),
    ("find", "--symptom", "zebra"): (1, "not-found"),
    ("find", "--without", "zebra"): (1, "not-found"),
    ("list", "--group", "zebra"): (2, "usage"),
    ("list", "--sort", "zebra"): (2, "usage"),
    ("show", "first", "--section", "zebra"): (2, "usage"),
    ("show", "G60.0"): (1, "ambiguous"),
    ("show", "first", "G60.0"): (1, "ambiguous"),
    ("show", ""): (2, "usage"),
    ("show", "..."): (2, "usage"),
    ("symptoms", ""): (2, "usage"),
    ("sources", " "): (2, "usage"),
    ("find",): (2, "usage"),
    ("find", "--any"): (2, "usage"),
    ("find", "--symptom", ""): (2, "usage"),
    ("search", ""): (2, "usage"),
    ("search", "!?"): (2, "usage"),
    ("search", "made", "--limit", "0"): (2, "usage"),
    ("search", "made", "--limit", "many"): (2, "usage"),
    ("mechanisms", "first", "--site", "root"): (2, "usage"),
    ("list", "--format", "xml"): (2, "usage"),
    # These fail before the options are read.
    ("list", "extra"): (2, "usage"),
    ("list", "--nope"): (2, "usage"),
    ("show",): (2, "usage"),
    ("zebra",): (2, "usage"),
    ("--nope", "list"): (2, "usage"),
    ("--color", "pink", "list"): (2, "usage"),
    ("--data", "", "list"): (2, "usage"),
    ("--data", "nowhere", "list"): (3, "invalid-knowledge-base"),
}


@pytest.mark.parametrize(("call", "expected"), FAILURES.items(), ids=_name)
def test_an_error_is_one_line_on_stderr_and_its_own_exit_code(
    run: Run, call: tuple[str, ...], expected: tuple[int, str]
) -> None:
    code, out, err = run(*call)
    assert (code, out) == (expected[0], "")
    assert re.fullmatch(r"cramps: [^\n]+\n", err)
    assert "Traceback" not in err


@pytest.mark.parametrize(("call", "expected"), FAILURES.items(), ids=_name)
def test_with_json_chosen_errors_are_json(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    call: tuple[str, ...],
    expected: tuple[int, str],
) -> None:
    ways: list[tuple[str, ...]] = [("--json",)]
    if "--format" not in call:
        ways += [("--format", "json"), ("--format=jsonl",), ("-f", "json"), ("-fjson",)]
    for way in ways:
        code, out, err = run(*call, *way)
        assert (code, out) == (expected[0], "")
        assert err.count("\n") == 1
        error = json.loads(err)
        assert set(error) == {"error"}
        assert set(error["error"]) == {"code", "message", "did_you_mean"}
        assert error["error"]["code"] == expected[1]
        assert isinstance(error["error"]["did_you_mean"], list)
    if "--format" not in call:
        monkeypatch.setenv("CRAMPS_FORMAT", "json")
        assert json.loads(run(*call).err)["error"]["code"] == expected[1]
        assert run(*call, "--format", "plain").err.startswith("cramps: ")


def test_an_option_without_its_value_is_a_wrong_usage(run: Run) -> None:
    code, out, err = run("list", "--json", "--group")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["code"] == "usage"


def test_problems_of_the_knowledge_base_come_with_the_error(
    run: Run, altered: Callable[..., Path]
) -> None:
    folder = altered("disorders", ("group: nerve", "group: nerves"), ("At night.", "' '"))
    code, out, err = run("list", data=folder)
    assert (code, out) == (3, "")
    *lines, last = err.splitlines()
    assert len(lines) == 2
    assert all(re.match(r".+disorders\.yaml:\d+:\d+: error: first\.", line) for line in lines)
    assert last == f"cramps: {folder}: 2 problems in the knowledge base"
    code, out, err = run("list", "--json", data=folder)
    assert (code, out) == (3, "")
    error = json.loads(err)["error"]
    assert error["code"] == "invalid-knowledge-base"
    assert set(error) == {"code", "message", "did_you_mean", "problems"}
    for problem in error["problems"]:
        assert set(problem) == {"file", "line", "column", "level", "rule", "path", "message"}


@pytest.mark.parametrize(
    ("call", "suggested"),
    [
        (("find", "--symptom", "weakened", "--exact"), ["weakness"]),
        (("list", "--group", "nervous"), ["nerve"]),
        (("find", "--symptom", "foot"), ["foot-drop"]),
        (("find", "--result", "creatine"), ["ck-high", "ck-normal"]),
        (("show", "first", "--section", "testz"), ["tests"]),
        (("sources", "PMID:11111112"), ["PMID:11111111"]),
        (("show", "G60.0"), ["first", "second"]),
    ],
    ids=_name,
)
def test_an_unknown_word_brings_suggestions(
    run: Run, call: tuple[str, ...], suggested: list[str]
) -> None:
    error = json.loads(run(*call, "--json").err)["error"]
    assert error["did_you_mean"][: len(suggested)] == suggested
    assert len(error["did_you_mean"]) <= 3
    assert f"; did you mean {suggested[0]}" in run(*call).err


@pytest.mark.parametrize("command", ["show", "mechanisms"])
def test_a_disorder_that_is_surely_meant_is_opened_and_said(run: Run, command: str) -> None:
    done = run(command, "first exmple disese")
    assert done.code == 0
    assert "First example disease" in done.out
    assert "'first exmple disese' read as 'first example disease'" in done.err


@pytest.mark.parametrize(
    ("call", "kind", "first"),
    [
        (("symptoms", "foot", "flopping"), "finding", "foot-drop"),
        (("tests", "creatine", "something"), "test", "ck"),
    ],
    ids=_name,
)
def test_words_that_name_nothing_list_what_comes_nearest(
    run: Run, call: tuple[str, ...], kind: str, first: str
) -> None:
    done = run(*call, "--json")
    assert done.code == 0
    near = json.loads(done.out)
    assert near[0]["nearest"] is True
    assert (near[0]["kind"], near[0]["id"]) == (kind, first)
    assert 1 <= len(near) <= 5
    assert "come nearest" in run(*call).err


@pytest.mark.parametrize(
    ("call", "way_out"),
    [
        (("first",), "cramps show first"),
        (("foot drop",), "cramps symptoms foot-drop"),
        (("cpk",), "cramps tests ck"),
        (("examplin",), "cramps treatments examplin"),
        (("toxin",), "cramps drugs toxin"),
        (("show", "foot drop"), "cramps symptoms foot-drop"),
        (("show", "ck"), "cramps tests ck"),
        (("show", "examplin"), "cramps treatments examplin"),
        (("show", "toxin"), "cramps drugs toxin"),
        (("zebra",), "cramps --help"),
        (("find",), "cramps find --symptom"),
    ],
    ids=_name,
)
def test_an_error_ends_with_the_command_that_mends_it(
    run: Run, call: tuple[str, ...], way_out: str
) -> None:
    assert way_out in run(*call).err


def test_a_mistyped_command_brings_the_right_one(run: Run) -> None:
    assert "did you mean symptoms?" in run("symptom").err


# Slips.


@pytest.mark.parametrize(
    ("word", "meant"),
    [("weaknness", "weakness"), ("waekness", "weakness"), ("wekness", "weakness")],
)
def test_a_slip_of_the_keyboard_is_forgiven_with_a_note(run: Run, word: str, meant: str) -> None:
    for call in (("symptoms", word), ("find", "--symptom", word)):
        code, out, err = run(*call)
        assert code == 0
        assert f"cramps: {word!r} read as {meant!r}\n" in err
        assert out == run(*[meant if w == word else w for w in call]).out
        assert run(*call, "--json").err == ""
        assert run(*call, "-q").err == ""


@pytest.mark.parametrize("word", ["weekness", "deakness", "ewakness", "eakness", "wwwweakness"])
def test_a_changed_or_a_first_letter_is_not_forgiven(run: Run, word: str) -> None:
    code, out, err = run("symptoms", word)
    assert (code, out) == (1, "")
    assert "did you mean weakness?" in err


# The unexpected.


def test_a_bug_is_one_line_and_a_traceback_only_when_it_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: object = None, **_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("cramps.opening.load", broken)
    code, out, err = run("list")
    assert (code, out) == (1, "")
    assert err == "cramps: unexpected RuntimeError: a bug; CRAMPS_DEBUG=1 shows where\n"
    error = json.loads(run("list", "--json").err)["error"]
    assert error["code"] == "error"
    monkeypatch.setenv("CRAMPS_DEBUG", "1")
    with pytest.raises(RuntimeError, match="a bug"):
        run("list")


def test_an_interruption_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: object = None, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cramps.opening.load", interrupted)
    code, out, err = run("list")
    assert (code, out, err.strip()) == (130, "", "")


_WORDS = st.one_of(
    st.sampled_from(
        [command for command in COMMANDS if command not in ("compile", "interview", "mcp")]
        + [
            "first",
            "weakness",
            "ck",
            "NBK1",
            "made",
            "disorders",
            "-",
            "--",
            "",
            " ",
            "\0",
            "\udcff",
        ]
        + ["--json", "-f", "-fjson", "--format=csv", "jsonl", "-q", "--symptom", "--any", "--limit"]
        + ["--section", "--help", "--version", "--color=always", "--data=nowhere", "-s", "--kind"]
        + ["\u201cx\u201d", "[/]", "\x1b[31m", "%s", "{0}", "@file", "~", "*", "--list", "--full"]
    ),
    st.text(max_size=5),
)


@given(st.lists(_WORDS, max_size=5))
def test_no_command_line_brings_a_traceback(words: list[str]) -> None:
    valid = Path(__file__).parents[1] / "kb" / "valid"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = app.run([f"--data={valid}", *words])
    gc.enable()
    assert code in (0, 1, 2, 3)
    assert "Traceback" not in err.getvalue()
    assert "CRAMPS_DEBUG" not in err.getvalue()  # what an unexpected error ends with
    assert (code == 0) or err.getvalue().strip()
    if "--json" in words and code:
        json.loads(err.getvalue())


# Colour and width. In this process stdout is no terminal; test_process has one.

ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("always", {}, True),
        ("never", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": ""}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("always", {"TERM": "dumb"}, True),
        ("always", {"FORCE_COLOR": "0"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("call", [("list",), ("show", "first")], ids=_name)
def test_who_decides_about_colour(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    call: tuple[str, ...],
    option: str,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("--color", option, *call, "--format", "table").out
    assert (ESCAPE in out) == coloured
    assert "\x1b]" not in out  # links are for terminals


@pytest.mark.parametrize("form", [form for form in FORMS if form != "table"])
def test_only_the_table_knows_colour(run: Run, form: str) -> None:
    for call in CALLS:
        assert "\x1b" not in run("--color", "always", *call, "--format", form).out


@pytest.mark.parametrize("call", CALLS, ids=_name)
def test_colour_tells_nothing_by_itself(run: Run, call: tuple[str, ...]) -> None:
    plain = run(*call, "--format", "table").out
    coloured = run("--color", "always", *call, "--format", "table").out
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_columns_sets_the_width(run: Run, monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setenv("TERM", term)
    for color in ("never", "always"):
        for columns in (60, 80, 120, 200):
            monkeypatch.setenv("COLUMNS", str(columns))
            out = run("--color", color, "list", "--format", "table").out
            lines = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
            assert max(map(len, lines)) == columns


@pytest.mark.parametrize("columns", ["80", "100", "120"])
@pytest.mark.parametrize("call", LISTINGS, ids=_name)
def test_a_table_breaks_between_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    words = set(run(*call, "--format", "plain").out.split())
    shortened = call[0] in ("search", "drugs") or call[-1] == "red-flags"
    full = ("--full",) if shortened else ()
    shown = run(*call, *full, "--format", "table").out.replace("\u2500", "").split()
    assert {word for word in shown if not re.fullmatch(r"\(\d+\)", word)} <= words


@pytest.mark.parametrize("columns", ["0", "-1", "wide", ""])
def test_a_width_that_is_none_is_no_width(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    wanted = run("list", "--format", "table").out
    monkeypatch.setenv("COLUMNS", columns)
    assert run("list", "--format", "table").out == wanted


def test_markup_in_the_data_is_shown_literally(run: Run) -> None:
    for form in FORMS:
        out = run("show", "first", "--format", form).out
        assert "cramps [bold]and[/bold] more [/x]." in out.replace("\\[", "[").replace("\\]", "]")


def test_escapes_in_a_compiled_knowledge_base_do_not_reach_the_terminal(
    run: Run, tmp_path: Path, valid: Path
) -> None:
    import msgspec

    from cramps.curation.compilation import encode
    from cramps.knowledge.base import KnowledgeBase
    from cramps.opening import load

    kb = load(valid)
    evil = msgspec.structs.replace(kb.disorders["first"], name="\x1b[2J\x9b31mevil\u202e")
    tables = {"disorders": {"first": evil}}
    tables |= {
        f: dict(getattr(kb, f)) for f in ("findings", "tests", "treatments", "red_flags", "sources")
    }
    tables["disorders"]["second"] = kb.disorders["second"]
    file = tmp_path / "evil.json"
    file.write_bytes(encode(KnowledgeBase(tables, "made up")))
    for form in ("table", "plain", "markdown", "csv", "tsv"):
        for call in (("list",), ("show", "first"), ("tests", "ck")):
            out = run(*call, "--format", form, data=file).out
            assert "evil" in out
            assert not set("\x1b\x9b\u202e") & set(out)


# Help.


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    code, out, err = run(command, "--help", data=None)
    assert (code, err) == (0, "")
    assert "Example" in out
    assert f"cramps {command}" in out
    assert run(command, "-h", data=None).out == out


def test_the_help_page_lists_every_command_and_every_exit_code(run: Run) -> None:
    code, out, err = run("--help", data=None)
    assert (code, err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", out, re.MULTILINE)
    for exit_code in ("0", "1", "2", "3", "130"):
        assert re.search(rf"\b{exit_code} \w", out)
    assert run(data=None).out == out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_in_the_help_are_command_lines_that_exist(run: Run, command: str) -> None:
    import shlex

    examples = re.findall(r"^ +cramps (.+)$", run(command, "--help", data=None).out, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(example)
        assert words[0] == command
        helped = run(*words, "--help", data=None)
        assert helped.code == 0


def test_the_version_is_shown(run: Run) -> None:
    from cramps import __version__

    assert run("--version", data=None) == (0, f"cramps {__version__}\n", "")


# Completion.


def _complete(
    run: Run, monkeypatch: pytest.MonkeyPatch, shell: str, line: str, data: Path | None
) -> list[str]:
    words = ["cramps", *([f"--data={data}"] if data else []), *line.split(" ")]
    monkeypatch.setenv("_CRAMPS_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", " ".join(words))
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    code, out, err = run(data=None)
    assert (code, err) == (0, "")
    if shell == "zsh":
        return re.findall(r'"([^"]*)"(?::"[^"]*")?', out)  # "word":"what it does"
    return [line.partition("\t")[0] for line in out.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sh", ["show"]),
        ("show ", ["examples", "first", "second"]),
        ("show f", ["first"]),
        ("show first s", ["second"]),
        ("mechanisms s", ["second"]),
        ("symptoms f", ["foot-drop"]),
        ("tests ", ["ck", "ck-high", "ck-normal"]),
        ("treatments e", ["examplin"]),
        ("drugs t", ["toxin"]),
        ("sources NB", ["NBK1"]),
        ("overview w", ["what"]),
        ("find --symptom ", ["cold", "foot-drop", "twitching", "weakness"]),
        ("find --sign t", ["twitching"]),
        ("find --trigger c", ["cold"]),
        ("find --test ", ["ck"]),
        ("find --result ck-h", ["ck-high"]),
        ("find --treatment ", ["examplin"]),
        ("find --group mu", ["muscle"]),
        ("find --without ck-n", ["ck-normal"]),
        ("list --format ", list(FORMS)),
        ("list --format j", ["json", "jsonl"]),
        ("list -f t", ["table", "tsv"]),
        ("show zebra", []),
    ],
)
def test_a_tab_completes(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    compiled: Path,
    shell: str,
    line: str,
    expected: list[str],
) -> None:
    assert _complete(run, monkeypatch, shell, line, compiled) == expected


def test_a_tab_heeds_the_environment_and_is_silent_about_a_broken_knowledge_base(
    run: Run, monkeypatch: pytest.MonkeyPatch, valid: Path
) -> None:
    monkeypatch.setenv("CRAMPS_DATA", str(valid))
    assert _complete(run, monkeypatch, "bash", "show f", None) == ["first"]
    assert _complete(run, monkeypatch, "bash", "show f", Path("nowhere")) == []


# Snapshots: how it looks.

LOOKS = {
    "list": ("list",),
    "show": ("show", "first"),
    "show-full": ("show", "first", "--full", "--references"),
    "treatments": ("treatments", "examplin"),
    "drugs": ("drugs", "toxin"),
    "find": ("find", "--any", "--symptom", "weakness", "--result", "ck-high"),
    "tests": ("tests", "ck"),
    "symptoms": ("symptoms",),
    "overview": ("overview",),
    "workup": ("workup",),
    "search": ("search", "made"),
    "ask": ("ask", "treatment of first example"),
    "drugs-check": ("drugs", "--check", "toxin"),
    "tests-of": ("tests", "first"),
    "treatments-of": ("treatments", "first"),
    "mechanisms": ("mechanisms", "first"),
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
