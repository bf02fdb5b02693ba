"""Small knowledge bases, drawn: six findings in a graph, one that no disorder has, two tests, two drugs."""

from typing import Any

from hypothesis import strategies as st

from cramps.knowledge import closed_lists, model
from cramps.knowledge.base import KnowledgeBase

_BROADER: dict[str, tuple[str, ...]] = {
    "f0": (),
    "f1": ("f0",),
    "f2": ("f1",),
    "f3": ("f0",),
    "f4": ("f2", "f3"),
    "f5": (),
}
LONELY = "unheard-of"
_TESTS = {"t0": ("t0-low", "t0-normal", "t0-high"), "t1": ("t1-spikes", "t1-waves")}
_RESULTS = {result: test for test, results in _TESTS.items() for result in results}
_FREQUENCIES = (None, "excluded", "0/9", "3/9", "9/9", "50-75%", "obligate", "very-rare", "100%")
_PREVALENCES: tuple[closed_lists.PrevalenceBand, ...] = (">1/1000", "1-9/100000", "unknown")
_ONSETS: tuple[tuple[closed_lists.OnsetBand, ...], ...] = (
    (),
    ("childhood",),
    ("middle-age", "late"),
)
_SEXES: tuple[closed_lists.SexSkew, ...] = ("none", "male", "female-only")
_SAID = model.Statement(text="Made up.")

_frequencies = st.sampled_from(_FREQUENCIES)


def _disorder(number: int, **parts: Any) -> model.Disorder:
    return model.Disorder(
        id=f"d{number}",
        name=f"Disorder {number}",
        group="nerve",
        phenomenon=("true-cramp",),
        prevalence=model.Prevalence(band=parts["prevalence"]),
        onset=model.Onset(bands=parts["onset"]),
        sex=model.Sex(skew=parts["sex"]),
        critical=parts["critical"],
        summary=_SAID,
        mechanism=model.Mechanism(site=("root",), steps=(_SAID,)),
        findings=tuple(
            model.DisorderFinding(finding=f, frequency=share)
            for f, share in parts["findings"].items()
        ),
        tests=tuple(
            model.DisorderTest(test=_RESULTS[r], result=r, role="screen", frequency=share)
            for r, share in parts["results"].items()
        ),
        reviewed="2026-11-22",
    )


def _knowledge_base(drawn: list[dict[str, Any]]) -> KnowledgeBase:
    effect = model.DrugEffect(phenomenon="true-cramp", text="Made up.")
    return KnowledgeBase(
        {
            "disorders": {f"d{n}": _disorder(n, **parts) for n, parts in enumerate(drawn)},
            "findings": {
                f: model.Finding(id=f, name=f, kind="sign", broader=broader, ask="Is it there?")
                for f, broader in {**_BROADER, LONELY: ()}.items()
            },
            "tests": {
                test: model.Test(
                    id=test,
                    name=test,
                    kind="blood",
                    tier="blood",
                    results=tuple(model.Result(id=r, name=r) for r in results),
                )
                for test, results in _TESTS.items()
            },
            "drugs": {
                d: model.Drug(id=d, name=d, class_="toxin", effects=(effect,), causes=causes)
                for d, causes in {"x": ("d0",), "y": ("d0", "d1")}.items()
            },
        },
        "made up",
    )


knowledge_bases = st.lists(
    st.fixed_dictionaries(
        {
            "findings": st.dictionaries(st.sampled_from(sorted(_BROADER)), _frequencies),
            "results": st.dictionaries(st.sampled_from(sorted(_RESULTS)), _frequencies),
            "prevalence": st.sampled_from(_PREVALENCES),
            "onset": st.sampled_from(_ONSETS),
            "sex": st.sampled_from(_SEXES),
            "critical": st.booleans(),
        }
    ),
    min_size=1,
    max_size=5,
).map(_knowledge_base)
