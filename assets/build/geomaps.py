"""The OpenStreetMap countries of geo-maps, repaired as the README of assets/facts tells.

Inland borders come from countries-maritime-10m (it includes the territorial waters),
coasts from the outer rings of countries-land-10m. Holes of the land file are inland
water (and its defects, the chips along the Aras), so they are never taken for sea.
"""

import json
import os

from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union

import common
from thinning import thin_ring

SIX = ("AZE", "ARM", "GEO", "TUR", "IRN", "RUS")

# Villages that the file has in both countries: inside point -> owner.
_EXCLAVES = ((Point(45.00, 41.065), "AZE"),   # Barkhudarly
             (Point(45.21, 41.0), "AZE"),     # Yukhari Askipara
             (Point(45.52, 40.63), "ARM"))    # Artsvashen

NAKHCHIVAN_INSIDE = Point(45.41, 39.21)


def _features(npm_dir, key, wanted):
    """ISO A3 -> geometry. The files have one feature per line: no need to parse the world."""
    path = os.path.join(common.package_folder(npm_dir, key), "map.geo.json")
    found = {}
    with open(path, encoding="utf-8") as source:
        for line in source:
            line = line.rstrip().rstrip(",")
            if not line.startswith('{"type":"Feature"'):
                continue
            code = line.rsplit('"A3":"', 1)[-1][:3]
            if code in wanted:
                found[code] = json.loads(line)["geometry"]
    return found


def _shells(geometry):
    """The outer rings of a geometry as valid polygons."""
    groups = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        groups = [groups]
    for rings in groups:
        shell = thin_ring(rings[0], share=0.4)
        if len(shell) < 4:
            continue
        polygon = Polygon(shell)
        polygon = polygon if polygon.is_valid else polygon.buffer(0)
        yield from (p for p in getattr(polygon, "geoms", [polygon]) if not p.is_empty)


def maritime(npm_dir):
    """ISO A3 -> polygon with territorial waters, exclaves given to their owners.

    Adds "UKR_CRIMEA": the part that the file has in both Russia and Ukraine. It is
    Ukraine's by the recognised border (POLICY.md) and is cut out of Russia.
    """
    raw = _features(npm_dir, "maritime", set(SIX) | {"UKR"})
    parts = {}
    for code, geometry in raw.items():
        multi = shape(geometry)
        parts[code] = list(getattr(multi, "geoms", [multi]))
    for inside, owner in _EXCLAVES:
        other = "ARM" if owner == "AZE" else "AZE"
        parts[other] = [p for p in parts[other] if not (p.contains(inside) and p.area < 0.01)]
        hole = next(p for p in parts[owner] if p.contains(inside) and p.area < 0.01)
        # The country around has the village inside its outer ring: cut it out.
        parts[other] = [p.difference(hole) if p.contains(inside) else p for p in parts[other]]
    countries = {code: unary_union(polygons) for code, polygons in parts.items()}
    ukraine = countries.pop("UKR")
    crimea = countries["RUS"].intersection(ukraine)
    crimea = MultiPolygon([p for p in getattr(crimea, "geoms", [crimea])
                           if p.geom_type == "Polygon" and p.area > 1e-3])
    countries["RUS"] = countries["RUS"].difference(ukraine)
    countries["UKR_CRIMEA"] = crimea
    return countries


def sea_within(npm_dir, countries, natural_earth_land):
    """The territorial sea of the given polygons: what their land does not cover.

    Lakes on a border are not covered either; they are told from the sea by Natural
    Earth, which draws coasts but (apart from the Caspian) no lakes.
    """
    raw = _features(npm_dir, "land", set(SIX) | {"UKR"})
    land = unary_union([p for geometry in raw.values() for p in _shells(geometry)])
    water = unary_union(list(countries.values())).difference(land)
    # Chips along rivers are below 1 km2; every real piece of sea is far larger.
    parts = [p for p in water.geoms if p.area > 0.01
             and p.intersection(natural_earth_land).area < 0.5 * p.area]
    sea = unary_union(list(_without_cracks(parts, countries)))
    # The file takes the Lena, the Ob and other rivers for sea, hundreds of kilometres
    # inland; Natural Earth tells how far the sea reaches (within 0.2 degrees).
    inland = unary_union([p.simplify(0.02).buffer(-0.2, resolution=2)
                          for p in natural_earth_land.geoms if p.area > 1])
    return sea.difference(inland)


def _without_cracks(parts, countries):
    """Cuts off the cracks that run inland along every border that ends at the sea.

    The land files of two neighbours do not meet, so their gap hangs together with the
    sea. An opening (erosion, then dilation) by about 20 m drops it; it is done only
    within about 1 km of where a border enters the water, because it would round every
    cove of the coast elsewhere. A crack crosses its border again and again, so these
    places follow it inland.
    """
    neck, reach = 0.0002, 0.01  # degrees: about 20 m and 1 km
    lines = unary_union([g.boundary for g in countries.values()])
    for part in parts:
        wet = lines.intersection(part)
        ends = [Point(c) for line in getattr(wet, "geoms", [wet])
                if line.geom_type == "LineString" and not line.is_empty
                for c in (line.coords[0], line.coords[-1])]
        if not ends:
            yield part
            continue
        near = MultiPoint(ends).buffer(reach, resolution=2)
        close = part.intersection(MultiPoint(ends).buffer(2 * reach, resolution=2))
        opened = close.buffer(-neck, resolution=2).buffer(neck * 1.25, resolution=2)
        rest = part.difference(close.difference(opened).intersection(near))
        # Cutting a crack leaves its inner end as a piece of its own.
        yield from (p for p in getattr(rest, "geoms", [rest]) if p.area > 0.001)


def water_polygons(npm_dir, smallest, bounds):
    """Polygons of earth-waterbodies-100m inside the bounds, above an area in degrees2.

    The file is three geometries, one per line: rivers, lakes, seas.
    """
    path = os.path.join(common.package_folder(npm_dir, "waterbodies"), "map.geo.json")
    window = box(*bounds)
    groups = []
    with open(path, encoding="utf-8") as source:
        for line in source:
            line = line.rstrip().rstrip(",")
            if not line.startswith('{"type":"MultiPolygon"'):
                continue
            group = []
            for rings in json.loads(line)["coordinates"]:
                xs = [c[0] for c in rings[0]]
                ys = [c[1] for c in rings[0]]
                if max(xs) < bounds[0] or min(xs) > bounds[2] or \
                        max(ys) < bounds[1] or min(ys) > bounds[3]:
                    continue
                if max(xs) - min(xs) > 60:
                    continue  # the world ocean: one polygon, useless in one piece
                polygon = Polygon(rings[0], rings[1:])
                if not polygon.is_valid:
                    polygon = polygon.buffer(0)
                if polygon.area >= smallest and polygon.intersects(window):
                    group.append(polygon)
            groups.append(group)
    return groups  # rivers, lakes, seas
