#include "viewer/render/label_atlas.hpp"

#include <algorithm>
#include <limits>

namespace corridors::render {
namespace {

constexpr int kPageEdgePx = 1024;
constexpr int kGapPx = 1; // transparent texels between bitmaps, so that linear filtering mixes in nothing

AtlasRect unite(const AtlasRect &a, const AtlasRect &b) {
    if (a.isEmpty()) return b;
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.widthPx, b.x + b.widthPx) - left,
            std::max(a.y + a.heightPx, b.y + b.heightPx) - top};
}

} // namespace

void AtlasPage::reset(int widthPx, int heightPx) {
    // Clearing 4 MB would be felt: each bitmap brings the transparent texels beside it along.
    if (widthPx != m_widthPx || heightPx != m_heightPx) {
        m_pixels.assign(static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx) * 4, 0);
        m_pixels.shrink_to_fit();
        m_dirty = {0, 0, widthPx, heightPx};
    }
    m_widthPx = widthPx;
    m_heightPx = heightPx;
    m_shelves.clear();
    m_shelvesEndPx = 0;
    m_usedTexels = 0;
    ++m_generation;
}

std::optional<AtlasRect> AtlasPage::reserve(int widthPx, int heightPx) {
    const int width = widthPx + kGapPx;
    const int height = heightPx + kGapPx;
    Shelf *best = nullptr;
    for (Shelf &shelf : m_shelves) {
        if (shelf.heightPx < height || shelf.heightPx > height + height / 2 + 4) continue;
        if (m_widthPx - shelf.usedPx < width) continue;
        if (best == nullptr || shelf.heightPx < best->heightPx) best = &shelf;
    }
    if (best == nullptr) {
        if (m_heightPx - m_shelvesEndPx < height || m_widthPx < width) return std::nullopt;
        m_shelves.push_back({m_shelvesEndPx, height, 0});
        m_shelvesEndPx += height;
        best = &m_shelves.back();
    }
    const AtlasRect rect{best->usedPx, best->y, widthPx, heightPx};
    best->usedPx += width;
    return rect;
}

void AtlasPage::write(const AtlasRect &where, const text::TextBitmap &bitmap) {
    const auto count = static_cast<std::size_t>(where.widthPx);
    const std::uint8_t *from = bitmap.rgba.data();
    const auto rowOf = [this, &where](int row) {
        return m_pixels.data() + (static_cast<std::size_t>(where.y + row) * static_cast<std::size_t>(m_widthPx) +
                                  static_cast<std::size_t>(where.x)) *
                                     4;
    };
    // All around it, since what the page held before may still lie beside and above, in the gaps of its neighbours.
    const int left = std::min(where.x, kGapPx);
    const int top = std::min(where.y, kGapPx);
    const std::size_t gap = std::size_t{kGapPx} * 4;
    const std::size_t leftGap = static_cast<std::size_t>(left) * 4;
    const std::size_t whole = leftGap + count * 4 + gap;
    if (top > 0) std::fill_n(rowOf(-top) - leftGap, whole, std::uint8_t{0});
    for (int row = 0; row < where.heightPx; ++row, from += count * 4) {
        std::fill_n(rowOf(row) - leftGap, leftGap, std::uint8_t{0});
        std::fill_n(std::copy_n(from, count * 4, rowOf(row)), gap, std::uint8_t{0});
    }
    std::fill_n(rowOf(where.heightPx) - leftGap, whole, std::uint8_t{0});
    m_dirty =
        unite(m_dirty, {where.x - left, where.y - top, left + where.widthPx + kGapPx, top + where.heightPx + kGapPx});
}

void LabelAtlas::beginFrame() {
    std::size_t usedBytes = 0;
    for (const AtlasPage &page : m_pages)
        if (page.m_lastUsed == m_frame) usedBytes += page.m_usedTexels * 4;
    if (byteSize() > m_maxBytes && usedBytes < byteSize() / 2) leastUsed().reset(0, 0);
    ++m_frame;
}

/// Of the pages that have memory, the one with the fewest texels in use.
AtlasPage &LabelAtlas::leastUsed() {
    return *std::ranges::min_element(m_pages, {}, [this](const AtlasPage &page) {
        if (page.m_pixels.empty()) return std::numeric_limits<std::size_t>::max();
        return page.m_lastUsed == m_frame ? page.m_usedTexels : 0;
    });
}

void LabelAtlas::markUsed(AtlasPage &page, const AtlasRect &rect) const {
    if (page.m_lastUsed != m_frame) page.m_usedTexels = 0;
    page.m_lastUsed = m_frame;
    page.m_usedTexels += static_cast<std::size_t>(rect.widthPx) * static_cast<std::size_t>(rect.heightPx);
}

bool LabelAtlas::use(const AtlasEntry &entry) {
    if (entry.rect.isEmpty()) return true;
    if (entry.page >= m_pages.size() || m_pages[entry.page].m_generation != entry.generation) return false;
    markUsed(m_pages[entry.page], entry.rect);
    return true;
}

AtlasEntry LabelAtlas::add(const text::TextBitmap &bitmap) {
    AtlasEntry entry;
    if (bitmap.widthPx <= 0 || bitmap.heightPx <= 0) return entry;
    const auto place = [&](std::size_t index) {
        AtlasPage &page = m_pages[index];
        const std::optional<AtlasRect> rect = page.reserve(bitmap.widthPx, bitmap.heightPx);
        if (!rect) return false;
        page.write(*rect, bitmap);
        markUsed(page, *rect);
        entry = {static_cast<std::uint32_t>(index), page.m_generation, *rect, bitmap.originXPx, bitmap.originYPx};
        return true;
    };
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (place(i)) return entry;
    const int width = std::max(kPageEdgePx, bitmap.widthPx + kGapPx);
    const int height = std::max(kPageEdgePx, bitmap.heightPx + kGapPx);
    // At the limit the page unused for longest is emptied, if one is not needed in this frame.
    const auto pageBytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
    if (byteSize() + pageBytes > m_maxBytes && !m_pages.empty()) {
        const auto oldest = std::ranges::min_element(m_pages, {}, &AtlasPage::m_lastUsed);
        if (oldest->m_lastUsed < m_frame) {
            oldest->reset(std::max(width, oldest->m_widthPx), std::max(height, oldest->m_heightPx));
            if (place(static_cast<std::size_t>(oldest - m_pages.begin()))) return entry;
        }
    }
    const auto empty = std::ranges::find(m_pages, 0, &AtlasPage::m_widthPx);
    const auto index = static_cast<std::size_t>(empty - m_pages.begin());
    if (empty == m_pages.end()) m_pages.emplace_back();
    m_pages[index].reset(width, height);
    place(index);
    return entry;
}

void LabelAtlas::clearDirty() {
    for (AtlasPage &page : m_pages) page.m_dirty = {};
}

std::size_t LabelAtlas::byteSize() const {
    std::size_t bytes = 0;
    for (const AtlasPage &page : m_pages) bytes += page.byteSize();
    return bytes;
}

} // namespace corridors::render
