// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked of a training, whatever is trained: plain values and their words. model/learning says what they do.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/reading_choice.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

enum class TrainKind { Prm, Orm, Generator };
enum class TrainMode {
    Head, ///< frozen base, a linear head on cached hidden states; PRM only
    Full  ///< all weights
};
/// Auto: bf16 on a GPU, and on a processor that was measured to multiply it quicker than float32.
enum class Precision { Auto, BFloat16, Float32 };
/// Which solutions a generator is tuned on: wrong ones teach the format and no knowledge; right ones as in Lightman et
/// al.
enum class AnswerFilter { All, WrongOnly, RightOnly };
/// What becomes of a solution that is longer than the context.
enum class TooLong {
    Cut,  ///< its first steps are read, up to the last one that fits
    Skip, ///< it is left out as a whole; steps that it shares with one that fits are read
    Fail  ///< an Error that says how many there are
};

std::string_view toText(TrainKind kind);      ///< "prm", "orm", "generator"
std::string_view toText(TrainMode mode);      ///< "head", "full"
std::string_view toText(Precision precision); ///< "auto", "bf16", "float32"
std::string_view toText(AnswerFilter filter); ///< "all", "wrong", "right"
std::string_view toText(TooLong how);         ///< "cut", "skip", "fail"
std::optional<TrainKind> trainKindFromText(std::string_view text);
std::optional<TrainMode> trainModeFromText(std::string_view text);
std::optional<Precision> precisionFromText(std::string_view text);
std::optional<AnswerFilter> answerFilterFromText(std::string_view text);
std::optional<TooLong> tooLongFromText(std::string_view text);

/// In TrainOptions::layers: several, at even distances.
inline constexpr int kSomeLayers = 0;

struct TrainOptions {
    TrainKind kind = TrainKind::Prm; ///< set by trainPrm, trainOrm, trainGenerator themselves
    TrainMode mode = TrainMode::Full;
    std::filesystem::path base; ///< Hugging Face folder; a checkpoint of the same kind continues from its head
    /// Mode head: after which of the base's layers (from 1) a step is read; what lies above is neither computed nor part
    /// of the checkpoint. Several: the one whose head tells the steps of a validation problem apart best. Empty: the
    /// last.
    std::vector<int> layers;
    std::filesystem::path out;  ///< checkpoint folder; one that is there is never replaced, unless by the very same run
    int epochs = 0;             ///< 0: 2 for a PRM, 1 for an ORM and a generator (Lightman et al.)
    double learning_rate = 0;   ///< peak; 0: 2e-5 for models of 100 M parameters, larger for smaller ones
    double warmup_share = 0.05; ///< of all optimizer steps, linear; then linear decay to zero
    double weight_decay = 0.01; ///< on matrices, not on norms and biases
    double beta1 = 0.9, beta2 = 0.95;
    double clip = 1.0; ///< L2 norm of the gradient; 0: off
    /// Tokens an optimizer step, made of whole trees; 0: 8192, and in a project by the size of the data.
    std::int64_t batch_tokens = 0;
    /// A larger tree is cut, and the paths to its parts fed again; 0: as memory holds (context.h). Nothing else cuts
    /// one.
    std::int64_t max_pack_tokens = 0;
    std::optional<TooLong> too_long; ///< none: Cut, but an Error where most would go
    Precision precision = Precision::Auto;
    std::string device = "auto"; ///< "auto" (CUDA where there is one), "cpu", "cuda"
    std::uint64_t seed = 0;
    double validation_share = 0.1; ///< of the PROBLEMS in split "train", drawn by seed; problems of split "validation"
                                   ///< are always validation, those of split "test" are never used
    /// Epochs without a better validation loss before stopping; 0: never stop early; none: 1. The best epoch's weights
    /// are kept.
    std::optional<int> patience;
    bool class_weights = false; ///< weigh classes by inverse frequency; off by default
    bool after_error = false;   ///< PRM: train on the labels behind a path's first error, too; off by default
    /// Go on from OUT.run where there is one (Error where it is another run's); else start. Where OUT is there already,
    /// whole and of this very run, it is taken as it is (mode head: made again); another run's is an Error.
    bool resume = false;
    bool resume_same = false;                ///< the same, but start where OUT.run is another run's
    int save_every_s = 120;                  ///< seconds between saves of the run's state
    AnswerFilter filter = AnswerFilter::All; ///< generator only
    std::filesystem::path cache_dir;         ///< hidden states of mode head; empty: OUT's folder / "cache"
    int threads = 0;                         ///< CPU threads; 0: all cores, which more than these are capped to
    ReadingChoice reading; ///< of the base; the checkpoint keeps its layout, and goes on from its head's rows by name

    bool operator==(const TrainOptions&) const = default;
};

} // namespace stepmark
