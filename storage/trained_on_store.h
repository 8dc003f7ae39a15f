// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/training_record.h"
#include "storage/project.h"

#include <optional>

namespace stepmark::storage {

/// What each model has seen of the project. Thread rule: that of its Project.
class TrainedOnStore {
public:
    explicit TrainedOnStore(Project& project);

    /// `base`: the model of this project that the training began from, 0 for none: what it has seen, the new one has,
    /// and where that is not known, neither is this.
    void add(ModelId model, const TrainedOn& seen, ModelId base = 0);
    /// The problems; nullopt where they are not known: of a model that an older version has registered, or that was
    /// trained elsewhere.
    std::optional<TrainedOn> find(ModelId model) const;
    /// The labels spent on it, by sign; nullopt where they are not known, or it learnt from answers.
    std::optional<RatingCounts> ratings(ModelId model) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
