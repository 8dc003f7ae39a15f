// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/laps_p.h"

#include "model/learning/epoch_report_json_p.h"

namespace stepmark {

using nlohmann::json;

void Laps::stepped(const StepMade& step) {
    ++m_steps;
    m_seconds += step.step_seconds;
    m_tokens += step.batch.tokens;
    if (step.result.stepped)
        m_loss += step.result.sum;
}

bool Laps::between(const RunPlace& place, const std::stop_token& stop) {
    const bool over = m_options.every > 0 ? m_steps >= m_options.every || place.done() : place.epochDone();
    if (m_steps > 0 && over)
        finish(place, stop);
    return !m_stopped_early;
}

void Laps::finish(const RunPlace& place, const std::stop_token& stop) {
    EpochReport lap;
    lap.epoch = static_cast<int>(m_reports.size()) + 1;
    if (m_loss.weight > 0)
        lap.train_loss = m_loss.mean();
    lap.seconds = m_seconds;
    lap.validation_note = m_options.note;
    const bool finite = m_validator.validate(lap, stop);
    if (finite && (!lap.validation_loss || m_best == 0 || *lap.validation_loss < m_best_loss)) {
        if (lap.validation_loss && !place.done())
            m_state.saveBest(masters(m_core.parameters()), stop);
        m_best = lap.epoch;
        m_best_loss = lap.validation_loss.value_or(0);
        m_bad = 0;
    } else {
        ++m_bad;
        m_stopped_early = m_options.patience > 0 && m_bad >= m_options.patience;
    }
    m_reports.push_back(lap);
    m_steps = 0;
    m_loss = {};
    m_seconds = 0;
}

int Laps::takeBest() {
    const auto last = static_cast<int>(m_reports.size());
    if (m_best == 0) // no lap's validation was finite
        m_best = last;
    if (m_best != last && m_state.loadBest(masters(m_core.parameters())))
        m_core.restored(m_core.optimizer().steps());
    return m_best;
}

json Laps::state() const {
    json reports = json::array();
    for (const EpochReport& report : m_reports)
        reports.push_back(toJson(report));
    return {{"steps", m_steps},
            {"loss", m_loss.loss},
            {"weight", m_loss.weight},
            {"seconds", m_seconds},
            {"tokens", m_tokens},
            {"validation_tokens", m_validator.tokens()},
            {"reports", std::move(reports)},
            {"best", m_best},
            {"best_loss", m_best_loss},
            {"bad", m_bad},
            {"stopped_early", m_stopped_early}};
}

void Laps::restore(const json& state) {
    m_steps = state.at("steps");
    m_loss = {state.at("loss"), state.at("weight")};
    m_seconds = state.at("seconds");
    m_tokens = state.at("tokens");
    m_validator.setTokens(state.at("validation_tokens"));
    for (const json& report : state.at("reports"))
        m_reports.push_back(epochReportFromJson(report));
    m_best = state.at("best");
    m_best_loss = state.at("best_loss");
    m_bad = state.at("bad");
    m_stopped_early = state.at("stopped_early");
}

} // namespace stepmark
