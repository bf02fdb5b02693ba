"""`cramps mcp`, asked over stdin and stdout by the SDK's own client, as an agent asks it."""

import asyncio
import re
import signal
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import mcp
import msgspec
import pytest

from cramps.agents.answers import answer
from cramps.agents.patient_in_brief import look_for
from cramps.agents.patients import read_patient
from cramps.agents.tools import TOOLS, Differential, description, schema
from cramps.api import Reference
from cramps.cases.case import Case
from cramps.knowledge.closed_lists import Group
from cramps.knowledge.profiles import outlines
from cramps.output.formats.json import encoded
from cramps.output.views.cards import card_of
from cramps.ranking.differential import Unexcluded
from cramps.version import __version__

Start = Callable[..., "subprocess.CompletedProcess[bytes]"]

T = TypeVar("T")

#: A call of every tool that answers.
CALLS: dict[str, dict[str, Any]] = {
    "ask": {"question": "mexiletine dose als"},
    "show": {"name": "Lou Gehrig's disease"},
    "find": {"findings": ["fasciculations"], "results": "ck-raised"},
    "differential": {"case": "cramps and dark urine after exercise, no weakness, CK 3000, 30"},
    "next": {"present": ["cramps", "fasciculations"], "age": 58, "sex": None},
    "compare": {"names": ["als", "kennedy"]},
    "drug_check": {"names": ["furosemide", "salbutamol"]},
}


#: What agents ask, of every tool several.
SPREAD: list[tuple[str, dict[str, Any]]] = [
    *CALLS.items(),
    ("ask", {"question": "What must a patient with McArdle disease avoid?"}),
    ("ask", {"question": "What confirms Brody disease?"}),
    ("ask", {"question": "Why does hypomagnesaemia cause cramps?"}),
    ("ask", {"question": "What are the main groups of causes of muscle cramps?"}),
    ("ask", {"question": "leg cramps in pregnancy, which treatment"}),
    ("ask", {"question": "als"}),
    ("show", {"name": "workup-4-blood-tests", "kind": "overview"}),
    ("show", {"name": "muscle-cramps"}),
    ("show", {"name": "statins", "kind": "drug"}),
    ("find", {"findings": ["second wind"]}),
    ("differential", {"case": "45-year-old, tetany and cramps", "results": ["calcium=1.6"]}),
    ("differential", {"present": ["cramps"], "drugs": ["statins"], "age": 70}),
    ("next", {"split": ["als", "cramp-fasciculation-syndrome"]}),
    ("next", {"case": "cramps and dark urine after sprinting, CK 2400"}),
    ("compare", {"names": ["isaacs", "stiff-person-syndrome"]}),
    ("drug_check", {"names": ["atorvastatin", "clarithromycin", "omeprazole", "indapamide"]}),
]


def _plain(told: Any) -> Any:
    return msgspec.json.decode(encoded(told))


def _talk(
    real: Path,
    conversation: Callable[[Any], Awaitable[T]],
    mode: Literal["auto", "legacy"] = "auto",
) -> T:
    """Start the server, and hold one conversation with it."""

    async def hold() -> T:
        server = mcp.StdioServerParameters(
            command=sys.executable,
            args=["-m", "cramps", "--data", str(real), "mcp"],
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "CRAMPS_NO_CACHE": "1"},
        )
        async with mcp.Client(server, mode=mode) as client:
            return await conversation(client)

    return asyncio.run(asyncio.wait_for(hold(), 120))


def _text(result: Any) -> str:
    (content,) = result.content
    text: str = content.text
    return text


def _told(result: Any) -> Any:
    assert not result.is_error, _text(result)
    return msgspec.json.decode(_text(result))


@pytest.fixture(scope="module")
def reference(real: Path) -> Reference:
    """The packaged knowledge base, in this process."""
    return Reference.load(real)


