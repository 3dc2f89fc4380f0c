// Compiler: JSON expression -> type-checked tree of nodes, in the manner of the reference (maplibre-style-spec): types
// are inferred from the outside in, assertions and coercions are inserted where a "value" meets an expected type, and
// what depends on nothing is evaluated on the spot. Internal to geodata/style; one parse_*.cpp per operator family.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/style/json.hpp"
#include "geodata/style/node.hpp"

namespace corridors::style {

/// What to insert where a value of unknown type meets an expected type.
enum class Annotate : std::uint8_t { ByType, Assert, Coerce, Omit };

/// What reporting an error returns, so that a parse function can return it at once: no node, or false.
struct Failure {
    operator NodePtr() const { return nullptr; } // NOLINT: the conversion is its purpose
    operator bool() const { return false; }      // NOLINT
};

/// State that all contexts of one compilation share.
struct Compilation {
    std::size_t slots = 0;
    std::size_t steps = 0; ///< nodes parsed so far, re-parses included; bounds the time that bad input can take
};

/// Position in the expression while it is compiled: path, expected type and variables in scope.
class Context {
public:
    struct Binding {
        std::string name;
        NodePtr node;
        std::size_t slot = 0;
        std::size_t height = 0; ///< of the node's tree, with the trees of the variables in it
    };

    Context(Compilation &compilation, std::vector<CompileError> &errors, std::optional<Type> expected)
        : m_compilation(&compilation), m_errors(&errors), m_expected(std::move(expected)) {}

    /// Compiles `json` as argument `index` of this expression, which is expected to be of a type (or of any, nullopt).
    /// Null after an error.
    [[nodiscard]] NodePtr parse(const Json &json, std::size_t index, std::optional<Type> expected = {},
                                Annotate annotate = Annotate::ByType) const;
    /// Compiles `json` in place: same path, same expected type.
    [[nodiscard]] NodePtr parseHere(const Json &json, Annotate annotate = Annotate::ByType) const;

    /// The context of argument `index`.
    [[nodiscard]] Context child(std::size_t index, std::optional<Type> expected) const;
    [[nodiscard]] Context with(std::vector<Binding> bindings) const;
    [[nodiscard]] Context collecting(std::vector<CompileError> &errors) const;

    /// Records an error at this place, or at an argument of it.
    Failure error(std::string message) const;
    Failure errorAt(std::size_t index, std::string message) const;
    void append(const std::vector<CompileError> &errors) const;
    /// Records the mismatch unless `actual` fits.
    bool check(const Type &expected, const Type &actual) const;

    [[nodiscard]] const std::string &key() const { return m_key; }
    [[nodiscard]] const std::optional<Type> &expected() const { return m_expected; }
    /// The expected type unless it is absent or "value": what an output takes over.
    [[nodiscard]] std::optional<Type> outputType() const;
    [[nodiscard]] const Binding *find(std::string_view name) const;
    [[nodiscard]] std::size_t newSlot() const { return m_compilation->slots++; }

private:
    [[nodiscard]] NodePtr annotated(NodePtr node, Annotate annotate) const;
    [[nodiscard]] NodePtr folded(NodePtr node) const;

    Compilation *m_compilation;
    std::vector<CompileError> *m_errors;
    std::optional<Type> m_expected;
    std::string m_key;
    struct Scope {
        std::vector<Binding> bindings;
        std::shared_ptr<const Scope> outer;
    };
    std::shared_ptr<const Scope> m_scope;
};

using Operator = NodePtr (*)(const Json &args, const Context &context);

/// The operator of a name, or null. `args[0]` is the name itself.
[[nodiscard]] Operator findOperator(std::string_view name);

/// True for a JSON array whose first element names an operator (the test for "is this an expression").
[[nodiscard]] bool isExpressionJson(const Json &json);

/// Compiles an expression or legacy function for a property. `state`: object of global-state values or null.
[[nodiscard]] CompileResult compile(const Json &json, const PropertyRules &rules, const Value &state);

/// The step or interpolate over zoom that the whole value follows, or null.
[[nodiscard]] const CurveNode *zoomCurveOf(const Node &root);

/// Wraps a node so that its value is converted to `type`, or must be of it.
[[nodiscard]] NodePtr makeCoercion(const Type &type, std::vector<NodePtr> args, const std::string &key);
[[nodiscard]] NodePtr makeAssertion(const Type &type, std::vector<NodePtr> args, const std::string &key);

// Operator families, one file each (parse_*.cpp).
using OperatorTable = std::map<std::string_view, Operator>;
void addTypeOperators(OperatorTable &table);
void addFlowOperators(OperatorTable &table);
void addCurveOperators(OperatorTable &table);
void addComparisonOperators(OperatorTable &table);
void addListOperators(OperatorTable &table);
void addTextOperators(OperatorTable &table);
void addFunctionOperators(OperatorTable &table);
void addMathOperators(OperatorTable &table);
void addGeometryOperators(OperatorTable &table);

} // namespace corridors::style
