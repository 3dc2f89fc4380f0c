#include "viewer/output/svg_furniture.hpp"

#include <fmt/format.h>

#include <vector>

#include "geodata/core/xml_text.hpp"
#include "viewer/output/text_links.hpp"

namespace corridors::output::svg {
namespace {

void appendShape(std::string &to, const layout::PathPrimitive &path) {
    std::string d;
    for (const std::vector<ScreenPoint> &points : path.subpaths) {
        if (path.closed && path.cornerRadiusPx > 0 && points.size() > 2)
            appendRoundedPath(d, points, path.cornerRadiusPx);
        else
            appendPath(d, points, path.closed);
    }
    if (d.empty()) return;
    to += "<path" + paint("fill", path.fill) + " fill-rule=\"evenodd\"";
    if (path.stroke.a > 0 && path.strokeWidthPx > 0) {
        to += paint("stroke", path.stroke) + fmt::format(" stroke-width=\"{}\"", number(path.strokeWidthPx));
        if (path.roundCaps) to += " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
        if (!path.dashPx.empty()) {
            to += " stroke-dasharray=\"";
            for (std::size_t i = 0; i < path.dashPx.size(); ++i) to += (i > 0 ? " " : "") + number(path.dashPx[i]);
            to += '"';
        }
    }
    to += " d=\"" + d + "\"/>\n";
}

void appendText(std::string &to, const layout::TextPrimitive &words, const TextWriter &texts) {
    const std::vector<TextLink> links = linksIn(words.utf8);
    const std::string address = links.empty() ? std::string() : links.front().uri; // an element can lead to one only
    if (!address.empty()) to += fmt::format("<a href=\"{0}\" xlink:href=\"{0}\">", xmlEscaped(address));
    texts.write(to, words.utf8, words.style, placedAt(words.topLeft, words.rotateDeg));
    if (!address.empty()) to += "</a>\n";
}

} // namespace

void appendFurniture(std::string &to, const layout::DrawList &drawing, Ids &ids, const TextWriter &texts) {
    std::string role;
    for (const layout::Primitive &primitive : drawing) {
        if (primitive.role != role) {
            if (!role.empty()) to += "</g>\n";
            role = primitive.role;
            to += fmt::format("<g id=\"{}\" class=\"furniture\" data-role=\"{}\">\n", ids.make("page-" + role),
                              xmlEscaped(role));
        }
        if (const auto *path = std::get_if<layout::PathPrimitive>(&primitive.content)) appendShape(to, *path);
        if (const auto *words = std::get_if<layout::TextPrimitive>(&primitive.content)) appendText(to, *words, texts);
    }
    if (!role.empty()) to += "</g>\n";
}

} // namespace corridors::output::svg
