"""The tools: what each is for, and what it is asked with. All that an agent reads before its first call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cramps.cases.case import Setting
from cramps.errors import BadQuery
from cramps.knowledge.closed_lists import Group, Phenomenon, Tier
from cramps.words.closed_list_words import one_of
from cramps.words.own_words import Category

#: A longer text of a case is refused.
LONGEST_CASE: Final = 20_000

Words = tuple[str, ...]
"""Ids, names, lay words or codes."""

Shown = Literal[
    "disorder",
    "family",
    "finding",
    "result",
    "test",
    "treatment",
    "drug",
    "overview",
    "red-flag",
]
"""What can be shown. A word that names several is a disorder before it is a finding, and so on."""


def category_of(kind: Shown) -> Category:
    """Give the category of records that a kind is."""
    return "red flag" if kind == "red-flag" else kind


class Arguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every tool can be asked with."""

    #: All there is, not the brief answer; what is long is cut, and says so.
    full: bool = False
    #: Where a cut full answer goes on.
    start: Annotated[int, Meta(ge=0)] | UnsetType = UNSET


class Ask(Arguments, frozen=True, kw_only=True):
    """Answer a question in any words (dose, cause, avoid, which test) with cited statements.

    Start here when unsure. Also for the whole: groups of causes, approach to cramps.
    """

    question: str


class Show(Arguments, frozen=True, kw_only=True):
    """One record: disorder, umbrella word, finding, test, result, treatment, drug; or overview."""

    name: Annotated[str, Meta(description="Id, name, alias, code or cramps:// address")]
    kind: Annotated[Shown | UnsetType, Meta(description="Where a name has several records")] = UNSET


class Find(Arguments, frozen=True, kw_only=True):
    """Disorders that list all of these (any: one of them). No ranking of a patient: see differential."""

    findings: Annotated[Words, Meta(description="Symptoms, signs, triggers")] = ()
    tests: Words = ()
    results: Annotated[Words, Meta(description="Such as ck-raised")] = ()
    treatments: Words = ()
    groups: tuple[Group, ...] = ()
    phenomena: Annotated[tuple[Phenomenon, ...], Meta(description="What contracts")] = ()
    without: Annotated[Words, Meta(description="Findings or results it must not list")] = ()
    any: bool = False


class Patient(Arguments, frozen=True, kw_only=True):
    """What is known of a patient."""

    case: Annotated[
        str,
        Meta(
            max_length=LONGEST_CASE,
            description="In words: cramps and dark urine, no weakness, CK 3000, 30",
        ),
    ] = ""
    present: Annotated[Words, Meta(description="Findings there are")] = ()
    absent: Words = ()
    maybe: Words = ()
    results: Annotated[Words, Meta(description="ck-raised, ck=1200, calcium=7.2 mg/dL")] = ()
    drugs: Annotated[Words, Meta(description="Taken")] = ()
    age: float | UnsetType = UNSET
    onset_age: float | UnsetType = UNSET
    sex: str | UnsetType = UNSET
    setting: Setting = "neurology"
    whole_story: Annotated[
        bool, Meta(description="All is told: what is not mentioned is absent")
    ] = False


class Differential(Patient, frozen=True, kw_only=True):
    """Rank disorders for a patient.

    red_flags, the dangers, stand first: pass them on first. Shares are of a model, not a diagnosis.
    """

    top: Annotated[int, Meta(ge=1, le=50)] = 5


class Next(Patient, frozen=True, kw_only=True):
    """What to ask, look for or test next in a patient, and what each answer would change.

    Red flags first, then the cheapest.
    """

    split: Annotated[Words, Meta(description="Only what separates these disorders")] = ()
    tiers: tuple[Tier, ...] = ()
    top: Annotated[int, Meta(ge=1, le=20, description="Of each tier")] = 2


class Compare(Arguments, frozen=True, kw_only=True):
    """Two to four disorders side by side, what separates them best first."""

    names: Words


class DrugCheck(Arguments, frozen=True, kw_only=True):
    """What medicines of a list do together, which can cause cramps, how sure that is, with advice."""

    names: Annotated[Words, Meta(description="Generic or trade names")]


#: Name -> what it is asked with; the class's docstring is the description.
TOOLS: Final[dict[str, type[Arguments]]] = {
    "ask": Ask,
    "show": Show,
    "find": Find,
    "differential": Differential,
    "next": Next,
    "compare": Compare,
    "drug_check": DrugCheck,
}

INSTRUCTIONS: Final = (
    "cramps: a cited reference of the disorders that cause muscle cramps; offline, the same answer "
    "every time. A reference, not a diagnosis: pass on red_flags first, name the sources, say what is "
    "under unrecognised. Answers are brief, and what is empty is left out; full=true gives all. A source "
    "is an address, or has its address under references. Entries: cramps://disorder/{id}; the whole: "
    "show overview."
)


def description(tool: str) -> str:
    """Say what a tool is for."""
    return " ".join((TOOLS[tool].__doc__ or "").split())


def schema(tool: str) -> dict[str, Any]:
    """Give the JSON Schema of a tool's arguments, without what only repeats itself."""
    kind = TOOLS[tool]
    whole: dict[str, Any] = msgspec.json.schema(kind)
    given: dict[str, Any] = whole["$defs"][kind.__name__]
    properties: dict[str, Any] = {
        name: {key: value for key, value in field.items() if key != "default"}
        for name, field in given["properties"].items()
    }
    plain: dict[str, Any] = {"type": "object", "properties": properties}
    if given.get("required"):
        plain["required"] = given["required"]
    return {**plain, "additionalProperties": False}


def read(tool: str, given: Mapping[str, Any]) -> Arguments:
    """Read the arguments of a call; null is not given, one word is a list of one.

    Words of a closed list are read however they are written. Raises BadQuery for a tool that there is not,
    and for arguments that do not fit it, with what may have been meant.
    """
    if tool not in TOOLS:
        raise BadQuery(f"no tool is called {tool!r}; there are {', '.join(TOOLS)}")
    fields = schema(tool)["properties"]
    told = {
        name: _listed(name, value, fields.get(name, {}))
        for name, value in given.items()
        if value is not None
    }
    try:
        return msgspec.convert(told, TOOLS[tool])
    except msgspec.ValidationError as error:
        raise BadQuery(f"{tool}: {error}") from None


def _listed(name: str, value: Any, field: Mapping[str, Any]) -> Any:
    """Read a value as its field has it: a list, and words of a closed list in the list's own spelling."""
    if field.get("type") == "array":
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list | tuple):
            return values  # what it should be is said where it is converted
        return [_listed(name, each, field["items"]) for each in values]
    if "enum" in field and isinstance(value, str):
        return one_of(value, tuple(field["enum"]), name)
    return value
