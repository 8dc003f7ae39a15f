// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/labelers_controller.h"

#include "storage/labeler_report.h"

#include <map>

namespace stepmark::desktop {

namespace {

ui::LabelerRow rowOf(const storage::LabelerReport& report) {
    ui::LabelerRow row;
    row.id = report.labeler.id;
    row.name = QString::fromStdString(report.labeler.name);
    row.machine = report.labeler.machine;
    row.from_file = report.labeler.kind == "import";
    row.state = report.state;
    row.note = QString::fromStdString(report.note);
    row.screening_served = report.screening.served;
    row.screening_answered = report.screening.answered;
    row.screening_right = report.screening.tally.right;
    row.gold = report.gold;
    row.gold_skipped = report.gold_skipped;
    row.standing = report.standing;
    row.solutions = report.solutions;
    row.ratings = report.rating_events;
    row.step_ms = report.step_ms;
    row.last_active = QDateTime::fromString(QString::fromStdString(report.last_active), Qt::ISODateWithMs);
    return row;
}

std::vector<ui::GoldRow> goldRows(Session& session, const QString& nobody) {
    std::map<LabelerId, QString> names;
    for (const Labeler& labeler : session.labelers.list())
        names[labeler.id] = QString::fromStdString(labeler.name);
    std::map<storage::GoldItemId, GoldTally> answers;
    for (const auto& result : session.gold.results())
        answers[result.gold].add(result.comparison);
    std::vector<ui::GoldRow> rows;
    for (const auto& item : session.gold.list()) {
        ui::GoldRow row;
        row.id = item.id;
        row.screening = item.purpose == Purpose::Screening;
        const auto solution = session.solutions.find(item.solution);
        if (const auto problem = solution ? session.problems.find(solution->problem) : std::nullopt)
            row.problem = QString::fromStdString(problem->text);
        row.origin = item.labeler ? names[item.labeler] : nobody;
        row.steps = static_cast<int>(item.ratings.size());
        row.first_error = item.ratings.back().second == Rating::Negative ? row.steps : 0;
        row.answered = answers[item.id].items;
        row.right = answers[item.id].right;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

LabelersController::LabelersController(StorageThread& storage, ui::LabelersPage& page, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_page(page) {
    connect(&page, &ui::LabelersPage::refreshWanted, this, &LabelersController::refresh);
    connect(&page, &ui::LabelersPage::goldWanted, this, &LabelersController::makeGold);
    connect(&page, &ui::LabelersPage::stateWanted, this, [this](LabelerId id, LabelerState state) {
        act([id, state, admitted = tr("%1 is admitted."),
             paused = tr("%1 is paused and gets nothing more.")](Session& session) {
            const auto labeler = session.labelers.find(id);
            if (!labeler)
                return QString();
            session.labelers.setState(id, state, "by the lead");
            return (state == LabelerState::Admitted ? admitted : paused).arg(QString::fromStdString(labeler->name));
        });
    });
    connect(&page, &ui::LabelersPage::goldRetired, this, [this](std::int64_t item) {
        act([item, words = tr("The gold item is out of service; its answers no longer count.")](Session& session) {
            session.gold.setInService(item, false, "by the lead");
            return words;
        });
    });
}

void LabelersController::begin() {
    ++m_generation;
    m_active = true;
    m_page.showBusy();
    if (m_page.isVisible())
        refresh();
}

void LabelersController::end() {
    ++m_generation;
    m_active = false;
    m_page.showNoProject();
}

void LabelersController::refresh() {
    if (!m_active)
        return;
    m_page.showBusy();
    const int generation = m_generation;
    m_storage.ask<ui::LabelersView>(
        this,
        [nobody = tr("a file")](Session& session) {
            ui::LabelersView view;
            for (const auto& report : storage::labelerReports(session.project))
                view.labelers.push_back(rowOf(report));
            view.gold = goldRows(session, nobody);
            view.rules = storage::qualityRules(session.project);
            return view;
        },
        [this, generation](const ui::LabelersView& view) {
            if (generation == m_generation)
                m_page.setView(view);
        },
        [this, generation](const QString& message) {
            if (generation == m_generation)
                m_page.showError(message);
        });
}

void LabelersController::act(std::function<QString(Session&)> work) {
    if (!m_active)
        return;
    const int generation = m_generation;
    m_storage.ask<QString>(
        this, std::move(work),
        [this, generation](const QString& words) {
            if (generation != m_generation)
                return;
            if (!words.isEmpty())
                Q_EMIT notice(words, false);
            Q_EMIT changed();
            refresh();
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

void LabelersController::makeGold(bool screening) {
    const QString nothing =
        tr("You have finished no solution yet that could be gold: label one to its end or its first "
           "error, then come back.");
    const QString done = screening ? tr("Your last solution is a screening item now: %1")
                                   : tr("Your last solution is a gold item now: %1");
    act([screening, nothing, done, name = m_labeler.toStdString()](Session& session) {
        const auto pass = session.gold.lastFinished(session.labelers.named(name).id);
        if (!pass)
            return nothing;
        const auto item =
            session.gold.addFromAnnotation(*pass, screening ? Purpose::Screening : Purpose::QualityControl);
        const auto solution = session.solutions.find(item.solution);
        const auto problem = solution ? session.problems.find(solution->problem) : std::nullopt;
        return done.arg(problem ? QString::fromStdString(problem->text).left(160).simplified() : QString());
    });
}

} // namespace stepmark::desktop
