"""oil_pipelines and gas_pipelines: one line per pipeline, from the facts tables."""

import common
import facts
import geodesic

# The largest distance to the routes of Global Energy Monitor, in either direction, as
# measured in the README of the tables; for iran_armenia the stated guess, because the
# reference there is a straight line between two points.
_ACCURACY_KM = {
    "btc": 7.0, "wrep": 6.3, "scp": 11.8, "tanap": 10.3, "igdir_nakhchivan": 2.9,
    "iran_armenia": 15.0, "nrep": 11.6, "mozdok_tbilisi_yerevan": 9.8,
    "hajigabul_mozdok": 6.2, "hajigabul_astara": 9.2,
}

_LOCAL = {
    "btc": "Bakı–Tbilisi–Ceyhan", "wrep": "Bakı–Supsa", "nrep": "Bakı–Novorossiysk",
    "igdir_nakhchivan": "Iğdır–Naxçıvan",
}

# Lines that lie in one trench or side by side: the tables give them the same waypoints.
_SHARED = {"btc": ["scp", "wrep"], "scp": ["btc", "wrep"], "wrep": ["btc", "scp"]}


def build(out_dir):
    points = facts.waypoints("pipelines.csv", "pipeline_id")
    layers = {"oil_pipelines": [], "gas_pipelines": []}
    for meta in facts.read("pipelines_meta.csv"):
        line_id = meta["id"]
        rows = points[line_id]
        line = [facts.point(row) for row in rows]
        oil = "oil" in meta["product"]
        mean = meta["verification"].split("ours->GEM ")[-1].split(",")[0]
        layers["oil_pipelines" if oil else "gas_pipelines"].append(common.feature(
            line_id,
            {"type": "LineString", "coordinates": line},
            {
                "name": meta["name"],
                "name_local": _LOCAL.get(line_id),
                "kind": "oil_pipeline" if oil else "gas_pipeline",
                "status": meta["status"],
                "product": meta["product"],
                "capacity": meta["capacity"],
                "diameter": meta["diameter"],
                "operator": meta["operator"],
                "opened": meta["opened"],
                "length_km": round(geodesic.length_km(line), 1),
                "length_km_reported": meta["length_km"],
                "countries": meta["countries"].split("|"),
                "summary": meta["summary"],
                "shares_route_with": _SHARED.get(line_id),
                "accuracy_km": _ACCURACY_KM[line_id],
                "accuracy_note": "no real check in Iran" if line_id == "iran_armenia" else
                                 f"distance to the routes of Global Energy Monitor: {mean}; "
                                 "accuracy_km is the largest, in either direction",
                "source": common.OWN + "; checked against Global Energy Monitor (CC BY 4.0)",
                "source_facts": meta["source"],
                "aliases": common.aliases(meta["aliases"]),
            }))
    sizes = {}
    for layer_id, features in layers.items():
        product = "oil" if layer_id == "oil_pipelines" else "gas"
        sizes[layer_id] = common.write_layer(out_dir, layer_id, {
            "title": f"{product.capitalize()} pipelines",
            "source": "assets/facts/pipelines.csv and pipelines_meta.csv: own waypoints near "
                      "towns, checked against Global Energy Monitor; its routes were not copied",
            "licence": "CC BY 4.0; credit: checked against Global Energy Monitor",
            "accuracy": "generalised lines; accuracy_km on every feature",
            "built_by": "assets/build/pipelines.py",
        }, features)
    return sizes
