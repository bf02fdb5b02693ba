"""What holds for no single disorder: the groups of causes and the approach to a patient, and each section by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from cramps.agents.brief import part
from cramps.agents.next_calls import call, show
from cramps.cases.case import Case
from cramps.knowledge.closed_lists import Group
from cramps.knowledge.profiles import outlines
from cramps.late_regex import late_regex
from cramps.output.views.closed_list_names import whole_sentences
from cramps.output.views.forms import Json, plain_values
from cramps.output.views.overview import card

if TYPE_CHECKING:
    from cramps.api import Reference
    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.answering.answer import Asked

#: The id of the record that has all of it.
OVERVIEW: Final = "overview"
_TITLE: Final = "Muscle cramps: groups of causes, dangers, approach"
#: Disorders of a group, and rules of danger, that are named.
_EXAMPLES: Final = 3
_DANGERS: Final = 6
#: Letters of a step, in whole sentences.
_STEP: Final = 160
_STEP_NUMBER: Final = late_regex(r"^Step \d+[.] ")
#: Behind everything that has a place among what general practice meets.
_RARELY: Final = 1_000
#: What asks for the whole: the groups of causes, how to go about a patient.
_GROUPS: Final = late_regex(
    r"\b(?:group|categor|class|famil|kind|type|main|broad|major)\w*\b(?=.*\bcaus)"
    r"|\bcauses\b|\bcaus\w*\b(?=.*\b(?:group|categor|class)\w*)|\boverview\b|\bdifferential\b"
)
_APPROACH: Final = late_regex(
    r"\b(?:approach\w*|evaluat\w+|assess\w*|work(?:ing)?[ -]?up|algorithm|go about"
    r"|where (?:do|should) (?:i|we) start)\b"
)
#: Words that ask for it, and are no part of what is asked about.
_GENERAL: Final = late_regex(
    r"group|categor|class|famil|kind|type|main|broad|major|overview|differential|diagnos"
    r"|approach|evaluat|assess|work|algorithm|start|general|common"
)
#: What else may be named: the complaint itself.
_CRAMPS: Final = "muscle-cramps"


def asks_for_all(found: Asked) -> bool:
    """Tell whether a question asks for the groups of causes of cramps, or how to approach them, and names no more."""
    if found.kind not in ("connected", "record") or found.dangers:
        return False
    if {taken.id for taken in found.records} - {_CRAMPS}:
        return False
    text = found.question.casefold()
    if not (_GROUPS.search(text) or _APPROACH.search(text)):
        return False
    return all(_GENERAL.match(word.casefold()) for word in found.unrecognised)


def in_brief(reference: Reference) -> Json:
    """Give the groups of causes with the likeliest of each, the dangers to look for, the steps of the work-up."""
    kb = reference.kb
    steps = [s for s in kb.overview.values() if _STEP_NUMBER.match(s.title)]
    rules = sorted(
        (r for r in kb.red_flags.values() if r.primary_care),
        key=lambda r: r.primary_care or _RARELY,
    )
    # Where nothing but cramps is told.
    likeliest = reference.engine.differential(Case(present=(_CRAMPS,))).candidates
    place = {c.id: number for number, c in enumerate(likeliest)}
    groups = []
    for group in get_args(Group):
        own = [d for d in outlines(kb) if d.group == group]
        own.sort(key=lambda d: place.get(d.id, len(place)))
        if own:
            groups.append(
                {
                    "group": group,
                    "count": len(own),
                    "such_as": [d.id for d in own[:_EXAMPLES]],
                }
            )
    return {
        "record": OVERVIEW,
        "id": OVERVIEW,
        "title": _TITLE,
        "groups": groups,
        "dangers": [{"rule": r.id, "urgency": r.urgency} for r in rules[:_DANGERS]],
        "approach": [
            {
                "id": s.id,
                "step": _STEP_NUMBER.sub("", s.title),
                "text": whole_sentences(s.statements[0].text, _STEP),
                "sources": list(s.statements[0].sources[:1]),
            }
            for s in steps
        ],
        "next_calls": [
            call("show", name=OVERVIEW, full=True),
            *(show(s.id, "overview") for s in steps[:1]),
            *(call("find", groups=[g["group"]]) for g in groups[:1]),
        ],
    }


def in_full(kb: KnowledgeBase) -> Json:
    """Give all sections."""
    told = dict(card(kb, kb.overview.values(), OVERVIEW, _TITLE).data)
    return {**told, "next_calls": []}


def rule(kb: KnowledgeBase, rule_id: str) -> Json:
    """Give a rule of danger: how urgent, what to do, why, what it points to."""
    told = plain_values(kb.red_flags[rule_id])
    fields = ("id", "name", "urgency", "action", "text", "points_to", "leads_to", "sources")
    return {
        "record": "red-flag",
        **part(told, fields),
        "next_calls": [
            call("show", name=rule_id, kind="red-flag", full=True),
            *(call("show", name=i) for i in kb.red_flags[rule_id].points_to[:1]),
        ],
    }


def section(kb: KnowledgeBase, section_id: str, *, full: bool) -> Json:
    """Give one section, in full as the command line does."""
    one = kb.overview[section_id]
    follow = [call("show", name=OVERVIEW)]
    if full:
        return {**card(kb, [one], section_id, one.title).data, "next_calls": follow}
    return {
        "record": OVERVIEW,
        "id": section_id,
        "title": one.title,
        "statements": [plain_values(s) for s in one.statements],
        "findings": list(one.findings),
        "tests": list(one.tests),
        "rules": list(one.red_flags),
        "next_calls": [
            *(show(rule, "red flag") for rule in one.red_flags[:1]),
            *follow,
        ],
    }
