// Operators that are plain functions of typed arguments: their signatures, and one node for all of them.
// Internal to geodata/style; the functions stand in parse_functions.cpp, parse_math.cpp and parse_text.cpp.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "geodata/style/compiler.hpp"

namespace corridors::style {

struct FunctionNode;

struct Signature {
    std::vector<Type> parameters; ///< of a variadic one: the single type of all arguments
    bool variadic = false;
};

/// `arguments` are evaluated and of the signature's types.
using Apply = Value (*)(const FunctionNode &node, const Evaluation &e, std::span<const Value> arguments);

struct Function {
    Type result;
    std::vector<Signature> signatures;
    Apply apply = nullptr;
    Reads reads{};
    NodeRole role = NodeRole::Plain;
};

using FunctionTable = std::map<std::string_view, Function>;

struct FunctionNode final : Node {
    const Function *function;
    std::vector<NodePtr> args;
    FunctionNode(const Function &f, std::vector<NodePtr> a, std::string k)
        : Node(f.result, std::move(k)), function(&f), args(std::move(a)) {}
    [[nodiscard]] Value evaluate(const Evaluation &e) const override;
    void visitChildren(const NodeVisitor &visit) const override;
    [[nodiscard]] NodeRole role() const override { return function->role; }
    [[nodiscard]] Reads reads() const override { return function->reads; }
};

/// Compiles the arguments against the signatures that take as many; false after an error that lists them.
[[nodiscard]] bool parseBySignature(const Json &args, const Context &context, const std::vector<Signature> &signatures,
                                    std::vector<NodePtr> &out);

/// Compiles a call of `functions[args[0]]`, which must exist and outlive the expression.
[[nodiscard]] NodePtr parseFunction(const Json &args, const Context &context, const FunctionTable &functions);

} // namespace corridors::style
