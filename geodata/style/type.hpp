// The static types of the expression language (MapLibre Style Spec v8, "Expressions / Types") and their subtyping.
// Used by the expression compiler for checking and by values for their `typeof`. Not the C++ types of properties.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace corridors::style {

enum class Kind : std::uint8_t {
    Null,
    Number,
    String,
    Boolean,
    Color,
    Object,
    Any, ///< the spec's "value": any of the others, known only when evaluated
    Array,
    Error, ///< of ["error", text]: fits everywhere
    Collator,
    Formatted,
    Padding,
    NumberArray,
    ColorArray,
    Image,
    Projection,
    AnchorOffsets
};

/// A type; for arrays also the items' type and, where it is fixed, their number. A cheap value.
struct Type {
    Kind kind = Kind::Any;
    std::shared_ptr<const Type> item;  ///< arrays only; null stands for items of any type
    std::optional<std::size_t> length; ///< arrays only

    Type() = default;
    Type(Kind k) : kind(k) {} // NOLINT: a kind is a type, implicitly
    [[nodiscard]] static Type array(const Type &item, std::optional<std::size_t> length = {});
    [[nodiscard]] Type itemType() const { return item ? *item : Type(Kind::Any); }
    [[nodiscard]] bool is(Kind k) const { return kind == k; }
};

/// "number", "array<string, 2>", ... as the spec writes types.
[[nodiscard]] std::string typeName(const Type &type);

/// Whether a value of type `actual` may stand where `expected` is asked for.
[[nodiscard]] bool isSubtype(const Type &expected, const Type &actual);

/// "Expected array<number> but found string instead."
[[nodiscard]] std::string mismatchText(const Type &expected, const Type &actual);

} // namespace corridors::style
