// SPDX-License-Identifier: GPL-3.0-or-later
// What a LayerSpec can say, each of it in the forward and the backward pass and in decoding, alone and together, and
// against transformers (tests/golden/make_architecture_golden.py).
#include "model/domain/error.h"
#include "model/learning/decoder_p.h"
#include "model/learning/training_core_p.h"
#include "tests/model/learning/finite_differences.h"
#include "tests/model/learning/random_pack.h"
#include "tests/model/learning/tiny_model.h"

#include <ATen/core/grad_mode.h>

#include <QtTest/QtTest>

#include <fstream>
#include <numeric>

using namespace stepmark;
using namespace stepmark::test;

namespace {

const std::filesystem::path kArchitectures(STEPMARK_SOURCE_DIR "/tests/data/models/architectures");

struct Flag {
    const char* name;
    void (*set)(NetworkSpec&);
    bool changes = true; ///< what a network computes whose norms weigh as much
};

void postNorms(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers) {
        layer.norms.post_attention = "post_attention_layernorm";
        layer.norms.pre_mlp = "pre_feedforward_layernorm";
        layer.norms.post_mlp = "post_feedforward_layernorm";
    }
}

void headNorms(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers) {
        layer.norms.query = "self_attn.q_norm";
        layer.norms.key = "self_attn.k_norm";
    }
}

void noPreNorms(NetworkSpec& network) {
    postNorms(network);
    for (LayerSpec& layer : network.layers)
        layer.norms.pre_attention = layer.norms.pre_mlp = "";
}

void biases(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.qkv_bias = layer.output_bias = layer.mlp_bias = true;
}

void gelu(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.activation = Activation::GeluTanh;
}

void window(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.window = 7;
}

void windowsByLayer(NetworkSpec& network) {
    network.layers.front().window = 5;
    network.layers.back().rope.theta = 100;
}

void stretched(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.rope.factor = 4;
}

void softCap(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.soft_cap = 1.5;
}

void attentionScale(NetworkSpec& network) {
    for (LayerSpec& layer : network.layers)
        layer.attention_scale = 0.9;
}

void everything(NetworkSpec& network) {
    for (auto* set : {postNorms, headNorms, biases, gelu, windowsByLayer, softCap, attentionScale})
        set(network);
    network.layers.front().rope.factor = 2;
    network.layers.back().rope.rotates = false;
    network.norm_plus_one = true;
    network.embedding_scale = 3;
    network.logit_cap = 4;
}

constexpr Flag kFlags[] = {
    {"none", [](NetworkSpec&) {}, false},
    {"biases", biases},
    {"norms after", postNorms},
    {"norms after only", noPreNorms},
    {"norms of queries and keys", headNorms},
    {"norm weight 1 + w", [](NetworkSpec& network) { network.norm_plus_one = true; }, false},
    {"gelu", gelu},
    {"window", window},
    {"window and rope by layer", windowsByLayer},
    {"rope stretched evenly", stretched},
    {"a layer without rope", [](NetworkSpec& network) { network.layers.front().rope.rotates = false; }},
    {"soft cap", softCap},
    {"attention scale", attentionScale},
    {"embedding scale", [](NetworkSpec& network) { network.embedding_scale = 3; }},
    {"logit cap", [](NetworkSpec& network) { network.logit_cap = 2; }},
    {"everything", everything},
};

const Flag& flag() {
    return *std::find_if(std::begin(kFlags), std::end(kFlags), [](const Flag& one) {
        return std::string_view(one.name) == std::string_view(QTest::currentDataTag());
    });
}

void nameFlags() {
    QTest::addColumn<bool>("unused");
    for (const Flag& one : kFlags)
        QTest::newRow(one.name) << true;
}

/// A tiny language model with that flag; norms and biases are not all the same, and those of one name are equal in all.
TrainingCore coreOf(const Flag& flag, at::ScalarType type = at::kFloat) {
    NetworkSpec network = networkSpec(tinyConfig());
    flag.set(network);
    TrainingCore core(Transformer::random(tinyConfig(), network, 7, {at::kCPU, type}),
                      [](Transformer& model) { return TokenHead::languageModel(model, nullptr, true, 1); },
                      crossEntropy(), {});
    for (Parameter* parameter : core.parameters())
        if (parameter->master.dim() == 1) {
            at::Generator generator = at::detail::createCPUGenerator(
                std::accumulate(parameter->name.begin(), parameter->name.end(), std::uint64_t{0}));
            parameter->master.add_(at::empty_like(parameter->master).normal_(0, 0.3, generator));
        }
    core.restored(0);
    return core;
}

LossPack targetsIn(const Pack& pack, std::mt19937& random) {
    LossPack result{pack, {}};
    for (int item = 0; item < 40; ++item)
        result.items.add(static_cast<std::int64_t>(random() % pack.size()), static_cast<std::int64_t>(random() % 256),
                         0.5f + static_cast<float>(item % 4));
    return result;
}

