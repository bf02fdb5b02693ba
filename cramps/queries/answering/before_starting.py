"""What to test before a medicine is begun and while it is taken: what its record says, then in whom not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, nothing_here, plain_line

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.queries.asking.question import Question

#: How a statement tells of a test or of watching.
_CHECKED: Final = late_regex(
    r"\b(?:before (?:it(?! is)|the first dose|treatment|each)|electrocardiogram|ECG|QTc? (?:is|before)|check(?:s|ed)?|monitoring|watched|prolongs the QT|"
    r"(?:liver|kidney|blood|thyroid) (?:tests?|function|counts?|values|enzymes)|are tested|is tested|measured|examined|"
    r"urea and electrolytes|ask before|levels? (?:is|are) (?:checked|measured))\b",
    re.IGNORECASE,
)
#: How a statement begins that says in whom it must not be given.
_FORBIDDING: Final = late_regex(r"contraindicated|\bwarns against\b", re.IGNORECASE)
#: What a statement asks for first is told first.
_BEFORE: Final = late_regex(r"\bbefore\b", re.IGNORECASE)
#: Treatments and statements that are told.
_TREATMENTS: Final = 2
_TOLD: Final = 5
_CAUTIONS: Final = 3


def before_starting(question: Question) -> Iterator[Line]:
    """Give what to test of each medicine, what is to be done before it first; then in whom it must not be given."""
    kb = question.kb
    named = [kb.treatments[t] for t in sorted(question.treatments)]
    having = [t for t in named if _checks(t)]
    for treatment in (having or named)[:_TREATMENTS]:
        yield from _of(treatment)
    for taken in question.taken:
        if taken.kind == "drug":
            drug = kb.drugs[taken.id]
            for said in drug.advice:
                if _CHECKED.search(said.text):
                    yield plain_line(
                        "drug", drug.id, drug.name, "what helps", said.text, said.sources
                    )


def _checks(treatment: model.Treatment) -> list[model.Statement]:
    told = [s for s in (*treatment.cautions, *treatment.about) if _CHECKED.search(s.text)]
    told.sort(key=lambda s: _BEFORE.search(s.text) is None)
    return told


def _of(treatment: model.Treatment) -> Iterator[Line]:
    checks = _checks(treatment)[:_TOLD]
    for said in checks:
        yield plain_line(
            "treatment", treatment.id, treatment.name, "confirm", said.text, said.sources
        )
    if not checks:
        text = "Nothing here on what to test before it or while it is taken, which is no all-clear."
        yield nothing_here("treatment", treatment.id, treatment.name, text)
    others = [s for s in treatment.cautions if s not in checks]
    others.sort(key=lambda s: _FORBIDDING.search(s.text) is None)
    for said in others[:_CAUTIONS]:
        yield plain_line(
            "treatment", treatment.id, treatment.name, "avoid", said.text, said.sources
        )
    if checks:
        text = "No more on tests stands here, which may not be all: see its product information."
        yield nothing_here("treatment", treatment.id, treatment.name, text)
