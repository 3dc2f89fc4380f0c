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
    for (const auto &item : m_items) item->isCandidate = false;
    for (const LabelBatch &batch : m_batches) {
        if (batch.labels == nullptr || batch.opacity <= 0) continue;
        for (const tile::LabelSpec &spec : *batch.labels) take(batch, spec, toleranceM);
    }
    return true;
}

LabelItem *LabelSet::findNear(std::uint64_t key, WorldPoint anchor, double toleranceM) const {
    LabelItem *best = nullptr;
    double bestM = toleranceM;
    const auto [from, to] = m_byKey.equal_range(key);
    for (auto at = from; at != to; ++at) {
        const double distanceM = std::hypot(at->second->anchor.x - anchor.x, at->second->anchor.y - anchor.y);
        if (distanceM <= bestM) {
            best = at->second;
            bestM = distanceM;
        }
    }
    return best;
}

void LabelSet::take(const LabelBatch &batch, const tile::LabelSpec &spec, double toleranceM) {
    const WorldPoint anchor{spec.anchor.x + batch.worldShiftXM, spec.anchor.y};
    if (spec.text.empty() || (!batch.clip.isEmpty() && !batch.clip.contains(anchor))) return;
    const std::uint64_t key = keyOf(batch.styleLayer, spec);
    LabelItem *item = findNear(key, anchor, toleranceM);
    if (item != nullptr && item->isCandidate) return; // the same label in an earlier, hence more exact batch
    if (item == nullptr) {
        m_items.push_back(std::make_unique<LabelItem>());
        item = m_items.back().get();
        m_byKey.emplace(key, item);
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
}

void LabelSet::prune() {
    const auto isGone = [](const std::unique_ptr<LabelItem> &item) { return !item->isCandidate && item->fade <= 0; };
    for (auto at = m_byKey.begin(); at != m_byKey.end();)
        at = !at->second->isCandidate && at->second->fade <= 0 ? m_byKey.erase(at) : std::next(at);
    std::erase_if(m_items, isGone);
}

} // namespace corridors::render
