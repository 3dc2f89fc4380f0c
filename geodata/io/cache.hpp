// The cache of read GeoJSON files: opening a large file again costs a fraction of the first time. Safe to delete at any
// moment, and never trusted: an entry that is stale, damaged or of another version counts as absent and is removed.
//
//   <folder>/v2/<content>-<size>-<projection>.fgb    the features (layer_file.hpp)
//   <folder>/v2/<content>-<size>-<projection>.ranks  the ranks of their vertices, a byte each, where there are any
//   <folder>/v2/<content>-<size>-<projection>.json   what belongs to them, with the fingerprints of both
//   <folder>/v2/<path>.key                           which content a path had, by size, times and inode
//
// The key is the content: a copied or renamed file is found, a changed one is not. The .key file spares the reading of
// the content when the file has not been touched since. Several processes may use one folder: files appear whole, by
// renaming. Internal to io; readFile uses it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "geodata/io/reader.hpp"

namespace corridors::io {

/// Smaller files are read as fast as their cache would be.
inline constexpr std::uint64_t kMinCachedBytes = std::uint64_t{128} << 10;
/// The folder's limit; the entries that were not used for longest go first.
inline constexpr std::uint64_t kMaxCacheBytes = std::uint64_t{2} << 30;

/// $XDG_CACHE_HOME/corridors or ~/.cache/corridors; empty where there is no home.
[[nodiscard]] std::string defaultCacheDir();

class LayerCache {
public:
    /// An empty folder name switches the cache off.
    LayerCache(std::string folder, std::shared_ptr<const Projection> projection,
               std::uint64_t maxBytes = kMaxCacheBytes);

    /// What ranks the vertices of layers that are stored; nothing: they are kept without ranks.
    void setRanking(VertexRanking ranking) { m_ranking = std::move(ranking); }

    /// The layer of a file that was read before, if its content is still the same.
    [[nodiscard]] std::optional<ReadResult> find(const std::string &path, const std::stop_token &cancel);

    /// What tells whether a file has changed; to be taken before reading it. Empty where that cannot be told.
    [[nodiscard]] std::string stamp(const std::string &path) const;

    /// Keeps a layer just read. `stampBefore` is stamp() from before the reading, `content` the fingerprint of the
    /// bytes that it was read from, `size` their number. Failures leave the cache without the entry and are nobody's
    /// concern.
    void store(const std::string &path, const std::string &stampBefore, const std::string &content, std::uint64_t size,
               const ReadResult &result, const std::stop_token &cancel);

private:
    [[nodiscard]] std::string entryPath(const std::string &content, std::uint64_t size) const;
    [[nodiscard]] std::string keyPath(const std::string &path) const;
    [[nodiscard]] std::optional<std::string> contentOf(const std::string &path, std::uint64_t size,
                                                       const std::stop_token &cancel);
    [[nodiscard]] bool hasEntryOfSize(std::uint64_t size) const;
    [[nodiscard]] std::optional<ReadResult> load(const std::string &entry, const std::stop_token &cancel);
    void rememberContent(const std::string &path, const std::string &before, const std::string &content) const;
    void evict() const;

    std::string m_folder; // with the version; empty when off
    std::shared_ptr<const Projection> m_projection;
    std::uint64_t m_maxBytes;
    VertexRanking m_ranking;
};

} // namespace corridors::io
