"""One patient as the command line tells of them: in words or as a phenopacket, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cramps.cases.reader import SETTINGS, SEXES, Read, Told
from cramps.cli.choosing import helped, lookup_of
from cramps.cli.options import choices, completer
from cramps.cli.output import Output
from cramps.errors import BadQuery
from cramps.words.codes import codes_apart

if TYPE_CHECKING:
    from cramps.cases.case import Case
    from cramps.cases.numbers import Numbers
    from cramps.cli.streaming import Named
    from cramps.knowledge.base import KnowledgeBase

_finding = completer("findings")
SymptomOption = Annotated[
    list[str] | None,
    typer.Option("--symptom", metavar="WORDS", help="What is felt.", autocompletion=_finding),
]
SignOption = Annotated[
    list[str] | None,
    typer.Option("--sign", metavar="WORDS", help="What is seen.", autocompletion=_finding),
]
TriggerOption = Annotated[
    list[str] | None,
    typer.Option("--trigger", metavar="WORDS", help="What brings it on.", autocompletion=_finding),
]
AbsentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--absent",
        metavar="WORDS",
        help="A finding or result that was looked for and is not there.",
        autocompletion=completer("findings", "results"),
    ),
]
MaybeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--maybe", metavar="WORDS", help="There perhaps: half the weight.", autocompletion=_finding
    ),
]
ResultOption = Annotated[
    list[str] | None,
    typer.Option(
        "--result",
        metavar="RESULT",
        help="ck-raised, or ck=high, or ck=1200 where the test has thresholds; with its unit, calcium=7.2mg/dL.",
        autocompletion=completer("results"),
    ),
]
DrugOption = Annotated[
    list[str] | None,
    typer.Option(
        "--drug", metavar="NAME", help="A drug or toxin taken.", autocompletion=completer("drugs")
    ),
]
AgeOption = Annotated[float | None, typer.Option("--age", metavar="YEARS", help="Age now.")]
OnsetOption = Annotated[
    float | None, typer.Option("--onset-age", metavar="YEARS", help="Age at the beginning.")
]
SexOption = Annotated[
    str | None,
    typer.Option("--sex", metavar="SEX", help="male or female.", autocompletion=choices(*SEXES)),
]
SettingOption = Annotated[
    str,
    typer.Option(
        "--setting",
        metavar="WHERE",
        help="How common the disorders are there: primary-care, neurology or none.",
        autocompletion=choices(*SETTINGS),
    ),
]
StoryOption = Annotated[
    bool,
    typer.Option(
        "--whole-story",
        help="All that is known is told: what a disorder nearly always has and is not, speaks against it.",
    ),
]
PacketOption = Annotated[
    str | None,
    typer.Option(
        "--phenopacket",
        metavar="FILE",
        help="Begin with a GA4GH Phenopacket, JSON or YAML; - for stdin.",
    ),
]
PacketOutOption = Annotated[
    str | None,
    typer.Option(
        "--phenopacket-out", metavar="FILE", help="Write the case as a GA4GH Phenopacket too."
    ),
]


class PatientOptions(NamedTuple):
    """What is told of a patient: an option group of every command that begins with one."""

    symptom: SymptomOption = None
    sign: SignOption = None
    trigger: TriggerOption = None
    absent: AbsentOption = None
    maybe: MaybeOption = None
    result: ResultOption = None
    drug: DrugOption = None
    age: AgeOption = None
    onset_age: OnsetOption = None
    sex: SexOption = None
    setting: SettingOption = "neurology"

    @property
    def given(self) -> bool:
        """Tell whether anything is told; the setting alone is not."""
        return self.told() != Told(setting=self.setting)

    def told(self, *, whole_story: bool = False) -> Told:
        """Give it as a case in words."""
        return Told(
            present=told(self.symptom, self.sign, self.trigger),
            absent=told(self.absent),
            maybe=told(self.maybe),
            results=told(self.result),
            drugs=told(self.drug),
            age=self.age,
            onset_age=self.onset_age,
            sex=self.sex,
            setting=self.setting,
            whole_story=whole_story,
        )


class Story(NamedTuple):
    """A case as the command line gives it: in words, or as a phenopacket."""

    read: Read
    unrecognised: tuple[str, ...]
    #: What the phenopacket is called; nothing where there was none.
    name: str = ""


def read_packet(
    kb: KnowledgeBase,
    out: Output,
    file: str,
    *,
    whole_story: bool = False,
    setting: str,
    exact: bool = False,
) -> Story:
    """Read the one phenopacket of a file, and say what was taken for what, and what was left out."""
    from cramps.cli.streaming import PacketFiles

    files = PacketFiles(kb, whole_story=whole_story, setting=setting, exact=exact)
    return say_of(kb, out, files.one(file))


def say_of(kb: KnowledgeBase, out: Output, named: Named) -> Story:
    """Say what of a phenopacket was taken for what, and what was left out."""
    packet = named.packet
    if packet.unrecognised:
        out.note(f"not recognised: {', '.join(packet.unrecognised)}")
    tell(kb, out, packet.read)
    return Story(packet.read, packet.unrecognised, named.name)


def demand_one(words: bool, *files: object) -> None:  # noqa: FBT001  (whether there are any)
    """Refuse a case that is told in several ways at once."""
    if sum((words, *(bool(file) for file in files))) > 1:
        raise BadQuery("give findings, or --phenopacket, or --cases; not several of them")


def write_packet(kb: KnowledgeBase, out: Output, file: str, case: Case, numbers: Numbers) -> None:
    """Write a case as a phenopacket, and say what of it a phenopacket cannot hold.

    The time that it was made is in it; SOURCE_DATE_EPOCH sets another, for the same bytes again.
    """
    import os
    from datetime import UTC, datetime
    from pathlib import Path

    from cramps.atomic_files import write_file
    from cramps.exports.phenopacket_file import packet_of, text_of

    try:
        now = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        now = datetime.now(UTC)
    written = packet_of(kb, case, now, numbers, name=Path(file).stem or "case")
    write_file(file, text_of(written.packet))
    for lost in written.left_out:
        out.note(f"{file} does not hold {lost}")


def read_told(
    kb: KnowledgeBase, out: Output, told: Told, *, exact: bool = False, strict: bool = True
) -> Read:
    """Read a case from the command line, and say what was taken for what, and what was left out.

    Raises BadQuery for what contradicts itself or cannot be.
    """
    from cramps.cases.reader import CaseReader
    from cramps.cases.several_at_once import read_told as read_case_told

    read = read_case_told(CaseReader(kb, lookup_of(kb), nearest=not exact), told, strict=strict)
    tell(kb, out, read)
    return read


def read_case(
    kb: KnowledgeBase, out: Output, told: Told, *, exact: bool = False, strict: bool = True
) -> Read:
    """Read a case as `read_told` does. Raises BadQuery too where nothing is left of it."""
    from cramps.cases.reader import demand_findings

    read = read_told(kb, out, told, exact=exact, strict=strict)
    try:
        demand_findings(read.case, read.unrecognised)
    except BadQuery as error:
        error.message += "; try: cramps ddx --symptom cramps --sign fasciculations"
        raise
    return read


def tell(kb: KnowledgeBase, out: Output, read: Read) -> None:
    """Say what was taken for what, and what was left out, unless the answer says it itself."""
    for note in read.notes:
        out.note(note)
    for conflict in read.conflicts:
        out.note(conflict)
    if out.quiet or out.form not in ("json", "jsonl"):
        for unread in read.unread:
            error = helped(lookup_of(kb), unread.word, unread.error, unread.categories)
            hint = (
                f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
            )
            out.warn(f"left out: {error.message}{hint}")
    for drug in read.case.drugs:
        record = kb.drugs[drug]
        if record.effects and not record.causes and not record.finding:
            out.note(
                f"{drug} can itself cause cramps, but changes no disorder's share: "
                f"see cramps drugs {drug}"
            )


def told(*lists: list[str] | None) -> tuple[str, ...]:
    """Join the words of several options; ``HP:0003394,HP:0002380`` are two."""
    return tuple(part for words in lists for word in words or () for part in codes_apart(word))
