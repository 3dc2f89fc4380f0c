// TextTextures: the panels' text images as OpenGL textures, shaped by viewer/text, kept in a bounded cache.
// Internal to platform. Main thread, with the window's context current.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

#include "viewer/gpu/handles.hpp"
#include "viewer/text/text_engine.hpp"
#include "viewer/ui/text_images.hpp"

namespace corridors::platform {

class TextTextures : public ui::TextImages {
public:
    TextTextures() = default;

    [[nodiscard]] ui::TextImage get(const std::string &utf8, const text::TextStyle &style) override;
    [[nodiscard]] std::shared_ptr<const text::Paragraph> layOut(const std::string &utf8,
                                                                const text::TextStyle &style) override;
    [[nodiscard]] ui::TextImage line(const text::Paragraph &paragraph, std::size_t line) override;
    [[nodiscard]] text::TextMetrics measure(const std::string &utf8, const text::TextStyle &style) override;
    /// Between frames: sets the ratio (all images are made anew when it changed) and drops the longest unused images
    /// above the budget.
    void beginFrame(double pixelRatio);

    /// Changes whenever an image is made or dropped: its texture's number may come back with another image.
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    static constexpr std::size_t kBudgetBytes = std::size_t{24} << 20;

private:
    struct Entry {
        std::string key;
        ui::TextImage image;
        gpu::Texture texture;
        std::size_t bytes = 0;
    };
    void clear();
    [[nodiscard]] const ui::TextImage *find(const std::string &key);
    const ui::TextImage &keep(std::string key, const text::TextBitmap &bitmap);

    text::TextEngine m_engine{std::size_t{1} << 20}; // bitmaps live as textures; the engine need not keep them, too
    std::list<Entry> m_entries;                      // most recently used first
    std::unordered_map<std::string, std::list<Entry>::iterator> m_byKey;
    std::size_t m_bytes = 0;
    double m_pixelRatio = 1;
    std::uint64_t m_version = 0;
};

} // namespace corridors::platform
