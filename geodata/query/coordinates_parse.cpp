// parseCoordinates: the text is cut into numbers with units, hemispheres and separators, these are grouped into two
// angles, and the angles are told apart as latitude and longitude.
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "geodata/query/coordinates.hpp"

namespace corridors::query {
namespace {

using GeographicLib::MGRS;
using GeographicLib::UTMUPS;

constexpr const char *kForms =
    "Write it as 39.2043, 45.4066, as 39°12′15″N 45°24′24″E, as UTM 38S 535000 4339000, or MGRS";

tl::unexpected<Error> notCoordinates(const std::string &why) { return fail(why, {}, {}, kForms); }

/// Typographic signs as their plain forms: degree d, minute ', second ", minus -.
std::string plainSigns(std::string_view text) {
    struct Sign {
        std::string_view from;
        std::string_view to;
    };
    constexpr std::array kSigns = {Sign{"°", "d"},  Sign{"º", "d"},      Sign{"˚", "d"},      Sign{"′", "'"},
                                   Sign{"’", "'"},  Sign{"‘", "'"},      Sign{"ʹ", "'"},      Sign{"″", "\""},
                                   Sign{"”", "\""}, Sign{"“", "\""},     Sign{"ʺ", "\""},     Sign{"−", "-"},
                                   Sign{"–", "-"},  Sign{"\u00A0", " "}, Sign{"\u202F", " "}, Sign{"''", "\""}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto sign = std::find_if(kSigns.begin(), kSigns.end(),
                                       [&](const Sign &s) { return text.substr(i).starts_with(s.from); });
        if (sign != kSigns.end()) {
            out += sign->to;
            i += sign->from.size();
        } else {
            out += text[i++];
        }
    }
    return out;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

std::vector<std::string> splitAtBlanks(std::string_view text) {
    std::vector<std::string> out;
    bool open = false;
    for (const char c : text) {
        if (isSpace(c)) {
            open = false;
        } else {
            if (!open) out.emplace_back();
            open = true;
            out.back() += c;
        }
    }
    return out;
}

std::optional<double> wholeNumber(const std::string &text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

// --- UTM and MGRS -----------------------------------------------------------------------------------------------

/// "38SNJ3510039500", with or without blanks; nothing when the text has not that shape.
std::optional<std::string> asMgrs(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!isSpace(c)) out += upper(c);
    std::size_t i = 0;
    while (i < out.size() && isDigit(out[i])) ++i;
    const std::size_t letters = i;
    while (i < out.size() && isLetter(out[i])) ++i;
    const bool polar =
        letters == 0 && std::string_view("ABYZ").find(out.empty() ? 'N' : out[0]) != std::string_view::npos;
    const bool rightLetters = i - letters == 3 && (polar || (letters >= 1 && letters <= 2));
    const bool digitsOnly = std::all_of(out.begin() + static_cast<std::ptrdiff_t>(i), out.end(), isDigit);
    const std::size_t digits = out.size() - i;
    return rightLetters && digitsOnly && digits >= (polar ? 6 : 2) && digits % 2 == 0 ? std::optional(out)
                                                                                      : std::nullopt;
}

struct Utm {
    int zone = 0;
    char band = 'N';
    double easting = 0;
    double northing = 0;
};

/// "38S 535000 4339000", "38 S 535000 4339000", "38S 535000mE 4339000mN", commas between the numbers.
std::optional<Utm> asUtm(std::string_view text) {
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), ',', ' ');
    std::vector<std::string> words = splitAtBlanks(plain);
    if (words.size() >= 2 && words[0].size() <= 2 && words[1].size() == 1 && isLetter(words[1][0])) {
        words[0] += words[1];
        words.erase(words.begin() + 1);
    }
    std::erase_if(words, [](const std::string &w) { return w == "m" || w == "E" || w == "N"; });
    if (words.size() != 3 || words[0].size() < 2 || words[0].size() > 3 || !isLetter(words[0].back()))
        return std::nullopt;
    for (std::size_t i = 1; i < 3; ++i)
        while (!words[i].empty() && isLetter(words[i].back())) words[i].pop_back();
    const auto zone = wholeNumber(words[0].substr(0, words[0].size() - 1));
    const auto easting = wholeNumber(words[1]);
    const auto northing = wholeNumber(words[2]);
    if (!zone || !easting || !northing || *easting < 1000) return std::nullopt;
    return Utm{static_cast<int>(*zone), upper(words[0].back()), *easting, *northing};
}

bool isNorthern(const Utm &utm) {
    // Northings of latitude band S, 32 to 40 degrees north, with the zone's edges.
    constexpr double kBandSFromM = 3'540'000;
    constexpr double kBandSToM = 4'432'000;
    if (utm.band == 'S') return utm.northing >= kBandSFromM && utm.northing <= kBandSToM;
    return utm.band >= 'N';
}

Result<LonLat> fromGrid(const std::optional<std::string> &mgrs, const Utm &utm) {
    try {
        int zone = utm.zone;
        bool north = isNorthern(utm);
        double x = utm.easting;
        double y = utm.northing;
        int precision = 0;
        if (mgrs) MGRS::Reverse(*mgrs, zone, north, x, y, precision);
        if (!mgrs && (zone < UTMUPS::MINUTMZONE || zone > UTMUPS::MAXUTMZONE))
            return notCoordinates("there is no UTM zone " + std::to_string(zone));
        LonLat out;
        UTMUPS::Reverse(zone, north, x, y, out.latDeg, out.lonDeg);
        return out;
    } catch (const GeographicLib::GeographicErr &e) {
        return notCoordinates(e.what());
    }
}

// --- Degrees ----------------------------------------------------------------------------------------------------

struct Token {
    enum class Kind { Number, Axis, Separator } kind = Kind::Separator;
    double value = 0; // without its sign
    bool negative = false;
    bool fraction = false; // has decimals
    char unit = ' ';       // d, ' or "
    char axis = ' ';       // N S E W, y for "lat", x for "lon"
};

struct Angle {
    std::vector<Token> numbers;
    char axis = ' ';
};

bool isWord(std::string_view text, std::size_t at, std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i)
        if (at + i >= text.size() || upper(text[at + i]) != upper(word[i])) return false;
    return at + word.size() >= text.size() || !isLetter(text[at + word.size()]);
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, bool decimalComma) : m_text(text), m_decimalComma(decimalComma) {}

    /// Nothing when there is a character that no position has.
    std::optional<std::vector<Token>> run() {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (isSpace(c) || c == ':' || c == '=' || c == '(' || c == ')') {
                ++m_at;
            } else if (c == ',' || c == ';' || c == '/') {
                ++m_at;
                m_tokens.push_back({});
            } else if (isDigit(c) || c == '-' || c == '+' || c == '.') {
                if (!number()) return std::nullopt;
            } else if (!axis()) {
                return std::nullopt;
            }
        }
        return m_tokens;
    }

