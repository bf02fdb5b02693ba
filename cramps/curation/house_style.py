"""House style: British spelling, plain words, primary records. All of it warnings."""

import re
from collections.abc import Iterator
from typing import Any, Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model
from cramps.knowledge.citations import source_of

#: Fields that hold prose or a name; titles of publications keep their spelling.
_WRITTEN: Final = frozenset(
    ["text", "note", "of", "figure", "flag", "threshold", "action", "question", "ask", "name"]
)
_AMERICAN: Final = re.compile(
    r"\b(\w*[^aeiou]emia|\w*anemi\w+|edema\w*|tumor|colou?r(?<=color)(?:s|ed|ing|less)?\b|fiber\w*|center|diarrhea|esophag\w+"
    r"|gynecomasti\w+|paresthesi\w+|anesthe\w+|pediatric\w*|orthopedic\w*|hemo\w+|ischemi\w+"
    r"|neurone?s? diseases? organization|paralyze\w*|hospitalize\w*|randomize\w*|stabilize\w*"
    r"|recognize\w*|characterize\w*|behavior\w*|estrogen|fetal|hypocalcemi\w*|hypokalemi\w*)\b",
    re.IGNORECASE,
)
_INTERNAL: Final = re.compile(
    r"\b(evidence (file|notes?)|in the sources? seen|record seen|not read in full|curator|TODO|FIXME"
    r"|title not shown)\b",
    re.IGNORECASE,
)
#: Not a primary record: mirrors, forums, answer sites.
_WEAK: Final = re.compile(
    r"scribd|docslib|researchgate|quizlet|reddit|forum|medilib|skyscape|slideshare|wiki|blog|medium"
    r"|rxreasoner|resoundinghealth|studyres|medlibrary|minclinic|metajournal|reliasmedia"
    r"|droracle|findzebra|studylib|sci-hub|libgen|medscape|emedicine|webmd|healthline",
    re.IGNORECASE,
)
_OFFICIAL: Final = re.compile(
    r"https?://(www\.)?([\w-]+\.)*(nice\.org\.uk|fda\.gov|ema\.europa\.eu|gov\.uk|nhs\.uk|nhs\.scot"
    r"|nih\.gov|who\.int|dgn\.org|aan\.com|hscni\.net|tga\.gov\.au|nidirect\.gov\.uk|awmf\.org"
    r"|medicines\.org\.uk|clinicaltrials\.gov|scot\.nhs\.uk|ggcmedicines\.org\.uk|obolibrary\.org"
    r"|bioscientifica\.com|ukkidney\.org|bmj\.com|nejm\.org|ahajournals\.org"
    r"|gettingitrightfirsttime\.co\.uk|guideline\.gov|gov\.au|aafp\.org|cmaj\.ca|neurology\.org"
    r"|ejgm\.co\.uk|ajums\.ac\.ir)(/|$)"
)


@of_nodes(model.Record)
def wording(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Prose is British, speaks to the reader and not of its making, and has no long dashes."""
    if file == "sources":
        return
    for field in node.__struct_fields__:
        text = getattr(node, field)
        if field not in _WRITTEN or not isinstance(text, str):
            continue
        place = (*path, field)
        if found := _AMERICAN.search(text):
            message = f"{found[0]!r} is American spelling; write it the British way"
            yield Mistake(file, place, "warning", "spelling", message)
        if found := _INTERNAL.search(text):
            message = f"{found[0]!r} speaks of the making, not to the reader; say it otherwise"
            yield Mistake(file, place, "warning", "internal-words", message)
        if "\N{EM DASH}" in text or "  " in text:
            message = "a long dash or two spaces together; use a comma, a colon or one space"
            yield Mistake(file, place, "warning", "dashes", message)


@of_nodes(model.Source)
def weak_source(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A source is a primary record, or the page of an official body."""
    if _WEAK.search(node.id):
        message = "a mirror, a forum or an answer site; cite the primary record"
        yield Mistake(file, (*path, "id"), "warning", "weak-source", message)
    if "not shown" in node.title or re.fullmatch(r"[(\[].*[)\]]", node.title):
        message = "not the published title; look the record up"
        yield Mistake(file, (*path, "title"), "warning", "own-title", message)
    if node.seen is None:
        message = "on which day was its record seen? look it up and add 'seen'"
        yield Mistake(file, (*path, "id"), "warning", "not-seen", message)


@Rule
def one_publication_twice(loaded: Loaded) -> Iterator[Mistake]:
    """No publication stands under two ids."""
    seen: dict[tuple[str, int | None], str] = {}
    for number, source in loaded.records("sources"):
        key = (re.sub(r"\W", "", source.title.casefold()), source.year)
        first = seen.setdefault(key, source.id)
        if first != source.id and not source.id.startswith("http"):
            message = f"{first} has the same title and year; keep one of the two"
            yield Mistake("sources", (number, "id"), "warning", "one-publication-twice", message)


@of_nodes(model.DisorderTreatment)
def treatment_from_a_web_page(
    loaded: Loaded, file: str, path: Path, node: Any
) -> Iterator[Mistake]:
    """A treatment never rests on a web page alone, but for official bodies and journals."""
    sources = list(map(source_of, node.sources))
    if sources and all(s.startswith("http") and not _OFFICIAL.match(s) for s in sources):
        message = "a treatment rests on a web page alone; cite a publication or an official body"
        yield Mistake(file, path, "warning", "treatment-from-a-web-page", message)


RULES: Final[tuple[AnyRule, ...]] = (
    wording,
    weak_source,
    one_publication_twice,
    treatment_from_a_web_page,
)
