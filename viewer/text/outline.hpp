// The outlines of a text's letters, for pictures that must not depend on the reader's fonts (SVG with outlines). The
// same shaping as TextEngine. Not for drawing: TextEngine draws faster. Used by viewer/output.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::text {

/// A step of a path in logical pixels, +y down: Move and Line use one point, Curve (cubic Bezier) three, Close none.
struct OutlineStep {
    enum class Kind : std::uint8_t { Move, Line, Curve, Close };
    Kind kind = Kind::Close;
    std::array<ScreenPoint, 3> points{};
};

/// One per thread, like TextEngine.
class TextOutliner {
public:
    TextOutliner();
    ~TextOutliner();
    TextOutliner(const TextOutliner &) = delete;
    TextOutliner &operator=(const TextOutliner &) = delete;

    /// The text's logical top-left corner lies at the origin. Fill rule: nonzero.
    [[nodiscard]] std::vector<OutlineStep> outline(const std::string &utf8, const TextStyle &style) const;
    /// One piece of TextEngine::clusters(), its pivot at the origin; empty when there is no such piece.
    [[nodiscard]] std::vector<OutlineStep> outlineCluster(const std::string &utf8, const TextStyle &style,
                                                          std::size_t cluster) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::text
