// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"

#include "app/work/job_scope.h"
#include "model/domain/error.h"
#include "storage/import_run.h"

namespace stepmark::ctl {

Json runOn(Context& context, const std::filesystem::path& path, const std::function<Json(Work&)>& job) {
    auto project = storage::Project::open(path);
    Work work{project, context.stop.get_token(), context.progress};
    return job(work);
}

Json runJob(Context& context, const std::filesystem::path& path, const std::string& kind,
            const std::function<Json(Work&)>& job) {
    auto project = storage::Project::open(path);
    const Json arguments = {{"command_line", context.command_line}};
    work::JobScope scope(path, kind, arguments.dump(), context.stop);
    Work work{project, context.stop.get_token(), [&](const Progress& progress) {
                  scope.progress(progress);
                  if (context.progress)
                      context.progress(progress);
              }};
    try {
        storage::sweepImports(project, work.stop);
        Json result = job(work);
        result["job"] = scope.id();
        scope.done(result.dump());
        return result;
    } catch (const Cancelled& cancelled) {
        scope.failed(cancelled.what(), true);
        throw;
    } catch (const std::exception& error) {
        scope.failed(error.what(), false);
        throw;
    }
}

} // namespace stepmark::ctl
