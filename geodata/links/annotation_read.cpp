// One annotation of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) as a Link.
#include <limits>

#include "geodata/links/link_file.hpp"

namespace corridors::links {
namespace {

const Json *member(const Json &object, const char *name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

std::string text(const Json *value) {
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

// What no hand writes: more would only be there to make the program slow. Texts count in bytes.
constexpr std::size_t kMaxFeatures = 256;
constexpr std::size_t kMaxId = 2'000;
constexpr std::size_t kMaxQuote = 20'000;
constexpr std::size_t kMaxSummary = 20'000;

/// JSON-LD lets "type" and "purpose" be one word or several.
bool has(const Json *value, std::string_view word) {
    if (value == nullptr) return false;
    if (value->is_string()) return value->get_ref<const std::string &>() == word;
    if (value->is_array())
        for (const Json &item : *value)
            if (item.is_string() && item.get_ref<const std::string &>() == word) return true;
    return false;
}

/// Calls visit(item, place) for a value that may be one or an array of several.
template <class Visit>
void each(const Json *value, const std::string &place, Visit &&visit) {
    if (value == nullptr) return;
    if (!value->is_array()) return visit(*value, place);
    for (std::size_t i = 0; i < value->size(); ++i) visit((*value)[i], place + "[" + std::to_string(i) + "]");
}

class Reader {
public:
    Reader(const Json &envelope, const std::string &path, std::vector<Warning> &warnings)
        : m_envelope(envelope), m_path(path), m_warnings(warnings) {}

    std::optional<Link> read(const Json &annotation, const std::string &place) {
        if (!annotation.is_object()) return refuse(place, "an annotation must be an object");
        m_link.id = text(member(annotation, "id"));
        if (m_link.id.empty()) m_link.id = text(member(annotation, "@id"));
        if (m_link.id.empty()) return refuse(place + ".id", "an annotation needs an id (a string)");
        if (m_link.id.size() > kMaxId) return refuse(place + ".id", "the id is longer than 2,000 bytes");
        const Json *target = member(annotation, "target");
        if (target == nullptr) return refuse(place + ".target", "an annotation needs a target");
        bool first = true;
        each(target, place + ".target", [&](const Json &item, const std::string &at) {
            if (first) readTarget(item, at);
            first = false;
        });
        each(member(annotation, "body"), place + ".body",
             [&](const Json &item, const std::string &at) { readBody(item, at); });
        m_link.suggested = text(member(annotation, "corridors:status")) == "suggested";
        if (!m_hasRelation && !m_link.features.empty())
            warn(place + ".body", "no body says how the passage relates to its features, so it counts as \"mentions\"");
        if (m_link.exact.empty() && !m_link.position)
            warn(place + ".target.selector",
                 "there is neither a quote nor a position, so the passage cannot be found in a text");
        return std::move(m_link);
    }

private:
    std::nullopt_t refuse(const std::string &place, std::string message) {
        warn(place, std::move(message) + "; it is left out");
        return std::nullopt;
    }
    void warn(const std::string &place, std::string message) {
        m_warnings.push_back({std::move(message), m_path, place, ""});
    }

    void readTarget(const Json &target, const std::string &place) {
        if (target.is_string()) return setSource(target.get<std::string>());
        if (!target.is_object()) return warn(place, "a target must be an IRI or an object");
        const Json *source = member(target, "source");
        setSource(source != nullptr && source->is_object() ? text(member(*source, "id")) : text(source));
        if (m_link.source.empty()) setSource(text(member(target, "id")));
        m_link.section = text(member(target, "corridors:section"));
        if (const Json *paragraph = member(target, "corridors:paragraph"); paragraph != nullptr) {
            const std::optional<std::size_t> n = count(*paragraph);
            if (!n || *n == 0) warn(place + ".corridors:paragraph", "a paragraph is a whole number from 1");
            m_link.paragraph = n.value_or(0);
        }
        each(member(target, "selector"), place + ".selector",
             [&](const Json &item, const std::string &at) { readSelector(item, at); });
    }

    void readSelector(const Json &selector, const std::string &place) {
        if (!selector.is_object()) return warn(place, "a selector must be an object");
        const Json *type = member(selector, "type");
        if (has(type, "TextQuoteSelector")) {
            const Json *exact = member(selector, "exact");
            if (exact == nullptr || !exact->is_string()) return warn(place + ".exact", "a quote needs its text");
            m_link.exact = bounded(exact, kMaxQuote, place + ".exact");
            m_link.prefix = bounded(member(selector, "prefix"), kMaxQuote, place + ".prefix");
            m_link.suffix = bounded(member(selector, "suffix"), kMaxQuote, place + ".suffix");
        } else if (has(type, "TextPositionSelector")) {
            const Json *start = member(selector, "start");
            const Json *end = member(selector, "end");
            const std::optional<std::size_t> from = start != nullptr ? count(*start) : std::nullopt;
            const std::optional<std::size_t> to = end != nullptr ? count(*end) : std::nullopt;
            if (!from || !to || *to < *from)
                return warn(place, "start and end must be whole numbers from 0, the start not behind the end");
            m_link.position = article::Range{*from, *to};
            m_link.textHash = text(member(selector, "corridors:textHash"));
        }
    }

    void readBody(const Json &body, const std::string &place) {
        if (body.is_string()) return addFeature(body.get<std::string>(), place);
        if (!body.is_object()) return warn(place, "a body must be an IRI or an object");
        const Json *purpose = member(body, "purpose");
        if (has(member(body, "type"), "TextualBody")) {
            const std::string value = bounded(member(body, "value"), kMaxSummary, place + ".value");
            if (has(purpose, "classifying")) {
                const std::optional<Relation> relation = parseRelation(value);
                if (!relation)
                    return warn(place + ".value",
                                "\"" + value.substr(0, 40) +
                                    "\" is no relation (mentions, describes, claims, disputes, context)");
                m_link.relation = *relation;
                m_hasRelation = true;
            } else if (has(purpose, "describing") || (m_link.summary.empty() && has(purpose, "commenting"))) {
                m_link.summary = value;
            }
            return;
        }
        const Json *source = member(body, "source");
        addFeature(source != nullptr ? text(source) : text(member(body, "id")), place);
    }

    /// A text, or nothing and a warning when it is longer than `most`.
    std::string bounded(const Json *value, std::size_t most, const std::string &place) {
        if (value != nullptr && value->is_string() && value->get_ref<const std::string &>().size() > most) {
            warn(place, "the text is longer than " + std::to_string(most / 1000) + ",000 bytes; it is left out");
            return {};
        }
        return text(value);
    }

    void addFeature(const std::string &iri, const std::string &place) {
        if (m_link.features.size() == kMaxFeatures) {
            if (!m_tooMany) warn(place, "an annotation names at most 256 features; the rest is left out");
            m_tooMany = true;
            return;
        }
        std::string id = featureOfIri(iri);
        if (id.empty()) return;
        for (const std::string &known : m_link.features)
            if (known == id) return;
        m_link.features.push_back(std::move(id));
    }

    void setSource(const std::string &iri) {
        m_link.source = iri;
        const std::size_t doi = iri.find("doi.org/10.");
        if (doi != std::string::npos) m_link.doi = iri.substr(doi + 8);
        if (iri.starts_with("doi:10.")) m_link.doi = iri.substr(4);
        const Json *citations = member(m_envelope, "corridors:citations");
        if (citations != nullptr && !iri.empty()) m_link.citation = text(member(*citations, iri.c_str()));
    }

    static std::optional<std::size_t> count(const Json &value) {
        if (value.is_number_unsigned()) return value.get<std::size_t>();
        if (!value.is_number_integer() && !value.is_number_float()) return std::nullopt;
        const double d = value.get<double>();
        if (!(d >= 0) || d > 9e15 || d != static_cast<double>(static_cast<std::size_t>(d))) return std::nullopt;
        return static_cast<std::size_t>(d);
    }

    const Json &m_envelope;
    const std::string &m_path;
    std::vector<Warning> &m_warnings;
    Link m_link;
    bool m_hasRelation = false;
    bool m_tooMany = false;
};

} // namespace

std::optional<Link> readAnnotation(const Json &annotation, const Json &envelope, const std::string &path,
                                   const std::string &place, std::vector<Warning> &warnings) {
    return Reader(envelope, path, warnings).read(annotation, place);
}

} // namespace corridors::links
