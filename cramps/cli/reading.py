"""Commands that show records."""

from collections.abc import Iterable
from typing import Annotated, TypeVar, get_args

import typer

from cramps import model
from cramps.cli.options import (
    FormatOption,
    JsonOption,
    QuietOption,
    choices,
    completer,
    open_output,
)
from cramps.cli.output import Output
from cramps.errors import BadQuery, NotFound
from cramps.kb import KnowledgeBase
from cramps.names import Category, resolve
from cramps.view import disorders as view
from cramps.view import overview as overview_view
from cramps.view import vocabulary
from cramps.view.card import SECTIONS, card
from cramps.view.forms import Card, Cards, Listing, View

GROUPS = get_args(model.Group)
PHENOMENA = get_args(model.Phenomenon)
SITES = get_args(model.MechanismSite)

GroupOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group", metavar="GROUP", help="Only this group.", autocompletion=choices(*GROUPS)
    ),
]
PhenomenonOption = Annotated[
    list[str] | None,
    typer.Option(
        "--phenomenon",
        metavar="WHAT",
        help="Only where this contracts: true-cramp, contracture, tetany ...",
        autocompletion=choices(*PHENOMENA),
    ),
]

T = TypeVar("T", bound=str)


def one_of(word: str, allowed: tuple[T, ...], option: str) -> T:
    """Take a word of a closed list, however it is written. Raises NotFound with suggestions."""
    from difflib import get_close_matches

    wanted = word.strip().lower().replace(" ", "-").replace("_", "-")
    wanted = wanted.replace("ischemic", "ischaemic")
    for value in allowed:
        if value == wanted:
            return value
    close: list[str] = get_close_matches(wanted, allowed, n=3, cutoff=0.5)
    close += [v for v in allowed if wanted and wanted in v and v not in close]
    hint = "" if close else f"; there are {', '.join(allowed)}"
    raise NotFound(f"no {option} is called {word!r}{hint}", tuple(close[:3]))


def pick(kb: KnowledgeBase, out: Output, word: str, *categories: Category) -> tuple[Category, str]:
    """Find the record that a word names, and say so where a slip was forgiven."""
    meaning = resolve(kb, word, *categories)
    if meaning.corrected:
        out.note(f"{word!r} read as {meaning.corrected!r}")
    return meaning.category, meaning.id


def show_all(out: Output, cards: list[Card]) -> None:
    """Show one card, or several together."""
    view_: View = cards[0] if len(cards) == 1 else Cards(cards=tuple(cards))
    out.show(view_)


def show_listing(out: Output, listing: Listing, what: str) -> None:
    """Show a listing; where it is empty, show that too, then say so."""
    out.show(listing)
    if not listing.rows:
        raise NotFound(f"no {what} fits")


SORTINGS = ("group", "phenomenon", "name", "id", "prevalence", "critical")
_BANDS = get_args(model.PrevalenceBand)


