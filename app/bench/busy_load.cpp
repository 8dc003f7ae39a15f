// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/busy_load.h"

#include "app/desktop/worker_process.h"

#include <QStringList>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include <unistd.h>

namespace stepmark::bench {

namespace {

constexpr std::size_t kSide = 384; ///< three matrices of it do not fit a core's own cache

/// Compute and memory traffic, as training makes them.
void multiply(const std::atomic<bool>& stop) {
    std::vector<float> a(kSide * kSide, 0.5F);
    std::vector<float> b(kSide * kSide, 0.25F);
    std::vector<float> c(kSide * kSide);
    while (!stop) {
        for (std::size_t i = 0; i < kSide && !stop; ++i)
            for (std::size_t k = 0; k < kSide; ++k) {
                const float factor = a[i * kSide + k];
                for (std::size_t j = 0; j < kSide; ++j)
                    c[i * kSide + j] += factor * b[k * kSide + j];
            }
        a.swap(c);
        std::fill(c.begin(), c.end(), 0.0F);
    }
}

} // namespace

BusyLoad::BusyLoad(const QString& program, bool wanted) {
    if (!wanted)
        return;
    m_process.setChildProcessModifier([] { [[maybe_unused]] const int niceness = ::nice(desktop::WorkerProcess::kNiceness); });
    m_process.start(program, {QStringLiteral("busy")});
    m_process.waitForStarted();
}

BusyLoad::~BusyLoad() {
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(3000))
        m_process.kill();
    m_process.waitForFinished(1000);
}

int runBusyLoad() {
    std::atomic<bool> stop{false};
    std::vector<std::jthread> threads;
    for (unsigned core = 0; core < std::max(1U, std::thread::hardware_concurrency()); ++core)
        threads.emplace_back([&stop] { multiply(stop); });
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    stop = true;
    return 0;
}

} // namespace stepmark::bench
