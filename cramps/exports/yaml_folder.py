"""The whole knowledge base as the folder of YAML that it is written in, to start one's own from.

A register and a file for each entry, a file for each other kind, the sources in files by kind of id.
Annotations of the HPO stand in their own file, as they were generated, and not in the entries as well;
reading the folder joins them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cramps.curation.annotations import annotations_of, text_of, without
from cramps.curation.yaml_text import dumped, listed, plain
from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.packaged_files import ANNOTATIONS_NAME
from cramps.version import __version__

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Beginning of a source's id -> the file in which such sources stand; all others are addresses.
_BY_ID: Final = {
    "PMID:": "pmid",
    "PMCID:": "pmcid",
    "DOI:": "doi",
    "NBK": "nbk",
    "HPOA": "hpoa",
}

_README: Final = f"""# A knowledge base of cramps

Written by `cramps export --format yaml` (cramps {__version__}) from the knowledge base of the cramps
developers, which is licensed CC BY 4.0: name them where you pass it on.

    cramps validate .            # every mistake with file, line and what to do
    cramps --data . list         # use it; CRAMPS_DATA does the same
    cramps compile . -o my.json  # one file that opens faster
"""


def files(kb: KnowledgeBase) -> dict[str, bytes]:
    """Give the files of the folder, each by its path from there."""
    texts = {"README.md": _README, **_disorders(kb)}
    for stem in KINDS:
        if stem == "sources":
            texts |= _sources(kb)
        elif stem != "disorders" and kb.table(stem):
            texts[f"{stem}.yaml"] = listed(map(plain, kb.table(stem).values()))
    if annotations := annotations_of(kb):
        texts[ANNOTATIONS_NAME] = text_of(annotations)
    return {name: text.encode() for name, text in texts.items()}


def _disorders(kb: KnowledgeBase) -> dict[str, str]:
    """Give the register, and an entry for every disorder of which it does not say all."""
    registered = set(model.Registered.__struct_encode_fields__)
    register: list[dict[str, Any]] = []
    entries: dict[str, str] = {}
    for disorder_id, disorder in without(kb).items():
        said = plain(disorder)
        register.append({key: value for key, value in said.items() if key in registered})
        entry = {key: value for key, value in said.items() if key not in registered}
        if entry:
            entries[f"disorders/{disorder_id}.yaml"] = dumped({"id": disorder_id, **entry})
    return {"disorders.yaml": listed(register), **entries}


def _sources(kb: KnowledgeBase) -> dict[str, str]:
    kinds: dict[str, list[Any]] = {}
    for source_id, source in kb.sources.items():
        of_id = next((file for start, file in _BY_ID.items() if source_id.startswith(start)), "web")
        kinds.setdefault(of_id, []).append(plain(source))
    return {f"sources/{kind}.yaml": listed(records) for kind, records in sorted(kinds.items())}
