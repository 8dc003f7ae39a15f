// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formula_queue.h"

#include <algorithm>

namespace stepmark::ui {

bool FormulaQueue::Waiting::isWanted() const {
    return std::any_of(wishes.begin(), wishes.end(), [](const auto& wish) { return !wish.expired(); });
}

void FormulaQueue::add(const FormulaSource& source, FormulaUrgency urgency, const FormulaWish& wish) {
    const bool known = m_waiting.contains(source);
    Waiting& waiting = m_waiting[source];
    waiting.wishes.emplace_back(wish);
    if (known && waiting.urgency >= urgency)
        return;
    waiting.urgency = urgency;
    (urgency == FormulaUrgency::Shown ? m_shown : m_ahead).push_back(source);
}

std::optional<FormulaSource> FormulaQueue::take() {
    if (auto shown = takeOf(m_shown, FormulaUrgency::Shown))
        return shown;
    return takeOf(m_ahead, FormulaUrgency::Ahead);
}

std::optional<FormulaSource> FormulaQueue::takeOf(std::deque<FormulaSource>& order, FormulaUrgency urgency) {
    while (!order.empty()) {
        const FormulaSource source = std::move(order.front());
        order.pop_front();
        const auto waiting = m_waiting.constFind(source);
        if (waiting == m_waiting.constEnd() || waiting->urgency != urgency)
            continue; // it left, or moved to the other line
        const bool wanted = waiting->isWanted();
        m_waiting.erase(waiting);
        if (wanted)
            return source;
    }
    return std::nullopt;
}

} // namespace stepmark::ui
