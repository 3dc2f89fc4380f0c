// The pieces of the next zoom's picture: whatever their size and order, each pixel is drawn once.
#include <gtest/gtest.h>

#include "map_fixture.hpp"
#include "viewer/render/refinement.hpp"

namespace corridors::test {
namespace {

using render::PieceSize;
using render::PixelRect;
using render::Refinement;

render::PixelGrid gridAt(double zoom) {
    render::PixelGrid grid;
    grid.square = webMercator()->square();
    grid.zoom = zoom;
    return grid;
}

/// Counts how often each pixel of a rectangle is drawn.
class Count {
public:
    explicit Count(const PixelRect &rect) : m_rect(rect), m_times(static_cast<std::size_t>(rect.width * rect.height)) {}
    void add(const PixelRect &piece) {
        ASSERT_TRUE(m_rect.contains(piece));
        for (std::int64_t y = piece.y; y < piece.bottom(); ++y)
            for (std::int64_t x = piece.x; x < piece.right(); ++x)
                ++m_times[static_cast<std::size_t>((y - m_rect.y) * m_rect.width + x - m_rect.x)];
    }
    [[nodiscard]] bool isOnceEach() const {
        return std::all_of(m_times.begin(), m_times.end(), [](int n) { return n == 1; });
    }

private:
    PixelRect m_rect;
    std::vector<int> m_times;
};

} // namespace

class Pieces : public GlTest {};

TEST_F(Pieces, CoverAPictureOnceWithChangingSizes) {
    const PixelRect rect{-300, 200, 700, 500}; // beyond the square in the west
    Refinement refinement;
    ASSERT_TRUE(refinement.begin(gridAt(3.4), rect, 800, 600));
    Count count(rect);
    for (std::int64_t edge = 80;; edge = edge == 80 ? 320 : 80) {
        const auto piece = refinement.takePiece(edge);
        if (!piece) break;
        EXPECT_LE(std::max(piece->width, piece->height), edge);
        count.add(*piece);
    }
    EXPECT_TRUE(count.isOnceEach());
    EXPECT_TRUE(refinement.isDone());
}

TEST_F(Pieces, WhatTheWindowNeedsNowIsTakenFirstAndOnce) {
    const PixelRect rect{100, 100, 640, 480};
    Refinement refinement;
    ASSERT_TRUE(refinement.begin(gridAt(2.7), rect, 640, 480));
    Count count(rect);
    const PixelRect needed{90, 300, 400, 150};
    for (const PixelRect &piece : refinement.takeWithin(needed)) {
        EXPECT_TRUE(needed.contains(piece));
        count.add(piece);
    }
    EXPECT_TRUE(refinement.takeWithin(needed).empty());
    EXPECT_FALSE(refinement.isDone());
    while (const auto piece = refinement.takePiece(200)) count.add(*piece);
    EXPECT_TRUE(count.isOnceEach());
    refinement.invalidate({0, 0, 200, 200});
    EXPECT_FALSE(refinement.isDone());
    const auto again = refinement.takePiece(1000);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, (PixelRect{100, 100, 100, 100}));
}

TEST_F(Pieces, WhatIsNotKnownYetComesFirstFromNearToFar) {
    const PixelRect rect{100, 100, 900, 700};
    const PixelRect known{380, 290, 310, 260};
    Refinement refinement;
    ASSERT_TRUE(refinement.begin(gridAt(2.7), rect, 900, 700));
    Count count(rect);
    bool inside = false;
    while (const auto piece = refinement.takePiece(130, known)) {
        count.add(*piece);
        EXPECT_LE(std::max(piece->width, piece->height), 1024) << "tiles bound it";
        const bool touchesKnown = piece->intersects(known);
        EXPECT_TRUE(!inside || touchesKnown) << "all that is unknown came before";
        inside = inside || touchesKnown;
    }
    EXPECT_TRUE(inside);
    EXPECT_TRUE(count.isOnceEach());
}

TEST_F(Pieces, ADraftIsDrawnAgainAfterAllTheRest) {
    const PixelRect rect{100, 100, 640, 480};
    Refinement refinement;
    ASSERT_TRUE(refinement.begin(gridAt(2.7), rect, 640, 480));
    const PixelRect needed{100, 100, 640, 60};
    Count drafts(needed);
    for (const PixelRect &piece : refinement.takeWithin(needed)) {
        drafts.add(piece);
        refinement.noteDraft(piece);
    }
    EXPECT_TRUE(drafts.isOnceEach());
    EXPECT_TRUE(refinement.takeWithin(needed).empty()) << "the window has it already";
    Count count(rect);
    bool again = false;
    while (const auto piece = refinement.takePiece(150)) {
        count.add(*piece);
        const bool isDraft = needed.contains(*piece);
        EXPECT_TRUE(isDraft || !again) << "drafts come last";
        again = again || isDraft;
    }
    EXPECT_TRUE(count.isOnceEach());
    EXPECT_TRUE(refinement.isDone());
}

TEST(Rectangles, TheRestOfSeveralCoversEachPixelOnce) {
    const PixelRect whole{-50, 20, 200, 150};
    const std::vector<PixelRect> parts{{-60, 30, 40, 90}, {0, 0, 50, 60}, {30, 40, 60, 60}, {400, 400, 9, 9}};
    Count count(whole);
    for (const PixelRect &rest : render::outside(whole, parts)) {
        count.add(rest);
        for (const PixelRect &part : parts) EXPECT_FALSE(rest.intersects(part));
    }
    for (std::int64_t y = whole.y; y < whole.bottom(); ++y)
        for (std::int64_t x = whole.x; x < whole.right(); ++x)
            if (std::ranges::any_of(parts, [&](const PixelRect &p) { return p.intersects({x, y, 1, 1}); }))
                count.add({x, y, 1, 1});
    EXPECT_TRUE(count.isOnceEach());
}

TEST(PieceSizes, FollowWhatPiecesCost) {
    PieceSize size;
    const std::int64_t start = size.edgePx();
    size.measured({0, 0, start, start}, 0.02, 0.004);
    EXPECT_LT(size.edgePx(), start) << "too long for a frame";
    for (int i = 0; i < 10; ++i) size.measured({0, 0, size.edgePx(), size.edgePx()}, 1, 0.004);
    EXPECT_EQ(size.edgePx(), PieceSize::kSmallestPx);
    size.measured({0, 0, 10, size.edgePx()}, 0.0001, 0.004);
    EXPECT_EQ(size.edgePx(), PieceSize::kSmallestPx) << "a sliver says nothing about a whole piece";
    for (int i = 0; i < 10; ++i) size.measured({0, 0, size.edgePx(), size.edgePx()}, 0.0001, 0.004);
    EXPECT_EQ(size.edgePx(), PieceSize::kLargestPx);
}

} // namespace corridors::test
