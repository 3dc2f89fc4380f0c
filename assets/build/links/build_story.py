#!/usr/bin/env python3
"""Builds south-caucasus/story.json: ten chapters, each with every layer of the map.

Zooms are MapLibre's and chosen for a map 1920 logical pixels wide; 1350 / 2^zoom is then
the width in degrees of longitude.
"""

import argparse
import json
import os

ASSETS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = ["places", "borders", "water", "countries"]
OVERLAYS = ["tripp", "nakhchivan", "railways", "roads", "oil_pipelines", "gas_pipelines", "ferries", "article_places"]
LINK = "urn:corridors:south-caucasus:"

CHAPTERS = [
    (
        "region",
        "A region between three powers",
        "Armenia, Azerbaijan and Georgia lie between Russia, Turkey and Iran, and nearly every route of the region "
        "crosses a border that has been contested. In 2025 two stories met here: the quarrel between Baku and Moscow, "
        "and an agreement on a route through southern Armenia.",
        (45.6, 40.6, 6.3),
        ["tripp", "nakhchivan", "railways"],
        ["armenia", "azerbaijan", "georgia"],
        "abstract-1-rupture",
    ),
    (
        "rift",
        "The rift begins far from the map's centre",
        "In June 2025 a police operation against Azerbaijanis in Yekaterinburg turned a cooled friendship between "
        "Azerbaijan and Russia into an open dispute. Within weeks the two sides were fighting over names as well, "
        "from towns in Karabakh to Kaliningrad and the Volga.",
        (41.5, 49.4, 4.2),
        ["article_places"],
        ["yekaterinburg", "moscow", "baku", "kaliningrad", "volga"],
        "disruption-2-yekaterinburg",
    ),
    (
        "exclave",
        "Nakhchivan, cut off by geography",
        "The Nakhchivan Autonomous Republic belongs to Azerbaijan but touches only Armenia, Iran and, for a few "
        "kilometres, Turkey. Its old railway reached the rest of the Soviet Union through Armenia; today people and "
        "goods fly over or drive around Armenian territory.",
        (45.45, 39.3, 8.3),
        ["nakhchivan", "tripp", "railways"],
        ["nakhchivan_ar"],
        "disruption-4-nakhchivan",
    ),
    (
        "tripp",
        "TRIPP: some 43 kilometres through Syunik",
        "On 8 August 2025 Armenia and Azerbaijan agreed in Washington on a route along the Aras, which Azerbaijan "
        "calls the Zangezur corridor and the declaration calls TRIPP. The line drawn here follows the river's bank and "
        "is approximate, since no alignment has been published.",
        (46.34, 38.95, 9.9),
        ["tripp", "nakhchivan", "railways", "roads"],
        ["zangezur_tripp"],
        "disruption-4-tripp",
    ),
    (
        "horadiz-aghband",
        "The approach from the east: Horadiz to Aghband",
        "On its own side Azerbaijan is rebuilding about 110 kilometres of railway from Horadiz to the Armenian border "
        "at Aghband. It had been announced for 2026; whether trains run by now could not be verified.",
        (46.95, 39.2, 9.1),
        ["tripp", "nakhchivan", "railways"],
        ["horadiz_aghband"],
        "disruption-4-approaches",
    ),
    (
        "aras",
        "The way around: the Aras route through Iran",
        "A road on the southern bank of the Aras, with a new bridge near Aghband, joins the same two parts of "
        "Azerbaijan without touching Armenia. It crosses Iran's own soil, unlike the Zangezur corridor, to which Iran has "
        "objected time and again.",
        (46.1, 38.92, 9.3),
        ["tripp", "nakhchivan", "railways", "roads"],
        ["aras_iran/1", "aras_iran/2", "aras_iran/3", "aras_iran/4", "iran"],
        "disruption-6-opposition",
    ),
    (
        "kars",
        "Westwards: Kars, Tbilisi and Baku",
        "Since 2017 trains can run from Baku through Tbilisi to Kars, the only railway from the Caspian to Turkey that "
        "avoids both Russia and Iran. Since August 2025 Turkey has been building a second line from Kars to the border "
        "of Nakhchivan at Dilucu.",
        (46.3, 40.5, 7.15),
        ["tripp", "nakhchivan", "railways"],
        ["btk/1", "btk/2", "btk/3", "kars_dilucu"],
        "",
    ),
    (
        "pipelines",
        "Oil and gas go west",
        "The pipelines from Baku to Ceyhan and Erzurum run through Georgia and leave Armenia aside; older lines lead to "
        "Russia, Iran and the Black Sea. The article discusses none of them: of oil it mentions only the destroyed "
        "facilities of SOCAR in Ukraine and the effect of prices at home.",
        (42.6, 40.8, 5.95),
        ["nakhchivan", "oil_pipelines", "gas_pipelines"],
        ["btc", "scp", "tanap", "wrep", "nrep"],
        "next-ukraine-1-pipelines",
    ),
    (
        "karabakh",
        "Karabakh, Lachin and Shusha",
        "Azerbaijan took the rest of Karabakh in September 2023, and the Russian peacekeepers left by April 2024. The "
        "Lachin road, once the link to Armenia, no longer serves transit, and a media forum in Shusha became a stage of the "
        "quarrel with Russia.",
        (46.75, 39.75, 8.7),
        ["nakhchivan", "tripp", "roads", "article_places"],
        ["nagorno_karabakh", "shusha", "lachin_road/1", "lachin_road/2", "lachin_road/3"],
        "snubs-2-karabakh",
    ),
    (
        "whole",
        "The whole picture: east to west, north to south",
        "East-west routes over the Caspian and through the South Caucasus cross a north-south railway from Russia to "
        "Iran, of which the stretch from Rasht to Astara is missing. Every corridor on this map gains or loses by how "
        "Baku, Yerevan, Moscow, Tehran, Ankara and Washington get along.",
        (46.2, 40.3, 6.0),
        OVERLAYS,
        [],
        "conclusion-3-rift",
    ),
]


def chapter(item):
    """One chapter with mapbox/storytelling field names; every layer of the map has its opacity."""
    name, title, description, (lon, lat, zoom), shown, highlight, link = item
    layers = [{"layer": layer, "opacity": 1 if layer in shown else 0} for layer in OVERLAYS]
    layers += [{"layer": layer, "opacity": 1} for layer in BASE]
    result = {
        "id": name,
        "title": title,
        "description": description,
        "location": {"center": [lon, lat], "zoom": zoom, "bearing": 0, "pitch": 0},
        "mapAnimation": "flyTo",
        "onChapterEnter": layers,
        "onChapterExit": [],
    }
    if highlight:
        result["corridors:highlight"] = highlight
    if link:
        result["corridors:link"] = LINK + link
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", default=os.path.join(ASSETS, "south-caucasus", "story.json"))
    path = parser.parse_args().out
    story = {"title": "Routes and rifts in the South Caucasus", "chapters": [chapter(item) for item in CHAPTERS]}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(story, ensure_ascii=False, indent=2) + "\n")
    print(f"{len(story['chapters'])} chapters -> {path}")


if __name__ == "__main__":
    main()
