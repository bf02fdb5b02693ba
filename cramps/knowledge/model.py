"""What the knowledge base is made of: frozen, typed records, with no input or output.

One definition serves three purposes: validation of the YAML, JSON output, and the JSON Schema that
editors use. The order of the fields is the order in which a reader meets them.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from cramps.knowledge.closed_lists import (
    Basis,
    Depth,
    DrugLink,
    DrugWay,
    EvidenceLevel,
    FindingKind,
    Group,
    InheritanceMode,
    Judged,
    MechanismSite,
    OnsetBand,
    OverviewPart,
    Phenomenon,
    PrevalenceBand,
    ResultGrade,
    ResultLevel,
    SexSkew,
    SourceKind,
    Stance,
    TestKind,
    TestRole,
    Tier,
    TreatmentClass,
    TreatmentTarget,
    Urgency,
)
from cramps.knowledge.conditions import Bounds, Condition, NumberBounds
from cramps.knowledge.record import END as _END
from cramps.knowledge.record import Id, Record, Text

__all__ = ["Bounds", "Condition", "Id", "NumberBounds", "Record", "Text"]

SourceId = Annotated[
    str,
    Meta(
        pattern=r"^(PMID:[1-9][0-9]{3,7}|PMCID:PMC[0-9]+|DOI:10\.[0-9]{4,9}/[^\s#]+|NBK[0-9]+"
        r"|HPOA|https?://[^\s#]+)" + _END
    ),
]
"""A publication; ``HPOA`` is the file of annotations of the Human Phenotype Ontology."""

Citation = Annotated[
    str,
    Meta(
        pattern=r"^(PMID:[1-9][0-9]{3,7}|PMCID:PMC[0-9]+|DOI:10\.[0-9]{4,9}/[^\s#]+|NBK[0-9]+"
        r"|HPOA|https?://[^\s#]+)(#[!-\"$-~]+)?" + _END
    ),
]
"""A source, and behind ``#`` where in it: ``PMID:33620411#abstract``, ``HPOA#ORPHA:803/HP:0002380``."""

HpoId = Annotated[str, Meta(pattern=r"^HP:[0-9]{7}" + _END)]
OrphaId = Annotated[str, Meta(pattern=r"^ORPHA:[1-9][0-9]*" + _END)]
OmimId = Annotated[str, Meta(pattern=r"^OMIM:[1-9][0-9]{5}" + _END)]
MondoId = Annotated[str, Meta(pattern=r"^MONDO:[0-9]{7}" + _END)]
Icd10cmCode = Annotated[str, Meta(pattern=r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?" + _END)]
DiseaseCode = Annotated[
    str, Meta(pattern=r"^(ORPHA:[1-9][0-9]*|OMIM:[1-9][0-9]{5}|MONDO:[0-9]{7})" + _END)
]
LoincCode = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,6}-[0-9]" + _END)]
Gene = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z0-9-]*" + _END)]
Date = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" + _END)]

FREQUENCY_PATTERN = (
    r"^([0-9]+/[1-9][0-9]*"
    r"|(100|[0-9]{1,2}(\.[0-9]+)?)(-(100|[0-9]{1,2}(\.[0-9]+)?))?%"
    r"|obligate|very-frequent|frequent|occasional|very-rare|excluded)" + _END
)
FrequencyText = Annotated[str, Meta(pattern=FREQUENCY_PATTERN)]
"""Patients seen (``15/16``), a percentage (``92%``, ``50-75%``) or an HPO frequency term."""


class Cited(Record, frozen=True, kw_only=True):
    """Anything that says something about the world and names who says so."""

    #: The sources that say it, each with its place: ``PMID:33620411#abstract``.
    sources: tuple[Citation, ...] = ()


class Statement(Cited, frozen=True, kw_only=True):
    """One sentence or two, with sources."""

    text: Text


