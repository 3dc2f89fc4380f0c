#include "geodata/io/json_scanner.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <fmt/format.h>

namespace corridors::io {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 18; // measured: larger ones are no faster and miss the cache

bool isSpace(int c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool isDigit(int c) { return c >= '0' && c <= '9'; }
bool isHex(int c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string nameOf(int c) {
    if (c == JsonScanner::kEnd) return "the end of the text";
    if (c < 0x20 || c >= 0x7F) return fmt::format("byte 0x{:02X}", c);
    return fmt::format("'{}'", static_cast<char>(c));
}

} // namespace

JsonScanner::JsonScanner(ByteSource &source)
    : m_source(source),
      m_chunkBytes(source.size() > 0 ? std::min<std::uint64_t>(source.size() + 1, kChunkBytes) : kChunkBytes),
      m_buffer(2 * m_chunkBytes) {
    if (refill() && m_end >= 3 && std::memcmp(m_buffer.data(), "\xEF\xBB\xBF", 3) == 0) m_pos = 3;
}

bool JsonScanner::refill() {
    if (m_atEnd) return false;
    const std::size_t keep = m_mark == kNoMark ? m_pos : m_mark;
    if (keep > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + keep, m_end - keep);
        m_base += keep;
        m_pos -= keep;
        m_end -= keep;
        if (m_mark != kNoMark) m_mark = 0;
    }
    if (m_buffer.size() - m_end < m_chunkBytes) m_buffer.resize(2 * m_buffer.size());
    const std::size_t got = m_source.read(m_buffer.data() + m_end, m_chunkBytes);
    m_end += got;
    m_atEnd = got == 0;
    return got > 0;
}

bool JsonScanner::fail(std::string message) {
    const bool end = current() == kEnd;
    m_problem = {position(), std::move(message), end, end && m_source.failed()};
    return false;
}

void JsonScanner::mark() {
    assert(m_mark == kNoMark);
    m_mark = m_pos;
}

int JsonScanner::peek() {
    int c = current();
    while (isSpace(c)) {
        ++m_pos;
        c = current();
    }
    return c;
}

bool JsonScanner::take(char c) {
    const int found = peek();
    if (found != static_cast<unsigned char>(c))
        return fail(fmt::format("expected '{}' but found {}", c, nameOf(found)));
    ++m_pos;
    return true;
}

bool JsonScanner::takeSeparator(char close, bool &more) {
    const int found = peek();
    if (found != ',' && found != close)
        return fail(fmt::format("expected ',' or '{}' but found {}", close, nameOf(found)));
    ++m_pos;
    more = found == ',';
    return true;
}

bool JsonScanner::takeString(std::string &raw) {
    if (peek() != '"') return fail("expected a string but found " + nameOf(peek()));
    const bool wasMarked = marked();
    if (!wasMarked) mark();
    const std::size_t begin = keptSize() + 1;
    if (!scanString()) return false;
    raw.assign(kept().substr(begin, keptSize() - begin - 1));
    if (!wasMarked) unmark();
    return true;
}

bool JsonScanner::scanString() {
    ++m_pos; // the opening quote
    while (true) {
        const char *p = m_buffer.data() + m_pos;
        const char *const end = m_buffer.data() + m_end;
        while (p < end && *p != '"' && *p != '\\' && static_cast<unsigned char>(*p) >= 0x20) ++p;
        m_pos = static_cast<std::size_t>(p - m_buffer.data());
        const int c = current();
        if (c == '"') {
            ++m_pos;
            return true;
        }
        if (c == '\\') {
            if (!scanEscape()) return false;
        } else if (c == kEnd) {
            return fail("the text ends inside a string");
        } else if (c < 0x20) {
            return fail(fmt::format("a string holds the control character {} unescaped", nameOf(c)));
        }
    }
}

bool JsonScanner::scanEscape() {
    ++m_pos; // the backslash
    const int c = current();
    if (c == kEnd) return fail("the text ends inside a string");
    if (c == 'u') {
        for (int i = 0; i < 4; ++i) {
            ++m_pos;
            if (!isHex(current())) return fail("\\u is not followed by four hexadecimal digits");
        }
    } else if (std::strchr("\"\\/bfnrt", c) == nullptr || c == 0) {
        return fail("unknown escape in a string: \\ followed by " + nameOf(c));
    }
    ++m_pos;
    return true;
}

bool JsonScanner::scanDigits() {
    if (!isDigit(current())) return fail("expected a digit but found " + nameOf(current()));
    while (true) {
        const char *p = m_buffer.data() + m_pos;
        const char *const end = m_buffer.data() + m_end;
        while (p < end && isDigit(*p)) ++p;
        m_pos = static_cast<std::size_t>(p - m_buffer.data());
        if (p < end || !isDigit(current())) return true;
    }
}

bool JsonScanner::scanNumber() {
    if (current() == '-') ++m_pos;
    if (current() == 'I') return scanLiteral(); // -Infinity
    if (current() == '0') {
        ++m_pos;
        if (isDigit(current())) return fail("a number has a leading zero");
    } else if (!scanDigits()) {
        return false;
    }
    if (current() == '.') {
        ++m_pos;
        if (!scanDigits()) return false;
    }
    if (current() == 'e' || current() == 'E') {
        ++m_pos;
        if (current() == '+' || current() == '-') ++m_pos;
        if (!scanDigits()) return false;
    }
    return true;
}

bool JsonScanner::scanLiteral() {
    const int first = current();
    const char *word = first == 't'   ? "true"
                       : first == 'f' ? "false"
                       : first == 'n' ? "null"
                       : first == 'N' ? "NaN"
                                      : "Infinity";
    for (const char *w = word; *w != 0; ++w, ++m_pos)
        if (current() != *w) return fail(fmt::format("expected \"{}\" but found {}", word, nameOf(current())));
    if (first == 'N' || first == 'I') ++m_nonFinite;
    return true;
}

bool JsonScanner::scanScalar(int c) {
    if (c == '"') return scanString();
    if (c == '-' || isDigit(c)) return scanNumber();
    if (c == 't' || c == 'f' || c == 'n' || c == 'N' || c == 'I') return scanLiteral();
    return fail("expected a value but found " + nameOf(c));
}

bool JsonScanner::skipValue() {
    m_stack.clear();
    std::string &open = m_stack;
    bool wantsValue = true; // otherwise a separator or a closing bracket
    bool mayClose = false;  // directly after '[' or '{'
    while (true) {
        const int c = peek();
        if (!wantsValue) {
            if (c == ',') {
                ++m_pos;
                wantsValue = true;
                if (open.back() == '}') { // the next member's key
                    if (peek() != '"') return fail("expected a member's name but found " + nameOf(peek()));
                    if (!scanString() || !take(':')) return false;
                }
                continue;
            }
            if (c != open.back()) return fail(fmt::format("expected ',' or '{}' but found {}", open.back(), nameOf(c)));
            mayClose = true;
        }
        if (mayClose && c == (open.empty() ? kEnd : open.back())) {
            ++m_pos;
            open.pop_back();
            mayClose = false;
            wantsValue = false;
            if (open.empty()) return true;
            continue;
        }
        mayClose = false;
        if (c == '[' || c == '{') {
            if (open.size() >= kMaxDepth) return fail(fmt::format("values are nested deeper than {}", kMaxDepth));
            ++m_pos;
            open.push_back(c == '[' ? ']' : '}');
            mayClose = true;
            if (c == '{' && peek() != '}') {
                if (peek() != '"') return fail("expected a member's name but found " + nameOf(peek()));
                if (!scanString() || !take(':')) return false;
                mayClose = false;
            }
            continue;
        }
        if (!scanScalar(c)) return false;
        wantsValue = false;
        if (open.empty()) return true;
    }
}

} // namespace corridors::io