at::Tensor lastLogits(TrainingCore& core, const std::vector<std::int32_t>& path) {
    return core.logits(onePath(path), {static_cast<std::int64_t>(path.size()) - 1}, {});
}

/// What Gemma 2's layers do (transformers' Gemma2Config), which is no family of ours.
NetworkSpec gemma2() {
    LayerSpec layer;
    layer.activation = Activation::GeluTanh;
    layer.attention_scale = 1 / std::sqrt(5.0);
    layer.soft_cap = 2;
    NetworkSpec network{std::vector<LayerSpec>(3, layer), true, 4, 3};
    postNorms(network);
    for (std::size_t index : {0, 2})
        network.layers[index].window = 6;
    return network;
}

ModelFolder openGemma2(const std::filesystem::path& path) {
    ModelConfig config;
    config.vocab_size = 64;
    config.hidden_size = 16;
    config.intermediate_size = 24;
    config.num_hidden_layers = 3;
    config.num_attention_heads = 4;
    config.num_key_value_heads = 2;
    config.head_dim = 8;
    config.tie_word_embeddings = true;
    return {path, config, SafetensorsReader::openFolder(path)};
}

/// A model of tests/data as a language model.
TrainingCore goldenCore(const std::string& name, bool trainable) {
    const bool other = name == "gemma2";
    const ModelFolder folder = other ? openGemma2(kArchitectures / name) : ModelFolder::open(kArchitectures / name);
    const NetworkSpec network = other ? gemma2() : networkSpec(folder.config);
    return {Transformer::load(folder, network, {at::kCPU, at::kFloat}, trainable),
            [&](Transformer& model) { return TokenHead::languageModel(model, &folder, trainable, 0); },
            crossEntropy(),
            {}};
}

nlohmann::json goldenModels() {
    std::ifstream file(kArchitectures / "architectures.json");
    return nlohmann::json::parse(file);
}

void nameModels() {
    QTest::addColumn<QByteArray>("golden");
    const nlohmann::json all = goldenModels();
    QCOMPARE(all.at("models").size(), std::size_t{19}); // three of each family, and Gemma 2
    for (nlohmann::json model : all.at("models")) {
        model["ids"] = all.at("ids");
        QTest::newRow(model.at("name").get<std::string>().c_str()) << QByteArray::fromStdString(model.dump());
    }
}

/// Norm of a gradient, and its product with cos(0), cos(1), ...
std::pair<double, double> momentsOf(const at::Tensor& gradient) {
    const at::Tensor flat = gradient.flatten().to(at::kDouble);
    return {flat.norm().item<double>(), flat.dot(at::arange(flat.numel(), at::kDouble).cos()).item<double>()};
}

double difference(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); }

} // namespace

class TestLayerSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTransformers_data() { nameModels(); }
    void equalsTransformers();
    void gradientsEqualTransformers_data() { nameModels(); }
    void gradientsEqualTransformers();
    void isRead_data() { nameFlags(); }
    void isRead();
    void gradientsEqualFiniteDifferences_data() { nameFlags(); }
    void gradientsEqualFiniteDifferences();
    void recomputingChangesNothing_data() { nameFlags(); }
    void recomputingChangesNothing();
    void packedEqualsOneRowAPath_data() { nameFlags(); }
    void packedEqualsOneRowAPath();
    void decodingEqualsTheWhole_data() { nameFlags(); }
    void decodingEqualsTheWhole();
    void bf16StaysCloseToFloat32_data() { nameFlags(); }
    void bf16StaysCloseToFloat32();
};

// A formula that is wrong forward and backward alike would pass all the others.
void TestLayerSpec::equalsTransformers() {
    QFETCH(QByteArray, golden);
    const nlohmann::json expected = nlohmann::json::parse(golden.toStdString());
    TrainingCore core = goldenCore(QTest::currentDataTag(), false);
    const std::vector<std::int32_t> ids = expected.at("ids");
    const auto count = static_cast<std::int64_t>(ids.size());
    const at::Tensor logits = core.logits(onePath(ids), {count - 4, count - 3, count - 2, count - 1}, {});
    for (std::int64_t row = 0; row < 4; ++row) {
        const std::vector<float> wanted = expected.at("logits").at(static_cast<std::size_t>(row));
        const double off = difference(logits[row], at::tensor(wanted));
        QVERIFY2(off < 1e-4, (std::to_string(row) + " by " + std::to_string(off)).c_str());
    }
}