class Codes(Record, frozen=True, kw_only=True):
    """The same disorder in other vocabularies."""

    orpha: tuple[OrphaId, ...] = ()
    omim: tuple[OmimId, ...] = ()
    mondo: tuple[MondoId, ...] = ()
    icd10cm: tuple[Icd10cmCode, ...] = ()
    #: Codes of narrower diseases that this entry stands for.
    includes: tuple[DiseaseCode, ...] = ()


class Prevalence(Cited, frozen=True, kw_only=True):
    """How common the disorder is."""

    #: Orphanet's band, or a wider one where the figure is of those who have its cramps or complaints.
    band: PrevalenceBand = "unknown"
    #: The measured figure with its population and year, where one is known.
    figure: Text | None = None


class Onset(Cited, frozen=True, kw_only=True):
    """When it begins."""

    #: HPO onset terms: childhood 1-5, juvenile 5-15, young adult 16-40, middle age 40-60, late 60+.
    bands: tuple[OnsetBand, ...] = ()
    figure: Text | None = None


class Sex(Cited, frozen=True, kw_only=True):
    """Whom it prefers."""

    skew: SexSkew = "none"
    figure: Text | None = None


class Inheritance(Cited, frozen=True, kw_only=True):
    """How it is passed on, and the genes."""

    modes: tuple[InheritanceMode, ...] = ()
    genes: tuple[Gene, ...] = ()
    note: Text | None = None


class CrampFrequency(Cited, frozen=True, kw_only=True):
    """How many patients have cramps."""

    value: FrequencyText | None = None
    #: Of whom the value was counted: who, how many, where, when.
    of: Text | None = None
    text: Text


class Cramps(Record, frozen=True, kw_only=True):
    """How the cramps themselves behave."""

    frequency: CrampFrequency | None = None
    character: Statement | None = None
    site: Statement | None = None
    timing: Statement | None = None
    provoked_by: Statement | None = None
    relieved_by: Statement | None = None


class Mechanism(Record, frozen=True, kw_only=True):
    """From cause to cramp."""

    #: Where the cramp arises, the main place first.
    site: tuple[MechanismSite, ...] = ()
    #: The causal chain, one sentence a step.
    steps: tuple[Statement, ...] = ()


class DisorderFinding(Cited, frozen=True, kw_only=True):
    """A finding in a disorder, and how often."""

    finding: Id
    #: None means unknown; it is never read as 100 %.
    frequency: FrequencyText | None = None
    #: Of whom the number was counted: who, how many, where, when.
    of: Text | None = None
    #: What a band rests on where it is not the HPO's: ``described`` is the source's own word.
    basis: Basis | None = None
    note: Text | None = None

    @property
    def remark(self) -> str | None:
        """Of whom it was counted, and the note, for a reader; None where neither is said."""
        return "; ".join(part for part in (self.of, self.note) if part) or None


class DisorderTest(Cited, frozen=True, kw_only=True):
    """The result that a test gives in a disorder."""

    test: Id
    result: Id
    role: TestRole
    #: Share of patients with the disorder who show the result.
    frequency: FrequencyText | None = None
    sensitivity: FrequencyText | None = None
    specificity: FrequencyText | None = None
    #: The disorder is defined by the result: who has it has the disorder, and who lacks it does not.
    defines: bool = False
    #: Of whom the numbers were counted: who, how many, where, when.
    of: Text | None = None
    #: What a band rests on where it is not the HPO's: ``described`` is the source's own word.
    basis: Basis | None = None
    note: Text | None = None

    @property
    def remark(self) -> str | None:
        """Of whom it was counted, and the note, for a reader; None where neither is said."""
        return "; ".join(part for part in (self.of, self.note) if part) or None


class Evidence(Record, frozen=True, kw_only=True):
    """What a treatment rests on."""

    level: EvidenceLevel
    figure: Text | None = None


class DisorderTreatment(Cited, frozen=True, kw_only=True):
    """A treatment in a disorder."""

    treatment: Id
    target: TreatmentTarget
    stance: Stance
    evidence: Evidence
    #: Only where a cited source gives it.
    dose: Text | None = None
    note: Text | None = None


