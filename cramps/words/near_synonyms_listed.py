"""The words of everyday as lists: what says nearly the same, what is part of what, sayings, and what says little.

British, American, Irish, Australian and Indian English. Nothing here names a record; `near_synonyms` reads it.
"""

from typing import Final

#: A line for each thing that is said: its words say nearly the same. A word may stand in several lines.
SAME: Final = """
tingling prickling buzzing fizzing needles vibrating humming tingly prickly pricking paraesthesia paresthesia zinging thrumming
tingling sting nettles stinging prickling bees ants crawling electric tickling fizzy sparkling
twitch flutter jump hop flicker quiver pop thump pulse tic fasciculation blip ripple bounce pulsate
twitch twitchy fasciculate fasciculation
cramp seize knot charley charlie seizing bunch clench crampy gripe
cramp lock tighten clamp contract contraction
spasm seize convulse contraction spasmodic
cramped contorted
seizure fit convulsion epileptic epilepsy convulse
foot toe sole instep heel
hand finger fingertip thumb knuckle pinky palm
thigh quad quadriceps hamstring groin
leg limb shin
calf gastrocnemius calves
arm biceps triceps limb forearm shoulder
belly abdomen abdominal tummy stomach gut abs tum bellies midriff
neck throat nape
throat gullet larynx
mouth lip
face cheek facial
head skull
scalp head
back spine lumbar spinal backbone
trunk torso chest back core spine
eyelid lid eye
jaw chewing chew
bum bottom buttock backside butt arse bumcheek saddle
groin crotch genitals privates saddle undercarriage
urine pee wee piss urinate urinating waterworks peeing weeing loo
bladder pee wee urinate toilet loo waterworks urine
stool poo bowel poop crap motion defecate toilet
constipation constipated blocked bunged
diarrhoea runs trots loose watery runny squits
red brown coke cola tea coffee dark kopi rusty stout
dark brown black colour
breath breathless winded puffed panting breathe breathing gasping gasp puffing wheeze
breathless labored puff air suffocate smother
tired fatigue exhausted drained knackered weary lethargic sluggish worn wiped shattered
fatigue exhaustion tiredness energy lethargy bushed pooped zonked wrecked banjaxed jaded spent washed
sleepy drowsy doze nap nod somnolent dozy
fall trip stumble topple tumble drop
fall crash
walk gait step stride walking stroll
gait shuffle stagger hobble lurch
limp hobble
waddle duck
faint swoon keel blackout collapse unconscious
swelling swollen puffy bloated puffed puffier ballooned swell
oedema edema fluid water retention
stiff rigid tight board stone wood statue taut rebar inflexible
stiff robot plank poker
rigid rigidity stiffness
tight tightness tense
spasticity spastic
hard rock rigid solid fist lump
lock stuck freeze frozen jam
weak feeble limp jelly powerless floppy strength power weakness useless
weak paralysis paralyse paralysed paralyzed
limp floppy flaccid rag
buckle jelly wobble wobbly
wobbly unsteady balance wobble shaky
numb dead deadened wool wooden numbness anaesthetised anesthetized asleep novocaine
sensation sense
numb insensitive
pain hurt ache sore agony painful throb agonising agonizing excruciating discomfort suffer
ache achy aching
sore tender soreness tenderness
burn scald fire burning hot searing blistering
shake tremble tremor quake judder shakes shaky trembling jitter quiver tremulous trembly
sting stab shock zap electric shooting jolt lightning
shooting shot radiate radiating travel sciatica
crawl creep itch creepy crawly
itch itchy scratch itching
rest still idle relax immobile inactivity inactive
rest sit lie sitting lying
night bed bedtime asleep sleep nocturnal nighttime overnight midnight
sleep insomnia awake slumber nightmare
nightmare dream sleep
wake awake woken awaken
morning waking woke dawn
exercise exertion gym workout sport training running jogging swimming exertional physical
exercise run cycling spin hike aerobics crossfit bootcamp football trail
run sprint jog
overdo overdid unaccustomed unused
cold chilly winter ice icy freezing chill frozen cool
heat hot summer sauna warm warmth
hot warm warmth
swallow gulp choke gag choking gagging
speech speak talk word talking speaking voice
slur slurred mushy garbled drunk nasal
voice hoarse croak husky raspy
voice singing whisper
saliva drool dribble spit slobber
vomit puke sick chuck barf retch chunder spew
nausea queasy sick nauseous
eat meal food eating chew
appetite hungry hunger
carbohydrate carb pasta bread sugar sweets pizza rice potato cake starchy starch spaghetti
salt salty
fear afraid scared frightened fright terrified terror scary phobia
anxious worried panic nervous panicky edge anxiety worry dread doom scared jittery fretful
stress upset emotion emotional worry stressful strain stressed
angry snappy irritable tempered grumpy irritability cross crabby cranky
agitated restless fidgety agitation pacing
sad low tearful down depressed blue miserable depression hopeless
cry laugh weep tears crying laughing weeping sob
heart pulse heartbeat
palpitation heartbeat flutter racing pounding heart
race pound fast thump racing pounding quick
irregular skip flutter missed arrhythmia erratic
shrink waste thin atrophy shrunk wither wasting skinny smaller scrawny disappear
large big bulky huge enlarged muscular bigger
noise sound bang loud horn siren
touch brush blanket sheet sock clothes clothing
startle jump leap jolt startled surprise surprised fright
jerk jolt kick jump jerky
kick thrash fling flail
balance unsteady sway wobbly stagger topple lurch
coordination clumsy ataxia uncoordinated coordinate
clumsy fumble drop dexterity button butterfingers awkward zip buttoning fasten shoelace
write pen writing handwriting signature scribble
dizzy giddy lightheaded woozy faint
vertigo spin spinning
grip grasp hold squeeze clasp handshake
release loosen open unclench relax unlock
curl clench claw bend claws
claw lobster clawed
twist turn contort
stairs steps climb stair step staircase
squat crouch kneel kneeling chair
rise stand
chair couch sofa seat
lift raise hoist
sweat perspire sweaty drenched clammy perspiration
clammy cold
thirst thirsty parched
weight pound stone kilo kg fat heavier obesity obese overweight
weight gain fat
slim slimmer thin weight
memory forgetful remember thinking concentrate fog forget
concentrate think focus memory brain cognitive
confused muddled disoriented confusion disorientation bewildered
pregnant pregnancy expecting trimester
birth childbirth baby delivered delivery labour postpartum
period menstrual menstruation periods monthly
alcohol drink drinking beer wine drunk booze bevvy whiskey vodka spirits
drinker alcoholic alcohol
smoke smoker smoking cigarette cigs fags tobacco
fever temperature feverish chills
infection virus viral bug flu cold bronchitis pneumonia gastro poisoning covid
see vision sight eyesight
blurred blurry fuzzy hazy
double two
glare light bright photophobia
dialysis kidney machine
tablet medicine pill medication drug tab meds
cholesterol statin
blanket sheet bedclothes duvet covers
urge must need desire
drag slap flop
droop drooping hang sag droopy
button buttons zip
vein veins varicose
clot thrombosis dvt embolism
heavy lead weighted concrete leaden heaviness
ulcer sore wound
rash spots blotches hives
bruise bruising black
pale white pallor pallid colourless ashen pasty
yellow jaundice
blue purple cyanosis bluish
hair bald balding
skin dry flaky
attack episode bout spell episodic intermittent
attack periodic episodic temporary
constant continuous nonstop always persistent relentless persisting
everywhere whole widespread entire generalise generalised all
gradual slow worse progressive progressively worsening
spread ascend upwards rise
brain mind head
nerve neuropathy neuropathic
knock hit injury bump bang injured trauma hurt
bone fracture break broken
snap tear torn rupture
bite bitten
flight plane journey travel
sit seat desk immobile
relative family father mother brother sister dad mum mom parents uncle aunt grandfather grandmother
brother sister sibling
cousin cousins related consanguinity
cough straining strain sneeze sneezing
deaf hearing hear
hoover vacuum
kid child toddler baby infant
old elderly
jaw lockjaw
test result level
vaccine vaccination jab injection tetanus
tick ticks lyme
diet vegan vegetarian
surgery operation op operated
thyroid gland
sugar diabetes diabetic glucose
painkiller analgesic
inhaler puffer salbutamol
steroid prednisolone cortisone
heartburn reflux omeprazole
chemo chemotherapy
hunger starve starved fasting fast skipped
potassium banana bananas
dehydrated dehydration thirsty fluids
hyperventilate overbreathe hyperventilation overbreathing
breathing respiration respiratory
sneeze cough
electric electrical electricity shock current volt taser tased jolt
tingling static crackle champagne sparkler effervescent electrical
zap zing jolt bolt spark
twitch wriggle writhe squirm dance alien snake worm
twitch vibrate vibration spark popcorn firework fire firing misfire
cramp grab gremlin vice vise clutch crunch squeeze wring wrung
cramp spasm contraction tense
spasm jerk tense
pain killing murder torture torment agony knife dagger stabbed twinge pang
stab knife dagger skewer icepick
rip tear shred
ache dull nagging gnaw throb
burn flame acid sunburn sizzle roast coal ember scorch
swell inflate expand balloon swollen puff
heavy weighed sandbag anchor cement
weak jelly jello rubber noodle spaghetti pudding mush
strength power grip
numb novocaine dentist frozen rubber
fall faceplant tumble
sleep deprived sleepless
tired sapped flag exhausted
wake awaken arouse rouse awoken
limp dip lopsided hitch swagger
balance tipsy drunk veer list
stair kerb curb hill escalator ladder bus
lift reach overhead
squat bend crouched stoop
grip jar lid bottle tap doorknob opener toothpaste
write pencil keyboard type typing pen
dizzy swimmy spacey
vision peripheral tunnel field
blurred blur cloudy misty foggy smear
speech understand intelligible
breath air inhale exhale lungful
breathless laboured labored shallow
chest heart breastbone sternum ribcage
headache migraine head
explode burst split pound
sweat soaked dripping drenching
heat overheat humid
scared terrified petrified freaked
depressed suicidal suicide hopeless
memory recall concentration focus
confused spacey dazed muddle
touch stroke brush bedsheet tap
rash red patch
hair eyebrow thinning
muscle fiber fibre
waste melt vanish dent hollow sunken
release relax quit let loosen
move pace motion walk
exercise activity squats deadlift treadmill reps spinning gardening digging exertion
high soar skyrocket spike elevated climb rocket
low deficient deficiency plummet lack
normal fine okay unremarkable perfect range
jaw bite chew
eye eyeball
cut blister graze
food meal
face droop
mouth droop
fluid water
brace splint insert insole
stocking sock hose
fatigue tired tiring tire
foggy fog
cramp clinch cinch wrench ratchet coil yank
twitch shimmy shimmer
tingling staticky soda thistle cactus needlelike
numb desensitised desensitized unfeeling senseless lidocaine
pain smart pierce drill bore wince whimper howl intolerable torturous debilitating hellish
burn ablaze fiery lava inferno molten
weak frail puny wimpy boneless flimsy ragdoll strengthless underpowered
limp ragdoll boneless
fatigue listless groggy shagged frazzled burnout energyless lackluster
stiff mannequin inelastic unbending unyielding
swelling indentation
shake shudder waver
walk wander trek trudge plod toddle amble
gait toddle plod
fall pavement
balance unbalanced
clumsy klutz klutzy ungainly inept
stairs stairway bannister banister
chair armchair lavatory recliner
choke crumb lodge
slur mumble lisp stutter enunciate
palpitation gallop palpitate
dizzy whoozy whirl headrush
sleep snooze insomniac toss
anxious uptight apprehensive uneasy
depressed gloomy worthless despair joyless
urine widdle piddle
bowel dump shit
constipation clog
vomit hurl
weight kilogram
fat plumper pudgy chubby
slim skinnier gaunt emaciated
waste gaunt emaciated dwindle
arm deltoid delt
shin shinbone
hand paw mitt
belly midsection waistline
back coccyx sacrum tailbone
jaw jawbone chomp
cold draughty snow
heat tropical sunshine
exercise jogger rower badminton rugby soccer netball hockey zumba pilates shovel
exercise strenuous heavy vigorous
rest lounge recline
alcohol gin rum lager ale cider liquor booze boozer hangover hungover
drunk sozzled hungover
memory scatterbrained
confused bewilderment befuddled incoherent
urge compelled
noise doorbell clap thunder
heavy leadlike quicksand
constant unending endless incessant ceaseless unrelenting continual perpetual
period menstruate
pregnant preggers
infection influenza tonsillitis sinusitis norovirus
test bloodwork
relative nan gran granny grandad grandpa grandma niece nephew
paralysis tetraplegia tetraplegic quadriplegia quadriplegic paraplegia paraplegic hemiplegia hemiplegic
injury whiplash
breathless wheeze wheezy wheezing
"""

