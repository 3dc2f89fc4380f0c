// Texts in SVG: real text with its font named, or outlines. Internal to viewer/output; used by svg_sink and
// svg_furniture.
#pragma once

#include <memory>
#include <string>

#include "viewer/text/outline.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::output::svg {

class TextWriter {
public:
    /// `engine` outlives this. With `outlines` letters are paths: the picture looks the same everywhere, but its text
    /// can be neither searched nor edited.
    TextWriter(const text::TextEngine &engine, bool outlines);

    /// Elements for a text whose logical top-left corner is at the origin of the element around it, which says the
    /// position. `attributes` (each with a leading space) go onto the element.
    void write(std::string &to, const std::string &utf8, const text::TextStyle &style,
               const std::string &attributes) const;
    /// One piece of TextEngine::clusters(), its halo only or its letters only; `transform` puts its pivot in place.
    void writeCluster(std::string &to, const std::string &utf8, const text::TextStyle &style,
                      const text::TextCluster &cluster, std::size_t index, bool halo,
                      const std::string &transform) const;

private:
    const text::TextEngine &m_engine;
    std::unique_ptr<text::TextOutliner> m_outliner; ///< null: real text
};

/// " transform=..." for a move and a clockwise turn about the point.
[[nodiscard]] std::string placedAt(ScreenPoint p, double rotateDeg);

} // namespace corridors::output::svg