class DisorderRedFlag(Cited, frozen=True, kw_only=True):
    """A rule of danger that concerns a disorder."""

    rule: Id
    #: What is particular to this disorder; then cited.
    note: Text | None = None


class Lookalike(Cited, frozen=True, kw_only=True):
    """Another disorder that this one is taken for."""

    disorder: Id
    #: Findings and results that speak for the disorder whose entry this is.
    for_this: tuple[Id, ...] = ()
    #: Findings and results that speak for the other one.
    for_other: tuple[Id, ...] = ()
    text: Text


class Dispute(Record, frozen=True, kw_only=True):
    """Where sources disagree: the question, and each position with its source."""

    question: Text
    positions: tuple[Statement, ...]


class LeftOut(Record, frozen=True, kw_only=True):
    """An annotation of the HPO that an entry does not take; the reason is the editors' own."""

    hpo: HpoId
    reason: Text


class Registered(Record, frozen=True, kw_only=True):
    """A disorder in the register: what a list shows of it."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    group: Group
    #: What contracts; the leading phenomenon first. Empty where no source shows that anything does:
    #: the disorder then stands here because its pain or weakness is taken for cramp.
    phenomenon: tuple[Phenomenon, ...]
    codes: Codes = Codes()
    prevalence: Prevalence = Prevalence()
    onset: Onset = Onset()
    sex: Sex = Sex()
    inheritance: Inheritance | None = None
    #: True where missing it kills or cripples soon.
    critical: bool = False
    #: One of the causes of cramps that stand for all others where the ranking asks how common a finding is
    #: without the disorder in question. Fixed, so that no new entry moves the odds among the rest.
    reference: bool = False
    summary: Statement
    #: ``brief``: the register and the annotations of the HPO, no entry of its own.
    depth: Depth = "full"
    #: Date of the last full review.
    reviewed: Date


class Disorder(Registered, frozen=True, kw_only=True):
    """One disorder that causes cramps or is taken for one that does: register and entry in one."""

    cramps: Cramps = Cramps()
    mechanism: Mechanism = Mechanism()
    findings: tuple[DisorderFinding, ...] = ()
    tests: tuple[DisorderTest, ...] = ()
    treatments: tuple[DisorderTreatment, ...] = ()
    red_flags: tuple[DisorderRedFlag, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    #: Annotations of the HPO that are not taken, with the reason.
    leave_out: tuple[LeftOut, ...] = ()


class Family(Record, frozen=True, kw_only=True):
    """An umbrella word (peripheral neuropathy) and the disorders under it."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    summary: Statement
    members: tuple[Id, ...]


class AtLarge(Cited, frozen=True, kw_only=True):
    """How common a finding is in people at large, whatever they have."""

    value: FrequencyText
    #: In whom it was counted, and when.
    text: Text


class Finding(Record, frozen=True, kw_only=True):
    """A symptom, sign, trigger or circumstance."""

    id: Id
    name: Text
    kind: FindingKind
    hpo: HpoId | None = None
    #: Clinicians' words of the same meaning, in both spellings.
    synonyms: tuple[Text, ...] = ()
    #: Words for kinds of it: they find it, and denying them does not deny it.
    narrower_words: tuple[Text, ...] = ()
    #: Words for what is near to it, likewise.
    related_words: tuple[Text, ...] = ()
    #: Patients' words.
    lay: tuple[Text, ...] = ()
    #: Findings that this one is a kind of.
    broader: tuple[Id, ...] = ()
    #: Of ``broader``, those that the HPO does not have above it: what is there runs up to them, a denial of
    #: them does not run down.
    broader_here: tuple[Id, ...] = ()
    #: The finding of the same meaning that stands for both in the ranking.
    same_as: Id | None = None
    #: Findings that nobody need be asked any more where this one is there: cramps at night tell when.
    answers: tuple[Id, ...] = ()
    #: Findings that cannot be there together with this one: normal strength excludes weakness.
    excludes: tuple[Id, ...] = ()
    #: Nothing is amiss; it then speaks against no disorder whose entry does not mention it.
    normal: bool = False
    #: A circumstance that comes upon anybody (a drug, pregnancy, an operation): it makes nothing that one is born with.
    befalls: bool = False
    #: It tells how it began: every complaint began somehow, and an entry that is silent on it says nothing.
    course: bool = False
    #: Where many have it who have none of the disorders: high blood pressure, diabetes.
    at_large: AtLarge | None = None
    #: The question, or the manoeuvre, that elicits it.
    ask: Text


