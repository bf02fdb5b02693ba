"""A question as it was put -> what is meant by it, and which kind of question it is: of a patient, a value, a medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.asking.naming import GENERAL, MOST_ENTRIES, Naming, Taken, is_always
from cramps.queries.asking.stories import is_feared
from cramps.queries.asking.wording import ROUTES
from cramps.queries.mentions import mentions
from cramps.queries.parts import Part
from cramps.words.folding import fold, stem, stem_set, stems

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: What asks how a disorder goes on, or whether it turns into another: no caution is asked for.
_COURSE: Final = late_regex(
    r"\bprognos\w+|\boutlook\b|\bclinical course\b|\bcourse of\b|\blife expectancy\b|\bnatural history\b"
    r"|\b(?:risks?|chances?|odds|likelihood|probability) (?:of|that|for|it will|to (?:get|develop))\b"
    r"|\b(?:turn(?:s|ing)?|chang(?:es?|ing)|develop(?:s|ing)?|progress(?:es|ing)?|evolv(?:es?|ing)|convert\w*|lead(?:s|ing)?) (?:in)?to\b"
    r"|\bbecom(?:e|es|ing)\b|\bget(?:s)? (?:worse|better)\b|\b(?:go(?:es)?|went) away\b|\bshorten\w* (?:my )?life\b|\blife ?span\b"
    r"|\bresolves?\b|\bcurable\b|\bpermanent\b|\bhow long\b.*\blasts?\b|\b(?:wear|grow)s? (?:off|out)\b",
    re.IGNORECASE,
)
#: What asks for the course by its name, whoever is told of besides.
_NAMED_COURSE: Final = late_regex(r"\bprognos\w+|\boutlook\b|\blife expectancy\b", re.IGNORECASE)
_RISKING: Final = late_regex(r"\brisks? (?:of|that|for|to (?:get|develop))\b", re.IGNORECASE)
#: What asks whether a child will have it.
_PASSED_ON: Final = late_regex(
    r"\b(?:my|our|his|her|their|the|any)\s+(?:future |unborn |other )?(?:sons?|daughters?|child(?:ren)?|kids?|baby|babies|siblings?|brothers?|sisters?)\s+"
    r"(?:get|have|inherit|be|at risk|also|need (?:a )?(?:gene|genetic)?\s?test)\w*\b|\b(?:pass(?:ed|ing)? (?:it|this|that) (?:on|down|to))\b",
    re.IGNORECASE,
)
#: A dash between what is told and what is asked.
_DASH: Final = late_regex(r"\s[-\u2013\u2014]\s*\Z")
#: What names a danger, of a complaint or of a medicine.
_DANGER: Final = frozenset(map(stem, ["danger", "dangerous", "risk", "risky", "harmful"]))
#: What asks who carries a risk.
_RISKED: Final = frozenset(["risk", "susceptible", "susceptibility", "carry", "carries", "prone"])
#: Before a medicine that the patient takes.
_TAKEN: Final = (
    r"(?i)\b(?:on|taking|takes|took|started|given|using)\s+(?:(?:a|an|the|his|her|my|their)\s+)?"
)
_MEDICINES: Final = frozenset(map(stem, ["drug", "medicine", "medication", "tablet", "pill"]))
#: Parts that are asked of a medicine.
_OF_TREATMENTS: Final = frozenset[Part](["dose", "avoid", "what helps"])
#: What is asked of a patient too: what to do, whether it is urgent, what it is, which test.
OF_PATIENTS: Final = frozenset[Part](
    ["what helps", "when to worry", "what it is", "confirm", "what is seen", "what sets it off"]
)
#: What the page of a finding or a test says nothing of.
_ON_NO_PAGE: Final = frozenset[Part](["dose", "avoid", "what helps", "when to worry", "gene"])
#: Parts whose words stand in stories too: spasms set off by noise.
_IN_STORIES: Final = frozenset[Part](["what is seen", "what sets it off"])
#: The disorder that cramps by themselves are called, beside another.
ORDINARY: Final = "nocturnal-leg-cramps"
#: The cramps of the night as a finding.
_BY_NIGHT: Final = "nocturnal-cramps"
#: An anaesthetic by itself is no complaint.
_PLANNED: Final = "general-anaesthesia"
#: So few words with a medicine among them are keywords: quinine for cramps for two weeks.
_KEYWORDS: Final = 6
#: So many findings are told of a patient, not asked about.
_CASE: Final = 2


class Question(Naming):
    """What is asked for: what is named, what is meant besides, and what kind of question it is."""

    def __init__(self, kb: KnowledgeBase, text: str) -> None:
        super().__init__(kb, text)
        self._drop_general()
        self.ids = {taken.id for taken in self.taken}
        self._widen()
        self._steer_by_what_is_named()

    def _steer_by_what_is_named(self) -> None:
        """Take words that ask for one part or another by what is named: a risk of a disorder, a danger of a sign."""
        text, stemmed = self.text, self.stems
        if self.compares and not self.parts and len(self.disorders) > 1:
            self.parts = ("difference",)
        if self.disorders and not self.given and _PASSED_ON.search(text):
            # a risk of the child, and no caution
            self.parts = tuple(dict.fromkeys(("gene", *(p for p in self.parts if p != "avoid"))))
        if self.asks_course and _RISKING.search(text):
            self.parts = tuple(p for p in self.parts if p != "avoid")
        elif _RISKING.search(text) and self.disorders and self.findings and not self.given:
            parts = ("how common" if p == "avoid" else p for p in self.parts)
            self.parts = tuple(dict.fromkeys(parts))
        if not self.names_more and self.findings and not _DANGER.isdisjoint(stemmed):
            # what a sign may be, and no caution of a medicine
            parts = ("when to worry" if p == "avoid" else p for p in self.parts)
            self.parts = tuple(dict.fromkeys(parts))

    def _drop_general(self) -> None:
        """Leave out cramps in general where something else is named: that is what is asked about."""
        special = [t for t in self.taken if t.id not in GENERAL]
        self.general = tuple(t for t in self.taken if t.id in GENERAL)
        if self.compares or self.measured:
            return
        if any(t.kind not in ("finding", "result") for t in special):
            self.taken = tuple(special)

    # What is meant besides.

    def _widen(self) -> None:
        """Take in what is meant besides: the members of a family, the treatments with a test's name."""
        kb = self.kb
        if not self.compares and any(True for _ in self.bound):
            # of who is pregnant the night cramps are those of pregnancy
            self.taken = tuple(t for t in self.taken if t.id != ORDINARY)
        self.disorders = [t.id for t in self.taken if t.kind == "disorder"]
        for taken in self.taken:
            if taken.kind == "family":
                self.disorders += kb.families[taken.id].members[:MOST_ENTRIES]
        steered = bool(self.parts) or self.compares or self.tells_patient
        self.disorders += self._called_so()
        if steered and (not self.disorders or self.compares):
            self.disorders += self._bound_to()
        self.disorders += self._of_the_night()
        self.disorders = list(dict.fromkeys(self.disorders))
        in_entries = {
            given.treatment for d in self.disorders for given in kb.disorders[d].treatments
        }
        self.routes = [told for asked, told in ROUTES if not asked.isdisjoint(self._folded)]
        #: What was said -> the treatments that it means, each of which is to be answered.
        self.given: dict[str, set[str]] = {}
        for taken in self.taken:
            if taken.kind == "treatment":
                self.given.setdefault(taken.text, set()).add(taken.id)
        self._give_what_is_called_so(in_entries)
        self._by_route()
        self.treatments = set[str]().union(*self.given.values())
        #: An entry of the disorders that are named says something of the treatments that are.
        self.is_given = not in_entries.isdisjoint(self.treatments)
        if self.is_given:  # of several that a word may mean, those that are given there
            self.given = {
                said: (ids & in_entries or ids) if not self.routes else ids
                for said, ids in self.given.items()
            }
            self.treatments = set[str]().union(*self.given.values())
        self.ids |= self.treatments

    def _give_what_is_called_so(self, in_entries: set[str]) -> None:
        """Take the treatments with the name of a test or a drug, where it may be asked for as one."""
        wanted = _OF_TREATMENTS.intersection(self.parts) or self.aspects or self.routes
        if not wanted and all(t.kind in ("test", "result", "drug") for t in self.taken):
            return
        tested = not {"cause", "confirm"}.isdisjoint(self.parts)
        for taken in self.taken:
            if taken.kind not in ("test", "drug") or taken.id in self.measured:
                continue
            named = set(_containing(self.kb, stems(fold(taken.text))))
            sought = wanted or not self.disorders
            if not sought and (tested or self._is_no_substance(taken)):
                named &= in_entries
            if named:
                self.given.setdefault(taken.text, set()).update(named)

    def _is_no_substance(self, taken: Taken) -> bool:
        """Tell whether a test measures nothing that can be given: an EMG."""
        return taken.kind == "test" and self.kb.tests.plain(taken.id)["kind"] != "blood"

    def _bound_to(self) -> Iterator[str]:
        """Give the disorders that come with a circumstance always: the leg cramps of pregnancy."""
        for taken in self.taken:
            if taken.kind != "finding":
                continue
            for disorder_id in self._bound(taken.id):
                self.rest -= stem_set(taken.text)
                yield disorder_id

    @property
    def bound(self) -> Iterator[str]:
        """The disorders that come with the circumstances that are named: the leg cramps of pregnancy."""
        for taken in self.findings:
            if taken.kind == "finding" and self._kind(taken.id) == "circumstance":
                yield from self.always_with(taken.id)

    def _of_the_night(self) -> list[str]:
        """Give the cramps of the night as a disorder, where it is asked how common they are or how they go on."""
        named = any(t.id == _BY_NIGHT for t in self.taken)
        alone = not self.disorders and all(t.id in GENERAL for t in self.taken)
        if not named or not alone or ORDINARY not in self.kb.disorders:
            return []
        asked = "how common" in self.parts or _COURSE.search(self.text) is not None
        return [ORDINARY] if asked else []

    def is_bound(self, disorder_id: str) -> bool:
        """Tell whether a disorder comes with a circumstance always: the leg cramps of pregnancy."""
        return any(
            is_always(f.frequency) and self._kind(f.finding) == "circumstance"
            for f in self.kb.disorders[disorder_id].findings
        )

    def _called_so(self) -> list[str]:
        """Give the look-alike of the one disorder that is meant by a finding beside it: calf cramp or DVT."""
        if not self.compares or len(self.disorders) != 1:
            return []
        kb, disorder_id = self.kb, self.disorders[0]
        near = [other.disorder for other in kb.disorders[disorder_id].lookalikes]
        ordinary = kb.disorders.get(ORDINARY)
        if ordinary and any(o.disorder == disorder_id for o in ordinary.lookalikes):
            near.append(ORDINARY)
        if ORDINARY in near and any(t.id in GENERAL for t in self.taken):
            return [ORDINARY]
        for taken in self.taken:
            if taken.kind == "finding" and taken.id != "muscle-cramps":
                having = set(mentions(kb).listing(taken.id))
                if meant := [d for d in near if d in having]:
                    return meant[:1]
        return []

    def _by_route(self) -> None:
        """Leave, of several forms of a medicine, those that are given as is asked."""
        if self.routes:
            names = frozenset().union(*self.routes)
            for said, ids in self.given.items():
                given = {i for i in ids if names & set(fold(self.kb.treatments[i].name).split())}
                self.given[said] = given or ids

    # What kind of question it is.

    @property
    def asks_course(self) -> bool:
        """Tell whether it is asked how the disorders that are named go on, or whether one turns into another."""
        told = self.is_told and not _NAMED_COURSE.search(self.text)
        if not self.disorders or self.given or self.has_drug or told:
            return False
        if set(self.parts) - {"avoid", "how common", "when to worry", "what helps"}:
            return False
        if _RISKING.search(self.text) and len(self.disorders) == 1:
            return False
        return _COURSE.search(self.text) is not None

    @property
    def feared(self) -> list[str]:
        """The disorders that somebody is afraid of, beside which another is named."""
        found = self._aside + [
            t.id
            for t in self.taken
            if t.kind == "disorder"
            and any(
                is_feared(self.text, m.start()) for m in re.finditer(re.escape(t.text), self.text)
            )
        ]
        return found if set(self.disorders) - set(found) else []

    @property
    def asks_to_recognise(self) -> bool:
        """Tell whether it is asked by what a disorder is known, or first known."""
        recognised = stem("recognize") in self.stems or stem("early") in self.colouring
        return "what is seen" in self.parts and bool(recognised or self.asks_signs)

    @property
    def asks_signs(self) -> bool:
        """Tell whether nothing but the signs of a disorder is asked for."""
        return self.parts == ("what is seen",) and stem("sign") in self.stems

    @property
    def asks_how_it_works(self) -> bool:
        """Tell whether it is asked how what is named works, and not why something happens."""
        return "why" not in self._folded and bool(self.given) and "cause" in self.parts

    @property
    def asks_first(self) -> bool:
        """Tell whether it is asked what comes first."""
        return "first" in self._folded and not self.given and "aid" not in self._folded

    @property
    def asks_who_carries(self) -> bool:
        """Tell whether it is asked who has, or is at risk of, the one disorder that is named."""
        if len(self.taken) != 1 or self.taken[0].kind != "disorder" or self.given:
            return False
        return bool(self.asking_ends) or not _RISKED.isdisjoint(self._folded)

    @property
    def asks_blood_tests(self) -> bool:
        """Tell whether it is asked which blood tests cramps in general need."""
        cramps = all(
            t.kind == "finding" and (t.id in GENERAL or "muscle-cramps" in self.kb.broader(t.id))
            for t in self.findings
        )
        named = len(self.findings) == len([t for t in self.taken if t.id not in GENERAL])
        return cramps and named and self.tests == {"blood"} and not self.measured

    @property
    def is_ordinary(self) -> bool:
        """Tell whether nothing but a cramp, or the ordinary cramps of the night, is named."""
        others = {t.id for t in self.taken} - GENERAL - {ORDINARY, "night-time"}
        return not others and not self.unknown

    @property
    def in_general(self) -> bool:
        """Tell whether cramps in general are asked about, and no one record."""
        return all(t.id in GENERAL for t in self.taken)

    @property
    def of_medicines(self) -> bool:
        """Tell whether it is asked which medicines cause cramps."""
        causes = not {"cause", "caus", "give", "induc", "trigger"}.isdisjoint(self.stems)
        cramps = bool(self.taken) and {t.id for t in self.taken} <= GENERAL
        return cramps and causes and not _MEDICINES.isdisjoint(self.stems)

    @property
    def told(self) -> str:
        """The question without what it asks of a patient: urgent, what to do, is no finding."""
        text = self.text
        if self.is_vignette:  # in a story they may tell: set off by noise
            return text
        for word in self._asking:
            dash = _DASH.search(text, 0, word.start)  # which would be a minus behind a finding
            start = dash.start() if dash else word.start
            text = f"{text[:start]}{' ' * (word.end - start)}{text[word.end :]}"
        return text

    @property
    def asking_words(self) -> tuple[str, ...]:
        """The words that ask for a part which the page of a record need not answer."""
        asked = not _ON_NO_PAGE.isdisjoint(self.parts)
        return tuple(self.text[w.start : w.end] for w in self._asking) if asked else ()

    @property
    def answering(self) -> frozenset[Part]:
        """The parts of entries that answer what is asked; none where nothing in particular is."""
        if not self.parts:
            return frozenset()
        more: set[Part] = {"what helps", "avoid"} if "dose" in self.parts else set()
        if "difference" in self.parts:
            more.add("what it is")
        if "avoid" in self.parts:
            more |= {"what sets it off", *(("what helps",) if self.is_given else ())}
        return frozenset(self.parts) | more

    @property
    def names_more(self) -> bool:
        """Tell whether more than findings, tests and values is named."""
        return bool(self.given or self.disorders or self.has_drug)

    @property
    def has_drug(self) -> bool:
        """Tell whether a drug is named."""
        return any(t.kind == "drug" for t in self.taken)

    @property
    def of_treatments(self) -> bool:
        """Tell whether medicines are asked about, and nothing of the disorders but what they do there."""
        return bool(self.given) and not set(self.parts) - _OF_TREATMENTS - {"when to worry"}

    @property
    def named_disorders(self) -> list[Taken]:
        """The disorders, and families of them, that are named."""
        return [t for t in self.taken if t.kind in ("disorder", "family")]

    @property
    def findings(self) -> tuple[Taken, ...]:
        """The findings and results that are named, cramps of no special kind left out."""
        return tuple(
            t for t in self.taken if t.kind in ("finding", "result") and t.id not in GENERAL
        )

    @property
    def had(self) -> tuple[Taken, ...]:
        """What somebody may have: the findings and results, or else the cramps of a place or a time."""
        return self.findings or tuple(t for t in self.general if t.id != "muscle-cramps")

    @property
    def is_complaint(self) -> bool:
        """Tell whether it is what a patient comes with: a story that asks nothing, and names no disorder to ask about.

        What a medicine did or was taken for is part of it; one of which a dose or a danger is asked is not.
        """
        asked = set(self.parts) - OF_PATIENTS - {"difference"}
        if "worse" in self._folded:  # since then
            asked -= {"avoid"}
        if not self.is_told or self.disorders or asked:
            return False
        if not (self.given or self.has_drug):
            return True
        return self.is_taking or len(self.text.split()) > _KEYWORDS

    @property
    def may_be_ordinary(self) -> bool:
        """Tell whether it is put as no question and may be the ordinary complaint of one person, be an illness named in it.

        Had a clot in 2009, now the odd cramp; writer's cramp for 15 years. A few words are what is looked up.
        """
        asked = set(self.parts) - OF_PATIENTS - ({"dose"} if self.measured else set())  # Mg 0.85
        told = self.is_told or ("," in self.text and bool(self.had))
        asks = self.is_asked or bool(asked or self.given)
        return told and not asks and len(self.text.split()) > _KEYWORDS

    @property
    def tells_story(self) -> bool:
        """Tell whether it is put as no question, and asks nothing of a record that it names."""
        if self.is_asked:
            return False
        asks = self.parts and self.names_more and not self.has_person
        told = {t.text for t in self.findings}  # a word may mean a finding and a result
        several = len(told) > 1 or (told and "," in self.text)
        return not asks or bool(several and (len(told) > 1 or not self.disorders))

    @property
    def asks_what_of_several(self) -> bool:
        """Tell whether it is asked what to do about several findings, as of a patient, and of nothing else."""
        told = {t.text for t in self.findings}
        return self.asks_what_to_do and len(told) >= _CASE and not self.names_more

    @property
    def is_of_value(self) -> bool:
        """Tell whether it tells a value and asks no more than what that means and what to do.

        A medicine beside it that the patient takes is part of the story.
        """
        if not self.measured or set(self.parts) - OF_PATIENTS:
            return False
        return not (self.given or self.has_drug) or (self.asks_to_act and self.is_taking)

    @property
    def is_taking(self) -> bool:
        """Tell whether every medicine that is named is one that the patient takes: on a thiazide."""
        named = [t for t in self.taken if t.kind in ("drug", "treatment") or t.text in self.given]
        said = {t.text for t in named if t.id not in self.measured}
        return all(re.search(_TAKEN + re.escape(text), self.text) for text in said)

    def is_circumstance(self, taken: Taken) -> bool:
        """Tell whether what was taken is a circumstance, to which a disorder may be bound."""
        return taken.kind == "finding" and self._kind(taken.id) == "circumstance"

    @property
    def is_vignette(self) -> bool:
        """Tell whether a patient is described: a person with several findings, or one and an age."""
        if not self.has_person or self.given or set(self.parts) - OF_PATIENTS:
            return False
        told = {t.text for t in (*self.taken, *self.general) if t.kind != "test"}
        found = {t.text for t in (*self.findings, *self.general) if t.id != _PLANNED}
        steered = bool(self.disorders) and (
            bool(set(self.parts) - _IN_STORIES) or (self.is_asked and self.asks_leave)
        )
        return bool(found) and len(told) >= _CASE and not steered


def _containing(kb: KnowledgeBase, words: str) -> Iterator[str]:
    """Give the treatments whose name has these stems."""
    wanted = set(words.split())
    # to fold every name takes long; one without a beginning is not read, but where spelling may change it
    begun = [word[:3] for word in wanted if "e" not in word[:3]]
    for treatment_id in kb.treatments:
        plain = kb.treatments.plain(treatment_id)
        names = (plain["name"], *plain.get("synonyms", ()))
        whole = " ".join(names).casefold()
        if not all(beginning in whole for beginning in begun):
            continue
        if wanted and any(wanted <= stem_set(name) for name in names):
            yield treatment_id
