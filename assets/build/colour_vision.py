#!/usr/bin/python3
"""How the map looks to people with deuteranopia and protanopia.

    colour_vision.py PICTURE.png OUT.png   the picture beside its two simulations, left to right
    colour_vision.py MAP.json              how far each line's colour is from the land below it, in every theme, for
                                           normal sight and both kinds; exit 1 when some line would drown

Simulation: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE TVCG 15(6), 2009, severity 1.0, applied to linear RGB (IEC 61966-2-1). Distances: CIE 1976 L*a*b*
(D65). Needs python3-numpy, and python3-gdal for pictures.
"""
import json
import sys

import numpy

KINDS = {
    "normal": numpy.eye(3),
    "deuteranopia": numpy.array([[0.367322, 0.860646, -0.227968],
                                 [0.280085, 0.672501, 0.047413],
                                 [-0.011820, 0.042940, 0.968881]]),
    "protanopia": numpy.array([[0.152286, 1.052583, -0.204868],
                               [0.114503, 0.786281, 0.099216],
                               [-0.003882, -0.048116, 1.051998]]),
}
# Lines that must stand out from every land colour: each by one of its colours at least (a white road by its casing).
LINES = {"tripp-route": [], "oil-line": [], "oil-idle": [], "gas-line": [], "gas-planned": [], "rail-operating": [],
         "rail-disused": [], "road-operating": ["road-casing"], "road-planned": [], "ferry": [], "border-core": [],
         "border-defacto": []}
LEAST_DISTANCE = 20.0  # a difference of 2.3 is just noticeable; thin lines need several times that

XYZ = numpy.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
WHITE = numpy.array([0.95047, 1.0, 1.08883])


def to_linear(srgb):
    return numpy.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def to_srgb(linear):
    linear = numpy.clip(linear, 0, 1)
    return numpy.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def simulate(srgb, kind):
    """sRGB in 0..1, colours along the last axis."""
    return to_srgb(to_linear(srgb) @ KINDS[kind].T)


def lab(srgb):
    ratio = XYZ @ to_linear(srgb) / WHITE
    f = numpy.where(ratio > (6 / 29) ** 3, numpy.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return numpy.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def colour(text):
    return numpy.array([int(text[i:i + 2], 16) for i in (1, 3, 5)]) / 255


def colours_in(expression):
    if isinstance(expression, str):
        return [expression] if expression.startswith("#") and len(expression) == 7 else []
    return [c for part in expression for c in colours_in(part)] if isinstance(expression, list) else []


def nearest_land(line, land, kind):
    """Distance from the land colour that is most like the line's, and that colour."""
    seen = lab(simulate(colour(line), kind))
    return min((float(numpy.linalg.norm(seen - lab(simulate(colour(c), kind)))), c) for c in land)


def check_map(path):
    with open(path, encoding="utf-8") as file:
        style = json.load(file)
    layers = {layer["id"]: layer.get("paint", {}) for layer in style["layers"]}
    failures = 0
    for theme, changes in style["metadata"]["corridors:themes"].items():
        paint = {name: {**own, **changes.get(name, {})} for name, own in layers.items()}
        land = colours_in(paint["land"]["fill-color"]) + colours_in(paint["exclave"]["fill-color"])
        for name, others in LINES.items():
            for kind in KINDS:
                distance, nearest = max(nearest_land(paint[part]["line-color"], land, kind) for part in [name, *others])
                low = distance < LEAST_DISTANCE
                failures += low
                if low or kind == "normal":
                    print(f"{theme:6} {name:15} {kind:13} {distance:6.1f} from {nearest}{'  TOO CLOSE' if low else ''}")
    print(f"{failures} too close" if failures else "every line stands out from the land, in every theme and sight")
    return 1 if failures else 0


def simulate_picture(source, target):
    from osgeo import gdal
    gdal.UseExceptions()
    pixels = gdal.Open(source).ReadAsArray()[:3].transpose(1, 2, 0) / 255
    row = numpy.concatenate([simulate(pixels, kind) for kind in KINDS], axis=1)
    out = gdal.GetDriverByName("MEM").Create("", row.shape[1], row.shape[0], 3)
    for band in range(3):
        out.GetRasterBand(band + 1).WriteArray(numpy.rint(row[:, :, band] * 255).astype(numpy.uint8))
    gdal.GetDriverByName("PNG").CreateCopy(target, out)
    return 0


def main(arguments):
    if len(arguments) == 1 and arguments[0].endswith(".json"):
        return check_map(arguments[0])
    if len(arguments) == 2:
        return simulate_picture(*arguments)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
