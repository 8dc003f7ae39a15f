// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/labelling_victim.h"

#include "app/desktop/storage_thread.h"
#include "app/desktop/write_queue.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <tuple>

#include <unistd.h>

namespace stepmark::torture {

namespace {

using desktop::Session;
using desktop::Write;

constexpr int kAhead = 3; ///< marks under way at once: a labeler does not wait for the disk

struct Task {
    SolutionId solution = 0;
    QueueItemId item = 0;
    std::vector<StepId> steps;
};
struct Tasks {
    LabelerId labeler = 0;
    std::vector<Task> list;
};

/// First the queue, then every solution.
Tasks readTasks(Session& session, const std::string& name) {
    Tasks tasks{session.labelers.sitDown(name).id, {}};
    const auto add = [&](const std::optional<storage::StoredSolution>& solution, QueueItemId item) {
        if (!solution)
            return;
        Task& task = tasks.list.emplace_back(Task{solution->id, item, {}});
        for (const auto& step : session.steps.path(solution->leaf))
            task.steps.push_back(step.id);
    };
    for (const auto& item : session.queue.available(tasks.labeler, 100))
        add(session.solutions.find(item.solution), item.id);
    for (const auto& solution : session.solutions.list())
        add(solution, 0);
    return tasks;
}

void say(const std::string& line) {
    const std::string whole = line + "\n"; // in one write: a kill leaves whole lines
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, whole.data(), whole.size());
}

class Labeler : public QObject {
public:
    Labeler(const QString& name, int marks)
        : m_name(name.toStdString())
        , m_writes(m_storage)
        , m_wanted(std::abs(marks))
        , m_stays(marks < 0) {
        m_writes.setRetryInterval(20);
        connect(&m_storage, &desktop::StorageThread::openFailed, this, [](const QString&, const QString& message) {
            std::fprintf(stderr, "stepmark_torture: %s\n", qPrintable(message));
            QCoreApplication::exit(1);
        });
        connect(&m_storage, &desktop::StorageThread::opened, this, [this](const desktop::ProjectInfo& project) {
            m_writes.begin(project.session);
            sitDown();
        });
        connect(&m_storage, &desktop::StorageThread::reopened, &m_writes, &desktop::WriteQueue::goOn);
        connect(&m_storage, &desktop::StorageThread::placeChanged, this,
                [this](storage::FilePlace place, const QString& why) {
                    m_writes.setLost(place == storage::FilePlace::Ours ? QString() : "the file is away. " + why);
                });
        connect(&m_writes, &desktop::WriteQueue::committed, this, &Labeler::saved);
        connect(&m_writes, &desktop::WriteQueue::stateChanged, this, &Labeler::stateChanged);
    }
    void open(const QString& project) { m_storage.openProject(project); }

private:
    void sitDown() {
        m_storage.ask<Tasks>(
            this, [name = m_name](Session& session) { return readTasks(session, name); },
            [this](Tasks tasks) {
                m_tasks = std::move(tasks);
                for (int i = 0; i < kAhead && !m_tasks.list.empty(); ++i)
                    mark();
            },
            [](const QString& message) {
                std::fprintf(stderr, "stepmark_torture: %s\n", qPrintable(message));
                QCoreApplication::exit(1);
            });
    }

    Write write(Write::Deed deed) const {
        Write result;
        result.deed = std::move(deed);
        result.labeler = m_tasks.labeler;
        result.solution = m_tasks.list[m_task].solution;
        result.item = m_tasks.list[m_task].item;
        return result;
    }

    void mark() {
        const Task& task = m_tasks.list[m_task];
        if (m_step == 0 && task.item)
            m_writes.add(write(Write::Serve{}));
        Write::Mark one;
        one.step = task.steps[m_step];
        one.rating = ratingFromInt(m_made++ % 3 - 1);
        m_writes.add(write(one));
        if (++m_step < task.steps.size())
            return;
        Write::Finish end;
        end.reason = FinishReason::Solution;
        m_writes.add(write(end));
        m_step = 0;
        m_task = (m_task + 1) % m_tasks.list.size();
    }

    void saved(const std::vector<Write>& writes) {
        for (const Write& one : writes) {
            const auto* mark_made = one.as<Write::Mark>();
            if (!mark_made || !m_told.insert({one.solution, mark_made->step, one.at}).second)
                continue; // said already, and sent again because the file had lost it
            std::ostringstream line;
            line << "ack " << m_name << ' ' << one.solution << ' ' << mark_made->step << ' '
                 << static_cast<int>(*mark_made->rating);
            say(line.str());
            ++m_saved;
            if (m_made < m_wanted)
                mark();
        }
        if (m_saved >= m_wanted && !m_stays && m_writes.isIdle())
            QCoreApplication::quit();
    }

    void stateChanged(const ui::SavedState& state) {
        if (state.error == m_error)
            return;
        m_error = state.error;
        say("error " + m_error.toStdString());
    }

    std::string m_name;
    desktop::StorageThread m_storage;
    desktop::WriteQueue m_writes;
    Tasks m_tasks;
    std::size_t m_task = 0, m_step = 0;
    int m_wanted;
    bool m_stays;
    int m_made = 0, m_saved = 0;
    std::set<std::tuple<SolutionId, StepId, std::string>> m_told; ///< marks that were called saved
    QString m_error;
};

} // namespace

int runLabellingVictim(const QString& project, const QString& labeler, int marks) {
    Labeler one(labeler, marks);
    one.open(project);
    return QCoreApplication::exec();
}

std::vector<Mark> acknowledged(const std::string& output) {
    std::vector<Mark> marks;
    std::istringstream lines(output.substr(0, output.rfind('\n') + 1));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind;
        Mark mark;
        if (words >> kind && kind == "ack" && words >> mark.labeler >> mark.solution >> mark.step >> mark.rating)
            marks.push_back(mark);
    }
    return marks;
}

} // namespace stepmark::torture
