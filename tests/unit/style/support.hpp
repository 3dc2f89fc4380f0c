// What the tests of the style language share: features from JSON, and evaluating an expression in one line.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "geodata/core/layer_data.hpp"
#include "geodata/style/expression.hpp"
#include "geodata/style/style_document.hpp"

namespace corridors::style::test {

using Json = nlohmann::ordered_json;

inline PropertyValue propertyValue(const Json &value, std::string &keep) {
    if (value.is_string()) return std::string_view(keep = value.get<std::string>());
    if (value.is_number()) return value.get<double>();
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_null()) return std::monostate{};
    return JsonText{keep = value.dump()};
}

inline void addProperties(LayerDataBuilder &builder, const std::string &properties) {
    const Json json = Json::parse(properties);
    for (const auto &[name, value] : json.items()) {
        std::string keep;
        builder.setProperty(name, propertyValue(value, keep));
    }
}

/// A layer with one point at (45, 40) and these attributes.
inline std::shared_ptr<const LayerData> pointWith(const std::string &properties, const std::string &id = {},
                                                  bool idIsNumber = false) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature(id, GeometryType::Point, idIsNumber);
    const LonLat at{45, 40};
    builder.addPart({&at, 1});
    addProperties(builder, properties);
    return builder.finish();
}

/// Compiles, evaluates and writes the result as JSON; "compile[key] text" or "error[key] text" where it fails.
inline std::string evaluate(const std::string &json, const std::string &properties = "{}", double zoom = 0,
                            const PropertyRules &rules = {}) {
    const auto compiled = compileExpression(json, rules);
    if (!compiled) return "compile" + compiled.error()[0].key + " " + compiled.error()[0].message;
    const auto layer = pointWith(properties);
    const FeatureView feature = layer->feature(0);
    const Value value = (*compiled)->evaluate({zoom, &feature, true});
    if (const EvaluationError *e = value.error()) return "error" + e->key + " " + e->message;
    return value.string() ? toJson(value) : value.color() ? toText(value) : toJson(value);
}

inline PropertyRules rulesFor(const Type &type) {
    PropertyRules rules;
    rules.type = type;
    return rules;
}

/// A style with one inline source "s" and these layers.
inline std::string styleWith(const std::string &layers, const std::string &more = {}) {
    return R"({"version": 8, "sources": {"s": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}},)" +
           more + R"("layers": [)" + layers + "]}";
}

/// Parses; a failure fails the test.
inline WithWarnings<std::shared_ptr<const StyleDocument>> parsed(const std::string &json, const std::string &path = {},
                                                                 std::string_view theme = {}) {
    auto result = parseStyle(json, path, theme);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().text());
    return result ? std::move(*result)
                  : WithWarnings<std::shared_ptr<const StyleDocument>>{std::make_shared<StyleDocument>(), {}};
}

/// "place: message" of each warning, one a line.
inline std::string warningsOf(const std::string &json) {
    std::string out;
    for (const Warning &w : parsed(json).warnings) out += w.place + ": " + w.message + "\n";
    return out;
}

} // namespace corridors::style::test
