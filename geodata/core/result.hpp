// Result<T> and Error: how every fallible function of the project reports failure.
// Not for misuse by a programmer (that is assert), and never thrown. Used by all folders.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace corridors {

/// One thing that went wrong, told to a person: what, in which file, where in it, and the way out.
struct Error {
    std::string message; ///< what is wrong, one clause, no trailing full stop
    std::string path;    ///< the file it is about; empty when there is none
    std::string place;   ///< where in the file: "byte 1024", "layers[3].paint.line-width", "feature btc"
    std::string remedy;  ///< what the person can do about it; empty when there is nothing to do

    /// "path: place: message. Remedy." with the empty parts left out; one line.
    [[nodiscard]] std::string text() const;
};

/// Something odd that did not stop the work; shown beside the result.
using Warning = Error;

template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for `tl::unexpected` with an Error built from its parts.
[[nodiscard]] inline tl::unexpected<Error> fail(std::string message, std::string path = {}, std::string place = {},
                                                std::string remedy = {}) {
    return tl::unexpected<Error>(Error{std::move(message), std::move(path), std::move(place), std::move(remedy)});
}

/// A value that was obtained although something was wrong with its source.
template <class T>
struct WithWarnings {
    T value;
    std::vector<Warning> warnings;
};

} // namespace corridors
