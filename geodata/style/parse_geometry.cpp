// Operators that look at a feature's geometry: within, distance.
#include <cmath>
#include <numbers>

#include "geodata/style/compiler.hpp"
#include "geodata/style/shape.hpp"

namespace corridors::style {
namespace {

constexpr Reads kGeometry{.feature = true, .unfoldable = true, .geometry = true};

// Edges are straight on the Mercator map, as in the reference.
PlanePoint onMercator(PlanePoint degrees) {
    static const auto kMercator = webMercator();
    const WorldPoint p = kMercator->project({degrees.x, degrees.y});
    return {p.x, p.y};
}

struct WithinNode final : Node {
    Shape area; // on the Mercator plane
    WithinNode(Shape a, std::string k) : Node(Kind::Boolean, std::move(k)), area(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const FeatureView *feature = e.context.feature;
        if (!feature || feature->geometryClass() == GeometryClass::Polygon) return Value(false);
        return Value(liesWithin(transformed(shapeOf(*feature), onMercator), area));
    }
    [[nodiscard]] Reads reads() const override { return kGeometry; }
};

// Metres on the WGS 84 ellipsoid near a latitude: degrees times the radii of curvature there (meridional M and prime
// vertical N; Snyder 1987, eqs. 4-18 and 4-20). Good to 0.1 % within a few hundred kilometres.
struct LocalScale {
    double metresPerLon = 0;
    double metresPerLat = 0;
    explicit LocalScale(double latDeg) {
        constexpr double kEquatorialRadiusM = 6378137;
        constexpr double kFlattening = 1 / 298.257223563;
        constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
        constexpr double kRadians = std::numbers::pi / 180;
        const double sine = std::sin(latDeg * kRadians);
        const double w2 = 1 - kEccentricity2 * sine * sine;
        const double primeVertical = kEquatorialRadiusM / std::sqrt(w2);
        metresPerLon = kRadians * primeVertical * std::cos(latDeg * kRadians);
        metresPerLat = kRadians * primeVertical * (1 - kEccentricity2) / w2;
    }
    PlanePoint operator()(PlanePoint degrees) const { return {degrees.x * metresPerLon, degrees.y * metresPerLat}; }
};

struct DistanceNode final : Node {
    Shape target; // degrees
    DistanceNode(Shape t, std::string k) : Node(Kind::Number, std::move(k)), target(std::move(t)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Shape shape = e.context.feature ? shapeOf(*e.context.feature) : Shape{};
        const auto latitude = anyLatitude(shape);
        if (!latitude) return Value(std::nan(""));
        const LocalScale scale(*latitude);
        return Value(distanceBetween(transformed(shape, scale), transformed(target, scale)));
    }
    [[nodiscard]] Reads reads() const override { return kGeometry; }

private:
    static std::optional<double> anyLatitude(const Shape &shape) {
        if (!shape.points.empty()) return shape.points.front().y;
        for (const Path &line : shape.lines)
            if (!line.empty()) return line.front().y;
        for (const auto &polygon : shape.polygons)
            for (const Path &ring : polygon)
                if (!ring.empty()) return ring.front().y;
        return std::nullopt;
    }
};

NodePtr parseWithin(const Json &args, const Context &context) {
    if (args.size() != 2)
        return context.error("'within' expression requires exactly one argument, but found " +
                             std::to_string(args.size() - 1) + " instead.");
    const auto shape = readShape(args[1]);
    if (!shape || shape->polygons.empty())
        return context.error("'within' expression requires valid geojson object that contains polygon geometry type.");
    return std::make_shared<WithinNode>(transformed(*shape, onMercator), context.key());
}

NodePtr parseDistance(const Json &args, const Context &context) {
    if (args.size() != 2)
        return context.error("'distance' expression requires exactly one argument, but found " +
                             std::to_string(args.size() - 1) + " instead.");
    auto shape = readShape(args[1]);
    if (!shape || shape->isEmpty())
        return context.error(
            "'distance' expression requires valid geojson object that contains polygon geometry type.");
    return std::make_shared<DistanceNode>(std::move(*shape), context.key());
}

} // namespace

void addGeometryOperators(OperatorTable &table) {
    table["within"] = parseWithin;
    table["distance"] = parseDistance;
}

} // namespace corridors::style
