// PdfDocument: a PDF of one or more pages of the map with its metadata; a page is drawn when it is added, and has an
// entry in the outline. Used by picture_file for one page and by `corridors export` for a page a chapter or feature.
#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/output/pdf_writer.hpp"

namespace corridors::platform {

class PdfDocument {
public:
    /// `version` of the program. `title` of the document; empty: that of the first page.
    explicit PdfDocument(std::string version, std::string title = {})
        : m_version(std::move(version)), m_title(std::move(title)) {}

    /// Draws `state`, whose viewport is the page's. `name`: its entry in the outline. Errors as PdfWriter::addPage.
    [[nodiscard]] Result<void> addPage(const app::AppState &state, const output::PictureRequest &request,
                                       const std::string &name, const std::stop_token &cancel = {});
    /// Writes the file, atomically; the document is used up. The first page's view and layers are what is restored from
    /// it. Errors name the path and the cause.
    [[nodiscard]] Result<void> finish(const std::string &path);

private:
    std::string m_version;
    std::string m_title;
    output::PdfWriter m_writer;
    output::PdfInfo m_info;
    std::vector<std::pair<std::string, std::string>> m_descriptions; ///< of the pages, with their names
    std::vector<std::string> m_attributions;
};

} // namespace corridors::platform
