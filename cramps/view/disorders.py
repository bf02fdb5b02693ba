"""Disorders: the list, the card, the families, the mechanisms."""

from collections.abc import Callable, Iterable
from typing import get_args

from cramps import frequency, model
from cramps.kb import KnowledgeBase
from cramps.view.forms import (
    Bibliography,
    Card,
    Column,
    Item,
    Json,
    Listing,
    Row,
    Section,
    SectionStyle,
    plain_values,
    references_data,
    with_names,
)

NOT_A_DIAGNOSIS = "A reference, not a diagnosis: what it says supports a clinician's judgement."

_LISTED = (
    "id",
    "name",
    "aliases",
    "group",
    "phenomenon",
    "codes",
    "prevalence",
    "onset",
    "sex",
    "critical",
    "summary",
)


def listing(disorders: Iterable[model.Disorder], grouped_by: str | None = None) -> Listing:
    """Many disorders, a line each, in the order given."""
    shown = tuple(disorders)
    return Listing(
        title="Disorders",
        columns=(
            Column("id", "id"),
            Column("name", "disorder", 3),
            Column("group", "group", 2),
            Column("phenomenon", "what contracts", 2),
            Column("prevalence", "prevalence", wide_only=True),
            Column("critical", "critical"),
        ),
        grouped_by=grouped_by,
        rows=tuple(
            Row(
                d.id,
                (
                    d.id,
                    d.name,
                    said(d.group),
                    contracts(d),
                    d.prevalence.band,
                    "yes" if d.critical else "",
                ),
            )
            for d in shown
        ),
        data=[_listed(d) for d in shown],
    )


def _listed(disorder: model.Disorder) -> Json:
    values = plain_values(disorder)
    return {key: values[key] for key in _LISTED}


def said(identifier: str) -> str:
    """Say a word of a closed list for a reader: ``true-cramp`` is ``true cramp``."""
    return identifier.replace("-", " ")


def contracts(disorder: model.Disorder) -> str:
    """Say what contracts in a disorder; some cause pain or weakness that is taken for cramp."""
    return ", ".join(map(said, disorder.phenomenon)) or "nothing established"


#: Keys of `cramps show --section`, in the order of the card.
SECTIONS = (
    "about",
    "cramps",
    "mechanism",
    "findings",
    "tests",
    "treatments",
    "red-flags",
    "lookalikes",
    "disputes",
)


def card(
    kb: KnowledgeBase,
    disorder: model.Disorder,
    sections: Iterable[str] = (),
    *,
    full: bool = False,
) -> Card:
    """Everything about one disorder.

    With ``sections`` (keys of ``SECTIONS``) only these, in full; else all of them, findings and
    tests in brief unless ``full``.
    """
    chosen = tuple(sections)
    cite = Bibliography(kb)
    writer = _Writer(kb, disorder, cite, full=full or bool(chosen))
    built = [
        section
        for key in SECTIONS
        if (not chosen or key in chosen) and (section := writer.sections[key]()) is not None
    ]
    data = with_names(kb, plain_values(disorder))
    if chosen:
        wanted = {key for section in chosen for key in _FIELDS[section]}
        data = {key: value for key, value in data.items() if key in wanted or key in ("id", "name")}
    return Card(
        id=disorder.id,
        title=disorder.name,
        sections=tuple(built),
        references=cite.references(),
        data={"record": "disorder", **data, "references": references_data(kb, data)},
        note=NOT_A_DIAGNOSIS,
    )


#: Section of the card -> fields of the model that it shows.
_FIELDS: dict[str, tuple[str, ...]] = {
    "about": (
        "aliases",
        "group",
        "phenomenon",
        "codes",
        "prevalence",
        "onset",
        "sex",
        "inheritance",
        "critical",
        "summary",
        "reviewed",
    ),
    "cramps": ("cramps",),
    "mechanism": ("mechanism",),
    "findings": ("findings",),
    "tests": ("tests",),
    "treatments": ("treatments",),
    "red-flags": ("red_flags",),
    "lookalikes": ("lookalikes",),
    "disputes": ("disputes",),
}


