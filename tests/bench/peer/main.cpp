// Corridors beside the other map viewers: the contract of the comparison.
//   peer export DATA W H OUT.png        one cold picture
//   peer interactive DATA W H OUT.png   one JSON line: load_ms, frame_ms, zoom_ms, toggle_on_ms, ...
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interactive.hpp"
#include "scene.hpp"
#include "viewer/output/export_picture.hpp"

namespace {

using namespace corridors;

Result<void> exportPicture(const std::string &data, int widthPx, int heightPx, const std::string &out) {
    const auto state = peer::openScene(data, widthPx, heightPx, true);
    if (!state) return tl::unexpected(state.error());
    output::PictureRequest request;
    request.widthPx = widthPx;
    request.heightPx = heightPx;
    app::PageFurniture &f = request.furniture;
    f.title = f.legend = f.scaleBar = f.northArrow = f.attributions = false;
    const auto picture = output::drawPicture(*state, request);
    if (!picture) return tl::unexpected(picture.error());
    return output::writePng(out, *picture);
}

} // namespace

int main(int argc, char **argv) {
    const std::string mode = argc == 6 ? argv[1] : "";
    if (mode != "export" && mode != "interactive") {
        std::fprintf(stderr, "usage: peer export|interactive DATA W H OUT.png\n");
        return 2;
    }
    const int widthPx = std::atoi(argv[3]);
    const int heightPx = std::atoi(argv[4]);
    const auto done = mode == "export" ? exportPicture(argv[2], widthPx, heightPx, argv[5])
                                       : peer::playInteractive(argv[2], widthPx, heightPx, argv[5]);
    if (done) return 0;
    std::fprintf(stderr, "peer: %s\n", done.error().text().c_str());
    return 1;
}
