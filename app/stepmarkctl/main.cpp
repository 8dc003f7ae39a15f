// SPDX-License-Identifier: GPL-3.0-or-later
//
// The headless program: everything Stepmark does, one subcommand a job. What needs no libtorch is done here: to load
// that takes half a second and 150 MB, for a status or an import as for a training run. Everything else, the help
// included, is left to stepmarkctl-learn beside it, which takes over this very process.
#include "app/stepmarkctl/option_text.h"
#include "app/stepmarkctl/output.h"
#include "app/stepmarkctl/program.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace stepmark::ctl {

namespace {

void addLightCommands(Registry& registry) {
    addProjectCommands(registry);
    addExchangeCommands(registry);
    addHistoryCommands(registry);
    addShowCommands(registry);
    addReviewCommands(registry);
    addPeopleCommands(registry);
    addTaskCommands(registry);
}

bool isLight(int argc, char** argv) {
    CLI::App app;
    Registry registry{app};
    addLightCommands(registry);
    const CLI::App* found = &app;
    for (int i = 1; i < argc; ++i) {
        if (argv[i][0] == '-')
            continue;
        const auto named = found->get_subcommands([&](const CLI::App* one) { return one->get_name() == argv[i]; });
        if (named.empty())
            return false;
        found = named.front();
        if (shownCommands(*found).empty())
            return true;
    }
    return false; // a group's help names all that is in it
}

// libgomp's threads spin while they wait, and it reads its settings when it is loaded, before main. On a machine with
// anything else to do (a labeler's window) spinning made scoring ten times slower.
int handOver(int argc, char** argv) {
    if (!std::getenv("GOMP_SPINCOUNT"))
        setenv("OMP_WAIT_POLICY", "passive", 0);
    std::error_code error;
    auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        self = argv[0];
    const auto program = self.parent_path() / "stepmarkctl-learn";
    execv(program.c_str(), argv);
    printError("\"" + program.string() + "\" cannot be started: it belongs beside stepmarkctl. Install Stepmark again.",
               std::find(argv, argv + argc, std::string_view("--json")) != argv + argc, stdout);
    return 1;
}

} // namespace

} // namespace stepmark::ctl

int main(int argc, char** argv) {
    using namespace stepmark::ctl;
    return isLight(argc, argv) ? runProgram(argc, argv, addLightCommands) : handOver(argc, argv);
}
