// Layers: eyes, swatches (which are the legend), digits, counts, opacity, order by dragging, and what is wrong.
#include <fmt/format.h>

#include <algorithm>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kWidthPx = 336;
constexpr float kEyePx = 26;

/// Legend entries of every layer, as if all were shown: a hidden layer keeps its swatch, only fainter.
const std::vector<layout::LegendEntry> &legendOf(const Frame &frame) {
    LegendMemory &memory = frame.memory.legend;
    std::vector<const LayerData *> data;
    data.reserve(frame.state.sources.size());
    for (const app::SourceState &s : frame.state.sources) data.push_back(s.data.get());
    if (memory.document != frame.state.document.get() || memory.data != data) {
        app::AppState all = frame.state;
        for (app::LayerState &layer : all.layers) layer.visible = true;
        memory.entries = layout::buildLegend(all);
        memory.document = frame.state.document.get();
        memory.data = std::move(data);
    }
    return memory.entries;
}

/// The sources that a layer draws.
std::vector<const app::SourceState *> sourcesOf(const app::AppState &state, const std::string &layer) {
    std::vector<const app::SourceState *> sources;
    if (!state.document) return sources;
    for (const style::StyleLayer &s : state.document->layers) {
        const app::SourceState *source = s.group == layer ? state.source(s.source) : nullptr;
        if (source && std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
    }
    return sources;
}

struct LayerFacts {
    std::size_t features = 0;
    double progress = 1; ///< of the least advanced source
    bool loading = false;
    std::vector<Error> errors;
    std::vector<Warning> warnings;
};

LayerFacts factsOf(const app::AppState &state, const std::string &layer) {
    LayerFacts facts;
    for (const app::SourceState *source : sourcesOf(state, layer)) {
        if (source->data) facts.features += source->data->featureCount();
        if (source->status == app::LoadStatus::Failed) facts.errors.push_back(source->error);
        if (source->status == app::LoadStatus::Loading || source->status == app::LoadStatus::Waiting) {
            facts.loading = true;
            facts.progress = std::min(facts.progress, source->progress);
        }
        facts.warnings.insert(facts.warnings.end(), source->warnings.begin(), source->warnings.end());
    }
    return facts;
}

void drawProblem(const Error &problem, const Color &color) {
    paragraph(problem.message + (problem.place.empty() ? "" : " (" + problem.place + ")"), theme::Face::Small, color);
    if (!problem.path.empty()) paragraph(problem.path, theme::Face::Small, theme::kFaint);
    if (!problem.remedy.empty()) paragraph(problem.remedy + ".", theme::Face::Small, theme::kInk);
}

void drawDetails(const Frame &frame, const app::LayerState &layer, const LayerFacts &facts) {
    ImGui::Indent(kEyePx + 6);
    const style::LayerGroup *group = frame.state.document ? frame.state.document->group(layer.id) : nullptr;
    if (group && !group->description.empty()) paragraph(group->description, theme::Face::Small, theme::kFaint);
    for (const layout::LegendEntry &entry : legendOf(frame)) {
        if (entry.layer != layer.id) continue;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paint(*ImGui::GetWindowDrawList(), entry.swatch, {at.x, at.y + 2}, frame.images);
        drawText(*ImGui::GetWindowDrawList(), {at.x + static_cast<float>(layout::kSwatchWidthPx) + 10, at.y},
                 entry.label, theme::Face::Small, theme::kInk);
        ImGui::Dummy({0, 17});
    }
    for (const Error &e : facts.errors) drawProblem(e, theme::kError);
    for (std::size_t i = 0; i < facts.warnings.size() && i < 3; ++i) drawProblem(facts.warnings[i], theme::kWarning);
    if (facts.warnings.size() > 3)
        paragraph(fmt::format("and {} more warnings", facts.warnings.size() - 3), theme::Face::Small, theme::kWarning);
    auto opacity = static_cast<float>(layer.opacity * 100);
    ImGui::PushFont(theme::font(theme::Face::Small));
    ImGui::SetNextItemWidth(-1);
    if (ImGui::SliderFloat("##opacity", &opacity, 0, 100, "Opacity %.0f %%", ImGuiSliderFlags_AlwaysClamp))
        frame.send(app::SetLayerOpacity{layer.id, static_cast<double>(opacity) / 100});
    ImGui::PopFont();
    ImGui::Unindent(kEyePx + 6);
    ImGui::Dummy({0, 4});
}

const layout::LegendEntry *firstEntry(const Frame &frame, const std::string &layer) {
    const auto &entries = legendOf(frame);
    const auto it = std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.layer == layer; });
    return it == entries.end() ? nullptr : &*it;
}

/// What stands at the right end of a row: a count, progress or a mark that something is wrong. Returns where it begins.
float drawRowEnd(ImDrawList &list, ImVec2 rightMiddle, const LayerFacts &facts) {
    std::string text = facts.features > 0 ? fmt::format("{}", facts.features) : std::string{};
    Color color = theme::kFaint;
    if (!facts.errors.empty()) {
        text = "not loaded";
        color = theme::kError;
    } else if (facts.loading) {
        text = fmt::format("{:.0f} %", facts.progress * 100);
    } else if (!facts.warnings.empty()) {
        color = theme::kWarning;
        text += " !";
    }
    const ImVec2 size = textSize(text, theme::Face::Small);
    drawText(list, {rightMiddle.x - size.x, rightMiddle.y - size.y / 2}, text, theme::Face::Small, color);
    return rightMiddle.x - size.x;
}

