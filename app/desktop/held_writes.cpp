// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/held_writes.h"

#include "model/domain/error.h"

#include <algorithm>

namespace stepmark::desktop {

namespace {

bool isHeld(Session& session, const Write& write) {
    if (const auto* mark = write.as<Write::Mark>())
        return session.ratings.holds(write.labeler, mark->step, write.at);
    const auto* decide = write.as<Write::Decide>();
    if (!decide)
        return false; // it leaves nothing that could be told from another's
    Decision decision = decide->decision;
    decision.created_at = write.at;
    return session.decisions.holds(decision);
}

} // namespace

int heldWrites(Session& session, const std::vector<Write>& writes) {
    int held = static_cast<int>(writes.size());
    while (held > 0 && !isHeld(session, writes[static_cast<std::size_t>(held) - 1]))
        --held;
    return held;
}

Trace traceOf(Session& session) {
    Trace trace{session.passes, session.labelers.list()};
    std::sort(trace.labelers.begin(), trace.labelers.end(),
              [](const Labeler& a, const Labeler& b) { return a.id < b.id; });
    return trace;
}

void follow(Session& session, const Trace& earlier) {
    for (const Labeler& labeler : earlier.labelers) {
        const auto known = session.labelers.find(labeler.id);
        if (!known ? session.labelers.named(labeler.name, labeler.kind).id != labeler.id : known->name != labeler.name)
            throw Error("The file \"" + session.project.path().string() + "\" counts its labelers in another way (\"" +
                        labeler.name + "\"): nobody's marks are added to it. Save the project to another place.");
    }
    for (const auto& [key, id] : earlier.passes) {
        const auto stored = session.annotations.find(id);
        if (stored && stored->labeler == key.first && stored->solution == key.second)
            session.passes.emplace(key, id);
    }
}

} // namespace stepmark::desktop
