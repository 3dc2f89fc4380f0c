#include "viewer/render/label_item.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace corridors::render {
namespace {

std::uint64_t keyOf(std::uint32_t styleLayer, const tile::LabelSpec &spec) {
    std::uint64_t key = std::hash<std::string>{}(spec.text);
    key ^= (static_cast<std::uint64_t>(spec.feature) + 1) * 0x9E3779B97F4A7C15ULL;
    return key ^ (static_cast<std::uint64_t>(styleLayer) + 1) * 0xC2B2AE3D27D4EB4FULL;
}

/// Whether a shape made for `a` holds for `b` (which have the same text).
bool shapesAlike(const tile::LabelSpec &a, const tile::LabelSpec &b) {
    return a.fonts == b.fonts && a.maxWidthEm == b.maxWidthEm && a.lineHeightEm == b.lineHeightEm &&
           a.letterSpacingEm == b.letterSpacingEm && (a.path.size() >= 2) == (b.path.size() >= 2);
}

} // namespace

bool LabelSet::update(std::span<const LabelBatch> batches, double toleranceM) {
    if (std::ranges::equal(batches, m_batches)) return false;
    m_batches.assign(batches.begin(), batches.end());
    m_places = Places(toleranceM);
    for (const auto &item : m_items) {
        item->isCandidate = false;
        m_places.add(*item);
    }
    for (const LabelBatch &batch : m_batches) {
        if (batch.labels == nullptr || batch.opacity <= 0) continue;
        for (const tile::LabelSpec &spec : *batch.labels) take(batch, spec);
    }
    m_places = Places();
    return true;
}

std::int64_t LabelSet::Places::cellOf(double m) const { return std::llround(std::floor(m / m_cellM)); }

std::uint64_t LabelSet::Places::slotOf(std::uint64_t key, std::int64_t column, std::int64_t row) {
    key ^= static_cast<std::uint64_t>(column) * 0x9E3779B97F4A7C15ULL;
    key = (key ^ (key >> 29)) * 0xBF58476D1CE4E5B9ULL;
    key ^= static_cast<std::uint64_t>(row) * 0xC2B2AE3D27D4EB4FULL;
    return (key ^ (key >> 32)) * 0x94D049BB133111EBULL;
}

void LabelSet::Places::add(LabelItem &item) {
    m_slots.emplace(slotOf(item.key, cellOf(item.anchor.x), cellOf(item.anchor.y)), &item);
}

LabelItem *LabelSet::Places::findNear(std::uint64_t key, WorldPoint anchor) const {
    LabelItem *best = nullptr;
    double bestM2 = m_toleranceM * m_toleranceM;
    const auto lastRow = cellOf(anchor.y + m_toleranceM);
    const auto lastColumn = cellOf(anchor.x + m_toleranceM);
    for (auto row = cellOf(anchor.y - m_toleranceM); row <= lastRow; ++row)
        for (auto column = cellOf(anchor.x - m_toleranceM); column <= lastColumn; ++column) {
            const auto [from, to] = m_slots.equal_range(slotOf(key, column, row));
            for (auto at = from; at != to; ++at) {
                LabelItem &item = *at->second;
                const double x = item.anchor.x - anchor.x;
                const double y = item.anchor.y - anchor.y;
                if (item.key != key || x * x + y * y > bestM2) continue;
                best = &item;
                bestM2 = x * x + y * y;
            }
        }
    return best;
}

void LabelSet::take(const LabelBatch &batch, const tile::LabelSpec &spec) {
    const WorldPoint anchor{spec.anchor.x + batch.worldShiftXM, spec.anchor.y};
    if (spec.text.empty() || (!batch.clip.isEmpty() && !batch.clip.contains(anchor))) return;
    const std::uint64_t key = keyOf(batch.styleLayer, spec);
    LabelItem *item = m_places.findNear(key, anchor);
    const bool isNew = item == nullptr;
    if (item != nullptr && item->isCandidate) return; // the same label in an earlier, hence more exact batch
    if (isNew) {
        m_items.push_back(std::make_unique<LabelItem>());
        item = m_items.back().get();
    } else if (item->spec != &spec) {
        if (!shapesAlike(*item->spec, spec)) item->shape = {};
        item->choices.clear();
        // The new path starts elsewhere; the label's place on it is found by its distance from the anchor.
        item->alongM += spec.anchorAlongM - item->spec->anchorAlongM;
    }
    item->keepAlive = batch.labels;
    item->spec = &spec;
    item->key = key;
    item->tileZoom = batch.tileZoom;
    item->styleLayer = batch.styleLayer;
    item->drawOrder = batch.drawOrder;
    item->layerOpacity = batch.opacity;
    item->shiftXM = batch.worldShiftXM;
    item->anchor = anchor;
    item->isCandidate = true;
    if (!item->everPlaced) item->alongM = spec.anchorAlongM;
    if (isNew) m_places.add(*item);
}

void LabelSet::prune() {
    const auto isGone = [](const std::unique_ptr<LabelItem> &item) { return !item->isCandidate && item->fade <= 0; };
    std::erase_if(m_items, isGone);
}

} // namespace corridors::render
