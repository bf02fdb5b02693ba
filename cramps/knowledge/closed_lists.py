"""The closed lists of the knowledge base: every word that may stand in a field of a fixed set."""

from typing import Literal

Group = Literal[
    "central",
    "motor-neuron",
    "nerve-hyperexcitability",
    "nerve",
    "muscle",
    "channelopathy",
    "electrolyte-endocrine",
    "systemic",
    "drug-toxic",
    "idiopathic",
    "look-alike",
]
Phenomenon = Literal[
    "true-cramp",
    "contracture",
    "tetany",
    "dystonia",
    "myotonia",
    "spasticity",
    "spasm",
    "stiffness",
    "fasciculation",
    "ischaemic-pain",
    "urge",
]
MechanismSite = Literal[
    "cortex",
    "basal-ganglia",
    "brainstem",
    "spinal-cord",
    "anterior-horn-cell",
    "root",
    "sensory-afferent",
    "motor-axon",
    "nerve-terminal",
    "neuromuscular-junction",
    "muscle-membrane",
    "excitation-contraction",
    "muscle-energy",
    "extracellular-ions",
    "blood-supply",
]
PrevalenceBand = Literal[
    ">1/10",
    "1-9/100",
    "1-9/1000",
    ">1/1000",
    "6-9/10000",
    "1-5/10000",
    "1-9/100000",
    "1-9/1000000",
    "<1/1000000",
    "unknown",
]
OnsetBand = Literal[
    "congenital",
    "neonatal",
    "infantile",
    "childhood",
    "juvenile",
    "young-adult",
    "middle-age",
    "late",
]
InheritanceMode = Literal[
    "autosomal-dominant",
    "autosomal-recessive",
    "x-linked",
    "mitochondrial",
    "sporadic",
    "multifactorial",
    "acquired",
]
SexSkew = Literal["male-only", "male", "female", "female-only", "none"]
FindingKind = Literal["symptom", "sign", "trigger", "circumstance"]
TestKind = Literal[
    "examination",
    "blood",
    "urine",
    "csf",
    "electrodiagnosis",
    "imaging",
    "cardiac",
    "exercise",
    "genetic",
    "biopsy",
    "other",
]
Tier = Literal["question", "bedside", "blood", "electrodiagnosis", "imaging", "gene", "biopsy"]
ResultLevel = Literal["low", "normal", "high", "positive", "negative", "abnormal"]
ResultGrade = Literal["mild", "moderate", "severe"]
PatientSex = Literal["male", "female"]
#: Where a patient is seen, which decides how common the disorders are.
Setting = Literal["primary-care", "neurology", "none"]
Urgency = Literal["now", "same-day", "soon"]
Judged = Literal["urgency", "threshold", "combination", "action"]
#: ``seen``: annotated as seen, and not said what the test is for.
TestRole = Literal["screen", "confirm", "exclude", "monitor", "seen"]
TreatmentClass = Literal[
    "medication",
    "physical-therapy",
    "lifestyle",
    "device",
    "surgery",
    "immunotherapy",
    "supplement",
]
TreatmentTarget = Literal["cramps", "spasms", "symptoms", "disease"]
Stance = Literal["first-line", "option", "specialist", "avoid"]
EvidenceLevel = Literal[
    "guideline",
    "systematic-review",
    "trial",
    "observational",
    "case-reports",
    "expert-opinion",
    "drug-label",
]
SourceKind = Literal[
    "guideline",
    "systematic-review",
    "trial",
    "cohort",
    "case-control",
    "survey",
    "experiment",
    "review",
    "genereviews",
    "case-series",
    "case-report",
    "textbook",
    "drug-label",
    "database",
    "web",
]
Depth = Literal["full", "brief"]
Basis = Literal["described"]
#: ``established``: measured in trials or large cohorts; ``reported``: labels, case reports;
#: ``disputed``: evidence against, or contradictory; ``none-known``: no source here links it.
DrugLink = Literal["established", "reported", "disputed", "none-known"]
DrugWay = Literal[
    "volume", "electrolyte", "nerve", "muscle", "neuromuscular-junction", "central", "unknown"
]
OverviewPart = Literal["definition", "phenomenon", "workup", "red-flag", "treatment"]

#: Parts of an entry card, in its order.
CardSection = Literal[
    "about",
    "cramps",
    "mechanism",
    "findings",
    "tests",
    "treatments",
    "red-flags",
    "lookalikes",
    "disputes",
]
