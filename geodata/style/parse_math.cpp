// Arithmetic and boolean operators.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geodata/style/function_table.hpp"

namespace corridors::style {
namespace {

using Arguments = std::span<const Value>;

double num(const Value &value) { return *value.number(); }

// The spec rounds halves away from zero, as std::round does.
template <double (*compute)(double)>
Value unary(const FunctionNode &, const Evaluation &, Arguments a) {
    return Value(compute(num(a[0])));
}

template <double (*compute)(double, double)>
Value binary(const FunctionNode &, const Evaluation &, Arguments a) {
    return Value(compute(num(a[0]), num(a[1])));
}

double divide(double a, double b) { return a / b; }

Value minus(const FunctionNode &, const Evaluation &, Arguments a) {
    return Value(a.size() == 2 ? num(a[0]) - num(a[1]) : -num(a[0]));
}

Value logicalNot(const FunctionNode &, const Evaluation &, Arguments a) { return Value(!a[0].isTruthy()); }

template <int index>
Value constant(const FunctionNode &, const Evaluation &, Arguments) {
    return Value(index == 0 ? std::numbers::ln2 : index == 1 ? std::numbers::pi : std::numbers::e);
}

Function numeric(std::size_t count, Apply apply) {
    return {Kind::Number, {{std::vector<Type>(count, Type(Kind::Number)), false}}, apply};
}

const FunctionTable &functions() {
    static const FunctionTable kFunctions = {
        {"ln2", numeric(0, constant<0>)},
        {"pi", numeric(0, constant<1>)},
        {"e", numeric(0, constant<2>)},
        {"/", numeric(2, binary<divide>)},
        {"%", numeric(2, binary<std::fmod>)},
        {"^", numeric(2, binary<std::pow>)},
        {"-", {Kind::Number, {{{Kind::Number, Kind::Number}}, {{Kind::Number}}}, minus}},
        {"sqrt", numeric(1, unary<std::sqrt>)},
        {"ln", numeric(1, unary<std::log>)},
        {"log2", numeric(1, unary<std::log2>)},
        {"log10", numeric(1, unary<std::log10>)},
        {"sin", numeric(1, unary<std::sin>)},
        {"cos", numeric(1, unary<std::cos>)},
        {"tan", numeric(1, unary<std::tan>)},
        {"asin", numeric(1, unary<std::asin>)},
        {"acos", numeric(1, unary<std::acos>)},
        {"atan", numeric(1, unary<std::atan>)},
        {"abs", numeric(1, unary<std::fabs>)},
        {"round", numeric(1, unary<std::round>)},
        {"floor", numeric(1, unary<std::floor>)},
        {"ceil", numeric(1, unary<std::ceil>)},
        {"!", {Kind::Boolean, {{{Kind::Boolean}}}, logicalNot}},
    };
    return kFunctions;
}

enum class Fold : std::uint8_t { Sum, Product, Smallest, Largest };

// +, *, min, max over any number of arguments, without a list in between.
struct FoldNode final : Node {
    Fold fold;
    std::vector<NodePtr> args;
    FoldNode(Fold f, std::vector<NodePtr> a, std::string k)
        : Node(Kind::Number, std::move(k)), fold(f), args(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        double result = start();
        for (const NodePtr &arg : args) {
            const Value value = arg->evaluate(e);
            if (value.isFault()) return value;
            result = combine(result, num(value));
        }
        return Value(result);
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &arg : args) visit(*arg);
    }

private:
    [[nodiscard]] double start() const {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        switch (fold) {
        case Fold::Sum: return 0;
        case Fold::Product: return 1;
        case Fold::Smallest: return kInfinity;
        case Fold::Largest: return -kInfinity;
        }
        return 0;
    }
    [[nodiscard]] double combine(double a, double b) const {
        switch (fold) {
        case Fold::Sum: return a + b;
        case Fold::Product: return a * b;
        case Fold::Smallest: return std::isnan(a) || a < b ? a : b; // NaN wins, as in ECMAScript
        case Fold::Largest: return std::isnan(a) || a > b ? a : b;
        }
        return 0;
    }
};

template <Fold fold>
NodePtr parseFold(const Json &args, const Context &context) {
    std::vector<NodePtr> parsed;
    if (!parseBySignature(args, context, {{{Kind::Number}, true}}, parsed)) return nullptr;
    return std::make_shared<FoldNode>(fold, std::move(parsed), context.key());
}

// all and any stop at the first argument that decides.
struct LogicNode final : Node {
    bool decisive; // false for all, true for any
    std::vector<NodePtr> args;
    LogicNode(bool d, std::vector<NodePtr> a, std::string k)
        : Node(Kind::Boolean, std::move(k)), decisive(d), args(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        for (const NodePtr &arg : args) {
            const Value value = arg->evaluate(e);
            if (value.isFault()) return value;
            if (value.isTruthy() == decisive) return Value(decisive);
        }
        return Value(!decisive);
    }
    void visitChildren(const NodeVisitor &visit) const override {
        for (const NodePtr &arg : args) visit(*arg);
    }
};

template <bool decisive>
NodePtr parseLogic(const Json &args, const Context &context) {
    std::vector<NodePtr> parsed;
    const std::vector<Signature> signatures = {{{Kind::Boolean, Kind::Boolean}, false}, {{Kind::Boolean}, true}};
    if (!parseBySignature(args, context, signatures, parsed)) return nullptr;
    return std::make_shared<LogicNode>(decisive, std::move(parsed), context.key());
}

NodePtr parseNumeric(const Json &args, const Context &context) { return parseFunction(args, context, functions()); }

} // namespace

void addMathOperators(OperatorTable &table) {
    for (const auto &[name, function] : functions()) table[name] = parseNumeric;
    table["+"] = parseFold<Fold::Sum>;
    table["*"] = parseFold<Fold::Product>;
    table["min"] = parseFold<Fold::Smallest>;
    table["max"] = parseFold<Fold::Largest>;
    table["all"] = parseLogic<false>;
    table["any"] = parseLogic<true>;
}

} // namespace corridors::style
