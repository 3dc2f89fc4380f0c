// Where all readers put their features: takes their geometries, brings them to WGS 84 and the world, cuts them at the
// antimeridian, and fills a LayerData. Counts what it had to leave out and reports progress. Internal to io and gdal.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/core/layer_data.hpp"
#include "geodata/core/result.hpp"
#include "geodata/io/antimeridian.hpp"
#include "geodata/io/reader.hpp"
#include "geodata/io/source_crs.hpp"
#include "geodata/io/source_geometry.hpp"

namespace corridors::io {

/// Something odd that may befall many features: counted, and told once with the first place.
class Tally {
public:
    void add(std::uint64_t featureNumber, const std::string &detail = {}) {
        if (m_count++ > 0) return;
        m_first = featureNumber;
        m_detail = detail;
    }
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::uint64_t first() const { return m_first; }
    [[nodiscard]] const std::string &detail() const { return m_detail; }

private:
    std::uint64_t m_count = 0;
    std::uint64_t m_first = 0;
    std::string m_detail;
};

/// Sets the attributes of the feature that the builder has just begun.
using SetProperties = std::function<void(LayerDataBuilder &)>;

class FeatureSink {
public:
    FeatureSink(std::string path, const ReadOptions &options, const std::stop_token &cancel);

    void setCrs(SourceCrs crs) { m_crs = std::move(crs); }
    [[nodiscard]] const SourceCrs &crs() const { return m_crs; }
    /// Forgets all features, to read the file again.
    void restart();

    /// Adds feature `number` (from 1) of the file. An empty id becomes "#number"; a null or empty geometry is counted.
    void add(std::uint64_t number, std::string_view id, bool idIsNumber, const SourceGeometry *geometry,
             const SetProperties &setProperties);
    /// A geometry that the reader could not make sense of; `why` is GDAL's message.
    void addUnreadable(std::uint64_t number, const std::string &why) {
        m_unreadable.add(number, why);
        ++m_seen;
    }
    void addRepairedText(std::uint64_t number) { m_repairedText.add(number); }
    void addNonFinite(std::uint64_t count) { m_nonFinite += count; }
    void warn(Warning warning) { m_warnings.push_back(std::move(warning)); }

    /// Reports progress when it is time; false when the read was cancelled.
    [[nodiscard]] bool keepGoing(double progress);
    [[nodiscard]] std::uint64_t seen() const { return m_seen; }

    /// The layer, or why there is none. The sink is spent.
    [[nodiscard]] Result<ReadResult> finish(std::string format);
    [[nodiscard]] tl::unexpected<Error> cancelled() const { return fail("cancelled", m_path); }

private:
    using PartRange = std::span<const SourceGeometry::Part>;
    void takePart(const SourceGeometry &from, std::size_t begin, std::size_t end);
    [[nodiscard]] bool bringToWorld(std::size_t begin, std::uint64_t number);
    void turnToMiddle(std::size_t begin);
    void turnBack();
    void followParallels();
    void collectPoints(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number);
    void collectLines(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number);
    void collectPolygon(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number);
    [[nodiscard]] bool takeRings(const SourceGeometry &from, std::size_t begin, PartRange parts, std::uint64_t number,
                                 bool &inside);
    void splitTail(std::size_t pointsBefore, std::size_t partsBefore);
    void emit(GeometryClass kind, bool multi, std::string_view id, bool idIsNumber, const SetProperties &setProperties);
    [[nodiscard]] tl::unexpected<Error> nothingUsable() const;
    void addTallies();
    void reserveOnce(double progress);

    using Clock = std::chrono::steady_clock;
    std::string m_path;
    std::function<void(double, std::shared_ptr<const LayerData>)> m_onProgress;
    std::stop_token m_cancel;
    SourceCrs m_crs;
    std::shared_ptr<const Projection> m_projection;
    double m_middleLonDeg; // the meridian opposite to it is where the map is cut open; 0 where that is the antimeridian
    LayerDataBuilder m_builder;
    LonLatBounds m_extent;
    std::uint64_t m_seen = 0;
    std::uint64_t m_nonFinite = 0;
    std::size_t m_vertices = 0;
    std::size_t m_parts = 0;
    bool m_reserved = false;
    Tally m_noGeometry, m_unreadable, m_outside, m_degenerate, m_repairedText;
    std::vector<Warning> m_warnings;
    Clock::time_point m_start;
    Clock::time_point m_nextReport;
    double m_nextPartialS;
    SourceGeometry m_piece; // the piece at work, in degrees (lines and rings: from the middle), whole parts only
};

} // namespace corridors::io
