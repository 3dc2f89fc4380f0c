// The JSON behind a LinkIndex: annotations as they were read, so that what we do not know survives a round trip.
// Not public beyond geodata/links.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "geodata/links/link_index.hpp"

namespace corridors::links {

using Json = nlohmann::ordered_json;

/// An annotation of the file; shared between the versions of an index.
struct Entry {
    std::shared_ptr<const Json> json;
    std::string linkId; ///< empty where the annotation is not usable
};

struct LinkFile {
    enum class Shape : std::uint8_t { Page, Collection, Array, Single };
    Shape shape = Shape::Page;
    Json envelope; ///< everything around the annotations
    std::vector<Entry> entries;
};

/// The door to LinkIndex's insides for the files of this folder.
struct LinkAccess {
    [[nodiscard]] static std::shared_ptr<LinkIndex> make(std::string path, std::vector<Link> links, LinkFile file);
    [[nodiscard]] static const LinkFile &file(const LinkIndex &index) { return *index.m_file; }
};

/// Parses JSON that is nested at most `kMaxDepth` deep; the error names the byte.
inline constexpr int kMaxDepth = 64;
[[nodiscard]] Result<Json> parseJson(std::string_view text, const std::string &path);

/// Reads one annotation. `place` ("items[3]") opens the places of warnings. Nothing when it is not usable.
[[nodiscard]] std::optional<Link> readAnnotation(const Json &annotation, const Json &envelope, const std::string &path,
                                                 const std::string &place, std::vector<Warning> &warnings);

/// The annotation `old` (null for a new one) changed so that reading it gives `link`.
[[nodiscard]] Json writeAnnotation(const Link &link, const Json &old);

/// "map.json#zangezur_tripp" -> "zangezur_tripp"; empty where an IRI names no feature of ours.
[[nodiscard]] std::string featureOfIri(std::string_view iri);
[[nodiscard]] std::string iriOfFeature(std::string_view featureId);

} // namespace corridors::links
