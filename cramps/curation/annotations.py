"""The HPO annotations of the registered disorders, and how they join the entries.

``annotations.json`` is generated (`scripts/make_annotations.py`) from the annotation file of a named
release of the Human Phenotype Ontology. An entry's own statement on a finding takes the place of the
annotation, and an entry can leave one out with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge import frequency, model
from cramps.knowledge.citations import ANNOTATIONS
from cramps.knowledge.files import readable
from cramps.knowledge.packaged_files import ANNOTATIONS_NAME

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

_LARGEST: Final = 64 * 2**20

#: A count of fewer people than this is no better than a band of the whole disease.
_FEW: Final = 10
#: One HPO term stands for both.
_CRAMP_OR_SPASM: Final = "HP:0003394"


class Annotation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the annotation file that a finding or a result of the vocabulary can carry."""

    #: The finding or result that carries the term, or the nearest one above it.
    id: str
    #: The annotated term.
    hpo: str
    #: Its label, where the finding or result carries a broader one.
    label: str | None = None
    #: The annotated disease.
    disease: str
    #: True where the disease is a narrower one that the entry includes.
    included: bool = False
    frequency: str | None = None
    #: The annotators looked for it and it was not there.
    absent: bool = False
    onset: str | None = None
    sex: str | None = None
    reference: str

    @property
    def place(self) -> str:
        """Where it stands in the file."""
        return f"{self.disease}/{self.hpo}"


class Annotations(msgspec.Struct, frozen=True, kw_only=True):
    """The generated file."""

    release: str
    source: str
    licence: str
    note: str
    #: ``disease/term`` of everything that the knowledge base cites and the published file has.
    cited: frozenset[str] = frozenset()
    disorders: dict[str, tuple[Annotation, ...]]


def read(folder: Path) -> Annotations | None:
    """Read the file of a folder; None where it has none. Raises InvalidKnowledgeBase."""
    file = folder / ANNOTATIONS_NAME
    if not file.is_file():
        return None
    with readable(file, _LARGEST):
        data = file.read_bytes()
    try:
        return msgspec.json.decode(data, type=Annotations)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidKnowledgeBase(
            f"{file} cannot be read: {error}; make it again: python scripts/make_annotations.py"
        ) from error


def text_of(annotations: Annotations) -> str:
    """Write the file: a line an annotation, so that a change shows as one."""
    told = ("release", "source", "licence", "note")
    head = "".join(f"{_json(field)}:{_json(getattr(annotations, field))},\n" for field in told)
    cited = ",\n".join(map(_json, sorted(annotations.cited)))
    head += f'"cited":[\n{cited}\n]' if cited else '"cited":[]'
    blocks = (
        f"{_json(disorder_id)}:[\n" + ",\n".join(map(_json, rows)) + "\n]"
        for disorder_id, rows in sorted(annotations.disorders.items())
    )
    return f'{{\n{head},\n"disorders":{{\n' + ",\n".join(blocks) + "\n}\n}\n"


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


#: Parts of a knowledge base: the annotations, and how many findings and tests are an entry's own.
KEPT, OWN = "annotations", "own-statements"


def kept(kb: KnowledgeBase, annotations: Annotations) -> dict[str, msgspec.Raw]:
    """Give what tells, once they are joined, what an entry said itself; ``kb`` is without them."""
    own = {d.id: (len(d.findings), len(d.tests)) for d in kb.disorders.values()}
    parts = {KEPT: annotations, OWN: own}
    return {
        name: msgspec.Raw(msgspec.json.encode(part, order="deterministic"))  # a set has no order
        for name, part in parts.items()
    }


def annotations_of(kb: KnowledgeBase) -> Annotations | None:
    """Give the annotations that were joined to a knowledge base; None where there were none."""
    return kb.prepared_as(KEPT, Annotations)


def without(kb: KnowledgeBase) -> dict[str, model.Disorder]:
    """Give the disorders as their entries were written, without the annotations that joined them."""
    own = kb.prepared_as(OWN, dict[str, tuple[int, int]]) or {}
    disorders = dict(kb.disorders)
    for disorder_id, (findings, tests) in own.items():
        disorder = disorders[disorder_id]
        disorders[disorder_id] = msgspec.structs.replace(
            disorder, findings=disorder.findings[:findings], tests=disorder.tests[:tests]
        )
    return disorders


