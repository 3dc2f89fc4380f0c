// The status line: place under the mouse, scale, zoom, what is going on, and whose data the map is made of.
#include <fmt/format.h>

#include <algorithm>

#include "geodata/query/coordinates.hpp"
#include "geodata/query/scale.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr double kInfoShownS = 6;
constexpr double kProblemShownS = 20;
constexpr float kGapPx = 22;
constexpr float kHintPx = 190; // kept free for the hint or the name of the ground

std::string scaleText(const app::AppState &state) {
    if (!state.projection || state.viewportWidthPx < 1) return {};
    const double ground =
        query::groundMetresPerPixel(*state.projection, state.camera.center, state.viewport().metresPerPixel());
    return query::formatScale(query::scaleDenominator(ground));
}

/// The newest message that is still fresh, or the progress of what is being read.
struct Notice {
    std::string text;
    Color color = theme::kFaint;
    bool moves = false;
};

Notice noticeOf(const app::AppState &state) {
    if (!state.messages.empty()) {
        const app::Message &m = state.messages.back();
        const bool info = m.kind == app::Message::Kind::Info;
        if (state.nowS - m.shownAtS < (info ? kInfoShownS : kProblemShownS))
            return {m.text,
                    info                                    ? theme::kInk
                    : m.kind == app::Message::Kind::Warning ? theme::kWarning
                                                            : theme::kError,
                    true};
    }
    std::size_t loading = 0;
    double progress = 0;
    for (const app::SourceState &s : state.sources) {
        const bool isLoading = s.status == app::LoadStatus::Loading || s.status == app::LoadStatus::Waiting;
        loading += isLoading ? 1 : 0;
        progress += isLoading ? s.progress : 1;
    }
    if (loading > 0)
        return {fmt::format("Reading {} of {} layers, {:.0f} %", loading, state.sources.size(),
                            100 * progress / static_cast<double>(state.sources.size())),
                theme::kFaint, false};
    if (state.exporting.running)
        return {fmt::format("Drawing the picture, {:.0f} %", state.exporting.progress * 100), theme::kFaint, false};
    return {};
}

std::string attributionsOf(const app::AppState &state) {
    std::vector<std::string> parts;
    const auto add = [&](const std::string &raw) {
        std::string text = withoutTags(raw);
        if (!text.empty() && std::find(parts.begin(), parts.end(), text) == parts.end())
            parts.push_back(std::move(text));
    };
    if (!state.document) return {};
    for (const std::string &a : state.document->attributions) add(a);
    for (const style::Source &s : state.document->sources) add(s.attribution);
    std::string all;
    for (const std::string &p : parts) all += (all.empty() ? "" : " · ") + p;
    return all;
}

} // namespace

void drawStatusLine(const Frame &frame) {
    const app::AppState &state = frame.state;
    ImDrawList &list = *ImGui::GetBackgroundDrawList();
    const float top = frame.size.y - theme::kStatusPx;
    list.AddRectFilled({0, top}, frame.size, theme::packed(theme::kPaper));
    list.AddLine({0, top + 0.5F}, {frame.size.x, top + 0.5F}, theme::packed(theme::kRule));
    const float y = top + (theme::kStatusPx - textSize("0", theme::Face::Small).y) / 2;
    float x = theme::kPanelGapPx;
    const auto put = [&](const std::string &text, float width, const Color &color) {
        if (!text.empty()) drawText(list, {x, y}, text, theme::Face::Small, color);
        x += width + kGapPx;
    };
    const std::string coordinate = state.cursor ? query::formatDecimal(*state.cursor, 4) : std::string{};
    put(coordinate, textSize("00.0000° N, 000.0000° E", theme::Face::Small).x, theme::kInk);
    put(scaleText(state), textSize("1 : 00,000,000", theme::Face::Small).x, theme::kInk);
    put(fmt::format("zoom {:.1f}", state.camera.zoom), textSize("zoom 00.0", theme::Face::Small).x, theme::kFaint);

    const std::string credits = attributionsOf(state);
    const float creditsRoom = std::max(120.0F, frame.size.x - x - theme::kPanelGapPx - kHintPx - kGapPx);
    const float creditsWidth = std::min(textSize(credits, theme::Face::Small).x, creditsRoom);
    const Notice notice = noticeOf(state);
    frame.memory.wantsFrame = frame.memory.wantsFrame || notice.moves;
    if (notice.text.empty()) {
        const std::string hint = state.hovered ? app::nameOf(state, *state.hovered) : "F1: keys and mouse";
        if (isPlainText(hint))
            put(fitted(hint, theme::Face::Small, frame.size.x - creditsWidth - x - 2 * kGapPx), 0, theme::kFaint);
    } else {
        put(fitted(notice.text, theme::Face::Small, frame.size.x - x - theme::kPanelGapPx), 0, notice.color);
        if (x + textSize(notice.text, theme::Face::Small).x > frame.size.x - creditsWidth - 2 * kGapPx) return;
    }
    const ImVec2 at{frame.size.x - theme::kPanelGapPx - creditsWidth, y};
    drawText(list, at, fitted(credits, theme::Face::Small, creditsWidth), theme::Face::Small, theme::kFaint);
    // Where they do not fit, the mouse shows them whole: whose data this is is never dropped silently.
    if (ImGui::IsMouseHoveringRect({at.x, top}, frame.size, false) && !ImGui::GetIO().WantCaptureMouse) {
        // By default it would stand beside the row that the keyboard is on, once a key was pressed.
        ImGui::SetNextWindowPos({frame.size.x - theme::kPanelGapPx, frame.size.y - theme::kStatusPx - 4},
                                ImGuiCond_Always, {1, 1});
        ImGui::BeginTooltip();
        ImGui::PushTextWrapPos(520);
        ImGui::TextUnformatted(credits.c_str());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
}

} // namespace corridors::ui
