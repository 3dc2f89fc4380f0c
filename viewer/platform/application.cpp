#include "viewer/platform/application.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <imgui.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <thread>
#include <utility>

#include "geodata/core/text_file.hpp"
#include "geodata/links/link_edit.hpp"
#include "geodata/query/coordinates.hpp"
#include "geodata/style/style_document.hpp"
#include "viewer/app/file_kind.hpp"
#include "viewer/app/page_file.hpp"
#include "viewer/platform/fonts.hpp"
#include "viewer/platform/map_readers.hpp"
#include "viewer/platform/remembered_articles.hpp"

namespace corridors::platform {
namespace {

constexpr double kDrainBudgetS = 0.006;  // of deliveries in one turn, so that a flood of tiles never blocks a frame
constexpr int kSlowFrameMs = 100;        // pace of what only ages: messages, carets, tags
constexpr double kOpeningFrameS = 0.033; // pace of what arrives for the first picture
constexpr double kMapFirstS = 0.03;      // at most, that the window waits for the map's file
constexpr int kHoverMs = 20;             // until what the mouse points at is looked at again
constexpr int kFlightFrameMs = 4;        // at most, where the display does not set the pace

std::vector<std::string> knownMaps(const WindowOptions &options) {
    return options.shippedMap.empty() ? std::vector<std::string>() : std::vector{options.shippedMap};
}

/// Large arrays go back to the system as soon as they are freed. By itself glibc learns from the first one that is
/// freed to keep all that are smaller, each worker in a heap of its own.
void returnFreedMemory() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 16 << 20); // what a frame frees the next one needs again
    mallopt(M_ARENA_MAX, 2);
#endif
}

unsigned workerCount() { return std::clamp(std::thread::hardware_concurrency(), 2U, 8U); }

/// The modifiers of the event in hand; ImGui's backend asks for those of the moment, when Ctrl may be up again.
void takeModifiers(unsigned modifiers) {
    ImGuiIO &io = ImGui::GetIO();
    io.KeyCtrl = (modifiers & KMOD_CTRL) != 0;
    io.KeyShift = (modifiers & KMOD_SHIFT) != 0;
    io.KeyAlt = (modifiers & KMOD_ALT) != 0;
}

} // namespace

Application::Application(const WindowOptions &options)
    : m_options(options), m_jobs(workerCount(), app::JobPool::Pace::BehindDrawing),
      m_loader(m_jobs, mapReaders(options.useCache, knownMaps(options)), m_state,
               [this](const app::Command &c) { send(c); }),
      m_exporter(m_jobs, options.version, [this](const app::Command &c) { send(c); }) {
    returnFreedMemory();
    m_state.uiScale = options.uiScale;
    m_state.animate = options.animate;
    m_state.fullscreen = options.fullscreen;
}

Application::~Application() {
    m_loader.cancel();
    m_preview.close();
    m_renderer.reset();
    m_images.reset();
    m_panelCache.reset();
    if (m_panelsStarted) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplSDL2_Shutdown();
        ImGui::DestroyContext();
    }
}

double Application::nowS() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_startedAt).count();
}

void Application::startReading() {
    if (m_options.mapPath.empty()) {
        m_loader.openMap(app::plainMap());
    } else {
        m_loader.openMap(m_options.mapPath, m_options.theme);
    }
    for (const std::string &file : m_options.files) m_loader.openOver(file);
    if (!m_options.articlePath.empty()) m_loader.openArticle(m_options.articlePath);
}

Result<void> Application::start() {
    // A worker's delivery wakes the loop; one event is enough for any number of them.
    const Uint32 wake = SDL_RegisterEvents(1);
    m_jobs.setWakeUp([this, wake] {
        if (m_wakeQueued.exchange(true)) return;
        SDL_Event event{};
        event.type = wake;
        SDL_PushEvent(&event);
    });
    startReading();
    // Opening the window takes longer than parsing the map: with that, its sources are read meanwhile.
    m_jobs.waitForDelivery(kMapFirstS);
    m_jobs.drain();
    auto window = Window::open("Corridors", m_options.widthPx, m_options.heightPx, m_options.uiScale);
    if (!window) return tl::unexpected(window.error());
    m_window = std::move(*window);
    m_input = std::make_unique<Input>(*m_window);
    showTitle();
    if (auto ok = startPanels(); !ok) return ok;
    render::RendererOptions options;
    options.shaderDir = m_options.shaderDir;
    options.animate = m_options.animate;
    auto renderer = render::MapRenderer::create(m_jobs, options);
    if (!renderer) return tl::unexpected(renderer.error());
    m_renderer = std::move(*renderer);
    send(app::SetViewport{m_window->logicalWidth(), m_window->logicalHeight(), m_window->pixelRatio()});
    // The panels say what room they leave: with that the first tiles are those of the first picture.
    m_jobs.drain();
    app::Commands commands;
    drawPanels(commands);
    for (const app::Command &c : commands) send(c);
    return {};
}

