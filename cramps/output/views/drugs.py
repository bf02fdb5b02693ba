"""Drugs and toxins: their list, their cards, and a list of medicines that was checked."""

from collections.abc import Iterable, Iterator, Sequence

from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.closed_lists import DrugLink, DrugWay
from cramps.output.views import vocabulary_in_brief
from cramps.output.views.closed_list_names import NO_DIAGNOSIS, NOT_A_DIAGNOSIS, inside, said
from cramps.output.views.forms import (
    Bibliography,
    Brief,
    Card,
    CardText,
    Column,
    Item,
    Json,
    Listing,
    Point,
    Row,
    Section,
    plain_values,
    references_data,
)
from cramps.queries.medicines import Checked, Medicine, interactions

#: How sure it is, in words.
LINKS: dict[DrugLink, str] = {
    "established": "measured to cause cramps",
    "reported": "reported to cause cramps",
    "disputed": "disputed: said to, with evidence against",
    "none-known": "no known link with cramps",
}
WAYS: dict[DrugWay, str] = {
    "volume": "loss of salt and water",
    "electrolyte": "electrolytes",
    "nerve": "nerve",
    "muscle": "muscle",
    "neuromuscular-junction": "neuromuscular junction",
    "central": "brain or spinal cord",
    "unknown": "unknown",
}


def listing(shown: Iterable[model.Drug], *, named: bool = False) -> Listing:
    """Drugs and toxins, with the size of the effect where it was measured.

    The rows come in the order of `by_weight`, the records by name. A screen shows those that were ``named``,
    of all only the names.
    """
    records = sorted(shown, key=lambda d: (d.name.casefold(), d.id))
    listed = sorted(records, key=by_weight)
    return Listing(
        title="Drugs and toxins that cause cramps or are said to",
        columns=(
            Column("id", "id", for_programs=True),
            Column("name", "drug or toxin"),
            Column("class", "class", wide_only=True),
            Column("link", "link", wide_only=True),
            Column("effect", "effect"),
        ),
        rows=tuple(Row(d.id, (d.id, d.name, d.class_, said(d.link), _effect(d))) for d in listed),
        data=lambda: [plain_values(d) for d in records],
        first=None if named else lambda: by_sureness(records),
    )


#: What was measured, for or against, before what is merely reported.
_WEIGHED: tuple[DrugLink, ...] = ("established", "disputed", "reported", "none-known")


def by_weight(drug: model.Drug) -> tuple[bool, int, int, str, str]:
    """Order drugs for a reader: what people take most, then the others, each by how far it was measured."""
    return (
        drug.widely_used is None,
        _WEIGHED.index(drug.link),
        drug.widely_used or 0,
        drug.name.casefold(),
        drug.id,
    )


def by_sureness(drugs: Iterable[model.Drug]) -> Brief:
    """Name those that cause cramps or are said to: what people take most, then others, what was measured first.

    Of the others, those that are merely reported are counted.
    """
    linked = sorted((d for d in drugs if d.link != "none-known"), key=by_weight)
    by_id = {d.id: d for d in linked}
    # its group tells of it, unless only it is widely used
    linked = [
        d
        for d in linked
        if not any(g in by_id and (by_id[g].widely_used or not d.widely_used) for g in d.broader)
    ]
    points = []
    for heading, wide in (("widely used", True), ("others", False)):
        label = heading
        for link in _WEIGHED[:-1]:
            these = [d for d in linked if (d.widely_used is not None) is wide and d.link == link]
            if not these:
                continue
            if link == "reported" and not wide:
                text = f"{len(these)} reported to cause cramps, in labels or case reports: --full"
            else:
                text = f"{LINKS[link]}: {'; '.join(inside(d.name) for d in these)}"
            points.append(Point(label, text))
            label = ""
    return Brief(
        title="Drugs and toxins that cause cramps or are said to",
        points=tuple(points),
        more="What is widely used is the editors' choice. More: cramps drugs --full, cramps drugs NAME, "
        f"cramps drugs --check NAME NAME. {NO_DIAGNOSIS}",
    )


