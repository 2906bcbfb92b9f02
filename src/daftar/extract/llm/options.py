"""Where a language model is asked, and how: values that pickle, hold no secret, and are checked as they are made."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from daftar.errors import SettingsError

__all__ = ["LlmOptions", "base_url", "is_loopback"]

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmOptions:
    """The endpoint, as ``base_url`` gives it, and the model's name there; the rest has defaults.

    ``key_variable`` is the environment variable that holds the key: the key itself is never kept. ``timeout`` is how
    many seconds one answer may take in all. Prices are per million tokens, in any currency. ``chunk`` is how many
    characters of a report are shown at a time, ``answer`` how many tokens an answer may have.
    """

    endpoint: str
    model: str
    key_variable: str | None = None
    timeout: float = 300.0
    retries: int = 4
    price_in: float = 0.0
    price_out: float = 0.0
    chunk: int = 4000
    answer: int = 4096
    cache: Path | None = None

    @property
    def host(self) -> str:
        """The host that texts are sent to, with its port where one is named."""
        return urlsplit(self.endpoint).netloc

    @property
    def loopback(self) -> bool:
        """Whether the endpoint is this machine."""
        return is_loopback(urlsplit(self.endpoint).hostname or "")

    @property
    def encrypted(self) -> bool:
        """Whether what is sent is encrypted on its way."""
        return self.endpoint.startswith("https:")

    def key(self) -> str | None:
        """The key, from the environment; None where no variable is named. Raises SettingsError where it is not set."""
        if self.key_variable is None:
            return None
        key = os.environ.get(self.key_variable, "").strip()
        if not key:
            raise SettingsError(
                f"the key of the language model is to be in the environment variable {self.key_variable}, "
                "which is not set; set it, or take key_variable out of [llm]"
            )
        if not (key.isascii() and key.isprintable()):
            raise SettingsError(f"the environment variable {self.key_variable} holds no key: copy it anew")
        return key


def base_url(named: str) -> str:
    """The base address that ``named`` stands for: ``http://127.0.0.1:11434`` gives ``http://127.0.0.1:11434/v1``.

    Raises SettingsError for what is no http address, or has a user, password, query or fragment in it.
    """
    parts = urlsplit(named.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == -1:
        raise SettingsError(
            f"{_without_user(named)}: not the address of an endpoint; write it like http://127.0.0.1:11434/v1"
        )
    if parts.username is not None or parts.password is not None:
        raise SettingsError(
            f"{_without_user(named)}: an address holds no user or key; name an environment variable with "
            "key_variable in [llm] of daftar.toml"
        )
    if parts.query or parts.fragment:
        raise SettingsError(f"{parts.scheme}://{parts.netloc}: an endpoint's address ends with its path")
    path = parts.path.rstrip("/").removesuffix(_PATH).rstrip("/") or "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _without_user(named: str) -> str:
    return named.rpartition("@")[2]


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine, by its name or number alone: no name is looked up."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
