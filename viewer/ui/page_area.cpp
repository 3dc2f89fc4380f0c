// The export dialog's page: as it will be written, as large as there is room. Pieces of furniture and the ground move
// with the mouse, the wheel zooms.
#include <algorithm>
#include <cmath>

#include "viewer/layout/primitives.hpp"
#include "viewer/ui/frame.hpp"
#include "viewer/ui/widgets.hpp"

namespace corridors::ui {
namespace {

constexpr float kMarginPx = 26;

struct OnScreen {
    ImVec2 corner;
    double scale;
    [[nodiscard]] ScreenPoint toPage(ImVec2 p) const {
        return {static_cast<double>(p.x - corner.x) / scale, static_cast<double>(p.y - corner.y) / scale};
    }
    [[nodiscard]] ImVec2 toScreen(double x, double y) const {
        return {corner.x + static_cast<float>(x * scale), corner.y + static_cast<float>(y * scale)};
    }
};

const layout::PagePiece *pieceAt(const layout::Page &page, ScreenPoint p) {
    for (const layout::PagePiece &piece : page.pieces)
        if (p.x >= piece.box.left && p.x <= piece.box.right && p.y >= piece.box.top && p.y <= piece.box.bottom)
            return &piece;
    return nullptr;
}

const layout::PagePiece *pieceOf(const layout::Page &page, const std::string &role) {
    for (const layout::PagePiece &piece : page.pieces)
        if (piece.role == role) return &piece;
    return nullptr;
}

/// The window's camera moves so that the page's ground moves by (dx, dy) page pixels. Only where the page shows what
/// the window shows: a chapter's ground is the story's.
void moveGround(const Frame &frame, double dxPx, double dyPx, double deltaZoom) {
    if (!(frame.state.page.extent == app::PageExtent{})) return;
    app::Camera camera = frame.state.camera;
    const double m = frame.preview->metresPerPx;
    camera.center.x -= dxPx * m;
    camera.center.y += dyPx * m;
    camera.zoom = std::clamp(camera.zoom + deltaZoom, app::kMinZoom, app::kMaxZoom);
    frame.send(app::SetCamera{camera});
}

void drag(const Frame &frame, const OnScreen &screen) {
    ExportMemory &memory = frame.memory.exporting;
    const layout::Page &page = frame.preview->page;
    const ImVec2 mouse = ImGui::GetMousePos();
    const ScreenPoint at = screen.toPage(mouse);
    const layout::PagePiece *over = pieceAt(page, at);
    if (memory.dragged.empty() && over != nullptr) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
        ImGui::GetWindowDrawList()->AddRect(screen.toScreen(over->box.left, over->box.top),
                                            screen.toScreen(over->box.right, over->box.bottom),
                                            theme::packed(theme::kAccent), 3, 0, 1.5F);
    }
    if (ImGui::IsMouseClicked(0)) {
        memory.dragged = over != nullptr ? over->role : "map";
        memory.grabX = over != nullptr ? at.x - over->box.left : at.x;
        memory.grabY = over != nullptr ? at.y - over->box.top : at.y;
    }
    if (const float wheel = ImGui::GetIO().MouseWheel; wheel != 0)
        moveGround(frame, 0, 0, static_cast<double>(wheel) * 0.25);
}

void followDrag(const Frame &frame, const OnScreen &screen) {
    ExportMemory &memory = frame.memory.exporting;
    if (!ImGui::IsMouseDown(0)) memory.dragged.clear();
    if (memory.dragged.empty() || !ImGui::IsMouseDragging(0, 2)) return;
    const ScreenPoint at = screen.toPage(ImGui::GetMousePos());
    if (memory.dragged == "map") {
        moveGround(frame, at.x - memory.grabX, at.y - memory.grabY, 0);
        memory.grabX = at.x;
        memory.grabY = at.y;
        return;
    }
    const layout::PagePiece *piece = pieceOf(frame.preview->page, memory.dragged);
    if (piece == nullptr) return;
    const double left = at.x - memory.grabX;
    const double top = at.y - memory.grabY;
    app::PageDescription page = frame.state.page;
    page.furniture.places[piece->role] =
        layout::placeOf({left, top, left + piece->box.width(), top + piece->box.height()}, frame.preview->page.frame);
    if (!(page == frame.state.page)) frame.send(app::SetPage{page});
}

/// In small pieces: Mesa's llvmpipe (22.3) leaves out the 64-pixel squares that one textured quad covers whole.
void addPicture(ImDrawList &list, std::uint64_t texture, ImVec2 from, ImVec2 to) {
    constexpr float kPiecePx = 40;
    auto *id = reinterpret_cast<ImTextureID>(texture); // NOLINT(performance-no-int-to-ptr): ImGui's handle
    const ImVec2 size{to.x - from.x, to.y - from.y};
    for (float y = 0; y < size.y; y += kPiecePx)
        for (float x = 0; x < size.x; x += kPiecePx) {
            const float right = std::min(x + kPiecePx, size.x);
            const float bottom = std::min(y + kPiecePx, size.y);
            list.AddImage(id, {from.x + x, from.y + y}, {from.x + right, from.y + bottom}, {x / size.x, y / size.y},
                          {right / size.x, bottom / size.y});
        }
}

} // namespace

