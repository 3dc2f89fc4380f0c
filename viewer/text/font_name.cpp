#include "viewer/text/font_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace corridors::text {
namespace {

enum class Axis { Weight, Slant, Stretch };
struct Word {
    std::string_view text;
    Axis axis;
    int value;
};
constexpr std::array kWords{
    Word{"thin", Axis::Weight, 100},
    Word{"extralight", Axis::Weight, 200},
    Word{"ultralight", Axis::Weight, 200},
    Word{"light", Axis::Weight, 300},
    Word{"regular", Axis::Weight, 400},
    Word{"normal", Axis::Weight, 400},
    Word{"book", Axis::Weight, 400},
    Word{"roman", Axis::Weight, 400},
    Word{"medium", Axis::Weight, 500},
    Word{"semibold", Axis::Weight, 600},
    Word{"demibold", Axis::Weight, 600},
    Word{"bold", Axis::Weight, 700},
    Word{"extrabold", Axis::Weight, 800},
    Word{"ultrabold", Axis::Weight, 800},
    Word{"black", Axis::Weight, 900},
    Word{"heavy", Axis::Weight, 900},
    Word{"italic", Axis::Slant, 1},
    Word{"oblique", Axis::Slant, 1},
    Word{"extracondensed", Axis::Stretch, 62},
    Word{"condensed", Axis::Stretch, 75},
    Word{"narrow", Axis::Stretch, 75},
    Word{"semicondensed", Axis::Stretch, 87},
    Word{"expanded", Axis::Stretch, 125},
};

std::string lowered(std::string_view word) {
    std::string out(word);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

const Word *findWord(const std::string &lower) {
    const auto *const found = std::ranges::find(kWords, std::string_view(lower), &Word::text);
    return found == kWords.end() ? nullptr : found;
}

void applyWord(FontName &name, const Word &word) {
    switch (word.axis) {
    case Axis::Weight: name.weight = word.value; break;
    case Axis::Slant: name.italic = true; break;
    case Axis::Stretch: name.stretchPercent = word.value; break;
    }
}

std::vector<std::string_view> splitWords(std::string_view name) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < name.size()) {
        const std::size_t end = std::min(name.find_first_of(" -", at), name.size());
        if (end > at) words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

} // namespace

FontName parseFontName(std::string_view name) {
    FontName out;
    std::vector<std::string_view> words = splitWords(name);
    while (words.size() > 1) {
        // "Semi Bold" and "Extra Condensed" are also written as two words.
        if (words.size() > 2) {
            const std::string pair = lowered(words[words.size() - 2]) + lowered(words.back());
            if (const Word *word = findWord(pair)) {
                applyWord(out, *word);
                words.resize(words.size() - 2);
                continue;
            }
        }
        const Word *word = findWord(lowered(words.back()));
        if (word == nullptr) break;
        applyWord(out, *word);
        words.pop_back();
    }
    for (const std::string_view word : words) {
        if (!out.family.empty()) out.family += ' ';
        out.family += word;
    }
    return out;
}

} // namespace corridors::text
