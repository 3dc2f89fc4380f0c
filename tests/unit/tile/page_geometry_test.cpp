// A layer's features on a page: what strips of a page show adds up to what the page shows, at the page's own scale.
#include "geodata/tile/page_geometry.hpp"

#include <gtest/gtest.h>

#include "tiles.hpp"

namespace corridors::tile::test {
namespace {

/// A page whose corner lies on the world's origin, `metresPerPx` a pixel.
PageView pageAt(double metresPerPx) {
    const PyramidSquare square = webMercator()->square();
    return {square, {0, 0}, metresPerPx, std::log2(square.edgeM / kTileSizePx / metresPerPx), 1};
}

double areaOf(const std::vector<PagePath> &rings) {
    double sum = 0;
    for (const PagePath &ring : rings)
        for (std::size_t i = 0; i < ring.points.size(); ++i) {
            const ScreenPoint a = ring.points[i];
            const ScreenPoint b = ring.points[(i + 1) % ring.points.size()];
            sum += (a.x * b.y - b.x * a.y) / 2;
        }
    return std::abs(sum);
}

double lengthOfPaths(const std::vector<PagePath> &paths) {
    double sum = 0;
    for (const PagePath &path : paths) {
        const std::size_t segments = path.points.size() - (path.closed ? 0 : 1);
        for (std::size_t i = 0; i < segments; ++i) {
            const ScreenPoint b = path.points[(i + 1) % path.points.size()];
            sum += std::hypot(b.x - path.points[i].x, b.y - path.points[i].y);
        }
    }
    return sum;
}

Path starPath(Random &random, double cx, double cy, double radius, int vertices) {
    Path path;
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        const double r = uniform(random, radius / 2, radius);
        path.push_back({cx + r * std::cos(angle), cy + r * std::sin(angle)});
    }
    path.push_back(path.front());
    return path;
}

} // namespace

TEST(PageGeometry, StripsAddUpToThePage) {
    Random random(7);
    for (int round = 0; round < 40; ++round) {
        LayerMaker maker;
        maker.add(GeometryType::Polygon, starPath(random, 500, -400, 380, 90));
        const auto data = maker.finish();
        const LayerPyramid pyramid(data);
        PageGeometry geometry(pyramid, pageAt(1));
        std::vector<PagePath> rings;
        std::vector<PagePath> lines;
        geometry.rings({}, {0, 0, 1000, 800}, rings);
        geometry.lines({}, {0, 0, 1000, 800}, lines);
        const double area = areaOf(rings);
        const double length = lengthOfPaths(lines);
        ASSERT_GT(area, 1000);
        double areas = 0;
        double lengths = 0;
        const double step = uniform(random, 20, 300);
        for (double top = 0; top < 800; top += step) {
            const PageArea strip{0, top, 1000, std::min(top + step, 800.0)};
            geometry.rings({}, strip, rings);
            areas += areaOf(rings);
            geometry.lines({}, strip, lines);
            lengths += lengthOfPaths(lines);
        }
        EXPECT_NEAR(areas, area, 1e-6 * area);
        EXPECT_NEAR(lengths, length, 1e-6 * length);
    }
}

TEST(PageGeometry, PiecesKnowHowFarAlongTheLineTheyBegin) {
    LayerMaker maker;
    maker.add(GeometryType::LineString, {{0, -50}, {400, -50}, {400, -60}, {0, -60}});
    const auto data = maker.finish();
    const LayerPyramid pyramid(data);
    PageGeometry geometry(pyramid, pageAt(1));
    std::vector<PagePath> pieces;
    geometry.lines({}, {100, 0, 200, 100}, pieces);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(pieces[0].startPx, 100, 1e-9);
    EXPECT_NEAR(pieces[1].startPx, 400 + 10 + 200, 1e-9);
}

TEST(PageGeometry, KeepsWithinTheToleranceOfTheData) {
    Random random(11);
    Path path;
    for (int i = 0; i <= 2000; ++i) path.push_back({i * 0.5, -100 - uniform(random, 0, 0.05)});
    LayerMaker maker;
    maker.add(GeometryType::LineString, path);
    const auto data = maker.finish();
    const LayerPyramid pyramid(data);
    PageGeometry coarse(pyramid, pageAt(1));
    std::vector<PagePath> lines;
    coarse.lines({}, {0, 0, 1000, 800}, lines);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_LT(lines[0].points.size(), 20U); // a twentieth of a pixel of noise is gone
    PageView fine = pageAt(1);
    fine.detail = 64;
    PageGeometry detailed(pyramid, fine);
    detailed.lines({}, {0, 0, 1000, 800}, lines);
    EXPECT_GT(lines[0].points.size(), 500U); // and is there for a page that can show it
}

TEST(PageGeometry, RepeatsTheWorldWhereItWraps) {
    const double edge = webMercator()->square().edgeM;
    LayerMaker maker;
    maker.add(GeometryType::Point, {{10, -10}});
    const auto data = maker.finish();
    const LayerPyramid pyramid(data);
    PageView view = pageAt(edge / 300);
    const PageGeometry geometry(pyramid, view);
    style::StyleLayer layer;
    layer.style = style::CircleStyle{};
    EXPECT_EQ(geometry.select(layer, {-10, -10, 610, 100}).size(), 3U);
}

} // namespace corridors::tile::test