class _Writer:
    """Writes the sections of one disorder's card."""

    def __init__(
        self, kb: KnowledgeBase, disorder: model.Disorder, cite: Bibliography, *, full: bool
    ) -> None:
        self.kb = kb
        self.d = disorder
        self.cite = cite
        self.full = full
        self.sections: dict[str, Callable[[], Section | None]] = {
            "about": self.about,
            "cramps": self.cramps,
            "mechanism": self.mechanism,
            "findings": self.findings,
            "tests": self.tests,
            "treatments": self.treatments,
            "red-flags": self.red_flags,
            "lookalikes": self.lookalikes,
            "disputes": self.disputes,
        }

    def about(self) -> Section:
        d = self.d
        critical = "; critical: missing it kills or cripples soon" if d.critical else ""
        items = [
            Item(d.summary.text + self.cite.mark(d.summary.sources)),
            Item(f"{said(d.group)}; what contracts: {contracts(d)}{critical}", "group"),
        ]
        if d.aliases:
            items.append(Item(", ".join(d.aliases), "also called"))
        for label, value, mark in (
            ("prevalence", _measured(d.prevalence.band, d.prevalence.figure), d.prevalence),
            ("onset", _measured(", ".join(map(said, d.onset.bands)), d.onset.figure), d.onset),
            ("sex", _measured(_SEX[d.sex.skew], d.sex.figure), d.sex),
        ):
            if mark.sources:
                items.append(Item(value + self.cite.mark(mark.sources), label))
        if d.inheritance:
            items.append(Item(self._inheritance(d.inheritance), "inheritance"))
        codes = [*d.codes.orpha, *d.codes.omim, *d.codes.mondo]
        codes += [f"ICD-10-CM {code}" for code in d.codes.icd10cm]
        if codes:
            items.append(Item(", ".join(codes), "codes"))
        if d.codes.includes and self.full:
            items.append(Item(", ".join(d.codes.includes), "includes"))
        if self.full:
            items.append(Item(d.reviewed, "reviewed"))
        return Section("about", "About", tuple(items), "fields")

    def _inheritance(self, i: model.Inheritance) -> str:
        parts = [", ".join(map(said, i.modes)), ", ".join(i.genes), i.note]
        return "; ".join(part for part in parts if part) + self.cite.mark(i.sources)

    def cramps(self) -> Section | None:
        c = self.d.cramps
        items = []
        if c.frequency:
            value = frequency.words(c.frequency.value) + ": " if c.frequency.value else ""
            items.append(
                Item(value + c.frequency.text + self.cite.mark(c.frequency.sources), "how often")
            )
        for label, statement in (
            ("character", c.character),
            ("where", c.site),
            ("when", c.timing),
            ("provoked by", c.provoked_by),
            ("relieved by", c.relieved_by),
        ):
            if statement:
                items.append(Item(statement.text + self.cite.mark(statement.sources), label))
        return _section("cramps", "The cramps", items, "fields")

    def mechanism(self) -> Section:
        m = self.d.mechanism
        title = f"Mechanism: {', '.join(map(said, m.site))}"
        steps = tuple(Item(step.text + self.cite.mark(step.sources)) for step in m.steps)
        return Section("mechanism", title, steps, "steps")

    def findings(self) -> Section | None:
        found = sorted(self.d.findings, key=_by_frequency)
        if self.full:
            items = [
                Item(
                    frequency.words(f.frequency)
                    + (f"; {f.note}" if f.note else "")
                    + self.cite.mark(f.sources),
                    self.kb.findings[f.finding].name,
                )
                for f in found
            ]
            return _section("findings", "Findings and triggers", items, "fields")
        triggers = [f for f in found if self._is_circumstance(f)]
        rest = [f for f in found if not self._is_circumstance(f)]
        items = [Item(self._brief(fs), _BANDS[band]) for band, fs in _banded(rest)]
        if triggers:
            items.append(Item(self._brief(triggers), "triggers, setting"))
        return _section("findings", "Findings and triggers", items, "fields")

    def _is_circumstance(self, f: model.DisorderFinding) -> bool:
        kind = self.kb.findings[f.finding].kind
        return kind in ("trigger", "circumstance") and f.frequency != "excluded"

    def _brief(self, findings: list[model.DisorderFinding]) -> str:
        return "; ".join(
            _brief_name(self.kb.findings[f.finding].name)
            + _brief_frequency(f.frequency)
            + self.cite.mark(f.sources)
            for f in findings
        )

    def tests(self) -> Section | None:
        items = []
        for t in self.d.tests:
            test, result = self.kb.results[t.result]
            figures = [
                f"{label} {frequency.words(value)}"
                for label, value in (
                    ("in", t.frequency),
                    ("sensitivity", t.sensitivity),
                    ("specificity", t.specificity),
                )
                if value
            ]
            parts = [result.name, *figures]
            if t.note and self.full:
                parts.append(t.note)
            text = "; ".join(parts) + self.cite.mark(t.sources)
            items.append(Item(text, f"{test.name} ({_ROLES[t.role]})"))
        return _section("tests", "Tests", items, "fields")

    def treatments(self) -> Section | None:
        items = []
        for t in sorted(self.d.treatments, key=lambda t: _STANCE_ORDER.index(t.stance)):
            treatment = self.kb.treatments[t.treatment]
            parts = [f"{STANCES[t.stance]} for {_TARGETS[t.target]}", said(t.evidence.level)]
            parts += [t.evidence.figure] if t.evidence.figure else []
            parts += [f"dose: {t.dose}"] if t.dose else []
            parts += [t.note] if t.note and (self.full or t.stance == "avoid") else []
            items.append(Item("; ".join(parts) + self.cite.mark(t.sources), treatment.name))
        return _section("treatments", "Treatments", items, "fields")

    def red_flags(self) -> Section | None:
        items = []
        for f in self.d.red_flags:
            threshold = f" ({f.threshold})" if f.threshold else ""
            text = f"{f.flag}{threshold}: {f.action}{self.cite.mark(f.sources)}"
            items.append(Item(text))
        return _section("red-flags", "Red flags", items, "bullets")

    def lookalikes(self) -> Section | None:
        items = []
        for x in self.d.lookalikes:
            text = x.text
            for label, ids in (("for this one", x.for_this), ("for the other", x.for_other)):
                if ids:
                    text += f" {label.capitalize()}: {', '.join(map(self.kb.label, ids))}."
            name = self.kb.disorders[x.disorder].name
            items.append(Item(text + self.cite.mark(x.sources), f"{name} ({x.disorder})"))
        return _section("lookalikes", "Look-alikes", items, "fields")

    def disputes(self) -> Section | None:
        items = []
        for dispute in self.d.disputes:
            items.append(Item(dispute.question, "question"))
            items += [
                Item(position.text + self.cite.mark(position.sources), "position")
                for position in dispute.positions
            ]
        return _section("disputes", "Where sources disagree", items, "fields")


