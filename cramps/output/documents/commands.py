"""Command -> what it prints with ``--json``; with ``--format jsonl`` a line is one element of an array, or the document."""

from typing import Any, Final, NamedTuple

from cramps.json_schema import Array, Either, Schema, of_output
from cramps.knowledge import model
from cramps.output.documents import answers, messages, records
from cramps.ranking.streams import Answer


class Document(NamedTuple):
    """What is printed: in a few words, and its shape."""

    title: str
    shape: Any


def _cards(*kinds: Any) -> Either:
    """Give the shape of one card, or of several that were asked for together."""
    return Either((*kinds, Array(Either(kinds))))


_NEAREST: Final = Array(records.Nearest)
#: Cards of a disorder, whole or in part.
_DISORDER: Final = (records.DisorderCard, records.DisorderPart)

#: By name of the command; ``cases`` is a line that ``ddx --cases`` writes, ``stderr`` one of any command.
DOCUMENTS: Final[dict[str, Document]] = {
    "list": Document("cramps list --json: the disorders", Array(records.ListedDisorder)),
    "show": Document(
        "cramps show --json: disorders and umbrella words; where none is called so, what comes nearest",
        Either((_cards(*_DISORDER, records.FamilyCard), _NEAREST)),
    ),
    "find": Document(
        "cramps find --json: the disorders that fit; of a text what was read too, or only that",
        Either((Array(answers.Hit), answers.FoundByText, answers.ReadOnly)),
    ),
    "mechanisms": Document(
        "cramps mechanisms --json: where cramps arise; with names the disorders' chains of causes",
        Either((Array(records.ListedMechanism), _cards(records.DisorderPart))),
    ),
    "symptoms": Document(
        "cramps symptoms --json: findings; with names each with who has it, or what comes nearest",
        Either((Array(records.ListedFinding), _cards(records.FindingCard), _NEAREST)),
    ),
    "tests": Document(
        "cramps tests --json: tests; with names each with where it bears, or what comes nearest",
        Either(
            (
                Array(records.ListedTest),
                _cards(records.TestCard),
                records.DisorderPart,
                _NEAREST,
            )
        ),
    ),
    "treatments": Document(
        "cramps treatments --json: treatments; with names each with what it is given for, or what comes nearest",
        Either(
            (
                Array(records.ListedTreatment),
                _cards(records.TreatmentCard),
                records.DisorderPart,
                _NEAREST,
            )
        ),
    ),
    "drugs": Document(
        "cramps drugs --json: drugs and toxins; with names each, or what comes nearest; with --check a list of medicines",
        Either(
            (Array(model.Drug), _cards(records.DrugCard), records.CheckedList, _NEAREST),
        ),
    ),
    "sources": Document(
        "cramps sources --json: sources; with ids each with what cites it",
        Either((Array(records.CitedSource), _cards(records.SourceCard))),
    ),
    "overview": Document(
        "cramps overview --json: the overview, sections of it, red flags; with --list the sections",
        Either(
            (
                _cards(records.OverviewCard, records.RedFlagCard),
                Array(model.OverviewSection),
                Array(records.ListedRedFlag),
            )
        ),
    ),
    "workup": Document("cramps workup --json: the work-up", records.OverviewCard),
    "search": Document(
        "cramps search --json: passages that have the words", Array(answers.Passage)
    ),
    "ask": Document(
        "cramps ask --json: statements that answer, or a record, a differential, what comes nearest, passages",
        Either(
            (
                answers.Answer,
                *records.CARDS,
                answers.Differential,
                _NEAREST,
                Array(answers.Passage),
            )
        ),
    ),
    "ddx": Document(
        "cramps ddx --json: what fits a patient, or several; with --read-only what was read",
        Either((answers.Differential, Array(answers.Differential), answers.ReadOnly)),
    ),
    "cases": Document(
        "cramps ddx --cases: a line of what it prints, the answer to one case", Answer
    ),
    "next": Document(
        "cramps next --json: what to ask or test next; with --read-only what was read",
        Either((answers.Next, answers.ReadOnly)),
    ),
    "compare": Document("cramps compare --json: disorders side by side", answers.Comparison),
    "interview": Document(
        "cramps interview --json: what fits the patient who was asked; with --read-only what was read",
        Either((answers.Differential, answers.ReadOnly)),
    ),
    "validate": Document(
        "cramps validate --json: mistakes; with --coverage how much is filled in of every disorder",
        Either((Array(messages.Problem), Array(messages.Coverage))),
    ),
    "export": Document("cramps export --format json: the whole knowledge base", records.Whole),
    "stderr": Document(
        "any command with --json: a line of stderr",
        Either((messages.Failed, messages.Warned, messages.Noted)),
    ),
}


def schema_of(name: str) -> Schema:
    """Give the schema of a document of ``DOCUMENTS``."""
    document = DOCUMENTS[name]
    return of_output(document.shape, document.title)
