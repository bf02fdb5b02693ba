"""Running text -> what it tells of a patient: a letter, an emergency note, a message, a report.

What is named is spotted (`words.phrases`); whether it is there is told by cues and headings
(`words.note_cues`); numbers with their tests go through the laboratory. Rules only: no model, no network,
and time that grows with the length of the text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.cases.asking_in_words import without_asking
from cramps.cases.bare_numbers import bare_numbers, units_of_the_list
from cramps.cases.gestation import LATE, Gestation, gestations, unclear_weeks
from cramps.cases.medicines_in_words import is_over, lacked, lists_of, taking
from cramps.cases.mention import Mention, MentionKind
from cramps.cases.not_understood import Rest, left_over
from cramps.cases.onset_in_words import FINDING as ONSET
from cramps.cases.onset_in_words import onset_within_days
from cramps.cases.person_in_words import is_of_the_writer, patients_in, person_of
from cramps.cases.reader import CaseReader, Told
from cramps.cases.statuses import Sentence, Statuses, Subjects
from cramps.errors import CrampsError
from cramps.laboratory.numbers import IN_THREES, both_ways, without_marks
from cramps.late_regex import late_regex
from cramps.words.abbreviations import is_unit, short_words
from cramps.words.composed import composed
from cramps.words.folding import is_beside, stems
from cramps.words.harmless import is_harmless, not_well
from cramps.words.note_cues import CHILDREN, DENYING, HEADINGS, Status
from cramps.words.patterned import patterned
from cramps.words.phrases import Named, Spot, Token, mended, named_by, phrases_of, spots, tokens
from cramps.words.senses import is_meant

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.reading import Reading


#: A drug goes before the circumstance that taking it is.
_ORDER: Final = {"drug": 0, "finding": 1, "result": 2, "test": 3}
_SENTENCE: Final = late_regex(r"(?:[.!?;](?=\s|$)|\n)+")
#: A line that another goes on from, as letters are wrapped: it ends within a list or a phrase.
_UNFINISHED: Final = late_regex(
    r"(?:,|\b(?:and|or|nor|no|not|without|denies|denied|any|of|the|with|a|his|her|my))[ \t\r]*$",
    re.IGNORECASE,
)
#: A line so long was wrapped where the next begins with a small letter.
_WRAPPED: Final = 55
_GOES_ON: Final = late_regex(r"[ \t]*[a-z]")
#: A question whose answer is no is one sentence.
_ANSWERED_NO: Final = late_regex(r"\s*(?:no|none|nil)\s*(?:[.,;\n]|$)", re.IGNORECASE)
_VALUE: Final = late_regex(
    r"[\s(]*(?:levels?\b|in (?:an|the) attack\b|count\b|was\b|is\b|are\b|were\b|of\b|at\b|now\b|only\b|just\b|came back\b|raised\b|"
    r"low\b|high\b|elevated\b|normal\b|total\b|serum\b|today\b|this morning\b|on (?:admission|arrival)\b|measured\b|reads?\b|"
    r"about\b|around\b|approx(?:imately)?\b|[:=(|\t~-]|\+(?=\s?[\d:=])|\s"
    r"|(?:(?:has|have|had)\s+)?(?:fallen|fell|dropped|risen|rose|gone\s+(?:up|down)|increased|decreased|climbed|jumped|down|up)"
    r"(?:\s+from\s+\d[\d.,]*(?:\s?[a-z/%\u00b5]+)?)?\s+to\b)*"
    r"(?:(?P<more>over|above|more than|greater than|exceeding)\s+)?"
    rf"(?P<value>[<>\u2264\u2265]?\s?(?:{IN_THREES}(?:[.,]\d+)?|\d+(?:[.,]\d+)*(?:/\d{{2,3}}(?![\d/]))?))"
    r"(?!\d|[.,]\d|\s?(?:years?|yrs?|weeks?|months?|days?|hours?|/\d"
    r"|(?-i:mg|MG)\b(?!/|\s*[:=]?\s*[012]?\.\d)|(?-i:Mg)\b(?!/|\s*[:=]?\s*\d)))"
    r"\s?(?P<unit>(?:[a-z\u00b5\u03bc%][\w\u00b5\u03bc%]*(?:\s?/\s?[\w\u00b5\u03bc.]+)?)?)",
    re.IGNORECASE,
)
#: So many numbers are remembered with what they mean.
_REMEMBERED: Final = 1000
#: What can be no word of the sentence: 1.2 L, 7 mg/dL, 45 %.
_UNIT: Final = late_regex(
    r".*[/%].*|[mc]?l|lit(?:re|er)s?|m?iu|u|units?|m?mol|mg|g|kpa|mmhg|cmh2o|m?m|m?s|bpm|ng|pg|[\u00b0]?[cf]"
    r"|celsius|fahrenheit|x|times|fold|uln|k|ku|[\u00b5\u03bc]?kat",
    re.IGNORECASE,
)
#: A level behind the name of a test, which is denied.
_DENIED_LEVEL: Final = late_regex(
    r"\s*(?:levels?\s+|count\s+)?(?:is|was|were|are|came back|has been)?\s*"
    r"(?P<not>n['\u2019]t\s+|not\s+|never\s+)(?:at all |very |much |significantly )?"
    r"(?P<level>raised|high|elevated|increased|low|reduced|abnormal)\b",
    re.IGNORECASE,
)
#: The year of a disease behind its short name, no number of a test: ca 2016.
_A_YEAR: Final = late_regex(r"(?:19|20)\d\d")
#: What a trigger makes better it does not bring on: eases with heat.
_RELIEVED: Final = late_regex(
    r"\b(?:eas\w+|better|reliev\w+|relief|help(?:s|ed|ing)?|settl\w+|improv\w+|sooth\w+|goes away|gone)\s+(?:\w+\s+){0,4}?"
    r"(?:with|by|on|after|from|and)\s+(?:\w+\s+){0,4}$|\b(?:eas\w+|better|reliev\w+|helped)\s+(?:with|by|on|after|from|in)\s+(?:a\s+|the\s+|my\s+)?$",
    re.IGNORECASE,
)
_HELPS: Final = late_regex(
    r"\s+(?:bottles?\s+)?(?:helps?|eases?|relieves?|makes? it better|improves? (?:it|things)|settles?)\b",
    re.IGNORECASE,
)
#: Names of tests that the tables of words have not: BM is blood glucose.
_TESTS: Final = {
    "bm": "glucose",
    "bms": "glucose",
    "hypo": "glucose",
    "cr": "creatinine",
    "ur": "urea",
    "glu": "glucose",
    "gluc": "glucose",
}
#: The same where it is written so: CR is a form of tablets too.
_WRITTEN_SO: Final = {"cr": frozenset(["Cr", "cr"])}
#: A test and its number before a word, in a row of results.
_RESULT_BEFORE: Final = late_regex(
    r"(?P<test>[A-Za-z][A-Za-z\d]*\+*)[\s:=]*[<>\u2264\u2265]?\d[\d.,/]*\s+$"
)
_NUMBER_BEHIND: Final = late_regex(r"\+*\s*(?:[:=]|is\b|was\b)?\s*[<>\u2264\u2265]?\s?\d")
#: So written it is magnesium only before a number that a dose is not counted in: mg 0.6.
_DOSES: Final = frozenset(["mg", "MG"])
_SMALL: Final = late_regex(r"\s*[:=]?\s*[0-2]?\.\d")
#: So far back such a test begins.
_ROW: Final = 24
#: A medicine of another that the patient took.
_TOOK: Final = late_regex(
    r"\b(?:took|taken|taking|takes|swallowed|ate|had some of|been given|given)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
#: A relative has it, and it is the patient's circumstance.
_OF_THE_FAMILY: Final = frozenset(
    [
        "family-history-of-similar",
        "high-arches-in-family",
        "maternal-vitamin-d-deficiency",
        "honey-in-infancy",
    ]
)
#: It has not changed, since so long, and nothing is told to grow worse.
_UNCHANGED: Final = late_regex(
    r"\b(?:unchanged|(?:not|never|hasn['\u2019]?t|has not) changed|stable|static|the same|no (?:change|worse|different))\b",
    re.IGNORECASE,
)
_DECADES: Final = late_regex(
    r"\b(?:[1-9]\d|ten|fifteen|twenty|thirty|forty|fifty|sixty|many)\s*(?:years|yrs)\b|\bdecades\b|\bsince (?:childhood|birth|infancy|polio)\b"
    r"|\b(?:all (?:my|his|her) life|lifelong)\b",
    re.IGNORECASE,
)
_CHANGING: Final = late_regex(
    r"\b(?:wors\w+|weaker|thinner|progress\w*|spread\w*|new|until (?:now|last|this)|lately|recently)\b",
    re.IGNORECASE,
)
_TOLD_OF_OLD: Final = 80
#: So much of a sentence beside a medicine is looked at.
_AROUND: Final = 60
#: A shorter word names no test by itself.
_SHORTEST_TEST: Final = 3
#: Words that name a test in capitals only.
_NO_TESTS: Final = frozenset(["got", "Got", "set", "let", "mean"])
#: From this age on a child of whom something is told is another.
_GROWN: Final = 14
#: A comma between three figures and three: 25,000.
_THOUSANDS: Final = late_regex(r"(?<=\d),(?=\d{3}(?:\D|$))")
#: What leads back from what was, and from the family, to the patient now.
_BACK: Final = late_regex(
    r"\s*(?:he|she|i|the patient|now|currently|today|on examination|o/e)\b", re.IGNORECASE
)


class Note(NamedTuple):
    """A text as it was understood."""

    read: tuple[Mention, ...]
    #: The case that it tells: what is there, what is not, and what may be.
    told: Told
    #: What was not understood: every word that tells something is in it, or in what was read.
    left: tuple[Rest, ...] = ()


class NoteReader:
    """Reads notes with one knowledge base."""

    def __init__(self, cases: CaseReader) -> None:
        self.cases = cases
        self.kb: KnowledgeBase = cases.kb
        self._numbers: dict[str, tuple[Reading, ...]] = {}

    def read(self, text: str) -> Note:
        """Read a text; one that tells nothing gives an empty case."""
        found: list[Mention] = []
        left: list[Rest] = []
        told_of = without_asking(text)
        person = person_of(told_of.lstrip("\u2014 "))
        grown = is_of_the_writer(told_of) or (person.age or 0) >= _GROWN
        subjects = Subjects(patients_in(told_of), CHILDREN if grown else frozenset())
        weeks = list(gestations(text, person))
        for sentence in _sentences(told_of):
            words = mended(self.kb, sentence.text, tokens(sentence.text))
            if words:
                named = composed(self.kb, sentence.text, words, list(self._named(words)))
                here = [w for w in weeks if 0 <= w.start - sentence.start < len(sentence.text)]
                seen = self._with_short(sentence, words, named.spots, here)
                status = Statuses(sentence, words, seen.spots, subjects)
                read = list(self._in(sentence, words, seen, status))
                found += read
                left += _left_in(sentence, words, read, named.used | seen.used, status)
        found = self._with_units(found)
        found = self._with_onset(text, found)
        for start, end in unclear_weeks(text, weeks):
            if not any(part.start <= start and end <= part.start + len(part.text) for part in left):
                left.append(Rest(text[start:end], start, "present"))
        told = told_by(found, person.age, person.sex, person.onset_age)
        told = msgspec.structs.replace(told, doubtful=doubtful(text, left))
        return Note(tuple(found), told, tuple(left))

    def _in(
        self, sentence: Sentence, words: list[Token], seen: _Seen, status: Statuses
    ) -> Iterator[Mention]:
        taken = 0
        medicines = self._medicines(sentence.text, words, seen.spots)
        for spot in seen.spots:
            start, end = words[spot.first].start, words[spot.last - 1].end
            if start < taken or status.is_cue(spot):
                continue
            best = _best(self.kb, spot.named)
            if best is None:
                continue
            value = seen.values.get(spot.first) or self._value(sentence.text, start, end, spot)
            level = None if value else self._level(sentence.text, start, end, spot)
            if value is not None:
                taken = end = value[1]
                kind: MentionKind = "measurement"
                record_id, told = value[2], value[0]
            elif level is not None:
                record_id, said_of_level, end = level
                kind, told, taken = "result", None, end
            elif (
                best.category == "test"
                or _single(words, spot)
                or not is_meant(best.id, sentence.text, start, end)
            ):
                continue
            else:
                kind, record_id, told = best.category, best.id, None  # type: ignore[assignment]
            said = said_of_level if level is not None else status.of(spot)
            if said in ("present", "absent", "past", "family") and self._is_taken(kind, record_id):
                said = taking(sentence.text, start, end, medicines.get(start, (start, end))) or said
                if said == "past" and (
                    finding := self._lacked(sentence.text, start, kind, record_id)
                ):
                    kind, record_id, said = "finding", finding, "present"
                elif said == "family" and _TOOK.search(
                    sentence.text, max(0, start - _AROUND), start
                ):
                    said = "present"
            if said == "family" and spot.first and words[spot.first - 1].folded in DENYING:
                said = "absent"  # no family history: that itself is denied
            yield Mention(
                text=sentence.text[start:end],
                start=sentence.start + start,
                end=sentence.start + end,
                id=record_id,
                kind=kind,
                status=self._status(said, record_id, kind, sentence, start, end),
                value=told,
                exact=best.exact,
                supposed=said == "hypothetical" and status.is_supposed(spot),
                how="slip" if any(w.slip for w in words[spot.first : spot.last]) else "written",
            )

    def _named(self, words: list[Token]) -> Iterator[Spot]:
        """Give what is named; of a name that begins with a denial (no weakness), what is denied."""
        for spot in spots(self.kb, words, alone=True):
            yield from self._without_denial(words, spot)

    def _without_denial(self, words: list[Token], spot: Spot) -> Iterator[Spot]:
        """Give what a name consists of, and without the denial with which it begins or ends."""
        if inner := self._inside(words, spot) or self._medicine_in(words, spot):
            yield from inner
            return
        first, last = spot.first + 1, spot.last - 1
        if words[last].folded in DENYING and last > spot.first:  # it opens what follows
            for one in spots(self.kb, words[spot.first : last], alone=True):
                moved = Spot(one.first + spot.first, one.last + spot.first, one.named)
                yield from self._without_denial(words, moved)
            return
        if words[spot.first].folded in DENYING and first < spot.last:
            rest = " ".join(word.folded for word in words[first : spot.last])
            told = phrases_of(self.kb).get(stems(rest), ())
            bare = tuple(n for one in told if (n := named_by(one)).exact)
            if any(n.category == "finding" for n in bare):
                yield Spot(first, spot.last, bare)
                return
        yield spot

    def _with_short(
        self, sentence: Sentence, words: list[Token], named: list[Spot], weeks: list[Gestation]
    ) -> _Seen:
        """Put what short words, bare numbers and weeks of a pregnancy mean in the place of what they are called."""
        text = sentence.text
        found: list[Spot] = []
        used: set[int] = set()
        values: dict[int, tuple[str, int, str]] = {}
        for week in weeks:
            first, last = _tokens_of(words, week.start - sentence.start, week.end - sentence.start)
            finding = "late-pregnancy" if week.weeks >= LATE else "pregnancy"
            if finding in self.kb.findings and first < last:
                used.update(range(first, last))
                found.append(Spot(first, last, (Named("finding", finding, exact=True),)))
        for short in (*short_words(text), *patterned(text)):
            first, last = _tokens_of(words, short.start, short.end)
            if not used.isdisjoint(range(first, last)):
                continue
            used.update(range(first, last))
            if short.finding in self.kb.findings:
                found.append(Spot(first, last, (Named("finding", short.finding, exact=True),)))  # type: ignore[arg-type]
        named = [
            s for s in named if text[words[s.first].start : words[s.last - 1].end] not in _NO_TESTS
        ]
        tests = {spot.last for spot in named if any(n.category == "test" for n in spot.named)}
        for bare in bare_numbers(text):
            first, last = _tokens_of(words, bare.start, bare.end)
            if (
                bare.test in self.kb.tests
                and first < last
                and (first not in tests or words[first].apart)
                and used.isdisjoint(range(first, last))
            ):
                used.update(range(first, last))
                values[first] = (bare.value, bare.end, bare.test)
                found.append(Spot(first, last, (Named("test", bare.test, exact=True),)))
        inside = {n for spot in named for n in range(spot.first, spot.last)} | used
        drugs = {spot.last for spot in named if any(n.category == "drug" for n in spot.named)}
        for n, (word, number) in enumerate(itertools.pairwise(words)):
            free = n not in inside and n + 1 not in used and text[number.start].isdigit()
            free = free and n not in drugs  # levodopa CR 200 is no creatinine
            if free and (test := self._test(word, text[word.start : word.end])):
                found.append(Spot(n, n + 1, (Named("test", test, exact=True),)))
        kept = [spot for spot in named if used.isdisjoint(range(spot.first, spot.last))]
        kept = [
            spot
            for spot in kept
            if not self._is_unit(text, words[spot.first].start, words[spot.last - 1].end)
        ]
        return _Seen(sorted([*kept, *found], key=lambda spot: spot.first), frozenset(used), values)

    def _test(self, word: Token, written: str) -> str | None:
        """Give the test that a word before a number names, by the names of the laboratory too."""
        if word.folded in _TESTS:
            so = _WRITTEN_SO.get(word.folded)
            meant = _TESTS[word.folded] in self.kb.tests and (so is None or written in so)
            return _TESTS[word.folded] if meant else None
        if word.end - word.start < _SHORTEST_TEST or not word.folded.isalpha():
            return None
        tests = self.cases.laboratory.assays.named(word.folded)
        return tests[0].id if tests else None

    def _medicines(
        self, text: str, words: list[Token], named: list[Spot]
    ) -> dict[int, tuple[int, int]]:
        """Give the lists of medicines in which each stands."""
        places = [
            (words[spot.first].start, words[spot.last - 1].end)
            for spot in named
            if any(n.category == "drug" or n.id in self.kb.taken_as for n in spot.named)
        ]
        return lists_of(text, places)

    def _lacked(self, text: str, start: int, kind: MentionKind, record_id: str) -> str | None:
        around = text[max(0, start - _AROUND) : start + 2 * _AROUND]
        finding = lacked(around, record_id) if kind in ("drug", "finding") else None
        return finding if finding in self.kb.findings else None

    def _with_units(self, found: list[Mention]) -> list[Mention]:
        """Give numbers without a unit that of the list in which they stand."""
        numbers = [
            n
            for n, m in enumerate(found)
            if m.kind == "measurement" and m.value and m.id in self.kb.tests
        ]
        values = [(self.kb.tests[found[n].id], found[n].value or "") for n in numbers]
        units = units_of_the_list(values) if len(values) > 1 else {}
        for place, unit in units.items():
            mention = found[numbers[place]]
            found[numbers[place]] = msgspec.structs.replace(
                mention, value=f"{mention.value} {unit}"
            )
        return found

    def _with_onset(self, text: str, found: list[Mention]) -> list[Mention]:
        """Add that it began within days, where a text tells of weakness that does not come in attacks."""
        if ONSET not in self.kb.findings or any(m.id == ONSET for m in found):
            return found
        weak = self._kinds_of("weakness")
        felt = self._kinds_of("paraesthesia", "numbness", "sensory-loss")
        there = {m.id for m in found if m.status == "present"}
        attacks = self._kinds_of("episodic-weakness")
        if there.isdisjoint(weak) or not there.isdisjoint(attacks):
            return found
        onset = onset_within_days(text, found, weak | felt)
        if onset is None:
            return found
        told = Mention(
            text=text[onset.start : onset.end],
            start=onset.start,
            end=onset.end,
            id=ONSET,
            kind="finding",
            status="present",
        )
        return sorted([*found, told], key=lambda mention: mention.start)

    def _kinds_of(self, *findings: str) -> frozenset[str]:
        """Give findings with all that are kinds of them."""
        return frozenset((*findings, *(k for f in findings for k in self.kb.narrower.get(f, ()))))

    def _inside(self, words: list[Token], spot: Spot) -> tuple[Spot, ...]:
        """Give the findings of which the name of a disorder consists, where it is all they are: cramps on dialysis."""
        if any(n.category in _ORDER for n in spot.named):
            return ()
        for cut in range(spot.first + 1, spot.last):
            before = list(spots(self.kb, words[spot.first : cut], alone=True))
            behind = list(spots(self.kb, words[cut : spot.last], alone=True))
            both = [
                *(Spot(s.first + spot.first, s.last + spot.first, s.named) for s in before),
                *(Spot(s.first + cut, s.last + cut, s.named) for s in behind),
            ]
            read = {n for s in both for n in range(s.first, s.last)}
            rest = (words[n].folded for n in range(spot.first, spot.last) if n not in read)
            if all(map(is_beside, rest)) and all(
                any(n.category == "finding" for n in s.named) for s in both
            ):
                return tuple(both)
        return ()

    def _medicine_in(self, words: list[Token], spot: Spot) -> tuple[Spot, ...]:
        """Give the medicine in the name of a treatment, which by itself tells nothing: oral baclofen."""
        if any(n.category in _ORDER for n in spot.named):
            return ()
        for first in range(spot.first + 1, spot.last):
            for inner in spots(self.kb, words[first : spot.last], alone=True):
                if any(n.category == "drug" for n in inner.named):
                    return (Spot(inner.first + first, inner.last + first, inner.named),)
        return ()

    def _status(
        self,
        status: Status,
        record_id: str,
        kind: MentionKind,
        sentence: Sentence,
        start: int,
        end: int,
    ) -> Status:
        """Correct a status by what it is said of: a family history is the patient's own."""
        if kind == "measurement":
            return "present" if status == "absent" else status
        if record_id in _OF_THE_FAMILY and status == "family":
            return "present"
        if record_id in _OF_THE_FAMILY or kind != "finding":
            return status
        what = self.kb.findings.plain(record_id)["kind"]
        if what == "circumstance" and status in ("past", "present"):
            around = sentence.text[max(0, start - _AROUND) : end + _AROUND]
            return "past" if is_over(around, record_id) else "present"
        if what == "trigger" and status == "hypothetical" and sentence.default is None:
            status = "present"
        elif what == "trigger" and status == "present" and _is_relief(sentence.text, start, end):
            status = "hypothetical"
        elif status == "present" and record_id in self._lasting:
            status = "past" if _is_of_old(sentence.text, end) else status
        return status

    @cached_property
    def _lasting(self) -> frozenset[str]:
        """What may be left of an old illness for life, without being a danger now."""
        return self._kinds_of(
            "muscle-atrophy", "weakness", "foot-drop", "numbness", "limp", "gait-difficulty"
        )

    def _is_taken(self, kind: MentionKind, record_id: str) -> bool:
        """Tell whether what is named is a medicine, or that one is taken."""
        return kind == "drug" or record_id in self.kb.taken_as

    def _value(self, text: str, start: int, end: int, spot: Spot) -> tuple[str, int, str] | None:
        """Give a test's number with its unit, where it ends, and the test; None where there is none.

        A number that cannot be read is given too: why is said where it is read again.
        """
        name = self._measured(spot)
        match = _VALUE.match(text, end, end + 60) if name else None
        if match is None or name is None or self._is_unit(text, start, end):
            return None
        given = without_marks(match["value"].strip()).replace(" ", "")
        number = _THOUSANDS.sub("", given)
        if match["more"] and number[0].isdigit():
            number = f">{number}"
        unit = match["unit"]
        if self._begins_a_result(text, match.start("unit"), match.end("unit")):
            unit = ""
        last = match.end("value")
        if unit in ("k", "K") and number.isdigit():
            thousands = self._in_thousands(name, number)
            number, unit, last = thousands or number, "", match.end() if thousands else last
        value = number
        if _UNIT.fullmatch(unit):
            value, last = f"{number} {unit}", match.end()
        ways = [(value, last)]
        if either := both_ways(given):  # potassium 6,800, which no patient has in thousands
            ways.append((value.replace(number, either[1], 1), last))
        if apart := _first_of(match["value"]):  # Na 130 200 ml/h
            ways.append((apart, match.start("value") + len(apart)))
        for (way, ends), said in itertools.product(ways, (text[start:end], name)):
            if readings := self._read_number(said, way):
                return way.strip(), ends, readings[0].test
        kinds = {n.category for n in spot.named}
        of_a_test = "test" in kinds and kinds.isdisjoint(("finding", "drug"))
        if of_a_test and not _A_YEAR.fullmatch(number):
            return value.strip(), last, name
        return None

    def _measured(self, spot: Spot) -> str | None:
        """Give the test that is named, by its own name or by that of a result."""
        result = next((n.id for n in spot.named if n.category == "result"), None)
        name = next((n.id for n in spot.named if n.category == "test"), None)
        return name or (self.kb.results[result][0].id if result else None)

    def _in_thousands(self, test: str, number: str) -> str:
        """Give a number of so many thousand in the test's own unit; empty where nothing is counted so."""
        if test == "creatine-kinase":
            return f"{number}000"
        return number if (self.kb.tests[test].unit or "").startswith("10") else ""

    def _begins_a_result(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word behind a number is the next test with its own number: Na 118 K 6.1."""
        apart = start > 0 and not text[start - 1].isalnum()
        if text[start:end] in _DOSES and not _SMALL.match(text, end):
            return False  # 500 mg 2 tablets
        return bool(
            apart
            and end > start
            and _NUMBER_BEHIND.match(text, end)
            and (
                self.cases.laboratory.assays.named(text[start:end])
                or text[start:end].casefold() in _TESTS
            )
        )

    def _is_unit(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word is the unit of the number before it, and no test in a row of results."""
        if not is_unit(text, start, end):
            return False
        row = _RESULT_BEFORE.search(text, max(0, start - _ROW), start)
        if row is None or not self._begins_a_result(text, start, end):
            return True
        name = row["test"].rstrip("+")
        return not (self.cases.laboratory.assays.named(name) or name.casefold() in _TESTS)

    def _read_number(self, test: str, value: str) -> tuple[Reading, ...]:
        sign = "" if value[:1] in "<>\u2264\u2265" else "="
        written = f"{test}{sign}{value}".strip()
        if written not in self._numbers:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            try:
                self._numbers[written] = self.cases.laboratory.written(written)
            except CrampsError:
                self._numbers[written] = ()
        return self._numbers[written]

    def _level(self, text: str, start: int, end: int, spot: Spot) -> tuple[str, Status, int] | None:
        """Read a level that is denied behind a test's name (CK was not raised): what, whether, where it ends."""
        test = next((n.id for n in spot.named if n.category == "test"), None)
        match = _DENIED_LEVEL.match(text, end) if test else None
        if match is None or test is None:
            return None
        level = match["level"].lower()
        word = "normal" if level == "abnormal" else level
        readings = self._read_number(text[start:end], word) or self._read_number(test, word)
        if not readings or not readings[0].results:
            return None
        return readings[0].results[0], "present" if word == "normal" else "absent", match.end()


class _Seen(NamedTuple):
    """What a sentence names, the words that this took besides, and numbers by the first word of their place."""

    spots: list[Spot]
    used: frozenset[int]
    values: dict[int, tuple[str, int, str]]


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Give where sentences end, and where the next begin; a wrapped line goes on in the next."""
    for match in _SENTENCE.finditer(text):
        if match[0] == "\n":
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            wrapped = len(line) >= _WRAPPED or _UNFINISHED.search(line)
            if wrapped and _GOES_ON.match(text, match.end()) and not _heading(text, match.end()):
                continue
        if match[0] == "?" and _ANSWERED_NO.match(text, match.end()):
            continue
        yield match.start(), match.end()


def _heading(text: str, start: int) -> bool:
    return any(heading.match(text, start) for heading, _ in HEADINGS)


def _sentences(text: str) -> Iterator[Sentence]:
    default: Status | None = None
    start = 0
    for end, after in (*_breaks(text), (len(text), len(text))):
        part = text[start:end]
        if start == 0 or text[start - 1] == "\n":
            for heading, status in HEADINGS:
                if match := heading.match(part):
                    default = status
                    if status is not None:  # reflexes: brisk is said as one
                        start += match.end()
                        part = part[match.end() :]
                    break
            else:
                if text[max(start - 2, 0) : start] == "\n\n":
                    default = None
        elif default in ("past", "family") and _BACK.match(part):
            default = None
        if part.strip():
            yield Sentence(part, start, default)
        start = after


def _best(kb: KnowledgeBase, named: tuple[Named, ...]) -> Named | None:
    """Choose what is meant: a finding before a result, a drug, a test; what is exact before the rest."""
    known = [n for n in named if n.category in _ORDER]
    return min(known, key=lambda n: (not n.exact, _order(kb, n)), default=None)


def _order(kb: KnowledgeBase, named: Named) -> int:
    """Give the place of a kind: a medicine before the circumstance that taking it is, after a trigger."""
    if named.category == "finding" and kb.findings.plain(named.id)["kind"] != "circumstance":
        return -1
    return _ORDER[named.category]


def _tokens_of(words: list[Token], start: int, end: int) -> tuple[int, int]:
    """Give the numbers of the first word at a place and of that behind its last."""
    first = bisect_right(words, start, key=lambda word: word.end)
    last = bisect_left(words, end, key=lambda word: word.start)
    return first, max(first, last)


def _is_relief(text: str, start: int, end: int) -> bool:
    """Tell whether what may bring something on is told to ease it."""
    before = text[max(0, start - 50) : start]
    return _RELIEVED.search(before) is not None or _HELPS.match(text, end) is not None


def _is_of_old(text: str, end: int) -> bool:
    """Tell whether of what was told it is said that it has not changed for decades: thin since polio, unchanged for 40 years."""
    behind = text[end : end + _TOLD_OF_OLD]
    return bool(
        _UNCHANGED.search(behind) and _DECADES.search(behind) and not _CHANGING.search(text)
    )


def _left_in(
    sentence: Sentence,
    words: list[Token],
    read: list[Mention],
    used: frozenset[int],
    status: Statuses,
) -> Iterator[Rest]:
    """Give what of a sentence was not understood."""
    understood = set(used)
    n = 0
    for mention in read:
        while n < len(words) and words[n].end <= mention.start - sentence.start:
            n += 1
        while n < len(words) and words[n].start < mention.end - sentence.start:
            understood.add(n)
            n += 1
    told = [status.at(n) for n in range(len(words))]
    yield from left_over(sentence.text, sentence.start, words, understood, told)


def _first_of(value: str) -> str:
    """Give the first of two numbers that a space stands between; empty where it is one, as with any other mark."""
    first, _, others = value.strip().partition(" ")
    return first if others and not others.startswith("000") else ""


def _single(words: list[Token], spot: Spot) -> bool:
    """Tell whether a name is too short to be taken without a value."""
    return spot.last == spot.first + 1 and len(words[spot.first].folded) < 2


def doubtful(text: str, left: Iterable[Rest]) -> tuple[str, ...]:
    """Give what was not understood and may matter."""
    parts = (part.text for part in left if not is_harmless(part.text, part.status, text))
    return tuple(dict.fromkeys((*parts, *not_well(text))))


def told_by(
    found: Iterable[Mention], age: float | None, sex: str | None, onset: float | None
) -> Told:
    """Make the case: what is there anywhere in the text is there; what was struck is left out."""
    by: dict[tuple[str, str], dict[str, None]] = {}
    for mention in found:
        if mention.struck:
            continue
        word = mention.id
        if mention.kind == "measurement" and mention.value is not None:
            sign = "" if mention.value[:1] in "<>\u2264\u2265" else "="
            word = f"{mention.id}{sign}{mention.value}"
        if mention.status != "absent" or mention.exact:
            by.setdefault((mention.kind, mention.status), {})[word] = None

    def of(kind: str, status: str) -> tuple[str, ...]:
        return tuple(by.get((kind, status), ()))

    present = of("finding", "present")
    maybe = tuple(i for i in of("finding", "uncertain") if i not in present)
    there = {*present, *maybe}
    supposed = (m.id for m in found if m.supposed and m.kind == "finding" and not m.struck)
    return Told(
        present=present,
        absent=tuple(i for i in of("finding", "absent") if i not in there),
        maybe=maybe,
        supposed=tuple(dict.fromkeys(i for i in supposed if i not in there)),
        results=(*of("result", "present"), *of("measurement", "present")),
        not_results=tuple(i for i in of("result", "absent") if i not in of("result", "present")),
        drugs=of("drug", "present"),
        age=age,
        onset_age=onset,
        sex=sex,
    )


def joined(one: Told, other: Told) -> Told:
    """Join what a text tells with what was told besides, which goes first where both say it."""
    fields: dict[str, object] = {}
    for field in msgspec.structs.fields(Told):
        first, second = getattr(one, field.name), getattr(other, field.name)
        if isinstance(first, tuple):
            fields[field.name] = tuple(dict.fromkeys((*first, *second)))
        else:
            fields[field.name] = first if first is not None else second
    return Told(**fields)  # type: ignore[arg-type]
