"""tripp: the Zangezur / TRIPP route through Armenia, derived from the border river.

The recipe of assets/facts/README.md, run on the shipped polygons: the Soviet railway ran
on the Armenian bank of the Aras, so the line keeps 250 m from Iran's side of the valley.
Both ends are vertices of the shipped Armenia-Azerbaijan border, so they lie on it exactly.
"""

import math

from osgeo import osr
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import linemerge, transform, unary_union

import common
import facts
import geodesic

_BOX = box(45.95, 38.70, 46.75, 39.00)
_OFFSET_M = 250.0
_LOCAL = "Զանգեզուրի միջանցք"


def _projections():
    """WGS84 <-> UTM zone 38N (EPSG:32638), in which the recipe's metres are meant."""
    geographic, utm = osr.SpatialReference(), osr.SpatialReference()
    geographic.ImportFromEPSG(4326)
    utm.ImportFromEPSG(32638)
    for system in (geographic, utm):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    there = osr.CoordinateTransformation(geographic, utm)
    back = osr.CoordinateTransformation(utm, geographic)

    def apply(transformation):
        def run(xs, ys, zs=None):
            points = transformation.TransformPoints(list(zip(xs, ys)))
            return [p[0] for p in points], [p[1] for p in points]
        return run

    return apply(there), apply(back)


def _chaikin(points, rounds):
    """Corner cutting (Chaikin 1974) with fixed end points."""
    for _ in range(rounds):
        out = [points[0]]
        for (ax, ay), (bx, by) in zip(points, points[1:]):
            out.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            out.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        out.append(points[-1])
        points = out
    return points


def _largest(geometry):
    return max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)


def _on_border(end, border):
    """The vertex of the border nearest to an end of the line."""
    return min(border, key=lambda p: (math.dist(p, end), p))


def derive(armenia, azerbaijan, border):
    """The route from east to west as (lon, lat) points.

    `armenia`, `azerbaijan`: shipped polygons; `border`: vertices of their common border.
    """
    to_utm, to_degrees = _projections()
    frame = transform(to_utm, _BOX)
    # The polygons are whole countries: cut before projecting.
    around = box(45.8, 38.6, 46.9, 39.2)
    home = transform(to_utm, armenia.intersection(around))
    other = transform(to_utm, azerbaijan.intersection(around))
    iran = _largest(frame.difference(unary_union([home, other])))
    shore = iran.buffer(_OFFSET_M, resolution=32).boundary.intersection(home)
    merged = linemerge([p for p in getattr(shore, "geoms", [shore])
                        if p.geom_type == "LineString"])
    line = max(getattr(merged, "geoms", [merged]), key=lambda part: part.length)
    line = line.simplify(60.0)
    line = LineString(_chaikin(list(line.coords), 2)).simplify(5.0)
    points = list(transform(to_degrees, line).coords)
    if points[0][0] < points[-1][0]:
        points.reverse()
    points = [(round(x, 5), round(y, 5)) for x, y in points]
    for index in (0, -1):
        vertex = _on_border(points[index], border)
        if geodesic.distance_m(*vertex, *points[index]) > 300:
            raise RuntimeError("the route does not end at the border")
        points[index] = vertex
    return _inside(points, armenia)


def _inside(points, armenia):
    """Moves the ends in: drops points beside an end until the line stays in Armenia."""
    while len(points) > 20:
        if armenia.covers(LineString(points)):
            return points
        for index, pair in ((1, points[:2]), (-2, points[-2:])):
            if not armenia.covers(LineString(pair)):
                del points[index]
    raise RuntimeError("the route leaves Armenia")


def build(out_dir, armenia, azerbaijan, border):
    """Writes the layer and returns (its sizes, the points of the route)."""
    points = derive(armenia, azerbaijan, border)
    row = next(r for r in facts.read("corridors_meta.csv")
               if r["corridor_id"] == "zangezur_tripp")
    feature = common.feature(
        "zangezur_tripp", {"type": "LineString", "coordinates": [list(p) for p in points]}, {
            "name": "Zangezur corridor / TRIPP",
            "name_local": _LOCAL,
            "corridor_name": row["name"],
            "kind": "route",
            "mode": "rail",
            "status": row["status"],
            "country": "ARM",
            "countries": ["ARM"],
            "opened": row["opened"],
            "length_km": round(geodesic.length_km(points), 1),
            "length_km_reported": row["length_km_reported"],
            "summary": row["summary"],
            "approximate": True,
            "accuracy_km": 1.0,
            "accuracy_note": "approximate route, derived from the border river: expected "
                             "0.3-1 km, up to 2 km; not a surveyed or published alignment",
            "source": common.OWN_FROM_OSM,
            "source_facts": row["source"],
            "aliases": common.aliases([row["name"]], row["aliases"]),
        })
    size = common.write_layer(out_dir, "tripp", {
        "title": "Zangezur corridor / TRIPP (approximate route)",
        "source": "derived from the shipped borders by the recipe of assets/facts/README.md",
        "licence": "ODbL 1.0 (derived from OpenStreetMap borders)",
        "accuracy": "0.3-1 km, up to 2 km; approximate route",
        "built_by": "assets/build/tripp.py",
    }, [feature])
    return {"tripp": size}, points


def shared_vertices(one, two):
    """The vertices that two polygons have in common."""
    def vertices(shape):
        for part in getattr(shape, "geoms", [shape]):
            assert isinstance(part, Polygon)
            for ring in [part.exterior, *part.interiors]:
                yield from ring.coords
    return sorted(set(vertices(one)) & set(vertices(two)))


def distance_to(points, other):
    """Smallest distance in degrees of a line to a polygon; for the checks of the build."""
    return min(Point(p).distance(other) for p in points)