Result<void> Application::startPanels() {
    m_fonts = findFonts();
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO &io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    if (!ImGui_ImplSDL2_InitForOpenGL(m_window->handle(), nullptr) || !ImGui_ImplOpenGL3_Init("#version 330 core"))
        return fail("the panels could not be started", {}, {}, "OpenGL 3.3 is needed");
    m_panelsStarted = true;
    m_images = std::make_unique<TextTextures>();
    m_panelCache = std::make_unique<PanelCache>(m_options.shaderDir);
    return {};
}

void Application::send(const app::Command &command) {
    const auto linksBefore = m_state.links;
    app::apply(m_state, command, m_context);
    carryOut(command);
    if (m_state.links != linksBefore && m_state.anchors)
        m_loader.reanchorLinks(); // edits; a new map has no anchors yet
    if (m_state.searchVisible) m_loader.wantNames();
}

void Application::saveLinks(bool beside) {
    if (!m_state.links || m_state.links == m_state.savedLinks) {
        send(app::ShowMessage{app::Message::Kind::Info, "There is nothing to save"});
        return;
    }
    std::string path = m_state.document ? m_state.document->linksPath : std::string();
    if (path.empty()) {
        send(app::LinksNotSaved{{"this map names no links file", m_state.document ? m_state.document->path : "",
                                 "metadata.corridors:links", "Name one there, for example links.jsonld"}});
        return;
    }
    std::string expected = m_state.linksHash;
    if (beside) {
        path = app::freePathBeside(path);
        expected.clear();
    }
    const auto saved = links::saveLinks(*m_state.links, path, {expected});
    if (saved) {
        send(app::LinksSaved{m_state.links, path, beside ? std::string() : saved->hash});
    } else {
        send(app::LinksNotSaved{saved.error(), saved.error().place == links::kConflict});
    }
}

void Application::rescueLinks() const {
    if (!m_state.links || m_state.links == m_state.savedLinks) return;
    const std::string beside = m_state.document && !m_state.document->linksPath.empty() ? m_state.document->linksPath
                                                                                        : std::string("links.jsonld");
    const std::string path = app::freePathBeside(beside);
    if (const auto saved = links::saveLinks(*m_state.links, path, {std::string()})) {
        std::fprintf(stderr, "corridors: the unsaved links are in %s\n", path.c_str());
    } else {
        std::fprintf(stderr, "corridors: the unsaved links are lost: %s\n", saved.error().text().c_str());
    }
}

/// The article that was read beside this map before comes with it, unless another one was named.
void Application::openRememberedArticle() {
    if (!m_state.document || m_state.document->path.empty() || !m_options.articlePath.empty()) return;
    const std::string path = rememberedArticle(m_state.document->path);
    if (!path.empty()) m_loader.openArticle(path, false);
}

