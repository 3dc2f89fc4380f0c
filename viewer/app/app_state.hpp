// AppState: everything the window shows, as one plain struct. Only apply() (apply.hpp) writes it, from Commands;
// panels and the renderer read it as const. Large things in it are immutable and shared.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/core/result.hpp"
#include "geodata/style/style_document.hpp"
#include "viewer/app/camera.hpp"
#include "viewer/app/flight.hpp"
#include "viewer/app/page.hpp"

namespace corridors::article {
struct Article;
struct Mention;
} // namespace corridors::article
namespace corridors::query {
class NameIndex;
}
namespace corridors::links {
class LinkIndex;
struct AnchorSet;
} // namespace corridors::links
namespace corridors::story {
struct Story;
}

namespace corridors::app {

/// A feature of the map: source id and feature id. Ids are unique over the shipped map, but not over the user's files.
struct FeatureRef {
    std::string source;
    std::string id;
    friend bool operator==(const FeatureRef &, const FeatureRef &) = default;
    friend auto operator<=>(const FeatureRef &, const FeatureRef &) = default;
};

enum class LoadStatus : std::uint8_t { Waiting, Loading, Ready, Failed };

/// One source of features and how far its loading has come.
struct SourceState {
    std::string id;
    std::string path;              ///< empty for inline data
    bool added = false;            ///< opened over the map, not named by it
    std::optional<Camera> shownAt; ///< where the camera went to show an added one
    LoadStatus status = LoadStatus::Waiting;
    double progress = 0;                   ///< in [0, 1] while loading
    std::shared_ptr<const LayerData> data; ///< null until the first features are there
    Error error;                           ///< what is wrong when Failed
    std::vector<Warning> warnings;
};

/// One of the user's layers: a group of style layers. Order in AppState::layers is the panel's, top first.
struct LayerState {
    std::string id;
    std::string title;
    bool base = false;
    bool visible = true;
    double opacity = 1;
    friend bool operator==(const LayerState &, const LayerState &) = default;
};

/// Where panels cover the map, logical pixels from each edge. Flights keep what they show clear of them.
struct Insets {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    friend bool operator==(const Insets &, const Insets &) = default;
};

/// A box over the map that labels keep off: a page's furniture, callouts. Logical pixels, +y down.
struct Obstacle {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    friend bool operator==(const Obstacle &, const Obstacle &) = default;
};

/// A picture that is being made by Ctrl+E, or the last one.
struct ExportStatus {
    bool running = false;
    double progress = 0; ///< in [0, 1]
    std::string path;    ///< of the last finished picture
    std::string problem; ///< why the last one failed; empty when it did not
};

struct Message {
    enum class Kind : std::uint8_t { Info, Warning, Error };
    Kind kind = Kind::Info;
    std::string text;
    double shownAtS = 0; ///< application clock
};

struct AppState {
    // The map
    std::shared_ptr<const Projection> projection;
    std::shared_ptr<const style::StyleDocument> document; ///< never null once a map is open
    std::string theme;
    std::vector<SourceState> sources;
    std::vector<LayerState> layers;
    std::vector<LayerState> layersBeforeAll;  ///< what the second 0 restores; empty when the last change was no 0
    std::vector<LayerState> layersBeforeSolo; ///< what a second Shift+digit restores; empty when nothing is soloed
    std::string soloLayer;                    ///< the layer shown alone; empty when none is
    Camera camera;
    Camera home;
    double viewportWidthPx = 0; ///< logical pixels of the whole map area
    double viewportHeightPx = 0;
    double pixelRatio = 1;        ///< physical per logical pixel
    double uiScale = 1;           ///< the user's interface scale; already part of pixelRatio
    Insets insets;                ///< what panels cover
    std::optional<Flight> flight; ///< the camera is under way; Tick moves it
    /// A box that was to be shown a moment ago and the camera that shows it: a panel that opens because of it narrows
    /// the view, and the box is to be seen beside it (SetInsets).
    struct Fit {
        WorldBounds box;
        double marginPx = 0;
        double maxZoom = 0;
        Camera camera;
        double atS = 0;
    };
    std::optional<Fit> fit;
    bool animate = true;             ///< false: no flights (--no-animation)
    std::vector<Obstacle> obstacles; ///< that labels keep off
    std::vector<Obstacle> panels;    ///< of the window: what lies over the map; labels keep off them, too

    // What is pointed at
    std::optional<FeatureRef> hovered;
    std::vector<FeatureRef> selected; ///< pinned by click; empty when nothing is
    /// What lights up: the hovered feature, or the features of the hovered passage. apply() keeps it
    /// in step with hovered, hoveredLinks and relationsHidden.
    std::vector<FeatureRef> lit;
    std::optional<LonLat> cursor; ///< under the mouse
    /// Ids of the links (passages) under the mouse: one of a list, or all of the sentence that is read.
    std::vector<std::string> hoveredLinks;
    std::vector<std::string> selectedLinks; ///< pinned by click
    bool spotlight = false;                 ///< the map dims what is not lit; kept by apply() with `lit`

    // Text and story
    std::shared_ptr<const query::NameIndex> names;   ///< what the search box searches; null until all is read
    std::shared_ptr<const links::LinkIndex> links;   ///< null when the map has none
    std::shared_ptr<const article::Article> article; ///< null when the reader has no copy at hand
    std::shared_ptr<const links::AnchorSet> anchors; ///< of the links in the article; null until they are found
    std::shared_ptr<const story::Story> story;       ///< null when the map has none
    std::optional<std::size_t> chapter;              ///< the chapter shown, if one is
    std::string articlePath;
    std::shared_ptr<const std::vector<article::Mention>> mentions; ///< in the article; null until they are found

    // Reading and writing links
    bool readerVisible = false;     ///< the whole article beside the map
    bool readerFind = false;        ///< its search field is open
    bool readerButtons = false;     ///< the keyboard walks the panel's buttons instead of scrolling its text
    bool followReading = false;     ///< the map flies to what is being read
    std::bitset<5> relationsHidden; ///< by links::Relation: neither underlined in the text nor lit on the map
    std::shared_ptr<const links::LinkIndex> savedLinks; ///< as the file has them; differs while edits are unsaved
    std::string linksHash;     ///< SHA-256 of the links file as it was read or saved; empty when there was none
    std::string linksConflict; ///< why the last save was refused; empty when it was not
    std::vector<std::string> dismissedSuggestions; ///< ids of suggested links that nobody wants
    bool quitWarned = false;                       ///< unsaved links were told of; a second Quit leaves them

    // The window
    bool panelsVisible = true;
    bool helpVisible = false;
    bool exportDialogVisible = false;
    bool searchVisible = false;
    bool openDialogVisible = false;
    bool fullscreen = false;
    bool presenting = false;
    bool panelsBeforePresenting = true; ///< what leaving the presentation restores
    bool fullscreenBeforePresenting = false;
    bool blackScreen = false;
    bool calloutsVisible = false;  ///< numbers on the live map
    std::vector<Message> messages; ///< newest last
    ExportStatus exporting;
    PageDescription page;   ///< that the export dialog shows and exports write
    std::string exportPath; ///< of the last export that was asked for; empty before the first
    bool quitRequested = false;
    std::string layerTag; ///< short name tag after a digit key ("Railways: on")
    double layerTagUntilS = 0;
    double nowS = 0; ///< application clock, seconds

    [[nodiscard]] const SourceState *source(std::string_view id) const;
    [[nodiscard]] const LayerState *layer(std::string_view id) const;
    [[nodiscard]] Viewport viewport() const;
};

} // namespace corridors::app
