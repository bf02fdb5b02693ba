"""A question as it was put -> the records that it names, what it asks of them, and whether it tells of a patient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import frequency
from cramps.queries.asked_words import (
    PAINLESS,
    Aspect,
    Part,
    asks_first_tests,
    asks_only,
    aspects_of,
    group_of,
    parts_of,
    tests_of,
)
from cramps.queries.mentions import mentions
from cramps.queries.stories import HELPING, tells_of_somebody
from cramps.words.folding import fold, is_beside, stem, stems
from cramps.words.phrases import Named, Spot, Token, mended, spots, tokens
from cramps.words.word_index import Category, label_of

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Disorders of an umbrella word, or of a treatment, whose entries are read at most.
MOST_ENTRIES: Final = 12
#: Words with which a question begins, unlike a case.
_BEGINNING: Final = frozenset(
    [
        *("what", "which", "who", "when", "where", "how", "why", "can", "could", "may"),
        *("should", "would", "doe", "do", "did", "is", "are", "will"),
    ]
)
#: So much of a text before a name is looked at.
_ASIDE: Final = 40
#: Before a disease that is feared, and a medicine that has helped.
_FEARED: Final = re.compile(
    r"\b(?:worr\w+|anxi\w+|concern\w*|scared|frightened|terrified|afraid|fears?|googl\w+|read(?:s|ing)?|panick\w+)\s+"
    r"(?:(?:re|about|of|that|it|is|might|be|could|she|he|i|has|have)\s+)*$",
    re.IGNORECASE,
)
_RELIEVED_BY: Final = re.compile(
    r"\b(?:reliev\w+|eas\w+|help\w*|settl\w+|sort\w*|better|improv\w+|goes|gone)\s+(?:by|with|on|after|from)\s+(?:a\s+|some\s+|the\s+)?$",
    re.IGNORECASE,
)
#: Of whom it is asked what they did.
_ASKED_OF: Final = frozenset(["i", "he", "she", "it", "they", "you", "we", "thi", "this", "that"])
#: Words with which a question may go on: a pregnant woman with cramps, what can I give.
_WITHIN: Final = frozenset(["what", "which", "why", "how", "should"])
#: With these it asks whether something may be done.
_LEAVE: Final = (["can", "i"], ["may", "i"], ["should", "i"], ["could", "i"])
#: What asks who has something, with what is asked for: which disorders, what causes.
_WHO: Final = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+)?(?:disorders?|diseases?|conditions?|myopath\w+|syndromes?)\b|\bwho has\b"
    r"|\b(?:what|which)\s+(?:\w+\s+)?(?:cause[sd]?|explains?)\b|\bcauses of\b|\bcan cause\b",
    re.IGNORECASE,
)
#: What asks what is to be done, before any medicine is thought of.
_ACTING: Final = re.compile(
    r"\bwhat(?: to do| now| next| do i do| can i do| should i do| can be done)\b|\bdo first\b",
    re.IGNORECASE,
)
#: While a cramp lasts.
_ACUTE: Final = re.compile(
    r"\b(?:strikes?|striking|during (?:a|the|an)? ?(?:\w+ )?cramp|when (?:a|the|i get a|it|you get a) (?:\w+ )?cramps?"
    r"|comes on|come on|sets in|seizes|first aid|stop a (?:\w+ )?cramp|in the middle of)\b",
    re.IGNORECASE,
)
#: What asks for words to the patient.
_TELLING_PATIENTS: Final = re.compile(
    r"\b(?:tell|say to|explain to|advi[sc]e(?: to| for)?|reassure|counsel)\s+(?:(?:the|a|my|this|our)\s+)?"
    r"(?:[\w-]+\s+)?(?:patients?|people|parents?|him|her|them|wom[ae]n|m[ae]n|mothers?|persons?)\b",
    re.IGNORECASE,
)
#: What asks how a disorder goes on, or whether it turns into another: no caution is asked for.
_COURSE: Final = re.compile(
    r"\bprognos\w+|\boutlook\b|\bclinical course\b|\bcourse of\b|\blife expectancy\b|\bnatural history\b"
    r"|\b(?:risks?|chances?|odds|likelihood|probability) (?:of|that|for|it will|to (?:get|develop))\b"
    r"|\b(?:turn(?:s|ing)?|chang(?:es?|ing)|develop(?:s|ing)?|progress(?:es|ing)?|evolv(?:es?|ing)|convert\w*|lead(?:s|ing)?) (?:in)?to\b"
    r"|\bbecom(?:e|es|ing)\b|\bget worse\b|\bgo away\b|\bshorten\w* (?:my )?life\b",
    re.IGNORECASE,
)
_RISKING: Final = re.compile(r"\brisks? (?:of|that|for|to (?:get|develop))\b", re.IGNORECASE)
#: What asks how a tumour is looked for, and tells of none.
_SEARCHING: Final = re.compile(
    r"\b(?:tumou?rs?|cancers?|malignan\w+|neoplas\w+|thymomas?|paraneoplastic)\s+(?:screen\w*|search\w*|work-?\s?up|hunt|tests?)\b"
    r"|\b(?:screen\w*|search\w*|look(?:ing)?|hunt)\s+for\s+(?:an?\s+|any\s+)?(?:\w+\s+)?(?:tumou?rs?|cancers?|malignan\w+|thymomas?)\b",
    re.IGNORECASE,
)
#: What asks for the test that settles it.
_SETTLING: Final = frozenset(map(stem, ["confirm", "diagnose", "prove", "proof"]))
#: What names a danger, of a complaint or of a medicine.
_DANGER: Final = frozenset(map(stem, ["danger", "dangerous", "risk", "risky", "harmful"]))
#: What asks who carries a risk.
_RISKED: Final = frozenset(["risk", "susceptible", "susceptibility", "carry", "carries", "prone"])
#: Words with which it is asked which disorders have something, which name none.
_WHICH_HAVE: Final = re.compile(
    r"^\W*(?:which|what)\s+(?:other\s+)?(?:disorders?|diseases?|conditions?)\s+"
    r"(?:(?:can|may)\s+)?(?:have|has|carry|carries|show|come with|are at risk of|with)\s+",
    re.IGNORECASE,
)
#: Before a medicine that the patient takes.
_TAKEN: Final = (
    r"(?i)\b(?:on|taking|takes|took|started|given|using)\s+(?:(?:a|an|the|his|her|my|their)\s+)?"
)
#: How a word ends that says what was done, and names no treatment: repeated.
_DONE: Final = re.compile(r"(?:ed|ing)$", re.IGNORECASE)
#: The last word of a name of a disorder, and how many words such a name has before it.
_NAMING: Final = frozenset(["disease", "syndrome", "dystrophy", "myopathy", "neuropathy"])
_LONGEST_NAME: Final = 3
#: Kinds of record that have entries of their own, or are umbrella words for them.
_ENTRIES: Final = frozenset[Category](["disorder", "family"])
#: Written so they help: first aid is no AIDS.
_OF_HELP: Final = frozenset(["aid"])
#: What contracts, by one word that is no complaint by itself.
_PHENOMENA: Final = ("contracture", "myotonia", "tetany", "dystonia", "spasticity")
#: A number with a decimal point or of two figures and more, which may be a value.
_NUMBER: Final = re.compile(r"\d")
#: Who tells of themselves.
_MINE: Final = re.compile(r"\b(?:my|I have|I've|I am|I'm|I get)\b", re.IGNORECASE)
#: A patient by age or sex.
_PERSON: Final = re.compile(
    r"\b(?:man|woman|male|female|boy|girl|child|gentleman|lady|baby|infant|son|daughter|husband|wife"
    r"|he|she|\d{1,3}[\s-]*(?:years?|yrs?|yo|y/o|m|f)\b)",
    re.IGNORECASE,
)
#: Before what happened first, and before what is done meanwhile.
_AFTER: Final = frozenset(["after", "following", "since"])
_WHILE: Final = frozenset(["on", "during", "when", "while"])
#: How a medicine is given -> the words of its name by which it is told.
_ROUTES: Final = (
    (
        frozenset(["oral", "mouth", "tablet", "pill", "supplement", "capsule", "po"]),
        frozenset(["oral", "mouth", "tablet", "supplement"]),
    ),
    (
        frozenset(["iv", "intravenou", "intravenous", "vein", "infusion", "drip"]),
        frozenset(["iv", "intravenou", "intravenous", "infusion"]),
    ),
)
_MEDICINES: Final = frozenset(map(stem, ["drug", "medicine", "medication", "tablet", "pill"]))
#: The findings that a question about cramps in general names.
GENERAL: Final = frozenset(
    ["muscle-cramps", "leg-cramps", "calf-cramps", "nocturnal-cramps", "foot-cramps"]
)
#: Parts that are asked of a medicine.
_OF_TREATMENTS: Final = frozenset[Part](["dose", "avoid", "what helps"])
#: What is asked of a patient too: what to do, whether it is urgent, what it is, which test.
OF_PATIENTS: Final = frozenset[Part](
    ["what helps", "when to worry", "what it is", "confirm", "what is seen", "what sets it off"]
)
#: Parts whose words stand in stories too: spasms set off by noise.
_IN_STORIES: Final = frozenset[Part](["what is seen", "what sets it off"])
#: The disorder that cramps by themselves are called, beside another.
_ORDINARY: Final = "nocturnal-leg-cramps"
#: So few words with a medicine among them are keywords: quinine for cramps for two weeks.
_KEYWORDS: Final = 6
#: So many findings are told of a patient, not asked about.
_CASE: Final = 2
#: A word by itself is taken for the one record that has it in a name from so many letters on.
_TELLING: Final = 4
#: Where that is no medicine of a disorder that is named too, from so many on.
_TELLING_DISORDER: Final = 6


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the question, and what they were taken for."""

    text: str
    kind: Category
    id: str
    name: str


