#include "geodata/links/anchoring.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "geodata/article/unicode.hpp"
#include "geodata/links/approximate_search.hpp"

namespace corridors::links {
namespace {

using article::Range;

// Similarity below which a place is no candidate at all.
constexpr double kMinScore = 0.70;
// Without strong evidence a place must be this similar and its fragment this long (code points): natural texts repeat
// phrases of three or four words, hardly ever longer ones.
constexpr double kMinLoneScore = 0.90;
constexpr std::size_t kMinLoneLength = 24;
constexpr std::size_t kMinHintedLength = 12;
// A place at least this similar, were it alone, would be worth a look: such links are ambiguous rather than lost.
constexpr double kMinReviewScore = 0.85;
// What strong and full weak evidence add to the similarity, and the lead that the winner needs over the runner-up.
constexpr double kStrongWeight = 0.20;
constexpr double kWeakWeight = 0.10;
constexpr double kMinLead = 0.10;
constexpr int kRounds = 3;
// Without strong evidence the lead must be so large that not even a part of the fragment recurs elsewhere.
constexpr double kMinLoneLead = 0.30;
// Fragments this long that occur once, letter by letter, are taken as sure and serve as evidence for their neighbours.
constexpr std::size_t kMinSureLength = 20;
// Links within this distance (code points of the original) count as neighbours.
constexpr std::size_t kReach = 1500;
// A passage farther than this from where its paragraph's other passages are contradicts them.
constexpr double kFar = 600;

struct Place {
    Range range;
    double score = 0;
    bool strong = false;       ///< stands where a passage of the same paragraph, or both neighbours, say it must
    double weak = 0;           ///< heading, paragraph number, one neighbour; in [0, 0.5]
    bool contradicted = false; ///< the other passages of its paragraph are elsewhere or gone
    [[nodiscard]] double total() const { return score + (strong ? kStrongWeight : kWeakWeight * weak); }
};

struct Work {
    const Link *link = nullptr;
    std::vector<Place> places; ///< in order of the text
    const Place *sure = nullptr;
};

bool samePassage(const Link &a, const Link &b) { return a.section == b.section && a.paragraph == b.paragraph; }

/// How far a place is from where a neighbour says that it must be, in code points.
double residual(const Link &link, std::size_t at, const Link &mate, std::size_t mateAt) {
    const double expected = static_cast<double>(link.position->start) - static_cast<double>(mate.position->start);
    return std::abs(static_cast<double>(at) - static_cast<double>(mateAt) - expected);
}

/// Noise and small edits shift a passage against its neighbour by a small part of their distance.
bool fits(const Link &link, std::size_t at, const Link &mate, std::size_t mateAt) {
    const auto [low, high] = std::minmax(link.position->start, mate.position->start);
    return residual(link, at, mate, mateAt) <= 15 + 0.08 * static_cast<double>(high - low);
}

class Anchoring {
public:
    Anchoring(const LinkIndex &index, const article::Article &article, std::stop_token stop)
        : m_article(article), m_stop(std::move(stop)),
          m_text(article::fold(article.text.utf8(), {.foldCase = true, .dropHyphens = true})) {
        for (const article::Section &s : article.sections) m_headings.push_back(folded(s.heading));
        for (const Link &link : index.links()) m_work.push_back({&link, {}, nullptr});
    }

    AnchorSet run() {
        for (Work &work : m_work) collect(work);
        for (Work &work : m_work) work.sure = surePlace(work);
        for (std::size_t i = 0; i < m_work.size(); ++i)
            if (m_work[i].link->position) m_byPosition.emplace(m_work[i].link->position->start, i);
        // What is attached in one round is evidence for its neighbours in the next.
        for (int round = 0; round < kRounds; ++round) {
            for (Work &work : m_work)
                for (Place &place : work.places) judge(*work.link, place);
            for (Work &work : m_work)
                if (work.sure == nullptr) work.sure = attachable(work);
        }
        AnchorSet set;
        for (const Work &work : m_work) set.anchors.push_back(decide(work));
        return set;
    }

private:
    static std::u32string folded(std::string_view text) {
        return article::fold(text, {.foldCase = true, .dropHyphens = true}).chars;
    }

