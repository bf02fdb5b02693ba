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

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from cramps.knowledge.closed_lists import Urgency
from cramps.late_regex import late_regex
from cramps.queries.answering.answer import Asked
from cramps.queries.answering.for_a_purpose import COUPLE
from cramps.queries.answering.lines import Line, plain_line
from cramps.queries.answering.one_question import answer_one, dangers_of
from cramps.queries.answering.values import told_dangers
from cramps.queries.asking.asked_words import asks_only
from cramps.queries.asking.clauses import clauses, either_of
from cramps.queries.asking.naming import Taken
from cramps.queries.asking.question import Question
from cramps.words.folding import fold, stem_set, stems
from cramps.words.lookup import lookup_of

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The longest question that is read.
LONGEST: Final = 1000
#: What asks whether what was spoken of before is another.
_IS_IT: Final = late_regex(
    r"^(?:is|are|could|can|might|may) (?:it|this|that|they|these|those)\b", re.IGNORECASE
)
#: What asks the same of another.
_SAME: Final = late_regex(
    r"^\W*(?:(?:and|but)\s+)?(?:what|how)?\s*(?:about|in|of|with)\b", re.IGNORECASE
)
#: What asks for whatever there is, not of the medicine that was spoken of before.
_OPEN: Final = late_regex(
    r"^(?:what|which)(?: else| other \w+)? (?:is|are|can|could|may|should|do) (?:safe\w*|i|we|be|first|the first)\b",
    re.IGNORECASE,
)
#: Two names that may share their last words, of which the first is written without them.
_SHARING: Final = late_regex(
    r"\b(?P<one>[\w-]{4,}) (?:and|or|v|vs\.?|versus|from) (?P<other>[\w-]{4,}) (?P<tail>[a-z][\w -]+)",
    re.IGNORECASE,
)
#: Two that are to be told apart, and nothing else.
_PAIR: Final = late_regex(
    r"^\W*(?:what(?:'?s| is) the |the )?differen(?:ce|ces|tiate|tiating)?\s+(?:between\s+)?(?P<one>[\w' -]{3,60}?)\s+(?:and|from|or)\s+(?P<other>[\w' -]{3,60})\W*$"
    r"|^\W*(?P<a>[\w' -]{3,50}?)\s+(?:vs?\.?|versus)\s+(?P<b>[\w' -]{3,50})\W*$",
    re.IGNORECASE,
)
#: So many words are shared at most.
_SHARED: Final = 3
#: The most urgent first.
_URGENCIES: Final = get_args(Urgency)
#: Of each of several questions so many statements are told, at least.
_EACH: Final = 3


def ask(kb: KnowledgeBase, text: str, most: int = 6) -> Asked:
    """Answer a question, each of several in it. Raises BadQuery for one without words."""
    text = _spelled_out(kb, text[:LONGEST])
    return (
        _which_of_two(kb, text, most)
        or _pair(kb, text, most)
        or _each(kb, text, most)
        or answer_one(kb, text, most)
    )


def _spelled_out(kb: KnowledgeBase, text: str) -> str:
    """Write the words that two names share with the first, too: hypokalaemic or hyperkalaemic periodic paralysis."""
    found = _SHARING.search(text)
    if found is None:
        return text
    lookup = lookup_of(kb)
    one, tail = found["one"], found["tail"].split()
    for length in range(min(len(tail), _SHARED), 0, -1):
        shared = " ".join(tail[:length])
        both = (f"{one} {shared}", f"{found['other']} {shared}")
        if all(lookup.named(name, "disorder") is not None for name in both):
            return f"{text[: found.start('one')]}{both[0]}{text[found.end('one') :]}"
    return text


def _which_of_two(kb: KnowledgeBase, text: str, most: int) -> Asked | None:
    """Tell the two apart of which a story is said to be one: neither of them is a finding of the patient."""
    either = either_of(text)
    if either is None:
        return None
    meant = (_meant(kb, either.one), _meant(kb, either.other))
    two = [i for i in dict.fromkeys(meant) if i is not None]
    if len(two) < COUPLE:
        return None
    apart = answer_one(kb, " or ".join(kb.name("disorders", i) for i in two), most)
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


def _pair(kb: KnowledgeBase, text: str, most: int) -> Asked | None:
    """Tell two apart of which one is named by a part of its name, or by what is seen in it: claudication and spinal stenosis."""
    found = _PAIR.match(text)
    if found is None:
        return None
    one, other = found["one"] or found["a"], found["other"] or found["b"]
    if all(Question(kb, words).disorders for words in (one, other)):
        return None
    two = [i for i in dict.fromkeys((_meant(kb, one), _meant(kb, other))) if i is not None]
    if len(two) < COUPLE:
        return None
    apart = answer_one(kb, " or ".join(kb.name("disorders", i) for i in two), most)
    return msgspec.structs.replace(apart, question=text)


