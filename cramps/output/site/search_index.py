"""The full text as a script that the search page loads: a page opened from a disk may read no other file.

The same passages, words and weights as ``cramps search`` has, without the sources, which have no page.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from cramps.output.views.disorder_card import SECTIONS
from cramps.words.folding import BESIDE, SPELLING
from cramps.words.text_index import NAME_WEIGHT, Built, key_of, tokens

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.site.page_addresses import Places

_CARD_SECTION: Final = {field: key for key, fields in SECTIONS.items() for field in fields}


def index(kb: KnowledgeBase, places: Places) -> dict[str, Any]:
    """Give the index as plain JSON: records, passages, their lengths, words, the rules of spelling, and small words.

    ``records`` are [kind, name, page]; ``passages`` [record, section, anchor, text]; ``words`` has under
    each folded word its forms, each with passage and weight in turn.
    """
    records: dict[str, int] = {}
    listed: list[list[str]] = []
    passages: list[list[Any]] = []
    lengths: list[int] = []
    words: dict[str, dict[str, list[int]]] = {}
    for kind, record_id, section, name, text in Built(kb).entries:
        page = places.of_kind(kind, record_id)
        if page is None:
            continue
        if page not in records:
            records[page] = len(listed)
            listed.append([kind, name, page])
        counted = Counter(word for word, _, _ in tokens(text))
        weight = NAME_WEIGHT if section == "name" else 1
        for word, times in counted.items():
            forms = words.setdefault(key_of(word), {})
            forms.setdefault(word, []).extend((len(passages), times * weight))
        lengths.append(counted.total())
        anchor = _CARD_SECTION.get(section, "") if kind == "disorder" else ""
        passages.append([records[page], section.replace("_", " "), anchor, text])
    return {
        "records": listed,
        "passages": passages,
        "lengths": lengths,
        "words": words,
        "spelling": [(rule.pattern, rule.meant) for rule in SPELLING],
        "small": sorted(BESIDE),
    }


def script(kb: KnowledgeBase, places: Places) -> str:
    """Give the index as JavaScript; no character in it can end a script or a line."""
    import json

    text = json.dumps(index(kb, places), ensure_ascii=True, separators=(",", ":"))
    return f"var CRAMPS_INDEX = {text.replace('<', chr(92) + 'u003c')};\n"