    /// All places where the fragment may stand.
    void collect(Work &work) {
        const Link &link = *work.link;
        if (m_stop.stop_requested()) return;
        if (isSameText(link)) {
            work.places.push_back({*link.position, 1, true, 0, false});
            return;
        }
        if (link.exact.empty()) return;
        auto [known, isNew] = m_known.try_emplace(link.exact);
        if (isNew) known->second = search(link.exact);
        work.places = known->second;
    }

    /// The reader's copy is the very text that the position counts in.
    [[nodiscard]] bool isSameText(const Link &link) const {
        if (!link.position || link.position->end > m_article.text.size()) return false;
        if (link.textHash != m_article.textHash || link.textHash.empty()) return false;
        return link.exact.empty() || folded(m_article.slice(*link.position)) == folded(link.exact);
    }

    [[nodiscard]] std::vector<Place> search(const std::string &exact) const {
        std::u32string pattern = folded(exact);
        while (!pattern.empty() && pattern.back() == U' ') pattern.pop_back();
        std::vector<Place> places;
        if (pattern.empty()) return places;
        const auto maxDistance = static_cast<std::size_t>(static_cast<double>(pattern.size()) * (1 - kMinScore));
        for (const Match &match : findApproximate(m_text.chars, pattern, maxDistance)) {
            const double score = 1 - static_cast<double>(match.distance) / static_cast<double>(pattern.size());
            places.push_back({wholeWords(m_text.sourceRange(match.start, match.end)), score, false, 0, false});
        }
        return places;
    }

    /// Noise at the ends of a fragment leaves a match a letter or two short of the word's end.
    [[nodiscard]] Range wholeWords(Range range) const {
        const auto inWord = [&](std::size_t i) {
            const std::u32string c = article::decode(m_article.text.slice(i, i + 1));
            return !c.empty() && article::isWordChar(c[0]);
        };
        for (int i = 0; i < 2 && range.start > 0 && inWord(range.start - 1) && inWord(range.start); ++i) --range.start;
        for (int i = 0;
             i < 2 && range.end < m_article.text.size() && range.end > 0 && inWord(range.end - 1) && inWord(range.end);
             ++i)
            ++range.end;
        return range;
    }

    /// A place that needs no evidence: the whole fragment, long enough, and nothing like it elsewhere.
    static const Place *surePlace(const Work &work) {
        const Place *best = nullptr;
        for (const Place &place : work.places) {
            if (place.score < kMinReviewScore) continue;
            if (best != nullptr) return nullptr;
            best = &place;
        }
        const bool sure =
            best != nullptr && best->score == 1 && (best->strong || best->range.length() >= kMinSureLength);
        return sure ? best : nullptr;
    }

    /// Weighs the evidence for one place.
    void judge(const Link &link, Place &place) const {
        if (place.strong) return; // the very same text, or told by an earlier round
        place.weak = headingEvidence(link, place);
        if (!link.position) return;
        const Work *before = nullptr;
        const Work *after = nullptr;
        std::size_t mates = 0, gone = 0, far = 0, near = 0;
        const std::size_t start = link.position->start;
        const std::size_t at = place.range.start;
        const auto end = m_byPosition.upper_bound(start + kReach);
        for (auto it = m_byPosition.lower_bound(start > kReach ? start - kReach : 0); it != end; ++it) {
            const Work &mate = m_work[it->second];
            if (mate.link->position->overlaps(*link.position)) continue; // no evidence of its own
            const bool same = samePassage(link, *mate.link);
            mates += same ? 1 : 0;
            gone += same && mate.places.empty() ? 1 : 0;
            if (mate.sure == nullptr) continue;
            if (it->first < start) before = &mate;
            if (it->first > start && after == nullptr) after = &mate;
            if (!same) continue;
            place.strong = place.strong || fits(link, at, *mate.link, mate.sure->range.start);
            (residual(link, at, *mate.link, mate.sure->range.start) > kFar ? far : near) += 1;
        }
        const bool fitsBefore = before != nullptr && fits(link, at, *before->link, before->sure->range.start);
        const bool fitsAfter = after != nullptr && fits(link, at, *after->link, after->sure->range.start);
        place.strong = place.strong || (fitsBefore && fitsAfter);
        if (fitsBefore || fitsAfter || near > 0) place.weak = 0.5;
        place.contradicted = !place.strong && near == 0 && (far > 0 || (mates > 0 && gone == mates));
    }

