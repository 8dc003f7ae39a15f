// SPDX-License-Identifier: GPL-3.0-or-later
// The network: equal to what `transformers` computes, and equal on packed trees to one row a path.
#include "model/learning/checkpoint_p.h"
#include "model/learning/ops_p.h"
#include "model/learning/training_core_p.h"
#include "tests/model/learning/finite_differences.h"
#include "tests/model/learning/random_pack.h"
#include "tests/model/learning/tiny_model.h"

#include <ATen/Parallel.h>
#include <QCryptographicHash>
#include <QFile>
#include <QtTest/QtTest>

#include "model/domain/error.h"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

using namespace stepmark;
using namespace stepmark::test;

namespace {

const Compute kFloat32{at::kCPU, at::kFloat};

const std::vector<Rating> kClasses{Rating::Negative, Rating::Neutral, Rating::Positive};

TrainingCore classifierCore(const ModelConfig& config, const Compute& compute = kFloat32) {
    TrainingCore core(Transformer::random(config, 7, compute),
                      [](Transformer& model) { return TokenHead::classifier(model, kClasses, nullptr, {}, true); },
                      crossEntropy(), {});
    at::Generator generator = at::detail::createCPUGenerator(3);
    for (Parameter* parameter : core.parameters()) // norms and biases that are not all the same
        if (parameter->master.dim() == 1 || parameter->name == "score.weight")
            parameter->master.add_(at::empty_like(parameter->master).normal_(0, 0.3, generator));
    core.restored(0);
    return core;
}

/// Empty where there is no such file.
QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::string sha256(const QString& path) {
    return QCryptographicHash::hash(contentOf(path), QCryptographicHash::Sha256).toHex().toStdString();
}

/// So many threads while it lives.
class Threads {
public:
    explicit Threads(int count)
        : m_before(at::get_num_threads()) {
        at::set_num_threads(count);
    }
    ~Threads() { at::set_num_threads(m_before); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int m_before;
};

} // namespace

class TestTransformer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Without it Stepmark would compute something, but not the model the user gave it.
    void logitsEqualTransformers_data();
    void logitsEqualTransformers();
    void packedEqualsOneRowAPath_data();
    void packedEqualsOneRowAPath();
    void gradientsEqualOneRowAPath();
    void recomputingChangesNothing();
    void rowsAreSharedAmongThreads();
    void attentionIsTheSameOnAnyNumberOfThreads();
    void bf16StaysCloseToFloat32();
    void theSecondLossTeachesTheLayersAndIsNotSaved();
    void aGrownNetworkComputesWhatItDid();
    void ropeScalingMatchesTheFormula();
    void refusesTokensOutsideTheVocabulary();
};

void TestTransformer::logitsEqualTransformers_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QByteArray>("golden");
    const QByteArray file = contentOf(QStringLiteral(STEPMARK_SOURCE_DIR "/tests/data/models/shipped.json"));
    const nlohmann::json shipped = nlohmann::json::parse(file.toStdString());
    QCOMPARE(shipped.at("models").size(), std::size_t{2});
    for (const nlohmann::json& model : shipped.at("models")) {
        const auto name = model.at("name").get<std::string>();
        QTest::newRow(name.c_str()) << QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/") + name.c_str()
                                    << QByteArray::fromStdString(model.dump());
    }
    const QString shared =
        qEnvironmentVariable("STEPMARK_SHARED_DIR", QStringLiteral(STEPMARK_SOURCE_DIR "/../shared"));
    QTest::newRow("SmolLM2") << qEnvironmentVariable("STEPMARK_MODEL_DIR")
                             << contentOf(shared + "/models/golden_smollm2.json");
    QTest::newRow("Gemma 3") << qEnvironmentVariable("STEPMARK_GEMMA_DIR")
                             << contentOf(shared + "/models/golden_gemma3.json");
}

