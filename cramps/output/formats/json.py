"""JSON for programs: one document, or one line a record."""

import re

import msgspec

from cramps.output.views.forms import Card, Cards, Json, View


def _data(view: View) -> Json:
    if isinstance(view, Card):
        return view.data
    if isinstance(view, Cards):
        return [card.data for card in view.cards]
    data = view.records()
    return data if isinstance(data, dict) else list(data)


#: What a terminal obeys and JSON lets stand as it is.
_MISLEADING = "[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def encoded(value: Json) -> str:
    """Encode a value; what could mislead a terminal is escaped, which means the same to a program."""
    encoded = msgspec.json.encode(value).decode()
    if encoded.isprintable():  # as nearly all texts are: none of these is
        return encoded
    return re.sub(_MISLEADING, lambda found: f"\\u{ord(found[0]):04x}", encoded)


def render(view: View) -> str:
    """Give an array for a listing or several cards, an object for one card or a single answer."""
    return msgspec.json.format(encoded(_data(view)), indent=2) + "\n"


def render_lines(view: View) -> str:
    """Give one object a line."""
    data = _data(view)
    records = data if isinstance(data, list) else [data]
    return "".join(encoded(record) + "\n" for record in records)
