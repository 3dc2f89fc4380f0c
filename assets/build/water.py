"""water: seas, lakes, reservoirs and the two rivers of the map.

Seas are rebuilt from the coast arcs of the countries, so shore and land have the same
vertices. Lakes and reservoirs are polygons of earth-waterbodies-100m. The Aras is the
border line while it is the border; below that, and for the Kura, the file holds only
pieces of river bank, and the line runs through their middles.
"""

import math

from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.ops import linemerge, unary_union

import common
import facts
import geodesic
import noding
import topology
from countries import base
from thinning import thin_line, thin_ring

# Rough areas whose edges cross water only where one sea ends: a sea is the water inside.
SEAS = {
    "caspian_sea": Polygon([(45.5, 36.0), (55.5, 36.0), (55.5, 47.6), (45.5, 47.6)]),
    "black_sea": Polygon([
        # Bosphorus (northern mouth), Anatolia, Caucasus, Kerch Strait, Ukraine, Balkans.
        (27.0, 41.3), (28.3, 41.25), (29.05, 41.215), (29.20, 41.215), (31.0, 40.5), (43.0, 40.5),
        (43.0, 43.6), (38.5, 45.0), (36.68, 45.12), (36.40, 45.10), (35.2, 45.45),
        (34.6, 45.6), (33.75, 46.10), (33.4, 46.6), (33.4, 47.3), (27.0, 47.3)]),
    "sea_of_azov": Polygon([
        (36.68, 45.12), (38.5, 45.0), (40.5, 46.0), (40.5, 47.8), (34.0, 47.8), (33.75, 46.10),
        (34.6, 45.6), (35.2, 45.45), (36.40, 45.10)]),
    "sea_of_marmara": Polygon([
        # Thrace, down the spine of Gallipoli, the mouth of the Dardanelles, Anatolia.
        (29.05, 41.215), (28.3, 41.25), (27.0, 41.3), (27.0, 40.75), (26.93, 40.59),
        (26.76, 40.52), (26.55, 40.42), (26.38, 40.30), (26.24, 40.15), (26.17, 40.05),
        (26.215, 40.00), (27.0, 40.0), (30.2, 40.3), (30.2, 40.9), (29.20, 41.215)]),
}

# id: (name, local name, aliases, kind, rank, a point inside)
_SEA_NAMES = {
    "caspian_sea": ("Caspian Sea", "Xəzər dənizi", "Khazar", 1),
    "black_sea": ("Black Sea", "Karadeniz", "", 1),
    "sea_of_azov": ("Sea of Azov", "Азовское море", "Азовське море", 2),
    "sea_of_marmara": ("Sea of Marmara", "Marmara Denizi", "", 3),
}

_LAKES = {
    "lake_urmia": ("Lake Urmia", "دریاچه ارومیه", "", "lake", 2, (45.5, 37.7)),
    "lake_van": ("Lake Van", "Van Gölü", "", "lake", 2, (42.9, 38.65)),
    "lake_sevan": ("Lake Sevan", "Սևանա լիճ", "", "lake", 2, (45.35, 40.35)),
    "garabogazgol": ("Garabogazköl", "Garabogazköl", "Kara-Bogaz-Gol", "lake", 3, (53.5, 41.3)),
    "mingachevir_reservoir": ("Mingachevir reservoir", "Mingəçevir su anbarı",
                              "Mingechaur reservoir", "reservoir", 3, (46.8, 40.9)),
    "aras_reservoir": ("Aras reservoir", "Araz su anbarı",
                       "Nakhchivan reservoir|سد ارس", "reservoir", 4, (45.3587, 39.1426)),
    "khudafarin_reservoir": ("Khudafarin reservoir", "Xudafərin su anbarı", "سد خداآفرین",
                             "reservoir", 5, (46.881, 39.1548)),
    "shamkir_reservoir": ("Shamkir reservoir", "Şəmkir su anbarı", "", "reservoir", 4,
                          (46.0, 40.98)),
    "yenikend_reservoir": ("Yenikend reservoir", "Yenikənd su anbarı", "", "reservoir", 5,
                           (46.26, 40.93)),
    "lake_cildir": ("Lake Çıldır", "Çıldır Gölü", "Childir", "lake", 4, (43.23, 41.03)),
    "lake_ercek": ("Lake Erçek", "Erçek Gölü", "", "lake", 5, (43.58, 38.66)),
    "lake_sarysu": ("Lake Sarysu", "Sarısu gölü", "", "lake", 5, (48.091, 40.055)),
    "lake_aghgol": ("Lake Aghgol", "Ağgöl", "", "lake", 5, (47.65, 40.0)),
    "lake_nazik": ("Lake Nazik", "Nazik Gölü", "", "lake", 5, (42.28, 38.86)),
    "lake_paravani": ("Lake Paravani", "ფარავნის ტბა", "", "lake", 5, (43.81, 41.45)),
    "lake_balik": ("Lake Balık", "Balık Gölü", "", "lake", 5, (43.57, 39.78)),
    "akhurian_reservoir": ("Akhurian reservoir", "Ախուրյանի ջրամբար", "Arpaçay Barajı",
                           "reservoir", 5, (43.689, 40.606)),
    "lake_kartsakhi": ("Lake Kartsakhi", "კარწახის ტბა", "Aktaş Gölü|Khozapini", "lake", 5,
                       (43.2, 41.21)),
    "lake_arpi": ("Lake Arpi", "Արփի լիճ", "", "lake", 5, (43.63, 41.06)),
    "tsalka_reservoir": ("Tsalka reservoir", "წალკის წყალსაცავი", "", "reservoir", 5,
                         (44.05, 41.62)),
    "lake_paliastomi": ("Lake Paliastomi", "პალიასტომი", "", "lake", 5, (41.735, 42.115)),
    "zhinvali_reservoir": ("Zhinvali reservoir", "ჟინვალის წყალსაცავი", "", "reservoir", 5,
                           (44.793, 42.172)),
}

