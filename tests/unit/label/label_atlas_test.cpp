// LabelAtlas: bitmaps stay as they were written, nothing of a former one shows beside them, and memory stays bounded.
#include "viewer/render/label_atlas.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace corridors::render {
namespace {

/// A bitmap of one value everywhere, which tells whose pixels are whose.
text::TextBitmap bitmapOf(int widthPx, int heightPx, std::uint8_t value) {
    text::TextBitmap bitmap;
    bitmap.widthPx = widthPx;
    bitmap.heightPx = heightPx;
    bitmap.rgba.assign(static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx) * 4, value);
    return bitmap;
}

std::uint8_t valueAt(const AtlasPage &page, int x, int y) {
    return page.pixels()[(static_cast<std::size_t>(y) * static_cast<std::size_t>(page.widthPx()) +
                          static_cast<std::size_t>(x)) *
                         4];
}

/// The entry's texels are its bitmap's, and those around it are transparent.
void expectWhole(const LabelAtlas &atlas, const AtlasEntry &entry, std::uint8_t value) {
    const AtlasPage &page = atlas.pages()[entry.page];
    const AtlasRect &r = entry.rect;
    for (int y = std::max(0, r.y - 1); y <= r.y + r.heightPx; ++y)
        for (int x = std::max(0, r.x - 1); x <= r.x + r.widthPx; ++x) {
            const bool inside = x >= r.x && y >= r.y && x < r.x + r.widthPx && y < r.y + r.heightPx;
            ASSERT_EQ(valueAt(page, x, y), inside ? value : 0) << x << " " << y;
        }
}

TEST(LabelAtlas, KeepsBitmapsWholeWhilePagesComeAndGo) {
    constexpr std::size_t kMaxBytes = std::size_t{10} << 20;
    LabelAtlas atlas(kMaxBytes);
    std::mt19937 random(3);
    const auto between = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
    struct Label {
        AtlasEntry entry;
        std::uint8_t value;
    };
    std::vector<Label> shown;
    std::size_t largest = 0;
    for (int frame = 0; frame < 120; ++frame) {
        atlas.beginFrame();
        // Some labels stay, the others go.
        std::erase_if(shown, [&](const Label &label) { return between(0, 3) == 0 || !atlas.use(label.entry); });
        while (shown.size() < 60) {
            const auto value = static_cast<std::uint8_t>(between(1, 255));
            shown.push_back({atlas.add(bitmapOf(between(1, 300), between(1, 60), value)), value});
        }
        for (const Label &label : shown) expectWhole(atlas, label.entry, label.value);
        atlas.clearDirty();
        largest = std::max(largest, atlas.byteSize());
    }
    EXPECT_LE(largest, kMaxBytes + (std::size_t{8} << 20));
}

TEST(LabelAtlas, GivesUpOnePageAFrameUntilItFits) {
    LabelAtlas atlas(std::size_t{4} << 20);
    std::vector<AtlasEntry> entries;
    atlas.beginFrame();
    for (int i = 0; i < 64; ++i) entries.push_back(atlas.add(bitmapOf(500, 120, 9))); // all needed in one frame
    const std::size_t most = atlas.byteSize();
    EXPECT_GT(most, std::size_t{12} << 20);
    std::size_t before = most;
    for (int frame = 0; frame < 8; ++frame) {
        atlas.beginFrame();
        EXPECT_LE(before - atlas.byteSize(), std::size_t{4} << 20);
        before = atlas.byteSize();
        EXPECT_TRUE(atlas.use(entries.back())) << "the page with what is still in use stays";
    }
    EXPECT_LE(before, std::size_t{4} << 20);
    EXPECT_FALSE(atlas.use(entries.front()));
}

TEST(LabelAtlas, ChangesAreDirtyUntilTheyAreUploaded) {
    LabelAtlas atlas(std::size_t{4} << 20);
    atlas.beginFrame();
    const AtlasEntry first = atlas.add(bitmapOf(10, 10, 1));
    EXPECT_EQ(atlas.pages()[0].dirty().widthPx, atlas.pages()[0].widthPx()) << "a new page is uploaded whole";
    atlas.clearDirty();
    EXPECT_TRUE(atlas.pages()[0].dirty().isEmpty());
    const AtlasEntry second = atlas.add(bitmapOf(20, 10, 2));
    const AtlasRect dirty = atlas.pages()[0].dirty();
    EXPECT_LE(dirty.x, second.rect.x);
    EXPECT_LE(dirty.y, second.rect.y);
    EXPECT_GE(dirty.x + dirty.widthPx, second.rect.x + 20);
    EXPECT_GE(dirty.y + dirty.heightPx, second.rect.y + 10);
    EXPECT_LT(dirty.widthPx, 30);
    expectWhole(atlas, first, 1);
    expectWhole(atlas, second, 2);
}

} // namespace
} // namespace corridors::render
