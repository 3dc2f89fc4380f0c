// Timings of the parts that a tile and a frame are made of, on made-up data. Absolute times drift from machine to
// machine; what counts is how they compare with each other and with the last commit.
//   cmake --preset release -DCORRIDORS_BENCH=ON && cmake --build build/release --target bench &&
//   build/release/tests/bench
#include <benchmark/benchmark.h>

#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "geodata/io/reader.hpp"
#include "geodata/style/style_document.hpp"
#include "geodata/tile/clip.hpp"
#include "geodata/tile/importance.hpp"
#include "geodata/tile/tile_builder.hpp"
#include "geodata/tile/triangulate.hpp"
#include "viewer/render/label_layer.hpp"

namespace corridors {
namespace {

using tile::UnitPoint;

/// A wavy ring around the middle of the tile, partly beyond it; the first vertex is not repeated.
std::vector<UnitPoint> ring(std::size_t vertices, double radiusUnits) {
    std::vector<UnitPoint> out;
    for (std::size_t i = 0; i < vertices; ++i) {
        const double a = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(vertices);
        const double r = radiusUnits * (1 + 0.2 * std::sin(23 * a) + 0.05 * std::sin(211 * a));
        out.push_back({kTileExtent / 2.0 + r * std::cos(a), kTileExtent / 2.0 + r * std::sin(a)});
    }
    return out;
}

void clipsARing(benchmark::State &state) {
    const auto whole = ring(static_cast<std::size_t>(state.range(0)), kTileExtent * 0.55);
    std::vector<UnitPoint> scratch;
    for (auto _ : state) {
        std::vector<UnitPoint> clipped = whole;
        tile::clipRing(clipped, tile::UnitBox{}, scratch);
        benchmark::DoNotOptimize(clipped.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(clipsARing)->Arg(1000)->Arg(100'000);

void triangulatesARing(benchmark::State &state) {
    std::vector<TilePoint> points;
    for (const UnitPoint p : ring(static_cast<std::size_t>(state.range(0)), kTileExtent * 0.4))
        points.push_back(tile::roundToGrid(p));
    tile::Triangulator triangulator;
    for (auto _ : state) {
        std::vector<TilePoint> vertices;
        std::vector<std::uint32_t> indices;
        triangulator.addRing(points);
        triangulator.finish(vertices, indices);
        benchmark::DoNotOptimize(indices.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(triangulatesARing)->Arg(100)->Arg(1000)->Arg(10'000);

/// Random walks of ten vertices in and around the South Caucasus.
std::shared_ptr<const LayerData> walks(std::size_t lines) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lon(41, 51);
    std::uniform_real_distribution<double> lat(37.5, 43.5);
    std::uniform_real_distribution<double> step(-0.02, 0.02);
    LayerDataBuilder builder(webMercator());
    for (std::size_t i = 0; i < lines; ++i) {
        std::vector<LonLat> line{{lon(random), lat(random)}};
        for (int k = 1; k < 10; ++k)
            line.push_back({line.back().lonDeg + step(random), line.back().latDeg + step(random)});
        builder.beginFeature("", GeometryType::LineString);
        builder.addPart(line);
        builder.setProperty("kind", std::string_view(i % 2 == 0 ? "road" : "rail"));
        builder.setProperty("value", static_cast<double>(i % 1000));
    }
    return builder.finish();
}

void ranksVertices(benchmark::State &state) {
    const auto data = walks(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(tile::rankVertices(*data).data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(data->vertexCount()));
}
BENCHMARK(ranksVertices)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

std::shared_ptr<const style::StyleDocument> lineStyle() {
    const auto parsed = style::parseStyle(R"({"version": 8, "sources": {"s": {"type": "geojson", "data": "s.geojson"}},
        "layers": [{"id": "l", "type": "line", "source": "s", "filter": ["==", ["get", "kind"], "road"], "paint": {
            "line-color": ["interpolate", ["linear"], ["get", "value"], 0, "#ffffff", 500, "#88aa22", 1000, "#000000"],
            "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1, 12, ["match", ["get", "kind"], "road", 4, 2]]}}]})",
                                          "bench.json");
    return parsed->value;
}

void evaluatesAStyle(benchmark::State &state) {
    const auto data = walks(1000);
    const auto document = lineStyle();
    const style::StyleLayer &layer = document->layers.front();
    const auto &line = std::get<style::LineStyle>(layer.style);
    for (auto _ : state) {
        for (std::uint32_t i = 0; i < data->featureCount(); ++i) {
            const FeatureView feature = data->feature(i);
            if (!layer.accepts(feature, 7)) continue;
            benchmark::DoNotOptimize(line.color.evaluate(7, feature));
            benchmark::DoNotOptimize(line.width.evaluate(7, feature));
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(data->featureCount()));
}
BENCHMARK(evaluatesAStyle);

void buildsATile(benchmark::State &state) {
    tile::TileRequest request;
    request.data = walks(static_cast<std::size_t>(state.range(0)));
    request.document = lineStyle();
    request.sourceId = "s";
    request.pyramid = std::make_shared<const tile::LayerPyramid>(request.data);
    static_cast<void>(request.pyramid->levels());
    request.id = {7, 80, 48}; // the middle of the data
    for (auto _ : state) benchmark::DoNotOptimize(tile::buildTile(request, {}));
}
BENCHMARK(buildsATile)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// One frame of a moving camera with a thousand candidates: the aim is below 2 ms.
void placesAThousandLabels(benchmark::State &state) {
    const text::TextEngine engine;
    render::LabelLayer layer(engine, {});
    const auto projection = webMercator();
    app::Viewport view{{projection->project({46, 40}), 7}, projection->square(), 1920, 1080};
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lon(41, 51);
    std::uniform_real_distribution<double> lat(37.5, 43.5);
    std::vector<tile::LabelSpec> specs;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        tile::LabelSpec spec;
        spec.text = fmt::format("Place {}", i);
        spec.fonts = {"Noto Sans Regular"};
        spec.anchor = projection->project({lon(random), lat(random)});
        spec.feature = i;
        spec.sizePx[0] = spec.sizePx[1] = 12;
        spec.variableAnchors = {"left", "right", "top", "bottom"};
        specs.push_back(std::move(spec));
    }
    render::LabelBatch batch;
    batch.labels = std::make_shared<const std::vector<tile::LabelSpec>>(std::move(specs));
    batch.tileZoom = 7;
    const std::vector<render::LabelBatch> batches{batch};
    const auto document = lineStyle();
    double nowS = 0;
    const auto frame = [&] {
        nowS += 1.0 / 60;
        view.camera.center.x += view.metresPerPixel() * 3;
        layer.update({view, 1, document, batches, nowS, {}, {}});
    };
    for (int i = 0; i < 300; ++i) frame(); // all shaped
    for (auto _ : state) frame();
}
BENCHMARK(placesAThousandLabels)->Unit(benchmark::kMillisecond);

void readsGeoJson(benchmark::State &state) {
    std::string json = R"({"type":"FeatureCollection","features":[)";
    const auto data = walks(static_cast<std::size_t>(state.range(0)));
    for (std::uint32_t i = 0; i < data->featureCount(); ++i) {
        json += fmt::format(R"({}{{"type":"Feature","properties":{{"name":"road {}","value":{}}},"geometry":)",
                            i > 0 ? "," : "", i, i % 1000);
        json += R"({"type":"LineString","coordinates":[)";
        bool first = true;
        for (const WorldPoint p : data->feature(i).part(0)) {
            const LonLat at = data->projection().unproject(p);
            json += fmt::format("{}[{:.6f},{:.6f}]", first ? "" : ",", at.lonDeg, at.latDeg);
            first = false;
        }
        json += "]}}";
    }
    json += "]}";
    for (auto _ : state) benchmark::DoNotOptimize(io::readGeoJsonText(json, "bench", {}).has_value());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(json.size()));
}
BENCHMARK(readsGeoJson)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace corridors

BENCHMARK_MAIN();
