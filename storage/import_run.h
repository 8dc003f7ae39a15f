// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/hidden.h"
#include "storage/write_batch.h"

#include <memory>
#include <vector>

namespace stepmark::storage {

/// The rows of one import, written in small transactions and hidden from everybody until publish(): all or nothing
/// without a lock held throughout. One run at a time in a project. What a run leaves that is not published (an error, a
/// cancel, a kill) stays hidden and is swept: by the run itself within half a second, the rest by whoever comes next
/// (sweepImports).
///
/// Rows that were there before stay as they are until the run is published; what it has to say of them is noted
/// (fill, recount) and done afterwards, by the run itself, else by whoever comes next: nothing of it can fail half-way.
/// Thread rule: that of its Project.
class ImportRun {
public:
    /// Error, before anything is written, where another run is under way. Sweeps what dead ones left.
    explicit ImportRun(Project& project, std::stop_token stop = {});
    ~ImportRun();
    ImportRun(const ImportRun&) = delete;
    ImportRun& operator=(const ImportRun&) = delete;

    std::int64_t id() const;
    /// Everything that the run writes goes through it. Each transaction begins by making sure that nobody has given
    /// this run up.
    WriteBatch& batch();
    /// The id for a new row, which is hidden. Within a piece of batch(). It must be used in that piece: a row of
    /// somebody else's could get it later, and be hidden with ours.
    std::int64_t take(Kind kind);
    /// The id just taken is not used after all.
    void giveBack(Kind kind);

    /// The ids of the rows that the run has made, as ranges. Between two pieces of batch().
    using Range = std::pair<std::int64_t, std::int64_t>; ///< first, last
    std::vector<Range> made(Kind kind) const;

    /// In the moment in which this commits, everybody sees all rows; what `also` writes is there from then on, too.
    /// Call it last.
    void publish(const std::function<void()>& also = {});

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Takes away what dead imports left, and finishes what was published but not yet counted; returns how many runs that
/// were. Nobody sees a difference but in the size of the file. In small transactions; Cancelled on stop.
int sweepImports(Project& project, std::stop_token stop = {});

/// An import that is neither done nor swept.
struct OpenImport {
    std::int64_t run = 0;
    bool alive = false;     ///< its process works on it
    bool published = false; ///< everybody sees its rows; marks on older solutions are not all counted yet
    std::int64_t rows = 0;  ///< hidden
    std::int64_t job = 0;   ///< 0: none
};
std::vector<OpenImport> openImports(Project& project);

} // namespace stepmark::storage
