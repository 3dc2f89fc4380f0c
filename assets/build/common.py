"""What every layer shares: where things lie, and how a layer file is written.

A layer file is RFC 7946 GeoJSON with one feature per line, so that a change of one
feature is a change of one line in review. Nothing in it depends on the day or the
machine of the build: two builds from the same sources give the same bytes.
"""

import json
import os

BUILD_DIR = os.path.dirname(os.path.abspath(__file__))
ASSETS_DIR = os.path.dirname(BUILD_DIR)
FACTS_DIR = os.path.join(ASSETS_DIR, "facts")

# The pinned npm packages; build.sh fetches exactly these.
PACKAGES = {
    "maritime": "@geo-maps/countries-maritime-10m@0.6.0",
    "coastlines": "@geo-maps/earth-coastlines-10m@0.6.0",
    "waterbodies": "@geo-maps/earth-waterbodies-100m@0.6.0",
    "natural_earth": "world-atlas@2.0.2",
}

OSM = "OpenStreetMap contributors (December 2017) through geo-maps 0.6.0, ODbL 1.0"
NATURAL_EARTH = "Natural Earth 1:50m through world-atlas 2.0.2, public domain"
OWN = "own waypoints, CC BY 4.0"
OWN_FROM_OSM = "own line derived from OpenStreetMap borders (2017), ODbL 1.0"


def package_folder(npm_dir, key):
    """The unpacked folder of one pinned package inside the cache of build.sh."""
    name, version = PACKAGES[key].rsplit("@", 1)
    return os.path.join(npm_dir, f"{name.strip('@').replace('/', '-')}-{version}", "package")


def feature(feature_id, geometry, properties):
    """A GeoJSON feature; properties that are None are left out."""
    kept = {key: value for key, value in properties.items() if value is not None}
    kept.setdefault("aliases", [])
    return {"type": "Feature", "id": feature_id, "properties": kept, "geometry": geometry}


def aliases(*groups):
    """One list of other names, in order, without repeats and without empty ones."""
    seen = []
    for group in groups:
        for name in group.split("|") if isinstance(group, str) else group:
            if name and name not in seen:
                seen.append(name)
    return seen


def write_layer(out_dir, layer_id, metadata, features):
    """Writes OUT/<layer id>.geojson and returns its size in bytes."""
    ids = [item["id"] for item in features]
    repeated = {one for one in ids if ids.count(one) > 1}
    if repeated:
        raise ValueError(f"{layer_id}: ids used twice: {sorted(repeated)}")
    os.makedirs(out_dir, exist_ok=True)
    path = os.path.join(out_dir, f"{layer_id}.geojson")

    def dump(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write('{"type":"FeatureCollection",\n')
        out.write(f'"metadata":{dump({"layer": layer_id, **metadata})},\n')
        out.write('"features":[\n')
        out.write(",\n".join(dump(item) for item in features))
        out.write("\n]}\n")
    return os.path.getsize(path)
