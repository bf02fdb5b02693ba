"""The parts of an entry that may be asked for, and the kinds of test."""

from typing import Literal

Part = Literal[
    "dose",
    "avoid",
    "cause",
    "confirm",
    "gene",
    "how common",
    "what helps",
    "difference",
    "what is seen",
    "what sets it off",
    "when to worry",
    "what it is",
    "not here",
]
TestKind = Literal["antibody", "gene", "blood", "electrodiagnosis", "biopsy", "imaging"]
