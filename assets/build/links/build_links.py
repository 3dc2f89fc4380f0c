#!/usr/bin/env python3
"""Builds south-caucasus/links.jsonld from passages.json.

passages.json is what people edit: one entry a passage, with its section, paragraph (from 1
within the section), a fragment of at most eight words of the article, the features, the
relation and a summary of our own. `start` and `end` count code points in the normalised
text (geodata/article/article.hpp). After a change of a fragment, find them anew:

    corridors links MAP.json --article FILE --json > located.json
    build_links.py --located located.json

The result depends on nothing but passages.json, byte by byte.
"""

import argparse
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
ASSETS = os.path.dirname(os.path.dirname(HERE))
RELATIONS = ("mentions", "describes", "claims", "disputes", "context")
ID_BASE = "urn:corridors:south-caucasus:"


def annotation(passage, article):
    """One W3C annotation."""
    bodies = [
        {"type": "SpecificResource", "purpose": "linking", "source": f"map.json#{feature}"}
        for feature in passage["features"]
    ]
    bodies.append({"type": "TextualBody", "purpose": "classifying", "value": passage["relation"]})
    bodies.append(
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": passage["summary"],
        }
    )
    target = {
        "source": article["source"],
        "corridors:section": passage["section"],
        "corridors:paragraph": passage["paragraph"],
        "selector": [
            {"type": "TextQuoteSelector", "exact": passage["exact"]},
            {
                "type": "TextPositionSelector",
                "start": passage["start"],
                "end": passage["end"],
                "corridors:textHash": article["textHash"],
            },
        ],
    }
    return {
        "id": ID_BASE + passage["id"],
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": target,
    }


def check(passages):
    """Stops at what no reader of the map should meet."""
    seen = set()
    for passage in passages:
        name = passage["id"]
        if name in seen:
            raise SystemExit(f"{name}: this id is used twice")
        seen.add(name)
        if passage["relation"] not in RELATIONS:
            raise SystemExit(f"{name}: unknown relation {passage['relation']}")
        if len(passage["exact"].split()) > 8:
            raise SystemExit(f"{name}: the fragment has more than eight words")
        if passage["end"] - passage["start"] != len(passage["exact"]):
            raise SystemExit(f"{name}: start and end do not fit the fragment; locate it anew (--located)")
        if not passage["features"] or not passage["summary"].endswith("."):
            raise SystemExit(f"{name}: it needs features and a summary of whole sentences")


def relocate(table, located):
    """Takes positions from the program's report on a copy of the article."""
    by_id = {link["id"]: link for link in located["links"]}
    for passage in table["passages"]:
        link = by_id[ID_BASE + passage["id"]]
        if link["health"] not in ("exact", "moved"):
            raise SystemExit(f"{passage['id']}: {link['health']}; correct its fragment first")
        passage["start"], passage["end"] = link["start"], link["end"]
    table["article"]["textHash"] = located["textHash"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--located", help="output of `corridors links --json`: take the positions from it")
    parser.add_argument("--out", default=os.path.join(ASSETS, "south-caucasus", "links.jsonld"))
    arguments = parser.parse_args()
    source = os.path.join(HERE, "passages.json")
    with open(source, encoding="utf-8") as file:
        table = json.load(file)
    if arguments.located:
        with open(arguments.located, encoding="utf-8") as file:
            relocate(table, json.load(file))
        with open(source, "w", encoding="utf-8") as file:
            file.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    check(table["passages"])
    article = table["article"]
    page = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"corridors": "urn:corridors:"}],
        "id": ID_BASE + "links",
        "type": "AnnotationPage",
        "label": "What the article says about the features of the South Caucasus map",
        "corridors:citations": {article["source"]: article["citation"]},
        "items": [annotation(passage, article) for passage in table["passages"]],
    }
    with open(arguments.out, "w", encoding="utf-8") as file:
        file.write(json.dumps(page, ensure_ascii=False, indent=2) + "\n")
    print(f"{len(page['items'])} links -> {arguments.out}")


if __name__ == "__main__":
    main()
