"""What a word means: what it is short for, what is said of it, and who has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.queries.answering.in_general import KINDS_APART
from cramps.queries.answering.lines import Line, line_of_section, plain_line
from cramps.queries.answering.which_disorders import disorders_having
from cramps.queries.asking.naming import Taken
from cramps.queries.asking.question import Question
from cramps.queries.parts import Part
from cramps.words.folding import fold, stem_set

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: The section of the overview that says what a cramp is.
A_CRAMP: Final = "what-is-a-cramp"
#: How a statement begins that says what something is.
_MEANING: Final = "What it is: "
#: A cramp by itself has a section of its own.
_CRAMP: Final = {"cramp"}
#: The test by which it is recorded what a muscle does, and how statements of it are known.
_NEEDLE: Final = "needle-emg"
ELECTRIC: Final = "electromyogra"
#: An abbreviation has so many letters, and one word of which it is short more than so many.
_SHORT: Final = 2
_GROWN: Final = 8
#: Of an element its symbol is the letter that an abbreviation has.
_SYMBOLS: Final = {"potassium": "k", "sodium": "na"}
#: Things that are said to be what they are, and statements of each.
_DEFINED: Final = 3
_SAID: Final = 4


def defining(question: Question, most: int) -> Iterator[Line]:
    """Say what a finding, a test or a result is: what it is short for, what is said of it, and who has it."""
    kb = question.kb
    for taken in question.taken[:_DEFINED]:
        known = list(_definitions(question, taken))
        names = ", ".join(_called(kb, taken))
        if names:
            named = msgspec.structs.replace(taken, name=taken.text)
            yield _of_taken(named, "what it is", names, ())
        if not known:
            text = "Nothing here says what it is; who has it, and what the test shows, is below."
            yield _of_taken(taken, "not here", text, ())
        yield from known[:_SAID]
        if taken.kind == "finding":
            yield _of_taken(taken, "what is seen", kb.findings[taken.id].ask, ())
    yield from islice(disorders_having(question), most)


def what_contracts(question: Question) -> Iterator[Line]:
    """Say what contracts where its word is all that is asked for and names a disorder too: tetany, of low calcium."""
    kb = question.kb
    (taken,) = question.taken[:1]
    if question.phenomenon is None or not question.is_asked or taken.kind != "disorder":
        return
    if fold(taken.text) != fold(question.phenomenon):
        return
    for section in kb.overview.values():
        if section.part == "phenomenon" and section.phenomenon == question.phenomenon:
            for said in section.statements:
                yield line_of_section(section, said, 2.0)
    disorder = kb.disorders[taken.id]
    summary = disorder.summary
    yield plain_line(
        "disorder", disorder.id, disorder.name, "what it is", summary.text, summary.sources
    )


def of_word(question: Question, word: str) -> Iterator[Line]:
    """Say what a word for what contracts means: what tells it from the others, then its section."""
    kb = question.kb
    wanted = stem_set(word) - stem_set("muscle")
    for section in kb.overview.values():
        names = _words_for(section)
        if not names or wanted not in names or wanted == _CRAMP:
            continue
        for other in kb.overview.values():
            if other.id == KINDS_APART:
                for said in other.statements:
                    if wanted <= stem_set(" ".join(said.text.split()[:2])):
                        yield line_of_section(other, said, 3.0)
        for said in sorted(section.statements, key=lambda s: not s.text.startswith(_MEANING)):
            yield line_of_section(section, said, 2.0)
        for taken in question.taken:
            if taken.kind == "disorder":
                summary = kb.disorders[taken.id].summary
                yield plain_line(
                    "disorder", taken.id, taken.name, "what it is", summary.text, summary.sources
                )


def recorded(question: Question) -> Iterator[Line]:
    """Give what an electromyogram shows of what contracts, from its section and from what is known of the test."""
    kb = question.kb
    named = [
        section
        for section in kb.overview.values()
        if any(names and names <= question.stems for names in _words_for(section))
    ]
    for section in named:
        for said in section.statements:
            if ELECTRIC in said.text.casefold():
                yield line_of_section(section, said, 2.0)
    words = {w for section in named for names in _words_for(section) for w in names}
    test = kb.tests.get(_NEEDLE)
    for told in test.about if test is not None and named else ():
        if words & stem_set(told.text):
            yield plain_line(
                "test", _NEEDLE, kb.name("tests", _NEEDLE), "confirm", told.text, told.sources
            )


def _words_for(section: model.OverviewSection) -> list[set[str]]:
    """Give the words by which a section is called that says what contracts, each by its stems."""
    if section.id == A_CRAMP:
        return []
    if section.part == "phenomenon" and section.phenomenon is not None:
        title = section.title.partition(" (")
        called = (title[0], title[0].split()[-1], title[2].rstrip(")"), section.phenomenon)
        return [words for name in called if (words := stem_set(name))]
    if section.part == "definition" and len(section.title.split()) == 1:
        return [stem_set(section.title)]
    return []


def told_in_general(kb: KnowledgeBase, finding: model.Finding) -> tuple[model.Statement, ...]:
    """Give what the overview says of a finding by its name, in the sections that have it."""
    name = stem_set(finding.name)
    return tuple(
        said
        for section in kb.overview.values()
        if finding.id in section.findings
        for said in section.statements
        if name <= stem_set(said.text)
    )


def working_up(question: Question, most: int) -> Iterator[Line]:
    """Give what is said of a result or a finding when it is worked up, then who has it."""
    kb = question.kb
    for taken in question.taken[:_DEFINED]:
        test = kb.results[taken.id][0].id if taken.kind == "result" else taken.id
        of_test = (
            msgspec.structs.replace(taken, kind="test", id=test, name=kb.name("tests", test))
            if test in kb.tests
            else taken
        )
        known = sorted(_definitions(question, of_test), key=_is_no_advice)
        yield from known[:_SAID]
    yield from islice(disorders_having(question), most)


def _is_no_advice(line: Line) -> bool:
    return line.part not in ("confirm", "when to worry")


def _of_taken(taken: Taken, part: Part, text: str, sources: tuple[str, ...]) -> Line:
    return plain_line(taken.kind, taken.id, taken.name, part, text, sources)


def _names(kb: KnowledgeBase, taken: Taken) -> tuple[str, ...]:
    if taken.kind == "result":
        result = kb.results[taken.id][1]
        return (result.name, *result.synonyms)
    if taken.kind in ("finding", "test"):
        plain = kb.table(f"{taken.kind}s").plain(taken.id)
        return (plain["name"], *plain["synonyms"])
    return (taken.name,)


def _called(kb: KnowledgeBase, taken: Taken) -> Iterator[str]:
    """Give the names of which what was said is short, and one more."""
    names = _names(kb, taken)
    short = fold(taken.text).split()[0]
    long = [name for name in names if _is_short_for(short, name)]
    yield from dict.fromkeys((*long[:1], *(n for n in names[:2] if fold(n) != fold(taken.text))))


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether letters are the first of the words of a name, in their order: VGKC."""
    words = [word.casefold() for word in re.split(r"[^A-Za-z0-9]+", name) if word]
    initials = "".join(_SYMBOLS.get(word, word[0]) for word in words)
    if len(short) < _SHORT or short in words:
        return False
    grown = (word for word in words if len(word) > _GROWN and word[0] == short[0])
    return initials.startswith(short) or any(_runs_through(short, word) for word in grown)


def _runs_through(short: str, word: str) -> bool:
    """Tell whether letters stand in a word in their order: EMG in electromyography."""
    rest = iter(word)
    return all(letter in rest for letter in short)


def _definitions(question: Question, taken: Taken) -> Iterator[Line]:
    """Give the statements of the overview, and of the test, that have all words of a name."""
    kb = question.kb
    wanted = [stem_set(name) for name in (taken.text, *_names(kb, taken))]
    wanted = [words for words in wanted if words]
    test = kb.results[taken.id][0] if taken.kind == "result" else kb.tests.get(taken.id)
    for told in test.about if test is not None else ():
        said_of = stem_set(told.text)
        if taken.kind == "test" or any(words <= said_of for words in wanted):
            yield _of_taken(taken, "what it is", told.text, told.sources)
    for section in kb.overview.values():
        of_title = any(words <= stem_set(section.title) for words in wanted)
        for said in section.statements:
            if of_title or any(words <= stem_set(said.text) for words in wanted):
                yield line_of_section(section, said, 1.0)
