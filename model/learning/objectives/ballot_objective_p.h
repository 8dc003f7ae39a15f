// SPDX-License-Identifier: GPL-3.0-or-later
//
// The losses of ballots (weakstrong/ballots_p.h) for a network that is trained: rows of classes (wrong and right), or
// rows with one score each, those of a group competing.
//
// A row is told by two items: target 0 with the weight that it is wrong, target 1 with the weight that it is right.
//
// Learning from a weaker supervisor without learning its mistakes (Burns et al. 2023, section 4.3 and appendix A.4): the
// model's own confident answers count beside the supervisor's, cross entropy against (1 - alpha) * supervisor + alpha *
// hardened.
//
// Thread rule: as objective_p.h.
#pragma once

#include "model/learning/objectives/objective_p.h"
#include "model/learning/weakstrong/ballots_p.h"

namespace stepmark {

class BallotObjective : public Objective {
public:
    /// `own`: the student's hardened answers count beside what is told, against what is told; `of_ballots` is toldLoss
    /// then. The student's share rises linearly from 0 to `alpha` over the share `warmup` of the run.
    BallotObjective(bool choice, BallotLoss of_ballots, double alpha, double warmup, bool own);

    Scope scope() const override { return m_choice || m_own ? Scope::Batch : Scope::Rows; }
    double alphaAt(double done) const { return done < m_warmup ? m_alpha * done / m_warmup : m_alpha; }
    /// LossSum::weight is the number of ballots. Throws Error for rows of a choice without a group.
    LossSum loss(const at::Tensor& logits, const Targets& targets, double done, at::Tensor* d_logits) const override;

private:
    bool m_choice;
    BallotLoss m_loss;
    double m_alpha, m_warmup;
    bool m_own;
};

} // namespace stepmark
