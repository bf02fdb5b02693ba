"""What a person reads on the card of a disorder, section by section."""

import re
from collections.abc import Iterable
from typing import get_args

from cramps.knowledge import closed_lists, frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.output.views import examination
from cramps.output.views.closed_list_names import (
    NOT_A_DIAGNOSIS,
    SEX,
    STANCES,
    TARGETS,
    URGENCY,
    contracts,
    said,
)
from cramps.output.views.forms import (
    Bibliography,
    CardText,
    Item,
    Section,
    SectionStyle,
)
from cramps.queries.purposes_of_tests import purpose
from cramps.queries.treatment_order import by_stance


def write(
    kb: KnowledgeBase,
    disorder: model.Disorder,
    sections: Iterable[closed_lists.CardSection],
) -> CardText:
    """Write the chosen sections of a card, with every note and figure."""
    cite = Bibliography(kb)
    written = _Writer(kb, disorder, cite).write(sections)
    return CardText(sections=written, references=cite.references(), note=NOT_A_DIAGNOSIS)


class _Writer:
    """Writes each section with every note and figure."""

    def __init__(self, kb: KnowledgeBase, disorder: model.Disorder, cite: Bibliography) -> None:
        self.kb = kb
        self.d = disorder
        self.cite = cite

    def write(self, chosen: Iterable[str]) -> tuple[Section, ...]:
        """Write the chosen sections, in the order of the card; those with nothing to say are left out."""
        wanted = set(chosen)
        written: list[Section | None] = []
        for key in get_args(closed_lists.CardSection):
            if key in wanted:
                made = getattr(self, key.replace("-", "_"))()
                written += made if isinstance(made, list) else [made]
        return tuple(section for section in written if section is not None)

    def _cited(self, text: str, node: model.Cited) -> str:
        return text + self.cite.mark(node.sources)

    def about(self) -> Section | None:
        """What it is, whom it meets, and its codes."""
        d = self.d
        items = [Item(self._cited(d.summary.text, d.summary)), self._group()]
        if d.aliases:
            items.append(Item(", ".join(d.aliases), "also called"))
        for label, band, node in (
            ("prevalence", d.prevalence.band, d.prevalence),
            ("onset", ", ".join(map(said, d.onset.bands)), d.onset),
            ("sex", SEX[d.sex.skew], d.sex),
        ):
            if node.sources:
                text = "; ".join(part for part in (band, node.figure) if part)
                items.append(Item(self._cited(text, node), label))
        if d.inheritance:
            items.append(Item(self._inheritance(d.inheritance), "inheritance"))
        items += self._codes()
        if d.codes.includes:
            items.append(Item(", ".join(d.codes.includes), "includes"))
        items.append(Item(d.reviewed, "reviewed"))
        return _section("about", "About", items)

    def _group(self) -> Item:
        critical = "; critical: not to be missed" if self.d.critical else ""
        return Item(
            f"{said(self.d.group)}; what contracts: {contracts(self.d.phenomenon)}{critical}",
            "group",
        )

    def _inheritance(self, i: model.Inheritance) -> str:
        parts = [", ".join(map(said, i.modes)), ", ".join(i.genes), i.note]
        return self._cited("; ".join(part for part in parts if part), i)

    def _codes(self) -> list[Item]:
        c = self.d.codes
        codes = [*c.orpha, *c.omim, *c.mondo, *(f"ICD-10-CM {code}" for code in c.icd10cm)]
        return [Item(", ".join(codes), "codes")] if codes else []

    def cramps(self) -> Section | None:
        """How the cramps behave."""
        c = self.d.cramps
        items = []
        if c.frequency:
            text = self._cited(with_figure(c.frequency), c.frequency)
            items.append(Item(text, "how often"))
        for label, statement in (
            ("character", c.character),
            ("where", c.site),
            ("when", c.timing),
            ("provoked by", c.provoked_by),
            ("relieved by", c.relieved_by),
        ):
            if statement:
                items.append(Item(self._cited(statement.text, statement), label))
        return _section("cramps", "The cramps", items)

    def mechanism(self) -> Section | None:
        """The causal chain."""
        m = self.d.mechanism
        title = f"Mechanism: {', '.join(map(said, m.site))}"
        steps = [Item(self._cited(step.text, step)) for step in m.steps]
        return _section("mechanism", title, steps, "steps")

    def findings(self) -> list[Section | None]:
        """Every finding with frequency and note, as an examiner goes, the most frequent first."""
        found = sorted(self.d.findings, key=_by_frequency)
        sections = []
        for title, group in examination.grouped(self.kb, found):
            items = [self._finding(f) for f in group]
            sections.append(_section("findings", f"{_FINDINGS}: {title}", items))
        return sections

    def _finding(self, f: model.DisorderFinding) -> Item:
        note = f"; {f.remark}" if f.remark else ""
        text = self._cited(frequency.words(f.frequency) + note, f)
        return Item(text, self.kb.findings[f.finding].name)

    def tests(self) -> Section | None:
        """Every test with its result, what it is for, its figures and notes."""
        items = []
        for t in self.d.tests:
            test, result = self.kb.results[t.result]
            parts = [result.name, *test_figures(t), *([t.remark] if t.remark else [])]
            label = f"{test.name} ({purpose(t, result)})"
            items.append(Item(self._cited("; ".join(parts), t), label))
        return _section("tests", "Tests", items)

    def treatments(self) -> Section | None:
        """Every treatment with its standing, evidence, dose and notes; what to avoid comes last."""
        items = []
        for t in sorted(self.d.treatments, key=by_stance):
            name = self.kb.treatments[t.treatment].name
            items.append(Item(self._cited(treatment_terms(t), t), name))
        return _section("treatments", "Treatments", items)

    def red_flags(self) -> Section | None:
        """What must not be missed: never shortened."""
        items = []
        for f in self.d.red_flags:
            rule = self.kb.red_flags[f.rule]
            said = self._cited(f"{rule.name}: {rule.action}", rule)
            here = f" Here: {self._cited(f.note, f)}" if f.note else ""
            items.append(Item(said + here, URGENCY[rule.urgency]))
        return _section("red-flags", "Red flags", items)

    def lookalikes(self) -> Section | None:
        """What it is taken for, and what tells them apart."""
        items = []
        for x in self.d.lookalikes:
            text = x.text
            for label, ids in (("For this one", x.for_this), ("For the other", x.for_other)):
                if ids:
                    text += f" {label}: {', '.join(map(self.kb.label, ids))}."
            name = self.kb.name("disorders", x.disorder)
            items.append(Item(self._cited(text, x), name, x.disorder))
        return _section("lookalikes", "Look-alikes", items)

    def disputes(self) -> Section | None:
        """Where sources disagree, each position in its own words."""
        items = []
        for dispute in self.d.disputes:
            items.append(Item(dispute.question, "question"))
            items += [Item(self._cited(p.text, p), "position") for p in dispute.positions]
        return _section("disputes", _DISPUTES, items)