void TestTransformer::logitsEqualTransformers() {
    QFETCH(QString, folder);
    QFETCH(QByteArray, golden);
    if (folder.isEmpty() || golden.isEmpty())
        QSKIP("needs STEPMARK_MODEL_DIR (of Gemma: STEPMARK_GEMMA_DIR) and the shared golden file");
    const nlohmann::json expected = nlohmann::json::parse(golden.toStdString());
    const ModelFolder model = ModelFolder::open(folder.toStdString());
    if (expected.contains("weights_sha256"))
        QVERIFY2(sha256(folder + "/model.safetensors") == expected.at("weights_sha256").get<std::string>(),
                 "other weights than those of the golden file: run tests/golden/make_model_golden.py");
    TrainingCore core(Transformer::load(model, chooseCompute(Precision::Float32, "cpu", 0, model.config), false),
                      [&](Transformer& network) { return TokenHead::languageModel(network, &model, false, 0); },
                      crossEntropy(), {});
    for (const nlohmann::json& one : expected.at("logits")) {
        const std::vector<std::int32_t> ids = one.at("ids");
        std::vector<std::int64_t> rows(ids.size());
        std::iota(rows.begin(), rows.end(), 0);
        const at::Tensor logits = core.logits(onePath(ids), rows, {}); // [n, V]
        const at::Tensor sums = logits.logsumexp(1), best = logits.argmax(1);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto index = static_cast<std::int64_t>(i);
            QVERIFY2(std::abs(sums[index].item<double>() - one.at("logsumexp")[i].get<double>()) < 2e-3, "logsumexp");
            QCOMPARE(best[index].item<std::int64_t>(), one.at("argmax")[i].get<std::int64_t>());
        }
        for (int i = 0; i < 16; ++i)
            QVERIFY(std::abs(logits[-1][i].item<double>() - one.at("last_first_16")[i].get<double>()) < 2e-3);
    }
}

void TestTransformer::packedEqualsOneRowAPath_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("tokens");
    QTest::newRow("llama, one block") << "llama" << 60;
    QTest::newRow("llama, many blocks") << "llama" << 400;
    QTest::newRow("qwen2") << "qwen2" << 300;
}

// A PRM trained on trees would not be the PRM of the paper, and other tools would read other scores off it.
void TestTransformer::packedEqualsOneRowAPath() {
    QFETCH(QString, type);
    QFETCH(int, tokens);
    std::mt19937 random(1);
    TrainingCore core = classifierCore(tinyConfig(type.toStdString()));
    const Pack pack = randomPack(random, tokens);
    for (int probe = 0; probe < 12; ++probe) {
        const auto token = static_cast<std::int32_t>(random() % static_cast<unsigned>(tokens));
        const std::vector<std::int32_t> path = pathTo(pack, token);
        const at::Tensor packed = core.logits(pack, {token}, {});
        const at::Tensor row = core.logits(onePath(path), {static_cast<std::int64_t>(path.size()) - 1}, {});
        QVERIFY2((packed - row).abs().max().item<double>() < 1e-4, "packed logits differ from those of the row");
    }
}

void TestTransformer::gradientsEqualOneRowAPath() {
    std::mt19937 random(2);
    TrainingCore core = classifierCore(tinyConfig());
    LossPack packed{randomPack(random, 300), {}};
    std::vector<LossPack> rows;
    for (int probe = 0; probe < 10; ++probe) {
        const auto token = static_cast<std::int32_t>(random() % 300);
        const std::vector<std::int32_t> path = pathTo(packed.pack, token);
        packed.items.add(token, probe % 3, 1);
        rows.push_back({onePath(path), {}});
        rows.back().items.add(static_cast<std::int64_t>(path.size()) - 1, probe % 3, 1);
    }
    const LossSum sum = core.accumulate(packed, 10, {});
    std::vector<at::Tensor> expected;
    for (Parameter* parameter : core.parameters())
        expected.push_back(parameter->grad.clone());
    core.optimizer().zeroGrad();
    double loss = 0;
    for (const LossPack& row : rows)
        loss += core.accumulate(row, 10, {}).loss;
    QVERIFY(std::abs(loss - sum.loss) < 1e-4);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const at::Tensor& grad = core.parameters()[i]->grad;
        const double scale = grad.abs().max().item<double>() + 1e-6;
        QVERIFY2((grad - expected[i]).abs().max().item<double>() < 2e-4 * scale + 1e-6,
                 core.parameters()[i]->name.c_str());
    }
}

