"""Which of the medicines that are taken for something cause cramps: tablets for blood pressure, inhalers, water tablets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, plain_line
from cramps.queries.asking.question import Question
from cramps.queries.medicines import SURENESS
from cramps.queries.statements import joined, of_drug

#: How medicines are asked for by their purpose -> the classes of drugs, by words of their class or name.
_FOR: Final = (
    (
        r"\bblood[ -]pressure\b|\bantihypertensives?\b|\bhypertension\b|\bBP (?:tablet|drug|medicine|pill|med)",
        r"diuretic|antihypertensive|beta-blockers?$|calcium-channel|angiotensin|\bACE\b|alpha-blocker",
    ),
    (
        r"\binhalers?\b|\basthma\b|\bCOPD\b|\bbronchodilators?\b",
        r"bronchodilator|beta-2|beta-sympathomimetic",
    ),
    (r"\bwater (?:tablet|pill)s?\b|\bdiuretics?\b", r"diuretic"),
    (
        r"\bcholesterol\b|\blipid\b",
        r"HMG-CoA|lipid-lowering|cholesterol|fibrates",
    ),
)
#: What asks for medicines at all, and for cramps.
_MEDICINES: Final = late_regex(
    r"\b(?:tablets?|pills?|medicines?|medications?|meds?|drugs?|inhalers?|diuretics|bronchodilators|antihypertensives)\b",
    re.IGNORECASE,
)
_CAUSING: Final = late_regex(
    r"\b(?:cause[sd]?|causing|give|gives|bring on|trigger|induce)\b", re.IGNORECASE
)
#: How sure it is.
_LINKS: Final = {
    "established": "measured to cause cramps",
    "reported": "reported to cause cramps",
    "disputed": "disputed",
}
#: So many are told one by one.
_TOLD: Final = 8


def asks_of_medicines_for(question: Question) -> str | None:
    """Give the classes of the medicines of which it is asked whether they cause cramps; None where it is not asked."""
    text = question.text
    if "cramp" not in question.stems or not (_MEDICINES.search(text) and _CAUSING.search(text)):
        return None
    if (
        any(
            t.kind == "disorder" and "cramp" not in t.text.casefold()
            for t in question.taken
            if t.text in text
        )
        and not question.asks_who
    ):
        return None
    return next((classes for asked, classes in _FOR if re.search(asked, text, re.IGNORECASE)), None)


def medicines_for(question: Question, classes: str) -> Iterator[Line]:
    """Give what each medicine of the classes does to cause cramps, the surest first and the most widely used."""
    kb = question.kb
    of = re.compile(classes, re.IGNORECASE)
    found = [
        d
        for d in kb.drugs.values()
        if d.link != "none-known" and (of.search(d.class_) or of.search(d.name))
    ]
    found.sort(key=lambda d: (SURENESS.index(d.link), d.widely_used or 99))
    for drug in found[:_TOLD]:
        for said in list(of_drug(kb, drug))[:1]:
            text = joined(_LINKS[drug.link], said.text)
            yield plain_line("drug", drug.id, drug.name, "cause", text, said.sources)
