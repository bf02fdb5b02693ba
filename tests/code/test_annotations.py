"""The HPO annotations join the entries: an entry's own word goes before, a kind's frequency is no frequency."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cramps.curation.annotations import Annotation, Annotations, join, read
from cramps.curation.folder import read_folder
from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.packaged_files import ANNOTATIONS_NAME

Altered = Callable[..., Path]


def row(**more: Any) -> Annotation:
    given = {
        "id": "cold",
        "hpo": "HP:0000001",
        "disease": "ORPHA:1",
        "reference": "ORPHA:1",
        **more,
    }
    return Annotation(**given)


def joined(
    kb: KnowledgeBase, *rows: Annotation, disorder: str = "second", **more: Any
) -> model.Disorder:
    entry = msgspec.structs.replace(kb.disorders[disorder], **more)
    tables = {stem: dict(kb.table(stem)) for stem in ("disorders", "findings", "tests")}
    tables["disorders"][disorder] = entry
    changed = KnowledgeBase(tables, "made up")
    annotations = Annotations(
        release="2025-01-16", source="s", licence="l", note="n", disorders={disorder: rows}
    )
    return join(changed, annotations)[disorder]


def found(disorder: model.Disorder, finding: str) -> model.DisorderFinding | None:
    return next((f for f in disorder.findings if f.finding == finding), None)


def test_an_annotation_joins_with_its_exact_place(kb: KnowledgeBase) -> None:
    finding = found(joined(kb, row(frequency="frequent")), "cold")
    assert finding is not None
    assert finding.frequency == "frequent"
    assert finding.sources == ("HPOA#ORPHA:1/HP:0000001",)
    assert "HPO annotation" in (finding.note or "")


def test_an_entrys_own_word_takes_the_annotations_place(kb: KnowledgeBase) -> None:
    own = found(kb.disorders["second"], "weakness")
    entry = joined(kb, row(id="weakness", frequency="very-rare"))
    assert found(entry, "weakness") == own
    assert sum(f.finding == "weakness" for f in entry.findings) == 1


def test_what_is_left_out_does_not_join(kb: KnowledgeBase) -> None:
    left_out = (model.LeftOut(hpo="HP:0000001", reason="another thing is meant"),)
    assert found(joined(kb, row(), leave_out=left_out), "cold") is None


def test_the_frequency_of_a_kind_is_not_that_of_the_finding(kb: KnowledgeBase) -> None:
    finding = found(joined(kb, row(label="Cold toes", frequency="9/10")), "cold")
    assert finding is not None
    assert finding.frequency is None
    assert finding.of is None
    assert "cold toes" in (finding.note or "")


def test_an_included_disease_gives_a_finding_but_no_frequency(kb: KnowledgeBase) -> None:
    codes = model.Codes(includes=("OMIM:100001", "OMIM:100002"))
    entry = joined(kb, row(disease="OMIM:100001", included=True, frequency="5/5"), codes=codes)
    finding = found(entry, "cold")
    assert finding is not None
    assert finding.frequency is None
    assert "1 of 2 included diseases" in (finding.note or "")


def test_a_count_says_of_whom_and_a_large_one_goes_before_a_band(kb: KnowledgeBase) -> None:
    many = row(disease="OMIM:1", frequency="18/20", reference="PMID:5555")
    band, few = row(frequency="occasional"), row(disease="OMIM:2", frequency="1/1")
    finding = found(joined(kb, band, many, few), "cold")
    assert finding is not None
    assert finding.frequency == "18/20"
    assert "PMID:5555" in (finding.of or "")
    assert "occasional (ORPHA:1)" in (finding.note or "")
    without = found(joined(kb, band, few), "cold")
    assert without is not None
    assert without.frequency == "occasional"


def test_what_was_only_looked_for_and_not_there_does_not_join(kb: KnowledgeBase) -> None:
    assert found(joined(kb, row(absent=True)), "cold") is None


def test_below_what_an_entry_excludes_nothing_joins(kb: KnowledgeBase) -> None:
    never = model.DisorderFinding(finding="weakness", frequency="excluded", sources=("NBK1",))
    entry = joined(kb, row(id="foot-drop", frequency="frequent"), findings=(never,))
    assert found(entry, "foot-drop") is None


def test_a_result_joins_as_seen(kb: KnowledgeBase) -> None:
    entry = joined(kb, row(id="ck-high", frequency="frequent"), disorder="first")
    (test,) = [t for t in entry.tests if t.result == "ck-high"]
    assert (test.test, test.role, test.frequency) == ("ck", "seen", "frequent")


def test_one_term_for_cramp_and_spasm_says_so(kb: KnowledgeBase) -> None:
    finding = found(joined(kb, row(hpo="HP:0003394")), "cold")
    assert finding is not None
    assert "spasm or cramp (HPO)" in (finding.note or "")


def test_a_folder_without_the_file_has_none_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    (tmp_path / ANNOTATIONS_NAME).write_text('{"release": 1}', encoding="utf-8")
    with pytest.raises(InvalidKnowledgeBase, match="make it again"):
        read(tmp_path)


def test_the_published_annotations_are_read_and_cited(real_data: Path) -> None:
    annotations = read(real_data)
    assert annotations is not None
    kb, problems = read_folder(real_data)
    assert kb is not None
    assert not [p for p in problems if p.rule == "unknown-annotation"]
    cited = {
        citation
        for d in kb.disorders.values()
        for f in d.findings
        for citation in f.sources
        if citation.startswith("HPOA#")
    }
    assert len(cited) > 1000


def test_a_finding_may_not_cite_the_annotations_of_another_disease(altered: Altered) -> None:
    altered(
        "sources",
        ("- id: NBK1\n", "- id: HPOA\n  title: Annotations\n  kind: database\n- id: NBK1\n"),
    )
    folder = altered(
        "disorders",
        (
            "basis: described, sources: [NBK1]",
            "sources: ['HPOA#ORPHA:2/HP:0002380', 'HPOA#ORPHA:1/HP:0002380']",
        ),
    )
    found = [p for p in read_folder(folder)[1] if p.rule == "annotation-of-another-disease"]
    assert [p.path for p in found] == ["first.findings[1].sources[0]"]
    assert "ORPHA:2" in found[0].message


def test_a_citation_that_the_file_does_not_have_is_refused(altered: Altered) -> None:
    altered(
        "sources",
        ("- id: NBK1\n", "- id: HPOA\n  title: Annotations\n  kind: database\n- id: NBK1\n"),
    )
    folder = altered(
        "disorders", ("At night., sources: [NBK1]", "At night., sources: ['HPOA#a/b']")
    )
    head = '{"release": "r", "source": "s", "licence": "l", "note": "n", "disorders": {}, "cited": '
    (folder / ANNOTATIONS_NAME).write_text(head + "[]}", encoding="utf-8")
    rules = {p.rule for p in read_folder(folder)[1] if p.level == "error"}
    assert rules == {"unknown-annotation"}
    (folder / ANNOTATIONS_NAME).write_text(head + '["a/b"]}', encoding="utf-8")
    assert not [p for p in read_folder(folder)[1] if p.level == "error"]


def test_where_annotations_join_their_file_is_a_source(altered: Altered) -> None:
    folder = altered("disorders")
    text = '{"release": "r", "source": "s", "licence": "l", "note": "n", "disorders": {}}'
    (folder / ANNOTATIONS_NAME).write_text(text, encoding="utf-8")
    assert "annotations-without-source" in {p.rule for p in read_folder(folder)[1]}


@pytest.fixture
def real_data() -> Path:
    return Path(__file__).parents[2] / "data"
