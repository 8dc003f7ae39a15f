// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/storage_thread.h"
#include "storage/problem_list.h"
#include "storage/solution_list.h"
#include "ui/data/data_page.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace stepmark::desktop {

/// Feeds the data page. Whatever is long is asked for in pieces, one after the other, so that marks made meanwhile are
/// written in between, and a list is only read while its page is in sight. Main thread only.
class DataController : public QObject {
    Q_OBJECT
public:
    DataController(StorageThread& storage, ui::DataPage& page, QObject* parent = nullptr);

    void begin();
    void end();
    /// The page came on screen, or went.
    void setInSight(bool in_sight);
    /// The project has other contents (an import, a round, another process).
    void contentChanged();
    bool isReading() const { return m_reading; }

    static constexpr int kFirstPiece = 512; ///< rows examined for the first screen
    static constexpr int kPiece = 8192;
    static constexpr double kPieceTime_ms = 20; ///< what a piece of a search should take

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void labelWanted(stepmark::SolutionId solution);

private:
    struct ListPiece {
        std::vector<qint64> ids;
        std::optional<storage::SolutionList::Place> solution_place;
        std::optional<ProblemId> problem_place;
        bool complete = false;
    };
    struct SearchPiece {
        std::optional<ProblemId> end;
        std::int64_t found = 0;
        ProblemId last = 0; ///< of all problems
        double took_ms = 0;
    };
    void start(const ui::DataQuery& query);
    void restart();
    void search(ProblemId after);
    void searched(const SearchPiece& piece);
    void beginList();
    void readOn();
    void listed(const ListPiece& piece);
    void wantSolutions(int page, const QList<qint64>& ids);
    void wantProblems(int page, const QList<qint64>& ids);
    void open(SolutionId solution);
    void openTree(ProblemId problem);
    void failed(const QString& message);
    template <class Result>
    void ask(std::function<Result(Session&)> work, std::function<void(Result)> done);

    StorageThread& m_storage;
    ui::DataPage& m_page;
    ui::DataQuery m_query;
    std::vector<std::string> m_words; ///< of the search under way or done
    int m_generation = 0;             ///< answers to earlier questions are dropped
    int m_facets_asked = 0;           ///< likewise of what there is to choose from
    bool m_active = false;
    bool m_in_sight = false;
    bool m_stale = true; ///< to be read when the page comes in sight
    bool m_reading = false;
    bool m_partial = false; ///< the list shown is of a search that goes on
    int m_search_piece = 50;
    std::int64_t m_found = 0;
    int m_examine = kFirstPiece;
    std::optional<storage::SolutionList::Place> m_solution_place;
    std::optional<ProblemId> m_problem_place;
};

} // namespace stepmark::desktop
