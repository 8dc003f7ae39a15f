// SPDX-License-Identifier: GPL-3.0-or-later
//
// stepmarkctl with everything that computes. stepmarkctl starts it; nobody else needs to.
#include "app/stepmarkctl/program.h"

int main(int argc, char** argv) {
    using namespace stepmark::ctl;
    return runProgram(argc, argv, [](Registry& registry) {
        addProjectCommands(registry);
        addPoolCommands(registry);
        addExchangeCommands(registry);
        addLearningCommands(registry);
        addFileCommands(registry);
        addLoopCommands(registry);
        addGridCommands(registry);
        addLadderCommands(registry);
        addStudyCommands(registry);
        addShowCommands(registry);
        addReproduceCommands(registry);
        addHistoryCommands(registry);
        addReviewCommands(registry);
        addPeopleCommands(registry);
        addTaskCommands(registry);
        addPageCommands(registry);
    });
}