def test_the_sdks_client_lists_the_tools_and_calls_each(real: Path, reference: Reference) -> None:
    async def conversation(client: Any) -> tuple[Any, dict[str, Any]]:
        listed = await client.list_tools()
        return listed, {name: await client.call_tool(name, CALLS[name]) for name in CALLS}

    listed, results = _talk(real, conversation)
    assert [tool.name for tool in listed.tools] == list(TOOLS)
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    for name, result in results.items():
        told = _told(result)
        assert told["cramps"] == __version__
        assert told["next_calls"]
        assert "sources" in _text(result) or "references" in told
        assert told == msgspec.json.decode(
            msgspec.json.encode(answer(reference, name, CALLS[name]))
        )


def test_it_speaks_with_clients_of_the_older_handshake_too(real: Path) -> None:
    async def conversation(client: Any) -> tuple[Any, Any]:
        return await client.list_tools(), await client.call_tool("show", {"name": "als"})

    listed, shown = _talk(real, conversation, mode="legacy")
    assert len(listed.tools) == len(TOOLS)
    assert _told(shown)["id"] == "als"


def test_errors_are_results_in_one_line_and_the_next_call_is_answered(real: Path) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("show", {"name": "mcardel disorder x"}, "mcardel disorder x"),
        ("show", {"name": "alss"}, "did you mean"),
        ("guess", {}, "no tool is called 'guess'"),
        ("show", {}, "name"),
        ("differential", {"age": "old"}, "age"),
        ("differential", {}, "give case (in words), present"),
        ("next", {}, "give case (in words), present"),
        ("next", {"age": 40}, "give case (in words), present"),
        ("differential", {"present": ["cramps"], "temper": 1}, "temper"),
        ("compare", {"names": ["als"]}, "two"),
        ("compare", {"names": ["als", "quetzal fever"]}, "nor anything like it"),
        ("show", {"name": "als", "start": 3}, "full=true"),
        ("show", {"name": "als", "full": True, "start": 9999}, "has"),
        ("find", {}, "nothing to look for"),
        ("find", {"groups": ["motor"]}, "did you mean motor-neuron"),
        ("find", {"groups": ["xyz"]}, "there are central, channelopathy"),
        ("find", {"groups": [7]}, "groups"),
        ("find", {"groups": 7}, "groups"),
        ("next", {"present": ["cramps"], "setting": "moon"}, "setting"),
        ("show", {"name": "a\x1b[31m\nb" * 900}, "is called"),
        ("drug_check", {"names": ["no-such-medicine"]}, "no-such-medicine"),
    ]

    async def conversation(client: Any) -> tuple[list[Any], Any]:
        failed = [await client.call_tool(name, given) for name, given, _ in wrong]
        return failed, await client.call_tool("show", {"name": "als"})

    failed, last = _talk(real, conversation)
    for result, (_, _, said) in zip(failed, wrong, strict=True):
        assert result.is_error
        assert said in _text(result)
        assert _text(result).isprintable()
        assert len(_text(result)) <= 500
    assert _told(last)["id"] == "als"


def test_entries_are_resources(real: Path, reference: Reference) -> None:
    async def conversation(client: Any) -> tuple[list[Any], Any, Any]:
        with pytest.raises(mcp.MCPError, match="no entry has the address"):
            await client.read_resource("cramps://disorder/no-such")
        with pytest.raises(mcp.MCPError, match="cursor"):
            await client.list_resources(cursor="no-such")
        pages = [await client.list_resources()]
        while pages[-1].next_cursor:
            pages.append(await client.list_resources(cursor=pages[-1].next_cursor))
        return (
            pages,
            await client.list_resource_templates(),
            await client.read_resource("cramps://disorder/als"),
        )

    pages, templates, entry = _talk(real, conversation)
    listed = [str(r.uri) for page in pages for r in page.resources]
    assert listed == [f"cramps://disorder/{i}" for i in reference]
    assert all(len(page.model_dump_json(exclude_none=True)) < 6000 for page in pages)
    assert [t.uri_template for t in templates.resource_templates] == ["cramps://disorder/{id}"]
    (content,) = entry.contents
    told = msgspec.json.decode(content.text)
    assert (told["id"], told["cramps"]) == ("als", __version__)
    assert told["findings"]
    assert told["references"]


