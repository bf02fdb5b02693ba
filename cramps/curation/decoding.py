"""A plain tree -> typed records, with every mistake in its place.

msgspec stops at a record's first mistake. A curator wants all of them in one run, so a record that
does not convert is walked along its type, and each leaf is converted by itself.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import inspect

from cramps.curation.yaml_tree import Path
from cramps.knowledge import model


class Mistake(NamedTuple):
    """What is wrong with the shape of a tree, and where."""

    path: Path
    rule: str
    message: str


def convert(tree: Any, kind: type[model.Record]) -> tuple[model.Record | None, list[Mistake]]:
    """Convert one record; None, with all its mistakes, where it has any."""
    try:
        return msgspec.convert(tree, kind), []
    except msgspec.ValidationError as error:
        mistakes = list(_walk(tree, _type_of(kind), ()))
        return None, mistakes or [Mistake((), "wrong-type", str(error))]


@cache
def _type_of(kind: type[model.Record]) -> inspect.Type:
    """Describe a type; it takes 2 ms, and a file may have many records that are wrong."""
    return inspect.type_info(kind)


def _walk(tree: Any, expected: inspect.Type, path: Path) -> Iterator[Mistake]:
    if isinstance(expected, inspect.UnionType):
        if tree is None:
            return
        expected = _meant(tree, expected.types)
    if isinstance(expected, inspect.StructType):
        yield from _walk_record(tree, expected, path)
    elif isinstance(expected, inspect.VarTupleType):
        if not isinstance(tree, list):
            yield Mistake(path, "wrong-type", f"expected a list ([a, b]), not {_say(tree)}")
            return
        for number, item in enumerate(tree):
            yield from _walk(item, expected.item_type, (*path, number))
    else:
        yield from _walk_leaf(tree, expected, path)


def _meant(tree: Any, types: tuple[inspect.Type, ...]) -> inspect.Type:
    """Give the type of several that a tree was meant for: keys and values want a record."""
    several = [t for t in types if not isinstance(t, inspect.NoneType)]
    records = [t for t in several if isinstance(t, inspect.StructType)]
    return records[0] if isinstance(tree, dict) and records else several[0]


def _walk_record(tree: Any, expected: inspect.StructType, path: Path) -> Iterator[Mistake]:
    if not isinstance(tree, dict):
        yield Mistake(path, "wrong-type", f"expected keys and values, not {_say(tree)}")
        return
    fields = {f.encode_name: f for f in expected.fields}
    for key in tree:
        if key not in fields:
            yield Mistake(
                (*path, key), "unknown-key", f"unknown key {key!r}{_instead(key, fields)}"
            )
    for name, field in fields.items():
        if name in tree:
            yield from _walk(tree[name], field.type, (*path, name))
        elif field.required:
            yield Mistake(path, "missing-key", f"the key {name!r} is missing")


#: A longer word is like none that is allowed, and likening takes the square of the length.
_LONGEST_LIKENED: Final = 60


def _instead(word: str, allowed: Any) -> str:
    from difflib import get_close_matches

    close = get_close_matches(str(word)[:_LONGEST_LIKENED], list(allowed), n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; write one of {', '.join(map(str, allowed))}"


def _walk_leaf(tree: Any, expected: inspect.Type, path: Path) -> Iterator[Mistake]:
    if isinstance(expected, inspect.LiteralType):
        if tree not in expected.values:
            message = f"{_say(tree)} is not allowed here{_instead(tree, expected.values)}"
            yield Mistake(path, "not-in-list", message)
    elif isinstance(expected, inspect.StrType):
        if not isinstance(tree, str):
            hint = "; put it in quotes" if isinstance(tree, int | float | bool) else ""
            yield Mistake(path, "wrong-type", f"expected text, not {_say(tree)}{hint}")
        elif (mistake := _wrong_form(tree, expected.pattern)) is not None:
            yield Mistake(path, *mistake)
    else:
        try:
            msgspec.convert(tree, _PLAIN[type(expected)])
        except (msgspec.ValidationError, KeyError):
            yield Mistake(
                path, "wrong-type", f"expected {_NAMES[type(expected)]}, not {_say(tree)}"
            )
        else:
            if isinstance(expected, inspect.IntType) and not _in_range(tree, expected):
                message = f"{tree} is not from {expected.ge} to {expected.le}; mend it"
                yield Mistake(path, "out-of-range", message)


_PLAIN: Final[dict[type, type]] = {
    inspect.IntType: int,
    inspect.FloatType: float,
    inspect.BoolType: bool,
}
_NAMES: Final[dict[type, str]] = {
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
}


def _in_range(number: int, expected: inspect.IntType) -> bool:
    low, high = expected.ge, expected.le
    return (low is None or number >= low) and (high is None or number <= high)


def _wrong_form(text: str, pattern: str | None) -> tuple[str, str] | None:
    import re

    if pattern is None or re.search(pattern, text):
        return None
    rule, hint = FORMS[pattern]
    shown = text if len(text) <= 40 else text[:39] + "\N{HORIZONTAL ELLIPSIS}"
    return rule, f"{shown!r} has the wrong form: {hint}"


def _pattern(annotated: Any) -> str:
    """Give the regular expression of an annotated string type of the model."""
    info = inspect.type_info(annotated)
    if not isinstance(info, inspect.StrType) or info.pattern is None:
        raise TypeError(f"{annotated} is not a text with a pattern")
    return info.pattern


#: Pattern of a text -> the rule's name, and how to write it right.
FORMS: Final[dict[str, tuple[str, str]]] = {
    _pattern(annotated): (rule, hint)
    for annotated, rule, hint in (
        (model.Text, "text-form", "text must not be empty, nor begin or end with a space"),
        (model.Id, "id-form", "ids are lower-case words joined by hyphens, such as als"),
        (
            model.SourceId,
            "code-form",
            "write PMID:123456, PMCID:PMC123456, DOI:10.1000/x, NBK1234 or an https address",
        ),
        (
            model.Citation,
            "code-form",
            "write a source, and where in it: PMID:123456#abstract, DOI:10.1000/x#table-2, NBK1234#diagnosis",
        ),
        (model.HpoId, "code-form", "write HP: and seven digits, such as HP:0002380"),
        (model.OrphaId, "code-form", "write ORPHA: and a number, such as ORPHA:803"),
        (model.OmimId, "code-form", "write OMIM: and six digits, such as OMIM:105400"),
        (model.MondoId, "code-form", "write MONDO: and seven digits"),
        (model.LoincCode, "code-form", "write a LOINC code, such as 2157-6"),
        (model.Icd10cmCode, "code-form", "write an ICD-10-CM code, such as G12.21"),
        (model.DiseaseCode, "code-form", "write an ORPHA:, OMIM: or MONDO: code"),
        (model.Gene, "code-form", "write a gene symbol, such as SOD1"),
        (model.Date, "date-form", "write a date as 2026-11-22"),
        (
            model.FrequencyText,
            "frequency-form",
            "write 15/16, 92%, 50-75% or an HPO term: obligate, very-frequent, frequent ...",
        ),
    )
}


def _say(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "\N{HORIZONTAL ELLIPSIS}"
