"""A part of the body and what is said of it, however the words stand: leg pale, cold and numb; pain in hand and arm.

The names of records have both together (cold leg). In a text other words stand between, one quality is
said of several parts, and several are said of one. Each pair is looked up as if it stood together; where
the part has no such name, the larger part is tried, and then the words no longer mean the record exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.words.folding import SIDES, fold, is_beside, stem, stems
from cramps.words.phrases import AS_WRITTEN, Named, Spot, Token, named_by, phrases_of

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.phrases import Phrases

#: A part of the body -> the larger parts that it is of, the smallest first.
_LARGER: Final = {
    "toe": "foot leg limb",
    "heel": "foot leg limb",
    "foot": "leg limb",
    "ankle": "leg limb",
    "calf": "leg limb muscle",
    "shin": "leg limb muscle",
    "thigh": "leg limb muscle",
    "quad": "thigh leg limb muscle",
    "hamstring": "thigh leg limb muscle",
    "knee": "leg limb",
    "leg": "limb",
    "finger": "hand arm limb",
    "thumb": "finger hand arm limb",
    "fingertip": "finger hand arm limb",
    "hand": "arm limb",
    "wrist": "arm limb",
    "forearm": "arm limb muscle",
    "bicep": "arm limb muscle",
    "shoulder": "arm limb muscle",
    "arm": "limb",
    "limb": "",
    "muscle": "",
    "lip": "mouth",
    "mouth": "",
    "jaw": "",
    "face": "",
    "tongue": "",
    "neck": "",
    "throat": "",
    "chest": "",
    "back": "",
    "belly": "abdomen",
    "stomach": "abdomen",
    "abdomen": "",
    "eyelid": "",
    "skin": "",
    "bottom": "",
    "groin": "",
    "buttock": "",
    "urine": "",
    "pee": "urine",
    "wee": "urine",
}
#: What is said of a part as an adjective, before or behind it.
_ADJECTIVES: Final = (
    "cold cool ice icy freezing pale white pallid blue bluish purple mottled blotchy dusky grey black swollen puffy "
    "hot warm red tender tense tight hard rigid stiff solid numb tingling tingly weak weaker painful "
    "sore aching achy hurting hurt hurts limp floppy paralysed paralyzed wasted thin thinner heavy crushed broke broken "
    "fractured dead burning wood woody bruised pulseless trapped droopy drooping twisted brown dark cola coke tea rusty"
)
#: What is said of it as a noun: pain in the leg, leg pain.
_NOUNS: Final = (
    "pain weakness numbness swelling tenderness stiffness ache agony paralysis wasting cramp spasm"
)
#: What may stand between the two and says nothing else.
_PASSING: Final = """
a acute acutely all also always an and are arent be become becoming been being bit both
colored color completely constantly entire extremely feel feeling felt get getting go goes
going gone got had has have her his in increasing increasingly is isnt like look looking
lower mild mildly more my new newly no not now of one onset or other our progressively quite
rather really rock severe severely since slowly so still sudden suddenly the their too
totally turn turned turning upper very visibly was went were whole became coca
came come coming comes out looking looks kind sort quite ice stone as
"""
_BETWEEN: Final = frozenset(fold(word) for word in _PASSING.split())
_PREPOSITIONS: Final = frozenset(("of", "in", "down", "along"))
#: How what is said of a part is said more strongly: perishingly cold. Not of a part: belly, family.
_ADVERB: Final = late_regex(r"(?!family|only|reply|daily|weekly|monthly|nightly)[a-z]{3,}ly")
#: What stands for the part that was named last.
_IT: Final = frozenset(("it", "its", "which"))
#: So far back that part may have been named.
_SPOKEN_OF: Final = 20
#: What may follow, where a quality ends what is said of a part.
_AFTER_QUALITY: Final = frozenset(("and", "but", "to", "with", "than", "since", "for", "now", "or"))
#: It came at once.
_SUDDEN: Final = frozenset(("sudden", "suddenly"))
#: Who is spoken of anew: what follows is not said of the part.
_ANEW: Final = frozenset(("i", "he", "she", "they", "we", "im", "ive", "patient"))
#: Small denials.
_DENIALS: Final = frozenset(("no", "without"))
#: So many words may lie between.
_FAR: Final = 8
#: What of one limb is a danger, and of a pair is common: cold feet. A pair's is looked up as "both feet
#: cold", and is not that of one limb.
_OF_ONE: Final = (
    "cold cool icy freezing pale white pallid blue bluish purple mottled blotchy dusky grey"
)
#: What a limb suffers of which the colour and the cold are told next.
_SUFFERED: Final = "pain weakness numbness agony"
#: Fingers and toes go white and blue in the cold, and no limb with them.
_DIGITS: Final = "toe finger thumb fingertip"
#: The same of what is looked up as "one leg swollen" first; what has no name of one is that of any.
_ONE_FIRST: Final = "swollen swelling puffy"
#: More than one of them.
_PLURAL: Final = late_regex(r"(?:feet|s)$", re.IGNORECASE)


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    return {
        stem(fold(part)): (stem(fold(part)), *(stem(fold(more)) for more in larger.split()))
        for part, larger in _LARGER.items()
    }


@cache
def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


class _Word(NamedTuple):
    """What a word is, for which others stand beside it."""

    stem: str
    part: bool
    noun: bool
    #: It is said of a part: an adjective or a noun.
    said: bool
    #: It may stand between the two.
    passes: bool


@lru_cache(maxsize=8192)
def _word(folded: str) -> _Word:
    noun = folded in _folded(_NOUNS)
    said = noun or folded in _folded(_ADJECTIVES)
    root = stem(folded)
    part = root in _parts()
    passes = said or folded in _BETWEEN or folded in SIDES
    return _Word(root, part, noun, said, passes or (not part and bool(_ADVERB.fullmatch(folded))))


class Composed(NamedTuple):
    """What a sentence names, with what is said of parts of the body, and the words that this took besides."""

    spots: list[Spot]
    #: Numbers of the words for parts of which something is said elsewhere.
    used: frozenset[int]


def composed(
    kb: KnowledgeBase, text: str, words: Sequence[Token], spots: Sequence[Spot]
) -> Composed:
    """Add to what a sentence names what it says of parts of the body."""
    if not any(_word(word.folded).part for word in words):
        return Composed(list(spots), frozenset())
    return _Sentence(phrases_of(kb), text, words, spots).composed()


class _Sentence:
    def __init__(
        self, phrases: Phrases, text: str, words: Sequence[Token], spots: Sequence[Spot]
    ) -> None:
        self._phrases = phrases
        self._words = words
        self._are = [_word(word.folded) for word in words]
        self._plural = [bool(_PLURAL.search(text, word.start, word.end)) for word in words]
        #: Names that are put together anew: those of several qualities, or of one limb where it is not one.
        self._anew = [spot for spot in spots if self._is_anew(spot)]
        anew = set(self._anew)
        self._spots = [spot for spot in spots if spot not in anew]
        self._spot_at = {n: spot for spot in self._spots for n in range(spot.first, spot.last)}

    def composed(self) -> Composed:
        new: dict[int, tuple[Named, ...]] = {}
        used: set[int] = set()
        for n in range(len(self._words)):
            noun = self._are[n].noun
            if not self._are[n].said or not self._is_plain(n):
                continue
            places = self._ahead(n, noun=noun) or self._back(n, noun=noun)
            whole = self._spot_at.get(n)
            for place in places:
                if whole is not None and whole.first <= place < whole.last:
                    continue  # it is read with this part already
                found = self._named(n, place)
                if not found:
                    continue
                taken = whole is not None and whole.last - whole.first > 1
                at = place if taken or n in new else n
                if at == place and place in self._spot_at:
                    continue
                new[at] = found
                used.add(place)
        for spot in self._anew:
            if new.keys().isdisjoint(range(spot.first, spot.last)):
                self._spots.append(spot)
        kept = [spot for spot in self._spots if spot.last - spot.first > 1 or spot.first not in new]
        kept += [Spot(at, at + 1, named) for at, named in new.items()]
        return Composed(sorted(kept, key=lambda spot: spot.first), frozenset(used))

    def _is_anew(self, spot: Spot) -> bool:
        inside = range(spot.first, spot.last)
        parts = [n for n in inside if self._are[n].part]
        said = [n for n in inside if self._are[n].said]
        if not parts or not said or not all(n in parts or self._are[n].passes for n in inside):
            return False
        one = any(self._is_of(n, _OF_ONE) for n in said)
        first = any(self._is_of(n, _ONE_FIRST) for n in said)
        plural = any(self._plural[n] for n in parts)
        return len(said) > 1 or one or (first and not plural and len(inside) == 2)

    def _is_of(self, n: int, group: str) -> bool:
        return self._words[n].folded in _folded(group)

    def _is_plain(self, n: int) -> bool:
        """Tell whether a word is in no name, or in one of parts and what is said of them only."""
        spot = self._spot_at.get(n)
        return spot is None or all(
            self._are[k].part or self._are[k].passes or is_beside(self._words[k].folded)
            for k in range(spot.first, spot.last)
        )

    def _is_adjective(self, n: int) -> bool:
        return self._are[n].said and not self._are[n].noun

    def _ahead(self, n: int, *, noun: bool) -> list[int]:
        """Give the parts that follow: cold and pale leg; pain in arm and leg."""
        linked = not noun
        for k in range(n + 1, min(n + _FAR, len(self._words))):
            word, is_ = self._words[k], self._are[k]
            if word.folded in _ANEW or (word.apart and (noun or is_.part)):
                break
            linked = linked or word.folded in _PREPOSITIONS
            if is_.part:
                near = linked or k == n + 1
                return self._listed(k, 1) if near and self._is_plain(k) else []
            if not is_.passes or (is_.noun and not noun) or (is_.said and not linked):
                break
        return []

    def _back(self, n: int, *, noun: bool) -> list[int]:
        """Give the parts that came before: leg cold, pale and painful; arm and leg weakness."""
        apart = self._words[n].apart
        if apart and not noun and self._is_before_noun(n):
            return []  # back stiff, painful spasms
        for k in range(n - 1, max(n - _FAR, -1), -1):
            word = self._words[k]
            goes_on = not noun and (
                self._goes_on(k) or (self._ends(n) and (self._is_part(k) or self._is_hurt(k, n)))
            )
            if word.folded in _ANEW or (apart and not goes_on):
                break
            if noun and word.folded in _DENIALS and n in self._spot_at:
                break  # calf cramp no weakness: that is denied of all
            if word.folded in _IT and not noun:
                return self._spoken_of(k)
            if self._are[k].part:
                return self._listed(k, -1) if self._is_plain(k) else []
            if not self._are[k].passes:
                break
            apart = word.apart
        return []

    def _is_part(self, n: int) -> bool:
        """Tell whether a word is a part, or the side of one: leg left."""
        return self._are[n].part or (
            n > 0 and self._words[n].folded in SIDES and self._are[n - 1].part
        )

    def _is_hurt(self, n: int, quality: int) -> bool:
        """Tell whether a word ends what a limb suffers, and its colour or cold follows: leg pain, cold, mottled."""
        suffers = self._words[n].folded in _folded(_SUFFERED) and n > 0 and self._are[n - 1].part
        return suffers and self._is_of(quality, _OF_ONE) and not self._plural[n - 1]

    def _ends(self, n: int) -> bool:
        """Tell whether a quality ends with this word, or more of it follow: no cold weather, no red rash."""
        k = n + 1
        while k < len(self._words) and self._is_adjective(k) and not self._words[k].apart:
            k += 1
        if k == len(self._words) or self._words[k].apart:
            return True
        return self._words[k].folded in _AFTER_QUALITY

    def _spoken_of(self, n: int) -> list[int]:
        """Give the part that "it" stands for: the calf hurts, it is swollen."""
        for k in range(n - 1, max(n - _SPOKEN_OF, -1), -1):
            if self._words[k].folded in _ANEW:
                continue
            if self._are[k].part:
                return [k] if self._is_plain(k) else []
        return []

    def _is_before_noun(self, n: int) -> bool:
        """Tell whether a quality is that of the noun behind it."""
        return n + 1 < len(self._words) and not self._words[n + 1].apart and self._are[n + 1].noun

    def _goes_on(self, n: int) -> bool:
        """Tell whether a comma behind a word leads on to more that is said of the same part."""
        part = self._are[n].part and n > 0
        return self._is_adjective(n) or (part and self._is_adjective(n - 1))

    def _listed(self, n: int, step: int) -> list[int]:
        """Give a part with those that are joined to it: arms and legs."""
        found = [n]
        k = n + step
        while 0 <= k < len(self._words) and k - n < _FAR:
            word = self._words[k]
            if self._are[k].part and self._is_plain(k):
                found.append(k)
            elif word.folded not in ("and", "or", "/", "&") and word.folded not in SIDES:
                break
            k += step
        return found

    def _is_sudden(self, said: int, part: int) -> bool:
        """Tell whether a quality came suddenly: what is common of a pair is not common then."""
        between = range(min(said, part), max(said, part))
        return any(self._words[k].folded in _SUDDEN for k in between)

    def _named(self, said: int, part: int) -> tuple[Named, ...]:
        """Give the findings that a quality of a part is; not exact where it is that of a larger part."""
        quality = self._words[said].folded
        place = self._words[part].folded
        if quality == "warm" and self._plural[part]:
            return ()  # legs warm, as they should be
        own, *larger = _parts()[self._are[part].stem]
        tried = [f"{quality} {own}"]
        if self._is_of(said, _OF_ONE):
            larger = [] if place in _folded(_DIGITS) else larger
            pair = self._plural[part] and not self._is_sudden(said, part)
            tried = [f"both {quality} {own}"] if pair else tried
        elif self._is_of(said, _ONE_FIRST) and not self._plural[part]:
            tried.insert(0, f"one {quality} {own}")
        found = self._phrases.get(f"{AS_WRITTEN}{quality} {place}") if len(tried) == 1 else None
        for key in tried:
            found = found or self._phrases.get(stems(key))
        exact = found is not None
        if not (self._is_of(said, _OF_ONE) and self._plural[part]) or self._is_sudden(said, part):
            for more in larger:
                found = found or self._phrases.get(stems(f"{quality} {more}"))
        named = (named_by(told) for told in found or ())
        return tuple(
            n if exact else n._replace(exact=False) for n in named if n.category == "finding"
        )