#: A part of the body -> what it is part of: words of the one may be found under the other.
PARTS: Final = """
ankle: foot leg
knee: leg
thigh: leg
hamstring: thigh leg
quad: thigh leg
hip: leg
shin: leg
calf: leg
calve: leg
gastrocnemius: calf leg
toe: foot leg
sole: foot
heel: foot
instep: foot
arch: foot
foot: leg
wrist: hand arm
thumb: hand finger
finger: hand
fingertip: finger hand
pinky: finger hand
palm: hand
elbow: arm
shoulder: arm
bicep: arm
biceps: arm
forearm: arm
armpit: arm
hand: arm
bum: buttock leg
buttock: leg
lip: mouth face
chin: face jaw
cheek: face
nose: face
rib: chest trunk
ribs: chest trunk
chest: trunk
belly: trunk abdomen
back: trunk
leg: limb
arm: limb
lung: chest
eyelid: eye
heart: chest
eyeball: eye
kneecap: knee leg
achilles: calf ankle
tibia: shin leg
glute: buttock
tricep: arm
knuckle: finger hand
digit: finger hand
breast: chest
ribcage: chest
gum: mouth
eyebrow: hair
lat: back
pelvis: hip
waist: trunk
"""

#: A saying -> the words that it stands for, in names as in what is asked.
SAYINGS: Final = """
pins and needles: tingling
runny nose: nose
runny eyes: tear eye
pin and needle: tingling
gone to sleep: numb tingling
go to sleep: numb tingling
fell asleep: numb sleep
dead leg: numb leg
dead arm: numb arm
give way: buckle weak
gives way: buckle weak
gave way: buckle weak
given way: buckle weak
giving way: buckle weak
give out: buckle weak
gave out: buckle weak
giving out: buckle weak
stopped working: weak
stop working: weak
not work: weak
not working: weak
no strength: weak
no power: weak
lost strength: weak
lack of strength: weak
loss of strength: weak
loss of power: weak
no longer strong: weak
not strong: weak
like jelly: weak jelly
into jelly: weak jelly
jelly legs: weak leg jelly
like lead: heavy lead
lead weight: heavy lead
like concrete: heavy
concrete shoe: heavy leg
made of lead: heavy lead
weigh a ton: heavy
ton of bricks: heavy
hold me up: stand weak
pass out: faint
passed out: faint
passing out: faint
black out: faint
blacked out: faint
blacking out: faint
keel over: faint
throw up: vomit
throwing up: vomit
threw up: vomit
be sick: vomit
being sick: vomit
been sick: vomit
feel sick: nausea
feeling sick: nausea
worn out: fatigue
wiped out: fatigue
washed out: fatigue
burnt out: fatigue
burned out: fatigue
run down: fatigue
dead tired: fatigue
dog tired: fatigue
no energy: fatigue
zero energy: fatigue
lack of energy: fatigue
out of energy: fatigue
low energy: fatigue
running on empty: fatigue
empty battery: fatigue
flat battery: fatigue
bone deep: fatigue
could sleep all day: fatigue sleepy
out of breath: breathless
short of breath: breathless
shortness of breath: breathless
short breath: breathless
for air: breathless
for breath: breathless
catch my breath: breathless
air hunger: breathless
cannot breathe: breathless
hard to breathe: breathless
charley horse: cramp leg
charlie horse: cramp leg
seize up: cramp seize
seized up: cramp seize
seizing up: cramp seize
lock up: cramp lock
locked up: cramp lock
locking up: cramp lock
tighten up: cramp tighten
let go: release
black and blue: bruise
pass water: urinate
passing water: urinate
pass urine: urinate
passing urine: urinate
go poop: bowel
going poop: bowel
go poo: bowel
open my bowels: bowel
bowel movement: bowel
loose stools: diarrhoea
loose stool: diarrhoea
the runs: diarrhoea
the trots: diarrhoea
see double: double vision
seeing double: double vision
light headed: dizzy
head rush: dizzy stand
put on weight: weight gain
putting on weight: weight gain
gained weight: weight gain
piling on: gain
losing weight: weight lose
lost weight: weight lose
cannot lose weight: weight gain
hot flush: sweat heat
hot flash: sweat heat
cannot feel: numb
not feel: numb
no feeling: numb
lost feeling: numb
loss of feeling: numb
lost the feeling: numb
unable to feel: numb
inability to feel: numb
no sensation: numb
not able: cannot
unable: cannot
inability: cannot
could not: cannot
cant: cannot
couldnt: cannot
impossible: cannot
no longer: cannot
struggle to: cannot
struggled to: cannot
struggling to: cannot
barely able: cannot
can barely: cannot
could barely: cannot
can hardly: cannot
could hardly: cannot
no way: cannot
lost my ability: cannot
lost the ability: cannot
middle of the night: night
in the night: night
at night: night
at nights: night
of a night: night
small hours: night
in my sleep: night sleep
dead of sleep: night sleep
from sleep: night wake
on and off: episodic
come and go: episodic
comes and goes: episodic
time to time: episodic
every so often: episodic
now and then: episodic
first thing: morning
all over: whole body
whole body: whole body
full body: whole body
entire body: whole body
head to toe: whole body
top to toe: whole body
everywhere: whole body
no appetite: appetite poor
lost my appetite: appetite poor
off my food: appetite poor
off his food: appetite poor
off her food: appetite poor
not hungry: appetite poor
never hungry: appetite poor
on edge: anxious
panic attack: anxious panic
impending doom: anxious
worst case: anxious
low mood: depressed
feel down: depressed
feeling down: depressed
brain fog: concentrate memory
foggy head: concentrate memory
cannot concentrate: concentrate
difficulty concentrating: concentrate
think straight: concentrate
mixed up: confused
drop things: clumsy hand
dropping things: clumsy hand
drops things: clumsy hand
dropped things: clumsy hand
button up: button hand
do up: button
lower leg: calf
lower legs: calf
back of the leg: calf
back of my leg: calf
back of the thigh: hamstring thigh
upper leg: thigh
upper legs: thigh
upper arm: arm proximal
bottom of my foot: sole
bottom of foot: sole
bottoms of my feet: sole
private parts: saddle
down below: saddle
between the legs: saddle
between my legs: saddle
work out: exercise
working out: exercise
worked out: exercise
working-out: exercise
spin class: exercise
gym class: exercise
boot camp: exercise
lift weights: exercise
lifting weights: exercise
cold turkey: alcohol stop
stop drinking: alcohol stop
stopped drinking: alcohol stop
quit drinking: alcohol stop
gave up drinking: alcohol stop
give up drinking: alcohol stop
blood clot: thrombosis
stomach bug: infection recent
tummy bug: infection recent
food poisoning: infection recent
out of my skin: startle jump
walking on cotton wool: numb foot
walking on pebbles: numb foot
walking on stones: numb foot
walking on glass: foot neuropathic pain
walking on rocks: foot neuropathic pain
ants crawling: tingling
ants are crawling: tingling
insects crawling: tingling
bugs crawling: tingling
electric shock: electric shooting
electric shocks: electric shooting
red hot poker: burning
rock hard: hard
hard as a rock: hard
hard as rock: hard
hard as a fist: hard
solid as a rock: hard
rock solid: hard
stiff as a board: stiff
like a board: stiff
like a plank: stiff
like a statue: stiff
like a robot: stiff
blocks of ice: cold
block of ice: cold
like ice: cold
through the roof: high
sky high: high
off the scale: high
off the chart: high
rock bottom: low
trip over: trip
tripping over: trip
fall over: fall
falling over: fall
fell over: fall
get up: rise
getting up: rise
got up: rise
stand up: rise
standing up: rise
sit down: sit
lie down: lie
lying down: lie
wake up: wake
waking up: wake
woke up: wake
woken up: wake
tossing and turning: sleep insomnia
toss and turn: sleep insomnia
lack of sleep: insomnia
not enough sleep: insomnia
no sleep: insomnia
cannot sleep: insomnia
not sleep: insomnia
not sleeping: insomnia
birth control pill: contraceptive
water tablet: diuretic
water pill: diuretic
water tablets: diuretic
water pills: diuretic
blood pressure tablet: antihypertensive
stretched out: stretch
time of the month: period
runs in the family: family
run in the family: family
runs in my family: family
tea coloured: dark
coke coloured: dark
cola coloured: dark
motor oil: dark
kill myself: depressed suicidal
end it all: depressed suicidal
topping myself: depressed suicidal
not want to live: depressed suicidal
like jello: weak jelly
like rubber: weak jelly
like noodles: weak jelly
like spaghetti: weak jelly
wet noodle: weak jelly
like mush: weak jelly
like cement: heavy
sack of potatoes: heavy
weigh me down: heavy
weighed down: heavy
fall asleep: numb sleep
falls asleep: numb sleep
falling asleep: numb sleep
go numb: numb
goes numb: numb
went numb: numb
going numb: numb
gone numb: numb
dead to the touch: numb
seize on me: cramp seize
seizes on me: cramp seize
ball up: cramp knot
balls up: cramp knot
balled up: cramp knot
bunch up: cramp knot
bunches up: cramp knot
tense up: cramp tense
tenses up: cramp tense
tensed up: cramp tense
knot up: cramp knot
knots up: cramp knot
curl up: curl
curls up: curl
locks up: cramp lock
seizes up: cramp seize
tightens up: cramp tighten
freeze up: stiff freeze
freezes up: stiff freeze
stiffen up: stiff
stiffens up: stiff
for hours: hour
round the clock: constant
around the clock: constant
day and night: constant
twenty four seven: constant
all day long: constant
non stop: constant
won't quit: constant
will not quit: constant
will not stop: constant
will not go away: constant
will not let up: constant
in my bones: bone
whole night: night
all night: night
wee hours: night
early hours: night
2 am: night
3 am: night
4 am: night
of the night: night
awake all night: insomnia
up all night: insomnia
sleep deprived: insomnia
wink of sleep: insomnia
up and down stairs: stair
off the floor: floor rise
out of a chair: chair rise
off the couch: chair rise
from the couch: chair rise
off the sofa: chair rise
out of bed: bed rise
hard to swallow: swallow difficult
go down the wrong way: swallow choke
goes down the wrong way: swallow choke
went down the wrong way: swallow choke
word salad: speech
heart attack: infarct
fight or flight: anxious
freaking out: anxious panic
freaked out: anxious panic
scared stiff: anxious scared
scared to death: anxious scared
worried sick: anxious worried
down in the dumps: depressed
brain is mush: concentrate memory
cog fog: concentrate memory
mental fog: concentrate memory
lose my words: concentrate memory
lose words: concentrate memory
pee a lot: pee lot
pant for breath: breathless
gasp for air: breathless
gasping for air: breathless
cannot get enough air: breathless
deep breath: breath deep
bent over: bend
bend over: bend
bending over: bend
wiped me out: fatigue
wore me out: fatigue
took it out of me: fatigue
knocked out: fatigue
run out of steam: fatigue
running out of steam: fatigue
out of gas: fatigue
hit a wall: fatigue
hit the wall: fatigue
sick of: fed
trigger finger: trigger
high strung: anxious
waste away: waste
wasting away: waste
wasted away: waste
melted away: waste
melting away: waste
fading away: waste
kick in: start
kicks in: start
kicked in: start
feels better: better
feel better: better
felt better: better
set off: trigger
sets off: trigger
bring on: trigger
brings on: trigger
brought on: trigger
"""

