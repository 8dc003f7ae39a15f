// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stepmark::desktop {

/// Where labelling stands between the project and the labeler; it is changed by what happens, and by nothing else. A
/// plain value: any thread.
///
///     Closed --opened--> SittingDown --seated--> Idle --wants--> Asking --wants--> AskingAgain
///                                                 ^  <-answered-----+------------------+
///                                                 +--accepted, shown-- Told <--told (of Idle)
class LabelPhase {
public:
    enum class State {
        Closed,      ///< no project is open
        SittingDown, ///< who labels is not known yet, or could not be found out
        Idle,        ///< nothing is asked for
        Asking,      ///< the next solutions are
        AskingAgain, ///< likewise, but the queue has changed since
        Told,        ///< a verdict is on screen: nothing is asked for until the labeler goes on
    };

    State state() const { return m_state; }
    bool isOpen() const { return m_state != State::Closed; }
    bool isSeated() const { return isOpen() && m_state != State::SittingDown; }
    bool isAsking() const { return m_state == State::Asking || m_state == State::AskingAgain; }
    bool isTold() const { return m_state == State::Told; }

    void opened() { m_state = State::SittingDown; }
    void closed() { m_state = State::Closed; }
    void seated() { m_state = State::Idle; }
    /// More solutions are wanted. True: they are to be asked for now.
    bool wants() {
        if (isAsking())
            m_state = State::AskingAgain;
        if (m_state != State::Idle)
            return false;
        m_state = State::Asking;
        return true;
    }
    /// They came, or could not be had. True: they were wanted once more meanwhile.
    bool answered() {
        const bool again = m_state == State::AskingAgain;
        m_state = State::Idle;
        return again;
    }
    void told() { m_state = State::Told; }
    /// The labeler has read it. False: there was nothing to read.
    bool accepted() {
        if (!isTold())
            return false;
        m_state = State::Idle;
        return true;
    }
    /// A solution took its place.
    void shown() { accepted(); }

private:
    State m_state = State::Closed;
};

} // namespace stepmark::desktop
