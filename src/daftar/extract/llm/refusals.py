"""Why a server refuses a question, told from its status and from the few words that servers are known to use.

Sources, as met in use: llama.cpp answers 500 "response_format type must be one of ..." where it is too old for
``json_schema``; OpenAI 400 "Unsupported parameter: 'max_tokens' ... Use 'max_completion_tokens'", "Unsupported value:
'temperature'", and 429 ``insufficient_quota``; vLLM 400 "This model's maximum context length is ..."; llama.cpp 400 "the
request exceeds the available context size"; Ollama 404 "model not found".
"""

from __future__ import annotations

from enum import Enum, auto

__all__ = ["Refusal", "refusal"]


class Refusal(Enum):
    """What is refused."""

    FORM = auto()  # structured output of this form
    LIMIT = auto()  # max_tokens by this name
    TEMPERATURE = auto()
    TOO_LONG = auto()
    KEY = auto()
    QUOTA = auto()
    MODEL = auto()
    MOVED = auto()


# Looked for in this order in the body of a refusal, in lower case.
_WORDS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.QUOTA, ("insufficient_quota", "exceeded your current quota", "insufficient credits")),
    (Refusal.LIMIT, ("max_completion_tokens",)),
    (Refusal.TEMPERATURE, ("unsupported value: 'temperature'", "unsupported parameter: 'temperature'")),
    (
        Refusal.TOO_LONG,
        (
            "context length",
            "context_length",
            "context size",
            "context window",
            "too many tokens",
            "maximum context",
        ),
    ),
    (
        Refusal.FORM,
        (
            "response_format",
            "json_schema",
            "json schema",
            "structured output",
            "guided",
            "grammar",
            "json_object",
        ),
    ),
)
_BY_STATUS = {
    401: Refusal.KEY,
    402: Refusal.QUOTA,
    403: Refusal.KEY,
    404: Refusal.MODEL,
    413: Refusal.TOO_LONG,
}
_MAY_SAY = frozenset({400, 404, 413, 415, 422, 429, 500, 501})


def refusal(status: int, body: bytes) -> Refusal | None:
    """What is refused; None where it cannot be told, or the failure is none of the question's."""
    if 300 <= status < 400:
        return Refusal.MOVED
    if status in _MAY_SAY:
        said = body[:20_000].decode("utf-8", "replace").lower()
        for why, words in _WORDS:
            if status == 429 and why is not Refusal.QUOTA:
                break
            if any(word in said for word in words):
                return why
    return _BY_STATUS.get(status)
