"""Filters: which disorders have these findings, tests, results, treatments."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cramps.knowledge import closed_lists, frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.find import Hit, MatchKind, Query, find, less_specific

VALID = load(Path(__file__).parents[1] / "kb" / "valid")


# A larger knowledge base, made of nothing but what the filters look at: six findings in a graph, four
# results of two tests, two treatments, and disorders that draw from them.

_BROADER = {"f0": (), "f1": ("f0",), "f2": ("f1",), "f3": ("f0",), "f4": ("f2", "f3"), "f5": ()}
_RESULTS = {"r0": "t0", "r1": "t0", "r2": "t1", "r3": "t1"}
#: One is looked for to exclude another disorder.
_ROLES: dict[str, closed_lists.TestRole] = {"r3": "exclude"}
#: One of them is called like a group, one like a phenomenon.
TREATMENTS = ("nerve", "contracture")
_GROUPS: tuple[closed_lists.Group, ...] = ("nerve", "muscle")
_PHENOMENA: tuple[closed_lists.Phenomenon, ...] = ("true-cramp", "contracture")
_FREQUENCIES = (None, "excluded", "0/9", "3/9", "50-75%", "obligate", "very-rare")

findings_drawn = st.dictionaries(st.sampled_from(sorted(_BROADER)), st.sampled_from(_FREQUENCIES))
results_drawn = st.dictionaries(st.sampled_from(sorted(_RESULTS)), st.sampled_from(_FREQUENCIES))


def _disorder(
    number: int,
    findings: dict[str, str | None],
    results: dict[str, str | None],
    treatments: set[str],
    kind: tuple[closed_lists.Group, closed_lists.Phenomenon],
) -> model.Disorder:
    said = model.Statement(text="Made up.")
    return model.Disorder(
        id=f"d{number}",
        name=f"Disorder {number}",
        group=kind[0],
        phenomenon=(kind[1],),
        summary=said,
        mechanism=model.Mechanism(site=("root",), steps=(said,)),
        findings=tuple(
            model.DisorderFinding(finding=f, frequency=share) for f, share in findings.items()
        ),
        tests=tuple(
            model.DisorderTest(
                test=_RESULTS[r], result=r, role=_ROLES.get(r, "screen"), frequency=share
            )
            for r, share in results.items()
        ),
        treatments=tuple(
            model.DisorderTreatment(
                treatment=t,
                target="cramps",
                stance="option",
                evidence=model.Evidence(level="trial"),
            )
            for t in sorted(treatments)
        ),
        reviewed="2026-11-22",
    )


def _knowledge_base(disorders: list[model.Disorder]) -> KnowledgeBase:
    results = [model.Result(id=r, name=r) for r in _RESULTS]
    return KnowledgeBase(
        {
            "disorders": {d.id: d for d in disorders},
            "findings": {
                f: model.Finding(id=f, name=f, kind="sign", broader=broader, ask="Is it there?")
                for f, broader in _BROADER.items()
            },
            "tests": {
                t: model.Test(id=t, name=t, kind="blood", tier="blood", results=tuple(these))
                for t, these in (("t0", results[:2]), ("t1", results[2:]))
            },
        },
        "made up",
    )


knowledge_bases = st.lists(
    st.tuples(
        findings_drawn,
        results_drawn,
        st.sets(st.sampled_from(TREATMENTS)),
        st.tuples(st.sampled_from(_GROUPS), st.sampled_from(_PHENOMENA)),
    ),
    min_size=1,
    max_size=6,
).map(lambda drawn: _knowledge_base([_disorder(n, *parts) for n, parts in enumerate(drawn)]))

#: One filter: the field of the query, and a value for it.
filters = st.one_of(
    st.tuples(st.just("findings"), st.sampled_from(sorted(_BROADER))),
    st.tuples(st.just("tests"), st.sampled_from(("t0", "t1"))),
    st.tuples(st.just("results"), st.sampled_from(sorted(_RESULTS))),
    st.tuples(st.just("treatments"), st.sampled_from(TREATMENTS)),
    st.tuples(st.just("groups"), st.sampled_from(_GROUPS)),
    st.tuples(st.just("phenomena"), st.sampled_from(_PHENOMENA)),
)
Filter = tuple[str, str]


def _query(chosen: list[Filter], **more: object) -> Query:
    fields: dict[str, list[str]] = {}
    for field, value in chosen:
        fields.setdefault(field, []).append(value)
    return msgspec.convert({**fields, **more}, Query)


def _ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.disorder.id for hit in hits]


@given(knowledge_bases, st.lists(filters, max_size=4), filters)
def test_adding_a_filter_never_adds_a_result(
    kb: KnowledgeBase, chosen: list[Filter], one_more: Filter
) -> None:
    before = _ids(find(kb, _query(chosen)))
    assert set(_ids(find(kb, _query([*chosen, one_more])))) <= set(before)


@given(knowledge_bases, st.lists(filters, min_size=1, max_size=4))
def test_all_filters_together_give_what_every_single_one_gives(
    kb: KnowledgeBase, chosen: list[Filter]
) -> None:
    singles = [set(_ids(find(kb, _query([one])))) for one in chosen]
    assert set(_ids(find(kb, _query(chosen)))) == set.intersection(*singles)


@given(knowledge_bases, st.lists(filters, min_size=1, max_size=4))
def test_any_gives_what_at_least_one_of_the_filters_gives(
    kb: KnowledgeBase, chosen: list[Filter]
) -> None:
    singles = [set(_ids(find(kb, _query([one])))) for one in chosen]
    assert set(_ids(find(kb, _query(chosen, any=True)))) == set.union(*singles)


@given(knowledge_bases, st.sampled_from(sorted(_BROADER)))
def test_a_broad_finding_finds_all_that_its_narrower_ones_find(
    kb: KnowledgeBase, broad: str
) -> None:
    found = set(_ids(find(kb, Query(findings=(broad,)))))
    for narrow in kb.narrower.get(broad, ()):
        assert set(_ids(find(kb, Query(findings=(narrow,))))) <= found


@given(knowledge_bases, st.sampled_from(("t0", "t1")))
def test_a_test_finds_every_disorder_that_gives_a_result_of_it(
    kb: KnowledgeBase, asked: str
) -> None:
    giving = {
        d.id
        for d in kb.disorders.values()
        if any(t.test == asked and not frequency.is_never(t.frequency) for t in d.tests)
    }
    assert set(_ids(find(kb, Query(tests=(asked,))))) == giving


@given(knowledge_bases, st.lists(filters, min_size=1, max_size=3))
def test_what_is_never_seen_never_matches(kb: KnowledgeBase, chosen: list[Filter]) -> None:
    for hit in find(kb, _query(chosen, any=True)):
        for match in hit.matches:
            assert not frequency.is_never(match.frequency)


@given(knowledge_bases, st.lists(filters, max_size=3), st.sampled_from(sorted(_BROADER | _RESULTS)))
def test_without_takes_away_exactly_those_that_show_it(
    kb: KnowledgeBase, chosen: list[Filter], unwanted: str
) -> None:
    field = "findings" if unwanted in _BROADER else "results"
    showing = set(_ids(find(kb, _query([(field, unwanted)]))))
    every = set(_ids(find(kb, _query(chosen))))
    assert set(_ids(find(kb, _query(chosen, without=[unwanted])))) == every - showing


@given(knowledge_bases, st.lists(filters, min_size=1, max_size=4), st.booleans())
def test_every_match_was_asked_for_and_stands_in_the_entry(
    kb: KnowledgeBase, chosen: list[Filter], any_: bool
) -> None:
    for hit in find(kb, _query(chosen, any=any_)):
        assert hit.matches
        for match in hit.matches:
            assert match.asked in [value for _, value in chosen]
            if match.kind == "finding":
                assert match.asked == match.found or match.asked in kb.broader(match.found)
            assert (match.found, match.frequency) in _listed(kb, hit.disorder.id, match.kind)


def _listed(kb: KnowledgeBase, record_id: str, kind: MatchKind) -> list[tuple[str, str | None]]:
    """What the entry itself lists of that kind, and how often."""
    d = kb.disorders[record_id]
    listed: dict[MatchKind, list[tuple[str, str | None]]] = {
        "finding": [(f.finding, f.frequency) for f in d.findings],
        "test": [(t.result, t.frequency) for t in d.tests],
        "result": [(t.result, t.frequency) for t in d.tests],
        "treatment": [(t.treatment, None) for t in d.treatments],
        "group": [(d.group, None)],
        "phenomenon": [(p, None) for p in d.phenomenon],
    }
    return listed[kind]


@given(knowledge_bases, st.lists(filters, min_size=1, max_size=4))
def test_the_order_of_the_question_does_not_matter(kb: KnowledgeBase, chosen: list[Filter]) -> None:
    for any_ in (False, True):
        forwards = _ids(find(kb, _query(chosen, any=any_)))
        assert forwards == _ids(find(kb, _query(chosen[::-1], any=any_)))
        assert forwards == _ids(find(kb, _query(chosen * 2, any=any_)))


@given(knowledge_bases, st.lists(filters, min_size=2, max_size=4, unique=True))
def test_the_more_criteria_a_disorder_meets_the_earlier_it_stands(
    kb: KnowledgeBase, chosen: list[Filter]
) -> None:
    hits = find(kb, _query(chosen, any=True))
    met = [len({(match.kind, match.asked) for match in hit.matches}) for hit in hits]
    assert met == sorted(met, reverse=True)


@given(knowledge_bases, st.sampled_from(sorted(_BROADER)))
def test_of_equal_fits_the_most_frequent_stands_first(kb: KnowledgeBase, asked: str) -> None:
    def share(hit: Hit) -> float:
        known = [m.frequency for m in hit.matches if m.frequency]
        return max((frequency.parse(text).middle for text in known), default=0)

    hits = find(kb, Query(findings=(asked,)))
    keys = [(-share(hit), hit.disorder.id) for hit in hits]
    assert keys == sorted(keys)


@given(knowledge_bases)
def test_a_question_without_criteria_is_met_by_all(kb: KnowledgeBase) -> None:
    for query in (Query(), Query(any=True)):
        assert set(_ids(find(kb, query))) == set(kb.disorders)


@given(knowledge_bases, st.data())
@settings(max_examples=settings().max_examples // 4)
def test_a_compiled_knowledge_base_answers_alike(kb: KnowledgeBase, data: st.DataObject) -> None:
    from cramps.curation.compilation import encode
    from cramps.knowledge.container import decode

    chosen = data.draw(st.lists(filters, max_size=3))
    assume(chosen)
    assert find(decode(encode(kb), "made up"), _query(chosen)) == find(kb, _query(chosen))


# On the made-up knowledge base of the command line.


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(findings=("weakness",)), ["first", "second"]),  # foot drop 94 %, weakness 60 %
        (Query(findings=("foot-drop",)), ["first"]),
        (Query(findings=("twitching",)), ["first"]),  # the second excludes it
        (Query(findings=("cold", "twitching")), ["first"]),
        (Query(tests=("ck",)), ["second", "first"]),
        (Query(results=("ck-high",)), ["second"]),
        (Query(treatments=("examplin",)), ["first", "second"]),
        (Query(groups=("muscle",)), ["second"]),
        (Query(phenomena=("fasciculation",)), ["first"]),
        (Query(groups=("muscle",), phenomena=("fasciculation",)), []),
        (Query(groups=("muscle",), phenomena=("fasciculation",), any=True), ["first", "second"]),
        (Query(findings=("weakness",), without=("ck-high",)), ["first"]),
        (Query(findings=("weakness",), without=("weakness",)), []),
        (Query(without=("twitching",)), ["second"]),
    ],
)
def test_what_is_found(query: Query, expected: list[str]) -> None:
    assert _ids(find(VALID, query)) == expected


def test_a_match_tells_by_what_it_was_met_and_how_often() -> None:
    (match,) = find(VALID, Query(findings=("weakness",)))[0].matches
    assert (match.asked, match.found) == ("weakness", "foot-drop")
    assert match.frequency == "15/16"


def test_where_a_treatment_is_to_be_avoided_comes_last() -> None:
    kind: tuple[closed_lists.Group, closed_lists.Phenomenon] = ("nerve", "true-cramp")
    first, second = (_disorder(n, {}, {}, {"nerve"}, kind) for n in range(2))
    (treated,) = first.treatments
    avoided = msgspec.structs.replace(
        first, treatments=(msgspec.structs.replace(treated, stance="avoid"),)
    )
    kb = _knowledge_base([avoided, second])
    assert _ids(find(kb, Query(treatments=("nerve",)))) == ["d1", "d0"]


def test_who_never_has_the_broad_finding_is_not_pointed_to() -> None:
    kind: tuple[closed_lists.Group, closed_lists.Phenomenon] = ("nerve", "true-cramp")
    shares = ("excluded", "3/9")
    kb = _knowledge_base([_disorder(n, {"f0": s}, {}, set(), kind) for n, s in enumerate(shares)])
    assert less_specific(kb, Query(findings=("f1",))) == (("f0", 1),)
