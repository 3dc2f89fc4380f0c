// Operators that make text: concat, upcase, downcase, split, join, format, image.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "geodata/style/function_table.hpp"
#include "geodata/style/number_format.hpp"
#include "geodata/style/utf8.hpp"

namespace corridors::style {
namespace {

using Arguments = std::span<const Value>;

// Nested lets can double a text at every step; labels are short.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;

Value limited(const Node &node, const Evaluation &e, std::string text) {
    if (text.size() > kMaxTextBytes)
        return node.fault(e, [] { return std::string("The text is longer than a megabyte."); });
    return Value(std::move(text));
}

template <bool upper>
Value changeCase(const FunctionNode &, const Evaluation &, Arguments a) {
    const std::string_view text = *a[0].string();
    icu::UnicodeString u = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::string out;
    (upper ? u.toUpper(icu::Locale::getRoot()) : u.toLower(icu::Locale::getRoot())).toUTF8String(out);
    return Value(std::move(out));
}

Value split(const FunctionNode &, const Evaluation &, Arguments a) {
    const std::string_view text = *a[0].string();
    const std::string_view separator = *a[1].string();
    List parts;
    std::size_t begin = 0;
    if (separator.empty()) { // into characters
        while (begin < text.size()) {
            const std::size_t bytes = byteOfCodePoint(text.substr(begin), 1);
            parts.items.emplace_back(std::string(text.substr(begin, bytes)));
            begin += bytes;
        }
        return Value(std::move(parts));
    }
    for (;;) {
        const std::size_t end = text.find(separator, begin);
        parts.items.emplace_back(std::string(text.substr(begin, end - begin)));
        if (end == std::string_view::npos) return Value(std::move(parts));
        begin = end + separator.size();
    }
}

Value join(const FunctionNode &node, const Evaluation &e, Arguments a) {
    std::string out;
    const auto &items = a[0].list()->items;
    for (std::size_t i = 0; i < items.size() && out.size() <= kMaxTextBytes; ++i) {
        if (i > 0) out += *a[1].string();
        out += toText(items[i]);
    }
    return limited(node, e, std::move(out));
}

const FunctionTable &functions() {
    static const FunctionTable kFunctions = {
        {"upcase", {Kind::String, {{{Kind::String}}}, changeCase<true>}},
        {"downcase", {Kind::String, {{{Kind::String}}}, changeCase<false>}},
        {"split", {Type::array(Kind::String), {{{Kind::String, Kind::String}}}, split}},
        {"join", {Kind::String, {{{Type::array(Kind::String), Kind::String}}}, join}},
    };
    return kFunctions;
}

NodePtr parsePlain(const Json &args, const Context &context) { return parseFunction(args, context, functions()); }

struct ConcatNode final : Node {
    std::vector<NodePtr> args;
    ConcatNode(std::vector<NodePtr> a, std::string k) : Node(Kind::String, std::move(k)), args(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        std::string out;
        for (const NodePtr &arg : args) {
            const Value value = arg->evaluate(e);
            if (value.isFault()) return value;
            if (const auto text = value.string()) {
                out += *text;
            } else {
                out += toText(value);
            }
            if (out.size() > kMaxTextBytes) break;
        }
        return limited(*this, e, std::move(out));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &arg : args) visit(*arg);
    }
};

NodePtr parseConcat(const Json &args, const Context &context) {
    std::vector<NodePtr> parsed;
    if (!parseBySignature(args, context, {{{Kind::Any}, true}}, parsed)) return nullptr;
    return std::make_shared<ConcatNode>(std::move(parsed), context.key());
}

struct FormatNode final : Node {
    struct Section {
        NodePtr content, scale, font, color, verticalAlign; // all but the first may be null
    };
    std::vector<Section> sections;
    using Node::Node;

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        Formatted text;
        for (const Section &section : sections) {
            FormattedSection out;
            const Value problem = evaluateSection(section, e, out);
            if (problem.isFault()) return problem;
            text.sections.push_back(std::move(out));
        }
        return Value(std::move(text));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const Section &s : sections)
            for (const NodePtr *part : {&s.content, &s.scale, &s.font, &s.color, &s.verticalAlign})
                if (*part) visit(**part);
    }

