"""All polygons that the land partition is made of, read once."""

from dataclasses import dataclass

from shapely.geometry import Polygon
from shapely.ops import unary_union

import disputed
import facts
import geomaps
import natural_earth
import noding
import water

OSM_IDS = {"ARM": "armenia", "AZE": "azerbaijan", "GEO": "georgia", "TUR": "turkey",
           "IRN": "iran", "RUS": "russia", "UKR_CRIMEA": "ukraine"}


@dataclass
class Sources:
    maritime: dict       # code -> polygon with territorial waters (the six and Crimea)
    sea: object          # the sea inside them
    natural_earth: dict  # Natural Earth name -> valid multipolygon
    caspian: object      # the Caspian, islands cut out
    lakes: list          # its lakes in and around the region
    rivers: list         # its wide river banks there
    small_rivers: list   # every river bank around the Kura and the Aras
    ids: dict            # Natural Earth name -> country id
    osm_ids: dict        # code of `maritime` -> country id
    everything: object   # the six without the cracks between them


WATER_BOUNDS = (38.0, 35.0, 56.0, 48.0)


def load(npm_dir):
    world = {name: natural_earth.valid(parts)
             for name, parts in natural_earth.read(npm_dir).items()}
    ids = {name: row["id"] for row in facts.read("countries.csv")
           for name in row["natural_earth"].split("|")}
    missing = set(world) - set(ids)
    if missing:
        raise ValueError(f"countries.csv lacks {sorted(missing)}")
    maritime = geomaps.maritime(npm_dir)
    land = geomaps.land(npm_dir, maritime)
    sea = geomaps.sea_within(maritime, land, unary_union(list(world.values())))
    rivers, lakes, _ = geomaps.water_polygons(npm_dir, 0.0003, WATER_BOUNDS)
    small_rivers, _, _ = geomaps.water_polygons(npm_dir, 0.00001, (43.4, 38.4, 49.6, 42.4))
    union = unary_union(list(maritime.values()))
    everything = unary_union([Polygon(p.exterior) for p in getattr(union, "geoms", [union])])
    return Sources(maritime, sea, world, geomaps.caspian(land), lakes, rivers,
                   small_rivers, ids, dict(OSM_IDS), everything)


def lines(sources):
    """Every ring that can be a border or a coast, for noding."""
    shapes = list(sources.maritime.values()) + [sources.sea, sources.caspian]
    shapes += list(sources.natural_earth.values())
    shapes += [polygon for _, polygon in disputed.DIGITISED.values()]
    shapes += list(water.SEAS.values())
    return [ring for shape in shapes for ring in noding.rings(shape)]
