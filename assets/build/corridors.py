"""railways, roads and ferries: the corridors of the facts tables.

A corridor whose segments differ in status or country becomes one feature per run of
equal segments, `<id>/<n>`; the point where a run changes country is moved to where the
line really crosses the border of the shipped countries, when these are at hand.
zangezur_tripp is not here: it has a layer and a recipe of its own (tripp.py).
"""

from itertools import groupby

from shapely.geometry import LineString, Point

import common
import facts
import geodesic

# The Lachin corridor and the town of Lachin share an id in the tables.
RENAMED = {"lachin": "lachin_road"}

_LAYER = {"rail": "railways", "road": "roads", "sea": "ferries"}
_KIND = {"rail": "railway", "road": "road", "sea": "ferry"}

_LOCAL = {
    "horadiz_aghband": "Horadiz–Ağbənd dəmir yolu", "nakhchivan_rail": "Naxçıvan dəmir yolu",
    "kars_dilucu": "Kars–Iğdır–Aralık–Dilucu demiryolu", "btk": "Bakı–Tbilisi–Qars",
    "aras_iran": "کریدور ارس", "lachin": "Laçın dəhlizi",
    "armenia_ns": "Հյուսիս-հարավ ճանապարհ", "armenia_ns_new": "Հյուսիս-հարավ ճանապարհ",
}

# Corridors that run on the same track for a part of their way.
_SHARED = {"btk": ["instc_west"], "instc_west": ["btk"],
           "nakhchivan_rail": ["yerevan_julfa"], "yerevan_julfa": ["nakhchivan_rail"],
           "lachin": ["lachin_old"], "lachin_old": ["lachin"]}


def _accuracy(corridor_id, rows):
    """Kilometres for one stretch: the README's figures by how its points were made."""
    if corridor_id == "kars_dilucu":
        return 10.0, "exact alignment not found"
    if any(row["mode"] == "sea" for row in rows):
        return 50.0, "schematic"
    if any("approximate" in row["note"] for row in rows):
        return 8.0, "straight between towns; partly approximate"
    derived = [row for row in rows if row["source"].startswith("derived")]
    if len(derived) >= len(rows) - 1:
        return 1.0, "derived from the border river; up to 2 km at reservoirs"
    if derived:
        return 5.0, "derived from the border river west of Marjanli (about 1 km)"
    return 5.0, "straight between towns"


def _runs(rows):
    """Yields (status, country, rows) for each run of equal segments, end points included."""
    segments = list(zip(rows, rows[1:]))
    for (status, country), group in groupby(
            segments, key=lambda pair: (pair[0]["status"], pair[0]["segment_country"])):
        pairs = list(group)
        yield status, country, [pairs[0][0]] + [pair[1] for pair in pairs]


def _crossing(line, first, second, shapes, near):
    """The point of a line where it goes from one country to the other, nearest to `near`."""
    border = shapes[first].boundary.intersection(line)
    touch = shapes[second].boundary.intersection(line)
    points = []
    for shape in (border, touch):
        for part in getattr(shape, "geoms", [shape]):
            if part.geom_type == "Point":
                points.append(part)
            elif part.length:
                points.extend(Point(c) for c in part.coords)
    if not points:
        return None
    best = min(points, key=lambda p: (p.distance(near), p.x, p.y))
    return round(best.x, 5), round(best.y, 5)


def _stretches(rows, shapes):
    """The runs of a corridor as (status, country, rows, line), cut at the real borders."""
    runs = [[status, country, part, [facts.point(r) for r in part]]
            for status, country, part in _runs(rows)]
    for one, two in zip(runs, runs[1:]):
        if shapes is None or one[1] == two[1] or not one[1] or not two[1]:
            continue
        near = Point(two[3][0])
        # Only the surroundings of the change: a line may follow the border elsewhere.
        whole = one[3][-2:] + two[3][1:2]
        cut = _crossing(LineString(whole), one[1], two[1], shapes, near)
        if cut is None or cut == two[3][0]:
            continue
        at = LineString(whole)
        if at.project(Point(cut)) < at.project(near):
            one[3][-1] = cut
            two[3].insert(0, cut)
        else:
            one[3].append(cut)
            two[3][0] = cut
    return runs