WATERBODIES = ("OpenStreetMap contributors (2017) through geo-maps earth-waterbodies-100m "
               "0.6.0, ODbL 1.0")


def mark_seas(faces, labels):
    """Splits the named seas off the world ocean: "sea" -> "sea#<id>"."""
    for number, label in enumerate(labels):
        if label == "sea":
            point = Point(*faces.inside(number))
            for sea, area in SEAS.items():
                if area.contains(point):
                    labels[number] = f"sea#{sea}"


def _points(name):
    row = next(r for r in facts.read("places.csv") if r["id"] == name)
    return row, facts.point(row)


def _sea_features(arcs):
    for sea, (name, local, other, rank) in _SEA_NAMES.items():
        shape = topology.polygons_of(
            [a for a in arcs if f"sea#{sea}" in (a.left, a.right)],
            lambda label, s=sea: label == f"sea#{s}")
        # Lagoons that the coast has cut off are not worth a part of their own.
        shape = MultiPolygon([p for p in shape.geoms if p.area > 1e-3 * noding.GRID**2])
        names = []
        if sea in ("caspian_sea", "black_sea"):
            row, (lon, lat) = _points(sea)
            names = row["aliases"]
        else:
            inside = topology.degrees(max(shape.geoms, key=lambda p: p.area))
            point = inside.representative_point()
            lon, lat = round(point.x, 2), round(point.y, 2)
        yield common.feature(sea, topology.geojson_polygons(shape), {
            "name": name, "name_local": local, "kind": "sea", "rank": rank,
            "label_lon": lon, "label_lat": lat,
            "accuracy_km": 0.5,
            "accuracy_note": "shore of the six and of the Caspian: OpenStreetMap, thinned like "
                             "the countries; other shores: Natural Earth, about 5 km",
            "source": f"{common.OSM}; {common.NATURAL_EARTH}",
            "aliases": common.aliases(other, names, [local])})


def _thinned(polygon):
    """A polygon thinned and rounded like the countries, or with less thinning if needed."""
    for share in (1.0, 0.3, 0.1, 0.01):
        rings = []
        for ring in [polygon.exterior, *polygon.interiors]:
            if ring is not polygon.exterior and Polygon(ring).area < 2e-6:
                continue  # islets below about 0.02 km2
            points = [topology.round_by_place(noding.snap(p))
                      for p in thin_ring(list(ring.coords), share)]
            points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if len(points) >= 4:
                rings.append(points)
        shape = Polygon(rings[0], rings[1:])
        if shape.is_valid:
            return MultiPolygon([shape])
    raise RuntimeError(f"no valid thinning at {polygon.bounds}")


