"""Words that are not understood and can be no danger: who, when, at what, how it is taken.

Nothing is called ordinary while a word was left that may tell of a danger. Any word may; those here
surely do not. They are a list of what people say beside a complaint, and it errs on the side of asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.words.folding import SIDES, fold, is_beside

if TYPE_CHECKING:
    from cramps.words.note_cues import Status

#: Who, when, where, at what, and how people write.
_WORDS: Final = """
hiya hey hi hello cheers ta please help sorry thanks thank lol haha xx xxx regards dear colleague kind yours sincerely
am pm o'clock n w u ur r tbh imo idk btw fyi etc eg ie esp tho thou though cos coz cuz bc wanna gonna gotta wont
abit bit lil wee-bit sort kind kinda sorta proper pretty fairly rather quite really actually basically honestly obviously
apparently generally normally ordinarily typically often frequently occasionally occasional rarely seldom sometimes always
never usually mostly mainly only just ever regularly regular nightly daily weekly monthly evening evenings morning mornings
afternoon lunchtime bedtime midnight noon dawn overnight night nights nite nights day days week weeks weekend weekends
month months year years yr yrs wk wks fortnight fortnights hour hours hr hrs minute minutes min mins sec secs second seconds
moment moments while ages yest yday yesterday today tonight tomorrow mon tue tues wed thu thur thurs fri sat sun monday tuesday
wednesday thursday friday saturday sunday january february march april may june july august september october november
december jan feb mar apr jun jul aug sept oct nov dec spring autumn winter christmas easter holiday holidays summer recently
lately currently ago since until till before after during once thrice couple few several many lots loads number times time
first second third fourth last next other another each every all whole both same different similar previous previously
retired working worker work works job jobs office desk nurse teacher driver farmer builder student postman postie postwoman
chef cleaner plumber electrician joiner carpenter gardener gardening garden secretary clerk accountant lawyer doctor doc
docs gp surgery clinic hospital appointment physio chemist pharmacist pharmacy midwife visitor practice receptionist letter
referral review reviewed request reason ask asked asking asks wonder wondering question questions advice advise advised
worried worry worrying concerned bother bothered bothers bothering bothersome annoying annoyed nuisance mad panicking
googled google googling internet online app read reading reads says said saying told tell telling tells thinks think thought
thinking know knows knew guess suppose hope hoping want wants wanted like likes liked love loves need needs needed try tries
tried trying
man woman male female lady gent gentleman boy girl lad lass bloke guy person people patient pt mr mrs ms miss husband wife
partner mum mom mam dad son daughter brother sister gran nan grandad grandma uncle aunt auntie cousin nephew niece friend
neighbour neighbor kids kid children child toddler family carer baby mother father
aged age old yo yrs married single divorced lives live living alone home house flat bungalow kids
bed bedroom sofa couch settee chair armchair floor pillow pillows duvet blanket sheets mattress telly tv television
watching bath shower bathroom kitchen car bus train plane flight
sit sits sitting sat stand stands standing stood lie lies lying lay laid walk walks walked walking walker jog jogs jogging run
runs running ran runner cycle cycles cycling cyclist bike biking swim swims swimming swimmer pool gym football footie tennis
golf yoga pilates dance dancing hike hiking class classes sport sports sporty active exercise exercises exercising training
train play plays played playing game match side garden dig digging lift lifting lifted carry carrying shop shopping cook
cooking drive driving write writes writing type types typing pen fins crawl front stroke strokes lengths miles mile km yards
yds metres steps dog dogs cat cats park
eat eats eating ate drink drinks drinking drank meal meals dinner lunch breakfast supper tea coffee coffees coke cup cups
food curry bread diet healthy health well fine ok okay alright good great better best happy fit normal usual unchanged
stable steady clear clean regular intact nothing else otherwise everything anything something thing things stuff
asleep awake woke wake wakes woken waking sleep sleeps sleeping slept sleepless nodding rest rested resting
stretch stretches stretched stretching rub rubs rubbed rubbing massage massaged massaging move moves moved moving
moveing pull pulls pulled pulling push pushes pushed pushing bend bends bending flex flexing point points pointing
straighten warm warming heat pack cream gel socks sock shoes shoe heels boots
helps helped helping ease eases eased easing settle settles settled settling relieve relieved relieves relief sort sorts
sorted pass passes passed-off passing stop stops stopped stopping go goes went gone going come comes came coming start starts
started starting began begins begun end ends ended ending last lasts lasted lasting stay stays keep keeps kept happen
happens happened happening occur occurs occurred get gets got getting give gives given gave make makes made making take
takes took taken taking put puts use uses used using feel feels felt feeling look looks looked looking see sees seen saw seeing
find finds found notice notices noticed show shows check checked checks test tests tested testing blood bloods-ok result
results scan meds medicine medicines medication medications tablet tablets pill pills capsule vitamins vitamin supplement
supplements dose doses mg prescription prescribed
calf calves leg legs foot feet thigh thighs toe toes ankle ankles arch sole heel shin shins knee knees hamstring hamstrings
quad quads muscle muscles body eyelid eyelids eye eyes lid lower upper left right back inside outside side sides middle top
charlie horse cramp cramps cramping crampy sore soreness stiff mild milder little small slight slightly short brief easy easily
spot on off up down out in over under round around away again still yet already soon quickly slowly gradually suddenly-no
exam exams stress busy tired lockdown plus addition also too as well because so if whether when where what which who why how
do does did done doing doesn't can could would should will shall might must is it normal needs anything wrong do about
expect expecting pregnancy pregnant weeks trimester due g1 g2 p0 p1 p2 primip multip antenatal
others other anyone anybody someone somebody nobody everyone none nil no not nor
summary note notes history hx pmh pc hpc oe o/e dh sh fh nad esr imp plan ref re
more less much size sizes mine yours his hers ours theirs it's its that's there's here there now then
lab labs adj adjusted corrected haemolysed sample repeat repeated fasting-sample postie popped pop
late later early earlier shift shifts overtime leave leaves leaving water hydrated hydration plenty salt banana bananas tonic
milk juice squash serious reassurance reassure reassuring embarrassing silly daft hop hops hopping jump jumps jumped jumping
knot knots knotted ball tighten tightens tightened tightening grip grips gripping contract contracts contracting weather
trainers decorating painting ladder ladders housework hoovering cleaning ironing crossword sudoku phone laptop computer screen
keyboard shoulder hand hands arm arms elbow wrist finger fingers thumb thumbs hip hips buttock glute glutes
flicker flickers flickering flutter flutters fluttering twitch twitches twitching wont-stop age-related old-age
sessions session dialysis pre post hd same finished finish bog loo toilet bout bouts pe pbs bend bent pick picked
swearing smart l r magnesium quinine teams team growing grow grows
occ occas keen avid amateur semi-retired ex former trainee apprentice twice screen screens stare stares staring deadline deadlines
laugh laughs laughing funny-side happy happily holidaying wedding party parties concert festival-goer wearing wore wears
menopausal perimenopausal postmenopausal menopause cheerful thriving sociable independent self-caring mobile
within across along among towards throughout besides plus minus via slows slow slower race races tfts tft u&e u&es ues fbc lft lfts hba1c
tests-normal profile espresso latte cappuccino decaf tea-drinker smoothie sandwich pasta pizza curry cereal toast biscuit biscuits cake chocolate snack snacks
spicy fizzy lemonade cola-free sparkling beer-free restaurant cafe takeaway barbecue bbq picnic buffet
ceiling wall walls fence shed garage loft stairs-climb lawn mower mowing hedge leaves logs wood furniture flatpack wardrobe carpet
paint painted sanding sawing hammering drilling stacking packing unpacking moving-house box boxes bags suitcase rucksack backpack
project projects essay essays coursework revision report-writing meeting meetings client clients customers interview presentation
school nursery playground classroom homework playtime lesson lessons holiday-camp camp guides scouts
skips skipped skip scampers plays bounces toddles potters pottering wanders strolls stroll strolling pacing pace paced
fixes clears cleared easing-off slows-down warms eases-off wears wore-off fades faded vanishes disappears subsides calms calmed
laughs laughed jokes joked teases smiles smiled grumbles moans-about complains-about mentions mentioned
piece pieces set sets reps rep round rounds lap laps length interval intervals session-end kilometer km 5k 10k k
pad pads bottle plaster-free cushion cushions bolster blanket slippers sandals flip-flops insoles orthotics
flying coach journey journeys commute commuting motorway lorry van tractor scooter bicycle tram tube taxi
lambing harvest allotment greenhouse-free digging-over potatoes weeding planting pruning beach seaside mountain mountains lake
river park-bench street village town city countryside abroad
neighbours colleague colleagues boss-man team-mates teammate teammates friends mates mate pal pals cousin cousins grandson
granddaughter grandchildren grandkids twins-family stepson stepdaughter nephew niece in-laws
rubs skin-cream moisturiser oil oils balm tiger-balm liniment spray-on ointment paracetamol aspirin-free
gout osteoporosis hypothyroid-treated cataracts glasses hearing-aid tinnitus-known
regular cycle cycles-regular heavy-free tidy simple plain ordinary classic textbook typical routine
quivering quiver quivers pulsing pulse-like jumping-lid wobbling-lid
decades decade forearm forearms cinema aisle plane aeroplane aeroplanes cab truck trampolining matches controlled
above below beneath behind beyond whose annual dip x rehearsal rehearsals practice practise fast holes hole kneading dough
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred d b recommends recommended suggested suggests
examined examine kilometre kilometres five-kilometre ten-kilometre mile-run country cross-country track match-day player players
marching march marched tools tool gripping pose poses bridge trips trip car-trips feed feeds fed feeding thriving iron delayed biceps triceps
asthma eczema hayfever allergic-rhinitis arthritis osteoarthritis ibs reflux heartburn gord psoriasis migraine-history pmhx phx
abruptly colour normal-colour himself herself myself themselves girlfriend boyfriend fiance fiancee fiancé housemate flatmate
bad killing hurts hurt hurting painful pain ache aches aching awful horrible terrible nasty agony annoying
complain complains complaint complaining report reports reported describes described symptom symptoms
but has have having been task tasks bookkeeper ring sofa-bound mefenamic naproxen tidy-up terrified googles kebab spin
half full-time part-time average about approx approximately roughly nearly almost maybe perhaps probably
year-old month-old long-standing longstanding chronic ongoing persistent
neurologist cardiologist rheumatologist podiatrist chiropractor osteopath dietitian specialist physician dermatologist quit
meets meet regatta gala seen refers referred healed heals
"""
#: What people do for a living, and in their time off.
_DOINGS: Final = """
accountant actor actress architect artist author baker banker barber barista barman barmaid beautician bricklayer brickie builder
butcher carer cashier caterer cellist clerk coach composer cook courier dancer decorator designer dentist developer
dj drummer economist editor engineer fireman firefighter fisherman florist footballer gamer golfer guitarist hairdresser handyman
housewife househusband joiner journalist judge labourer landlord lecturer librarian lifeguard locksmith machinist manager mason
mechanic miner musician nanny optician organist painter pastor photographer pianist pilot plasterer plumber policeman
policewoman porter potter priest printer professor programmer rambler researcher roofer sailor salesman saleswoman scaffolder
scientist seamstress shopkeeper singer soldier solicitor stylist surveyor swimmer tailor tattooist teller therapist tiler trucker
tutor typist undergraduate vet vicar violinist waiter waitress warehouse warden weaver welder writer recruit army navy
council factory shop store salon academic admin administrator assistant supervisor director executive consultant registrar
carpentry plumbing teaching nursing studying study studies student students sixth-former schoolboy schoolgirl pupil university
uni college school medical-student boss career retirement
badminton baking ballet basketball bowls boxing breaststroke butterfly backstroke camping canoeing chess choir climbing climber cricket
croquet crocheting darts fell fishing gaming gymnastics hill hills hillwalking hockey jive judo karate kayaking knitting
lacrosse marathoner martial netball netballer orienteering padel paddleboarding parkrun parkruns pickleball piano pilates
ping-pong rambling rambles rowing rower rugby sailing salsa sewing skating skiing skier skipping sketching snooker snowboarding
softball spinning sportive sprint sprints sprinting squash surfing surfer tango tap-dancing theatre trampoline triathlete
trekking treadmill turbo violin volleyball walks watercolours weightlifting weights wrestling zumba cello guitar
drums jumper bouldering half-marathon league
"""
#: What is denied so is no danger.
_DENIED: Final = """
swelling swollen redness red warmth hot tender tenderness lump lumps bump bumps ulcer ulcers sore sores wound wounds injury
injuries injured trauma fall falls fracture bruise bruises bruising discharge droop drooping cough cold flu palps palpitations
proteinuria allergy allergies allergic drugs drug alcohol booze smoking smoker meds medication medications medicines tablets
problem problems issue issues trouble bother worries concern concerns change changes changed complaint complaints
lump growth limp rash itch itching bleeding blood clot clots dvt surgery operation operations op ops travel flights flight
illness illnesses disease diseases condition conditions medical past surgical family tongue biting bite incontinence accident
accidents wet worse worsening getting spreading gloves vitamins vitamin immunised attend deliver pattern trigger triggers
haemolysed pacemaker stroke heart kidney liver cancer
"""
#: Of these what was said is harmless where it is said to be as it should.
_NORMAL_OF: Final = """
urine wee wees pee peeing poo pooing bladder bowel bowels pulse pulses skin face speech walking gait appetite weight eating
sleep bloods blood scan test tests pressure bp heart chest breathing vision sight memory balance colour color periods movements
baby motions strength reflexes sensation neuro examination exam eyes temperature temp sats oxygen circulation kidney kidneys
liver thyroid ecg mri ct xray tfts lfts ues u&es fbc bone profile crp emg ncs u&e ue tft lft tsh esr calcium potassium magnesium
sodium glucose b12 folate ferritin hba1c power tone gait coordination nerves neurology neurological conduction gcs obs observations
neck tongue grip face hip hips shoulder shoulders spine range movement everything physical labs screen panel electrolytes
"""
_NORMAL: Final = late_regex(
    r"\b(?:normal(?:ly)?|nad|unremarkable|palpable|fine|ok|okay|clear|good|well|stable|unchanged|intact|steady|regular|unremarkable|strong|full|healthy|negative|neg|nad|perfect)\b",
    re.IGNORECASE,
)
#: The words of these that tell nothing else beside one of what is normal.
_AS_NORMAL: Final = (
    "normally unremarkable palpable full strong steady intact healthy negative perfect"
)
#: Behind "and" more of which the same is said, and that it is normal.
_JOINED_NORMAL: Final = late_regex(
    r"\s+(?:and|&)\s+(?P<what>\w+(?: \w+)?)\s+(?:are |is |both |all )*(?:normal(?:ly)?|fine|ok|okay|good|well)\b",
    re.IGNORECASE,
)
#: Harmless together, whatever the words.
_PHRASES: Final = late_regex(
    r"\bred bull\b|\bdriv\w+ (?:me|him|her) (?:mad|nuts|crazy|insane)\b|\bhot water bottles?\b|\bcharlie horses?\b|\b(?:walk\w*) the dog\b|"
    r"\b(?:once|twice) (?:or twice |or three times )?(?:an?|every|per|each) (?:night|day|week|month|year|fortnight)\b|\bgbs positive(?: on \w+)?\b|\bkilling me\b|"
    r"\b(?:found|finds|find) nothing (?:abnormal|wrong|amiss)\b|\bnothing abnormal(?: found| detected)?\b|"
    r"\b(?:pulses?|reflexes|sensation|foot pulses|pedal pulses) (?:(?:are|were|all|both) )*(?:present|intact|palpable|felt)\b|"
    r"\b(?:funny|awkward|odd|bad|weird|strange|uncomfortable) (?:position|angle|pillow|posture)\b|\bslept (?:funny|awkwardly|badly|wrong)\b|\bsleeping (?:awkwardly|funny)\b|"
    r"\bbig (?:lunch|dinner|meal|breakfast|tea|day|match|game|night out|weekend)\b|\b(?:finds|found) (?:it|this) funny\b|"
    r"\b(?:normal|usual|pale|clear|straw|light) (?:yellow )?colou?r\b|\bnothing (?:else )?(?:is )?wrong\b|\bthumb? ?up\b|"
    r"\bo/e\b|\bextra time\b|\b(?:nad|nkda|nil (?:of note|else|significant))\b|\b(?:man|woman|lady|\w{3,}(?:er|or|ist|ian|man|woman|ant|ent|eer)),? (?:of )?[2-9]\d\b(?!\.\d)|"
    r"\b(?:lad|son|boy|girl|daughter|kid|child|he|she|wife|husband|mum|dad|gran) is \d{1,2}\b(?!\.\d)|"
    r"\bana?esthetic (?:trainee|nurse|registrar|consultant|technician|reg)\b|\bon no (?:meds|medication|medications|tablets|medicines|drugs)\b|\bruns? (?:about|around|round)\b|"
    r"\b(?:medical|nursing|dental|pharmacy|veterinary|paramedic) students?\b|\bwalking like (?:john wayne|a cowboy)\b|\bcreepy[- ]crawly (?:feelings?|sensations?)\b|"
    r"\b(?:read|reading|googl\w+|worr\w+|scared|terrified|afraid|frightened|panick\w*|anxious|think\w*|convinced|fears?) (?:\w+ ){0,2}?(?:about |of |that |it is |it['\u2019]?s |i have |having |up on )*"
    r"(?:motor neurone? disease|mnd|als|parkinson['\u2019]?s?(?: disease)?|ms|multiple sclerosis|cancer|a brain tumou?r)\b|"
    r"\b(?:i['\u2019]?m|im|i am|he is|she is|he['\u2019]?s|she['\u2019]?s|still|as|feel|feels) (?:very |still |as |quite )?strong\b(?! smell)|\bleg day\b|"
    r"\b5[- ]a[- ]side\b|\btouch wood\b|\bdied of\b|"
    r"\bnothing (?:has|have|is|looks|seems) (?:shrunk|wasted|thinner|thin|wrong|changed|smaller|numb|weak|swollen)\b|\bthe odd\b|"
    r"\b(?:fully|completely|totally) (?:recovered|treated|resolved|healed)\b|\b(?:recovered|treated|resolved|healed) (?:fully|completely|totally)\b|"
    r"\bbenign(?:[- ]sounding)? (?:cramps?|twitch\w*)\b|\bgone by day (?:two|three|four|five|\d)\b|"
    # Nothing is wrong with a thing that is named behind.
    r"\b(?:no|without(?: any)?|nil) (?:real |major |other |particular )?(?:problems?|trouble|difficult(?:y|ies)|issues?|bother) (?:with |in |when |on )?(?:(?:my|his|her|the|any) )?\w+(?: (?:water|urine|stools?|stairs|upstairs))?\b|"
    # A name behind its title, and behind what one is to another.
    r"\b(?:mr|mrs|(?-i:Ms|Miss|Mx|Dr|Prof|Sister|Sir|Master))\.?\s+(?-i:[A-Z])[\w'\u2019-]+(?:\s+(?-i:[A-Z])[\w'\u2019-]+)?|\bmrs? [a-z]{3,}\b(?= (?:has|is|gets|had|was|came|who|aged)\b)|"
    r"\b(?:husband|wife|partner|son|daughter|grandson|granddaughter|grandma|grandad|nan|gran|boy|girl|brother|sister|mum|mother|dad|father|friend|uncle|aunt|auntie|boyfriend|girlfriend|neighbour|colleague|patient)\s+(?-i:[A-Z][a-z]+)\b|"
    # An operation, or an injury of bones, of years ago, and what became of it.
    r"\b(?:(?:had|has had|with|previous|old|past) )?(?:(?:a|an|my|his|her|both|left|right|total|bilateral|new|old) ){0,3}"
    r"(?:(?:hip|knee|shoulder|cataract|hernia|carpal tunnel|gall ?bladder|appendix|tonsils?|bunion|varicose veins?) (?:replacements?|operations?|ops?|surgery|repair|removed|out|done)|(?:ankle|wrist|arm|leg|foot|toe|hip|collarbone) (?:fractures?|break|sprain)|broken (?:ankle|wrist|arm|leg|foot|toe|hip|collarbone))"
    r"(?:,? (?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|some|twenty|thirty) (?:years|yrs) (?:ago|back)| in (?:19|20)\d\d| as a (?:child|kid|boy|girl|teenager|student)|,? (?:all |now |fully |well )?healed\b|,? long healed\b)|"
    r"\b(?:all|well|long|fully|now) healed\b|\b(?:full|complete) recovery\b|\b(?:all )?(?:good|fine|well|ok|okay) (?:since|ever since)\b|"
    # An illness of then, which is over.
    r"\bhad (?:\w+ ){1,4}(?:last year|(?:years?|yrs) ago|in (?:19|20)\d\d|as a (?:child|kid))[, ]+(?:and |it |which |has |is |now )*(?:all |fully |completely |long )?(?:cleared|recovered|resolved|better|gone|healed|sorted)(?: up)?\b|"
    # What a medicine is taken for.
    r"\bhay fever\b|\b(?:no|without|nil) red flags?\b|\bfor (?:(?:my|his|her|high|raised|mild|the) )*(?:blood pressure|bp|cholesterol|hay ?fever|reflux|heartburn|acid|asthma|contraception|acne|migraines?|gout|prostate)\b|"
    # Both sides the same, and as they should be.
    r"\b(?:both )?(?:calves|calf|legs?|thighs|feet|ankles) (?:(?:are|is|feel|feels|look|looks|both|all|nice and) )*(?:soft|supple|symmetrical|equal|the same|same size|same girth|warm(?: and (?:pink|well[- ]perfused|dry))?|well[- ]perfused)\b",
    re.IGNORECASE,
)
#: A number with what it counts: no result that was not read.
_COUNTED: Final = late_regex(
    r"\b(?:i['\u2019]?m|im|i am|aged?|now) \d{1,3}\b|\b(?:x\s?)?\d+(?:[.,]\d+)?(?:\s?(?:-|to|or)\s?\d+)?\s*(?:(?:st|nd|rd|th)\b|(?:more |other |odd )?(?:%?\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|"
    r"days?|nights?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|yo|y/o|times?|miles?|km|k|yds?|yards?|metres?|meters?|m|lengths?|cups?|coffees?|"
    r"units?|mg|mcg|ml|am|pm|pints?|glasses|[mf])\b(?:[- ]?olds?\b)?))|\b(?:19|20)\d\d\b|\bx\s?\d\b|\b\d{1,2}(?:/\d{1,2}){1,2}\b|\bg\d(?:p\d)?\b|"
    r"\bx\s?\d+(?:[.-]\d+)?\s?(?:y|yrs?|d|w|wks?|m|mo|mths?|/(?:7|12|52))\b|\bdays?\s?\d{1,2}\s?(?:-|to|and|&)\s?\d{1,2}\b|\bd\d{1,2}(?:\s?(?:-|to)\s?d?\d{1,2})?\b|"
    r"\b\d+\s?x\b|\bq\d+\b|\b\d{1,2}[:.]\d\d\s?(?:am|pm)\b",
    re.IGNORECASE,
)
#: These are no harmless words wherever they stand.
_NEVER: Final = late_regex(
    r"\b(?:twice|double|half|three times|times) (?:the|as|its|his|her|my)\b|\b(?:cannot|can['\u2019]?t|couldn['\u2019]?t|unable|impossible|stopped|stop) (?:to )?"
    r"(?:stand|walk|rise|get|move|lift|feel|see|speak|talk|breathe|swallow|pee|wee|eat|drink|sleep lying|lie|grip|hold|climb|straighten|bear|walking|talking|moving|"
    r"eating|drinking|smiling|feeding)\w*|\bpass(?:ed|ing)? (?:blood|out|water)\b|\bcough\w* (?:up )?blood\b|\bblood (?:in|from|on|when)\b|\bwrong (?:way|colour)\b|"
    r"\b(?:hasn['\u2019]?t|not|isn['\u2019]?t|stopped|less|no longer) (?:\w+ )?mov\w+|\bgone (?:all )?(?:a )?(?:funny|off|quiet|down|dead|white|blue|black|odd|strange|grey|gray|limp|like)\b|"
    r"\bfound (?:\w+ )?(?:on|in|at|lying|collapsed|down|under|cold)\b|\b(?:trapped|crushed|pinned|buried|dragged)\b|\blosing\b|\blost\b",
    re.IGNORECASE,
)
#: A denial of what somebody does: doesn't know, cannot, never.
_VERBAL: Final = late_regex(
    r"\b(?:do|does|did|ca|could|would|has|have|had|is|are|was|were|wo|ai|should)n['\u2019]?t\b|\b(?:cannot|never|not|unable|nor|no longer|hardly|barely|stopped)\b",
    re.IGNORECASE,
)
#: What is a danger where it is denied: does not know, not eaten, no better, not well.
_DONE: Final = """
eat eats eating ate eaten drink drinks drinking drank drunk sleep sleeps sleeping slept walk walks walked walking move moves moved
moving stand stands standing stood sit sits sitting sat know knows knew known see sees seen saw seeing look looks looking feel
feels felt feeling speak speaks talk talks wake wakes woke woken waking straighten bend bends bending lift lifts lifted lifting
write writes writing type typing grip grips run runs running ran play plays playing pass passes passed passing stop stops stopped
stopping settle settles settled settling ease eases eased easing
relief relieve relieves relieved help helps helped helping work works working worked carry carrying point push pull stretch
come comes came coming get gets getting go goes going respond responding find finds think thinking read reading swim use using
pee wee urine blood feed feeding rest asleep awake healed heals
"""
#: Not as it should be; the denial itself may have been taken off.
_AS_IT_SHOULD: Final = r"(?:at all |very |quite |so |feeling |looking |too |really )*(?:well|fine|ok|okay|right|clear|normal|good|great|better|happy|regular|intact|stable|healthy|alert)\b"
_NOT_WELL: Final = late_regex(
    rf"\b(?:not|n['\u2019]?t|never|no longer|no|isnt|arent|wasnt|doesnt (?:feel|look)|dont (?:feel|look)|hasnt been) {_AS_IT_SHOULD}",
    re.IGNORECASE,
)
#: More of a medicine than is meant to be taken, told in words that by themselves tell nothing.
_TOO_MUCH: Final = late_regex(
    r"\b(?:took|taken|swallowed|has had|had)\s+(?:(?:nearly|almost)\s+)?(?:all\s+(?:of\s+)?(?:his|her|my|their|the|these)|(?:a|the) (?:whole|full)|too many|loads of|lots of|"
    r"a (?:handful|load|lot|box|bottle|packet|strip|bunch) of|[2-9]\d|\d{3})\s+(?:\w+\s+){0,2}?(?:tablets?|pills?|capsules?|medicines?|meds|medication|bottle|packet|box|strip)\b"
    r"|\boverdos\w+|\btoo many (?:\w+ )?(?:tablets?|pills?)",
    re.IGNORECASE,
)
#: Who speaks of ending their life is never ordinary.
_OWN_LIFE: Final = late_regex(
    r"\b(?:end(?:ing)? it all|(?:end|ending|take|taking) (?:my|his|her|their) (?:own )?life|kill(?:ing)? (?:my|him|her)self|suicid\w+|better off (?:dead|without me)|"
    r"want(?:s|ed)? to die|(?:don['\u2019]?t|dont|do not|no longer|doesn['\u2019]?t) want to (?:live|be here|be alive|go on|wake up)|self[- ]?harm\w*)\b",
    re.IGNORECASE,
)
#: What a limb does no more: the denial may be taken for a cue, and the verb alone tells nothing.
_CANNOT: Final = late_regex(
    r"\b(?:cannot|can['\u2019]?t|can not|couldn['\u2019]?t|unable to|not able to)\s+(?:even\s+|properly\s+|really\s+)?"
    r"(?:(?:lift|raise|feel)\s+(?:them|it|either|my|his|her|the|a)\b|move\s+(?:them|either)\b|(?:stand|walk|see|speak|talk|swallow|breathe)\s*(?:$|[.,;]|\b(?:now|at all|any ?more|properly|straight)\b))",
    re.IGNORECASE,
)
#: Hours are nothing of hiccups, and much of a cramp.
_HOURS: Final = late_regex(r"\bx\s?\d{1,2}(?:[.-]\d+)?\s?(?:h|hrs?|mins?)\b", re.IGNORECASE)
_HICCUPS: Final = late_regex(r"\bhicc(?:up|ough)\w*", re.IGNORECASE)
#: A child that cries with pain at night, and is well by morning: the crying tells nothing more.
_CRYING: Final = late_regex(
    r"(?:he |she |is |was )*(?:cry|cries|cried|crying|in tears|tears|weeps|weeping|sobs|sobbing)(?: for (?:a|me to) (?:rub|cuddle|massage)(?: (?:it|them))?)?",
    re.IGNORECASE,
)
_NIGHT: Final = late_regex(
    r"\b(?:night|nights|bedtime|bed|evening|evenings|wakes?|waking|woke|sleep)\b", re.IGNORECASE
)
_WELL_BY_DAY: Final = late_regex(
    r"\b(?:next|following) (?:day|morning)|\b(?:by|in the) (?:morning|day)\b|\bby breakfast\b",
    re.IGNORECASE,
)
_WELL: Final = late_regex(rf"\s*{_AS_IT_SHOULD}", re.IGNORECASE)
_WORD: Final = late_regex(r"[^\W\d_]+(?:['\u2019&-][^\W\d_]+)*|\d[\d.,/]*")


@cache
def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split()) | frozenset(words.split())


@cache
def _ordinary() -> frozenset[str]:
    from cramps.words import harmless_words

    return frozenset(harmless_words.WORDS.split())


def not_well(text: str) -> tuple[str, ...]:
    """Give what says that something is not as it should be: not well, no better, all her tablets taken."""
    return tuple(
        match[0]
        for said in (_NOT_WELL, _TOO_MUCH, _OWN_LIFE, _CANNOT)
        for match in said.finditer(text)
    )


def is_harmless(text: str, status: Status = "present", whole: str = "") -> bool:
    """Tell whether words that were not understood can be no danger; ``whole`` is the text they are of.

    What is another's or only feared is none, nor what is of old, unless it is plainly a danger. ``status`` is what the cues say of the words.
    """
    if status in ("family", "hypothetical"):
        return True
    if _HICCUPS.search(whole):
        text = _HOURS.sub(" ", text)
    if _CRYING.fullmatch(text) and _NIGHT.search(whole) and _WELL_BY_DAY.search(whole):
        return True
    if text and text.casefold() in " ".join(m[0] for m in _PHRASES.finditer(whole)).casefold():
        return True
    text = _with_what_is_normal(text, whole)
    if _NEVER.search(text) or _NOT_WELL.search(text) or (status == "absent" and _WELL.match(text)):
        return False
    ways = (text, _outside_of_phrases(text, whole))
    return status == "past" or any(
        all(_harmless_words(way, absent=status == "absent")) for way in ways
    )


def _outside_of_phrases(text: str, whole: str) -> str:
    """Leave of words what no harmless phrase of the whole holds, however it reaches over them: Dr Hughes refers."""
    start = whole.find(text)
    if start < 0:
        return text
    end = start + len(text)
    left = list(text)
    for match in _PHRASES.finditer(whole):
        first, last = max(match.start(), start), min(match.end(), end)
        if first < last:
            left[first - start : last - start] = " " * (last - first)
    return "".join(left)


def _with_what_is_normal(text: str, whole: str) -> str:
    """Give words with those that an "and" joins to them and that say that all is normal: can wee and poo fine."""
    at = whole.find(text)
    joined = _JOINED_NORMAL.match(whole, at + len(text)) if text and at >= 0 else None
    if joined is None or not all(
        word.casefold() in _folded(_NORMAL_OF) for word in joined["what"].split()
    ):
        return text
    return text + joined[0]


def _harmless_words(text: str, *, absent: bool) -> Iterator[bool]:
    """Tell of each word that is left whether it can be no danger."""
    rest = _COUNTED.sub(" ", _PHRASES.sub(" ", text))
    denied = absent or re.match(r"\s*(?:no|not|without|nil|denies)\b", rest, re.IGNORECASE)
    known = _folded(_WORDS) | _folded(_DOINGS) | (_folded(_DENIED) if denied else _ordinary())
    if absent or _VERBAL.search(rest):
        known -= _folded(_DONE)
    if _NORMAL.search(text):
        known |= _folded(_NORMAL_OF) | _folded(_AS_NORMAL)
    for match in _WORD.finditer(rest):
        word = match[0].casefold()
        yield not word[0].isdigit() and (
            word in known
            or is_beside(fold(word))
            or fold(word) in SIDES
            or all(part in known or fold(part) in known for part in re.split(r"['\u2019-]", word))
        )