_FINDINGS = "Findings"
_DISPUTES = "Where sources disagree"


def _section(
    key: str, title: str, items: list[Item], style: SectionStyle = "fields"
) -> Section | None:
    return Section(key, title, tuple(items), style) if items else None


def with_figure(rate: model.CrampFrequency) -> str:
    """Say how many have cramps; the bare figure goes before a text that does not bring its own."""
    text = rate.text
    measured = rate.value is not None and rate.value[0].isdigit()
    if not measured or any(digit in text for digit in re.findall(r"\d+", rate.value or "")):
        return text
    return f"{frequency.words(rate.value)}: {text}"


def _by_frequency(f: model.DisorderFinding) -> tuple[float, str]:
    """The most frequent first; unknown after the known, excluded last."""
    if f.frequency is None:
        return (1.5, f.finding)
    share = frequency.parse(f.frequency).middle
    return (1 - share if share else 2.0, f.finding)


def test_figures(t: model.DisorderTest) -> list[str]:
    """Say how often a test gives a result, and how well it tells."""
    seen = "in " if t.frequency and t.frequency[0].isdigit() else ""
    figures = (
        (seen, t.frequency),
        ("sensitivity ", t.sensitivity),
        ("specificity ", t.specificity),
    )
    return [label + frequency.words(value) for label, value in figures if value]


def treatment_terms(t: model.DisorderTreatment) -> str:
    """Say what a treatment is for, what it rests on, and its dose."""
    parts = (
        f"{STANCES[t.stance]} for {TARGETS[t.target]}",
        said(t.evidence.level),
        t.evidence.figure,
        f"dose: {t.dose}" if t.dose else None,
        t.note,
    )
    return "; ".join(part for part in parts if part)
