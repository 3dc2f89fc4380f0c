// Searching within a text as a reader does: case, diacritics, typographic quotes and hyphens do not matter. Also the
// words around a place, for selecting. Used by the reading panel.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "geodata/article/text.hpp"

namespace corridors::article {

/// Folds a text once and searches it any number of times. Immutable; any thread.
class TextFinder {
public:
    explicit TextFinder(std::string_view utf8);
    ~TextFinder();
    TextFinder(TextFinder &&) noexcept;
    TextFinder &operator=(TextFinder &&) noexcept;

    /// Code-point ranges of all occurrences, in order, without overlaps; at most `limit`. Empty for a blank query.
    [[nodiscard]] std::vector<Range> find(std::string_view query, std::size_t limit = 10'000) const;

private:
    struct Folded;
    std::unique_ptr<const Folded> m_folded;
};

/// The word (or run of other characters) that holds a code point; empty beyond the end.
[[nodiscard]] Range wordAt(const Text &text, std::size_t offset);

} // namespace corridors::article
