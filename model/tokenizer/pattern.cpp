// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/pattern.h"

#include "model/domain/error.h"
#include "model/tokenizer/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

namespace stepmark {
namespace {

constexpr std::size_t max_pattern_bytes = 65'536;
constexpr std::uint32_t max_match_steps = 10'000'000;

std::string messageOf(int code) {
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(code, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

/// What a match needs to write to; one a thread, since making it costs more than a match.
struct Scratch {
    pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
    pcre2_match_context* context = pcre2_match_context_create(nullptr);
    pcre2_jit_stack* stack = pcre2_jit_stack_create(32 * 1024, 16 * 1024 * 1024, nullptr);

    Scratch() {
        if (!data || !context || !stack)
            throw Error("There is not enough memory for the tokenizer's regular expressions.");
        pcre2_set_match_limit(context, max_match_steps);
        pcre2_jit_stack_assign(context, nullptr, stack);
    }
    ~Scratch() {
        pcre2_jit_stack_free(stack);
        pcre2_match_context_free(context);
        pcre2_match_data_free(data);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

Scratch& scratch() {
    thread_local Scratch instance;
    return instance;
}

} // namespace

Pattern::Pattern(std::string_view oniguruma, const std::string& source)
    : m_text(oniguruma) {
    if (oniguruma.size() > max_pattern_bytes)
        throw Error(source + ": a regular expression is longer than 64 KB; refused.");
    const std::string pattern = translatePattern(oniguruma, source);
    const std::unique_ptr<pcre2_compile_context, decltype(&pcre2_compile_context_free)> context(
        pcre2_compile_context_create(nullptr), pcre2_compile_context_free);
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    int code = 0;
    PCRE2_SIZE where = 0;
    // Ruby's ^ and $ always match at lines, and its dot never matches a newline.
    constexpr std::uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
    pcre2_code* compiled = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options, &code,
                                         &where, context.get());
    if (!compiled)
        throw Error(source + ": the regular expression \"" + m_text + "\" is not supported (" + messageOf(code) + ").");
    m_code = std::shared_ptr<const void>(compiled, [compiled](const void*) { pcre2_code_free(compiled); });
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); // where it cannot, PCRE2 interprets
}

std::vector<Span> Pattern::findAll(std::string_view text) const {
    Scratch& own = scratch();
    const auto* code = static_cast<const pcre2_code*>(m_code.get());
    std::vector<Span> matches;
    std::size_t from = 0;
    while (from <= text.size()) {
        const int result = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                                       PCRE2_NO_UTF_CHECK, own.data, own.context);
        if (result == PCRE2_ERROR_NOMATCH)
            break;
        if (result < 0)
            throw Error("The tokenizer's regular expression \"" + m_text + "\" takes too long on a text (" +
                        messageOf(result) + "). Use another tokenizer, or leave the text out.");
        const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(own.data);
        const std::size_t begin = offsets[0], end = offsets[1];
        if (begin < from || end < begin) // \K in a look-around can do that
            throw Error("The tokenizer's regular expression \"" + m_text + "\" matches backwards; refused.");
        if (end > begin) {
            matches.push_back({begin, end});
            from = end;
            continue;
        }
        if (matches.empty() || matches.back().end != begin)
            matches.push_back({begin, end});
        from = end;
        if (from >= text.size())
            break;
        nextCodePoint(text, from);
    }
    return matches;
}

} // namespace stepmark
