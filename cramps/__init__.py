"""cramps: the disorders that cause muscle cramps, offline, cited, in the terminal and in Python.

>>> import cramps
>>> reference = cramps.load()
>>> reference["als"].name
'Amyotrophic lateral sclerosis'
"""

from cramps.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from cramps.api import Reference


__all__ = ["__version__", "load"]


def load(path: "str | os.PathLike[str] | None" = None) -> "Reference":
    """Open a knowledge base: the packaged one, a folder of YAML or a compiled file.

    Raises ``cramps.errors.InvalidKnowledgeBase`` when it is not there or has mistakes.
    """
    from cramps.api import Reference

    return Reference.load(path)
