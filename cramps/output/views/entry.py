"""What a person reads on the card of a disorder: in full, or in brief for one look."""

import re
from collections.abc import Callable, Iterable
from typing import get_args

from cramps.knowledge import closed_lists, frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.output.views.forms import (
    Bibliography,
    CardText,
    Item,
    Section,
    SectionStyle,
)
from cramps.output.views.words import (
    BANDS,
    NOT_A_DIAGNOSIS,
    ROLES,
    SEX,
    STANCES,
    TARGETS,
    URGENCY,
    contracts,
    inside,
    said,
)


def write(
    kb: KnowledgeBase,
    disorder: model.Disorder,
    sections: Iterable[closed_lists.CardSection],
    *,
    full: bool,
) -> CardText:
    """Write the chosen sections of a card, with every note and figure or for one look."""
    cite = Bibliography(kb)
    writer = FullCard(kb, disorder, cite) if full else BriefCard(kb, disorder, cite)
    more = f"In brief; more: cramps show {disorder.id} --full, or --section NAME. "
    return CardText(
        sections=writer.write(sections),
        references=cite.references(),
        brief=not full,
        note=NOT_A_DIAGNOSIS if full else more + NOT_A_DIAGNOSIS,
    )


class FullCard:
    """Writes each section with every note and figure."""

    def __init__(self, kb: KnowledgeBase, disorder: model.Disorder, cite: Bibliography) -> None:
        self.kb = kb
        self.d = disorder
        self.cite = cite

    def write(self, chosen: Iterable[str]) -> tuple[Section, ...]:
        """Write the chosen sections, in the order of the card; those with nothing to say are left out."""
        wanted = set(chosen)
        written = (
            getattr(self, key.replace("-", "_"))()
            for key in get_args(closed_lists.CardSection)
            if key in wanted
        )
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
            text = self._cited(_with_figure(c.frequency, self._prose), c.frequency)
            items.append(Item(text, "how often"))
        for label, statement in (
            ("character", c.character),
            ("where", c.site),
            ("when", c.timing),
            ("provoked by", c.provoked_by),
            ("relieved by", c.relieved_by),
        ):
            if statement:
                items.append(Item(self._cited(self._prose(statement.text), statement), label))
        return _section("cramps", "The cramps", items)

    def _prose(self, text: str) -> str:
        """Give a text as this card shows it: whole."""
        return text

    def mechanism(self) -> Section | None:
        """The causal chain."""
        m = self.d.mechanism
        title = f"Mechanism: {', '.join(map(said, m.site))}"
        steps = [Item(self._cited(self._prose(step.text), step)) for step in m.steps]
        return _section("mechanism", title, steps, "steps")

    def findings(self) -> Section | None:
        """Every finding with frequency and note, the most frequent first."""
        items = []
        for f in sorted(self.d.findings, key=_by_frequency):
            note = f"; {f.remark}" if f.remark else ""
            text = self._cited(frequency.words(f.frequency) + note, f)
            items.append(Item(text, self.kb.findings[f.finding].name))
        return _section("findings", _FINDINGS, items)

    def tests(self) -> Section | None:
        """Every test with its result, what it is for, its figures and notes."""
        items = []
        for t in self.d.tests:
            test, result = self.kb.results[t.result]
            parts = [result.name, *test_figures(t), *([t.remark] if t.remark else [])]
            label = f"{test.name} ({ROLES[t.role]})"
            items.append(Item(self._cited("; ".join(parts), t), label))
        return _section("tests", "Tests", items)

    def treatments(self) -> Section | None:
        """Every treatment with its standing, evidence, dose and notes; what to avoid comes last."""
        items = []
        for t in sorted(self.d.treatments, key=_by_stance):
            parts = [f"{STANCES[t.stance]} for {TARGETS[t.target]}", said(t.evidence.level)]
            parts += [t.evidence.figure] if t.evidence.figure else []
            parts += [f"dose: {t.dose}"] if t.dose else []
            parts += [t.note] if t.note else []
            name = self.kb.treatments[t.treatment].name
            items.append(Item(self._cited("; ".join(parts), t), name))
        return _section("treatments", "Treatments", items)

    def red_flags(self) -> Section | None:
        """What must not be missed: never shortened."""
        items = []
        for f in self.d.red_flags:
            rule = self.kb.red_flags[f.rule]
            said = self._cited(f"{rule.name}: {rule.action}", rule)
            items.append(Item(said + self._here(f), URGENCY[rule.urgency]))
        return _section("red-flags", "Red flags", items)

    def _here(self, f: model.DisorderRedFlag) -> str:
        """Give what is particular to the disorder."""
        return f" Here: {self._cited(f.note, f)}" if f.note else ""

    def lookalikes(self) -> Section | None:
        """What it is taken for, and what tells them apart."""
        items = []
        for x in self.d.lookalikes:
            text = x.text
            for label, ids in (("For this one", x.for_this), ("For the other", x.for_other)):
                if ids:
                    text += f" {label}: {', '.join(map(self.kb.label, ids))}."
            items.append(Item(self._cited(text, x), self._disorder(x.disorder)))
        return _section("lookalikes", "Look-alikes", items)

    def _disorder(self, disorder: str) -> str:
        return f"{self.kb.disorders[disorder].name} ({disorder})"

    def disputes(self) -> Section | None:
        """Where sources disagree, each position in its own words."""
        items = []
        for dispute in self.d.disputes:
            items.append(Item(dispute.question, "question"))
            items += [Item(self._cited(p.text, p), "position") for p in dispute.positions]
        return _section("disputes", _DISPUTES, items)


