"""The types of what the tools answer, brief and in full: nothing builds them, the schemas and tests hold the answers to them."""

from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from cramps.json_schema import Either, Schema, fields_of, joined, of_output, some_of
from cramps.knowledge import model
from cramps.knowledge.closed_lists import DrugLink, Stance, Tier, Urgency
from cramps.knowledge.model import Citation, FrequencyText, Id, SourceId
from cramps.output.documents import answers, records
from cramps.queries import ask, compare, lines
from cramps.ranking.danger import Calm
from cramps.ranking.differential import Candidate
from cramps.ranking.next_step import Stop
from cramps.words.word_index import Category


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call that leads on."""

    tool: str
    #: Ready to be made; or ``those of this call``.
    arguments: dict[str, Any] | str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What every answer has."""

    next_calls: tuple[Call, ...]
    #: The version of the program.
    cramps: str


def _told(kind: type[msgspec.Struct], called: str, *more: Any) -> Any:
    """Make of a document an answer, with what every answer has; ``more`` are fields as of ``defstruct``."""
    return joined(kind, Told, called, *more)


def _in_full(kind: type[msgspec.Struct], *more: Any) -> Any:
    """Make of what a command prints what a tool answers with ``full``."""
    return _told(kind, f"{kind.__name__}InFull", *more)


# Records.

_ALSO: Final = ("also", tuple[Call, ...] | UnsetType, UNSET)


class Screen(Told, frozen=True, kw_only=True):
    """What fits on a screen of a record."""

    record: Category
    id: Id
    title: str
    #: Label -> what is told; the numbers in brackets are those of the references.
    brief: dict[str, str | tuple[str, ...]]
    #: Number -> the source and its address.
    references: dict[str, str]
    #: Calls that show what else is called so, where no kind was given.
    also: tuple[Call, ...] | UnsetType = UNSET


_RECORDS: Final = (
    Screen,
    *(_in_full(card, _ALSO) for card in records.CARDS),
)

# Questions.

LineInBrief = fields_of(
    lines.Line,
    ("kind", "id", "name", "part", "about", "text", "sources"),
    "LineInBrief",
    "A statement that answers.",
)


AnswerInBrief = _told(
    ask.Asked,
    "AnswerInBrief",
    ("record", Literal["answer"]),
    ("lines", tuple[LineInBrief, ...]),  # type: ignore[valid-type]
    ("references", dict[SourceId, str]),  # the address of each
)
AnswerInFull = _told(
    ask.Asked,
    "AnswerInFull",
    ("record", Literal["answer"]),
    ("references", tuple[records.CitedSource, ...]),
)


class NearestFound(Told, frozen=True, kw_only=True):
    """What comes nearest to a question that names nothing, and the passages that have its words."""

    record: Literal["nearest"]
    question: str
    unrecognised: tuple[str, ...]
    nearest: tuple[records.Nearest, ...]
    passages: tuple[answers.Passage, ...]


# What fits.


class MatchInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """What a disorder meets a criterion by."""

    found: str
    frequency: FrequencyText | UnsetType = UNSET
    stance: tuple[Stance, ...] | UnsetType = UNSET
    sources: tuple[Citation, ...] | UnsetType = UNSET


class HitInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that fits."""

    id: Id
    name: str
    critical: bool
    matches: tuple[MatchInBrief, ...]


class FoundInBrief(Told, frozen=True, kw_only=True):
    """The first disorders that fit."""

    record: Literal["found"]
    #: So many fit.
    count: int
    #: Of so many.
    of: int
    disorders: tuple[HitInBrief, ...]


class FoundInFull(Told, frozen=True, kw_only=True):
    """All disorders that fit."""

    record: Literal["found"]
    count: int
    of: int
    disorders: tuple[answers.Hit, ...]


# A patient.


class DangerInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of danger that the case raises."""

    rule: Id
    name: str
    urgency: Urgency
    raised_by: tuple[str, ...]
    action: str
    points_to: tuple[Id, ...]
    sources: tuple[Citation, ...]


CandidateInBrief = msgspec.defstruct(
    "CandidateInBrief",
    [
        ("id", str),
        ("name", str),
        ("share", float),
        ("critical", bool),
        ("for_", tuple[str, ...], msgspec.field(name="for")),
        ("against", tuple[str, ...]),
        ("drug", msgspec.structs.fields(Candidate)[-1].type | UnsetType, UNSET),
        ("sources", tuple[Citation, ...] | UnsetType, UNSET),
    ],
    namespace={"__doc__": "A candidate, and what speaks for and against it most."},
    frozen=True,
    kw_only=True,
)


class CriticalInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A critical disorder that is not yet excluded."""

    id: Id
    name: str
    #: Findings and results that would speak against it if they were not there.
    look_for: tuple[str, ...]


class DifferentialInBrief(Told, frozen=True, kw_only=True):
    """What fits a patient: dangers, then the first candidates."""

    record: Literal["differential"]
    red_flags: tuple[DangerInBrief, ...]
    calm: Calm | None
    candidates: tuple[CandidateInBrief, ...]  # type: ignore[valid-type]
    critical_not_excluded: tuple[CriticalInBrief, ...]
    #: What the words of the case were taken for.
    read: tuple[str, ...]
    unrecognised: tuple[str, ...]
    poorly_explained: tuple[str, ...]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]


class QuestionInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A finding to ask or look for, or a test result to look for."""

    id: str
    name: str
    tier: Tier
    ask: str
    gain_bits: float
    #: Candidate -> its share after a yes, and after a no.
    if_yes: dict[str, float]
    if_no: dict[str, float]
    #: Of what the entry that a yes speaks for most says of it.
    sources: tuple[Citation, ...]


class NextInBrief(Told, frozen=True, kw_only=True):
    """What to ask, look for or test next."""

    record: Literal["next"]
    red_flags: tuple[DangerInBrief, ...]
    calm: Calm | None
    stop: Stop | None
    #: Candidate -> its share now.
    now: dict[str, float]
    questions: tuple[QuestionInBrief, ...]
    unrecognised: tuple[str, ...]


# Disorders side by side.

CellInBrief = some_of(
    compare.Cell, (), "CellInBrief", "What a disorder has of a line, without what is empty."
)


class ComparedLineInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a comparison."""

    part: compare.Part
    id: str
    name: str
    separation: float
    #: Id of a disorder -> what it has of this line.
    values: dict[Id, CellInBrief]  # type: ignore[valid-type]


class ComparisonInBrief(Told, frozen=True, kw_only=True):
    """Disorders side by side, what separates them best."""

    record: Literal["comparison"]
    disorders: tuple[answers.Compared, ...]
    differences: tuple[compare.Difference, ...]
    lines: tuple[ComparedLineInBrief, ...]
    #: So many lines more.
    left_out: int


# Medicines.

EffectInBrief = some_of(
    model.DrugEffect,
    ("phenomenon", "text"),
    "EffectInBrief",
    "What a drug does, without what is empty.",
)


class MedicineInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine of the list."""

    asked: str
    id: Id
    name: str
    link: DrugLink
    causes: tuple[Id, ...]
    #: The first alone.
    effects: tuple[EffectInBrief, ...]  # type: ignore[valid-type]
    #: The first alone.
    advice: tuple[model.Statement, ...]


class CheckInBrief(Told, frozen=True, kw_only=True):
    """Medicines that were checked for cramps."""

    record: Literal["drug check"]
    medicines: tuple[MedicineInBrief, ...]
    together: tuple[records.Together, ...]
    unrecognised: tuple[str, ...]
    #: Why each of these was left out.
    left_out: tuple[str, ...]
    #: Source -> its address.
    references: dict[SourceId, str]


_DIFFERENTIAL: Final = (DifferentialInBrief, _in_full(answers.Differential))

#: Tool -> what it answers. What goes wrong is one line of text, not JSON.
RESULTS: Final[dict[str, Either]] = {
    "ask": Either((AnswerInBrief, AnswerInFull, NearestFound, *_RECORDS, *_DIFFERENTIAL)),
    "show": Either(_RECORDS),
    "find": Either((FoundInBrief, FoundInFull)),
    "differential": Either(_DIFFERENTIAL),
    "next": Either((NextInBrief, _in_full(answers.Next))),
    "compare": Either((ComparisonInBrief, _in_full(answers.Comparison))),
    "drug_check": Either(
        (
            CheckInBrief,
            _in_full(
                records.CheckedList,
                ("record", Literal["drug check"]),
                ("left_out", tuple[str, ...]),
            ),
        )
    ),
}


def schema_of(tool: str) -> Schema:
    """Give the schema of what a tool of ``RESULTS`` answers."""
    return of_output(RESULTS[tool], f"cramps mcp: what the tool {tool} answers")
