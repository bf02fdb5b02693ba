"""What a command prints is as its published schema says, as another's validator reads it.

Every schema is closed for this: a key that it does not describe fails, as does one that is missing.
"""

import io
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Run

from cramps.agents import results
from cramps.agents.answers import answer
from cramps.api import Reference
from cramps.cli._typer import COMMANDS
from cramps.cli.schemas import SCHEMAS
from cramps.output.documents import commands

ROOT = Path(__file__).parents[2]
#: They print no records: a file, a schema, a page, JSON-RPC (the tools below).
WITHOUT_RECORDS = {"compile", "schema", "skill", "mcp"}

#: Name of the document -> calls that print one, on the packaged knowledge base.
CALLS: dict[str, list[list[str]]] = {
    "list": [
        ["list"],
        ["list", "--group", "nerve", "--critical", "--depth", "brief", "--phenomenon", "urge"],
    ],
    "show": [
        ["show", "als"],
        ["show", "hypokalaemia", "thyrotoxicosis", "mcardle"],
        ["show", "als", "peripheral neuropathy"],
        ["show", "als", "--section", "treatments", "--section", "red-flags"],
        ["show", "peripheral neuropathy"],
        ["show", "disease of the moter neurone"],
        ["show", "no-such-thing"],
    ],
    "find": [
        ["find", "--symptom", "fasciculations", "--result", "ck-raised"],
        ["find", "--any", "--test", "emg", "--treatment", "mexiletine", "--group", "nerve"],
        ["find", "--phenomenon", "tetany", "--group", "electrolyte-endocrine"],
        ["find", "--symptom", "weakness", "--without", "weakness"],
        ["find", "--symptom", "no-such-thing"],
        ["find", "--any", "--text", "{cases}"],
        ["find", "--text", "{cases}", "--read-only"],
    ],
    "mechanisms": [
        ["mechanisms"],
        ["mechanisms", "als"],
        ["mechanisms", "als", "mcardle"],
        ["mechanisms", "--site", "cortex", "--phenomenon", "urge"],
    ],
    "symptoms": [
        ["symptoms"],
        ["symptoms", "twitching"],
        ["symptoms", "twitching", "HP:0003394"],
        ["symptoms", "leg pulling sensation"],
        ["symptoms", "als"],
    ],
    "tests": [
        ["tests"],
        ["tests", "--tier", "blood"],
        ["tests", "emg"],
        ["tests", "ck", "ck-raised"],
        ["tests", "als"],
        ["tests", "antibodies in the blood"],
    ],
    "treatments": [
        ["treatments"],
        ["treatments", "quinine"],
        ["treatments", "quinine", "stretching"],
        ["treatments", "als"],
        ["treatments", "exercises of the legs"],
    ],
    "drugs": [
        ["drugs", "--all"],
        ["drugs", "statins"],
        ["drugs", "statins", "furosemide"],
        ["drugs", "--check", "furosemide", "salbutamol", "atorvastatin", "no-such-medicine"],
        ["drugs", "--check", "paracetamol"],
        ["drugs", "water tablet pill"],
    ],
    "sources": [
        ["sources", "--kind", "guideline"],
        ["sources", "PMID:29510461"],
        ["sources", "PMID:29510461", "HPOA"],
        ["sources", "PMID:2951046"],
    ],
    "overview": [
        ["overview"],
        ["overview", "--list"],
        ["overview", "red-flags"],
        ["overview", "rhabdomyolysis"],
        ["overview", "phenomenon-contracture", "rhabdomyolysis"],
    ],
    "workup": [["workup"]],
    "search": [
        ["search", "quinine"],
        ["search", "forearm", "lactate", "zzzz"],
        ["search", "zzzz"],
    ],
    "ask": [
        ["ask", "mexiletine dose als"],
        ["ask", "what to avoid in hyperkalaemic periodic paralysis", "--full"],
        ["ask", "als"],
        ["ask", "peripheral neuropathy"],
        ["ask", "fasciculations"],
        ["ask", "emg"],
        ["ask", "quinine"],
        ["ask", "statins"],
        ["ask", "twitching and weakness of the hand"],
        ["ask", "strange feeling in the jaw"],
        ["ask", "cramp or spasm"],
        ["ask", "spinal motoneuron plateau potentials"],
        ["ask", "zzzz"],
    ],
    "ddx": [
        ["ddx", "--symptom", "cramps"],
        ["ddx", "--symptom", "leg cramps at night", "--sign", "normal examination", "--age", "70"],
        [
            *("ddx", "--symptom", "cramps", "--absent", "weakness", "--maybe", "cold"),
            *("--drug", "statins", "--result", "calcium=7.2mg/dL", "--result", "albumin=20"),
            *("--sign", "fasciculatons", "--symptom", "no-such-thing"),
        ],
        [
            *("ddx", "--symptom", "dark urine", "--result", "ck=60000", "--whole-story"),
            *("--setting", "none", "--top", "3"),
        ],
        ["ddx", "cramps and twitching for a year, no weakness, CK 300, father had cramps, 58"],
        ["ddx", "cramps and twitching, no weakness", "--read-only"],
        ["ddx", "--phenopacket", "{packet}"],
        ["ddx", "--phenopacket", "{packet}", "--phenopacket", "{packet}"],
        ["ddx", "--symptom", "no-such-thing"],
        ["ddx", "--symptom", "weakness", "--absent", "weakness"],
    ],
    "cases": [["ddx", "--cases", "{cases}"]],
    "next": [
        ["next", "--symptom", "cramps", "--sign", "fasciculations", "--result", "potassium=2.1"],
        ["next", "--split", "als", "cramp-fasciculation-syndrome"],
        ["next", "--symptom", "leg cramps at night", "--sign", "normal examination"],
        ["next", "--phenopacket", "{packet}", "--tier", "biopsy", "--top", "1"],
        ["next", "cramps and twitching, no weakness, 58"],
        ["next", "--text", "{cases}", "--read-only"],
    ],
    "compare": [
        ["compare", "als", "kennedy"],
        ["compare", "als", "kennedy", "isaacs", "--differing"],
        ["compare", "--phenopacket", "{packet}"],
        ["compare", "als"],
    ],
    "interview": [
        ["interview", "--symptom", "cramps", "--age", "62"],
        ["interview", "--drug", "furosemide", "--questions", "2"],
        ["interview", "--text", "{cases}", "--read-only"],
    ],
    "validate": [
        ["validate", "{valid}", "--warnings"],
        ["validate", "{invalid}"],
        ["validate", "--coverage"],
        ["validate", "no-such-folder"],
    ],
    "export": [["export", "--format", "json"]],
}


