"""Commands that show what disorders share: findings, tests, treatments, drugs, sources."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cramps.cli.choosing import ELSEWHERE, lookup_of, pick, pick_all, shown_of
from cramps.cli.options import (
    FormOptions,
    FullOption,
    ReferencesOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.output import Output
from cramps.cli.writing import warn
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.knowledge import closed_lists
from cramps.words.closed_list_words import one_of

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Drug, Source

KINDS = get_args(closed_lists.FindingKind)


def symptoms(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Findings to show: id, any word for it, or HPO id.",
            autocompletion=completer("findings"),
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only {', '.join(KINDS)}.",
            autocompletion=choices(*KINDS),
        ),
    ] = None,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Symptoms, also signs and triggers: a list, or who has one.

    \b
    Examples:
      cramps symptoms
      cramps symptoms twitching
      cramps symptoms --kind trigger
    """
    from cramps.output.views import vocabulary

    kb, out = open_output(ctx, wanted, full=full, references=references)
    if names:
        if found := pick_all(kb, out, names, "finding"):
            out.show_cards([vocabulary.finding_card(kb, kb.findings[i]) for _, i in found])
        return
    kinds = [one_of(word, KINDS, "kind") for word in kind or ()]
    shown = [f for f in kb.findings.values() if not kinds or f.kind in kinds]
    shown.sort(key=lambda f: (KINDS.index(f.kind), f.name.casefold(), f.id))
    out.show_listing(vocabulary.findings(kb, shown), "finding")


TIERS = get_args(closed_lists.Tier)


def tests(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Tests or results to show.",
            autocompletion=completer("tests", "results"),
        ),
    ] = None,
    tier: Annotated[
        list[str] | None,
        typer.Option(
            "--tier",
            metavar="TIER",
            help=f"Only of this cost: {', '.join(TIERS)}.",
            autocompletion=choices(*TIERS),
        ),
    ] = None,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Tests: a list, the cheapest first, or what one settles.

    \b
    Examples:
      cramps tests
      cramps tests emg
      cramps tests ck-raised
    """
    from cramps.output.views import vocabulary

    kb, out = open_output(ctx, wanted, full=full, references=references)
    if names:
        if shown_of(kb, out, names, "tests", "test", "result"):
            return
        found = pick_all(kb, out, names, "test", "result")
        cards = []
        for category, record_id in found or ():
            only = record_id if category == "result" else None
            test = kb.results[record_id][0] if only else kb.tests[record_id]
            cards.append(vocabulary.test_card(kb, test, only))
        if cards:
            out.show_cards(cards)
        return
    tiers = [one_of(word, TIERS, "tier") for word in tier or ()]
    shown = [t for t in kb.tests.values() if not tiers or t.tier in tiers]
    shown.sort(key=lambda t: (TIERS.index(t.tier), t.name.casefold(), t.id))
    out.show_listing(vocabulary.tests(kb, shown), "test")


CLASSES = get_args(closed_lists.TreatmentClass)


def treatments(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Treatments to show.",
            autocompletion=completer("treatments"),
        ),
    ] = None,
    class_: Annotated[
        list[str] | None,
        typer.Option(
            "--class",
            metavar="CLASS",
            help=f"Only {', '.join(CLASSES)}.",
            autocompletion=choices(*CLASSES),
        ),
    ] = None,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Treatments: a list, or the dose and cautions of one.

    Drugs that cause cramps are in: cramps drugs.

    \b
    Examples:
      cramps treatments
      cramps treatments quinine
      cramps treatments --class physical-therapy
    """
    from cramps.output.views import vocabulary

    kb, out = open_output(ctx, wanted, full=full, references=references)
    if names:
        if shown_of(kb, out, names, "treatments", "treatment"):
            return
        if found := pick_all(kb, out, names, "treatment"):
            out.show_cards([vocabulary.treatment_card(kb, kb.treatments[i]) for _, i in found])
        return
    classes = [one_of(word, CLASSES, "class") for word in class_ or ()]
    shown = [t for t in kb.treatments.values() if not classes or t.class_ in classes]
    shown.sort(key=lambda t: (CLASSES.index(t.class_), t.name.casefold(), t.id))
    out.show_listing(vocabulary.treatments(kb, shown), "treatment")