class Question:
    """What is asked for."""

    def __init__(self, kb: KnowledgeBase, text: str) -> None:
        self.kb = kb
        self.text = text
        words = tokens(text)
        if not words:
            raise BadQuery("the question has no words")
        words = mended(kb, text, words)
        folded = [word.folded for word in words]
        self._folded = frozenset(folded)
        #: Disorders that a story names by the way: what is feared, or read about.
        self._aside: list[str] = []
        #: It is put as a question is.
        self.is_asked = (
            _begins_to_ask(folded) or text.rstrip().endswith("?") or not _WITHIN.isdisjoint(folded)
        )
        parts, self._steering = parts_of(folded)
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
        self.is_why = "why" in folded or "mechanism" in folded or "how" in folded
        self.compares = not {"or", "versu", "vs", "versus"}.isdisjoint(folded)
        asking = _WHICH_HAVE.match(text)
        before = sum(word.start < asking.end() for word in words) if asking else 0
        found = self._spotted(words, before)
        self.taken = tuple(_taken(kb, text, words, found))
        #: What was taken for something near, with what it was taken for.
        self.guessed: tuple[Taken, ...] = ()
        covered = {n for spot in found for n in range(spot.first, spot.last)}
        free = [n for n in range(len(words)) if n not in covered and n not in self._steering]
        free = [n for n in free if not is_beside(folded[n])]
        self._leave_out_unknown(words, found, free)
        #: The words that only ask.
        self._asking = tuple(words[n] for n in sorted(self._steering - covered))
        self._aspects(words, found, free)
        self._measure()
        routes = frozenset().union(*(asked for asked, _ in _ROUTES))
        telling = [
            words[n]
            for n in free
            if not asks_only(folded[n])
            and _tells(folded[n])
            and folded[n] not in routes
            and not (self.phenomenon and stem(folded[n]) == stem(fold(self.phenomenon)))
        ]
        telling = list(self._resolved(telling))
        #: Nothing but findings, results and values is told.
        self.tells_case = all(
            t.kind in ("finding", "result") or t.id in self.measured for t in self.taken
        )
        #: Stems that no record has, by which statements are weighed; those of the findings too, for a
        #: statement tells of pregnancy without naming the record.
        self.rest = {stem(w.folded) for w in telling} - {"cramp"}
        for spot in found:
            if any(n.category == "finding" and n.id not in GENERAL for n in spot.named):
                self.rest |= {stem(w.folded) for w in words[spot.first : spot.last]} - {"cramp"}
        self.unrecognised = tuple(dict.fromkeys(text[w.start : w.end] for w in telling))
        self.of_disorders = {
            stem(w.folded)
            for spot in found
            for w in words[spot.first : spot.last]
            if any(named.category in ("disorder", "family") for named in spot.named)
        }
        self._drop_general()
        self.ids = {taken.id for taken in self.taken}
        self._widen()
        self._steer_by_what_is_named()

    def _steer_by_what_is_named(self) -> None:
        """Take words that ask for one part or another by what is named: a risk of a disorder, a danger of a sign."""
        text, stemmed = self.text, self.stems
        if self.compares and not self.parts and len(self.disorders) > 1:
            self.parts = ("difference",)
        if self.asks_course and _RISKING.search(text):
            self.parts = tuple(p for p in self.parts if p != "avoid")
        elif _RISKING.search(text) and self.disorders and self.findings and not self.given:
            parts = ("how common" if p == "avoid" else p for p in self.parts)
            self.parts = tuple(dict.fromkeys(parts))
        if not self.names_more and self.findings and not _DANGER.isdisjoint(stemmed):
            # what a sign may be, and no caution of a medicine
            parts = ("when to worry" if p == "avoid" else p for p in self.parts)
            self.parts = tuple(dict.fromkeys(parts))

    # Reading.

    @staticmethod
    def _leave(folded: Sequence[str]) -> Iterator[Part]:
        if list(folded[:2]) in _LEAVE:
            yield from ("what helps", "avoid")

    def _spotted(self, words: list[Token], before: int) -> list[Spot]:
        """Give what the words name, from a number on: whole names, and none that only says what is asked."""
        spotted = spots(self.kb, words[before:], alone=True, short=True)
        found = [s._replace(first=s.first + before, last=s.last + before) for s in spotted]
        found = list(self._whole_names(words, found))
        found = [s for s in found if not self._only_asks(words, s, others=len(found) > 1)]
        found = [_as_it_came(words, s) for s in found]
        found = [s for s in found if not self._is_everyday(words, s)]
        if self.is_told:
            aside = [s for s in found if _is_aside(self.text, words, s)]
            found = [s for s in found if s not in aside]
            self._aside = [n.id for s in aside for n in s.named if n.category == "disorder"]
        return found

    def _is_everyday(self, words: list[Token], spot: Spot) -> bool:
        """Tell whether a small word only has the letters of a short name: lots of coffee, on the same day."""
        word = words[spot.first]
        if spot.last > spot.first + 1 or self.text[word.start : word.end].isupper():
            return False
        if _tells(word.folded) or any(n.category not in _ENTRIES for n in spot.named):
            return False
        return all(self._is_short_name(word, named) for named in spot.named)

    def _is_short_name(self, word: Token, named: Named) -> bool:
        """Tell whether a record is called by a word only as capital letters stand for it: SAMS."""
        kb = self.kb
        of = kb.disorders[named.id] if named.category == "disorder" else kb.families[named.id]
        called = [n for n in (of.name, *of.aliases) if stem(fold(n)) == stem(word.folded)]
        return bool(called) and all(name[1:2].isupper() for name in called)

    def _whole_names(self, words: list[Token], found: Sequence[Spot]) -> Iterator[Spot]:
        """Give a disorder its whole name where a finding took the beginning: stiffness in myotonia congenita."""
        taken = 0
        for spot in found:
            if spot.last <= taken:
                continue
            whole = None
            general = all(n.id in GENERAL for n in spot.named)
            if not general and not any(n.category in _ENTRIES for n in spot.named):
                for first in range(spot.first + 1, spot.last):
                    named = next(iter(spots(self.kb, words[first:], short=True)), None)
                    if named is None or named.first or first + named.last <= spot.last:
                        continue
                    if any(n.category in _ENTRIES for n in named.named):
                        whole = Spot(first, first + named.last, named.named)
                        break
            if whole is None:
                yield spot
                continue
            yield whole
            taken = whole.last

    def _leave_out_unknown(self, words: list[Token], found: list[Spot], free: list[int]) -> None:
        """Take a name with a word that nothing here has for one that has no entry: Lambert-Eaton myasthenic syndrome.

        What a part of it names is not meant.
        """
        #: Names of disorders that have no entry, as they are written.
        self.unknown: tuple[str, ...] = ()
        names: list[str] = []
        for end, word in enumerate(words):
            if word.folded not in _NAMING:
                continue
            first = end
            while first and end - first < _LONGEST_NAME and not words[first].apart:
                if is_beside(words[first - 1].folded) or asks_only(words[first - 1].folded):
                    break
                first -= 1
            within = range(first, end)
            strange = [n for n in within if n in free and _tells(words[n].folded)]
            meant = [s for s in found if s.first < end and s.last > first]
            if not strange or any(n.category in _ENTRIES for s in meant for n in s.named):
                continue
            if any(self._only_one(words[n]) for n in strange):
                continue
            names.append(self.text[words[first].start : word.end])
            found[:] = [s for s in found if s not in meant]
            free[:] = [n for n in free if n not in within]
        self.unknown = tuple(names)
        kept = {self.text[words[s.first].start : words[s.last - 1].end] for s in found}
        self.taken = tuple(t for t in self.taken if t.text in kept)

    def _only_asks(self, words: list[Token], spot: Spot, *, others: bool) -> bool:
        """Tell whether what looks like a name only says what is asked: should I worry, which gene test."""
        within = range(spot.first, spot.last)
        if self.text[words[spot.first].start : words[spot.last - 1].end].casefold() in _OF_HELP:
            return True
        if any(n.category in ("disorder", "family", "drug", "treatment") for n in spot.named):
            return False
        single = spot.last == spot.first + 1
        steers = all(n in self._steering for n in within)
        if (
            not single
            and "blood" in self.tests
            and all(asks_only(words[n].folded) or _is_cramp(words[n]) for n in within)
        ):
            return True  # blood tests for cramps are no test of the cramp threshold
        if single or steers:
            return steers and (self.is_asked or others)
        return all(asks_only(words[n].folded) for n in within)

    def _measure(self) -> None:
        """Read the values with the reader of notes, where there are numbers."""
        #: Tests and results whose value is told.
        self.measured: set[str] = set()
        #: What the values are called.
        self.results: tuple[str, ...] = ()
        #: Of each test whose value is told, whether that is low or high.
        self.levels: dict[str, str] = {}
        #: Findings and results that are said not to be there.
        self.denied: set[str] = set()
        negated = not {"no", "not", "without", "never", "denie", "nor"}.isdisjoint(self._folded)
        if _NUMBER.search(self.text) or negated:
            self._read()
        if not PAINLESS.isdisjoint(self._folded) and "pain" in self.kb.findings:
            self.denied.add("pain")
        for taken in self.taken:
            if taken.kind == "result" and self.kb.results[taken.id][0].id in self.measured:
                self.measured.add(taken.id)

    def _read(self) -> None:
        """Read which values are told and on which side of their limits they lie, and what is denied."""
        from cramps.cases.reader import CaseReader
        from cramps.cases.running_text import NoteReader

        cases = CaseReader(self.kb)
        note = NoteReader(cases).read(self.text)
        for mention in note.read:
            if mention.kind == "measurement":
                self.measured.add(mention.id)
            elif mention.status == "absent":
                self.denied.add(mention.id)
        if self.measured:
            numbers = cases.read(note.told).numbers
            self.results = tuple(i for r in numbers.given for i in r.results)
            self.levels = {r.test: str(r.level) for r in numbers.given if r.level is not None}

    def _aspects(self, words: list[Token], found: list[Spot], free: list[int]) -> None:
        """Set what is asked of a medicine besides: what its entry says in kidney disease, in pregnancy.

        A disorder or circumstance whose entry has none of the medicines is one: what else helps there was
        not asked.
        """
        self.aspects: tuple[Aspect, ...] = ()
        self.only_aspects = False
        treatments = {t.id for t in self.taken if t.kind == "treatment"}
        if not any(t.kind in ("treatment", "drug") for t in self.taken):
            return
        aspects: list[Aspect] = []
        dropped: set[str] = set()
        for aspect, n in aspects_of([word.folded for word in words]):
            spot = next((s for s in found if s.first <= n < s.last), None)
            if spot is not None:
                if any(m.category in ("treatment", "drug") for m in spot.named):
                    continue
                if any(self._treats(m, treatments) for m in spot.named):
                    continue
                dropped |= {m.id for m in spot.named}
            aspects.append(aspect)
            if n in free:
                free.remove(n)
        self.taken = tuple(t for t in self.taken if t.id not in dropped)
        found[:] = [s for s in found if dropped.isdisjoint(m.id for m in s.named)]
        self.aspects = tuple(dict.fromkeys(aspects))
        #: Nothing is asked of a medicine but these: what to beware of.
        self.only_aspects = bool(aspects) and not self.parts
        if self.only_aspects:
            self.parts = ("avoid",)

    def _treats(self, named: Named, treatments: set[str]) -> bool:
        """Tell whether the entry of what is named has one of the medicines."""
        if named.category == "disorder":
            disorders = [named.id]
        elif named.category == "finding":
            disorders = list(self._bound(named.id))
        else:
            return False
        return any(
            given.treatment in treatments
            for disorder in disorders
            for given in self.kb.disorders[disorder].treatments
        )

    def _resolved(self, telling: list[Token]) -> Iterator[Token]:
        """Take each word that is left for the one record that has it in a name; give those that are none's."""
        if not self.taken and len(telling) != 1:
            yield from telling
            return
        for word in telling:
            near = None if self.has_person else self._only_one(word)
            if near is None:
                yield word
                continue
            said = self._written(word)
            name = label_of(self.kb, near.category, near.id)
            taken = Taken(text=said, kind=near.category, id=near.id, name=name)
            self.guessed += (taken,)
            self.taken += (taken,)

    def _only_one(self, word: Token) -> Named | None:
        """Give the record that a word of its name means: of several that which the others are akin to."""
        from cramps.words.near_synonyms import is_filler
        from cramps.words.nearest import Words, build_words, part

        key = stem(word.folded)
        if not word.folded.isalnum() or len(key) < _TELLING or is_filler(word.folded):
            return None
        written = self._written(word)
        given = tuple(self._given_in_entries(key)) if not _DONE.search(written) else ()
        if len(given) == 1:
            return Named("treatment", given[0], exact=False)
        if len(key) < _TELLING_DISORDER and not written[1:].isupper():
            return None
        kinds: tuple[Category, ...] = (
            ("disorder",) if _DONE.search(written) else ("disorder", "treatment")
        )
        if written.isupper():  # VGKC; a word that a test has may mean much else
            kinds = ("disorder", "test", "treatment")
        for category in kinds:
            prepared = self.kb.prepared_as(part(category), Words)
            known = prepared or build_words(self.kb, category)
            numbers = known.stems.get(key, ())
            ids = tuple(dict.fromkeys(known.phrases[n][0] for n in numbers))
            if len(ids) > 1 and category == "disorder":
                ids = tuple(i for i in ids[:MOST_ENTRIES] if self._akin(i))
            if len(ids) == 1 and not any(t.id == ids[0] for t in self.taken):
                return Named(category, ids[0], exact=False)
        return None

    def _written(self, word: Token) -> str:
        """Give a word as it is written; of one with a hyphen its part: the CASPR2 of CASPR2-positive."""
        whole = self.text[word.start : word.end]
        return next((p for p in whole.split("-") if fold(p) == word.folded), whole)

    def _given_in_entries(self, key: str) -> Iterator[str]:
        """Give the treatments with a word in their names that the entries of the disorders have."""
        entries = (self.kb.disorders[t.id] for t in self.taken if t.kind == "disorder")
        for treatment in dict.fromkeys(g.treatment for entry in entries for g in entry.treatments):
            if key in stems(fold(self.kb.name("treatments", treatment))).split():
                yield treatment

    def _akin(self, disorder_id: str) -> bool:
        """Tell whether a disorder's entry has a finding that is named, or takes another that is for it."""
        entry = self.kb.disorders[disorder_id]
        there = {s.finding for s in entry.findings} | {o.disorder for o in entry.lookalikes}
        return any(t.id in there for t in self.taken)

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
            self.taken = tuple(t for t in self.taken if t.id != _ORDINARY)
        self.disorders = [t.id for t in self.taken if t.kind == "disorder"]
        for taken in self.taken:
            if taken.kind == "family":
                self.disorders += kb.families[taken.id].members[:MOST_ENTRIES]
        steered = bool(self.parts) or self.compares or self.tells_patient
        self.disorders += self._called_so()
        if steered and (not self.disorders or self.compares):
            self.disorders += self._bound_to()
        self.disorders = list(dict.fromkeys(self.disorders))
        in_entries = {
            given.treatment for d in self.disorders for given in kb.disorders[d].treatments
        }
        self.routes = [told for asked, told in _ROUTES if not asked.isdisjoint(self._folded)]
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
                self.rest -= set(stems(fold(taken.text)).split())
                yield disorder_id

    def _bound(self, finding_id: str) -> Iterator[str]:
        circumstance = self._kind(finding_id) == "circumstance"
        if not circumstance and not (self.compares and finding_id not in GENERAL):
            return
        yield from self.always_with(finding_id)

    @property
    def bound(self) -> Iterator[str]:
        """The disorders that come with the circumstances that are named: the leg cramps of pregnancy."""
        for taken in self.findings:
            if taken.kind == "finding" and self._kind(taken.id) == "circumstance":
                yield from self.always_with(taken.id)

    def is_bound(self, disorder_id: str) -> bool:
        """Tell whether a disorder comes with a circumstance always: the leg cramps of pregnancy."""
        return any(
            _always(f.frequency) and self._kind(f.finding) == "circumstance"
            for f in self.kb.disorders[disorder_id].findings
        )

    def always_with(self, finding_id: str) -> Iterator[str]:
        """Give the disorders of which a finding is always there."""
        for disorder_id in mentions(self.kb).listing(finding_id)[:MOST_ENTRIES]:
            seen = self.kb.disorders[disorder_id].findings
            if any(f.finding == finding_id and _always(f.frequency) for f in seen):
                yield disorder_id

    def _called_so(self) -> list[str]:
        """Give the look-alike of the one disorder that is meant by a finding beside it: calf cramp or DVT."""
        if not self.compares or len(self.disorders) != 1:
            return []
        kb, disorder_id = self.kb, self.disorders[0]
        near = [other.disorder for other in kb.disorders[disorder_id].lookalikes]
        ordinary = kb.disorders.get(_ORDINARY)
        if ordinary and any(o.disorder == disorder_id for o in ordinary.lookalikes):
            near.append(_ORDINARY)
        if _ORDINARY in near and any(t.id in GENERAL for t in self.taken):
            return [_ORDINARY]
        for taken in self.taken:
            if taken.kind == "finding" and taken.id != "muscle-cramps":
                having = set(mentions(kb).listing(taken.id))
                if meant := [d for d in near if d in having]:
                    return meant[:1]
        return []

    def _kind(self, finding_id: str) -> str:
        return str(self.kb.findings.plain(finding_id)["kind"])

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
        if not self.disorders or self.given or self.has_drug or self.is_told:
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
                _FEARED.search(self.text[: m.start()][-_ASIDE:])
                for m in re.finditer(re.escape(t.text), self.text)
            )
        ]
        return found if set(self.disorders) - set(found) else []

    @property
    def asks_to_act(self) -> bool:
        """Tell whether it is asked what to do, or how urgent it is."""
        return "when to worry" in self.parts or _ACTING.search(self.text) is not None

    @property
    def asks_what_to_do(self) -> bool:
        """Tell whether it is asked what to do."""
        return _ACTING.search(self.text) is not None

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
    def asks_how_it_works(self) -> bool:
        """Tell whether it is asked how what is named works, and not why something happens."""
        return "why" not in self._folded and bool(self.given) and "cause" in self.parts

    @property
    def is_why_asked(self) -> bool:
        """Tell whether it is asked why something happens."""
        return "why" in self._folded

    @property
    def asks_first(self) -> bool:
        """Tell whether it is asked what comes first."""
        return "first" in self._folded and not self.given and "aid" not in self._folded

    @property
    def tells_patient(self) -> bool:
        """Tell whether it is asked what to say to the patient."""
        return _TELLING_PATIENTS.search(self.text) is not None

    @property
    def asks_who_carries(self) -> bool:
        """Tell whether it is asked who has, or is at risk of, the one disorder that is named."""
        if len(self.taken) != 1 or self.taken[0].kind != "disorder" or self.given:
            return False
        which = _WHICH_HAVE.match(self.text) is not None
        return which or not _RISKED.isdisjoint(self._folded)

    @property
    def asks_blood_tests(self) -> bool:
        """Tell whether it is asked which blood tests cramps in general need."""
        return self.in_general and self.tests == {"blood"} and not self.measured

    @property
    def is_ordinary(self) -> bool:
        """Tell whether nothing but a cramp, or the ordinary cramps of the night, is named."""
        others = {t.id for t in self.taken} - GENERAL - {_ORDINARY, "night-time"}
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
            text = f"{text[: word.start]}{' ' * (word.end - word.start)}{text[word.end :]}"
        return text

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
    def is_told_how(self) -> bool:
        """Tell whether it is asked how something is done, or what to tell the patient."""
        return not {"how", "tell", "explain"}.isdisjoint(self._folded) and "cause" not in self.parts

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
        return self._is_taking or len(self.text.split()) > _KEYWORDS

    @property
    def tells_story(self) -> bool:
        """Tell whether it is put as no question, and asks nothing of a record that it names."""
        if self.is_asked:
            return False
        asks = self.parts and self.names_more and not self.has_person
        several = len(self.findings) > 1 or (self.findings and "," in self.text)
        return not asks or bool(several and (len(self.findings) > 1 or not self.disorders))

    @property
    def is_of_value(self) -> bool:
        """Tell whether it tells a value and asks no more than what that means and what to do.

        A medicine beside it that the patient takes is part of the story.
        """
        if not self.measured or set(self.parts) - OF_PATIENTS:
            return False
        return not (self.given or self.has_drug) or (self.asks_to_act and self._is_taking)

    @property
    def _is_taking(self) -> bool:
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
        found = {t.text for t in (*self.findings, *self.general)}
        steered = bool(set(self.parts) - _IN_STORIES) and bool(self.disorders)
        return bool(found) and len(told) >= _CASE and not steered


