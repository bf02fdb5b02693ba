"""Write cramps/words/ordinary_english.py: the English words that a slip of a record's word could be taken for.

Usage: python scripts/make_ordinary.py

Needs `pip install english-words wordfreq`, which nothing else does; so CI does not run it. Run it when many
words have been added. Read are the words of web2 (Webster's Second, in the public domain) in their usual
forms, and all words that are frequent in English whatever a dictionary says, names of persons among them.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from english_words import get_english_words_set
from wordfreq import top_n_list, zipf_frequency

from cramps.curation.folder import load_unchecked
from cramps.words.folding import fold, stem
from cramps.words.slips import SHORTEST, build_names, edits

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "cramps" / "words" / "ordinary_english.py"
#: So frequent (in a thousand million words, to the base ten) is no slip, whatever it is.
SURELY = 3.2
#: So frequent, and a form of a word of the dictionary.
OFTEN = 1.6
FORMS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
HEAD = '''"""English words that lie one slip away from a word of a record's name, and mean what they say.

Written by `python scripts/make_ordinary.py`; do not edit.
"""

from typing import Final

#: Folded.
ORDINARY: Final = frozenset(
    """
{words}
""".split()  # noqa: SIM905  (a thousand literals read no better)
)
'''


def english() -> Iterator[str]:
    """Give the ordinary words, and those of the prose of the knowledge base."""
    dictionary = get_english_words_set(["web2"], lower=True, alpha=True)
    for word in top_n_list("en", 300_000):
        often = zipf_frequency(word, "en")
        base = [word, *(word[: -len(a)] + b for a, b in FORMS if word.endswith(a))]
        if often >= SURELY or (often >= OFTEN and not dictionary.isdisjoint(base)):
            yield word
    for file in sorted((ROOT / "data").rglob("*.yaml")):
        yield from re.findall(r"[a-z]+", file.read_text(encoding="utf-8").lower())


def main() -> int:
    """Write the file."""
    kb = load_unchecked(ROOT / "data")
    names = set(build_names(kb))
    stems = set(map(stem, names))
    found = set()
    for word in english():
        if len(word) >= SHORTEST and word.isascii() and word.isalpha():
            folded = fold(word)
            if folded not in names and stem(folded) not in stems:
                forms = (folded, f"{folded}s")
                if any(near in names for form in forms for near in edits(form)):
                    found.add(folded)
    words = textwrap.fill(" ".join(sorted(found)), 100)
    TARGET.write_text(HEAD.format(words=words), encoding="utf-8", newline="\n")
    print(f"{TARGET.relative_to(ROOT)} written, {len(found)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
