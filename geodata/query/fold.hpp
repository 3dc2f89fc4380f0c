// Folding of names for comparison: what a person types without diacritics finds the name that has them.
// Used by name search here, and by article (mentions) and ui (the search box) for the same idea of "the same name".
#pragma once

#include <string>
#include <string_view>

namespace corridors::query {

/// The text in lower case without diacritics, Latin letters of our region as their plain neighbours (ə to e, ı to i,
/// ß to ss, ø to o, ł to l, æ to ae), punctuation and runs of white space as single blanks, ends trimmed. Apostrophes
/// vanish ("Ma'rib" is "marib"). Cyrillic, Armenian, Georgian and Arabic keep their letters; case, vowel marks and
/// presentation forms are folded. Unicode: NFKD, marks dropped, full case folding (UAX 15; Unicode 3.13). Malformed
/// UTF-8 becomes U+FFFD. Thread-safe.
[[nodiscard]] std::string foldForSearch(std::string_view utf8);

} // namespace corridors::query
