"""Who owns which face: the world as faces with one label each, without gaps or overlaps.

Labels are country ids, "sea", or "<country>#<part>" for an area of other actual control
inside a recognised border (disputed.py). Rules, in order, for a face:
  1. inside one of the six (maritime file): sea where sea_within() says so, else theirs;
  2. inside another country of Natural Earth: that country's;
  3. land that Natural Earth gives to one of the six beyond its OpenStreetMap border, and
     any crack between two of the six: a gap, which goes to the neighbour with which it
     shares the longest edge (never back to one of the six when there is another).
So where one of the six meets another country, the OpenStreetMap line is the border.
"""

import math
from collections import defaultdict

import numpy as np
from shapely.geometry import Point, box
from shapely.prepared import prep

import disputed
import geomaps
import noding
from thinning import REGION

SEA = "sea"
GAP_OSM = "?osm"     # a crack between two of the six
GAP_OTHER = "?other"  # beyond one of the six: another country's

# Around the Caspian the shore of Kazakhstan and Turkmenistan is the OpenStreetMap one,
# so that the whole lake has one outline and its ports lie beside it.
CASPIAN_BOX = box(45.5, 36.0, 55.5, 47.6)

_ORDER = ("ARM", "AZE", "GEO", "TUR", "IRN", "RUS", "UKR_CRIMEA")


class _Lookup:
    """Which of many polygons holds a point."""

    def __init__(self, named):
        self._parts = []
        boxes = []
        for name, geometry in named:
            for part in getattr(geometry, "geoms", [geometry]):
                self._parts.append((name, prep(part)))
                boxes.append(part.bounds)
        self._boxes = np.array(boxes)

    def find(self, point):
        west, south, east, north = self._boxes.T
        near = np.flatnonzero((west <= point.x) & (point.x <= east)
                              & (south <= point.y) & (point.y <= north))
        return sorted(self._parts[i][0] for i in near if self._parts[i][1].contains(point))


def _islands(natural_earth):
    """Names -> parts of Natural Earth countries that share no border with another one."""
    users = defaultdict(set)
    for name, geometry in natural_earth.items():
        for ring in noding.rings(geometry):
            for point in map(tuple, ring.tolist()):
                users[point].add(name)
    for name, geometry in natural_earth.items():
        for part in geometry.geoms:
            if all(len(users[tuple(c)]) == 1 for c in noding.ring_array(part.exterior).tolist()):
                yield name, part


def label_faces(faces, sources):
    """One label per face. `sources`: maritime, sea, natural_earth, caspian, ids, osm_ids."""
    osm = [(code, prep(sources.maritime[code])) for code in _ORDER]
    whole_osm = {code: sources.maritime[code].bounds for code in _ORDER}
    sea = _Lookup([(SEA, sources.sea)])
    natural_earth = _Lookup(sources.natural_earth.items())
    islands = _Lookup(_islands(sources.natural_earth))
    caspian = prep(sources.caspian)
    six = set(sources.osm_ids.values()) - {"ukraine"}
    six_names = {name for name, label in sources.ids.items() if label in six}
    labels = []
    for number in range(len(faces.polygons)):
        x, y = faces.inside(number)
        point = Point(x, y)
        owners = [code for code, shape in osm
                  if whole_osm[code][0] <= x <= whole_osm[code][2]
                  and whole_osm[code][1] <= y <= whole_osm[code][3] and shape.contains(point)]
        names = natural_earth.find(point)
        others = [name for name in names if name not in six_names]
        if owners and not sea.find(point):
            label = sources.osm_ids[owners[0]]
        elif owners:
            # Greek islands lie in what the file takes for Turkish waters.
            own_island = [name for name in islands.find(point) if name not in six_names]
            label = sources.ids[own_island[0]] if own_island else SEA
        elif CASPIAN_BOX.contains(point):
            if caspian.contains(point):
                label = SEA
            else:
                label = sources.ids[others[0]] if others else GAP_OTHER
        elif others:
            label = sources.ids[others[0]]
        elif names:
            label = GAP_OTHER
        else:
            label = GAP_OSM if _is_crack(faces.polygons[number], sources.everything) else SEA
        labels.append(label)
    _fill_gaps(faces, labels, six)
    _drop_specks(faces, labels)
    return labels


def _is_crack(polygon, everything):
    """A bounded face between the six that no file covers and that is no sea."""
    area = polygon.area / noding.GRID**2
    if area > 0.02:
        return False
    middle = polygon.representative_point()
    return everything.contains(Point(middle.x / noding.GRID, middle.y / noding.GRID))


