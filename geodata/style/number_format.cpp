#include "geodata/style/number_format.hpp"

#include <algorithm>
#include <cmath>

#include <unicode/currunit.h>
#include <unicode/locid.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>

namespace corridors::style {
namespace {

using icu::number::LocalizedNumberFormatter;

struct Options {
    std::string locale;
    std::string currency;
    std::string unit;
    std::optional<double> minFraction;
    std::optional<double> maxFraction;
};

constexpr int kMaxFractionDigits = 20; // ECMA-402, SetNumberFormatDigitOptions (edition of 2022)

bool isDigitCount(const std::optional<double> &n) { return !n || (*n >= 0 && *n <= kMaxFractionDigits); }

// A precision by ECMA-402: 0 to 3 decimals by default, 2 for currencies; one given bound moves the other.
std::optional<icu::number::Precision> precisionOf(const Options &o) {
    if (!isDigitCount(o.minFraction) || !isDigitCount(o.maxFraction)) return std::nullopt;
    const int defaultMin = o.currency.empty() ? 0 : 2;
    const int defaultMax = o.currency.empty() ? 3 : 2;
    int least = o.minFraction ? static_cast<int>(*o.minFraction) : -1;
    int most = o.maxFraction ? static_cast<int>(*o.maxFraction) : -1;
    if (least < 0) least = most < 0 ? defaultMin : std::min(defaultMin, most);
    if (most < 0) most = std::max(defaultMax, least);
    if (least > most) return std::nullopt;
    return icu::number::Precision::minMaxFraction(least, most);
}

std::optional<LocalizedNumberFormatter> makeFormatter(const Options &o) {
    const auto precision = precisionOf(o);
    if (!precision) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag(o.locale.empty() ? "en-US" : o.locale, status);
    if (U_FAILURE(status)) return std::nullopt;
    auto formatter = icu::number::NumberFormatter::withLocale(locale)
                         .precision(*precision)
                         .roundingMode(UNUM_ROUND_HALFUP); // ICU's "half up" rounds away from zero, as ECMA-402 asks
    if (!o.currency.empty()) {
        auto code = icu::UnicodeString::fromUTF8(o.currency);
        formatter = formatter.unit(icu::CurrencyUnit(code.getTerminatedBuffer(), status));
    } else if (!o.unit.empty()) {
        formatter = formatter.unit(icu::MeasureUnit::forIdentifier(o.unit, status)).unitWidth(UNUM_UNIT_WIDTH_SHORT);
    }
    if (U_FAILURE(status)) return std::nullopt;
    return formatter;
}

struct NumberFormatNode final : Node {
    NodePtr number;
    NodePtr locale, currency, unit, minFraction, maxFraction; // null where not given
    std::optional<LocalizedNumberFormatter> prepared;         // when all options are literals
    using Node::Node;

    [[nodiscard]] std::vector<const NodePtr *> options() const {
        return {&locale, &currency, &unit, &minFraction, &maxFraction};
    }

    [[nodiscard]] Value evaluate(const Evaluation &e) const override {
        const Value value = number->evaluate(e);
        if (value.isFault()) return value;
        if (prepared) return formatted(e, *prepared, *value.number());
        Options o;
        const Value problem = evaluateOptions(e, o);
        if (problem.isFault()) return problem;
        const auto formatter = makeFormatter(o);
        if (!formatter) return fault(e, [] { return std::string("The number-format options are not usable."); });
        return formatted(e, *formatter, *value.number());
    }
    void visitChildren(const NodeVisitor &visit) const override {
        visit(*number);
        for (const NodePtr *option : options())
            if (*option) visit(**option);
    }
    // Null, or the fault of an option.
    [[nodiscard]] Value evaluateOptions(const Evaluation &e, Options &out) const {
        std::vector<Value> values;
        for (const NodePtr *option : options()) {
            values.push_back(*option ? (*option)->evaluate(e) : Value());
            if (values.back().isFault()) return values.back();
        }
        out.locale = toText(values[0]);
        out.currency = toText(values[1]);
        out.unit = toText(values[2]);
        if (values[3].number()) out.minFraction = *values[3].number();
        if (values[4].number()) out.maxFraction = *values[4].number();
        return {};
    }

private:
    [[nodiscard]] Value formatted(const Evaluation &e, const LocalizedNumberFormatter &formatter, double n) const {
        UErrorCode status = U_ZERO_ERROR;
        const auto text = formatter.formatDouble(n, status).toString(status);
        if (U_FAILURE(status)) return fault(e, [] { return std::string("The number cannot be formatted."); });
        std::string out;
        text.toUTF8String(out);
        return Value(std::move(out));
    }
};

void prepare(NumberFormatNode &node) {
    for (const NodePtr *option : node.options())
        if (*option && (*option)->role() != NodeRole::Literal) return;
    const EvaluationContext nothing;
    const Value noState;
    Options options;
    if (!node.evaluateOptions(Evaluation{nothing, noState, nullptr}, options).isFault())
        node.prepared = makeFormatter(options);
}

} // namespace

NodePtr parseNumberFormat(const Json &args, const Context &context) {
    if (args.size() != 3) return context.error("Expected two arguments.");
    auto node = std::make_shared<NumberFormatNode>(Kind::String, context.key());
    node->number = context.parse(args[1], 1, Type(Kind::Number));
    if (!node->number) return nullptr;
    const Json &options = args[2];
    if (!options.is_object()) return context.error("NumberFormat options argument must be an object.");
    const auto option = [&](const char *name, const Type &type, NodePtr &out) {
        const auto it = options.find(name);
        if (it == options.end() || !toValue(*it).isTruthy()) return true;
        out = context.parse(*it, 1, type);
        return out != nullptr;
    };
    if (!option("locale", Kind::String, node->locale)) return nullptr;
    if (!option("currency", Kind::String, node->currency)) return nullptr;
    if (!option("unit", Kind::String, node->unit)) return nullptr;
    if (node->currency && node->unit)
        return context.error("NumberFormat options `currency` and `unit` are mutually exclusive");
    if (!option("min-fraction-digits", Kind::Number, node->minFraction)) return nullptr;
    if (!option("max-fraction-digits", Kind::Number, node->maxFraction)) return nullptr;
    prepare(*node);
    return node;
}

} // namespace corridors::style