def _smooth(polygon):
    """Takes the square notches and prongs off a shore (a closing, then an opening).

    The file samples inland water on a grid of about 1 km, and leaves steps, slots and
    spikes of that size; no other package of the build has better lakes.
    """
    reach = min(0.007, 0.08 * math.sqrt(polygon.area))
    shape = polygon.buffer(reach).buffer(-2 * reach).buffer(reach)
    return max(getattr(shape, "geoms", [shape]), key=lambda p: p.area).simplify(2e-4)


def _lake_features(sources):
    pieces = sources.lakes + sources.rivers
    for lake, (name, local, other, kind, rank, inside) in _LAKES.items():
        near = Point(inside).buffer(1.5)
        # The file cuts wide waters at its tiles: close the joints (5 m).
        joined = unary_union([p.buffer(5e-5, resolution=1) for p in pieces
                              if p.intersects(near)]).buffer(-5e-5, resolution=1)
        if lake == "garabogazgol":
            # One piece with the Caspian there: what lies east of the strait.
            joined = joined.difference(sources.caspian.buffer(0.002)).intersection(
                box(52.9, 40.5, 55.2, 42.6)).buffer(-0.002).buffer(0.002)
        found = [p for p in getattr(joined, "geoms", [joined]) if p.contains(Point(inside))]
        if not found:
            raise RuntimeError(f"{lake}: not in the water file")
        aliases = other
        if lake in ("lake_urmia", "lake_van", "lake_sevan"):
            aliases = _points(lake)[0]["aliases"]
        yield common.feature(lake, topology.geojson_polygons(_thinned(_smooth(found[0]))), {
            "name": name, "name_local": local, "kind": kind, "rank": rank,
            "label_lon": inside[0], "label_lat": inside[1], "accuracy_km": 1.0,
            "accuracy_note": "shore of 2017 sampled at about 1 km, smoothed"
                             + ("; the shore moves much from year to year"
                                if lake in ("lake_urmia", "garabogazgol") else ""),
            "source": WATERBODIES,
            "aliases": common.aliases(aliases, [local])})


def _chain(start, candidates, reach):
    """A path from near point to near point, downstream, until none is within reach."""
    path, left = [start], list(candidates)
    while left:
        here = path[-1]
        best = min(left, key=lambda p: (math.dist(here, p), p))
        if math.dist(here, best) > reach:
            break
        left.remove(best)
        path.append(best)
    return path


def _banks(sources, corridor):
    """Middles of the river-bank pieces within a band around a rough line."""
    return sorted((round(p.x, 4), round(p.y, 4)) for p in (
        piece.representative_point() for piece in sources.small_rivers) if corridor.contains(p))


def _aras(arcs, sources):
    """The border along the river, then the river banks to the Kura."""
    north, south = {"armenia", "azerbaijan"}, {"turkey", "iran"}
    parts = []
    for arc in arcs:
        pair = {base(arc.left), base(arc.right)}
        if pair & north and pair & south:
            parts.append(LineString([(x / noding.GRID, y / noding.GRID) for x, y in arc.thinned]))
    # From the mouth of the Akhurian to where the border leaves the river.
    valley = Polygon([(43.652, 40.125), (43.652, 39.9), (44.4, 39.4), (45.1, 38.7),
                      (46.2, 38.7), (47.974, 39.4), (47.974, 39.702), (47.2, 39.6),
                      (46.3, 39.1), (45.0, 39.9), (44.6, 40.2), (44.0, 40.2)])
    merged = linemerge([p for line in parts for p in _line_parts(line.intersection(valley))])
    line = max(_line_parts(merged), key=lambda part: part.length)
    upper = [(round(x, 5), round(y, 5)) for x, y in line.coords]
    if upper[0][0] > upper[-1][0]:
        upper.reverse()
    band = LineString([(47.97, 39.71), (47.98, 39.79), (48.10, 39.88), (48.28, 39.89),
                       (48.40, 39.97), (48.46, 40.01)]).buffer(0.025)
    lower = _chain(upper[-1], _banks(sources, band), 0.12)
    return upper + lower[1:]


def _line_parts(geometry):
    return [p for p in getattr(geometry, "geoms", [geometry])
            if p.geom_type == "LineString" and not p.is_empty]