def _section(key: str, title: str, items: list[Item], style: SectionStyle) -> Section | None:
    return Section(key, title, tuple(items), style) if items else None


def _measured(band: str, figure: str | None) -> str:
    return "; ".join(part for part in (band, figure) if part)


def _by_frequency(f: model.DisorderFinding) -> tuple[float, str]:
    if f.frequency == "excluded":
        return (2.0, f.finding)
    share = frequency.parse(f.frequency).middle if f.frequency else 0.0
    return (1 - share if share else 1.5, f.finding)


_BANDS: dict[frequency.Band, str] = {
    "obligate": "always",
    "very-frequent": "very frequent",
    "frequent": "frequent",
    "occasional": "occasional",
    "very-rare": "very rare",
    "unknown": "how often unknown",
    "excluded": "never",
}


def _banded(
    findings: list[model.DisorderFinding],
) -> list[tuple[frequency.Band, list[model.DisorderFinding]]]:
    bands: dict[frequency.Band, list[model.DisorderFinding]] = {band: [] for band in _BANDS}
    for f in findings:
        bands[frequency.band(f.frequency)].append(f)
    return [(band, found) for band, found in bands.items() if found]


def _brief_name(name: str) -> str:
    """Begin a name in lower case inside a line, unless it is an eponym or an abbreviation."""
    first, _, rest = name.partition(" ")
    eponym = first[1:] != first[1:].lower() or rest.endswith(("sign", "phenomenon", "test"))
    return name if eponym else name[:1].lower() + name[1:]


