"""Commands that reason about a patient: ddx, next, compare, interview."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cramps.cases.reader import SETTINGS, demand_findings
from cramps.cli.choosing import lookup_of, pick, pick_disorder, put_together
from cramps.cli.options import (
    ExactOption,
    FormOptions,
    FullOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.output import Output
from cramps.cli.patient import (
    PacketOption,
    PacketOutOption,
    PatientOptions,
    SettingOption,
    Story,
    StoryOption,
    demand_one,
    read_case,
    read_packet,
    read_told,
    say_of,
    told,
    write_packet,
)
from cramps.cli.text_options import TextOptions, command_of, show_read, with_note
from cramps.cli.writing import warn
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.knowledge import closed_lists
from cramps.words.closed_list_words import one_of

if TYPE_CHECKING:
    from cramps.cases.running_text import Note
    from cramps.cli.streaming import Named
    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Listing
    from cramps.ranking.differential import Engine

#: Disorders that fit side by side on 80 columns.
MOST_COMPARED = 4


def ddx(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]", help="The case in words: cramps and twitching, no weakness, 58."
        ),
    ] = None,
    *,
    patient: PatientOptions,
    whole_story: StoryOption = False,
    phenopacket: Annotated[
        list[str] | None,
        typer.Option(
            "--phenopacket",
            metavar="FILE",
            help="A GA4GH Phenopacket, JSON or YAML; - for stdin. Several are several cases.",
        ),
    ] = None,
    packet_out: PacketOutOption = None,
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases",
            metavar="FILE",
            help="Many cases, a JSON object a line; - for stdin. One JSON result a line.",
        ),
    ] = None,
    texts: TextOptions,
    number: Annotated[
        int, typer.Option("--top", "-n", min=1, metavar="N", help="At most so many candidates.")
    ] = 10,
    strict: Annotated[
        bool, typer.Option("--strict", help="With --cases: stop at the first bad line.")
    ] = False,
    full: FullOption = False,
    exact: ExactOption = False,
    wanted: FormOptions,
) -> None:
    """Rank what fits a patient: danger first, then why.

    On a terminal the answer fits on a screen; --full gives all candidates and reasons.
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
    kb, out = open_output(ctx, wanted, full=full)
    in_words = texts.given(words)
    demand_one(patient.given or in_words, phenopacket, cases)
    if cases is not None:
        from cramps.cli.streaming import answer_cases

        _refuse_with_cases(wanted, packet_out=packet_out)
        where = one_of(patient.setting, SETTINGS, "setting")
        answer_cases(
            kb,
            cases,
            top=number,
            whole_story=whole_story,
            setting=where,
            strict=strict,
            exact=exact,
        )
        return
    if strict:
        raise BadQuery("--strict is for --cases, to stop at the first bad line")
    bad: list[str] = []
    note: Note | None = None
    left: tuple[str, ...] = ()
    if phenopacket:
        from cramps.cli.streaming import PacketFiles

        files = PacketFiles(kb, whole_story=whole_story, setting=patient.setting, exact=exact)
        found, bad = files.many(phenopacket)
        if len(found) + len(bad) > 1:
            _answer_several(kb, out, found, bad, number=number, packet_out=packet_out)
            return
        story = say_of(kb, out, found[0])
        demand_findings(story.read.case, story.unrecognised)
    else:
        told_here = patient.told(whole_story=whole_story)
        if in_words:
            from cramps.cases.in_words import not_understood

            note, told_here = texts.read(kb, out, told_here, exact=exact, words=words)
            if texts.read_only:
                show_read(out, note, command_of(told_here))
                return
            left = not_understood(note)
        read = read_case(kb, out, told_here, exact=exact, strict=note is None)
        story = Story(read, (*read.unrecognised, *left))
    listing = answered(kb, story, number)
    if note is not None:
        again = command_of(told_here, left_out=story.read.unrecognised)
        listing = with_note(kb, out, listing, note, again)
    if packet_out is not None:
        write_packet(kb, out, packet_out, story.read.case, story.read.numbers)
    out.show(listing)
    out.note_of(listing)


