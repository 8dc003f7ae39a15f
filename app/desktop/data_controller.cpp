// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/data_controller.h"

#include "app/desktop/data_reader.h"
#include "app/desktop/tree_reader.h"
#include "storage/text_search.h"

#include <QElapsedTimer>
#include <QTableView>

#include <algorithm>

namespace stepmark::desktop {

DataController::DataController(StorageThread& storage, ui::DataPage& page, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_page(page) {
    connect(&page, &ui::DataPage::queryChanged, this, &DataController::start);
    connect(&page, &ui::DataPage::retryRequested, this, &DataController::restart);
    connect(&page, &ui::DataPage::solutionRowsWanted, this, &DataController::wantSolutions);
    connect(&page, &ui::DataPage::problemRowsWanted, this, &DataController::wantProblems);
    connect(&page, &ui::DataPage::solutionWanted, this, &DataController::open);
    connect(&page, &ui::DataPage::treeWanted, this, &DataController::openTree);
    connect(&page, &ui::DataPage::labelWanted, this, &DataController::labelWanted);
}

template <class Result>
void DataController::ask(std::function<Result(Session&)> work, std::function<void(Result)> done) {
    m_storage.ask<Result>(
        this, std::move(work),
        [this, done = std::move(done), generation = m_generation](Result result) {
            if (generation == m_generation)
                done(std::move(result));
        },
        [this, generation = m_generation](const QString& message) {
            if (generation == m_generation)
                failed(message);
        });
}

void DataController::begin() {
    end();
    m_active = true;
    m_page.showBusy(tr("Reading the list."));
    if (m_in_sight)
        restart();
}

void DataController::end() {
    ++m_generation;
    ++m_facets_asked;
    m_active = m_reading = m_partial = false;
    m_stale = true;
    m_words.clear();
    m_query = {};
    m_page.setSearched(std::nullopt);
    m_page.showNoProject();
}

void DataController::setInSight(bool in_sight) {
    m_in_sight = in_sight;
    if (!in_sight || !m_active)
        return;
    if (m_stale)
        restart();
    else if (!m_reading)
        m_page.refreshRows(); // marks were made meanwhile
}

void DataController::contentChanged() {
    m_stale = true;
    const auto state = m_page.state();
    if (m_active && m_in_sight && state != ui::DataPage::State::Solution && state != ui::DataPage::State::Tree)
        restart();
}

void DataController::restart() {
    m_stale = false;
    m_words.clear();
    start(m_query);
    // What there is to choose from does not depend on what is asked for meanwhile.
    const int asked = ++m_facets_asked;
    m_storage.ask<ui::DataFacets>(
        this, [](Session& session) { return dataFacets(session); },
        [this, asked](const ui::DataFacets& facets) {
            if (asked == m_facets_asked)
                m_page.setFacets(facets);
        },
        {});
}

void DataController::failed(const QString& message) {
    m_reading = false;
    m_page.setSearched(std::nullopt);
    m_page.showError(message);
}

void DataController::start(const ui::DataQuery& query) {
    if (!m_active)
        return;
    ++m_generation;
    m_query = query;
    const auto words = storage::searchWords(query.search.toStdString());
    if (words.empty())
        m_query.search.clear();
    const bool found_before = words == m_words && !m_partial && !m_reading;
    m_words = words;
    m_partial = false;
    m_reading = true;
    if (words.empty() || found_before) {
        m_page.setSearched(std::nullopt);
        beginList();
        return;
    }
    m_found = 0;
    m_page.setSearched(0);
    m_page.beginList();
    search(0);
}

// --- searching -------------------------------------------------------------------------------------------------------

void DataController::search(ProblemId after) {
    ask<SearchPiece>(
        [after, words = m_words, problems = m_search_piece,
         in_problems = m_query.kind == ui::DataKind::Problems](Session& session) {
            QElapsedTimer clock;
            clock.start();
            storage::TextSearch search(session.project);
            if (after == 0)
                search.begin();
            const auto piece = search.search(words, after, problems);
            return SearchPiece{piece.end, in_problems ? piece.problems : piece.solutions, search.lastProblem(),
                               static_cast<double>(clock.nsecsElapsed()) / 1e6};
        },
        [this](const SearchPiece& piece) { searched(piece); });
}

void DataController::searched(const SearchPiece& piece) {
    if (piece.took_ms < kPieceTime_ms / 2)
        m_search_piece = std::min(m_search_piece * 2, 4096);
    else if (piece.took_ms > kPieceTime_ms * 2)
        m_search_piece = std::max(m_search_piece / 2, 1);
    m_found += piece.found;
    if (!piece.end) {
        m_partial = false;
        m_page.setSearched(std::nullopt);
        beginList();
        return;
    }
    m_page.setSearched(piece.last > 0 ? static_cast<double>(*piece.end) / static_cast<double>(piece.last) : 0);
    if (m_found > 0 && !m_partial) {
        m_partial = true; // something to look at while the search goes on
        beginList();
    }
    search(*piece.end);
}

// --- listing ---------------------------------------------------------------------------------------------------------

void DataController::beginList() {
    m_page.beginList();
    m_solution_place.reset();
    m_problem_place.reset();
    m_examine = m_partial ? kPiece : kFirstPiece;
    readOn();
}

void DataController::readOn() {
    if (m_query.kind == ui::DataKind::Problems) {
        ask<ListPiece>(
            [query = problemQuery(m_query), after = m_problem_place, examine = m_examine](Session& session) {
                auto slice = storage::ProblemList(session.project).slice(query, after, examine);
                return ListPiece{{slice.ids.begin(), slice.ids.end()}, {}, slice.end, !slice.end};
            },
            [this](const ListPiece& piece) { listed(piece); });
        return;
    }
    ask<ListPiece>(
        [query = solutionQuery(m_query), after = m_solution_place, examine = m_examine](Session& session) {
            auto slice = storage::SolutionList(session.project).slice(query, after, examine);
            return ListPiece{{slice.ids.begin(), slice.ids.end()}, slice.end, {}, !slice.end};
        },
        [this](const ListPiece& piece) { listed(piece); });
}

void DataController::listed(const ListPiece& piece) {
    m_solution_place = piece.solution_place;
    m_problem_place = piece.problem_place;
    m_page.appendIds(piece.ids, piece.complete && !m_partial);
    m_examine = kPiece;
    if (m_partial)
        return; // the whole list is read when the search is over
    if (!piece.complete) {
        readOn();
        return;
    }
    m_reading = false;
    if (m_page.list()->model()->rowCount() > 0 || m_query.isFiltered())
        return;
    if (m_query.kind == ui::DataKind::Problems) {
        m_page.showEmpty();
        return;
    }
    ui::DataQuery problems; // there may be problems without any solution
    problems.kind = ui::DataKind::Problems;
    m_page.ask(problems);
}

void DataController::wantSolutions(int page, const QList<qint64>& ids) {
    ask<std::vector<ui::SolutionItem>>(
        [wanted = std::vector<SolutionId>(ids.begin(), ids.end())](Session& session) {
            return solutionItems(session, wanted);
        },
        [this, page](std::vector<ui::SolutionItem> items) { m_page.setSolutionRows(page, std::move(items)); });
}

void DataController::wantProblems(int page, const QList<qint64>& ids) {
    ask<std::vector<ui::ProblemItem>>(
        [wanted = std::vector<ProblemId>(ids.begin(), ids.end())](Session& session) {
            return problemItems(session, wanted);
        },
        [this, page](std::vector<ui::ProblemItem> items) { m_page.setProblemRows(page, std::move(items)); });
}

void DataController::open(SolutionId solution) {
    m_storage.ask<ui::SolutionDetail>(
        this, [solution](Session& session) { return solutionDetail(session, solution); },
        [this](const ui::SolutionDetail& detail) {
            if (m_active)
                m_page.showSolution(detail);
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

void DataController::openTree(ProblemId problem) {
    m_storage.ask<ui::TreeDetail>(
        this, [problem](Session& session) { return treeDetail(session, problem); },
        [this](const ui::TreeDetail& tree) {
            if (m_active)
                m_page.showTree(tree);
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

} // namespace stepmark::desktop
