// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/loss_curve.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace stepmark {

namespace {

/// 2 for "training PRM, epoch 2 of 3"; 1 where no epoch is named.
int epochOf(std::string_view stage) {
    constexpr std::string_view kWord = "epoch ";
    const auto place = stage.find(kWord);
    int epoch = 1;
    if (place != std::string_view::npos)
        std::from_chars(stage.data() + place + kWord.size(), stage.data() + stage.size(), epoch);
    return std::max(epoch, 1);
}

} // namespace

bool LossCurve::add(const Progress& progress) {
    if (!progress.stage.starts_with("training ") || progress.total <= 0 || progress.loss < 0 ||
        !std::isfinite(progress.loss))
        return false;
    const std::string run = progress.stage.substr(0, progress.stage.find(','));
    if (run != m_run) {
        *this = LossCurve();
        m_run = run;
    }
    const double share = std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0);
    const double epoch = epochOf(progress.stage) - 1 + share;
    if (epoch < m_last)
        return false; // a report that came late
    m_last = epoch;
    m_sum.epoch += epoch;
    m_sum.loss += progress.loss;
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
    std::vector<Point> half;
    for (std::size_t i = 0; i + 1 < m_points.size(); i += 2)
        half.push_back(
            {(m_points[i].epoch + m_points[i + 1].epoch) / 2, (m_points[i].loss + m_points[i + 1].loss) / 2});
    if (m_points.size() % 2 == 1)
        half.push_back(m_points.back());
    m_points = std::move(half);
    m_each *= 2;
}

std::vector<LossCurve::Point> LossCurve::points() const {
    std::vector<Point> all = m_points;
    if (m_pending > 0)
        all.push_back({m_sum.epoch / m_pending, m_sum.loss / m_pending});
    return all;
}

} // namespace stepmark