def _effect(drug: model.Drug) -> str:
    """Give what a drug does to muscle in words, with the measured size behind them."""
    for effect in drug.effects:
        return _with_figure(effect)
    return LINKS["none-known"]


def _with_figure(effect: model.DrugEffect) -> str:
    return f"{effect.text.rstrip('.')} ({effect.figure})" if effect.figure else effect.text


def card(kb: KnowledgeBase, drug: model.Drug) -> Card:
    """One drug or toxin: how sure it is that it causes cramps, how much, and what to do."""
    cite = Bibliography(kb)
    sections = (
        Section(
            "about",
            "About",
            tuple(Item(text, label) for label, text in _about(kb, drug) if text),
            "fields",
        ),
        Section("effects", "Effects on muscle", tuple(_effects(cite, drug)), "fields"),
        Section(
            "advice",
            "What to do",
            tuple(Item(a.text + cite.mark(a.sources)) for a in drug.advice),
            "bullets",
        ),
        Section("interactions", "Together with", tuple(_interactions(kb, cite, drug)), "fields"),
        Section(
            "causes",
            "Causes",
            tuple(Item("", kb.name("disorders", d), d) for d in drug.causes),
            "fields",
        ),
    )
    told = [plain_values(i) for i in interactions(kb, drug)]
    data = {"record": "drug", **plain_values(drug), "interactions": told}
    text = CardText(
        note=NOT_A_DIAGNOSIS,
        sections=tuple(section for section in sections if section.items),
        references=cite.references(),
    )
    return Card(
        record_id=drug.id,
        title=drug.name,
        first=lambda: vocabulary_in_brief.drug(
            kb, drug, LINKS[drug.link], [WAYS[way] for way in drug.ways]
        ),
        text=lambda: text,
        data=lambda: {**data, "references": references_data(kb, data)},
    )


def verdicts(asked: Sequence[str], drugs: Sequence[model.Drug]) -> Card:
    """Tell of several drugs in a line each how sure it is that they cause cramps, for a screen."""
    told = tuple(
        (d.name if d.name.casefold() == a.casefold() else f"{a} ({inside(d.name)})", LINKS[d.link])
        for a, d in zip(asked, drugs, strict=True)
    )
    items = tuple(Item(link, name) for name, link in told)
    more = f"What they do together: cramps drugs --check {' '.join(d.id for d in drugs)}"
    return Card(
        record_id="verdicts",
        title="Do they cause cramps?",
        first=lambda: Brief(
            title="Do they cause cramps?",
            points=tuple(
                Point(f"{n}.", f"{name}: {link}") for n, (name, link) in enumerate(told, 1)
            ),
            more=more,
        ),
        text=lambda: CardText(
            sections=(Section("verdicts", "Cramps", items, "fields"),), note=more
        ),
        data=lambda: {"record": "verdicts", "verdicts": dict(told)},
    )


def _about(kb: KnowledgeBase, drug: model.Drug) -> Iterator[tuple[str, str]]:
    yield "cramps", LINKS[drug.link]
    yield "by way of", ", ".join(WAYS[way] for way in drug.ways)
    yield "class", drug.class_
    yield "also called", ", ".join(drug.synonyms)
    yield "trade names", ", ".join(drug.trade_names)
    yield "belongs to", ", ".join(kb.drugs[d].name for d in drug.broader)


def _effects(cite: Bibliography, drug: model.Drug) -> Iterator[Item]:
    for e in drug.effects:
        figure = f" ({e.figure})" if e.figure else ""
        yield Item(e.text + figure + cite.mark(e.sources), said(e.phenomenon))


def _interactions(kb: KnowledgeBase, cite: Bibliography, drug: model.Drug) -> Iterator[Item]:
    for i in interactions(kb, drug):
        names = ", ".join(kb.drugs[other].name for other in i.with_)
        yield Item(i.text + cite.mark(i.sources), names)


