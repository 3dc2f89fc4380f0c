#include <algorithm>
#include <cmath>
#include <string>

#include "geodata/style/color_math.hpp"
#include "geodata/style/number_text.hpp"
#include "geodata/style/style_document.hpp"

namespace corridors::style {
namespace {

std::string lowerTrimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\r\v\f";
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    std::string out(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
    for (char &c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::optional<Rgba> parseHex(std::string_view digits) {
    const std::size_t n = digits.size();
    if (n != 3 && n != 4 && n != 6 && n != 8) return std::nullopt;
    const std::size_t width = n < 6 ? 1 : 2;
    double channel[4] = {0, 0, 0, 1};
    for (std::size_t i = 0; i * width < n; ++i) {
        int value = 0;
        for (std::size_t k = 0; k < width; ++k) {
            const char c = digits[i * width + k];
            const bool isDigit = c >= '0' && c <= '9';
            if (!isDigit && !(c >= 'a' && c <= 'f')) return std::nullopt;
            value = value * 16 + (isDigit ? c - '0' : c - 'a' + 10);
        }
        channel[i] = (width == 1 ? value * 17 : value) / 255.0;
    }
    return Rgba{channel[0], channel[1], channel[2], channel[3]};
}

// One argument of rgb() or hsl() with what stands after it.
struct Argument {
    double value = 0;
    bool percent = false;
    char separator = '\0'; // ' ', ',', '/' or ')'
};

// Reads the arguments of a colour function one by one.
class ArgumentReader {
public:
    explicit ArgumentReader(std::string_view text) : m_text(text) {}

    std::optional<Argument> next(bool allowDegrees) {
        skipBlanks();
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNumberCharacter(begin)) ++m_at;
        const auto value = parseNumber(m_text.substr(begin, m_at - begin));
        if (begin == m_at || !value) return std::nullopt;
        Argument argument{*value, false, '\0'};
        if (allowDegrees && m_text.substr(m_at, 3) == "deg") m_at += 3;
        if (!allowDegrees && m_at < m_text.size() && m_text[m_at] == '%') {
            argument.percent = true;
            ++m_at;
        }
        const std::size_t blanks = skipBlanks();
        if (m_at >= m_text.size()) return std::nullopt;
        const char c = m_text[m_at];
        if (c == ',' || c == '/' || c == ')') {
            argument.separator = c;
            ++m_at;
        } else if (blanks > 0) {
            argument.separator = ' ';
        } else {
            return std::nullopt;
        }
        return argument;
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }

private:
    // "deg" must not be eaten as the exponent of a number: an 'e' counts only behind a digit or point.
    [[nodiscard]] bool isNumberCharacter(std::size_t begin) const {
        const char c = m_text[m_at];
        const bool exponent = c == 'e' && m_at > begin;
        return (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-' || exponent;
    }
    std::size_t skipBlanks() {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && std::string_view(" \t\n\r\v\f").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
        return m_at - begin;
    }
    std::string_view m_text;
    std::size_t m_at = 0;
};

struct FunctionArguments {
    Argument channel[3];
    double alpha = 1;
};

// Comma syntax: a, b, c[, alpha]. Space syntax: a b c[ / alpha]. Mixing them is an error.
std::optional<FunctionArguments> readArguments(std::string_view text, bool firstIsHue) {
    ArgumentReader reader(text);
    FunctionArguments out;
    for (int i = 0; i < 3; ++i) {
        const auto argument = reader.next(firstIsHue && i == 0);
        if (!argument) return std::nullopt;
        out.channel[i] = *argument;
    }
    const char first = out.channel[0].separator;
    const char last = out.channel[2].separator;
    if ((first != ',' && first != ' ') || out.channel[1].separator != first) return std::nullopt;
    if (last != ')') {
        if (last != (first == ',' ? ',' : '/')) return std::nullopt;
        const auto alpha = reader.next(false);
        if (!alpha || alpha->separator != ')') return std::nullopt;
        out.alpha = std::clamp(alpha->percent ? alpha->value / 100 : alpha->value, 0.0, 1.0);
    }
    return reader.atEnd() ? std::optional(out) : std::nullopt;
}

std::optional<Rgba> parseRgbFunction(std::string_view arguments) {
    const auto parsed = readArguments(arguments, false);
    if (!parsed) return std::nullopt;
    const auto &c = parsed->channel;
    if (c[0].percent != c[1].percent || c[1].percent != c[2].percent) return std::nullopt;
    const double max = c[0].percent ? 100 : 255;
    const auto unit = [max](const Argument &a) { return std::clamp(a.value / max, 0.0, 1.0); };
    return Rgba{unit(c[0]), unit(c[1]), unit(c[2]), parsed->alpha};
}

std::optional<Rgba> parseHslFunction(std::string_view arguments) {
    const auto parsed = readArguments(arguments, true);
    if (!parsed || !parsed->channel[1].percent || !parsed->channel[2].percent) return std::nullopt;
    const auto &c = parsed->channel;
    return fromHsl(c[0].value, std::clamp(c[1].value, 0.0, 100.0), std::clamp(c[2].value, 0.0, 100.0), parsed->alpha);
}

} // namespace

std::optional<Rgba> parseRgba(std::string_view text) {
    constexpr std::size_t kLongestColor = 256;
    if (text.size() > kLongestColor) return std::nullopt;
    const std::string lower = lowerTrimmed(text);
    const std::string_view s = lower;
    if (s == "transparent") return Rgba{0, 0, 0, 0};
    if (s.starts_with('#')) return parseHex(s.substr(1));
    for (const std::string_view prefix : {"rgb(", "rgba("})
        if (s.starts_with(prefix)) return parseRgbFunction(s.substr(prefix.size()));
    for (const std::string_view prefix : {"hsl(", "hsla("})
        if (s.starts_with(prefix)) return parseHslFunction(s.substr(prefix.size()));
    if (const auto rgb = namedColor(s))
        return Rgba{((*rgb >> 16U) & 255U) / 255.0, ((*rgb >> 8U) & 255U) / 255.0, (*rgb & 255U) / 255.0, 1};
    return std::nullopt;
}

std::optional<Color> parseColor(std::string_view text) {
    const auto rgba = parseRgba(text);
    return rgba ? std::optional(toColor(*rgba)) : std::nullopt;
}

} // namespace corridors::style