def _is_aside(text: str, words: Sequence[Token], spot: Spot) -> bool:
    """Tell whether a story names something that is not asked about: relieved by ibuprofen, worried re MND."""
    kinds = {n.category for n in spot.named}
    before = text[: words[spot.first].start][-_ASIDE:]
    if kinds & {"disorder", "family"} and not kinds & {"finding", "result"}:
        return _FEARED.search(before) is not None
    behind = text[words[spot.last - 1].end :]
    helped = _RELIEVED_BY.search(before) or HELPING.match(behind)
    return bool(kinds & {"drug", "treatment"}) and helped is not None


def _begins_to_ask(folded: Sequence[str]) -> bool:
    """Tell whether a text begins as a question does; who did 200 squats tells of them."""
    if folded[0] == "did":
        return len(folded) > 1 and folded[1] in _ASKED_OF
    return folded[0] in _BEGINNING


def _is_cramp(word: Token) -> bool:
    return word.folded == "for" or stem(word.folded) == "cramp"


def _as_it_came(words: Sequence[Token], spot: Spot) -> Spot:
    """Leave the treatment out of what only says when: after thyroidectomy, on walking."""
    before = words[spot.first - 1].folded if spot.first else ""
    exercise = before in _WHILE and words[spot.last - 1].folded.endswith("ing")
    if before not in _AFTER and not exercise:
        return spot
    kept = tuple(n for n in spot.named if n.category not in ("treatment", "drug"))
    return spot._replace(named=kept)


def _tells(folded: str) -> bool:
    """Tell whether a word that asks nothing tells something."""
    from cramps.cases.not_understood import tells

    return tells(folded)


def _always(told: str | None) -> bool:
    return told is not None and frequency.words(told) == "always"


def _taken(kb: KnowledgeBase, text: str, words: list[Token], found: list[Spot]) -> Iterator[Taken]:
    for spot in found:
        said = text[words[spot.first].start : words[spot.last - 1].end]
        for named in _meant(spot.named):
            yield Taken(
                text=said,
                kind=named.category,
                id=named.id,
                name=label_of(kb, named.category, named.id),
            )


def _meant(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Leave out what only may be meant where something is, and results beside their disorder."""
    exact = tuple(n for n in named if n.exact) or named
    disorders = any(n.category == "disorder" for n in exact)
    drugs = any(n.category == "drug" for n in exact)
    return tuple(
        n
        for n in exact
        if not (disorders and n.category in ("result", "finding"))
        and not (drugs and n.category == "finding")
    )


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
        if wanted and any(wanted <= set(stems(fold(name)).split()) for name in names):
            yield treatment_id
