"""Arcs: the shared edges of a partition, each kept, thinned and rounded once.

An arc runs between two nodes (where three labels meet, or where the pair of labels
changes) or is a closed loop. Polygons are rebuilt from arcs, borders are arcs: so two
neighbours, and the border between them, have the very same vertices.
"""

import math
from collections import defaultdict

import numpy as np
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import polygonize

import noding
from thinning import REGION, keep_mask


class Arc:
    """A line in grid units with the label on its left and on its right."""

    def __init__(self, points, left, right):
        self.points = points
        self.left = left
        self.right = right
        self.thinned = None
        self.share = 1.0     # of the tolerance; halved where thinning makes a crossing
        self.fine = False    # 5 decimals all along, also outside the region

    @property
    def closed(self):
        return self.points[0] == self.points[-1]

    def thin(self):
        """Thins and rounds; the end points (nodes) keep the full grid."""
        points = np.array(self.points, dtype=float) / noding.GRID
        if self.closed:
            far = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
            mask = np.concatenate([keep_mask(points[:far + 1], self.share)[:-1],
                                   keep_mask(points[far:], self.share)])
        else:
            mask = keep_mask(points, self.share)
        kept = [p for p, keep in zip(self.points, mask) if keep]
        if self.closed and len(kept) < 4:
            # A loop needs a third corner: the vertex farthest from its chord.
            kept = _with_third_corner(self.points, kept)
        out = []
        for index, point in enumerate(kept):
            end = index in (0, len(kept) - 1)
            rounded = point if end or self.fine else round_by_place(point)
            if not out or rounded != out[-1]:
                out.append(rounded)
        if len(out) == 1:
            out = [self.points[0], self.points[-1]]
        self.thinned = out


