// MapLoader's way with pictures that the program made: find their map and files again, then restore view and layers.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "geodata/core/text_file.hpp"
#include "viewer/app/map_loader.hpp"

namespace corridors::app {
namespace fs = std::filesystem;

struct MapLoader::OpenedPicture {
    std::string path;
    std::shared_ptr<const PictureRecord> record;
    std::optional<FoundMap> map;
    std::vector<std::string> files;                       ///< that were opened over the map
    std::shared_ptr<const style::StyleDocument> document; ///< the open map in the picture's theme; null: as it is
    std::size_t filesToCome = 0;
    Error problem;
};

namespace {

constexpr int kPicturePriority = 35; // above maps: it may be what decides on the map

std::string beside(const std::string &path, const std::string &name) {
    return (fs::path(path).parent_path() / name).string();
}

/// Where the map may be, best guess first.
std::vector<std::string> candidates(const std::string &picture, const PictureRecord &record, const std::string &openMap,
                                    const std::vector<std::string> &known) {
    std::vector<std::string> paths;
    if (!openMap.empty()) paths.push_back(openMap);
    paths.push_back(beside(picture, record.map));
    paths.push_back(beside(picture, fs::path(record.map).filename().string()));
    paths.insert(paths.end(), known.begin(), known.end());
    return paths;
}

bool isSameFile(const std::string &a, const std::string &b) {
    std::error_code ignored;
    return a == b || (!a.empty() && !b.empty() && fs::equivalent(a, b, ignored));
}

/// The paths of the files that were opened over the map, those that are found: beside the picture, then beside the map.
std::vector<std::string> filesOver(const PictureRecord &record, const std::string &picture, const std::string &map) {
    std::vector<std::string> paths;
    for (const auto &data : record.data) {
        if (!data.added || data.file.empty()) continue;
        for (const std::string &path : {beside(picture, data.file), beside(map, data.file)}) {
            std::error_code ignored;
            if (!fs::exists(path, ignored)) continue;
            paths.push_back(path);
            break;
        }
    }
    return paths;
}

std::shared_ptr<const style::StyleDocument> documentIn(const std::string &theme, const std::string &map) {
    const auto text = readTextFile(map);
    if (!text) return nullptr;
    auto parsed = style::parseStyle(*text, map, theme);
    return parsed ? std::move(parsed->value) : nullptr;
}

} // namespace

void MapLoader::openPicture(const std::string &path) {
    if (m_openingMap) {
        m_waiting.push_back({path, true, true});
        return;
    }
    ++m_pending;
    const std::string openMap = m_state.document ? m_state.document->path : std::string();
    // Another theme is another document, which would lose the layers of files that were added to this one.
    const bool isPlain = std::ranges::none_of(m_state.sources, [](const SourceState &s) { return s.added; });
    m_handles.push_back(m_jobs.submit(
        kPicturePriority,
        [this, path, openMap, isPlain, theme = m_state.theme,
         readers = m_readers](const std::stop_token &) -> Delivery {
            auto picture = std::make_shared<OpenedPicture>();
            picture->path = path;
            if (auto record = readers.readPicture(path)) {
                picture->record = std::make_shared<const PictureRecord>(std::move(*record));
                const PictureRecord &r = *picture->record;
                if (!r.map.empty()) picture->map = findMap(r, candidates(path, r, openMap, readers.knownMaps));
                picture->files = filesOver(r, path, picture->map ? picture->map->path : path);
                if (isPlain && r.theme != theme && picture->map && isSameFile(picture->map->path, openMap))
                    picture->document = documentIn(r.theme, openMap);
            } else {
                picture->problem = record.error();
            }
            return [this, picture] { pictureIsRead(picture); };
        }));
}

void MapLoader::pictureIsRead(const std::shared_ptr<OpenedPicture> &picture) {
    const auto refuse = [this](const Error &error) {
        m_sink(ShowMessage{Message::Kind::Error, error.text()});
        finished();
    };
    if (!picture->record) return refuse(picture->problem);
    const PictureRecord &record = *picture->record;
    if (!record.map.empty() && !picture->map)
        return refuse({"its map " + record.map + " is not to be found",
                       picture->path,
                       {},
                       "Put the map beside the picture, or open it first"});
    const std::string shown = m_state.document ? m_state.document->path : std::string();
    const std::string itsMap = picture->map ? picture->map->path : std::string();
    if (picture->map && !picture->map->isSame)
        m_sink(ShowMessage{Message::Kind::Warning, record.map + " has changed since the picture was made"});
    if (m_state.document && isSameFile(shown, itsMap)) {
        restore(picture);
        return finished();
    }
    if (itsMap.empty()) {
        openMap(plainMap());
        ++m_pending; // opening has given up all that was under way, this delivery included
        restore(picture);
        return finished();
    }
    openMap(itsMap, record.theme); // gives up all that is under way, this job included
    m_picture = picture;
}

void MapLoader::restore(const std::shared_ptr<OpenedPicture> &picture) {
    const auto restoreNow = [this, picture] {
        m_sink(RestorePicture{picture->path, picture->record, picture->document});
    };
    std::vector<std::string> missing;
    for (const std::string &file : picture->files) {
        const bool isOpen =
            std::ranges::any_of(m_state.sources, [&](const SourceState &s) { return isSameFile(s.path, file); });
        if (!isOpen) missing.push_back(file);
    }
    if (missing.empty()) return restoreNow();
    picture->filesToCome = missing.size();
    for (const std::string &file : missing)
        addFileThen(file, false, [picture, restoreNow] {
            if (--picture->filesToCome == 0) restoreNow();
        });
}

} // namespace corridors::app
