"""JSON for programs: one document, or one line a record."""

import msgspec

from cramps.output.views.forms import Card, Cards, Json, View


def _data(view: View) -> Json:
    if isinstance(view, Card):
        return view.data
    if isinstance(view, Cards):
        return [card.data for card in view.cards]
    return view.data if isinstance(view.data, dict) else list(view.data)


def render(view: View) -> str:
    """Give an array for a listing or several cards, an object for one card or a single answer."""
    return msgspec.json.format(msgspec.json.encode(_data(view)), indent=2).decode() + "\n"


def render_lines(view: View) -> str:
    """Give one object a line."""
    data = _data(view)
    records = data if isinstance(data, list) else [data]
    return "".join(msgspec.json.encode(record).decode() + "\n" for record in records)