def test_the_definitions_cost_an_agent_little() -> None:
    assert len(TOOLS) <= 7
    told = [{"name": n, "description": description(n), "inputSchema": schema(n)} for n in TOOLS]
    assert len(msgspec.json.encode(told)) / 4 < 1500


def test_a_word_of_a_closed_list_may_be_written_as_one_says_it(reference: Reference) -> None:
    told = answer(reference, "find", {"groups": "Motor neuron", "phenomena": ["true cramp"]})
    assert "als" in {row["id"] for row in told["disorders"]}
    same = answer(reference, "find", {"groups": ["motor-neuron"], "phenomena": ["true-cramp"]})
    assert told == same


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("tool", ["differential", "next"])
def test_danger_stands_first(reference: Reference, tool: str, full: bool) -> None:
    told = answer(reference, tool, {"case": "cramps and dark urine, CK 30000", "full": full})
    assert next(iter(told)) == "red_flags"
    assert told["red_flags"][0]["rule"] == "rhabdomyolysis"
    assert told["red_flags"][0]["sources"]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_brief_answer_is_shorter_than_the_full_one(reference: Reference, tool: str) -> None:
    short = msgspec.json.encode(answer(reference, tool, CALLS[tool]))
    whole = msgspec.json.encode(answer(reference, tool, {**CALLS[tool], "full": True}))
    assert len(short) < len(whole)
    assert len(short) / 4 < 2000


@pytest.mark.parametrize(("tool", "given"), SPREAD, ids=lambda value: str(value)[:40])
def test_the_next_calls_can_be_made(reference: Reference, tool: str, given: dict[str, Any]) -> None:
    for full in (False, True):
        for call in answer(reference, tool, {**given, "full": full})["next_calls"]:
            assert answer(reference, call["tool"], call["arguments"])["cramps"]


