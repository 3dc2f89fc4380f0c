// Which features of the map bear a number, and what is said of each: for the callouts and captions of a page and of the
// live map. What it is not: laid out (viewer/layout does that). Used by layout and ui.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viewer/app/app_state.hpp"

namespace corridors::app {

/// One number: a feature, or all segments of a corridor ("btk/1", "btk/2", ...), which are one thing to a reader.
struct NumberedFeature {
    std::vector<FeatureRef> parts;
    std::string name;
    std::string text;    ///< the passage's summary, or up to kQuotedWords of its sentence in quotation marks; else what
                         ///< the map knows ("Railway, operating")
    std::string locator; ///< "Conclusion, paragraph 3, p. 12"; empty without a passage
    std::string citation; ///< of the article; empty without a passage
    std::string doi;      ///< likewise
    std::string linkId;   ///< likewise
};
inline constexpr std::size_t kQuotedWords = 25;

/// The selected features in their order; when nothing is selected, those that a passage is about and that the view
/// shows, places and lines before countries, in the order of the text. At most `limit`. Not for every frame.
[[nodiscard]] std::vector<NumberedFeature> numberedFeatures(const AppState &state, std::size_t limit = 12);

/// At most `words` words of a sentence, around `fragment` where it holds that, "…" where words are left out.
[[nodiscard]] std::string shortQuotation(const std::string &sentence, const std::string &fragment,
                                         std::size_t words = kQuotedWords);

} // namespace corridors::app
