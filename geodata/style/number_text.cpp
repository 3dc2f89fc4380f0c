#include "geodata/style/number_text.hpp"

#include <charconv>
#include <cmath>

namespace corridors::style {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\r\v\f";
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::optional<double> parsePrefixed(std::string_view digits, int base) {
    if (digits.empty()) return std::nullopt;
    double value = 0;
    for (const char c : digits) {
        int digit = 99;
        if (c >= '0' && c <= '9') digit = c - '0';
        if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
        if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
        if (digit >= base) return std::nullopt;
        value = value * base + digit;
    }
    return value;
}

} // namespace

std::string numberText(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
    if (value == 0) return "0";
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const auto e = text.find('e');
    std::string digits(text.substr(0, e));
    if (digits.size() > 1) digits.erase(1, 1); // the point
    int exponent = 0;
    const auto exponentText = text.substr(text[e + 1] == '+' ? e + 2 : e + 1);
    std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);

    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1; // ECMA-262's n: digits before the decimal point
    std::string out = value < 0 ? "-" : "";
    if (count <= point && point <= 21) {
        out += digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else if (point > 0 && point <= 21) {
        out += digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    } else if (point > -6 && point <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else {
        out += digits.substr(0, 1);
        if (count > 1) out += "." + digits.substr(1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    }
    return out;
}

std::optional<double> parseNumber(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return 0.0;
    if (text.size() > 2 && text[0] == '0') {
        const char c = text[1];
        if (c == 'x' || c == 'X') return parsePrefixed(text.substr(2), 16);
        if (c == 'o' || c == 'O') return parsePrefixed(text.substr(2), 8);
        if (c == 'b' || c == 'B') return parsePrefixed(text.substr(2), 2);
    }
    double sign = 1;
    if (text[0] == '+' || text[0] == '-') {
        sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    if (text == "Infinity") return sign * HUGE_VAL;
    if (text.empty() || !((text[0] >= '0' && text[0] <= '9') || text[0] == '.')) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size()) return std::nullopt;
    // Out of range: from_chars leaves the value; ECMAScript rounds to infinity or zero.
    if (error == std::errc::result_out_of_range) {
        const auto e = text.find_first_of("eE");
        value = e != std::string_view::npos && text[e + 1] == '-' ? 0.0 : HUGE_VAL;
    } else if (error != std::errc{}) {
        return std::nullopt;
    }
    return sign * value;
}

} // namespace corridors::style