#: How it is said that something is lacking: before each of `LACKED`.
LACKING: Final = """
no, little, less, zero, poor, reduced, diminished, diminishing, decreased, decreasing, impaired, lack of, lacking,
loss of, lost, losing, lose, loses, lost my, losing my, lost all, lost all my, lost the, losing the, without, without any,
not much, hardly any, barely any, not have any, have no, had no, absence of, lost some, losing some, very little, almost no
"""

#: What may be lacking -> the words that this stands for.
LACKED: Final = """
feeling: numb
sensation: numb
sense of touch: numb
strength: weak
power: weak
force: weak
muscle strength: weak
muscle power: weak
energy: fatigue
stamina: fatigue
oomph: fatigue
control: cannot control
coordination: clumsy coordination
dexterity: clumsy hand
balance: balance
appetite: appetite poor
sleep: insomnia
concentration: concentrate
focus: concentrate
muscle: muscle waste
muscle mass: muscle waste
muscle bulk: muscle waste
consciousness: faint
breath: breathless
"""

#: How it is said that somebody does something only with trouble, or not at all.
HINDERED: Final = """
cannot; can not; could not; cant; couldnt; unable; not able; inability; incapable; impossible; no longer; no longer able;
can no longer; could no longer; struggle to; struggled to; struggling to; struggles to; struggle; struggling; barely able;
hardly able; can barely; could barely; can hardly; could hardly; barely; hardly; not even; could not even; cannot even;
lost my ability; lost the ability; losing the ability; losing my ability; lost ability; hard to; harder to; tough to; hard time;
difficulty; difficulties; difficult; trouble; problem; problems; have to fight to; find it hard; found it hard; too weak to;
fail; fails; failing; failed; refuse; refuses; refused; will not; would not; too hard to; battle to; takes all my strength to
"""