def checked(kb: KnowledgeBase, answer: Checked, unrecognised: tuple[str, ...]) -> Listing:
    """Medicines that were checked: what each can do, what they do together, what to look at."""
    rows = tuple(
        Row(m.id, (_asked(m), LINKS[m.link], _size(kb.drugs[m.told_by]), m.id))
        for m in answer.medicines
    )
    return Listing(
        title="Medicines checked for cramps",
        first=lambda: _checked_in_brief(kb, answer),
        columns=(
            Column("name", "medicine"),
            Column("link", "cramps"),
            Column("effect", "effect"),
            Column("id", "id", for_programs=True),
        ),
        rows=rows,
        data=lambda: _checked_data(kb, answer, unrecognised),
        after=lambda: tuple(_after(kb, answer)),
        note=NOT_A_DIAGNOSIS,
    )


def _checked_in_brief(kb: KnowledgeBase, answer: Checked) -> Brief:
    """Tell what medicines do together, what each can do, the surest first, and what to do and look at."""
    cite = Bibliography(kb)
    points: list[Point] = []
    for t in answer.together:
        names = " and ".join(kb.drugs[m].name for m in t.medicines)
        text = f"{names}: {t.text}{cite.mark(t.sources[:1])}"
        points.append(Point("" if points else "together", text, least=2))
    for place, m in enumerate(answer.medicines):
        effects = kb.drugs[m.told_by].effects[:1]
        told = "".join(f"; {_with_figure(e)}{cite.mark(e.sources[:1])}" for e in effects)
        points.append(Point(f"{place + 1}.", f"{_asked(m)}: {LINKS[m.link]}{told}", least=2))
    advice = [(m, a) for m in answer.medicines for a in kb.drugs[m.told_by].advice]
    for place, (m, a) in enumerate(advice):
        text = f"{m.name}: {a.text}{cite.mark(a.sources[:1])}"
        points.append(Point("" if place else "do", text, least=2, spare=place + 2))
    if leads := _leads(kb, answer):
        names = ", ".join(kb.name("disorders", d) for d in leads)
        points.append(Point("look for", names, least=1, spare=1))
    return Brief(
        points=tuple(points),
        more=f"More: --full, cramps drugs NAME. {NO_DIAGNOSIS}",
        references=cite.references(),
    )


def _leads(kb: KnowledgeBase, answer: Checked) -> list[str]:
    """Give the disorders that the medicines cause."""
    return sorted({d for m in answer.medicines for d in kb.drugs[m.told_by].causes})


def _asked(medicine: Medicine) -> str:
    """Name a medicine as it was asked for, and the record that it was taken for."""
    same = medicine.asked.casefold() == medicine.name.casefold()
    return medicine.name if same else f"{medicine.asked} ({medicine.name})"


def _size(drug: model.Drug) -> str:
    return _effect(drug) if drug.effects else ""


def _after(kb: KnowledgeBase, answer: Checked) -> Iterator[Section]:
    together = tuple(
        Item(t.text, " + ".join(kb.drugs[m].name for m in t.medicines)) for t in answer.together
    )
    if together:
        yield Section("together", "Together", together, "fields")
    advice = tuple(
        Item(a.text, m.name) for m in answer.medicines for a in kb.drugs[m.told_by].advice
    )
    if advice:
        yield Section("advice", "What to do", advice, "fields")
    if leads := _leads(kb, answer):
        items = tuple(Item(kb.name("disorders", d)) for d in leads)
        yield Section("causes", "Look for", items)


def _checked_data(kb: KnowledgeBase, answer: Checked, unrecognised: tuple[str, ...]) -> Json:
    medicines = []
    for m in answer.medicines:
        drug = kb.drugs[m.told_by]
        medicines.append(
            {
                "asked": m.asked,
                "id": m.id,
                "name": m.name,
                "link": m.link,
                "told_by": m.told_by,
                "effects": [plain_values(e) for e in drug.effects],
                "advice": [plain_values(a) for a in drug.advice],
                "causes": list(drug.causes),
            }
        )
    data: Json = {
        "medicines": medicines,
        "together": [plain_values(t) for t in answer.together],
        "unrecognised": list(unrecognised),
    }
    return {**data, "references": references_data(kb, data)}