void Application::carryOut(const app::Command &command) {
    if (const auto *open = std::get_if<app::OpenFiles>(&command)) {
        m_loader.openFiles(open->paths);
    } else if (std::holds_alternative<app::ExportPicture>(command) ||
               (std::holds_alternative<app::RepeatExport>(command) && m_state.exporting.running)) {
        m_exporter.start(m_state);
    } else if (std::holds_alternative<app::CancelExport>(command)) {
        m_exporter.cancel();
    } else if (const auto *page = std::get_if<app::SavePage>(&command)) {
        savePage(page->path);
    } else if (std::holds_alternative<app::CopyPicture>(command)) {
        m_exporter.copy(m_state);
    } else if (const auto *copy = std::get_if<app::CopyCoordinate>(&command)) {
        const std::string text = query::formatDecimal(copy->position);
        SDL_SetClipboardText(text.c_str());
        send(app::ShowMessage{app::Message::Kind::Info, "Copied: " + text});
    } else if (const auto *copied = std::get_if<app::CopyText>(&command)) {
        SDL_SetClipboardText(copied->text.c_str());
        send(app::ShowMessage{app::Message::Kind::Info, "Copied"});
    } else if (const auto *save = std::get_if<app::SaveLinks>(&command)) {
        saveLinks(save->beside);
    } else if (std::get_if<app::ReloadLinks>(&command) != nullptr) {
        if (m_state.document && !m_state.document->linksPath.empty()) m_loader.reloadLinks(m_state.document->linksPath);
    } else if (const auto *opened = std::get_if<app::ArticleOpened>(&command)) {
        if (m_state.document) rememberArticle(m_state.document->path, opened->path);
    } else if (const auto *theme = std::get_if<app::SetTheme>(&command)) {
        if (m_state.document) m_loader.setTheme(m_state.document->path, theme->theme);
    } else if (std::get_if<app::SetUiScale>(&command) != nullptr) {
        m_window->setUiScale(m_state.uiScale);
        followWindow();
    } else if (std::holds_alternative<app::MapOpened>(command)) {
        openRememberedArticle();
        showTitle();
    }
}

void Application::showTitle() {
    if (!m_window || !m_state.document) return;
    const style::StyleDocument &map = *m_state.document;
    const std::string title = map.title.empty() ? map.name : map.title;
    m_window->setTitle(title.empty() ? "Corridors" : title + " – Corridors");
}

void Application::savePage(const std::string &path) {
    app::PageDescription page = m_state.page;
    if (page.extent == app::PageExtent{}) { // what the window shows, said so that a script finds it again
        if (const auto shown = stateForPage(m_state, page)) {
            page.extent.center = m_state.projection->unproject(shown->camera.center);
            page.extent.zoom = shown->camera.zoom;
        }
        for (const app::LayerState &layer : m_state.layers)
            if (layer.visible) page.only.push_back(layer.id);
        for (const app::FeatureRef &feature : m_state.selected) page.highlight.push_back(feature.id);
    }
    const auto written = writeFileAtomically(path, app::serialisePage(page));
    if (written) {
        send(app::ShowMessage{app::Message::Kind::Info, "Page written to " + path});
    } else {
        send(app::ShowMessage{app::Message::Kind::Error, written.error().text()});
    }
}

void Application::followWindow() {
    m_window->measure();
    send(app::SetViewport{m_window->logicalWidth(), m_window->logicalHeight(), m_window->pixelRatio()});
    m_framesOwed = kFramesAfterEvent;
}

bool Application::wantsFrame() const {
    if (m_framesOwed > 0 || m_arrived || m_state.flight) return true;
    return m_state.exportDialogVisible ? m_preview.needsFrame() : m_renderer->needsFrame();
}

/// Until the tiles of the first picture are there, what arrives is shown in a steady rhythm: each frame costs time that
/// the rest of it waits for. A person's doing is shown at once.
bool Application::isTooEarly() const {
    return m_renderer->statistics().gathering && m_framesOwed == 0 && !m_state.flight && m_state.document &&
           nowS() < m_lastFrameS + kOpeningFrameS;
}

void Application::waitForEvents() {
    // What a drain had no time for has no event of its own any more.
    if (m_jobs.hasDeliveries() || m_heldEvent) return;
    if (!m_window->isVisible()) {
        SDL_WaitEvent(nullptr);
    } else if (m_state.flight) {
        SDL_WaitEventTimeout(nullptr, kFlightFrameMs);
    } else if (isTooEarly()) {
        SDL_WaitEventTimeout(nullptr, std::max(1, static_cast<int>((m_lastFrameS + kOpeningFrameS - nowS()) * 1000)));
    } else if (!wantsFrame()) {
        if (m_panels.isMoving()) {
            if (SDL_WaitEventTimeout(nullptr, kFlightFrameMs) == 0) m_framesOwed = std::max(m_framesOwed, 1);
        } else if (m_panels.wantsFrame()) {
            if (SDL_WaitEventTimeout(nullptr, kSlowFrameMs) == 0) m_framesOwed = std::max(m_framesOwed, 1);
        } else if (m_input->owesHover()) {
            SDL_WaitEventTimeout(nullptr, kHoverMs);
        } else if (m_state.presenting && m_pointerShown) {
            SDL_WaitEventTimeout(nullptr, kSlowFrameMs); // then the pointer goes
        } else {
            SDL_WaitEvent(nullptr);
        }
    }
}