#: Words that a person says besides, and that tell no complaint from another.
FILLERS: Final = """
all time now ever any more anymore always often sometimes lot much too up out go goes going
feel feels feeling like as if when while then than there about again also still even only
day week month year hour minute few couple several keep start come becoming become turn
own self thing way kind sort part cannot can could would want trouble problem difficult hard
left right both side such because since though although but into onto off over under around along
incredibly extremely completely totally simply literally absolutely terribly awfully horribly severe severely
severly terrible awful horrible horrid horrendous nasty bad badly worse worst really awfully ghastly
slight slightly mild mildly little bit rather quite almost nearly practically basically
began begin begun started starting became getting gotten went made make makes making seem seems seemed
used use using tend tends happen happens happened notice noticed noticing find found think thought
every each another other others someone something anything everything somehow whenever sudden suddenly
difficulty issue issues symptom symptoms complaint suffer suffering experience experienced experiencing
able unable ability manage properly normally usually regularly frequently randomly certain
my his her their its our your who what where how these those
until after before during later once ago
recent recently new several many most least less
please doctor gp hospital
first next last end whole
felt looks looked looking sound
day days daily nightly
weird strange odd funny peculiar
seemed would really mmol nmol pmol umol mol iu ug ng dl mmol/l nmol/l pmol/l umol/l u/l iu/l g/l
mg/dl ng/ml pg/ml freaking bloody damn darn fucking friggin frigging wicked totally utterly sheer
pure real thingy stuff sensation sensations feelings somewhat kinda sorta literally definitely
obviously apparently currently lately nowadays generally mostly mainly probably maybe massive
massively huge hugely enormous unbelievable unbelievably amazing insane insanely crazy like somebody
something else
"""

