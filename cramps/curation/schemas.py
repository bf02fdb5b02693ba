"""JSON Schema of the YAML files, generated from the model, so that editors complete and check them."""

import re
from pathlib import Path
from typing import Any, Final

import msgspec

from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS

ENTRY: Final = "entry"
#: What has a schema: every kind of record, and the entry of a disorder in a file of its own.
FILE_NAMES: Final = (*KINDS, ENTRY)


def schema_of(file: str) -> dict[str, Any]:
    """Give the schema of one file: a list of records, or one entry."""
    kind: Any = entry_type() if file == ENTRY else KINDS[file].type
    schema = msgspec.json.schema(kind if file == ENTRY else tuple[kind, ...])
    for name, comments in _field_comments().items():
        for field, comment in comments.items():
            properties = schema["$defs"].get(name, {}).get("properties", {})
            if field in properties:
                properties[field]["description"] = comment
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cramps knowledge base: {'disorders/<id>' if file == ENTRY else file}.yaml",
        **schema,
    }


def entry_type() -> type[msgspec.Struct]:
    """Give the type of an entry in a file of its own: its id, and what the register does not hold."""
    registered = {field.name for field in msgspec.structs.fields(model.Registered)}
    said = [
        (field.name, field.type, field.default)
        for field in msgspec.structs.fields(model.Disorder)
        if field.name not in registered
    ]
    return msgspec.defstruct(
        "Entry", [("id", model.Id), *said], bases=(model.Record,), frozen=True, kw_only=True
    )


def schema_text(file: str) -> str:
    """Give the schema of one file as indented JSON."""
    encoded = msgspec.json.encode(schema_of(file), order="sorted")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


_CLASS = re.compile(r"class (\w+)\(")
_FIELD = re.compile(r"    (\w+?)_?: ")


def _field_comments() -> dict[str, dict[str, str]]:
    """Read what the model's ``#:`` comments say of each field, by record and field."""
    comments: dict[str, dict[str, str]] = {}
    record, said = "", ""
    for line in Path(model.__file__).read_text(encoding="utf-8").splitlines():
        if match := _CLASS.match(line):
            record = match[1]
        elif line.startswith("    #: "):
            said = f"{said} {line[7:]}".strip()
        elif match := _FIELD.match(line):
            if said:
                comments.setdefault(record, {})[match[1]] = said
            said = ""
    comments["Entry"] = comments.get("Disorder", {})
    return comments
