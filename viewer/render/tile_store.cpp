#include "viewer/render/tile_store.hpp"

#include <algorithm>
#include <chrono>

#include "geodata/tile/tile_builder.hpp"
#include "viewer/render/tile_selection.hpp"

namespace corridors::render {

void TileStore::clear() {
    m_uploads.clear();
    m_entries.clear();
    m_bytes = 0;
}

void TileStore::start(const TileFeed &feed, const Key &key, Entry &entry, int priority) {
    tile::TileRequest request{key.id, feed.data, feed.document, feed.sourceId, feed.pixelRatio, feed.pyramid};
    entry.pending = true;
    entry.pendingVersion = feed.version;
    entry.job = m_jobs.submit(
        priority,
        [this, request = std::move(request), key,
         version = feed.version](const std::stop_token &cancel) -> app::Delivery {
            const std::unique_ptr<tile::TileMesh> mesh = tile::buildTile(request, cancel);
            if (!mesh) return {};
            auto packed = std::make_shared<PackedTile>(packTile(std::move(*mesh), request.document));
            // Runs on the main thread, and only while the entry (hence the store) still owns the
            // job.
            return [this, key, version, packed = std::move(packed)] { m_uploads.push_back({key, version, packed}); };
        });
}

void TileStore::request(const std::vector<TileFeed> &feeds, const std::vector<std::vector<WantedTile>> &wanted) {
    ++m_frame;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        for (const WantedTile &w : wanted[i]) {
            const Key key{feeds[i].sourceId, wrapped(w.id)};
            Entry &entry = m_entries[key];
            entry.wantedAt = m_frame;
            entry.lastUsed = m_frame;
            const bool current = entry.tile && entry.version == feeds[i].version;
            const bool underWay = entry.pending && entry.pendingVersion == feeds[i].version;
            if (!current && !underWay) start(feeds[i], key, entry, w.priority);
        }
    }
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        Entry &entry = it->second;
        if (entry.pending && entry.wantedAt != m_frame) {
            entry.job.cancel();
            entry.pending = false;
            std::erase_if(m_uploads, [&](const Upload &u) { return u.key == it->first; });
        }
        it = !entry.pending && !entry.tile ? m_entries.erase(it) : std::next(it);
    }
}

std::vector<TileStore::Arrival> TileStore::upload(double budgetS) {
    std::vector<Arrival> arrivals;
    const auto start = std::chrono::steady_clock::now();
    while (!m_uploads.empty()) {
        Upload next = std::move(m_uploads.front());
        m_uploads.pop_front();
        const auto it = m_entries.find(next.key);
        if (it == m_entries.end() || !it->second.pending || it->second.pendingVersion != next.version) continue;
        Entry &entry = it->second;
        if (entry.tile) m_bytes -= entry.tile->byteSize;
        entry.tile = uploadTile(std::move(*next.packed));
        entry.version = next.version;
        entry.pending = false;
        entry.job = {};
        m_bytes += entry.tile->byteSize;
        arrivals.push_back({next.key.sourceId, next.key.id});
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >= budgetS) break;
    }
    return arrivals;
}

void TileStore::trim() {
    if (m_bytes <= m_byteBudget) return;
    std::vector<std::pair<std::uint64_t, const Key *>> byAge;
    for (const auto &[key, entry] : m_entries)
        if (entry.tile && !entry.pending && entry.lastUsed + 1 < m_frame) byAge.emplace_back(entry.lastUsed, &key);
    std::sort(byAge.begin(), byAge.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[age, key] : byAge) {
        if (m_bytes <= m_byteBudget) break;
        const auto it = m_entries.find(*key);
        m_bytes -= it->second.tile->byteSize;
        m_entries.erase(it);
    }
}

const GpuTile *TileStore::find(const TileFeed &feed, TileId id, Entry **entry) {
    const auto it = m_entries.find(Key{feed.sourceId, wrapped(id)});
    if (it == m_entries.end() || !it->second.tile) return nullptr;
    if (entry != nullptr) *entry = &it->second;
    it->second.lastUsed = m_frame;
    return it->second.tile.get();
}

bool TileStore::isExact(const TileFeed &feed, TileId id) const {
    const auto it = m_entries.find(Key{feed.sourceId, wrapped(id)});
    return it != m_entries.end() && it->second.tile && it->second.version == feed.version;
}

bool TileStore::collectChildren(const TileFeed &feed, TileId id, int depth, std::vector<DrawTile> &out) {
    if (depth == 0 || id.z >= kMaxTileZoom) return false;
    const std::size_t before = out.size();
    for (int k = 0; k < 4; ++k) {
        const TileId child{id.z + 1, id.x * 2 + (k & 1), id.y * 2 + (k >> 1)};
        if (const GpuTile *tile = find(feed, child)) {
            out.push_back({tile, child, child});
        } else if (!collectChildren(feed, child, depth - 1, out)) {
            out.resize(before); // a gap: an ancestor covers it all
            return false;
        }
    }
    return true;
}

void TileStore::collect(const TileFeed &feed, TileId id, std::vector<DrawTile> &out, bool draft) {
    if (draft && id.z > 0) {
        if (const GpuTile *tile = find(feed, id.parent())) {
            out.push_back({tile, id.parent(), id});
            return;
        }
    }
    if (const GpuTile *tile = find(feed, id)) {
        out.push_back({tile, id, id});
        return;
    }
    if (collectChildren(feed, id, 2, out)) return;
    for (TileId up = id; up.z > 0;) {
        up = up.parent();
        if (const GpuTile *tile = find(feed, up)) {
            out.push_back({tile, up, id});
            return;
        }
    }
    collectPart(feed, id, 3, out); // part of it is better than nothing
}

void TileStore::collectPart(const TileFeed &feed, TileId id, int depth, std::vector<DrawTile> &out) {
    if (depth == 0 || id.z >= kMaxTileZoom) return;
    for (int k = 0; k < 4; ++k) {
        const TileId child{id.z + 1, id.x * 2 + (k & 1), id.y * 2 + (k >> 1)};
        if (const GpuTile *tile = find(feed, child))
            out.push_back({tile, child, child});
        else
            collectPart(feed, child, depth - 1, out);
    }
}

bool TileStore::isPending(TileId id) const {
    const TileId place = wrapped(id);
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&](const auto &e) { return e.second.pending && e.first.id == place; });
}

std::size_t TileStore::circleCount() const {
    std::size_t count = 0;
    for (const auto &[key, entry] : m_entries)
        if (entry.tile && entry.wantedAt == m_frame) count += entry.tile->circleCount;
    return count;
}

std::size_t TileStore::pendingCount() const {
    return static_cast<std::size_t>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const auto &e) { return e.second.pending; }));
}

} // namespace corridors::render
