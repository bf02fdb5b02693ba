"""The MCP server over stdin and stdout. The only module that imports the SDK, which an extra brings."""

from __future__ import annotations

import anyio
import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from cramps.agents.answers import answer
from cramps.agents.naming import error_line
from cramps.agents.tools import INSTRUCTIONS, TOOLS, description, schema
from cramps.api import Reference
from cramps.errors import CrampsError
from cramps.output.formats.json import encoded
from cramps.output.views.disorder_card import card
from cramps.safe_text import one_line
from cramps.version import __version__

_ENTRY = "cramps://disorder/"
#: Entries of one page of the list.
_PAGE = 50
_READ_ONLY = types.ToolAnnotations(read_only_hint=True)

Context = ServerRequestContext[dict[str, object]]


class Answering:
    """Answers requests over one knowledge base; keeps nothing of them."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    async def list_tools(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        """Tell the tools."""
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=description(name),
                    input_schema=schema(name),
                    annotations=_READ_ONLY,
                )
                for name in TOOLS
            ]
        )

    async def call_tool(
        self, _: Context, call: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Answer a call; what goes wrong is a result too, in one line."""
        try:
            told = answer(self.reference, call.name, call.arguments or {})
            text = encoded(told)
        except CrampsError as error:
            return _failed(error_line(error))
        except Exception as error:  # noqa: BLE001  (the server answers the next call)
            return _failed(one_line(f"unexpected {type(error).__name__}: {error}"))
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)])

    async def list_resources(
        self, _: Context, asked: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """Tell a page of the entries; the cursor is the last id of the page before. Raises MCPError for another."""
        ids = list(self.reference.kb.disorders)
        start = 0
        if asked is not None and asked.cursor:
            if asked.cursor not in ids:
                raise MCPError(types.INVALID_PARAMS, "no page begins behind this cursor")
            start = ids.index(asked.cursor) + 1
        page = ids[start : start + _PAGE]
        return types.ListResourcesResult(
            resources=[types.Resource(name=i, uri=_ENTRY + i) for i in page],
            next_cursor=page[-1] if start + _PAGE < len(ids) else None,
        )

    async def list_templates(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """Tell how the address of an entry is made."""
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    name="disorder",
                    uri_template=_ENTRY + "{id}",
                    description="The whole entry of a disorder, with its sources",
                    mime_type="application/json",
                )
            ]
        )

    async def read_resource(
        self, _: Context, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Give an entry. Raises MCPError for an address that none has."""
        uri = str(asked.uri)
        disorder = uri.removeprefix(_ENTRY)
        if disorder == uri or disorder not in self.reference.kb.disorders:
            raise MCPError(types.INVALID_PARAMS, f"no entry has the address {uri}")
        told = {**card(self.reference.kb, disorder).data, "cramps": __version__}
        text = encoded(told)
        contents = types.TextResourceContents(uri=uri, mime_type="application/json", text=text)
        return types.ReadResourceResult(contents=[contents])


def _failed(line: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=line)], is_error=True)


def serve(reference: Reference) -> None:
    """Answer requests until stdin ends."""
    answering = Answering(reference)
    server = Server(
        "cramps",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=answering.list_tools,
        on_call_tool=answering.call_tool,
        on_list_resources=answering.list_resources,
        on_list_resource_templates=answering.list_templates,
        on_read_resource=answering.read_resource,
    )

    async def talk() -> None:
        async with stdio_server() as (requests, replies):
            await server.run(requests, replies, server.create_initialization_options())

    anyio.run(talk)