def join(kb: KnowledgeBase, annotations: Annotations) -> dict[str, model.Disorder]:
    """Give the disorders with the annotations that their entries do not speak of themselves."""
    test_of = {result: test.id for result, (test, _) in kb.results.items()}
    return {
        disorder_id: _joined(kb, disorder, annotations.disorders.get(disorder_id, ()), test_of)
        for disorder_id, disorder in kb.disorders.items()
    }


def _joined(
    kb: KnowledgeBase,
    disorder: model.Disorder,
    rows: Iterable[Annotation],
    test_of: Mapping[str, str],
) -> model.Disorder:
    spoken_of = {f.finding for f in disorder.findings} | {t.result for t in disorder.tests}
    excluded = {f.finding for f in disorder.findings if f.frequency == "excluded"}
    left_out = {left.hpo for left in disorder.leave_out}
    by_id: dict[str, list[Annotation]] = {}
    for row in rows:
        if row.hpo not in left_out and row.id not in spoken_of:
            by_id.setdefault(row.id, []).append(row)
    findings, tests = list(disorder.findings), list(disorder.tests)
    diseases = len(disorder.codes.includes)
    for record_id, of_record in by_id.items():
        summary = _summary(of_record, diseases)
        if summary is None:
            continue
        if test := test_of.get(record_id):
            tests.append(summary.as_test(test, record_id))
        elif record_id in kb.findings and excluded.isdisjoint(kb.broader(record_id)):
            findings.append(summary.as_finding(record_id))
    return msgspec.structs.replace(disorder, findings=tuple(findings), tests=tuple(tests))


class _Summary(msgspec.Struct, frozen=True):
    """What the annotations of one finding or result come to."""

    frequency: str | None
    of: str | None
    note: str
    sources: tuple[str, ...]

    def as_finding(self, finding: str) -> model.DisorderFinding:
        return model.DisorderFinding(
            finding=finding,
            frequency=self.frequency,
            of=self.of,
            note=self.note,
            sources=self.sources,
        )

    def as_test(self, test: str, result: str) -> model.DisorderTest:
        return model.DisorderTest(
            test=test,
            result=result,
            role="seen",
            frequency=self.frequency,
            of=self.of,
            note=self.note,
            sources=self.sources,
        )


def _summary(rows: list[Annotation], diseases: int) -> _Summary | None:
    """Bring the annotations of one finding together; None where they only say that it was not seen."""
    own = [row for row in rows if not row.included]
    there = [row for row in own if not row.absent]
    sources = tuple(dict.fromkeys(f"{ANNOTATIONS}#{row.place}" for row in rows))
    if there:
        best = _best(there)
        notes = ["spasm or cramp (HPO)"] if best.hpo == _CRAMP_OR_SPASM else ["HPO annotation"]
        notes += _as_what(there)
        notes += _others(best, there)
        return _Summary(_usable(best), _of_whom(best), "; ".join(notes), sources)
    seen_in = {row.disease for row in rows if row.included and not row.absent}
    if seen_in and not own:
        notes = [f"HPO annotation of {len(seen_in)} of {diseases} included diseases"]
        return _Summary(None, None, "; ".join([*notes, *_as_what(rows)]), sources)
    return None


def _usable(row: Annotation) -> str | None:
    """Give the frequency of a row, where it is that of the finding itself and not of a kind of it."""
    return None if row.label else row.frequency


def _best(rows: list[Annotation]) -> Annotation:
    """Choose the row whose frequency tells most: many counted, then a band, then few counted."""

    def worth(row: Annotation) -> tuple[int, int]:
        given = _usable(row)
        if given is None:
            return 0, 0
        examined = frequency.parse(given).examined
        if examined is None:
            return 2, 0
        return (3, examined) if examined >= _FEW else (1, examined)

    return max(rows, key=lambda row: (worth(row), row.disease, row.hpo))


def _of_whom(row: Annotation) -> str | None:
    given = _usable(row)
    if given is None or given in frequency.TERMS:
        return None
    return f"people in {row.reference}, as annotated under {row.disease}"


def _as_what(rows: Iterable[Annotation]) -> Iterator[str]:
    labels = dict.fromkeys(row.label for row in rows if row.label and not row.absent)
    if labels:
        yield f"as {', '.join(str(label).lower() for label in labels)}"


def _others(best: Annotation, rows: Iterable[Annotation]) -> Iterator[str]:
    others = [row for row in rows if row is not best and _usable(row) not in (None, _usable(best))]
    if others:
        yield "also " + ", ".join(f"{row.frequency} ({row.disease})" for row in others)
