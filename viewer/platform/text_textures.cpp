#include "viewer/platform/text_textures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace corridors::platform {
namespace {

std::string keyOf(const std::string &utf8, const text::TextStyle &s) {
    std::string key =
        fmt::format("{}|{}|{}|{}|{}|{},{},{},{}|{}|", s.sizePx, s.lineHeightEm, s.letterSpacingEm, s.maxWidthPx,
                    static_cast<int>(s.justify), s.color.r, s.color.g, s.color.b, s.color.a, s.haloWidthPx);
    for (const std::string &font : s.fonts) key += font + ";";
    return key + "|" + utf8;
}

/// ImGui blends straight alpha; the engine gives premultiplied.
std::vector<std::uint8_t> straight(std::vector<std::uint8_t> rgba) {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        const unsigned a = rgba[i + 3];
        if (a == 0 || a == 255) continue;
        for (std::size_t c = 0; c < 3; ++c)
            rgba[i + c] = static_cast<std::uint8_t>(std::min(255U, (rgba[i + c] * 255U + a / 2) / a));
    }
    return rgba;
}

} // namespace

void TextTextures::clear() {
    m_entries.clear();
    m_byKey.clear();
    m_bytes = 0;
    ++m_version;
}

void TextTextures::beginFrame(double pixelRatio) {
    if (pixelRatio != m_pixelRatio) clear();
    m_pixelRatio = pixelRatio;
    while (m_bytes > kBudgetBytes && !m_entries.empty()) {
        const Entry &last = m_entries.back();
        m_bytes -= last.bytes;
        m_byKey.erase(last.key);
        m_entries.pop_back();
        ++m_version;
    }
}

text::TextMetrics TextTextures::measure(const std::string &utf8, const text::TextStyle &style) {
    return m_engine.measure(utf8, style);
}

std::shared_ptr<const text::Paragraph> TextTextures::layOut(const std::string &utf8, const text::TextStyle &style) {
    return m_engine.paragraph(utf8, style);
}

const ui::TextImage *TextTextures::find(const std::string &key) {
    const auto found = m_byKey.find(key);
    if (found == m_byKey.end()) return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return &found->second->image;
}

const ui::TextImage &TextTextures::keep(std::string key, const text::TextBitmap &bitmap) {
    Entry entry;
    entry.key = std::move(key);
    entry.image.metrics = bitmap.metrics;
    // What the driver has no texture for (or no room in one) is left out; nothing else could be drawn of it.
    auto texture = bitmap.widthPx > 0 && bitmap.heightPx > 0
                       ? gpu::makeTexture(bitmap.widthPx, bitmap.heightPx, straight(bitmap.rgba).data(), true)
                       : Result<gpu::Texture>();
    if (texture && *texture) {
        entry.texture = std::move(*texture);
        entry.bytes = bitmap.rgba.size();
        entry.image.id = entry.texture.id();
        entry.image.widthPx = bitmap.widthPx / m_pixelRatio;
        entry.image.heightPx = bitmap.heightPx / m_pixelRatio;
        entry.image.originXPx = bitmap.originXPx / m_pixelRatio;
        entry.image.originYPx = bitmap.originYPx / m_pixelRatio;
    }
    ++m_version;
    m_bytes += entry.bytes;
    m_entries.push_front(std::move(entry));
    m_byKey[m_entries.front().key] = m_entries.begin();
    return m_entries.front().image;
}

ui::TextImage TextTextures::get(const std::string &utf8, const text::TextStyle &style) {
    std::string key = keyOf(utf8, style);
    if (const ui::TextImage *known = find(key)) return *known;
    return keep(std::move(key), m_engine.rasterize(utf8, style, m_pixelRatio));
}

ui::TextImage TextTextures::line(const text::Paragraph &paragraph, std::size_t line) {
    std::string key = fmt::format("paragraph {} line {}", paragraph.serial(), line);
    if (const ui::TextImage *known = find(key)) return *known;
    return keep(std::move(key), paragraph.rasterizeLine(line, m_pixelRatio));
}

} // namespace corridors::platform
