"""`cramps mcp`, asked over stdin and stdout by the SDK's own client, as an agent asks it."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import mcp
import msgspec
import pytest

from cramps.agents.answers import answer
from cramps.agents.tools import TOOLS, description, schema
from cramps.api import Reference
from cramps.output.formats.json import encoded
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
        ("differential", {}, "finding"),
        ("differential", {"present": ["cramps"], "temper": 1}, "temper"),
        ("compare", {"names": ["als"]}, "two"),
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
    async def conversation(client: Any) -> tuple[Any, Any, Any]:
        with pytest.raises(mcp.MCPError, match="no entry has the address"):
            await client.read_resource("cramps://disorder/no-such")
        return (
            await client.list_resources(),
            await client.list_resource_templates(),
            await client.read_resource("cramps://disorder/als"),
        )

    listed, templates, entry = _talk(real, conversation)
    assert {str(r.uri) for r in listed.resources} == {f"cramps://disorder/{i}" for i in reference}
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


@pytest.mark.parametrize("tool", TOOLS)
def test_the_next_calls_can_be_made(reference: Reference, tool: str) -> None:
    for call in answer(reference, tool, CALLS[tool])["next_calls"]:
        given = call["arguments"]
        told = answer(reference, call["tool"], CALLS[tool] if isinstance(given, str) else given)
        assert told["cramps"]


def test_a_word_with_several_records_says_so_and_each_can_be_shown(reference: Reference) -> None:
    told = answer(reference, "show", {"name": "statins"})
    others = [call["arguments"] for call in told["also"]]
    assert {"name": "statins", "kind": "drug"} in others
    for given in others:
        assert answer(reference, "show", given)["record"] == given["kind"]


def test_a_foreign_text_cannot_mislead_a_terminal(reference: Reference) -> None:
    told = encoded(answer(reference, "ask", {"question": "mexiletine \x9b31m \u202e dose"}))
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
