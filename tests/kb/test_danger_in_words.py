"""Dangers in everyday words: each is named, and what is ordinary alarms nobody."""

from danger_table import told

from cramps.cases.in_words import read_text, read_words
from cramps.cases.reader import CaseReader
from cramps.ranking.differential import Engine


def test_what_is_told_in_everyday_words_raises_its_danger_and_what_is_ordinary_none(
    engine: Engine,
) -> None:
    cases = CaseReader(engine.kb, nearest=True)
    wrong = []
    for rules, words in told():
        for note in (read_words(cases, [words]), read_text(cases, words)):
            dangers = engine.dangers.raised(cases.read(note.told).case)
            raised = {danger.rule for danger in dangers if rules or danger.urgency != "soon"}
            if not (raised & rules if rules else not raised):
                wrong.append((words, sorted(rules), sorted(raised)))
    assert not wrong


def test_every_rule_that_must_be_raised_is_one(engine: Engine) -> None:
    named = {rule for rules, _ in told() for rule in rules}
    assert named <= set(engine.kb.red_flags)
    assert len(named) > 50
