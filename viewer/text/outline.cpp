#include "viewer/text/outline.hpp"

#include <algorithm>

#include "viewer/text/painter.hpp"
#include "viewer/text/shaper.hpp"

namespace corridors::text {
namespace {

std::vector<OutlineStep> stepsOf(const Inked &inked) {
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr); // nothing is drawn on it
    cairo_t *cairo = cairo_create(surface);
    tracePath(cairo, inked);
    cairo_path_t *path = cairo_copy_path(cairo);
    std::vector<OutlineStep> steps;
    const auto at = [&](int i) { return ScreenPoint{path->data[i].point.x, path->data[i].point.y}; };
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        switch (path->data[i].header.type) {
        case CAIRO_PATH_MOVE_TO: steps.push_back({OutlineStep::Kind::Move, {at(i + 1)}}); break;
        case CAIRO_PATH_LINE_TO: steps.push_back({OutlineStep::Kind::Line, {at(i + 1)}}); break;
        case CAIRO_PATH_CURVE_TO: steps.push_back({OutlineStep::Kind::Curve, {at(i + 1), at(i + 2), at(i + 3)}}); break;
        case CAIRO_PATH_CLOSE_PATH: steps.push_back({OutlineStep::Kind::Close, {}}); break;
        }
    }
    cairo_path_destroy(path);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    // Cairo begins a new subpath after each close, also where none follows.
    std::vector<OutlineStep> out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool isMove = steps[i].kind == OutlineStep::Kind::Move;
        if (isMove && (i + 1 == steps.size() || steps[i + 1].kind == OutlineStep::Kind::Move)) continue;
        out.push_back(steps[i]);
    }
    return out;
}

} // namespace

struct TextOutliner::Impl {
    Shaper shaper;
};

TextOutliner::TextOutliner() : m_impl(std::make_unique<Impl>()) {}
TextOutliner::~TextOutliner() = default;

std::vector<OutlineStep> TextOutliner::outline(const std::string &utf8, const TextStyle &style) const {
    const ShapedText text = m_impl->shaper.shape(utf8, shapeStyle(style));
    return stepsOf(Inked{.lines = text.lines, .scale = shapeScale(style)});
}

std::vector<OutlineStep> TextOutliner::outlineCluster(const std::string &utf8, const TextStyle &style,
                                                      std::size_t cluster) const {
    std::string line = utf8; // as TextEngine::clusters() shapes it
    std::ranges::replace(line, '\n', ' ');
    TextStyle unwrapped = style;
    unwrapped.maxWidthPx = 0;
    unwrapped.justify = Justify::Left;
    const ShapedText text = m_impl->shaper.shape(line, shapeStyle(unwrapped));
    if (text.lines.empty()) return {};
    const std::vector<GlyphGroup> groups = glyphGroups(text.lines.front());
    if (cluster >= groups.size()) return {};
    const GlyphGroup &group = groups[cluster];
    const double baselinePx = text.lines.front().baselinePx - text.metrics.heightPx / 2;
    return stepsOf(Inked{{}, &group, -group.advancePx / 2, baselinePx, shapeScale(style)});
}

} // namespace corridors::text
