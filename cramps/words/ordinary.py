"""English words that lie one slip away from a word of a record's name, and mean what they say.

Written by `python scripts/make_ordinary.py`; do not edit.
"""

from typing import Final

#: Folded.
ORDINARY: Final = frozenset(
    """
abele abuser achillea actor addition additive aground alright altercation alternation ambient amble
amelia amor anana angel angele angler anima anklet annal annexing anosmia anther antic antony
arachnid archer arcing arena argent arian armrest aryan aspiring auction augmenting aversive avert
backslide baile baiting balancer baldly barne barrel barren barter basalt bashe bashed basked basse
basted batho battler bayern beard bearded beast beasting beaut bella bellow bening bently benzyl
berating bering biase biased bible biding biker bilge bingen bingle biter bittern blear bleat
bleating blend blending blinder bodice bogard boner boost booth borneo bother bottler bought bouncer
bourne bowle bracer brack bradly branchial brand brattle breather brian britten broker bronzer
broody brooke broth brough brunche buckler bugle bulger bunted buring buzzer cached caching cadet
cadre caled calved calver calvin camber camel cameo camilla campo capote carat cardia carer carge
carib carle carlie carnal carve carving casal casing caudal causer caving cello centralism
centralist centum chafe challenger champ chancer chanel changer chapin chart china chink chino chock
chocked chocking choker chola chopper chord chore clare clarity clause cleansing clicky closer
closet clough coast coling collage collard colomb combe comer comet comma compete complain completer
compliant concert conducive congenial conic conjunctiva consciousnesse continual continue contra
cooing cooked copier coppera coral corne corte couldn couple craven craver crier crime crimp cripe
cristi crock cropper crore crowd crown culed culing curdled curdling curie curing curtis cushing
cycler cysteine dancer danton dearth decease deceased decent decine defection deflect deport
deprived desnt despot dextro diarrheal dibble dieing diethyl differing diffuser dimmer discreet
diurnal diver doming doping doubler douse dozing drago drawl dread dreamt dribbler driled drivel
driven driver drown ducat durning easel easter elector electron elisha elissa emboli enable epidemic
epithelia erase erased erating erythematous essentia esther eternal everly excercize exchanger
exiting extern facet facile faction factional fader faire farce farther feast feasting featherbed
feeing feelin feling fella femora fence fibber fibular field fiend filmed filming finfish finnish
fischer fiver fizzling flail flailed flailing flamer flatter flickr fling flitting flood flor flume
foaling foiled foiling foliate forcep forte forum fourier framer freezer friedrich friled frolic
galla gamer gashe gazer genera genial genre gente gentile gettin gingiva girdler giver glabella
glaze glover glower glute goring grader grain grained graining grasping grated grater gravel graven
graver graze greant greave groped groping grower growl growling guillian haling halve halving harem
haring harness hatter haunter haven haver hearst hearth heath heathy hepatica herme heron holster
homogenous hoove hover huggin hungary hurtle hurtling hydroxyl hypno illnesse inducted inducting
infanta inflection infraction insecta inset insolation insomniac inspect intere inulin inured isleta
isomeric jaundiced jerkin josepha kleptomaniac knick lacuna lager lamella lamina laming laning
lasing later lathe laugher laundry leaden learning levin lifer lifter likability liken liming limpid
linen liner lingua lister litter livability livre loiter longue lookin loser losse lossing lounger
lowder lyric lyrical macking macula maker malign malloy mamma maniac manifesto manioc maoris maple
margie mariner marko marlie masking massager mater matin matte maxima medal media mediation medica
medicated meditated meditator meiosis meson metal metaphysic migrant miled miler mille milner mincer
minder minim minter minuet mitochondria mitosis mold momenta money mongolia monre moore morel moron
morte moule mourning mover moyle multipole muscula myxomatosis neurol neurologica neutron noose
notching nothin optical orbicular organizer orthop ounce ouster outsider overdo overlay overlaying
overtly pacer palace palatial palma palpate pamper pannel panning paranoiac paren parsis parter
passo paster patcher patella patten patter pauling paunch pauper pdgfrb peace pean pearl pearson
pectoral pedicel peeking peeling peening peeping peril persis persona personalty personaly pervious
petal peter phenomenal philadelphian phosphor phosphorous phrase physiol piazza pickler pierce
pilaster pilate piper placenta placer plaice plaint planar planet plank planta platen plater playa
pliant plotter plump plural plying pointer ponding ponte ponting poplar porta posit potable potion
powder praying predicated preforming preset priced principe profiler programmer prostrate protea
prover psalm pulped pulping punctuate punking purse pyromaniac qalsodyr quanta quiet quilt quint
racer racking radical radium raggedy raider raiser raisin ranger rater ration recast recital
recoding redact redaction regime regiment regine regionh regnal regula relie relived rental replacer
reset resolver restating restrain restraining reuse reusing revere revered reverser rheumatic ridder
ridge righto rinse rinsing ripping riser roiled roiling roost rotund rouser rowling sacred saddler
sallow saltine salvia samba sampler sanding sapling sapping sartain satan satin sawing saying scaler
scarf scarfed scarp schwarz sclera scoop scorer scorpio seating seattle sectoral seeding seeming
seeping seine seling sending sentience sepal serie serious settler seven sewing shacking shaker
shame shamped shaper sharer sharking sharky sheard shed sheen shingle shitting shole shooing shore
shout shrift shunt sider sidled sienna sifting silencer silene simile simpler simplex simulant
simulating simulation singing singler singlet singular sipping skein skink slick slide slight slurp
smiler smite smock smore snorting soame soare solder solve sopping soule souper sower sowing spacer
spacex spank sparke sparking sparling sparse spartan spawn spayed spaying spearing spectral sperm
spier spindler spinel spinet spink spline spoil spoiling spore spout spring sprite squeezer stager
staling stark starling staten stater station statue staving steak steam steaming steep steiner
steling stickle stite stocker stoke stoking stole stolid stomp stoner stoop store stranger strangle
stratus stray straying strick strie striker string stringing stroker struck strum strung stuart
studly sturdy suare suite superb supine supper surge swaddle swingle tacking taker talkin taluk
tamper tampering tanking tantum tapper taster taube tecoma teeing tempera tempo tempt tempter tenon
termen tester thank there thinkin thirty thorough though threat thrip thromb tieing tiered tigger
tigre timer tindal tinge tinsel titian titter toner towne trail trashing tread treble trebling
tribal trick tripel triplex tripo tripple trivia tropic tropical trough truce trusting turing ultra
unde universal universalism universalist unknow urethral ursine vanish varie venue vermilion vermin
vernier vertebra virial virtus viscera wadding waisted waiter waive walter waning waring washin
waster waver weaknesse weave weeding weening weigh wester wether wheat wherea whine whinging
whistler whiten widen wight wilde wince wiper woake wobbler woking wolman woodsy workin world worser
worth wreak writhing yawing yearn
""".split()  # noqa: SIM905  (a thousand literals read no better)
)
