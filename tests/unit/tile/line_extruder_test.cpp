#include "geodata/tile/line_extruder.hpp"

#include <gtest/gtest.h>

#include "shapes.hpp"

namespace corridors::tile {
namespace {

using namespace test;
using Line = std::vector<UnitPoint>;

struct Stroked {
    std::vector<LineVertex> vertices;
    std::vector<std::uint32_t> indices;

    // The position of a vertex as line_vertex.hpp tells the shader, with u = 1.
    [[nodiscard]] UnitPoint at(std::size_t corner, double t, double offset = 0) const {
        const LineVertex &v = vertices[indices[corner]];
        const double nx = v.normalX / static_cast<double>(kNormalOne);
        const double ny = v.normalY / static_cast<double>(kNormalOne);
        const double across = v.across / 127.0 * t + offset;
        const double along = v.along / 127.0 * t;
        return {v.position.x + nx * across + ny * along, v.position.y + ny * across - nx * along};
    }
    // How many triangles cover a point, and |side| there in the last of them.
    [[nodiscard]] int cover(UnitPoint p, double t, double &side, double offset = 0) const {
        int count = 0;
        for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
            const UnitPoint a = at(i, t, offset);
            const UnitPoint b = at(i + 1, t, offset);
            const UnitPoint c = at(i + 2, t, offset);
            const auto cross = [](UnitPoint o, UnitPoint q, UnitPoint r) {
                return (q.x - o.x) * (r.y - o.y) - (q.y - o.y) * (r.x - o.x);
            };
            const double whole = cross(a, b, c);
            if (std::abs(whole) < 1e-9) continue;
            const double wa = cross(p, b, c) / whole;
            const double wb = cross(a, p, c) / whole;
            const double wc = 1 - wa - wb;
            if (wa <= 0 || wb <= 0 || wc <= 0) continue;
            ++count;
            side = std::abs(wa * vertices[indices[i]].side + wb * vertices[indices[i + 1]].side +
                            wc * vertices[indices[i + 2]].side) /
                   127;
        }
        return count;
    }
};

Stroked stroke(const Line &line, const StrokeShape &shape) {
    Stroked result;
    LineExtruder(result.vertices, result.indices).stroke(line, shape, 0);
    return result;
}

StrokeShape shapeOf(LineJoin join, LineCap cap, double half) {
    StrokeShape shape;
    shape.join = join;
    shape.cap = cap;
    shape.maxHalfUnits = half;
    return shape;
}

double distanceTo(UnitPoint p, const Line &line) {
    double best = 1e300;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double dx = line[i + 1].x - line[i].x;
        const double dy = line[i + 1].y - line[i].y;
        const double t = std::clamp(((p.x - line[i].x) * dx + (p.y - line[i].y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        best = std::min(best, std::hypot(p.x - line[i].x - t * dx, p.y - line[i].y - t * dy));
    }
    return best;
}

// Long segments that turn by less than a right angle each, so that no part of the line comes near another.
Line gentleWalk(Random &random, int points) {
    Line line{{0, 0}};
    double heading = uniform(random, -3, 3);
    for (int i = 1; i < points; ++i) {
        const double step = uniform(random, 400, 900);
        line.push_back({std::round(line.back().x + step * std::cos(heading)),
                        std::round(line.back().y + step * std::sin(heading))});
        heading += uniform(random, -1, 1) * 0.35;
    }
    return line;
}

TEST(LineExtruder, StraightLineIsOneQuadOfTheWidth) {
    const Stroked s = stroke({{100, 100}, {1100, 100}}, {});
    ASSERT_EQ(s.vertices.size(), 4U);
    ASSERT_EQ(s.indices.size(), 6U);
    double side = 0;
    EXPECT_EQ(s.cover({600, 119}, 20, side), 1);
    EXPECT_NEAR(side, 0.95, 1e-9);
    EXPECT_EQ(s.cover({600, 121}, 20, side), 0);
    EXPECT_EQ(s.cover({99, 100}, 20, side), 0); // butt
    EXPECT_EQ(s.vertices[0].distance, 0);
    EXPECT_EQ(s.vertices[2].distance, 1000);
}

TEST(LineExtruder, SideMinusIsLeftAndOffsetMovesRight) {
    const Stroked s = stroke({{0, 0}, {1000, 0}}, {}); // eastward: left is north, y smaller
    for (std::size_t i = 0; i < s.indices.size(); ++i) {
        const UnitPoint p = s.at(i, 10);
        EXPECT_EQ(p.y < 0, s.vertices[s.indices[i]].side < 0);
        EXPECT_NEAR(s.at(i, 10, 5).y - p.y, 5, 1e-9);
    }
}

// The heart of it: with round joins and caps the stroke covers exactly the points within T of the line, once each (so
// translucent lines do not darken), and |side| is the distance from the line in units of T.
TEST(LineExtruder, RoundStrokeIsTheSetOfPointsWithinItsHalfWidth) {
    Random random(31);
    for (int round = 0; round < 60; ++round) {
        const Line line = gentleWalk(random, 6);
        const double t = uniform(random, 10, 80);
        const Stroked s = stroke(line, shapeOf(LineJoin::Round, LineCap::Round, t));
        for (int i = 0; i < 400; ++i) {
            const UnitPoint on = line[random() % line.size()];
            const UnitPoint p{on.x + uniform(random, -1.5 * t, 1.5 * t), on.y + uniform(random, -1.5 * t, 1.5 * t)};
            const double d = distanceTo(p, line);
            double side = 0;
            const int count = s.cover(p, t, side);
            if (d > t + 3) {
                // Bends below the round limit are mitred: they reach 5 % farther out.
                if (d > t * 1.06 + 1) {
                    ASSERT_EQ(count, 0) << d / t;
                }
            } else if (d < t - 3.5) {
                ASSERT_EQ(count, 1) << d / t;
                ASSERT_NEAR(side * t, d, 3.5); // chords may stay 2 units, an eighth of a pixel, inside the arc
            }
        }
    }
}

TEST(LineExtruder, SharpRoundJoinsCoverTheirDisc) {
    const Line line{{0, 0}, {2000, 0}, {300, 700}};
    const double t = 60;
    const Stroked s = stroke(line, shapeOf(LineJoin::Round, LineCap::Butt, t));
    double side = 0;
    for (int i = 0; i < 64; ++i) {
        const double a = 2 * std::numbers::pi * i / 64;
        EXPECT_GE(s.cover({2000 + (t - 3) * std::cos(a) + 0.01, (t - 3) * std::sin(a) + 0.013}, t, side), 1) << i;
    }
    EXPECT_EQ(s.cover({2000 + t + 3, 0}, t, side), 0);
}

TEST(LineExtruder, MitreReachesItsTipAndBecomesABevelBeyondTheLimit) {
    double side = 0;
    const double t = 50;
    const Line right{{0, 0}, {1000, 0}, {1000, 1000}}; // mitre length 1.41
    const Stroked mitred = stroke(right, shapeOf(LineJoin::Miter, LineCap::Butt, t));
    EXPECT_EQ(mitred.cover({1048, -48}, t, side), 1);
    const Stroked bevelled = stroke(right, shapeOf(LineJoin::Bevel, LineCap::Butt, t));
    EXPECT_EQ(bevelled.cover({1048, -48}, t, side), 0);
    EXPECT_EQ(bevelled.cover({1024, -24}, t, side), 1); // the bevel runs through (1025, -25)
    EXPECT_EQ(bevelled.cover({1027, -27}, t, side), 0);
    const Line sharp{{0, 0}, {1000, 0}, {0, 300}}; // mitre length near 7
    StrokeShape shape = shapeOf(LineJoin::Miter, LineCap::Butt, t);
    EXPECT_EQ(stroke(sharp, shape).cover({1100, -14}, t, side), 0);
    shape.miterLimit = 10;
    EXPECT_GE(stroke(sharp, shape).cover({1100, -14}, t, side), 1);
}

TEST(LineExtruder, CapsReachHalfTheWidth) {
    double side = 0;
    const double t = 40;
    const Line line{{0, 0}, {500, 0}};
    const Stroked square = stroke(line, shapeOf(LineJoin::Miter, LineCap::Square, t));
    EXPECT_EQ(square.cover({538, 38}, t, side), 1);
    EXPECT_EQ(square.cover({-38, -38}, t, side), 1);
    EXPECT_EQ(square.cover({542, 0}, t, side), 0);
    const Stroked round = stroke(line, shapeOf(LineJoin::Miter, LineCap::Round, t));
    EXPECT_EQ(round.cover({537, 0.1}, t, side), 1);
    EXPECT_NEAR(side * t, 37, 3);
    EXPECT_EQ(round.cover({-37, 0.1}, t, side), 1);
    EXPECT_EQ(round.cover({535, 35}, t, side), 0);
    StrokeShape cut = shapeOf(LineJoin::Miter, LineCap::Round, t);
    cut.endCap = false; // the clip box cut it
    EXPECT_EQ(stroke(line, cut).cover({510, 0}, t, side), 0);
}

TEST(LineExtruder, OffsetRoundCapStaysOnTheOffsetLine) {
    double side = 0;
    const Stroked s = stroke({{0, 0}, {500, 0}}, shapeOf(LineJoin::Miter, LineCap::Round, 40));
    EXPECT_EQ(s.cover({537, 100.1}, 40, side, 100), 1);
    EXPECT_EQ(s.cover({545, 100}, 40, side, 100), 0);
}

TEST(LineExtruder, ClosedRingsHaveNeitherCapsNorGaps) {
    StrokeShape shape = shapeOf(LineJoin::Miter, LineCap::Square, 20);
    shape.closed = true;
    const Line ring{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}};
    const Stroked s = stroke(ring, shape);
    Line closed = ring;
    closed.push_back(ring.front());
    Random random(32);
    for (int i = 0; i < 2000; ++i) {
        const UnitPoint p{uniform(random, -40, 1040), uniform(random, -40, 1040)};
        double side = 0;
        const int count = s.cover(p, 20, side);
        if (distanceTo(p, closed) < 19.9) {
            ASSERT_EQ(count, 1) << p.x << ' ' << p.y;
        }
    }
    double side = 0;
    EXPECT_EQ(s.cover({-19, -19}, 20, side), 1); // the corner at the first vertex is mitred like the others
    EXPECT_EQ(s.indices.size(), 4U * 6);
}

TEST(LineExtruder, SmoothLinesCostTwoTrianglesASegment) {
    Line line;
    for (int i = 0; i < 200; ++i) line.push_back({i * 30.0, 500 * std::sin(i * 0.05)});
    for (const LineJoin join : {LineJoin::Miter, LineJoin::Bevel, LineJoin::Round}) {
        const Stroked s = stroke(line, shapeOf(join, LineCap::Butt, 16));
        EXPECT_EQ(s.indices.size(), 199U * 6);
        EXPECT_EQ(s.vertices.size(), 400U);
    }
}

TEST(LineExtruder, ShortSegmentsWithSharpTurnsStayWithinReach) {
    Random random(33);
    for (int round = 0; round < 100; ++round) {
        Line line;
        for (int i = 0; i < 30; ++i) line.push_back({uniform(random, 0, 60), uniform(random, 0, 60)});
        const double t = 50; // far wider than the segments are long
        for (const LineJoin join : {LineJoin::Miter, LineJoin::Bevel, LineJoin::Round}) {
            const Stroked s = stroke(line, shapeOf(join, LineCap::Round, t));
            for (std::size_t i = 0; i < s.indices.size(); ++i)
                ASSERT_LE(distanceTo(s.at(i, t), line), t * 2.01 + 2); // mitre limit 2
        }
    }
}

TEST(LineExtruder, DegenerateLines) {
    EXPECT_TRUE(stroke({}, {}).indices.empty());
    EXPECT_TRUE(stroke({{5, 5}}, {}).indices.empty());
    EXPECT_TRUE(stroke({{5, 5}, {5.1, 5.1}, {5, 5.2}}, {}).indices.empty());
    StrokeShape closed;
    closed.closed = true;
    EXPECT_TRUE(stroke({{5, 5}, {5.2, 5}}, closed).indices.empty());
    const Stroked there = stroke({{0, 0}, {100, 0}, {0, 0}}, shapeOf(LineJoin::Round, LineCap::Butt, 10)); // and back
    double side = 0;
    EXPECT_GE(there.cover({107, 0.1}, 10, side), 1); // the turn is round
}

TEST(LineExtruder, DistancesStaySmallEnoughForFloats) {
    Stroked s;
    LineExtruder(s.vertices, s.indices).stroke(Line{{0, 0}, {1000, 0}}, {}, 1.7e9 + 123);
    EXPECT_LT(s.vertices[0].distance, 1 << 22);
    EXPECT_FLOAT_EQ(s.vertices[2].distance - s.vertices[0].distance, 1000);
}

} // namespace
} // namespace corridors::tile