def drugs(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Drugs or toxins to show.",
            autocompletion=completer("drugs"),
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Check a list of medicines: which can cause cramps, how sure, and together what.",
        ),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Those without a known link too.")
    ] = False,
    full: FullOption = False,
    references: ReferencesOption = False,
    *,
    wanted: FormOptions,
) -> None:
    """Drugs and toxins as causes of cramps, not as treatments.

    A list; one with the size of its effect; or, with --check, a list of medicines. Generic and trade names are understood. Treatments of cramps are in: cramps treatments.

    In the list what people take most comes first (the editors' choice), then the rest, each with what was
    measured first; in JSON the records come by name.

    \b
    Examples:
      cramps drugs
      cramps drugs statins
      cramps drugs --check furosemide salbutamol atorvastatin
    """
    from cramps.output.views import drugs as view

    kb, out = open_output(ctx, wanted, full=full, references=references)
    if check:
        _check(kb, out, names or [])
        return
    if names:
        if of_class := _of_class(kb, " ".join(names)):
            out.show_listing(view.listing(of_class, named=True), "drug")
            return
        if taken := pick_all(kb, out, names, "drug"):
            drugs = [kb.drugs[i] for _, i in taken]
            asked = names if len(names) == len(drugs) else [drug.name for drug in drugs]
            several = len(drugs) > 1 and out.on_screen
            verdicts = [view.verdicts(asked, drugs)] if several else []
            out.show_cards([*verdicts, *(view.card(kb, drug) for drug in drugs)])
        return
    shown = [d for d in kb.drugs.values() if everything or d.link != "none-known"]
    out.show_listing(view.listing(shown), "drug")


def _of_class(kb: "KnowledgeBase", name: str) -> list["Drug"]:
    """Give the drugs of a class that several share, where it is no drug's own name."""
    try:
        lookup_of(kb).find(name, "drug")
    except CrampsError:
        wanted = name.strip().casefold()
        return [d for d in kb.drugs.values() if d.class_.casefold() in (wanted, f"{wanted}s")]
    return []


def _check(kb: "KnowledgeBase", out: Output, names: list[str]) -> None:
    from cramps.output.views.drugs import checked
    from cramps.queries.medicines import check, written

    if not names:
        raise BadQuery("name the medicines: cramps drugs --check furosemide salbutamol")
    found, unrecognised = [], []
    for name in written(lookup_of(kb), names):
        try:
            found.append((name, pick(kb, out, name, "drug")[1]))
        except CrampsError as error:
            unrecognised.append(name)
            meant = (
                f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
            )
            warn(f"left out: {error.message}{meant}")
    if not found:
        raise NotFound(f"none of these medicines is known here: {', '.join(unrecognised)}")
    listing = checked(kb, check(kb, found), tuple(unrecognised))
    out.show(listing)
    out.note_of(listing)


SOURCE_KINDS = get_args(closed_lists.SourceKind)


def sources(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID...]",
            help="PMID:123, DOI:10.1/x, NBK123, an address, or a record.",
            autocompletion=completer("sources"),
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only {', '.join(SOURCE_KINDS)}.",
            autocompletion=choices(*SOURCE_KINDS),
        ),
    ] = None,
    *,
    wanted: FormOptions,
) -> None:
    """Sources: a list, every record that cites one, or what a record cites.

    \b
    Examples:
      cramps sources --kind guideline
      cramps sources PMID:29510461
      cramps sources mexiletine
    """
    from cramps.output.views import vocabulary

    kb, out = open_output(ctx, wanted)
    if names:
        if cited := _cited_by(kb, " ".join(names)):
            out.show_listing(vocabulary.sources(cited), "source")
            return
        out.show_cards([vocabulary.source_card(kb, _source(kb, name)) for name in names])
        return
    kinds = [one_of(word, SOURCE_KINDS, "kind") for word in kind or ()]
    shown = [s for s in kb.sources.values() if not kinds or s.kind in kinds]
    shown.sort(key=lambda s: (SOURCE_KINDS.index(s.kind), -(s.year or 0), s.id))
    out.show_listing(vocabulary.sources(shown), "source")


def _cited_by(kb: "KnowledgeBase", name: str) -> list["Source"]:
    """Give the sources of a record, in its order; of nothing where the name is not a record's."""
    from cramps.knowledge.kinds import KINDS
    from cramps.output.views.forms import cited_in

    try:
        found = lookup_of(kb).find(name, *ELSEWHERE)
    except CrampsError:
        return []
    if found.category == "result":
        return _cited_by(kb, kb.results[found.id][0].id)
    stem = next(stem for stem, kind in KINDS.items() if kind.one == found.category)
    return [kb.sources[i] for i in cited_in(kb.table(stem).plain(found.id))]


def _source(kb: "KnowledgeBase", name: str) -> "Source":
    from difflib import get_close_matches

    wanted = name.strip().casefold()
    if not wanted:
        raise BadQuery("an empty word names no source")
    by_id = {source_id.casefold(): source_id for source_id in kb.sources}
    for key in (wanted, f"pmid:{wanted}", f"doi:{wanted}"):
        if key in by_id:
            return kb.sources[by_id[key]]
    close = [by_id[key] for key in get_close_matches(wanted, by_id, n=3, cutoff=0.7)]
    raise NotFound(f"no source is called {name!r}", tuple(close))
