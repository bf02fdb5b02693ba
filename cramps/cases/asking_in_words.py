"""The words of a text with which somebody asks what to do, or how urgent it is: they tell nothing of the patient.

How fast should I refer is no fasting and no condition; what do I do, is it urgent, should I worry about.
They are blanked before anything is read, so that they can neither be a finding nor cancel one.
"""

from __future__ import annotations

import re
from typing import Final

from cramps.late_regex import late_regex

_WHO: Final = r"(?:i|we|you|one|he|she|they|it|this|that|my gp|the gp|a gp)"
_SPEED: Final = r"(?:fast|soon|quick(?:ly)?|urgent(?:ly)?|promptly|early)"
_DOING: Final = (
    r"(?:refer|be referred|send|be sent|see|be seen|admit|be admitted|treat|be treated|act|call|ring|phone|contact|investigate|"
    r"scan|worry|be worried|be concerned|be scared|panic|manage|handle|proceed|deal with|do|respond|escalate|go|get|take|ask|need)"
)
_TO_WHOM: Final = (
    r"(?:\s+(?:about|for|with|to|in|at|of|a|an|the|my|him|her|them|it|this|that|someone|anyone|help|seen|urgently|urgent|now|today|tonight|"
    r"first|next|right|straight away|right away|immediately|soon|here|doctors?|gp|hospital|emergency|department|room|services?|"
    r"ambulance|neurolog(?:y|ist)|specialist|er|ed|a&e|999|112|911|111)\b)*"
)
_ASKING: Final = late_regex(
    rf"\b(?:(?:and|or|but|so|also|then)\s+)?(?:"
    # how fast should I refer; when do we worry; to whom must he be sent
    rf"(?:how\s+{_SPEED}|when|where|(?:to\s+)?whom?|how|why)\s+(?:should|do|does|must|can|would|could|shall|ought|need|is|are)\s+{_WHO}"
    rf"\s+(?:need\s+to\s+|have\s+to\s+|best\s+)?{_DOING}\b(?:\s+(?:about|for|with|to)\b)*"
    rf"|how\s+{_SPEED}\b(?!\s+(?:his|her|my|the|he|she|they))"
    # should I worry about; do I need to call
    rf"|(?:should|shall|must|do|does|can|could|would|ought)\s+{_WHO}\s+(?:need\s+to\s+|have\s+to\s+|to\s+)?"
    rf"(?!do\b|get\b|take\b|go\b(?!\s+to\s+(?:a&e|ed|er|hospital|the\s+hospital|the\s+doctor|my\s+gp|the\s+gp))|need\b|ask\b|it\b)"
    rf"{_DOING}\b{_TO_WHOM}"
    # what do I do now; what next; what could it be
    rf"|what\s+(?:do|should|can|shall|must|would|could|am|are)\s+{_WHO}\s+(?:(?:to|supposed\s+to|meant\s+to|best|first)\s+)?(?:do|give|be|try|advise|suggest|check|say|tell)\b"
    rf"(?:\s+(?:now|next|first|right\s+now|today|tonight|about\s+(?:it|this|that)|with\s+(?:him|her|it|this)|for\s+(?:him|her|it|this)|in|about|with|for))*"
    rf"|what\s+(?:now|next)\b|what\s+to\s+do\b(?:\s+(?:now|next|first|about|with|for|in))*"
    rf"|what(?:['\u2019]s|\s+is|\s+are|\s+would\s+be|\s+was|s)\s+(?:(?:the|my|your|best|most|likely|next|first|right|urgent|correct)\s+)*"
    rf"(?:(?:next\s+)?steps?|management|diagnos[ie]s|dangers?|urgency|wrong|going\s+on|happening|it|this|that|the\s+matter|plan|action|cause)\b(?:\s+(?:in|for|of|with)\b)?"
    rf"|what\s+does\s+(?:it|this|that)\s+mean\b"
    # is it urgent
    rf"|(?:is|are|was|could|can|might)\s+(?:it|this|that|these|they)\s+(?:be\s+)?(?:(?:something|anything|very|really|that|so|too|a|an|at all)\s+)*"
    rf"(?:urgent|serious|dangerous|emergency|worrying|normal|bad|safe|ok|okay|harmless|sinister|to\s+worry\s+about|to\s+be\s+worried\s+about)\b(?:\s+(?:to\s+worry\s+about|now))?"
    rf"|how\s+(?:worried|concerned|urgent|serious|bad|dangerous|worrying)\s+(?:should\s+(?:i|we)\s+be|am\s+i|is\s+(?:it|this|that))\b(?:\s+about)?"
    rf"|(?:any|some)\s+(?:advice|ideas?|thoughts|suggestions?)\b|please\s+(?:help|advise)\b"
    rf")",
    re.IGNORECASE,
)


def without_asking(text: str) -> str:
    """Give a text of the same length in which the words that only ask are blank, set off by a dash."""
    return _ASKING.sub(lambda match: "\u2014" + " " * (len(match[0]) - 1), text)
