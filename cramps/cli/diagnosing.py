"""Commands that reason about a patient: ddx, next, compare, interview."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from cramps.cli.choosing import one_of, pick
from cramps.cli.options import (
    FormatOption,
    JsonOption,
    QuietOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.output import Output, warn
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.knowledge import closed_lists

if TYPE_CHECKING:
    from cramps.cases.case import Measured
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.assay import Reading
    from cramps.ranking.differential import Case, Setting, Sex

_finding = completer("findings")
SETTINGS: Final[tuple[Setting, ...]] = ("primary-care", "neurology", "none")
SEXES: Final[tuple[Sex, ...]] = ("male", "female")
#: Disorders that fit side by side on 80 columns.
MOST_COMPARED = 4

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


class Reader:
    """Reads words into a case; what names nothing is collected, and the rest is used."""

    def __init__(self, kb: KnowledgeBase, out: Output) -> None:
        self.kb = kb
        self.out = out
        self.unrecognised: list[str] = []
        self.numbers: dict[Measured, None] = {}

    def ids(
        self, words: list[str] | None, *categories: Any, exact: bool = False
    ) -> tuple[str, ...]:
        """Give the ids that words name."""
        found = []
        for word in words or ():
            try:
                found.append(pick(self.kb, self.out, word, *categories, exact=exact)[1])
            except NotFound as unknown:
                self._leave_out(word, unknown)
        return tuple(dict.fromkeys(found))

    def results(self, words: list[str] | None) -> Reading:
        """Give the results, written as words, as test=level or as test=number."""
        from cramps.cases.measuring import measured
        from cramps.laboratory.assay import Reading
        from cramps.laboratory.measure import assumed_unit, result_of

        found: list[str] = []
        ruled_out: list[str] = []
        for word in words or ():
            try:
                if re.search("[=<>]", word):
                    number = measured(self.kb, word)
                    if number is not None:
                        self.numbers[number] = None
                    try:
                        reading = result_of(self.kb, word)
                    except BadQuery:
                        if number is None:
                            raise
                        self.out.note(f"{word}: no result is known for it; red flags count it")
                        continue
                    if unit := assumed_unit(self.kb, word):
                        self.out.note(f"{word} taken as {unit}")
                    found += reading.results
                    ruled_out += reading.not_results
                else:
                    found.append(pick(self.kb, self.out, word, "result")[1])
            except NotFound as unknown:
                self._leave_out(word, unknown)
        return Reading(_once(found), _once(ruled_out))

    def _leave_out(self, word: str, unknown: CrampsError) -> None:
        self.unrecognised.append(word)
        hint = (
            f"; did you mean {' or '.join(unknown.did_you_mean)}?" if unknown.did_you_mean else ""
        )
        if self.out.quiet or self.out.form not in ("json", "jsonl"):  # those say it themselves
            warn(f"left out: {unknown.message}{hint}")

    def _say_what_counts_for_nothing(self, drugs: tuple[str, ...]) -> None:
        for drug in drugs:
            record = self.kb.drugs[drug]
            if record.effects and not record.causes and not record.finding:
                self.out.note(
                    f"{drug} can itself cause cramps, but changes no disorder's share: "
                    f"see cramps drugs {drug}"
                )

    def case(
        self,
        *,
        present: list[str],
        absent: list[str] | None,
        maybe: list[str] | None,
        result: list[str] | None,
        drug: list[str] | None,
        age: float | None,
        onset_age: float | None,
        sex: str | None,
        setting: str,
        whole_story: bool,
    ) -> Case:
        """Give the case that the options describe. Raises BadQuery where nothing is left of it."""
        from cramps.ranking.differential import Case

        # An HPO term may be a result that is reported like a symptom; ck=high may be absent.
        told = self.ids(present, "finding", "result")
        numbers = [word for word in absent or () if "=" in word]
        words = [word for word in absent or () if "=" not in word]
        denied = self.ids(words, "finding", "result", exact=True)
        denied_numbers = self.results(numbers)
        self.numbers.clear()  # a number that is denied says nothing
        found = self.results(result)
        taken = self.ids(drug, "drug")
        self._say_what_counts_for_nothing(taken)
        return Case(
            present=tuple(i for i in told if i in self.kb.findings),
            absent=tuple(i for i in denied if i in self.kb.findings),
            maybe=self.ids(maybe, "finding"),
            results=_once(found.results, (i for i in told if i not in self.kb.findings)),
            not_results=_once(
                (i for i in denied if i not in self.kb.findings),
                denied_numbers.results,
                found.not_results,
            ),
            numbers=tuple(self.numbers),
            drugs=taken,
            age=age,
            onset_age=onset_age,
            sex=None if sex is None else one_of(sex, SEXES, "sex"),
            setting=one_of(setting, SETTINGS, "setting"),
            whole_story=whole_story,
        )


def _once(*several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for ids in several for i in ids))


def told(*lists: list[str] | None) -> list[str]:
    """Join the words of several options."""
    return [word for words in lists for word in words or ()]


def ddx(
    ctx: typer.Context,
    symptom: SymptomOption = None,
    sign: SignOption = None,
    trigger: TriggerOption = None,
    absent: AbsentOption = None,
    maybe: MaybeOption = None,
    result: ResultOption = None,
    drug: DrugOption = None,
    age: AgeOption = None,
    onset_age: OnsetOption = None,
    sex: SexOption = None,
    setting: SettingOption = "neurology",
    whole_story: StoryOption = False,
    phenopacket: Annotated[
        str | None,
        typer.Option(
            "--phenopacket", metavar="FILE", help="A GA4GH Phenopacket, JSON or YAML; - for stdin."
        ),
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases",
            metavar="FILE",
            help="Many cases, a JSON object a line; - for stdin. One JSON result a line.",
        ),
    ] = None,
    number: Annotated[
        int, typer.Option("--top", "-n", min=1, metavar="N", help="At most so many candidates.")
    ] = 10,
    strict: Annotated[
        bool, typer.Option("--strict", help="With --cases: stop at the first bad line.")
    ] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Rank the disorders that fit a patient, with the reasons, and what must not be missed.

    Words are understood as in find; what is not understood is said, and the rest is used. "None of
    these" is a candidate too: its share tells how poor the fit is.

    \b
    Examples:
      cramps ddx --symptom cramps --sign fasciculations --absent "sensory loss" --age 58
      cramps ddx --trigger exercise --symptom "coke coloured urine" --result ck=1200
      cramps ddx --phenopacket patient.json --json
      cramps ddx --cases registry.jsonl --top 3 > answers.jsonl
    """
    kb, out = open_output(ctx, form, json, quiet)
    words = told(symptom, sign, trigger, absent, maybe, result, drug)
    given = bool(words) or age is not None or onset_age is not None or sex is not None
    if sum((given, phenopacket is not None, cases is not None)) > 1:
        raise BadQuery("give findings, or --phenopacket, or --cases; not several of them")
    if cases is not None:
        from cramps.cli.streaming import answer_cases

        where = one_of(setting, SETTINGS, "setting")
        answer_cases(kb, cases, top=number, whole_story=whole_story, setting=where, strict=strict)
        return
    from cramps.output.views.ranking import differential
    from cramps.ranking.differential import Engine, is_empty

    reader = Reader(kb, out)
    if phenopacket is not None:
        import msgspec

        from cramps.cli.streaming import read_phenopacket

        case = read_phenopacket(kb, phenopacket, reader.unrecognised)
        case = msgspec.structs.replace(
            case,
            whole_story=whole_story,
            setting=one_of(setting, SETTINGS, "setting"),
        )
        if reader.unrecognised:
            out.note(f"not recognised: {', '.join(reader.unrecognised)}")
    else:
        case = reader.case(
            present=told(symptom, sign, trigger),
            absent=absent,
            maybe=maybe,
            result=result,
            drug=drug,
            age=age,
            onset_age=onset_age,
            sex=sex,
            setting=setting,
            whole_story=whole_story,
        )
    taken = any(kb.drugs[d].finding for d in case.drugs)
    _refuse_empty(is_empty(case) and not taken, reader.unrecognised)
    answer = Engine(kb).differential(case)
    listing = differential(kb, answer, number, reader.unrecognised)
    out.show(listing)
    out.note(listing.note or "")


