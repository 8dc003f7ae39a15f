// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a checkpoint was read, in a job's result. Nothing is shared: any thread.
#pragma once

#include "app/work/work.h"
#include "model/learning/reading.h"

namespace stepmark::work {

/// `layout` ("stepmark", "trl" or its three fields) and `notes` (code and text; empty where nothing was assumed).
void addReading(Json& result, const Layout& layout, const std::vector<Note>& notes);
/// The same with `classes` ("negative", ... in the order of the head's rows).
void addReading(Json& result, const Reading& reading);

} // namespace stepmark::work
