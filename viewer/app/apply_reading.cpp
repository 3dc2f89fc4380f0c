// Reading and writing: the article beside the map, and edits of the links between the two.
#include <algorithm>
#include <utility>

#include "geodata/article/article.hpp"
#include "geodata/links/anchoring.hpp"
#include "geodata/links/link_edit.hpp"
#include "viewer/app/apply_topics.hpp"
#include "viewer/app/feature_info.hpp"

namespace corridors::app::topics {
namespace {

void keepKnown(std::vector<std::string> &ids, const links::LinkIndex *index) {
    std::erase_if(ids, [&](const std::string &id) { return !index || !index->find(id); });
}

/// Carries out an edit as one step of undo, or tells why it cannot be.
void edit(AppState &state, ApplyContext &context, const std::string &what, const Result<links::SharedIndex> &changed) {
    if (!changed) return addMessage(state, Message::Kind::Error, changed.error().text());
    context.history.remember(snapshotOf(state), what, state.nowS, History::Merge::Never);
    const auto before = std::exchange(state.links, *changed);
    linksChanged(state, before);
}

std::string nameOfFirst(const AppState &state, const links::Link &link) {
    if (link.features.empty()) return "no feature";
    const std::vector<FeatureRef> found = featuresById(state, link.features.front());
    return found.empty() ? link.features.front() : nameOf(state, found.front());
}

/// What the map may fly to: features smaller than a country where a passage is about any, since a flight out to all of
/// Russia and back at each paragraph shows nothing.
std::vector<FeatureRef> worthFlyingTo(const AppState &state, const std::vector<FeatureRef> &features) {
    const auto isLarge = [&](const FeatureRef &ref) {
        const SourceState *source = state.source(ref.source);
        const auto index = source && source->data ? source->data->find(ref.id) : std::nullopt;
        return index && source->data->feature(*index).text("kind") == "country";
    };
    std::vector<FeatureRef> small = features;
    std::erase_if(small, isLarge);
    return small.empty() ? features : small;
}

// While reading: flights are short, and towns are seen among what lies around them.
constexpr double kReadingMarginPx = 60;
constexpr double kMaxZoomWhileReading = 8;
/// A view that shows all of it, and no smaller than by so many levels, stays.
constexpr double kNearEnoughLevels = 1.5;

/// What of the features is to be shown. Of one that is larger than the home view, as Russia is, only what the home view
/// has of it; places far from there are shown together with it: alone they would be dots in an empty land.
WorldBounds contextOf(const AppState &state, const std::vector<FeatureRef> &features) {
    const PyramidSquare square = state.viewport().square;
    const WorldBounds home = Viewport{state.home, square, state.viewportWidthPx, state.viewportHeightPx}.bounds();
    WorldBounds all;
    for (const FeatureRef &feature : features) {
        WorldBounds box = boundsOf(state, {feature});
        if (box.isEmpty()) continue;
        if (!box.intersects(home)) {
            box.extend(home);
        } else if (box.width() > home.width() || box.height() > home.height()) {
            box = {std::max(box.minX, home.minX), std::max(box.minY, home.minY), std::min(box.maxX, home.maxX),
                   std::min(box.maxY, home.maxY)};
        }
        all.extend(box);
    }
    return all;
}

bool showsClearOfPanels(const AppState &state, const Camera &camera, const WorldBounds &box) {
    const Viewport view{camera, state.viewport().square, state.viewportWidthPx, state.viewportHeightPx};
    const ScreenPoint topLeft = view.toScreen({box.minX, box.maxY});
    const ScreenPoint bottomRight = view.toScreen({box.maxX, box.minY});
    const Insets &in = state.insets;
    return topLeft.x >= in.left && topLeft.y >= in.top && bottomRight.x <= view.widthPx - in.right &&
           bottomRight.y <= view.heightPx - in.bottom;
}

} // namespace

void showInContext(AppState &state, const std::vector<FeatureRef> &features, ApplyContext &context) {
    if (!state.projection || state.viewportWidthPx <= 0 || state.viewportHeightPx <= 0) return;
    const WorldBounds box = contextOf(state, worthFlyingTo(state, features));
    if (box.isEmpty()) return;
    const Camera wanted = cameraShowing(state, box, kReadingMarginPx, kMaxZoomWhileReading);
    const Camera now = state.flight ? state.flight->to : state.camera;
    if (wanted.zoom - now.zoom < kNearEnoughLevels && showsClearOfPanels(state, now, box)) return;
    moveTo(state, wanted, context);
    noteFit(state, box, kReadingMarginPx, kMaxZoomWhileReading);
}

void linksChanged(AppState &state, const std::shared_ptr<const links::LinkIndex> &before) {
    if (state.anchors && state.article && before && state.links) {
        state.anchors = std::make_shared<const links::AnchorSet>(
            links::anchorsAfterEdit(*before, *state.anchors, *state.links, *state.article));
    } else {
        state.anchors = nullptr;
    }
    keepKnown(state.hoveredLinks, state.links.get());
    keepKnown(state.selectedLinks, state.links.get());
    state.quitWarned = false;
    updateLit(state);
}

void on(AppState &state, const ToggleReader &, ApplyContext &) {
    state.readerVisible = !state.readerVisible;
    state.readerButtons = false;
    if (state.readerVisible) state.panelsVisible = true;
    updateLit(state);
}

void on(AppState &state, const ToggleFind &, ApplyContext &) {
    state.readerFind = !(state.readerFind && state.readerVisible);
    if (state.readerFind) state.readerVisible = state.panelsVisible = true;
}

void on(AppState &state, const ToggleReaderButtons &, ApplyContext &) {
    state.readerButtons = !state.readerButtons && state.readerVisible && state.panelsVisible;
}

void on(AppState &state, const ToggleFollowReading &, ApplyContext &) {
    state.followReading = !state.followReading;
    addMessage(state, Message::Kind::Info,
               state.followReading ? "The map follows what you read" : "The map stays while you read");
}

void on(AppState &state, const ReadingAt &c, ApplyContext &context) {
    if (!state.followReading) return;
    showInContext(state, featuresOfLinks(state, c.linkIds), context);
}

void on(AppState &state, const SetRelationsHidden &c, ApplyContext &) {
    state.relationsHidden = c.hidden;
    updateLit(state);
}

void on(AppState &, const CopyText &, ApplyContext &) {} // the platform owns the clipboard

void on(AppState &state, const AddLink &c, ApplyContext &context) {
    const auto known = state.links ? state.links : std::make_shared<const links::LinkIndex>();
    const links::LinkIndex &index = *known;
    links::Link link = c.link;
    link.suggested = false;
    if (link.citation.empty())
        for (const links::Link &other : index.links())
            if (other.source == link.source && !other.citation.empty()) {
                link.citation = other.citation;
                break;
            }
    if (link.id.empty() || index.find(link.id)) link.id = links::newLinkId(index, link);
    edit(state, context, "the link to " + nameOfFirst(state, link), links::withLinkAdded(index, link));
    if (state.links && state.links->find(link.id))
        addMessage(state, Message::Kind::Info, "Linked to " + nameOfFirst(state, link) + ". Ctrl+S saves");
}

void on(AppState &state, const ChangeLink &c, ApplyContext &context) {
    if (!state.links) return;
    if (const links::Link *known = state.links->find(c.link.id); known && *known == c.link) return;
    edit(state, context, "the change of a link to " + nameOfFirst(state, c.link),
         links::withLinkChanged(*state.links, c.link));
}

void on(AppState &state, const RemoveLink &c, ApplyContext &context) {
    if (!state.links) return;
    const links::Link *known = state.links->find(c.id);
    const bool isKnown = known != nullptr;
    const std::string what = isKnown ? "removing a link to " + nameOfFirst(state, *known) : std::string();
    edit(state, context, what, links::withLinkRemoved(*state.links, c.id));
    if (isKnown) addMessage(state, Message::Kind::Info, "The link is removed. Ctrl+Z brings it back");
}

void on(AppState &state, const DismissSuggestion &c, ApplyContext &) { state.dismissedSuggestions.push_back(c.id); }

/// Reading and writing the file is the platform's work; the results arrive as the commands below.
void on(AppState &, const SaveLinks &, ApplyContext &) {}
void on(AppState &, const ReloadLinks &, ApplyContext &) {}

void on(AppState &state, const LinksSaved &c, ApplyContext &) {
    state.savedLinks = c.links;
    if (!c.hash.empty()) { // the map's own file, not one beside it
        state.linksHash = c.hash;
        state.linksConflict.clear();
    }
    addMessage(state, Message::Kind::Info, "Links saved to " + c.path);
}

void on(AppState &state, const LinksNotSaved &c, ApplyContext &) {
    if (c.conflict) state.linksConflict = c.error.text();
    addMessage(state, Message::Kind::Error, c.error.text());
}

void on(AppState &state, const LinksReloaded &c, ApplyContext &context) {
    if (!c.links) return;
    context.history.remember(snapshotOf(state), "reloading the links", state.nowS, History::Merge::Never);
    const auto before = std::exchange(state.links, c.links);
    state.savedLinks = c.links;
    state.linksHash = c.hash;
    state.linksConflict.clear();
    linksChanged(state, before);
    for (const Warning &w : c.warnings) addMessage(state, Message::Kind::Warning, w.text());
    addMessage(state, Message::Kind::Info, "The links are those of the file again. Ctrl+Z brings yours back");
}

} // namespace corridors::app::topics
