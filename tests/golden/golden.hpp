// Golden pictures: a picture is compared with the one of the same name in tests/golden/pictures. A failure writes the
// actual picture and the difference below the build folder and lists both in an HTML page beside them.
//
// To accept new pictures: CORRIDORS_UPDATE_GOLDEN=1 golden_tests [--gtest_filter=...]. That run always fails, so that
// it can never be the green run of a CI; look at the pictures, then commit them.
#pragma once

#include <string>

#include "viewer/output/export_picture.hpp"

namespace corridors::golden {

/// How far a picture may be from its golden one, and why that much.
struct Tolerance {
    int channel = 3;      ///< largest difference of a channel (0 ... 255) that counts as equal
    double share = 0.001; ///< of the pixels that may differ by more
    std::string reason = "Mesa's software rasteriser rounds by vector width: another CPU moves edges by a level or two";
};
/// For pictures with letters: FreeType and the installed font's version move their edges.
[[nodiscard]] Tolerance textTolerance();

/// Compares (and reports through GoogleTest) or, when updating, writes. `name` is a file name without extension.
void expectGolden(const std::string &name, const output::Picture &picture, const Tolerance &tolerance = {});

} // namespace corridors::golden
