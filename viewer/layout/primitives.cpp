#include "viewer/layout/primitives.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace corridors::layout {
namespace {

void place(PathPrimitive &path, double dx, double dy, double scale) {
    for (auto &subpath : path.subpaths)
        for (ScreenPoint &p : subpath) p = {p.x * scale + dx, p.y * scale + dy};
    path.strokeWidthPx *= scale;
    path.cornerRadiusPx *= scale;
    for (double &dash : path.dashPx) dash *= scale;
}

void place(TextPrimitive &text, double dx, double dy, double scale) {
    text.topLeft = {text.topLeft.x * scale + dx, text.topLeft.y * scale + dy};
    text.style.sizePx *= scale;
    text.style.maxWidthPx *= scale;
    text.style.haloWidthPx *= scale;
    text.style.haloBlurPx *= scale;
}

void extend(PageBox &box, double left, double top, double right, double bottom) {
    box = {std::min(box.left, left), std::min(box.top, top), std::max(box.right, right), std::max(box.bottom, bottom)};
}

} // namespace

Primitive path(std::string role, PathPrimitive content) { return {std::move(role), std::move(content)}; }

Primitive text(std::string role, std::string utf8, ScreenPoint topLeft, text::TextStyle style) {
    return {std::move(role), TextPrimitive{std::move(utf8), topLeft, std::move(style), 0, {}}};
}

PathPrimitive rectangle(const PageBox &box) {
    PathPrimitive out;
    out.subpaths = {{{box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}}};
    out.closed = true;
    return out;
}

PathPrimitive circle(ScreenPoint centre, double radiusPx) {
    PathPrimitive out;
    out.closed = true;
    constexpr int kCorners = 40;
    std::vector<ScreenPoint> ring;
    for (int i = 0; i < kCorners; ++i) {
        const double a = 2 * std::numbers::pi * i / kCorners;
        ring.push_back({centre.x + radiusPx * std::cos(a), centre.y + radiusPx * std::sin(a)});
    }
    out.subpaths.push_back(std::move(ring));
    return out;
}

PathPrimitive polyline(std::vector<ScreenPoint> points) {
    PathPrimitive out;
    out.subpaths.push_back(std::move(points));
    return out;
}

std::vector<RoundedCorner> roundedCorners(std::span<const ScreenPoint> closedPath, double radiusPx) {
    std::vector<RoundedCorner> out;
    const std::size_t n = closedPath.size();
    for (std::size_t i = 0; i < n; ++i) {
        const ScreenPoint &before = closedPath[(i + n - 1) % n];
        const ScreenPoint &at = closedPath[i];
        const ScreenPoint &after = closedPath[(i + 1) % n];
        const double in = std::hypot(at.x - before.x, at.y - before.y);
        const double away = std::hypot(after.x - at.x, after.y - at.y);
        const double cut = std::min({radiusPx, in / 2, away / 2});
        if (!(cut > 0)) {
            out.push_back({at, at, at, 0, false});
            continue;
        }
        const double cross = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x);
        out.push_back({{at.x + (before.x - at.x) / in * cut, at.y + (before.y - at.y) / in * cut},
                       at,
                       {at.x + (after.x - at.x) / away * cut, at.y + (after.y - at.y) / away * cut},
                       cut,
                       cross > 0});
    }
    return out;
}

DrawList placed(DrawList list, double dxPx, double dyPx, double scale) {
    for (Primitive &primitive : list)
        std::visit([&](auto &content) { place(content, dxPx, dyPx, scale); }, primitive.content);
    return list;
}

void append(DrawList &to, DrawList more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

PageBox bounds(const DrawList &list, const text::TextEngine &engine) {
    PageBox box{1e9, 1e9, -1e9, -1e9};
    for (const Primitive &primitive : list) {
        if (const auto *p = std::get_if<PathPrimitive>(&primitive.content)) {
            const double reach = p->stroke.a > 0 ? p->strokeWidthPx / 2 : 0;
            for (const auto &subpath : p->subpaths)
                for (const ScreenPoint &q : subpath) extend(box, q.x - reach, q.y - reach, q.x + reach, q.y + reach);
        } else if (const auto *t = std::get_if<TextPrimitive>(&primitive.content)) {
            const text::TextMetrics m = engine.measure(t->utf8, t->style);
            const double a = t->rotateDeg * std::numbers::pi / 180;
            for (const ScreenPoint c : {ScreenPoint{0, 0}, {m.widthPx, 0}, {0, m.heightPx}, {m.widthPx, m.heightPx}}) {
                const double x = t->topLeft.x + c.x * std::cos(a) - c.y * std::sin(a);
                const double y = t->topLeft.y + c.x * std::sin(a) + c.y * std::cos(a);
                extend(box, x, y, x, y);
            }
        }
    }
    return box.left > box.right ? PageBox{} : box;
}

std::vector<PageBox> furnitureBoxes(const DrawList &furniture) {
    // Every piece of furniture begins with its plate, which is around all of it.
    std::vector<PageBox> boxes;
    std::string role;
    for (const Primitive &primitive : furniture) {
        const auto *plate = std::get_if<PathPrimitive>(&primitive.content);
        if (primitive.role == role || plate == nullptr) continue;
        role = primitive.role;
        PageBox box{1e9, 1e9, -1e9, -1e9};
        for (const auto &subpath : plate->subpaths)
            for (const ScreenPoint &p : subpath) extend(box, p.x, p.y, p.x, p.y);
        boxes.push_back(box);
    }
    return boxes;
}

} // namespace corridors::layout