def _plain(text):
    """The tables' short forms, spelled out for the map."""
    for short, long in (("ARM–AZE", "Armenia–Azerbaijan"), ("ARM–AZ", "Armenia–Azerbaijan"),
                        ("AZ–ARM", "Azerbaijan–Armenia"), ("AZ ", "Azerbaijani "),
                        ("GE ", "Georgian ")):
        text = text.replace(short, long)
    return text


def _ends(part, rows):
    """'A – B' from the named waypoints nearest to both ends of a stretch."""
    named = [i for i, row in enumerate(rows) if row["name"]]
    ends = [min(named, key=lambda i, at=rows.index(end): (abs(i - at), i))
            for end in (part[0], part[-1])]
    first, last = (_plain(rows[i]["name"]) for i in ends)
    return f"near {first}" if first == last else f"{first} – {last}"


def _notes(part):
    """What the tables say of single points, without the remarks on how they were made."""
    notes = []
    for row in part:
        for note in row["note"].split("; "):
            if note and not note.startswith((
                    "derived from", "approximate", "keeps the line", "start of the line")):
                notes.append(_plain(note))
    return common.aliases(notes) or None


def _features(corridor_id, rows, meta, shapes, route):
    shipped_id = RENAMED.get(corridor_id, corridor_id)
    stretches = _stretches(rows, shapes)
    # The lines on both sides of Armenia begin where the route through Armenia ends.
    if route and corridor_id == "horadiz_aghband":
        stretches[-1][3][-1] = route[0]
    if route and corridor_id == "nakhchivan_rail":
        stretches[0][3][0] = route[-1]
    for number, (status, country, part, line) in enumerate(stretches, 1):
        single = len(stretches) == 1
        accuracy, accuracy_note = _accuracy(corridor_id, part)
        name = meta["name"]
        if not single:
            name = f"{name}: {_ends(part, rows)}"
        from_osm = any(row["source"].startswith("derived") for row in part)
        yield common.feature(
            shipped_id if single else f"{shipped_id}/{number}",
            {"type": "LineString", "coordinates": [list(p) for p in line]},
            {
                "name": name,
                "name_local": _LOCAL.get(corridor_id),
                "corridor_name": meta["name"],
                "part_of": None if single else shipped_id,
                "kind": _KIND[part[0]["mode"]],
                "mode": part[0]["mode"],
                "status": status,
                "country": country or None,
                "countries": meta["countries"].split("|"),
                "opened": meta["opened"],
                "length_km": round(geodesic.length_km(line), 1),
                "length_km_reported": meta["length_km_reported"] or None,
                "summary": meta["summary"],
                "notes": _notes(part),
                "shares_route_with":
                    [RENAMED.get(o, o) for o in _SHARED.get(corridor_id, [])] or None,
                "approximate": True if accuracy > 5 else None,
                "accuracy_km": accuracy,
                "accuracy_note": accuracy_note,
                "source": common.OWN_FROM_OSM if from_osm else common.OWN,
                "source_facts": meta["source"],
                "aliases": common.aliases(meta["aliases"]),
            })


def build(out_dir, shapes=None, route=None):
    """Writes the three layers.

    `shapes`: ISO A3 -> shipped polygon, to cut lines at the borders; `route`: the points
    of the route through Armenia, from east to west.
    """
    points = facts.waypoints("corridors.csv", "corridor_id")
    layers = {"railways": [], "roads": [], "ferries": []}
    for meta in facts.read("corridors_meta.csv"):
        corridor_id = meta["corridor_id"]
        if corridor_id == "zangezur_tripp":
            continue
        rows = points[corridor_id]
        layers[_LAYER[rows[0]["mode"]]].extend(_features(corridor_id, rows, meta, shapes, route))
    sizes = {}
    for layer_id, features in layers.items():
        sizes[layer_id] = common.write_layer(out_dir, layer_id, {
            "title": layer_id.capitalize(),
            "source": "assets/facts/corridors.csv and corridors_meta.csv",
            "licence": "stretches along the Aras are derived from OpenStreetMap borders: "
                       "ODbL 1.0; all others CC BY 4.0",
            "accuracy": "generalised lines; accuracy_km on every feature",
            "built_by": "assets/build/corridors.py",
        }, features)
    return sizes
