"""countries, borders and nakhchivan: the land, its dividing lines, and the exclave."""

from collections import defaultdict

from shapely.geometry import LineString, box
from shapely.ops import linemerge, polylabel

import common
import disputed
import facts
import geodesic
import noding
import topology

# The part of the world that the map opens on: the six get a second label point there,
# because the middle of Russia or Iran lies far outside of it.
HOME = box(39.5, 37.8, 50.8, 44.2)

_OSM_KM = 0.05
_NATURAL_EARTH_KM = 5.0


def base(label):
    """The recognised country of a label."""
    return label.split("#")[0]


def _label_point(polygon, tolerance):
    """A point deep inside a polygon; the largest part of a multipolygon is taken."""
    parts = [p for p in getattr(polygon, "geoms", [polygon]) if p.geom_type == "Polygon"]
    largest = max(parts, key=lambda p: p.area)
    point = polylabel(largest.simplify(tolerance / 4), tolerance)
    if not largest.contains(point):
        point = largest.representative_point()
    return round(point.x, 3), round(point.y, 3)


def shapes(arcs):
    """Country id -> multipolygon in grid units, for every label on land."""
    wanted = sorted({base(label) for arc in arcs for label in (arc.left, arc.right)} - {"sea"})
    near = defaultdict(list)
    for arc in arcs:
        for country in {base(arc.left), base(arc.right)}:
            near[country].append(arc)
    return {country: topology.polygons_of(near[country], lambda label, c=country: base(label) == c)
            for country in wanted}


def country_features(polygons, core):
    rows = {row["id"]: row for row in facts.read("countries.csv")}
    features = []
    for country in sorted(polygons, key=lambda c: (c not in core, c)):
        row = rows[country]
        multi = polygons[country]
        degrees = topology.degrees(multi)
        span = degrees.bounds[2] - degrees.bounds[0]
        lon, lat = _label_point(degrees, max(0.002, min(0.2, span / 50)))
        properties = {
            "name": row["name"],
            "name_local": row["name_local"] or None,
            "kind": row["kind"],
            "iso_a3": row["iso_a3"] or None,
            "core": country in core,
            "label_lon": lon,
            "label_lat": lat,
        }
        if country in core:
            home = _label_point(degrees.intersection(HOME), 0.02)
            properties["home_label_lon"], properties["home_label_lat"] = home
            properties["accuracy_km"] = _OSM_KM
            properties["accuracy_note"] = ("10 m source; full detail in 44.4-47.3 E, "
                                           "38.3-40.1 N, about 50 m in the region, "
                                           "500 m beyond")
            properties["source"] = common.OSM
        else:
            properties["accuracy_km"] = _NATURAL_EARTH_KM
            properties["source"] = common.NATURAL_EARTH
            if country in ("kazakhstan", "turkmenistan", "ukraine"):
                what = "Crimea" if country == "ukraine" else "shore of the Caspian"
                properties["source"] += f"; {what}: {common.OSM}"
        properties["aliases"] = common.aliases(
            row["aliases"], [row["name_local"]], [row["iso_a3"]])
        properties["aliases"] = [a for a in properties["aliases"] if a != row["name"]]
        features.append(common.feature(country, topology.geojson_polygons(multi), properties))
    return features


def _multi_line(lines):
    """Arcs joined where they meet, as coordinate lists in a fixed order."""
    merged = linemerge([LineString(line) for line in lines])
    parts = []
    for part in getattr(merged, "geoms", [merged]):
        points = [(round(x), round(y)) for x, y in part.coords]
        if points[-1] < points[0]:
            points.reverse()
        parts.append(points)
    return [topology.coordinates(points) for points in sorted(parts)]


