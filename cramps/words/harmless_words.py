"""Frequent English words that can be no sign of illness by themselves; made by scripts/make_harmless_words.py.

From SCOWL, copyright 2000-2016 by Kevin Atkinson (LICENSE has the notice).
"""

from typing import Final

WORDS: Final = """
aardvark abandon abandoned abandoning abandons abbreviate abbreviated abbreviates abbreviating
abbreviation abbreviations abide abilities abolition absolute absolutely abstract abstraction
absurd abysmal academic academics accent accents accept acceptable acceptance accepted accepting
accepts access accessed accesses accessible accessing accidental accidentally accommodate
accommodation accompanied accompanies accompany accompanying accomplish accomplished accomplishes
accomplishing accord accordance accorded according accordingly accords account accountant
accountants accounted accounting accounts accumulate accumulated accumulates accumulating accuracy
accurate accurately accusation accusations accustom accustomed accustoming accustoms achieve
achieved achievement achievements achieves achieving acknowledge acknowledged acknowledges
acknowledging acorn acquaintance acquisition acronym acronyms actor actors actual actually
adaptation adapter adaptor addition additions address addressed addresses addressing adequate
adequately adhere adhered adheres adhering adjacent adjective adjustment adjustments administer
administered administering administers administrative admirable admiration admire adopt adopted
adopting adoption adopts advantage advantageous advantages advent adventure adventures adventurous
advertise advertised advertisement advertisements advertises advertising advice advisable advise
advised adviser advisers advises advising advisory advocate advocated advocates advocating aerial
aesthetic aesthetically affair affairs affection aforementioned afterward afterwards agency agenda
aging agree agreed agreeing agreement agreements agrees agricultural aim aimed aiming aims aircraft
airport akin albeit album albums algebra algebraic algorithm algorithms alias aliases alien aliens
align aligned aligning aligns alike allegation allegations allege alleged allegedly alleges
alleging alliance allocate allocated allocates allocating allocation allocations allow allowable
allowed allowing allows alongside aloud alphabet alphabetic alphabetical also alteration
alterations although altogether amateur amaze amazed amazes amazing amazingly ambassador
ambiguities ambiguity ambitious amend amended amending amendment amends among amongst ample
amplifier amuse amused amusement amuses amusing anagram analogous analyse analysed analyses
analysing analyst analyze analyzed analyzes analyzing anarchy anatomy ancestor ancestors ancient
anecdote anecdotes anniversary announce announced announcement announcements announces announcing
annoyance annual annually anonymous anorak anoraks anthology anticipate anticipated anticipates
anticipating anticipation antique antisocial anybody anyhow anyplace anyway apologies apologise
apologised apologises apologising apologize apologized apologizes apologizing apology apostrophe
apparatus apparatuses apparent apparently append appended appending appends applause applicable
applicant applicants application applications appoint appointed appointing appoints appraisal
appreciate appreciated appreciates appreciating appreciation approach approached approaches
approaching appropriate appropriately approval approximate approximately approximation apt
arbitrarily arbitrary arcade arcane archaic archive archived archives archiving arena arguable
arguably argue argued argues arguing arise arisen arises arising arithmetic arose arrange arranged
arrangement arrangements arranges arranging array arrays arrival arrive arrived arrives arriving
arrogance arrogant arrow arrows arse article articles artist artistic artists ash ashamed ashcan
ashes aside ass assemble assembled assembler assembles assembling assembly assert asserted
asserting assertion asserts assess assessed assesses assessing assessment asset assets assign
assigned assigning assignment assignments assigns assistance assistant association associations
assort assorted assorting assorts assume assumed assumes assuming assumption assumptions assure
assured assures assuring asterisk asterisks astronomer astronomers astronomy asynchronous atheism
atheist atheists atlas atmosphere atmospheric atom atomic atoms atrocities attach attached
attaching attain attempt attempted attempting attempts attendant attitude attitudes attorney
attorneys attract attracted attracting attraction attractive attracts attribute attributed
attributes attributing audible audience audiences audio authentic author authorisation authorise
authorised authorises authorising authorities authority authorization authorize authorized
authorizes authorizing authors autobiography automatically automobile automobiles autumn
availability available await awaited awaiting awaits award awarded awarding awards axiom axioms
backlog backspace badge baffle baffled baffles baffling baggage bake baked bakes baking ballet
ballot ban banal bandwagon bandwidth bankrupt banned banner banning bans bargain baroque barrel
barrier barriers barrister barristers basically basis basket bass basses bastard bastards batch
baud bay beam beard bearded bearding beards beautiful beautifully beauty beforehand beginner
beginners begun behalf believable believer believers beloved beneficial bet bets betting beware
bias biased biases biasing bible biblical bicycle bicycles biggest bigot bigoted bigotry billfold
billion billions bin binary biochemistry biography biological biologist biologists biology birthday
bishop bitmap blackboard blackmail blame blamed blames blaming blatant blatantly bless blessed
blesses blessing bliss blob blurb board boat boats bog bogged bogging boggle boggles bogs bogus
bold bond bonus book booked booklet books bookshop bookshops bookstore boom boost bore bored
boredom bores boring borrow borrowed borrowing borrows bought boundaries boundary brand branded
branding brands brass brave breach breakfast bred breed breeding breeds brethren brick brigade
brighter brightest brilliant brilliantly broadcast broadcasting broadcasts browse browsed browses
browsing brutal budget buffer buffered buffering buffers bugger buggers building buildings bulletin
burden bureaucracy bus buses bush buss busses buy buyer buyers buying buys bye byte bytes cabbage
cabinet calculate calculated calculates calculating calculation calculations calculator calendar
caller camera camp campaign campaigned campaigning campaigns camps campus candidate candidates
canonical capabilities capitalism capitalist captain capture captured captures capturing career
careers carefully careless carpet carriage carrot carrots cartoon cartoons cartridge cartridges
cash cassette cassettes casual catalog catalogs catalogue catalogues categorically cater catered
catering caters cathedral catholic caution caveat celebrate celebrated celebrates celebrating
celebration censor censored censoring censors censorship centred centring centuries century
ceremony certainty certificate chair chairman chairs champion chance chancellor chances changeover
chaos chapel chapter chapters charitable charities charm charmed charming charms chart charter chat
chats chatted chatting cheap cheaper cheapest cheaply cheat cheated cheating cheats checker
chemistry chequer chess chestnut chief choice choices choir choose chooses choosing choral chorus
chose chosen chunk chunks circa circuit circuitry circuits circumstance circumstances citizen
citizens civil civilian civilisation civilise civilised civilises civilising civilization civilize
civilized civilizes civilizing claim claimed claiming claims clarification clarified clarifies
clarify clarifying clarity clash clashes classification classified classifies classify classifying
clause clauses clean cleaned cleanest cleaning clearer clearest cleverer cleverest client clients
cliff clique closer closest closet clue clues coast cobbler cobblers code coded codes coding coffee
coherent coincide coincidence collaboration collate collated collates collating colleague
colleagues collection collections collective college colleges combat comedy comfort comfortably
comic comics comma command commandment commandments commands commas commence commentary commentator
commentators commercial commercially commission commissioned commissioning commissions commitment
commitments commodity communal communism communist communists communities community companion
comparable comparative comparatively compare compared compares comparing comparison comparisons
compassion compatibility compatible compel compelled compelling compels compensation compete
competed competence competent competes competing competition competitive competitor competitors
compilation compile compiled compiler compilers compiles compiling complacent complementary
completion complicate complicated complicates complicating compliment comply compose composed
composer composers composes composing composite comprehend comprehensible comprehension
comprehensive comprise comprised comprises comprising compromise compulsory computation
computational computer computerise computerised computerises computerising computerize computerized
computerizes computerizing computers concatenate concatenated concatenates concatenating concede
conceivable conceivably concept conception concepts conceptual concern concerned concerning
concerns concert concerto concerts concise conclude concluded concludes concluding conclusion
conclusions concur condemn condemnation condemned condemning condemns condense condensed condenses
condensing conditional condom condone conduct conducted conducting conductor conducts conference
conferences confess confidence confident confidential confidentiality configuration configurations
configure configured configures configuring confirm confirmation confirmed confirming confirms
conflict conflicted conflicting conflicts conform confront confronted confronting confronts congest
congested congesting congests congratulate congratulations conjecture conjunction connector
connotation connotations conscience consecutive consensus consent consented consenting consents
consequence consequences consequent consequently conservation conservative conservatives consider
considerable considerably considerate consideration considerations considered considering considers
consistency consistent consistently consolation console conspicuous conspiracy constituency
constituent constituents constitute constitutes constitution constitutional constrain constrained
constraining constrains constraint constraints construct constructed constructing construction
constructions constructive constructs consult consultancy consultant consultants consultation
consulted consulting consults consume consumed consumer consumes consuming container contemplate
contemplated contemplates contemplating contemporary contempt contend contention contentious
contest continent continental continuation continuations continue continued continues continuing
continuity continuum contour contraception contradict contradicted contradicting contradiction
contradictory contradicts contrary contravention contribute contributed contributes contributing
contribution contributions contributor contributors contrive contrived contrives contriving
controller controllers controversial controversy convenience convenient conveniently convention
conventional conventions converse conversely converter convey convict convicted convicting
conviction convictions convicts cook cooked cookie cookies cooking cooperate cooperation copyright
corporate corporation correction corrections correlate correlation correspond corresponded
correspondence correspondent corresponding corresponds corridor corrupt corrupted corrupting
corruption corrupts cosmic cosmology cost costed costing costly costs cosy council councils
counterexample counterpart counterparts countless countries country countryside courage courier
courtesy coverage cozy craft crap crass create created creates creating creation creative creator
credibility credible credit credits creed crew crime crimes criminal criminals criterion critic
criticise criticised criticises criticising criticism criticisms criticize criticized criticizes
criticizing critics crossroad crossroads crown crucial crude cruel cruelty cruise cruised cruises
cruising cryptic cs cubic cuckoo cuddly culprit cult cultural cumbersome cumming cums cumulative
cunning curiosity curious curiously currency curriculum curry curse cursor curtain curtains custard
customary customer customers cylinder cynic cynical daft damnation dance danced dances dancing
darling data database databases datum dawn deadline dealer dealers dealt dear debatable debate
debated debates debating debt debug debugged debugger debugging debugs decade decades decide
decided decides deciding decimal declaration declarations declare declared declares declaring
decode decoded decodes decoding dedicate dedicated dedicates dedicating deduce deduced deduces
deducing deduction deductions deed deeds deem deemed deeming deems deepest default defaults defence
defend defended defending defends defense defensive definite definitely definition definitions defy
degrade degraded degrades degrading deity delete deleted deletes deleting delicate delicious
delight delighted delightful delighting delights delimiters demand demanded demanding demands
democracy democratic democratically demolish demolished demolishes demolishing demonstrate
demonstrated demonstrates demonstrating demonstration demonstrations denominator denote denotes
dentist department departmental departments departure depend dependant depended depending depends
deputy derivative derogatory describe described describes describing description descriptions
descriptive deserve deserved deserves deserving design designate designated designates designating
designed designer designers designing designs desirable desk desktop despise destination destine
destined destines destining detail detailed detailing details detect detectable detected detecting
detection detective detector detects deter determination determine determined determines
determining deterrent detract developer developers devil devious devise devised devises devising
devoid devote devoted devotes devoting diagnostic diagnostics diagonal diagram diagrams dial
dialect dialects dialed dialing dialings dialled dialling diallings dialog dialogue dials diary
dice dictate dictator dictatorship dictionaries dictionary differential digest dignity dilemma
dimensional dine dined diner dines dining dinner diplomatic dire directive directives director
directories directors directory disable disabled disables disabling disadvantage disadvantages
disagree disagreed disagreeing disagreement disagrees disappoint disappointed disappointing
disappointment disappoints discard discarded discarding discards disciplinary discipline disclaimer
disco discount discounts discourage discouraged discourages discouraging discover discovered
discoveries discovering discovers discovery discrepancy discretion discriminate discriminated
discriminates discriminating discrimination discuss discussed discusses discussing discussion
discussions disguise disguised disguises disguising disgust disgusted disgusting disgusts dishonest
dislike disliked dislikes disliking dismiss dismissed dismisses dismissing display displayed
displaying displays disposable disposal dispose disposed disposes disposing disposition dispute
disregard dissertation dissimilar distasteful distinct distinction distinctions distinctly
distinguish distinguished distinguishes distinguishing ditch ditto diverse diversity divert
diverted diverting diverts divide divided divides dividing divine division divisions doctrine
document documentary documentation documented documenting documents dog dogma dogs dollar dollars
domain domestic dominate dominated dominates dominating donate donated donates donating donation
donations door doors doubt doubtful doubtless doubts downright dozen draft drafted drafting drafts
dragon drama dramatic dramatically drawback drawbacks drawing drawings dreamt dreary dress dressed
drew drivel driven drum drums dual dubious dumpster dustbin duties duty dynamically eager eagerly
eagle earliest earn earned earning earns earth easiest eastern eater echoed echoes ecological
ecology economic economical economically economics economies economy edit edited editing edition
editions editor editorial editors edits educate educated educates educating education educational
effective effectively effectiveness efficiency efficient efficiently ego egos eh elaborate elderly
elect elected electing election elections electoral electorate electronically elects elegant
element elementary elements elevator elevators eligible eliminate eliminated eliminates eliminating
elite elitist embarrass embarrassed embarrasses embarrassing embarrassment embed embedded embedding
embeds emerge emerged emerges emerging eminent eminently emit emphasis emphasise emphasised
emphasises emphasising emphasize emphasized emphasizes emphasizing empire empirical employ employed
employee employees employer employers employing employment employs emulate emulation emulator
emulators enable enabled enables enabling enclose enclosed encloses enclosing encode encoded
encodes encoding encounter encountered encountering encounters encourage encouraged encouragement
encourages encouraging endeavor endeavour enemies enemy enforce enforced enforces enforcing engage
engaged engages engaging engineer engineered engineering engineers enjoy enjoyable enjoyed enjoying
enjoyment enjoys enlighten enlightened enlightening enlightenment enlightens enquire enquired
enquires enquiries enquiring enquiry ensure ensured ensures ensuring entail entails enterprise
entertain entertained entertaining entertainment entertains enthusiasm enthusiastic entire entirely
entirety entities entitle entitled entitles entitling entity entrance entries entry envelope
envelopes envisage envisaged envisages envisaging envy epic equate equation equations equilibrium
equip equipment equipped equipping equips equivalent equivalents era erase erased eraser erases
erasing ergo err erroneous esoteric essay essays essence establish established establishes
establishing establishment establishments estate eternal eternity ethic ethical ethics etymology
evaluate evaluated evaluates evaluating evaluation evening evenings evenly eventual eventually
everyday evidence evident evidently evil evils evolution evolutionary evolve evolved evolves
evolving exact exactly exam examiner example examples exams exceed exceeded exceeding exceedingly
exceeds excellent exception exceptional exceptionally exceptions exclamation exclude excluded
excludes excluding exclusion exclusive exclusively excuse excuses executable execute executed
executes executing execution exempt exhaustive exhibit exhibition exist existed existence existing
exists exit exited exiting exits exotic expect expectation expectations expected expedition expense
expenses expensive experience experienced experiences experiencing experiment experimental
experimentally experimentation experimented experimenting experiments expert expertise experts
expire expired expires expiring expiry explanatory explicit explicitly exploit exploitation
exploited exploiting exploits exploration explore explored explores exploring exponential export
expressway expressways extant extent extents extinction extraction extraneous extraordinarily
extraordinary extremist facilitate facilities facility fact facts factual factually faculties
faculty fairer fairest fairly faith faithful fake fallacious fallacy fame famine famous fantasies
fantastic fantasy farce farewell farm farmer farmers farther farthest fascinate fascinated
fascinates fascinating fascist fashion fashionable fashioned fashioning fashions fastest fatuous
faucet favorable favorite favorites favourable favourite favourites feasibility feasible feat
federal fee feedback fees fellow fellows feminist feminists fence fender fenders fetch fewest
fiction fictional fighter film films final finalise finalised finalises finalising finalize
finalized finalizes finalizing finals finance finances financial financially finer finest finish
finished finite fireworks fiscal fiver flat flavor flavour flaw flawed flawing flaws flexibility
flexible flour flower flowers fluffy folder folders folk folks follower followers font fonts fool
fooled fooling foolish fools football footnote footnotes forbade forbid forbidden forbidding
forbids forcibly forecast forecasting forecasts foreign foreigner foreigners foreseeable forest
forests forgave forgive forgiven forgives forgiving fork formal formally format formats formatted
formatting former formerly formula formulae formulation forthcoming fortunate fortunately fortune
forum fossil fought foundation foundations fountain framework frank frankly fraud freedom freeway
freeways french fresh friction friend friendly friends friendship fringe frivolous fruit frustrate
frustrated frustrates frustrating frustration fry frying fudge fuller fullest fund fundamental
fundamentalist fundamentally funded funding funds funeral funniest furniture furthermore furthest
fuss fussy futile future galactic galaxy game games garage garbage garden gardens gateway gather
gathered gathering gathers gay gear geared gearing gears gender generalisation generalisations
generalization generalizations generate generated generates generating generator generators generic
generous genetically genius genocide genre gentleman gentlemen genuine genuinely geographical
geography geology geometry gift gifts gig gin girl girlfriend girls glad gladly glance glean
gleaned gleaning gleans glorious glossy glow glowed glowing glows gnome goal goals god gods gold
golden golf goodbye gorgeous gospel gossip gotten govern governed governing government governments
governor governs gown grace graduate graduated graduates graduating graduation graffiti graffito
grain grammar grammatical grandmother grant granted granting grants graph graphic graphical
graphics graphs grateful gratefully gratuitous gratuitously greatest greed greedy grid guarantee
guaranteed guaranteeing guarantees guess guessed guesses guessing guest guests guidance guide
guided guideline guidelines guides guiding guinea guitar gulf gullible guy guys ha hacker hackers
hail haircut hall halve halves handbook handler happier happiest hardback hardship hardware harmony
hash hassle hasten hasty hatred havoc hay header headers headline headlines heaven heavens heaviest
helicopter hello helmet hence henceforth herd hereby heresy hero heroic hes hesitate heterosexual
hexadecimal hey hidden hierarchical hierarchy highest highlight highlighted highlighting highlights
highway highways hilarious hill hills hindsight hint hinted hinting hints hire hired hires hiring
historian historians historical historically hitherto ho hobby hog holder holders holiday holidays
home homes homosexual homosexuality honest honestly honesty honor honorary honored honoring honors
honour honoured honouring honours hopefully horde hordes horizon host hosts hotel house household
houses huge huh humble humbly humorous hunt hunted hunting hunts hut hyphen hypocrisy hypocrite
hypocritical hypothesis hypothetical icon icons id idea ideal idealistic ideally ideals ideas
identical identically identification identified identifier identifiers identifies identify
identifying identity ideological ideology idiom idiosyncratic idiot idiotic idiots idle ignorance
ignorant ignore ignored ignores ignoring illiterate illustrate illustrated illustrates illustrating
illustration illustrations imaginary imagination imaginative imagine imagined imagines imagining
immense immensely immoral immortal imperative imperial impersonal implausible implement
implementation implementations implemented implementing implements implication implications
implicit implicitly implied implies imply implying import importance important importantly imported
importing imports impose imposed imposes imposing impractical impress impressed impresses
impressing impression impressions impressive imprison imprisoned imprisoning imprisons improbable
inaccessible inaccuracies inaccuracy inaccurate inadvertently inane incarnation incentive incidence
incident incidental incidentally incidents inclination include included includes including
inclusive income incoming incompatible inconsistencies inconsistency inconsistent inconvenience
inconvenienced inconveniences inconveniencing inconvenient incorporate incorporated incorporates
incorporating incorrect incorrectly incredible incredibly increment incur incurred incurring incurs
indeed indefensible indefinite indefinitely independence indicate indicated indicates indicating
indication indications indicative indicator indicators indictment indirect indirection indirectly
indistinguishable indulge indulged indulges indulging industrial industries industry inefficiency
inefficient inequality inertia inevitable inevitably inexperienced infallible infamous infelicity
infer inference infinite infinitely infinity inflation inflict influence influenced influences
influencing influential info inform informal informally informative informed informing informs
infrastructure infringement ingenious ingredient ingredients inhabit inhabitant inhabitants
inhabited inhabiting inhabits inherent inherently initialisation initialise initialised initialises
initialising initialization initialize initialized initializes initializing initiative injustice
ink innocence innocent innovation innovative input inputs inputted inputting inquire inquired
inquires inquiries inquiring inquiry insert inserted inserting inserts insight insignificant insist
insisted insistence insisting insists insofar inspect inspected inspecting inspects inspire
inspired inspires inspiring install installation installations installed installing installs
instance instances instinct institute institution institutions instruct instructed instructing
instructs instrumental insult insulted insulting insults insurance integer integers integral
integrate integrated integrates integrating integration integrity intellect intelligence
intelligent intend intended intending intends intensive intent intentional intentionally inter
interact interacted interacting interactive interactively interacts intercourse interface
interfaced interfaces interfacing interfere interfered interference interferes interfering interim
interior interpret interpretation interpretations interpreted interpreter interpreting interprets
interrogate intersection intersections intervene intervened intervenes intervening intervention
interview interviewed interviewing interviews intimate intrinsically introduce introduced
introduces introducing introduction introductory intuitive invade invaded invades invading invalid
invalidate invaluable invariably invent invented inventing invention inventions inventor invents
inverse invest investigate investigated investigates investigating investigation investigations
investment invitation invite invited invites inviting invoke invoked invokes invoking irate
irrelevant irrespective irresponsible island islands jacket jackets jail jargon jazz jeans jest jet
job jobs journal journalist journalists journals journey judge judged judgement judgements judges
judging judgment judgments jungle junior junk jury justice justifiable justifiably justification
justified justifies justify justifying keen keeper ken kernel keyboard keyboards keystroke
keystrokes keyword keywords kind kindly kindness kinds king kingdom kings kitchen knight knowledge
label labeled labeling labelled labelling labels laboratory ladder lake lamp landlord landscape
lane largest lark latest latter launch launched launches launching lavatory law lawn laws lawyer
lawyers layout leach leader leaders leadership leaf league learnt lecturer lecturers led legend
legendary legible legislation legitimate legitimately leisure lemon lend lending lends lenient lent
lesbian lesser lest liable liaison libel liberties liberty librarian libraries library licence
licences license licensed licenses licensing lied lifestyle lifetime likelihood likewise linguistic
linkage listener lit literal literally literary literate literature litter livest loader loan loans
logic logical logically logo lonely longest loophole lord lords louder loudest loudly love loved
lovely lover lovers loves loving loyal ludicrous ludicrously luggage lunch lunchtime lurk lurked
lurking lurks lust luxury lyric lyrics machine machines magazine magazines magic magical
magnificent magnitude mail mailbox mailed mailing mails mainframe mainframes mainstream maize
malicious manager managers mandate mandatory manifesto manipulate manipulated manipulates
manipulating manipulation mankind manner manpower manufacture manufactured manufacturer
manufacturers manufactures manufacturing marital market marketed marketing markets marriage married
marvellous marvelous master masters match matched matches mate mathematical mathematically
mathematician mathematicians mathematics matrices maximise maximize may maybe mayor maze
meaningless meant meantime meanwhile mechanic mechanics mechanism mechanisms medieval megabyte
megabytes melody membership memorable mend mended mending mends mention mentioned mentioning
mentions menu menus mercy merely merge merged merges merging merit merits message messages metaphor
meter meters method methods metre metres metric metro metros mice microcomputer microcomputers
microprocessor microwave midnight mile mileage miles million millions mimic mindless minimalist
minimise minimize minimum minister ministers minorities mint minus miracle miracles miraculous
miscellaneous misdirect misdirected misdirecting misdirects misfortune misguide misguided misguides
misguiding misinterpret misinterpreted misinterpreting misinterprets mislead misleading misleads
misled misprint misread misreading misreads misrepresent misrepresented misrepresenting
misrepresents missile missiles mission mistook misunderstand misunderstanding misunderstands
misunderstood mixture mnemonic mob mock model modeled modeling modelings modelled modelling
modellings models moderation modern modest modification modifications module modules mold molecule
molecules mom momentarily momentum monarch monochrome monopoly moral morality morally morals
moreover moron morons motivate motivated motivates motivating motive motives motorway motorways
motto mould mount mountain mountains mounted mounting mounts multiplication mum mundane museum
museums musical musician musicians mutual mutually mysterious mysteriously mystic myth mythical
mythology myths nameless namely narrative narrower narrowest nation national nationally nations
native natives nature naughty nay nearby nearer nearest neat necessarily necessary necessity
needless needlessly negate negligible negotiable negotiate negotiated negotiates negotiating
negotiation negotiations neighborhood neighbourhood neither nest nested nesting nests net nets
network networked networking networks neutral nevertheless newcomer newcomers newer newest newly
newsletter newsletters nice nicely nicer nicest nick nicked nicking nickname nicknames nicks noble
nominal nominally nominate nominated nominates nominating nonetheless nor norm north northern
nostalgia notable notably notation noticeable noticeably notification notified notifies notify
notifying notion notions notorious notwithstanding noun nouns novel novels novelty novice novices
nowadays nuisance null numeral numerals numeric numerical nun nuns oar objection objectionable
objections objective obligation obligatory oblige obliged obliges obliging obnoxious obscene
obscure obscured obscures obscuring obscurity observation observations observe observed observer
observers observes observing obsession obsolete obtain obtainable obtained obtaining obtains
obvious obviously occasional occasionally occupied occupies occupy occupying occur occurred
occurrence occurrences occurring occurs ocean offence offences offender offenders offense offenses
offensive offhand office officer officers offices official officially officials offset offsets
offsetting offspring older oldest omission omissions oneself onus openly opera operas operational
operator operators opinion opinions opponent opponents opportunities opportunity oppose opposed
opposes opposing opposite opposition oppress oppressed oppresses oppressing oppression opt opted
optical optimal optimisation optimise optimised optimises optimising optimistic optimization
optimize optimized optimizes optimizing optimum opting option optional optionally options opts opus
opuses orchestra orchestral order ordered ordering orders ordinary organisation organisations
organiser organisers organization organizations organizer organizers orient orientate orientated
orientates orientating orientation oriented orienting orients original originally originals
originate originated originates originating originator orthodox otherwise ought ourselves outcome
outcomes outcry outdated outgoing outline outlined outlines outlining outlook outrage outraged
outrageous outrages outraging outright outset outstanding outweigh outweighs overall overcame
overdraft overlong overlook overlooked overlooking overlooks overprice overpriced overprices
overpricing overridden overrode overseas overtime overtone overtones overview overwriting
overwritten owe owed owes owing owner owners ownership ozone pacifier package packaged packages
packaging page pages paid paint painted painting paints palace paper paperback papers parade
paradise paradox paragraph paragraphs parallel parallels parameter parameters paraphrase
parentheses parenthesis parity parliament parochial parody parrot parse parsed parses parsing
participant participants participate participated participates participating particular
particularly passenger passengers passion passionate passport password passwords pat path pathetic
paths patronise patronised patronises patronising patronize patronized patronizes patronizing
payment payments peace peaceful peasant peasants pedant pedantic pedantry pedants pedestrian
pedestrians pen penalties penalty pence pencil pended pending pends pens perceive perceived
perceives perceiving percent percentage percents perfection performance performances perhaps
periodically permissible permission permit permits permitted permitting perpetual persecute
persecuted persecutes persecuting personalities personnel perspective persuade persuaded persuades
persuading persuasion perverse philosopher philosophers philosophical philosophies philosophy
phoenix phone phones photo photocopy photograph photographic photographs photos phrase phrased
phrases phrasing physic physicist physicists physics pi piano pie pigeon pilot pint pints pipeline
pitfall pitfalls pizza planet planetary planets platform plausible player players playground plea
pleasant pleasantly please pleased pleases pleasing plotter ploy plural poetic poetry pointer
pointers policeman polite politeness political politically politician politicians politics
polynomial pompous pool poorer poorest populace popular popularity populate populated populates
populating population populations pork pornography portability porter porters portray portrayed
portraying portrays possess possessed possesses possessing possession possibilities possibility
possible possibly postage postal postcard poster posters postmaster postpone postponed postpones
postponing postscript postulate potato potatoes poverty practicable practical practically
practicals practiced practicing practise practised practises practising pragmatic praise pray
prayed prayer prayers praying prays preach preached preaches preaching precaution precautions
precedence precedent precious precise precisely precision predecessor predecessors predictable
prediction predictions preface prefer preferable preferably preference preferences preferred
preferring prefers prefix prefixed prefixes prefixing prejudice prejudiced prejudices prejudicing
preliminary premise premises premium preparation prepare prepared prepares preparing prerequisite
prescribe prescribed prescribes prescribing president presumably presume presumed presumes
presuming pretentious pretty prevail prevalent prevent prevented preventing prevents preview
previewer price priced prices pricing pride priest priests prime primes prince principal
principally principle principles printer printers printout printouts priorities privacy
privatisation privatization privilege privileged privileges privileging prize prizes probabilities
probability probable probably proceed proceeded proceeding proceedings proceeds processor
processors proclaim producer producers productive productivity professional professionals professor
profit profitable profits program programmable programme programmer programmers programmes prohibit
prohibited prohibiting prohibits project projects promise promised promises promising promote
promoted promotes promoting promotion prompt prompted prompting promptly prompts pronoun
pronunciation proof proofs propaganda properties property prophet proportional proposal proposals
propose proposed proposes proposing proposition proprietary prose prosecute prosecuted prosecutes
prosecuting prosecution prospect prospective prospects prostitute prostitutes protest protocol
protocols prototype proud prove proved proven proves provide provided provides providing proving
provision provisional provisions provocative proximity psychology pub public publication
publications publicise publicised publicises publicising publicity publicize publicized publicizes
publicizing publicly publish published publisher publishers publishes publishing punctuation punish
punished punishes punishing punishment punt punts purchase purchased purchases purchasing purely
purity pursue pursued pursues pursuing qualification qualifications qualified qualifier qualifiers
qualifies qualify qualifying qualities quantities quantity quantum queen queens queries query quest
questionable questionnaire quibble quicker quickest quiz quota quotas quotation quotations quote
quoted quotes quoting rabid race raced races racial racing racism racist radar radical radically
radio radios raid raids railroad railway rampant rank ranks rant ranted ranting rants rare rarer
rarest rather rational rationale rationally re reactionary reactor readable reader readers
readership ready realisation realise realised realises realising realistic realization realize
realized realizes realizing realm realms rearrange rearranged rearranges rearranging reasonable
reasonably reassure reassured reassures reassuring rebuild rebuilding rebuilds rebuilt recall
recalled recalling recalls receipt receiver reception recipient recipients reckless reckon reckoned
reckoning reckons reclaim recognisable recognizable recollection recommend recommendation
recommendations recommended recommending recommends reconcile reconsider recorder recruit recruited
recruiting recruits rectangle rectangular rectified rectifies rectify rectifying recursion
recursive redefine redefined redefines redefining redirect redundancy refer referendum referred
referring refers refine refined refines refining reflect reflected reflecting reflection reflects
reform reformat reformed reforming reforms refrain refund refute regard regarded regarding
regardless regards regime registration regret regrets regrettably regretted regretting reign
reinstate reinstated reinstates reinstating reiterate reject rejected rejecting rejection rejects
relation relations relay relevance relevant reliability reliable reliably relied relies religion
religions relocation reluctance reluctant reluctantly rely relying remain remainder remained
remaining remains remark remarkable remarkably remarked remarking remarks remedy remind reminded
reminder reminding reminds reminiscent rename renamed renames renaming rend render rendered
rendering renders rending rendition rends renew renewed renewing renews rent repeatable repent
repertoire rephrase replied replies reply replying report reported reporter reporting reports
represent representation representations representative representatives represented representing
represents reproduction repulsive reputation request requested requesting requests requirement
requirements requisite reread rereading rereads research researcher researchers resemblance
resemble resembled resembles resembling resent reservation reservations reserve reserved reserves
reserving reset resets resetting reside residence resides resign resignation resigned resigning
resigns resort resorted resorting resorts resource resources respect respectable respected
respecting respective respectively respects responsibilities responsibility responsible restaurant
restaurants restore restored restores restoring resume resumed resumes resuming resurrection retail
retire retired retirement retires retiring retrieval retrieve retrieved retrieves retrieving reuse
reveal revealed revealing reveals revelation revenue revert revise revised revises revising
revision revolt revolted revolting revolts revolution revolutionary reward rewards rewrite rewrites
rewriting rewritten rewrote rhetorical rhyme ribbon rice richer richest ridden ride rides
ridiculous ridiculously riding riot risen ritual rituals rival rivals river rivers road roads robot
robots robust rocket roman romance romantic room rooms rout route routed routes routing routs royal
royalties rule ruled ruler rulers rules ruling rumor rumored rumoring rumors rumour rumoured
rumouring rumours rung rural sabotage sacred sacrifice sacrificed sacrifices sacrificing sadden
saddened saddening saddens sadly safe safeguard safeguards safely safer safest safety saga sail
sailed sailing sails saint sake saki salaries salary sale sales salesman salvation sandwich sang
sarcasm sarcastic satellite satellites satire satisfaction satisfactorily satisfactory satisfied
satisfies satisfy satisfying sauce scandal scanner scarce scarcely scarf scenario scenarios scene
scenery scenes sceptical schedule scheduled scheduler schedules scheduling scheme schemes scholar
scholars science sciences scientific scientifically scientist scientists scotch screen screens
script scripts scroll scrolled scrolling scrolls scum sea search searched searches searching season
secretaries secretary sect sector sects secular secure security seed seem seemed seeming seemingly
seems seldom select selected selecting selects sell selling sells semantic semantics seminar
seminars sender sensible sensibly sent sentient sentiment sentimental sentiments separator
separators serial series sermon servant servants serve served server servers serves service
services serving session sessions sexist shall shame shareholder shareholders sheets shell shells
shelter shelve shelves ship ships shirt shoe shoes shone shop shopped shopping shops shortage
shorthand shove shower showers shutdown shy sic sigma significance silicon sillier silliest
similarities simpler simplest simplified simplifies simplify simplifying simplistic simulate
simulated simulates simulating simulation simultaneous simultaneously sincere sincerely singer
singers singular singularly sir situate situated situates situating sixteen sixties sixty skeptical
sketch sketches slag slang slave slaves slice sliced slices slicing slighter slogan slot slots
smallish smash smashed smashes smashing smith smug snack snag sneak sneaked sneaking sneaks sneaky
snobbery socialism socialist societies society sock socks sod software sold soldier soldiers solely
solicitor solicitors solo solve solved solves solving somehow someplace somewhat song songs soonest
sophisticate sophisticated sophisticates sophisticating sordid sort sorted sorting sorts sought
soul souls soundtrack soup source sources southern spatial speaker speakers specialise specialised
specialises specialising specialize specialized specializes specializing specialty species
specifically specification specifications specimen spectacular speculate speculation sped spelt
spent sphere spies spigot spiral spiritual splendid spoilt spoke spoken spokesman sponsor sponsored
sponsoring sponsors spoof spool sport sports sprang sprung spurious squad squash stability stable
stack stacks staff stair staircase stairs stake stamp stamped stamping stamps stance standard
standardise standardised standardises standardising standardize standardized standardizes
standardizing standards standpoint starter starters statement statements statistic statistical
statistics steal stealing steals stereo sterling straightforward strategic strategies strategy
street streets stringent strive student students studio study stunt stupid stupidity style styles
subject subjected subjecting subjective subjects submission submit submits submitted submitting
subroutine subroutines subscribe subscription subsequent subsequently subsidiary subsidise
subsidised subsidises subsidising subsidize subsidized subsidizes subsidizing substitution subtle
subtleties subtlety subtly subway subways succeed succeeded succeeding succeeds successfully
succession successive successor sue sued sues suffice sufficient sufficiently suffix suggestion
suggestions suing suitability suitable suitably summaries summarise summarised summarises
summarising summarize summarized summarizes summarizing summary summer sundry sung sunlight sunrise
superb superfluous supernatural supervise supervised supervision supervisions supervisor
supervisors supplementary supplier suppliers supporter supporters suppose supposed supposedly
supposes supposing supreme surely surname surplus surprisingly survey surveys suspend suspended
suspending suspends suspension swam swamp swamped swamping swamps sweep sweeping sweeps swim swims
swore sworn swum symbol symbolic symbols sympathies sympathise sympathize sympathy symphonies
symphony syndicate synonym synonymous synonyms syntactic syntactically syntax synthesizer
systematic tab table tables tabs tack tacked tacking tacks tactic tactical tactics tactless talent
talented talents tangent tasteless taught tax taxation taxes taxi taxpayer taxpayers tea teach
teaches teaching teapot technical technically technique techniques technological technology tedious
teenage teenager teenagers telephone telephones telescope tempt temptation tempted tempting tempts
tend tended tending tends tennis tentative tentatively tenth termination terminator terminology
territory terse text textbook textbooks texts textual thank thanked thankful thankfully thanking
thanks theft theological theology theorem theorems theoretical theoretically theories theory
thereabouts thereafter thereby therefore therein thereof thesis thief thieve thieves thorough
thoroughfare thoroughfares thoroughly those thou thous thousand throughput thus thy ticket tickets
tidied tidies tidy tidying tiger timer timescale timetable tiresome title titles toad toast
together toggle token tokens tolerant toll tomato tomatoes tome tomorrow tonight topic topics
tourist tourists tower towers town towns trade traded trades trading tradition traditional
traditionally traditions train trains transaction transactions transcript transform transformed
transforming transforms transition translate translated translates translating translation
translations translator transmit transmits transmitted transmitter transmitters transmitting
transparent trash trashcan tread treasure trek trend trends trendy triangle triangles tribe tribes
trick tricks tricky trifle trilogy trinity trip tripos trips triumph trivia trivial trivially troop
troops trousers trust trusted trusting trusts trusty truth truths turntable tutor tutorial
twentieth typeset typesets typesetting typewriter tyre tyres ugh ugly ultimate ultimately umbrella
unacceptable unaffected unambiguous unauthorised unauthorized unavailable unavoidable unbiased
uncertain uncertainty uncle uncommon unconnected unconvincing undefined underestimate undergo
undergoes undergoing undergone undergraduate undergraduates underground undergrounds underlain
underlay underlie underlies underline underlined underlines underlining underlying underneath
understandable undertake undertaken undertakes undertaking undertook underwent undesirable undid
undocumented undoes undone undoubtedly unduly unemployed unemployment unfair unfamiliar unfinished
unfortunate unfortunately unfounded unfriendly unhelpful unified unifies unify unifying unimportant
uninteresting unique uniquely universal universally universe universities university unjustified
unlimited unload unlucky unnecessarily unnecessary unofficial unpopular unread unreadable
unrealistic unreasonable unrelated unreliable unsatisfactory unseen unset unsolicited unspecified
unsuccessful unsuitable unsupported unsure unsuspecting untidy unto untrue unused unwanted
unwelcome unwilling unwise unworkable upbringing update updated updates updating upgrade upgraded
upgrades upgrading urban usable usage usefully utilities utility vacancies vacancy vacation
vacations vacuum vain valid validity valley valuable value valued values valuing vandalism variance
variation variations varied varies varieties variety various vary varying vast vastly vat vector
vectors vegetable vegetables vegetarian vehicle vehicles vend vended vending vendor vends venture
venue venues verb verbatim verbose verbs verdict verification verified verifies verify verifying
versatile verse verses versus vet via viable vicar vicinity victory video view viewed viewer
viewing viewpoint viewpoints views village villages vintage vinyl virgin virtual virtually virtue
virtues visitor visitors vocabulary volunteer volunteered volunteering volunteers vote voted voter
voters votes voting vouch vowel waffle wage wages wait waited waiting warehouse warrant warranty
wash washed washing watch watched watches watching we wealth wealthy weasel weasels weather wedding
weekday weekend weekends weekly welcome welcomed welcomes welcoming welfare whale whales whatsoever
whence whereas whereby whereupon whichever whilst whim whistle whoever wholeheartedly whom whose
widest winner winners winter wisdom wise wiser wisest wish witch withdrew witnessed witnesses
witnessing wive wives wizard wombat women won wonder wondered wonderful wonderfully wondering
wonders wondrous wood work workable worked worker workers working workload works workshop
workstation workstations worldwide worship worthwhile wow wrapper wrappers wrath wren written wrote
yard yards yearly yesterday yield yields younger youngest yourself yourselves youth zoom
"""
