"""The site in a real browser: read on a phone and a desk, in light and dark, printed, and by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import project_base
import pytest
from chromium import NAMES, Chromium, installed

from cramps.output.site.folder import files

ROOT = Path(__file__).parents[2]
PROGRAM = installed()
pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason=f"no browser to read the site in: none of {', '.join(NAMES)} is here"
)
WIDTHS = (360, 1280)

#: By how many pixels a page is wider than the window, and which parts have a scroll bar of their own.
TOO_WIDE = """(() => {
    const root = document.documentElement;
    const inner = [...document.querySelectorAll("body *")].filter((e) =>
        e.scrollWidth > e.clientWidth + 1 && /auto|scroll|hidden/.test(getComputedStyle(e).overflowX)
        && e.tagName !== "INPUT");
    return [root.scrollWidth - root.clientWidth, ...inner.map((e) => e.outerHTML.slice(0, 80))];
})()"""

#: Texts whose colour stands out from the paper below it by less than WCAG's 4.5 to 1
#: (https://www.w3.org/TR/WCAG22/#contrast-minimum).
TOO_FAINT = """(() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).slice(0, 3).map((c) => c / 255)
            .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = (e) => {
        for (; e; e = e.parentElement) {
            const colour = getComputedStyle(e).backgroundColor;
            if ((parts(colour)[3] ?? 1) > 0) { return colour; }
        }
        return "rgb(255, 255, 255)";
    };
    const faint = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !e.getClientRects().length) { continue; }
        const pair = [light(getComputedStyle(e).color), light(paper(e))].sort((a, b) => b - a);
        if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) { faint.add(e.outerHTML.slice(0, 80)); }
    }
    return [...faint];
})()"""

#: What has the focus: its tag, its text or value, and whether one sees that it has it.
FOCUS = """(() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    const seen = style.outlineStyle !== "none" && box.width > 0 && box.left >= 0;
    return [e.tagName, e.textContent.trim() || e.id, seen];
})()"""


@pytest.fixture(scope="module")
def site() -> Path:
    """The folder of the site."""

    def write(folder: Path) -> None:
        for path, content in files(project_base.knowledge()).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)

    return project_base.made_once("site", write)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser with one tab."""
    assert PROGRAM
    with Chromium(PROGRAM, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(autouse=True)
def _as_on_a_desk(browser: Chromium) -> None:
    browser.size(1280)
    browser.media()


def _pages(site: Path) -> list[Path]:
    """The pages at the top, and of each folder those with the longest word and the most text."""
    chosen = [*sorted(site.glob("*.html")), site / "disorders" / "als.html"]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        texts = {page: page.read_text(encoding="utf-8") for page in folder.glob("*.html")}
        words = {p: re.sub(r"<[^>]*>", " ", text).split() for p, text in texts.items()}
        chosen.append(max(words, key=lambda page: max(map(len, words[page]))))
        chosen.append(max(words, key=lambda page: len(words[page])))
    return list(dict.fromkeys(chosen))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_complains_or_asks_another_place(
    site: Path, browser: Chromium, width: int
) -> None:
    browser.size(width)
    for page in _pages(site):
        browser.open(page.as_uri())
        assert browser.ask(TOO_WIDE) == [0], page
        assert browser.complaints() == [], page
        assert [a for a in browser.asked_for() if not a.startswith(site.as_uri())] == [], page
        smallest = browser.ask(
            "Math.min(...[...document.querySelectorAll('main *')].map("
            "(e) => parseFloat(getComputedStyle(e).fontSize)))"
        )
        assert smallest >= 12, page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_paper(site: Path, browser: Chromium, scheme: str) -> None:
    browser.media(scheme=scheme)
    papers = set()
    for page in (*_pages(site), site / "search.html?q=quinine"):
        address = page.as_uri().replace("%3F", "?")
        browser.open(address)
        papers.add(browser.ask("getComputedStyle(document.documentElement).backgroundColor"))
        assert browser.ask(TOO_FAINT) == [], page
    (paper,) = papers
    red = int(re.findall(r"\d+", paper)[0])
    assert red < 60 if scheme == "dark" else red > 200


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_says_everything_at_any_width(site: Path, browser: Chromium, width: int) -> None:
    browser.size(width)
    for page in ("list", "findings", "tests", "treatments", "drugs", "red-flags"):
        browser.open((site / f"{page}.html").as_uri())
        hidden = browser.ask(
            "[...document.querySelectorAll('tbody th, tbody td')]"
            ".filter((e) => e.textContent && !e.getClientRects().length).length"
        )
        assert hidden == 0, page


def test_a_page_is_printed_black_on_white_and_without_what_one_clicks(
    site: Path, browser: Chromium
) -> None:
    browser.media("print", "dark")
    for page in _pages(site):
        browser.open(page.as_uri())
        seen = browser.ask(
            "['header', '.skip', '.contents', '#q'].filter("
            "(s) => document.querySelector(s)?.getClientRects().length)"
        )
        assert seen == [], page
        assert browser.ask("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert browser.ask("getComputedStyle(document.documentElement).backgroundColor") == (
            "rgb(255, 255, 255)"
        )
    browser.size(718)  # A4 less Chromium's margins
    browser.open((site / "list.html").as_uri())
    assert browser.ask(TOO_WIDE) == [0]
    assert len(browser.do("Page.printToPDF")["data"]) > 10_000


def _tab_to(browser: Chromium, wanted: str, most: int = 40) -> None:
    """Press Tab until something with this tag or text has the focus; everything on the way shows it."""
    for _ in range(most):
        browser.press("Tab")
        tag, text, seen = browser.ask(FOCUS)
        assert seen, f"{tag} {text} does not show that it has the focus"
        if wanted in (tag, text):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_keyboard_alone_searches_and_reads(site: Path, browser: Chromium, width: int) -> None:
    browser.size(width)
    browser.open((site / "index.html").as_uri())
    _tab_to(browser, "Skip to the content", most=1)
    _tab_to(browser, "INPUT")
    browser.type("mexiletine")
    browser.events.clear()
    browser.press("Enter")
    browser.wait_for("Page.loadEventFired")
    assert browser.ask("location.pathname").endswith("/search.html")
    assert "passages for \u201cmexiletine\u201d" in browser.ask(
        "document.getElementById('count').textContent"
    )
    _tab_to(browser, "Mexiletine")
    browser.events.clear()
    browser.press("Enter")
    browser.wait_for("Page.loadEventFired")
    assert browser.ask("document.querySelector('h1').textContent") == "Mexiletine"
    _tab_to(browser, "SUMMARY", most=100)
    browser.press("Enter")
    _tab_to(browser, "References")
    browser.press("Enter")
    assert browser.ask("location.hash") == "#references"
    assert browser.ask("document.querySelector(':target').getBoundingClientRect().top") < 800
    assert browser.complaints() == []


def test_the_first_key_leads_past_the_menu(site: Path, browser: Chromium) -> None:
    browser.open((site / "disorders" / "als.html").as_uri())
    _tab_to(browser, "Skip to the content", most=1)
    browser.press("Enter")
    assert browser.ask("document.activeElement.id") == "main"
    browser.press("Tab")
    assert browser.ask("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("als", "disorders/als.html"),
        ("Lou Gehrig", "disorders/als.html"),
        ("mcardle", "disorders/mcardle.html"),
        ("dose of mexiletine in ALS", "disorders/als.html"),
        ("CHARLEY horse", "findings/leg-cramps.html"),
        ("Guillain Barre", "disorders/guillain-barre.html"),
        ("quinine", "treatments/quinine.html"),
        ("hemolysis", "tests/haemolysis-screen.html"),
    ],
)
def test_the_search_finds_what_is_typed(
    site: Path, browser: Chromium, words: str, page: str
) -> None:
    browser.open((site / "search.html").as_uri())
    browser.ask("document.getElementById('q').focus()")
    browser.type(words)
    found = browser.ask("[...document.querySelectorAll('#hits a')].map((a) => a.href)")
    first = [address.partition("#")[0].removeprefix(f"{site.as_uri()}/") for address in found[:5]]
    assert page in first
    assert all((site / address).is_file() for address in first)
    assert browser.complaints() == []


