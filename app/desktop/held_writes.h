// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "app/desktop/write.h"

#include <map>
#include <vector>

namespace stepmark::desktop {

/// How many of the writes, in the order in which they were carried out, the session's file holds: those up to the last
/// mark or decision that is found in it. A file that was put back, or lost its log, lacks the newest; what comes after
/// may be carried out again. Storage thread.
int heldWrites(Session& session, const std::vector<Write>& writes);

/// What the writes of a session refer to and its file may have lost since.
struct Trace {
    std::map<std::pair<LabelerId, SolutionId>, AnnotationId> passes;
    std::vector<Labeler> labelers; ///< by id
};
Trace traceOf(Session& session);

/// The session goes on with the passes of an earlier one that its file holds, and its labelers sit down again where the
/// file lacks them. Error where the file knows one of them as somebody else. Storage thread.
void follow(Session& session, const Trace& earlier);

} // namespace stepmark::desktop
