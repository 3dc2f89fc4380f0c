"""Natural Earth countries (1:50m) out of the TopoJSON file of world-atlas.

TopoJSON 1.0: arcs are delta-encoded integers with one scale and offset; a ring names
its arcs, ~i meaning arc i backwards. Shared borders are shared arcs, so neighbours
already meet exactly. Coordinates are rounded to 1e-5 degrees, the grid of the build.
"""

import json
import os

from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box

import common


def _decode_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round(x * sx + tx, 5), round(y * sy + ty, 5))
            # The quantisation puts the antimeridian beside 180 by a hair.
            point = (max(-180.0, min(180.0, point[0])), max(-90.0, min(90.0, point[1])))
            line.append(point)
        arcs.append(line)
    return arcs


def _ring(indices, arcs):
    ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring


def _unwrapped(ring):
    """A ring without the jump at the antimeridian: longitudes may pass 180."""
    shift = 0.0
    out = [ring[0]]
    for (x0, _), (x, y) in zip(ring, ring[1:]):
        if x - x0 > 180:
            shift -= 360
        elif x - x0 < -180:
            shift += 360
        out.append((x + shift, y))
    return out


def _split(polygon):
    """Parts of an unwrapped polygon, cut at the antimeridian (RFC 7946, 3.1.9)."""
    polygon = polygon if polygon.is_valid else polygon.buffer(0)
    for turn in (-360, 0, 360):
        part = translate(polygon, xoff=turn).intersection(box(-180, -90, 180, 90))
        yield from (p for p in getattr(part, "geoms", [part])
                    if p.geom_type == "Polygon" and not p.is_empty)


def _polygons(geometry, arcs):
    """world-atlas joins what Natural Earth has cut at the antimeridian: cut it again."""
    if geometry["type"] == "Polygon":
        groups = [geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        groups = geometry["arcs"]
    else:
        return
    for indices in groups:
        rings = [_unwrapped(_ring(ring, arcs)) for ring in indices]
        around = [ring for ring in rings if abs(ring[0][0] - ring[-1][0]) > 180]
        if around:
            # Antarctica: its coast goes once around the pole, its outer ring is the pole.
            coast = max(around, key=len)
            rings = [coast + [(coast[-1][0], -90.0), (coast[0][0], -90.0), coast[0]]]
        rings = [ring for ring in rings if len(ring) >= 4]
        if not rings:
            continue
        yield from _split(Polygon(rings[0], rings[1:]))


def read(npm_dir):
    """Natural Earth name -> list of polygons (as in the file, perhaps invalid)."""
    path = os.path.join(common.package_folder(npm_dir, "natural_earth"), "countries-50m.json")
    with open(path, encoding="utf-8") as source:
        topology = json.load(source)
    arcs = _decode_arcs(topology)
    return {g["properties"]["name"]: list(_polygons(g, arcs))
            for g in topology["objects"]["countries"]["geometries"]}


def valid(polygons):
    """One valid multipolygon from a list of polygons."""
    fixed = []
    for polygon in polygons:
        part = polygon if polygon.is_valid else polygon.buffer(0)
        fixed.extend(p for p in getattr(part, "geoms", [part]) if not p.is_empty)
    return MultiPolygon(fixed)
