"""What stands beside a danger: what it points to that the answer does not show, and the other dangers."""

from cramps.cases.case import Case
from cramps.cases.in_words import read_text
from cramps.cases.reader import CaseReader
from cramps.output.views.cards import card_of
from cramps.output.views.differential_in_brief import pointed_to
from cramps.output.views.forms import Brief
from cramps.output.views.ranking import differential
from cramps.ranking.differential import Engine


def told(engine: Engine, text: str) -> Case:
    """Read a case in words."""
    cases = CaseReader(engine.kb)
    return cases.read(read_text(cases, text).told).case


def brief(engine: Engine, case: Case, number: int) -> Brief:
    """Give what a screen shows of a case."""
    listing = differential(engine.kb, engine.differential(case, most=9), number, ())
    assert listing.first is not None
    shown = listing.first()
    assert isinstance(shown, Brief)
    return shown


def test_what_a_danger_points_to_and_the_answer_does_not_show_is_named(engine: Engine) -> None:
    text = "weak legs climbing up, cannot swallow, back pain, urinary retention"
    case = told(engine, text)
    answer = engine.differential(case, most=9)
    pointed = pointed_to(answer, set())
    assert pointed
    assert pointed_to(answer, set(pointed)) == ()
    named = [p.text for p in brief(engine, case, 1).points if p.label == "also"]
    assert any(said.startswith("raised by the danger: ") for said in named)


def test_where_no_medicine_was_named_it_is_asked_which(engine: Engine) -> None:
    case = Case(present=("muscle-cramps", "cramp-causing-drug-use"))
    shown = brief(engine, case, 3)
    assert any("find out which medicine it is" in p.text for p in shown.points)


def test_a_card_names_the_other_dangers_behind_the_first(engine: Engine) -> None:
    several = next(d.id for d in engine.kb.disorders.values() if len(d.red_flags) > 1)
    first = card_of(engine.kb, "disorder", several).first
    assert first is not None
    also = [p.text for p in first().points if p.label == "also"]
    rules = [engine.kb.red_flags[f.rule].name for f in engine.kb.disorders[several].red_flags]
    assert len(also) == 1
    assert sum(name.casefold() in also[0].casefold() for name in rules) == len(rules) - 1
