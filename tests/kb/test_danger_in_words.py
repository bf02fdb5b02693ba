"""Dangers in everyday words: each is named, and what is ordinary alarms nobody."""

import pytest
from danger_table import told

from cramps.cases.case import Case
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


#: Names, trades, what is normal, what is over, what is denied: of none an ordinary cramp is less ordinary.
ORDINARY = """
Mr Jensen has calf cramps at night
Mrs Okonkwo, 72, night cramps for twelve years, examination normal
Dr Hughes refers a 45 year old chef with night cramps in the calves, examination normal
Ms Patel, yoga teacher, foot cramps at night, gone in a minute
pianist, 40, calf cramps at night
my grandson Leo, 7, has achy legs at night, fine by breakfast
night cramps in the calf, wee is normal colour
night cramps, can wee and poo fine
calf cramps at night, no problems passing water
night cramps, wees normally, no trouble peeing
night cramps, both legs the same
varicose veins, calf cramps at night, both calves soft and same size
calf cramps at night, old ankle fracture all healed
calf cramps at night, knee replacement 5 years ago, full recovery
night cramps, appendix out as a child, nil else
had shingles last year, all cleared, night cramps now
on indapamide for blood pressure, occasional night cramps, bloods last week all normal
night cramps, hay fever, takes cetirizine, otherwise well
night cramps, broke my wrist in 2010, healed fine
night cramps, anxious about MND, strength and tongue normal, no wasting
nightly leg cramps x 3 years, no numbness, no weakness, no back pain, pulses full
legs fidgety in bed every evening, must get up and walk, runs in the family
""".strip().splitlines()
#: Much like these, and not ordinary.
NOT_ORDINARY = """
Mr Jensen has calf cramps at night and is yellow
night cramps, wee is a dark colour
night cramps, can wee but poo is black
calf cramps at night, old ankle fracture swollen again
calf cramps at night, knee replacement 5 days ago
night cramps, both calves hard
night cramps, had cancer last year
night cramps, knee replacement two years ago now infected
night cramps, no trouble until he stopped breathing
night cramps, can't wee and poo fine
night cramps, ankle fracture not healed
""".strip().splitlines()


def case_of(engine: Engine, words: str) -> Case:
    cases = CaseReader(engine.kb, nearest=True)
    return cases.read(read_words(cases, [words]).told).case


@pytest.mark.parametrize("words", ORDINARY)
def test_what_stands_beside_an_ordinary_cramp_leaves_it_ordinary(
    engine: Engine, words: str
) -> None:
    case = case_of(engine, words)
    assert not engine.dangers.raised(case)
    assert engine.dangers.calm(case) is not None, case.unread


@pytest.mark.parametrize("words", NOT_ORDINARY)
def test_what_may_be_no_ordinary_cramp_is_called_none(engine: Engine, words: str) -> None:
    case = case_of(engine, words)
    assert engine.dangers.raised(case) or engine.dangers.calm(case) is None


@pytest.mark.parametrize(
    ("disorder", "rule"),
    [
        ("hyponatraemia", "severe-hyponatraemia"),
        ("rhabdomyolysis", "rhabdomyolysis"),
        ("acute-limb-ischaemia", "acute-limb-ischaemia"),
        ("tetanus", "tetanus"),
    ],
)
def test_the_danger_of_a_disorder_that_leads_is_its_own(
    engine: Engine, disorder: str, rule: str
) -> None:
    found = engine.dangers.pointing_to(disorder, Case(present=("muscle-cramps",)))
    assert found is not None
    assert found.danger.rule == rule


def test_no_rule_is_told_for_a_circumstance_that_was_not(engine: Engine) -> None:
    found = engine.dangers.pointing_to("cholera", Case(present=("muscle-cramps",)))
    assert found is None
