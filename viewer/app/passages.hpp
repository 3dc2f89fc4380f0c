// Passages: what the article says of the features that are selected, ready to be shown: our summary and the full
// citation always; the paragraph itself when the reader has a copy of the article at hand. Used by ui and cli.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geodata/links/link_index.hpp"
#include "viewer/app/app_state.hpp"

namespace corridors::app {

struct Passage {
    std::string linkId;
    links::Relation relation = links::Relation::Mentions;
    std::string section;
    std::size_t paragraph = 0; ///< from 1 within its section; 0: unknown
    int page = 0;              ///< of the reader's copy; 0: unknown
    std::string summary;
    std::string citation;
    std::string doi;
    std::string text;                  ///< the paragraph in the reader's copy; empty without one
    std::string sentence;              ///< the sentence in it that the link is anchored to
    std::string quote;                 ///< the fragment that the link is anchored to, when the paragraph holds it
    std::vector<std::string> features; ///< names of the features it is about
    bool suggested = false;
};

struct PassageList {
    std::string about;             ///< name of the feature, or "3 features"
    std::vector<Passage> passages; ///< in the order of the text
    /// When there is none: what to read instead, e.g. "Nearest that it discusses: Nakhchivan, 34 km away".
    std::string nearest;
    std::vector<FeatureRef> nearestFeature; ///< what that names; empty or one
};

/// Passages of the features, each once. Not for every frame.
[[nodiscard]] PassageList passagesOf(const AppState &state, const std::vector<FeatureRef> &features);

/// One passage by the id of its link; empty linkId when there is none.
[[nodiscard]] Passage passageOf(const AppState &state, std::string_view linkId);

/// "p. 12, paragraph 3 of Conclusion"; the unknown parts left out. The page is that of the reader's copy.
[[nodiscard]] std::string locatorOf(const Passage &passage);

} // namespace corridors::app
