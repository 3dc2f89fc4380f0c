// Story: the chapters of a map that is told, each a FULL state of camera and layers, so that its picture never depends
// on the way there. What it is not: played (viewer/app flies the camera). Used by app, ui, output.
//
// Files speak the field names of mapbox/storytelling: id, title, description, location {center [lon, lat], zoom,
// bearing, pitch}, mapAnimation, onChapterEnter [{layer, opacity}], onChapterExit. Ours name every layer in each
// chapter. In a file of another tool a chapter tells only what changes; reading it accumulates the changes from the
// first chapter on, so here every chapter is full again. Our own keys: "corridors:highlight" (feature ids) and
// "corridors:link" (a link id).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/coordinates.hpp"
#include "geodata/core/result.hpp"

namespace corridors::story {

/// State of one of the user's layers in a chapter.
struct ChapterLayer {
    std::string id;
    double opacity = 1; ///< in [0, 1]; 0 hides the layer
    [[nodiscard]] bool visible() const { return opacity > 0; }
    friend bool operator==(const ChapterLayer &, const ChapterLayer &) = default;
};

struct Chapter {
    std::string id;
    std::string title;
    std::string description; ///< plain text, in our files two sentences
    LonLat center;
    double zoom = 0;       ///< MapLibre's (512-pixel world at zoom 0), chosen for a 16:9 window of 1920 logical pixels
    double bearingDeg = 0; ///< kept for other tools; the map is drawn with north up
    double pitchDeg = 0;   ///< likewise
    std::string animation = "flyTo"; ///< mapAnimation: "flyTo", "easeTo" or "jumpTo"
    /// Every layer that any chapter of the story names, in the order of first appearance; the others keep the map's
    /// state.
    std::vector<ChapterLayer> layers;
    std::vector<std::string> highlighted; ///< feature ids
    std::string link;                     ///< id of a link whose passage belongs to the chapter; empty for none

    /// Ids of the layers that are shown.
    [[nodiscard]] std::vector<std::string> visibleLayers() const;
    /// State of a layer, or null when the story does not name it.
    [[nodiscard]] const ChapterLayer *layer(std::string_view id) const;
    friend bool operator==(const Chapter &, const Chapter &) = default;
};

struct Story {
    std::string path; ///< empty for a new one
    std::string title;
    std::vector<Chapter> chapters;
    friend bool operator==(const Story &, const Story &) = default;
};

/// Parses a story. A bad chapter becomes a warning with its place ("chapters[2].location.center") and is left out; an
/// Error means that nothing is usable. `path` is for messages. Any thread.
[[nodiscard]] Result<WithWarnings<Story>> parseStory(std::string_view json, const std::string &path);
[[nodiscard]] Result<WithWarnings<Story>> readStory(const std::string &path);

/// The story as JSON with the same field names; every chapter lists every layer.
[[nodiscard]] std::string serialiseStory(const Story &story);

} // namespace corridors::story
