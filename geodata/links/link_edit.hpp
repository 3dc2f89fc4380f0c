// Changing links: every edit gives a new index and leaves the old one as it was, so that undo keeps a pointer. Saving
// is atomic and refuses to overwrite what somebody else changed. Used by app (commands) and cli.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "geodata/article/article.hpp"
#include "geodata/core/result.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_index.hpp"

namespace corridors::links {

using SharedIndex = std::shared_ptr<const LinkIndex>;

/// Adds a link at the end. Errors: no id, an id that is taken.
[[nodiscard]] Result<SharedIndex> withLinkAdded(const LinkIndex &index, const Link &link);
/// Replaces the link with the same id; properties of its annotation that we do not know stay. Error: unknown id.
[[nodiscard]] Result<SharedIndex> withLinkChanged(const LinkIndex &index, const Link &link);
/// Error: unknown id.
[[nodiscard]] Result<SharedIndex> withLinkRemoved(const LinkIndex &index, std::string_view linkId);

/// An id that the index does not use yet: "urn:corridors:link:<section words>-<paragraph>-<feature>[-n]".
[[nodiscard]] std::string newLinkId(const LinkIndex &index, const Link &link);

/// A link on selected text: section, paragraph, position and hash from the article; `exact` is the selection cut to its
/// first `kMaxExactWords` words (a longer quote of the article never gets into a file), grown to whole words. Features,
/// relation and summary are the caller's. Errors: the selection is empty or lies in no paragraph.
inline constexpr std::size_t kMaxExactWords = 8;
[[nodiscard]] Result<Link> linkOnSelection(const article::Article &article, article::Range selection);

/// The link re-attached to another selection; id, features, relation and summary stay.
[[nodiscard]] Result<Link> reattached(const Link &link, const article::Article &article, article::Range selection);

/// The anchors of an index after an edit: those of links that stayed the same are kept, and a link whose position
/// counts in this very text is exact there. Only the others are lost, until anchorLinks() has run again.
[[nodiscard]] AnchorSet anchorsAfterEdit(const LinkIndex &before, const AnchorSet &anchors, const LinkIndex &after,
                                         const article::Article &article);

/// What a file looked like when it was read or saved: SHA-256 of its bytes; empty when there was no file.
struct FileState {
    std::string hash;
    friend bool operator==(const FileState &, const FileState &) = default;
};
[[nodiscard]] FileState fileState(const std::string &path);

/// Reads a links file together with what it looked like, so that a later save knows whether somebody changed it since.
struct OpenedLinks {
    SharedIndex value;
    FileState state;
    std::vector<Warning> warnings;
};
[[nodiscard]] Result<OpenedLinks> openLinks(const std::string &path);

/// Writes the index to `path` (temporary file, fsync, rename). When the file no longer is what `expected` says, nothing
/// is written and the Error's place is "conflict". Returns the new state.
inline constexpr std::string_view kConflict = "conflict";
[[nodiscard]] Result<FileState> saveLinks(const LinkIndex &index, const std::string &path, const FileState &expected);

} // namespace corridors::links
