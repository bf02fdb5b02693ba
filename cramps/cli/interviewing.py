"""The command that asks: one question at a time, in plain words."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cramps.cli.options import ExactOption, FormOptions, open_output
from cramps.cli.patient import (
    PacketOption,
    PacketOutOption,
    PatientOptions,
    demand_one,
    read_packet,
    read_told,
    write_packet,
)
from cramps.cli.text_options import TextOptions, command_of, read_lines, show_read
from cramps.cli.writing import say, tell

if TYPE_CHECKING:
    from cramps.cases.numbers import Numbers
    from cramps.cases.running_text import Note
    from cramps.ranking.differential import Case
    from cramps.ranking.interview import Interview

_KEYS = "yes, no, don't know, back, why, list, stop"
_WORDS = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "no": "no",
    "d": "unknown",
    "don't know": "unknown",
    "dont know": "unknown",
    "?": "unknown",
    "": "unknown",
    "b": "back",
    "back": "back",
    "w": "why",
    "why": "why",
    "l": "list",
    "list": "list",
    "s": "stop",
    "stop": "stop",
    "q": "stop",
    "quit": "stop",
}


def interview(
    ctx: typer.Context,
    *,
    patient: PatientOptions,
    phenopacket: PacketOption = None,
    packet_out: PacketOutOption = None,
    texts: TextOptions,
    exact: ExactOption = False,
    examine: Annotated[
        bool, typer.Option("--examine", help="Ask for signs too, of whoever examines.")
    ] = False,
    most: Annotated[
        int, typer.Option("--questions", min=1, metavar="N", help="Stop after so many questions.")
    ] = 20,
    wanted: FormOptions,
) -> None:
    """Be asked one question at a time, and see the list shift.

    Danger first, then what contracts, then what separates the causes.

    Answer yes, no, don't know (or Enter), back, why, list or stop; the first letter is enough. No disorder is
    named before the end unless you ask. Ends with what to do and by when, the candidates, and the cramps ddx
    command that repeats it.

    \b
    Examples:
      cramps interview --symptom cramps --age 62
      cramps interview --examine
      cramps interview --text letter.txt
      cramps interview --drug furosemide --phenopacket-out me.json
      cramps interview --phenopacket before.json --phenopacket-out after.json
    """
    from cramps.cases.in_words import not_understood
    from cramps.output.views.closed_list_names import few
    from cramps.output.views.ranking import differential
    from cramps.ranking.differential import Engine, is_empty
    from cramps.ranking.interview import Interview

    kb, out = open_output(ctx, wanted)
    in_words = texts.given()
    demand_one(patient.given or in_words, phenopacket)
    note: Note | None = None
    if phenopacket is not None:
        where = patient.setting
        read, unrecognised, _ = read_packet(kb, out, phenopacket, setting=where, exact=exact)
    else:
        story = patient.told()  # what nobody asked was not told, so it is never a whole story
        if in_words:
            note, story = texts.read(kb, out, story, exact=exact)
            if texts.read_only:
                show_read(out, note, command_of(story, "interview"))
                return
        read = read_told(kb, out, story, exact=exact, strict=note is None)
        unrecognised = (*read.unrecognised, *(not_understood(note) if note else ()))
    talk = Interview(Engine(kb), read.case, examine=examine)
    for line in read_lines(kb, note.read) if note is not None else ():
        tell(line)
    if note is not None and out.on_screen and (left := not_understood(note)):
        tell(f"not understood: {few(left)}")  # into a pipe it is told already
    tell(f"Answer {_KEYS}; the first letter is enough.")
    told_of: set[str] = set()
    _warn(talk, told_of)
    stopped = None
    try:
        _ask_all(talk, most, told_of)
    except KeyboardInterrupt as interrupt:  # what was answered is not lost
        stopped = interrupt
        say("\n")
    answer = talk.differential()
    # Without a finding ddx has nothing to go by.
    command = "" if is_empty(talk.case) else equivalent(talk.case, read.numbers, ctx.obj.data)
    listing = differential(kb, answer, 10, unrecognised, command, read.numbers)
    if note is not None:
        from cramps.output.views.reading import with_read

        listing = with_read(kb, listing, note.read, command)
    _advise(talk)
    out.show(listing)
    out.note_of(listing)
    if packet_out is not None:
        write_packet(kb, out, packet_out, talk.case, read.numbers)
        say(f"kept as a phenopacket: {packet_out}\n")
    if stopped is not None:
        raise stopped


def _ask_all(talk: Interview, most: int, told_of: set[str]) -> None:
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # bytes that are no text are no answer either
    question = talk.next_question()
    while question is not None and len(talk.asked) < most:
        say("\n")
        tell(question.ask, 3, f"{len(talk.asked) + 1}. ")
        say("   > ")
        line = _read_line()
        word = _WORDS.get(line.strip().casefold().replace("\u2019", "'")) if line else "stop"
        if word is None:
            tell(f"Please answer {_KEYS}.", 3)
        elif word == "stop":
            return
        elif word == "why":
            tell(talk.why(question), 3)
        elif word == "list":
            tell(f"now: {_standing(talk)}", 3)
        elif word == "back":
            question = talk.back() or question
        else:
            talk.answer(question, word)  # type: ignore[arg-type]  # yes, no or unknown by now
            _warn(talk, told_of)
            question = talk.next_question()


def _warn(talk: Interview, told_of: set[str]) -> None:
    """Tell of a danger as soon as it is there, each once."""
    from cramps.output.views.danger import warning

    for danger in talk.red_flags():
        if danger.rule not in told_of:
            told_of.add(danger.rule)
            tell(warning(talk.engine.kb, danger), 3)


def _read_line() -> str:
    """Give the next answer, empty at the end and where there is nothing to read from."""
    return sys.stdin.readline() if sys.stdin is not None else ""


def _standing(talk: Interview) -> str:
    from cramps.output.views.differential_in_brief import percent

    leading = talk.differential().candidates[:3]
    return ", ".join(f"{c.name} {percent(c.probability)}" for c in leading)


#: What the urgencies of the rules of danger mean to a patient.
_BY_WHEN = {"now": "now", "same-day": "today", "soon": "within days"}
#: The section of the overview that says when to see someone.
_WHEN_TO_GO = "when-to-see-a-clinician"


def _advise(talk: Interview) -> None:
    """Say what to do and by when, or that nothing need be tested, and when to come back."""
    say("\n")
    answer = talk.differential()
    for danger in answer.red_flags:
        tell(f"To do {_BY_WHEN[danger.urgency]}: {danger.name}. {danger.action}")
    if answer.calm is not None:
        for said in (*answer.calm.statements, *answer.calm.come_back):
            tell(said.text)
    elif _WHEN_TO_GO in talk.engine.kb.overview:
        # The first says what is harmless, which holds only where all is ordinary.
        for statement in talk.engine.kb.overview[_WHEN_TO_GO].statements[1:]:
            tell(statement.text)
    say("\n")


def equivalent(case: Case, numbers: Numbers, data: str | None = None) -> str:
    """Write the `cramps ddx` command line of a case, on another knowledge base than the packaged.

    The numbers are those that were given: what was calculated of them is calculated again.
    """
    words = ["cramps", *(("--data", data) if data else ()), "ddx"]
    for option, values in (
        ("--symptom", case.present),
        ("--absent", (*case.absent, *case.not_results)),
        ("--maybe", case.maybe),
        ("--result", (*case.results, *map(str, numbers.told or case.numbers))),
        ("--drug", case.drugs),
    ):
        for value in values:
            words += [option, value]
    if case.age is not None:
        words += ["--age", f"{case.age:g}"]
    if case.onset_age is not None:
        words += ["--onset-age", f"{case.onset_age:g}"]
    if case.sex is not None:
        words += ["--sex", case.sex]
    if case.setting != "neurology":
        words += ["--setting", case.setting]
    return shlex.join(words)
