// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/places.h"
#include "app/torture/trials.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace stepmark::torture {

namespace fs = std::filesystem;

namespace {

/// What happens to the file under a window.
enum class Loss { MovedWithLog, MovedAlone, Deleted, DeletedWithLog, ReplacedByCopy, ReplacedByAnother };
constexpr int kLosses = 6;

constexpr std::array kEnds{"", "-wal", "-shm"};
/// Marks that may be under way, checked but not yet told, at the moment the file goes.
constexpr std::ptrdiff_t kUnderWay = 16;
constexpr double kNotice_s = 1;

fs::path with(const fs::path& file, const char* end) { return fs::path(file) += end; }

void lose(const fs::path& project, const fs::path& away, const fs::path& other, Loss loss) {
    const bool log = loss == Loss::MovedWithLog || loss == Loss::DeletedWithLog;
    std::error_code ignored; // the log may be gone already
    for (const char* end : kEnds) {
        if (*end && !log)
            break;
        if (loss == Loss::MovedWithLog || loss == Loss::MovedAlone)
            fs::rename(with(project, end), with(away, end), ignored);
        else if (loss == Loss::Deleted || loss == Loss::DeletedWithLog)
            fs::remove(with(project, end), ignored);
        else
            fs::rename(other, project); // as a program that syncs files does
    }
}

/// Puts a moved file back to where its log is or was.
void putBack(const fs::path& project, const fs::path& away) {
    std::error_code ignored;
    for (const char* end : kEnds)
        if (fs::exists(with(away, end)))
            fs::rename(with(away, end), with(project, end), ignored);
}

template <typename Condition>
bool waitFor(double seconds, Condition condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

} // namespace

Outcome Lane::twoWindows(const Trial& trial, const Undisturbed& undisturbed) {
    const Facts& before = restore(*trial.victim);
    const std::string project = (m_work / "p.stepmark").string(), marks = std::to_string(kMarks);
    m_window.start({"label", project, "ann", marks});
    m_other_window.start({"label", project, "bob", marks});
    m_ctl.start({"import", project, (m_work / "more.jsonl").string()});
    const Ending killed = m_window.finish(2 * trial.share * undisturbed.seconds);
    const Ending other = m_other_window.finish();
    const Ending import = m_ctl.finish();
    Outcome outcome{killed.killed ? Outcome::First::Struck : Outcome::First::Finished, {}, killed.seconds, {}};
    for (const auto& [ending, who] : {std::pair(&other, "the other window: "), std::pair(&import, "the import: ")})
        for (const std::string& complaint : complaintsOfEnding(*ending, {m_work.string()}))
            outcome.complaints.push_back(who + complaint);
    std::vector<Mark> saved = acknowledged(killed.out);
    const std::vector<Mark> saved_there = acknowledged(other.out);
    saved.insert(saved.end(), saved_there.begin(), saved_there.end());
    if (std::ssize(saved_there) != kMarks)
        outcome.complaints.push_back("the other window did not save all");
    const auto add = [&](const Complaints& more) {
        outcome.complaints.insert(outcome.complaints.end(), more.begin(), more.end());
    };
    add(complaintsOfState(m_work, before, saved));
    goOn(*trial.victim, undisturbed, outcome);
    add(complaintsOfState(m_work, before, saved));
    add(complaintsOfFolder(m_work));
    return outcome;
}

Outcome Lane::moveUnderWindow(const Trial& trial) {
    restore(*trial.victim);
    const auto loss = static_cast<Loss>(trial.number % kLosses);
    const bool replaced = loss == Loss::ReplacedByCopy || loss == Loss::ReplacedByAnother;
    const bool moved = loss == Loss::MovedAlone || loss == Loss::MovedWithLog;
    const fs::path project = m_work / "p.stepmark", away = m_work / "away.stepmark", other = m_work / "other.stepmark";
    fs::copy_file(m_places / (loss == Loss::ReplacedByAnother ? oldPlace(1) : kProjectPlace) / "p.stepmark", other);
    const auto saved = [&] { return std::ssize(acknowledged(m_window.output())); };
    m_window.start({"label", project.string(), "ann", "1000000"});
    Outcome outcome{Outcome::First::Struck, {}, 0, {}};
    if (!waitFor(30, [&] { return saved() > 2 + trial.share * kMarks || !m_window.running(); }))
        outcome.complaints.push_back("nothing was labelled");
    const std::ptrdiff_t early = saved();
    lose(project, away, other, loss);
    const bool noticed = waitFor(kNotice_s, [&] { return m_window.output().find("\nerror ") != std::string::npos; });
    if (!noticed && !replaced)
        outcome.complaints.push_back("a second later nothing had been noticed");
    m_window.kill();
    const std::vector<Mark> marks = acknowledged(m_window.finish().out);
    if (moved && !fs::exists(project))
        putBack(project, away);
    // What was saved before the file went is where the file went; what was saved later must be in what stands there.
    const auto from = moved ? marks.begin() : marks.begin() + std::min(early + kUnderWay, std::ssize(marks));
    const std::vector<Mark> expected(from, marks.end());
    if (fs::exists(project))
        for (const std::string& complaint : complaintsOfState(m_work, {}, expected))
            outcome.complaints.push_back(complaint);
    else if (!expected.empty())
        outcome.complaints.push_back(std::to_string(expected.size()) +
                                     " marks were acknowledged after the file was gone");
    return outcome;
}

} // namespace stepmark::torture
