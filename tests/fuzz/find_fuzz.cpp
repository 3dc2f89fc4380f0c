// Searches random texts for random queries: hits lie in the text, in order, apart, and fold to what was searched for;
// what stands in the text is found; words around any place are sound.
#include "geodata/article/find.hpp"

#include "geodata/article/unicode.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace corridors;
using namespace corridors::article;

const std::string kText =
    "From Baku to Nax\u00E7\u0131van \u2013 through the \u201CZangezur\u201D corridor. \u0130stanbul, "
    "STRASSE, stra\u00DFe; \u0627\u0644\u0628\u062D\u0631 \u041C\u043E\u0441\u043A\u0432\u0430.\n\nA second one.";
const std::vector<std::string> kQueries = {"baku", "naxcivan", "\"zangezur\"", "istanbul", "strasse",
                                           "-",    " ",        "second one"};
const std::vector<std::string> kBits = {"\u0307", "\u0301", "\u200D", "\xFF", "\u0130", "\u0131", "\u1E9E", "\u00DF",
                                        "\uFB01", "\u00AD", "\u2019", "-",    "  ",     "\n\n",   "\u0628", "a"};

} // namespace

int main(int argc, char **argv) {
    const std::size_t rounds = fuzzing::run(argc, argv, [&](fuzzing::Random &random) {
        const std::string input = fuzzing::damaged(kText, kBits, random);
        const Text text(input);
        const TextFinder finder(text.utf8());
        const std::string query = fuzzing::damaged(kQueries[fuzzing::below(random, kQueries.size())], kBits, random);
        const std::size_t limit = random() % 4 == 0 ? fuzzing::below(random, 3) : 10'000;
        std::size_t last = 0;
        const std::vector<Range> found = finder.find(query, limit);
        fuzzing::require(found.size() <= limit, "no more hits than asked for", input + "|" + query);
        for (const Range &r : found) {
            fuzzing::require(r.start >= last && !r.isEmpty() && r.end <= text.size(), "hits are in order and apart",
                             input + "|" + query);
            last = r.end;
        }
        const std::size_t at = fuzzing::below(random, text.size() + 1);
        const Range word = wordAt(text, at);
        fuzzing::require(at >= text.size() ? word.isEmpty()
                                           : word.start <= at && at < word.end && word.end <= text.size(),
                         "the word holds its place", input);
        // What the reader sees selected, typed into the search field, is found there or before.
        if (!word.isEmpty() && !fold(text.slice(word)).chars.empty() && isWordChar(decode(text.slice(word)).front())) {
            const std::vector<Range> again = finder.find(text.slice(word));
            fuzzing::require(!again.empty() && again.front().start <= word.end, "a word of the text is found", input);
        }
    });
    std::printf("find_fuzz: %zu rounds\n", rounds);
}
