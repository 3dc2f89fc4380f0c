// A small map made in memory for the tests of viewer/app: no files, no GDAL.
#pragma once

#include <memory>
#include <string>

#include "geodata/style/style_document.hpp"
#include "viewer/app/apply.hpp"

namespace corridors::app {

/// Points, a line and a square around (45 E, 40 N): "town" lies on "road", which crosses "land".
struct SmallMap {
    AppState state;
    ApplyContext context;

    SmallMap() {
        state.animate = false;
        send(SetViewport{1000, 800, 1});
        MapOpened map;
        map.projection = webMercator();
        map.document = parsed();
        send(map);
        load("lands", GeometryType::Polygon, "land", {{44, 39}, {46, 39}, {46, 41}, {44, 41}, {44, 39}});
        load("roads", GeometryType::LineString, "road/1", {{44.2, 40}, {45.8, 40}});
        load("towns", GeometryType::Point, "town", {{45, 40}});
    }

    void send(const Command &command) { apply(state, command, context); }

    static std::shared_ptr<const style::StyleDocument> parsed() {
        const auto document = style::parseStyle(R"({"version": 8, "center": [45, 40], "zoom": 7,
          "metadata": {"corridors:title": "Small", "corridors:layers": [
            {"id": "towns", "title": "Towns"}, {"id": "roads", "title": "Roads"}, {"id": "lands", "title": "Lands", "base": true}]},
          "sources": {"lands": {"type": "geojson", "data": "lands.geojson"}, "roads": {"type": "geojson", "data": "roads.geojson"},
                      "towns": {"type": "geojson", "data": "towns.geojson"}},
          "layers": [
            {"id": "land", "type": "fill", "source": "lands", "metadata": {"corridors:layer": "lands"}},
            {"id": "road", "type": "line", "source": "roads", "metadata": {"corridors:layer": "roads"}, "paint": {"line-width": 4}},
            {"id": "town", "type": "circle", "source": "towns", "metadata": {"corridors:layer": "towns"}, "paint": {"circle-radius": 6}},
            {"id": "road-name", "type": "symbol", "source": "roads", "metadata": {"corridors:layer": "roads"}}]})",
                                                "/small/map.json");
        return document->value;
    }

    void load(const std::string &source, GeometryType type, const std::string &id, const std::vector<LonLat> &points) {
        LayerDataBuilder builder(state.projection);
        builder.beginFeature(id, type);
        builder.addPart(points);
        builder.setProperty("name", std::string_view(id));
        builder.setProperty("kind", std::string_view("test_kind"));
        send(SourceLoaded{source, builder.finish(), {}});
    }

    [[nodiscard]] ScreenPoint screen(LonLat p) const { return state.viewport().toScreen(state.projection->project(p)); }
};

} // namespace corridors::app
