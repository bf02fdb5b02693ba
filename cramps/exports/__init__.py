"""The whole knowledge base, for other programs."""

from typing import Final

#: Of the knowledge base, named in what is exported.
LICENCE: Final = "CC BY 4.0"
