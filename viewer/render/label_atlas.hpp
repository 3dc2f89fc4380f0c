// LabelAtlas: bitmaps of labels packed into a few texture pages. CPU side only; the renderer mirrors the pages as
// textures and uploads the dirty rectangles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "viewer/text/text_engine.hpp"

namespace corridors::render {

/// Rectangle in texels.
struct AtlasRect {
    int x = 0, y = 0, widthPx = 0, heightPx = 0;
    [[nodiscard]] bool isEmpty() const { return widthPx == 0 || heightPx == 0; }
};

/// One texture: premultiplied RGBA8, row by row.
class AtlasPage {
public:
    AtlasPage(int widthPx, int heightPx);
    [[nodiscard]] int widthPx() const { return m_widthPx; }
    [[nodiscard]] int heightPx() const { return m_heightPx; }
    [[nodiscard]] const std::uint8_t *pixels() const { return m_pixels.data(); }
    /// Grows with each change of the pixels or of the size: compare with what was uploaded.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    /// What changed since clearDirty().
    [[nodiscard]] const AtlasRect &dirty() const { return m_dirty; }

private:
    friend class LabelAtlas;
    struct Shelf {
        int y = 0, heightPx = 0, usedPx = 0;
    };
    std::optional<AtlasRect> reserve(int widthPx, int heightPx);
    void write(const AtlasRect &where, const text::TextBitmap &bitmap);
    void reset(int widthPx, int heightPx);

    int m_widthPx;
    int m_heightPx;
    std::vector<std::uint8_t> m_pixels;
    std::vector<Shelf> m_shelves;
    int m_shelvesEndPx = 0;
    std::uint64_t m_revision = 1;
    std::uint64_t m_lastUsed = 0;
    AtlasRect m_dirty;
};

/// Where a bitmap lies, and its origin as TextBitmap has it.
struct AtlasEntry {
    std::uint32_t page = 0;
    AtlasRect rect;
    double originXPx = 0;
    double originYPx = 0;
};

class LabelAtlas {
public:
    explicit LabelAtlas(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    /// Starts a frame; what is found or added from here on is in use and stays until the next frame.
    void beginFrame() { ++m_frame; }
    [[nodiscard]] const AtlasEntry *find(const std::string &key);
    /// Adds a bitmap. An empty one gets an empty rectangle. Pages not used in this frame are cleared when room is
    /// short.
    const AtlasEntry &add(const std::string &key, const text::TextBitmap &bitmap);

    [[nodiscard]] std::span<const AtlasPage> pages() const { return m_pages; }
    void clearDirty();
    [[nodiscard]] std::size_t byteSize() const;

private:
    [[nodiscard]] std::uint32_t roomFor(int widthPx, int heightPx, AtlasRect &rect);
    void forgetPage(std::uint32_t page);

    std::size_t m_maxBytes;
    std::uint64_t m_frame = 0;
    std::vector<AtlasPage> m_pages;
    std::unordered_map<std::string, AtlasEntry> m_entries;
};

} // namespace corridors::render