def _refuse_empty(empty: bool, unrecognised: list[str]) -> None:  # noqa: FBT001
    if empty and unrecognised:
        raise NotFound(f"nothing is left to go by: {', '.join(unrecognised)} not understood")
    if empty:
        raise BadQuery("no finding at all; try: cramps ddx --symptom cramps --sign fasciculations")


def next_step(
    ctx: typer.Context,
    symptom: SymptomOption = None,
    sign: SignOption = None,
    trigger: TriggerOption = None,
    absent: AbsentOption = None,
    maybe: MaybeOption = None,
    result: ResultOption = None,
    drug: DrugOption = None,
    age: AgeOption = None,
    onset_age: OnsetOption = None,
    sex: SexOption = None,
    setting: SettingOption = "neurology",
    whole_story: StoryOption = False,
    split: Annotated[
        list[str] | None,
        typer.Option(
            "--split",
            metavar="NAME",
            help="Ask what separates these disorders; give it for each, or name them behind it.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="With --split: more disorders to separate.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    tier: Annotated[
        list[str] | None,
        typer.Option(
            "--tier",
            metavar="TIER",
            help=f"Only of this cost: {', '.join(get_args(closed_lists.Tier))}.",
            autocompletion=choices(*get_args(closed_lists.Tier)),
        ),
    ] = None,
    number: Annotated[
        int, typer.Option("--top", "-n", min=1, metavar="N", help="At most so many of each tier.")
    ] = 5,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell which question, sign or test would change the differential most, the cheapest first.

    \b
    Examples:
      cramps next --symptom cramps --sign fasciculations
      cramps next --split als cramp-fasciculation-syndrome
      cramps next --symptom cramps --tier blood
    """
    from cramps.output.views.ranking import next_step as view
    from cramps.ranking.differential import Engine, is_empty
    from cramps.ranking.next_step import Effect, questions

    kb, out = open_output(ctx, form, json, quiet)
    if names and not split:
        raise BadQuery(f"{names[0]!r} stands alone; name disorders behind --split")
    reader = Reader(kb, out)
    case = reader.case(
        present=told(symptom, sign, trigger),
        absent=absent,
        maybe=maybe,
        result=result,
        drug=drug,
        age=age,
        onset_age=onset_age,
        sex=sex,
        setting=setting,
        whole_story=whole_story,
    )
    apart = [pick(kb, out, name, "disorder")[1] for name in told(split, names)]
    if reader.unrecognised and is_empty(case) and not apart:
        _refuse_empty(True, reader.unrecognised)  # noqa: FBT003
    tiers = [one_of(word, get_args(closed_lists.Tier), "tier") for word in tier or ()]
    engine = Engine(kb)
    found = questions(engine, case, split=apart, tiers=tiers or get_args(closed_lists.Tier))
    answer = engine.differential(case)
    now = [] if apart else [Effect(c.id, c.probability) for c in answer.candidates[:3]]
    out.show_listing(view(kb, found, number, now, answer, reader.unrecognised), "question")


def compare(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME NAME...",
            help="Two to four disorders.",
            autocompletion=completer("disorders"),
        ),
    ],
    differing: Annotated[
        bool, typer.Option("--differing", help="Only what they differ in.")
    ] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Put disorders side by side: findings, triggers, tests, treatments; differences first.

    A frequency tells how often, "yes" that it occurs, "-" that the entry does not mention it.

    \b
    Examples:
      cramps compare als cramp-fasciculation-syndrome isaacs
      cramps compare als kennedy --differing
    """
    from cramps.output.views.ranking import comparison
    from cramps.queries.compare import compare as put_side_by_side

    kb, out = open_output(ctx, form, json, quiet)
    if len(names) > MOST_COMPARED:
        raise BadQuery(
            f"{len(names)} disorders do not fit side by side; name up to {MOST_COMPARED}"
        )
    ids = [pick(kb, out, name, "disorder")[1] for name in names]
    out.show_listing(comparison(put_side_by_side(kb, ids), differing=differing), "difference")
