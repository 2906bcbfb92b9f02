"""Asking an OpenAI-compatible endpoint: one question, one answer, within a time, a few times over where it may help.

llama.cpp, Ollama, vLLM and hosted services differ in what they refuse and how; what is told apart here is in
``refusals``. Nothing of a report, an answer or a server's message is put into an error's words.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx
import msgspec

from daftar.errors import EndpointError, NoAnswer
from daftar.extract.llm.refusals import Refusal, refusal
from daftar.extract.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.extract.llm.options import LlmOptions
    from daftar.extract.llm.prompt import Message

__all__ = ["Client", "CutShort"]

_CONNECT = 10.0  # seconds
_LONGEST_WAIT = 300.0  # seconds that a server may ask to wait
_MOST_BYTES = 8_000_000
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
# Asked for in this order, the next where a server refuses the one before.
_FORMS = ("json_schema", "json_object", "text")


class CutShort(Exception):  # noqa: N818 - it never leaves this package; reader.py shows fewer passages at a time
    """The question or the answer is longer than the model takes."""


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    body: bytes
    wait: float | None


class Client:
    """Asks one endpoint. What a server is found to refuse is not tried again. For one thread; counts what it sent."""

    def __init__(
        self, options: LlmOptions, schema: Any, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._options = options
        self._schema = schema
        self._sleep = sleep
        self._form = 0
        self._limit = "max_tokens"
        self._usage = Usage()
        key = options.key()
        headers = {"authorization": f"Bearer {key}"} if key else {}
        # To this machine never through a proxy; and no redirect is followed: texts go to the named host alone.
        self._http = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(options.timeout, connect=min(_CONNECT, options.timeout)),
            trust_env=not options.loopback,
            follow_redirects=False,
            # A model takes seconds to answer: a connection kept open saves nothing, and breaks between reports.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def take_usage(self) -> Usage:
        """What was sent and counted since this was last called."""
        taken, self._usage = self._usage, Usage()
        return taken

    def models(self) -> list[str]:
        """The names of the models that the endpoint says it has. Raises EndpointError."""
        try:
            response = self._http.get(f"{self._options.endpoint}/models", timeout=_CONNECT)
        except httpx.HTTPError as fault:
            raise EndpointError(f"{self._options.endpoint}: {_fault_words(fault)}") from None
        if response.status_code != 200:
            raise self._unusable(refusal(response.status_code, response.content), response.status_code)
        try:
            data = msgspec.json.decode(response.content)
            return [str(one["id"]) for one in data["data"]]
        except (msgspec.MsgspecError, KeyError, TypeError):
            raise EndpointError(
                f"{self._options.endpoint}: answers, but not like an OpenAI-compatible endpoint"
            ) from None

    def ask(self, messages: Sequence[Message]) -> str:
        """Ask once, again where the failure may pass. Raises NoAnswer, CutShort or EndpointError."""
        tries = 0
        while True:
            tries += 1
            last = tries > self._options.retries
            try:
                response = self._post(self._body(messages))
            except httpx.TimeoutException:
                if tries >= 2:  # a model that is too slow once is seldom faster: one more chance
                    raise NoAnswer(
                        f"no answer within {self._options.timeout:g} seconds, twice; give it longer with timeout in [llm]"
                    ) from None
                self._again(tries, None)
                continue
            except httpx.HTTPError as fault:
                if last:
                    raise EndpointError(f"{self._options.endpoint}: {_fault_words(fault)}") from None
                self._again(tries, None)
                continue
            if response.status == 200:
                return self._content(response.body)
            why = refusal(response.status, response.body)
            if self._yields(why):
                tries -= 1
                continue
            if why is Refusal.TOO_LONG:
                raise CutShort
            if response.status not in _AGAIN or why is Refusal.QUOTA or last:
                raise self._failed(why, response.status)
            if response.wait is not None and response.wait > _LONGEST_WAIT:
                raise EndpointError(
                    f"{self._options.endpoint}: asks to wait {response.wait:.0f} seconds; go on then"
                )
            self._again(tries, response.wait)

    def _body(self, messages: Sequence[Message]) -> dict[str, Any]:
        form = _FORMS[self._form]
        body: dict[str, Any] = {
            "model": self._options.model,
            "messages": list(messages),
            "temperature": 0,
            "stream": False,
            self._limit: self._options.answer,
        }
        if form == "json_schema":
            wanted = {"name": "claims", "strict": True, "schema": self._schema}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
            return body
        if form == "json_object":
            body["response_format"] = {"type": "json_object"}
        told = f"Answer with one JSON object that fits this JSON Schema:\n{msgspec.json.encode(self._schema).decode()}"
        body["messages"] = [
            {**messages[0], "content": f"{messages[0]['content']}\n\n{told}"},
            *messages[1:],
        ]
        return body

    def _post(self, body: dict[str, Any]) -> _Response:
        """Send one question. Its time is for the whole answer: a server that drips is late too."""
        self._usage += Usage(requests=1)
        until = time.monotonic() + self._options.timeout
        url = f"{self._options.endpoint}/chat/completions"
        headers = {"content-type": "application/json"}
        with self._http.stream("POST", url, content=msgspec.json.encode(body), headers=headers) as response:
            parts: list[bytes] = []
            size = 0
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("late")
                if size > _MOST_BYTES:
                    raise NoAnswer("the answer is larger than any answer can be")
            return _Response(response.status_code, b"".join(parts), _wait(response.headers))

    def _yields(self, why: Refusal | None) -> bool:
        """Whether the question can be put another way that this server may take; from then on it is put so."""
        if why is Refusal.FORM and self._form + 1 < len(_FORMS):
            self._form += 1
            return True
        if why is Refusal.LIMIT and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        return False

    def _again(self, tries: int, wait: float | None) -> None:
        """Wait as long as the server asks, or twice as long each time, a little differently for each process."""
        self._usage += Usage(retries=1)
        backoff = min(60.0, 2.0 ** (tries - 1))
        self._sleep(wait if wait is not None else backoff * random.uniform(0.75, 1.25))  # noqa: S311 - no secret

    def _content(self, body: bytes) -> str:
        """The text of a chat completion. Raises NoAnswer, CutShort."""
        try:
            data = msgspec.json.decode(body)
            choice = data["choices"][0]
            message, finish = choice["message"], choice.get("finish_reason")
            content = message.get("content")
            usage = data.get("usage") or {}
            read, written = _natural(usage.get("prompt_tokens")), _natural(usage.get("completion_tokens"))
        except (msgspec.MsgspecError, LookupError, TypeError, AttributeError):
            raise NoAnswer(
                "what came back is not a chat completion; is the endpoint OpenAI-compatible?"
            ) from None
        self._usage += Usage(tokens_in=read, tokens_out=written)
        if message.get("refusal") or finish == "content_filter":
            raise NoAnswer("the model refused to answer")
        if finish == "length":
            raise CutShort
        if not isinstance(content, str) or not content.strip():
            raise NoAnswer("the answer is empty")
        return content

    def _failed(self, why: Refusal | None, status: int) -> EndpointError | NoAnswer:
        """What a refusal means: for every question to come, or, as far as can be told, for this one."""
        if why is None and status != 429:
            return NoAnswer(f"the endpoint does not answer this question (HTTP status {status})")
        return self._unusable(why, status)

    def _unusable(self, why: Refusal | None, status: int) -> EndpointError:
        words = {
            Refusal.KEY: "refuses the key; name the environment variable that holds it with key_variable in [llm]",
            Refusal.MODEL: f"has no model called {self._options.model}, or nothing at this path",
            Refusal.TEMPERATURE: "does not let this model answer at temperature 0; choose another model",
            Refusal.QUOTA: "says that the account may spend no more",
            Refusal.MOVED: "sends elsewhere; name the other address if texts may go there",
        }
        said = words.get(why) if why is not None else None
        return EndpointError(f"{self._options.endpoint}: {said or 'does not answer'} (HTTP status {status})")


def _natural(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _fault_words(fault: httpx.HTTPError) -> str:
    """What went wrong on the way, by its kind: messages of libraries may hold anything."""
    if isinstance(fault, httpx.ConnectError):
        return "cannot be reached; is it running, and is the address right?"
    if isinstance(fault, httpx.TimeoutException):
        return "does not answer in time"
    if isinstance(fault, httpx.ProxyError):
        return "cannot be reached through the proxy that the environment names"
    return f"the connection broke ({type(fault).__name__})"


def _wait(headers: httpx.Headers) -> float | None:
    """What ``Retry-After`` asks: seconds, or until a moment."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())
