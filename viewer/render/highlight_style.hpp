// The fixed style of the highlight: sources "lit", "selected" and "spotlight" (lit while the rest is dimmed). Used by
// highlight.
#pragma once

#include <memory>

#include "geodata/style/style_document.hpp"

namespace corridors::render {

[[nodiscard]] std::shared_ptr<const style::StyleDocument> highlightStyle();

} // namespace corridors::render
