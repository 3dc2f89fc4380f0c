"""The OpenStreetMap countries of geo-maps, repaired as the README of assets/facts tells.

Inland borders come from countries-maritime-10m (it includes the territorial waters),
coasts from earth-coastlines-10m. countries-land-10m has the same shore, but cut into
square steps and notches wherever a lake or a river mouth meets it (and the chips along
the Aras): it is the difference of the coastline and a coarse grid of inland water.
"""

import json
import os

import numpy as np
from shapely.geometry import MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union
from shapely.validation import make_valid

import common
from thinning import REGION, thin_ring

SIX = ("AZE", "ARM", "GEO", "TUR", "IRN", "RUS")

# Villages that the file has in both countries: inside point -> owner.
_EXCLAVES = ((Point(45.00, 41.065), "AZE"),   # Barkhudarly
             (Point(45.21, 41.0), "AZE"),     # Yukhari Askipara
             (Point(45.52, 40.63), "ARM"))    # Artsvashen

NAKHCHIVAN_INSIDE = Point(45.41, 39.21)
_CASPIAN_INSIDE = Point(50.8, 41.8)


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


def land(npm_dir, countries):
    """The land around the given polygons from earth-coastlines-10m, as valid polygons.

    Rings are thinned to a fraction of the final tolerance first, and islets that are
    dropped in the end anyway (1e-4 square degrees, about 1 km2) are left out: the whole
    Arctic at 10 m would only slow the build down.
    """
    frames = [part.bounds for shape in countries.values()
              for part in getattr(shape, "geoms", [shape])]
    polygons = []
    for rings in next(_geometries(npm_dir, "coastlines")):
        shell = np.asarray(rings[0])
        west, south = shell.min(axis=0)
        east, north = shell.max(axis=0)
        if not any(west < f[2] and east > f[0] and south < f[3] and north > f[1]
                   for f in frames):
            continue
        in_region = west < REGION[2] and east > REGION[0] and south < REGION[3] \
            and north > REGION[1]
        if not in_region and (east - west) * (north - south) < 1e-4:
            continue
        thinned = [thin_ring(ring, share=0.4) for ring in rings]
        thinned = [ring for ring in thinned if len(ring) >= 4]
        if not thinned:
            continue
        polygon = Polygon(thinned[0], thinned[1:])
        if not polygon.is_valid:
            polygon = make_valid(polygon)
        polygons.extend(p for p in getattr(polygon, "geoms", [polygon])
                        if p.geom_type == "Polygon" and p.area > 0)
    return polygons


def sea_within(countries, land_polygons, natural_earth_land):
    """The territorial sea of the given polygons: what the land does not cover.

    The coastline runs up wide rivers for hundreds of kilometres (Lena, Ob); Natural
    Earth tells how far the sea reaches (within 0.2 degrees).
    """
    sea = unary_union(list(countries.values())).difference(unary_union(land_polygons))
    inland = unary_union([p.simplify(0.02).buffer(-0.2, resolution=2)
                          for p in natural_earth_land.geoms if p.area > 1])
    return sea.difference(inland)


def caspian(land_polygons):
    """The Caspian: the hole in the land of Eurasia, with its islands cut out."""
    lake = next(Polygon(hole) for polygon in land_polygons for hole in polygon.interiors
                if Polygon(hole).contains(_CASPIAN_INSIDE))
    islands = [p for p in land_polygons if p.area < 1 and lake.contains(p)]
    return lake.difference(unary_union(islands))


def _geometries(npm_dir, key):
    """Coordinates of each multipolygon of a file that has one geometry per line."""
    path = os.path.join(common.package_folder(npm_dir, key), "map.geo.json")
    with open(path, encoding="utf-8") as source:
        for line in source:
            line = line.rstrip().rstrip(",")
            if line.startswith('{"type":"MultiPolygon"'):
                yield json.loads(line)["coordinates"]


def water_polygons(npm_dir, smallest, bounds):
    """Polygons of earth-waterbodies-100m inside the bounds, above an area in degrees2.

    The file is three geometries, one per line: rivers, lakes, seas.
    """
    window = box(*bounds)
    groups = []
    for coordinates in _geometries(npm_dir, "waterbodies"):
        group = []
        for rings in coordinates:
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
