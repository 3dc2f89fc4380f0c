// PictureRecord: what a picture says of its own making: map file, view, layers, data with hashes, attributions. It is
// written into every exported picture as JSON, and read back from a picture that is opened or dropped on the window,
// which then shows the same view and layers (RestorePicture). It holds no folders of the maker's machine: of a map file
// its own folder's name and its name, of data files their names.
// Written by viewer/output and viewer/platform, read back by MapLoader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/result.hpp"
#include "viewer/app/app_state.hpp"

namespace corridors::app {

struct PictureRecord {
    struct Layer {
        std::string id;
        bool visible = true;
        double opacity = 1;
        friend bool operator==(const Layer &, const Layer &) = default;
    };
    struct Data {
        std::string id;     ///< of the source
        std::string file;   ///< name without folder; empty for data inside the map file
        std::string sha256; ///< empty where there are no bytes to hash (a folder, a database)
        bool added = false; ///< opened over the map, not named by it
        friend bool operator==(const Data &, const Data &) = default;
    };
    std::string software;  ///< "Corridors 1.2.3"
    std::string map;       ///< "south-caucasus/map.json"; empty: files on plain paper
    std::string mapSha256; ///< of the map file's bytes
    std::string theme;
    LonLat center;
    double zoom = 0;
    double widthPx = 0; ///< logical pixels
    double heightPx = 0;
    double pixelRatio = 1;
    std::vector<Layer> layers; ///< panel order, top first
    std::vector<Data> data;
    std::vector<FeatureRef> selected;
    std::string chapter; ///< id; empty: none
    std::string title;
    std::string description; ///< alt text
    std::string date;        ///< ISO 8601; empty: none was given
    std::vector<std::string> attributions;
    friend bool operator==(const PictureRecord &, const PictureRecord &) = default;
};

/// The record of a picture of `state`: its camera, viewport and layers. Reads the files of the map to hash them, so it
/// belongs on a worker. Title, description, date and attributions are left to the caller.
[[nodiscard]] PictureRecord recordOf(const AppState &state, const std::string &software);

/// One line of JSON that begins with kRecordStart. It has no '<', '>' or '&' (they are escaped), so it can stand as it
/// is in the text of an XML element.
[[nodiscard]] std::string toJson(const PictureRecord &record);
inline constexpr std::string_view kRecordStart = R"({"corridors:picture":1,)";

/// Errors: no JSON, no record, or one of a later version of the program. Unknown keys are ignored, missing ones keep
/// their defaults. `path` is for messages.
[[nodiscard]] Result<PictureRecord> recordFromJson(std::string_view json, const std::string &path);

/// "folder/name" of a path, as PictureRecord::map holds it; "" for "".
[[nodiscard]] std::string shortMapName(const std::string &path);

/// Which of `candidates` (paths, best first) is the map of the record: the first with the same hash, else the first
/// with the same short name, which then has changed since (`isSame` false); nullopt when there is none. Reads files.
struct FoundMap {
    std::string path;
    bool isSame = true;
};
[[nodiscard]] std::optional<FoundMap> findMap(const PictureRecord &record, const std::vector<std::string> &candidates);

/// The ground that the picture shows, in the map's projection.
[[nodiscard]] WorldBounds boundsOf(const PictureRecord &record, const AppState &state);
/// The same as a camera for a window of the state's size: the picture's ground whole, clear of panels.
[[nodiscard]] Camera cameraOf(const PictureRecord &record, const AppState &state);

} // namespace corridors::app
