// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepmark {

/// What went wrong, for whoever says it in other words than the command line's.
enum class Fault {
    BaseTooSmall,   ///< values: ratings or solutions that are too long, of how many, the context in tokens, the model
    TooLong,        ///< the same, where none may be too long
    NotFinite,      ///< a training's steps could not be taken
    HeadNotFinite,  ///< values: the base
    NoShippedModel, ///< values: its name
    NothingToLabel, ///< no candidate is left
    NotScored,      ///< values: the model, solutions that nobody has labelled and that it has not scored
    NoneDrawn,      ///< values: problems, the share that holds none of them out
    NoneToBringBack ///< no problem was moved out of the training split
};
/// "base_too_small". Any thread.
std::string_view toText(Fault fault);
/// nullopt for a word that is none of these, such as one of a newer version's.
std::optional<Fault> faultFromText(std::string_view text);

/// An Error that names options of the command line, and can be said otherwise: the window names its own controls, in
/// the user's language.
class CodedError : public Error {
public:
    CodedError(Fault fault, std::vector<std::string> values, const std::string& message)
        : Error(message)
        , m_fault(fault)
        , m_values(std::move(values)) {}
    Fault fault() const { return m_fault; }
    const std::vector<std::string>& values() const { return m_values; } ///< numbers as digits, without groups

private:
    Fault m_fault;
    std::vector<std::string> m_values;
};

} // namespace stepmark
