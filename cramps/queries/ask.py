"""A question as it comes to mind -> the statements that connect the records in it.

The records are spotted (disorders, findings, tests, treatments, drugs), and the words that name a part of
an entry: dose, avoid, cause, confirm, how common, what helps (`asked_words`, `question`). Every statement
of the entries of what is named is weighed by how much of the question it meets; the best are the answer,
and of each thing that was asked for one. Nothing is composed: each line is a statement of the knowledge
base with its sources, or says that there is none.

Whatever is asked, danger goes first: where a patient is told of, the rules that what was read raises
stand before the answer, and an ordinary cramp is called harmless only where all was understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

import msgspec

from cramps.knowledge.closed_lists import Urgency
from cramps.queries.answering.answer import Asked
from cramps.queries.answering.for_a_purpose import COUPLE
from cramps.queries.answering.one_question import answer_one, dangers_of
from cramps.queries.answering.values import told_dangers
from cramps.queries.asking.clauses import clauses, either_of
from cramps.queries.asking.naming import Taken
from cramps.queries.asking.question import Question
from cramps.words.lookup import Lookup

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The longest question that is read.
LONGEST: Final = 1000
#: The most urgent first.
_URGENCIES: Final = get_args(Urgency)
#: Of each of several questions so many statements are told, at least.
_EACH: Final = 3


def ask(kb: KnowledgeBase, text: str, most: int = 6) -> Asked:
    """Answer a question, each of several in it. Raises BadQuery for one without words."""
    text = text[:LONGEST]
    return _which_of_two(kb, text, most) or _each(kb, text, most) or answer_one(kb, text, most)


def _which_of_two(kb: KnowledgeBase, text: str, most: int) -> Asked | None:
    """Tell the two apart of which a story is said to be one: neither of them is a finding of the patient."""
    either = either_of(text)
    if either is None:
        return None
    two = {_meant(kb, either.one), _meant(kb, either.other)} - {None}
    if len(two) < COUPLE:
        return None
    apart = answer_one(
        kb, " or ".join(kb.name("disorders", str(i)) for i in sorted(map(str, two))), most
    )
    story = Question(kb, either.story)
    return msgspec.structs.replace(
        apart,
        question=text,
        kind="connected",
        records=tuple(dict.fromkeys((*story.taken, *apart.records))),
        unrecognised=tuple(dict.fromkeys((*story.unrecognised, *apart.unrecognised))),
        dangers=told_dangers(kb, either.story) if story.findings or story.measured else (),
        told=either.story,
    )


def _meant(kb: KnowledgeBase, words: str) -> str | None:
    """Give the one disorder that words mean, be it by a part of its name; None where they mean none or several."""
    named = set(Question(kb, words).disorders)
    if len(named) == 1:
        return named.pop()
    lookup = Lookup(kb)
    sure = lookup.named(words, "disorder") or lookup.sure(words, "disorder")
    if sure is not None:
        return sure.id
    having = lookup.having(words, "disorder")
    return having[0].id if len(having) == 1 else None


def _each(kb: KnowledgeBase, text: str, most: int) -> Asked | None:
    """Answer each of several questions in one; what a later one does not name is that of the first."""
    pieces = clauses(text)
    if len(pieces) == 1:
        return None
    asked = Question(kb, text)
    if asked.tells_story or asked.is_vignette or asked.measured:
        return None
    answers: list[Asked] = []
    context = given = ""
    for piece in pieces:
        question = Question(kb, piece)
        named = any(t.kind in ("disorder", "family") for t in question.taken)
        besides = [context] if context and not named else []
        besides += [given] if given and not (question.given or question.has_drug) else []
        answers.append(
            answer_one(kb, " in ".join([piece.rstrip(" ?"), *besides]), max(_EACH, most // 2))
        )
        if answers[-1].kind == "differential":
            return None
        context = context or ", ".join(t.text for t in _spoken_of(question))
        given = given or ", ".join(question.given)
    answered = [answer for answer in answers if answer.lines]
    if len(answered) <= 1 and answers[0].kind != "connected":
        return None
    _, dangers = dangers_of(asked)
    raised = {d.rule: d for d in (*dangers, *(d for a in answers for d in a.dangers))}
    silent = [p.rstrip(" ?") for p, a in zip(pieces, answers, strict=True) if not a.lines]
    return Asked(
        question=text,
        kind="connected",
        records=tuple(dict.fromkeys(t for a in answers for t in a.records)),
        parts=tuple(dict.fromkeys(p for a in answers for p in a.parts)),
        unrecognised=tuple(dict.fromkeys(w for a in answers for w in a.unrecognised)),
        lines=tuple({(n.id, n.about, n.text): n for a in answers for n in a.lines}.values()),
        guessed=tuple(dict.fromkeys(t for a in answers for t in a.guessed)),
        dangers=tuple(sorted(raised.values(), key=lambda d: _URGENCIES.index(d.urgency))),
        told=text,
        unanswered=tuple(dict.fromkeys((*silent, *(u for a in answers for u in a.unanswered)))),
    )


def _spoken_of(question: Question) -> list[Taken]:
    """Give what a question is about, of which a later one may say no more than it: disorders, or findings."""
    disorders = [t for t in question.taken if t.kind in ("disorder", "family")]
    circumstances = [t for t in question.taken if question.is_circumstance(t)]
    return [*disorders, *circumstances] or list(question.findings)
