#include "viewer/ui/panels.hpp"

#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {

PanelState::PanelState() : m_contents(std::make_unique<Contents>()) {}
PanelState::~PanelState() = default;

bool PanelState::wantsFrame() const { return m_contents->wantsFrame; }

double PanelState::previewScale() const { return m_contents->exporting.scale; }

KeyClaims PanelState::keyClaims() const { return m_contents->keyClaims; }

bool PanelState::isMoving() const { return m_contents->isMoving; }

const std::vector<Spot> &PanelState::spots() const { return m_contents->spots; }

const std::vector<std::string> &PanelState::shownPassages() const { return m_contents->shownPassages; }

ReaderFacts PanelState::reader() const {
    const ReaderMemory &m = m_contents->reader;
    return {m.firstShown,
            m.lastShown,
            m.selection().length(),
            m.reading.marks.size(),
            m.reading.suggestions.size(),
            m.reading.unattached,
            m.found.size(),
            {m.litLinks.begin(), m.litLinks.end()}};
}

void draw(const app::AppState &state, PanelState &panels, TextImages &images, const PagePreview *preview,
          app::Commands &commands) {
    PanelState::Contents &memory = panels.contents();
    const Frame frame{state, memory, images, commands, ImGui::GetIO().DisplaySize, preview};
    memory.wantsFrame = false;
    memory.isMoving = false;
    memory.hoversLink = false;
    memory.keyClaims = {};
    memory.spots.clear();
    memory.shownPassages.clear();
    memory.chapterBox.reset();
    memory.panels.clear();
    memory.leftEndPx = 0;
    memory.rightBeginPx = static_cast<double>(frame.size.x);
    if (state.blackScreen) {
        ImGui::GetForegroundDrawList()->AddRectFilled({0, 0}, frame.size, theme::packed(theme::kBlack));
        return;
    }
    if (state.exportDialogVisible) { // the page has the window to itself; the map's insets stay for when it is back
        drawExportDialog(frame);
        drawNameTag(frame);
        drawHelp(frame);
        return;
    }
    memory.exporting.wasVisible = false;
    memory.exporting.scale = 0;
    memory.insets = {};
    if (state.panelsVisible) {
        memory.insets.bottom = static_cast<double>(theme::kStatusPx);
        drawLayersPanel(frame);
        if (state.readerVisible) {
            drawReader(frame);
        } else {
            memory.reader.wasVisible = false;
            drawFeaturePanel(frame);
            drawReaderButton(frame);
        }
        drawStatusLine(frame);
        frame.cover({0, frame.size.y - theme::kStatusPx}, frame.size);
        drawScaleBar(frame);
    }
    drawChapterCaption(frame);
    drawCallouts(frame);
    drawHoverTip(frame);
    drawNameTag(frame);
    drawSearchBox(frame);
    drawOpenDialog(frame);
    drawHelp(frame);
    if (!state.hoveredLinks.empty() && !memory.hoversLink) commands.emplace_back(app::HoverLinks{});
    if (!(memory.insets == state.insets)) commands.emplace_back(app::SetInsets{memory.insets});
    if (memory.panels != state.panels) commands.emplace_back(app::SetPanels{memory.panels});
}

} // namespace corridors::ui