// What trains a model: another program must come to the same gradient of every tensor of a folder.
void TestLayerSpec::gradientsEqualTransformers() {
    QFETCH(QByteArray, golden);
    const nlohmann::json expected = nlohmann::json::parse(golden.toStdString());
    TrainingCore core = goldenCore(QTest::currentDataTag(), true);
    const std::vector<std::int32_t> ids = expected.at("ids");
    LossPack pack{onePath(ids), {}};
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        pack.items.add(static_cast<std::int64_t>(i), ids[i + 1], 1.0f / static_cast<float>(ids.size() - 1));
    core.accumulate(pack, 1, {});
    std::size_t compared = 0;
    for (const Parameter* parameter : core.parameters())
        for (const Parameter::Part& part : parameter->parts) {
            const std::vector<double> wanted = expected.at("gradients").at(part.name);
            const auto [norm, along] = momentsOf(parameter->grad.narrow(0, part.begin, part.rows));
            const double allowed = 1e-4 * std::max(1.0, wanted[0]);
            QVERIFY2(std::abs(norm - wanted[0]) < allowed && std::abs(along - wanted[1]) < allowed,
                     (part.name + ": " + std::to_string(norm) + ", " + std::to_string(along)).c_str());
            ++compared;
        }
    QCOMPARE(compared, expected.at("gradients").size());
}

// A flag that nothing reads would pass all the others.
void TestLayerSpec::isRead() {
    std::mt19937 random(1);
    const std::vector<std::int32_t> path = pathTo(randomPack(random, 60), 59);
    TrainingCore plain = coreOf(kFlags[0]), other = coreOf(flag());
    const double change = difference(lastLogits(plain, path), lastLogits(other, path));
    QVERIFY2((change > 1e-2) == flag().changes, std::to_string(change).c_str());
    QVERIFY2(flag().changes || change < 1e-5, std::to_string(change).c_str());
}

void TestLayerSpec::gradientsEqualFiniteDifferences() {
    std::mt19937 random(3);
    TrainingCore core = coreOf(flag());
    const LossPack pack = targetsIn(randomPack(random, 150), random);
    core.accumulate(pack, 1, {});
    const std::string wrong = wrongGradient(core.parameters(), [&] { return core.evaluate(pack, {}).loss; });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestLayerSpec::recomputingChangesNothing() {
    std::mt19937 random(5);
    TrainingCore keeps = coreOf(flag()), recomputes = coreOf(flag());
    recomputes.setKeepBytes(0);
    const LossPack pack = targetsIn(randomPack(random, 200), random);
    keeps.accumulate(pack, 1, {});
    recomputes.accumulate(pack, 1, {});
    for (std::size_t i = 0; i < keeps.parameters().size(); ++i)
        QVERIFY2(at::equal(keeps.parameters()[i]->grad, recomputes.parameters()[i]->grad),
                 keeps.parameters()[i]->name.c_str());
}

void TestLayerSpec::packedEqualsOneRowAPath() {
    std::mt19937 random(2);
    TrainingCore core = coreOf(flag());
    const Pack pack = randomPack(random, 300); // several blocks
    for (int probe = 0; probe < 12; ++probe) {
        const auto token = static_cast<std::int32_t>(random() % 300);
        QVERIFY(difference(core.logits(pack, {token}, {}), lastLogits(core, pathTo(pack, token))) < 1e-4);
    }
}

void TestLayerSpec::decodingEqualsTheWhole() {
    const at::NoGradGuard no_graph;
    std::mt19937 random(4);
    TrainingCore core = coreOf(flag());
    std::vector<std::int32_t> text = pathTo(randomPack(random, 12), 3);
    Decoder decoder(core.model(), core.head(), 2, 64);
    decoder.place(1, *decoder.prefill(text, {}));
    for (int step = 0; step < 20; ++step) {
        text.push_back(static_cast<std::int32_t>(random() % 256));
        const at::Tensor cached = decoder.step(std::vector<std::int64_t>{1}, std::vector{text.back()}, {});
        QVERIFY2(difference(cached[0], lastLogits(core, text)[0]) < 1e-4, std::to_string(step).c_str());
    }
}

void TestLayerSpec::bf16StaysCloseToFloat32() {
    std::mt19937 random(6);
    TrainingCore exact = coreOf(flag()), rough = coreOf(flag(), at::kBFloat16);
    const LossPack pack = targetsIn(randomPack(random, 200), random);
    exact.accumulate(pack, 1, {});
    rough.accumulate(pack, 1, {});
    for (std::size_t i = 0; i < exact.parameters().size(); ++i) {
        const at::Tensor a = exact.parameters()[i]->grad.flatten(), b = rough.parameters()[i]->grad.flatten();
        const double cosine = (a.dot(b) / (a.norm() * b.norm())).item<double>();
        QVERIFY2(cosine > 0.98, (exact.parameters()[i]->name + " " + std::to_string(cosine)).c_str());
    }
}

QTEST_GUILESS_MAIN(TestLayerSpec)
#include "tst_layer_spec.moc"
