#include "viewer/text/text_engine.hpp"

#include <algorithm>
#include <optional>

#include "viewer/text/lru_cache.hpp"
#include "viewer/text/painter.hpp"
#include "viewer/text/paragraph_impl.hpp"
#include "viewer/text/shaper.hpp"

namespace corridors::text {
namespace {

constexpr std::size_t kDefaultCacheBytes = std::size_t{8} << 20;
constexpr std::size_t kShapedTextsKept = 512;

template <class Number>
void append(std::string &key, Number value) {
    key.append(reinterpret_cast<const char *>(&value), sizeof value);
}

/// Everything that shaping depends on, as bytes.
std::string shapeKey(const std::string &utf8, const TextStyle &style) {
    std::string key;
    key.reserve(utf8.size() + 96);
    for (const std::string &font : style.fonts) key.append(font).push_back('\x1F');
    for (const double value : {style.sizePx, style.lineHeightEm, style.letterSpacingEm, style.maxWidthPx})
        append(key, value);
    append(key, style.justify);
    return key.append(utf8);
}

std::string paintKey(const std::string &utf8, const TextStyle &style, double pixelRatio, std::size_t piece) {
    std::string key = shapeKey(utf8, style);
    for (const Color &c : {style.color, style.haloColor})
        for (const float component : {c.r, c.g, c.b, c.a}) append(key, component);
    for (const double value : {style.haloWidthPx, style.haloBlurPx, pixelRatio}) append(key, value);
    append(key, piece);
    return key;
}

std::string onOneLine(std::string utf8) {
    std::ranges::replace(utf8, '\n', ' ');
    return utf8;
}

TextStyle unwrapped(TextStyle style) {
    style.maxWidthPx = 0;
    style.justify = Justify::Left;
    return style;
}

} // namespace

struct TextEngine::Impl {
    explicit Impl(std::size_t cacheBytes) : bitmaps(cacheBytes) {}

    std::optional<Shaper> shaper; // made by the first call: fontconfig's start costs tens of milliseconds
    LruCache<ShapedText> shaped{kShapedTextsKept};
    LruCache<TextBitmap> bitmaps;
    std::uint64_t paragraphs = 0; // made so far

    /// The text's shape, which is to be scaled by shapeScale(style).
    std::shared_ptr<const ShapedText> shape(const std::string &utf8, const TextStyle &style) {
        const TextStyle scaled = shapeStyle(style);
        const std::string key = shapeKey(utf8, scaled);
        if (auto found = shaped.find(key)) return found;
        if (!shaper) shaper.emplace();
        auto made = std::make_shared<const ShapedText>(shaper->shape(utf8, scaled));
        shaped.insert(key, made, 1);
        return made;
    }

    [[nodiscard]] TextMetrics metrics(const std::string &utf8, const TextStyle &style) {
        TextMetrics out = shape(utf8, style)->metrics;
        for (double *value : {&out.widthPx, &out.heightPx, &out.firstBaselinePx}) *value *= shapeScale(style);
        return out;
    }

    template <class Make>
    TextBitmap cachedBitmap(const std::string &key, const Make &make) {
        if (const auto found = bitmaps.find(key)) return *found;
        auto made = std::make_shared<const TextBitmap>(make());
        bitmaps.insert(key, made, made->rgba.size() + key.size() + sizeof(TextBitmap));
        return *made;
    }

