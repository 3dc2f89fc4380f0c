#include "geodata/tile/importance.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "geodata/tile/junctions.hpp"
#include "geodata/tile/layer_pyramid.hpp"
#include "shapes.hpp"

namespace corridors::tile {
namespace {

using namespace test;
using Path = std::vector<WorldPoint>;

// A jagged line between two points, as a border or a coast.
Path jagged(Random &random, WorldPoint a, WorldPoint b, int vertices) {
    Path path;
    const double spread = std::hypot(b.x - a.x, b.y - a.y) / 15;
    for (int i = 0; i <= vertices; ++i) {
        const double t = static_cast<double>(i) / vertices;
        const double off = i == 0 || i == vertices ? 0 : uniform(random, -spread, spread) / (1 + i % 7);
        path.push_back({a.x + (b.x - a.x) * t + off, a.y + (b.y - a.y) * t - off});
    }
    return path;
}

Path joined(std::initializer_list<Path> paths) {
    Path result;
    for (const Path &p : paths)
        for (const WorldPoint &q : p)
            if (result.empty() || !(result.back() == q)) result.push_back(q);
    return result;
}
Path reversed(Path p) {
    std::reverse(p.begin(), p.end());
    return p;
}
Path rotated(Path ring, std::size_t by) { // a closed ring that begins elsewhere
    ring.pop_back();
    std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(by % ring.size()), ring.end());
    ring.push_back(ring.front());
    return ring;
}

class Layer {
public:
    Layer() : m_builder(webMercator()) {}
    void add(GeometryType type, const Path &path) {
        m_builder.beginFeature("", type);
        m_builder.addProjectedPart(path);
    }
    void finish() {
        m_data = m_builder.finish();
        m_pyramid.emplace(m_data);
    }
    // Vertices of a feature's first part that stay at a tolerance.
    [[nodiscard]] Path kept(std::size_t feature, double toleranceM) const {
        const auto part = m_data->feature(feature).part(0);
        const auto levels = m_pyramid->levels(part);
        const std::uint8_t threshold = importanceLevel(toleranceM, m_data->projection().square().edgeM);
        Path path;
        for (std::size_t i = 0; i < part.size(); ++i)
            if (levels[i] > threshold) path.push_back(part[i]);
        return path;
    }

private:
    LayerDataBuilder m_builder;
    std::shared_ptr<const LayerData> m_data;
    std::optional<LayerPyramid> m_pyramid;
};

std::set<std::pair<double, double>> setOf(const Path &path, const Path &among) {
    std::set<std::pair<double, double>> all;
    for (const WorldPoint &p : among) all.insert({p.x, p.y});
    std::set<std::pair<double, double>> found;
    for (const WorldPoint &p : path)
        if (all.contains({p.x, p.y})) found.insert({p.x, p.y});
    return found;
}

double distanceTo(WorldPoint p, const Path &line) {
    double best = 1e300;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double dx = line[i + 1].x - line[i].x;
        const double dy = line[i + 1].y - line[i].y;
        const double l2 = dx * dx + dy * dy;
        const double t = l2 > 0 ? std::clamp(((p.x - line[i].x) * dx + (p.y - line[i].y) * dy) / l2, 0.0, 1.0) : 0;
        best = std::min(best, std::hypot(p.x - line[i].x - t * dx, p.y - line[i].y - t * dy));
    }
    return best;
}

TEST(Importance, LevelsRiseWithTheTolerance) {
    const double edge = webMercator()->square().edgeM;
    EXPECT_EQ(importanceLevel(0, edge), 0);
    for (double m = 0.003; m < 5e6; m *= 1.2) {
        ASSERT_LT(importanceLevel(m, edge), importanceLevel(m * 1.2, edge));
        ASSERT_LT(importanceLevel(m, edge), kAlwaysKept);
    }
}

TEST(Importance, WhatIsLeftOutLiesWithinTheTolerance) {
    Random random(21);
    for (int round = 0; round < 40; ++round) {
        Path line;
        WorldPoint p{5e6, 5e6};
        for (int i = 0; i < 400; ++i) {
            line.push_back(p);
            p = {p.x + uniform(random, -300, 500), p.y + uniform(random, -400, 400)};
        }
        Layer layer;
        layer.add(GeometryType::LineString, line);
        layer.finish();
        std::size_t previous = line.size();
        for (double tolerance = 10; tolerance < 1e5; tolerance *= 3) {
            const Path kept = layer.kept(0, tolerance);
            ASSERT_GE(kept.size(), 2U);
            ASSERT_LE(kept.size(), previous);
            previous = kept.size();
            // Levels have 8 steps an octave, so the tolerance is met within one of them.
            for (const WorldPoint &v : line) ASSERT_LE(distanceTo(v, kept), tolerance * std::pow(2, 1.0 / 8) + 1e-6);
        }
        ASSERT_LT(previous, 20U);
    }
}

TEST(Importance, SpurKeepsItsTip) {
    Layer layer;
    layer.add(GeometryType::LineString, {{0, 0}, {100, 0}, {200, 0}, {100, 0.0}, {100, 500}});
    layer.finish();
    const Path kept = layer.kept(0, 50);
    EXPECT_TRUE(std::find(kept.begin(), kept.end(), WorldPoint{200, 0}) != kept.end());
}

