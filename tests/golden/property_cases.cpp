#include "property_cases.hpp"

#include <fmt/format.h>

namespace corridors::golden {

namespace {

/// Two overlapping polygons (one with a hole), three lines (bent, crossing itself, straight) and four points.
const char *const kFeatures = R"({"type": "FeatureCollection", "features": [
{"type":"Feature","id":"a","properties":{"n":0,"name":"Aras"},"geometry":{"type":"Polygon","coordinates":
  [[[-14,2],[-2,2],[-2,13],[-14,13],[-14,2]],[[-11,5],[-11,10],[-6,10],[-6,5],[-11,5]]]}},
{"type":"Feature","id":"b","properties":{"n":1,"name":"Kura"},"geometry":{"type":"Polygon","coordinates":
  [[[-5,4],[6,7],[3,14],[-5,4]]]}},
{"type":"Feature","id":"c","properties":{"n":0,"name":"Zangezur"},"geometry":{"type":"LineString","coordinates":
  [[-14,-2],[-8,-12],[-3,-2],[-1,-12]]}},
{"type":"Feature","id":"d","properties":{"n":1,"name":"Baku"},"geometry":{"type":"LineString","coordinates":
  [[2,-12],[13,-4],[13,-12],[3,-4]]}},
{"type":"Feature","id":"e","properties":{"n":2,"name":"Meghri"},"geometry":{"type":"LineString","coordinates":
  [[8,13],[14,0]]}},
{"type":"Feature","id":"p","properties":{"n":0,"name":"Ganja"},"geometry":{"type":"Point","coordinates":[9,10]}},
{"type":"Feature","id":"q","properties":{"n":1,"name":"Şuşa"},"geometry":{"type":"Point","coordinates":[-10,-6]}},
{"type":"Feature","id":"r","properties":{"n":2,"name":"Yerevan"},"geometry":{"type":"Point","coordinates":[6,-7]}},
{"type":"Feature","id":"s","properties":{"n":2,"name":"Nakhchivan"},"geometry":{"type":"Point","coordinates":[-3,7]}}]})";

