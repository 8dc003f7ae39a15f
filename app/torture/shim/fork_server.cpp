// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a server of the program that the shim is loaded into: where the control variable is set, main is not called but
// forked, once a request, after all libraries have been loaded. That takes half a second for libtorch and would
// otherwise be most of a run.
//
// Request on descriptor 3: length (uint32), then strings, each ended by a zero byte: file for standard output, file for
// standard error, arguments. Answers on descriptor 4: the child's process id (int32), and its wait status (int32) once
// it has ended. The server ends with its requests.
#include "app/torture/shim/fault_point.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace stepmark::torture {

namespace {

using Main = int (*)(int, char**, char**);
Main real_main = nullptr;

bool readAll(void* data, std::size_t size) {
    auto* place = static_cast<char*>(data);
    while (size > 0) {
        const ssize_t got = ::read(kRequests, place, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        place += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

void answer(std::int32_t value) {
    if (::write(kAnswers, &value, sizeof value) != sizeof value)
        ::_exit(1);
}

void redirect(int descriptor, const char* path, int flags) {
    const int file = ::open(path, flags, 0600);
    if (file < 0 || ::dup2(file, descriptor) < 0)
        ::_exit(126);
    ::close(file);
}

[[noreturn]] void runMain(const char* program, std::vector<char*> strings, char** environment) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
    redirect(STDOUT_FILENO, strings[0], O_WRONLY | O_CREAT | O_TRUNC);
    redirect(STDERR_FILENO, strings[1], O_WRONLY | O_CREAT | O_TRUNC);
    ::close(kRequests);
    ::close(kAnswers);
    std::string name(program);
    std::vector<char*> arguments(strings.begin() + 2, strings.end());
    arguments.insert(arguments.begin(), name.data());
    arguments.push_back(nullptr);
    const int code = real_main(static_cast<int>(arguments.size()) - 1, arguments.data(), environment);
    // Without the destructors of static objects: libtorch's take four times as long as a small job.
    std::fflush(nullptr);
    ::_exit(code);
}

int serve(int, char** argv, char** environment) {
    const std::string control = std::getenv(kControlVariable);
    ::unsetenv(kControlVariable); // what a victim starts is no server
    ::unsetenv("LD_PRELOAD");
    arm(control.c_str());
    std::uint32_t size = 0;
    while (readAll(&size, sizeof size)) {
        std::string request(size, '\0');
        if (!readAll(request.data(), size))
            break;
        std::vector<char*> strings;
        for (std::size_t begin = 0; begin < size; begin = request.find('\0', begin) + 1)
            strings.push_back(request.data() + begin);
        const pid_t child = ::fork();
        if (child == 0)
            runMain(argv[0], strings, environment);
        answer(child);
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        answer(status);
    }
    return 0;
}

} // namespace

} // namespace stepmark::torture

/// The C library's start of a program, with our main in place of its own.
extern "C" int __libc_start_main(stepmark::torture::Main main, int argc, char** argv, void (*init)(), void (*fini)(),
                                 void (*rtld_fini)(), void* stack_end) {
    using namespace stepmark::torture;
    using Start = int (*)(Main, int, char**, void (*)(), void (*)(), void (*)(), void*);
    const auto start = reinterpret_cast<Start>(::dlsym(RTLD_NEXT, "__libc_start_main"));
    if (!std::getenv(kControlVariable))
        return start(main, argc, argv, init, fini, rtld_fini, stack_end);
    watchSqliteMemory();
    real_main = main;
    return start(serve, argc, argv, init, fini, rtld_fini, stack_end);
}
