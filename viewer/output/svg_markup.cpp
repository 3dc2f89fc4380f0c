#include "viewer/output/svg_markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geodata/core/xml_text.hpp"
#include "viewer/layout/primitives.hpp"
#include "viewer/text/font_name.hpp"

namespace corridors::output::svg {
namespace {

int channel(float value) { return static_cast<int>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); }

bool isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

} // namespace

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
        fmt::format(" font-family=\"{}sans-serif\" font-size=\"{}\"", xmlEscaped(families), number(style.sizePx));
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
    bool begun = false;
    for (const layout::RoundedCorner &corner : layout::roundedCorners(points, radiusPx)) {
        to += begun ? 'L' : 'M';
        begun = true;
        appendPoint(to, corner.from);
        if (corner.radiusPx <= 0) continue;
        to += fmt::format("A{0} {0} 0 0 {1} ", number(corner.radiusPx), corner.turnsRight ? 1 : 0);
        appendPoint(to, corner.to);
    }
    if (begun) to += 'Z';
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
