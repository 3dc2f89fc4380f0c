// Ctrl+E: the page's few options, with the page itself, live, beside them (page_area.cpp).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "geodata/story/story.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kOptionsPx = 372; // width of the options
constexpr Color kDesk{0.80F, 0.82F, 0.84F, 1};

template <std::size_t N>
void setText(std::array<char, N> &field, const std::string &text) {
    const std::size_t n = std::min(text.size(), N - 1);
    std::memcpy(field.data(), text.data(), n);
    field[n] = '\0';
}

std::string sizeText(const app::PageSize &size) {
    const char *unit = size.unit == app::LengthUnit::Millimetre ? "mm" : size.unit == app::LengthUnit::Inch ? "in" : "";
    return fmt::format("{:g}x{:g}{}", size.width, size.height, unit);
}

bool sameSize(const app::PageSize &a, const app::PageSize &b) {
    return a.width == b.width && a.height == b.height && a.unit == b.unit;
}

/// The window's own size, at its own resolution.
app::PageSize windowSize(const app::AppState &state) {
    return {std::round(state.viewportWidthPx * state.pixelRatio), std::round(state.viewportHeightPx * state.pixelRatio),
            app::LengthUnit::Pixel, app::kLogicalPxPerInch * state.pixelRatio};
}

void fillFields(const Frame &frame) {
    ExportMemory &memory = frame.memory.exporting;
    const app::PageDescription &page = frame.state.page;
    setText(memory.title, page.furniture.titleText);
    setText(memory.subtitle, page.furniture.subtitleText);
    setText(memory.note, page.furniture.sourceNote);
    setText(memory.date, page.furniture.date);
    setText(memory.size, sizeText(page.size));
    memory.sizeProblem.clear();
}

bool beginChoice(const char *id, const char *shown, float widthPx = -1) {
    ImGui::SetNextItemWidth(widthPx);
    return ImGui::BeginCombo(id, shown);
}

void drawSize(const Frame &frame, app::PageDescription &page) {
    ExportMemory &memory = frame.memory.exporting;
    heading("Page");
    const char *name = "Another size";
    for (const app::PagePreset &preset : app::pagePresets())
        if (sameSize(preset.size, page.size)) name = preset.title;
    if (sameSize(windowSize(frame.state), page.size)) name = "This window";
    const auto take = [&](const app::PageSize &size) {
        page.size = size;
        setText(memory.size, sizeText(size));
        memory.sizeProblem.clear();
    };
    if (beginChoice("##preset", name)) {
        if (ImGui::Selectable("This window")) take(windowSize(frame.state));
        for (const app::PagePreset &preset : app::pagePresets())
            if (ImGui::Selectable(preset.title, sameSize(preset.size, page.size))) take(preset.size);
        ImGui::EndCombo();
    }
    ImGui::SetNextItemWidth(176);
    if (ImGui::InputText("##size", memory.size.data(), memory.size.size())) {
        const auto size = app::parsePageSize(memory.size.data());
        memory.sizeProblem = size ? std::string() : size.error().message;
        if (size) page.size = {size->width, size->height, size->unit, page.size.dpi};
    }
    ImGui::SameLine();
    float dpi = static_cast<float>(page.size.dpi);
    ImGui::SetNextItemWidth(72);
    if (ImGui::InputFloat("dpi", &dpi, 0, 0, "%.0f") && dpi >= 24 && dpi <= 1200)
        page.size.dpi = static_cast<double>(dpi);
    if (memory.sizeProblem.empty()) {
        paragraph(fmt::format("{} × {} pixels", page.size.widthPx(), page.size.heightPx()), theme::Face::Small,
                  theme::kFaint);
    } else {
        paragraph(memory.sizeProblem, theme::Face::Small, theme::kError);
    }
}

void drawGround(const Frame &frame, app::PageDescription &page) {
    heading("Ground");
    const app::AppState &state = frame.state;
    std::string shown = "What the window shows";
    if (!page.extent.chapter.empty()) shown = page.extent.chapter;
    if (!page.extent.features.empty()) shown = "Selected features";
    if (state.story)
        for (const story::Chapter &chapter : state.story->chapters)
            if (chapter.id == page.extent.chapter) shown = chapter.title;
    if (!beginChoice("##ground", shown.c_str())) return;
    if (ImGui::Selectable("What the window shows")) page.extent = {};
    if (!state.selected.empty() && ImGui::Selectable("Selected features")) {
        page.extent = {};
        for (const app::FeatureRef &feature : state.selected) page.extent.features.push_back(feature.id);
    }
    if (state.story)
        for (const story::Chapter &chapter : state.story->chapters)
            if (ImGui::Selectable(chapter.title.c_str(), chapter.id == page.extent.chapter)) {
                page.extent = {};
                page.extent.chapter = chapter.id;
            }
    ImGui::EndCombo();
}

void field(const char *id, const char *hint, std::string &value, std::span<char> buffer, float widthPx = -1) {
    ImGui::SetNextItemWidth(widthPx);
    if (ImGui::InputTextWithHint(id, hint, buffer.data(), buffer.size())) value = buffer.data();
}