def list_disorders(
    ctx: typer.Context,
    group: GroupOption = None,
    phenomenon: PhenomenonOption = None,
    critical: Annotated[
        bool, typer.Option("--critical", help="Only those that kill or cripple soon when missed.")
    ] = False,
    sort: Annotated[
        str,
        typer.Option(
            metavar="BY",
            help="group, phenomenon, name, id, prevalence or critical.",
            autocompletion=choices(*SORTINGS),
        ),
    ] = "group",
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List the disorders, a line each.

    \b
    Examples:
      cramps list
      cramps list --group nerve --sort name
      cramps list --phenomenon contracture --json
    """
    kb, out = open_output(ctx, form, json, quiet)
    groups = [one_of(word, GROUPS, "group") for word in group or ()]
    phenomena = [one_of(word, PHENOMENA, "phenomenon") for word in phenomenon or ()]
    by = one_of(sort, SORTINGS, "order")
    shown = [
        d
        for d in kb.disorders.values()
        if (not groups or d.group in groups)
        and all(p in d.phenomenon for p in phenomena)
        and (d.critical or not critical)
    ]
    shown.sort(key=lambda d: (_sort_key(d, by), d.name.casefold(), d.id))
    listing = view.listing(shown, grouped_by="group" if by == "group" else None)
    show_listing(out, listing, "disorder")


def _sort_key(d: model.Disorder, by: str) -> int | str:
    if by == "group":
        return GROUPS.index(d.group)
    if by == "phenomenon":
        return PHENOMENA.index(d.phenomenon[0]) if d.phenomenon else len(PHENOMENA)
    if by == "prevalence":
        return _BANDS.index(d.prevalence.band)
    if by == "critical":
        return 0 if d.critical else 1
    return d.id if by == "id" else ""


def show(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Id, name, alias, ORPHA, OMIM or ICD-10-CM code; several for several.",
            autocompletion=completer("disorders", "families"),
        ),
    ],
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            "-s",
            metavar="PART",
            help=f"Only this part, in full: {', '.join(SECTIONS)}. Can be repeated.",
            autocompletion=choices(*SECTIONS),
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every part in full, with all notes.")
    ] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show everything about a disorder, or about several.

    An umbrella word (peripheral neuropathy, periodic paralysis) shows what it covers.

    \b
    Examples:
      cramps show als
      cramps show "lou gehrig" --section treatments
      cramps show mcardle ORPHA:684 --json
    """
    kb, out = open_output(ctx, form, json, quiet)
    sections = [one_of(word, tuple(SECTIONS), "section") for word in section or ()]
    cards = []
    for name in names:
        category, record_id = _pick_disorder(kb, out, name)
        if category == "family":
            cards.append(view.family_card(kb, kb.families[record_id]))
        else:
            full_card = full or out.form in ("csv", "tsv", "plain", "markdown")
            cards.append(card(kb, kb.disorders[record_id], sections, full=full_card))
    show_all(out, cards)


def _pick_disorder(kb: KnowledgeBase, out: Output, name: str) -> tuple[Category, str]:
    try:
        return pick(kb, out, name, "disorder", "family")
    except NotFound as unknown:
        try:
            meaning = resolve(kb, name, "finding", "test", "treatment", "drug")
        except (NotFound, BadQuery):
            raise unknown from None
        command = {"finding": "symptoms", "test": "tests"}.get(
            meaning.category, f"{meaning.category}s"
        )
        unknown.message += f", but a {meaning.category} is: cramps {command} {meaning.id}"
        unknown.did_you_mean = ()
        raise


def mechanisms(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Disorders whose causal chain to show.",
            autocompletion=completer("disorders"),
        ),
    ] = None,
    site: Annotated[
        list[str] | None,
        typer.Option(
            "--site",
            metavar="SITE",
            help=f"Only where cramps arise here: {', '.join(SITES)}.",
            autocompletion=choices(*SITES),
        ),
    ] = None,
    phenomenon: PhenomenonOption = None,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show where cramps arise, by site and phenomenon, or a disorder's chain from cause to cramp.

    \b
    Examples:
      cramps mechanisms
      cramps mechanisms als
      cramps mechanisms --site motor-axon
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        if site or phenomenon:
            raise BadQuery("name disorders, or filter with --site and --phenomenon; not both")
        ids = [pick(kb, out, name, "disorder")[1] for name in names]
        show_all(out, [card(kb, kb.disorders[i], ["mechanism"]) for i in ids])
        return
    sites = [one_of(word, SITES, "site") for word in site or ()]
    phenomena = [one_of(word, PHENOMENA, "phenomenon") for word in phenomenon or ()]
    shown = (
        d
        for d in kb.disorders.values()
        if all(s in d.mechanism.site for s in sites) and all(p in d.phenomenon for p in phenomena)
    )
    show_listing(out, view.mechanisms(shown), "mechanism")


KINDS = get_args(model.FindingKind)


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
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List symptoms, signs, triggers and circumstances, or show one: its words and who has it.

    \b
    Examples:
      cramps symptoms
      cramps symptoms twitching
      cramps symptoms --kind trigger
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        ids = [pick(kb, out, name, "finding")[1] for name in names]
        show_all(out, [vocabulary.finding_card(kb, kb.findings[i]) for i in ids])
        return
    kinds = [one_of(word, KINDS, "kind") for word in kind or ()]
    shown = [f for f in kb.findings.values() if not kinds or f.kind in kinds]
    shown.sort(key=lambda f: (KINDS.index(f.kind), f.name.casefold(), f.id))
    show_listing(out, vocabulary.findings(kb, shown), "finding")


