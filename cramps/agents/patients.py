"""A call about a patient -> a differential, or what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.agents import patient_in_brief
from cramps.agents.brief import without_empty
from cramps.agents.naming import Taking
from cramps.agents.next_calls import call, same_patient
from cramps.agents.tools import Differential, Next, Patient
from cramps.cases.case import is_empty
from cramps.errors import BadQuery, NotFound

if TYPE_CHECKING:
    from cramps.api import Reference
    from cramps.cases.mention import Mention
    from cramps.cases.reader import Read
    from cramps.output.views.forms import Json

#: Candidates that are compared in a next call.
_COMPARED: Final = 3
_NOTHING: Final = (
    "nothing is told of a patient; give case (in words), present (findings), results or drugs"
)


def read_patient(reference: Reference, asked: Patient) -> tuple[Read, tuple[Mention, ...]]:
    """Read a case, in words, in lists or both, as `cramps ddx` does."""
    from cramps.cases.in_words import not_understood, read_words
    from cramps.cases.reader import CaseReader, Told, Unread
    from cramps.cases.running_text import joined

    told = Told(
        present=asked.present,
        absent=asked.absent,
        maybe=asked.maybe,
        results=asked.results,
        drugs=asked.drugs,
        age=None if asked.age is msgspec.UNSET else asked.age,
        onset_age=None if asked.onset_age is msgspec.UNSET else asked.onset_age,
        sex=None if asked.sex is msgspec.UNSET else asked.sex,
        setting=asked.setting,
        whole_story=asked.whole_story,
    )
    cases = CaseReader(reference.kb, reference.lookup, nearest=True)
    if not asked.case.strip():
        return cases.read(told, strict=True), ()
    note = read_words(cases, [asked.case])
    read = cases.read(joined(told, note.told), strict=False)
    left = (Unread(word, NotFound("not understood"), ()) for word in not_understood(note))
    return read._replace(unread=(*read.unread, *left)), note.read


def _demand_findings(story: Read) -> None:
    """Refuse a patient of whom nothing is known. Raises BadQuery, or NotFound where all was left out."""
    from cramps.cases.reader import demand_findings

    if is_empty(story.case) and not story.case.drugs and not story.unrecognised:
        raise BadQuery(_NOTHING)
    demand_findings(story.case, story.unrecognised)


def _told(asked: Patient) -> dict[str, Any]:
    """Give what a call tells of its patient, as another call can tell it."""
    return {
        field.name: _plain(getattr(asked, field.name))
        for field in msgspec.structs.fields(Patient)
        if field.name not in ("full", "start")
        and getattr(asked, field.name) not in (field.default, msgspec.UNSET)
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _danger_first(whole: Json) -> Json:
    """Put the dangers of an answer before everything else."""
    return {"red_flags": whole["red_flags"], "calm": whole["calm"], **whole}


def differential(reference: Reference, asked: Differential) -> Json:
    """Rank what fits a patient."""
    from cramps.output.views import ranking
    from cramps.output.views.cases import Remarks
    from cramps.output.views.reading import data as read_data
    from cramps.ranking.settling_question import settling

    story, mentions = read_patient(reference, asked)
    _demand_findings(story)
    engine = reference.engine
    found = engine.differential(story.case)
    whole = ranking.differential(
        reference.kb,
        found,
        asked.top,
        story.unrecognised,
        numbers=story.numbers,
        settles=lambda: settling(engine, found),
        remarks=Remarks(story.conflicts, story.notes),
    ).records()
    if asked.full:
        told = {
            **_danger_first(whole),
            "read": read_data(mentions),
            "used": without_empty(patient_in_brief.read(story, mentions)),
            "taken_as": list(story.taken),
        }
    else:
        told = patient_in_brief.differential(reference.kb, whole, found, story, mentions)
    ranked = [c.id for c in found.candidates if c.id in reference.kb.disorders][:_COMPARED]
    first = dict.fromkeys((*patient_in_brief.raised(found.red_flags)[:1], *ranked[:1]))
    told["next_calls"] = [
        *same_patient("next", _told(asked)),
        *(call("show", name=i) for i in first),
    ]
    if len(ranked) > 1:
        told["next_calls"].append(call("compare", names=ranked))
    return told


def next_step(reference: Reference, asked: Next) -> Json:
    """Give what to ask, look for or test next."""
    from cramps.output.views import ranking
    from cramps.output.views.reading import data as read_data
    from cramps.ranking.next_step import FIRST, TIERS, Effect, plan

    story, mentions = read_patient(reference, asked)
    taking = Taking(reference)
    apart = list(taking.ids(asked.split, "disorder"))
    if not apart:
        _demand_findings(story)
    engine, tiers = reference.engine, asked.tiers or TIERS
    found = engine.differential(story.case, most=FIRST)
    planned = plan(engine, story.case, tiers=tiers, split=apart, answer=found, per_tier=asked.top)
    now = [] if apart else [Effect(c.id, c.probability) for c in found.candidates[:FIRST]]
    whole = ranking.next_step(
        reference.kb,
        planned.questions,
        asked.top,
        now,
        found,
        story.unrecognised,
        story.numbers,
        planned.stop,
    ).records()
    if asked.full:
        told = {
            **_danger_first(whole),
            "read": read_data(mentions),
            "used": without_empty(patient_in_brief.read(story, mentions)),
            "taken_as": list(story.taken),
        }
    else:
        told = patient_in_brief.next_step(reference.kb, whole, found, story, mentions)
    follow = [] if apart else same_patient("differential", _told(asked))
    follow += [call("compare", names=apart[:4])] if len(apart) > 1 else []
    told["next_calls"] = follow + [call("show", name=q["id"]) for q in told["questions"][:1]]
    return taking.told_in(told)