void drawPieces(app::PageFurniture &f) {
    const float half = (ImGui::GetContentRegionAvail().x) / 2;
    const float left = ImGui::GetCursorPosX();
    const auto pair = [&](const char *a, bool &first, const char *b, bool &second) {
        ImGui::Checkbox(a, &first);
        ImGui::SameLine(left + half);
        ImGui::Checkbox(b, &second);
    };
    pair("Title", f.title, "Legend", f.legend);
    pair("Callouts", f.callouts, "Their texts", f.captions);
    pair("Scale bar", f.scaleBar, "North arrow", f.northArrow);
    pair("Graticule", f.graticule, "Overview", f.inset);
    pair("Sources", f.attributions, "Accuracy", f.accuracy);
    bool miles = f.units == query::Units::Miles;
    bool grid = f.north == app::NorthArrow::Both;
    pair("Scale in miles", miles, "Grid north, too", grid);
    f.units = miles ? query::Units::Miles : query::Units::Metric;
    if (grid) {
        f.north = app::NorthArrow::Both;
    } else if (f.north == app::NorthArrow::Both) {
        f.north = app::NorthArrow::True;
    }
}

void drawFurniture(const Frame &frame, app::PageDescription &page) {
    ExportMemory &memory = frame.memory.exporting;
    app::PageFurniture &f = page.furniture;
    heading("On it");
    const app::AppState &state = frame.state;
    const std::string title = state.document ? state.document->title : std::string();
    field("##title", title.empty() ? "Title" : title.c_str(), f.titleText, memory.title);
    field("##subtitle", "Subtitle", f.subtitleText, memory.subtitle);
    field("##note", "Note beside the sources", f.sourceNote, memory.note, ImGui::GetContentRegionAvail().x - 118);
    ImGui::SameLine();
    field("##date", "Date", f.date, memory.date);
    drawPieces(f);
    if (f.legend) drawLegendLines(frame, f);
    if (!f.places.empty() && ImGui::SmallButton("Everything back to its place")) f.places.clear();
}

void drawStatus(const Frame &frame) {
    const app::ExportStatus &status = frame.state.exporting;
    if (status.running) return;
    if (!status.problem.empty()) paragraph(status.problem, theme::Face::Small, theme::kError);
    if (status.path.empty()) return;
    paragraph("Written: " + status.path, theme::Face::Small, theme::kAccent);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("Click to copy the path");
    if (ImGui::IsItemClicked()) {
        ImGui::SetClipboardText(status.path.c_str());
        frame.send(app::ShowMessage{app::Message::Kind::Info, "Copied: " + status.path});
    }
}

/// page.json beside the picture: "map.png" -> "map.page.json".
std::string pageFileBeside(const std::string &picture) {
    const std::size_t slash = picture.find_last_of('/');
    const std::size_t dot = picture.find_last_of('.');
    const bool hasExtension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    return picture.substr(0, hasExtension ? dot : picture.size()) + ".page.json";
}

void drawFile(const Frame &frame, const app::PageDescription &page, bool opens) {
    ExportMemory &memory = frame.memory.exporting;
    heading("File");
    ImGui::SetNextItemWidth(-1);
    if (opens) ImGui::SetKeyboardFocusHere();
    const bool entered =
        ImGui::InputText("##path", memory.path.data(), memory.path.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    if (entered) ImGui::SetKeyboardFocusHere(-1); // for the next name
    ImGui::Dummy({0, 2});
    const app::ExportStatus &status = frame.state.exporting;
    if (status.running) {
        const float width = ImGui::GetContentRegionAvail().x - 90;
        ImGui::ProgressBar(static_cast<float>(status.progress), {width, 34},
                           fmt::format("{:.0f} %", status.progress * 100).c_str());
        ImGui::SameLine();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        frame.mark("export:cancel", {at.x + 30, at.y + 17});
        if (ImGui::Button("Cancel", {-1, 34})) frame.send(app::CancelExport{});
        return;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    frame.mark("export:write", {at.x + 40, at.y + 17});
    const bool ready =
        memory.path[0] != '\0' && memory.sizeProblem.empty() && (!frame.preview || frame.preview->problem.empty());
    const float width = ImGui::GetContentRegionAvail().x - 136;
    if ((ImGui::Button("Write the page", {width, 34}) || entered) && ready)
        frame.send(app::ExportPicture{memory.path.data(), page});
    ImGui::SameLine();
    const ImVec2 save = ImGui::GetCursorScreenPos();
    frame.mark("export:save", {save.x + 40, save.y + 17});
    if (ImGui::Button("Save page.json", {-1, 34}) && memory.path[0] != '\0') {
        frame.send(app::SetPage{page});
        frame.send(app::SavePage{pageFileBeside(memory.path.data())});
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("For scripts: corridors export --page FILE");
    drawStatus(frame);
    paragraph("Ctrl+Shift+E writes it once more.", theme::Face::Small, theme::kFaint);
}

} // namespace

void drawExportDialog(const Frame &frame) {
    ExportMemory &memory = frame.memory.exporting;
    const bool opens = !memory.wasVisible;
    memory.wasVisible = true;
    frame.memory.wantsFrame = true; // the caret blinks
    if (opens && memory.path[0] == '\0') setText(memory.path, "map.png");
    if (opens) fillFields(frame);
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, frame.size, theme::packed(kDesk));
    drawPageArea(frame, {kOptionsPx, 0}, frame.size);
    if (opens) ImGui::SetNextWindowFocus();
    ImGui::SetNextWindowSize({kOptionsPx, frame.size.y}, ImGuiCond_Always);
    ImGui::SetNextWindowPos({0, 0}, ImGuiCond_Always);
    ImGui::Begin("Export", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings);
    if (closeButton("close", {kOptionsPx - 38, 10})) frame.send(app::ToggleExportDialog{});
    paragraph("Export a page", theme::Face::Title);
    app::PageDescription page = frame.state.page;
    drawSize(frame, page);
    drawGround(frame, page);
    drawFurniture(frame, page);
    if (!(page == frame.state.page)) frame.send(app::SetPage{page});
    drawFile(frame, page, opens);
    ImGui::End();
}

} // namespace corridors::ui
