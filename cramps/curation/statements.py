"""Rules for statements: each names who says so and where, and each number of whom it was counted."""

from collections.abc import Iterator
from typing import Any, Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.errors import Level
from cramps.knowledge import frequency, model
from cramps.knowledge.citations import ANNOTATIONS, place_of, source_of


@of_nodes(model.Cited)
def uncited(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Every statement names a source."""
    if not node.sources and _states_something(node):
        message = "nothing is said here without a source; add sources: [...] or remove it"
        yield Mistake(file, path, "error", "uncited", message)


def _states_something(node: model.Cited) -> bool:
    if isinstance(node, model.Result):  # naming a possible result claims nothing; a threshold does
        return model.has_threshold(node)
    if isinstance(node, model.Span):  # a range that the editors judged is marked as theirs
        return node.basis is None
    if isinstance(node, model.Assay):
        return bool(node.molar_mass or node.charge or node.loinc or node.conversions)
    if isinstance(node, model.Prevalence | model.Onset | model.Sex):
        return node != type(node)()
    if isinstance(node, model.DisorderRedFlag):  # the rule itself says who says so
        return node.note is not None
    return True


@Rule
def unused_source(loaded: Loaded) -> Iterator[Mistake]:
    """Every source is cited somewhere."""
    cited = {
        source_of(citation)
        for _, _, node in loaded.walk()
        if isinstance(node, model.Cited)
        for citation in node.sources
    }
    if loaded.annotations is not None:
        cited.add(ANNOTATIONS)  # by what joins the entries
    for number, source in loaded.records("sources"):
        if source.id not in cited:
            message = f"no statement cites {source.id}; cite it or remove it"
            yield Mistake("sources", (number, "id"), "error", "unused-source", message)


@Rule
def annotations_without_source(loaded: Loaded) -> Iterator[Mistake]:
    """Where annotations join the entries, their file is among the sources."""
    if loaded.annotations is not None and ANNOTATIONS not in loaded.ids["sources"]:
        message = (
            f"annotations.json is there, but no source is called {ANNOTATIONS}; add it to sources"
        )
        yield Mistake("disorders", (0,), "error", "annotations-without-source", message)


#: Level of what is demanded beside a number or a band.
DEMANDED: Final[Level] = "error"

#: Record -> its fields that hold a frequency.
FREQUENCIES: Final[dict[type[model.Record], tuple[str, ...]]] = {
    model.CrampFrequency: ("value",),
    model.DisorderFinding: ("frequency",),
    model.DisorderTest: ("frequency", "sensitivity", "specificity"),
}


def _numbers(node: model.Record) -> list[tuple[str, str]]:
    """Give the fields of a record that hold a number, and what they hold."""
    given = ((field, getattr(node, field)) for field in FREQUENCIES.get(type(node), ()))
    return [(field, value) for field, value in given if value and value not in frequency.TERMS]


@of_nodes(*FREQUENCIES)
def number_of_nobody(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Every number says of whom it was counted."""
    numbers = _numbers(node)
    if numbers and not node.of:
        field, value = numbers[0]
        message = f"{value}: of whom? add 'of': who, how many, where, when"
        yield Mistake(file, (*path, field), DEMANDED, "number-of-nobody", message)


@of_nodes(model.DisorderFinding, model.DisorderTest)
def band_without_basis(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A band is the annotations' own, or a source's own word."""
    bands = set(frequency.TERMS) - {"excluded"}
    if node.frequency in bands and not (node.basis or any(map(_annotation, node.sources))):
        message = (
            f"{node.frequency}: whose word is it? cite the annotation (HPOA#disease/term), or add "
            "'basis: described' and the word in the note"
        )
        yield Mistake(file, (*path, "frequency"), DEMANDED, "band-without-basis", message)


def _annotation(citation: str) -> bool:
    return source_of(citation) == ANNOTATIONS


@of_nodes(model.Cited)
def citation_without_place(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A citation says where in the source: demanded beside a number or a dose, wanted everywhere."""
    demanded = bool(_numbers(node)) or bool(getattr(node, "dose", None))
    for number, citation in enumerate(node.sources):
        if not place_of(citation):
            message = f"where in {citation}? write {citation}#abstract, #table-2, #management ..."
            level: Level = DEMANDED if demanded or _annotation(citation) else "warning"
            place = (*path, "sources", number)
            yield Mistake(file, place, level, "citation-without-place", message)


@of_nodes(model.Cited)
def unknown_annotation(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A citation of the HPO annotations stands in the published file."""
    if loaded.annotations is None:
        return
    for number, citation in enumerate(node.sources):
        place = place_of(citation)
        if _annotation(citation) and place and place not in loaded.annotations.cited:
            message = (
                f"{place} is not in the HPO annotations ({loaded.annotations.release}); mend or remove "
                "it, or where it is new: python scripts/make_annotations.py"
            )
            where = (*path, "sources", number)
            yield Mistake(file, where, "error", "unknown-annotation", message)


@of_nodes(model.Disorder)
def annotation_of_another_disease(
    loaded: Loaded, file: str, path: Path, node: Any
) -> Iterator[Mistake]:
    """What an entry takes from the annotations for a finding or a result is annotated under its codes."""
    codes = {*node.codes.orpha, *node.codes.omim, *node.codes.includes}
    for part in ("findings", "tests"):
        for place, item in enumerate(getattr(node, part)):
            for number, citation in enumerate(item.sources):
                disease = place_of(citation).partition("/")[0]
                if _annotation(citation) and disease not in codes:
                    message = (
                        f"{disease} is not among the codes of {node.id}; add it there or mend this"
                    )
                    where = (*path, part, place, "sources", number)
                    yield Mistake(file, where, "error", "annotation-of-another-disease", message)


@of_nodes(model.CrampFrequency, model.DisorderFinding, model.DisorderTest, model.AtLarge)
def impossible_frequency(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A share is at most one, and a range runs upwards."""
    for field in ("frequency", "sensitivity", "specificity", "value"):
        if value := getattr(node, field, None):
            try:
                frequency.parse(value)
            except ValueError as error:
                place = (*path, field)
                yield Mistake(file, place, "error", "impossible-frequency", str(error))


RULES: Final[tuple[AnyRule, ...]] = (
    uncited,
    unused_source,
    annotations_without_source,
    number_of_nobody,
    band_without_basis,
    citation_without_place,
    unknown_annotation,
    annotation_of_another_disease,
    impossible_frequency,
)
