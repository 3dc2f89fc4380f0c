"""Honest thinning: Douglas-Peucker with a tolerance that depends on where a vertex is.

Full detail in the detail window (Nakhchivan, Syunik and the Aras between them), about
50 m in the region around it, about 500 m in the rest of the world.
"""

import math

import numpy as np

DETAIL = (44.4, 38.3, 47.3, 40.1)
REGION = (38.0, 36.0, 52.0, 44.5)
REGION_M = 50.0
WORLD_M = 500.0
_M_PER_DEG = 111195.0


def _inside(xs, ys, window):
    return (xs >= window[0]) & (xs <= window[2]) & (ys >= window[1]) & (ys <= window[3])


def tolerances(points):
    """Tolerance in metres for each vertex of an (n, 2) array."""
    xs, ys = points[:, 0], points[:, 1]
    metres = np.full(len(points), WORLD_M)
    metres[_inside(xs, ys, REGION)] = REGION_M
    # Not zero: vertices that stand on a straight line carry nothing.
    metres[_inside(xs, ys, DETAIL)] = 0.5
    return metres


def keep_mask(points, share=1.0):
    """Which vertices of an open line to keep; `share` scales every tolerance."""
    points = np.asarray(points, dtype=float)
    count = len(points)
    keep = np.zeros(count, dtype=bool)
    keep[0] = keep[-1] = True
    if count < 3:
        return keep
    tolerance = tolerances(points) * share
    # One plane for the whole line would stretch it towards the poles: scale each vertex
    # by the cosine of its own chord's middle instead.
    stack = [(0, count - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        chunk = points[first:last + 1]
        cos = math.cos(math.radians(0.5 * (chunk[0, 1] + chunk[-1, 1])))
        xy = (chunk - chunk[0]) * np.array([cos, 1.0]) * _M_PER_DEG
        end = xy[-1]
        inner = xy[1:-1]
        length2 = float(end @ end)
        if length2 == 0:
            distance = np.hypot(inner[:, 0], inner[:, 1])
        else:
            along = np.clip(inner @ end / length2, 0.0, 1.0)
            offset = inner - along[:, None] * end
            distance = np.hypot(offset[:, 0], offset[:, 1])
        excess = distance / tolerance[first + 1:last]
        worst = int(np.argmax(excess))
        if excess[worst] > 1.0:
            middle = first + 1 + worst
            keep[middle] = True
            stack.append((first, middle))
            stack.append((middle, last))
    return keep


def thin_line(points, share=1.0):
    """An open line without the vertices that the tolerance allows to drop."""
    mask = keep_mask(points, share)
    return [p for p, kept in zip(points, mask) if kept]


def thin_ring(points, share=1.0):
    """A closed ring, thinned as two halves so that it cannot collapse to a line."""
    points = list(points)
    if len(points) < 6:
        return points
    start = np.asarray(points[0])
    far = int(np.argmax(((np.asarray(points) - start) ** 2).sum(axis=1)))
    if far in (0, len(points) - 1):
        return points
    return thin_line(points[:far + 1], share) + thin_line(points[far:], share)[1:]
