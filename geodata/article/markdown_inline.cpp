#include "geodata/article/markdown_inline.hpp"

#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "geodata/article/text.hpp"

namespace corridors::article {
namespace {

bool isPunct(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool isAlnum(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// An entity at the front of `s`: its text and its length; "" and 0 when there is none.
std::pair<std::string, std::size_t> entity(std::string_view s) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kNamed = {{{"&amp;", "&"},
                                                                                       {"&lt;", "<"},
                                                                                       {"&gt;", ">"},
                                                                                       {"&quot;", "\""},
                                                                                       {"&apos;", "'"},
                                                                                       {"&nbsp;", " "},
                                                                                       {"&shy;", ""},
                                                                                       {"&ndash;", "\u2013"},
                                                                                       {"&mdash;", "\u2014"},
                                                                                       {"&lsquo;", "\u2018"},
                                                                                       {"&rsquo;", "\u2019"},
                                                                                       {"&ldquo;", "\u201C"},
                                                                                       {"&rdquo;", "\u201D"},
                                                                                       {"&hellip;", "\u2026"}}};
    for (const auto &[name, text] : kNamed)
        if (s.starts_with(name)) return {std::string(text), name.size()};
    if (!s.starts_with("&#")) return {};
    const bool hex = s.size() > 2 && (s[2] == 'x' || s[2] == 'X');
    char32_t value = 0;
    std::size_t i = hex ? 3 : 2;
    const std::size_t digits = i;
    for (; i < s.size() && i < digits + 7 && std::isxdigit(static_cast<unsigned char>(s[i])) != 0; ++i) {
        if (!hex && std::isdigit(static_cast<unsigned char>(s[i])) == 0) break;
        const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(s[i])));
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (i == digits || i >= s.size() || s[i] != ';' || value == 0) return {};
    return {encode(std::u32string_view(&value, 1)), i + 1};
}

/// Length of an HTML tag or comment at the front of `s`; 0 when it is none. `<sup>...</sup>` counts whole.
std::size_t tagLength(std::string_view s) {
    if (s.starts_with("<!--")) {
        const std::size_t end = s.find("-->");
        return end == std::string_view::npos ? 0 : end + 3;
    }
    std::size_t i = 1;
    if (i < s.size() && s[i] == '/') ++i;
    if (i >= s.size() || std::isalpha(static_cast<unsigned char>(s[i])) == 0) return 0;
    const std::size_t end = s.find_first_of("<>", i);
    if (end == std::string_view::npos || s[end] != '>' || end > 2000) return 0;
    if (s.find(':') < end && s.find_first_of(" \"=") >= end) return 0; // <https://...>, an address
    if (s.starts_with("<sup>")) {
        const std::size_t close = s.find("</sup>");
        if (close != std::string_view::npos && close <= end + 5) return close + 6;
    }
    return end + 1;
}

/// Finds the closing bracket that matches s[0]; npos without one in reach.
std::size_t closing(std::string_view s, char open, char close) {
    int depth = 0;
    for (std::size_t i = 0; i < s.size() && i < 4000; ++i) {
        if (s[i] == '\\') {
            ++i;
        } else if (s[i] == open) {
            ++depth;
        } else if (s[i] == close && --depth == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

/// Is the run of marks at [i, j) an opening or closing one (beside a word) rather than a sign standing alone?
bool isEmphasis(std::string_view s, std::size_t i, std::size_t j) {
    const bool before = i > 0 && !isBlank(s[i - 1]);
    const bool after = j < s.size() && !isBlank(s[j]);
    if (!before && !after) return false;
    if (s[i] == '*') return true;
    if (s[i] == '_') return !(i > 0 && isAlnum(s[i - 1]) && j < s.size() && isAlnum(s[j]));
    return s[i] == '`' || j - i == 2; // code; ~~struck~~
}

/// A link, image or note reference at the front of `s`: its text and length; length 0 when there is none.
std::pair<std::string, std::size_t> link(std::string_view s, int depth);

std::string plain(std::string_view s, int depth) {
    std::string out;
    for (std::size_t i = 0; i < s.size();) {
        const char c = s[i];
        if (c == '\\' && i + 1 < s.size() && isPunct(s[i + 1])) {
            out += s[i + 1];
            i += 2;
        } else if (c == '&') {
            const auto [text, length] = entity(s.substr(i, 12));
            out += length > 0 ? text : "&";
            i += length > 0 ? length : 1;
        } else if (c == '<') {
            const std::size_t length = tagLength(s.substr(i));
            if (length == 0) out += c;
            i += length > 0 ? length : 1;
        } else if (c == '[' || (c == '!' && i + 1 < s.size() && s[i + 1] == '[')) {
            const auto [text, length] = link(s.substr(i), depth);
            if (length == 0) out += c;
            out += text;
            i += length > 0 ? length : 1;
        } else if (c == '*' || c == '_' || c == '`' || c == '~') {
            std::size_t j = i;
            while (j < s.size() && s[j] == c) ++j;
            if (!isEmphasis(s, i, j)) out += s.substr(i, j - i);
            i = j;
        } else {
            out += c;
            ++i;
        }
    }
    return out;
}

std::pair<std::string, std::size_t> link(std::string_view s, int depth) {
    const bool image = s[0] == '!';
    const std::string_view body = image ? s.substr(1) : s;
    if (body.empty() || body[0] != '[') return {};
    const std::size_t end = closing(body, '[', ']');
    if (end == std::string_view::npos) return {};
    if (body.starts_with("[^")) return {"", end + 1};
    const std::string_view rest = body.substr(end + 1);
    std::size_t target = std::string_view::npos;
    if (rest.starts_with('(')) target = closing(rest, '(', ')');
    if (rest.starts_with('[') && !rest.starts_with("[]")) target = closing(rest, '[', ']');
    if (target == std::string_view::npos) return {};
    const std::size_t length = (image ? 1 : 0) + end + 1 + target + 1;
    if (image || depth > 4) return {"", length};
    return {plain(body.substr(1, end - 1), depth + 1), length};
}

} // namespace

std::string plainInline(std::string_view s) { return plain(s, 0); }

} // namespace corridors::article
