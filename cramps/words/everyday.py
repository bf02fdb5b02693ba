"""Everyday words that say nearly the same of a complaint: what buzzes, fizzes or prickles, tingles.

They bring what a person says near to a record's words; by themselves they name nothing. A word may stand
in several lines: what flutters may be a muscle or a heart.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from cramps.words.folding import fold, stem

#: A line for each thing that is said.
_SAME: Final = """
tingling prickling buzzing fizzing needles vibrating humming
twitch flutter jump hop flicker quiver pop thump pulse tic fasciculation
cramp seize knot charley
spasm seize convulse
cramped contorted
foot toe sole instep
hand finger fingertip thumb
thigh quad quadriceps hamstring
leg limb
calf
arm biceps triceps limb
belly abdomen abdominal tummy stomach gut
neck throat
mouth lip
face cheek facial
head skull
back spine lumbar
eyelid lid
urine pee wee piss urinate urinating
stool poo bowel
red brown coke cola tea coffee dark
breath breathless winded puffed panting breathe breathing
tired fatigue exhausted drained knackered weary lethargic sluggish worn wiped shattered
fall trip stumble tumble topple
walk gait step stride
faint swoon keel blackout collapse
swelling swollen puffy bloated puffed
stiff rigid tight board stone wood
hard rock rigid
lock stuck freeze frozen jam
weak feeble limp jelly powerless floppy strength power
buckle jelly wobble
numb dead deadened wool wooden
pain hurt ache sore agony painful throb
burn scald fire burning hot
shake tremble tremor quake judder
sting stab shock zap electric shooting
crawl creep itch
night bed bedtime asleep sleep nocturnal
wake awake woken
morning waking
exercise exertion gym workout sport training running jogging swimming exertional
run sprint jog
cold chilly winter ice icy
heat hot summer sauna
swallow gulp choke
speech speak talk word talking
slur slurred mushy garbled drunk
voice hoarse croak
saliva drool dribble spit
vomit puke sick
nausea queasy sick
eat meal food eating
carbohydrate carb pasta bread sugar sweets pizza
salt salty
fear afraid scared frightened
anxious worried panic nervous panicky edge
stress upset emotion emotional worry
angry snappy irritable tempered grumpy
sad low tearful down depressed
heart pulse
race pound fast thump
shrink waste thin atrophy shrunk wither
large big bulky huge enlarged
noise sound bang loud
touch brush
startle jump leap jolt
jerk jolt kick jump
balance unsteady sway wobbly
dizzy giddy lightheaded
grip grasp hold squeeze
release loosen open unclench relax
curl clench claw bend
twist turn
stairs steps climb
sweat perspire sweaty drenched
thirst thirsty
weight pound stone kilo
memory forgetful remember thinking concentrate fog
pregnant pregnancy expecting trimester
alcohol drink drinking beer wine drunk
fever temperature feverish
see vision sight eyesight
double two
dialysis kidney machine
tablet medicine pill
blanket sheet bedclothes
urge must need
drag slap flop
droop drooping hang sag
button buttons zip
"""
#: Words that a person says besides, and that tell no complaint from another.
_FILLERS: Final = """
all time now ever any more anymore always often sometimes lot much too up out go goes going
feel feels feeling like as if when while then than there about again also still even only
day week month year hour minute few couple several keep start come becoming become turn
own self thing way kind sort part cannot can could would want trouble problem difficult hard
"""


@cache
def _fillers() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _FILLERS.split())


def is_filler(stemmed: str) -> bool:
    """Tell whether a stem tells no complaint from another."""
    return stemmed in _fillers()


@cache
def _mates() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _SAME.split("\n"):
        stems = {stem(fold(word)) for word in line.split()}
        for one in stems:
            found.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in found.items()}


def mates(stemmed: str) -> frozenset[str]:
    """Give the stems of the words that say nearly the same as a stem."""
    return _mates().get(stemmed, frozenset())