def _citations(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        yield from told.get("sources") or ()
        for value in told.values():
            yield from _citations(value)
    elif isinstance(told, list):
        for value in told:
            yield from _citations(value)
    elif isinstance(told, str):  # a screen has them in brackets
        for marked in re.findall(r" \[([^ \]]*(?:, [^ \]]+)*)\]", told):
            yield from (part for part in marked.split(", ") if not part.isdigit())


@pytest.mark.parametrize(("tool", "given"), SPREAD, ids=lambda value: str(value)[:40])
def test_a_citation_is_an_address_or_has_one(
    reference: Reference, tool: str, given: dict[str, Any]
) -> None:
    told = _plain(answer(reference, tool, given))
    addresses = told.get("references", {})
    cited = set(_citations({k: v for k, v in told.items() if k != "references"}))
    assert cited
    assert {c for c in cited if not c.startswith("http")} == set(addresses)
    assert all(address.startswith("http") for address in addresses.values())


@pytest.mark.parametrize(("tool", "given"), SPREAD, ids=lambda value: str(value)[:40])
def test_nothing_empty_is_told(reference: Reference, tool: str, given: dict[str, Any]) -> None:
    def look(told: Any, key: str = "") -> None:
        assert key == "red_flags" or told not in (None, False, "", [], {}), key
        for inner, value in told.items() if isinstance(told, dict) else ():
            look(value, inner)
        for value in told if isinstance(told, list) else ():
            look(value)

    look(_plain(answer(reference, tool, given)))


def test_a_brief_answer_costs_an_agent_little(reference: Reference) -> None:
    lengths = [len(encoded(answer(reference, tool, given))) for tool, given in SPREAD]
    assert statistics.median(lengths) <= 3000
    assert max(lengths) < 7000


def test_a_full_answer_comes_in_pages_which_have_it_all(reference: Reference) -> None:
    given: dict[str, Any] = {"name": "muscle-cramps", "kind": "finding", "full": True}
    whole = _plain(card_of(reference.kb, "finding", "muscle-cramps").data)["disorders"]
    page = answer(reference, "show", given)
    items = _plain(page["disorders"])
    while "more" in page:
        assert len(encoded(page)) < 60_000
        rest = page["next_calls"][0]
        page = answer(reference, rest["tool"], rest["arguments"])
        assert page["start"] == len(items)
        items += _plain(page["items"])
    assert items == whole
    assert len(encoded(whole)) > 60_000


def test_everything_that_was_used_of_a_case_is_told(reference: Reference) -> None:
    told = answer(
        reference,
        "differential",
        {
            "case": "24-year-old man, cramps after sprinting, no weakness, father had cramps, CK 2400",
            "results": ["calcium=1.6 mmol/L"],
            "present": ["tetany"],
            "drugs": ["statins"],
        },
    )["read"]
    assert (told["age"], told["sex"]) == (24, "male")
    assert {"muscle-cramps", "tetany", "brief-intense-exercise"} <= set(told["present"])
    assert told["absent"] == ["weakness"]
    assert "statins" in told["drugs"]
    assert {"creatine-kinase=2400 U/L", "calcium=1.6 mmol/L"} <= set(told["measured"])
    assert told["words"]["sprinting"] == "brief-intense-exercise"
    again = answer(reference, "next", {"present": ["cramps"], "age": 40, "sex": "f"})["read"]
    assert again == {"age": 40, "sex": "female", "present": ["muscle-cramps"]}


def test_of_every_critical_disorder_something_is_looked_for(reference: Reference) -> None:
    for outline in outlines(reference.kb):
        if outline.critical:
            bare = Unexcluded(id=outline.id, name="", probability=0.1, excluded_by=())
            assert look_for(reference.kb, bare, Case()), outline.id


@pytest.mark.parametrize(
    ("results", "pointed"), [(["tsh-normal"], False), ([], True), (["potassium-normal"], True)]
)
def test_a_danger_does_not_point_to_what_a_normal_result_denies(
    reference: Reference, results: list[str], pointed: bool
) -> None:
    told = answer(
        reference, "differential", {"case": "cramps, dark urine, CK 30000", "results": results}
    )
    (flag,) = (f for f in told["red_flags"] if f["rule"] == "rhabdomyolysis")
    assert ("hypothyroid-myopathy" in flag["points_to"]) == pointed
    assert "rhabdomyolysis" in flag["points_to"]


@pytest.mark.parametrize(
    "case",
    ["cramps, calcium 1.6 mmol/L", "cramps, potassium 2.1", "generalised cramps, calcium 1.6"],
)
def test_what_an_entry_lists_does_not_speak_against_it(reference: Reference, case: str) -> None:
    told = answer(reference, "differential", {"case": case})
    found = reference.engine.differential(read_patient(reference, Differential(case=case))[0].case)
    by_id = {c.id: c for c in found.candidates}
    for candidate in told["candidates"]:
        listed = {c.id for c in by_id[candidate["id"]].contributions if c.explained}
        if candidate["id"] in ("hypokalaemia", "hypocalcaemia"):
            listed |= {"generalised-cramps"}
        assert listed.isdisjoint(candidate.get("against", ()))


def test_a_comparison_is_best_first_and_its_values_can_mean_one_thing(reference: Reference) -> None:
    told = _plain(answer(reference, "compare", {"names": ["isaacs", "stiff-person-syndrome"]}))
    for lines in (told["lines"], told["told_of_some"]):
        separations = [line["separation"] for line in lines]
        assert separations == sorted(separations, reverse=True)
        assert min(separations) >= 0.05
    values = [v for line in told["lines"] for v in line["values"].values()]
    assert all(v["value"] != "not told" or "kind" in v for v in values)
    for line in told["told_of_some"]:
        few = [v["value"] for v in line["values"].values()]
        assert "not told" in few or any(re.fullmatch(r"\d+/\d", v) for v in few)


def test_what_is_said_of_an_ordinary_cramp_is_said_once(reference: Reference) -> None:
    told = answer(reference, "next", {"case": "cramps in the calf at night, 50 years old"})
    assert told["calm"]["statements"]
    assert set(told["stop"]) == {"because", "text"}
    text = encoded(told)
    assert all(text.count(encoded(s["text"])) == 1 for s in told["calm"]["statements"])


@pytest.mark.parametrize(
    ("case", "outside"),
    [
        ("headache and blurred vision", True),
        ("hearing loss", True),
        ("fever and cough", True),
        ("cramps", False),
        ("cramps and headache", False),
        ("leg pain when walking", False),
        ("fasciculations and weakness", False),
        ("muscle stiffness after rest, better with exercise, 35", False),
        ("twitching eyelid", False),
        ("rash on the hands", True),
    ],
)
@pytest.mark.parametrize("tool", ["differential", "next"])
def test_what_fits_nothing_here_is_called_outside(
    reference: Reference, tool: str, case: str, outside: bool
) -> None:
    told = answer(reference, tool, {"case": case})
    assert ("outside this reference" in told.get("outside", "")) == outside
    if outside and tool == "differential":
        ids = [c["id"] for c in told["candidates"]]
        assert ids[0] == "none-of-these"
        assert "nocturnal-leg-cramps" not in ids


@pytest.mark.parametrize(
    "given",
    [
        {"name": "cramps://disorder/als"},
        {"name": "cramps://finding/fasciculations"},
        {"name": "cramps://overview/workup-4-blood-tests"},
        {"name": "cramps://red-flag/rhabdomyolysis"},
        {"name": "central-or-peripheral-origin"},
        {"name": "central-or-peripheral-origin", "kind": "overview"},
        {"name": "overview"},
        {"name": "cramps://overview"},
    ],
)
def test_an_address_opens(reference: Reference, given: dict[str, Any]) -> None:
    told = answer(reference, "show", given)
    assert told["id"] == given["name"].rpartition("/")[2]


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What are the main groups of causes of cramps and how do I approach a patient?", True),
        ("overview of the causes of muscle cramps", True),
        ("how should I work up a patient with cramps", True),
        ("causes of muscle cramps", True),
        ("approach to cramps", True),
        ("approach to cramps in cirrhosis", False),
        ("what group of drugs causes cramps", False),
        ("how do I assess the severity of cramps", False),
        ("cramps and dark urine: approach", False),
        ("what is the main treatment of cramps", False),
    ],
)
def test_the_whole_is_told_to_who_asks_for_it(
    reference: Reference, question: str, whole: bool
) -> None:
    told = answer(reference, "ask", {"question": question})
    assert (told["record"] == "overview") == whole
    if whole:
        assert len(told["groups"]) == len(get_args(Group))
        assert told["approach"][0]["id"] == "workup-1-is-it-a-cramp"


