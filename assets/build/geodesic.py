"""Lengths on the WGS84 ellipsoid (Vincenty's inverse formula, Survey Review 1975).

Debian's python3-gdal and python3-shapely bring no geodesic routine, and a length
that is written into a data file must not depend on a map projection.
Not for nearly antipodal points, which no line of this map has.
"""

import math

_A = 6378137.0
_F = 1 / 298.257223563
_B = _A * (1 - _F)


def distance_m(lon1, lat1, lon2, lat2):
    """Geodesic distance between two points, in metres."""
    if lon1 == lon2 and lat1 == lat2:
        return 0.0
    u1 = math.atan((1 - _F) * math.tan(math.radians(lat1)))
    u2 = math.atan((1 - _F) * math.tan(math.radians(lat2)))
    sin_u1, cos_u1, sin_u2, cos_u2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    delta = math.radians(lon2 - lon1)
    lam = delta
    for _ in range(100):
        sin_lam, cos_lam = math.sin(lam), math.cos(lam)
        sin_sigma = math.hypot(cos_u2 * sin_lam, cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_lam)
        cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_lam
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = cos_u1 * cos_u2 * sin_lam / sin_sigma
        cos2_alpha = 1 - sin_alpha**2
        cos_2sm = cos_sigma - 2 * sin_u1 * sin_u2 / cos2_alpha if cos2_alpha else 0.0
        c = _F / 16 * cos2_alpha * (4 + _F * (4 - 3 * cos2_alpha))
        previous = lam
        lam = delta + (1 - c) * _F * sin_alpha * (
            sigma + c * sin_sigma * (cos_2sm + c * cos_sigma * (2 * cos_2sm**2 - 1)))
        if abs(lam - previous) < 1e-12:
            break
    u_sq = cos2_alpha * (_A**2 - _B**2) / _B**2
    big_a = 1 + u_sq / 16384 * (4096 + u_sq * (-768 + u_sq * (320 - 175 * u_sq)))
    big_b = u_sq / 1024 * (256 + u_sq * (-128 + u_sq * (74 - 47 * u_sq)))
    correction = big_b * sin_sigma * (cos_2sm + big_b / 4 * (
        cos_sigma * (2 * cos_2sm**2 - 1)
        - big_b / 6 * cos_2sm * (4 * sin_sigma**2 - 3) * (4 * cos_2sm**2 - 3)))
    return _B * big_a * (sigma - correction)


def length_km(points):
    """Geodesic length of a polyline of (lon, lat) points, in kilometres."""
    return sum(distance_m(*a, *b) for a, b in zip(points, points[1:])) / 1000.0
