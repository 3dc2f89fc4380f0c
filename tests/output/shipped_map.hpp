// The shipped map, opened without a window, for tests of pictures. Read once a program.
#pragma once

#include <memory>

#include "viewer/cli/session.hpp"
#include "viewer/output/export_picture.hpp"

namespace corridors::test {

/// The map at its own view, at a page of the request's size; fails the test and returns null when it does not open.
[[nodiscard]] std::unique_ptr<cli::Session> openShippedMap(const output::PictureRequest &request);

/// A request of this size without furniture.
[[nodiscard]] output::PictureRequest plainRequest(int widthPx, int heightPx, double pixelRatio = 1);

} // namespace corridors::test