def test_the_search_says_when_there_is_nothing_and_reads_no_markup(
    site: Path, browser: Chromium
) -> None:
    browser.open(f"{(site / 'search.html').as_uri()}?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+xyzzy")
    assert browser.ask("document.querySelectorAll('main img').length") == 0
    browser.open(f"{(site / 'search.html').as_uri()}?q=xyzzy")
    assert browser.ask("document.getElementById('count').textContent") == (
        "Nothing found for \u201cxyzzy\u201d."
    )
    browser.open(f"{(site / 'search.html').as_uri()}?q=xyzzy+quinine")
    assert browser.ask("document.getElementById('count').textContent").endswith(
        "; not found: xyzzy; the best 50 are shown."
    )
    assert browser.complaints() == []


@pytest.mark.parametrize("page", ["index.html", "disorders/als.html", "treatments/quinine.html"])
def test_the_links_of_a_page_open(site: Path, browser: Chromium, page: str) -> None:
    """A dozen of each page, evenly drawn; that every link has its page is asked of the files themselves."""
    browser.open((site / page).as_uri())
    links = browser.ask("[...document.links].map((a) => a.href)")
    assert len(links) > 20
    addresses = sorted({link.partition("#")[0] for link in links if link.startswith("file:")})
    for address in addresses[:: max(1, len(addresses) // 12)]:
        browser.open(address)
        assert browser.ask("document.querySelectorAll('h1').length") == 1, address
        assert browser.complaints() == [], address
