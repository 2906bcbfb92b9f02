"""Gazetteers that a user adds: files of many forms made into one, which is opened in milliseconds and searched on disk."""

from daftar.resolve.places.added.layer import Layer, LayerInfo
from daftar.resolve.places.added.make import Made, add_gazetteer
from daftar.resolve.places.added.write import write_csv, write_geojson

__all__ = ["Layer", "LayerInfo", "Made", "add_gazetteer", "write_csv", "write_geojson"]
