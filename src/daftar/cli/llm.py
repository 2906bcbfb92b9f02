"""A language model on the command line: which is asked, what the user is told before texts are sent, and what it cost."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

import click

from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.extract.llm.options import LlmOptions
    from daftar.extract.usage import Usage
    from daftar.settings import Settings

__all__ = ["Meter", "endpoint_check", "llm_options", "options_of", "tell_where_texts_go"]

_EVERY = 30.0  # seconds between lines on a standard error that is no terminal
_Command = TypeVar("_Command", bound="Callable[..., Any]")


def llm_options(command: _Command) -> _Command:
    """Add the options that name a language model to a verb."""
    endpoint = click.option(
        "--llm-endpoint",
        metavar="URL",
        envvar="DAFTAR_LLM_ENDPOINT",
        show_envvar=True,
        help="With the extractor llm: the OpenAI-compatible endpoint that reports are sent to.",
    )
    model = click.option(
        "--llm-model",
        metavar="NAME",
        envvar="DAFTAR_LLM_MODEL",
        show_envvar=True,
        help="With the extractor llm: the model to ask there.",
    )
    return endpoint(model(command))


def options_of(settings: Settings, endpoint: str | None, model: str | None) -> LlmOptions | None:
    """Say where and how a model is asked: the options of this call before the register's; None where none is named.

    Raises SettingsError where an endpoint is named and no model, or an address makes no sense,
    or the key is not where it is said to be.
    """
    from daftar.extract.llm.options import LlmOptions, base_url

    said = settings.llm
    address, name = endpoint or said.endpoint, model or said.model
    if address is None:
        return None
    if name is None:
        raise SettingsError(
            "an endpoint is named and no model; give --llm-model NAME, or model in [llm] of daftar.toml"
        )
    chosen = {
        key: value
        for key in ("timeout", "retries", "price_in", "price_out", "chunk", "answer")
        if (value := getattr(said, key)) is not None
    }
    # A key belongs to the endpoint that it is written beside: it is not sent to another one.
    own = endpoint is None or said.endpoint is None or base_url(endpoint) == base_url(said.endpoint)
    options = LlmOptions(
        endpoint=base_url(address),
        model=name,
        key_variable=said.key_variable if own else None,
        cache=said.cache or _cache_folder(),
        **chosen,
    )
    options.key()  # a key that is missing is told before anything is read
    return options


def _cache_folder() -> Any:
    from platformdirs import user_cache_path

    return user_cache_path("daftar") / "llm"


def tell_where_texts_go(options: LlmOptions) -> None:
    """Say on standard error that reports leave this machine, where they do."""
    if not options.loopback:
        unsafe = "" if options.encrypted else ", unencrypted"
        click.echo(f"daftar: texts of the reports are sent to {options.host}{unsafe}", err=True)


class Meter:
    """Adds up what a model cost, shows it while it grows, and says it at the end."""

    def __init__(self) -> None:
        from daftar.extract.usage import Usage

        self.usage: Usage = Usage()
        self._said = time.monotonic()

    def spent(self, usage: Usage) -> None:
        """Take note of what was spent; say so now and then where nobody watches a terminal."""
        self.usage += usage
        if not sys.stderr.isatty() and self.usage and time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            self.say()

    def words(self) -> str:
        """What was spent so far, for the progress line; empty where no model is asked."""
        return f", {self.usage.brief()}" if self.usage else ""

    def say(self) -> None:
        """Say on standard error what was spent."""
        if self.usage:
            click.echo(f"language model: {self.usage.words()}", err=True)


def endpoint_check(settings: Settings, *, ask: bool) -> str:
    """For ``doctor``: which endpoint is named, and, only where asked to, whether it answers. Raises DaftarError."""
    options = options_of(settings, None, None)
    if options is None:
        if ask:
            raise SettingsError("no endpoint is named; write one under [llm] in daftar.toml")
        return "none named; none is asked"
    if not ask:
        return f"{options.model} at {options.endpoint}; not asked (--llm asks whether it answers)"
    from daftar.codebook.conventions import conventions
    from daftar.extract.registry import extractor

    extractor("llm", conventions(), options)  # everything that asking needs is installed, and the key is set
    from daftar.extract.llm.client import Client

    with Client(options, {}) as client:
        models = client.models()
    there = "has" if options.model in models else "answers, and does not list"
    return f"{options.endpoint} {there} {options.model}"
