"""The table of dangers in everyday words, `tests/kb/danger_in_words.txt`, as tests read it."""

from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "kb" / "danger_in_words.txt"


def told() -> list[tuple[set[str], str]]:
    """Give the rules of which one must be raised, none for the ordinary, with the words."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    split = [line.split(" | ", 1) for line in lines if line and line[0] != "#"]
    return [(set(rules.split(",")) - {"-"}, words) for rules, words in split]
