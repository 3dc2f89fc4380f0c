// Inline Markdown and HTML read away. Not public beyond geodata/article.
#pragma once

#include <string>
#include <string_view>

namespace corridors::article {

/// The plain text of a run of Markdown: emphasis, code ticks, links, images, note references, HTML tags, entities and
/// backslash escapes resolved. Unpaired marks stay as they are.
[[nodiscard]] std::string plainInline(std::string_view markdown);

} // namespace corridors::article
