#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "geodata/tile/area_places.hpp"
#include "geodata/tile/build_context.hpp"
#include "geodata/tile/importance.hpp"
#include "geodata/tile/label_anchors.hpp"
#include "geodata/tile/paint_eval.hpp"

namespace corridors::tile {
namespace {

// Collisions leave room for a few labels in a square of this size; more candidates than these only cost time.
constexpr double kCellUnits = 32 * kUnitsPerPx;
constexpr std::size_t kPerCell = 4;
constexpr std::size_t kPerCellOverlapping = 64;
// A tile of more features than this is full of labels with one candidate a square, and placing a million would stop the
// window.
constexpr std::size_t kManyFeatures = 3000;

std::size_t labelsPerCell(bool overlapping, std::size_t features) {
    if (overlapping) return kPerCellOverlapping;
    return features > kManyFeatures ? 1 : kPerCell;
}

std::string transformed(std::string text, const std::string &transform) {
    if (transform != "uppercase" && transform != "lowercase") return text;
    icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
    if (transform == "uppercase")
        unicode.toUpper();
    else
        unicode.toLower();
    text.clear();
    return unicode.toUTF8String(text);
}

std::size_t codePoints(const std::string &text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class SymbolBuilder {
public:
    SymbolBuilder(BuildContext &context, const style::SymbolStyle &style, std::size_t features)
        : m_context(context), m_style(style), m_zoom(context.zoom()), m_placement(style.placement.evaluate(m_zoom)),
          m_cells(kCellUnits, labelsPerCell(style.textAllowOverlap.evaluate(m_zoom), features)) {}

    void add(const Selected &selected) {
        const FeatureView feature = m_context.data().feature(selected.feature);
        m_text.reset();
        if (m_placement == "line" || m_placement == "line-center")
            addAlongLines(feature, selected);
        else
            addPoints(feature, selected);
    }

    SymbolBucket take() {
        SymbolBucket bucket;
        for (std::size_t i = 0; i < m_labels.size(); ++i)
            if (m_kept[i]) bucket.labels.push_back(std::move(m_labels[i]));
        std::stable_sort(bucket.labels.begin(), bucket.labels.end(), [](const LabelSpec &a, const LabelSpec &b) {
            return a.sortKey != b.sortKey ? a.sortKey < b.sortKey : a.feature < b.feature;
        });
        return bucket;
    }

private:
    void addPoints(const FeatureView &feature, const Selected &selected) {
        if (feature.geometryClass() == GeometryClass::Polygon) {
            addArea(feature, selected);
            return;
        }
        for (std::size_t i = 0; i < feature.partCount(); ++i) {
            const auto part = feature.part(i);
            const bool isPoint = feature.geometryClass() == GeometryClass::Point;
            for (std::size_t k = 0; k < (isPoint ? part.size() : std::min<std::size_t>(1, part.size())); ++k)
                addAt(part[k], feature, selected);
        }
    }

    void addArea(const FeatureView &feature, const Selected &selected) {
        const TileFrame frame = m_context.frame(selected.worldShift);
        const bool large = needsSparePlaces(feature, frame);
        // The place lies within the bounds: where no cell of theirs takes another label it need not be looked for.
        const WorldBounds &bounds = feature.bounds();
        const UnitPoint topLeft = frame.toUnits({bounds.minX, bounds.maxY});
        const UnitPoint bottomRight = frame.toUnits({bounds.maxX, bounds.minY});
        if (!large && !m_cells.mayAccept({topLeft.x, topLeft.y, bottomRight.x, bottomRight.y}, selected.sortKey)) {
            if (m_context.owns(bounds.center(), selected.worldShift)) ++m_context.dropped;
            return;
        }
        LabelSpec *best = addAt(m_context.pyramid().interiorPoint(selected.feature), feature, selected);
        if (!large) return;
        const DrawnOutline outline{&m_context.pyramid(), m_context.threshold()};
        if (best != nullptr) {
            best->areaRole = AreaRole::Best;
            best->clearancePx = static_cast<float>(clearancePx(feature, best->anchor, frame, outline));
        }
        for (const AreaPlace &place : sparePlaces(feature, frame, outline)) {
            LabelSpec *spare = addAt(place.point, feature, selected);
            if (spare == nullptr) continue;
            spare->areaRole = AreaRole::Spare;
            spare->clearancePx = static_cast<float>(place.clearancePx);
        }
    }

    void addAlongLines(const FeatureView &feature, const Selected &selected) {
        if (feature.geometryClass() == GeometryClass::Point) return;
        const TileFrame frame = m_context.frame(selected.worldShift);
        const double spacingPx = std::max(1.0, m_style.spacing.evaluate(m_zoom, feature));
        const double spacingM = m_placement == "line" ? spacingPx * frame.metresPerPx() : 0;
        for (std::size_t i = 0; i < feature.partCount(); ++i)
            for (const LineAnchor &anchor : anchorsInTile(feature.part(i), spacingM, frame)) {
                LabelSpec *label = addAt(anchor.point, feature, selected);
                if (label != nullptr) setPath(*label, feature, i, anchor, selected.worldShift, frame.metresPerPx());
            }
    }

    void setPath(LabelSpec &label, const FeatureView &feature, std::size_t part, const LineAnchor &anchor,
                 std::int32_t worldShift, double metresPerPx) {
        const double perLetterEm = 0.8 + static_cast<double>(label.letterSpacingEm);
        const double sizePx = static_cast<double>(std::max(label.sizePx[0], label.sizePx[1] / 2));
        const double windowPx = static_cast<double>(codePoints(label.text)) * perLetterEm * sizePx + 32;
        const auto line = feature.part(part);
        const auto levels = m_context.pyramid().levels(line);
        label.path = pathAround(
            line, anchor, windowPx * metresPerPx,
            [&](std::size_t vertex) { return levels[vertex] > m_context.threshold(); }, label.anchorAlongM);
        const double shiftM = worldShift * m_context.data().projection().square().edgeM;
        for (WorldPoint &p : label.path) p.x += shiftM;
    }

    // Returns the label, to be completed, when it is in this tile and worth keeping.
    LabelSpec *addAt(WorldPoint anchor, const FeatureView &feature, const Selected &selected) {
        if (!m_context.owns(anchor, selected.worldShift)) return nullptr;
        const UnitPoint at = m_context.frame(selected.worldShift).toUnits(anchor);
        if (!m_cells.accepts(at, selected.sortKey)) {
            ++m_context.dropped;
            return nullptr;
        }
        if (!m_text)
            m_text = transformed(m_style.textField.evaluate(m_zoom, feature),
                                 m_style.textTransform.evaluate(m_zoom, feature));
        if (m_text->empty()) return nullptr;
        LabelSpec label = describe(feature, selected.sortKey);
        label.anchor = {anchor.x + selected.worldShift * m_context.data().projection().square().edgeM, anchor.y};
        const std::size_t displaced = m_cells.insert(at, selected.sortKey, m_labels.size());
        m_labels.push_back(std::move(label));
        m_kept.push_back(true);
        if (displaced < m_kept.size()) {
            m_kept[displaced] = false;
            ++m_context.dropped;
        }
        return &m_labels.back();
    }

    LabelSpec describe(const FeatureView &f, double sortKey) const {
        const auto number = [&](const style::Property<double> &p) { return static_cast<float>(p.evaluate(m_zoom, f)); };
        const style::SymbolStyle &s = m_style;
        LabelSpec label;
        label.text = *m_text;
        label.fonts = s.textFont.evaluate(m_zoom, f);
        label.feature = f.index();
        label.sortKey = static_cast<float>(sortKey);
        evaluatePair(s.textSize, m_zoom, f, label.sizePx);
        label.maxWidthEm = number(s.textMaxWidth);
        label.lineHeightEm = number(s.textLineHeight);
        label.letterSpacingEm = number(s.textLetterSpacing);
        label.maxAngleDeg = number(s.textMaxAngle);
        label.rotateDeg = number(s.textRotate);
        label.paddingPx = number(s.textPadding);
        const std::vector<double> offset = s.textOffset.evaluate(m_zoom, f);
        for (std::size_t i = 0; i < std::min<std::size_t>(2, offset.size()); ++i)
            label.offsetEm[i] = static_cast<float>(offset[i]);
        label.radialOffsetEm = number(s.textRadialOffset);
        label.spacingPx = number(s.spacing);
        label.justify = s.textJustify.evaluate(m_zoom, f);
        label.anchorName = s.textAnchor.evaluate(m_zoom, f);
        label.variableAnchors = s.textVariableAnchor.evaluate(m_zoom, f);
        evaluatePair(s.textColor, m_zoom, f, label.color);
        evaluatePair(s.textHaloColor, m_zoom, f, label.haloColor);
        evaluatePair(s.textHaloWidth, m_zoom, f, label.haloWidthPx);
        evaluatePair(s.textHaloBlur, m_zoom, f, label.haloBlurPx);
        evaluatePair(s.textOpacity, m_zoom, f, label.opacity);
        label.allowOverlap = s.textAllowOverlap.evaluate(m_zoom, f);
        label.ignorePlacement = s.textIgnorePlacement.evaluate(m_zoom, f);
        label.keepUpright = s.textKeepUpright.evaluate(m_zoom, f);
        return label;
    }

    BuildContext &m_context;
    const style::SymbolStyle &m_style;
    double m_zoom;
    std::string m_placement;
    LabelCells m_cells;
    std::optional<std::string> m_text; // of the current feature, evaluated when first needed
    std::vector<LabelSpec> m_labels;
    std::vector<bool> m_kept;
};

} // namespace

SymbolBucket buildSymbols(BuildContext &context, const style::SymbolStyle &style, std::span<const Selected> features) {
    SymbolBuilder builder(context, style, features.size());
    for (const Selected &selected : features) {
        if (context.cancelled()) break;
        builder.add(selected);
    }
    return builder.take();
}

} // namespace corridors::tile
