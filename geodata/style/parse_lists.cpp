// Operators on lists and strings: at, in, index-of, length, slice.
#include <algorithm>
#include <cmath>

#include "geodata/style/compiler.hpp"
#include "geodata/style/number_text.hpp"
#include "geodata/style/utf8.hpp"

namespace corridors::style {
namespace {

bool isPlain(const Value &value) {
    return value.isNull() || value.boolean() || value.number() || value.string().has_value();
}

bool isPlainType(const Type &type) {
    return type.is(Kind::Boolean) || type.is(Kind::String) || type.is(Kind::Number) || type.is(Kind::Null) ||
           type.is(Kind::Any);
}

const List *plainList(const Value &value) {
    const List *list = value.list();
    return list && list->kind == Kind::Array ? list : nullptr;
}

constexpr auto kNeedle = "Expected first argument to be of type boolean, string, number or null, but found ";
constexpr auto kHaystack = "Expected second argument to be of type array or string, but found ";
constexpr auto kSliceInput = "Expected first argument to be of type array or string, but found ";

std::string found(const Value &value) { return typeName(typeOf(value)) + " instead."; }

// What is searched for in a string: String(needle) of ECMAScript.
std::string needleText(const Value &needle) { return needle.isNull() ? "null" : toText(needle); }

struct AtNode final : Node {
    NodePtr index;
    NodePtr input;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value at = index->evaluate(e);
        if (at.isFault()) return at;
        const Value value = input->evaluate(e);
        if (value.isFault()) return value;
        const auto &items = value.list()->items;
        const double i = *at.number();
        const auto bounds = [&](const std::string &limit) {
            return "Array index out of bounds: " + numberText(i) + limit;
        };
        if (i < 0) return fault(e, [&] { return bounds(" < 0."); });
        if (i >= static_cast<double>(items.size()))
            return fault(e, [&] { return bounds(" > " + numberText(static_cast<double>(items.size()) - 1) + "."); });
        if (i != std::floor(i))
            return fault(e, [&] { return "Array index must be an integer, but found " + numberText(i) + " instead."; });
        return items[static_cast<std::size_t>(i)];
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*index);
        visit(*input);
    }
};

struct InNode final : Node {
    NodePtr needle;
    NodePtr haystack;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value what = needle->evaluate(e);
        if (what.isFault()) return what;
        const Value where = haystack->evaluate(e);
        if (where.isFault()) return where;
        if (!where.isTruthy()) return Value(false);
        if (!isPlain(what)) return fault(e, [&] { return kNeedle + found(what); });
        if (const auto text = where.string()) {
            const bool contained = what.string() ? text->find(*what.string()) != std::string_view::npos
                                                 : text->find(needleText(what)) != std::string_view::npos;
            return Value(contained);
        }
        const List *list = plainList(where);
        if (!list) return fault(e, [&] { return kHaystack + found(where); });
        return Value(std::any_of(list->items.begin(), list->items.end(),
                                 [&](const Value &item) { return strictlyEqual(item, what); }));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*needle);
        visit(*haystack);
    }
};

struct IndexOfNode final : Node {
    NodePtr needle;
    NodePtr haystack;
    NodePtr from; // null: from the start
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value what = needle->evaluate(e);
        if (what.isFault()) return what;
        const Value where = haystack->evaluate(e);
        if (where.isFault()) return where;
        if (!isPlain(what)) return fault(e, [&] { return kNeedle + found(what); });
        const Value start = from ? from->evaluate(e) : Value(0.0);
        if (start.isFault()) return start;
        const double first = std::isnan(*start.number()) ? 0 : std::trunc(*start.number());
        if (const auto text = where.string()) return Value(indexInText(*text, needleText(what), first));
        const List *list = plainList(where);
        if (!list) return fault(e, [&] { return kHaystack + found(where); });
        return Value(indexInList(list->items, what, first));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*needle);
        visit(*haystack);
        if (from) visit(*from);
    }

private:
    static double indexInText(std::string_view text, std::string_view what, double first) {
        const std::size_t unit = first <= 0                                  ? 0
                                 : first >= static_cast<double>(text.size()) ? text.size()
                                                                             : static_cast<std::size_t>(first);
        const std::size_t at = text.find(what, byteOfUtf16(text, unit));
        return at == std::string_view::npos ? -1 : static_cast<double>(codePointCount(text.substr(0, at)));
    }
    static double indexInList(const std::vector<Value> &items, const Value &what, double first) {
        const auto size = static_cast<double>(items.size());
        if (first < 0) first = std::max(0.0, size + first);
        for (double i = first; i < size; ++i)
            if (strictlyEqual(items[static_cast<std::size_t>(i)], what)) return i;
        return -1;
    }
};

struct LengthNode final : Node {
    NodePtr input;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = input->evaluate(e);
        if (value.isFault()) return value;
        if (const auto text = value.string()) return Value(static_cast<double>(codePointCount(*text)));
        if (const List *list = plainList(value)) return Value(static_cast<double>(list->items.size()));
        return fault(e, [&] { return "Expected value to be of type string or array, but found " + found(value); });
    }
    void visitChildren(const NodeVisitor &visit) const override { visit(*input); }
};

