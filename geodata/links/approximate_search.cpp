#include "geodata/links/approximate_search.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <unordered_map>

namespace corridors::links {
namespace {

constexpr std::size_t kWord = 64;

/// Bit i of masks[c] is set where pattern[i] == c.
class Masks {
public:
    explicit Masks(std::u32string_view pattern) {
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            const std::uint64_t bit = std::uint64_t{1} << i;
            if (pattern[i] < m_low.size()) {
                m_low[pattern[i]] |= bit;
            } else {
                m_high[pattern[i]] |= bit;
            }
        }
    }
    [[nodiscard]] std::uint64_t of(char32_t c) const {
        if (c < m_low.size()) return m_low[c];
        const auto found = m_high.find(c);
        return found == m_high.end() ? 0 : found->second;
    }

private:
    std::array<std::uint64_t, 256> m_low{};
    std::unordered_map<char32_t, std::uint64_t> m_high;
};

/// Calls visit(i, d) for each i: the least distance of the pattern to a text that ends with text[i]. With `anchored`
/// the matched text must begin at 0 (the first row of the matrix counts up instead of being free).
template <class Visit>
void scan(std::u32string_view text, const Masks &masks, std::size_t length, bool anchored, Visit &&visit) {
    std::uint64_t vp = ~std::uint64_t{0};
    std::uint64_t vn = 0;
    std::size_t distance = length;
    const std::uint64_t top = std::uint64_t{1} << (length - 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint64_t eq = masks.of(text[i]);
        const std::uint64_t d0 = (((eq & vp) + vp) ^ vp) | eq | vn;
        std::uint64_t hp = vn | ~(d0 | vp);
        std::uint64_t hn = vp & d0;
        if ((hp & top) != 0) ++distance;
        if ((hn & top) != 0) --distance;
        hp = hp << 1U | (anchored ? 1U : 0U);
        hn <<= 1U;
        vp = hn | ~(d0 | hp);
        vn = hp & d0;
        visit(i, distance);
    }
}

/// Where a match that ends at `end` begins: the pattern is matched backwards from there.
Match backwards(std::u32string_view text, const Masks &reversed, std::size_t length, std::size_t end,
                std::size_t distance) {
    const std::size_t reach = std::min(end, length + distance);
    std::u32string window(text.substr(end - reach, reach));
    std::reverse(window.begin(), window.end());
    Match match{end, end, distance};
    std::size_t best = length + 1;
    scan(window, reversed, length, true, [&](std::size_t i, std::size_t d) {
        if (d < best) {
            best = d;
            match.start = end - i - 1;
        }
    });
    match.distance = std::min(best, length);
    return match;
}

/// Keeps the best of overlapping matches, then the best `limit` of all.
std::vector<Match> thinned(std::vector<Match> matches, std::size_t limit) {
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match &a, const Match &b) { return a.distance < b.distance; });
    std::vector<Match> kept;
    for (const Match &m : matches) {
        const auto overlaps = [&](const Match &k) { return m.start < k.end && k.start < m.end; };
        if (kept.size() < limit && m.end > m.start && std::none_of(kept.begin(), kept.end(), overlaps))
            kept.push_back(m);
    }
    std::sort(kept.begin(), kept.end(), [](const Match &a, const Match &b) { return a.start < b.start; });
    return kept;
}

std::vector<Match> findShort(std::u32string_view text, std::u32string_view pattern, std::size_t maxDistance,
                             std::size_t limit) {
    const Masks masks(pattern);
    std::u32string turned(pattern);
    std::reverse(turned.begin(), turned.end());
    const Masks reversed(turned);
    // Ends of low distance come in runs; the lowest of each run (the first of equals) stands for it.
    std::vector<Match> ends;
    scan(text, masks, pattern.size(), false, [&](std::size_t i, std::size_t d) {
        if (d > maxDistance) return;
        const bool sameRun = !ends.empty() && i + 1 < ends.back().end + pattern.size();
        if (!sameRun) {
            ends.push_back({0, i + 1, d});
        } else if (d < ends.back().distance) {
            ends.back().end = i + 1;
            ends.back().distance = d;
        }
    });
    if (ends.size() > 8 * limit) {
        const auto middle = ends.begin() + static_cast<std::ptrdiff_t>(8 * limit);
        std::nth_element(ends.begin(), middle, ends.end(),
                         [](const Match &a, const Match &b) { return a.distance < b.distance; });
        ends.erase(middle, ends.end());
    }
    std::vector<Match> matches;
    matches.reserve(ends.size());
    for (const Match &m : ends) matches.push_back(backwards(text, reversed, pattern.size(), m.end, m.distance));
    return thinned(std::move(matches), limit);
}

std::vector<Match> findLong(std::u32string_view text, std::u32string_view pattern, std::size_t maxDistance,
                            std::size_t limit) {
    const std::size_t part = std::min(kWord - 4, pattern.size() / 2);
    const std::size_t partDistance = part * maxDistance / pattern.size() + 2;
    const std::vector<Match> heads = findShort(text, pattern.substr(0, part), partDistance, 4 * limit);
    const std::vector<Match> tails = findShort(text, pattern.substr(pattern.size() - part), partDistance, 4 * limit);
    std::vector<Match> matches;
    for (const Match &head : heads)
        for (const Match &tail : tails) {
            if (tail.end <= head.start) continue;
            const std::size_t length = tail.end - head.start;
            if (length > pattern.size() + maxDistance || length + maxDistance < pattern.size()) continue;
            const std::size_t d = editDistance(text.substr(head.start, length), pattern, maxDistance);
            if (d <= maxDistance) matches.push_back({head.start, tail.end, d});
        }
    return thinned(std::move(matches), limit);
}

} // namespace

std::size_t editDistance(std::u32string_view a, std::u32string_view b, std::size_t cutoff) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > cutoff) return cutoff + 1;
    std::vector<std::size_t> row(a.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        std::size_t least = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({row[i] + 1, row[i - 1] + 1, substituted});
            least = std::min(least, row[i]);
        }
        if (least > cutoff) return cutoff + 1;
    }
    return std::min(row.back(), cutoff + 1);
}

std::vector<Match> findApproximate(std::u32string_view text, std::u32string_view pattern, std::size_t maxDistance,
                                   std::size_t limit) {
    if (pattern.empty() || limit == 0) return {};
    maxDistance = std::min(maxDistance, pattern.size() - 1);
    return pattern.size() <= kWord ? findShort(text, pattern, maxDistance, limit)
                                   : findLong(text, pattern, maxDistance, limit);
}

} // namespace corridors::links
