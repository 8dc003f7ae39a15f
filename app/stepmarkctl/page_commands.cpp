// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is installed beside the program for man and the shells. The build runs it; nobody else needs it, so that the
// help does not list it.
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/completion.h"
#include "app/stepmarkctl/manual.h"
#include "app/stepmarkctl/option_text.h"
#include "model/files/output_file.h"

namespace stepmark::ctl {

namespace {

struct PagesOptions {
    const CLI::App* app = nullptr; ///< the program, all of whose subcommands have been declared
    std::string folder;
};

Json runPages(Context&, const PagesOptions& options) {
    const std::filesystem::path folder(options.folder);
    std::int64_t files = 0;
    const auto write = [&](const std::filesystem::path& name, const std::string& text) {
        std::filesystem::create_directories((folder / name).parent_path());
        files::OutputFile file(folder / name);
        file.write(text);
        file.commit();
        ++files;
    };
    const CLI::App& app = *options.app;
    write("man/man1/stepmarkctl.1", manualOf(app));
    for (const CLI::App* command : shownCommands(app))
        write("man/man1/" + pageName(app, *command) + ".1", manualOf(app, *command));
    write("bash-completion/completions/stepmarkctl", bashCompletion(app));
    write("zsh/vendor-completions/_stepmarkctl", zshCompletion(app));
    write("fish/vendor_completions.d/stepmarkctl.fish", fishCompletion(app));
    return {{"out", options.folder}, {"files", files}};
}

} // namespace

void addPageCommands(Registry& registry) {
    auto options = std::make_shared<PagesOptions>();
    options->app = &registry.app;
    CLI::App* command = registry.add({"pages", "Write manual pages and completions, as they are installed to share/",
                                      "pages build/share"},
                                     options, runPages);
    command->group(""); // not shown
    command->add_option("FOLDER", options->folder, "Folder to write to")->required();
}

} // namespace stepmark::ctl
