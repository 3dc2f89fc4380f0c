#include "viewer/platform/fonts.hpp"

#include <fontconfig/fontconfig.h>

namespace corridors::platform {
namespace {

std::string fileOf(int weight) {
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8 *>("Noto Sans"));
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8 *>("DejaVu Sans"));
    FcPatternAddInteger(pattern, FC_WEIGHT, weight);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultNoMatch;
    FcPattern *match = FcFontMatch(nullptr, pattern, &result);
    std::string file;
    FcChar8 *path = nullptr;
    if (match && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch)
        file = reinterpret_cast<const char *>(path);
    if (match) FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return file;
}

} // namespace

ui::FontFiles findFonts() { return {fileOf(FC_WEIGHT_REGULAR), fileOf(FC_WEIGHT_BOLD)}; }

} // namespace corridors::platform
