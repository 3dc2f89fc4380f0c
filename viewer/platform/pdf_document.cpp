#include "viewer/platform/pdf_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/picture_record.hpp"
#include "viewer/output/picture_metadata.hpp"

namespace corridors::platform {

Result<void> PdfDocument::addPage(const app::AppState &state, const output::PictureRequest &request,
                                  const std::string &name, const std::stop_token &cancel) {
    const app::PictureRecord record = output::completeRecord(state, request, m_version);
    if (auto ok = m_writer.addPage(state, request, name.empty() ? record.title : name, cancel); !ok) return ok;
    if (m_descriptions.empty()) {
        m_info.title = m_title.empty() ? record.title : m_title;
        m_info.software = record.software;
        m_info.date = record.date;
        m_info.record = app::toJson(record);
    }
    m_descriptions.emplace_back(name.empty() ? record.title : name, record.description);
    for (const std::string &line : record.attributions)
        if (std::ranges::find(m_attributions, line) == m_attributions.end()) m_attributions.push_back(line);
    return {};
}

Result<void> PdfDocument::finish(const std::string &path) {
    for (const auto &[name, description] : m_descriptions) {
        if (!m_info.subject.empty()) m_info.subject += "\n";
        if (m_descriptions.size() > 1 && !description.starts_with(name)) m_info.subject += name + ": ";
        m_info.subject += description;
    }
    m_info.rights = fmt::format("{}", fmt::join(m_attributions, "; "));
    return m_writer.finish(path, m_info);
}

} // namespace corridors::platform