void drawPageArea(const Frame &frame, ImVec2 from, ImVec2 to) {
    ExportMemory &memory = frame.memory.exporting;
    const app::PageSize &size = frame.state.page.size;
    const double width = size.logicalWidthPx();
    const double height = size.logicalHeightPx();
    const float roomX = to.x - from.x - 2 * kMarginPx;
    const float roomY = to.y - from.y - 2 * kMarginPx;
    memory.scale = 0;
    if (width < 1 || height < 1 || roomX < 40 || roomY < 40) return;
    memory.scale = std::min(static_cast<double>(roomX) / width, static_cast<double>(roomY) / height);
    ImGui::SetNextWindowPos(from, ImGuiCond_Always);
    ImGui::SetNextWindowSize({to.x - from.x, to.y - from.y}, ImGuiCond_Always);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("The page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    const auto w = static_cast<float>(width * memory.scale);
    const auto h = static_cast<float>(height * memory.scale);
    const OnScreen screen{snapped({(from.x + to.x - w) / 2, (from.y + to.y - h) / 2}), memory.scale};
    const ImVec2 end{screen.corner.x + w, screen.corner.y + h};
    ImDrawList &list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({screen.corner.x + 3, screen.corner.y + 5}, {end.x + 3, end.y + 5},
                       theme::packed(theme::kInk, 0.18F));
    list.AddRectFilled(screen.corner, end, theme::packed(theme::kWhite));
    const PagePreview *preview = frame.preview;
    if (preview != nullptr && preview->problem.empty() && preview->widthPx == width && preview->heightPx == height) {
        if (preview->texture != 0) addPicture(list, preview->texture, screen.corner, end);
        list.PushClipRect(screen.corner, end, true);
        paint(list, layout::placed(preview->page.drawing, 0, 0, memory.scale), screen.corner, frame.images);
        list.PopClipRect();
        for (const layout::PagePiece &piece : preview->page.pieces)
            frame.mark("piece:" + piece.role,
                       screen.toScreen((piece.box.left + piece.box.right) / 2, (piece.box.top + piece.box.bottom) / 2));
        frame.mark("page", screen.toScreen(width * 0.6, height * 0.5));
        // By the mouse itself: the page lies under nothing but an open list.
        const bool isFree = !ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
        if (isFree && ImGui::IsMouseHoveringRect(screen.corner, end, false)) drag(frame, screen);
        followDrag(frame, screen);
    } else if (preview != nullptr && !preview->problem.empty()) {
        ImGui::SetCursorScreenPos({screen.corner.x + 20, screen.corner.y + 20});
        paragraph(preview->problem, theme::Face::Regular, theme::kError);
    }
    ImGui::End();
}

} // namespace corridors::ui
