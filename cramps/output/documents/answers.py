"""Documents that answer: about a patient, about a question, about what fits."""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from cramps.cases.mention import Mention as ReadWords
from cramps.json_schema import fields_of
from cramps.knowledge import closed_lists
from cramps.knowledge.model import Citation, FrequencyText, Id
from cramps.laboratory.calculations import Calculation
from cramps.laboratory.reading import Reading
from cramps.output.documents.records import CitedSource
from cramps.queries import compare, find, full_text
from cramps.queries.answering import answer
from cramps.ranking import danger, differential, next_step

# A patient.


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """What has a number by which it is named."""

    #: By which ``--strike`` leaves it out; the same words read as the same have one.
    number: int


Mention = fields_of(
    ReadWords,
    ("text", "start", "end", "id", "kind", "status", "value", "how", "supposed", "struck"),
    "Mention",
    "What was read in words or a text; past, family, hypothetical and struck are left out of the case.",
    base=Numbered,
)


class NamedDanger(danger.Danger, frozen=True, kw_only=True):
    """A rule of danger that the case raises."""

    raised_by_names: tuple[str, ...]
    points_to_names: tuple[str, ...]


class Contribution(differential.Contribution, frozen=True, kw_only=True):
    """What one observation does for a candidate."""

    #: What the id is called.
    name: str
    #: The likelihood ratio as its logarithm to the base 2.
    weight_bits: float


class Candidate(differential.Candidate, frozen=True, kw_only=True):
    """A disorder, a drug that is taken, or none of these, with its share."""

    contributions: tuple[Contribution, ...]


class Excluder(differential.Excluder, frozen=True, kw_only=True):
    """What would speak against a disorder: something it nearly always has, if it were not there."""

    #: What the id is called.
    name: str


class Unexcluded(differential.Unexcluded, frozen=True, kw_only=True):
    """A critical disorder that is not yet excluded."""

    excluded_by: tuple[Excluder, ...]


class Measurements(msgspec.Struct, frozen=True, kw_only=True):
    """What the numbers of a case mean."""

    readings: tuple[Reading, ...]
    calculations: tuple[Calculation, ...]


class Differential(differential.Differential, frozen=True, kw_only=True):
    """What fits a patient, and why."""

    record: Literal["differential"]
    red_flags: tuple[NamedDanger, ...]
    candidates: tuple[Candidate, ...]
    critical: tuple[Unexcluded, ...]
    #: What of the case was not understood; the rest was used.
    unrecognised: tuple[str, ...]
    #: What the case is called where it is one of several.
    name: str | None
    #: What contradicts the rest of the case; it was left out.
    conflicts: tuple[str, ...]
    #: What was taken for what: a slip, a broader term, a unit.
    notes: tuple[str, ...]
    #: What the numbers of the case mean.
    readings: tuple[Reading, ...]
    calculations: tuple[Calculation, ...]
    #: The command line that gives the same again; empty where this was it.
    repeat: str
    #: What was read, where the case was told in words or as a text.
    read: tuple[Mention, ...] | UnsetType = UNSET  # type: ignore[valid-type]


class ReadOnly(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in words or a text, and nothing more."""

    read: tuple[Mention, ...]  # type: ignore[valid-type]
    #: The command line that tells the same in options.
    repeat: str


class Question(next_step.Question, frozen=True, kw_only=True):
    """A finding to ask or look for, or a test result to look for."""

    #: What the id is called.
    name: str


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask, look for or test next."""

    record: Literal["next"]
    red_flags: tuple[NamedDanger, ...]
    #: What would be dangers if something that is not sure is there.
    perhaps: tuple[danger.Possible, ...]
    calm: danger.Calm | None
    #: Why nothing more need be tested, where that is so.
    stop: next_step.Stop | None
    #: Where the first candidates stand now.
    now: tuple[next_step.Effect, ...]
    #: The cheapest tier first, in each the most telling first.
    questions: tuple[Question, ...]
    #: What of the case was not understood; the rest was used.
    unrecognised: tuple[str, ...]
    #: What the numbers of the case mean.
    readings: tuple[Reading, ...]
    calculations: tuple[Calculation, ...]
    #: What was read, where the case was told in words or as a text.
    read: tuple[Mention, ...] | UnsetType = UNSET  # type: ignore[valid-type]
    #: The command line that tells the same in options, where it was told so.
    repeat: str | UnsetType = UNSET


# Disorders side by side.


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that is compared."""

    id: Id
    name: str


class ComparedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a comparison."""

    part: compare.Part
    id: str
    name: str
    #: How far the disorders lie apart in it, from 0 (alike) to 1.
    difference: float
    #: How well it separates them, from 0 to 1: less where it rests on little.
    separation: float
    #: Id of a disorder -> what it has of this line.
    values: dict[Id, compare.Cell]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Disorders side by side."""

    record: Literal["comparison"]
    disorders: tuple[Compared, ...]
    #: What their entries say of one another.
    differences: tuple[compare.Difference, ...]
    lines: tuple[ComparedLine, ...]


# What fits, and what has the words.


class Match(find.Match, frozen=True, kw_only=True):
    """One criterion that a disorder meets, and by what."""

    found_name: str
    #: Of whom the frequency was counted.
    of: str | None
    note: str | None
    frequency: FrequencyText | None
    sources: tuple[Citation, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that fits, and why."""

    id: Id
    name: str
    group: closed_lists.Group
    phenomenon: tuple[closed_lists.Phenomenon, ...]
    critical: bool
    matches: tuple[Match, ...]


class FoundByText(msgspec.Struct, frozen=True, kw_only=True):
    """The disorders that fit what a text tells."""

    found: tuple[Hit, ...]
    #: What was read.
    read: tuple[Mention, ...]  # type: ignore[valid-type]
    #: The command line that asks for the same in options.
    repeat: str


class Passage(full_text.Passage, frozen=True, kw_only=True):
    """A place where the words of a search stand."""

    #: The words in their context, each between asterisks.
    context: str


class Answer(answer.Asked, frozen=True, kw_only=True):
    """The answer to a question: statements that connect what it names."""

    record: Literal["answer"]
    #: Commands that tell more.
    more: tuple[str, ...]
    references: tuple[CitedSource, ...]
