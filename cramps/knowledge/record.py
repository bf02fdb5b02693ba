"""The common base of all records, and the texts that they are made of."""

from typing import Annotated

from msgspec import Meta, Struct

END = r"(?![\s\S])"
# Not "$", which Python also finds before a last line break; and [0-9], as \d takes any script's.

Text = Annotated[str, Meta(pattern=r"^\S([\s\S]*\S)?" + END)]
"""Prose or a name: not empty, no space at either end."""

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*" + END)]
"""What a person types: short, kebab-case, never changed."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The common base: immutable, named fields only, nothing unknown accepted."""
