"""JSON Schemas of the answers, for programs that read them: of `cramps ddx --json` and of `ddx --cases`.

They follow from the types of the answers. New keys may come with any version; these stay.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from cramps.laboratory.calculations import Calculation
from cramps.laboratory.reading import Reading
from cramps.ranking.differential import Differential
from cramps.ranking.streams import Answer

Schema = dict[str, Any]

_REFERENCE: Final = "#/$defs/{name}"
_TEXT: Final[Schema] = {"type": "string"}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
#: Type -> what the document gives of it besides its own fields.
_BESIDES: Final[dict[str, Schema]] = {
    "Contribution": {
        "name": {**_TEXT, "description": "What the id is called."},
        "weight_bits": {
            "type": "number",
            "description": "The likelihood ratio as its logarithm to the base 2.",
        },
    },
    "Excluder": {"name": {**_TEXT, "description": "What the id is called."}},
    "Danger": {"raised_by_names": _TEXTS, "points_to_names": _TEXTS},
}
#: What the document gives besides the differential.
_OF_THE_CASE: Final[Schema] = {
    "record": {"const": "differential"},
    "unrecognised": {
        **_TEXTS,
        "description": "What of the case was not understood; the rest was used.",
    },
    "name": {
        "type": ["string", "null"],
        "description": "What the case is called where it is one of several.",
    },
    "conflicts": {
        **_TEXTS,
        "description": "What contradicts the rest of the case; it was left out.",
    },
    "notes": {**_TEXTS, "description": "What was taken for what: a slip, a broader term, a unit."},
    "readings": {
        "type": "array",
        "items": {"$ref": "#/$defs/Reading"},
        "description": "What the numbers of the case mean.",
    },
    "calculations": {"type": "array", "items": {"$ref": "#/$defs/Calculation"}},
    "repeat": {
        **_TEXT,
        "description": "The command line that gives the same again; empty where this was it.",
    },
}


#: What was read where the case was told in words or as a text.
_READ: Final[Schema] = {
    "type": "array",
    "description": "What was read in the words or the text, where the case was told so.",
    "items": {
        "type": "object",
        "properties": {
            "number": {
                "type": "integer",
                "description": "By which --strike leaves it out; what is said twice has one.",
            },
            "text": {"type": "string"},
            "start": {"type": "integer", "description": "Characters from the beginning."},
            "end": {"type": "integer"},
            "id": {"type": "string"},
            "kind": {"enum": ["finding", "result", "drug", "measurement"]},
            "status": {
                "enum": ["present", "absent", "uncertain", "past", "family", "hypothetical"],
                "description": "The last three are left out of the case.",
            },
            "value": {"type": ["string", "null"]},
            "how": {
                "enum": ["written", "slip", "nearest"],
                "description": "How the words were taken: as they stand, or for what comes near.",
            },
            "struck": {"type": "boolean", "description": "Left out, as --strike asked."},
        },
        "required": [
            *("number", "text", "start", "end", "id", "kind", "status", "value", "how", "struck"),
        ],
    },
}


def answer_schema() -> Schema:
    """Give the schema of a line of `cramps ddx --cases`."""
    return _titled(_schema(Answer), "An answer to one case of cramps ddx --cases")


def differential_schema() -> Schema:
    """Give the schema of the document of `cramps ddx --json`."""
    made = _schema(Differential, Reading, Calculation)
    answer = made["$defs"].pop("Differential")
    answer["properties"] |= _OF_THE_CASE
    for name, more in _BESIDES.items():
        made["$defs"][name]["properties"] |= more
        made["$defs"][name]["required"] = list(made["$defs"][name]["properties"])
    answer["required"] = list(answer["properties"])
    answer["properties"]["read"] = _READ  # only where the case was told in words
    return _titled({**answer, "$defs": made["$defs"]}, "The answer of cramps ddx --json")


def _schema(first: type, *more: type) -> Schema:
    """Give the schemas of types; what is written has all of its keys."""
    (top, *_), parts = msgspec.json.schema_components((first, *more), ref_template=_REFERENCE)
    for part in parts.values():
        if "properties" in part:
            part["required"] = list(part["properties"])
            for field in part["properties"].values():
                field.pop("default", None)
    return {**top, "$defs": parts}


def _titled(schema: Schema, title: str) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": title,
    }
