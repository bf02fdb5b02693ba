"""How a question is put -> what it asks for by its words alone, before any record is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cramps.errors import BadQuery
from cramps.late_regex import late_regex
from cramps.queries.asking.asked_words import asks_first_tests, group_of, parts_of, tests_of
from cramps.queries.asking.stories import tells_of_somebody
from cramps.queries.parts import Part
from cramps.words.folding import fold, stem
from cramps.words.phrases import mended, tokens

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Words with which it is asked which disorders have something, which name none.
_WHICH_HAVE: Final = late_regex(
    r"^\W*(?:which|what)\s+(?:other\s+)?(?:disorders?|diseases?|conditions?)\s+"
    r"(?:(?:can|may)\s+)?(?:have|has|carry|carries|show|come with|are at risk of|with)\s+",
    re.IGNORECASE,
)
#: How a medicine is given -> the words of its name by which it is told.
ROUTES: Final = (
    (
        frozenset(["oral", "mouth", "tablet", "pill", "supplement", "capsule", "po"]),
        frozenset(["oral", "mouth", "tablet", "supplement"]),
    ),
    (
        frozenset(["iv", "intravenou", "intravenous", "vein", "infusion", "drip"]),
        frozenset(["iv", "intravenou", "intravenous", "infusion"]),
    ),
)
#: Words with which a question begins, unlike a case, as they are folded: does is de.
_BEGINNING: Final = frozenset(
    [
        *("what", "which", "who", "when", "where", "how", "why", "can", "could", "may"),
        *("should", "would", "de", "do", "did", "is", "are", "will"),
    ]
)
#: Of whom it is asked what they did.
_ASKED_OF: Final = frozenset(["i", "he", "she", "it", "they", "you", "we", "thi", "this", "that"])
#: Words with which a question may go on: a pregnant woman with cramps, what can I give.
_WITHIN: Final = frozenset(["what", "which", "why", "how", "should"])
#: With these it asks whether something may be done.
_LEAVE: Final = (["can", "i"], ["may", "i"], ["should", "i"], ["could", "i"])
#: What asks for more than a yes.
_OPEN: Final = late_regex(r"^\W*(?:what|which|how|when|why|who|where)\b", re.IGNORECASE)
#: That a disorder is known, and what asks how it becomes so.
_SETTLED: Final = late_regex(r"\b(?:confirmed|diagnosed|proven)\b", re.IGNORECASE)
_HOW_SETTLED: Final = late_regex(
    r"\bhow\b|\bwhich\b|\b(?:is|are|be|can)\s+(?:it|this|\w+)?\s*(?:confirmed|diagnosed|proven)\b"
    r"|\b(?:tests?|confirm|diagnose|check|investigat\w*|antibod\w+|bloods?|exclude)\b",
    re.IGNORECASE,
)
#: Weeks that are told of a pregnancy, without the word for it.
_WEEKS: Final = late_regex(
    r"\bat (?:\d{1,2}|[1-4]?\d\+\d) ?weeks\b(?! of age)|\b\d{1,2}(?:\+\d)?\s?/\s?40\b|\b\d{1,2} ?weeks? (?:pregnan\w+|gestation)\b|\btrimester\b"
    r"|\bexpecting (?:a|my|our) baby\b",
    re.IGNORECASE,
)
#: What asks leave to do something, and of whom.
_LEAVE_TO: Final = late_regex(
    r"\b(?:can|may|should|could|am|is|are|do)\s+(?:i|he|she|they|we|you|someone|somebody|(?:my|an?|the) \w+|patients|people)\b"
    r"|\b(?:safe|ok|okay) to\b|\ballowed to\b|\bfit to\b",
    re.IGNORECASE,
)
#: What asks who has something, with what is asked for: which disorders, what causes.
_WHO: Final = late_regex(
    r"\b(?:which|what)\s+(?:\w+\s+)?(?:disorders?|diseases?|conditions?|myopath\w+|syndromes?)\b|\bwho has\b"
    r"|\b(?:what|which)\s+(?:\w+\s+)?(?:cause[sd]?|explains?)\b|\bcauses of\b|\bcan cause\b",
    re.IGNORECASE,
)
#: What asks what is to be done, before any medicine is thought of.
_ACTING: Final = late_regex(
    r"\bwhat(?: to do| now| next| do i do| can i do| should i do| can be done)\b|\bdo first\b",
    re.IGNORECASE,
)
#: While a cramp lasts.
_ACUTE: Final = late_regex(
    r"\b(?:strikes?|striking|during (?:a|the|an)? ?(?:\w+ )?cramp|when (?:a|the|i get a|it|you get a) (?:\w+ )?cramps?"
    r"|comes on|come on|sets in|seizes|first aid|stop a (?:\w+ )?cramp|in the middle of)\b",
    re.IGNORECASE,
)
#: What asks which of several medicines it was.
_WHICH_DID: Final = late_regex(
    r"\bwhich(?: one)?(?: of (?:them|these|the \w+))? (?:did|does|is|was|could|may|might|has|to stop|to blame)\b"
    r"|\bwhich (?:drug|medicine|medication|tablet)\b|\bto blame\b|\bculprit\b",
    re.IGNORECASE,
)
#: What asks for words to the patient.
_TELLING_PATIENTS: Final = late_regex(
    r"\b(?:tell|say to|explain to|advi[sc]e(?: to| for)?|reassure|counsel)\s+(?:(?:the|an?|my|this|our)\s+)?"
    r"(?:[\w-]+\s+)?(?:patients?|people|parents?|him|her|them|wom[ae]n|m[ae]n|mothers?|persons?)\b",
    re.IGNORECASE,
)
#: What asks how a tumour is looked for, and tells of none.
_SEARCHING: Final = late_regex(
    r"\b(?:tumou?rs?|cancers?|malignan\w+|neoplas\w+|thymomas?|paraneoplastic)\s+(?:screen\w*|search\w*|work-?\s?up|hunt|tests?)\b"
    r"|\b(?:screen\w*|search\w*|look(?:ing)?|hunt)\s+for\s+(?:an?\s+|any\s+)?(?:\w+\s+)?(?:tumou?rs?|cancers?|malignan\w+|thymomas?)\b",
    re.IGNORECASE,
)
#: What asks for the test that settles it.
_SETTLING: Final = frozenset(map(stem, ["confirm", "diagnose", "prove", "proof"]))
#: What asks what tells two apart, whatever stands between: tell A from early B, is it A or is it B, A v B.
_TOLD_APART: Final = late_regex(
    r"\b(?:tell|know|distinguish|separate|differentiate|discriminate)\b.+\bfrom\b|\bis (?:it|this|that)\b.+\bor\b|\S\s+v\.?\s+\S",
    re.IGNORECASE,
)
#: What contracts, by one word that is no complaint by itself.
_PHENOMENA: Final = ("contracture", "myotonia", "tetany", "dystonia", "spasticity")
#: Who tells of themselves.
_MINE: Final = late_regex(r"\b(?:my|I have|I've|I am|I'm|I get)\b", re.IGNORECASE)
#: A patient by age or sex.
_PERSON: Final = late_regex(
    r"\b(?:man|woman|male|female|boy|girl|child|gentleman|lady|baby|infant|son|daughter|husband|wife"
    r"|he|she|\d{1,3}[\s-]*(?:years?|yrs?|yo|y/o|m|f)\b)",
    re.IGNORECASE,
)


class Wording:
    """How a question is put, and what it asks for by its words alone."""

    def __init__(self, kb: KnowledgeBase, text: str) -> None:
        self.kb = kb
        self.text = text
        words = tokens(text)
        if not words:
            raise BadQuery("the question has no words")
        self.words = mended(kb, text, words)
        folded = [word.folded for word in self.words]
        self._folded = frozenset(folded)
        #: It is put as a question is.
        self.is_asked = (
            _begins_to_ask(folded) or text.rstrip().endswith("?") or not _WITHIN.isdisjoint(folded)
        )
        parts, self._steering = parts_of(folded)
        if "confirm" in parts and _SETTLED.search(text) and not _HOW_SETTLED.search(text):
            parts = tuple(p for p in parts if p != "confirm")  # who is confirmed to have it
        self.parts = (*parts, *(p for p in self._leave(folded) if p not in parts))
        if "why" in folded:  # what makes it worse is no caution, and why it is frequent no figure
            self.parts = tuple(p for p in self.parts if p not in ("avoid", "how common"))
        self.tests = tests_of(folded)
        self.asks_first_tests = asks_first_tests(folded)
        self.group = group_of(folded)
        self.stems = stemmed = {stem(word) for word in folded}
        #: What contracts, where it is named by the word for it.
        self.phenomenon = next((p for p in _PHENOMENA if stem(fold(p)) in stemmed), None)
        self.asks_who = _WHO.search(text) is not None
        #: Where the words end that ask which disorders have something, which name none; 0 without them.
        asking = _WHICH_HAVE.match(text)
        self.asking_ends = asking.end() if asking else 0
        self.is_why = "why" in folded or "mechanism" in folded or "how" in folded
        apart = _TOLD_APART.search(text) is not None
        if apart and "difference" not in self.parts:
            self.parts = ("difference", *self.parts)
        self.compares = apart or not {"or", "versu", "vs", "versus"}.isdisjoint(folded)

    @staticmethod
    def _leave(folded: Sequence[str]) -> Iterator[Part]:
        if list(folded[:2]) in _LEAVE:
            yield from ("what helps", "avoid")

    @property
    def asks_leave(self) -> bool:
        """Tell whether it is asked whether somebody may do something."""
        return _LEAVE_TO.search(self.text) is not None and not _OPEN.match(self.text)

    @property
    def tells_weeks(self) -> bool:
        """Tell whether a pregnancy is told of by its weeks."""
        return _WEEKS.search(self.text) is not None

    @property
    def asks_what_to_do(self) -> bool:
        """Tell whether it is asked what to do."""
        return _ACTING.search(self.text) is not None

    @property
    def asks_to_act(self) -> bool:
        """Tell whether it is asked what to do, or how urgent it is."""
        return "when to worry" in self.parts or _ACTING.search(self.text) is not None

    @property
    def asks_most(self) -> bool:
        """Tell whether it is asked how much is given at most."""
        return not {"max", "maximum", "maximal", "most", "highest", "ceiling"}.isdisjoint(
            self._folded
        )

    @property
    def asks_which_medicine(self) -> bool:
        """Tell whether it is asked which of several medicines it was."""
        return _WHICH_DID.search(self.text) is not None

    @property
    def asks_of_a_cramp_now(self) -> bool:
        """Tell whether it is asked what to do while a cramp lasts."""
        return _ACUTE.search(self.text) is not None

    @property
    def asks_for_tumour(self) -> bool:
        """Tell whether it is asked how a tumour is looked for."""
        return not self.is_told and _SEARCHING.search(self.text) is not None

    @property
    def asks_to_confirm(self) -> bool:
        """Tell whether it is asked what settles a disorder, which what was only seen in it does not."""
        return not _SETTLING.isdisjoint(self.stems) and not self.asks_first_tests

    @property
    def is_why_asked(self) -> bool:
        """Tell whether it is asked why something happens."""
        return "why" in self._folded

    @property
    def tells_patient(self) -> bool:
        """Tell whether it is asked what to say to the patient."""
        return _TELLING_PATIENTS.search(self.text) is not None

    @property
    def is_told_how(self) -> bool:
        """Tell whether it is asked how something is done, or what to tell the patient."""
        return not {"how", "tell", "explain"}.isdisjoint(self._folded) and "cause" not in self.parts

    @property
    def has_person(self) -> bool:
        """Tell whether it tells of one person: by age, by sex, or of oneself."""
        if _MINE.search(self.text):
            return True
        if not _PERSON.search(self.text):
            return False
        from cramps.cases.person_in_words import person_of

        person = person_of(self.text)
        return person.age is not None or person.sex is not None

    @property
    def is_told(self) -> bool:
        """Tell whether it is put as no question and is about one patient."""
        return not self.is_asked and (self.has_person or tells_of_somebody(self.text))


def _begins_to_ask(folded: Sequence[str]) -> bool:
    """Tell whether a text begins as a question does; who did 200 squats tells of them."""
    if folded[0] == "did":
        return len(folded) > 1 and folded[1] in _ASKED_OF
    return folded[0] in _BEGINNING
