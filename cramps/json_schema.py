"""Types -> JSON Schema; what the code's ``#:`` comments say of a field is its description.

A type is a ``msgspec.Struct`` or anything that can be a field of one. Where JSON holds one thing or another,
or several of either, `Either` and `Array` say so: msgspec knows no union of plain records.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args, get_type_hints

import msgspec

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE: Final = "#/$defs/{name}"
#: Attribute of a type that was put together from the fields of another, whose comments hold for it.
_FROM: Final = "__fields_from__"


class Either(NamedTuple):
    """One of several shapes."""

    shapes: tuple[Any, ...]


class Array(NamedTuple):
    """Any number of one shape."""

    shape: Any


def of_input(kind: Any, title: str) -> Schema:
    """Give the schema of what a person writes: defaults may be left out, and nothing unknown is accepted."""
    (top,), parts = msgspec.json.schema_components((kind,), ref_template=_REFERENCE)
    _describe(parts, (kind,))
    return _document(top, parts, title)


def of_output(shape: Any, title: str) -> Schema:
    """Give the schema of what the program writes: every key is there unless its type has ``UnsetType``.

    It lets further keys pass, as a later version may bring them.
    """
    kinds = tuple(dict.fromkeys(_kinds(shape)))
    tops, parts = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    _describe(parts, kinds)
    for name, kind in _structs(kinds).items():
        _written(parts[name], kind)
    by_kind = dict(zip(kinds, tops, strict=True))
    return _document(_top(shape, by_kind), parts, title)


def text_of(schema: Schema) -> str:
    """Write a schema as indented JSON: the same schema, the same bytes."""
    encoded = msgspec.json.encode(schema, order="sorted")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def fields_of(
    kind: type[msgspec.Struct],
    names: Iterable[str],
    called: str,
    meaning: str,
    *,
    base: type[msgspec.Struct] = msgspec.Struct,
) -> Any:
    """Make a type of some fields of another, with the comments on them."""
    known = {field.name: field for field in msgspec.structs.fields(kind)}
    return msgspec.defstruct(
        called,
        [(name, known[name].type, known[name].default) for name in names],
        bases=(base,),
        namespace={"__doc__": meaning, _FROM: kind},
        frozen=True,
        kw_only=True,
    )


def some_of(kind: type[msgspec.Struct], always: Iterable[str], called: str, meaning: str) -> Any:
    """Make a type of another of which only these fields are always there."""
    left_out = [f for f in msgspec.structs.fields(kind) if f.name not in set(always)]
    return msgspec.defstruct(
        called,
        [
            (
                f.name,
                f.type | msgspec.UnsetType,
                msgspec.field(default=msgspec.UNSET, name=f.encode_name),
            )
            for f in left_out
        ],
        bases=(kind,),
        namespace={"__doc__": meaning},
        frozen=True,
        kw_only=True,
    )


def record_of(kind: type[tuple[Any, ...]], meaning: str) -> Any:
    """Make a record of a named tuple, with the comments on its fields."""
    fields = list(get_type_hints(kind, include_extras=True).items())
    return msgspec.defstruct(
        kind.__name__,
        fields,
        namespace={"__doc__": meaning, _FROM: kind},
        frozen=True,
        kw_only=True,
    )


def joined(kind: type[msgspec.Struct], other: type[msgspec.Struct], called: str, *more: Any) -> Any:
    """Make a type of another with the fields of a second, and more as of ``defstruct``."""
    fields = [(f.encode_name, f.type) for f in msgspec.structs.fields(other)]
    return msgspec.defstruct(
        called,
        [*fields, *more],
        bases=(kind,),
        namespace={"__doc__": kind.__doc__, _FROM: other},
        frozen=True,
        kw_only=True,
    )


def _kinds(shape: Any) -> Iterator[Any]:
    """Give the types that a shape is made of."""
    if isinstance(shape, Either):
        for inner in shape.shapes:
            yield from _kinds(inner)
    elif isinstance(shape, Array):
        yield from _kinds(shape.shape)
    else:
        yield shape


def _top(shape: Any, by_kind: dict[Any, Schema]) -> Schema:
    if isinstance(shape, Either):
        return {"anyOf": [_top(inner, by_kind) for inner in shape.shapes]}
    if isinstance(shape, Array):
        return {"type": "array", "items": _top(shape.shape, by_kind)}
    return by_kind[shape]


def _document(top: Schema, parts: dict[str, Schema], title: str) -> Schema:
    return {"$schema": _DIALECT, "title": title, **top, "$defs": parts}


def _written(part: Schema, kind: type[msgspec.Struct]) -> None:
    """Say of a record as the program writes it which keys are always there."""
    config = kind.__struct_config__
    if config.array_like:
        return
    part["required"] = [
        field.encode_name
        for field in msgspec.structs.fields(kind)
        if field.required or not (config.omit_defaults or msgspec.UnsetType in get_args(field.type))
    ]
    part.pop("additionalProperties", None)
    for value in part["properties"].values():
        value.pop("default", None)


def _describe(parts: dict[str, Schema], kinds: Iterable[Any]) -> None:
    """Give each field what the code says of it."""
    for name, kind in _structs(kinds).items():
        for field, comment in _comments_of(kind).items():
            if field in parts[name].get("properties", {}):
                parts[name]["properties"][field]["description"] = comment


def _structs(kinds: Iterable[Any]) -> dict[str, type[msgspec.Struct]]:
    """Give the records in types, however deep, by the name that msgspec gives their part of a schema."""
    found: dict[str, type[msgspec.Struct]] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            waiting += get_args(kind)
        elif kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [field.type for field in msgspec.structs.fields(kind)]
        elif found[kind.__name__] is not kind:
            raise TypeError(f"two types of one document are called {kind.__name__}")
    return found


def _comments_of(kind: type) -> dict[str, str]:
    """Give what the code says of the fields of a type, its own and those that it has from another."""
    comments: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        origin = getattr(base, _FROM, None) if _FROM in vars(base) else None
        comments |= _comments_of(origin) if origin else _written_of(base)
    return comments


def _written_of(kind: type) -> dict[str, str]:
    return _comments_in(kind.__module__).get(kind.__name__, {})


_CLASS: Final = re.compile(r"class (\w+)\(")
_FIELD: Final = re.compile(r"    (\w+?)_?: ")


@lru_cache(maxsize=64)
def _comments_in(module: str) -> dict[str, dict[str, str]]:
    """Read what a module's ``#:`` comments say of each field, by class and field."""
    comments: dict[str, dict[str, str]] = {}
    if not module.startswith("cramps."):
        return comments
    record, said = "", ""
    for line in inspect.getsource(sys.modules[module]).splitlines():
        if match := _CLASS.match(line):
            record = match[1]
        elif line.startswith("    #: "):
            said = f"{said} {line[7:]}".strip()
        elif match := _FIELD.match(line):
            if said:
                comments.setdefault(record, {})[match[1]] = said
            said = ""
    return comments
