"""JSON Schema of the YAML files, generated from the model, so that editors complete and check them."""

from typing import Any, Final

import msgspec

from cramps import model

FILE_NAMES: Final = tuple(model.FILES)


def schema_of(file: str) -> dict[str, Any]:
    """Give the schema of one file: a list of records."""
    kind: Any = model.FILES[file]
    schema = msgspec.json.schema(tuple[kind, ...])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cramps knowledge base: {file}.yaml",
        **schema,
    }


def schema_text(file: str) -> str:
    """Give the schema of one file as indented JSON."""
    encoded = msgspec.json.encode(schema_of(file), order="sorted")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"
