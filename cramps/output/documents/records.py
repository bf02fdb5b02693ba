"""Documents of what is known: each record as a list shows it and as it stands alone.

They are the records of the model, with what a program would else have to look up: names beside the ids,
the disorders that mention a record, the sources with their addresses.
"""

from typing import Final, Literal

import msgspec

from cramps.json_schema import fields_of, some_of
from cramps.knowledge import model
from cramps.knowledge.base import HEAD
from cramps.knowledge.closed_lists import DrugLink, Phenomenon
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.model import Id
from cramps.words.own_words import Category


class CitedSource(model.Source, frozen=True, kw_only=True):
    """A source that the document cites."""

    #: Where it can be read.
    url: str


# Disorders.

ListedDisorder = fields_of(
    model.Disorder, HEAD, "ListedDisorder", "A disorder in a list: no word of its entry."
)


class NamedFinding(model.DisorderFinding, frozen=True, kw_only=True):
    """A finding in a disorder, and how often."""

    finding_name: str


class NamedTest(model.DisorderTest, frozen=True, kw_only=True):
    """The result that a test gives in a disorder."""

    test_name: str
    result_name: str


class NamedTreatment(model.DisorderTreatment, frozen=True, kw_only=True):
    """A treatment in a disorder."""

    treatment_name: str


class NamedRedFlag(model.DisorderRedFlag, frozen=True, kw_only=True):
    """A rule of danger that concerns a disorder."""

    rule_name: str


class NamedLookalike(model.Lookalike, frozen=True, kw_only=True):
    """Another disorder that this one is taken for."""

    disorder_name: str
    for_this_names: tuple[str, ...]
    for_other_names: tuple[str, ...]


class DisorderCard(model.Disorder, frozen=True, kw_only=True):
    """One disorder with all that its entry says."""

    record: Literal["disorder"]
    findings: tuple[NamedFinding, ...]
    tests: tuple[NamedTest, ...]
    treatments: tuple[NamedTreatment, ...]
    red_flags: tuple[NamedRedFlag, ...]
    lookalikes: tuple[NamedLookalike, ...]
    #: Every source that is cited above, in that order.
    references: tuple[CitedSource, ...]


DisorderPart = some_of(
    DisorderCard,
    ("record", "id", "name", "references"),
    "DisorderPart",
    "One disorder with the fields of the sections that were asked for.",
)


class FamilyCard(model.Family, frozen=True, kw_only=True):
    """An umbrella word, and what it covers."""

    record: Literal["family"]
    members_names: tuple[str, ...]
    references: tuple[CitedSource, ...]


class ListedMechanism(msgspec.Struct, frozen=True, kw_only=True):
    """Where the cramps of a disorder arise, and how."""

    id: Id
    name: str
    phenomenon: tuple[Phenomenon, ...]
    mechanism: model.Mechanism


# What disorders share.


class ListedFinding(model.Finding, frozen=True, kw_only=True):
    """A finding in a list."""

    #: So many disorders show it, narrower findings counted in.
    disorders: int


class FindingInDisorder(NamedFinding, frozen=True, kw_only=True):
    """What the entry of a disorder says of the finding, or of a narrower one."""

    disorder: Id
    disorder_name: str


class FindingCard(model.Finding, frozen=True, kw_only=True):
    """One finding, and who has it."""

    record: Literal["finding"]
    #: Findings that are kinds of it, however many levels down.
    narrower: tuple[Id, ...]
    #: The most frequent first.
    disorders: tuple[FindingInDisorder, ...]
    references: tuple[CitedSource, ...]


class ListedTest(model.Test, frozen=True, kw_only=True):
    """A test in a list."""

    #: It bears on so many disorders.
    disorders: int


class TestInDisorder(NamedTest, frozen=True, kw_only=True):
    """What the entry of a disorder says of the test."""

    disorder: Id
    disorder_name: str


