// Filter: which features of a source a style layer shows; expression filters and legacy filters alike, compiled once.
// Immutable and thread-safe. Used through StyleLayer::accepts.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "geodata/style/expression.hpp"

namespace corridors::style {

class Filter {
public:
    explicit Filter(std::shared_ptr<const Expression> expression) : m_expression(std::move(expression)) {}
    /// False too where the filter cannot be evaluated for the feature.
    [[nodiscard]] bool accepts(const FeatureView &feature, double zoom) const;
    /// Attributes it reads, and whether it depends on zoom: referencedProperties(), dependence().
    [[nodiscard]] const Expression &expression() const { return *m_expression; }

private:
    std::shared_ptr<const Expression> m_expression;
};

/// Compiles the JSON text of a filter, for tests and tools; parseStyle compiles from its own document.
[[nodiscard]] tl::expected<std::shared_ptr<const Filter>, std::vector<CompileError>>
compileFilter(std::string_view json);

} // namespace corridors::style
