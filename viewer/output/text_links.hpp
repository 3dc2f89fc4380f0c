// Finds web addresses and DOIs in the texts of a page and where they stand, so that writers of PDF and SVG can make
// links of them. Pure. Internal to viewer/output.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viewer/layout/furniture.hpp"
#include "viewer/text/text_engine.hpp"

namespace corridors::output {

struct PageLink {
    layout::PageBox box; ///< logical pixels of the page
    std::string uri;
};

/// A link within a text: bytes [begin, end) and what it leads to.
struct TextLink {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string uri;
};

/// "https://...", "http://..." as they stand; "doi:10.1000/x" and "10.1000/x" as https://doi.org/10.1000/x (the DOI
/// Handbook's form). A full stop, comma or closing bracket after it is not part of it.
[[nodiscard]] std::vector<TextLink> linksIn(std::string_view text);

/// All links of the page's unrotated texts.
[[nodiscard]] std::vector<PageLink> pageLinks(const layout::DrawList &drawing, const text::TextEngine &engine);

} // namespace corridors::output
