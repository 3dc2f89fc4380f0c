// FeatureInfo: what is known of one feature, in plain words, for the Feature panel, tips, tags and `corridors`
// commands. Not styled and not translated further: strings as they are shown. Used by ui, platform and cli.
#pragma once

#include <string>
#include <vector>

#include "viewer/app/app_state.hpp"

namespace corridors::app {

struct InfoRow {
    std::string label;
    std::string value;
};

struct FeatureInfo {
    FeatureRef feature;
    std::string title;     ///< its English name, or its id
    std::string localName; ///< empty when there is none or it says the same
    std::string kind;      ///< "Oil pipeline"
    std::string layer;     ///< title of the user's layer
    std::string status;    ///< "Under construction"; empty where the feature has none
    std::string summary;
    std::string accuracy; ///< "digitised to ±1.5 km"
    std::string source;
    std::string aliases; ///< "Naxçıvan, Nakhichevan"
    std::vector<InfoRow> rows;
};

/// Everything, with lengths and areas on the ellipsoid: not for every frame (a large outline takes milliseconds).
/// Empty title when the feature is not loaded.
[[nodiscard]] FeatureInfo describeFeature(const AppState &state, const FeatureRef &feature);

/// The name alone, cheap: `name`, or the id.
[[nodiscard]] std::string nameOf(const AppState &state, const FeatureRef &feature);
/// The name of the corridor that the feature is a segment of ("corridor_name"), else its own.
[[nodiscard]] std::string wholeName(const AppState &state, const FeatureRef &feature);
/// "Oil pipeline · operating": kind and status, cheap; either may be missing.
[[nodiscard]] std::string kindLine(const AppState &state, const FeatureRef &feature);
/// The user's layer that draws a source; the source's id when none does.
[[nodiscard]] std::string layerOfSource(const AppState &state, std::string_view source);
/// "under_construction" -> "Under construction".
[[nodiscard]] std::string inWords(std::string_view identifier);

} // namespace corridors::app
