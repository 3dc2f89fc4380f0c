// MapLoader: opens maps, further files and articles on workers and reports every step as Commands: MapOpened as soon as
// style, links and story are read, then each source on its own (SourceProgress, SourceLoaded or SourceFailed), so that
// one broken layer never stops the others. It reads features through functions that it is given and knows no GDAL.
// Used by the window and by commands without one. Main thread only; the readers run on workers.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/core/result.hpp"
#include "geodata/style/style_document.hpp"
#include "viewer/app/app_state.hpp"
#include "viewer/app/command.hpp"
#include "viewer/app/jobs.hpp"
#include "viewer/app/picture_record.hpp"

namespace corridors::app {

/// What to read: a file, or GeoJSON text when `inlineJson` is not empty.
struct SourceRequest {
    std::string id;
    std::string path;
    std::string inlineJson;
    std::shared_ptr<const Projection> projection;
};
struct SourceContents {
    std::shared_ptr<const LayerData> data;
    std::vector<Warning> warnings;
};
/// Progress in [0, 1] and now and then what has been read so far (else null). Called on the reading thread.
using OnProgress = std::function<void(double, std::shared_ptr<const LayerData>)>;

struct MapReaders {
    std::function<Result<SourceContents>(const SourceRequest &, const OnProgress &, const std::stop_token &)>
        readSource;
    std::function<Result<std::shared_ptr<const Projection>>(const style::ProjectionChoice &)> makeProjection;
    std::function<Result<PictureRecord>(const std::string &path)> readPicture;
    std::vector<std::string> knownMaps; ///< where a picture's map may be besides the folder it lies in
};

/// Reads the map file and the links and story that it names. Any thread. Missing or broken links or story become
/// warnings; an Error means that there is no usable map.
[[nodiscard]] Result<MapOpened> readMap(const std::string &path, const std::string &theme, const MapReaders &readers);

/// A map without any layer on plain paper, for files that are to be seen alone.
[[nodiscard]] MapOpened plainMap();

class MapLoader {
public:
    using Sink = std::function<void(Command)>;
    /// `sink` gets the commands, on the main thread (in JobPool::drain).
    /// `state` is only read: its projection is what further files are read into. All three outlive this.
    MapLoader(JobPool &jobs, MapReaders readers, const AppState &state, Sink sink);

    /// Opens a map, giving up what an earlier open still has under way.
    void openMap(const std::string &path, const std::string &theme);
    /// Opens a map that is at hand (plainMap, or one made by a test).
    void openMap(MapOpened map);
    /// Opens further geodata over the map, once that is open. Ids are file names made unique. `show` flies there.
    void addFile(const std::string &path, bool show = true);
    /// `open`: the reading panel opens with it.
    void openArticle(const std::string &path, bool open = true);
    /// The links were edited: finds them again in the article.
    void reanchorLinks();
    /// Reads the links file again; arrives as LinksReloaded.
    void reloadLinks(const std::string &path);
    /// Restores the view and layers of a picture that the program made (RestorePicture), on the map that is open if it
    /// is the picture's, else after opening that, found beside the picture or among the known maps; files that were
    /// opened over it are looked for beside the picture and the map.
    void openPicture(const std::string &path);
    /// Reads the map's file again with another theme; arrives as StyleChanged.
    void setTheme(const std::string &mapPath, const std::string &theme);
    /// Opens each path as what it is (fileKind).
    void openFiles(const std::vector<std::string> &paths);
    /// A file over the map that is open or opening: an article, a picture or geodata.
    void openOver(const std::string &path);

    /// Somebody searches: makes the index of names where it waits for that, since there are very many features.
    void wantNames();
    /// Stops everything under way; what has arrived stays.
    void cancel();
    /// True while a map, source or article is being read.
    [[nodiscard]] bool isBusy() const { return m_pending > 0; }

private:
    void startSources(const std::vector<style::Source> &sources, const std::shared_ptr<const Projection> &projection);
    void finished();
    void indexNames();
    void anchorLinks();
    void findMentions();
    void mapIsOpen();
    std::string uniqueId(const std::string &path);
    struct OpenedPicture;
    void addFileThen(const std::string &path, bool show, const std::function<void()> &then);
    void pictureIsRead(const std::shared_ptr<OpenedPicture> &picture);
    void restore(const std::shared_ptr<OpenedPicture> &picture);

    JobPool &m_jobs;
    MapReaders m_readers;
    const AppState &m_state;
    Sink m_sink;
    std::vector<JobHandle> m_handles;
    JobHandle m_indexing;
    bool m_namesWait = false;
    JobHandle m_anchoring;
    JobHandle m_mentioning;
    std::vector<std::string> m_addedIds; // ids given out, perhaps not yet in the state
    struct WaitingFile {
        std::string path;
        bool show = true;
        bool isPicture = false;
    };
    std::vector<WaitingFile> m_waiting;       // further files that came before the map was open
    std::shared_ptr<OpenedPicture> m_picture; // to be restored when its map is open
    bool m_openingMap = false;
    std::size_t m_pending = 0;
};

} // namespace corridors::app
