"""Commands that answer a question."""

from typing import TYPE_CHECKING, Annotated

import typer

from cramps.cases.reader import Told
from cramps.cli.choosing import lookup_of, pick_sure
from cramps.cli.disorders import PHENOMENA, group_of
from cramps.cli.options import (
    ExactOption,
    FormOptions,
    FullOption,
    GroupOption,
    PhenomenonOption,
    completer,
    open_output,
)
from cramps.cli.output import Output
from cramps.cli.patient import SignOption, SymptomOption, read_told, told
from cramps.cli.text_options import TextOptions, command_of, show_read, with_note
from cramps.errors import BadQuery, NotFound
from cramps.knowledge.base import KnowledgeBase
from cramps.queries.find import Query
from cramps.words.closed_list_words import one_of
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.cases.running_text import Note

_finding = completer("findings")


def find(
    ctx: typer.Context,
    symptom: SymptomOption = None,
    sign: SignOption = None,
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            "--trigger",
            metavar="WORDS",
            help="What brings it on, or the setting.",
            autocompletion=_finding,
        ),
    ] = None,
    test: Annotated[
        list[str] | None,
        typer.Option(
            "--test",
            metavar="TEST",
            help="A test that bears on it.",
            autocompletion=completer("tests"),
        ),
    ] = None,
    result: Annotated[
        list[str] | None,
        typer.Option(
            "--result",
            metavar="RESULT",
            help="A test result, such as ck-raised.",
            autocompletion=completer("results"),
        ),
    ] = None,
    treatment: Annotated[
        list[str] | None,
        typer.Option(
            "--treatment",
            metavar="NAME",
            help="A treatment that is used or warned of.",
            autocompletion=completer("treatments"),
        ),
    ] = None,
    group: GroupOption = None,
    phenomenon: PhenomenonOption = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="WORDS",
            help="Leave out disorders that show this finding or result.",
            autocompletion=completer("findings", "results"),
        ),
    ] = None,
    any_: Annotated[
        bool, typer.Option("--any", help="One of them is enough; else all must fit.")
    ] = False,
    full: FullOption = False,
    exact: ExactOption = False,
    *,
    texts: TextOptions,
    wanted: FormOptions,
) -> None:
    """Find who has these findings, results or treatments.

    Every option can be repeated; all must fit, with --any one. A broad finding (weakness) is met by
    any narrower one (foot drop), an umbrella word (muscular dystrophy) by who is under it. Words may
    be a patient's own, a code (HP:0002380), either spelling. Of a text the findings and results that
    are there are looked for; what is denied rules nothing out.

    \b
    Examples:
      cramps find --symptom fasciculations
      cramps find --symptom "coke coloured urine" --trigger exercise
      cramps find --result ck-raised --without "sensory loss"
      cramps find --any --symptom cramps --symptom tingling --json
      cramps find --text letter.txt --strike 2
    """
    kb, out = open_output(ctx, wanted, full=full)
    findings = list(told(symptom, sign, trigger))
    note: Note | None = None
    if texts.given():
        note, story = texts.read(kb, out, Told(), exact=exact)
        if texts.read_only:
            show_read(out, note, command_of(story, "find"))
            return
        there = read_told(kb, out, story, exact=exact, strict=False).case
        findings += there.present
        result = [*(result or ()), *there.results]
    families, findings = _umbrella_words(kb, findings)
    query = Query(
        families=families,
        findings=_ids(kb, out, exact, findings, "finding"),
        tests=_ids(kb, out, exact, test, "test"),
        results=_ids(kb, out, exact, result, "result"),
        treatments=_ids(kb, out, exact, treatment, "treatment"),
        groups=tuple(group_of(out, word) for word in group or ()),
        phenomena=tuple(one_of(word, PHENOMENA, "phenomenon") for word in phenomenon or ()),
        without=_ids(kb, out, exact, list(told(without)), "finding", "result"),
        any=any_,
    )
    for word in told(without):  # a word that is less than its record rules nothing out
        lookup_of(kb).denied(word, "finding", "result")
    if query in (Query(), Query(any=True)):
        if note is not None:
            raise NotFound("the text tells of nothing to look for")
        raise BadQuery("nothing to look for; try: cramps find --symptom fasciculations")
    from cramps.output.views.matches import hits
    from cramps.queries.find import find as find_disorders
    from cramps.queries.find import less_specific

    found = hits(kb, find_disorders(kb, query))
    if note is not None:
        looked_for = Told(present=query.findings, results=query.results)
        found = with_note(kb, out, found, note, command_of(looked_for, "find"))
    # Before the table: what is said after it would push it off the screen.
    if found.rows and found.note:
        out.note(found.note)
    if found.rows and out.takes_notes:
        for above, more in less_specific(kb, query):
            out.note(f"{more} more list {kb.label(above)} of no stated kind: --symptom {above}")
    out.show(found)
    if not found.rows:
        raise NotFound(_why_none(kb, query) + _danger(kb, query))


def _umbrella_words(kb: KnowledgeBase, words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Take out of words for findings those that name a family of disorders, and no finding: muscular dystrophy."""
    lookup = lookup_of(kb)
    families = {
        word: family.id
        for word in words
        if lookup.named(word, "finding") is None
        and (family := lookup.named(word, "family")) is not None
    }
    return tuple(families.values()), [word for word in words if word not in families]


def _why_none(kb: KnowledgeBase, query: Query) -> str:
    """Say which criteria no disorder meets by itself, or that they do not meet in one."""
    from cramps.queries.find import unmet

    if missing := unmet(kb, query):
        return f"no disorder here lists {' nor '.join(map(kb.label, missing))}"
    if query.any:
        return "no disorder fits any of it"
    return "no disorder fits all of it; try fewer criteria, or --any"


def _danger(kb: KnowledgeBase, query: Query) -> str:
    """Name the rules of danger that what was looked for raises, where no disorder lists it."""
    from cramps.cases.case import Case
    from cramps.output.views.closed_list_names import URGENCY
    from cramps.ranking.danger import rules_of

    raised = rules_of(kb).raised(Case(present=query.findings, results=query.results))
    named = "; ".join(f"{URGENCY[d.urgency]}: {d.name}. {d.action}" for d in raised)
    return f". It is a red flag. {named}" if named else ""


def _ids(
    kb: KnowledgeBase,
    out: Output,
    exact: bool,  # noqa: FBT001  (handed on as it came from the command line)
    words: list[str] | None,
    *categories: Category,
) -> tuple[str, ...]:
    return tuple(pick_sure(kb, out, word, *categories, exact=exact)[1] for word in words or ())


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words to look for.")],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many passages.")
    ] = 20,
    full: FullOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Search the full text of everything.

    Those with all the words, or where there are none those with the most; in either spelling.
    *Asterisks* mark the words.

    \b
    Examples:
      cramps search quinine
      cramps search forearm lactate
      cramps search hypocalcemia --limit 5 --json
    """
    from cramps.output.views.matches import passages
    from cramps.queries.full_text import search_any

    kb, out = open_output(ctx, wanted, full=full)
    query = " ".join(words)
    hits = search_any(kb, query, limit)
    found = passages(hits.passages)
    if found.rows and hits.missing:
        out.note(f"stands nowhere: {', '.join(hits.missing)}")
    if hits.partly:
        out.note("no passage has all of the words; these have the most of them")
    out.show(found)
    if not found.rows:
        raise NotFound(f"nothing has any of these words: {query}")
    if len(found.rows) == limit and not out.on_screen:
        out.note(f"the first {limit} passages; --limit shows more")
