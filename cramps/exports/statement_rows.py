"""Every statement of every entry as a row, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Disorder


class Row(NamedTuple):
    """A statement of an entry; its fields are the columns."""

    disorder: str
    section: str
    #: Id of what it is about, or the part of the section.
    item: str
    #: As the entry gives it.
    frequency: str
    note: str
    sources: tuple[str, ...]


def table(kb: KnowledgeBase) -> str:
    """Give every statement of every entry as a row of comma-separated values."""
    import csv
    import io

    from cramps.safe_text import safe

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Row._fields)
    for disorder in kb.disorders.values():
        for row in rows(disorder):
            writer.writerow([*map(safe, row[:-1]), safe("; ".join(row.sources))])
    return out.getvalue()


def rows(disorder: Disorder) -> Iterator[Row]:
    """Give the statements of an entry, section by section in the order of the model."""
    for parts in (_general, _course, _observed, _acted_on):
        yield from parts(disorder)


def _row(
    disorder: Disorder,
    section: str,
    item: str,
    sources: tuple[str, ...],
    *note: str | None,
    often: str | None = None,
) -> Row:
    return Row(disorder.id, section, item, often or "", joined(*note), sources)


def _general(d: Disorder) -> Iterator[Row]:
    yield _row(d, "summary", d.name, d.summary.sources, d.summary.text)
    yield _row(d, "prevalence", d.prevalence.band, d.prevalence.sources, d.prevalence.figure)
    yield _row(d, "onset", " ".join(d.onset.bands), d.onset.sources, d.onset.figure)
    yield _row(d, "sex", d.sex.skew, d.sex.sources, d.sex.figure)
    if how := d.inheritance:
        yield _row(d, "inheritance", " ".join((*how.modes, *how.genes)), how.sources, how.note)


def _course(d: Disorder) -> Iterator[Row]:
    if known := d.cramps.frequency:
        yield _row(d, "cramps", "frequency", known.sources, known.text, often=known.value)
    for part in ("character", "site", "timing", "provoked_by", "relieved_by"):
        if said := getattr(d.cramps, part):
            yield _row(d, "cramps", part, said.sources, said.text)
    for number, step in enumerate(d.mechanism.steps, 1):
        yield _row(d, "mechanism", str(number), step.sources, step.text)


def _observed(d: Disorder) -> Iterator[Row]:
    for f in d.findings:
        yield _row(d, "findings", f.finding, f.sources, f.remark, often=f.frequency)
    for t in d.tests:
        known = (("sensitivity", t.sensitivity), ("specificity", t.specificity))
        shares = [f"{name} {value}" for name, value in known if value]
        yield _row(d, "tests", t.result, t.sources, t.role, *shares, t.remark, often=t.frequency)


def _acted_on(d: Disorder) -> Iterator[Row]:
    for t in d.treatments:
        note = (t.stance, t.target, t.evidence.level, t.evidence.figure, t.dose, t.note)
        yield _row(d, "treatments", t.treatment, t.sources, *note)
    for flag in d.red_flags:
        yield _row(d, "red_flags", flag.rule, flag.sources, flag.note)
    for other in d.lookalikes:
        yield _row(d, "lookalikes", other.disorder, other.sources, other.text)
    for dispute in d.disputes:
        for position in dispute.positions:
            yield _row(d, "disputes", dispute.question, position.sources, position.text)


def joined(*parts: str | None) -> str:
    """Join what there is of the parts of a note."""
    return "; ".join(part.rstrip(".") if len(parts) > 1 else part for part in parts if part)
