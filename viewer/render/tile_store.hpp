// TileStore: asks workers for the tiles that are wanted, uploads what arrives within a time budget, keeps the most
// recently used ones within a byte budget, and finds stand-ins (parents, children) for what is still missing.
// It does not draw. Used by map_renderer. Main thread only; jobs get values.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "geodata/tile/layer_pyramid.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/render/gpu_tile.hpp"
#include "viewer/render/pixel_grid.hpp"

namespace corridors::render {

/// What tiles of a source are built from. A new `version` makes the tiles in hand stale: they stand in until replaced.
struct TileFeed {
    std::string sourceId;
    std::shared_ptr<const LayerData> data;
    std::shared_ptr<const style::StyleDocument> document;
    std::shared_ptr<const tile::LayerPyramid> pyramid; ///< of `data`, shared by its tiles
    double pixelRatio = 1;
    std::uint64_t version = 0;
};

/// A tile to draw, or a part of one that stands in.
struct DrawTile {
    const GpuTile *tile = nullptr;
    TileId place; ///< where the tile lies, x not wrapped
    TileId clip;  ///< the tile whose square is drawn of it; equal to `place` when it is no stand-in
};

/// A tile of a source that was wanted in this frame.
struct WantedTile {
    TileId id; ///< x not wrapped
    int priority = 0;
};

class TileStore {
public:
    TileStore(app::JobPool &jobs, std::size_t byteBudget) : m_jobs(jobs), m_byteBudget(byteBudget) {}

    /// Drops every tile and job, e.g. for another projection.
    void clear();
    /// Requests what is wanted and not there, cancels what is pending and no longer wanted. `wanted[i]` belongs to
    /// `feeds[i]`; feeds are recognised by sourceId.
    void request(const std::vector<TileFeed> &feeds, const std::vector<std::vector<WantedTile>> &wanted);
    /// Uploads arrived meshes for at most `budgetS` seconds (at least one). Returns the tiles that changed.
    struct Arrival {
        std::string sourceId;
        TileId id; ///< wrapped
    };
    [[nodiscard]] std::vector<Arrival> upload(double budgetS);
    /// Evicts the least recently used tiles beyond the byte budget. Tiles used since the last call stay.
    void trim();

    /// True when the tile of the feed's version is there.
    [[nodiscard]] bool isExact(const TileFeed &feed, TileId id) const;
    /// Appends what to draw for a tile: itself, an older version of it, its children, or an ancestor; marks them used.
    /// As a draft: its parent, which is drawn sooner; farther up a dense map
    /// has another tone.
    void collect(const TileFeed &feed, TileId id, std::vector<DrawTile> &out, bool draft = false);

    /// True while the tile of some source is being built or waits for upload.
    [[nodiscard]] bool isPending(TileId id) const;
    /// True while finished tiles wait for the GPU: those that the last upload had no time for.
    [[nodiscard]] bool hasUploads() const { return !m_uploads.empty(); }
    [[nodiscard]] std::size_t pendingCount() const;
    /// Circles in the tiles that were wanted last.
    [[nodiscard]] std::size_t circleCount() const;
    [[nodiscard]] std::size_t byteSize() const { return m_bytes; }

private:
    struct Key {
        std::string sourceId;
        TileId id;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &k) const noexcept {
            return std::hash<std::string>{}(k.sourceId) * 31 + std::hash<TileId>{}(k.id);
        }
    };
    struct Entry {
        std::unique_ptr<GpuTile> tile;
        std::uint64_t version = 0; ///< of `tile`
        app::JobHandle job;
        std::uint64_t pendingVersion = 0; ///< of the job or of the mesh that waits for upload
        bool pending = false;
        std::uint64_t lastUsed = 0;
        std::uint64_t wantedAt = 0;
    };
    struct Upload {
        Key key;
        std::uint64_t version;
        std::shared_ptr<PackedTile> packed;
    };

    const GpuTile *find(const TileFeed &feed, TileId id, Entry **entry = nullptr);
    void start(const TileFeed &feed, const Key &key, Entry &entry, int priority);
    bool collectChildren(const TileFeed &feed, TileId id, int depth, std::vector<DrawTile> &out);

    void collectPart(const TileFeed &feed, TileId id, int depth, std::vector<DrawTile> &out);

    app::JobPool &m_jobs;
    std::size_t m_byteBudget;
    std::size_t m_bytes = 0;
    std::uint64_t m_frame = 1;
    std::unordered_map<Key, Entry, KeyHash> m_entries;
    std::deque<Upload> m_uploads;
};

} // namespace corridors::render
