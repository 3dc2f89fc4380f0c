"""Reads the tables of assets/facts (see the README there for how they were made)."""

import csv
import os
from itertools import groupby

import common


def read(name):
    """The rows of one table, in file order, as dictionaries."""
    with open(os.path.join(common.FACTS_DIR, name), encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def waypoints(name, key):
    """The waypoints of a line table, grouped by line id and ordered by seq."""
    lines = {}
    for line_id, rows in groupby(read(name), key=lambda row: row[key]):
        lines[line_id] = sorted(rows, key=lambda row: int(row["seq"]))
    return lines


def point(row):
    """(lon, lat) of a row."""
    return float(row["lon"]), float(row["lat"])
