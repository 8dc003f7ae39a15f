// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/storage_thread.h"
#include "app/desktop/write_queue.h"
#include "storage/review_scan.h"
#include "ui/review/review_page.h"

#include <QObject>

#include <memory>

namespace stepmark::desktop {

/// Feeds the review page and takes what is decided there to disk. The project is looked through slice by slice, so that
/// marks and solutions get between, and only while somebody wants to see it: when the page comes on screen and
/// something has changed since. Main thread only.
class ReviewController : public QObject {
    Q_OBJECT
public:
    ReviewController(StorageThread& storage, WriteQueue& writes, ui::ReviewPage& page, QObject* parent = nullptr);

    /// A project is open.
    void begin(const QString& reviewer_name);
    /// The project is closing or closed.
    void end();
    /// Another person sits down.
    void setReviewer(const QString& name);
    /// The page came on screen, or left it.
    void setShown(bool shown);
    /// The project's marks or scores have changed: a round ended, an import came in.
    void invalidate();

Q_SIGNALS:
    void failed(const QString& message);

private:
    struct Slice;
    void scan();
    void nextSlice(int generation);
    void sliced(Slice slice, int generation);
    void computeAgreement(std::vector<JudgedUnit> steps, std::vector<JudgedUnit> first_errors);
    void fetchTexts(const std::vector<int>& indexes);
    void fetchContext(int index);
    void decided(const ui::DecideIntent& intent);

    StorageThread& m_storage;
    WriteQueue& m_writes;
    ui::ReviewPage& m_page;
    QString m_reviewer_name;
    bool m_active = false;
    bool m_shown = false;
    bool m_stale = true;
    int m_generation = 0;                        ///< answers to what was asked before are dropped
    std::shared_ptr<storage::ReviewScan> m_scan; ///< touched on the storage thread while a slice is under way
};

} // namespace stepmark::desktop
