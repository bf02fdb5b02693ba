"""What a word that names nothing may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from cramps.words.own_words import NARROWER, Index

#: Less alike than this is no suggestion; with a word in common a little less is enough.
_ALIKE: Final = 0.7
_ALIKE_WITH_A_WORD: Final = 0.45
#: Words of a name that say of a disorder only that it is one.
_TELLING_LITTLE: Final = frozenset(
    [
        *("disease", "syndrome", "disorder", "deficiency", "illness", "sickness", "condition"),
        *("fever", "attack", "attacks", "problem", "of", "the", "and", "with", "type"),
    ]
)
#: Words as alike as this may be one with a slip or another ending.
_ONE_WORD: Final = 0.72


def shares_what_tells(folded: str, names: Iterable[str]) -> bool:
    """Tell whether a word that names nothing has something telling in common with one of these names.

    Quetzal fever has not with malignant hyperthermia: who is offered that may take it.
    """
    typed = [w for w in folded.split() if w not in _TELLING_LITTLE] or folded.split()
    named = {w for name in names for w in name.split()}
    matcher = SequenceMatcher(None)
    for word in typed:
        matcher.set_seq2(word)
        for other in named:
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= _ONE_WORD and matcher.ratio() >= _ONE_WORD:
                return True
    return False


def suggest(folded: str, indexes: Iterable[Index]) -> tuple[str, ...]:
    """Give up to three ids that the user may have meant, the likeliest first."""
    typed = set(folded.split())
    matcher = SequenceMatcher(None, "", folded)
    best: dict[str, float] = {}
    for index in indexes:
        for key, ids in index.items():
            shared = len(typed.intersection(key.split()))
            matcher.set_seq1(key)
            least = _ALIKE_WITH_A_WORD if shared else _ALIKE
            by_words = shared / len(typed) * 0.9 + 0.1 if shared else 0.0
            if max(by_words, matcher.real_quick_ratio(), 0) < least:
                continue
            if by_words < least and matcher.quick_ratio() < least:
                continue
            likeness = matcher.ratio()
            score = (
                max(likeness, shared / len(typed) * 0.9 + likeness * 0.1) if shared else likeness
            )
            if score >= least:
                for marked in ids:
                    record_id = marked.removeprefix(NARROWER)
                    best[record_id] = max(score, best.get(record_id, 0))
    ranked = sorted(best, key=lambda record_id: (-best[record_id], record_id))
    return tuple(ranked[:3])