// Large trees are trained with less memory, and must not be trained differently.
void TestTransformer::recomputingChangesNothing() {
    std::mt19937 random(5);
    TrainingCore keeps = classifierCore(tinyConfig()), recomputes = classifierCore(tinyConfig());
    recomputes.setKeepBytes(0);
    LossPack pack{randomPack(random, 300), {}};
    for (int item = 0; item < 40; ++item)
        pack.items.add(static_cast<std::int64_t>(random() % 300), item % 3, 1);
    keeps.accumulate(pack, 1, {});
    recomputes.accumulate(pack, 1, {});
    for (std::size_t i = 0; i < keeps.parameters().size(); ++i)
        QVERIFY2(at::equal(keeps.parameters()[i]->grad, recomputes.parameters()[i]->grad),
                 keeps.parameters()[i]->name.c_str());
}

/// Built without OpenMP, at::parallel_for runs on one thread and says nothing: training takes a third longer.
void TestTransformer::rowsAreSharedAmongThreads() {
    const Threads threads(2);
    std::mutex mutex;
    std::set<std::thread::id> seen;
    std::vector<int> visits(1001, 0);
    ops::forRows(1001, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t row = begin; row < end; ++row)
            ++visits[static_cast<std::size_t>(row)];
        const std::scoped_lock lock(mutex);
        seen.insert(std::this_thread::get_id());
    });
    QCOMPARE(seen.size(), std::size_t{2});
    QCOMPARE(visits, std::vector<int>(1001, 1));
}

/// A pack of several blocks, whose trees are shared out in the middle: keys get gradients from more than one thread.
void TestTransformer::attentionIsTheSameOnAnyNumberOfThreads() {
    std::mt19937 random(5);
    const Pack pack = randomPack(random, 900);
    const AttentionShape shape{4, 2, 8, 0.35, 0};
    const AttentionPlan plan = planAttention(pack.parent, at::kCPU);
    QVERIFY(plan.blocks.size() > 4);
    at::Generator generator = at::detail::createCPUGenerator(11);
    const at::Tensor qkv = at::empty({900, 64}).normal_(0, 1, generator); // [T, (A + 2 kv) D]
    const at::Tensor dy = at::empty({900, 32}).normal_(0, 1, generator);  // [T, A D]
    const auto run = [&](int count) {
        const Threads threads(count);
        AttentionSaved saved;
        const at::Tensor y = cpuBackend().attention(qkv, shape, plan, &saved);
        return std::pair(y, cpuBackend().attention_backward(dy, qkv, shape, plan, saved));
    };
    const auto [y, grad] = run(1);
    for (const int count : {2, 3, 7, 64}) { // also more threads than blocks
        const auto [other_y, other_grad] = run(count);
        QVERIFY2(at::allclose(other_y, y, 1e-6, 1e-6), qPrintable(QString::number(count)));
        QVERIFY2(at::allclose(other_grad, grad, 1e-5, 1e-5), qPrintable(QString::number(count)));
        QVERIFY(at::equal(run(count).second, other_grad)); // the same rounding every time
    }
}

void TestTransformer::bf16StaysCloseToFloat32() {
    std::mt19937 random(4);
    TrainingCore exact = classifierCore(tinyConfig()), rough = classifierCore(tinyConfig(), {at::kCPU, at::kBFloat16});
    LossPack pack{randomPack(random, 200), {}};
    for (int item = 0; item < 40; ++item)
        pack.items.add(static_cast<std::int64_t>(random() % 200), item % 3, 1);
    exact.accumulate(pack, 1, {});
    rough.accumulate(pack, 1, {});
    for (std::size_t i = 0; i < exact.parameters().size(); ++i) {
        const at::Tensor a = exact.parameters()[i]->grad.flatten(), b = rough.parameters()[i]->grad.flatten();
        const double cosine = (a.dot(b) / (a.norm() * b.norm())).item<double>();
        QVERIFY2(cosine > 0.99, (exact.parameters()[i]->name + " " + std::to_string(cosine)).c_str());
    }
}

