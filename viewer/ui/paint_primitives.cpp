// The page furniture's primitives on an ImGui draw list: swatches and scale bar are the same drawing as on the page.
#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

ImVec2 at(const ScreenPoint &p, ImVec2 origin) {
    return {origin.x + static_cast<float>(p.x), origin.y + static_cast<float>(p.y)};
}

/// The pieces of a polyline that a dash pattern (lengths in pixels, on and off in turn) leaves.
std::vector<std::vector<ScreenPoint>> dashed(const std::vector<ScreenPoint> &line, const std::vector<double> &pattern) {
    double total = 0;
    for (const double d : pattern) total += d;
    if (pattern.size() < 2 || !(total > 0.1)) return {line};
    std::vector<std::vector<ScreenPoint>> pieces;
    std::size_t phase = 0;
    double left = pattern[0];
    bool on = true;
    std::vector<ScreenPoint> piece{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        ScreenPoint from = line[i - 1];
        double length = std::hypot(line[i].x - from.x, line[i].y - from.y);
        while (length > left) {
            const double t = left / length;
            from = {from.x + (line[i].x - from.x) * t, from.y + (line[i].y - from.y) * t};
            length -= left;
            if (on) {
                piece.push_back(from);
                pieces.push_back(std::move(piece));
            }
            piece = {from};
            on = !on;
            phase = (phase + 1) % pattern.size();
            left = std::max(pattern[phase], 1e-3);
        }
        left -= length;
        piece.push_back(line[i]);
    }
    if (on && piece.size() > 1) pieces.push_back(std::move(piece));
    return pieces;
}

/// The even-odd area of swatches is simple, so convex filling per subpath is enough here.
void paintPath(ImDrawList &list, const layout::PathPrimitive &path, ImVec2 origin, float alpha) {
    for (const std::vector<ScreenPoint> &subpath : path.subpaths) {
        if (subpath.size() < 2) continue;
        std::vector<ImVec2> points;
        points.reserve(subpath.size());
        for (const ScreenPoint &p : subpath) points.push_back(at(p, origin));
        const auto count = static_cast<int>(points.size());
        const bool isBox = path.closed && path.cornerRadiusPx > 0 && count >= 4;
        if (path.fill.a > 0 && count >= 3) {
            if (isBox) {
                list.AddRectFilled(points[0], points[2], theme::packed(path.fill, alpha),
                                   static_cast<float>(path.cornerRadiusPx));
            } else {
                list.AddConvexPolyFilled(points.data(), count, theme::packed(path.fill, alpha));
            }
        }
        if (path.stroke.a <= 0 || path.strokeWidthPx <= 0) continue;
        const ImU32 color = theme::packed(path.stroke, alpha);
        const auto width = static_cast<float>(path.strokeWidthPx);
        if (isBox) {
            list.AddRect(points[0], points[2], color, static_cast<float>(path.cornerRadiusPx), 0, width);
            continue;
        }
        if (path.dashPx.empty()) {
            list.AddPolyline(points.data(), count, color, path.closed ? ImDrawFlags_Closed : 0, width);
            continue;
        }
        std::vector<ScreenPoint> line = subpath;
        if (path.closed) line.push_back(line.front());
        for (const auto &piece : dashed(line, path.dashPx)) {
            std::vector<ImVec2> dash;
            dash.reserve(piece.size());
            for (const ScreenPoint &p : piece) dash.push_back(at(p, origin));
            list.AddPolyline(dash.data(), static_cast<int>(dash.size()), color, 0, width);
            if (!path.roundCaps) continue;
            list.AddCircleFilled(dash.front(), width / 2, color);
            list.AddCircleFilled(dash.back(), width / 2, color);
        }
    }
}

} // namespace

void paint(ImDrawList &list, const layout::DrawList &primitives, ImVec2 origin, TextImages &images, float alpha) {
    for (const layout::Primitive &primitive : primitives) {
        if (const auto *path = std::get_if<layout::PathPrimitive>(&primitive.content)) {
            paintPath(list, *path, origin, alpha);
        } else if (const auto *text = std::get_if<layout::TextPrimitive>(&primitive.content)) {
            const TextImage image = images.get(text->utf8, text->style);
            place(list, image,
                  {origin.x + static_cast<float>(text->topLeft.x), origin.y + static_cast<float>(text->topLeft.y)},
                  alpha);
        }
    }
}

} // namespace corridors::ui
