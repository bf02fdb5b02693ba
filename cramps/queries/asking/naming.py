"""The words of a question -> the records that they name, the values that they tell, and the words that name none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge import frequency
from cramps.late_regex import late_regex
from cramps.queries.asking.asked_words import COLOURING, PAINLESS, Aspect, asks_only, aspects_of
from cramps.queries.asking.stories import has_helped, is_feared, is_of_old
from cramps.queries.asking.wording import ROUTES, Wording
from cramps.queries.mentions import mentions
from cramps.words.folding import fold, is_beside, stem, stems
from cramps.words.own_words import Category, label_of
from cramps.words.phrases import Named, Spot, Token, spots

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Disorders of an umbrella word, or of a treatment, whose entries are read at most.
MOST_ENTRIES: Final = 12
#: How a word ends that says what was done, and names no treatment: repeated.
_DONE: Final = late_regex(r"(?:ed|ing)$", re.IGNORECASE)
#: The last word of a name of a disorder, and how many words such a name has before it.
_NAMING: Final = frozenset(["disease", "syndrome", "dystrophy", "myopathy", "neuropathy"])
_LONGEST_NAME: Final = 3
#: Kinds of record that have entries of their own, or are umbrella words for them.
_ENTRIES: Final = frozenset[Category](["disorder", "family"])
#: Written so they help: first aid is no AIDS.
_OF_HELP: Final = frozenset(["aid"])
#: A number with a decimal point or of two figures and more, which may be a value.
_NUMBER: Final = late_regex(r"\d")
#: Before what happened first, and before what is done meanwhile.
_AFTER: Final = frozenset(["after", "following", "since"])
_WHILE: Final = frozenset(["on", "during", "when", "while"])
#: The findings that a question about cramps in general names.
GENERAL: Final = frozenset(
    ["muscle-cramps", "leg-cramps", "calf-cramps", "nocturnal-cramps", "foot-cramps"]
)
#: A question about a relative begins so, and the finding that a relative is ill.
_OF_RELATIVE: Final = late_regex(
    r"^\W*(?:my|our|his|her)\s+(?:\w+\s+)?(?:mum|mom|mother|dad|father|gran\w*|nan|nana|son|daughter|wife|husband|partner|sister|brother|aunt|uncle)\s+"
    r"(?:has|have|is|gets?|was|had|takes)\b",
    re.IGNORECASE,
)
_FAMILY: Final = "family-history-of-similar"
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


class Naming(Wording):
    """The wording of a question, with the records that its words name."""

    def __init__(self, kb: KnowledgeBase, text: str) -> None:
        super().__init__(kb, text)
        words = self.words
        folded = [word.folded for word in words]
        #: Disorders that a story names by the way: what is feared, or read about.
        self._aside: list[str] = []
        #: Names of disorders that somebody had years ago, where another thing is asked about.
        self._of_old: list[Spot] = []
        before = sum(word.start < self.asking_ends for word in words)
        found = self._spotted(words, before)
        self.taken = tuple(_taken(kb, text, words, found))
        #: What was taken for something near, with what it was taken for.
        self.guessed: tuple[Taken, ...] = ()
        named = (*found, *self._of_old)
        covered = {n for spot in named for n in range(spot.first, spot.last)}
        free = [n for n in range(len(words)) if n not in covered and n not in self._steering]
        free = [n for n in free if not is_beside(folded[n])]
        self._leave_out_unknown(words, found, free)
        #: The words that only ask.
        self._asking = tuple(words[n] for n in sorted(self._steering - covered))
        self._aspects(words, found, free)
        self._measure()
        routes = frozenset().union(*(asked for asked, _ in ROUTES))
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
        self.rest = {stem(w.folded) for w in telling} - {"cramp"} - COLOURING
        for spot in found:
            if any(n.category == "finding" and n.id not in GENERAL for n in spot.named):
                self.rest |= {stem(w.folded) for w in words[spot.first : spot.last]} - {"cramp"}
        coloured = [w for w in telling if stem(w.folded) in COLOURING]
        #: Stems that colour what is asked of: an early sign.
        self.colouring = {stem(w.folded) for w in coloured}
        strange = (w for w in telling if w not in coloured)
        self.unrecognised = tuple(dict.fromkeys(text[w.start : w.end] for w in strange))
        self.of_disorders = {
            stem(w.folded)
            for spot in found
            for w in words[spot.first : spot.last]
            if any(named.category in ("disorder", "family") for named in spot.named)
        }

    def _spotted(self, words: list[Token], before: int) -> list[Spot]:
        """Give what the words name, from a number on: whole names, and none that only says what is asked."""
        spotted = spots(self.kb, words[before:], alone=True, short=True)
        found = [s._replace(first=s.first + before, last=s.last + before) for s in spotted]
        found = list(self._whole_names(words, found))
        found = [s for s in found if not self._only_asks(words, s, others=len(found) > 1)]
        found = [_as_it_came(words, s) for s in found]
        found = [s for s in found if not self._is_everyday(words, s)]
        if _OF_RELATIVE.match(self.text):  # who is told of is the patient, and no relative of one
            found = [s for s in found if not any(n.id == _FAMILY for n in s.named)]
        if self.is_told:
            aside = [s for s in found if _is_aside(self.text, words, s)]
            found = [s for s in found if s not in aside]
            self._aside = [n.id for s in aside for n in s.named if n.category == "disorder"]
        others = [s for s in found if not self._is_of_old(words, s)]
        given = any(n.category in ("drug", "treatment") for s in others for n in s.named)
        if not given and any(map(self._is_asked_about, others)):
            self._of_old = [s for s in found if s not in others]
            return others
        return found

    def _is_of_old(self, words: list[Token], spot: Spot) -> bool:
        """Tell whether a disorder is one that somebody had years ago."""
        if not any(n.category in _ENTRIES for n in spot.named):
            return False
        return is_of_old(self.text, words[spot.first].start, words[spot.last - 1].end)

    def _is_asked_about(self, spot: Spot) -> bool:
        """Tell whether what is named is what is asked about beside an illness of old: a cramp, another disorder."""
        findings = [n.id for n in spot.named if n.category == "finding"]
        cramps = any(i in GENERAL or "muscle-cramps" in self.kb.broader(i) for i in findings)
        return cramps or any(n.category in _ENTRIES for n in spot.named)

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
            strange = [
                n
                for n in within
                if n in free and _tells(words[n].folded) and stem(words[n].folded) not in COLOURING
            ]
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
        aspects: list[Aspect] = ["pregnancy"] if self.tells_weeks else []
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
        from cramps.words.nearest import words_known

        key = stem(word.folded)
        if any(True for _ in aspects_of([word.folded])):  # children are no growing pains
            return None
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
            known = words_known(self.kb, category)
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

    def _bound(self, finding_id: str) -> Iterator[str]:
        circumstance = self._kind(finding_id) == "circumstance"
        if not circumstance and not (self.compares and finding_id not in GENERAL):
            return
        yield from self.always_with(finding_id)

    def always_with(self, finding_id: str) -> Iterator[str]:
        """Give the disorders of which a finding is always there."""
        for disorder_id in mentions(self.kb).listing(finding_id)[:MOST_ENTRIES]:
            seen = self.kb.disorders[disorder_id].findings
            if any(f.finding == finding_id and is_always(f.frequency) for f in seen):
                yield disorder_id

    def _kind(self, finding_id: str) -> str:
        return str(self.kb.findings.plain(finding_id)["kind"])


def _is_aside(text: str, words: Sequence[Token], spot: Spot) -> bool:
    """Tell whether a story names something that is not asked about: relieved by ibuprofen, worried re MND."""
    kinds = {n.category for n in spot.named}
    start, end = words[spot.first].start, words[spot.last - 1].end
    if kinds & {"disorder", "family"} and not kinds & {"finding", "result"}:
        return is_feared(text, start)
    return bool(kinds & {"drug", "treatment"}) and has_helped(text, start, end)


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


def is_always(told: str | None) -> bool:
    """Tell whether a frequency says that something is there in all."""
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
