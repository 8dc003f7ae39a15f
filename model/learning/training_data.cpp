// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/training_data.h"

#include <utility>

namespace stepmark {

TrainReport trainOn(const TrainingData& data, std::stop_token stop, ProgressSink progress) {
    const TrainOptions& options = data.spec.options;
    if (options.kind == TrainKind::Prm)
        return trainPrm(data.rated, options, std::move(stop), std::move(progress));
    const auto train = options.kind == TrainKind::Orm ? trainOrm : trainGenerator;
    return train(data.outcomes, options, std::move(stop), std::move(progress));
}

TrainPlan planOn(const TrainingData& data, std::stop_token stop) {
    const TrainOptions& options = data.spec.options;
    if (options.kind == TrainKind::Prm)
        return planPrm(data.rated, options, std::move(stop));
    return (options.kind == TrainKind::Orm ? planOrm : planGenerator)(data.outcomes, options, std::move(stop));
}

} // namespace stepmark
