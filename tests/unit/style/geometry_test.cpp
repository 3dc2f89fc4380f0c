// within and distance.
#include <cmath>

#include "support.hpp"

namespace corridors::style::test {
namespace {

constexpr auto kSquare =
    R"({"type": "Polygon", "coordinates": [[[44, 39], [46, 39], [46, 41], [44, 41], [44, 39]], [[44.5, 39.5], [44.6, 39.5], [44.6, 39.6], [44.5, 39.6], [44.5, 39.5]]]})";

std::string evaluateAt(const std::string &expression, GeometryType type, const std::vector<LonLat> &points) {
    LayerDataBuilder builder(webMercator());
    builder.beginFeature("f", type);
    builder.addPart(points);
    const auto layer = builder.finish();
    const FeatureView feature = layer->feature(0);
    return toJson((*compileExpression(expression, {}))->evaluate({0, &feature, true}));
}

TEST(Within, PointsInsideAndNotOnTheEdgeOrInAHole) {
    const std::string within = std::string(R"(["within", )") + kSquare + "]";
    const auto at = [&](LonLat p) { return evaluateAt(within, GeometryType::Point, {p}); };
    EXPECT_EQ(at({45, 40}), "true");
    EXPECT_EQ(at({47, 40}), "false");
    EXPECT_EQ(at({44.55, 39.55}), "false");
    EXPECT_EQ(at({44, 40}), "false");
}

TEST(Within, LinesMustStayInside) {
    const std::string within = std::string(R"(["within", )") + kSquare + "]";
    EXPECT_EQ(evaluateAt(within, GeometryType::LineString, {{44.2, 40}, {45.8, 40.5}}), "true");
    EXPECT_EQ(evaluateAt(within, GeometryType::LineString, {{44.2, 40}, {47, 40.5}}), "false");
    EXPECT_EQ(evaluateAt(within, GeometryType::LineString, {{44.45, 39.55}, {44.7, 39.55}}),
              "false"); // through the hole
    EXPECT_EQ(evaluateAt(within, GeometryType::Polygon, {{44.8, 40}, {45, 40}, {45, 40.2}, {44.8, 40}}), "false");
}

// One degree of latitude near 40 degrees north is 111.035 km on WGS 84 (Snyder 1987, table 3).
TEST(Distance, IsInMetres) {
    const std::string point = R"(["distance", {"type": "Point", "coordinates": [45, 40]}])";
    EXPECT_NEAR(std::stod(evaluateAt(point, GeometryType::Point, {{45, 40.1}})), 11103.5, 10);
    EXPECT_NEAR(std::stod(evaluateAt(point, GeometryType::LineString, {{44, 40.1}, {46, 40.1}})), 11103.5, 10);
    const std::string square = std::string(R"(["distance", )") + kSquare + "]";
    EXPECT_EQ(evaluateAt(square, GeometryType::Point, {{45, 40}}), "0");
    EXPECT_EQ(evaluateAt(square, GeometryType::LineString, {{43, 40}, {47, 40}}), "0");
    EXPECT_GT(std::stod(evaluateAt(square, GeometryType::Point, {{44.55, 39.55}})), 1000); // in the hole
    EXPECT_NEAR(std::stod(evaluateAt(square, GeometryType::Point, {{45, 41.1}})), 11105, 15);
}

TEST(Distance, NeedsAGeometry) {
    EXPECT_FALSE(compileExpression(R"(["distance", 5])", {}).has_value());
    EXPECT_FALSE(compileExpression(R"(["within", {"type": "Point", "coordinates": [1, 2]}])", {}).has_value());
    EXPECT_FALSE(compileExpression(R"(["within", {"type": "Polygon", "coordinates": "x"}])", {}).has_value());
}

} // namespace
} // namespace corridors::style::test
