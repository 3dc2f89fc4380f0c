// Symbols for files that bring no style.
#include <algorithm>

#include "support.hpp"

namespace corridors::style::test {
namespace {

constexpr Color kAccent{0.2F, 0.4F, 0.6F, 1};

std::shared_ptr<const LayerData> mixedLayer() {
    LayerDataBuilder builder(webMercator());
    const LonLat ring[] = {{44, 40}, {45, 40}, {45, 41}, {44, 40}};
    builder.beginFeature("p", GeometryType::Polygon);
    builder.addPart(ring);
    addProperties(builder, R"({"name": "Area", "fill": "#ff0000", "fill-opacity": 0.9, "stroke-width": "4"})");
    builder.beginFeature("l", GeometryType::LineString);
    builder.addPart(std::span(ring).first(2));
    addProperties(builder, R"({"stroke": "lime", "title": "Line"})");
    builder.beginFeature("d", GeometryType::Point);
    builder.addPart(std::span(ring).first(1));
    addProperties(builder, R"({"marker-color": "no colour"})");
    return builder.finish();
}

const StyleLayer *find(const std::vector<StyleLayer> &layers, const std::string &id) {
    const auto it = std::find_if(layers.begin(), layers.end(), [&](const StyleLayer &l) { return l.id == id; });
    return it == layers.end() ? nullptr : &*it;
}

TEST(Defaults, EveryFeatureIsShownByALayerOfItsKind) {
    const auto data = mixedLayer();
    const auto layers = defaultLayersFor("x", *data, kAccent);
    for (std::size_t i = 0; i < data->featureCount(); ++i) {
        const bool shown = std::any_of(layers.begin(), layers.end(), [&](const StyleLayer &layer) {
            return !std::holds_alternative<SymbolStyle>(layer.style) && layer.accepts(data->feature(i), 5);
        });
        EXPECT_TRUE(shown) << i;
    }
    for (const StyleLayer &layer : layers) {
        EXPECT_EQ(layer.source, "x");
        EXPECT_EQ(layer.group, "x");
    }
}

TEST(Defaults, SimplestyleWinsOverTheAccent) {
    const auto data = mixedLayer();
    const auto layers = defaultLayersFor("x", *data, kAccent);
    const auto *fill = find(layers, "x-fill");
    const auto *outline = find(layers, "x-outline");
    const auto *line = find(layers, "x-line");
    const auto *point = find(layers, "x-point");
    ASSERT_TRUE(fill && outline && line && point);
    const FeatureView area = data->feature(0);
    EXPECT_EQ(std::get<FillStyle>(fill->style).color.evaluate(5, area), (Color{1, 0, 0, 1}));
    EXPECT_DOUBLE_EQ(std::get<FillStyle>(fill->style).opacity.evaluate(5, area), 0.9);
    EXPECT_DOUBLE_EQ(std::get<LineStyle>(outline->style).width.evaluate(5, area), 4);
    EXPECT_EQ(std::get<LineStyle>(line->style).color.evaluate(5, data->feature(1)), (Color{0, 1, 0, 1}));
    EXPECT_DOUBLE_EQ(std::get<LineStyle>(line->style).width.evaluate(5, data->feature(1)), 2);
    const Color dot = std::get<CircleStyle>(point->style).color.evaluate(5, data->feature(2));
    EXPECT_NEAR(dot.r, kAccent.r, 0.003);
    EXPECT_NEAR(dot.b, kAccent.b, 0.003);
}

TEST(Defaults, LabelsComeFromTitleOrName) {
    const auto data = mixedLayer();
    const auto layers = defaultLayersFor("x", *data, kAccent);
    const auto label = [&](const char *id, std::size_t feature) {
        const auto *layer = find(layers, id);
        return layer ? std::get<SymbolStyle>(layer->style).textField.evaluate(5, data->feature(feature)) : "no layer";
    };
    EXPECT_EQ(label("x-polygon-label", 0), "Area");
    EXPECT_EQ(label("x-line-label", 1), "Line");
    EXPECT_EQ(label("x-point-label", 2), "");
    const auto bare = pointWith(R"({"population": 4})");
    EXPECT_EQ(defaultLayersFor("y", *bare, kAccent).size(), 1U);
}

} // namespace
} // namespace corridors::style::test
