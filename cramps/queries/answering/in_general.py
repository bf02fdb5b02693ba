"""What the overview says to a question of no one disorder, and the signs of danger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cramps.queries.answering.lines import COME_BACK, Line, line_of_section, plain_line
from cramps.queries.asking.asked_words import tells_of
from cramps.queries.asking.naming import GENERAL
from cramps.queries.asking.needs import of_person
from cramps.queries.asking.question import Question
from cramps.queries.statements import of_rule
from cramps.words.folding import stem

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: What is asked in general -> the sections of the overview that answer it, where there are such.
IN_GENERAL: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "worry worried serious urgent urgency emergency doctor clinician hospital dangerous danger refer referral",
        ("when-to-see-a-clinician", "ordinary-cramp", "red-flag-progressive-weakness"),
    ),
    ("harmless normal healthy ordinary common", ("cramps-in-health", "ordinary-cramp")),
    (
        "stop end ease acute relief relieve rid during aid",
        ("acute-stretch-of-a-cramp", "physical-therapy-and-stretching", "medication"),
    ),
    (
        "help treat treatment therapy cure medication medicine prevent manage management tablet give",
        ("acute-stretch-of-a-cramp", "treat-the-cause", "medication", "quinine"),
    ),
    (
        "stretch stretching physiotherapy",
        ("acute-stretch-of-a-cramp", "physical-therapy-and-stretching"),
    ),
    ("supplement vitamin", ("other-supplements", "magnesium")),
    ("magnesium", ("magnesium",)),
    ("quinine", ("quinine", "red-flag-quinine")),
    ("diet food drink eat alcohol lifestyle", ("lifestyle", "other-supplements")),
    (
        "why cause come origin happen mechanism",
        ("central-or-peripheral-origin", "cramps-in-health"),
    ),
    ("test investigate investigation blood check workup", ("workup-4-blood-tests",)),
    ("history question ask", ("workup-2-history-and-drugs",)),
    ("examine examination", ("workup-3-examination",)),
    ("mri scan imaging", ("workup-6-imaging",)),
    ("twitch twitching", ("ordinary-twitch", "phenomenon-fasciculation")),
    ("definition define mean", ("what-is-a-cramp",)),
)
#: The section of the overview on blood tests; it begins with when none is needed.
BLOOD_TESTS: Final = "workup-4-blood-tests"
#: The section of the overview that tells cramp, contracture, spasm and spasticity apart.
KINDS_APART: Final = "cramp-contracture-spasm"
TOPICS: Final = tuple((frozenset(map(stem, words.split())), ids) for words, ids in IN_GENERAL)


def in_general(question: Question, most: int, *, calm: bool) -> tuple[Line, ...]:
    """Give what the overview says to a question of no one disorder, the most fitting section first."""
    overview = question.kb.overview
    # beside a sign of danger nothing is called ordinary, be the danger not raised by it alone
    calm = calm and not (question.findings and flags_near(question))
    if "when to worry" in question.parts and not question.compares:
        warnings = _warning(question, calm=calm and not question.unrecognised)
        told = [*of_children(question), *warnings]
        return tuple(told if not question.findings else told[:most])
    topics = [(topic, ids) for topic, ids in TOPICS if not topic.isdisjoint(question.stems)]
    if question.is_why_asked:  # what helps is no cause
        topics.sort(key=lambda told: "why" not in told[0])
    sections = [i for _, ids in topics for i in ids]
    if question.compares or "difference" in question.parts:
        kinds = (
            s.id
            for s in overview.values()
            if s.part == "phenomenon"
            and (
                question.ids.intersection(s.findings[:2]) - GENERAL
                or s.title.casefold() in {t.text.casefold() for t in question.taken}
            )
        )
        apart = [i for i in (KINDS_APART,) if i in overview]
        if apart and len(question.ids.intersection(overview[KINDS_APART].findings)) > 1:
            sections = [*apart, "workup-1-is-it-a-cramp", *sections]
        else:
            sections = [*kinds, *apart, "workup-1-is-it-a-cramp", *sections]
    elif not sections and question.is_asked and "what" in question.text.casefold():
        sections = ["what-is-a-cramp"] if question.taken else []
    known = [overview[i] for i in dict.fromkeys(sections) if i in overview]
    known = [s for s in known if calm or s.calm_when is None]
    each = max(1, -(-most // len(known))) if known else 0
    lines = [
        line_of_section(section, said, float(len(known) - place))
        for place, section in enumerate(known)
        for said in _leading(section, calm=calm)[: 3 if place == 0 and len(known) < 3 else each]
    ]
    return tuple(lines[:most])


def _leading(section: model.OverviewSection, *, calm: bool) -> Sequence[model.Statement]:
    """Give its statements; one that calls cramps harmless, or tests needless beside a danger, does not lead."""
    lulling = section.id == COME_BACK or (section.id == BLOOD_TESTS and not calm)
    return section.statements[1:] if lulling else section.statements


def _warning(question: Question, *, calm: bool) -> Iterator[Line]:
    """Give the red flags: those that what is named belongs to; of cramps in general all, the most urgent first.

    That a cramp is ordinary is said only where nothing else is told, and last.
    """
    kb = question.kb
    if near := flags_near(question):
        for section in near[:2]:
            for said in section.statements[:2]:
                yield line_of_section(section, said, 2.0)
        return
    plain = question.general or not question.stems & {"flag", "sign"}
    if plain:
        come_back = [kb.overview[COME_BACK]] if COME_BACK in kb.overview else []
        for section in come_back:
            for said in section.statements[1:]:
                yield line_of_section(section, said, 3.0)
    for section in _flags(kb):
        if section.id != COME_BACK and section.red_flags:
            rule = of_rule(kb, section.red_flags[0])
            yield plain_line(
                "overview", section.id, section.title, "when to worry", rule.text, rule.sources
            )
    if calm and plain and not question.findings:
        for section in kb.overview.values():
            if section.calm_when is not None:
                yield line_of_section(section, section.statements[0], 0.5)


def of_children(question: Question) -> Iterator[Line]:
    """Say of a child's complaint when it is to be looked at; that it is ordinary is not said."""
    if "children" not in of_person(question):
        return
    kb = question.kb
    told = {t.id for t in question.findings}
    for section in kb.overview.values():
        if section.part != "red-flag" or not tells_of("children", section.title):
            continue
        if told.isdisjoint(section.findings):
            continue
        for flag in section.red_flags:
            rule = of_rule(kb, flag)
            looked_at = [(said.text, said.sources) for said in section.statements[1:]]
            for text, cited in (*looked_at, (rule.text, rule.sources)):
                yield plain_line("red flag", flag, str(rule.about), "when to worry", text, cited)


def flags_near(question: Question) -> list[model.OverviewSection]:
    """Give the red flags of what is named, of its kinds and of what it is a kind of, the nearest first."""
    kb = question.kb
    named = {
        i
        for t in question.findings
        for i in (
            t.id,
            *(kb.broader(t.id) if t.kind == "finding" else ()),
            *kb.narrower.get(t.id, ()),
        )
    }
    near = [section for section in _flags(kb) if named.intersection(section.findings)]
    return sorted(near, key=lambda section: -len(named.intersection(section.findings)))


def _flags(kb: KnowledgeBase) -> list[model.OverviewSection]:
    return [s for s in kb.overview.values() if s.part == "red-flag" and s.calm_when is None]
