// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/loss_curve.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

bool LossCurve::add(const Progress& progress) {
    if (progress.stage != Stage::Training || progress.total <= 0 || !progress.loss || !std::isfinite(*progress.loss))
        return false;
    if (progress.subject != m_subject) {
        *this = LossCurve();
        m_subject = progress.subject;
    }
    const double share = std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0);
    const double epoch = std::max(progress.epoch, 1) - 1 + share;
    if (epoch < m_last)
        return false; // a report that came late
    m_last = epoch;
    m_sum.epoch += epoch;
    m_sum.loss += *progress.loss;
    if (++m_pending == m_each) {
        m_points.push_back({m_sum.epoch / m_pending, m_sum.loss / m_pending});
        m_sum = {};
        m_pending = 0;
        if (m_points.size() >= kMost)
            merge();
    }
    return true;
}

void LossCurve::merge() {
    std::vector<LossPoint> half;
    for (std::size_t i = 0; i + 1 < m_points.size(); i += 2)
        half.push_back(
            {(m_points[i].epoch + m_points[i + 1].epoch) / 2, (m_points[i].loss + m_points[i + 1].loss) / 2});
    if (m_points.size() % 2 == 1)
        half.push_back(m_points.back());
    m_points = std::move(half);
    m_each *= 2;
}

std::vector<LossPoint> LossCurve::points() const {
    std::vector<LossPoint> all = m_points;
    if (m_pending > 0)
        all.push_back({m_sum.epoch / m_pending, m_sum.loss / m_pending});
    return all;
}

} // namespace stepmark
