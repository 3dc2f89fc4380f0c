"""Linework on an integer grid, cut at every crossing, and the faces between the lines.

The grid is 1e-5 degrees, the precision of the sources. Cutting two lines at a crossing
gives a point off the grid; moving it onto the grid can make a new crossing, so the two
steps repeat until nothing changes. After that every comparison of points is exact.

Geometries travel to and from GEOS as WKB written and read by numpy: building half a
million shapely objects one by one would take minutes.
"""

import struct

import numpy as np
from shapely import wkb
from shapely.geometry import Polygon
from shapely.ops import polygonize, unary_union

GRID = 100000

# One two-point line string inside a WKB multi line string (little endian).
_SEGMENT = np.dtype([("order", "u1"), ("kind", "<u4"), ("count", "<u4"), ("xy", "<f8", (4,))])


def snap(point):
    """Degrees -> grid integers."""
    return round(point[0] * GRID), round(point[1] * GRID)


def rings(geometry):
    """All rings of a (multi)polygon as (n, 2) arrays in degrees."""
    for polygon in getattr(geometry, "geoms", [geometry]):
        for ring in [polygon.exterior, *polygon.interiors]:
            yield ring_array(ring)


def ring_array(ring):
    """The points of a ring or line as an (n, 2) array."""
    data = wkb.dumps(ring)
    return np.frombuffer(data, "<f8", offset=9).reshape(-1, 2)


def distinct(segments):
    """(n, 4) integer segments: sorted, each once, lower end first, none of length zero."""
    segments = segments[(segments[:, :2] != segments[:, 2:]).any(axis=1)]
    swap = (segments[:, 0] > segments[:, 2]) | (
        (segments[:, 0] == segments[:, 2]) & (segments[:, 1] > segments[:, 3]))
    segments[swap] = segments[swap][:, [2, 3, 0, 1]]
    return np.unique(segments, axis=0)


def _multi_line(segments):
    records = np.empty(len(segments), _SEGMENT)
    records["order"], records["kind"], records["count"] = 1, 2, 2
    records["xy"] = segments
    return wkb.loads(struct.pack("<BII", 1, 5, len(segments)) + records.tobytes())


def cut(segments):
    """Segments cut at every crossing, as an (n, 4) array of floats."""
    data = wkb.dumps(unary_union(_multi_line(segments)))
    # Input lines have two points each, so the pieces that come back have, too.
    return np.frombuffer(data, _SEGMENT, offset=9)["xy"]


def node(lines):
    """Lines in degrees -> (n, 4) integer segments that only meet at their ends."""
    parts = []
    for line in lines:
        grid = np.rint(np.asarray(line, dtype=float) * GRID).astype(np.int64)
        parts.append(np.hstack([grid[:-1], grid[1:]]))
    current = distinct(np.vstack(parts))
    for _ in range(12):
        following = distinct(np.rint(cut(current)).astype(np.int64))
        if len(following) == len(current) and (following == current).all():
            return current
        current = following
    raise RuntimeError("the linework does not settle on the grid")


class Faces:
    """The faces between noded segments, and which face lies left of each directed one."""

    def __init__(self, segments):
        polygons = list(polygonize([_multi_line(segments)]))
        # GEOS returns them in an order of its own; ours must not depend on its version.
        self.polygons = sorted(polygons, key=lambda p: p.bounds + (p.area,))
        self.left = {}
        for number, polygon in enumerate(self.polygons):
            for index, ring in enumerate([polygon.exterior, *polygon.interiors]):
                points = [tuple(p) for p in np.rint(ring_array(ring)).astype(int).tolist()]
                # Inside lies left of a counter-clockwise shell and of a clockwise hole.
                if ring.is_ccw != (index == 0):
                    points.reverse()
                for a, b in zip(points, points[1:]):
                    self.left[a, b] = number

    def inside(self, number):
        """A point inside a face, in degrees."""
        point = self.polygons[number].representative_point()
        return point.x / GRID, point.y / GRID

    def sides(self):
        """Yields ((a, b), face left, face right); a face is None outside of all."""
        for a, b in sorted({(a, b) if a < b else (b, a) for a, b in self.left}):
            yield (a, b), self.left.get((a, b)), self.left.get((b, a))


def degrees_polygon(polygon):
    """A polygon in grid units as one in degrees."""
    return Polygon(ring_array(polygon.exterior) / GRID,
                   [ring_array(hole) / GRID for hole in polygon.interiors])