class TestCard(model.Test, frozen=True, kw_only=True):
    """One test; where one of its results was asked for, with that alone."""

    record: Literal["test"]
    disorders: tuple[TestInDisorder, ...]
    references: tuple[CitedSource, ...]


class ListedTreatment(model.Treatment, frozen=True, kw_only=True):
    """A treatment in a list."""

    #: It is given, or warned of, in so many disorders.
    disorders: int


class TreatmentInDisorder(NamedTreatment, frozen=True, kw_only=True):
    """What the entry of a disorder says of the treatment."""

    disorder: Id
    disorder_name: str


class TreatmentCard(model.Treatment, frozen=True, kw_only=True):
    """One treatment, and what it is given for."""

    record: Literal["treatment"]
    disorders: tuple[TreatmentInDisorder, ...]
    references: tuple[CitedSource, ...]


class DrugCard(model.Drug, frozen=True, kw_only=True):
    """One drug or toxin as a cause of cramps."""

    record: Literal["drug"]
    references: tuple[CitedSource, ...]


#: The cards of the records that a question may name.
CARDS: Final = (DisorderCard, FamilyCard, FindingCard, TestCard, TreatmentCard, DrugCard)


class CheckedMedicine(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine of a list that was checked."""

    #: The word by which it was named.
    asked: str
    id: Id
    name: str
    link: DrugLink
    #: The record whose effects count: its own, or that of the group it belongs to.
    told_by: Id
    effects: tuple[model.DrugEffect, ...]
    advice: tuple[model.Statement, ...]
    #: Disorders that it causes or unmasks.
    causes: tuple[Id, ...]


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """What medicines of the list do with one another."""

    medicines: tuple[Id, ...]
    text: str
    sources: tuple[model.Citation, ...]


class CheckedList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of medicines that was checked."""

    #: The surest cause of cramps first.
    medicines: tuple[CheckedMedicine, ...]
    together: tuple[Together, ...]
    #: Words that name no medicine known here.
    unrecognised: tuple[str, ...]
    references: tuple[CitedSource, ...]


class SourceCard(CitedSource, frozen=True, kw_only=True):
    """One source, and the records that cite it."""

    record: Literal["source"]
    #: Kind of record -> ids of those that cite it.
    cited_by: dict[str, tuple[str, ...]]


# What holds for no single disorder.


class NamedSection(model.OverviewSection, frozen=True, kw_only=True):
    """A section of the overview."""

    findings_names: tuple[str, ...]
    tests_names: tuple[str, ...]
    red_flags_names: tuple[str, ...]


class OverviewCard(msgspec.Struct, frozen=True, kw_only=True):
    """Sections of the overview, or the steps of the work-up, as one text."""

    record: Literal["overview"]
    #: ``overview``, ``workup``, or the id of the one section.
    id: Id
    title: str
    sections: tuple[NamedSection, ...]
    references: tuple[CitedSource, ...]


class ListedRedFlag(model.RedFlag, frozen=True, kw_only=True):
    """A rule of danger in a list."""

    points_to_names: tuple[str, ...]


class RedFlagCard(ListedRedFlag, frozen=True, kw_only=True):
    """One rule of danger."""

    record: Literal["red-flag"]
    references: tuple[CitedSource, ...]


# What comes near, and the whole.


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """A record that comes near to words that name none."""

    #: Always true: it tells this from a record that was named.
    nearest: bool
    kind: Category
    id: Id
    name: str
    #: From 0 to 1.
    likeness: float


Whole = msgspec.defstruct(
    "Whole",
    [
        ("cramps", str),
        ("licence", str),
        *((stem, tuple[kind.type, ...]) for stem, kind in KINDS.items()),  # type: ignore[name-defined]
    ],
    namespace={
        "__doc__": "The whole knowledge base: the version of the program, the licence, and the records of every kind."
    },
    frozen=True,
    kw_only=True,
)
