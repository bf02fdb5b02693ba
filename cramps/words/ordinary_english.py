"""English words that lie one slip away from a word of a record's name, and mean what they say.

Written by `python scripts/make_ordinary.py`; do not edit.
"""

from typing import Final

#: Folded.
ORDINARY: Final = frozenset(
    """
abele abuser achillea actor adama addition additive aground albert alright altar altercation
alternation amble ambler amelia american amor anana angela angelo angler anima anklet annal annexing
anosmia anther antic antony arachnid archer arena argent arian armrest aryan aspiring auction
augmenting australian aversive avert backslide baile balancer baldly bannister barley barne barrel
barren barter basalt bashe bashed basked basse basted batho battler bayern beacon beard bearded
beast beasting beaut bedside believer belive bella bellow bening bently benzyl berating bering biase
biased bible biding biker bilge bingen bingle biter bittern blanc bleach blear bleat bleating blend
blending blinder blurb blurt boast bobbin bodice bogard boling boner booing boost booth boozer
boring borneo botche bottler bought bouncer bourne bowle bowled bracer brack bradly braking
branchial brand brattle breach breather brian britten broiler broiling broker bronzer broody brooke
broth brough brunche bubbler bucked buckler bugle bulger buller bundler bungled bunted burnet
bushing busting buzzer cache cached caching cackle cackling cadet cadre cahill caine caled calved
calver calvin camber camel cameo camilla campo capote capper carat carer carge carib carle carlie
carnal carve carving casal casing catcher causer cello centralism centralist centum cerce cerulea
chafe challenger champ chancer chanel changer chapin charge chilla chink chino chirp chock chocked
chocking choker chola chopper chord chore circlet clare clarity clause cleansing clicky closer
closet clough clover coast coder coling collage collard colomb comer comet comma compete complain
completer concert conducive congenial conic conjunctiva consciousnesse continual continue contra
cooing cooked copier coppera coral corne coroner corte costal costar couldn coupe coupler covert
cowing crane craven craver crier crime crimp cripe cristi croat crock cropper crore crowd crowding
crown crowning culed culing curbed curdled curdling cursed curtis cushing cycler cysteine dancer
danton dater dearth decease deceased decent decine defection deflect deleted denature denoted deport
deprived derivation despot dextro diarrheal dibble dieing diethyl differing diffuser dimmer diner
discreet diurnal diver doming donet donor doping doubler doughty douse dozing drago drawl dreamt
dribbler driled drivel driven driver drone droning ducat duress durning easel easter eighth elector
electron elisha elissa emboli enable epidemic epithelia erase erased erating erring essentia esther
eternal ether everly evert excercize exchanger exiting expert extern facet facile faction factional
fader farce farther feast feasted feaster feasting featherbed feeing feelin feled feling fella
femora fence fibber fibular fiend finfish finnish fischer fiver fizzling flail flailed flailing
flamer flasher flatter flavor flickr flier fling flitting flor flume foaling foiled foiling foisted
foliate forcep forge forte forum fourier framer friedrich fright friled frill frizzy frolic funereal
fusse fussed gabled galla galleon gamer garbed gashe gazer genera genial genre gente gentile gettin
gingiva ginning girdler giver glabella glover glower glute goring grader grain grained graining
grasp grasping grated grater graven graver greant greave grill groover groped groping grove grower
growl growling guillian habit haile halted halve halving handler harem haring harish harness hasted
hater hatred hatter haunter haven haver hearst hearth heath heathy hello hepatica herme hermitage
heron hiker hoarder holster homogenous hoove houser hover huggin hughe hungary hurtle hurtling
hydroxyl hypno ideal illnesse imager impatien improver inducted inducting infanta inflected
inflection infraction insecta inset insider insolation insomniac inspect intere inulin inured isleta
isomeric issuer jaundiced jerkin josepha joust kering kerning kettler kleptomaniac knick lache
lacuna lager laird lamella lamina laming lance laning lasher lasing laster lathe lather latter
laugher launch laundry lawyer learning leaven leaver levin lifer lifter lightening likability liken
liming limpid linen liner lingua lister litter livability liven livre loiter longue lookin loser
losse lossing lounger lowder lyric lyrical macking macula maker malign malloy mamma manager mange
maniac manifesto manioc maoris maple margie mariner marital marko marlie massager mater matin matte
maxima meade medal media mediation medica medicated meditated meditator meiosis meiotic melter meson
messin messr mester metaphysic meteor metier migrant miler milner mincer minder minim minima minter
minuet mistaken mistry mitochondria mitosis mitotic mold momenta money mongolia monre moore morel
moron morte moule mourning mouser mousse mover moyle mueller multipole muscula myxomatosis neurol
neurologica neutron noose notching nothin oliver olivet optical orbicular organizer orthop ounce
ouster outsider overde overdo overeat overlay overlaying overshot overtly pacer paddled palace
palatial palma palpate pamper pannel panning paranoiac paren parity parsis parter passo paster
patcher patella patent patten patter pauling paunch pauper pdgfrb peace pean pearl pearson pectoral
pedicel peeking peeling peening peeping peril persis persona personalty personaly pervious pesach
petal peter phenomenal philadelphian phlem phosphor phosphorous phrase physiol piazza pickler pierce
pilaster pilate pinto piper placenta placer plaice plaint planar planer planet planta platen plater
playa pliant plotter pluma plump plural plushe plying pointer poling ponding ponte ponting poplar
poppin porker porta posit potable potion powder praying preach predicated preforming preserver
preset priced pricing principe profiler programmer proposed prostrate protea prover psalm psycho
puffin pulped pulping punctuate punking purser pursue pusher pyromaniac qalsodyr quanta quiet quilt
quint racer racking racoon radical radium raggedy raider raiser raisin ramada ranger raping rater
ration rattler realty recast recital recline recoding redact redacted redaction regime regiment
regine regionh regnal regula relie relived rental replacer reset resolver restating restrain
restraining reuse reusing revere revered reverser rheumatic ridder righto rinse rinsing riser roiled
roiling roost rotund rouser rowling ruble sacred saddler saharan sallow saltine saluted salvation
salve salvia samba sampler sapling sapping sartain satan satin saver scaler scape scarf scarfed
scarp sceptic schwarz sclera scoop scorer scorpio scraper scruff scuffling seating seattle sectoral
seeding seeming seeping seine seling sentience sepal serie servo settler sewing shack shacking
shaker shame shamped shaper sharer sharking sharky shave sheard sheen shingle shinty shitting shole
shooing shore shred shredding shrift shriver shuck shunt shuttling sicknesse sider sidled sienna
sifting siled silencer silene silvan silvia simile simpler simplex simulant simulating simulation
singing singler singlet singular sipper sipping skein skelton skeptic skink skunk slack slagging
slated slave sleight slick slickly slickness slider slurp smack smiler smite smock smore sniffling
soame soare solder solve somer somethin sopping sorter soule souper sower sowing spacer spacex spank
sparkler sparling sparse spartan spawn spayed spaying spearing spectral speedy spewed spier spiker
spindler spinel spinet spink spline spoil spoiled spoiling spore spout spring sprite sputter
squeezer stack stager stalin staling stark starling starne staten stater statute stave staved
staving steak steep steiner steling steven stickle stite stocker stoke stoked stoking stole stolid
stomp stoner stoop store stranger strangle stratus strick strie striker string stringing stroker
struck struggler strum stuart studly stuffer sturdy suare suite sunburn superb supper surge swaddle
swingle tacking talker talkin taluk tamper tampered tampering tanker tanking tantum tapper tasker
taster taube tecoma teeing tempera tempo tempora tempt tempter tenon termen tester thank therme
theyre thinkin thirty thorough though threat thrip thromb thrown tickler tiered tigger tigre tiled
timer tindal tinsel titian titled titter toddle toled toner tonner toucher tought toying tracer
trail trance trashing tread treble trebling tribal tribe trick trickle trike trill tripel triplex
tripo tripple trivia tropic tropical trough trout truce trust trusting tumble tumblr turing turnkey
twinge ultra unde unison universal universalism universalist unknow urethral ursine usher varie
venue vermilion vernier vete virial virtus viscera waiter waive walter waning warding washin waster
waver weaknesse weaver weening weirdo wester wether wheat wherea whine whinging whistler whiten
whore widen wiggler wight wilde wince winkle wiper woake wobbler woking wolman woodsy workin worser
worth wreak wresting yawing yearn
""".split()  # noqa: SIM905  (a thousand literals read no better)
)
