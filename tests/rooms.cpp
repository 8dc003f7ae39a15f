// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rooms.h"

namespace stepmark {

namespace {

using Own = std::string_view;

constexpr std::array kHeaderKinds = {
    HeaderKind{Torch, "libtorch", "(torch|ATen|c10|caffe2)/.*"},
    HeaderKind{Json, "nlohmann-json", "nlohmann/.*"},
    HeaderKind{Pcre2, "PCRE2", "pcre2\\.h"},
    HeaderKind{Ginac, "GiNaC", "(ginac|cln)/.*"},
    HeaderKind{Icu, "ICU", "unicode/.*"},
    HeaderKind{Zlib, "zlib", "zlib\\.h"},
    HeaderKind{Cli, "CLI11", "CLI/.*"},
    HeaderKind{Sqlite, "SQLite", "sqlite3\\.h"},
    HeaderKind{QtSql, "Qt SQL", "(QtSql|QSql).*"},
    // Of Qt Core what is used outside the window: who needs more adds it.
    HeaderKind{
        QtCore, "Qt Core",
        "Q(ByteArray|CommandLineParser|CoreApplication|CryptographicHash|Date|DateTime|Dir|File|FileInfo|Json[A-Z]\\w+|"
        "Locale|Object|Process|StandardPaths|String|StringList|SysInfo|TemporaryDir|Time|Timer|Url|Variant)"},
    HeaderKind{QtWindow, "Qt's window", "Q[A-Z].*|Qt.*|q[a-z]+\\.h"},
    HeaderKind{Intrinsics, "processor intrinsics", "(immintrin|cpuid|arm_neon)\\.h"},
    HeaderKind{Posix, "the system",
               "sys/.*|(dirent|dlfcn|fcntl|malloc|poll|pthread|pwd|sched|signal|spawn|termios|unistd)\\.h"},
    HeaderKind{Std, "the standard library", "[a-z_0-9]+"},
};

constexpr std::array kDomain = {Own("model/domain/")};
constexpr std::array kDomainAndFiles = {Own("model/domain/"), Own("model/files/")};
constexpr std::array kDomainRunAndFiles = {Own("model/domain/"), Own("model/run/"), Own("model/files/")};
constexpr std::array kTokenizer = {Own("model/domain/"), Own("model/base/")};
constexpr std::array kTasks = {Own("model/domain/"), Own("model/run/"), Own("model/chess/"), Own("model/sample/")};
constexpr std::array kLearning = {Own("model/run/"),  Own("model/files/"),     Own("model/domain/"),
                                  Own("model/base/"), Own("model/tokenizer/"), Own("model/tasks/")};
constexpr std::array kFormats = {Own("model/domain/"), Own("model/files/"), Own("storage/thinking_field.h")};
constexpr std::array kTaskStorage = {Own("model/domain/"), Own("model/run/"),   Own("model/files/"),
                                     Own("model/tasks/"),  Own("model/chess/"), Own("storage/")};
constexpr std::array kWork = {Own("model/"), Own("storage/")};
constexpr std::array kCtl = {Own("app/work/"), Own("model/"), Own("storage/")};
// What every workshop stands on knows none of their pages.
constexpr std::array kJobs = {Own("model/domain/"), Own("model/run/")};
constexpr std::array kShell = {Own("ui/jobs/"),      Own("ui/widgets/"), Own("ui/theme/"),   Own("ui/math/"),
                               Own("model/domain/"), Own("model/run/"),  Own("model/files/")};
constexpr std::array kWeakStrong = {Own("ui/charts/"),  Own("ui/jobs/"),          Own("ui/runs/"),
                                    Own("ui/widgets/"), Own("ui/theme/"),         Own("model/domain/"),
                                    Own("model/run/"),  Own("model/tasks/task.h")};
constexpr std::array kDesktop = {Own("app/capture/capture_pages.h"),
                                 Own("ui/"),
                                 Own("storage/"),
                                 Own("model/domain/"),
                                 Own("model/run/"),
                                 Own("model/files/"),
                                 Own("model/sample/"),
                                 Own("model/tasks/task.h"),
                                 Own("model/grading/")};
constexpr std::array kCapture = {Own("app/desktop/"),  Own("ui/"),        Own("storage/"),
                                 Own("model/domain/"), Own("model/run/"), Own("model/tasks/task.h")};
constexpr std::array kBench = {Own("app/desktop/"), Own("ui/"), Own("storage/"), Own("model/domain/"),
                               Own("model/sample/")};
constexpr std::array kTorture = {Own("app/desktop/"), Own("storage/"), Own("model/domain/")};
constexpr std::array kTrain = {Own("model/"), Own("app/stepmarkctl/signal_watch.h"), Own("app/work/progress_text.h")};
constexpr std::array kMakeBase = {Own("model/"), Own("app/work/sample_corpus.h")};

constexpr std::array kRooms = {
    Room{"model/domain/",
         "plain structs and rules: step tree, ratings, selection, metrics, best-of-N, splitting text into steps",
         {},
         Std,
         0},
    Room{"model/run/",
         "what a run is, as data: what it is asked for (specs), its parts, its progress; one JSON codec each", kDomain,
         Std | Json, 0},
    Room{"model/files/", "reading and writing a file for somebody, whatever stands at its path", kDomain, Std | Posix,
         0},
    Room{"model/grading/", "whether two final answers are equal", kDomain, Std | Ginac | Icu, 0},
    Room{"model/sample/", "the built-in word problems and the oracle that judges their steps", kDomain, Std, 0},
    Room{"model/chess/", "the rules of chess: positions and their notation, legal moves", kDomain, Std, 0},
    Room{"model/base/", "Hugging Face folders, safetensors, read as hostile input; families of networks, as data",
         kDomainAndFiles, Std | Posix | Json, 0},
    Room{"model/tokenizer/", "byte pair encoding (BPE), of bytes and as SentencePiece does it", kTokenizer, Std | Json, Pcre2 | Icu},
    Room{"model/tasks/", "tasks of the weak-to-strong workshop: what is learnt, how it is divided, what comes of it",
         kTasks, Std | Json, 0},
    Room{"model/learning/", "tree-packed batches, the network, training, scoring, sampling", kLearning,
         Std | Posix | Intrinsics | Json, Torch},
    Room{"storage/", "the project file: schema, migrations, one store a table; `interchange/` brings files in and out",
         kDomainRunAndFiles, Std | Posix | Json | QtCore | QtSql, Sqlite},
    Room{"storage/formats/",
         "the world's file formats, declared in one table that command line, dialog, sniffing and tests go through; "
         "`sources/`: JSON lines, JSON arrays, CSV, gzipped, from files and pipes",
         kFormats, Std | Posix | Json, Zlib},
    Room{"storage/weakstrong/", "the weak-to-strong workshop in the project file; its tasks out of other files",
         kTaskStorage, Std | Posix | Json | QtCore, 0},
    Room{"ui/", "pages, item models, plots (Qt Charts), theme", kDomainRunAndFiles, Std | QtCore | QtWindow, 0},
    Room{"ui/jobs/", "a background job in words", kJobs, Std | QtCore | QtWindow, 0},
    Room{"ui/weakstrong/", "the weak-to-strong page: studies, their figure, runs, a new study", kWeakStrong,
         Std | QtCore | QtWindow, 0},
    Room{"ui/shell/", "the window, and how a workshop's page is registered with it", kShell, Std | QtCore | QtWindow,
         0},
    Room{"app/work/", "the jobs, put together from storage and learning", kWork, Std | Json | QtCore, 0},
    Room{"app/stepmarkctl/", "the command line", kCtl, Std | Posix | Json | QtCore | Cli, 0},
    Room{"app/desktop/", "the window's program; it never loads libtorch", kDesktop,
         Std | Posix | Json | QtCore | QtWindow, 0},
    Room{"app/capture/", "the example project and the pictures of every page (`stepmark --capture`)", kCapture,
         Std | Json | QtCore | QtWindow, 0},
    Room{"app/bench/", "for developers: how quick the window is on a large project", kBench,
         Std | Posix | Json | QtCore | QtWindow, 0},
    Room{"app/torture/",
         "for developers: what is left when programs are killed and disk or memory fails "
         "([docs/torture.md](docs/torture.md))",
         kTorture, Std | Posix | QtCore, Sqlite},
    Room{"app/train/", "`stepmark-train`: one training apart from its project, on a machine without a desktop or Qt",
         kTrain, Std | Json | Cli, 0},
    Room{"app/make_base/", "for developers: trains the shipped base", kMakeBase, Std, 0},
};

std::string bare(std::string_view folder) {
    return "`" + std::string(folder.ends_with('/') ? folder.substr(0, folder.size() - 1) : folder) + "`";
}

std::string joined(std::string list, const std::string& more) { return list.empty() ? more : list + ", " + more; }

/// All but the standard library, which every room has.
std::string namesOf(unsigned kinds) {
    std::string names;
    for (auto kind = kHeaderKinds.rbegin(); kind != kHeaderKinds.rend(); ++kind)
        if (kind->kind != Std && (kinds & kind->kind))
            names = joined(names, kind->name);
    return names;
}

} // namespace

std::span<const HeaderKind> headerKinds() { return kHeaderKinds; }

std::span<const Room> rooms() { return kRooms; }

const Room* roomOf(std::string_view file) {
    const Room* best = nullptr;
    for (const Room& room : kRooms)
        if (file.starts_with(room.folder) && (!best || room.folder.size() > best->folder.size()))
            best = &room;
    return best;
}

std::string roomsAsTable() {
    std::string table = "| folder | holds | may include of ours | of others | of others, inside |\n"
                        "|---|---|---|---|---|\n";
    for (const Room& room : kRooms) {
        std::string own;
        for (const std::string_view folder : room.own)
            own = joined(own, bare(folder));
        table += "| " + bare(room.folder) + " | " + std::string(room.holds) + " | " + own + " | " +
                 namesOf(room.anywhere) + " | " + namesOf(room.inside) + " |\n";
    }
    return table;
}

} // namespace stepmark