def _kura(sources):
    """From Khashuri to the Caspian; straight where the file has no banks."""
    stretches = (
        [(43.61, 41.98), (43.8, 42.01), (44.1, 41.98), (44.35, 41.93), (44.55, 41.86),
         (44.72, 41.84), (44.78, 41.80), (44.85, 41.67), (45.0, 41.58), (45.01, 41.46),
         (45.07, 41.35)],
        [(47.03, 40.79), (47.05, 40.71), (47.15, 40.65), (47.2, 40.57), (47.3, 40.45),
         (47.45, 40.29), (47.53, 40.17), (47.7, 40.19), (47.9, 40.09), (48.1, 40.12),
         (48.3, 40.05), (48.46, 40.01), (48.6, 40.08), (48.8, 40.0), (48.9, 39.9),
         (48.94, 39.75), (48.99, 39.55), (49.1, 39.43), (49.4, 39.33)])
    points = []
    for index, rough in enumerate(stretches):
        if index == 1:
            # Poylu, the reservoirs of Shamkir, Yenikend and Mingachevir.
            points += [(45.25, 41.28), (45.44, 41.21), (45.62, 41.13), (45.795, 41.065),
                       (45.86, 41.03), (46.02, 40.97), (46.19, 40.94), (46.26, 40.925),
                       (46.47, 40.915), (46.56, 40.945), (46.80, 40.91), (47.0, 40.81)]
        band = LineString(rough).buffer(0.045)
        banks = _banks(sources, band)
        # Leg by leg: the next piece of bank may be farther than the leg after it.
        for start, end in zip(rough, rough[1:]):
            leg = LineString([start, end])
            on_leg = [p for p in banks if leg.distance(Point(p)) < 0.045
                      and 0 < leg.project(Point(p)) < leg.length]
            banks = [p for p in banks if p not in on_leg]
            points += _chain(start, on_leg, 0.2)[1 if on_leg else 0:]
    return _without_spurs(points)


def _without_spurs(points):
    """Drops points at which a line turns back on itself by more than 130 degrees."""
    points = list(points)
    index = 1
    while index < len(points) - 1:
        (ax, ay), (bx, by), (cx, cy) = points[index - 1:index + 2]
        turn = math.atan2(cy - by, cx - bx) - math.atan2(by - ay, bx - ax)
        if abs(math.remainder(turn, 2 * math.pi)) > math.radians(130):
            del points[index]
            index = max(1, index - 1)
        else:
            index += 1
    return points


def _river_features(arcs, sources):
    for river, line, accuracy, note in (
            ("aras", _aras(arcs, sources), 0.5,
             "the border line where the river is the border; below it the middles of "
             "river-bank pieces; not drawn above the mouth of the Akhurian"),
            ("kura", _kura(sources), 3.0,
             "middles of river-bank pieces, straight between them; not drawn above Khashuri")):
        row, (lon, lat) = _points(river)
        line = [noding.snap(p) for p in thin_line(line)]
        points = [p for i, p in enumerate(line) if i == 0 or p != line[i - 1]]
        coordinates = topology.coordinates(points)
        yield common.feature(river, {"type": "LineString", "coordinates": coordinates}, {
            "name": row["name_en"].replace(" River", ""),
            "name_local": row["name_local"], "kind": "river", "rank": 3,
            "label_lon": lon, "label_lat": lat,
            "length_km": round(geodesic.length_km(coordinates), 1),
            "accuracy_km": accuracy, "accuracy_note": note,
            "source": WATERBODIES if river == "kura" else common.OSM,
            "aliases": common.aliases([row["name_en"]], row["aliases"], [row["name_local"]])})


def build(out_dir, arcs, sources):
    features = [*_sea_features(arcs), *_lake_features(sources), *_river_features(arcs, sources)]
    row, (lon, lat) = _points("mediterranean")
    features.append(common.feature(
        "mediterranean", {"type": "Point", "coordinates": [lon, lat]}, {
            "name": row["name_en"], "name_local": row["name_local"], "kind": "sea", "rank": 1,
            "accuracy_km": 100.0, "accuracy_note": "a label point; the sea has no polygon",
            "source": "own label point, CC BY 4.0", "aliases": common.aliases(row["aliases"])}))
    return {"water": common.write_layer(out_dir, "water", {
        "title": "Water",
        "source": "coasts of the layer countries; geo-maps earth-waterbodies-100m 0.6.0, "
                  "(c) OpenStreetMap contributors, 2017",
        "licence": "ODbL 1.0; shores from Natural Earth: public domain",
        "accuracy": "lakes 1 km (smoothed); seas as the coasts of the countries; rivers 0.5-3 km",
        "built_by": "assets/build/water.py",
    }, features)}
