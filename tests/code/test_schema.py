"""The JSON Schemas say what the program accepts, as another's validator reads them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cramps.curation.schemas import ENTRY, FILE_NAMES, schema_of
from cramps.curation.yaml_tree import parse
from cramps.json_schema import text_of
from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS

KB = Path(__file__).parents[1] / "kb"
#: What a schema can see; the rest is `check`'s and `yaml_tree`'s.
SHAPE_RULES = {
    *("unknown-key", "missing-key", "wrong-type", "not-in-list", "out-of-range", "not-a-list"),
    *("text-form", "id-form", "code-form", "date-form", "frequency-form"),
}


def valid(file: str) -> Any:
    if file != ENTRY:
        return parse((KB / "valid" / f"{file}.yaml").read_bytes(), file).root
    registered = set(model.Registered.__struct_fields__) - {"id"}
    first = valid("disorders")[0]
    return {key: value for key, value in first.items() if key not in registered}


def records(file: str, tree: Any) -> list[Any]:
    return [tree] if file == ENTRY else list(tree)


def accepts(file: str, tree: Any) -> bool:
    validator = jsonschema.Draft202012Validator(schema_of(file))
    accepted: bool = validator.is_valid(tree)
    return accepted


def test_every_file_of_the_knowledge_base_has_a_schema() -> None:
    files = {f.stem for f in (KB / "valid").glob("*.yaml")}
    assert set(FILE_NAMES) - {ENTRY} == set(KINDS) == files


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_schema_is_itself_valid(file: str) -> None:
    schema = schema_of(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    assert ("<id>.yaml" if file == ENTRY else f"{file}.yaml") in schema["title"]


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_schema_accepts_its_file(file: str) -> None:
    assert accepts(file, valid(file))


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_schema_rejects_an_unknown_key_in_any_record(file: str) -> None:
    for number in range(len(records(file, valid(file)))):
        tree = valid(file)
        records(file, tree)[number]["unknown"] = "x"
        assert not accepts(file, tree)


def _parts(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(part for value in node.values() for part in _parts(value))]
    return [part for item in node for part in _parts(item)] if isinstance(node, list) else []


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_schema_rejects_an_unknown_key_however_deep(file: str) -> None:
    tree: Any = valid(file)
    for part in _parts(tree):
        part["unknown"] = "x"
        assert not accepts(file, tree)
        del part["unknown"]
    assert accepts(file, tree)


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_schema_rejects_what_is_not_a_list_of_records(file: str) -> None:
    trees: list[Any] = [{}, None, "x", [1], [None], [[]], [{}]]
    for tree in trees:
        assert not accepts(file, tree)


#: No schema sees what YAML itself does not allow, or what `yaml_tree` refuses.
EXAMPLES = [
    example
    for example in sorted((KB / "invalid").glob("*.yaml"))
    if not parse(example.read_bytes(), "a").problems
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_schema_and_the_program_agree_on_the_invalid_examples(example: Path) -> None:
    """An editor shows exactly the files as wrong in which `validate` finds a wrong shape."""
    data = example.read_bytes()
    expected = [line for line in data.decode().splitlines() if line.startswith("# expect:")]
    rules = {line.split()[3].rstrip(":") for line in expected}
    file, tree = example.stem.split("--")[0], parse(data, "a").root
    assert accepts(file, tree) == rules.isdisjoint(SHAPE_RULES)


@pytest.mark.parametrize("file", FILE_NAMES)
def test_the_text_of_a_schema_is_the_schema_and_the_same_each_time(file: str) -> None:
    text = text_of(schema_of(file))
    assert json.loads(text) == json.loads(json.dumps(schema_of(file)))
    assert text == text_of(schema_of(file))
    assert text.endswith("}\n")


def test_the_schema_knows_the_names_that_files_use() -> None:
    """``class`` is a word of Python's; the files write it without an underscore."""
    tree = valid("drugs")
    assert "class" in tree[0]
    tree[0]["class_"] = tree[0].pop("class")
    assert not accepts("drugs", tree)