Claims Application::claims() const {
    const ImGuiIO &io = ImGui::GetIO();
    const ui::KeyClaims keys = m_panels.keyClaims();
    return {io.WantCaptureMouse, io.WantTextInput, io.WantCaptureKeyboard, keys.copy, keys.escape};
}

void Application::handle(const SDL_Event &event, app::Commands &commands) {
    if (event.type >= SDL_USEREVENT) return; // a worker's wake-up: the loop drains in any case
    ImGui_ImplSDL2_ProcessEvent(&event);
    if (event.type == SDL_KEYDOWN || event.type == SDL_KEYUP) takeModifiers(event.key.keysym.mod);
    m_framesOwed = kFramesAfterEvent;
    if (event.type == SDL_MOUSEMOTION) m_pointerMovedS = nowS();
    m_input->handle(event, m_state, claims(), commands);
    if (event.type == SDL_DROPFILE && event.drop.file) {
        commands.emplace_back(app::OpenFiles{{event.drop.file}});
        SDL_free(event.drop.file);
    }
    if (event.type == SDL_WINDOWEVENT) followWindow();
}

/// Hands on the events that are there, up to one that ImGui must not see in the same frame as those before it: it reads
/// which keys and buttons are down once a frame, so of a press and its release only an idle key would be left, and a
/// key must find the text that was typed before it. A button is pressed where a frame has seen the mouse: only then is
/// it known whose it is, a panel's or the map's. It is let go where a frame has seen the mouse, too, and the mouse does
/// not move on in the frame of its press: a quick drag would begin and end elsewhere.
void Application::handleEvents(app::Commands &commands) {
    bool pressed = false;
    bool typed = false;
    bool moved = false;
    bool clicked = false;
    SDL_Event event;
    while (m_heldEvent || SDL_PollEvent(&event) != 0) {
        if (m_heldEvent) event = *std::exchange(m_heldEvent, std::nullopt);
        const bool releases = event.type == SDL_KEYUP || event.type == SDL_MOUSEBUTTONUP;
        const bool presses = event.type == SDL_KEYDOWN || event.type == SDL_MOUSEBUTTONDOWN;
        const bool isButton = event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP;
        const bool isMotion = event.type == SDL_MOUSEMOTION;
        if ((releases && pressed) || (presses && typed) || (isButton && moved) || (isMotion && clicked)) {
            m_heldEvent = event;
            return;
        }
        pressed = pressed || presses;
        typed = typed || event.type == SDL_TEXTINPUT;
        moved = moved || isMotion;
        clicked = clicked || isButton;
        handle(event, commands);
    }
}

bool Application::turn(bool mayWait) {
    if (mayWait) waitForEvents();
    // Before the deliveries are drained, so that each later one wakes the loop again; also when an event got lost, as
    // those do that a worker pushes before SDL's queue is there.
    m_wakeQueued = false;
    send(app::Tick{nowS()});
    app::Commands commands;
    handleEvents(commands);
    const bool owedHover = m_input->owesHover();
    m_input->finish(m_state, claims(), commands);
    for (const app::Command &c : commands) send(c);
    if (owedHover && !m_input->owesHover()) m_framesOwed = std::max(m_framesOwed, 1);
    m_jobs.limitWorkers(m_input->isMapMoving(m_state.nowS) ? 1 : workerCount());
    if (m_jobs.drain(kDrainBudgetS) > 0) m_arrived = true;
    m_window->setFullscreen(m_state.fullscreen);
    hideStillPointer();
    if (m_state.exportDialogVisible) {
        m_preview.update(m_state, m_panels.previewScale(), m_window->pixelRatio());
    } else {
        m_preview.close();
        m_renderer->sync(m_state);
    }
    const bool draws = m_window->isVisible() && wantsFrame() && !isTooEarly();
    if (draws) drawFrame();
    dumpState();
    return draws;
}

Result<void> Application::run() {
    while (!m_state.quitRequested && !m_contextLost) turn(true);
    if (m_contextLost) rescueLinks();
    if (m_contextLost)
        return fail("the graphics driver was reset, so the window cannot go on", {}, {},
                    "Start again; if it returns, draw in software with LIBGL_ALWAYS_SOFTWARE=1");
    return {};
}

} // namespace corridors::platform
