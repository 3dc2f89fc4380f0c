#include "viewer/text/missing_fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <memory>

#include "viewer/text/font_name.hpp"

namespace corridors::text {
namespace {

struct PatternDeleter {
    void operator()(FcPattern *p) const { FcPatternDestroy(p); }
};
struct SetDeleter {
    void operator()(FcFontSet *s) const { FcFontSetDestroy(s); }
};
struct ObjectsDeleter {
    void operator()(FcObjectSet *s) const { FcObjectSetDestroy(s); }
};

bool isInstalled(const std::string &family) {
    const std::unique_ptr<FcPattern, PatternDeleter> pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY,
                       reinterpret_cast<const FcChar8 *>(family.c_str())); // NOLINT: its bytes
    const std::unique_ptr<FcObjectSet, ObjectsDeleter> wanted(FcObjectSetBuild(FC_FAMILY, nullptr));
    const std::unique_ptr<FcFontSet, SetDeleter> found(FcFontList(nullptr, pattern.get(), wanted.get()));
    return found && found->nfont > 0;
}

} // namespace

std::vector<std::string> missingFamilies(const std::vector<std::string> &fonts) {
    std::vector<std::string> asked;
    std::vector<std::string> missing;
    for (const std::string &font : fonts) {
        const std::string family = parseFontName(font).family;
        if (family.empty() || std::ranges::find(asked, family) != asked.end()) continue;
        asked.push_back(family);
        if (!isInstalled(family)) missing.push_back(family);
    }
    return missing;
}

} // namespace corridors::text
