"""Commands that reason about a patient: ddx, next, compare, interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cramps.cases.reader import SETTINGS, SEXES, Read, Told
from cramps.cli.choosing import helped, lookup_of, pick
from cramps.cli.options import (
    ExactOption,
    FormatOption,
    JsonOption,
    QuietOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.output import Output
from cramps.cli.writing import warn
from cramps.errors import BadQuery
from cramps.knowledge import closed_lists
from cramps.words.closed_words import one_of

if TYPE_CHECKING:
    from cramps.cases.notes import Note
    from cramps.knowledge.base import KnowledgeBase

_finding = completer("findings")
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


def read_case(
    kb: KnowledgeBase, out: Output, told: Told, *, exact: bool = False, strict: bool = True
) -> Read:
    """Read a case from the command line, and say what was taken for what, and what was left out.

    Raises BadQuery for what contradicts itself or cannot be, and where nothing is left of it.
    """
    from cramps.cases.reader import CaseReader, demand_findings

    read = CaseReader(kb, lookup_of(kb), nearest=not exact).read(told, strict=strict)
    tell(kb, out, read)
    try:
        demand_findings(read.case, read.unrecognised)
    except BadQuery as error:
        error.message += "; try: cramps ddx --symptom cramps --sign fasciculations"
        raise
    return read


def _with_note(
    kb: KnowledgeBase,
    story: Told,
    words: list[str] | None,
    text: str | None,
    *,
    exact: bool,
) -> tuple[Note, Told]:
    """Read a text, or the words behind the command, and join it with the options."""
    from cramps.cases.notes import joined
    from cramps.cases.reader import CaseReader
    from cramps.cli.asking_text import read_text, read_words, text_of

    if words and text is not None:
        raise BadQuery("give words or --text, not both")
    cases = CaseReader(kb, lookup_of(kb), nearest=not exact)
    note = read_words(cases, words) if words else read_text(cases, text_of(text or "-"))
    return note, joined(story, note.told)


def _show_read(kb: KnowledgeBase, out: Output, note: Note, story: Told) -> None:
    from cramps.cli.asking_text import command_of
    from cramps.output.views.reading import alone

    repeat = command_of(story)
    out.show(alone(kb, note.read, repeat))
    out.note(f"the same: {repeat}")


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
            warn(f"left out: {error.message}{hint}")


def told(*lists: list[str] | None) -> tuple[str, ...]:
    """Join the words of several options."""
    return tuple(word for words in lists for word in words or ())


def ddx(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]", help="The case in words: cramps and twitching, no weakness, 58."
        ),
    ] = None,
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
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="A letter or note in plain text; - for stdin. Says what it read.",
        ),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="With --text or words: only what was read.")
    ] = False,
    number: Annotated[
        int, typer.Option("--top", "-n", min=1, metavar="N", help="At most so many candidates.")
    ] = 10,
    strict: Annotated[
        bool, typer.Option("--strict", help="With --cases: stop at the first bad line.")
    ] = False,
    exact: ExactOption = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Rank the disorders that fit a patient, with the reasons, and what must not be missed.

    Words are understood as in find; what is not understood is said, and the rest is used. "None of
    these" is a candidate too: its share tells how poor the fit is.

    \b
    Examples:
      cramps ddx "cramps and twitching, no weakness, 58"
      cramps ddx --symptom cramps --sign fasciculations --absent "sensory loss" --age 58
      cramps ddx --trigger exercise --symptom "coke coloured urine" --result ck=1200
      cramps ddx --text letter.txt
      cramps ddx --phenopacket patient.json --json
      cramps ddx --cases registry.jsonl --top 3 > answers.jsonl
    """
    kb, out = open_output(ctx, form, json, quiet)
    given = bool(told(symptom, sign, trigger, absent, maybe, result, drug)) or bool(words)
    given = given or text is not None or not (age is None and onset_age is None and sex is None)
    if sum((given, phenopacket is not None, cases is not None)) > 1:
        raise BadQuery("give findings, or --phenopacket, or --cases; not several of them")
    if cases is not None:
        from cramps.cli.streaming import answer_cases

        where = one_of(setting, SETTINGS, "setting")
        answer_cases(kb, cases, top=number, whole_story=whole_story, setting=where, strict=strict)
        return
    from cramps.output.views.ranking import differential
    from cramps.ranking.differential import Engine

    note: Note | None = None
    if phenopacket is not None:
        from cramps.cases.reader import demand_findings
        from cramps.cli.streaming import read_phenopacket

        where = one_of(setting, SETTINGS, "setting")
        read, unrecognised = read_phenopacket(
            kb, phenopacket, whole_story=whole_story, setting=where
        )
        if unrecognised:
            out.note(f"not recognised: {', '.join(unrecognised)}")
        tell(kb, out, read)
        demand_findings(read.case, unrecognised)
    else:
        story = Told(
            present=told(symptom, sign, trigger),
            absent=told(absent),
            maybe=told(maybe),
            results=told(result),
            drugs=told(drug),
            age=age,
            onset_age=onset_age,
            sex=sex,
            setting=setting,
            whole_story=whole_story,
        )
        if words or text is not None:
            note, story = _with_note(kb, story, words, text, exact=exact)
            if read_only:
                _show_read(kb, out, note, story)
                return
            read = read_case(kb, out, story, exact=exact, strict=False)
        else:
            read = read_case(kb, out, story, exact=exact)
        unrecognised = read.unrecognised
    answer = Engine(kb).differential(read.case)
    listing = differential(kb, answer, number, unrecognised, numbers=read.numbers)
    if note is not None:
        from cramps.output.views.reading import with_read

        listing = with_read(kb, listing, note.read)
    out.show(listing)
    out.note(listing.note or "")


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
    exact: ExactOption = False,
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
    from cramps.cases.reader import CaseReader, demand_findings
    from cramps.output.views.ranking import next_step as view
    from cramps.ranking.differential import Engine
    from cramps.ranking.next_step import TIERS, Effect, Plan, plan, questions

    kb, out = open_output(ctx, form, json, quiet)
    if names and not split:
        raise BadQuery(f"{names[0]!r} stands alone; name disorders behind --split")
    apart = [pick(kb, out, name, "disorder")[1] for name in told(split, names)]
    story = Told(
        present=told(symptom, sign, trigger),
        absent=told(absent),
        maybe=told(maybe),
        results=told(result),
        drugs=told(drug),
        age=age,
        onset_age=onset_age,
        sex=sex,
        setting=setting,
        whole_story=whole_story,
    )
    read = CaseReader(kb, lookup_of(kb), nearest=not exact).read(story, strict=True)
    tell(kb, out, read)
    case, unrecognised = read.case, read.unrecognised
    if unrecognised and not apart:
        demand_findings(case, unrecognised)
    tiers = [one_of(word, get_args(closed_lists.Tier), "tier") for word in tier or ()]
    engine = Engine(kb)
    if apart:
        planned = Plan(questions=questions(engine, case, split=apart, tiers=tiers or TIERS))
    else:
        planned = plan(engine, case, tiers=tiers or TIERS)
    found = planned.questions
    if planned.stop is not None:
        out.note(planned.stop.text)
    answer = engine.differential(case)
    now = [] if apart else [Effect(c.id, c.probability) for c in answer.candidates[:3]]
    listing = view(kb, found, number, now, answer, unrecognised, read.numbers, planned.stop)
    out.show_listing(listing, "question")


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
