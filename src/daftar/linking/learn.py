"""Weights learnt from what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.link.weights import default_weights
from daftar.linking.stored import compared

if TYPE_CHECKING:
    import datetime as dt

    from daftar.store import Store

__all__ = ["learnt_weights"]


def learnt_weights(store: Store, day: dt.date) -> str:
    """A file of weights trained on the store's reports, made on ``day``.

    Raises SettingsError where there is too little to train on, saying how much is needed, or without the extra ``link``.
    """
    from daftar.link.train import MOST, as_toml, train  # noqa: PLC0415 - linking without training must not load it

    with store.linking() as links:
        columns = links.last_columns(MOST)
    weights = default_weights()
    return as_toml(train([compared(one) for one in columns], weights), weights, day)
