// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula.h"
#include "ui/math/text_span.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace stepmark::ui {

using PicturePtr = std::shared_ptr<const FormulaPicture>;

/// A stretch of what is shown, and the source it stands for.
struct ShownRun {
    enum class Kind {
        Text,
        Piece,      ///< its first character keeps the place of a formula's picture, or of a part of it
        Broken,     ///< LaTeX that is wrong
        Note,       ///< what is wrong with it; no source
        Annotation, ///< GSM8K's calculation
        Code,       ///< source of a drawing
    };
    Kind kind = Kind::Text;
    int start = 0; ///< in the block's text
    int length = 0;
    int source_start = 0;
    int source_length = 0;
    PicturePtr picture;
    double from_ex = 0; ///< of the picture
    double to_ex = 0;

    int end() const { return start + length; }
    int sourceEnd() const { return source_start + source_length; }
    /// Character for character the source; others stand for it as a whole.
    bool isExact() const { return length == source_length && kind != Kind::Piece; }
};

/// One paragraph, or one formula on a line of its own.
struct ShownBlock {
    QString text;
    std::vector<ShownRun> runs;
    int source_start = 0; ///< where an empty one is
    bool display = false;

    /// Source position for a cursor position in the block.
    int toSource(int position) const;
};

/// A text as it is shown now: pictures where they are, LaTeX where they are not, tricky characters made visible.
struct ShownText {
    std::vector<ShownBlock> blocks;
    std::vector<FormulaSource> missing; ///< pictures to be had
};

using FindPicture = std::function<PicturePtr(const FormulaSource&)>;

/// Any thread, if `find` is.
ShownText composeShownText(const QString& source, TextForm form, const FindPicture& find);

} // namespace stepmark::ui
