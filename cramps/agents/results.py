"""The types of what the tools answer, brief and in full: nothing builds them, the schemas and tests hold the answers to them."""

from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from cramps.cases.case import Sex
from cramps.json_schema import Either, Schema, joined, of_output, some_of
from cramps.knowledge import model
from cramps.knowledge.closed_lists import (
    DrugLink,
    Group,
    Stance,
    TestRole,
    Tier,
    TreatmentTarget,
    Urgency,
)
from cramps.knowledge.model import Citation, FrequencyText, Id
from cramps.output.documents import answers, records
from cramps.queries import compare
from cramps.queries.answering import answer
from cramps.queries.parts import Part
from cramps.ranking.danger import Calm
from cramps.ranking.drugs import Effect
from cramps.ranking.next_step import Stop
from cramps.words.own_words import Category

Words = tuple[str, ...] | UnsetType
Ids = tuple[Id, ...] | UnsetType
Cited = tuple[Citation, ...] | UnsetType
Addresses = dict[Citation, str] | UnsetType


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call that leads on, ready to be made."""

    tool: str
    arguments: dict[str, Any]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What every answer has."""

    next_calls: tuple[Call, ...]
    #: The version of the program.
    cramps: str


class Brief(Told, frozen=True, kw_only=True):
    """What every brief answer may have besides; what is empty is left out."""

    #: Citation -> its address; a citation that is an address itself has none.
    references: Addresses = UNSET
    #: What was left out, and how to get it.
    more: Words = UNSET
    #: What was taken for what comes nearest.
    taken_as: Words = UNSET


class Page(Brief, frozen=True, kw_only=True):
    """What is left of a full answer that was cut."""

    record: str
    #: The list that was cut.
    list: str
    #: The number of the first item here, counted from 0.
    start: int
    of: int
    items: tuple[Any, ...]


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A record that words of a question were taken for."""

    text: str
    kind: Category
    id: Id
    #: The words are only part of its name.
    guessed: bool | UnsetType = UNSET


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """What of a question was understood, where its answer is a whole record."""

    read: tuple[Read, ...] | UnsetType = UNSET
    unrecognised: Words = UNSET


def _told(kind: type[msgspec.Struct], called: str, *more: Any) -> Any:
    """Make of a document an answer, with what every answer has; ``more`` are fields as of ``defstruct``."""
    return joined(kind, Told, called, *more)


_MORE: Final = (
    ("more", Words, UNSET),
    ("taken_as", Words, UNSET),
)
_ADDRESSES: Final = ("references", Addresses, UNSET)


def _in_full(kind: type[msgspec.Struct], *more: Any) -> Any:
    """Make of what a command prints what a tool answers with ``full``."""
    return _told(kind, f"{kind.__name__}InFull", *more, *_MORE)


# Records.

_SHOWN: Final = (
    ("also", tuple[Call, ...] | UnsetType, UNSET),
    ("asked", Understood | UnsetType, UNSET),
)


class Screen(Brief, frozen=True, kw_only=True):
    """What fits on a screen of a record."""

    record: Category
    id: Id
    title: str
    #: Label -> what is told; in brackets stand the sources, of which ``references`` has the addresses.
    brief: dict[str, str | tuple[str, ...]]
    #: Calls that show what else is called so, where no kind was given.
    also: tuple[Call, ...] | UnsetType = UNSET
    #: Of a question: what was understood of it.
    asked: Understood | UnsetType = UNSET


class GroupOfCauses(msgspec.Struct, frozen=True, kw_only=True):
    """Disorders of one group."""

    group: Group
    count: int
    #: The likeliest where nothing but cramps is told.
    such_as: tuple[Id, ...]


class DangerToLookFor(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of danger that general practice meets."""

    rule: Id
    urgency: Urgency


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the work-up."""

    id: Id
    step: str
    text: str
    sources: Cited = UNSET


class OverviewInBrief(Brief, frozen=True, kw_only=True):
    """The groups of causes, the dangers to look for, and the approach."""

    record: Literal["overview"]
    id: Id
    title: str
    groups: tuple[GroupOfCauses, ...]
    dangers: tuple[DangerToLookFor, ...]
    approach: tuple[Step, ...]


class SectionInBrief(Brief, frozen=True, kw_only=True):
    """A section of what holds for no single disorder."""

    record: Literal["overview"]
    id: Id
    title: str
    statements: tuple[model.Statement, ...]
    findings: Ids = UNSET
    tests: Ids = UNSET
    #: Rules of danger that it tells of.
    rules: Ids = UNSET


class RuleInBrief(Brief, frozen=True, kw_only=True):
    """A rule of danger."""

    record: Literal["red-flag"]
    id: Id
    name: str
    urgency: Urgency
    action: str
    #: Why.
    text: str | UnsetType = UNSET
    points_to: Ids = UNSET
    #: What else it points to, by name.
    leads_to: Words = UNSET
    sources: Cited = UNSET


_RECORDS: Final = (
    Screen,
    OverviewInBrief,
    *(_in_full(card, *_SHOWN) for card in (*records.CARDS, records.OverviewCard)),
)
_RULE: Final = _in_full(records.RedFlagCard, *_SHOWN)

# Patients, and what was read of them.


class DangerInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of danger that the case raises."""

    rule: Id
    name: str
    urgency: Urgency
    raised_by: tuple[str, ...]
    action: str
    #: Without what a normal result that was read speaks against.
    points_to: Ids = UNSET
    sources: Cited = UNSET


