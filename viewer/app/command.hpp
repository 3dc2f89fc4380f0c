// Commands: every way in which the state can change. Panels, keys, the mouse, jobs and scripts make them; apply()
// (apply.hpp) is the only code that carries them out. A command that changes the map (layers, style, notes) is
// undoable; one that changes the view or the window is not.
#pragma once

#include <bitset>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "geodata/links/link_index.hpp"
#include "viewer/app/app_state.hpp"

namespace corridors::app {

struct PictureRecord;

// The view
struct SetViewport {
    double widthPx, heightPx, pixelRatio;
};
struct SetCamera {
    Camera camera;
};
struct PanBy {
    double dxPx, dyPx;
}; ///< the map moves with the mouse: +x moves it right
struct ZoomAt {
    ScreenPoint at;
    double deltaZoom;
};
struct ShowBounds {
    WorldBounds box;
    double marginPx = 60;
};
struct ShowFeatures {
    std::vector<FeatureRef> features;
};
struct GoHome {};
struct ViewBack {};
struct ViewForward {};
struct FlyTo {
    Camera camera;
}; ///< SetCamera, but with a flight
struct ZoomToBox {
    ScreenPoint a, b;
};
struct SetInsets {
    Insets insets;
};
struct SetObstacles {
    std::vector<Obstacle> obstacles;
}; ///< what labels keep off
struct SetPanels {
    std::vector<Obstacle> panels;
};
struct SetAnimate {
    bool on;
};
// Layers (undoable)
struct ToggleLayer {
    std::size_t index;
};
struct SetLayerVisible {
    std::string id;
    bool visible;
};
struct SetLayerOpacity {
    std::string id;
    double opacity;
};
struct MoveLayer {
    std::size_t from, to;
};
struct SoloLayer {
    std::size_t index;
};
struct ShowAllLayers {}; ///< a second one restores the former set
struct Undo {};
struct Redo {};
// Pointing
struct HoverAt {
    std::optional<ScreenPoint> at;
    bool picks = true; ///< false while the map moves under the mouse: then it has a place but points at nothing
};
struct SelectAt {
    ScreenPoint at;
    bool add = false;
};
struct Select {
    std::vector<FeatureRef> features;
    bool fly = false;
};
struct ClearSelection {};
struct HoverLinks {
    std::vector<std::string> ids;
};
struct SelectLinks {
    std::vector<std::string> ids;
    bool fly = true;
    bool add = false;          ///< beside what is pinned already
    bool keepFeatures = false; ///< the selected features stay, as when their passages are stepped through
};                             ///< pins passages and flies to their features
struct HoverFeature {
    std::optional<FeatureRef> feature;
}; ///< from a list, not from the map
// Story
struct GoToChapter {
    std::size_t index;
};
struct FirstChapter {};
struct LastChapter {};
struct LeaveChapter {}; ///< the caption goes, the map stays as it is
struct NextChapter {};
struct PreviousChapter {};
struct SetPresenting {
    bool on;
};
struct ToggleBlackScreen {};
// Reading the article beside the map
struct ToggleReader {};
struct ToggleFind {};
struct ToggleReaderButtons {}; ///< the keyboard walks the reading panel's buttons, or scrolls its text
struct ToggleFollowReading {};
struct ReadingAt {
    std::vector<std::string> linkIds;
}; ///< what is being read now, for the map that follows
struct SetRelationsHidden {
    std::bitset<5> hidden;
};
struct CopyText {
    std::string text;
};
// Writing links (undoable)
struct AddLink {
    links::Link link;
}; ///< its id is made here when it is empty
struct ChangeLink {
    links::Link link;
};
struct RemoveLink {
    std::string id;
};
struct DismissSuggestion {
    std::string id;
};
struct SaveLinks {
    bool beside = false; ///< under another name, when somebody else changed the file
};
struct ReloadLinks {}; ///< takes the file as it is now instead of the links at hand
// Window
struct TogglePanels {};
struct ToggleHelp {};
struct ToggleFullscreen {};
struct ToggleExportDialog {};
struct ToggleCallouts {};
struct SetPage {
    PageDescription page;
};
struct ToggleSearch {};
struct ToggleOpenDialog {};
struct SetFullscreen {
    bool on;
};
struct SetUiScale {
    double scale;
};
struct SetTheme {
    std::string theme;
};
struct LetGo {}; ///< Esc: closes the topmost of help, export, selection, presenting; never quits
struct ShowMessage {
    Message::Kind kind;
    std::string text;
};
struct Tick {
    double nowS;
};
// Work that the platform does outside apply()
struct OpenFiles {
    std::vector<std::string> paths;
};
struct ExportPicture {
    std::string path;
    PageDescription page; ///< becomes the state's
};
struct RepeatExport {}; ///< the last page to the last file, of the map as it is now
struct CancelExport {};
struct SavePage {
    std::string path;
};                     ///< the page's description as JSON, for `corridors export --page`
struct CopyPicture {}; ///< the map as the window shows it, to the clipboard
struct CopyCoordinate {
    LonLat position;
};
struct Quit {};
struct ExportProgress {
    double progress;
};
struct ExportFinished {
    std::string path;
    std::string problem;
}; ///< problem empty: done
// Results of jobs
struct SourceProgress {
    std::string id;
    double progress;
    std::shared_ptr<const LayerData> partial;
};
struct SourceLoaded {
    std::string id;
    std::shared_ptr<const LayerData> data;
    std::vector<Warning> warnings;
    /// Of a file that was opened over the map: its style layers, now that all of it is known; empty: as they are.
    std::vector<style::StyleLayer> layers = {};
};
struct SourceFailed {
    std::string id;
    Error error;
};
struct AddSource {
    std::string id, title, path;
    std::vector<style::StyleLayer> layers;
    std::shared_ptr<const LayerData> data;
    std::vector<Warning> warnings;
    bool show = true; ///< move the camera to it
    /// Only its first features are there: SourceProgress and SourceLoaded follow, or SourceFailed, which takes it away.
    bool isPartial = false;
    double progress = 1;
};
struct MapOpened {
    std::shared_ptr<const style::StyleDocument> document;
    std::shared_ptr<const Projection> projection;
    std::shared_ptr<const links::LinkIndex> links;
    std::shared_ptr<const story::Story> story;
    std::vector<Warning> warnings;
    std::string theme;
    std::string linksHash = {};
};
struct StyleChanged {
    std::shared_ptr<const style::StyleDocument> document;
    std::string theme;
}; ///< undoable
struct NamesIndexed {
    std::shared_ptr<const query::NameIndex> names;
};
struct LinksAnchored {
    std::shared_ptr<const links::LinkIndex> links; ///< which they belong to; ignored when others are shown by now
    std::shared_ptr<const links::AnchorSet> anchors;
};
struct RestorePicture {
    std::string path; ///< of the picture
    std::shared_ptr<const PictureRecord> record;
    std::shared_ptr<const style::StyleDocument> document; ///< in the picture's theme; null: the one that is open
};                                                        ///< undoable, the view too
struct ArticleOpened {
    std::string path;
    std::shared_ptr<const article::Article> article;
    bool read = true; ///< open the panel with it
};
struct MentionsFound {
    std::shared_ptr<const article::Article> article; ///< in which; ignored when another is shown by now
    std::shared_ptr<const std::vector<article::Mention>> mentions;
};
struct LinksSaved {
    std::shared_ptr<const links::LinkIndex> links;
    std::string path;
    std::string hash; ///< of the map's own file; empty when they were saved beside it
};
struct LinksNotSaved {
    Error error;
    bool conflict = false;
};
struct LinksReloaded {
    std::shared_ptr<const links::LinkIndex> links;
    std::string hash;
    std::vector<Warning> warnings;
}; ///< undoable

using Command =
    std::variant<SetViewport, SetCamera, PanBy, ZoomAt, ShowBounds, ShowFeatures, GoHome, ViewBack, ViewForward, FlyTo,
                 ZoomToBox, SetInsets, SetObstacles, SetPanels, SetAnimate, ToggleLayer, SetLayerVisible,
                 SetLayerOpacity, MoveLayer, SoloLayer, ShowAllLayers, Undo, Redo, HoverAt, SelectAt, Select,
                 ClearSelection, HoverLinks, SelectLinks, HoverFeature, GoToChapter, FirstChapter, LastChapter,
                 LeaveChapter, NextChapter, PreviousChapter, SetPresenting, ToggleBlackScreen, ToggleReader, ToggleFind,
                 ToggleReaderButtons, ToggleFollowReading, ReadingAt, SetRelationsHidden, CopyText, AddLink, ChangeLink,
                 RemoveLink, DismissSuggestion, SaveLinks, ReloadLinks, TogglePanels, ToggleHelp, ToggleFullscreen,
                 ToggleExportDialog, ToggleCallouts, SetPage, ToggleSearch, ToggleOpenDialog, SetFullscreen, SetUiScale,
                 SetTheme, LetGo, ShowMessage, Tick, OpenFiles, ExportPicture, RepeatExport, CancelExport, SavePage,
                 CopyPicture, CopyCoordinate, Quit, ExportProgress, ExportFinished, SourceProgress, SourceLoaded,
                 SourceFailed, AddSource, MapOpened, StyleChanged, NamesIndexed, LinksAnchored, RestorePicture,
                 ArticleOpened, MentionsFound, LinksSaved, LinksNotSaved, LinksReloaded>;

/// What panels hand to the next frame.
using Commands = std::vector<Command>;

} // namespace corridors::app
