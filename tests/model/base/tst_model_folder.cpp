// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/model_folder.h"

#include "model/domain/error.h"
#include "model/files/output_file.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace stepmark;

namespace {

ModelConfig tiny(const std::string& architecture) {
    ModelConfig config;
    config.architectures = {architecture};
    config.vocab_size = 10;
    config.hidden_size = 8;
    config.intermediate_size = 12;
    config.num_hidden_layers = 2;
    config.num_attention_heads = 2;
    config.num_key_value_heads = 1;
    config.head_dim = 4;
    config.labels = {"negative", "neutral", "positive"};
    return config;
}

std::int64_t bytesOf(const TensorSpec& spec) {
    std::int64_t bytes = 2;
    for (const std::int64_t dimension : spec.shape)
        bytes *= dimension;
    return bytes;
}

/// Writes a folder with bf16 zeros for the given tensors.
void writeFolder(const QString& folder, const ModelConfig& config, const std::vector<TensorSpec>& specs,
                 DType dtype = DType::BF16) {
    static const std::vector<std::byte> zeros(4096);
    std::vector<TensorView> tensors;
    for (const TensorSpec& spec : specs)
        tensors.push_back({spec.name, dtype, spec.shape, zeros.data(), static_cast<std::size_t>(bytesOf(spec))});
    const std::filesystem::path path(folder.toStdString());
    writeSafetensors(path / "model.safetensors", tensors);
    files::writeFile(path / "config.json", modelConfigToJson(config), {.in_model = true});
}

std::vector<TensorSpec> specsOf(const ModelConfig& config) {
    std::vector<TensorSpec> specs = backboneTensorSpecs(config), head = headTensorSpecs(config);
    specs.insert(specs.end(), head.begin(), head.end());
    return specs;
}

} // namespace

class TestModelFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opens_data();
    void opens();
    void refuses_data();
    void refuses();
    void bareBackbone();
    void hubCache();
    void othersFolders_data();
    void othersFolders();
    void pretrainedModel();
};

// Names and shapes are those of transformers: a folder of ours must load there, and theirs here.
void TestModelFolder::opens_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<bool>("tied");
    QTest::addColumn<int>("tensors");
    QTest::newRow("tied") << "LlamaForCausalLM" << true << 20;
    QTest::newRow("untied") << "LlamaForCausalLM" << false << 21;
    QTest::newRow("step classifier") << "LlamaForTokenClassification" << true << 22;
    QTest::newRow("text classifier") << "LlamaForSequenceClassification" << true << 21;
    QTest::newRow("biases of Qwen2") << "Qwen2ForCausalLM" << true << 26;
    QTest::newRow("norms of Qwen3") << "Qwen3ForCausalLM" << true << 24;
    QTest::newRow("norms of Gemma 3") << "Gemma3ForCausalLM" << true << 28;
    QTest::newRow("step classifier of Gemma 3") << "Gemma3TextForSequenceClassification" << true << 29;
    QTest::newRow("Mistral") << "MistralForTokenClassification" << false << 22;
    QTest::newRow("SmolLM3") << "SmolLM3ForTokenClassification" << true << 22;
}

void TestModelFolder::opens() {
    QFETCH(QString, architecture);
    QFETCH(bool, tied);
    QFETCH(int, tensors);
    ModelConfig config = tiny(architecture.toStdString());
    config.tie_word_embeddings = tied;
    if (architecture.startsWith("Qwen2")) {
        config.model_type = "qwen2";
        config.qkv_bias = true;
    }
    if (architecture.startsWith("Qwen3"))
        config.model_type = "qwen3";
    if (architecture.startsWith("Mistral"))
        config.model_type = "mistral";
    if (architecture.startsWith("SmolLM3"))
        config.model_type = "smollm3";
    if (architecture.startsWith("Gemma3")) {
        config.model_type = "gemma3_text";
        config.query_pre_attn_scalar = 256;
        config.window_rope_theta = 10000;
    }
    QTemporaryDir folder;
    writeFolder(folder.path(), config, specsOf(config));
    const ModelFolder opened = ModelFolder::open(folder.path().toStdString());
    QCOMPARE(opened.config, config);
    QCOMPARE(static_cast<int>(opened.weights.tensors().size()), tensors);
    QCOMPARE(opened.weights.at("model.layers.1.self_attn.k_proj.weight").shape, (std::vector<std::int64_t>{4, 8}));
}

// Weights and configuration of two models mixed up must not be computed with.
void TestModelFolder::refuses_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("says");
    QTest::newRow("tensor missing") << "missing"
                                    << "model.norm.weight";
    QTest::newRow("head missing") << "head"
                                  << "score.bias";
    QTest::newRow("other shape") << "shape"
                                 << "has the shape";
    QTest::newRow("integers") << "integers"
                              << "I16";
    QTest::newRow("no config.json") << "config"
                                    << "config.json";
    QTest::newRow("no weights") << "weights"
                                << "model.safetensors";
}

