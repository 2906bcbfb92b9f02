"""A server on 127.0.0.1 that speaks like an OpenAI-compatible endpoint, and does what a test tells it to.

Run by hand, it answers reports that hold the sentences of ``SAYS``: python tests/model_server.py [PORT]
"""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NINE = "Nine people were killed on Tuesday when warplanes bombed a market in Saraqib, said Khaled Barmada, a spokesman for the Civil Defence."
EIGHT = "Warplanes bombed a market in Saraqib on Tuesday and killed at least 8 people, a doctor said."


def said(passage: int, quote: str, **more: Any) -> dict[str, Any]:
    """A claim as a model words it, with everything that is not said left null."""
    fields: dict[str, Any] = dict.fromkeys(
        (
            *("outcome", "outcome_words", "count_words", "people_words", "status", "age", "sex", "role"),
            *("since_words", "relation", "of", "place_words", "time_words", "method", "method_words"),
            *("target", "target_words"),
        )
    )
    fields |= {"kind": "harm", "polarity": "asserted", "scope": "incident", "perpetrators": [], "origin": []}
    return {"passage": passage, "quote": quote} | fields | more


def killed(passage: int, quote: str, count: str | None, people: str, **more: Any) -> dict[str, Any]:
    """A claim of people killed, in words of the quote."""
    words = {"outcome": "killed", "outcome_words": "killed", "count_words": count, "people_words": people}
    return said(passage, quote, **(words | more))


SAYS: dict[str, dict[str, Any]] = {
    NINE: killed(
        0,
        "Nine people were killed",
        "Nine",
        "people",
        place_words="Saraqib",
        time_words="on Tuesday",
        method="air_strike",
        method_words="warplanes bombed",
        target="market",
        target_words="market",
        origin=[{"kind": "rescue_service", "name": "Khaled Barmada", "organisation": "Civil Defence"}],
    ),
    EIGHT: killed(
        0, "killed at least 8 people", "at least 8", "people", place_words="Saraqib", time_words="Tuesday"
    ),
}


@dataclass
class Answer:
    """What the server sends back: ``status`` and ``body`` as they are, ``after`` a wait, ``drip`` by drip."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    drip: float = 0.0


def completion(content: str | None, *, finish: str | None = "stop", **message: Any) -> Answer:
    """A chat completion that holds ``content``."""
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content} | message,
    }
    usage = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}
    return Answer(json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode())


def claims(*found: dict[str, Any]) -> Answer:
    """A completion that holds these claims."""
    return completion(json.dumps({"claims": found}))


def refused(status: int, message: str, **headers: str) -> Answer:
    """An error as servers word it."""
    return Answer(json.dumps({"error": {"message": message, "type": "error"}}).encode(), status, headers)


def shown(body: dict[str, Any]) -> dict[str, Any]:
    """The report as the request shows it."""
    user = next(m for m in body["messages"] if m["role"] == "user")
    return json.loads(user["content"])


def well(body: dict[str, Any]) -> Answer:
    """Answer as a good model does, for reports of the sentences of SAYS."""
    passages = shown(body)["passages"]
    return claims(*[SAYS[p["text"]] | {"passage": p["n"]} for p in passages if p["text"] in SAYS])


class ModelServer:
    """The server, and every request it was sent. ``answer`` says what to do with each."""

    def __init__(self, answer: Callable[[dict[str, Any]], Answer] = well, port: int = 0) -> None:
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                models = {"object": "list", "data": [{"id": "tiny", "object": "model"}]}
                self._send(Answer(json.dumps(models).encode()))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.requests.append(body)
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                if not self.path.endswith("/v1/chat/completions"):
                    self._send(refused(404, "not found"))
                    return
                self._send(outer.answer(body))

            def _send(self, answer: Answer) -> None:
                time.sleep(answer.after)
                try:
                    self.send_response(answer.status)
                    for name, value in {"content-type": "application/json", **answer.headers}.items():
                        self.send_header(name, value)
                    self.send_header("content-length", str(len(answer.body)))
                    self.end_headers()
                    if answer.drip:
                        for byte in answer.body:
                            self.wfile.write(bytes([byte]))
                            self.wfile.flush()
                            time.sleep(answer.drip)
                    else:
                        self.wfile.write(answer.body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name is the base class's
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def in_turn(*answers: Answer | Callable[[dict[str, Any]], Answer]) -> Callable[[dict[str, Any]], Answer]:
    """Give these answers one after another, the last one for ever."""
    left: Iterator[Any] = iter(answers)
    last: list[Any] = []

    def answer(body: dict[str, Any]) -> Answer:
        last[:] = [next(left, last[0] if last else None)]
        return last[0](body) if callable(last[0]) else last[0]

    return answer


if __name__ == "__main__":
    server = ModelServer(port=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(server.url, flush=True)
    threading.Event().wait()
