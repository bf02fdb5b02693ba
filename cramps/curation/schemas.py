"""JSON Schema of the YAML files, generated from the model, so that editors complete and check them."""

from typing import Any, Final

import msgspec

from cramps.json_schema import Schema, fields_of, of_input
from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS

ENTRY: Final = "entry"
#: What has a schema: every kind of record, and the entry of a disorder in a file of its own.
FILE_NAMES: Final = (*KINDS, ENTRY)


def schema_of(file: str) -> Schema:
    """Give the schema of one file: a list of records, or one entry."""
    kind: Any = entry_type() if file == ENTRY else KINDS[file].type
    return of_input(
        kind if file == ENTRY else tuple[kind, ...],
        f"cramps knowledge base: {'disorders/<id>' if file == ENTRY else file}.yaml",
    )


def entry_type() -> type[msgspec.Struct]:
    """Give the type of an entry in a file of its own: its id, and what the register does not hold."""
    registered = {field.name for field in msgspec.structs.fields(model.Registered)}
    said = [field for field in model.Disorder.__struct_fields__ if field not in registered]
    entry: type[msgspec.Struct] = fields_of(
        model.Disorder, ("id", *said), "Entry", "What is said of a disorder.", base=model.Record
    )
    return entry
