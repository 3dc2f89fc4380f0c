#include "viewer/output/svg_markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/text/font_name.hpp"

namespace corridors::output::svg {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

/// Length of the well-formed UTF-8 character at `i` (Unicode 15, table 3-7) that XML 1.0 allows (section 2.2); 0 when
/// there is none.
std::size_t characterAt(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
    const unsigned first = byte(i);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F; // surrogates
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (byte(i + 1) < low || byte(i + 1) > high) return 0;
    for (std::size_t k = 2; k < length; ++k)
        if (byte(i + k) < 0x80 || byte(i + k) > 0xBF) return 0;
    if (first == 0xEF && byte(i + 1) == 0xBF && byte(i + 2) >= 0xBE) return 0; // U+FFFE, U+FFFF
    return length;
}

int channel(float value) { return static_cast<int>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); }

bool isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = characterAt(text, i);
        if (length == 0) {
            out += kReplacement;
            ++i;
            continue;
        }
        switch (text[i]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += text.substr(i, length);
        }
        i += length;
    }
    return out;
}

std::string number(double value) {
    if (!std::isfinite(value)) return "0";
    std::string out = fmt::format("{:.2f}", value);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

void appendPoint(std::string &to, ScreenPoint p) {
    to += number(p.x);
    to += ' ';
    to += number(p.y);
}

std::string Ids::make(std::string_view wanted) {
    std::string id;
    for (const char c : wanted) {
        if (isIdCharacter(c))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    const bool beginsWell = !id.empty() && ((id[0] >= 'a' && id[0] <= 'z') || (id[0] >= 'A' && id[0] <= 'Z'));
    if (!beginsWell) id = "x-" + id; // XML names begin with a letter
    std::string unique = id;
    for (int n = 2; !m_taken.insert(unique).second; ++n) unique = fmt::format("{}-{}", id, n);
    return unique;
}

std::string paint(std::string_view name, const Color &color) {
    if (!(color.a > 0)) return fmt::format(" {}=\"none\"", name);
    std::string out =
        fmt::format(" {}=\"#{:02x}{:02x}{:02x}\"", name, channel(color.r), channel(color.g), channel(color.b));
    if (color.a < 1) out += fmt::format(" {}-opacity=\"{:.3g}\"", name, color.a);
    return out;
}

std::string font(const text::TextStyle &style) {
    const text::FontName name = text::parseFontName(style.fonts.empty() ? "Noto Sans Regular" : style.fonts.front());
    std::string families;
    for (const std::string &each : style.fonts) {
        const std::string family = "'" + text::parseFontName(each).family + "'";
        if (families.find(family) == std::string::npos) families += family + ", ";
    }
    std::string out =
        fmt::format(" font-family=\"{}sans-serif\" font-size=\"{}\"", escaped(families), number(style.sizePx));
    if (name.weight != 400) out += fmt::format(" font-weight=\"{}\"", name.weight);
    if (name.italic) out += " font-style=\"italic\"";
    if (name.stretchPercent != 100)
        out += fmt::format(" font-stretch=\"{}\"", name.stretchPercent < 80    ? "condensed"
                                                   : name.stretchPercent < 100 ? "semi-condensed"
                                                                               : "expanded");
    if (style.letterSpacingEm != 0)
        out += fmt::format(" letter-spacing=\"{}\"", number(style.letterSpacingEm * style.sizePx));
    return out;
}

void appendPath(std::string &to, std::span<const ScreenPoint> points, bool closed) {
    if (points.empty()) return;
    to += 'M';
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0) to += ' '; // further pairs are line-to
        appendPoint(to, points[i]);
    }
    if (closed) to += 'Z';
}

void appendRoundedPath(std::string &to, std::span<const ScreenPoint> points, double radiusPx) {
    const std::size_t n = points.size();
    for (std::size_t i = 0; i < n; ++i) {
        const ScreenPoint &before = points[(i + n - 1) % n];
        const ScreenPoint &at = points[i];
        const ScreenPoint &after = points[(i + 1) % n];
        const double in = std::hypot(at.x - before.x, at.y - before.y);
        const double out = std::hypot(after.x - at.x, after.y - at.y);
        const double cut = std::min({radiusPx, in / 2, out / 2});
        to += i == 0 ? 'M' : 'L';
        if (cut <= 0) {
            appendPoint(to, at);
            continue;
        }
        const ScreenPoint from{at.x + (before.x - at.x) / in * cut, at.y + (before.y - at.y) / in * cut};
        const ScreenPoint end{at.x + (after.x - at.x) / out * cut, at.y + (after.y - at.y) / out * cut};
        const double cross = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x);
        appendPoint(to, from);
        to += fmt::format("A{0} {0} 0 0 {1} ", number(cut), cross > 0 ? 1 : 0);
        appendPoint(to, end);
    }
    to += 'Z';
}

std::string pathOf(const std::vector<text::OutlineStep> &steps) {
    using Kind = text::OutlineStep::Kind;
    std::string out;
    for (const text::OutlineStep &step : steps) {
        switch (step.kind) {
        case Kind::Move: out += 'M'; break;
        case Kind::Line: out += 'L'; break;
        case Kind::Curve: out += 'C'; break;
        case Kind::Close: out += 'Z'; continue;
        }
        for (std::size_t i = 0; i < (step.kind == Kind::Curve ? 3U : 1U); ++i) {
            if (i > 0) out += ' ';
            appendPoint(out, step.points[i]);
        }
    }
    return out;
}

} // namespace corridors::output::svg
