#include "viewer/output/text_links.hpp"

#include <algorithm>
#include <cctype>

namespace corridors::output {

namespace {

bool endsAddress(char c) { return std::string_view(" \t\n<>\"|").find(c) != std::string_view::npos; }

/// Where the address that begins at `begin` ends, without the sentence's punctuation.
std::size_t addressEnd(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    int open = 0;
    for (; end < text.size() && !endsAddress(text[end]); ++end) {
        if (text[end] == '(' || text[end] == '[') ++open;
        if ((text[end] == ')' || text[end] == ']') && --open < 0) break;
    }
    while (end > begin && std::string_view(".,;:!?'").find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

/// Digits after "10.", then a slash: the form that every DOI has (ISO 26324).
bool isDoi(std::string_view text) {
    if (!text.starts_with("10.")) return false;
    std::size_t i = 3;
    while (i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) != 0 || text[i] == '.')) ++i;
    return i >= 7 && i + 1 < text.size() && text[i] == '/';
}

bool startsWord(std::string_view text, std::size_t at) {
    return at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0;
}

} // namespace

std::vector<TextLink> linksIn(std::string_view text) {
    std::vector<TextLink> links;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        std::size_t skip = 0;
        const bool isWeb = rest.starts_with("https://") || rest.starts_with("http://");
        if (rest.starts_with("doi:")) skip = rest.starts_with("doi: ") ? 5 : 4;
        if (!startsWord(text, i) || (!isWeb && !isDoi(rest.substr(std::min(skip, rest.size()))))) {
            ++i;
            continue;
        }
        const std::size_t end = addressEnd(text, i + skip);
        const std::string address(text.substr(i + skip, end - i - skip));
        links.push_back({i, end, isWeb ? address : "https://doi.org/" + address});
        i = std::max(end, i + 1);
    }
    return links;
}

std::vector<PageLink> pageLinks(const layout::DrawList &drawing, const text::TextEngine &engine) {
    std::vector<PageLink> links;
    for (const layout::Primitive &primitive : drawing) {
        const auto *words = std::get_if<layout::TextPrimitive>(&primitive.content);
        if (words == nullptr || words->rotateDeg != 0 || linksIn(words->utf8).empty()) continue;
        text::TextStyle oneLine = words->style;
        oneLine.maxWidthPx = 0;
        const auto lines = engine.lines(words->utf8, words->style);
        const double lineHeight = engine.measure(words->utf8, words->style).heightPx /
                                  static_cast<double>(std::max<std::size_t>(1, lines.size()));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto widthTo = [&](std::size_t byte) {
                return engine.measure(lines[i].utf8.substr(0, byte), oneLine).widthPx;
            };
            for (const TextLink &link : linksIn(lines[i].utf8)) {
                const double left = words->topLeft.x + lines[i].xPx;
                const double top = words->topLeft.y + static_cast<double>(i) * lineHeight;
                links.push_back(
                    {{left + widthTo(link.begin), top, left + widthTo(link.end), top + lineHeight}, link.uri});
            }
        }
    }
    return links;
}

} // namespace corridors::output