def closed(schema: Any) -> Any:
    """Refuse keys that a schema does not have, wherever it lists any."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if made.get("type") == "object" and isinstance(made.get("properties"), dict):
        made["additionalProperties"] = False
    return made


@cache
def schema_of(name: str) -> Any:
    return closed(SCHEMAS[name]())


def mistakes(name: str, document: Any) -> list[str]:
    """Say what of a document is not as its schema says, the most telling first."""
    validator = jsonschema.Draft202012Validator(schema_of(name))
    errors = validator.iter_errors(document)
    return [jsonschema.exceptions.best_match([error]).message[:300] for error in errors]


def shapes(schema: Any) -> Iterator[Any]:
    """Give each shape that a document may have."""
    for shape in schema.get("anyOf", [schema]):
        if "anyOf" in shape:
            yield from shapes(shape)
        else:
            yield shape


@pytest.fixture
def places(tmp_path: Path, valid: Path) -> dict[str, str]:
    """Files that calls name: a phenopacket, a stream of cases, a folder with and one without mistakes."""
    feature = {"type": {"id": "HP:0003394", "label": "Muscle spasm"}}
    packet = tmp_path / "packet.json"
    meta = {"created": "2024-01-01T00:00:00Z", "phenopacketSchemaVersion": "2.0"}
    packet.write_text(
        json.dumps({"id": "p1", "phenotypicFeatures": [feature], "metaData": meta}), "utf-8"
    )
    cases = tmp_path / "cases.jsonl"
    told = [
        {"present": ["cramps"]},
        {"id": "p2", "present": ["dark urine", "no-such-thing"], "results": ["ck=60000"]},
        {"present": []},
    ]
    cases.write_text("".join(f"{json.dumps(case)}\n" for case in told), "utf-8")
    invalid = tmp_path / "invalid"
    invalid.mkdir()
    for file in valid.glob("*.yaml"):
        text = file.read_text("utf-8")
        (invalid / file.name).write_text(text.replace("hpo: ", "hop: ", 1), "utf-8")
    named = {"packet": packet, "cases": cases, "valid": valid, "invalid": invalid}
    return {name: str(path) for name, path in named.items()}


def printed(
    run: Run, real: Path, words: list[str], places: dict[str, str]
) -> tuple[list[Any], list[Any]]:
    """Give the documents of stdout and the lines of stderr of a call."""
    given = [places.get(word.strip("{}"), word) if word[:1] == "{" else word for word in words]
    if "--cases" in words:
        done = run(*given, data=real)
        return [json.loads(line) for line in done.out.splitlines()], []
    if words[0] == "export":
        done = run(*given, data=places["valid"])  # the whole of the other takes half a minute
        return [json.loads(done.out)], []
    done = run(*given, "--json", data=real)
    talks = words[0] == "interview"  # in plain words, on stderr
    said = [] if talks else [json.loads(line) for line in done.err.splitlines()]
    return ([json.loads(done.out)] if done.out else []), said


def test_every_command_that_prints_records_has_a_schema_and_is_called() -> None:
    assert set(commands.DOCUMENTS) - {"cases", "stderr"} == set(COMMANDS) - WITHOUT_RECORDS
    assert set(CALLS) == set(commands.DOCUMENTS) - {"stderr"}
    assert set(TOOL_CALLS) == set(results.RESULTS)


@pytest.mark.parametrize("name", CALLS)
def test_what_a_command_prints_is_as_its_schema_says(
    run: Run,
    real: Path,
    places: dict[str, str],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = []
    for words in CALLS[name]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("yes\nno\nwhy\nd\nstop\n"))
        found, said = printed(run, real, words, places)
        assert found or said, words
        for document in found:
            assert not mistakes(f"output/{name}", document), words
        for line in said:
            assert not mistakes("output/stderr", line), words
        documents += found
    schema = schema_of(f"output/{name}")
    for shape in shapes(schema):
        validator = jsonschema.Draft202012Validator({**shape, "$defs": schema["$defs"]})
        assert any(map(validator.is_valid, documents)), ("printed by no call here", shape)
    # Closed, as it should be: an undocumented key is seen.
    record = documents[0][0] if isinstance(documents[0], list) else documents[0]
    odd = {**record, "undocumented": 1}
    assert mistakes(f"output/{name}", [odd] if isinstance(documents[0], list) else odd)


#: Tool -> calls of it.
TOOL_CALLS: dict[str, list[dict[str, Any]]] = {
    "ask": [
        {"question": "mexiletine dose als"},
        {"question": "mexiletine dose als", "full": True},
        {"question": "strange feeling in the jaw"},
        {"question": "als"},
        {"question": "twitching and weakness of the hand"},
        {"question": "twitching and weakness of the hand", "full": True},
        *(
            {"question": question, "full": True}
            for question in ("als", "peripheral neuropathy", "fasciculations", "emg", "quinine")
        ),
        {"question": "statins", "full": True},
        {"question": "the main groups of causes of cramps"},
        {"question": "the main groups of causes of cramps", "full": True},
        {"question": "mexiletine dose als", "full": True, "start": 1},
    ],
    "show": [
        {"name": "als"},
        {"name": "als", "full": True},
        {"name": "peripheral neuropathy", "full": True},
        {"name": "twitching", "full": True, "kind": "finding"},
        {"name": "ck-raised"},
        {"name": "emg", "full": True},
        {"name": "quinine", "full": True, "kind": "treatment"},
        {"name": "statins", "kind": "drug"},
        {"name": "statins", "full": True, "kind": "drug"},
        {"name": "overview"},
        {"name": "overview", "full": True},
        {"name": "central-or-peripheral-origin"},
        {"name": "rhabdomyolysis", "kind": "red-flag"},
        {"name": "rhabdomyolysis", "kind": "red-flag", "full": True},
        {"name": "als", "full": True, "start": 3},
    ],
    "find": [
        {"findings": ["fasciculations"], "results": "ck-raised"},
        {"treatments": ["mexiletine"], "any": True, "full": True},
        {"treatments": ["mexiletine"], "any": True, "full": True, "start": 1},
    ],
    "differential": [
        {"case": "cramps and dark urine after exercise, no weakness, CK 3000, 30"},
        {"present": ["cramps"], "drugs": ["statins"], "age": 70},
        {"case": "cramps, CK 3000", "full": True},
        {"case": "headache and blurred vision"},
        {"case": "cramps in the calf at night, 50"},
        {"case": "cramps, CK 3000", "full": True, "start": 1},
    ],
    "next": [
        {"present": ["cramps", "fasciculations"], "age": 58},
        {"split": ["als", "kennedy"]},
        {"present": ["cramps"], "results": ["potassium=2.1"], "full": True},
        {"case": "cramps in the calf at night, 50"},
        {"present": ["cramps"], "full": True, "start": 1},
    ],
    "compare": [
        {"names": ["als", "kennedy"]},
        {"names": ["als", "kennedy", "isaacs"], "full": True},
        {"names": ["als", "kennedy", "isaacs"], "full": True, "start": 10},
    ],
    "drug_check": [
        {"names": ["furosemide", "salbutamol", "no-such-medicine"]},
        {"names": ["furosemide", "salbutamol"], "full": True},
        {"names": ["clarithromycin", "atorvastatin", "colchicine"]},
        {"names": ["furosemide", "salbutamol"], "full": True, "start": 1},
    ],
}


@pytest.fixture(scope="module")
def reference(real: Path) -> Reference:
    """The packaged knowledge base as the library opens it."""
    return Reference.load(real)


@pytest.mark.parametrize("tool", TOOL_CALLS)
def test_what_a_tool_answers_is_as_its_schema_says(reference: Reference, tool: str) -> None:
    told = []
    for given in TOOL_CALLS[tool]:
        told.append(json.loads(json.dumps(answer(reference, tool, given))))
        assert not mistakes(f"mcp/{tool}", told[-1]), given
    schema = schema_of(f"mcp/{tool}")
    for shape in shapes(schema):
        validator = jsonschema.Draft202012Validator({**shape, "$defs": schema["$defs"]})
        assert any(map(validator.is_valid, told)), ("answered to no call here", shape)
    assert mistakes(f"mcp/{tool}", {**told[0], "undocumented": 1})


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema_and_its_fields_are_described(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    assert "title" in schema_of(name)
    for part, inner in schema_of(name)["$defs"].items():
        assert inner.get("description") or part == "CaseLine", part


def test_a_program_reads_answers_of_later_versions_too(run: Run, real: Path) -> None:
    document = json.loads(run("workup", "--json", data=real).out)
    published = jsonschema.Draft202012Validator(SCHEMAS["output/workup"]())
    assert published.is_valid({**document, "a key of a later version": 1})
    assert not published.is_valid({key: document[key] for key in document if key != "sections"})


def test_a_line_of_jsonl_is_an_element_of_the_array(run: Run, real: Path) -> None:
    lines = run("search", "quinine", "--format", "jsonl", data=real).out.splitlines()
    assert lines
    assert not mistakes("output/search", [json.loads(line) for line in lines])


def test_the_command_lists_the_schemas_and_prints_each(run: Run) -> None:
    listed = [line.split()[0] for line in run("schema").out.splitlines()]
    assert listed == list(SCHEMAS)
    for name in ("disorders", "case", "output/ddx", "mcp/ask"):
        file = ROOT / "schemas" / f"{name}.schema.json"
        assert run("schema", name).out == file.read_text(encoding="utf-8")
    done = run("schema", "ddx")
    assert done.code == 2
    assert "did you mean output/ddx?" in done.err