def border_features(arcs, names, core):
    """One feature per pair of neighbours, and one per line of actual control."""
    pairs, inner = defaultdict(list), defaultdict(list)
    for arc in arcs:
        one, two = sorted((base(arc.left), base(arc.right)))
        if "sea" in (one, two):
            continue
        if one != two:
            pairs[one, two].append(arc.thinned)
        else:
            part = next(label.split("#")[1] for label in (arc.left, arc.right) if "#" in label)
            inner[one, part].append(arc.thinned)
    features = []
    for one, two in sorted(pairs, key=lambda p: (not core & set(p), p)):
        lines = _multi_line(pairs[one, two])
        own = bool(core & {one, two})
        features.append(common.feature(
            f"border_{one}_{two}", {"type": "MultiLineString", "coordinates": lines}, {
                "name": f"{names[one]}–{names[two]} border",
                "kind": "international",
                "countries": [one, two],
                "core": own,
                "length_km": round(sum(geodesic.length_km(line) for line in lines), 1),
                "accuracy_km": _OSM_KM if own else _NATURAL_EARTH_KM,
                "source": common.OSM if own else common.NATURAL_EARTH,
                "aliases": [f"{names[two]}–{names[one]} border"],
            }))
    for country, part in sorted(inner):
        lines = _multi_line(inner[country, part])
        name, local = disputed.NAMES[part]
        digitised = part in disputed.DIGITISED
        features.append(common.feature(
            f"line_{part}", {"type": "MultiLineString", "coordinates": lines}, {
                "name": f"Line around {name}",
                "kind": "de_facto",
                "countries": [country],
                "core": country in core,
                "note": f"Line of actual control inside {names[country]}; "
                        "not an international border (see POLICY.md).",
                "length_km": round(sum(geodesic.length_km(line) for line in lines), 1),
                "accuracy_km": disputed.ACCURACY_KM if digitised else _NATURAL_EARTH_KM,
                "source": "own generalised line, CC BY 4.0" if digitised
                          else common.NATURAL_EARTH,
                "aliases": common.aliases([name, local]),
            }))
    return features


def nakhchivan_feature(arcs):
    multi = topology.polygons_of(arcs, lambda label: label == "azerbaijan#nakhchivan")
    row = next(r for r in facts.read("places.csv") if r["id"] == "nakhchivan_ar")
    lon, lat = facts.point(row)
    return common.feature("nakhchivan_ar", topology.geojson_polygons(multi), {
        "name": row["name_en"],
        "name_local": row["name_local"],
        "kind": "exclave",
        "country": "AZE",
        "rank": 3,
        "label_lon": lon,
        "label_lat": lat,
        "accuracy_km": _OSM_KM,
        "source": common.OSM,
        "aliases": common.aliases(["Nakhchivan"], row["aliases"], [row["name_local"]]),
    })


def build(out_dir, arcs, polygons, core):
    names = {row["id"]: row["name"] for row in facts.read("countries.csv")}
    licence = "OpenStreetMap parts: ODbL 1.0; Natural Earth: public domain"
    detail = ("The six: source 10 m, thinned to 0.5 m in 44.4-47.3 E, 38.3-40.1 N, to 50 m in "
              "38-52 E, 36-44.5 N, to 500 m beyond. Others: Natural Earth 1:50m, about 5 km")
    layers = {
        "countries": ("Countries", country_features(polygons, core)),
        "borders": ("Borders", border_features(arcs, names, core)),
        "nakhchivan": ("Nakhchivan", [nakhchivan_feature(arcs)]),
    }
    sizes = {}
    for layer_id, (title, features) in layers.items():
        sizes[layer_id] = common.write_layer(out_dir, layer_id, {
            "title": title,
            "source": "geo-maps countries-maritime-10m (inland borders) and countries-land-10m "
                      "(coasts) 0.6.0, (c) OpenStreetMap contributors, December 2017; "
                      "Natural Earth 1:50m through world-atlas 2.0.2",
            "licence": licence,
            "accuracy": detail,
            "policy": "assets/POLICY.md",
            "built_by": "assets/build/countries.py, partition.py, topology.py",
        }, features)
    return sizes
