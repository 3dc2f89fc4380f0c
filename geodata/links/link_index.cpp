#include "geodata/links/link_index.hpp"

#include <algorithm>
#include <array>

#include "geodata/core/text_file.hpp"
#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

constexpr std::array<std::string_view, kRelationCount> kNames = {"mentions", "describes", "claims", "disputes",
                                                                 "context"};

/// Takes the annotations out of the envelope; nothing when the JSON is not a file of annotations.
std::optional<Json> takeItems(Json &root, LinkFile::Shape &shape, std::string &place) {
    if (root.is_array()) {
        shape = LinkFile::Shape::Array;
        return std::exchange(root, Json());
    }
    if (!root.is_object()) return std::nullopt;
    Json *page = &root;
    shape = LinkFile::Shape::Page;
    if (root.contains("first") && root["first"].is_object()) {
        page = &root["first"];
        shape = LinkFile::Shape::Collection;
        place = "first.";
    }
    if (page->contains("items") && (*page)["items"].is_array()) return std::exchange((*page)["items"], Json::array());
    if (!root.contains("target")) return std::nullopt;
    shape = LinkFile::Shape::Single;
    Json items = Json::array();
    items.push_back(std::exchange(root, Json()));
    return items;
}

std::string wholeOf(const std::string &featureId) {
    const std::size_t slash = featureId.rfind('/');
    return slash == std::string::npos ? std::string() : featureId.substr(0, slash);
}

void append(std::vector<std::size_t> &to, const std::unordered_map<std::string, std::vector<std::size_t>> &map,
            const std::string &key) {
    if (const auto found = map.find(key); found != map.end())
        to.insert(to.end(), found->second.begin(), found->second.end());
}

} // namespace

std::string_view relationName(Relation relation) { return kNames[static_cast<std::size_t>(relation)]; }

std::optional<Relation> parseRelation(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Relation>(found - kNames.begin());
}

LinkIndex::LinkIndex() : m_file(std::make_shared<const LinkFile>()) {}

std::shared_ptr<LinkIndex> LinkAccess::make(std::string path, std::vector<Link> links, LinkFile file) {
    auto index = std::make_shared<LinkIndex>();
    index->m_path = std::move(path);
    index->m_links = std::move(links);
    index->m_file = std::make_shared<const LinkFile>(std::move(file));
    index->index();
    return index;
}

void LinkIndex::index() {
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        m_byId.emplace(m_links[i].id, i);
        for (const std::string &feature : m_links[i].features) {
            std::vector<std::size_t> &ofFeature = m_byFeature[feature];
            if (ofFeature.empty()) m_featureIds.push_back(feature);
            ofFeature.push_back(i);
            if (const std::string whole = wholeOf(feature); !whole.empty()) m_bySegmentsOf[whole].push_back(i);
        }
    }
}

std::vector<std::size_t> LinkIndex::linksOfFeature(std::string_view featureId) const {
    const std::string id(featureId);
    std::vector<std::size_t> found;
    append(found, m_byFeature, id);
    append(found, m_bySegmentsOf, id);
    if (const std::string whole = wholeOf(id); !whole.empty()) append(found, m_byFeature, whole);
    const auto key = [&](std::size_t i) {
        return std::pair(m_links[i].position ? m_links[i].position->start : std::string::npos, i);
    };
    std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::span<const std::string> LinkIndex::featuresOfLink(std::string_view linkId) const {
    const Link *link = find(linkId);
    return link == nullptr ? std::span<const std::string>() : std::span<const std::string>(link->features);
}

const Link *LinkIndex::find(std::string_view linkId) const {
    const auto found = m_byId.find(std::string(linkId));
    return found == m_byId.end() ? nullptr : &m_links[found->second];
}

namespace {

/// A file that is wrong everywhere says so once, not a hundred thousand times.
void limit(std::vector<Warning> &warnings, const std::string &path) {
    constexpr std::size_t kTold = 20;
    if (warnings.size() <= kTold) return;
    const std::size_t more = warnings.size() - kTold;
    warnings.resize(kTold);
    warnings.push_back({"and " + std::to_string(more) + " more problems like these", path, {}, "Check what wrote it"});
}

} // namespace

Result<ParsedLinks> parseLinks(std::string_view json, const std::string &path) {
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    Result<Json> root = parseJson(json, path);
    if (!root) return tl::unexpected(root.error());
    LinkFile file;
    std::string prefix;
    file.envelope = std::move(*root);
    std::optional<Json> items = takeItems(file.envelope, file.shape, prefix);
    if (!items)
        return fail("it holds no annotations (an AnnotationPage with \"items\" was expected)", path, {},
                    "Check that it is a links file");
    std::vector<Link> links;
    std::vector<Warning> warnings;
    std::unordered_map<std::string, std::size_t> seen;
    const Json &citations = file.shape == LinkFile::Shape::Collection ? file.envelope["first"] : file.envelope;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::string place = prefix + "items[" + std::to_string(i) + "]";
        std::optional<Link> link = readAnnotation((*items)[i], citations, path, place, warnings);
        if (link && !seen.emplace(link->id, i).second) {
            warnings.push_back({"the id \"" + link->id + "\" is taken by an earlier annotation; this one is left out",
                                path, place + ".id", "Give it an id of its own"});
            link.reset();
        }
        file.entries.push_back({std::make_shared<const Json>(std::move((*items)[i])), link ? link->id : std::string()});
        if (link) links.push_back(std::move(*link));
    }
    limit(warnings, path);
    return ParsedLinks{LinkAccess::make(path, std::move(links), std::move(file)), std::move(warnings)};
}

Result<ParsedLinks> readLinks(const std::string &path) {
    Result<std::string> bytes = readTextFile(path, kMaxLinksBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return parseLinks(*bytes, path);
}

std::string serialiseLinks(const LinkIndex &index) {
    const LinkFile &file = LinkAccess::file(index);
    Json items = Json::array();
    for (const Entry &entry : file.entries) items.push_back(*entry.json);
    Json root = file.envelope;
    switch (file.shape) {
    case LinkFile::Shape::Array: root = std::move(items); break;
    case LinkFile::Shape::Single: root = items.size() == 1 ? items[0] : std::move(items); break;
    case LinkFile::Shape::Collection: root["first"]["items"] = std::move(items); break;
    case LinkFile::Shape::Page:
        if (root.is_null()) root = {{"@context", "http://www.w3.org/ns/anno.jsonld"}, {"type", "AnnotationPage"}};
        root["items"] = std::move(items);
        break;
    }
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace corridors::links