void drawRow(const Frame &frame, std::size_t index) {
    const app::LayerState &layer = frame.state.layers[index];
    LayersMemory &memory = frame.memory.layers;
    const LayerFacts facts = factsOf(frame.state, layer.id);
    ImGui::PushID(layer.id.c_str());
    ImDrawList &list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float middle = at.y + theme::kRowPx / 2;

    ImGui::SetCursorScreenPos({at.x, middle - kEyePx / 2});
    if (eye("eye", layer.visible, kEyePx)) frame.send(app::SetLayerVisible{layer.id, !layer.visible});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s %s", layer.visible ? "Hide" : "Show", layer.title.c_str());

    frame.mark("eye:" + layer.id, {at.x + kEyePx / 2, middle});
    frame.mark("row:" + layer.id, {at.x + width / 2, middle});
    ImGui::SetCursorScreenPos({at.x + kEyePx + 4, at.y});
    if (ImGui::InvisibleButton("row", {width - kEyePx - 4, theme::kRowPx}) && !memory.dragged)
        memory.expanded = memory.expanded == layer.id ? std::string{} : layer.id;
    const bool hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 8)) memory.dragged = index;
    if (hovered || memory.dragged == index)
        list.AddRectFilled({at.x + kEyePx + 2, at.y}, {at.x + width, at.y + theme::kRowPx},
                           theme::packed(memory.dragged == index ? theme::kPressed : theme::kHover), 5);

    float x = at.x + kEyePx + 8;
    if (const layout::LegendEntry *entry = firstEntry(frame, layer.id))
        paint(list, entry->swatch, {x, middle - static_cast<float>(layout::kSwatchHeightPx) / 2}, frame.images,
              layer.visible ? 1.0F : 0.35F);
    x += static_cast<float>(layout::kSwatchWidthPx) + 9;
    const bool hasKey = index < 9;
    const float end = at.x + width - 6 - (hasKey ? keyCapWidth("1") + 8 : 0);
    const float textEnd = drawRowEnd(list, {end, middle}, facts) - 10;
    if (hasKey)
        keyCap(list, {at.x + width - 4 - keyCapWidth("1"), middle - 10}, fmt::format("{}", index + 1),
               hovered ? theme::kInk : theme::kFaint);
    const ImVec2 size = textSize(layer.title, theme::Face::Regular);
    drawText(list, {x, middle - size.y / 2}, fitted(layer.title, theme::Face::Regular, textEnd - x),
             theme::Face::Regular, layer.visible ? theme::kInk : theme::kFaint);
    ImGui::SetCursorScreenPos({at.x, at.y + theme::kRowPx});
    if (memory.expanded == layer.id) drawDetails(frame, layer, facts);
    ImGui::PopID();
}

/// Where a dragged layer would be dropped: the row whose middle the mouse has not passed yet.
void drawDropMark(const Frame &frame, const std::vector<float> &rowTops) {
    LayersMemory &memory = frame.memory.layers;
    if (!memory.dragged) return;
    const float mouseY = ImGui::GetMousePos().y;
    std::size_t slot = 0;
    while (slot < rowTops.size() && mouseY > rowTops[slot] + theme::kRowPx / 2) ++slot;
    const float y = slot < rowTops.size() ? rowTops[slot] : rowTops.back() + theme::kRowPx;
    const ImVec2 left = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddLine({left.x + theme::kPanelPaddingPx, y},
                                        {left.x + ImGui::GetWindowWidth() - theme::kPanelPaddingPx, y},
                                        theme::packed(theme::kAccent), 2.5F);
    if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
    const std::size_t from = *memory.dragged;
    const std::size_t to = slot > from ? slot - 1 : slot;
    if (to != from) frame.send(app::MoveLayer{from, to});
    memory.dragged.reset();
}

} // namespace

void drawLayersPanel(const Frame &frame) {
    const app::AppState &state = frame.state;
    const float maxHeight = frame.size.y - theme::kStatusPx - 2 * theme::kPanelGapPx;
    if (beginPanel("Layers", {theme::kPanelGapPx, theme::kPanelGapPx}, kWidthPx, maxHeight)) {
        if (state.document && !(state.document->title.empty() && state.document->name.empty()))
            paragraph(state.document->title.empty() ? state.document->name : state.document->title, theme::Face::Bold);
        std::vector<float> rowTops;
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 2});
        for (std::size_t i = 0; i < state.layers.size(); ++i) {
            const bool startsBase = state.layers[i].base && (i == 0 || !state.layers[i - 1].base);
            const bool startsThemes = !state.layers[i].base && i > 0 && state.layers[i - 1].base;
            if (i == 0) ImGui::Dummy({0, 2});
            if (startsBase || startsThemes) {
                if (i > 0) rule();
                heading(startsBase ? "Base map" : "Layers");
            }
            rowTops.push_back(ImGui::GetCursorScreenPos().y);
            drawRow(frame, i);
        }
        if (state.layers.empty()) paragraph("No map is open. Ctrl+O opens one.", theme::Face::Regular, theme::kFaint);
        if (!rowTops.empty()) drawDropMark(frame, rowTops);
        ImGui::PopStyleVar();
    }
    frame.memory.leftEndPx = static_cast<double>(ImGui::GetWindowPos().x + ImGui::GetWindowWidth());
    frame.memory.insets.left = frame.memory.leftEndPx;
    frame.coverByWindow();
    ImGui::End();
}

} // namespace corridors::ui
