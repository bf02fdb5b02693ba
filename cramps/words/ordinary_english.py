"""English words that lie one slip away from a word of a record's name, and mean what they say.

Written by `python scripts/make_ordinary.py`; do not edit.
"""

from typing import Final

#: Folded.
ORDINARY: Final = frozenset(
    """
abele abuser accursed achillea actor adama addition additive aground albert alike alright altar
altercation alternation amble ambler amelia american amor anana angela angelo angler anima anklet
annal annexing anosmia anther antic antony arachnid archer arena argent arian aryan aspiring auction
augmenting australian aversive avert babine backslide baile baking balancer baldly bannister barley
barne barrel barter basalt basked basse basted batho battler bayern beacon beard bearded beast
beasting beaut bedside believer belive bella bellow bening bently benzyl berating bering betime
biase biased bible biker bilge bingen bingle biter bittern blanc bleach blear bleat bleating blimp
blinder blurb blurt bluster boast bobbin bodice bogard boling boner booing boost booth boozer boring
borneo botche bottler bought bouncer bourne bower bracer brack bradly branchial brand brandy brattle
breach brian britten broiled broiler broiling broker broking bronzer broody brook brooke broth
brough brunch brunche bubbler bucked buckler budget bugle bulger buller bundler bungled bunted burge
burgher burnet bushe bushed bushing busine businesse bustling buzzer cache cached caching cackle
cackling cadet cadre cahill caine calico calla calved calver calvin calving camber camel cameo
camilla campo candler caplin capote capper carat carder career carge carib carle carlie carling
carlton carnal carper carter cartoon carve carver carving casal cashe cashed cashing catcher causer
cello cento centralism centralist centum cerce cerulea chafe challenger champ champing chancer
chanel changer chapin chaplain chase chequer chewer chilla chink chino chirp chock chocked chocking
choker chola chopper chord chuckling circlet clare clarity clause cleanser clinico closer closet
clough clover coast coasted coasting cobbler coder coling collage collard collet colomb comer comet
comma compete completer concert conducive congenial conic consciousnesse conte continue contor
contored contra cooing copier coppera coral coroner corte costal costar couldn coupe coupler courser
covert craven craver crepe crier crime crimp cripe cristi croat crock crone crore crosser crown
crowning crumpler crutcher culed culing curbed curdled curdling curse cursed curtis cushing cycler
cysteine dancer danton dater dearth decal decease deceased decine defection defer deflect deleted
denature denoted deport derivation deseret despot dessert deter dextro diarrheal dibble diethyl
differing diffuser dimmer diner discreet disher diurnal diver donet donor doping doubler doughty
douse dozer drago drawl drawling dreamt dresser dribbler drier drivel driven drone droning drover
ducat dueled duress durning easel easter easton eighth elastica elector electron elisha elissa
emboli emptier enable epidemic epithelia erase erased erating erring essentia esther eternal ether
everly evert excercize excerpt exchanger exited exiting expert exploder extern facile faction
factional fader farce farther fattened faucet feaster featherbed feeing feelin feled feling fella
femora fence fibber fibular fiend filer finche finfish fingal finial finisher finnish fischer fiver
fizzling flamer flasher flatter flavor flickr flier flitter flitting flor floundered flume foiled
foiling foisted foliate forcep forge forum fourier framer freakin freight frieda friedrich friend
friled frill fritter frizzy frolic frond funereal fusse fussed gabled galla galleon gamer garbed
gazer genera genial genre gente gentile gettin gingiva ginning girdler giver glabella glasser gloat
glover glower glute goring grader grain grained graining grammy grasp grasping grate grated grater
graven graver grazer greant greave grill groat groover groped groping grove grower growl growling
guest guillian haile halted halve halving handler hanover harem haring harish harness hasted hater
hatred hatter haunch haunter haven haver hearst hearth heath heathy heaven hello hepatica herbe
herme hermitage heron herpe hiker hoarder holster homogenous hoove houser hover howsever huggin
hughe huled hungary hurdling hurtle hurtling hydroxyl hypno ideal illnesse imager impatien impeding
improver indian inducted inducting infanta inflected inflection infraction insecta inset insider
insolation inspect intere inulin inured isleta isomeric issuer jerkin joker josepha joust kering
kerning kettler kleptomaniac knick lache lacuna lager laird lamella lamina laming lance laning
lasher lasing laster lathe lather latin latter laugher launch laundry lawyer learnt leaven leaver
lecturer leman levant levin lifer lightening likability liken liming limpid linen liner lingua
lister litter livability liven livre lodger loiter longue lookin loser losse lossing lounger lowder
lyric lyrical macking macula malarial malign malloy mamma manager mange mangel mangler maniac
manifesto manioc maoris maple margie mariner marital marko marlie martyn masker massager mater matin
matte maxima meade medal media mediation medica medicated medico meditated meditator meiosis meiotic
meling melter meson messer messin messr mester metaphysic meteor metier mexica migrant miler milner
mincer minder minim minima minter minuet mistry mitochondria mitosis mitotic mixer mocha model moine
mold molting momenta mongolia monre moore morel moron morte moule mourning mouser mousse moyle
mueller muffed muled multipole muscula myxomatosis neither neurol neurologica neutron nonce noose
nothin oliver olivet optical orbicular organizer orthop ounce ouster outsider overde overeat
overeating overheard overlay overlaying overshot overtly pacer paddled paddling pager palace
palatial palma palpate pamper pannel param paranoiac paren parison parity parka parna parsis parter
passer passo pastel paster pastry patcher patella patent patten patter pauling paunch pauper pdgfrb
peace pealing pean pearl pearson pectoral pedicel peeking peening peeping peling pepsin peril persis
persona personalty personaly pervious pesach petal peter phage phenomenal philadelphian phlem
phosphor phosphorous phrase physiol piazza pickler pierce pilaster pilot pincher pinto piper
placenta placer placket plaice plaint planar planer planet planta platen plater playa playback
pliant plotter plucker pluma plump plumped plumping plural plushe plying pointer poling ponding
ponte ponting poplar poppin porker porta posit potable potion practiced praying preach predicated
preform preforming preserver preset priced pricing principe prion producer profiler programmer
proposed propper prostrate protea prover pruner psalm psycho puddling puffin pulped pulping
punctuate punking purism purser pursue pusher pyromaniac qalsodyr quacking quanta quater quint racer
racoon radical radium raggedy raider raiser raisin raker ramada ranger raping rater ration rattler
realty rebel recast recital recline recoding redact redacted redaction regally regime regiment
regine regionh regnal regula relie relive relived rental repel repeling replacer rescuer reseling
reset resolver restated restating restrain restraining reteling reuse reusing revel reveling
revenger revere revered reverser rheumatic ridder righto ringling rinse rinsing roiled roiling roost
roper rotund rouser rowling ruble sacred saddler saharan sallow saltine saluted salvation salve
salvia samba sampler sapling sartain satan satin satrap saver scaler scamp scarf scarfed scarp
sceptic schwarz sclera scoop scorer scorpio scoter scraper scruff scrum scuffling seamed searing
seattle sectoral seeding seeming seeping seine seling sentience sepal serie servo settler shack
shacking shader shame shamped shanker shaper sharer sharking sharky shaven shaver sheard sheave
sheen shiel shinty shitting shole shooing shore shred shrift shriver shuck shucking shunt shuttling
sickbed sicker sicknesse sider sidled sienna siever sifting silencer silene silvan silvia simile
simpler simplex simulant simulating simulation simulator sinew singh singler singlet singular sipper
sitter skein skelton skeptic skimmer skink skiving skunk slagging slated slave slaying sleight
slewing slider sling slink sliver sloop slurp smack smiler smite smock smore sniffling snubbed soame
soare solder solve somber somer somethin sopping sorter soule souper sower sowing spacer spacex
spank sparkler sparling sparse spartan spawn spayed spaying spearing spectral speedy spicer spier
spiker spindler spinel spinet spink splice spline spoil spoiled spoiling spoilt spooner spore sprig
springy sprite sprout spurge sputter squeezer squirt stack stager staker stalin staling stark
starling starne staten stater statute stave staved staving steiner stele steling steven stewing
stickle stickler stite stocker stoke stoked stoking stole stolid stomp stoner storer stormy
strangler stratus streep stretcher strick stricker striker stringing stringy stroker struggler strum
stuart studly stuffer sturdy suare suckling superb supper swaddle swain swamp swine swingle switcher
tacked tacking tackler tailer taint talker talkin taluk tamper tampered tampering tanker tantum
tapper tasker taster tater tattler taube teache tecoma teeing tempera tempo tempora tempt tempter
tenia tenon termen tester tethy thank therme thinkin thorough thrasher threat thrip thromb ticker
tickler tiered tigger tigre tiller timer tindal tinsel titian title titled titling titter toddle
toiler toled toner tonner toucher tought tracer tracheotomy trance trashe trashing treacher tread
treble trebling tribal tribe trick tricking trike triled trill tripel triplex tripo tripple trivia
tropic tropical trough trout trowel truce trust trusting tumblr turing turnkey tweeter twink unde
unison universal universalism universalist unknow urethral ursine usher varie venue vermilion
vernier vesta vete virial virtus viscera visita wacked wader waiter waive walter waltze waning
wapping washin waster waver weaknesse weaver weening weirdo wester wether whatsever wheat wherea
whine whinging whistler whiten whore widmer wiggler wight wilde wilder winche winder winkle wiper
woake wobbler woking wolman woodsy workin worser wreak wresting yawing yearn yelping
""".split()  # noqa: SIM905  (a thousand literals read no better)
)
