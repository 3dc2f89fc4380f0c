// Reads one paint or layout property from JSON into a Property<T>: constant, expression or legacy function, checked
// against the spec's rules. Anything wrong becomes a warning that names the place, what was expected and what was
// found, and the property keeps its default. Internal to geodata/style.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "geodata/core/result.hpp"
#include "geodata/style/compiler.hpp"
#include "geodata/style/json.hpp"
#include "geodata/style/property.hpp"

namespace corridors::style {

/// What the spec says about a property, beyond its default.
struct PropertySpec {
    PropertyRules rules;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::vector<std::string> listChoices; ///< what the items of a list of strings may be; empty: anything
};

class PropertyReader {
public:
    PropertyReader(std::vector<Warning> &warnings, std::string path, const Value &state)
        : m_warnings(warnings), m_path(std::move(path)), m_state(state) {}

    /// Replaces `out` by the property in `json`, or warns and leaves it.
    template <class T>
    void read(const Json &json, const std::string &place, const PropertySpec &spec, Property<T> &out) const;

    void warn(const std::string &place, std::string message, std::string remedy = {}) const {
        m_warnings.push_back({std::move(message), m_path, place, std::move(remedy)});
    }
    [[nodiscard]] const Value &state() const { return m_state; }

private:
    template <class T>
    [[nodiscard]] std::optional<T> readConstant(const Json &json, const std::string &place,
                                                const PropertySpec &spec) const;

    std::vector<Warning> &m_warnings;
    std::string m_path;
    const Value &m_state;
};

} // namespace corridors::style