private:
    // Null, or the fault of a part.
    static Value evaluateSection(const Section &section, const Evaluation &e, FormattedSection &out) {
        const Value content = section.content->evaluate(e);
        if (content.isFault()) return content;
        if (const Image *image = content.image()) {
            out.image = image->name;
        } else {
            out.text = toText(content);
        }
        const Value scale = section.scale ? section.scale->evaluate(e) : Value();
        if (scale.isFault()) return scale;
        if (scale.number()) out.scale = *scale.number();
        const Value font = section.font ? section.font->evaluate(e) : Value();
        if (font.isFault()) return font;
        if (const List *names = font.list())
            for (const Value &name : names->items) out.font += (out.font.empty() ? "" : ",") + toText(name);
        const Value color = section.color ? section.color->evaluate(e) : Value();
        if (color.isFault()) return color;
        if (color.color()) out.color = *color.color();
        const Value align = section.verticalAlign ? section.verticalAlign->evaluate(e) : Value();
        if (align.isFault()) return align;
        out.verticalAlign = toText(align);
        return {};
    }
};

// The options object behind a section; false after an error.
bool parseSectionOptions(const Json &options, const Context &context, FormatNode::Section &section) {
    const auto option = [&](const char *name, const Type &type, NodePtr &out) {
        const auto it = options.find(name);
        if (it == options.end() || !toValue(*it).isTruthy()) return true;
        out = context.parse(*it, 1, type);
        return out != nullptr;
    };
    if (!option("font-scale", Kind::Number, section.scale)) return false;
    if (!option("text-font", Type::array(Kind::String), section.font)) return false;
    if (!option("text-color", Kind::Color, section.color)) return false;
    const auto align = options.find("vertical-align");
    if (align != options.end() && align->is_string()) {
        const auto word = align->get<std::string>();
        if (!word.empty() && word != "bottom" && word != "center" && word != "top")
            return context.error("'vertical-align' must be one of: 'bottom', 'center', 'top' but found '" + word +
                                 "' instead.");
    }
    return option("vertical-align", Kind::String, section.verticalAlign);
}

NodePtr parseFormat(const Json &args, const Context &context) {
    if (args.size() < 2) return context.error("Expected at least one argument.");
    if (args[1].is_object() || args[1].is_null())
        return context.error("First argument must be an image or text section.");
    auto node = std::make_shared<FormatNode>(Kind::Formatted, context.key());
    bool optionsMayFollow = false;
    for (std::size_t i = 1; i < args.size(); ++i) {
        if (optionsMayFollow && args[i].is_object()) {
            optionsMayFollow = false;
            if (!parseSectionOptions(args[i], context, node->sections.back())) return nullptr;
            continue;
        }
        NodePtr content = context.parse(args[i], 1, Type(Kind::Any));
        if (!content) return nullptr;
        const Type &type = content->type;
        if (!type.is(Kind::String) && !type.is(Kind::Any) && !type.is(Kind::Null) && !type.is(Kind::Image))
            return context.error("Formatted text type must be 'string', 'value', 'image' or 'null'.");
        node->sections.push_back({std::move(content), {}, {}, {}, {}});
        optionsMayFollow = true;
    }
    return node;
}

struct ImageNode final : Node {
    NodePtr name;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = name->evaluate(e);
        if (value.isFault()) return value;
        std::string text = toText(value);
        return text.empty() ? Value() : Value(Image{std::move(text)});
    }
    void visitChildren(const NodeVisitor &visit) const override { visit(*name); }
};

NodePtr parseImage(const Json &args, const Context &context) {
    if (args.size() != 2) return context.error("Expected two arguments.");
    auto node = std::make_shared<ImageNode>(Kind::Image, context.key());
    node->name = context.parse(args[1], 1, Type(Kind::String));
    if (!node->name) return context.error("No image name provided.");
    return node;
}

} // namespace

void addTextOperators(OperatorTable &table) {
    for (const auto &[name, function] : functions()) table[name] = parsePlain;
    table["concat"] = parseConcat;
    table["format"] = parseFormat;
    table["image"] = parseImage;
    table["number-format"] = parseNumberFormat;
}

} // namespace corridors::style
