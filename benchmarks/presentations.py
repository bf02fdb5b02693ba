"""Score presentations of our own making: is the danger named, is the ordinary left calm, are the likely first?

Usage: python benchmarks/presentations.py [--data DIR] [--list]

Prints one line a figure: dangers named, ordinary left calm, and how often one of the expected disorders
is among the first three, of those that the knowledge base registers. --list tells every miss.
"""

import argparse
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import yaml

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.ranking.differential import NONE_OF_THESE, Engine
from cramps.ranking.streams import Answerer

FILE = Path(__file__).with_name("presentations.yaml")
#: So many candidates are looked at.
FIRST = 3


class Presentation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One made-up patient, and what must be said."""

    id: str
    text: str
    #: As for `cramps ddx --cases`.
    case: dict[str, Any]
    #: Rules of danger that must be raised, all of them.
    danger: tuple[str, ...] = ()
    #: No rule may be raised.
    calm: bool = False
    #: ... and the answer must say that no test is needed.
    no_test: bool = False
    first_three: tuple[str, ...] = ()
    sources: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Verdict(NamedTuple):
    """How one presentation was answered; None where the question does not arise."""

    presentation: Presentation
    named: bool | None
    calm: bool | None
    first: bool | None
    #: What was not understood.
    unrecognised: tuple[str, ...]
    raised: tuple[str, ...]
    leading: tuple[str, ...]


def presentations(file: Path = FILE) -> tuple[Presentation, ...]:
    """Read the presentations. Raises msgspec.ValidationError for one that has the wrong form."""
    plain = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return msgspec.convert(plain, tuple[Presentation, ...])


def judge(answerer: Answerer, presentation: Presentation) -> Verdict:
    """Answer a presentation and compare."""
    kb: KnowledgeBase = answerer.engine.kb
    answer = answerer.answer(presentation.case)
    raised = tuple(danger.rule for danger in answer.red_flags)
    ranked = [c.id for c in answer.candidates if c.id != NONE_OF_THESE]
    leading = tuple(ranked[:FIRST])
    registered = {d for d in presentation.first_three if d in kb.disorders}
    calm = not raised and (answer.calm or not presentation.no_test)
    return Verdict(
        presentation,
        named=set(presentation.danger) <= set(raised) if presentation.danger else None,
        calm=calm if presentation.calm else None,
        first=not registered.isdisjoint(leading) if registered else None,
        unrecognised=answer.unrecognised,
        raised=raised,
        leading=leading,
    )


def share(verdicts: list[Verdict], field: str) -> str:
    """Write how many were answered as they should, of those to which the question applies."""
    asked = [value for verdict in verdicts if (value := getattr(verdict, field)) is not None]
    right = sum(asked)
    return f"{right}/{len(asked)} ({100 * right / len(asked):.0f} %)" if asked else "none asked"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", help="another knowledge base than the packaged")
    parser.add_argument("--list", action="store_true", help="tell every miss")
    options = parser.parse_args()
    answerer = Answerer(Engine(load(options.data)))
    verdicts = [judge(answerer, presentation) for presentation in presentations()]
    for label, field in (("danger named", "named"), ("calm", "calm"), ("first three", "first")):
        print(f"{label:14} {share(verdicts, field)}")
    lost = [word for verdict in verdicts for word in verdict.unrecognised]
    print(f"{'not understood':14} {', '.join(lost) or 'nothing'}")
    if options.list:
        for v in verdicts:
            if False in (v.named, v.calm, v.first):
                missed = [f for f in ("named", "calm", "first") if getattr(v, f) is False]
                print(f"{v.presentation.id}: not {', '.join(missed)}; {v.raised}; {v.leading}")


if __name__ == "__main__":
    main()
