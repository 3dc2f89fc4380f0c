// A small map state for the tests of viewer/layout: an inline style and data made by hand.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "geodata/core/layer_data.hpp"
#include "geodata/style/style_document.hpp"
#include "viewer/app/app_state.hpp"

namespace corridors::layout::testing {

inline constexpr const char *kStyle = R"json({
 "version": 8, "name": "Test map",
 "metadata": {
  "corridors:title": "South Caucasus: railways and roads",
  "corridors:attribution": ["Facts: own tables"],
  "corridors:layers": [
   {"id": "railways", "title": "Railways"},
   {"id": "roads", "title": "Roads"},
   {"id": "places", "title": "Places", "base": true},
   {"id": "land", "title": "Land", "base": true}]},
 "sources": {
  "land": {"type": "geojson", "data": "land.geojson", "attribution": "&copy; OpenStreetMap contributors"},
  "railways": {"type": "geojson", "data": "railways.geojson", "attribution": "Own digitisation"},
  "roads": {"type": "geojson", "data": "roads.geojson", "attribution": "<a href=\"x\">Road</a> data"},
  "places": {"type": "geojson", "data": "places.geojson", "attribution": "GeoNames (CC BY 4.0)"}},
 "layers": [
  {"id": "sea", "type": "background", "paint": {"background-color": "#cde"},
   "metadata": {"corridors:layer": "land", "corridors:legend": false}},
  {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": "#eec"},
   "metadata": {"corridors:legend": false}},
  {"id": "road-casing", "type": "line", "source": "roads", "paint": {"line-color": "#840", "line-width": 5}},
  {"id": "road", "type": "line", "source": "roads", "paint": {"line-color": "#fc5", "line-width": 3}},
  {"id": "rail", "type": "line", "source": "railways", "filter": ["==", ["get", "status"], "operating"],
   "paint": {"line-color": "#222", "line-width": 2}},
  {"id": "rail-planned", "type": "line", "source": "railways", "filter": ["==", ["get", "status"], "planned"],
   "paint": {"line-color": "#222", "line-width": 2, "line-dasharray": [2, 1]}},
  {"id": "rail-disused", "type": "line", "source": "railways", "filter": ["==", ["get", "status"], "disused"],
   "paint": {"line-color": "#999", "line-width": 2, "line-dasharray": [4, 3]}},
  {"id": "town", "type": "circle", "source": "places", "minzoom": 6, "metadata": {"corridors:legend": "Town or city"},
   "paint": {"circle-radius": 4, "circle-stroke-width": 1}},
  {"id": "town-name", "type": "symbol", "source": "places", "layout": {"text-field": ["get", "name"]}}]})json";

inline std::shared_ptr<const LayerData> lines(const std::vector<std::string> &statuses) {
    LayerDataBuilder builder(webMercator());
    double lat = 39;
    for (const std::string &status : statuses) {
        builder.beginFeature("line" + std::to_string(lat), GeometryType::LineString);
        const LonLat points[] = {{44, lat}, {47, lat + 0.5}};
        builder.addPart(points);
        builder.setProperty("status", std::string_view(status));
        builder.setProperty("accuracy_km", lat - 38);
        lat += 0.5;
    }
    return builder.finish();
}

inline std::shared_ptr<const LayerData> point(LonLat where) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("yerevan", GeometryType::Point);
    builder.addPart(std::span(&where, 1));
    builder.setProperty("name", std::string_view("Yerevan"));
    return builder.finish();
}

inline std::shared_ptr<const LayerData> square() {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("armenia", GeometryType::Polygon);
    const LonLat ring[] = {{43, 38}, {48, 38}, {48, 42}, {43, 42}, {43, 38}};
    builder.addPart(ring);
    return builder.finish();
}

inline app::AppState mapState(double zoom = 7, LonLat centre = {45.5, 40}) {
    app::AppState state;
    auto parsed = style::parseStyle(kStyle, "map.json");
    EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().text());
    state.document = parsed->value;
    state.projection = webMercator();
    for (const style::LayerGroup &group : state.document->groups)
        state.layers.push_back({group.id, group.title, group.base, group.visible, group.opacity});
    const auto add = [&](const char *id, std::shared_ptr<const LayerData> data) {
        app::SourceState source;
        source.id = id;
        source.status = app::LoadStatus::Ready;
        source.data = std::move(data);
        state.sources.push_back(std::move(source));
    };
    add("land", square());
    add("railways", lines({"planned", "operating", "operating"}));
    add("roads", lines({"operating"}));
    add("places", point({44.5, 40.2}));
    state.camera = {state.projection->project(centre), zoom};
    return state;
}

inline void setVisible(app::AppState &state, std::string_view layer, bool visible) {
    for (app::LayerState &l : state.layers)
        if (l.id == layer) l.visible = visible;
}

} // namespace corridors::layout::testing
