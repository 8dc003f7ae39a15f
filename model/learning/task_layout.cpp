// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/task_layout.h"

#include "model/learning/reading_p.h"

namespace stepmark {

Layout layoutFor(TaskKind kind, const ModelFolder& folder, const Tokenizer& tokenizer) {
    Layout layout = layoutOf(kind);
    layout.bos = generatorLayout(folder, tokenizer).bos;
    return layout;
}

} // namespace stepmark
