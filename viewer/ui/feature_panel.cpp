// The feature panel: attributes in plain words, then the passages that speak of the feature.
#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kWidthPx = 420;
constexpr float kLabelPx = 112;

const app::FeatureInfo &infoOf(const Frame &frame, const app::FeatureRef &feature) {
    FeatureMemory &memory = frame.memory.feature;
    const app::SourceState *source = frame.state.source(feature.source);
    const LayerData *data = source ? source->data.get() : nullptr;
    if (memory.feature != feature || memory.data != data || memory.info.title.empty()) {
        memory.info = app::describeFeature(frame.state, feature);
        memory.feature = feature;
        memory.data = data;
    }
    return memory.info;
}

void drawRowOf(const std::string &label, const std::string &value, const Frame &frame) {
    if (value.empty()) return;
    const float x = ImGui::GetCursorPosX();
    paragraph(label, theme::Face::Small, theme::kFaint);
    ImGui::SameLine(x + kLabelPx);
    if (isPlainText(value)) {
        paragraph(value, theme::Face::Small, theme::kInk);
    } else {
        anyText(frame.images, value, theme::kSmallPx, theme::kInk, ImGui::GetContentRegionAvail().x);
    }
}

/// A status as a small filled label, so that it is seen before it is read.
void drawStatus(const std::string &status) {
    if (status.empty()) return;
    const ImVec2 size = textSize(status, theme::Face::Small);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList &list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + size.x + 16, at.y + size.y + 6}, theme::packed(theme::kAccentSoft), 4);
    drawText(list, {at.x + 8, at.y + 3}, status, theme::Face::Small, theme::kAccent);
    ImGui::Dummy({size.x + 16, size.y + 6});
}

void drawInfo(const Frame &frame, const app::FeatureInfo &info) {
    std::string kind = info.kind.empty() ? info.layer : info.kind;
    if (!info.layer.empty() && info.layer != kind) kind += "  ·  " + info.layer;
    paragraph(kind, theme::Face::Small, theme::kFaint);
    ImGui::PushTextWrapPos(ImGui::GetContentRegionMax().x - 24);
    if (isPlainText(info.title)) {
        ImGui::PushFont(theme::font(theme::Face::Title));
        ImGui::TextUnformatted(info.title.c_str());
        ImGui::PopFont();
    } else {
        anyText(frame.images, info.title, theme::kTitlePx, theme::kInk, ImGui::GetContentRegionAvail().x - 24);
    }
    ImGui::PopTextWrapPos();
    if (!info.localName.empty())
        anyText(frame.images, info.localName, theme::kTextPx, theme::kFaint, ImGui::GetContentRegionAvail().x);
    ImGui::Dummy({0, 1});
    drawStatus(info.status);
    if (!info.summary.empty()) paragraph(info.summary);
    ImGui::Dummy({0, 2});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 4});
    for (const app::InfoRow &row : info.rows) drawRowOf(row.label, row.value, frame);
    drawRowOf("Also called", info.aliases, frame);
    drawRowOf("Accuracy", info.accuracy, frame);
    drawRowOf("Source", info.source, frame);
    ImGui::PopStyleVar();
}

/// Several features: their names as a list; a click looks at one alone.
void drawSeveral(const Frame &frame) {
    paragraph(std::to_string(frame.state.selected.size()) + " features", theme::Face::Title);
    constexpr std::size_t kShown = 12;
    for (std::size_t i = 0; i < std::min(kShown, frame.state.selected.size()); ++i) {
        const app::FeatureRef &feature = frame.state.selected[i];
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::Selectable(app::nameOf(frame.state, feature).c_str())) frame.send(app::Select{{feature}, false});
        if (ImGui::IsItemHovered()) frame.send(app::HoverFeature{feature});
        ImGui::PopID();
    }
    if (frame.state.selected.size() > kShown)
        paragraph("and " + std::to_string(frame.state.selected.size() - kShown) + " more", theme::Face::Small,
                  theme::kFaint);
}

} // namespace

void drawFeaturePanel(const Frame &frame) {
    const app::AppState &state = frame.state;
    if (state.selected.empty() && state.selectedLinks.empty()) return;
    const float left = frame.size.x - kWidthPx - theme::kPanelGapPx;
    const float maxHeight = frame.size.y - theme::kStatusPx - 2 * theme::kPanelGapPx;
    if (beginPanel("Feature", {left, theme::kPanelGapPx}, kWidthPx, maxHeight)) {
        if (state.selected.size() == 1) {
            drawInfo(frame, infoOf(frame, state.selected.front()));
        } else if (!state.selected.empty()) {
            drawSeveral(frame);
        }
        drawPassages(frame);
        const ImVec2 corner = ImGui::GetWindowPos(); // last, so that it lies over contents that scroll
        if (closeButton("close", {corner.x + kWidthPx - 38, corner.y + 10})) frame.send(app::ClearSelection{});
    }
    frame.memory.rightBeginPx = static_cast<double>(left);
    frame.memory.insets.right = static_cast<double>(kWidthPx + theme::kPanelGapPx);
    frame.coverByWindow();
    ImGui::End();
}

} // namespace corridors::ui
