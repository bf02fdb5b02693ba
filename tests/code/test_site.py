"""The site: every link holds, nothing is loaded from outside, records cannot write HTML, words are found."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

import project_base
import pytest
from conftest import Run, Start
from msgspec.structs import replace

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.output.formats.plain import render
from cramps.output.site.folder import files, merged
from cramps.output.site.page_addresses import place
from cramps.output.site.templating import cited
from cramps.output.views.disorder_card import card
from cramps.output.views.forms import Brief, Point, Reference
from cramps.queries.full_text import search
from cramps.version import __version__

ROOT = Path(__file__).parents[2]
#: Elements that a browser loads something for.
LOADING = {
    "script",
    "link",
    "img",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "source",
    "image",
}
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """What the tests want to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} closes what is not open"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, attribute: str, *tags: str) -> list[str]:
        return [
            attrs[attribute] or ""
            for tag, attrs in self.elements
            if attribute in attrs and (not tags or tag in tags)
        ]


class Site(NamedTuple):
    kb: KnowledgeBase
    files: dict[str, bytes]
    pages: dict[str, Page]


def site_of(kb: KnowledgeBase) -> Site:
    made = files(kb)
    pages = {path: Page(text.decode()) for path, text in made.items() if path.endswith(".html")}
    return Site(kb, made, pages)


@pytest.fixture(scope="module")
def site() -> Site:
    """The pages of the project's own knowledge base."""
    return site_of(project_base.knowledge())


def test_every_disorder_has_its_page_and_no_other(site: Site) -> None:
    there = {path for path in site.pages if path.startswith("disorders/")}
    assert there == {f"disorders/{disorder}.html" for disorder in site.kb.disorders}


def test_every_link_leads_to_a_page_and_a_place_in_it(site: Site) -> None:
    ids = {path: set(page.all("id")) for path, page in site.pages.items()}
    for path, page in site.pages.items():
        for address in (*page.all("href"), *page.all("src"), *page.all("action")):
            if re.match("https?://", address):
                continue
            target, _, anchor = unquote(address).partition("#")
            target = normpath(join(dirname(path), target)) if target else path
            assert target in site.files, f"{path}: {address}"
            assert not anchor or anchor in ids[target], f"{path}: {address}"


def test_every_element_is_closed_and_every_id_stands_once(site: Site) -> None:
    for path, page in site.pages.items():
        assert page.open == [], path
        assert max(Counter(page.all("id")).values()) == 1, path
        named = " ".join(page.all("aria-labelledby")).split()
        assert set(named) <= set(page.all("id")), path


def test_nothing_is_loaded_from_outside_and_no_script_stands_in_a_page(site: Site) -> None:
    for path, page in site.pages.items():
        for tag, attrs in page.elements:
            assert "style" not in attrs, path
            assert not any(name.startswith("on") for name in attrs), path
            if tag in LOADING:
                address = attrs.get("src") or attrs.get("href") or ""
                assert re.fullmatch(r"(\.\./)?[a-z-]+\.(css|js)", address), f"{path}: {address}"
    for name in ("site.css", "search.js"):
        assert not re.search(rb"https?:|//[a-z]+\.|@import|url\(|fetch\(", site.files[name])


def test_a_keyboard_and_a_screen_reader_find_their_way(site: Site) -> None:
    for path, page in site.pages.items():
        tags = Counter(tag for tag, _ in page.elements)
        assert [tags[t] for t in ("h1", "main", "header", "footer", "title")] == [1] * 5, path
        assert page.all("lang", "html") == ["en-GB"], path
        assert page.all("for", "label") == page.all("id", "input"), path
        assert next(a for t, a in page.elements if t == "a") == {"class": "skip", "href": "#main"}
        assert all(a.get("aria-label") for t, a in page.elements if t == "nav"), path
    css = site.files["site.css"].decode()
    for rule in (":focus-visible", "@media print", "prefers-color-scheme: dark", "max-width"):
        assert rule in css


def test_every_page_says_what_it_is_and_of_when(site: Site) -> None:
    date = max(d.reviewed for d in site.kb.disorders.values())
    for path, page in site.pages.items():
        assert "A reference, not a diagnosis" in page.text, path
        assert f"cramps {__version__}; knowledge as of {date}" in page.text, path


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_page_says_all_that_show_full_says(site: Site) -> None:
    for disorder in site.kb.disorders:
        text = _bare(site.pages[f"disorders/{disorder}.html"].text)
        shown = card(site.kb, disorder)
        for section in shown.text.sections:
            assert _bare(section.title) in text, disorder
            for item in section.items:
                assert _bare(item.label) in text, disorder
                assert _bare(item.text) in text, (disorder, item.text)
        for reference in shown.text.references:
            assert _bare(reference.text + reference.id) in text, (disorder, reference.id)
    assert "note: A reference" in render(card(site.kb, "als"))


