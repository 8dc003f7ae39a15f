// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that trains.
#pragma once

#include "model/domain/training_record.h"
#include "model/learning/supervision_p.h"

namespace stepmark {

/// What a run on these examples sees.
TrainedOn trainedOn(const Parts& parts, TrainKind kind);

} // namespace stepmark
