"""Measure what Daftar reads, and hold it against its floors: ``make eval`` or ``python -m evaluation.run``.

Own material is always measured. The human-coded sets are measured where their folder is (``../shared/eval`` beside the
checkout, or ``--sets``); they are never part of the project. Ends with status 1 where a metric is below its floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from evaluation import arithmetic, floors, outlets, own, own_links

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT.parent / "shared" / "eval"
RESULTS = ROOT / "out" / "eval.json"
DAFTAR = Path(sys.executable).with_name("daftar")
Values = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A human-coded set: how it is read, by which scorer, and whether a naive reader (or linker) can be asked too."""

    name: str
    file: str
    scorer: str
    verb: str = "read"
    options: tuple[str, ...] = ()
    naive: bool = True


CODED = (
    Coded(name="fakes", file="fakes.jsonl", scorer="fakes"),
    Coded(name="gaza", file="gaza.jsonl", scorer="gaza", options=("--conventions", "airwars")),
    Coded(name="gva", file="gva.jsonl", scorer="gva"),
    Coded(name="awsd", file="awsd.jsonl", scorer="awsd"),
    Coded(name="muc", file="muc.jsonl", scorer="muc"),
    Coded(name="displacement", file="displacement.jsonl", scorer="displacement"),
    Coded(name="places_lgl", file="places_lgl.jsonl", scorer="places", verb="places", naive=False),
    Coded(name="places_news", file="places_news.jsonl", scorer="places", verb="places", naive=False),
    Coded(name="dates", file="dates.jsonl", scorer="dates", verb="dates", naive=False),
    Coded(name="gva_links", file="gva.jsonl", scorer="links", verb="clusters"),
    Coded(name="syria_links", file="syria_sources.jsonl", scorer="links", verb="clusters"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One set as measured now: metric → value and the number of things it was counted over, or why it could not be."""

    name: str
    sha256: str
    values: Values
    counted: dict[str, int]
    seconds: float
    failed: str | None = None


def daftar(*arguments: str | Path) -> str | None:
    """Run one verb; None when it went well, else the end of what it said. Status 1 (some inputs failed) is well."""
    done = subprocess.run(
        [DAFTAR, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode in (0, 1) and "Traceback" not in done.stderr:
        return None
    return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"status {done.returncode}"


def predict(one: Coded, gold: Path, out: Path, jobs: int) -> str | None:
    """Write what Daftar reads of ``gold`` to ``out``; why it could not, or None."""
    if one.verb != "clusters":
        return daftar(one.verb, gold, "-o", out, "--jobs", str(jobs), *one.options)
    store = out.with_suffix(".db")
    return daftar("run", gold, "--store", store, "--jobs", str(jobs)) or daftar(
        "clusters", "--store", store, "-o", out
    )


def score(sets: Path, one: Coded, predicted: Path) -> tuple[Values, dict[str, int]]:
    """What the set's own scorer says of a prediction."""
    command = [sys.executable, sets / "score.py", one.scorer, sets / one.file, predicted, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    metrics = json.loads(done.stdout)
    return {k: m["value"] for k, m in metrics.items()}, {k: m["n"] for k, m in metrics.items()}


def measure_coded(sets: Path, one: Coded, *, folder: Path, jobs: int) -> Measured:
    """Read and score one human-coded set."""
    gold, out = sets / one.file, folder / f"{one.name}.jsonl"
    sha256 = floors.digest([gold])
    began = time.monotonic()
    failed = predict(one, gold, out, jobs)
    seconds = time.monotonic() - began
    if failed or not out.exists():
        why = failed or "nothing was written"
        return Measured(name=one.name, sha256=sha256, values={}, counted={}, seconds=seconds, failed=why)
    values, counted = score(sets, one, out)
    return Measured(name=one.name, sha256=sha256, values=values, counted=counted, seconds=seconds)


def measure_naive(sets: Path, one: Coded, folder: Path) -> Values:
    """What one regular expression an outcome reaches on the set; for links, likeness of texts (``peer_links``)."""
    out = folder / f"{one.name}.naive.jsonl"
    if one.verb == "clusters":
        command = [sys.executable, "-m", "evaluation.peer_links", str(sets / one.file), str(out)]
        subprocess.run(command, check=True, cwd=ROOT)
        return score(sets, one, out)[0]
    with out.open("w", encoding="utf-8") as target:
        subprocess.run([sys.executable, sets / "naive.py", sets / one.file], stdout=target, check=True)
    return score(sets, one, out)[0]


def measure_own(path: Path, *, folder: Path, misses: int) -> Measured:
    """Read and check one expectation file; print up to ``misses`` facts that were not found."""
    reports = own.expectations(path)
    rows_in, out = folder / f"{path.stem}.in.jsonl", folder / f"{path.stem}.jsonl"
    texts = [report for report in reports if "text" in report]
    own.write_rows(texts, rows_in)
    samples = ROOT / "samples"
    used = [path]
    if any("file" in report for report in reports):
        used += [file for file in (samples / "reports").iterdir() if file.is_file()]
    inputs = ([rows_in] if texts else []) + ([samples / "reports"] if len(used) > 1 else [])
    began = time.monotonic()
    failed = daftar("--register", samples, "read", *inputs, "-o", out)
    seconds = time.monotonic() - began
    name, sha256 = f"own_{path.stem}", floors.digest(used)
    if failed:
        return Measured(name=name, sha256=sha256, values={}, counted={}, seconds=seconds, failed=failed)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    checked = [fact for report in reports for fact in own.check(report, own.read_of(report, rows))]
    for fact in [fact for fact in checked if not fact.found][:misses]:
        print(f"  not found | {fact.report} | {fact.fact}")
    share = sum(fact.found for fact in checked) / len(checked)
    return Measured(
        name=name, sha256=sha256, values={"facts": share}, counted={"facts": len(checked)}, seconds=seconds
    )


def measure_outlets(folder: Path) -> Measured:
    """Count, over generated outlets that copy each other, the incidents whose origins are all told right."""
    began = time.monotonic()
    rows, truths = outlets.made()
    records = outlets.records_of(rows, folder)
    share = sum(not outlets.faults(truth, records) for truth in truths) / len(truths)
    return Measured(
        name="own_outlets",
        sha256=floors.digest([Path(outlets.__file__)]),
        values={"roots": share},
        counted={"roots": len(truths)},
        seconds=time.monotonic() - began,
    )


def measure_links(folder: Path, *, misses: int) -> list[Measured]:
    """Link the reports of our own on invented incidents; what is not right is printed of the part that may be looked at."""
    began = time.monotonic()
    made = own_links.read(folder)
    found = {name: own_links.score(truth, made) for name, truth in own_links.parts().items()}
    seconds = (time.monotonic() - began) / len(found)
    for miss in found["seen"].misses[:misses]:
        print(f"  not so | {miss}")
    sha256 = floors.digest([own_links.PATH])
    return [
        Measured(
            name=f"own_links_{name}", sha256=sha256, values=one.values, counted=one.counted, seconds=seconds
        )
        for name, one in found.items()
    ]


def measure_arithmetic(*, misses: int) -> Measured:
    """Hold the records of the written cases of arithmetic against what the cases say."""
    began = time.monotonic()
    checked = [fact for case in arithmetic.cases() for fact in arithmetic.check(case)]
    for fact in [fact for fact in checked if not fact.holds][:misses]:
        print(f"  not so | {fact.case} | {fact.fact}: {fact.found}, not {fact.wanted}")
    files = [Path(arithmetic.__file__), *sorted(arithmetic.FOLDER.glob("*.toml"))]
    return Measured(
        name="own_arithmetic",
        sha256=floors.digest(files),
        values={"facts": sum(fact.holds for fact in checked) / len(checked)},
        counted={"facts": len(checked)},
        seconds=time.monotonic() - began,
    )


def table(measured: list[Measured], pinned: dict[str, floors.Pinned]) -> list[str]:
    """Print every metric beside its floor; the names of those below it."""
    below: list[str] = []
    print(f"{'set':<16} {'metric':<30} {'n':>6} {'value':>7} {'floor':>7} {'goal':>7} {'naive':>7}")
    for one in measured:
        pins = pinned.get(one.name)
        if one.failed:
            print(f"{one.name:<16} not measured: {one.failed}")
            below += [one.name] if pins and pins.floor else []
            continue
        same = pins is not None and pins.sha256 == one.sha256
        for metric, value in one.values.items():
            floor = pins.floor.get(metric) if pins and same else None
            naive = pins.naive.get(metric) if pins and same else None
            goal = pins.goal.get(metric) if pins else None
            low = floor is not None and not floors.holds(metric, value, floor)
            below += [f"{one.name}.{metric}"] if low else []
            shown = " ".join(
                f"{'' if figure is None else f'{figure:.3f}':>7}" for figure in (floor, goal, naive)
            )
            mark = "  below its floor" if low else ""
            print(f"{one.name:<16} {metric:<30} {one.counted[metric]:>6} {value:>7.3f} {shown}{mark}")
        if pins and not same:
            print(f"{one.name:<16} not compared: this gold is not the one that the floors were pinned on")
    return below


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", metavar="SET", help="measure these sets only, by name")
    parser.add_argument("--sets", type=Path, default=SETS, help="the folder of the human-coded sets")
    parser.add_argument("--jobs", type=int, default=2, help="processes to read with (default 2)")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print N misses of each set of our own"
    )
    parser.add_argument("--keep", type=Path, help="keep what was read in this folder, one file a set")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = [
            measure_own(path, folder=folder, misses=options.misses)
            for path in sorted((ROOT / "evaluation" / "own").glob("*.toml"))
            if path != own_links.PATH
            if not options.only or f"own_{path.stem}" in options.only
        ]
        if not options.only or "own_outlets" in options.only:
            measured.append(measure_outlets(folder))
        if not options.only or any(name.startswith("own_links") for name in options.only):
            measured += measure_links(folder, misses=options.misses)
        if not options.only or "own_arithmetic" in options.only:
            measured.append(measure_arithmetic(misses=options.misses))
        measured += [
            measure_coded(options.sets, one, folder=folder, jobs=options.jobs)
            for one in CODED
            if (not options.only or one.name in options.only) and (options.sets / one.file).exists()
        ]
    below = table(measured, floors.load())
    if not options.sets.is_dir():
        print(f"no human-coded sets at {options.sets}: only our own material was measured")
    seconds = sum(one.seconds for one in measured)
    print(f"{sum(len(one.values) for one in measured)} metrics, {seconds:.0f} s of reading")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps(
            {m.name: {"sha256": m.sha256, "values": m.values} for m in measured if not m.failed}, indent=1
        )
    )
    if below:
        print(f"below the floor: {', '.join(below)}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