#: In which form, and how often, a medicine is taken: it tells no medicine from another.
FORMS: Final = """
pill tablet tab capsule med meds medication medicine drug iv intravenous infusion drip injection jab shot dose mg supplement
patch liquid syrup drop treatment therapy course prescription daily nightly twice weekly take taken took taking popped pop
generic infused injected
"""

#: Words that say the opposite, on either side of the bar: who says the one does not mean the other.
OPPOSITE: Final = """
rise raise climb soar spike high | fall drop low plummet
better ease relief relieve improve help settle soothe loosen | worse worsen aggravate trigger flare
gain | lose
hot warm heat | cold chilly icy
stiff tight rigid hard | loose floppy soft limp
fast quick race | slow
open | close shut
more | less few fewer
start begin | stop quit end
wet | dry
before | after
big large enlarge bulky bigger | small shrink thin waste smaller
rest still | exercise exertion
many | one
sweat | dry
wide dilate | narrow pinpoint constrict
"""

#: Words that may say that it is urgent: what has them is never taken for a record that has not.
ALARMING: Final = """
blood bleed bleeding breath breathe breathless breathing chest faint collapse unconscious unresponsive coma paralysed paralysis
swallow choke choking seizure fit convulsion confused confusion suicide suicidal kill die dying sudden suddenly stroke black
blue purple pale poison overdose pregnant newborn baby fever stiffneck headache vision speech slur bladder bowel saddle
incontinent wet urine dark burst tear torn crush trapped bite bitten sting snake lockjaw
"""
