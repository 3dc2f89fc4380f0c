#include "viewer/app/page.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace corridors::app {
namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kPaperDpi = 300;
constexpr double kMinDpi = 24;
constexpr double kMaxDpi = 2400;

double exactPx(double length, LengthUnit unit, double dpi) {
    if (unit == LengthUnit::Millimetre) return length * dpi / kMmPerInch;
    return unit == LengthUnit::Inch ? length * dpi : length;
}

int toPx(double length, LengthUnit unit, double dpi) {
    return static_cast<int>(std::lround(std::clamp(exactPx(length, unit, dpi), 0.0, 1e6)));
}

PageSize paper(double widthMm, double heightMm) { return {widthMm, heightMm, LengthUnit::Millimetre, kPaperDpi}; }
PageSize pixels(double width, double height, double ratio) {
    return {width, height, LengthUnit::Pixel, kLogicalPxPerInch * ratio};
}

/// The number at the start of the text, which loses it.
std::optional<double> takeNumber(std::string_view &text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::string presetIds() {
    std::string out;
    for (const PagePreset &preset : pagePresets()) out += (out.empty() ? "" : ", ") + std::string(preset.id);
    return out;
}

} // namespace

int PageSize::widthPx() const { return toPx(width, unit, dpi); }
int PageSize::heightPx() const { return toPx(height, unit, dpi); }

const std::vector<PagePreset> &pagePresets() {
    static const std::vector<PagePreset> kPresets{{"slide", "Slide 16:9, 1920 × 1080", pixels(1920, 1080, 1)},
                                                  {"slide-4k", "Slide 16:9, 3840 × 2160", pixels(3840, 2160, 2)},
                                                  {"slide-4x3", "Slide 4:3, 2048 × 1536", pixels(2048, 1536, 1.5)},
                                                  {"a4-landscape", "A4 landscape, 300 dpi", paper(297, 210)},
                                                  {"a4-portrait", "A4 portrait, 300 dpi", paper(210, 297)},
                                                  {"a3-landscape", "A3 landscape, 300 dpi", paper(420, 297)},
                                                  {"a3-portrait", "A3 portrait, 300 dpi", paper(297, 420)},
                                                  {"column", "Journal column, 84 mm", paper(84, 84)},
                                                  {"two-columns", "Two columns, 174 mm", paper(174, 116)},
                                                  {"square", "Square, 2000 × 2000", pixels(2000, 2000, 1.5)}};
    return kPresets;
}

const PagePreset *pagePreset(std::string_view id) {
    for (const PagePreset &preset : pagePresets())
        if (id == preset.id) return &preset;
    return nullptr;
}

Result<void> checkPageSize(const PageSize &size) {
    if (!(size.dpi >= kMinDpi && size.dpi <= kMaxDpi))
        return fail(fmt::format("{:g} dots an inch is out of range", size.dpi), {}, {},
                    fmt::format("It is between {} and {}", kMinDpi, kMaxDpi));
    const int width = size.widthPx();
    const int height = size.heightPx();
    if (width < kMinPagePx || height < kMinPagePx || width > kMaxPagePx || height > kMaxPagePx)
        return fail(fmt::format("{:.0f} x {:.0f} pixels is out of range", exactPx(size.width, size.unit, size.dpi),
                                exactPx(size.height, size.unit, size.dpi)),
                    {}, {}, fmt::format("Each side is {} to {} pixels", kMinPagePx, kMaxPagePx));
    return {};
}

Result<PageSize> parsePageSize(const std::string &text, double dpi) {
    const auto notASize = [&] {
        return fail(fmt::format("'{}' is not a size", text), {}, {},
                    "Write it as 1920x1080, 297x210mm, 8.5x11in, or one of " + presetIds());
    };
    PageSize size;
    if (const PagePreset *preset = pagePreset(text)) {
        size = preset->size;
    } else {
        std::string_view rest = text;
        const auto width = takeNumber(rest);
        if (!width || rest.empty() || rest.front() != 'x') return notASize();
        rest.remove_prefix(1);
        const auto height = takeNumber(rest);
        if (!height) return notASize();
        size.width = *width;
        size.height = *height;
        if (rest == "mm") {
            size.unit = LengthUnit::Millimetre;
        } else if (rest == "in") {
            size.unit = LengthUnit::Inch;
        } else if (!rest.empty() && rest != "px") {
            return notASize();
        }
        if (size.unit != LengthUnit::Pixel) size.dpi = kPaperDpi;
        if (size.unit == LengthUnit::Pixel && (*width != std::floor(*width) || *height != std::floor(*height)))
            return notASize();
    }
    if (dpi != 0) size.dpi = dpi;
    if (auto ok = checkPageSize(size); !ok) return tl::unexpected(ok.error());
    return size;
}

} // namespace corridors::app