TIERS = get_args(model.Tier)


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
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List diagnostic tests, the cheapest first, or show one: its results and where they occur.

    \b
    Examples:
      cramps tests
      cramps tests emg
      cramps tests ck-raised
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        cards = []
        for name in names:
            category, record_id = pick(kb, out, name, "test", "result")
            only = record_id if category == "result" else None
            test = kb.results[record_id][0] if only else kb.tests[record_id]
            cards.append(vocabulary.test_card(kb, test, only))
        show_all(out, cards)
        return
    tiers = [one_of(word, TIERS, "tier") for word in tier or ()]
    shown = [t for t in kb.tests.values() if not tiers or t.tier in tiers]
    shown.sort(key=lambda t: (TIERS.index(t.tier), t.name.casefold(), t.id))
    show_listing(out, vocabulary.tests(kb, shown), "test")


CLASSES = get_args(model.TreatmentClass)


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
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List treatments by class, or show one: what for, how well it works, what to beware of.

    \b
    Examples:
      cramps treatments
      cramps treatments quinine
      cramps treatments --class physical-therapy
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        ids = [pick(kb, out, name, "treatment")[1] for name in names]
        show_all(out, [vocabulary.treatment_card(kb, kb.treatments[i]) for i in ids])
        return
    classes = [one_of(word, CLASSES, "class") for word in class_ or ()]
    shown = [t for t in kb.treatments.values() if not classes or t.class_ in classes]
    shown.sort(key=lambda t: (CLASSES.index(t.class_), t.name.casefold(), t.id))
    show_listing(out, vocabulary.treatments(kb, shown), "treatment")


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
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List drugs and toxins that cause cramps, or show one with the size of its effect.

    \b
    Examples:
      cramps drugs
      cramps drugs statins
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        ids = [pick(kb, out, name, "drug")[1] for name in names]
        show_all(out, [vocabulary.drug_card(kb, kb.drugs[i]) for i in ids])
        return
    shown = sorted(kb.drugs.values(), key=lambda d: (d.name.casefold(), d.id))
    show_listing(out, vocabulary.drugs(shown), "drug")


SOURCE_KINDS = get_args(model.SourceKind)


def sources(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID...]",
            help="PMID:123, DOI:10.1/x, NBK123 or an address.",
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
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List the sources, or show one and every record that cites it.

    \b
    Examples:
      cramps sources --kind guideline
      cramps sources PMID:29510461
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        show_all(out, [vocabulary.source_card(kb, _source(kb, name)) for name in names])
        return
    kinds = [one_of(word, SOURCE_KINDS, "kind") for word in kind or ()]
    shown = [s for s in kb.sources.values() if not kinds or s.kind in kinds]
    shown.sort(key=lambda s: (SOURCE_KINDS.index(s.kind), -(s.year or 0), s.id))
    show_listing(out, vocabulary.sources(shown), "source")


def _source(kb: KnowledgeBase, name: str) -> model.Source:
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


def overview(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SECTION...]",
            help="Sections to show; see cramps overview --list.",
            autocompletion=completer("overview"),
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the sections.")] = False,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what a cramp is, the phenomena with their EMG signatures, red flags and treatment.

    \b
    Examples:
      cramps overview
      cramps overview --list
      cramps overview contracture
    """
    kb, out = open_output(ctx, form, json, quiet)
    if names:
        ids = [pick(kb, out, name, "overview")[1] for name in names]
        cards = [_overview_card(kb, [kb.overview[i]], i, kb.overview[i].title) for i in ids]
        show_all(out, cards)
    elif list_ or quiet:
        show_listing(out, overview_view.listing(kb.overview.values()), "section")
    else:
        sections = [s for s in kb.overview.values() if s.part != "workup"]
        out.show(_overview_card(kb, sections, "overview", "Muscle cramps: an overview"))


def workup(
    ctx: typer.Context,
    form: FormatOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show the work-up of cramps, step by step.

    \b
    Example:
      cramps workup
    """
    kb, out = open_output(ctx, form, json, quiet)
    sections = [s for s in kb.overview.values() if s.part == "workup"]
    if quiet:
        show_listing(out, overview_view.listing(sections), "step")
        return
    out.show(_overview_card(kb, sections, "workup", "The work-up of muscle cramps"))


def _overview_card(
    kb: KnowledgeBase, sections: Iterable[model.OverviewSection], card_id: str, title: str
) -> Card:
    return overview_view.card(kb, sections, card_id, title)