def answered(kb: KnowledgeBase, story: Story, number: int, *, named: bool = False) -> Listing:
    """Rank what fits a case that was read."""
    from cramps.output.views.cases import Remarks
    from cramps.output.views.differential_in_brief import MOST_SHOWN
    from cramps.output.views.ranking import differential
    from cramps.ranking.settling_question import settling

    read, engine = story.read, _engine(kb)
    answer = engine.differential(read.case, most=max(number, MOST_SHOWN))
    return differential(
        kb,
        answer,
        number,
        story.unrecognised,
        numbers=read.numbers,
        settles=lambda: settling(engine, answer),
        remarks=Remarks(read.conflicts, read.notes, story.name if named else ""),
    )


@lru_cache(maxsize=1)
def _engine(kb: KnowledgeBase) -> Engine:
    from cramps.ranking.differential import Engine

    return Engine(kb)


def _refuse_with_cases(wanted: FormOptions, *, packet_out: str | None) -> None:
    """Refuse what has no effect on a stream. Raises BadQuery."""
    if wanted.form not in (None, "json", "jsonl"):
        raise BadQuery(f"--cases answers in JSON, a line each; leave --format {wanted.form} out")
    if wanted.quiet:
        raise BadQuery("--cases answers in JSON, a line each; leave -q out")
    if packet_out is not None:
        raise BadQuery("--phenopacket-out writes one case, not those of --cases")


def _answer_several(
    kb: KnowledgeBase,
    out: Output,
    found: list[Named],
    bad: list[str],
    *,
    number: int,
    packet_out: str | None,
) -> None:
    """Answer several phenopackets, one after the other; one without a finding is told.

    ``bad`` names those that could not be read. Raises NotFound, at the end, where one was passed over.
    """
    from cramps.output.views.cases import several

    if packet_out is not None:
        raise BadQuery("--phenopacket-out writes one case; give one phenopacket")
    if out.quiet:
        raise BadQuery("-q gives ids alone, which tells nothing of several cases")
    answers: list[tuple[str, Listing]] = []
    for named in found:
        story = say_of(kb, out, named)
        try:
            demand_findings(story.read.case, story.unrecognised)
        except CrampsError as error:
            warn(f"{named.name}: {error.message}")
            bad.append(named.name)
            continue
        answers.append((named.name, answered(kb, story, number, named=True)))
    for listing in several(answers, together=out.for_programs):
        out.show(listing)
    if answers:
        out.note_of(answers[0][1])
    if bad:
        many = "s" if len(bad) > 1 else ""
        raise NotFound(f"{len(bad)} case{many} skipped (the first: {bad[0]}); the rest is done")


