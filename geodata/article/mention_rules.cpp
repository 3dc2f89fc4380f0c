#include <nlohmann/json.hpp>

#include "geodata/article/mentions.hpp"
#include "geodata/core/text_file.hpp"

namespace corridors::article {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxRulesBytes = std::size_t{8} << 20;

class Reader {
public:
    Reader(const Json &root, const std::string &path, std::vector<Warning> &warnings)
        : m_root(root), m_path(path), m_warnings(warnings) {}

    void strings(const char *key, std::vector<std::string> &out) {
        if (m_root.contains(key)) list(m_root[key], key, out);
    }
    void byFeature(const char *key, MentionRules::ByFeature &out) {
        const Json map = object(key);
        for (const auto &[feature, names] : map.items()) {
            std::vector<std::string> read;
            list(names, std::string(key) + "." + feature, read);
            out.emplace_back(feature, std::move(read));
        }
    }
    void pairs(const char *key, std::vector<std::pair<std::string, std::string>> &out) {
        const Json map = object(key);
        for (const auto &[name, feature] : map.items()) {
            if (feature.is_string()) {
                out.emplace_back(name, feature.get<std::string>());
            } else {
                warn(std::string(key) + "." + name, "it must be a feature's id");
            }
        }
    }

private:
    [[nodiscard]] Json object(const char *key) {
        if (!m_root.contains(key)) return Json::object();
        if (m_root[key].is_object()) return m_root[key];
        warn(key, "it must be an object");
        return Json::object();
    }
    void list(const Json &value, const std::string &place, std::vector<std::string> &out) {
        if (!value.is_array()) return warn(place, "it must be an array of strings");
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i].is_string()) {
                out.push_back(value[i].get<std::string>());
            } else {
                warn(place + "[" + std::to_string(i) + "]", "it must be a string");
            }
        }
    }
    void warn(std::string place, std::string message) {
        m_warnings.push_back({std::move(message), m_path, std::move(place), ""});
    }

    const Json &m_root;
    const std::string &m_path;
    std::vector<Warning> &m_warnings;
};

} // namespace

Result<WithWarnings<MentionRules>> parseMentionRules(std::string_view json, const std::string &path) {
    Json root;
    try {
        root = Json::parse(json);
    } catch (const Json::parse_error &error) {
        return fail("it is not JSON (something else was expected here)", path, "byte " + std::to_string(error.byte),
                    "Correct it there");
    } catch (const Json::exception &) {
        return fail("it is not JSON that can be read", path);
    }
    if (!root.is_object()) return fail("the rules must be a JSON object", path);
    WithWarnings<MentionRules> out;
    Reader reader(root, path, out.warnings);
    reader.byFeature("names", out.value.names);
    reader.byFeature("adjectives", out.value.adjectives);
    reader.byFeature("ignore", out.value.ignore);
    reader.strings("notPlaces", out.value.notPlaces);
    reader.strings("otherPlaces", out.value.otherPlaces);
    reader.pairs("prefer", out.value.prefer);
    return out;
}

Result<WithWarnings<MentionRules>> readMentionRules(const std::string &path) {
    Result<std::string> bytes = readTextFile(path, kMaxRulesBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return parseMentionRules(*bytes, path);
}

} // namespace corridors::article
