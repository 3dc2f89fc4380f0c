// Comparison operators: ==, !=, <, <=, >, >=, with an optional collator.
#include "geodata/style/collation.hpp"
#include "geodata/style/compiler.hpp"

namespace corridors::style {
namespace {

enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

constexpr bool isOrdering(Comparison op) { return op != Comparison::Equal && op != Comparison::NotEqual; }

// The result for a three-way order (< 0, 0, > 0).
bool holds(Comparison op, int order) {
    switch (op) {
    case Comparison::Equal: return order == 0;
    case Comparison::NotEqual: return order != 0;
    case Comparison::Less: return order < 0;
    case Comparison::LessOrEqual: return order <= 0;
    case Comparison::Greater: return order > 0;
    case Comparison::GreaterOrEqual: return order >= 0;
    }
    return false;
}

bool holds(Comparison op, double a, double b) {
    switch (op) {
    case Comparison::Equal: return a == b;
    case Comparison::NotEqual: return a != b;
    case Comparison::Less: return a < b;
    case Comparison::LessOrEqual: return a <= b;
    case Comparison::Greater: return a > b;
    case Comparison::GreaterOrEqual: return a >= b;
    }
    return false;
}

struct ComparisonNode final : Node {
    Comparison op;
    std::string name;
    NodePtr left;
    NodePtr right;
    NodePtr collator; // null: none
    ComparisonNode(Comparison o, std::string n, std::string k)
        : Node(Kind::Boolean, std::move(k)), op(o), name(std::move(n)) {}

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value a = left->evaluate(e);
        if (a.isFault()) return a;
        const Value b = right->evaluate(e);
        if (b.isFault()) return b;
        const auto textA = a.string();
        const auto textB = b.string();
        if (collator && textA && textB) {
            const Value by = collator->evaluate(e);
            if (by.isFault()) return by;
            return Value(holds(op, by.collation()->compare(*textA, *textB)));
        }
        if (!isOrdering(op)) return Value(strictlyEqual(a, b) == (op == Comparison::Equal));
        if (a.number() && b.number()) return Value(holds(op, *a.number(), *b.number()));
        if (textA && textB) return Value(holds(op, textA->compare(*textB)));
        return fault(e, [&] {
            return "Expected arguments for \"" + name + "\" to be (string, string) or (number, number), but found (" +
                   kindOf(a) + ", " + kindOf(b) + ") instead.";
        });
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*left);
        visit(*right);
        if (collator) visit(*collator);
    }

private:
    static std::string kindOf(const Value &value) {
        const Kind kind = value.kind();
        return kind == Kind::Array ? "array" : typeName(kind);
    }
};

bool isComparable(Comparison op, const Type &type) {
    const bool always = type.is(Kind::String) || type.is(Kind::Number) || type.is(Kind::Any);
    return always || (!isOrdering(op) && (type.is(Kind::Boolean) || type.is(Kind::Null)));
}

template <Comparison op>
NodePtr parseComparison(const Json &args, const Context &context) {
    if (args.size() != 3 && args.size() != 4) return context.error("Expected two or three arguments.");
    auto node = std::make_shared<ComparisonNode>(op, args[0].get<std::string>(), context.key());
    for (std::size_t i = 1; i <= 2; ++i) {
        NodePtr side = context.parse(args[i], i, Type(Kind::Any));
        if (!side) return nullptr;
        if (!isComparable(op, side->type))
            return context.errorAt(i, "\"" + node->name + "\" comparisons are not supported for type '" +
                                          typeName(side->type) + "'.");
        (i == 1 ? node->left : node->right) = std::move(side);
    }
    const Type left = node->left->type;
    const Type right = node->right->type;
    const bool untyped = left.is(Kind::Any) || right.is(Kind::Any);
    if (left.kind != right.kind && !untyped)
        return context.error("Cannot compare types '" + typeName(left) + "' and '" + typeName(right) + "'.");
    if (isOrdering(op) && left.kind != right.kind) {
        // One side is typed: the other must turn out to be of that type.
        NodePtr &open = left.is(Kind::Any) ? node->left : node->right;
        open = makeAssertion(left.is(Kind::Any) ? right : left, {open}, context.key());
    }
    if (args.size() == 4) {
        if (!left.is(Kind::String) && !right.is(Kind::String) && !untyped)
            return context.error("Cannot use collator to compare non-string types.");
        node->collator = context.parse(args[3], 3, Type(Kind::Collator));
        if (!node->collator) return nullptr;
    }
    return node;
}