def test_a_page_begins_in_brief_and_its_numbers_are_those_of_the_page(site: Site) -> None:
    for disorder in ("als", "mcardle", "hypocalcaemia"):
        shown = card(site.kb, disorder)
        assert shown.first
        first = shown.first()
        points, references = merged(first, shown.text.references)
        assert references[: len(shown.text.references)] == shown.text.references
        assert [r.number for r in references] == list(range(1, len(references) + 1))
        for before, after in zip(first.points, points, strict=True):
            was = [first.references[int(n) - 1].id for n in _marked(before.text)]
            assert [references[int(n) - 1].id for n in _marked(after.text)] == was
            assert re.sub(r"\[[\d, ]+\]", "", after.text) == re.sub(r"\[[\d, ]+\]", "", before.text)
        text = site.pages[f"disorders/{disorder}.html"].text
        assert text.index("In brief") < text.index("On this page") < text.index("About")


def _marked(text: str) -> list[str]:
    return re.findall(r"\d+", " ".join(re.findall(r"\[(\d[\d, ]*)\]", text)))


def test_a_source_that_the_page_does_not_name_comes_behind_the_others() -> None:
    there = Reference(1, "PMID:1", "One.", "")
    new = Reference(1, "PMID:2", "Two.", "")
    points, references = merged(
        Brief(
            points=(Point("is", "It [1, 2]."),), more="", references=(new, replace(there, number=2))
        ),
        (there,),
    )
    assert points[0].text == "It [2, 1]."
    assert references == (there, replace(new, number=2))


def test_words_keep_their_distance_around_a_mark(site: Site) -> None:
    text = site.pages["disorders/als.html"].text
    assert not re.search(r"\]\w|\w\[\d", text)
    assert re.search(r"\[\d+, \d+\]", text)


def test_critical_disorders_and_dangers_come_first(site: Site) -> None:
    text = site.pages["index.html"].text
    assert text.index("Dangers first") < text.index("Critical disorders") < text.index("Tables")
    linked = set(site.pages["index.html"].all("href"))
    critical = [d.id for d in site.kb.disorders.values() if d.critical]
    assert {f"disorders/{disorder}.html" for disorder in critical} <= linked
    assert {f"red-flags/{rule}.html" for rule in site.kb.red_flags} <= linked
    rows = [i for i in site.pages["list.html"].all("id") if i in site.kb.disorders]
    assert set(rows[: len(critical)]) == set(critical)
    assert len(rows) == len(site.kb.disorders)


def test_tables_hold_every_record(site: Site) -> None:
    for page, stem in (
        ("findings.html", "findings"),
        ("tests.html", "tests"),
        ("treatments.html", "treatments"),
        ("drugs.html", "drugs"),
        ("red-flags.html", "red_flags"),
    ):
        assert set(site.kb.table(stem)) <= set(site.pages[page].all("id")), page


EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def test_a_record_cannot_write_html(altered: Callable[..., Path]) -> None:
    folder = altered("disorders", *_named())
    evil = site_of(load(folder))
    assert any(EVIL in page.text for page in evil.pages.values())
    for path, page in evil.pages.items():
        scripts = [attrs for tag, attrs in page.elements if tag == "script"]
        assert all(attrs.get("src") for attrs in scripts), path
        assert not page.all("onerror"), path
        assert page.open == [], path
    assert b"<script" not in evil.files["search-index.js"]


def _named() -> tuple[tuple[str, str], ...]:
    """The first name in the made-up register, and the one that attacks in its place."""
    text = (ROOT / "tests" / "kb" / "valid" / "disorders.yaml").read_text(encoding="utf-8")
    found = re.search(r"name: (.+)", text)
    assert found
    return ((f"name: {found[1]}\n", f"name: '{EVIL}'\n"),)


def test_brackets_that_are_no_mark_are_text() -> None:
    assert list(cited("A [1, 2] b [3] c [x]", 2)) == [("A ", (1, 2)), (" b [3] c [x]", ())]


@pytest.mark.parametrize("record_id", ["../als", "a/b", "", ".hidden", "a\\b", "a\nb"])
def test_an_id_cannot_leave_the_folder(record_id: str) -> None:
    with pytest.raises(InvalidKnowledgeBase, match="cannot be the name of a page"):
        place("disorders", record_id)


