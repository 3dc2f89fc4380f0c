// What every panel of a frame gets, and what panels remember. Internal to ui.
#pragma once

#include <imgui.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/feature_info.hpp"
#include "viewer/app/passages.hpp"
#include "viewer/app/search.hpp"
#include "viewer/layout/furniture.hpp"
#include "viewer/text/text_engine.hpp"
#include "viewer/ui/export_memory.hpp"
#include "viewer/ui/panels.hpp"
#include "viewer/ui/reader_memory.hpp"

namespace corridors::ui {

/// Legend entries of all layers, shown or not, made anew when style, data or theme change.
struct LegendMemory {
    const void *document = nullptr;
    std::vector<const LayerData *> data;
    std::vector<layout::LegendEntry> entries;
};

/// The last described feature: describing measures it, which is not for every frame.
struct FeatureMemory {
    app::FeatureRef feature;
    const LayerData *data = nullptr;
    app::FeatureInfo info;
};

/// The last list of passages and what it was made from.
struct PassageMemory {
    std::vector<app::FeatureRef> features;
    std::string link;
    const void *links = nullptr;
    const void *article = nullptr;
    std::size_t sourcesReady = 0;
    app::PassageList list;
    bool valid = false;
    std::string scrolledTo; ///< the pinned passage that the list has been scrolled to
};

struct LayersMemory {
    std::string expanded; ///< id of the layer whose details are open
    std::optional<std::size_t> dragged;
};

struct SearchMemory {
    std::array<char, 256> text{};
    std::vector<app::SearchHit> hits;
    std::string searchedFor;
    bool searchedNames = false; ///< the names were there
    std::size_t chosen = 0;
    bool wasVisible = false;
};

struct OpenMemory {
    std::array<char, 1024> path{};
    bool wasVisible = false;
};

struct PanelState::Contents {
    LegendMemory legend;
    FeatureMemory feature;
    PassageMemory passages;
    LayersMemory layers;
    SearchMemory search;
    ExportMemory exporting;
    CalloutMemory callouts;
    text::TextEngine engine;                   ///< for measuring layouts
    std::optional<layout::PageBox> chapterBox; ///< of the chapter's caption in this frame
    OpenMemory opening;
    ReaderMemory reader;
    app::Insets insets;                ///< measured in this frame, sent as SetInsets when it changed
    std::vector<app::Obstacle> panels; ///< what covers the map in this frame, sent as SetPanels when it changed
    double leftEndPx = 0;              ///< right edge of the Layers panel, 0 when hidden
    double rightBeginPx = 0;           ///< left edge of the Feature panel, the window's width when hidden
    std::vector<Spot> spots;
    std::vector<std::string> shownPassages;
    bool wantsFrame = false;
    bool isMoving = false;
    KeyClaims keyClaims;
    bool hoversLink = false; ///< a passage lies under the mouse in this frame
};

struct Frame {
    const app::AppState &state;
    PanelState::Contents &memory;
    TextImages &images;
    app::Commands &commands;
    ImVec2 size;                          ///< of the window, logical pixels
    const PagePreview *preview = nullptr; ///< of the page, while the export dialog is open

    void mark(std::string name, ImVec2 at) const {
        memory.spots.push_back({std::move(name), static_cast<double>(at.x), static_cast<double>(at.y)});
    }
    /// Notes a rectangle that covers the map: labels keep off it.
    void cover(ImVec2 from, ImVec2 to) const {
        memory.panels.push_back({std::floor(static_cast<double>(from.x)), std::floor(static_cast<double>(from.y)),
                                 std::ceil(static_cast<double>(to.x)), std::ceil(static_cast<double>(to.y))});
    }
    /// The same for the ImGui window that is being made.
    void coverByWindow() const {
        const ImVec2 at = ImGui::GetWindowPos();
        const ImVec2 extent = ImGui::GetWindowSize();
        cover(at, {at.x + extent.x, at.y + extent.y});
    }
    void send(app::Command command) const { commands.push_back(std::move(command)); }
};

// One panel a file.
void drawLayersPanel(const Frame &frame);
void drawFeaturePanel(const Frame &frame);
/// The passages' part of the feature panel; begins at the current ImGui position.
void drawPassages(const Frame &frame);
/// The article beside the map, in place of the feature panel.
void drawReader(const Frame &frame);
/// The button that opens it, where there is an article and nothing else in that corner.
void drawReaderButton(const Frame &frame);
/// Its parts, within its window: the text itself, the bar along it, its foot (what is pinned, selected or being
/// edited), and the two lists.
void drawReaderText(const Frame &frame, ImVec2 topLeft, ImVec2 size);
void drawCoverageBar(const Frame &frame, ImVec2 topLeft, ImVec2 size);
void drawReaderFoot(const Frame &frame);
void drawLinkEditor(const Frame &frame);
/// Leaves the link that is being written or attached as it was.
void closeLinkEditor(ReaderMemory &memory);
void drawLinkList(const Frame &frame);
void drawCoverageLists(const Frame &frame);
void drawChapterCaption(const Frame &frame);
void drawStatusLine(const Frame &frame);
void drawScaleBar(const Frame &frame);
void drawHoverTip(const Frame &frame);
void drawNameTag(const Frame &frame);
void drawHelp(const Frame &frame);
void drawSearchBox(const Frame &frame);
void drawCallouts(const Frame &frame);
void drawExportDialog(const Frame &frame);
/// The dialog's part for the legend's lines.
void drawLegendLines(const Frame &frame, app::PageFurniture &furniture);
/// The page in the area beside the dialog's options; pieces and ground move with the mouse.
void drawPageArea(const Frame &frame, ImVec2 from, ImVec2 to);
void drawOpenDialog(const Frame &frame);

} // namespace corridors::ui
