"""The one reader of cases: words, codes and numbers -> a case, and what of it was not understood.

The command line, the library, streams and phenopackets all read through it, so that a word means the
same everywhere. What is not understood is collected, and the rest is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import msgspec

from cramps.cases.case import Case, Measured, Setting, Sex, is_empty, settled
from cramps.cases.case import check as check_case
from cramps.cases.numbers import Numbers, together
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.laboratory.limits import Person
from cramps.late_regex import late_regex
from cramps.safe_text import printable
from cramps.words.closed_list_words import one_of
from cramps.words.codes import is_code
from cramps.words.lookup import Found, Lookup, lookup_of
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.reading import Laboratory, Reading
    from cramps.words.note_cues import Status

SEXES: Final[tuple[Sex, ...]] = get_args(Sex)
SETTINGS: Final[tuple[Setting, ...]] = get_args(Setting)

#: What a result that is told as a number or a level has: ``ck=1200``, ``potassium 2.1``, ``ck=high``.
_VALUED: Final = late_regex(r"[=<>\u2264\u2265]|[\s:]\d")


#: Of what is denied with a broader term, so many are named.
_MOST_NAMED: Final = 5


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case as it is told: words, ids, HPO ids, numbers."""

    #: Findings, and results that are reported like findings.
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    #: Ids of findings that are told under an "if", and may be there: only for what danger they may be.
    supposed: tuple[str, ...] = ()
    #: ``ck-raised``, ``ck=high``, ``ck=1200``, ``potassium 2.1 mmol/L``.
    results: tuple[str, ...] = ()
    not_results: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    #: Years.
    age: float | None = None
    onset_age: float | None = None
    #: ``male``, ``female``, or a usual word for one of them.
    sex: str | None = None
    #: Where it is not given, that of the reader.
    setting: str | None = None
    #: All that is known is told: what a disorder nearly always has and is not told speaks against it.
    whole_story: bool = False
    #: What was told besides and was not understood, where it may matter: with any, nothing is called
    #: ordinary.
    doubtful: tuple[str, ...] = ()


class Unread(NamedTuple):
    """A word that was left out."""

    word: str
    #: Why, for a reader.
    error: CrampsError
    #: What it was looked up as.
    categories: tuple[Category, ...]


class Read(NamedTuple):
    """A case as it was understood."""

    case: Case
    #: What was taken for what: a slip, a broader term, a unit that was not given.
    notes: tuple[str, ...]
    unread: tuple[Unread, ...]
    #: Denials that contradict what is present, and an onset after the age; they are left out.
    conflicts: tuple[str, ...]
    #: What was measured and calculated.
    numbers: Numbers = Numbers()
    #: Those of the notes that say of a word that it was taken for the nearest.
    taken: tuple[str, ...] = ()

    @property
    def unrecognised(self) -> tuple[str, ...]:
        """The words that were left out."""
        return tuple(dict.fromkeys(unread.word for unread in self.unread))


