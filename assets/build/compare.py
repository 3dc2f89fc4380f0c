#!/usr/bin/python3
"""Rebuilds the layers into a temporary folder and compares them with the committed ones.

  assets/build/compare.py [--npm DIR] [--built DIR] [--layers DIR]

With --built DIR nothing is rebuilt and DIR is compared. Exit status 0: the same, 1: not.

The build is deterministic, so the files are expected to be the same bytes. Another
version of GEOS or PROJ may move a point that it computes (crossings, buffers) across a
rounding step: so when bytes differ, features are compared one by one. Attributes must be
equal (numbers to 0.2 %), and geometries may differ by 0.0005 degrees (about 50 m), the
thinning tolerance of the region, which such a step can at most bring about there.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from shapely.geometry import shape

TOLERANCE_DEGREES = 0.0005
_HERE = os.path.dirname(os.path.abspath(__file__))


def _load(path):
    with open(path, encoding="utf-8") as source:
        collection = json.load(source)
    return collection.get("metadata"), {f["id"]: f for f in collection["features"]}


def _close(one, two):
    if isinstance(one, (int, float)) and isinstance(two, (int, float)) \
            and not isinstance(one, bool):
        return abs(one - two) <= 0.002 * max(1.0, abs(one))
    return one == two


def _differences(name, committed, built):
    old_meta, old = _load(committed)
    new_meta, new = _load(built)
    if old_meta != new_meta:
        yield f"{name}: metadata differ"
    for lost in sorted(old.keys() - new.keys()):
        yield f"{name}: {lost} is committed but not built"
    for extra in sorted(new.keys() - old.keys()):
        yield f"{name}: {extra} is built but not committed"
    for key in sorted(old.keys() & new.keys()):
        before, after = old[key]["properties"], new[key]["properties"]
        for field in sorted(before.keys() | after.keys()):
            if not _close(before.get(field), after.get(field)):
                yield (f"{name}: {key}: {field} was {before.get(field)!r}, "
                       f"is {after.get(field)!r}")
        one, two = shape(old[key]["geometry"]), shape(new[key]["geometry"])
        if one.equals_exact(two, 1e-9):
            continue
        distance = one.boundary.hausdorff_distance(two.boundary) \
            if one.geom_type.endswith("Polygon") else one.hausdorff_distance(two)
        if distance > TOLERANCE_DEGREES:
            yield f"{name}: {key}: shape moved by {distance:.5f} degrees"


def compare(committed_dir, built_dir):
    """Prints what differs and returns the number of differences beyond tolerance."""
    problems = []
    names = sorted({n for folder in (committed_dir, built_dir) for n in os.listdir(folder)
                    if n.endswith(".geojson")})
    for name in names:
        committed, built = os.path.join(committed_dir, name), os.path.join(built_dir, name)
        if not os.path.exists(committed) or not os.path.exists(built):
            problems.append(f"{name}: only in one of the two folders")
            continue
        with open(committed, "rb") as one, open(built, "rb") as two:
            if one.read() == two.read():
                print(f"{name}: same bytes")
                continue
        found = list(_differences(name, committed, built))
        print(f"{name}: other bytes, {len(found) or 'no'} difference(s) beyond tolerance")
        problems.extend(found)
    for problem in problems[:50]:
        print(problem)
    return len(problems)


def main():
    parser = argparse.ArgumentParser(description="Checks the committed layers.")
    parser.add_argument("--npm", help="folder of the npm packages, as for build.sh")
    parser.add_argument("--built", help="compare this folder instead of building one")
    parser.add_argument("--layers", default=os.path.join(_HERE, "../south-caucasus/layers"))
    arguments = parser.parse_args()
    if arguments.built:
        return compare(arguments.layers, arguments.built)
    with tempfile.TemporaryDirectory() as folder:
        command = [os.path.join(_HERE, "build.sh"), "--out", folder]
        if arguments.npm:
            command += ["--npm", arguments.npm]
        subprocess.run(command, check=True)
        return compare(arguments.layers, folder)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
