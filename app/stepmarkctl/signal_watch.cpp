// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/signal_watch.h"

#include <csignal>
#include <cstdlib>
#include <thread>

namespace stepmark::ctl {

namespace {

bool isIgnored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

// The signals are blocked in every thread and waited for in one, because request_stop() must not be called from a
// signal handler.
void stopOnSignals(std::stop_source stop) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (!isIgnored(SIGHUP))
        sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, stop]() mutable {
        int signal = 0;
        if (sigwait(&signals, &signal) == 0)
            stop.request_stop();
        if (sigwait(&signals, &signal) == 0)
            std::_Exit(kInterrupted);
    }).detach();
}

} // namespace stepmark::ctl