class Gathered:
    """What has been understood so far of one case."""

    def __init__(self, cases: CaseReader, person: Person) -> None:
        self.cases = cases
        self.lookup = cases.lookup
        #: Whose numbers they are: limits differ with sex and age.
        self.person = person
        self.readings: list[Reading] = []
        #: What a text told besides, and may matter.
        self.doubtful: tuple[str, ...] = ()
        #: Something else was told or denied that was not understood, and may matter.
        self.doubted = False
        self.ids: dict[str, list[str]] = {}
        self.notes: list[str] = []
        self.taken: list[str] = []
        self.unread: list[Unread] = []
        #: Numbers of which only the unit is not known, and which are an emergency in any: for the dangers alone.
        self.grave: list[Measured] = []
        #: Words that were denied.
        self.denied: set[str] = set()

    def take_present(self, word: str) -> None:
        """Take a finding, or a result that is reported like one, as being there."""
        if self.is_measured(word):
            self.take_measured(word)
        elif found := self.find(word, "finding", "result"):
            self.add("present" if found.category == "finding" else "results", found.id)

    def take_absent(self, word: str, *categories: Category) -> None:
        """Take a finding or a result as not being there; a word narrower than its record is left out."""
        kinds: tuple[Category, ...] = categories or ("finding", "result")
        self.denied.add(word)
        if self.is_measured(word):
            self.take_measured(word, denied=True)
        elif is_code(word) and self.deny_below(word):
            return
        elif found := self.find(word, *kinds):
            try:
                self.add(_denied(self.lookup.denied(word, *kinds)), found.id)
            except NotFound as less:
                self.leave_out(word, less, kinds)

    def deny_below(self, code: str, label: str = "") -> bool:
        """Deny all that lies below an HPO term which is broader than what is known here.

        Tells whether there is any.
        """
        below = self.lookup.below(code)
        for found in below:
            self.add(_denied(found), found.id)
        if below:
            name = f"{printable(code)} ({printable(label)})" if label else printable(code)
            lacking = ", ".join(f"no {found.id}" for found in below[:_MOST_NAMED])
            more = f" and {len(below) - _MOST_NAMED} more" if len(below) > _MOST_NAMED else ""
            self.notes.append(f"not {name} read as {lacking}{more}")
        return bool(below)

    def take_maybe(self, word: str) -> None:
        """Take a finding as being there perhaps."""
        if found := self.find(word, "finding"):
            self.add("maybe", found.id)

    def take_result(self, word: str) -> None:
        """Take a test result by its name, as a level or as a number."""
        if self.is_measured(word):
            self.take_measured(word)
        elif found := self.find(word, "result"):
            self.add("results", found.id)

    def is_measured(self, word: str) -> bool:
        """Tell whether a word is a test with a value: ``ck=1200``, ``potassium 2.1``."""
        return bool(_VALUED.search(word)) and self.cases.laboratory.is_written(word)

    def take_measured(self, word: str, *, denied: bool = False) -> None:
        """Take ``ck=1200``; who denies a reading does not say what it is instead."""
        try:
            readings = self.cases.laboratory.written(word, self.person)
        except CrampsError as error:
            self.grave += _grave(error)
            self.leave_out(word, error, ("test",))
            return
        if denied:  # that it is not so grave does not deny the plain result
            self.add("not_results", *(r for reading in readings for r in reading.results[:1]))
        else:
            self.readings += readings

    def take_drug(self, word: str) -> None:
        """Take a drug or toxin."""
        if found := self.find(word, "drug"):
            self.add("drugs", found.id)

    def find(self, word: str, *categories: Category) -> Found | None:
        """Look a word up; None, and it is left out, where it names nothing or several things."""
        try:
            found = self.lookup.find(word, *categories)
        except (BadQuery, CrampsError) as error:
            near = self.cases.guess(word, error, categories)
            if near is None:
                self.leave_out(word, error, categories)
            else:
                self.take_near(word, near)
            return near
        if found.read_as is not None:
            self.notes.append(said(word, found))
        return found

    def take_near(self, word: str, near: Found) -> None:
        """Say for what a word is taken that names nothing."""
        self.taken.append(taken_as(word, near))
        self.notes.append(self.taken[-1])

    def leave_out(self, word: str, error: CrampsError, categories: tuple[Category, ...]) -> None:
        """Keep a word that was not understood, with the reason."""
        error.__traceback__ = error.__context__ = None  # which hold all that was known when it rose
        self.unread.append(Unread(word if len(word) <= 200 else printable(word), error, categories))

    def add(self, field: str, *ids: str) -> None:
        """Add ids to a field of the case, each once."""
        known = self.ids.setdefault(field, [])
        known += [record_id for record_id in ids if record_id not in known]


def _grave(error: CrampsError) -> Iterator[Measured]:
    """Give what a number may be that is an emergency in each unit in which it can be meant."""
    number = getattr(error, "number", None)
    for meant in getattr(error, "meant", ()):
        own = meant.test.unit
        told = None if meant.unit == own else f"{number:g} {meant.unit}"
        yield Measured(meant.test.id, meant.value, own, told=told)


def _denied(found: Found) -> str:
    return "absent" if found.category == "finding" else "not_results"


def said(word: str, found: Found) -> str:
    """Say what a word was read as."""
    if found.exact and not is_code(word):
        return f"{printable(word)!r} read as {found.read_as!r}"
    broader = "" if found.exact else ", which is broader"
    return f"{printable(word)} read as {found.read_as} ({found.id}){broader}"


def taken_as(word: str, found: Found) -> str:
    """Say for what a word was taken that names nothing."""
    return f"{printable(word)!r} taken as {found.read_as} ({found.id}), which comes nearest"


