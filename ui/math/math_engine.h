// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula.h"

#include <QJSEngine>
#include <QJSValue>

namespace stepmark::ui {

/// MathJax in a script engine without browser, network and files (docs/decisions/0009-mathematics.md). Belongs to the
/// thread that made it; only `interrupt` may be called from another one.
class MathEngine {
public:
    /// Longest source that is typeset, in characters; longer ones show as text.
    static constexpr int kMostSource = 4000;

    /// Reads MathJax from `folder` (0.2 to 0.4 s, 58 MB). Throws stepmark::Error naming what is missing.
    explicit MathEngine(const QString& folder);

    /// Never throws: what is wrong with the LaTeX stands in the result. After an interrupt the engine is not to be
    /// used again.
    FormulaPicture typeset(const FormulaSource& source);
    bool isInterrupted() const { return m_engine.isInterrupted(); }
    /// Ends what runs now with an error.
    void interrupt() { m_engine.setInterrupted(true); }

private:
    QJSEngine m_engine;
    QJSValue m_typeset;
};

/// Where MathJax's files lie: beside the program, or in an installation's share folder; STEPMARK_MATHJAX names another
/// folder. Empty where they are in none of these.
QString mathJaxFolder();

} // namespace stepmark::ui