class BriefCard(FullCard):
    """Writes each section so that the whole card can be taken in at one look."""

    def about(self) -> Section | None:
        """What it is; whom it meets in one line."""
        d = self.d
        items = [Item(self._cited(d.summary.text, d.summary)), self._group()]
        if d.aliases:
            items.append(Item(", ".join(d.aliases), "also called"))
        genes = ", ".join(d.inheritance.genes[:4]) if d.inheritance else ""
        facts = (
            (d.prevalence.band if d.prevalence.band != "unknown" else "", d.prevalence),
            (f"onset {', '.join(map(said, d.onset.bands))}" if d.onset.bands else "", d.onset),
            (SEX[d.sex.skew], d.sex),
            (genes, d.inheritance),
        )
        line = "; ".join(self._cited(t, node) for t, node in facts if t and node and node.sources)
        if line:
            items.append(Item(line, "who"))
        return _section("about", "About", items + self._codes())

    def _here(self, f: model.DisorderRedFlag) -> str:  # noqa: ARG002
        """Leave the particulars to the full card; the rule itself is never shortened."""
        return ""

    def _prose(self, text: str) -> str:
        """Give the first sentence, and the next ones while it is too short to stand alone."""
        said_so = ""
        for sentence in re.split(r"(?<=[A-Za-z0-9)%]\.)\s+(?=[A-Z])", text):
            if len(said_so) >= TELLING:
                break
            said_so = f"{said_so} {sentence}".strip()
        return said_so

    def findings(self) -> Section | None:
        """The findings by how frequent they are; triggers and setting apart."""
        found = sorted(self.d.findings, key=_by_frequency)
        triggers = [f for f in found if self._is_circumstance(f)]
        rest = [f for f in found if not self._is_circumstance(f)]
        items = [
            Item(self._in_a_line(in_band), label)
            for band, label in BANDS.items()
            if (in_band := [f for f in rest if frequency.band(f.frequency) == band])
        ]
        if triggers:
            items.append(Item(self._in_a_line(triggers), "triggers, setting"))
        return _section("findings", _FINDINGS, items)

    def _is_circumstance(self, f: model.DisorderFinding) -> bool:
        kind = self.kb.findings[f.finding].kind
        return kind in ("trigger", "circumstance") and f.frequency != "excluded"

    def _in_a_line(self, findings: list[model.DisorderFinding]) -> str:
        said_so = []
        for f in findings:
            measured = f.frequency is not None and f.frequency[0].isdigit()
            share = f" {frequency.words(f.frequency)}" if measured else ""
            said_so.append(self._cited(inside(self.kb.findings[f.finding].name) + share, f))
        return "; ".join(said_so)

    def tests(self) -> Section | None:
        """The results that to expect, by what they are for."""
        items = []
        for role, label in ROLES.items():
            parts = []
            for t in self.d.tests:
                if t.role == role:
                    test, result = self.kb.results[t.result]
                    figures = "; ".join(test_figures(t))
                    text = f"{test.name}: {inside(result.name)}"
                    parts.append(self._cited(f"{text} ({figures})" if figures else text, t))
            if parts:
                items.append(Item("; ".join(parts), label))
        return _section("tests", "Tests", items)

    def treatments(self) -> Section | None:
        """The treatments by standing and target, with their doses."""
        lines: dict[str, list[str]] = {}
        for t in sorted(self.d.treatments, key=_by_stance):
            dose = f" ({t.dose})" if t.dose else ""
            text = self._cited(inside(self.kb.treatments[t.treatment].name) + dose, t)
            lines.setdefault(f"{STANCES[t.stance]} for {TARGETS[t.target]}", []).append(text)
        items = [Item("; ".join(parts), label) for label, parts in lines.items()]
        return _section("treatments", "Treatments", items)

    def lookalikes(self) -> Section | None:
        """What it is taken for, in a sentence each."""
        items = [
            Item(self._cited(x.text, x), self._disorder(x.disorder)) for x in self.d.lookalikes
        ]
        return _section("lookalikes", "Look-alikes", items)

    def disputes(self) -> Section | None:
        """The questions alone."""
        items = [Item(f"{d.question} ({len(d.positions)} positions)") for d in self.d.disputes]
        return _section("disputes", f"{_DISPUTES} (--section disputes)", items)


#: A sentence of fewer characters seldom says anything without the next.
TELLING = 90

_FINDINGS = "Findings and triggers"
_DISPUTES = "Where sources disagree"


def _section(
    key: str, title: str, items: list[Item], style: SectionStyle = "fields"
) -> Section | None:
    return Section(key, title, tuple(items), style) if items else None


def _with_figure(rate: model.CrampFrequency, shorten: Callable[[str], str]) -> str:
    """Say how many have cramps; the bare figure goes before a text that does not bring its own."""
    text = shorten(rate.text)
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


def _by_stance(t: model.DisorderTreatment) -> int:
    return list(STANCES).index(t.stance)


def test_figures(t: model.DisorderTest) -> list[str]:
    """Say how often a test gives a result, and how well it tells."""
    seen = "in " if t.frequency and t.frequency[0].isdigit() else ""
    figures = (
        (seen, t.frequency),
        ("sensitivity ", t.sensitivity),
        ("specificity ", t.specificity),
    )
    return [label + frequency.words(value) for label, value in figures if value]
