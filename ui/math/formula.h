// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <cstddef>
#include <vector>

namespace stepmark::ui {

/// What is to be typeset: LaTeX without its delimiters.
struct FormulaSource {
    QString tex;
    bool display = false;
    bool operator==(const FormulaSource&) const = default;
};

inline std::size_t qHash(const FormulaSource& source, std::size_t seed = 0) {
    return qHashMulti(seed, source.tex, source.display);
}

/// How a formula looks, or why it cannot be shown. Sizes are in ex (height of an x) of the text around it; the picture
/// has the colour `currentColor`, so that one serves every palette.
struct FormulaPicture {
    QByteArray svg;
    double width_ex = 0;
    double height_ex = 0;           ///< whole height
    double depth_ex = 0;            ///< of it, below the baseline
    std::vector<double> breaks_ex;  ///< from the left edge: where a long formula may go on in the next line
    QString error;                  ///< plain text; then there is no picture

    bool isBroken() const { return !error.isEmpty(); }
    int bytes() const { return static_cast<int>(svg.size() + error.size() * 2 + 200); }
};

} // namespace stepmark::ui