private:
    bool number() {
        Token t;
        t.kind = Token::Kind::Number;
        t.negative = m_text[m_at] == '-';
        if (m_text[m_at] == '-' || m_text[m_at] == '+') ++m_at;
        std::string digits;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool point = c == '.' || (m_decimalComma && c == ',');
            if (!isDigit(c) && !point) break;
            t.fraction = t.fraction || point;
            digits += point ? '.' : c;
            ++m_at;
        }
        const auto value = wholeNumber(digits);
        if (!value) return false;
        t.value = *value;
        unit(t);
        m_tokens.push_back(t);
        return true;
    }

    void unit(Token &t) {
        std::size_t at = m_at;
        while (at < m_text.size() && isSpace(m_text[at])) ++at;
        if (at >= m_text.size()) return;
        const char c = m_text[at];
        const bool afterMinutes = !m_tokens.empty() && m_tokens.back().unit == '\'';
        if (c == 'd' || c == '\'' || c == '"') t.unit = c;
        if (c == 'm') t.unit = '\'';
        if (c == 's' && afterMinutes) t.unit = '"'; // otherwise it is South
        if (t.unit != ' ') m_at = at + 1;
        if (isWord(m_text, at, "deg")) m_at = at + 3;
    }

    bool axis() {
        struct Word {
            std::string_view word;
            char axis;
        };
        constexpr std::array kWords = {Word{"latitude", 'y'}, Word{"longitude", 'x'}, Word{"lat", 'y'},
                                       Word{"long", 'x'},     Word{"lon", 'x'},       Word{"lng", 'x'}};
        Token t;
        t.kind = Token::Kind::Axis;
        for (const Word &w : kWords)
            if (isWord(m_text, m_at, w.word)) {
                t.axis = w.axis;
                m_at += w.word.size();
                m_tokens.push_back(t);
                return true;
            }
        const char c = upper(m_text[m_at]);
        if (c != 'N' && c != 'S' && c != 'E' && c != 'W') return false;
        if (m_at + 1 < m_text.size() && isLetter(m_text[m_at + 1])) return false;
        t.axis = c;
        ++m_at;
        m_tokens.push_back(t);
        return true;
    }

    std::string_view m_text;
    bool m_decimalComma;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

/// "39,2043 45,4066": commas inside the numbers, blanks or a semicolon between them.
bool usesDecimalCommas(std::string_view text) {
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), ';', ' ');
    const auto words = splitAtBlanks(plain);
    const auto isCommaNumber = [](const std::string &w) {
        const auto comma = w.find(',');
        return comma != std::string::npos && comma > 0 && comma + 1 < w.size() && isDigit(w[comma - 1]) &&
               isDigit(w[comma + 1]) && w.find(',', comma + 1) == std::string::npos;
    };
    return text.find('.') == std::string_view::npos && std::count_if(words.begin(), words.end(), isCommaNumber) >= 2;
}