void TestModelFolder::refuses() {
    QFETCH(QString, fault);
    QFETCH(QString, says);
    const ModelConfig config = tiny("LlamaForTokenClassification");
    std::vector<TensorSpec> specs = specsOf(config);
    if (fault == "missing")
        std::erase_if(specs, [](const TensorSpec& spec) { return spec.name == "model.norm.weight"; });
    if (fault == "head")
        specs.pop_back();
    if (fault == "shape")
        std::swap(specs[2].shape.front(), specs[3].shape.front());
    QTemporaryDir folder;
    writeFolder(folder.path(), config, specs, fault == "integers" ? DType::I16 : DType::BF16);
    if (fault == "config")
        QFile::remove(folder.filePath("config.json"));
    if (fault == "weights")
        QFile::remove(folder.filePath("model.safetensors"));
    try {
        (void)ModelFolder::open(folder.path().toStdString());
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
    }
}

// transformers' AutoModel saves the same tensors under names without "model.".
void TestModelFolder::bareBackbone() {
    const ModelConfig config = tiny("LlamaModel");
    std::vector<TensorSpec> specs = backboneTensorSpecs(config);
    for (TensorSpec& spec : specs)
        spec.name.erase(0, std::string("model.").size());
    QTemporaryDir folder;
    writeFolder(folder.path(), config, specs);
    const ModelFolder opened = ModelFolder::open(folder.path().toStdString());
    QCOMPARE(opened.weights.tensors().size(), specs.size());
    QVERIFY(opened.weights.find("model.norm.weight"));
}

// Where models lie on people's machines: every file is a link into the repository's blobs. A link to anything else
// would show a file of the user's, and a tokenizer's files are copied on.
void TestModelFolder::hubCache() {
    const ModelConfig config = tiny("LlamaForCausalLM");
    QTemporaryDir folder;
    const std::filesystem::path root(folder.path().toStdString());
    const auto blobs = root / "models--x--y" / "blobs", snapshot = root / "models--x--y" / "snapshots" / "0a1b";
    std::filesystem::create_directories(snapshot);
    std::filesystem::create_directories(blobs);
    writeFolder(QString::fromStdString(blobs.string()), config, specsOf(config));
    for (const char* name : {"config.json", "model.safetensors"}) {
        std::filesystem::rename(blobs / name, blobs / (std::string("f00") + name[0]));
        std::filesystem::create_symlink(std::filesystem::path("../../blobs") / (std::string("f00") + name[0]),
                                        snapshot / name);
    }
    QCOMPARE(ModelFolder::open(snapshot).config, config);

    std::filesystem::copy(blobs / "f00c", root / "secret.json");
    std::filesystem::remove(snapshot / "config.json");
    std::filesystem::create_symlink(root / "secret.json", snapshot / "config.json");
    try {
        (void)ModelFolder::open(snapshot);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("outside of the model folder"), error.what());
    }
}

// Folders that transformers and MLX wrote (tests/golden/make_other_models_golden.py).
void TestModelFolder::othersFolders_data() {
    QTest::addColumn<QString>("labels");
    QTest::newRow("named") << "negative neutral positive";
    QTest::newRow("permuted") << "Correct wrong NEUTRAL";
    QTest::newRow("two-nameless") << "LABEL_0 LABEL_1";
    QTest::newRow("two-permuted") << "LABEL_1 LABEL_0";
    QTest::newRow("three-nameless") << "LABEL_0 LABEL_1 LABEL_2";
    QTest::newRow("llama3-rope") << "wrong right";
    QTest::newRow("sharded") << "negative neutral positive";
    QTest::newRow("unaligned") << "negative neutral positive";
    QTest::newRow("bare") << "LABEL_0 LABEL_1 LABEL_2";
}

void TestModelFolder::othersFolders() {
    QFETCH(QString, labels);
    const ModelFolder folder =
        ModelFolder::open(STEPMARK_SOURCE_DIR "/tests/data/models/others/" + std::string(QTest::currentDataTag()));
    QStringList found;
    for (const std::string& label : folder.config.labels)
        found.append(QString::fromStdString(label));
    QCOMPARE(found.join(' '), labels);
    QCOMPARE(folder.weights.find("score.weight") != nullptr, std::string(QTest::currentDataTag()) != "bare");
}

void TestModelFolder::pretrainedModel() {
    if (!qEnvironmentVariableIsSet("STEPMARK_MODEL_DIR"))
        QSKIP("STEPMARK_MODEL_DIR is not set: no pretrained model to read.");
    const ModelFolder folder = ModelFolder::open(qEnvironmentVariable("STEPMARK_MODEL_DIR").toStdString());
    QCOMPARE(folder.config.vocab_size, folder.weights.at("model.embed_tokens.weight").shape[0]);
}

QTEST_APPLESS_MAIN(TestModelFolder)
#include "tst_model_folder.moc"
