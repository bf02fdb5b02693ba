"""The command that answers a question as it comes to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from cramps.cli.choosing import ELSEWHERE, lookup_of
from cramps.cli.options import (
    FormOptions,
    FullOption,
    ReferencesOption,
    open_output,
)
from cramps.cli.output import Output
from cramps.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Brief
    from cramps.queries.answering.answer import Asked
    from cramps.words.own_words import Category

#: Of a differential, and of passages, so many are told.
BRIEFLY = 5
#: Statements that fit on a screen.
MOST = 4


def ask(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="The question, in any words.")
    ],
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Answer a question: the statements that connect what it names, cited, and the commands for more.

    Disorders, findings, tests, treatments and drugs are recognised in any words, and what is asked of
    them: dose, avoid, cause, confirm, how common, what helps. Findings alone are ranked as by ddx.

    \b
    Examples:
      cramps ask mexiletine dose als
      cramps ask which antibodies in isaacs
      cramps ask can furosemide cause cramps
      cramps ask what to avoid in hyperkalaemic periodic paralysis
    """
    from cramps.queries.ask import ask as answer_to

    kb, out = open_output(ctx, wanted, full=full, references=references)
    question = " ".join(words)
    answer = answer_to(kb, question, most=20 if full else MOST)
    for taken in answer.guessed:
        out.note(f"{taken.text!r} taken as {taken.name} ({taken.id}), which has it in its name")
    if answer.kind == "differential":
        _differential(kb, out, answer)
    elif answer.kind == "nothing":
        _nothing_named(kb, out, question, answer)
    elif answer.kind == "record":
        _one_record(kb, out, answer)
    else:
        from cramps.output.views.answered_question import card

        told = card(kb, answer, _more(answer))
        if answer.kind == "drugs":
            from cramps.output.views.drugs import by_sureness

            told.first = lambda: by_sureness(kb.drugs.values())
        out.show_cards([told])
        if not out.on_screen:
            if answer.unrecognised:
                out.note(f"not understood: {', '.join(answer.unrecognised)}")
            if answer.unanswered:
                out.note(f"not answered: {', '.join(answer.unanswered)}")


#: The command that shows a record, or a section of the overview.
_COMMANDS: dict[Category, str] = {**ELSEWHERE, "overview": "cramps overview"}


def _more(answer: Asked) -> tuple[str, ...]:
    """Give the commands that tell more of what was named."""
    if sum(line.id.startswith("red-flag") for line in answer.lines) > 1:
        return ("cramps overview red-flags",)
    of_group = [f"cramps list --group {answer.group}"] if answer.group else []
    commands = dict.fromkeys(of_group)
    commands |= dict.fromkeys(
        f"{_COMMANDS[kind]} {record_id}"
        for kind, record_id in (
            *((taken.kind, taken.id) for taken in answer.records),
            *((line.kind, line.id) for line in answer.lines[:1]),
        )
    )
    return tuple(commands)[:4]


def _differential(kb: KnowledgeBase, out: Output, answer: Asked) -> None:
    """Rank what fits the findings, in brief; of values what they mean, and what to do then."""
    from cramps.cases.in_words import not_understood, read_words
    from cramps.cases.reader import CaseReader
    from cramps.cli.diagnosing import answered
    from cramps.cli.patient import Story, tell
    from cramps.cli.text_options import command_of
    from cramps.output.views.answered_question import with_values
    from cramps.output.views.reading import taken, with_read

    cases = CaseReader(kb, lookup_of(kb), nearest=True)
    note = read_words(cases, [answer.told])
    for said in taken(kb, note.read):
        out.note(said)
    read = cases.read(note.told)
    tell(kb, out, read)
    listing = answered(kb, Story(read, (*read.unrecognised, *not_understood(note))), BRIEFLY)
    listing = with_values(kb, listing, read.numbers, answer.lines)
    out.show(with_read(kb, listing, note.read, command_of(note.told, left_out=read.unrecognised)))
    out.note_of(listing)


def _one_record(kb: KnowledgeBase, out: Output, answer: Asked) -> None:
    """Show the page of what is named."""
    from cramps.output.views.cards import card_of

    named = answer.records[0]
    others = {r.id: r for r in answer.records if r.id != named.id and r.text != named.text}
    left = [f"{o.text!r} is not answered here: {_COMMANDS[o.kind]} {o.id}" for o in others.values()]
    if answer.unanswered:
        left.append(f"not answered: {', '.join(answer.unanswered)}")
    if answer.unrecognised:
        left.append(f"not understood: {', '.join(answer.unrecognised)}")
    shown = card_of(kb, named.kind, named.id)
    shown.first = shown.first and _leading_on(shown.first, _more(answer), "; ".join(left))
    out.show(shown)
    if not out.on_screen:
        for said in left:
            out.note(said)
        out.note(f"more: {'; '.join(_more(answer))}")


def _leading_on(
    first: Callable[[], Brief], commands: tuple[str, ...], left: str
) -> Callable[[], Brief]:
    """Name these commands at the end of what a screen shows, in place of its own, and what is not answered before them."""
    from cramps.output.views.closed_list_names import NO_DIAGNOSIS
    from cramps.output.views.forms import Point

    def told() -> Brief:
        shown = first()
        more = f"More: --full, {', '.join(commands)}. {NO_DIAGNOSIS}"
        last = (Point("left out", left),) if left else ()
        return replace(shown, points=(*shown.points, *last), more=more)

    return told


def _nothing_named(kb: KnowledgeBase, out: Output, question: str, answer: Asked) -> None:
    """Show what comes nearest, then the passages that have the words. Raises NotFound for neither."""
    from cramps.output.views.matches import passages
    from cramps.output.views.nearest import listing
    from cramps.queries.full_text import search_any
    from cramps.words.nearest import SOUGHT

    lookup = lookup_of(kb)
    if not answer.records and (sure := lookup.sure(question, "disorder", "family")):
        from cramps.cases.reader import taken_as
        from cramps.queries.asking.naming import Taken

        out.note(taken_as(question, sure))
        taken = Taken(text=question, kind=sure.category, id=sure.id, name=sure.read_as or sure.id)
        _one_record(kb, out, replace(answer, records=(taken,)))
        return
    unknown = [name for name in answer.unrecognised if " " in name]
    if (
        unknown
    ):  # a name that has no entry: what other words of the question find is of something else
        question = unknown[0]
    from cramps.words.not_covered import known_elsewhere

    if elsewhere := known_elsewhere(question):
        raise NotFound(f"{elsewhere} is known to the annotations of the HPO and not covered here")
    near = lookup.of_that_name(question, *SOUGHT, most=3)
    hits = search_any(kb, question, BRIEFLY)
    if unknown and hits.partly:
        raise NotFound(f"nothing is known of {question!r}")
    compared = bool(answer.records)  # cramp or spasm: both are known, and what is asked is a text
    if near and not compared and (near[0].likeness > 0.5 or not hits.passages):
        named = set(near) <= set(lookup.having(question, "disorder", "family"))
        these = "these have the word in their names" if named else "these come nearest"
        out.note(f"nothing is called so; {these}")
        out.show(listing(kb, question, near))
    elif hits.passages:
        out.note("no record is called so; these passages have the words")
        out.show(passages(hits.passages))
    else:
        from cramps.words.codes import KNOWN, is_code

        raise NotFound(
            f"nothing is known of {question!r}{f'; {KNOWN}' if is_code(question) else ''}"
        )
