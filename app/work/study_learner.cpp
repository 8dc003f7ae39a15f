// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_learner.h"

#include "model/base/lower_layers.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/hidden_cache.h"

#include <functional>
#include <map>
#include <numeric>

namespace stepmark::work {

namespace {

class NetworkLearner : public Learner {
public:
    explicit NetworkLearner(const Task& task)
        : m_task(task)
        , m_learner(task) {}

    Rung look(const LadderModel& asked, const std::stop_token& stop) override {
        const ModelConfig config = loadModelConfig(asked.folder);
        const auto has = static_cast<int>(config.num_hidden_layers);
        if (asked.layers > has)
            throw Error(asked.folder.string() + " has " + std::to_string(has) + " layers and cannot be cut after " +
                        std::to_string(asked.layers) + ".");
        Rung rung{{asked, asked.layers > 0 ? asked.layers : has, 0}, fingerprintOf(asked.folder, stop)};
        rung.model.parameters = parametersOf(withLayers(config, rung.model.layers));
        return rung;
    }

    std::int64_t keepStates(const std::filesystem::path& folder, const std::vector<int>& layers,
                            const LearnOptions& options, const std::stop_token& stop, ProgressSink progress) override {
        return m_learner.keepStates(folder, layers, options, stop, std::move(progress));
    }

    Learned learn(const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                  const std::stop_token& stop, ProgressSink progress) override {
        return m_learner.learn(model, lesson, options, stop, std::move(progress));
    }

    LearnCost cost(const std::filesystem::path& folder, const std::vector<int>& layers, std::int64_t lessons,
                   std::size_t examples, const LearnOptions& options, const std::stop_token& stop) override {
        return m_learner.cost(folder, layers, lessons, examples, options, stop);
    }

    Tuned tune(const TuneRequest& request, const std::stop_token& stop, ProgressSink progress) override {
        return tuneOnText(m_task, request, stop, progress);
    }

    LearnCost costOfTuning(const TuneRequest& request, const std::stop_token& stop) override {
        return tuneCost(m_task, request, stop);
    }

private:
    /// The depths of a ladder are of one folder, which is read through once.
    const std::string& fingerprintOf(const std::filesystem::path& folder, const std::stop_token& stop) {
        const auto found = m_fingerprints.find(folder);
        return found != m_fingerprints.end()
                   ? found->second
                   : m_fingerprints.emplace(folder, modelFingerprint(folder, stop)).first->second;
    }

    const Task& m_task;
    TaskLearner m_learner;
    std::map<std::filesystem::path, std::string> m_fingerprints;
};

} // namespace

std::int64_t parametersOf(const ModelConfig& config) {
    std::int64_t all = 0;
    for (const TensorSpec& tensor : backboneTensorSpecs(config))
        all += std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
    return all;
}

std::unique_ptr<Learner> networkLearner(const Task& task) { return std::make_unique<NetworkLearner>(task); }

} // namespace stepmark::work