void addFills(std::vector<PropertyCase> &cases) {
    const auto add = [&](const char *name, const char *paint, double zoom = 3) {
        cases.push_back({name, "fill", paint, "{}", zoom});
    };
    add("fill-color", R"({"fill-color":"#3f7f5f"})");
    add("fill-color-by-feature", R"({"fill-color":["match",["get","n"],0,"#3f7f5f","#c05030"]})");
    add("fill-color-by-zoom", R"({"fill-color":["interpolate",["linear"],["zoom"],3,"#3f7f5f",4,"#c05030"]})", 3.5);
    add("fill-color-by-zoom-and-feature",
        R"({"fill-color":["interpolate",["linear"],["zoom"],3,["match",["get","n"],0,"#3f7f5f","#c05030"],4,"#203080"]})",
        3.5);
    add("fill-antialias-off", R"({"fill-color":"#3f7f5f","fill-antialias":false})");
    add("fill-opacity", R"({"fill-color":"#3f7f5f","fill-opacity":0.4})");
    add("fill-outline-color", R"({"fill-color":"#c8e0d0","fill-outline-color":"#d02020"})");
    add("fill-translate", R"({"fill-color":"#3f7f5f","fill-translate":[12,-9]})");
    cases.push_back({"fill-sort-key", "fill", R"({"fill-color":["match",["get","n"],0,"#3f7f5f","#c05030"]})",
                     R"({"fill-sort-key":["-",0,["get","n"]]})"});
}

void addLines(std::vector<PropertyCase> &cases) {
    const auto add = [&](const char *name, const char *paint, const char *layout = "{}", double zoom = 3) {
        cases.push_back({name, "line", paint, layout, zoom});
    };
    add("line-width", R"({"line-width":7})");
    add("line-width-hairline", R"({"line-width":0.4})");
    add("line-width-by-feature", R"({"line-width":["+",1,["*",4,["get","n"]]]})");
    add("line-color", R"({"line-width":4,"line-color":"#205090"})");
    add("line-opacity", R"({"line-width":9,"line-opacity":0.4})");
    add("line-cap-round", R"({"line-width":12})", R"({"line-cap":"round"})");
    add("line-cap-square", R"({"line-width":12})", R"({"line-cap":"square"})");
    add("line-join-miter", R"({"line-width":10})", R"({"line-join":"miter"})");
    add("line-join-bevel", R"({"line-width":10})", R"({"line-join":"bevel"})");
    add("line-join-round", R"({"line-width":10,"line-opacity":0.5})", R"({"line-join":"round"})");
    add("line-miter-limit", R"({"line-width":10})", R"({"line-join":"miter","line-miter-limit":1.1})");
    add("line-dasharray", R"({"line-width":4,"line-dasharray":[3,1,1,1]})");
    add("line-dasharray-fraction", R"({"line-width":4,"line-dasharray":[3,2]})", "{}", 3.4);
    add("line-dasharray-round", R"({"line-width":6,"line-dasharray":[0,2]})", R"({"line-cap":"round"})");
    add("line-gap-width", R"({"line-width":2,"line-gap-width":6})");
    add("line-gap-width-dashed", R"({"line-width":3,"line-gap-width":5,"line-dasharray":[2,1]})");
    add("line-offset", R"({"line-width":3,"line-offset":8})");
    add("line-blur", R"({"line-width":12,"line-blur":8})");
    add("line-translate", R"({"line-width":3,"line-translate":[10,10]})");
}

void addCircles(std::vector<PropertyCase> &cases) {
    const auto add = [&](const char *name, const char *paint, const char *layout = "{}") {
        cases.push_back({name, "circle", paint, layout});
    };
    add("circle-radius", R"({"circle-radius":9})");
    add("circle-radius-by-feature", R"({"circle-radius":["+",3,["*",5,["get","n"]]]})");
    add("circle-color", R"({"circle-radius":9,"circle-color":"#205090"})");
    add("circle-opacity", R"({"circle-radius":14,"circle-opacity":0.4})");
    add("circle-blur", R"({"circle-radius":14,"circle-blur":0.8})");
    add("circle-stroke",
        R"({"circle-radius":8,"circle-color":"#ffffff","circle-stroke-width":3,"circle-stroke-color":"#c02020"})");
    add("circle-stroke-opacity",
        R"({"circle-radius":8,"circle-stroke-width":5,"circle-stroke-color":"#c02020","circle-stroke-opacity":0.4})");
    add("circle-translate", R"({"circle-radius":5,"circle-translate":[15,0]})");
}

void addSymbols(std::vector<PropertyCase> &cases) {
    const auto add = [&](const char *name, const std::string &layout, const char *paint = "{}") {
        cases.push_back({name, "symbol", paint, R"({"text-field":["get","name"],)" + layout + "}", 3, true});
    };
    add("text-size", R"("text-size":18)");
    add("text-size-by-feature", R"("text-size":["+",9,["*",5,["get","n"]]])");
    add("text-anchor", R"("text-size":12,"text-anchor":"left")");
    add("text-offset", R"("text-size":12,"text-offset":[0,1.5])");
    add("text-letter-spacing", R"("text-size":12,"text-letter-spacing":0.3)");
    add("text-transform", R"("text-size":12,"text-transform":"uppercase")");
    add("text-rotate", R"("text-size":12,"text-rotate":30)");
    add("text-font", R"("text-size":13,"text-font":["Noto Sans Bold Italic"])");
    add("text-allow-overlap", R"("text-size":20,"text-allow-overlap":true)");
    add("text-variable-anchor",
        R"("text-size":14,"text-variable-anchor":["top","bottom","left"],"text-radial-offset":0.8)");
    add("text-color", R"("text-size":14)", R"({"text-color":"#a02020"})");
    add("text-halo", R"("text-size":14)", R"({"text-halo-color":"#ffe060","text-halo-width":2})");
    add("text-halo-blur", R"("text-size":14)",
        R"({"text-halo-color":"#ffe060","text-halo-width":3,"text-halo-blur":2})");
    add("text-opacity", R"("text-size":14)", R"({"text-opacity":0.4})");
    add("symbol-placement-line", R"("text-size":11,"symbol-placement":"line")");
    add("symbol-placement-line-center", R"("text-size":11,"symbol-placement":"line-center")");
}

} // namespace

std::vector<PropertyCase> propertyCases() {
    std::vector<PropertyCase> cases;
    cases.push_back({"background-color", "background", R"({"background-color":"#d0e4f0"})"});
    cases.push_back({"background-opacity", "background", R"({"background-color":"#d02020","background-opacity":0.3})"});
    addFills(cases);
    addLines(cases);
    addCircles(cases);
    addSymbols(cases);
    return cases;
}

std::string styleOf(const PropertyCase &test) {
    const std::string source = test.type == "background" ? "" : R"("source":"s",)";
    return fmt::format(R"({{"version":8,"center":[0,0],"zoom":{},
"sources":{{"s":{{"type":"geojson","data":{}}}}},
"layers":[{{"id":"paper","type":"background","paint":{{"background-color":"#ffffff"}}}},
{{"id":"pale-fill","type":"fill","source":"s","paint":{{"fill-color":"#f0f0f0"}}}},
{{"id":"pale-line","type":"line","source":"s","paint":{{"line-color":"#d8d8d8"}}}},
{{"id":"test","type":"{}",{}"layout":{},"paint":{}}}]}})",
                       test.zoom, kFeatures, test.type, source, test.layout, test.paint);
}

} // namespace corridors::golden