struct CollatorNode final : Node {
    NodePtr caseSensitive;
    NodePtr diacriticSensitive;
    NodePtr locale;                            // null: the default
    std::shared_ptr<const Collation> prepared; // when all options are literals
    using Node::Node;

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        if (prepared) return Value(prepared);
        const Value byCase = caseSensitive->evaluate(e);
        if (byCase.isFault()) return byCase;
        const Value byDiacritic = diacriticSensitive->evaluate(e);
        if (byDiacritic.isFault()) return byDiacritic;
        const Value tag = locale ? locale->evaluate(e) : Value();
        if (tag.isFault()) return tag;
        return Value(Collation::make(byCase.isTruthy(), byDiacritic.isTruthy(), tag.string().value_or("")));
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*caseSensitive);
        visit(*diacriticSensitive);
        if (locale) visit(*locale);
    }
    // Depends on the machine's locale data, so it is never replaced by a literal.
    [[nodiscard]] Reads reads() const override { return {.unfoldable = true}; }
};

NodePtr parseCollator(const Json &args, const Context &context) {
    if (args.size() != 2) return context.error("Expected one argument.");
    if (!args[1].is_object()) return context.error("Collator options argument must be an object.");
    const Json &options = args[1];
    auto node = std::make_shared<CollatorNode>(Kind::Collator, context.key());
    node->caseSensitive = context.parse(options.value("case-sensitive", Json(false)), 1, Type(Kind::Boolean));
    if (!node->caseSensitive) return nullptr;
    node->diacriticSensitive = context.parse(options.value("diacritic-sensitive", Json(false)), 1, Type(Kind::Boolean));
    if (!node->diacriticSensitive) return nullptr;
    if (const auto it = options.find("locale"); it != options.end() && toValue(*it).isTruthy()) {
        node->locale = context.parse(*it, 1, Type(Kind::String));
        if (!node->locale) return nullptr;
    }
    bool literal = true;
    node->visitChildren([&](const Node &child) { literal = literal && child.role() == NodeRole::Literal; });
    if (literal) {
        const auto valueOf = [](const NodePtr &child) { return static_cast<const LiteralNode &>(*child).value; };
        node->prepared =
            Collation::make(valueOf(node->caseSensitive).isTruthy(), valueOf(node->diacriticSensitive).isTruthy(),
                            node->locale ? toText(valueOf(node->locale)) : std::string());
    }
    return node;
}

struct ResolvedLocaleNode final : Node {
    NodePtr collator;
    using Node::Node;
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = collator->evaluate(e);
        return value.isFault() ? value : Value(value.collation()->resolvedLocale());
    }
    void visitChildren(const NodeVisitor &visit) const override { visit(*collator); }
};

NodePtr parseResolvedLocale(const Json &args, const Context &context) {
    if (args.size() != 2) return context.error("Expected one argument.");
    auto node = std::make_shared<ResolvedLocaleNode>(Kind::String, context.key());
    node->collator = context.parse(args[1], 1, Type(Kind::Collator));
    if (!node->collator) return nullptr;
    return node;
}

} // namespace

void addComparisonOperators(OperatorTable &table) {
    table["=="] = parseComparison<Comparison::Equal>;
    table["!="] = parseComparison<Comparison::NotEqual>;
    table["<"] = parseComparison<Comparison::Less>;
    table["<="] = parseComparison<Comparison::LessOrEqual>;
    table[">"] = parseComparison<Comparison::Greater>;
    table[">="] = parseComparison<Comparison::GreaterOrEqual>;
    table["collator"] = parseCollator;
    table["resolved-locale"] = parseResolvedLocale;
}

} // namespace corridors::style