def _brief_frequency(text: str | None) -> str:
    return f" {frequency.words(text)}" if text and text[0].isdigit() else ""


_SEX: dict[model.SexSkew, str] = {
    "male-only": "males only",
    "male": "more often males",
    "female": "more often females",
    "female-only": "females only",
    "none": "both alike",
}
_ROLES: dict[model.TestRole, str] = {
    "screen": "screens",
    "confirm": "confirms",
    "exclude": "excludes others",
    "monitor": "monitors",
}
STANCES: dict[model.Stance, str] = {
    "first-line": "first line",
    "option": "an option",
    "specialist": "by specialists",
    "avoid": "AVOID",
}
_STANCE_ORDER = tuple(STANCES)
_TARGETS: dict[model.TreatmentTarget, str] = {
    "cramps": "the cramps",
    "symptoms": "other symptoms",
    "disease": "the disease",
}


def family_card(kb: KnowledgeBase, family: model.Family) -> Card:
    """An umbrella word: what it covers, and how to go on."""
    cite = Bibliography(kb)
    members = [kb.disorders[member] for member in family.members]
    items = [Item(family.summary.text + cite.mark(family.summary.sources))]
    if family.aliases:
        items.append(Item(", ".join(family.aliases), "also called"))
    data = with_names(kb, plain_values(family))
    return Card(
        id=family.id,
        title=f"{family.name}: {len(members)} disorders",
        sections=(
            Section("about", "About", tuple(items), "fields"),
            Section(
                "members",
                "Members (cramps show ID for each)",
                tuple(
                    Item(f"{d.name}: {d.summary.text}{cite.mark(d.summary.sources)}", d.id)
                    for d in members
                ),
                "fields",
            ),
        ),
        references=cite.references(),
        data={"record": "family", **data, "references": references_data(kb, data)},
    )


def mechanisms(disorders: Iterable[model.Disorder]) -> Listing:
    """Where cramps arise: disorders by site, the main site of each first."""
    shown = sorted(disorders, key=lambda d: (_SITES.index(d.mechanism.site[0]), d.id))
    return Listing(
        title="Mechanisms",
        columns=(
            Column("site", "site", 2),
            Column("phenomenon", "what contracts", 2),
            Column("id", "id"),
            Column("name", "disorder", 3, wide_only=True),
            Column("steps", "steps", wide_only=True),
        ),
        rows=tuple(
            Row(
                d.id,
                (
                    ", ".join(map(said, d.mechanism.site)),
                    contracts(d),
                    d.id,
                    d.name,
                    str(len(d.mechanism.steps)),
                ),
            )
            for d in shown
        ),
        data=[
            {
                "id": d.id,
                "name": d.name,
                "phenomenon": list(d.phenomenon),
                "mechanism": plain_values(d.mechanism),
            }
            for d in shown
        ],
    )


#: From the cortex outwards.
_SITES: tuple[model.MechanismSite, ...] = get_args(model.MechanismSite)
