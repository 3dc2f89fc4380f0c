// Value: what an expression yields, and what feature attributes become on their way in. A small tagged union: numbers,
// booleans, colours and borrowed strings need no heap; lists and objects are shared and immutable.
// Used inside geodata/style and by callers that evaluate an Expression themselves (conformance, feature panel).
//
// Lifetime: a string may be borrowed from the feature's attribute table or from the expression that made it, so a Value
// is good as long as both live. Copy the text to keep it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "geodata/style/type.hpp"

namespace corridors::style {

class Collation; // collation.hpp
class Value;

/// sRGB, straight alpha, double precision: colours survive to-string and to-rgba unrounded.
struct Rgba {
    double r = 0;
    double g = 0;
    double b = 0;
    double a = 1;
    friend bool operator==(const Rgba &, const Rgba &) = default;
};

/// A string: borrowed (owner empty) or shared.
struct Text {
    std::string_view view;
    std::shared_ptr<const std::string> owner;
};

/// A list with the kind it has in the type system: Array, Padding, NumberArray, ColorArray or AnchorOffsets.
struct List {
    Kind kind = Kind::Array;
    std::vector<Value> items;
};

/// Members in the order of their source. `kind` is Object, or Projection for {from, to, transition}.
struct Object {
    Kind kind = Kind::Object;
    std::vector<std::pair<std::string, Value>> members;
    [[nodiscard]] const Value *find(std::string_view name) const;
};

/// Result of ["image", name].
struct Image {
    std::string name;
};

struct FormattedSection;

/// Result of ["format", ...]: text in sections with their own style.
struct Formatted {
    std::vector<FormattedSection> sections;
};

/// Why an evaluation failed; `key` is the path inside the expression ("[2][1]").
struct EvaluationError {
    std::string key;
    std::string message;
};

/// Stands for "evaluation failed". Details are recorded only when the caller asked for them.
struct Fault {
    std::shared_ptr<const EvaluationError> error;
};

class Value {
public:
    Value() = default; ///< null
    explicit Value(bool b) : m_data(b) {}
    explicit Value(double d) : m_data(d) {}
    explicit Value(const Rgba &c) : m_data(c) {}
    explicit Value(std::string s);
    explicit Value(const char *) = delete;
    explicit Value(List list) : m_data(std::make_shared<const List>(std::move(list))) {}
    explicit Value(Object object) : m_data(std::make_shared<const Object>(std::move(object))) {}
    explicit Value(Image image) : m_data(std::make_shared<const Image>(std::move(image))) {}
    explicit Value(Formatted text);
    explicit Value(std::shared_ptr<const Collation> collation) : m_data(std::move(collation)) {}
    explicit Value(Fault fault) : m_data(std::move(fault)) {}
    /// A string that stays where it is; see the lifetime note above.
    [[nodiscard]] static Value borrowed(std::string_view text);

    [[nodiscard]] Kind kind() const; ///< Kind::Error for a fault
    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_data); }
    [[nodiscard]] bool isFault() const { return std::holds_alternative<Fault>(m_data); }
    /// Null, false, 0, NaN and "" count as false, everything else as true (ECMAScript's rule, which the spec uses).
    [[nodiscard]] bool isTruthy() const;

    [[nodiscard]] const bool *boolean() const { return std::get_if<bool>(&m_data); }
    [[nodiscard]] const double *number() const { return std::get_if<double>(&m_data); }
    [[nodiscard]] const Rgba *color() const { return std::get_if<Rgba>(&m_data); }
    [[nodiscard]] std::optional<std::string_view> string() const;
    [[nodiscard]] const List *list() const;
    [[nodiscard]] const Object *object() const;
    [[nodiscard]] const Image *image() const;
    [[nodiscard]] const Formatted *formatted() const;
    [[nodiscard]] const Collation *collation() const;
    /// The error of a fault; null when it is none or details were not asked for.
    [[nodiscard]] const EvaluationError *error() const;

private:
    std::variant<std::monostate, bool, double, Rgba, Text, std::shared_ptr<const List>, std::shared_ptr<const Object>,
                 std::shared_ptr<const Image>, std::shared_ptr<const Formatted>, std::shared_ptr<const Collation>,
                 Fault>
        m_data;
};

struct FormattedSection {
    std::string text;
    std::string image; ///< name of an image instead of text
    std::optional<double> scale;
    std::string font; ///< comma-separated names; empty: the label's own
    std::optional<Rgba> color;
    std::string verticalAlign;
};

/// The value's most precise type, e.g. array<number, 2>.
[[nodiscard]] Type typeOf(const Value &value);

/// Whether the value fits `type`; the same as isSubtype(type, typeOf(value)) without building a type.
[[nodiscard]] bool conforms(const Type &type, const Value &value);

/// ECMAScript's strict equality: same type and same content; lists and objects are never equal.
[[nodiscard]] bool strictlyEqual(const Value &a, const Value &b);

/// The spec's to-string: "" for null, JSON for lists and objects, "rgba(r,g,b,a)" for colours.
[[nodiscard]] std::string toText(const Value &value);

/// JSON text of a value, as ECMAScript's JSON.stringify writes it. Cut off beyond a megabyte.
[[nodiscard]] std::string toJson(const Value &value);

} // namespace corridors::style