def next_step(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]",
            help="The case in words; with --split, more disorders to separate.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    *,
    patient: PatientOptions,
    whole_story: StoryOption = False,
    phenopacket: PacketOption = None,
    split: Annotated[
        list[str] | None,
        typer.Option(
            "--split",
            metavar="NAME",
            help="Ask what separates these disorders; give it for each, or name them behind it.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    texts: TextOptions,
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
    full: FullOption = False,
    exact: ExactOption = False,
    wanted: FormOptions,
) -> None:
    """Tell what to ask, look for or test next, the cheapest first.

    \b
    Examples:
      cramps next "cramps and twitching, no weakness, 58"
      cramps next --symptom cramps --sign fasciculations
      cramps next --split als cramp-fasciculation-syndrome
      cramps next --symptom cramps --tier blood
      cramps next --text letter.txt
      cramps next --phenopacket patient.json
    """
    from cramps.cases.in_words import not_understood
    from cramps.output.views.ranking import next_step as view
    from cramps.ranking.next_step import FIRST, TIERS, Effect, plan

    kb, out = open_output(ctx, wanted, full=full)
    case_words = None if split else words
    if case_words and all(_is_disorder(kb, word) for word in case_words):
        raise BadQuery(f"{case_words[0]!r} stands alone; name disorders behind --split")
    in_words = texts.given(case_words)
    names = told(split, words) if split else ()
    apart = [pick(kb, out, name, "disorder")[1] for name in names]
    demand_one(patient.given or in_words, phenopacket)
    note: Note | None = None
    if phenopacket is not None:
        where = patient.setting
        packet = read_packet(
            kb, out, phenopacket, whole_story=whole_story, setting=where, exact=exact
        )
        read, unrecognised = packet.read, packet.unrecognised
    else:
        story = patient.told(whole_story=whole_story)
        if in_words:
            note, story = texts.read(kb, out, story, exact=exact, words=case_words)
            if texts.read_only:
                show_read(out, note, command_of(story, "next"))
                return
        read = read_told(kb, out, story, exact=exact, strict=note is None)
        unrecognised = (*read.unrecognised, *(not_understood(note) if note else ()))
    case = read.case
    if unrecognised and not apart:
        demand_findings(case, unrecognised)
    tiers = [one_of(word, get_args(closed_lists.Tier), "tier") for word in tier or ()]
    engine = _engine(kb)
    answer = engine.differential(case, most=FIRST, excluders=False)
    planned = plan(engine, case, tiers=tiers or TIERS, split=apart, answer=answer, per_tier=number)
    found = planned.questions
    if planned.stop is not None and not out.on_screen:
        out.note(planned.stop.text)
    now = [] if apart else [Effect(c.id, c.probability) for c in answer.candidates[:FIRST]]
    listing = view(kb, found, number, now, answer, unrecognised, read.numbers, planned.stop)
    if note is not None:
        again = command_of(story, "next", left_out=unrecognised)
        listing = with_note(kb, out, listing, note, again)
    out.show_listing(listing, "question")


def _is_disorder(kb: KnowledgeBase, word: str) -> bool:
    """Tell whether a word names a disorder, and no finding or result."""
    lookup = lookup_of(kb)
    return (
        lookup.named(word, "disorder") is not None
        and lookup.named(word, "finding", "result") is None
    )


def compare(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME NAME...",
            help="Two to four disorders.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    phenopacket: Annotated[
        str | None,
        typer.Option(
            "--phenopacket",
            metavar="FILE",
            help="Instead of names: the first three candidates of a GA4GH Phenopacket.",
        ),
    ] = None,
    setting: SettingOption = "neurology",
    differing: Annotated[
        bool, typer.Option("--differing", help="Only what they differ in.")
    ] = False,
    full: FullOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Put disorders side by side, what separates them first.

    First what their entries say of the difference. A frequency tells how often, "yes" that it occurs,
    "not told" that the entry does not say; where it tells only a kind of it, that is named. --full gives
    every line, by part.

    \b
    Examples:
      cramps compare mcardle cpt2
      cramps compare als cramp-fasciculation-syndrome isaacs
      cramps compare als kennedy --differing
      cramps compare --phenopacket patient.json
    """
    from cramps.output.views.comparison import comparison
    from cramps.queries.compare import compare as put_side_by_side

    kb, out = open_output(ctx, wanted, full=full)
    named = names or []
    if phenopacket is not None:
        if named:
            raise BadQuery(
                "name disorders, or give --phenopacket for its first candidates; not both"
            )
        ids = _first_of_packet(kb, out, phenopacket, setting)
    else:
        named = put_together(kb, named)
        if len(named) > MOST_COMPARED:
            raise BadQuery(
                f"{len(named)} disorders do not fit side by side; name up to {MOST_COMPARED}"
            )
        ids = [pick_disorder(kb, out, name) for name in named]
    out.show_listing(comparison(kb, put_side_by_side(kb, ids), differing=differing), "difference")


def _first_of_packet(kb: KnowledgeBase, out: Output, file: str, setting: str) -> list[str]:
    """Give the first disorders of the differential of a phenopacket."""
    story = read_packet(kb, out, file, setting=setting)
    demand_findings(story.read.case, story.unrecognised)
    candidates = _engine(kb).differential(story.read.case).candidates
    return [c.id for c in candidates if c.id in kb.disorders][:3]
