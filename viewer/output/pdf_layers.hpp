// The second half of pdf_writer: from a PDF with a page for each layer to one whose pages stack those as optional
// content. Only place that includes qpdf. Internal to viewer/output.
#pragma once

#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/output/pdf_writer.hpp"
#include "viewer/output/text_links.hpp"

namespace corridors::output {

/// One layer on one page: the next page of the drawn file.
struct PdfPart {
    std::string layer; ///< id; parts of one id on all pages are switched together
    double opacity = 1;
};

struct PdfPageParts {
    double widthPt = 0;
    double heightPt = 0;
    std::string title;           ///< in the outline; empty: none
    std::vector<PdfPart> parts;  ///< bottom first
    std::vector<PageLink> links; ///< boxes in points from the top
};

/// An entry of the layer tree.
struct PdfLayer {
    std::string id;
    std::string title;
};

/// Returns the finished file's bytes. `layers`: all layers, top first; those that no page has are left out.
[[nodiscard]] Result<std::string> stackLayers(const std::string &drawn, const std::vector<PdfPageParts> &pages,
                                              const std::vector<PdfLayer> &layers, const PdfInfo &info);

} // namespace corridors::output
