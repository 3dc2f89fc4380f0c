// LabelAtlas: bitmaps of labels packed into a few texture pages. CPU side only; the renderer mirrors the pages as
// textures and uploads the dirty rectangles. Used by label_layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "viewer/text/text_engine.hpp"

namespace corridors::render {

/// Rectangle in texels.
struct AtlasRect {
    int x = 0, y = 0, widthPx = 0, heightPx = 0;
    [[nodiscard]] bool isEmpty() const { return widthPx == 0 || heightPx == 0; }
};

/// One texture: premultiplied RGBA8, row by row. A page that was given up is 0 x 0 until it is needed again.
class AtlasPage {
public:
    [[nodiscard]] int widthPx() const { return m_widthPx; }
    [[nodiscard]] int heightPx() const { return m_heightPx; }
    [[nodiscard]] const std::uint8_t *pixels() const { return m_pixels.data(); }
    /// What changed since LabelAtlas::clearDirty(); the whole page when it is new or its size changed.
    [[nodiscard]] const AtlasRect &dirty() const { return m_dirty; }

private:
    friend class LabelAtlas;
    struct Shelf {
        int y = 0, heightPx = 0, usedPx = 0;
    };
    void reset(int widthPx, int heightPx);
    [[nodiscard]] std::optional<AtlasRect> reserve(int widthPx, int heightPx);
    void write(const AtlasRect &where, const text::TextBitmap &bitmap);
    [[nodiscard]] std::size_t byteSize() const { return m_pixels.size(); }

    int m_widthPx = 0;
    int m_heightPx = 0;
    std::vector<std::uint8_t> m_pixels;
    std::vector<Shelf> m_shelves;
    int m_shelvesEndPx = 0;
    std::uint64_t m_generation = 0; ///< grows when the page is emptied: older entries are void
    std::uint64_t m_lastUsed = 0;
    std::size_t m_usedTexels = 0; ///< of entries used in the frame m_lastUsed
    AtlasRect m_dirty;
};

/// Where a bitmap lies, and its origin as TextBitmap has it. An empty rectangle is valid and draws nothing.
struct AtlasEntry {
    std::uint32_t page = 0;
    std::uint64_t generation = 0;
    AtlasRect rect;
    double originXPx = 0;
    double originYPx = 0;
};

class LabelAtlas {
public:
    explicit LabelAtlas(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    /// Starts a frame. Entries used or added from here on stay valid until the next one begins. While the
    /// pages exceed the limit and hold mostly what is no longer used, each frame gives one of them up.
    void beginFrame();
    /// Marks an entry as used; false when it has been thrown out and must be added anew.
    [[nodiscard]] bool use(const AtlasEntry &entry);
    [[nodiscard]] AtlasEntry add(const text::TextBitmap &bitmap);

    [[nodiscard]] std::span<const AtlasPage> pages() const { return m_pages; }
    void clearDirty();
    [[nodiscard]] std::size_t byteSize() const;

private:
    [[nodiscard]] AtlasPage &leastUsed();
    void markUsed(AtlasPage &page, const AtlasRect &rect) const;

    std::size_t m_maxBytes;
    std::uint64_t m_frame = 1;
    std::vector<AtlasPage> m_pages;
};

} // namespace corridors::render
