#include <algorithm>

#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

/// The deepest nesting of arrays and objects, told without recursion (writing JSON back recurses).
int nesting(std::string_view text) {
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\') ++i;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

std::string hexDigit(unsigned value) { return std::string(1, "0123456789ABCDEF"[value & 15U]); }

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string &path) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail("it is empty", path, {}, "Restore it from a copy, or remove it to begin anew");
    if (nesting(text) > kMaxDepth)
        return fail("it is nested more than " + std::to_string(kMaxDepth) + " deep", path, {}, "Check what wrote it");
    try {
        return Json::parse(text);
    } catch (const Json::parse_error &error) {
        return fail("it is not JSON (something else was expected here)", path, "byte " + std::to_string(error.byte),
                    "Correct it there or restore it from a copy");
    } catch (const Json::exception &) {
        return fail("it is not JSON that can be read (a number is out of range)", path, {}, "Correct the number");
    }
}

std::string featureOfIri(std::string_view iri) {
    constexpr std::string_view kUrn = "urn:corridors:feature:";
    std::string_view coded;
    if (iri.starts_with(kUrn)) {
        coded = iri.substr(kUrn.size());
    } else if (const std::size_t hash = iri.find('#'); hash != std::string_view::npos) {
        coded = iri.substr(hash + 1);
    }
    std::string id;
    for (std::size_t i = 0; i < coded.size(); ++i) {
        const bool escaped = coded[i] == '%' && i + 2 < coded.size();
        const int high = escaped ? hexValue(coded[i + 1]) : -1;
        const int low = escaped ? hexValue(coded[i + 2]) : -1;
        if (high < 0 || low < 0) {
            id += coded[i];
            continue;
        }
        id += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return id;
}

std::string iriOfFeature(std::string_view featureId) {
    std::string iri = "map.json#";
    for (const char c : featureId) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/:@!$&'()*+,;=?").find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        iri += plain ? std::string(1, c) : "%" + hexDigit(byte >> 4U) + hexDigit(byte);
    }
    return iri;
}

} // namespace corridors::links
