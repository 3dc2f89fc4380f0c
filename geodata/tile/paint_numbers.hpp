// Small numbers for the different opaque paints met in a tile, for CellCover. Used by the line and circle builders.
#pragma once

#include <cstdint>
#include <vector>

namespace corridors::tile {

template <class Paint>
class PaintNumbers {
public:
    static constexpr std::uint16_t kUnnumbered = 0;

    /// 1, 2, ... for the first 64 paints; 0 (no hiding) for any further one.
    [[nodiscard]] std::uint16_t of(const Paint &paint) {
        if (m_last != kUnnumbered && m_paints[m_last - 1U] == paint) return m_last;
        for (std::size_t i = 0; i < m_paints.size(); ++i)
            if (m_paints[i] == paint) return m_last = static_cast<std::uint16_t>(i + 1);
        if (m_paints.size() >= 64) return m_last = kUnnumbered;
        m_paints.push_back(paint);
        return m_last = static_cast<std::uint16_t>(m_paints.size());
    }

    [[nodiscard]] const std::vector<Paint> &paints() const { return m_paints; }

private:
    std::vector<Paint> m_paints;
    std::uint16_t m_last = kUnnumbered;
};

} // namespace corridors::tile
