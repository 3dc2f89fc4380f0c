// Text that goes into XML: SVG, the XMP of PDFs, GDAL's sidecar files. It reads none.
#pragma once

#include <string>
#include <string_view>

namespace corridors {

/// Text for element content and attribute values: &, <, > and quotes as entities; what XML 1.0 does not allow (control
/// characters, bytes that are no UTF-8) becomes U+FFFD, so that no name can break the document.
[[nodiscard]] std::string xmlEscaped(std::string_view text);

} // namespace corridors
