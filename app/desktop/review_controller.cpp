// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review_controller.h"

#include "app/desktop/review_context.h"
#include "ui/review/review_list.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace stepmark::desktop {

/// What one look brought; all but `share` only at the end.
struct ReviewController::Slice {
    double share = 0;
    bool more = true;
    ui::ReviewBatch batch;
    std::vector<JudgedUnit> steps, first_errors;
};

ReviewController::ReviewController(StorageThread& storage, WriteQueue& writes, ui::ReviewPage& page, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_writes(writes)
    , m_page(page) {
    connect(&page, &ui::ReviewPage::textsWanted, this, &ReviewController::fetchTexts);
    connect(&page, &ui::ReviewPage::contextWanted, this, &ReviewController::fetchContext);
    connect(&page, &ui::ReviewPage::decided, this, &ReviewController::decided);
    connect(&page, &ui::ReviewPage::retryRequested, this, &ReviewController::scan);
    connect(&writes, &WriteQueue::committed, this, [this](const std::vector<Write>& done) {
        const bool marks = std::any_of(done.begin(), done.end(), [](const Write& write) {
            return !write.is<Write::Decide>() && !write.is<Write::Serve>();
        });
        if (marks)
            invalidate();
    });
}

void ReviewController::begin(const QString& reviewer_name) {
    end();
    m_active = true;
    m_reviewer_name = reviewer_name;
    if (m_shown)
        scan();
}

void ReviewController::end() {
    ++m_generation;
    m_active = false;
    m_stale = true;
    m_scan.reset();
    m_page.showNoProject();
}

void ReviewController::setReviewer(const QString& name) {
    m_reviewer_name = name;
    invalidate();
}

void ReviewController::setShown(bool shown) {
    m_shown = shown;
    if (shown && m_stale)
        scan();
}

void ReviewController::invalidate() {
    m_stale = true;
    // A reviewer at work keeps the list they have until they come back to the page.
    if (m_shown && m_page.state() != ui::ReviewPage::State::Reviewing)
        scan();
}

// --- what there is ---------------------------------------------------------------------------------------------------

void ReviewController::scan() {
    if (!m_active)
        return;
    m_stale = false;
    const int generation = ++m_generation;
    m_scan = std::make_shared<storage::ReviewScan>();
    m_page.showBusy(0);
    nextSlice(generation);
}

void ReviewController::nextSlice(int generation) {
    m_storage.ask<Slice>(
        this,
        [scan = m_scan, name = m_reviewer_name.toStdString()](Session& session) {
            Slice slice;
            slice.more = scan->advance(session.project);
            slice.share = scan->share();
            if (slice.more)
                return slice;
            slice.batch.items = scan->takeItems();
            slice.batch.standing = session.decisions.standing();
            slice.batch.reviewer = session.labelers.named(name).id;
            slice.batch.names = reviewNames(session);
            slice.steps = scan->takeSteps();
            slice.first_errors = scan->takeFirstErrors();
            return slice;
        },
        [this, generation](Slice slice) { sliced(std::move(slice), generation); },
        [this, generation](const QString& message) {
            if (generation != m_generation)
                return;
            m_stale = true;
            m_page.showError(message);
        });
}

void ReviewController::sliced(Slice slice, int generation) {
    if (generation != m_generation)
        return;
    if (slice.more) {
        m_page.showBusy(slice.share);
        nextSlice(generation);
        return;
    }
    m_scan.reset();
    m_page.setBatch(slice.batch);
    computeAgreement(std::move(slice.steps), std::move(slice.first_errors));
}

/// Neither on this thread nor on the storage thread: a bootstrap over a large project takes seconds.
void ReviewController::computeAgreement(std::vector<JudgedUnit> steps, std::vector<JudgedUnit> first_errors) {
    QPointer<ReviewController> alive(this);
    QThreadPool::globalInstance()->start(
        [alive, generation = m_generation, steps = std::move(steps), first_errors = std::move(first_errors)] {
            const auto of_steps = std::make_shared<AgreementReport>(agreementReport(steps));
            const auto of_errors = std::make_shared<AgreementReport>(agreementReport(first_errors));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [alive, generation, of_steps, of_errors] {
                    if (alive && generation == alive->m_generation)
                        alive->m_page.setAgreement(*of_steps, *of_errors);
                },
                Qt::QueuedConnection);
        });
}

// --- what is looked at -----------------------------------------------------------------------------------------------

void ReviewController::fetchTexts(const std::vector<int>& indexes) {
    std::vector<std::pair<int, ReviewItem>> items;
    for (const int index : indexes)
        items.emplace_back(index, m_page.list()->item(index));
    const int generation = m_generation;
    m_storage.ask<std::map<int, QString>>(
        this, [items](Session& session) { return reviewTexts(session, items); },
        [this, generation](std::map<int, QString> texts) {
            if (generation == m_generation)
                m_page.setTexts(texts);
        },
        [this](const QString& message) { Q_EMIT failed(message); });
}

void ReviewController::fetchContext(int index) {
    const ReviewItem item = m_page.list()->item(index);
    const int generation = m_generation;
    m_storage.ask<ui::ReviewContext>(
        this, [index, item](Session& session) { return reviewContext(session, index, item); },
        [this, generation](ui::ReviewContext context) {
            if (generation == m_generation)
                m_page.setContext(context);
        },
        [this](const QString& message) { Q_EMIT failed(message); });
}

void ReviewController::decided(const ui::DecideIntent& intent) {
    Write write;
    write.labeler = intent.decision.reviewer;
    write.solution = intent.solution;
    write.deed = Write::Decide{intent.decision};
    m_writes.add(std::move(write));
}

} // namespace stepmark::desktop