    [[nodiscard]] double headingEvidence(const Link &link, const Place &place) const {
        if (link.section.empty()) return 0;
        const std::optional<article::Place> at = m_article.locate(place.range.start);
        if (!at) return 0;
        const StatedSection stated = statedSection(link.section);
        const std::u32string wanted = folded(stated.text);
        const std::size_t cutoff = wanted.size() / 5;
        const std::u32string &heading = m_headings[at->section];
        const bool isFar = stated.isBeginning ? editDistance(heading.substr(0, wanted.size()), wanted, cutoff) > cutoff
                                              : editDistance(heading, wanted, cutoff) > cutoff;
        if (isFar) return 0;
        return at->paragraph + 1 == link.paragraph ? 0.5 : 0.3;
    }

    /// May the best place be attached, given that no other one comes close?
    [[nodiscard]] static bool isAcceptable(const Place &best) {
        if (best.strong) return best.score >= kMinScore;
        if (best.score == 1 && best.weak > 0 && best.range.length() >= kMinHintedLength) return true;
        return best.score >= kMinLoneScore && best.range.length() >= kMinLoneLength;
    }

    static std::vector<Place> byTotal(std::vector<Place> places) {
        std::stable_sort(places.begin(), places.end(),
                         [](const Place &a, const Place &b) { return a.total() > b.total(); });
        return places;
    }

    /// The place that may be attached, or null when there is none or it cannot be told for certain.
    static const Place *attachable(const Work &work) {
        const Place *best = nullptr;
        for (const Place &place : work.places)
            if (best == nullptr || place.total() > best->total()) best = &place;
        if (best == nullptr || best->contradicted || !isAcceptable(*best)) return nullptr;
        for (const Place &place : work.places) {
            if (&place == best) continue;
            if (best->total() - place.total() < kMinLead) return nullptr;
            if (!best->strong && best->score - place.score < kMinLoneLead) return nullptr;
        }
        return best;
    }

    [[nodiscard]] Anchor decide(const Work &work) const {
        Anchor anchor;
        anchor.linkId = work.link->id;
        const std::vector<Place> ranked = byTotal(work.places);
        for (const Place &place : ranked)
            if (anchor.candidates.size() < kMaxCandidates) anchor.candidates.push_back({place.range, place.score});
        if (ranked.empty()) return anchor;
        const Place &best = ranked.front();
        anchor.score = best.score;
        if (attachable(work) == nullptr) {
            anchor.health = best.score >= kMinReviewScore || best.strong ? Health::Ambiguous : Health::Lost;
            return anchor;
        }
        const bool atPosition = work.link->position && work.link->position->start == best.range.start;
        anchor.health = best.score < 1 ? Health::Approximate : atPosition ? Health::Exact : Health::Moved;
        anchor.range = best.range;
        anchor.place = m_article.locate(best.range.start);
        return anchor;
    }

    const article::Article &m_article;
    std::stop_token m_stop;
    article::FoldedText m_text;
    std::vector<std::u32string> m_headings;
    std::vector<Work> m_work;
    std::map<std::string, std::vector<Place>> m_known;    ///< by fragment: several links may quote the same
    std::multimap<std::size_t, std::size_t> m_byPosition; ///< links by their original position
};

} // namespace

std::string_view healthName(Health health) {
    constexpr std::array<std::string_view, 5> kNames = {"exact", "moved", "approximate", "ambiguous", "lost"};
    return kNames[static_cast<std::size_t>(health)];
}

std::size_t AnchorSet::count(Health health) const {
    return static_cast<std::size_t>(
        std::count_if(anchors.begin(), anchors.end(), [health](const Anchor &a) { return a.health == health; }));
}

bool AnchorSet::allAttached() const {
    return std::all_of(anchors.begin(), anchors.end(), [](const Anchor &a) { return isAttached(a.health); });
}

AnchorSet anchorLinks(const LinkIndex &index, const article::Article &article, std::stop_token stop) {
    return Anchoring(index, article, std::move(stop)).run();
}

} // namespace corridors::links
