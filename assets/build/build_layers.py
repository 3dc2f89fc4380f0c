#!/usr/bin/python3
"""Rebuilds every layer: build_layers.py --npm CACHE --out FOLDER. See build.sh."""

import argparse
import sys
import time

import common
import corridors
import countries
import facts
import noding
import partition
import pipelines
import places
import sources
import topology
import tripp
import water

CORE = {"armenia", "azerbaijan", "georgia", "turkey", "iran", "russia"}


def _arcs(read):
    """The land partition of the world as thinned arcs."""
    faces = noding.Faces(noding.node(sources.lines(read)))
    labels = partition.label_faces(faces, read)
    exclave = partition.nakhchivan_faces(faces, labels)
    partition.mark_parts(faces, labels, read)
    water.mark_seas(faces, labels)
    for number in exclave:
        labels[number] = "azerbaijan#nakhchivan"
    arcs = topology.build_arcs(faces, labels, "sea")
    topology.thin_all(arcs)
    return arcs


def build(npm_dir, out_dir):
    started = time.monotonic()

    def say(what):
        print(f"{time.monotonic() - started:6.1f} s  {what}", file=sys.stderr, flush=True)

    read = sources.load(npm_dir)
    say("sources read")
    arcs = _arcs(read)
    say(f"{len(arcs)} arcs, {sum(len(a.thinned) for a in arcs)} vertices")
    polygons = countries.shapes(arcs)
    sizes = countries.build(out_dir, arcs, polygons, CORE)
    sizes.update(water.build(out_dir, arcs, read))
    by_code = {row["iso_a3"]: topology.degrees(polygons[row["id"]])
               for row in facts.read("countries.csv") if row["iso_a3"]}
    made, route = tripp.build(
        out_dir, by_code["ARM"], by_code["AZE"],
        tripp.shared_vertices(by_code["ARM"], by_code["AZE"]))
    sizes.update(made)
    sizes.update(corridors.build(out_dir, by_code, route))
    sizes.update(pipelines.build(out_dir))
    sizes.update(places.build(out_dir))
    for layer in sorted(sizes):
        say(f"{sizes[layer]:9d} bytes  {layer}")
    say(f"{sum(sizes.values()):9d} bytes in all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Rebuilds the layers of the map.")
    parser.add_argument("--npm", required=True, help="folder of the unpacked npm packages")
    parser.add_argument("--out", default=common.ASSETS_DIR + "/south-caucasus/layers")
    arguments = parser.parse_args()
    build(arguments.npm, arguments.out)
