// Writes a Link into an annotation, changing only what differs: properties that we do not know stay where they are.
#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

/// `object[name]` as an array, whatever it was.
Json &asArray(Json &object, const char *name) {
    Json &value = object[name];
    if (value.is_null()) value = Json::array();
    if (!value.is_array()) value = Json::array({std::move(value)});
    return value;
}

bool isTextual(const Json &body, std::string_view purpose) {
    return body.is_object() && body.value("type", Json()) == "TextualBody" && body.value("purpose", Json()) == purpose;
}

bool isFeature(const Json &body) {
    if (body.is_string()) return !featureOfIri(body.get<std::string>()).empty();
    if (!body.is_object() || body.value("type", Json()) == "TextualBody") return false;
    const Json iri = body.contains("source") ? body["source"] : body.value("id", Json());
    return iri.is_string() && !featureOfIri(iri.get<std::string>()).empty();
}

void setText(Json &annotation, const char *purpose, const std::string &value) {
    Json &bodies = asArray(annotation, "body");
    for (auto body = bodies.begin(); body != bodies.end(); ++body) {
        if (!isTextual(*body, purpose)) continue;
        if (value.empty()) {
            bodies.erase(body);
        } else {
            (*body)["value"] = value;
        }
        return;
    }
    if (!value.empty())
        bodies.push_back({{"type", "TextualBody"},
                          {"purpose", purpose},
                          {"format", "text/plain"},
                          {"language", "en"},
                          {"value", value}});
}

void setFeatures(Json &annotation, const std::vector<std::string> &features) {
    Json &bodies = asArray(annotation, "body");
    Json kept = Json::array();
    for (const std::string &id : features) {
        const auto names = [&](const Json &body) {
            if (!isFeature(body)) return false;
            const Json &iri = body.is_string() ? body : body.contains("source") ? body["source"] : body["id"];
            return featureOfIri(iri.get<std::string>()) == id;
        };
        const auto old = std::find_if(bodies.begin(), bodies.end(), names);
        if (old != bodies.end()) {
            kept.push_back(*old);
        } else {
            kept.push_back({{"type", "SpecificResource"}, {"purpose", "linking"}, {"source", iriOfFeature(id)}});
        }
    }
    for (const Json &body : bodies)
        if (!isFeature(body)) kept.push_back(body);
    bodies = std::move(kept);
}

/// The first target as an object.
Json &targetOf(Json &annotation) {
    Json *target = &annotation["target"];
    if (target->is_array()) {
        if (target->empty()) target->push_back(Json::object());
        target = &target->front();
    }
    if (target->is_string()) *target = {{"source", *target}};
    if (!target->is_object()) *target = Json::object();
    return *target;
}

Json &selectorOf(Json &target, const char *type) {
    Json &selectors = asArray(target, "selector");
    for (Json &selector : selectors)
        if (selector.is_object() && selector.value("type", Json()) == type) return selector;
    selectors.push_back({{"type", type}});
    return selectors.back();
}

void setOrErase(Json &object, const char *name, const Json &value, bool present) {
    if (present) {
        object[name] = value;
    } else {
        object.erase(name);
    }
}

void writeTarget(Json &annotation, const Link &link, const Link &before) {
    Json &target = targetOf(annotation);
    if (link.source != before.source) target["source"] = link.source;
    if (link.section != before.section) setOrErase(target, "corridors:section", link.section, !link.section.empty());
    if (link.paragraph != before.paragraph)
        setOrErase(target, "corridors:paragraph", link.paragraph, link.paragraph > 0);
    if (link.exact != before.exact) selectorOf(target, "TextQuoteSelector")["exact"] = link.exact;
    if (link.prefix != before.prefix)
        setOrErase(selectorOf(target, "TextQuoteSelector"), "prefix", link.prefix, !link.prefix.empty());
    if (link.suffix != before.suffix)
        setOrErase(selectorOf(target, "TextQuoteSelector"), "suffix", link.suffix, !link.suffix.empty());
    if (link.position && (link.position != before.position || link.textHash != before.textHash)) {
        Json &selector = selectorOf(target, "TextPositionSelector");
        selector["start"] = link.position->start;
        selector["end"] = link.position->end;
        setOrErase(selector, "corridors:textHash", link.textHash, !link.textHash.empty());
    }
    if (!link.position && before.position) {
        Json &selectors = asArray(target, "selector");
        Json kept = Json::array();
        for (const Json &selector : selectors)
            if (!selector.is_object() || selector.value("type", Json()) != "TextPositionSelector")
                kept.push_back(selector);
        selectors = std::move(kept);
    }
}

} // namespace

Json writeAnnotation(const Link &link, const Json &old) {
    Json annotation = old;
    Link before;
    if (old.is_object()) {
        std::vector<Warning> ignored;
        if (std::optional<Link> read = readAnnotation(old, Json(), {}, {}, ignored)) before = std::move(*read);
    } else {
        annotation = {{"id", link.id}, {"type", "Annotation"}, {"motivation", "linking"}};
    }
    annotation["id"] = link.id;
    if (link.features != before.features) setFeatures(annotation, link.features);
    if (link.relation != before.relation || !old.is_object())
        setText(annotation, "classifying", std::string(relationName(link.relation)));
    if (link.summary != before.summary) setText(annotation, "describing", link.summary);
    writeTarget(annotation, link, before);
    if (link.suggested != before.suggested) setOrErase(annotation, "corridors:status", "suggested", link.suggested);
    return annotation;
}

} // namespace corridors::links
