#include "geodata/links/link_edit.hpp"

#include <algorithm>
#include <unordered_map>

#include "geodata/article/unicode.hpp"
#include "geodata/core/text_file.hpp"
#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

Result<SharedIndex> unknown(std::string_view id) {
    return fail("there is no link \"" + std::string(id) + "\"", {}, {}, "It may have been removed; undo or reload");
}

SharedIndex remade(const LinkIndex &index, std::vector<Link> links, LinkFile file) {
    return LinkAccess::make(index.path(), std::move(links), std::move(file));
}

/// Lower-case words of a heading's beginning, joined by hyphens, for ids that people can read.
std::string slug(std::string_view heading) {
    std::string out;
    int words = 0;
    for (const char32_t c : article::fold(heading).chars) {
        const bool plain = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
        if (plain) out += static_cast<char>(c);
        if (!plain && !out.empty() && out.back() != '-') {
            if (++words == 2) break;
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out.empty() ? "text" : out;
}

/// The selection without spaces at its ends, grown to whole words, cut to the first words.
article::Range quoted(const std::u32string &text, article::Range range) {
    const auto inWord = [&](std::size_t i) { return i < text.size() && article::isWordChar(text[i]); };
    while (range.start < range.end && text[range.start] == U' ') ++range.start;
    while (range.end > range.start && text[range.end - 1] == U' ') --range.end;
    while (range.start > 0 && inWord(range.start - 1) && inWord(range.start)) --range.start;
    while (range.end < text.size() && inWord(range.end) && inWord(range.end - 1)) ++range.end;
    std::size_t words = 0;
    for (std::size_t i = range.start; i < range.end; ++i)
        if (text[i] == U' ' && ++words == kMaxExactWords) range.end = i;
    return range;
}

} // namespace

Result<SharedIndex> withLinkAdded(const LinkIndex &index, const Link &link) {
    if (link.id.empty()) return fail("a link needs an id");
    if (index.find(link.id) != nullptr)
        return fail("the id \"" + link.id + "\" is taken", {}, {}, "Choose another one");
    LinkFile file = LinkAccess::file(index);
    file.entries.push_back({std::make_shared<const Json>(writeAnnotation(link, Json())), link.id});
    if (!link.source.empty() && !link.citation.empty() && (file.envelope.is_object() || file.envelope.is_null()) &&
        file.shape == LinkFile::Shape::Page) {
        if (file.envelope.is_null())
            file.envelope = {{"@context", "http://www.w3.org/ns/anno.jsonld"}, {"type", "AnnotationPage"}};
        file.envelope["corridors:citations"][link.source] = link.citation;
    }
    std::vector<Link> links = index.links();
    links.push_back(link);
    return remade(index, std::move(links), std::move(file));
}

Result<SharedIndex> withLinkChanged(const LinkIndex &index, const Link &link) {
    if (index.find(link.id) == nullptr) return unknown(link.id);
    LinkFile file = LinkAccess::file(index);
    for (Entry &entry : file.entries)
        if (entry.linkId == link.id) entry.json = std::make_shared<const Json>(writeAnnotation(link, *entry.json));
    std::vector<Link> links = index.links();
    *std::find_if(links.begin(), links.end(), [&](const Link &l) { return l.id == link.id; }) = link;
    return remade(index, std::move(links), std::move(file));
}

Result<SharedIndex> withLinkRemoved(const LinkIndex &index, std::string_view linkId) {
    if (index.find(linkId) == nullptr) return unknown(linkId);
    LinkFile file = LinkAccess::file(index);
    std::erase_if(file.entries, [&](const Entry &entry) { return entry.linkId == linkId; });
    std::vector<Link> links = index.links();
    std::erase_if(links, [&](const Link &l) { return l.id == linkId; });
    return remade(index, std::move(links), std::move(file));
}

std::string newLinkId(const LinkIndex &index, const Link &link) {
    std::string base = "urn:corridors:link:" + slug(link.section) + "-" + std::to_string(link.paragraph);
    if (!link.features.empty()) base += "-" + link.features.front();
    std::string id = base;
    for (int n = 2; index.find(id) != nullptr; ++n) id = base + "-" + std::to_string(n);
    return id;
}

Result<Link> linkOnSelection(const article::Article &article, article::Range selection) {
    if (selection.isEmpty() || selection.end > article.text.size())
        return fail("no text is selected", {}, {}, "Select a few words first");
    std::optional<article::Place> place = article.locate(selection.start);
    if (!place)
        return fail("the selection begins outside the paragraphs", {}, {},
                    "Select words of a paragraph, not a heading");
    const article::Section &section = article.sections[place->section];
    const article::Paragraph &paragraph = section.paragraphs[place->paragraph];
    const std::u32string text = article::decode(article.slice(paragraph.range));
    const std::size_t base = paragraph.range.start;
    const article::Range inside =
        quoted(text, {selection.start - base, std::min(selection.end, paragraph.range.end) - base});
    if (inside.isEmpty()) return fail("the selection holds no words", {}, {}, "Select a few words first");
    Link link;
    link.position = article::Range{inside.start + base, inside.end + base};
    link.exact = article.slice(*link.position);
    link.section = section.heading;
    link.paragraph = place->paragraph + 1;
    link.textHash = article.textHash;
    link.doi = article.doi;
    if (!article.doi.empty()) link.source = "https://doi.org/" + article.doi;
    return link;
}

Result<Link> reattached(const Link &link, const article::Article &article, article::Range selection) {
    Result<Link> found = linkOnSelection(article, selection);
    if (!found) return found;
    Link changed = link;
    changed.position = found->position;
    changed.exact = found->exact;
    changed.prefix.clear();
    changed.suffix.clear();
    changed.section = found->section;
    changed.paragraph = found->paragraph;
    changed.textHash = found->textHash;
    return changed;
}

AnchorSet anchorsAfterEdit(const LinkIndex &before, const AnchorSet &anchors, const LinkIndex &after,
                           const article::Article &article) {
    std::unordered_map<std::string_view, std::size_t> known;
    const std::size_t n = std::min(before.links().size(), anchors.anchors.size());
    for (std::size_t i = 0; i < n; ++i) known.emplace(before.links()[i].id, i);
    AnchorSet out;
    for (const Link &link : after.links()) {
        const auto old = known.find(link.id);
        const auto samePassage = [&](const Link &was) {
            return was.position == link.position && was.exact == link.exact && was.textHash == link.textHash;
        };
        if (old != known.end() && samePassage(before.links()[old->second])) {
            out.anchors.push_back(anchors.anchors[old->second]);
            continue;
        }
        Anchor anchor;
        anchor.linkId = link.id;
        if (link.position && link.textHash == article.textHash && !link.position->isEmpty() &&
            article.slice(*link.position) == link.exact) {
            anchor.health = Health::Exact;
            anchor.score = 1;
            anchor.range = link.position;
            anchor.place = article.locate(link.position->start);
        }
        out.anchors.push_back(std::move(anchor));
    }
    return out;
}

FileState fileState(const std::string &path) {
    const Result<std::string> bytes = readTextFile(path);
    return bytes ? FileState{article::sha256(*bytes)} : FileState{};
}

Result<OpenedLinks> openLinks(const std::string &path) {
    Result<std::string> bytes = readTextFile(path, kMaxLinksBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    Result<ParsedLinks> parsed = parseLinks(*bytes, path);
    if (!parsed) return tl::unexpected(parsed.error());
    return OpenedLinks{std::move(parsed->value), {article::sha256(*bytes)}, std::move(parsed->warnings)};
}

Result<FileState> saveLinks(const LinkIndex &index, const std::string &path, const FileState &expected) {
    if (fileState(path) != expected)
        return fail("it was changed by another program since it was read, so it was not overwritten", path,
                    std::string(kConflict), "Reload it and make the change again, or save under another name");
    const std::string bytes = serialiseLinks(index);
    if (Result<void> written = writeFileAtomically(path, bytes); !written) return tl::unexpected(written.error());
    return FileState{article::sha256(bytes)};
}

} // namespace corridors::links
