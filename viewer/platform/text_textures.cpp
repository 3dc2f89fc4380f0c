#include "viewer/platform/text_textures.hpp"

#include <epoxy/gl.h>
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

unsigned upload(const text::TextBitmap &bitmap) {
    GLuint texture = 0;
    GLint before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, bitmap.widthPx, bitmap.heightPx, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 straight(bitmap.rgba).data());
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
    return texture;
}

} // namespace

TextTextures::~TextTextures() { clear(); }

void TextTextures::clear() {
    for (const Entry &e : m_entries) glDeleteTextures(1, &e.texture);
    m_entries.clear();
    m_byKey.clear();
    m_bytes = 0;
}

void TextTextures::beginFrame(double pixelRatio) {
    if (pixelRatio != m_pixelRatio) clear();
    m_pixelRatio = pixelRatio;
    while (m_bytes > kBudgetBytes && !m_entries.empty()) {
        const Entry &last = m_entries.back();
        glDeleteTextures(1, &last.texture);
        m_bytes -= last.bytes;
        m_byKey.erase(last.key);
        m_entries.pop_back();
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
    int limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    if (bitmap.widthPx > 0 && bitmap.heightPx > 0 && bitmap.widthPx <= limit && bitmap.heightPx <= limit) {
        entry.texture = upload(bitmap);
        entry.bytes = bitmap.rgba.size();
        entry.image.id = entry.texture;
        entry.image.widthPx = bitmap.widthPx / m_pixelRatio;
        entry.image.heightPx = bitmap.heightPx / m_pixelRatio;
        entry.image.originXPx = bitmap.originXPx / m_pixelRatio;
        entry.image.originYPx = bitmap.originYPx / m_pixelRatio;
    }
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