class ReadOfCase(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was used of a case."""

    age: float | UnsetType = UNSET
    onset_age: float | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    present: Ids = UNSET
    absent: Ids = UNSET
    maybe: Ids = UNSET
    #: With those that follow from what was measured.
    results: Ids = UNSET
    not_results: Ids = UNSET
    drugs: Ids = UNSET
    measured: Words = UNSET
    #: Words -> the finding, result or drug that they were taken for, where it is called otherwise.
    words: dict[str, Id] | UnsetType = UNSET
    #: Words of what was once, of relatives, or of what may come; left out.
    not_of_now: Words = UNSET


DrugInBrief = some_of(
    Effect, ("text",), "DrugInBrief", "What a drug that is taken does, without what is empty."
)
CandidateInBrief = msgspec.defstruct(
    "CandidateInBrief",
    [
        ("id", str),
        ("name", str),
        ("share", float),
        ("critical", bool | UnsetType, UNSET),
        ("for_", Words, msgspec.field(name="for", default=UNSET)),
        ("against", Words, UNSET),
        ("drug", DrugInBrief | UnsetType, UNSET),
        ("sources", Cited, UNSET),
    ],
    namespace={
        "__doc__": "A candidate, and the ids of what speaks for and against it most: no before what is absent."
    },
    frozen=True,
    kw_only=True,
)


class CriticalInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A critical disorder that is not yet excluded."""

    id: Id
    #: Findings and results that would speak against it if they were not there; where there are none, that show it.
    look_for: tuple[str, ...]


class OfPatient(Brief, frozen=True, kw_only=True):
    """What every brief answer on a patient has."""

    red_flags: tuple[DangerInBrief, ...]
    #: What would be a danger if something that is not sure is there.
    perhaps: tuple[str, ...] | UnsetType = UNSET
    calm: Calm | UnsetType = UNSET
    #: Said where nothing here fits well.
    outside: str | UnsetType = UNSET
    read: ReadOfCase | UnsetType = UNSET
    unrecognised: Words = UNSET
    conflicts: Words = UNSET
    #: What was taken for what: a slip, a broader term, a unit that was not given.
    notes: Words = UNSET


class DifferentialInBrief(OfPatient, frozen=True, kw_only=True):
    """What fits a patient: dangers, then the first candidates."""

    record: Literal["differential"]
    candidates: tuple[CandidateInBrief, ...]  # type: ignore[valid-type]
    critical_not_excluded: tuple[CriticalInBrief, ...] | UnsetType = UNSET
    poorly_explained: Ids = UNSET


class QuestionInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A finding to ask or look for, or a test result to look for."""

    id: str
    tier: Tier
    ask: str
    #: Candidate -> its share after a yes, and after a no.
    if_yes: dict[str, float] | UnsetType = UNSET
    if_no: dict[str, float] | UnsetType = UNSET
    #: Of what the entry that a yes speaks for most says of it.
    sources: Cited = UNSET


StopInBrief = some_of(
    Stop, ("because", "text"), "StopInBrief", "Why nothing more need be tested; calm says the rest."
)


class NextInBrief(OfPatient, frozen=True, kw_only=True):
    """What to ask, look for or test next."""

    record: Literal["next"]
    stop: StopInBrief | UnsetType = UNSET  # type: ignore[valid-type]
    #: Candidate -> its share now.
    now: dict[str, float] | UnsetType = UNSET
    questions: tuple[QuestionInBrief, ...]


_USED: Final = (
    ("used", ReadOfCase),
    _ADDRESSES,
)

# Questions.


class LineInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that answers."""

    #: The record whose entry it stands in.
    kind: Category
    id: Id
    name: str
    part: Part
    #: What it is about within the entry: a treatment, a test result, a finding.
    about: str | UnsetType = UNSET
    #: Of a treatment.
    stance: Stance | UnsetType = UNSET
    target: TreatmentTarget | UnsetType = UNSET
    dose: str | UnsetType = UNSET
    #: Of a test result.
    role: TestRole | UnsetType = UNSET
    sensitivity: FrequencyText | UnsetType = UNSET
    specificity: FrequencyText | UnsetType = UNSET
    frequency: FrequencyText | UnsetType = UNSET
    #: Left out where the fields say all.
    text: str | UnsetType = UNSET
    sources: Cited = UNSET


class CautionInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A caution of a medicine of which a dose is told."""

    treatment: Id
    text: str
    sources: Cited = UNSET


class AnswerInBrief(Brief, frozen=True, kw_only=True):
    """An answer: dangers, then the statements that answer."""

    #: Of a patient who is told of.
    red_flags: tuple[DangerInBrief, ...]
    record: Literal["answer"]
    #: Parts of an entry that were asked for.
    asked_for: tuple[Part, ...] | UnsetType = UNSET
    #: What the words were taken for.
    read: tuple[Read, ...] | UnsetType = UNSET
    unrecognised: Words = UNSET
    #: What was named or asked and is not answered by a statement.
    unanswered: Words = UNSET
    lines: tuple[LineInBrief, ...]
    cautions: tuple[CautionInBrief, ...] | UnsetType = UNSET


AnswerInFull = _told(
    answer.Asked,
    "AnswerInFull",
    ("record", Literal["answer"]),
    ("references", tuple[records.CitedSource, ...]),
    ("cautions", tuple[CautionInBrief, ...]),
    *_MORE,
)


PassageInBrief = some_of(
    answers.Passage, ("id",), "PassageInBrief", "A place where the words of a question stand."
)


class NearestFound(Brief, frozen=True, kw_only=True):
    """What comes nearest to a question that names nothing, and the passages that have its words."""

    record: Literal["nearest"]
    unrecognised: Words = UNSET
    nearest: tuple[records.Nearest, ...] | UnsetType = UNSET
    passages: tuple[PassageInBrief, ...] | UnsetType = UNSET  # type: ignore[valid-type]


# What fits.


class MatchInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """What a disorder meets a criterion by."""

    found: str
    frequency: FrequencyText | UnsetType = UNSET
    stance: tuple[Stance, ...] | UnsetType = UNSET
    #: The first alone.
    sources: Cited = UNSET


class HitInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that fits."""

    id: Id
    name: str
    critical: bool | UnsetType = UNSET
    matches: tuple[MatchInBrief, ...] | UnsetType = UNSET


class FoundInBrief(Brief, frozen=True, kw_only=True):
    """The first disorders that fit."""

    record: Literal["found"]
    #: So many fit.
    count: int
    #: Of so many.
    of: int
    disorders: tuple[HitInBrief, ...]


class FoundInFull(Brief, frozen=True, kw_only=True):
    """All disorders that fit."""

    record: Literal["found"]
    count: int
    of: int
    disorders: tuple[answers.Hit, ...]


# Disorders side by side.


class ValueInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """What a disorder has of a line."""

    #: A frequency, a stance, words; ``listed, no figure``; or ``not told``, which is no denial.
    value: str
    #: The narrower finding that speaks for it where the entry does not mention it itself.
    kind: Id | UnsetType = UNSET
    sources: Cited = UNSET


class ComparedInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a comparison."""

    part: compare.Part | UnsetType = UNSET
    id: str
    name: str
    #: How well it separates, from 0 to 1; none of what a disorder is.
    separation: float | UnsetType = UNSET
    #: Id of a disorder -> what it has of this line.
    values: dict[Id, ValueInBrief]


DifferenceInBrief = some_of(
    compare.Difference,
    ("disorder", "other", "text"),
    "DifferenceInBrief",
    "What the entry of one disorder says on how another one differs.",
)


class ComparisonInBrief(Brief, frozen=True, kw_only=True):
    """Disorders side by side, what separates them best first."""

    record: Literal["comparison"]
    disorders: tuple[answers.Compared, ...]
    differences: tuple[DifferenceInBrief, ...] | UnsetType = UNSET  # type: ignore[valid-type]
    #: What each is.
    about: tuple[ComparedInBrief, ...] | UnsetType = UNSET
    #: What every entry tells of, the best first.
    lines: tuple[ComparedInBrief, ...]
    #: What an entry leaves out, or counted in few: it may not separate.
    told_of_some: tuple[ComparedInBrief, ...] | UnsetType = UNSET


# Medicines.


class WatchFor(msgspec.Struct, frozen=True, kw_only=True):
    """A critical disorder that medicines together bring, and what to do where it comes."""

    id: Id
    urgency: Urgency | UnsetType = UNSET
    action: str | UnsetType = UNSET
    sources: Cited = UNSET


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A medicine of the list, and the record that it was taken for."""

    asked: str
    id: Id


class TogetherInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """What medicines of the list do together."""

    medicines: tuple[Named, ...]
    text: str
    sources: Cited = UNSET
    watch_for: tuple[WatchFor, ...] | UnsetType = UNSET
    advice: tuple[model.Statement, ...] | UnsetType = UNSET


class EffectInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """What a drug does to muscle."""

    text: str
    #: How many times as often with it as without, where that was measured.
    ratio: float | UnsetType = UNSET
    #: The first alone.
    sources: Cited = UNSET


class MedicineInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine of the list."""

    asked: str
    id: Id
    link: DrugLink
    causes: Ids = UNSET
    #: The first alone.
    effects: tuple[EffectInBrief, ...] | UnsetType = UNSET
    #: The first alone.
    advice: tuple[model.Statement, ...] | UnsetType = UNSET


class CheckInBrief(Brief, frozen=True, kw_only=True):
    """Medicines that were checked for cramps: what is dangerous together first."""

    #: Raised by the medicines alone.
    red_flags: tuple[DangerInBrief, ...]
    record: Literal["drug check"]
    together: tuple[TogetherInBrief, ...] | UnsetType = UNSET
    medicines: tuple[MedicineInBrief, ...]
    unrecognised: Words = UNSET
    #: Why each of these was left out.
    left_out: Words = UNSET


_DIFFERENTIAL: Final = (DifferentialInBrief, _in_full(answers.Differential, *_USED))

#: Tool -> what it answers. What goes wrong is one line of text, not JSON.
RESULTS: Final[dict[str, Either]] = {
    "ask": Either((AnswerInBrief, AnswerInFull, NearestFound, *_RECORDS, *_DIFFERENTIAL, Page)),
    "show": Either((*_RECORDS, SectionInBrief, RuleInBrief, _RULE, Page)),
    "find": Either((FoundInBrief, FoundInFull, Page)),
    "differential": Either((*_DIFFERENTIAL, Page)),
    "next": Either((NextInBrief, _in_full(answers.Next, *_USED), Page)),
    "compare": Either((ComparisonInBrief, _in_full(answers.Comparison, _ADDRESSES), Page)),
    "drug_check": Either(
        (
            CheckInBrief,
            _in_full(
                records.CheckedList,
                ("red_flags", tuple[DangerInBrief, ...]),
                ("record", Literal["drug check"]),
                ("left_out", tuple[str, ...]),
            ),
            Page,
        )
    ),
}


def schema_of(tool: str) -> Schema:
    """Give the schema of what a tool of ``RESULTS`` answers."""
    return of_output(RESULTS[tool], f"cramps mcp: what the tool {tool} answers")