// Two countries and a third, wound both ways and begun anywhere: the common borders keep the very same vertices.
TEST(Importance, SharedBordersStayShared) {
    Random random(22);
    for (std::size_t round = 0; round < 60; ++round) {
        const WorldPoint north{0, 1e5};
        const WorldPoint center{uniform(random, -1e4, 1e4), 0};
        const WorldPoint southWest{-9e4, -6e4};
        const WorldPoint southEast{9e4, -6e4};
        const Path a = jagged(random, center, north, 80);
        const Path b = jagged(random, center, southWest, 50);
        const Path c = jagged(random, center, southEast, 60);
        const Path coast1 = jagged(random, north, southWest, 90);
        const Path coast2 = jagged(random, southEast, north, 90);
        const Path coast3 = jagged(random, southWest, southEast, 90);
        Layer layer;
        Path west = rotated(joined({a, coast1, reversed(b)}), round * 7);
        if (round % 2 == 0) west = reversed(west);
        layer.add(GeometryType::Polygon, west);
        layer.add(GeometryType::Polygon, rotated(joined({reversed(a), c, coast2}), round * 13 + 3));
        layer.add(GeometryType::Polygon, joined({b, coast3, reversed(c)}));
        layer.finish();
        Layer borders; // the same borders as lines of another source
        borders.add(GeometryType::LineString, a);
        borders.add(GeometryType::LineString, reversed(b));
        borders.add(GeometryType::LineString, c);
        borders.finish();
        for (double tolerance = 20; tolerance < 2e4; tolerance *= 2.5) {
            const auto ofA = setOf(layer.kept(0, tolerance), a);
            ASSERT_GE(ofA.size(), 2U);
            ASSERT_EQ(ofA, setOf(layer.kept(1, tolerance), a));
            ASSERT_EQ(setOf(layer.kept(0, tolerance), b), setOf(layer.kept(2, tolerance), b));
            ASSERT_EQ(setOf(layer.kept(1, tolerance), c), setOf(layer.kept(2, tolerance), c));
            ASSERT_EQ(ofA, setOf(borders.kept(0, tolerance), a));
            ASSERT_EQ(setOf(layer.kept(0, tolerance), b), setOf(borders.kept(1, tolerance), b));
            ASSERT_EQ(setOf(layer.kept(1, tolerance), c), setOf(borders.kept(2, tolerance), c));
        }
    }
}

// An island has no junction: its vertices must not depend on where its ring begins or how it is wound.
TEST(Importance, IslandsDoNotDependOnTheirFirstVertex) {
    Random random(23);
    for (std::size_t round = 0; round < 40; ++round) {
        Path ring;
        for (int i = 0; i < 70; ++i) {
            const double angle = 2 * std::numbers::pi * i / 70;
            const double r = 1e4 * uniform(random, 0.7, 1);
            ring.push_back({r * std::cos(angle), r * std::sin(angle)});
        }
        ring.push_back(ring.front());
        Layer one;
        one.add(GeometryType::Polygon, ring);
        one.finish();
        Layer other;
        other.add(GeometryType::Polygon, reversed(rotated(ring, round * 11 + 1)));
        other.finish();
        for (double tolerance = 50; tolerance < 8000; tolerance *= 2)
            ASSERT_EQ(setOf(one.kept(0, tolerance), ring), setOf(other.kept(0, tolerance), ring));
    }
}

TEST(Importance, LineEndingOnAnotherMakesAJunction) {
    Layer layer;
    layer.add(GeometryType::LineString, {{0, 0}, {100, 1}, {200, 0}});
    layer.add(GeometryType::LineString, {{100, 1}, {100, 900}});
    layer.finish();
    EXPECT_EQ(layer.kept(0, 1e5).size(), 3U);
}

TEST(Importance, DuplicatesAndDegenerateRingsAreHarmless) {
    Layer layer;
    layer.add(GeometryType::Polygon, {{5, 5}, {5, 5}, {5, 5}, {5, 5}});
    layer.add(GeometryType::Polygon, {{0, 0}, {0, 0}, {900, 0}, {900, 0}, {900, 900}, {0, 0}, {0, 0}});
    layer.add(GeometryType::LineString, {{7, 7}});
    layer.add(GeometryType::LineString, {{1, 1}, {1, 1}});
    layer.add(GeometryType::Polygon, {});
    layer.finish();
    EXPECT_EQ(layer.kept(1, 10).size(), 4U); // triangle, closed
    EXPECT_LE(layer.kept(0, 10).size(), 2U);
}

TEST(Importance, RingsThatVisitThemselvesKeepTheMeetingPoint) {
    Layer layer; // a figure of eight through (0, 0)
    layer.add(GeometryType::Polygon,
              {{-1000, -500}, {0, 0}, {1000, 500}, {1000, -500}, {0, 0}, {-1000, 500}, {-1000, -500}});
    layer.finish();
    const Path kept = layer.kept(0, 1e6);
    EXPECT_EQ(std::count(kept.begin(), kept.end(), WorldPoint{0, 0}), 2);
}

// Ranking is n log n: a ring of 400,000 vertices takes about as long per vertex as 100 rings of 4,000.
TEST(Importance, OneLargeRingCostsAboutAsMuchAsManySmall) {
    Random random(24);
    const auto timed = [&](int rings, int vertices) {
        Layer layer;
        for (int k = 0; k < rings; ++k) {
            Path ring;
            for (int i = 0; i < vertices; ++i) {
                const double angle = 2 * std::numbers::pi * i / vertices;
                const double r = 1e4 * uniform(random, 0.7, 1);
                ring.push_back({k * 3e4 + r * std::cos(angle), r * std::sin(angle)});
            }
            ring.push_back(ring.front());
            layer.add(GeometryType::Polygon, ring);
        }
        layer.finish();
        const double start = threadSeconds();
        EXPECT_FALSE(layer.kept(0, 1).empty());
        return threadSeconds() - start;
    };
    const double small = timed(100, 4000);
    const double large = timed(1, 400'000);
    EXPECT_LT(large, 12 * small) << small << " s and " << large << " s";
}

} // namespace
} // namespace corridors::tile