def found_by(site: Site, words: str) -> list[str]:
    """The pages that the search of the site gives, the best first."""
    index = site.files["search-index.js"].decode()
    program = f"""
        {site.files["search.js"].decode()}
        {index}
        const hits = search(CRAMPS_INDEX, {json.dumps(words)}).hits.slice(0, 20);
        const of = (hit) => CRAMPS_INDEX.records[CRAMPS_INDEX.passages[hit.passage][0]][2];
        console.log(JSON.stringify(hits.map(of)));
    """
    done = subprocess.run(
        [shutil.which("node") or "node", "-"],
        input=program.encode(),
        capture_output=True,
        check=True,
    )
    pages: list[str] = json.loads(done.stdout)
    return pages


needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="no node to run the search in")


@needs_node
@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("charley horse", "findings/leg-cramps.html"),
        ("fasciculations", "disorders/benign-fasciculation-syndrome.html"),
        ("Lou Gehrig's disease", "disorders/als.html"),
        ("FIBER neuropathies", "disorders/small-fibre-neuropathy.html"),
        ("quinine hemolysis zebra", "treatments/quinine.html"),
    ],
)
def test_the_search_finds(site: Site, words: str, page: str) -> None:
    assert page in found_by(site, words)


@needs_node
@pytest.mark.parametrize("words", ["charley horse", "fasciculations", "quinine", "carnitine"])
def test_the_search_finds_what_the_command_finds(site: Site, words: str) -> None:
    """The first hits are the same; without the sources the weights differ a little further down."""
    said = [p for p in search(site.kb, words, limit=40) if p.kind != "source"]
    names = [re.sub(r".*[/#]|\.html$", "", page) for page in found_by(site, words)]
    assert names[0] == said[0].id
    assert set(names[:5]) <= {p.id for p in said}


def index_of(site: Site) -> dict[str, Any]:
    text = site.files["search-index.js"].decode()
    found: dict[str, Any] = json.loads(text.removeprefix("var CRAMPS_INDEX = ").rstrip(";\n"))
    return found


@pytest.mark.parametrize("word", ["charley", "horse", "fasciculation"])
def test_the_index_has_the_word_with_passages_that_say_it(site: Site, word: str) -> None:
    index = index_of(site)
    for form, postings in index["words"][word].items():
        for number in postings[::2]:
            assert form in index["passages"][number][3].casefold()


def test_the_index_leads_to_places_that_are_there(site: Site) -> None:
    index = index_of(site)
    ids = {path: set(page.all("id")) for path, page in site.pages.items()}
    for record, _, anchor, text in index["passages"]:
        page, _, inside = index["records"][record][2].partition("#")
        assert page in site.pages
        assert not inside or inside in ids[page]
        assert not anchor or anchor in ids[page], (page, anchor, text)


def test_the_command_writes_a_new_or_empty_folder_only(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "pages"
    outcome = run("export", "--format", "site", str(target))
    assert (outcome.code, outcome.err) == (0, "")
    assert f"open {target}/index.html" in outcome.out
    assert (target / "index.html").is_file()
    before = sorted(target.rglob("*"))
    again = run("export", "--format", "site", str(target))
    assert (again.code, again.out) == (1, "")
    assert "not empty" in again.err
    assert sorted(target.rglob("*")) == before


def test_the_command_wants_one_folder(run: Run, tmp_path: Path) -> None:
    assert "name one" in run("export", "--format", "site").err
    both = run("export", "--format", "site", str(tmp_path / "a"), "-o", str(tmp_path / "b"))
    assert (both.code, list(tmp_path.iterdir())) == (2, [])


def test_a_compiled_knowledge_base_gives_the_same_pages(valid: Path, compiled: Path) -> None:
    assert files(load(compiled)) == files(load(valid))


def test_without_jinja2_one_line_says_what_to_install(start: Start, tmp_path: Path) -> None:
    without = "import sys; sys.modules['jinja2'] = None; from cramps.__main__ import main; main()"
    program = (sys.executable, "-c", without)
    target = tmp_path / "pages"
    done = start("export", "--format", "site", str(target), program=program)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "pip install 'cramps[site]'" in done.stderr.decode()
    assert not target.exists()


def test_no_other_export_imports_jinja2(start: Start) -> None:
    watched = (
        "import atexit, sys; from cramps.__main__ import main; "
        "atexit.register(lambda: sys.stderr.write(str('jinja2' in sys.modules))); main()"
    )
    done = start("export", "--format", "csv", program=(sys.executable, "-c", watched))
    assert (done.returncode, done.stderr) == (0, b"False")
