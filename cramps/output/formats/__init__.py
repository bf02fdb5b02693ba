"""Listings and cards -> text: one file for each form of output.

Each has a function ``render`` that takes a view and returns text (``table``: a Rich renderable).
None of them writes anything, and none knows the terminal. All of them take out what could mislead
one: YAML is checked for it, but a compiled file may come from anywhere.
"""

from typing import Literal

Format = Literal["table", "plain", "tsv", "json", "jsonl", "csv", "markdown"]


def safe(text: str) -> str:
    """Replace controls, escapes and marks of reading direction; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def one_line(text: str) -> str:
    """Make a text safe and bring it onto one line."""
    return " ".join(safe(text).split())
