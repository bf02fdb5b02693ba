"""Citations: a source, and behind ``#`` where in it."""

from typing import Final

#: The source that is the file of annotations of the HPO; the place is ``disease/term``.
ANNOTATIONS: Final = "HPOA"


def source_of(citation: str) -> str:
    """Give the id of the source: ``PMID:33620411`` of ``PMID:33620411#abstract``."""
    return citation.partition("#")[0]


def place_of(citation: str) -> str:
    """Give the place in the source; empty where the citation names none."""
    return citation.partition("#")[2]
