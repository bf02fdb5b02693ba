"""What a question needs that is no part of an entry: how long, what somebody can take, what to check, what a word means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from cramps.late_regex import late_regex
from cramps.queries.asking.asked_words import Aspect, of_age, tells_of
from cramps.queries.asking.naming import GENERAL
from cramps.queries.asking.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What lasts: how long somebody is seen again, is treated, or waits for an effect.
Stretch = Literal["follow", "treat", "wait"]

#: What asks how long; how long it lasts is its course.
_HOW_LONG: Final = late_regex(
    r"\bhow long\b(?!.*\blasts?\b)(?!.*\blive\b)|\bhow many (?:days|weeks|months)\b(?=.*\b(?:treat|tak|giv|wait|follow|until|before|work))"
    r"|\bduration of (?:the )?(?:treatment|therapy|follow)|\bwhen (?:can|should|do|does|to) \w+ ?\w* ?(?:stop|stopped)\b"
    r"|\bhow (?:soon|fast|quickly)\b.*\b(?:works?|effect|respon\w+|help|kick in|better)\b",
    re.IGNORECASE,
)
_FOLLOWING: Final = late_regex(
    r"\b(?:follow\w*|monitor\w*|watch\w*|review\w*|surveill\w*|see (?:him|her|them)|keep an eye)\b",
    re.IGNORECASE,
)
_WAITING: Final = late_regex(
    r"\b(?:wait\w*|until|till|before|works?|working|effect|respon\w+|kicks? in|help|better|settle\w*|resolve\w*|"
    r"to go(?: away)?|clear|wear off|recover\w*|cramps? stop)\b",
    re.IGNORECASE,
)
#: What asks which medicine somebody may have.
_TAKING: Final = late_regex(
    r"\b(?:what|which|anything|something)\b[^?.;]{0,40}\b(?:can|could|may|might|should|to|do i|is|are)\b[^?.;]{0,30}"
    r"\b(?:take|have|used?|give|given|taken|try|prescribed?|offer|swallow|safe\w*|allowed)\b",
    re.IGNORECASE,
)
#: What comes before a medicine.
_BEFORE: Final = late_regex(r"\b(?:before|prior to|baseline)\b", re.IGNORECASE)
#: What asks for tests around a medicine.
_AROUND: Final = late_regex(
    r"\b(?:monitor\w*|watch(?:ed)?|keep an eye|check(?:s|ed|ing)?|bloods?|levels?|surveillance)\b",
    re.IGNORECASE,
)
#: What asks whether something makes another worse.
_WORSENING: Final = late_regex(
    r"^\W*(?:does|do|can|could|will|would|is|are)\b.*\b(?:make|worsen|aggravate|trigger|bring on|set off|affect)\w*\b",
    re.IGNORECASE,
)
#: What asks what a word means.
_WHAT_IS: Final = late_regex(
    r"^\W*(?:so |ok |and )?(?:what(?:['\u2019]?s| is| are| exactly is| do you mean by| is meant by)|define|(?:what(?:['\u2019]?s| is) the )?(?:definition|meaning) of)\s+"
    r"(?:the (?:definition|meaning) of\s+)?(?:an?\s+|the\s+)?(?P<word>[\w' -]+?)(?:\s+exactly|\s+actually)?\W*$"
    r"|^\W*what does (?:an?\s+)?(?P<meant>[\w' -]+?) mean\W*$",
    re.IGNORECASE,
)
#: What asks what a recording shows.
_SHOWING: Final = late_regex(
    r"\b(?:show\w*|look(?:s|ing)? like|see|seen|find\w*|appearance|pattern|during|silent)\b",
    re.IGNORECASE,
)


def how_long(question: Question) -> Stretch | None:
    """Tell what it is asked to last; None where it is not asked how long."""
    text = question.text
    if question.measured or _HOW_LONG.search(text) is None:
        return None
    if _FOLLOWING.search(text):
        return "follow"
    return "wait" if _WAITING.search(text) else "treat"


def asks_what_to_take(question: Question) -> bool:
    """Tell whether it is asked which medicine somebody may have of whom something is told."""
    if (question.given and not question.is_taking) or question.compares:
        return False
    if set(question.parts) - {"what helps", "avoid"}:
        return False
    return _TAKING.search(question.text) is not None and bool(of_person(question))


def of_person(question: Question) -> tuple[Aspect, ...]:
    """Give what of a person a medicine depends on: pregnancy, age, kidneys, liver, heart."""
    return tuple(dict.fromkeys(_of_person(question)))


def _of_person(question: Question) -> Iterator[Aspect]:
    text = question.text
    ids = {t.id for t in question.taken}
    if question.tells_weeks or not ids.isdisjoint({"pregnancy", "late-pregnancy"}):
        yield "pregnancy"
    if tells_of("children", text):
        yield "children"
    names = " ".join(t.name for t in question.taken if t.kind in ("finding", "disorder"))
    for aspect in _TOLD:
        if tells_of(aspect, text) or tells_of(aspect, names):
            yield aspect
    from cramps.cases.person_in_words import person_of

    age = person_of(text).age
    if age is not None and (aged := of_age(age)):
        yield aged


#: Told by their own words; an age is not told by the word old.
_TOLD: Final[tuple[Aspect, ...]] = (
    "pregnancy",
    "breast-feeding",
    "kidney disease",
    "liver disease",
    "the heart's rhythm",
)


def asks_what_to_check(question: Question) -> bool:
    """Tell whether it is asked what to test before a medicine is begun, or while it is taken."""
    if question.measured or question.compares or not (question.given or question.has_drug):
        return False
    if set(question.parts) - {"confirm", "what helps", "avoid"}:
        return False
    begun = _BEFORE.search(question.text)
    named = (*question.given, *(t.text for t in question.taken if t.kind == "drug"))
    if begun and any(said in question.text[begun.end() :] for said in named):
        return True
    asked = "confirm" in question.parts or question.tests
    return bool(asked and not question.disorders and _AROUND.search(question.text))


def worsens(question: Question) -> str | None:
    """Give the circumstance of which it is asked whether it makes what else is named worse; None where that is not asked."""
    if _WORSENING.search(question.text) is None or question.given or question.has_drug:
        return None
    if question.measured or question.has_person or set(question.parts) - {"avoid", "cause"}:
        return None
    kinds = {
        t.id: str(question.kb.findings.plain(t.id)["kind"])
        for t in question.taken
        if t.kind == "finding"
    }
    causes = [i for i, kind in kinds.items() if kind in ("circumstance", "trigger")]
    others = [i for i in kinds if i not in causes and i not in GENERAL]
    named = [d for d in question.disorders if not question.is_bound(d)]
    return causes[0] if len(causes) == 1 and (others or named) else None


def what_is(question: Question) -> str | None:
    """Give the word of which it is asked what it means; None where that is not asked."""
    found = _WHAT_IS.match(question.text)
    if found is None or question.measured or question.given or question.compares:
        return None
    if set(question.parts) - {"what it is"}:
        return None
    return found["word"] or found["meant"]


def asks_what_is_recorded(question: Question) -> bool:
    """Tell whether it is asked what an electromyogram shows of what contracts, in no disorder."""
    if "electrodiagnosis" not in question.tests or question.disorders or question.given:
        return False
    return _SHOWING.search(question.text) is not None and not question.measured
