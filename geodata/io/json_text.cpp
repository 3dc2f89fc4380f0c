#include "geodata/io/json_text.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>

namespace corridors::io {
namespace {

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

void appendUtf8(std::string &out, std::uint32_t code) {
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::uint32_t hex4(std::string_view digits) {
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

/// Decodes the \u escape at raw[i] == 'u'; leaves i on its last digit (of the pair's second half where there is one).
std::uint32_t unicodeEscape(std::string_view raw, std::size_t &i) {
    const std::uint32_t first = hex4(raw.substr(i + 1, 4));
    i += 4;
    const bool high = first >= 0xD800 && first < 0xDC00;
    if (high && raw.substr(i + 1, 2) == "\\u") {
        const std::uint32_t second = hex4(raw.substr(i + 3, 4));
        if (second >= 0xDC00 && second < 0xE000) {
            i += 6;
            return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        }
    }
    return first >= 0xD800 && first < 0xE000 ? 0xFFFD : first;
}

char plainEscape(char c) {
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
    }
}

/// Length of the well-formed UTF-8 sequence at the front (Unicode table 3-7), or 0.
std::size_t utf8Length(std::string_view s) {
    const auto at = [&s](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
    const auto tail = [&at](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned c = at(0);
    if (c < 0x80) return 1;
    if (c >= 0xC2 && c <= 0xDF) return tail(1) ? 2 : 0;
    if (c >= 0xE0 && c <= 0xEF) {
        const bool second = c == 0xE0   ? at(1) >= 0xA0 && at(1) <= 0xBF
                            : c == 0xED ? at(1) >= 0x80 && at(1) <= 0x9F
                                        : tail(1);
        return second && tail(2) ? 3 : 0;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        const bool second = c == 0xF0   ? at(1) >= 0x90 && at(1) <= 0xBF
                            : c == 0xF4 ? at(1) >= 0x80 && at(1) <= 0x8F
                                        : tail(1);
        return second && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

bool isUtf8(std::string_view s) {
    for (std::size_t i = 0; i < s.size();) {
        const std::size_t n = utf8Length(s.substr(i));
        if (n == 0) return false;
        i += n;
    }
    return true;
}

std::string fromLatin1(std::string_view s) {
    std::string out;
    for (const char c : s) appendUtf8(out, static_cast<unsigned char>(c));
    return out;
}

/// End of the value that starts at `at` in correct JSON.
std::size_t valueEnd(std::string_view s, std::size_t at) {
    int depth = 0;
    for (std::size_t i = at; i < s.size(); ++i) {
        const char c = s[i];
        if (c == '"') {
            for (++i; i < s.size() && s[i] != '"'; ++i)
                if (s[i] == '\\') ++i;
            if (depth == 0) return i + 1;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            if (depth == 0) return i; // a scalar directly before the bracket
            if (--depth == 0) return i + 1;
        } else if (depth == 0 && (c == ',' || isSpace(c))) {
            return i;
        }
    }
    return s.size();
}

/// A string's text between its quotes with \u escapes of letters resolved: the same name reads the same everywhere.
void appendPlainString(std::string &out, std::string_view raw) {
    if (raw.find("\\u") == std::string_view::npos) {
        out += raw;
        return;
    }
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\' || i + 1 >= raw.size()) {
            out += raw[i];
        } else if (raw[i + 1] != 'u') {
            out += raw[i];
            out += raw[++i];
        } else {
            const std::size_t begin = i++;
            const std::uint32_t code = unicodeEscape(raw, i);
            if (code < 0x20 || code == '"' || code == '\\' || code == 0x7F)
                out += raw.substr(begin, i + 1 - begin);
            else
                appendUtf8(out, code);
        }
    }
}

} // namespace

std::string decodeJsonString(std::string_view raw, bool &repaired) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\' || i + 1 >= raw.size()) {
            out += raw[i];
            continue;
        }
        ++i;
        if (raw[i] == 'u')
            appendUtf8(out, unicodeEscape(raw, i));
        else
            out += plainEscape(raw[i]);
    }
    if (isUtf8(out)) return out;
    repaired = true;
    return fromLatin1(out);
}

std::string compactJson(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isSpace(c)) continue;
        if (c == '"') {
            const std::size_t end = valueEnd(json, i);
            appendPlainString(out, json.substr(i, end - i));
            i = end - 1;
        } else if (c == 'N') { // NaN
            out += "null";
            i += 2;
        } else if (c == 'I') { // Infinity
            if (!out.empty() && out.back() == '-') out.pop_back();
            out += "null";
            i += 7;
        } else {
            out += c;
        }
    }
    return out;
}

PropertyValue jsonToProperty(std::string_view json, std::string &scratch, bool &repaired) {
    switch (json.empty() ? 'n' : json.front()) {
    case '"': scratch = decodeJsonString(json.substr(1, json.size() - 2), repaired); return std::string_view(scratch);
    case '{':
    case '[':
        scratch = compactJson(json);
        if (!isUtf8(scratch)) {
            repaired = true;
            scratch = fromLatin1(scratch);
        }
        return JsonText{scratch};
    case 't': return true;
    case 'f': return false;
    case 'n':
    case 'N':
    case 'I': return std::monostate{};
    default: break;
    }
    if (json.starts_with("-I")) return std::monostate{};
    double value = 0;
    const auto end = std::from_chars(json.data(), json.data() + json.size(), value);
    if (end.ec == std::errc::result_out_of_range) value = std::strtod(std::string(json).c_str(), nullptr);
    return value;
}

void forEachMember(std::string_view object, const std::function<void(std::string_view, std::string_view)> &visit) {
    std::size_t i = 1; // after '{'
    const auto skipTo = [&](auto accept) {
        while (i < object.size() && !accept(object[i])) ++i;
    };
    while (true) {
        skipTo([](char c) { return c == '"' || c == '}'; });
        if (i >= object.size() || object[i] == '}') return;
        const std::size_t keyEnd = valueEnd(object, i);
        const std::string_view key = object.substr(i + 1, keyEnd - i - 2);
        i = keyEnd;
        skipTo([](char c) { return c == ':'; });
        ++i;
        skipTo([](char c) { return !isSpace(c); });
        const std::size_t end = valueEnd(object, i);
        visit(key, object.substr(i, end - i));
        i = end;
    }
}

std::string_view findMember(std::string_view object, std::string_view key) {
    std::string_view found;
    if (!object.starts_with('{')) return found;
    forEachMember(object, [&](std::string_view k, std::string_view v) {
        if (k == key) found = v;
    });
    return found;
}

} // namespace corridors::io
