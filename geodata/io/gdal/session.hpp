// GDAL's process-wide set-up and the collection of its messages. Internal to gdal.
#pragma once

#include <string>
#include <vector>

namespace corridors::gdal {

/// Registers the drivers that are used, by name, and sets GDAL's options. Idempotent, thread-safe, a few milliseconds.
/// Done before anything else is asked of this library.
void initialise();

/// Registers every driver of this GDAL: the fallback for formats outside initialise()'s list. Tens of milliseconds.
void registerAllDrivers();

/// While alive, GDAL's errors and warnings of this thread are kept here instead of going to stderr.
class MessageCollector {
public:
    MessageCollector();
    ~MessageCollector();
    MessageCollector(const MessageCollector &) = delete;
    MessageCollector &operator=(const MessageCollector &) = delete;

    /// The last failure's text, or the last warning's where there was no failure; empty where there was neither.
    [[nodiscard]] std::string last() const { return m_failures.empty() ? m_warning : m_failures.back(); }
    [[nodiscard]] bool failed() const { return !m_failures.empty(); }
    void clear();

    /// Called by the handler that the constructor installs.
    void add(bool failure, const char *text);

private:
    std::vector<std::string> m_failures;
    std::string m_warning;
};

} // namespace corridors::gdal