@pytest.mark.parametrize(
    ("names", "disorder"),
    [
        (["omeprazole", "indapamide", "atorvastatin", "clarithromycin"], "rhabdomyolysis"),
        (["gemfibrozil", "simvastatin"], "rhabdomyolysis"),
        (["ciclosporin", "simvastatin 40 mg at night"], "rhabdomyolysis"),
    ],
)
def test_medicines_that_are_dangerous_together_come_first(
    reference: Reference, names: list[str], disorder: str
) -> None:
    told = answer(reference, "drug_check", {"names": names})
    first = told["together"][0]
    assert first["watch_for"][0]["id"] == disorder
    assert first["watch_for"][0]["urgency"] == "now"
    assert first["watch_for"][0]["action"]
    assert first["advice"][0]["sources"]
    pair = {m["asked"] for m in first["medicines"]}
    assert pair == {name.partition(" ")[0] for name in names[-2:]}
    assert {m["asked"] for m in told["medicines"][:2]} == pair
    assert {"tool": "show", "arguments": {"name": disorder}} in told["next_calls"]


def test_what_medicines_raise_alone_is_a_red_flag(reference: Reference) -> None:
    told = answer(reference, "drug_check", {"names": ["colchicine", "clarithromycin"]})
    assert next(iter(told)) == "red_flags"
    assert [f["rule"] for f in told["red_flags"]] == ["colchicine-statin-interaction"]
    assert answer(reference, "drug_check", {"names": ["omeprazole"]})["red_flags"] == []


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    ("question", "treatment"),
    [
        ("mexiletine dose als", "mexiletine"),
        ("dose of mexiletine in myotonia congenita", "mexiletine"),
        ("quinine dose for cramps", "quinine"),
    ],
)
def test_a_dose_comes_with_what_forbids_it(
    reference: Reference, question: str, treatment: str, full: bool
) -> None:
    told = _plain(answer(reference, "ask", {"question": question, "full": full}))
    said = [*told.get("cautions", ()), *(n for n in told["lines"] if n["part"] == "avoid")]
    forbidding = [
        c.text
        for c in reference.kb.treatments[treatment].cautions
        if "contraindicated" in c.text.casefold()
    ]
    assert forbidding
    assert set(forbidding) <= {c["text"] for c in said}


