"""HPO ids: exact, under another id, through an ancestor; and the table that knows the latter."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cramps.knowledge.base import KnowledgeBase
from cramps.words.hpo_ids import HpoIndex, Term, normal_id, packaged_map

ROOT = Path(__file__).parents[2]

OBO = """format-version: 1.2
data-version: hp/releases/2000-01-01

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000010
name: weak
alt_id: HP:0000011
is_a: HP:0000001 ! All

[Term]
id: HP:0000020
name: proximally weak
is_a: HP:0000010 ! weak

[Term]
id: HP:0000030
name: weak shoulder
alt_id: HP:0000031
is_a: HP:0000020 ! proximally weak
is_a: HP:0000010 ! weak

[Term]
id: HP:0000040
name: unrelated
is_a: HP:0000001 ! All

[Term]
id: HP:0000050
name: obsolete shoulder
is_obsolete: true
replaced_by: HP:0000051

[Term]
id: HP:0000051
name: obsolete, too
is_obsolete: true
replaced_by: HP:0000030

[Term]
id: HP:0012823
name: modifier
is_a: HP:0000001 ! All

[Term]
id: HP:0000060
name: triggered by cold
is_a: HP:0012823 ! modifier

[Typedef]
id: part_of
"""


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make", ROOT / "scripts" / "make_hpo_map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_takes_the_nearest_ancestor_and_keeps_equals_apart(
    maker: Any, tmp_path: Path
) -> None:
    obo = tmp_path / "hp.obo"
    obo.write_text(OBO)
    release, terms = maker.read(obo)
    table = maker.build(release, terms, {"HP:0000010", "HP:0000060", "HP:9999999"})
    assert table["release"] == "2000-01-01"
    assert table["same"] == {"HP:0000011": "HP:0000010"}
    # The shoulder's two ways up are one and two steps long; old ids go the way of the new.
    assert table["nearest"] == {
        "HP:0000010": ["HP:0000020", "HP:0000030", "HP:0000031", "HP:0000050", "HP:0000051"]
    }
    assert table["aspects"] == {"HP:0000060": "M"}
    assert json.loads(maker.text_of(table)) == table


def test_of_two_ancestors_equally_near_the_lower_id_is_taken(maker: Any) -> None:
    term = maker.Term
    terms = {
        "HP:0000001": term((), (), None, False),
        "HP:0000002": term((), (), None, False),
        "HP:0000003": term(("HP:0000002", "HP:0000001"), (), None, False),
    }
    table = maker.build("x", terms, {"HP:0000001", "HP:0000002"})
    assert table["nearest"] == {"HP:0000001": ["HP:0000003"]}


def test_of_two_ancestors_equally_near_one_that_is_a_kind_of_the_other_here_counts(
    maker: Any,
) -> None:
    """A facial palsy is weakness of the face before it is weakness."""
    term = maker.Term
    terms = {
        "HP:0000001": term((), (), None, False),
        "HP:0000002": term((), (), None, False),
        "HP:0000003": term(("HP:0000002", "HP:0000001"), (), None, False),
    }
    broader = {"HP:0000002": {"HP:0000001"}}
    table = maker.build("x", terms, {"HP:0000001", "HP:0000002"}, broader)
    assert table["nearest"] == {"HP:0000002": ["HP:0000003"]}


def test_a_vocabulary_that_names_a_term_by_an_older_id_is_served(
    maker: Any, tmp_path: Path
) -> None:
    obo = tmp_path / "hp.obo"
    obo.write_text(OBO)
    _, terms = maker.read(obo)
    table = maker.build("x", terms, {"HP:0000011"})
    assert table["same"] == {"HP:0000010": "HP:0000011"}
    assert "HP:0000030" in table["nearest"]["HP:0000011"]


def test_the_packaged_table_names_its_release_and_licence() -> None:
    table = packaged_map()
    assert table.release >= "2025-01-16"
    assert table.release in table.source
    assert table.licence.startswith("https://")
    inside = [*table.same, *(term for terms in table.nearest.values() for term in terms)]
    assert len(inside) == len(set(inside)) > 1000
    assert not set(table.nearest) & set(inside)


def test_ids_are_found_exactly_by_another_id_and_through_an_ancestor(kb: KnowledgeBase) -> None:
    index = HpoIndex(kb)
    weakness = Term("finding", "weakness", "HP:0001324", exact=True)
    assert index.find("HP:0001324") == index.find("hp_0001324") == weakness
    table = packaged_map()
    narrow = table.nearest["HP:0001324"][0]
    assert index.find(narrow) == weakness._replace(exact=False)
    assert index.find("HP:0003236") == Term("result", "ck-high", "HP:0003236", exact=True)
    assert index.find("HP:0009027") == Term("finding", "foot-drop", "HP:0009027", exact=True)


def test_what_another_knowledge_base_lacks_is_not_found(kb: KnowledgeBase) -> None:
    table = packaged_map()
    elsewhere = next(t for above, t in table.nearest.items() if above == "HP:0001250")
    index = HpoIndex(kb)
    assert index.find(elsewhere[0]) is None
    assert index.find("HP:0000118") is None
    assert index.find("weakness") is None


def test_normal_id() -> None:
    assert normal_id(" hp:0003394 ") == "HP:0003394"
    assert normal_id("HP:394") == "HP:0000394"  # zeros in front are left out by spreadsheets
    assert normal_id("HP:00003940") is None
    assert normal_id("ORPHA:803") is None


def test_the_table_costs_nothing_to_who_does_not_need_it(valid: Path) -> None:
    code = (
        "import sys; from cramps.cli.app import run; "
        f"run(['--data', {str(valid)!r}, 'list', '--json']); "
        "sys.exit('cramps.words.hpo_ids' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
