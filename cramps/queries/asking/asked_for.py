"""What a question is asked for beside its parts: a known patient, an anaesthetic, a negative test, several medicines."""

from __future__ import annotations

import re
from typing import Final

from cramps.late_regex import late_regex
from cramps.queries.asking.question import OF_PATIENTS, Question
from cramps.words.folding import stem

#: Who has a disorder that is known.
_PATIENT: Final = late_regex(
    r"\b(?:patients?|known|person|someone|case of|history of|has|with known)\b", re.IGNORECASE
)
#: What asks what medicines do together.
_INTERACT: Final = late_regex(r"\binteract\w*|\btogether\b|\bcombin\w+", re.IGNORECASE)
#: What asks whether one may be given beside another.
_LEAVING: Final = late_regex(
    r"\b(?:can|may|should|could|is|are|safe|safely|give|take|taken)\b.*\b(?:with|on|beside|and|taking)\b",
    re.IGNORECASE,
)
#: Two by themselves: clarithromycin with colchicine.
_BESIDE: Final = late_regex(r"^\W*[\w-]+ (?:with|and|plus|\+|&) [\w-]+\W*$", re.IGNORECASE)
_WHICH: Final = late_regex(r"\b(?:which|what)\b", re.IGNORECASE)
#: The circumstance.
ANAESTHESIA: Final = "general-anaesthesia"
#: A test that found nothing.
_NEGATIVE: Final = late_regex(
    r"\b(?:negative|seronegative|unremarkable|not (?:found|detected|raised))\b", re.IGNORECASE
)
#: A result that is normal, of which it may be asked whether it is.
_NORMAL: Final = late_regex(r"\bnormal\b", re.IGNORECASE)
#: A disorder that is thought of, and is not known.
_SUSPECTED: Final = late_regex(
    r"\b(?:suspect(?:ed|ing)?|suspicion|suspicious|possible|probable|query)\b", re.IGNORECASE
)
#: When a disorder is to be thought of.
_THINKING: Final = late_regex(
    r"\b(?:when|how)\b.*\b(?:suspect|consider|think of|recogni[sz]e|spot)\b", re.IGNORECASE
)
#: What is done under an anaesthetic, and who gives it.
_OPERATED: Final = frozenset(
    map(
        stem,
        [
            "surgery",
            "surgical",
            "operation",
            "anesthetist",
            "anesthesiologist",
            "epidural",
            "cesarean",
        ],
    )
)
#: So many findings beside an anaesthetic are told of a patient.
_CASE: Final = 2


def is_known(question: Question) -> bool:
    """Tell whether a patient has a disorder that is named, and it is asked what to do with what is told."""
    named = any(t.kind == "disorder" for t in question.taken)
    told = question.measured or question.findings
    measured = question.measured and not question.phenomenon  # tetany is a sign, too
    patient = measured or question.has_person or _PATIENT.search(question.text)
    asks_more = question.given or set(question.parts) - OF_PATIENTS
    return bool(named and told and patient and question.asks_what_to_do and not asks_more)


def plans_anaesthetic(question: Question) -> bool:
    """Tell whether it is asked what an anaesthetic does in a disorder, or which one is dangerous."""
    planned = ANAESTHESIA in question.ids or (
        question.disorders and not question.given and not question.stems.isdisjoint(_OPERATED)
    )
    if not planned or question.measured or question.is_vignette:
        return False
    if question.asks_who or question.asks_what_to_do:
        return False
    if set(question.parts) - {"avoid", "what helps", "when to worry", "dose"}:
        return False
    steered = not {"avoid", "what helps"}.isdisjoint(question.parts)
    return bool(question.disorders or (steered and len(question.findings) <= _CASE))


def is_negative(question: Question) -> bool:
    """Tell whether a test was negative, or a disorder is suspected, and it is asked what comes next."""
    if question.measured or question.given or question.asks_who or question.compares:
        return False
    if set(question.parts) - {"what helps", "confirm"}:
        return False
    tested = any(t.kind in ("test", "result") for t in question.taken) or question.tests
    suspected = _SUSPECTED.search(question.text) and question.disorders and not question.findings
    found_nothing = _NEGATIVE.search(question.text) or (
        _NORMAL.search(question.text)
        and (question.asks_what_to_do or _SUSPECTED.search(question.text))
    )
    negative = found_nothing and tested
    return bool(negative or (suspected and question.asks_to_act))


def is_suspected(question: Question) -> bool:
    """Tell whether it is asked about what is thought of, and is not known."""
    return _SUSPECTED.search(question.text) is not None


def asks_when_to_suspect(question: Question) -> bool:
    """Tell whether it is asked when a disorder is to be thought of."""
    thinking = _THINKING.search(question.text) or "when to worry" in question.parts
    return bool(thinking and question.disorders and not question.asks_what_to_do)


def asks_together(question: Question) -> bool:
    """Tell whether it is asked what medicines do with one another."""
    if _INTERACT.search(question.text) or _BESIDE.match(question.text):
        return True
    return not set(question.parts) - {"what helps", "avoid"} and bool(
        _LEAVING.search(question.text)
    )


def asks_cause(question: Question) -> bool:
    """Tell whether it is asked which of several causes it."""
    return "cause" in question.parts or bool(_WHICH.search(question.text) and not question.parts)
