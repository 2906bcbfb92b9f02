"""The same linking settings on DuckDB and on Spark (local mode): the same pairs, the same weights, the same clusters.

Run by hand, with the extra ``link``, PySpark 4 (``pip install pyspark``) and Java: ``python -m benchmarks.spark``.
Daftar never needs Spark: it is there for stores that one machine cannot link from scratch.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from typing import TYPE_CHECKING, Any

from benchmarks.made_reports import made_reports
from daftar.link import within
from daftar.link.features import items_of
from daftar.link.splinked import duckdb_linker, rows, schema, settings
from daftar.link.weights import default_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.link.features import Item

Clusters = set[frozenset[str]]


def made_items(readings: int) -> list[Item]:
    return [
        item
        for report, found in made_reports(readings)
        for item in items_of(report, within(report, found), {r.id: r for r in found})
    ]


def linked(linker: Any, threshold: float) -> tuple[dict[tuple[str, str], float], Clusters]:
    """The weight of each pair from the threshold on, and the clusters that they make."""
    predicted = linker.inference.predict(threshold_match_weight=threshold)
    weights = {
        (row["unique_id_l"], row["unique_id_r"]): row["match_weight"] for row in predicted.as_record_list()
    }
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_weight=threshold
    )
    clusters: dict[Any, set[str]] = {}
    for row in found.as_record_list():
        clusters.setdefault(row["cluster_id"], set()).add(row["unique_id"])
    return weights, {frozenset(members) for members in clusters.values()}


def spark_linker(items: Sequence[Item], given: dict[str, Any]) -> Any:
    from pyspark.sql import SparkSession
    from pyspark.sql import types as t
    from splink import Linker, SparkAPI

    kinds: dict[str, t.DataType] = {
        "int": t.LongType(),
        "float": t.DoubleType(),
        "text": t.StringType(),
        "bool": t.BooleanType(),
        "texts": t.ArrayType(t.StringType()),
        "ints": t.ArrayType(t.LongType()),
    }
    session = (
        SparkSession.builder.master("local[2]")
        .appName("daftar")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.default.parallelism", "4")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.maxPlanStringLength", "1000")
        .config("spark.sql.codegen.wholeStage", "false")  # one expression of all levels is too long for it
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(tempfile.mkdtemp(prefix="daftar-spark-"))
    columns = t.StructType([t.StructField(name, kinds[kind]) for name, kind in schema().items()])
    frame = session.createDataFrame(list(rows(items)), columns)
    api = SparkAPI(
        spark_session=session,
        break_lineage_method="parquet",
        num_partitions_on_repartition=4,
        register_udfs_automatically=False,
    )
    return Linker(api.register(frame), given, log_level=None)


def main(readings: int = 2_000) -> list[tuple[str, str]]:
    logging.getLogger("splink").setLevel(logging.ERROR)
    items, weights = made_items(readings), default_weights()
    found = []
    table = [("items", f"{len(items):,}")]
    for name, make, dialect in (("DuckDB", duckdb_linker, "duckdb"), ("Spark", spark_linker, "spark")):
        began = time.perf_counter()
        found.append(linked(make(items, settings(weights, dialect)), weights.threshold))
        pairs, clusters = found[-1]
        seconds = time.perf_counter() - began
        table.append((name, f"{len(pairs):,} pairs, {len(clusters):,} clusters, {seconds:.0f} s"))
    (one, first), (other, second) = found
    most = max((abs(one[pair] - other[pair]) for pair in one.keys() & other.keys()), default=0.0)
    table.append(("pairs", "the same" if one.keys() == other.keys() else "NOT THE SAME"))
    table.append(("weights differ by at most", f"{most:.1e}"))
    table.append(("clusters", "the same" if first == second else "NOT THE SAME"))
    return table


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--readings", type=int, default=2_000)
    for name, figure in main(asked.parse_args().readings):
        print(f"{name:<44} {figure}")
