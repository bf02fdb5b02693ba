"""An anaesthetic in a disorder: what to tell the anaesthetist, and which drugs are to be avoided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cramps.knowledge.closed_lists import Group
from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.asked_for import ANAESTHESIA
from cramps.queries.asking.question import Question
from cramps.queries.mentions import mentions
from cramps.queries.statements import of_rule, treating
from cramps.words.folding import fold, stem_set, stems

if TYPE_CHECKING:
    from cramps.knowledge import model

#: The rule of danger for one that is planned.
PLANNED: Final = "anaesthetic-planned"
#: How a word begins that tells of an anaesthetic.
_ANAESTHETIC: Final = stems(fold("anaesthetic"))[:7]
#: A drug's advice for these disorders says "every neuromuscular disorder".
_EVERYWHERE: Final = stems("every")
_NEUROMUSCULAR: Final[frozenset[Group]] = frozenset(
    ["motor-neuron", "nerve-hyperexcitability", "nerve", "muscle", "channelopathy"]
)
#: Words of the names of disorders that say little of which is meant.
_LITTLE: Final = frozenset(
    stems(
        fold(
            "disease disorder muscular periodic paralysis hyperkalaemic hypokalaemic type muscle"
            " syndrome deficiency congenita form of in and"
        )
    ).split()
)


def for_an_anaesthetic(question: Question) -> Iterator[Line]:
    """Give what the entries of the disorders say of a planned anaesthetic, and of which drugs to beware.

    Of a disorder whose entry says nothing, that is said; a drug that is to be avoided in every disorder of
    nerve and muscle is told all the same.
    """
    kb = question.kb
    named = [kb.disorders[i] for i in question.disorders]
    if not named:
        named = [d for d in _having(question) if _is_planned(d)]
    told = {disorder.id: list(_of_entry(question, disorder)) for disorder in named}
    if PLANNED in kb.red_flags and (not named or any(_is_planned(d) for d in named)):
        said = of_rule(kb, PLANNED)
        yield plain_line(
            "red flag", PLANNED, str(said.about), "when to worry", said.text, said.sources, 9.0
        )
    yield from _drugs(question, named)
    for lines in told.values():
        yield from lines
    for disorder in named:
        if not told[disorder.id]:
            text = "Its entry says nothing of anaesthetics, which is no all-clear."
            yield nothing_here("disorder", disorder.id, disorder.name, text)


def _having(question: Question) -> Iterator[model.Disorder]:
    """Give the disorders that a result confirms that is named: a variant, the cores of a biopsy."""
    kb = question.kb
    results = {t.id for t in question.taken if t.kind == "result"}
    for result in results:
        for disorder_id in mentions(kb).with_test(kb.results[result][0].id):
            disorder = kb.disorders[disorder_id]
            if any(t.result == result for t in disorder.tests):
                yield disorder


def _is_planned(disorder: model.Disorder) -> bool:
    return any(flag.rule == PLANNED for flag in disorder.red_flags)


def _of_entry(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Give what an entry says of a planned anaesthetic, or else of anaesthetics to avoid."""
    for flag in disorder.red_flags:
        if flag.rule == PLANNED and flag.note:
            yield plain_line(
                "disorder", disorder.id, disorder.name, "avoid", flag.note, flag.sources, 8.0
            )
            return
    for said in treating(question.kb, disorder):
        if said.part == "avoid" and _ANAESTHETIC in stems(fold(f"{said.about} {said.text}")):
            yield line_of(question, "disorder", disorder, said)
            return


def _drugs(question: Question, named: Iterable[model.Disorder]) -> Iterator[Line]:
    """Give what is advised of a drug of an anaesthetic: in what is named, or else in every such disorder."""
    kb = question.kb
    asked = _words(t.text for t in question.taken)
    called = _words(disorder.name for disorder in named)
    everywhere = any(d.group in _NEUROMUSCULAR for d in named)
    found: list[tuple[int, model.Drug, model.Statement]] = []
    for drug in kb.drugs.values():
        for advice in drug.advice if drug.finding == ANAESTHESIA else ():
            said = stem_set(advice.text)
            shared = 2 * len(asked & said) + len(called & said)
            if shared or (everywhere and _EVERYWHERE in said):
                found.append((shared, drug, advice))
    found.sort(key=lambda n: -n[0])
    for _, drug, advice in found[:1]:
        yield plain_line("drug", drug.id, drug.name, "avoid", advice.text, advice.sources, 8.5)


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in stems(fold(name)).split()} - _LITTLE
