// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/training_loop_p.h"

#include "model/domain/stop.h"
#include "model/learning/clock_p.h"

namespace stepmark {

using nlohmann::json;

namespace {

class Loop {
public:
    explicit Loop(const TrainingParts& parts)
        : m_parts(parts) {}

    RunTotals run(const std::stop_token& stop) {
        if (m_parts.resume)
            restore();
        m_begin = Clock::now();
        try {
            while (goesOn(stop))
                if (const Batch* batch = m_parts.examples.next(stop))
                    step(*batch, stop);
                else
                    break;
        } catch (const Cancelled&) {
            if (m_skipped.goesWell() &&
                m_parts.state.quick(m_parts.core.state())) // else what was saved last will do: stopping comes first
                save({});
            throw;
        }
        m_skipped.requireAny(m_parts.core.optimizer().steps());
        return {m_parts.core.optimizer().steps(), m_skipped.count(), seconds()};
    }

private:
    double seconds() const { return m_seconds_before + secondsSince(m_begin); }

    /// Every observer is asked, whatever the others say.
    bool goesOn(const std::stop_token& stop) {
        bool on = true;
        for (Observer* observer : m_parts.observers)
            on = observer->between(m_parts.examples.place(), stop) && on;
        return on;
    }

    void step(const Batch& batch, const std::stop_token& stop) {
        throwIfStopped(stop);
        const auto begin = Clock::now();
        const RunPlace before = m_parts.examples.place();
        const BatchResult result =
            m_parts.core.trainBatch(batch.packs, m_parts.schedule.at(before), before.share(), stop);
        const double took = secondsSince(begin);
        m_skipped.note(result, m_parts.examples.name());
        m_parts.examples.advance();
        for (Observer* observer : m_parts.observers)
            observer->stepped({result, batch, m_parts.examples.place(), m_skipped, took, seconds()});
        if (m_parts.state.due() && m_skipped.goesWell())
            save(stop);
    }

    void save(const std::stop_token& stop) {
        json observers = json::object();
        for (const Observer* observer : m_parts.observers)
            if (json state = observer->state(); !state.is_null())
                observers[std::string(observer->name())] = std::move(state);
        m_parts.state.save(m_parts.core.state(),
                           {{"examples", m_parts.examples.state()},
                            {"optimizer_steps", m_parts.core.optimizer().steps()},
                            {"skipped_steps", m_skipped.count()},
                            {"seconds", seconds()},
                            {"observers", std::move(observers)}},
                           stop);
    }

    void restore() {
        const json progress = m_parts.state.load(m_parts.core.state());
        m_parts.examples.restore(progress.at("examples"));
        m_skipped.restore(progress.at("skipped_steps"));
        m_seconds_before = progress.at("seconds");
        for (Observer* observer : m_parts.observers)
            if (const auto state = progress.at("observers").find(observer->name());
                state != progress.at("observers").end())
                observer->restore(*state);
        m_parts.core.restored(progress.at("optimizer_steps"));
    }

    const TrainingParts& m_parts;
    SkippedSteps m_skipped;
    Clock::time_point m_begin = Clock::now(); ///< of this session
    double m_seconds_before = 0;
};

} // namespace

Rates Schedule::at(const RunPlace& place) const {
    const double share = scheduleAt(place.step, place.steps, warmup_share, decay_share);
    return {peak.learning_rate * share, peak.muon_learning_rate * share};
}

RunTotals train(const TrainingParts& parts, const std::stop_token& stop) { return Loop(parts).run(stop); }

} // namespace stepmark