struct SliceNode final : Node {
    NodePtr input;
    NodePtr begin;
    NodePtr end; // null: to the end
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = input->evaluate(e);
        if (value.isFault()) return value;
        const Value from = begin->evaluate(e);
        if (from.isFault()) return from;
        const Value to = end ? end->evaluate(e) : Value();
        if (to.isFault()) return to;
        if (const auto text = value.string()) {
            const auto [first, last] = range(from, to, codePointCount(*text));
            const std::size_t a = byteOfCodePoint(*text, first);
            const std::size_t bytes = byteOfCodePoint(text->substr(a), last - first);
            return Value(std::string(text->substr(a, bytes)));
        }
        const List *list = plainList(value);
        if (!list) return fault(e, [&] { return kSliceInput + found(value); });
        const auto [first, last] = range(from, to, list->items.size());
        using Offset = std::vector<Value>::difference_type;
        const auto start = list->items.begin() + static_cast<Offset>(first);
        return Value(List{Kind::Array, {start, start + static_cast<Offset>(last - first)}});
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*input);
        visit(*begin);
        if (end) visit(*end);
    }

private:
    // ECMA-262's relative indices: negative ones count from the end.
    static std::size_t absolute(double index, double size) {
        if (std::isnan(index)) return 0;
        index = std::trunc(index);
        return static_cast<std::size_t>(index < 0 ? std::max(0.0, size + index) : std::min(index, size));
    }
    static std::pair<std::size_t, std::size_t> range(const Value &from, const Value &to, std::size_t size) {
        const auto n = static_cast<double>(size);
        const std::size_t first = absolute(*from.number(), n);
        const std::size_t last = to.number() ? absolute(*to.number(), n) : size;
        return {first, std::max(first, last)};
    }
};

std::string count(const Json &args) { return std::to_string(args.size() - 1); }

NodePtr parseAt(const Json &args, const Context &context) {
    if (args.size() != 3) return context.error("Expected 2 arguments, but found " + count(args) + " instead.");
    NodePtr index = context.parse(args[1], 1, Type(Kind::Number));
    NodePtr input = context.parse(args[2], 2, Type::array(context.expected().value_or(Kind::Any)));
    if (!index || !input) return nullptr;
    auto node = std::make_shared<AtNode>(input->type.itemType(), context.key());
    node->index = std::move(index);
    node->input = std::move(input);
    return node;
}

NodePtr parseIn(const Json &args, const Context &context) {
    if (args.size() != 3) return context.error("Expected 2 arguments, but found " + count(args) + " instead.");
    auto node = std::make_shared<InNode>(Kind::Boolean, context.key());
    node->needle = context.parse(args[1], 1, Type(Kind::Any));
    node->haystack = context.parse(args[2], 2, Type(Kind::Any));
    if (!node->needle || !node->haystack) return nullptr;
    if (!isPlainType(node->needle->type)) return context.error(kNeedle + typeName(node->needle->type) + " instead");
    return node;
}

NodePtr parseIndexOf(const Json &args, const Context &context) {
    if (args.size() <= 2 || args.size() >= 5)
        return context.error("Expected 2 or 3 arguments, but found " + count(args) + " instead.");
    auto node = std::make_shared<IndexOfNode>(Kind::Number, context.key());
    node->needle = context.parse(args[1], 1, Type(Kind::Any));
    node->haystack = context.parse(args[2], 2, Type(Kind::Any));
    if (!node->needle || !node->haystack) return nullptr;
    if (!isPlainType(node->needle->type)) return context.error(kNeedle + typeName(node->needle->type) + " instead");
    if (args.size() == 4) {
        node->from = context.parse(args[3], 3, Type(Kind::Number));
        if (!node->from) return nullptr;
    }
    return node;
}

NodePtr parseLength(const Json &args, const Context &context) {
    if (args.size() != 2) return context.error("Expected 1 argument, but found " + count(args) + " instead.");
    auto node = std::make_shared<LengthNode>(Kind::Number, context.key());
    node->input = context.parse(args[1], 1);
    if (!node->input) return nullptr;
    const Type &type = node->input->type;
    if (!type.is(Kind::Array) && !type.is(Kind::String) && !type.is(Kind::Any))
        return context.error("Expected argument of type string or array, but found " + typeName(type) + " instead.");
    return node;
}

NodePtr parseSlice(const Json &args, const Context &context) {
    if (args.size() <= 2 || args.size() >= 5)
        return context.error("Expected 2 or 3 arguments, but found " + count(args) + " instead.");
    NodePtr input = context.parse(args[1], 1, Type(Kind::Any));
    NodePtr begin = context.parse(args[2], 2, Type(Kind::Number));
    if (!input || !begin) return nullptr;
    const Type type = input->type;
    if (!type.is(Kind::Array) && !type.is(Kind::String) && !type.is(Kind::Any))
        return context.error(kSliceInput + typeName(type) + " instead");
    auto node = std::make_shared<SliceNode>(type, context.key());
    node->input = std::move(input);
    node->begin = std::move(begin);
    if (args.size() == 4) {
        node->end = context.parse(args[3], 3, Type(Kind::Number));
        if (!node->end) return nullptr;
    }
    return node;
}

} // namespace

void addListOperators(OperatorTable &table) {
    table["at"] = parseAt;
    table["in"] = parseIn;
    table["index-of"] = parseIndexOf;
    table["length"] = parseLength;
    table["slice"] = parseSlice;
}

} // namespace corridors::style
