#include "geodata/style/function_table.hpp"

#include <array>

namespace corridors::style {
namespace {

std::string signatureText(const Signature &signature) {
    if (signature.variadic) return "(" + typeName(signature.parameters.front()) + "...)";
    std::string text = "(";
    for (std::size_t i = 0; i < signature.parameters.size(); ++i)
        text += (i > 0 ? ", " : "") + typeName(signature.parameters[i]);
    return text + ")";
}

bool parseArguments(const Json &args, const Context &context, const Signature &signature, std::vector<NodePtr> &out) {
    out.clear();
    for (std::size_t i = 1; i < args.size(); ++i) {
        const Type &wanted = signature.variadic ? signature.parameters.front() : signature.parameters[i - 1];
        NodePtr parsed = context.parse(args[i], i, wanted);
        if (!parsed) return false;
        out.push_back(std::move(parsed));
    }
    return true;
}

// "Expected arguments of type (number) | (number, number), but found (string) instead."
void reportMismatch(const Json &args, const Context &context, const std::vector<const Signature *> &expected) {
    std::string found;
    for (std::size_t i = 1; i < args.size(); ++i) {
        const NodePtr parsed = context.parse(args[i], i); // again, this time without an expectation
        if (!parsed) return;
        found += (i > 1 ? ", " : "") + typeName(parsed->type);
    }
    std::string text;
    for (const Signature *signature : expected) text += (text.empty() ? "" : " | ") + signatureText(*signature);
    context.error("Expected arguments of type " + text + ", but found (" + found + ") instead.");
}

} // namespace

Value FunctionNode::evaluate(const Evaluation &e) const {
    constexpr std::size_t kInline = 4;
    if (args.size() > kInline) {
        std::vector<Value> values;
        values.reserve(args.size());
        for (const NodePtr &arg : args) {
            values.push_back(arg->evaluate(e));
            if (values.back().isFault()) return values.back();
        }
        return function->apply(*this, e, values);
    }
    std::array<Value, kInline> values;
    for (std::size_t i = 0; i < args.size(); ++i) {
        values[i] = args[i]->evaluate(e);
        if (values[i].isFault()) return values[i];
    }
    return function->apply(*this, e, std::span(values).first(args.size()));
}

void FunctionNode::visitChildren(const NodeVisitor &visit) const {
    for (const NodePtr &arg : args) visit(*arg);
}

bool parseBySignature(const Json &args, const Context &context, const std::vector<Signature> &signatures,
                      std::vector<NodePtr> &out) {
    std::vector<const Signature *> fitting;
    for (const Signature &signature : signatures)
        if (signature.variadic || signature.parameters.size() == args.size() - 1) fitting.push_back(&signature);
    std::vector<CompileError> errors;
    for (const Signature *signature : fitting) {
        errors.clear();
        if (parseArguments(args, context.collecting(errors), *signature, out)) return true;
    }
    if (fitting.size() == 1) {
        context.append(errors);
        return false;
    }
    if (fitting.empty())
        for (const Signature &signature : signatures) fitting.push_back(&signature);
    reportMismatch(args, context, fitting);
    return false;
}

NodePtr parseFunction(const Json &args, const Context &context, const FunctionTable &functions) {
    const Function &function = functions.find(args[0].get_ref<const std::string &>())->second;
    std::vector<NodePtr> parsed;
    if (!parseBySignature(args, context, function.signatures, parsed)) return nullptr;
    return std::make_shared<FunctionNode>(function, std::move(parsed), context.key());
}

} // namespace corridors::style
