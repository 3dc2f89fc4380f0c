// Lines of a text and the white space at their ends. Not public beyond geodata/article.
#pragma once

#include <string_view>

namespace corridors::article {

[[nodiscard]] inline std::string_view trim(std::string_view s) {
    constexpr std::string_view kSpace = " \t\r\n\f\v";
    const std::size_t from = s.find_first_not_of(kSpace);
    if (from == std::string_view::npos) return {};
    return s.substr(from, s.find_last_not_of(kSpace) - from + 1);
}

/// Calls visit(line) for each line, ended by LF, CR LF or CR; the end is not part of it.
template <class Visit>
void forEachLine(std::string_view text, Visit &&visit) {
    std::size_t from = 0;
    while (from < text.size()) {
        std::size_t to = text.find_first_of("\r\n", from);
        if (to == std::string_view::npos) to = text.size();
        visit(text.substr(from, to - from));
        from = to + (text.substr(to).starts_with("\r\n") ? 2 : 1);
    }
}

} // namespace corridors::article
