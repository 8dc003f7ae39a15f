// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula_queue.h"
#include "ui/math/text_span.h"

#include <QCache>
#include <QObject>
#include <QTimer>

#include <memory>

namespace stepmark::ui {

class FormulaThread;

using PicturePtr = std::shared_ptr<const FormulaPicture>;

/// The pictures of all formulas of the window: a bounded cache before the thread that makes them. The thread starts
/// with the first wish. Main thread only; nothing here waits.
class Formulas : public QObject {
    Q_OBJECT
public:
    static Formulas& instance();
    ~Formulas() override;

    /// The picture, null where there is none yet.
    PicturePtr find(const FormulaSource& source) const;
    /// Has what is missing of `sources` made as long as the wish lives; null where nothing is missing. `made` tells of
    /// each.
    FormulaWish wish(const std::vector<FormulaSource>& sources, FormulaUrgency urgency = FormulaUrgency::Shown);
    /// The same for the formulas of texts that will be shown soon.
    FormulaWish wishAhead(const std::vector<QString>& texts, TextForm form = TextForm::Prose);

    struct Count {
        qsizetype hits = 0;
        qsizetype misses = 0;
        qsizetype kept = 0; ///< pictures in the cache
        qsizetype bytes = 0;
    };
    Count count() const;
    bool isBusy() const; ///< some picture is being made

    /// Ends the thread and forgets every picture; a later wish begins anew. `folder` of MathJax for tests; empty: where it
    /// is installed.
    void reset(const QString& folder = {});

Q_SIGNALS:
    void made(const stepmark::ui::FormulaSource& source);
    /// Once: formulas stay LaTeX, because of `why`.
    void unavailable(const QString& why);

private:
    Formulas();
    bool start();
    void giveUp(const QString& why);
    void keep(const FormulaSource& source, const FormulaPicture& picture);

    QString m_folder;
    std::unique_ptr<FormulaThread> m_thread;
    QTimer m_watch; ///< runs while the thread is busy
    QCache<FormulaSource, PicturePtr> m_pictures;
    mutable Count m_count;
    bool m_given_up = false;
};

/// Of the MathJax that is installed; empty where there is none.
QString mathJaxVersion();

} // namespace stepmark::ui