class CaseReader:
    """Reads the cases of one knowledge base; ``setting`` is for those that name none.

    With ``nearest`` a word that names nothing is taken for the record that comes nearest, where that
    is sure, and it is said; a code never is.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        lookup: Lookup | None = None,
        *,
        setting: Setting = "neurology",
        nearest: bool = False,
    ) -> None:
        self.kb = kb
        self.lookup = lookup or lookup_of(kb)
        self.nearest = nearest
        self.setting = setting

    @cached_property
    def laboratory(self) -> Laboratory:
        """The reader of numbers."""
        from cramps.laboratory.reading import Laboratory

        return Laboratory(self.lookup)

    def guess(
        self, word: str, error: CrampsError, categories: tuple[Category, ...]
    ) -> Found | None:
        """Take a word that named nothing for the nearest record, where that is wanted and sure."""
        return self.near(word, *categories) if isinstance(error, NotFound) else None

    def near(self, word: str, *categories: Category) -> Found | None:
        """Take a word for the record that comes nearest, where that is wanted and sure."""
        return self.lookup.sure(word, *categories) if self.nearest and word else None

    def read(self, told: Told, *, strict: bool = False) -> Read:
        """Read a case.

        What contradicts itself is a denial too many: it is left out and said; with ``strict``, where a
        person typed both, it is refused. Raises BadQuery for that, and for a case that cannot be.
        """
        sex = None if told.sex is None else one_of(told.sex, SEXES, "sex")
        gathered = Gathered(self, Person(sex, told.age))
        for word in told.present:
            gathered.take_present(word)
        for word in told.absent:
            gathered.take_absent(word)
        for word in told.maybe:
            gathered.take_maybe(word)
        gathered.add("supposed", *(i for i in told.supposed if i in self.kb.findings))
        gathered.doubtful = told.doubtful
        for word in told.results:
            gathered.take_result(word)
        for word in told.not_results:
            gathered.take_absent(word, "result")
        for word in told.drugs:
            gathered.take_drug(word)
        return self.finished(
            gathered,
            strict=strict,
            age=told.age,
            onset_age=told.onset_age,
            sex=sex,
            setting=one_of(told.setting, SETTINGS, "setting") if told.setting else self.setting,
            whole_story=told.whole_story,
        )

    def finished(self, gathered: Gathered, *, strict: bool = False, **more: object) -> Read:
        """Make the case of what was gathered. Raises BadQuery for one that cannot be."""
        numbers = Numbers()
        if gathered.readings:  # whose reader is slow to import
            numbers = together(self.laboratory, tuple(gathered.readings), gathered.person)
        gathered.add("present", *numbers.findings)
        gathered.add("results", *numbers.results)
        there = gathered.ids["results"]
        gathered.add("not_results", *(r for r in numbers.not_results if r not in there))
        gathered.notes += numbers.notes
        ids = {field: tuple(ids) for field, ids in gathered.ids.items()}
        alarming = tuple(
            unread.word
            for unread in gathered.unread
            if may_alarm(unread.word, "absent" if unread.word in gathered.denied else "present")
        )
        more["understood"] = not (gathered.doubtful or gathered.doubted or alarming)
        more["unread"] = tuple(
            dict.fromkeys((*gathered.doubtful, *(w for w in alarming if w not in gathered.denied)))
        )
        measured = (*numbers.measured, *gathered.grave)
        case = Case(**ids, **more, numbers=measured)  # type: ignore[arg-type]
        conflicts: tuple[str, ...] = ()
        if not strict:
            case, conflicts = settled(case, self.kb)
        check_case(case, self.kb)
        notes = tuple(dict.fromkeys(gathered.notes))
        taken = tuple(dict.fromkeys(gathered.taken))
        return Read(case, notes, tuple(gathered.unread), conflicts, numbers, taken)


def may_alarm(word: str, status: Status) -> bool:
    """Tell whether a word that was not understood may tell of a danger."""
    from cramps.words.harmless import (
        is_harmless,  # whose patterns take long to compile: most cases need none
    )

    return not is_harmless(word, status)


def demand_findings(case: Case, unrecognised: Iterable[str]) -> None:
    """Refuse a case of which nothing is known. Raises BadQuery, or NotFound where all was left out."""
    if not is_empty(case) or case.drugs:
        return
    words = list(unrecognised)
    if not words:
        raise BadQuery("no finding at all")
    shown = ", ".join(map(printable, words[:3])) + (" ..." if len(words) > 3 else "")
    raise NotFound(f"nothing is left to go by: {shown} not understood")
