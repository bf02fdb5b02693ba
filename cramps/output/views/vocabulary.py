"""Findings, tests, treatments and sources: their lists and their cards."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.output.views import assays, vocabulary_in_brief
from cramps.output.views.closed_list_names import NOT_A_DIAGNOSIS, said
from cramps.output.views.disorder_sections import test_figures, treatment_terms
from cramps.output.views.forms import (
    Bibliography,
    Card,
    CardText,
    Column,
    Item,
    Listing,
    Row,
    Section,
    citation,
    cited_in,
    plain_values,
    references_data,
    url,
    with_names,
)
from cramps.queries.answering.definitions import told_in_general
from cramps.queries.mentions import mentions
from cramps.queries.purposes_of_tests import purpose

R = TypeVar("R", bound=model.Record)


def _fields(key: str, title: str, told: Iterable[tuple[str, ...]]) -> Section | None:
    """Make a section of labels, their texts and, where a label names a record, its id."""
    items = tuple(Item(text, label, *record) for label, text, *record in told if text)
    return Section(key, title, items, "fields") if items else None


def _present(*sections: Section | None) -> tuple[Section, ...]:
    return tuple(section for section in sections if section is not None)


def _statements(
    key: str, title: str, statements: tuple[model.Statement, ...], cite: Bibliography
) -> Section | None:
    items = tuple(Item(s.text + cite.mark(s.sources)) for s in statements)
    return Section(key, title, items, "bullets") if items else None


def _counted(
    title: str,
    columns: tuple[Column, ...],
    counted: list[tuple[R, int]],
    cells: Callable[[R, str], tuple[str, ...]],
    grouped_by: str,
) -> Listing:
    """List records, each with the number of disorders that mention it; ``cells`` makes a row of both."""
    return Listing(
        title=title,
        columns=columns,
        rows=tuple(
            Row(row[0], row) for row in (cells(record, str(count)) for record, count in counted)
        ),
        grouped_by=grouped_by,
        data=lambda: [{**plain_values(record), "disorders": count} for record, count in counted],
    )


# Findings.


def findings(kb: KnowledgeBase, shown: Iterable[model.Finding]) -> Listing:
    """Findings with the number of disorders that show each, narrower ones counted in."""
    return _counted(
        "Symptoms, signs, triggers and circumstances",
        (
            Column("id", "id", for_programs=True),
            Column("name", "finding"),
            Column("kind", "kind"),
            Column("hpo", "HPO", wide_only=True),
            Column("disorders", "disorders"),
            Column("lay", "patients say", wide_only=True),
        ),
        [(f, mentions(kb).showing(f.id)) for f in shown],
        lambda f, count: (f.id, f.name, f.kind, f.hpo or "", count, ", ".join(f.lay[:3])),
        "kind",
    )


def _disorders_with(
    kb: KnowledgeBase, finding: str
) -> list[tuple[model.Disorder, list[model.DisorderFinding]]]:
    """Disorders that list a finding or a narrower one, the most frequent first."""
    wanted = {finding, *kb.narrower.get(finding, ())}
    found = []
    for d in map(kb.disorders.__getitem__, mentions(kb).listing(finding)):
        listed = [f for f in d.findings if f.finding in wanted]
        found.append((d, sorted(listed, key=lambda f: (-_share(f.frequency), f.finding))))
    return sorted(found, key=lambda pair: (-_share(pair[1][0].frequency), pair[0].id))


def _share(text: str | None) -> float:
    if text is None:
        return 0.001  # unknown stands before excluded
    return frequency.parse(text).middle


def _at_large(finding: model.Finding, cite: Bibliography) -> str:
    common = finding.at_large
    if common is None:
        return ""
    return f"{frequency.words(common.value)} ({common.text}){cite.mark(common.sources)}"


def finding_card(kb: KnowledgeBase, finding: model.Finding) -> Card:
    """One finding: its words, its place among the others, and who has it."""
    cite = Bibliography(kb)
    narrower = kb.narrower.get(finding.id, ())
    ask = "how to look for it" if finding.kind == "sign" else "ask"
    about = _fields(
        "about",
        "About",
        (
            ("kind", finding.kind),
            (ask, finding.ask),
            ("clinicians say", ", ".join(finding.synonyms)),
            ("patients say", ", ".join(finding.lay)),
            ("HPO", finding.hpo or ""),
            ("a kind of", ", ".join(kb.findings[i].name for i in finding.broader)),
            ("kinds of it", ", ".join(kb.findings[i].name for i in narrower)),
            ("in people at large", _at_large(finding, cite)),
        ),
    )
    known = _statements("evidence", "What is known", told_in_general(kb, finding), cite)
    with_it = _disorders_with(kb, finding.id)
    items = [
        Item(
            "; ".join(
                (f"{kb.findings[f.finding].name}, " if f.finding != finding.id else "")
                + frequency.words(f.frequency)
                + (f", {f.remark}" if f.remark else "")
                + cite.mark(f.sources)
                for f in listed
            ),
            d.name,
            d.id,
        )
        for d, listed in with_it
    ]
    data = {
        "record": "finding",
        **plain_values(finding),
        "narrower": list(narrower),
        "disorders": with_names(
            kb,
            [{"disorder": d.id, **plain_values(f)} for d, listed in with_it for f in listed],
        ),
    }
    count = mentions(kb).showing(finding.id)
    title = f"Seen in {count} disorder{'s' if count != 1 else ''}"
    seen = Section("disorders", title, tuple(items), "fields")
    text = CardText(
        note=NOT_A_DIAGNOSIS,
        sections=_present(about, known, seen if items else None),
        references=cite.references(),
    )
    return Card(
        record_id=finding.id,
        title=finding.name,
        first=lambda: vocabulary_in_brief.finding(kb, finding, with_it),
        text=lambda: text,
        data=lambda: {**data, "references": references_data(kb, data)},
    )


# Tests.


def tests(kb: KnowledgeBase, shown: Iterable[model.Test]) -> Listing:
    """Tests, cheapest tier first as given, with the number of disorders that each bears on."""
    return _counted(
        "Diagnostic tests",
        (
            Column("id", "id", for_programs=True),
            Column("name", "test"),
            Column("kind", "kind", wide_only=True),
            Column("tier", "tier"),
            Column("unit", "unit", wide_only=True),
            Column("results", "results", wide_only=True),
            Column("disorders", "disorders"),
        ),
        [(t, len(mentions(kb).with_test(t.id))) for t in shown],
        lambda t, count: (t.id, t.name, t.kind, t.tier, t.unit or "", str(len(t.results)), count),
        "tier",
    )


def test_card(kb: KnowledgeBase, test: model.Test, only: str | None = None) -> Card:
    """One test: what it shows, its results (or the one called ``only``), and where they occur."""
    cite = Bibliography(kb)
    about = _fields(
        "about",
        "About",
        (
            ("kind", f"{test.kind}; tier: {test.tier}"),
            ("unit", assays.units(test)),
            ("also called", ", ".join((*test.synonyms, *test.lay))),
        ),
    )
    limits = _fields("reference", "Limits", assays.limits(test, cite))
    shows = _statements("limits", "What it shows", test.about, cite)
    shown = [r for r in test.results if only in (None, r.id)]
    bearing = map(kb.disorders.__getitem__, mentions(kb).with_test(test.id))
    uses = [(d, t) for d in bearing for t in d.tests if t.test == test.id]
    sections = [about, limits, shows]
    for result in shown:
        means = assays.meaning(test, result) + cite.mark(result.sources)
        facts: list[tuple[str, ...]] = [
            ("means", means),
            ("a kind of", ", ".join(map(kb.label, result.broader))),
        ]
        facts.append(("HPO", result.hpo or ""))
        facts.append(("also called", ", ".join(result.synonyms)))
        for d, t in uses:
            if t.result == result.id:
                facts.append((d.name, _use(kb, t) + cite.mark(t.sources), d.id))
        section = _fields(result.id, f"{result.name} ({result.id})", facts)
        sections.append(section or Section(result.id, f"{result.name} ({result.id})", (), "fields"))
    data = {
        "record": "test",
        **plain_values(test),
        "results": [plain_values(r) for r in shown],
        "disorders": with_names(
            kb,
            [{"disorder": d.id, **plain_values(t)} for d, t in uses if only in (None, t.result)],
        ),
    }
    text = CardText(
        note=NOT_A_DIAGNOSIS, sections=_present(*sections), references=cite.references()
    )
    return Card(
        record_id=only or test.id,
        title=test.name,
        first=lambda: vocabulary_in_brief.test(kb, test, shown, uses, record_id=only or test.id),
        text=lambda: text,
        data=lambda: {**data, "references": references_data(kb, data)},
    )


def _use(kb: KnowledgeBase, t: model.DisorderTest) -> str:
    what_for = purpose(t, kb.results[t.result][1])
    return "; ".join([what_for, *test_figures(t), *([t.remark] if t.remark else [])])


# Treatments.


def treatments(kb: KnowledgeBase, shown: Iterable[model.Treatment]) -> Listing:
    """Treatments with the number of disorders that they are given (or warned of) in."""
    return _counted(
        "Treatments",
        (
            Column("id", "id", for_programs=True),
            Column("name", "treatment"),
            Column("class", "class"),
            Column("subclass", "subclass", wide_only=True),
            Column("disorders", "disorders"),
        ),
        [(t, len(mentions(kb).with_treatment(t.id))) for t in shown],
        lambda t, count: (t.id, t.name, said(t.class_), t.subclass or "", count),
        "class",
    )


def treatment_card(kb: KnowledgeBase, treatment: model.Treatment) -> Card:
    """One treatment: what it is given for, how well it works, what to beware of."""
    cite = Bibliography(kb)
    kind = said(treatment.class_) + (f": {treatment.subclass}" if treatment.subclass else "")
    about = _fields(
        "about", "About", (("class", kind), ("also called", ", ".join(treatment.synonyms)))
    )
    known = _statements("evidence", "What is known", treatment.about, cite)
    cautions = _statements("cautions", "Cautions", treatment.cautions, cite)
    with_it = map(kb.disorders.__getitem__, mentions(kb).with_treatment(treatment.id))
    uses = [(d, t) for d in with_it for t in d.treatments if t.treatment == treatment.id]
    used = _fields(
        "disorders",
        "In these disorders",
        ((d.name, treatment_terms(t) + cite.mark(t.sources), d.id) for d, t in uses),
    )
    data = {
        "record": "treatment",
        **plain_values(treatment),
        "disorders": with_names(kb, [{"disorder": d.id, **plain_values(t)} for d, t in uses]),
    }
    text = CardText(
        note=NOT_A_DIAGNOSIS,
        sections=_present(about, cautions, known, used),
        references=cite.references(),
    )
    return Card(
        record_id=treatment.id,
        title=treatment.name,
        first=lambda: vocabulary_in_brief.treatment(kb, treatment, uses),
        text=lambda: text,
        data=lambda: {**data, "references": references_data(kb, data)},
    )


# Sources.


def sources(shown: Iterable[model.Source]) -> Listing:
    """Sources, a line each."""
    listed = tuple(shown)
    return Listing(
        title="Sources",
        columns=(
            Column("id", "id"),
            Column("kind", "kind"),
            Column("year", "year"),
            Column("authors", "authors", wide_only=True),
            Column("title", "title"),
        ),
        rows=tuple(
            Row(s.id, (s.id, said(s.kind), str(s.year or ""), s.authors or "", s.title))
            for s in listed
        ),
        grouped_by="kind",
        data=lambda: [{**plain_values(s), "url": url(s.id)} for s in listed],
    )


def source_card(kb: KnowledgeBase, source: model.Source) -> Card:
    """One source, and the records that cite it."""
    citing = [
        (file, record.id)
        for file in KINDS
        if file != "sources"
        for record in kb.table(file).values()
        if source.id in cited_in(plain_values(record))
    ]
    about = _fields(
        "about",
        "About",
        (
            ("kind", said(source.kind)),
            ("citation", citation(source)),
            ("address", url(source.id)),
            ("record last seen", source.seen or ""),
        ),
    )
    by_file: dict[str, list[str]] = {}
    for file, record_id in citing:
        by_file.setdefault(file, []).append(record_id)
    cited = _fields("cited", "Cited by", ((f, ", ".join(ids)) for f, ids in by_file.items()))
    text = CardText(note=NOT_A_DIAGNOSIS, sections=_present(about, cited))
    return Card(
        record_id=source.id,
        title=source.title,
        text=lambda: text,
        data=lambda: {
            "record": "source",
            **plain_values(source),
            "url": url(source.id),
            "cited_by": by_file,
        },
    )