def test_the_figures_of_a_statement_are_fields(reference: Reference) -> None:
    told = answer(reference, "ask", {"question": "mexiletine dose als"})
    dosed = [line for line in told["lines"] if "dose" in line]
    assert dosed
    assert all(line["stance"] and line["target"] for line in dosed)
    assert all("dose:" not in line.get("text", "") for line in dosed)
    confirmed = answer(reference, "ask", {"question": "What confirms Brody disease?"})["lines"]
    assert "confirm" in {line.get("role") for line in confirmed}


def test_a_word_with_several_records_says_so_and_each_can_be_shown(reference: Reference) -> None:
    told = answer(reference, "show", {"name": "statins"})
    others = [call["arguments"] for call in told["also"]]
    assert {"name": "statins", "kind": "drug"} in others
    for given in others:
        assert answer(reference, "show", given)["record"] == given["kind"]


def test_a_foreign_text_cannot_mislead_a_terminal(reference: Reference) -> None:
    given = {"question": "mexiletine \x9b31m \u202e dose", "full": True}
    told = encoded(answer(reference, "ask", given))
    assert told.isprintable()
    assert "\\u009b31m" in told


def test_it_ranks_as_the_library_does(reference: Reference) -> None:
    told = answer(reference, "differential", {"present": ["cramps", "fasciculations"], "age": 58})
    found = reference.differential(symptoms=["cramps", "fasciculations"], age=58)
    assert [c["id"] for c in told["candidates"]] == [c.id for c in found.candidates[:5]]


def test_an_interrupt_ends_it_at_once(real: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}}
    hello["clientInfo"] = {"name": "test", "version": "1"}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    with subprocess.Popen(
        [sys.executable, "-m", "cramps", "--data", str(real), "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdin.write(msgspec.json.encode(asked) + b"\n")
        server.stdin.flush()
        assert b"protocolVersion" in server.stdout.readline()
        server.send_signal(signal.SIGINT)
        try:
            assert server.wait(30) == 130
        finally:
            server.kill()
        assert server.stderr.read() == b""


def test_without_the_extra_one_line_says_what_to_install(start: Start) -> None:
    hidden = "import sys\nsys.modules['mcp_types'] = None\nsys.modules['mcp'] = None\n"
    run = f"{hidden}from cramps.__main__ import main\nmain()\n"
    result = start("mcp", program=(sys.executable, "-c", run))
    assert result.returncode == 2
    assert not result.stdout
    (line,) = result.stderr.decode().splitlines()
    assert "pip install 'cramps[mcp]'" in line


@pytest.mark.parametrize(
    "call", [("--help",), ("mcp", "--help"), ("skill",), ("list",)], ids=" ".join
)
def test_no_other_call_imports_the_sdk(start: Start, call: tuple[str, ...]) -> None:
    tell = "import atexit, sys; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n"
    run = f"{tell}from cramps.__main__ import main\nmain()\n"
    result = start(*call, program=(sys.executable, "-c", run))
    assert result.returncode == 0
    assert not {"mcp", "mcp_types", "anyio", "pydantic"} & set(result.stderr.decode().split())