def neighbours(faces, labels):
    """face -> {label beside it: length of the shared edge in grid units}."""
    beside = defaultdict(lambda: defaultdict(float))
    for (a, b), left, right in faces.sides():
        length = math.dist(a, b)
        for one, other in ((left, right), (right, left)):
            if one is not None:
                beside[one][SEA if other is None else labels[other]] += length
    return beside


def _fill_gaps(faces, labels, six):
    """Gives every gap face to the neighbour with the longest shared edge, outside in."""
    adjacent = defaultdict(lambda: defaultdict(float))
    for (a, b), left, right in faces.sides():
        if left is not None and right is not None:
            adjacent[left][right] += math.dist(a, b)
            adjacent[right][left] += math.dist(a, b)
    waiting = [n for n, label in enumerate(labels) if label.startswith("?")]
    for last_round in (False, True):
        while waiting:
            decided = {}
            for number in waiting:
                scores = defaultdict(float)
                for other, length in adjacent[number].items():
                    label = labels[other]
                    if label.startswith("?") or label == SEA:
                        continue
                    # Beyond the border of one of the six, only the others may gain.
                    if label in six and labels[number] == GAP_OTHER and not last_round:
                        continue
                    scores[label] += length
                if scores:
                    decided[number] = max(scores, key=lambda key: (scores[key], key))
                elif last_round:
                    decided[number] = SEA
            if not decided:
                break
            for number, label in decided.items():
                labels[number] = label
            waiting = [n for n in waiting if n not in decided]


def _components(faces, labels):
    """Connected groups of faces with the same label, as lists of face numbers."""
    parent = list(range(len(labels)))

    def root(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for _, left, right in faces.sides():
        if left is not None and right is not None and labels[left] == labels[right]:
            a, b = root(left), root(right)
            if a != b:
                parent[max(a, b)] = min(a, b)
    groups = defaultdict(list)
    for number in range(len(labels)):
        groups[root(number)].append(number)
    return list(groups.values())


def _area_km2(polygon):
    middle = (polygon.bounds[1] + polygon.bounds[3]) / 2 / noding.GRID
    return polygon.area / noding.GRID**2 * 111.195**2 * math.cos(math.radians(middle))


def _drop_specks(faces, labels):
    """Gives islets, ponds and slivers that the thinning could not keep to what is around.

    Below 0.02 km2 in the region, 1.5 km2 beyond (a circle 1.4 km across); a country's
    largest part always stays.
    """
    groups = _components(faces, labels)
    areas = [sum(_area_km2(faces.polygons[n]) for n in group) for group in groups]
    largest = defaultdict(float)
    for group, area in zip(groups, areas):
        largest[labels[group[0]]] = max(largest[labels[group[0]]], area)
    region = box(*(edge * noding.GRID for edge in REGION))
    beside = neighbours(faces, labels)
    for area, group in sorted(zip(areas, groups)):
        label = labels[group[0]]
        limit = 0.02 if region.intersects(faces.polygons[group[0]]) else 1.5
        if area >= limit or area == largest[label]:
            continue
        scores = defaultdict(float)
        for number in group:
            for other, length in beside[number].items():
                if other != label:
                    scores[other] += length
        if scores:
            target = max(scores, key=lambda key: (scores[key], key))
            for number in group:
                labels[number] = target


def mark_parts(faces, labels, sources):
    """Splits off the areas of other actual control: label -> "<label>#<part>"."""
    shapes = [(part, country, prep(polygon))
              for part, (country, polygon) in disputed.DIGITISED.items()]
    for part, name in disputed.NATURAL_EARTH.items():
        shapes.append((part, sources.ids[name], prep(sources.natural_earth[name])))
    for number, label in enumerate(labels):
        for part, country, shape in shapes:
            if label == country and shape.contains(Point(*faces.inside(number))):
                labels[number] = f"{label}#{part}"


def nakhchivan_faces(faces, labels):
    """The faces of Azerbaijan's exclave: the connected part with the city in it."""
    for group in _components(faces, labels):
        if labels[group[0]] == "azerbaijan" and any(
                noding.degrees_polygon(faces.polygons[n]).contains(geomaps.NAKHCHIVAN_INSIDE)
                for n in group):
            return set(group)
    raise RuntimeError("the exclave of Nakhchivan is not in the borders")
