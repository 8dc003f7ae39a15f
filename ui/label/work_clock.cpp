// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/work_clock.h"

#include <algorithm>
#include <chrono>

namespace stepmark::ui {

namespace {

qint64 steadyNow_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

WorkClock::WorkClock()
    : m_now(steadyNow_ms) {}

void WorkClock::setNow(Now now) {
    m_now = std::move(now);
    m_last = m_now();
}

void WorkClock::start(qint64 spent_ms) {
    m_total = spent_ms;
    m_step_from = spent_ms;
    m_last = m_now();
}

qint64 WorkClock::running() const { return m_paused ? 0 : std::clamp<qint64>(m_now() - m_last, 0, kLongestGap_ms); }

void WorkClock::settle() {
    m_total += running();
    m_last = m_now();
}

void WorkClock::activity() { settle(); }

void WorkClock::pause() {
    settle();
    m_paused = true;
}

void WorkClock::resume() {
    settle();
    m_paused = false;
}

qint64 WorkClock::takeStep_ms() {
    const qint64 step = step_ms();
    m_step_from += step;
    return step;
}

} // namespace stepmark::ui
