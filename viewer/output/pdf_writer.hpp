// PDF of pages: everything as vectors, text selectable, one optional-content layer for each of the user's layers, an
// outline entry a page, links where texts hold addresses. Used by cli and platform.
//
// How the layers come about: Cairo writes no optional content, and its groups may become pictures. So every layer is
// drawn by Cairo as a page of its own (fonts are shared within the file), and qpdf then makes form XObjects of those
// and stacks them on the real pages, each with its layer and, where it has one, its opacity: as vectors.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::output {

/// What the document says about itself.
struct PdfInfo {
    std::string title;
    std::string subject;  ///< what the pages show, for those who cannot see them
    std::string software; ///< "Corridors 0.1.0"
    std::string date;     ///< ISO 8601 date; empty: none is written, so that the bytes do not depend on the day
    std::string rights;   ///< attributions
    std::string record;   ///< JSON of app/picture_record.hpp: how the (first) page was made
};

class PdfWriter {
public:
    PdfWriter();
    ~PdfWriter();
    PdfWriter(const PdfWriter &) = delete;
    PdfWriter &operator=(const PdfWriter &) = delete;

    /// Draws a page. Its size on paper: a logical pixel is 1/96 inch, whatever the request's pixels. `title`: its entry
    /// in the outline; empty: none. Errors: no map, cancelled, Cairo fails.
    [[nodiscard]] Result<void> addPage(const app::AppState &state, const PictureRequest &request,
                                       const std::string &title, const std::stop_token &cancel = {});
    /// Writes the file, atomically. The writer is used up. Errors name the path and the cause.
    [[nodiscard]] Result<void> finish(const std::string &path, const PdfInfo &info);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace corridors::output