/// Numbers and nothing else: two, four or six, the first half of which is the first angle.
std::vector<Angle> halves(const std::vector<Token> &tokens) {
    if (tokens.size() % 2 != 0 || tokens.size() > 6) return {};
    const auto middle = tokens.begin() + static_cast<std::ptrdiff_t>(tokens.size() / 2);
    return {{{tokens.begin(), middle}, ' '}, {{middle, tokens.end()}, ' '}};
}

std::vector<Angle> groupAngles(const std::vector<Token> &tokens) {
    const bool bare = std::all_of(tokens.begin(), tokens.end(),
                                  [](const Token &t) { return t.kind == Token::Kind::Number && t.unit == ' '; });
    if (bare && !tokens.empty()) return halves(tokens);
    std::vector<Angle> angles;
    Angle current;
    const auto close = [&] {
        if (!current.numbers.empty()) angles.push_back(current);
        current = {};
    };
    const bool leading = !tokens.empty() && tokens.front().kind == Token::Kind::Axis;
    for (const Token &t : tokens) {
        switch (t.kind) {
        case Token::Kind::Separator: close(); break;
        case Token::Kind::Axis:
            if (leading) {
                close();
                current.axis = t.axis;
            } else if (!current.numbers.empty()) {
                current.axis = t.axis;
                close();
            } else if (!angles.empty() && angles.back().axis == ' ') {
                angles.back().axis = t.axis; // "39.2, N"
            } else {
                current.axis = t.axis;
            }
            break;
        case Token::Kind::Number:
            if (t.unit == 'd' || current.numbers.size() == 3 || (t.negative && !current.numbers.empty())) {
                const char axis = current.numbers.empty() ? current.axis : ' ';
                close();
                current.axis = axis;
            }
            current.numbers.push_back(t);
            break;
        }
    }
    close();
    return angles;
}

std::optional<double> degreesOf(const Angle &angle) {
    constexpr std::array kUnits = {'d', '\'', '"'};
    double value = 0;
    double part = 1;
    for (std::size_t i = 0; i < angle.numbers.size(); ++i) {
        const Token &t = angle.numbers[i];
        if (t.unit != ' ' && t.unit != kUnits[i]) return std::nullopt;
        if (i > 0 && (t.value >= 60 || t.negative)) return std::nullopt;
        if (t.fraction && i + 1 < angle.numbers.size()) return std::nullopt;
        value += t.value * part;
        part /= 60;
    }
    const bool negative = angle.numbers[0].negative;
    const bool opposite = angle.axis == 'S' || angle.axis == 'W';
    if (negative && opposite) return std::nullopt;
    return negative || opposite ? -value : value;
}

bool saysLatitude(char axis) { return axis == 'N' || axis == 'S' || axis == 'y'; }
bool saysLongitude(char axis) { return axis == 'E' || axis == 'W' || axis == 'x'; }

} // namespace

Result<LonLat> parseCoordinates(std::string_view input) {
    const std::string text = plainSigns(input);
    if (const auto mgrs = asMgrs(text)) return fromGrid(mgrs, {});
    if (const auto utm = asUtm(text)) return fromGrid(std::nullopt, *utm);
    const auto tokens = Tokenizer(text, usesDecimalCommas(text)).run();
    if (!tokens) return notCoordinates("this is not a position");
    const std::vector<Angle> angles = groupAngles(*tokens);
    if (angles.size() != 2) return notCoordinates("a position has two numbers, a latitude and a longitude");
    const auto first = degreesOf(angles[0]);
    const auto second = degreesOf(angles[1]);
    if (!first || !second) return notCoordinates("degrees, minutes and seconds do not fit together");
    const char a = angles[0].axis;
    const char b = angles[1].axis;
    if ((saysLatitude(a) && saysLatitude(b)) || (saysLongitude(a) && saysLongitude(b)))
        return notCoordinates("both numbers are given for the same direction");
    const bool undecided = a == ' ' && b == ' ';
    const bool longitudeFirst =
        saysLongitude(a) || saysLatitude(b) || (undecided && std::abs(*first) > 90 && std::abs(*second) <= 90);
    const LonLat out = longitudeFirst ? LonLat{*first, *second} : LonLat{*second, *first};
    if (std::abs(out.latDeg) > 90) return notCoordinates("a latitude lies between -90 and 90 degrees");
    if (std::abs(out.lonDeg) > 180) return notCoordinates("a longitude lies between -180 and 180 degrees");
    return out;
}

} // namespace corridors::query
