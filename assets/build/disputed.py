"""Lines of actual control inside recognised borders (assets/POLICY.md), digitised by hand.

No package holds the lines around Abkhazia and South Ossetia. These outlines are drawn
from general knowledge of the rivers, ridges and towns that they follow, and are good to
about 8 km. Each polygon reaches far beyond Georgia's outline on purpose: only its part
inside Georgia is used, so that the dashed line ends exactly on the recognised border.
"""

from shapely.geometry import Polygon

ACCURACY_KM = 8.0

_ABKHAZIA = Polygon([
    # Mouth of the Enguri, up the river past Zugdidi to Saberio, the ridge west of the
    # reservoir, the watershed to Svaneti, the main crest; then around by the sea.
    (41.40, 42.33), (41.52, 42.38), (41.56, 42.40), (41.62, 42.42), (41.68, 42.44),
    (41.74, 42.475), (41.79, 42.51), (41.83, 42.55), (41.88, 42.60), (41.93, 42.65),
    (41.96, 42.70), (41.99, 42.76), (42.03, 42.83), (42.08, 42.90), (42.11, 42.98),
    (42.13, 43.06), (42.12, 43.13), (42.09, 43.19), (42.07, 43.40), (41.0, 44.3),
    (39.2, 44.0), (39.2, 42.6),
])

_SOUTH_OSSETIA = Polygon([
    # West: from the crest past Kvaisa and the upper Kvirila; south: past Znauri,
    # Tskhinvali and Akhalgori; east: the watershed of the Ksani back to the crest.
    (43.74, 42.80), (43.71, 42.62), (43.65, 42.57), (43.58, 42.53), (43.53, 42.49),
    (43.50, 42.44), (43.47, 42.38), (43.52, 42.33), (43.55, 42.26), (43.62, 42.22),
    (43.66, 42.17), (43.72, 42.13), (43.80, 42.14), (43.88, 42.17), (43.93, 42.195),
    (44.00, 42.205), (44.06, 42.185), (44.13, 42.17), (44.20, 42.12), (44.28, 42.10),
    (44.35, 42.07), (44.41, 42.045), (44.49, 42.03), (44.55, 42.05), (44.56, 42.12),
    (44.60, 42.19), (44.59, 42.27), (44.53, 42.33), (44.47, 42.38), (44.43, 42.45),
    (44.36, 42.50), (44.30, 42.57), (44.25, 42.61), (44.20, 42.80),
])

# sub-label -> (label of the recognised country, polygon)
DIGITISED = {"abkhazia": ("georgia", _ABKHAZIA), "south_ossetia": ("georgia", _SOUTH_OSSETIA)}

# Parts that Natural Earth keeps as countries of their own: sub-label -> its name there.
NATURAL_EARTH = {"northern_cyprus": "N. Cyprus", "kosovo": "Kosovo", "somaliland": "Somaliland"}

NAMES = {
    "abkhazia": ("Abkhazia", "აფხაზეთი"),
    "south_ossetia": ("South Ossetia", "ცხინვალის რეგიონი"),
    "northern_cyprus": ("Northern Cyprus", "Kuzey Kıbrıs"),
    "kosovo": ("Kosovo", "Kosova"),
    "somaliland": ("Somaliland", "Soomaaliland"),
}
