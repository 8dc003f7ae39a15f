// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#pragma once

#include "model/learning/train.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace stepmark::test {

inline std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder that goes away, for small runs and what they leave.
class TrainingFolder {
public:
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    /// Small batches, all for training.
    TrainOptions options(const std::filesystem::path& base, const std::string& out) const {
        TrainOptions options;
        options.base = base;
        options.out = path(out);
        options.batch_tokens = options.max_pack_tokens = 256;
        options.validation_share = 0;
        options.precision = Precision::Float32;
        options.cache_dir = path("cache");
        options.patience = 0;
        return options;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace stepmark::test
