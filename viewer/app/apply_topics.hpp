// The carrying-out of each command, by topic. Internal to apply*.cpp.
#pragma once

#include "viewer/app/apply.hpp"

namespace corridors::app::topics {

// apply_view.cpp
void on(AppState &state, const SetViewport &c, ApplyContext &context);
void on(AppState &state, const SetCamera &c, ApplyContext &context);
void on(AppState &state, const FlyTo &c, ApplyContext &context);
void on(AppState &state, const PanBy &c, ApplyContext &context);
void on(AppState &state, const ZoomAt &c, ApplyContext &context);
void on(AppState &state, const ZoomToBox &c, ApplyContext &context);
void on(AppState &state, const ShowBounds &c, ApplyContext &context);
void on(AppState &state, const ShowFeatures &c, ApplyContext &context);
void on(AppState &state, const GoHome &c, ApplyContext &context);
void on(AppState &state, const ViewBack &c, ApplyContext &context);
void on(AppState &state, const ViewForward &c, ApplyContext &context);
void on(AppState &state, const SetInsets &c, ApplyContext &context);
void on(AppState &state, const SetObstacles &c, ApplyContext &context);
void on(AppState &state, const SetPanels &c, ApplyContext &context);
void on(AppState &state, const SetAnimate &c, ApplyContext &context);
void on(AppState &state, const Tick &c, ApplyContext &context);

// apply_layers.cpp
void on(AppState &state, const ToggleLayer &c, ApplyContext &context);
void on(AppState &state, const SetLayerVisible &c, ApplyContext &context);
void on(AppState &state, const SetLayerOpacity &c, ApplyContext &context);
void on(AppState &state, const MoveLayer &c, ApplyContext &context);
void on(AppState &state, const SoloLayer &c, ApplyContext &context);
void on(AppState &state, const ShowAllLayers &c, ApplyContext &context);
void on(AppState &state, const Undo &c, ApplyContext &context);
void on(AppState &state, const Redo &c, ApplyContext &context);
void on(AppState &state, const StyleChanged &c, ApplyContext &context);

// apply_pointing.cpp
void on(AppState &state, const HoverAt &c, ApplyContext &context);
void on(AppState &state, const HoverFeature &c, ApplyContext &context);
void on(AppState &state, const SelectAt &c, ApplyContext &context);
void on(AppState &state, const Select &c, ApplyContext &context);
void on(AppState &state, const ClearSelection &c, ApplyContext &context);
void on(AppState &state, const HoverLinks &c, ApplyContext &context);
void on(AppState &state, const SelectLinks &c, ApplyContext &context);

// apply_story.cpp
void on(AppState &state, const GoToChapter &c, ApplyContext &context);
void on(AppState &state, const NextChapter &c, ApplyContext &context);
void on(AppState &state, const PreviousChapter &c, ApplyContext &context);
void on(AppState &state, const FirstChapter &c, ApplyContext &context);
void on(AppState &state, const LastChapter &c, ApplyContext &context);
void on(AppState &state, const LeaveChapter &c, ApplyContext &context);
void on(AppState &state, const SetPresenting &c, ApplyContext &context);
void on(AppState &state, const ToggleBlackScreen &c, ApplyContext &context);

// apply_reading.cpp
void on(AppState &state, const ToggleReader &c, ApplyContext &context);
void on(AppState &state, const ToggleFind &c, ApplyContext &context);
void on(AppState &state, const ToggleReaderButtons &c, ApplyContext &context);
void on(AppState &state, const ToggleFollowReading &c, ApplyContext &context);
void on(AppState &state, const ReadingAt &c, ApplyContext &context);
void on(AppState &state, const SetRelationsHidden &c, ApplyContext &context);
void on(AppState &state, const CopyText &c, ApplyContext &context);
void on(AppState &state, const AddLink &c, ApplyContext &context);
void on(AppState &state, const ChangeLink &c, ApplyContext &context);
void on(AppState &state, const RemoveLink &c, ApplyContext &context);
void on(AppState &state, const DismissSuggestion &c, ApplyContext &context);
void on(AppState &state, const SaveLinks &c, ApplyContext &context);
void on(AppState &state, const ReloadLinks &c, ApplyContext &context);
void on(AppState &state, const LinksSaved &c, ApplyContext &context);
void on(AppState &state, const LinksNotSaved &c, ApplyContext &context);
void on(AppState &state, const LinksReloaded &c, ApplyContext &context);

// apply_window.cpp
void on(AppState &state, const TogglePanels &c, ApplyContext &context);
void on(AppState &state, const ToggleHelp &c, ApplyContext &context);
void on(AppState &state, const ToggleFullscreen &c, ApplyContext &context);
void on(AppState &state, const SetFullscreen &c, ApplyContext &context);
void on(AppState &state, const ToggleSearch &c, ApplyContext &context);
void on(AppState &state, const ToggleOpenDialog &c, ApplyContext &context);
void on(AppState &state, const SetUiScale &c, ApplyContext &context);
void on(AppState &state, const SetTheme &c, ApplyContext &context);
void on(AppState &state, const LetGo &c, ApplyContext &context);
void on(AppState &state, const ShowMessage &c, ApplyContext &context);
void on(AppState &state, const CopyCoordinate &c, ApplyContext &context);
void on(AppState &state, const Quit &c, ApplyContext &context);

// apply_page.cpp
void on(AppState &state, const ToggleExportDialog &c, ApplyContext &context);
void on(AppState &state, const ToggleCallouts &c, ApplyContext &context);
void on(AppState &state, const SetPage &c, ApplyContext &context);
void on(AppState &state, const SavePage &c, ApplyContext &context);
void on(AppState &state, const ExportPicture &c, ApplyContext &context);
void on(AppState &state, const RepeatExport &c, ApplyContext &context);
void on(AppState &state, const CancelExport &c, ApplyContext &context);
void on(AppState &state, const ExportProgress &c, ApplyContext &context);
void on(AppState &state, const ExportFinished &c, ApplyContext &context);

// apply_files.cpp
void on(AppState &state, const OpenFiles &c, ApplyContext &context);
void on(AppState &state, const SourceProgress &c, ApplyContext &context);
void on(AppState &state, const SourceLoaded &c, ApplyContext &context);
void on(AppState &state, const SourceFailed &c, ApplyContext &context);
void on(AppState &state, const AddSource &c, ApplyContext &context);
void on(AppState &state, const MapOpened &c, ApplyContext &context);
void on(AppState &state, const NamesIndexed &c, ApplyContext &context);
void on(AppState &state, const LinksAnchored &c, ApplyContext &context);
void on(AppState &state, const ArticleOpened &c, ApplyContext &context);
void on(AppState &state, const MentionsFound &c, ApplyContext &context);

// apply_picture.cpp
void on(AppState &state, const RestorePicture &c, ApplyContext &context);
void on(AppState &state, const CopyPicture &c, ApplyContext &context);

// Shared by topics
/// Moves the camera to `to`, with a flight where the state allows one, and remembers the view that is left.
void moveTo(AppState &state, const Camera &to, ApplyContext &context);
/// Moves to what a passage is about, as seen by who reads it: gently, and together with what the map is about. Stays
/// where it is well in view.
void showInContext(AppState &state, const std::vector<FeatureRef> &features, ApplyContext &context);
/// Notes that the camera has just been moved to show a box, as cameraShowing() does: panels that open at once make it
/// give way.
void noteFit(AppState &state, const WorldBounds &box, double marginPx, double maxZoom);
/// The camera that shows `box` whole in the part of the map that no panel covers.
[[nodiscard]] Camera cameraShowing(const AppState &state, const WorldBounds &box, double marginPx, double maxZoom);
/// The map file's view, composed for 1920 x 1080 logical pixels, so that its ground lies clear of the panels.
[[nodiscard]] Camera homeCamera(const AppState &state);
/// Box of the features that are loaded; empty when none is.
[[nodiscard]] WorldBounds boundsOf(const AppState &state, const std::vector<FeatureRef> &features);
/// Features of the map by id alone, in whatever source holds them; a corridor's id also finds its segments.
[[nodiscard]] std::vector<FeatureRef> featuresById(const AppState &state, std::string_view id);
/// The document with the panel's layer `moved` drawn where its neighbours in the panel say, labels over all drawings.
[[nodiscard]] std::shared_ptr<const style::StyleDocument> reordered(const AppState &state, std::size_t moved,
                                                                    bool upwards);
/// The links were exchanged: anchors, pins and hovers of those that went are let go, those that stayed are kept.
void linksChanged(AppState &state, const std::shared_ptr<const links::LinkIndex> &before);
/// Features of the map that links are about, each once.
[[nodiscard]] std::vector<FeatureRef> featuresOfLinks(const AppState &state, const std::vector<std::string> &linkIds);
/// Sets `lit` and `spotlight` from what is hovered.
void updateLit(AppState &state);

} // namespace corridors::app::topics
