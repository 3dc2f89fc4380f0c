// Damages GeoJSON text byte by byte and reads it: whatever comes, readGeoJsonText returns a layer that holds together
// or an error with a message. usage: reader_fuzz [--seconds N] [--seed N]
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <unistd.h>

#include "geodata/io/reader.hpp"

namespace {

using namespace corridors;

const std::vector<std::string> kSeeds = {
    R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"n":1.5,"s":"b\u0131 \ud83d\ude82","l":[1,{"x":null}],"t":true},"geometry":{"type":"Point","coordinates":[45,40,7]}},{"type":"Feature","id":7,"properties":null,"geometry":{"type":"LineString","coordinates":[[179,0],[-179,1],[10,2]]}}]})",
    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32638"}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[500000,4400000],[510000,4400000],[510000,4410000],[500000,4400000]]]}}]})",
    R"({"type":"Feature","properties":{"name":"x"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","coordinates":[[[[170,60],[190,60],[190,70],[170,60]],[[175,61],[185,61],[185,62],[175,61]]]]},{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}]}})",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}\n{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],["
    "7,8]]]}\n",
    R"({"features":[null,{"geometry":null},{"geometry":{"coordinates":[[[0,0],[0,-85],[180,-85],[180,-90],[-180,-90],[-180,-85],[0,0]]],"type":"Polygon"},"properties":{"a":NaN,"b":-Infinity}}],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}})",
};

const std::vector<std::string> kBits = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\\",
                                        "\\u",
                                        "1e999",
                                        "-180",
                                        "180",
                                        "-0",
                                        "null",
                                        "NaN",
                                        "Infinity",
                                        "true",
                                        "\"id\":",
                                        "\"geometry\":",
                                        "\"coordinates\":",
                                        "\"features\":[",
                                        "\"crs\":",
                                        "\"type\":\"Polygon\"",
                                        "[[",
                                        "]]",
                                        "\n",
                                        "\x1E",
                                        "\xEF\xBB\xBF",
                                        "\xFF",
                                        "9999999999"};

std::string damage(std::string text, std::mt19937 &random) {
    const auto below = [&random](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    for (std::size_t n = 1 + below(6); n > 0 && !text.empty(); --n) {
        const std::size_t at = below(text.size());
        switch (below(6)) {
        case 0: text[at] = static_cast<char>(below(256)); break;
        case 1: text.erase(at, 1 + below(8)); break;
        case 2: text.insert(at, kBits[below(kBits.size())]); break;
        case 3: text.resize(at); break;
        case 4: text.insert(below(text.size()), text.substr(at, 1 + below(60))); break;
        default: text.replace(at, 1 + below(4), kBits[below(kBits.size())]); break;
        }
    }
    return text;
}

[[noreturn]] void report(const char *what, const std::string &text) {
    std::fprintf(stderr, "reader_fuzz: %s for:\n%s\n", what, text.c_str());
    std::abort();
}

// What is being read, for the alarm: a text that is never read to its end must be named as well as one that is read
// wrongly.
std::string underway;

[[noreturn]] void tooLong(int /*signal*/) {
    constexpr char kWhat[] = "reader_fuzz: not read within 20 s:\n";
    if (write(STDERR_FILENO, kWhat, sizeof kWhat - 1) < 0 || write(STDERR_FILENO, underway.data(), underway.size()) < 0)
        _exit(2);
    _exit(1);
}

void check(const std::string &text) {
    underway = text;
    alarm(20);
    const auto result = io::readGeoJsonText(text, "fuzz", {});
    if (!result) {
        if (result.error().message.empty()) report("an error without a message", text);
        return;
    }
    const LayerData &data = *result->data;
    if (data.featureCount() == 0) report("a layer without features", text);
    for (std::size_t i = 0; i < data.featureCount(); ++i) {
        const FeatureView f = data.feature(i);
        if (f.id().empty()) report("a feature without an id", text);
        if (f.partCount() == 0) report("a feature without parts", text);
        for (std::size_t p = 0; p < f.partCount(); ++p) {
            const auto part = f.part(p);
            for (const WorldPoint &w : part)
                if (!std::isfinite(w.x) || !std::isfinite(w.y)) report("a coordinate that is not finite", text);
            if (f.geometryClass() == GeometryClass::Polygon && (part.size() < 4 || !(part.front() == part.back())))
                report("a ring that is not closed", text);
            if (f.geometryClass() == GeometryClass::Line && part.size() < 2) report("a line of one point", text);
        }
        if (f.geometryClass() == GeometryClass::Polygon && !f.isShell(0))
            report("a polygon that starts with a hole", text);
    }
}

} // namespace

int main(int argc, char **argv) {
    double seconds = 2;
    unsigned seed = 1;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--seconds") == 0) seconds = std::atof(argv[i + 1]);
        if (std::strcmp(argv[i], "--seed") == 0) seed = static_cast<unsigned>(std::atoi(argv[i + 1]));
    }
    std::signal(SIGALRM, tooLong);
    std::mt19937 random(seed);
    for (const std::string &text : kSeeds) check(text);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    long runs = 0;
    for (; std::chrono::steady_clock::now() < end; ++runs)
        check(damage(kSeeds[std::uniform_int_distribution<std::size_t>(0, kSeeds.size() - 1)(random)], random));
    std::printf("%ld texts\n", runs);
}
