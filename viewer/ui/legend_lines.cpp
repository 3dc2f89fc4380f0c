// The export dialog's list of legend lines: texts, order, omissions. They are kept as an overlay over the made legend.
#include <algorithm>
#include <array>
#include <cstring>

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

/// The edits with a line for every entry that is shown now, in the order in which the legend shows them.
std::vector<app::LegendEdit> completed(const std::vector<layout::LegendEntry> &made,
                                       const std::vector<app::LegendEdit> &edits) {
    std::vector<app::LegendEdit> lines = edits;
    std::vector<app::LegendEdit> visible = edits;
    for (app::LegendEdit &edit : visible) {
        edit.text.clear();
        edit.hidden = false; // so that hidden lines keep their place in the list
    }
    const std::vector<layout::LegendEntry> order = layout::editedLegend(made, visible);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto known = [&](const app::LegendEdit &e) {
            return e.layer == order[i].layer && e.label == order[i].label;
        };
        if (std::ranges::any_of(lines, known)) continue;
        // Behind the line before it.
        auto at = lines.begin();
        if (i > 0)
            at = std::ranges::find_if(lines,
                                      [&](const app::LegendEdit &e) {
                                          return e.layer == order[i - 1].layer && e.label == order[i - 1].label;
                                      }) +
                 1;
        lines.insert(at, {order[i].layer, order[i].label, {}, false});
    }
    return lines;
}

bool isMade(const std::vector<layout::LegendEntry> &made, const app::LegendEdit &line) {
    return std::ranges::any_of(
        made, [&](const layout::LegendEntry &e) { return e.layer == line.layer && e.label == line.label; });
}

} // namespace

void drawLegendLines(const Frame &frame, app::PageFurniture &furniture) {
    if (frame.preview == nullptr || frame.preview->legend.empty()) return;
    if (!ImGui::TreeNodeEx("Legend lines", ImGuiTreeNodeFlags_SpanAvailWidth)) return;
    const std::vector<layout::LegendEntry> &made = frame.preview->legend;
    std::vector<app::LegendEdit> lines = completed(made, furniture.legendEdits);
    bool changed = false;
    std::optional<std::pair<std::size_t, std::size_t>> swapped;
    std::optional<std::size_t> before; ///< the line above that is shown, too
    for (std::size_t i = 0; i < lines.size(); ++i) {
        app::LegendEdit &line = lines[i];
        if (!isMade(made, line)) continue; // waits until its layer is shown again
        ImGui::PushID(static_cast<int>(i));
        bool shown = !line.hidden;
        if (ImGui::Checkbox("##shown", &shown)) {
            line.hidden = !shown;
            changed = true;
        }
        ImGui::SameLine();
        std::array<char, 192> text{};
        const std::string &current = line.text.empty() ? line.label : line.text;
        std::memcpy(text.data(), current.data(), std::min(current.size(), text.size() - 1));
        ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - 34);
        if (ImGui::InputText("##text", text.data(), text.size())) {
            line.text = text.data() == line.label ? std::string() : std::string(text.data());
            changed = true;
        }
        ImGui::SameLine();
        if (ImGui::ArrowButton("##up", ImGuiDir_Up) && before) swapped = {*before, i};
        before = i;
        ImGui::PopID();
    }
    if (swapped) {
        std::swap(lines[swapped->first], lines[swapped->second]);
        changed = true;
    }
    if (!furniture.legendEdits.empty() && ImGui::SmallButton("As the style has them")) {
        furniture.legendEdits.clear();
    } else if (changed) {
        furniture.legendEdits = std::move(lines);
    }
    ImGui::TreePop();
}

} // namespace corridors::ui
