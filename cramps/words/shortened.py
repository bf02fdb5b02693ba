"""Names of medicines as notes shorten them: pred, simva, bendro. What may be two medicines is not here.

Levo is levodopa and levothyroxine, carb carbamazepine and carbimazole, dex dexamethasone and dextrose,
met metformin and metoprolol: of these none is taken.
"""

from typing import Final

#: The short word -> the name that is known.
MEDICINES: Final = {
    "pred": "prednisolone",
    "preds": "prednisolone",
    "hydrocort": "hydrocortisone",
    "simva": "simvastatin",
    "atorva": "atorvastatin",
    "rosuva": "rosuvastatin",
    "prava": "pravastatin",
    "clarithro": "clarithromycin",
    "clari": "clarithromycin",
    "erythro": "erythromycin",
    "cipro": "ciprofloxacin",
    "cotrimox": "co-trimoxazole",
    "trimeth": "trimethoprim",
    "bendro": "bendroflumethiazide",
    "fruse": "furosemide",
    "furo": "furosemide",
    "frusemide": "furosemide",
    "spiro": "spironolactone",
    "ramip": "ramipril",
    "amlo": "amlodipine",
    "amlod": "amlodipine",
    "haldol": "haloperidol",
    "halop": "haloperidol",
    "olanz": "olanzapine",
    "quetiap": "quetiapine",
    "risp": "risperidone",
    "cloz": "clozapine",
    "metoclop": "metoclopramide",
    "sert": "sertraline",
    "citalo": "citalopram",
    "fluox": "fluoxetine",
    "tram": "tramadol",
    "salbut": "salbutamol",
    "pyrido": "pyridostigmine",
    "gaba": "gabapentin",
    "pregab": "pregabalin",
    "vinc": "vincristine",
    "ome": "omeprazole",
    "omep": "omeprazole",
    "lanso": "lansoprazole",
}