def _meant(kb: KnowledgeBase, words: str) -> str | None:
    """Give the one disorder that words mean, be it by a part of its name; None where they mean none or several."""
    named = set(Question(kb, words).disorders)
    if len(named) == 1:
        return named.pop()
    lookup = lookup_of(kb)
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
    questions = [Question(kb, piece) for piece in pieces]
    context = next((", ".join(t.text for t in of) for q in questions if (of := _spoken_of(q))), "")
    given = ""
    for piece, question in zip(pieces, questions, strict=True):
        again = _same_of_another(question, questions[0])
        text_of_it = again or _in_context(piece, question, context, given)
        answer = answer_one(kb, text_of_it, max(_EACH, most // 2))
        answers.append(_with_page(kb, answer) if not question.unrecognised else answer)
        if answers[-1].kind == "differential":
            return None
        given = given or ", ".join(question.given)
    answered = [answer for answer in answers if answer.lines]
    if len(answered) <= 1 and answers[0].kind != "connected":
        return None
    _, dangers = dangers_of(asked)
    raised = {d.rule: d for d in (*dangers, *(d for a in answers for d in a.dangers))}
    told = {
        w for a in answers for n in a.lines for w in stem_set(f"{n.name} {n.about or ''} {n.text}")
    }
    silent = [
        piece.rstrip(" ?")
        for piece, answer in zip(pieces, answers, strict=True)
        if not answer.lines and not _content(piece) & told
    ]
    ids = {n.id for a in answers for n in a.lines}
    spoken_of = {t.text for a in answers for t in a.records if t.id in ids}
    left = (u for a in answers for u in a.unanswered if a.lines and u not in spoken_of)
    return Asked(
        question=text,
        kind="connected",
        records=tuple(dict.fromkeys(t for a in answers for t in a.records)),
        parts=tuple(dict.fromkeys(p for a in answers for p in a.parts)),
        unrecognised=tuple(dict.fromkeys(w for a in answers for w in a.unrecognised)),
        lines=tuple(_once(n for a in answers for n in a.lines)),
        guessed=tuple(dict.fromkeys(t for a in answers for t in a.guessed)),
        dangers=tuple(sorted(raised.values(), key=lambda d: _URGENCIES.index(d.urgency))),
        told=text,
        unanswered=tuple(dict.fromkeys((*silent, *left))),
    )


def _content(piece: str) -> set[str]:
    """Give the stems of a question that are more than its asking."""
    return {
        w
        for word in fold(piece).split()
        if not asks_only(word) or word == "repeat"
        for w in stems(word).split()
    }


def _same_of_another(question: Question, first: Question) -> str | None:
    """Ask the same of another as the first question did: and what in cramp-fasciculation syndrome."""
    named, before = question.named_disorders, first.named_disorders
    if not (named and before and _SAME.match(question.text)) or question.parts:
        return None
    return first.text.replace(before[0].text, named[0].text)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each statement once, and of a treatment one: in another answer it is told with other words before it."""
    told: set[tuple[str, str | None, str]] = set()
    for line in lines:
        treats = line.about is not None and line.part in ("what helps", "avoid")
        key = (line.id, line.about, line.part if treats else line.text)
        if key not in told:
            told.add(key)
            yield line


def _in_context(piece: str, question: Question, context: str, given: str) -> str:
    """Write one of several questions with what it leaves to the others to say: is it ALS, of what was asked before."""
    asked = piece.rstrip(" ?")
    names = question.named_disorders
    other = _IS_IT.match(asked)
    if other and names and context and names[0].text not in context:
        return f"{context} or {names[0].text}"
    besides = [context] if context and not names and context not in asked else []
    needs = not (question.given or question.has_drug or _OPEN.match(asked))
    besides += [given] if given and needs else []
    return " in ".join([asked, *besides])


def _with_page(kb: KnowledgeBase, answer: Asked) -> Asked:
    """Answer one of several questions that would get the page of a record with what that says first."""
    named = [t for t in answer.records if t.kind == "disorder"]
    if answer.kind != "record" or not named:
        return answer
    disorder = kb.disorders[named[0].id]
    said = disorder.summary
    line = plain_line("disorder", disorder.id, disorder.name, "what it is", said.text, said.sources)
    return msgspec.structs.replace(answer, kind="connected", lines=(line,))


def _spoken_of(question: Question) -> list[Taken]:
    """Give what a question is about, of which a later one may say no more than it: disorders, or findings."""
    circumstances = [t for t in question.taken if question.is_circumstance(t)]
    return [*question.named_disorders, *circumstances] or list(question.findings)