// A second loss that did not reach the layers would cost time and teach nothing; its head is of no use to anybody.
void TestTransformer::theSecondLossTeachesTheLayersAndIsNotSaved() {
    std::mt19937 random(6);
    const auto language = [](Transformer& model) { return TokenHead::languageModel(model, nullptr, true, 1); };
    const auto classifier = [](Transformer& model) {
        TokenHead head = TokenHead::classifier(model, {Rating::Negative, Rating::Positive}, nullptr, {}, true);
        at::Generator generator = at::detail::createCPUGenerator(3);
        head.parameters().front()->master.normal_(0, 0.3, generator); // from zero, nothing flows back at first
        return head;
    };
    TrainingCore core(Transformer::random(tinyConfig(), 7, kFloat32), language, crossEntropy(), {}, {classifier, 1});
    for (const Parameter* parameter : core.parameters())
        QVERIFY2(!parameter->name.starts_with("score."), "the second head would be in the checkpoint");
    const NamedTensors state = core.state(); // but a run that goes on needs it
    QVERIFY(std::any_of(state.begin(), state.end(), [](const auto& named) { return named.first == "score.weight"; }));

    LossPack pack{randomPack(random, 150), {}};
    for (int item = 0; item < 40; ++item)
        pack.second.add(static_cast<std::int64_t>(random() % 150), item % 2, 1);
    const auto loss = [&] {
        core.accumulate(pack, 1, {}, 1);
        return core.secondLoss().loss;
    };
    loss();
    const std::string wrong = wrongGradient(core.parameters(), loss);
    QVERIFY2(wrong.empty(), wrong.c_str());
}

// A base that forgot what it knew when it grew would have to learn it again.
void TestTransformer::aGrownNetworkComputesWhatItDid() {
    QTemporaryDir folder;
    const std::filesystem::path base = folder.filePath("base").toStdString();
    ModelConfig config = tinyConfig();
    Transformer small = Transformer::random(config, 7, kFloat32);
    const Pack pack = onePath({5, 80, 3, 99, 7, 12, 200, 41});
    const at::Tensor expected = small.forward(small.prepare(pack), nullptr, {});
    writeCheckpoint(base, {config, "ForCausalLM", {}, small.parameters(), at::kFloat, {}, {}});

    const ModelFolder stored = ModelFolder::open(base);
    Transformer grown = Transformer::grow(stored, 5, 1, kFloat32);
    QCOMPARE(grown.config().num_hidden_layers, std::int64_t{5});
    QCOMPARE(grown.layers().size(), std::size_t{5});
    QVERIFY(at::equal(grown.forward(grown.prepare(pack), nullptr, {}), expected));
    // What is new can learn at once: its way back into the stream has a gradient although it is zero.
    std::vector<LayerSaved> saved;
    const PackInput input = grown.prepare(pack);
    grown.backward(input, saved, at::ones_like(grown.forward(input, &saved, {})), {});
    QVERIFY(grown.layers().back().out.grad.abs().max().item<double>() > 0);
    QVERIFY(grown.layers().back().down.grad.abs().max().item<double>() > 0);
    QVERIFY_EXCEPTION_THROWN(Transformer::grow(stored, 1, 1, kFloat32), Error);
}

void TestTransformer::ropeScalingMatchesTheFormula() {
    const std::vector<double> plain = ropeFrequencies({500000, {}}, 64);
    const std::vector<double> scaled = ropeFrequencies({500000, Llama3RopeScaling{}}, 64);
    QCOMPARE(scaled.front(), plain.front());     // short waves stay
    QCOMPARE(scaled.back(), plain.back() / 8.0); // long ones are stretched by the factor
    for (std::size_t i = 0; i < plain.size(); ++i)
        QVERIFY(scaled[i] <= plain[i] && scaled[i] >= plain[i] / 8.0);
}

void TestTransformer::refusesTokensOutsideTheVocabulary() {
    TrainingCore core = classifierCore(tinyConfig());
    QVERIFY_EXCEPTION_THROWN(core.logits(onePath({1, 264}), {0}, {}), Error);
    QVERIFY_EXCEPTION_THROWN(core.logits(onePath({-1}), {0}, {}), Error);
}

QTEST_GUILESS_MAIN(TestTransformer)
#include "tst_transformer.moc"
