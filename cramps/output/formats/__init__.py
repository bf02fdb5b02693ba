"""Listings and cards -> text: one file for each form of output.

Each has a function ``render`` that takes a view and returns text (``table``: a Rich renderable).
None of them writes anything, and none knows the terminal. All of them take out what could mislead
one: YAML is checked for it, but a compiled file may come from anywhere.
"""

from typing import Literal

Format = Literal["table", "plain", "tsv", "json", "jsonl", "csv", "markdown"]
