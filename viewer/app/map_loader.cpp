#include "viewer/app/map_loader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "geodata/article/article.hpp"
#include "geodata/core/text_file.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"
#include "geodata/query/name_search.hpp"
#include "geodata/story/story.hpp"
#include "viewer/app/file_kind.hpp"

namespace corridors::app {
namespace {

// What is read first when there are more sources than workers.
constexpr int kMapPriority = 30;
constexpr int kSourcePriority = 20;
constexpr int kArticlePriority = 10;
constexpr int kIndexPriority = 5;
/// With more features the names wait until somebody searches: of a million they take a second and 70 MB.
constexpr std::size_t kMostNamesAtOnce = 100'000;

// Okabe & Ito's colours that stay apart for colour-blind readers, without those that the map itself uses most.
constexpr std::array<Color, 6> kAccents{{{0.835F, 0.369F, 0.0F, 1},
                                         {0.0F, 0.447F, 0.698F, 1},
                                         {0.8F, 0.475F, 0.655F, 1},
                                         {0.0F, 0.62F, 0.451F, 1},
                                         {0.902F, 0.624F, 0.0F, 1},
                                         {0.337F, 0.706F, 0.914F, 1}}};

void append(std::vector<Warning> &to, const std::vector<Warning> &more) {
    to.insert(to.end(), more.begin(), more.end());
}

std::string stemOf(const std::string &path) {
    std::string name = path.substr(path.find_last_of('/') + 1);
    const std::size_t dot = name.find_last_of('.');
    if (dot != std::string::npos && dot > 0) name.resize(dot);
    return name.empty() ? "file" : name;
}

void readLinksAndStory(MapOpened &map) {
    if (!map.document->linksPath.empty()) {
        if (auto links = links::openLinks(map.document->linksPath)) {
            map.links = std::move(links->value);
            map.linksHash = std::move(links->state.hash);
            append(map.warnings, links->warnings);
        } else {
            map.warnings.push_back(links.error());
        }
    }
    if (!map.document->storyPath.empty()) {
        if (auto story = story::readStory(map.document->storyPath)) {
            map.story = std::make_shared<const story::Story>(std::move(story->value));
            append(map.warnings, story->warnings);
        } else {
            map.warnings.push_back(story.error());
        }
    }
}

} // namespace

Result<MapOpened> readMap(const std::string &path, const std::string &theme, const MapReaders &readers) {
    auto text = readTextFile(path);
    if (!text) return tl::unexpected(text.error());
    auto parsed = style::parseStyle(*text, path, theme);
    if (!parsed) return tl::unexpected(parsed.error());
    MapOpened map;
    map.document = std::move(parsed->value);
    map.warnings = std::move(parsed->warnings);
    map.theme = theme;
    if (!theme.empty()) {
        const auto &offered = map.document->themes;
        if (std::find(offered.begin(), offered.end(), theme) == offered.end()) {
            std::string names;
            for (const std::string &t : offered) names += (names.empty() ? "" : ", ") + t;
            return fail("there is no theme '" + theme + "'", path, "metadata.corridors:themes",
                        names.empty() ? "The map offers no themes" : "It offers: " + names);
        }
    }
    if (auto projection = readers.makeProjection(map.document->projection)) {
        map.projection = std::move(*projection);
    } else {
        Warning w = projection.error();
        w.path = path;
        w.place = "metadata.corridors:projection";
        w.remedy = "Web Mercator is used instead";
        map.warnings.push_back(std::move(w));
        map.projection = webMercator();
    }
    readLinksAndStory(map);
    return map;
}

MapOpened plainMap() {
    auto document = std::make_shared<style::StyleDocument>();
    document->name = "Files";
    style::StyleLayer paper;
    paper.id = "paper";
    style::BackgroundStyle background;
    background.color = style::Property<Color>(Color{0.965F, 0.96F, 0.945F, 1}, true);
    paper.style = background;
    document->layers.push_back(std::move(paper));
    MapOpened map;
    map.document = std::move(document);
    map.projection = webMercator();
    return map;
}

MapLoader::MapLoader(JobPool &jobs, MapReaders readers, const AppState &state, Sink sink)
    : m_jobs(jobs), m_readers(std::move(readers)), m_state(state), m_sink(std::move(sink)) {}

void MapLoader::finished() {
    if (m_pending > 0) --m_pending;
    if (m_pending > 0) return;
    m_handles.clear();
    std::size_t features = 0;
    for (const SourceState &source : m_state.sources) features += source.data ? source.data->featureCount() : 0;
    m_namesWait = features > kMostNamesAtOnce && !m_state.searchVisible;
    if (!m_namesWait) indexNames();
    anchorLinks();
    findMentions();
}

/// Finds the passages again in the reader's copy, once there are both links and a copy.
void MapLoader::anchorLinks() {
    if (!m_state.links || !m_state.article || m_state.anchors) return;
    m_anchoring = m_jobs.submit(
        kIndexPriority, [this, index = m_state.links, text = m_state.article](const std::stop_token &stop) -> Delivery {
            auto anchors = std::make_shared<const links::AnchorSet>(links::anchorLinks(*index, *text, stop));
            return [this, index, anchors] {
                m_sink(LinksAnchored{index, anchors});
                const std::size_t open = anchors->count(links::Health::Ambiguous) + anchors->count(links::Health::Lost);
                if (open > 0)
                    m_sink(ShowMessage{Message::Kind::Warning,
                                       std::to_string(open) + " of " + std::to_string(anchors->anchors.size()) +
                                           " passages have no certain place in this copy of the article"});
            };
        });
}

void MapLoader::wantNames() {
    if (m_pending == 0 && std::exchange(m_namesWait, false)) indexNames();
}

/// Makes what the search box searches, once everything is read.
void MapLoader::indexNames() {
    std::vector<std::pair<std::string, std::shared_ptr<const LayerData>>> layers;
    for (const SourceState &source : m_state.sources)
        if (source.data) layers.emplace_back(source.id, source.data);
    m_indexing =
        m_jobs.submit(kIndexPriority, [this, layers = std::move(layers)](const std::stop_token &stop) -> Delivery {
            auto names = std::make_shared<query::NameIndex>();
            for (const auto &[id, data] : layers) {
                if (stop.stop_requested()) return {};
                names->add(id, *data);
            }
            names->finish();
            return [this, names] { m_sink(NamesIndexed{names}); };
        });
}

void MapLoader::cancel() {
    m_handles.clear();
    m_waiting.clear();
    m_picture.reset();
    m_openingMap = false;
    m_pending = 0;
}

void MapLoader::mapIsOpen() {
    m_openingMap = false;
    if (const auto picture = std::exchange(m_picture, nullptr); picture && m_state.document) restore(picture);
    for (const WaitingFile &file : std::exchange(m_waiting, {})) {
        if (file.isPicture)
            openPicture(file.path);
        else
            addFile(file.path, file.show);
    }
}

void MapLoader::openMap(const std::string &path, const std::string &theme) {
    cancel();
    m_addedIds.clear();
    m_openingMap = true;
    ++m_pending;
    m_handles.push_back(
        m_jobs.submit(kMapPriority, [this, path, theme, readers = m_readers](const std::stop_token &) -> Delivery {
            auto map = std::make_shared<Result<MapOpened>>(readMap(path, theme, readers));
            return [this, map] {
                if (*map) {
                    const MapOpened &opened = **map;
                    m_sink(opened);
                    startSources(opened.document->sources, opened.projection);
                } else {
                    m_picture.reset(); // it is not to be restored on the map that stays
                    m_sink(ShowMessage{Message::Kind::Error, map->error().text()});
                }
                mapIsOpen();
                finished();
            };
        }));
}

void MapLoader::openMap(MapOpened map) {
    cancel();
    m_addedIds.clear();
    const auto sources = map.document->sources;
    const auto projection = map.projection;
    m_sink(std::move(map));
    startSources(sources, projection);
}

void MapLoader::startSources(const std::vector<style::Source> &sources,
                             const std::shared_ptr<const Projection> &projection) {
    for (const style::Source &source : sources) {
        ++m_pending;
        const SourceRequest request{source.id, source.path, source.inlineJson, projection};
        m_handles.push_back(m_jobs.submit(
            kSourcePriority, [this, request, read = m_readers.readSource](const std::stop_token &stop) -> Delivery {
                const auto onProgress = [this, &request, &stop](double progress,
                                                                std::shared_ptr<const LayerData> partial) {
                    if (stop.stop_requested()) return;
                    m_jobs.post([this, stop, update = SourceProgress{request.id, progress, std::move(partial)}] {
                        if (!stop.stop_requested()) m_sink(update);
                    });
                };
                auto contents = std::make_shared<Result<SourceContents>>(read(request, onProgress, stop));
                return [this, id = request.id, contents] {
                    if (*contents) {
                        m_sink(SourceLoaded{id, (*contents)->data, (*contents)->warnings});
                    } else {
                        m_sink(SourceFailed{id, contents->error()});
                    }
                    finished();
                };
            }));
    }
}

std::string MapLoader::uniqueId(const std::string &path) {
    const std::string stem = stemOf(path);
    const auto taken = [&](const std::string &id) {
        return m_state.source(id) || m_state.layer(id) ||
               std::find(m_addedIds.begin(), m_addedIds.end(), id) != m_addedIds.end();
    };
    std::string id = stem;
    for (int n = 2; taken(id); ++n) id = stem + "-" + std::to_string(n);
    m_addedIds.push_back(id);
    return id;
}

void MapLoader::addFile(const std::string &path, bool show) {
    if (m_openingMap)
        m_waiting.push_back({path, show});
    else
        addFileThen(path, show, {});
}

void MapLoader::addFileThen(const std::string &path, bool show, const std::function<void()> &then) {
    ++m_pending;
    const std::string id = uniqueId(path);
    const SourceRequest request{id, path, {}, m_state.projection ? m_state.projection : webMercator()};
    const Color accent = kAccents[(m_addedIds.size() - 1) % kAccents.size()];
    m_handles.push_back(m_jobs.submit(
        kSourcePriority,
        [this, request, accent, show, then, read = m_readers.readSource](const std::stop_token &stop) -> Delivery {
            const auto added = [&](const std::shared_ptr<const LayerData> &data) {
                return AddSource{
                    request.id, request.id, request.path, style::defaultLayersFor(request.id, *data, accent),
                    data,       {},         show};
            };
            // The first features become a layer at once, in the looks that suit them; the others join it.
            std::string looks;
            const auto onProgress = [&](double progress, const std::shared_ptr<const LayerData> &partial) {
                if (stop.stop_requested() || (looks.empty() && !partial)) return;
                Command update = SourceProgress{request.id, progress, partial};
                if (looks.empty()) {
                    AddSource first = added(partial);
                    first.isPartial = true;
                    first.progress = progress;
                    looks = style::defaultStyleFor(request.id, *partial, accent);
                    update = std::move(first);
                }
                m_jobs.post([this, stop, update = std::move(update)] {
                    if (!stop.stop_requested()) m_sink(update);
                });
            };
            const auto contents = read(request, onProgress, stop);
            Command last;
            if (!contents) {
                last = looks.empty() ? Command(ShowMessage{Message::Kind::Error, contents.error().text()})
                                     : Command(SourceFailed{request.id, contents.error()});
            } else if (looks.empty()) {
                AddSource whole = added(contents->data);
                whole.warnings = contents->warnings;
                last = std::move(whole);
            } else {
                SourceLoaded loaded{request.id, contents->data, contents->warnings, {}};
                if (looks != style::defaultStyleFor(request.id, *contents->data, accent))
                    loaded.layers = style::defaultLayersFor(request.id, *contents->data, accent);
                last = std::move(loaded);
            }
            return [this, then, last = std::move(last)] {
                m_sink(last);
                if (then) then();
                finished();
            };
        }));
}

void MapLoader::openArticle(const std::string &path, bool open) {
    ++m_pending;
    m_handles.push_back(m_jobs.submit(kArticlePriority, [this, path, open](const std::stop_token &stop) -> Delivery {
        article::ImportOptions options;
        options.stop = stop;
        auto imported = std::make_shared<Result<article::ImportedArticle>>(article::importArticle(path, options));
        return [this, path, open, imported] {
            if (*imported) {
                m_sink(ArticleOpened{path, (*imported)->value, open});
                for (const Warning &w : (*imported)->warnings) m_sink(ShowMessage{Message::Kind::Warning, w.text()});
            } else {
                m_sink(ShowMessage{Message::Kind::Error, imported->error().text()});
            }
            finished();
        };
    }));
}

void MapLoader::setTheme(const std::string &mapPath, const std::string &theme) {
    if (mapPath.empty()) return;
    ++m_pending;
    m_handles.push_back(m_jobs.submit(kMapPriority, [this, mapPath, theme](const std::stop_token &) -> Delivery {
        auto text = readTextFile(mapPath);
        if (!text) {
            return [this, error = text.error()] {
                m_sink(ShowMessage{Message::Kind::Error, error.text()});
                finished();
            };
        }
        auto parsed = style::parseStyle(*text, mapPath, theme);
        auto document = parsed ? parsed->value : nullptr;
        return [this, document, theme] {
            if (document) m_sink(StyleChanged{document, theme});
            finished();
        };
    }));
}

void MapLoader::openFiles(const std::vector<std::string> &paths) {
    const auto isMap = [](const std::string &p) { return fileKind(p) == FileKind::Map; };
    const auto map = std::find_if(paths.begin(), paths.end(), isMap);
    if (map != paths.end()) openMap(*map, {});
    for (const std::string &path : paths)
        if (!isMap(path)) openOver(path);
}

void MapLoader::openOver(const std::string &path) {
    switch (fileKind(path)) {
    case FileKind::Article: openArticle(path); break;
    case FileKind::Picture: openPicture(path); break;
    case FileKind::Map: // a second map: its reader says that it holds no features
    case FileKind::Data: addFile(path); break;
    }
}

} // namespace corridors::app
