"""The pages of the site, by their paths: what the views say, put into the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast, get_args

import msgspec

from cramps.knowledge import closed_lists
from cramps.knowledge.kinds import KINDS
from cramps.output.site.page_addresses import FOLDERS, Places
from cramps.output.site.search_index import script
from cramps.output.site.templating import TEMPLATES, cited, environment
from cramps.output.views import danger, disorders, drugs, overview, vocabulary
from cramps.output.views.cards import card_of
from cramps.output.views.closed_list_names import NOT_A_DIAGNOSIS, URGENCY
from cramps.output.views.forms import Brief
from cramps.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Card, Listing, Point, Reference, Section
    from cramps.words.own_words import Category

#: Files that are written as they are.
_AS_THEY_ARE: Final = ("site.css", "search.js")

#: Kinds of which a page begins with what a screen shows; of the others that is the page again.
_IN_BRIEF: Final = ("disorders", "treatments", "drugs")

#: The tables: page, kind of record, and what the menu calls it; the dangers first.
TABLES: Final = (
    ("red-flags.html", "red_flags", "Red flags"),
    ("list.html", "disorders", "Disorders"),
    ("findings.html", "findings", "Findings"),
    ("tests.html", "tests", "Tests"),
    ("treatments.html", "treatments", "Treatments"),
    ("drugs.html", "drugs", "Drugs"),
)


def files(kb: KnowledgeBase) -> dict[str, bytes]:
    """Give the files of the site, each by its path from the folder.

    Raises CannotWrite where Jinja2 is not installed, and InvalidKnowledgeBase for an id that can be
    no page's name.
    """
    return {path: text.encode() for path, text in _Site(kb).files()}


class _Site:
    """Writes the pages one by one."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.templates = environment()
        self.places = Places(kb)
        self.date = max((d.reviewed for d in kb.disorders.values()), default="")

    def files(self) -> Iterator[tuple[str, str]]:
        """Give every file with its path."""
        yield "index.html", self._index()
        for path, stem, title in TABLES:
            yield path, self._table(path, stem, title)
        yield "overview.html", self._card("overview.html", self._overview())
        yield "workup.html", self._card("workup.html", self._workup())
        yield "search.html", self._page("search.html", "search.html")
        for stem in FOLDERS:
            kind = cast("Category", KINDS[stem].one)
            for record_id, path in self.places.by_id[stem].items():
                yield path, self._card(path, card_of(self.kb, kind, record_id), stem)
        yield "search-index.js", script(self.kb, self.places)
        for name in _AS_THEY_ARE:
            yield name, (TEMPLATES / name).read_text(encoding="utf-8")

    def _page(self, template: str, path: str, **values: Any) -> str:
        """Fill a template; ``root`` leads from the page to the folder."""
        common = {
            "root": "../" * path.count("/"),
            "path": path,
            "tables": TABLES,
            "version": __version__,
            "date": self.date,
            "note": NOT_A_DIAGNOSIS,
        }
        return self.templates.get_template(template).render(**common, **values) + "\n"

    def _index(self) -> str:
        flags = danger.listing(self.kb, self.kb.red_flags.values())
        critical = sorted(
            (head for head in self.kb.heads if head["critical"]), key=lambda h: h["name"].casefold()
        )
        groups = get_args(closed_lists.Group)
        heads = sorted(
            self.kb.heads, key=lambda h: (groups.index(h["group"]), h["name"].casefold())
        )
        return self._page(
            "index.html",
            "index.html",
            flags=[(row, self.kb.red_flags[row.id]) for row in flags.rows],
            urgency=URGENCY,
            critical=critical,
            counted=disorders.listing(heads).note,
            families=[(i, self.kb.name("families", i)) for i in self.kb.families],
            places=self.places.by_id,
        )

    def _table(self, path: str, stem: str, title: str) -> str:
        listing = self._listing(stem)
        return self._page(
            "listing.html", path, title=title, listing=listing, pages=self.places.by_id[stem]
        )

    def _listing(self, stem: str) -> Listing:
        """Give a table as its command does; of disorders the critical ones first."""
        kb = self.kb
        if stem == "red_flags":
            return danger.listing(kb, kb.red_flags.values())
        if stem == "disorders":
            order = lambda h: (not h["critical"], h["name"].casefold(), h["id"])  # noqa: E731
            return disorders.listing(sorted(kb.heads, key=order))
        if stem == "drugs":
            return drugs.listing(sorted(kb.drugs.values(), key=lambda d: (d.name.casefold(), d.id)))
        if stem == "findings":
            return vocabulary.findings(
                kb, sorted(kb.findings.values(), key=lambda f: (f.name.casefold(), f.id))
            )
        if stem == "tests":
            tiers = get_args(closed_lists.Tier)
            return vocabulary.tests(
                kb,
                sorted(
                    kb.tests.values(), key=lambda t: (tiers.index(t.tier), t.name.casefold(), t.id)
                ),
            )
        return vocabulary.treatments(
            kb, sorted(kb.treatments.values(), key=lambda t: (t.name.casefold(), t.id))
        )

    def _overview(self) -> Card:
        shown = [s for s in self.kb.overview.values() if s.part != "workup"]
        return overview.card(self.kb, shown, "overview", "Muscle cramps: an overview")

    def _workup(self) -> Card:
        shown = [s for s in self.kb.overview.values() if s.part == "workup"]
        return overview.card(self.kb, shown, "workup", "The work-up of muscle cramps")

    def _card(self, path: str, made: Card, stem: str = "") -> str:
        first = made.first() if made.first and stem in _IN_BRIEF else Brief(points=(), more="")
        brief, references = merged(first, made.text.references)
        return self._page(
            "card.html",
            path,
            card=made,
            brief=brief,
            references=references,
            critical=stem == "disorders" and self.kb.disorders[made.id].critical,
            sections=_anchored(made.text.sections),
            labelled=self.places.labelled,
        )


def merged(
    brief: Brief, references: tuple[Reference, ...]
) -> tuple[list[Point], tuple[Reference, ...]]:
    """Give the points of a screen with the numbers that their sources have on the page.

    A source that the page does not name otherwise comes behind the others.
    """
    numbers = {r.id: r.number for r in references}
    new = tuple(
        msgspec.structs.replace(r, number=len(numbers) + place)
        for place, r in enumerate((r for r in brief.references if r.id not in numbers), 1)
    )
    numbers.update({r.id: r.number for r in new})
    renumbered = {r.number: numbers[r.id] for r in brief.references}
    points = [
        msgspec.structs.replace(
            point,
            text="".join(
                text + (f"[{', '.join(str(renumbered[n]) for n in mark)}]" if mark else "")
                for text, mark in cited(point.text, len(brief.references))
            ),
        )
        for point in brief.points
    ]
    return points, references + new


def _anchored(sections: tuple[Section, ...]) -> list[tuple[str, Section]]:
    """Give each section the id of its heading; what must not be missed comes behind the first."""
    urgent = [section for section in sections[1:] if section.key == "red-flags"]
    rest = [section for section in sections[1:] if section.key != "red-flags"]
    used: dict[str, int] = {}
    anchored = []
    for section in (*sections[:1], *urgent, *rest):
        used[section.key] = used.get(section.key, 0) + 1
        number = used[section.key]
        anchored.append((section.key if number == 1 else f"{section.key}-{number}", section))
    return anchored