def _with_third_corner(points, kept):
    a, b = kept[0], kept[1]
    length = math.dist(a, b) or 1.0

    def offset(p):
        return abs((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / length

    index = max(range(len(points)), key=lambda i: (offset(points[i]), -i))
    far = points.index(b)
    third = points[index]
    return [a, third, b, a] if index < far else [a, b, third, a]


def round_by_place(point):
    """5 decimals inside the region (1 m), 4 decimals elsewhere (11 m)."""
    x, y = point
    g = noding.GRID
    if REGION[0] * g <= x <= REGION[2] * g and REGION[1] * g <= y <= REGION[3] * g:
        return point
    # The antimeridian and the poles are multiples of 10, so they stay where they are.
    return round(x / 10) * 10, round(y / 10) * 10


def build_arcs(faces, labels, outside):
    """Chains the edges between different labels into arcs, in a fixed order."""
    edges = {}
    at = defaultdict(list)
    for (a, b), left, right in faces.sides():
        one = outside if left is None else labels[left]
        two = outside if right is None else labels[right]
        if one != two:
            edges[a, b] = (one, two)
            edges[b, a] = (two, one)
            at[a].append(b)
            at[b].append(a)

    def is_node(point):
        if len(at[point]) != 2:
            return True
        one, two = at[point]
        return edges[one, point] != edges[point, two]

    arcs = []
    used = set()

    def follow(a, b):
        points = [a, b]
        used.update({(a, b), (b, a)})
        while not is_node(points[-1]) and points[-1] != points[0]:
            here = points[-1]
            ahead = next(p for p in at[here] if p != points[-2])
            used.update({(here, ahead), (ahead, here)})
            points.append(ahead)
        return Arc(points, *edges[a, b])

    for point in sorted(at):
        if is_node(point):
            for ahead in sorted(at[point]):
                if (point, ahead) not in used:
                    arcs.append(follow(point, ahead))
    for a, b in sorted(edges):
        if (a, b) not in used:
            arcs.append(follow(a, b))
    return [piece for arc in arcs for piece in _pieces(arc)]


# A crossing makes the whole arc finer, so the coast of Siberia must not be one arc.
_LONGEST = 400


def _pieces(arc):
    """A long arc as several; the cuts stay vertices, as nodes do."""
    count = -(-len(arc.points) // _LONGEST)
    if count == 1:
        return [arc]
    step = -(-(len(arc.points) - 1) // count)
    return [Arc(arc.points[i:i + step + 1], arc.left, arc.right)
            for i in range(0, len(arc.points) - 1, step)]


def thin_all(arcs):
    """Thins every arc, and redoes with a finer tolerance those that came to cross."""
    for arc in arcs:
        arc.thin()
    todo = None
    for _ in range(14):
        todo = _offenders(arcs)
        if not todo:
            return
        for index in todo:
            arcs[index].share /= 3
            arcs[index].fine = True
            arcs[index].thin()
    raise RuntimeError(f"{len(todo)} arcs still cross, e.g. at {arcs[min(todo)].points[0]}")


def _offenders(arcs):
    """Indices of thinned arcs that touch themselves or another arc away from a node."""
    segments, owner = [], []
    degree = defaultdict(int)
    for index, arc in enumerate(arcs):
        for a, b in zip(arc.thinned, arc.thinned[1:]):
            segments.append((*a, *b))
            owner.append(index)
        for end in {arc.thinned[0], arc.thinned[-1]}:
            degree[end] += 1
    segments = np.array(segments, dtype=np.int64)
    owner = np.array(owner)
    bad = set()
    # The same vertex twice inside arcs: two arcs touch, or one touches itself.
    inner = [(p, i) for i, arc in enumerate(arcs) for p in arc.thinned[1:-1]]
    first_user = {}
    for point, index in inner:
        if point in first_user or point in degree:
            bad.add(index)
            bad.add(first_user.get(point, index))
        first_user.setdefault(point, index)
    bad.update(_same_segment(segments, owner))
    # Every other contact shows as a new vertex when the lines are cut at each other.
    noded = noding.cut(noding.distinct(segments.copy()))
    known = set(map(tuple, segments[:, :2].tolist())) | set(map(tuple, segments[:, 2:].tolist()))
    ends = np.vstack([noded[:, :2], noded[:, 2:]])
    new = sorted({tuple(p) for p in ends.tolist()} - {(float(x), float(y)) for x, y in known})
    split = _through_vertices(segments, noded)
    for x, y in new + split:
        bad.update(owner[_touching(segments, x, y)].tolist())
    return sorted(i for i in bad if arcs[i].share > 1e-6)


def _same_segment(segments, owner):
    seen = {}
    for row, index in zip(map(tuple, segments.tolist()), owner.tolist()):
        key = row if row[:2] < row[2:] else row[2:] + row[:2]
        if key in seen:
            yield index
            yield seen[key]
        seen[key] = index


def _through_vertices(segments, noded):
    """Existing vertices at which a segment that does not end there was cut."""
    whole = {tuple(s) for s in noding.distinct(segments.copy()).tolist()}
    pieces = {tuple(s) for s in noded.tolist()}
    cut = [s for s in pieces if s not in whole]
    return sorted({p for s in cut for p in (s[:2], s[2:])
                   if s[0] == int(s[0]) and s[1] == int(s[1])})


def _touching(segments, x, y):
    """Rows whose segment passes within one grid unit of a point."""
    near = np.flatnonzero((np.minimum(segments[:, 0], segments[:, 2]) - 1 <= x)
                          & (np.maximum(segments[:, 0], segments[:, 2]) + 1 >= x)
                          & (np.minimum(segments[:, 1], segments[:, 3]) - 1 <= y)
                          & (np.maximum(segments[:, 1], segments[:, 3]) + 1 >= y))
    point = Point(x, y)
    return [i for i in near.tolist()
            if LineString([segments[i, :2], segments[i, 2:]]).distance(point) < 1.0]


def polygons_of(arcs, belongs):
    """The polygons whose inside has a label for which `belongs` is true."""
    lines, inner = [], {}
    for arc in arcs:
        left, right = belongs(arc.left), belongs(arc.right)
        if left == right:
            continue
        lines.append(LineString(arc.thinned))
        for a, b in zip(arc.thinned, arc.thinned[1:]):
            inner[(a, b) if left else (b, a)] = True
    found = []
    for polygon in polygonize(lines):
        ring = [tuple(p) for p in
                np.rint(noding.ring_array(polygon.exterior)).astype(int).tolist()]
        if not polygon.exterior.is_ccw:
            ring.reverse()
        if inner.get((ring[0], ring[1])):
            found.append(polygon)
    found.sort(key=lambda p: (-p.area, p.bounds))
    return MultiPolygon(found)


def coordinates(points):
    """Grid points as GeoJSON positions, without trailing digits."""
    return [[round(x / noding.GRID, 5), round(y / noding.GRID, 5)] for x, y in points]


def geojson_polygons(multi):
    """RFC 7946: shells counter-clockwise, holes clockwise; Polygon when there is one part."""
    groups = []
    for polygon in multi.geoms:
        rings = []
        for index, ring in enumerate([polygon.exterior, *polygon.interiors]):
            points = [tuple(p) for p in np.rint(noding.ring_array(ring)).astype(int).tolist()]
            if ring.is_ccw != (index == 0):
                points.reverse()
            # One starting corner, so that the file does not depend on the library.
            start = points.index(min(points))
            points = points[start:-1] + points[:start + 1]
            rings.append(coordinates(points))
        # Holes in a fixed order as well.
        groups.append(rings[:1] + sorted(rings[1:]))
    if len(groups) == 1:
        return {"type": "Polygon", "coordinates": groups[0]}
    return {"type": "MultiPolygon", "coordinates": groups}


def degrees(multi):
    """A multipolygon in grid units as one in degrees."""
    return MultiPolygon([noding.degrees_polygon(p) for p in multi.geoms]) \
        if not isinstance(multi, Polygon) else noding.degrees_polygon(multi)