class Conversion(Record, frozen=True, kw_only=True):
    """A unit that no mere factor brings to the test's: value = (given - minus) / divided_by."""

    unit: Text
    minus: float = 0.0
    divided_by: float = 1.0


class Span(Cited, frozen=True, kw_only=True):
    """A range of values in the test's unit, both ends included."""

    low: float
    high: float
    #: The editors judged the range: nobody published it, or they widened or narrowed what the source gives.
    basis: Literal["editors"] | None = None


class Limits(Cited, frozen=True, kw_only=True):
    """The reference limits of a group of people; a side that has none is left out."""

    low: float | None = None
    high: float | None = None
    #: The unit in which the source gives them, where it is not the test's.
    unit: Text | None = None
    sex: Literal["female", "male"] | None = None
    #: Years; the first is included, the last is not.
    from_age: float | None = None
    to_age: float | None = None
    #: Whose limits they are.
    of: Text


class Assay(Cited, frozen=True, kw_only=True):
    """How laboratories and bedside instruments report what a test measures."""

    #: What else the number is called, where as a plain word it names another test.
    names: tuple[Text, ...] = ()
    #: Units in use besides the test's own. The unit of a bare number is inferred among these.
    units: tuple[Text, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    #: Grams in a mole of what the mass is given of.
    molar_mass: float | None = None
    #: Equivalents in a mole.
    charge: int | None = None
    loinc: tuple[LoincCode, ...] = ()
    #: Values outside this no patient has: a guard against a wrong unit or a slip.
    plausible: Span
    #: Where a bare number is plausible in several units: the one in which it lies here is taken.
    usual: Span | None = None
    #: The first whose sex and age fit the patient count; those without them are for anyone.
    limits: tuple[Limits, ...] = ()
    #: The test of the second number in 120/80.
    second: Id | None = None


class Result(Cited, frozen=True, kw_only=True):
    """A possible result of a test."""

    id: Id
    name: Text
    hpo: HpoId | None = None
    synonyms: tuple[Text, ...] = ()
    #: Words for kinds of it: they find it, and denying them does not deny it.
    narrower_words: tuple[Text, ...] = ()
    #: Where it lies; a number beyond the reference limits means the result of this level.
    level: ResultLevel | None = None
    #: How far beyond the limits, where the result has thresholds of its own.
    grade: ResultGrade | None = None
    #: The result holds for values above (below) this, or from (to) it, in the test's unit.
    above: float | None = None
    below: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    #: The result holds for more than so many times the upper reference limit.
    over_times: float | None = None
    #: Results, of this test or another, and findings that this one is a kind of.
    broader: tuple[Id, ...] = ()
    #: The finding or result of the same meaning that stands for both in the ranking.
    same_as: Id | None = None
    #: The whole test is normal; it then speaks against no disorder whose entry does not mention it.
    normal: bool = False


def has_threshold(result: Result) -> bool:
    """Tell whether the result says by itself which numbers mean it."""
    own = (result.above, result.below, result.at_least, result.at_most, result.over_times)
    return any(threshold is not None for threshold in own)


class Test(Record, frozen=True, kw_only=True):
    """A diagnostic test."""

    id: Id
    name: Text
    kind: TestKind
    #: What it costs the patient, the cheapest first.
    tier: Tier
    synonyms: tuple[Text, ...] = ()
    lay: tuple[Text, ...] = ()
    #: The unit of all its numbers here.
    unit: Text | None = None
    #: How its numbers are read; None where none are.
    assay: Assay | None = None
    #: What it shows and what its limits are.
    about: tuple[Statement, ...] = ()
    results: tuple[Result, ...]


class Treatment(Record, frozen=True, kw_only=True):
    """A treatment, whatever it is given for."""

    id: Id
    name: Text
    class_: TreatmentClass = field(name="class")
    subclass: Text | None = None
    synonyms: tuple[Text, ...] = ()
    #: What holds for it in any disorder.
    about: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()


class DrugEffect(Cited, frozen=True, kw_only=True):
    """What a drug or toxin does to muscle."""

    phenomenon: Phenomenon
    text: Text
    #: The measured size of the effect, with its denominator and setting.
    figure: Text | None = None
    #: Of it the ratio: how many times as often with it as without.
    ratio: Annotated[float, Meta(gt=0)] | None = None


class Interaction(Cited, frozen=True, kw_only=True):
    """What a drug does together with others."""

    #: The other drugs, or their classes.
    with_: tuple[Id, ...] = field(name="with")
    text: Text


class Drug(Record, frozen=True, kw_only=True):
    """A drug or toxin: what it does to muscle, or that nothing is known of it."""

    id: Id
    name: Text
    #: Pharmacological class, or kind of toxin.
    class_: Text = field(name="class")
    #: Generic names, those of a class included, in both spellings.
    synonyms: tuple[Text, ...] = ()
    #: Brand names, British and American.
    trade_names: tuple[Text, ...] = ()
    #: How sure it is that it causes cramps.
    link: DrugLink = "reported"
    #: Its place, from 1, among what people take most, as the editors judge; it orders lists, and nothing else.
    widely_used: int | None = None
    #: By which way.
    ways: tuple[DrugWay, ...] = ()
    #: Groups of drugs that this one belongs to.
    broader: tuple[Id, ...] = ()
    effects: tuple[DrugEffect, ...] = ()
    #: What to do.
    advice: tuple[Statement, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    #: Disorders of the knowledge base that it causes or unmasks.
    causes: tuple[Id, ...] = ()
    #: The circumstance that taking it is, where there is one.
    finding: Id | None = None


class RedFlag(Cited, frozen=True, kw_only=True):
    """A danger: what raises it, what to do, and who says so; it holds whatever the ranking says."""

    id: Id
    name: Text
    urgency: Urgency
    when: Condition
    #: One or two sentences that a colleague would sign.
    action: Text
    #: Why.
    text: Text | None = None
    #: Disorders of the register that it points to.
    points_to: tuple[Id, ...] = ()
    #: What else it points to, by name.
    leads_to: tuple[Text, ...] = ()
    #: Its place, from 1, among what general practice meets most often, as the editors judge; it orders lists,
    #: and nothing else.
    primary_care: int | None = None
    #: What of it no source says in these words: the editors judged it.
    editors: tuple[Judged, ...] = ()


class OverviewSection(Record, frozen=True, kw_only=True):
    """What holds for no single disorder."""

    id: Id
    part: OverviewPart
    title: Text
    statements: tuple[Statement, ...]
    #: The phenomenon that the section is about, where it is about one.
    phenomenon: Phenomenon | None = None
    findings: tuple[Id, ...] = ()
    tests: tuple[Id, ...] = ()
    #: Rules of danger that the section tells of.
    red_flags: tuple[Id, ...] = ()
    #: What the section calls ordinary holds where this does, and nothing but its ``findings`` is there.
    calm_when: Condition | None = None


class Source(Record, frozen=True, kw_only=True):
    """A publication, once."""

    id: SourceId
    title: Text
    authors: Text | None = None
    year: Annotated[int, Meta(ge=1800, le=2100)] | None = None
    #: Journal, book or publisher.
    journal: Text | None = None
    kind: SourceKind
    #: When its record was last looked up, and agreed; None where that was before dates were kept.
    seen: Date | None = None