    /// Calls use(inked) for one piece of the text on one line, its pivot at the origin; nothing when there is none.
    template <class Use>
    void withCluster(const std::string &utf8, const TextStyle &style, std::size_t cluster, const Use &use) {
        const auto text = shape(onOneLine(utf8), unwrapped(style));
        if (text->lines.empty()) return;
        const ShapedLine &line = text->lines.front();
        const std::vector<GlyphGroup> groups = glyphGroups(line);
        if (cluster >= groups.size()) return;
        const GlyphGroup &group = groups[cluster];
        use(Inked{{}, &group, -group.advancePx / 2, line.baselinePx - text->metrics.heightPx / 2, shapeScale(style)});
    }
};

TextEngine::TextEngine() : TextEngine(kDefaultCacheBytes) {}
TextEngine::TextEngine(std::size_t cacheBytes) : m_impl(std::make_unique<Impl>(cacheBytes)) {}
TextEngine::~TextEngine() = default;
TextEngine::TextEngine(TextEngine &&) noexcept = default;
TextEngine &TextEngine::operator=(TextEngine &&) noexcept = default;

TextMetrics TextEngine::measure(const std::string &utf8, const TextStyle &style) const {
    return m_impl->metrics(utf8, style);
}

TextBitmap TextEngine::rasterize(const std::string &utf8, const TextStyle &style, double pixelRatio) const {
    return m_impl->cachedBitmap(paintKey(utf8, style, pixelRatio, 0), [&] {
        const auto text = m_impl->shape(utf8, style);
        TextBitmap bitmap = paintBitmap(Inked{.lines = text->lines, .scale = shapeScale(style)}, style, {}, pixelRatio);
        bitmap.metrics = m_impl->metrics(utf8, style);
        return bitmap;
    });
}

bool TextEngine::covers(const std::string &utf8, const TextStyle &style) const {
    return m_impl->shape(utf8, style)->unknownGlyphs == 0;
}

std::vector<TextLine> TextEngine::lines(const std::string &utf8, const TextStyle &style) const {
    std::vector<TextLine> out;
    const double k = shapeScale(style);
    for (const ShapedLine &line : m_impl->shape(utf8, style)->lines)
        out.push_back({line.utf8, line.xPx * k, line.baselinePx * k, line.widthPx * k, line.rightToLeft});
    return out;
}

std::shared_ptr<const Paragraph> TextEngine::paragraph(const std::string &utf8, const TextStyle &style) const {
    if (!m_impl->shaper) m_impl->shaper.emplace();
    auto impl = std::make_unique<Paragraph::Impl>();
    impl->text = m_impl->shaper->shapeWrapped(utf8, style);
    impl->style = style;
    impl->style.haloWidthPx = 0;
    impl->bytes = utf8.size();
    impl->serial = ++m_impl->paragraphs;
    return std::shared_ptr<const Paragraph>(new Paragraph(std::move(impl)));
}

TextClusters TextEngine::clusters(const std::string &utf8, const TextStyle &style) const {
    TextClusters out;
    const auto text = m_impl->shape(onOneLine(utf8), unwrapped(style));
    const double k = shapeScale(style);
    out.lineHeightPx = text->metrics.heightPx * k;
    if (text->lines.empty()) return out;
    const ShapedLine &line = text->lines.front();
    out.widthPx = line.widthPx * k;
    for (GlyphGroup &group : glyphGroups(line))
        out.clusters.push_back({std::move(group.utf8), (group.xPx + group.advancePx / 2) * k, group.advancePx * k,
                                line.baselinePx * k - out.lineHeightPx / 2});
    return out;
}

TextBitmap TextEngine::rasterizeCluster(const std::string &utf8, const TextStyle &style, std::size_t cluster, bool halo,
                                        double pixelRatio) const {
    const std::size_t piece = (cluster + 1) * 2 + (halo ? 1 : 0);
    return m_impl->cachedBitmap(paintKey(utf8, style, pixelRatio, piece), [&] {
        TextBitmap bitmap;
        m_impl->withCluster(utf8, style, cluster, [&](const Inked &inked) {
            bitmap = paintBitmap(inked, style, {halo, !halo}, pixelRatio);
        });
        return bitmap;
    });
}

void TextEngine::draw(void *cairo, const std::string &utf8, const TextStyle &style, bool selectable) const {
    const auto text = m_impl->shape(utf8, style);
    paint(static_cast<cairo_t *>(cairo), Inked{.lines = text->lines, .scale = shapeScale(style)}, style, {},
          selectable);
}

void TextEngine::drawCluster(void *cairo, const std::string &utf8, const TextStyle &style, std::size_t cluster,
                             bool halo, bool selectable) const {
    m_impl->withCluster(utf8, style, cluster, [&](const Inked &inked) {
        paint(static_cast<cairo_t *>(cairo), inked, style, {halo, !halo}, selectable);
    });
}

std::size_t TextEngine::cachedBytes() const { return m_impl->bitmaps.cost(); }

} // namespace corridors::text
