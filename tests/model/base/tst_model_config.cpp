// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/model_config.h"

#include "model/domain/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace stepmark;

namespace {

QJsonObject llama() {
    return {{"architectures", QJsonArray{"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"vocab_size", 100},
            {"hidden_size", 64},
            {"intermediate_size", 128},
            {"num_hidden_layers", 2},
            {"num_attention_heads", 4},
            {"num_key_value_heads", 2},
            {"hidden_act", "silu"},
            {"rms_norm_eps", 1e-5},
            {"rope_theta", 500000.0},
            {"tie_word_embeddings", true},
            {"eos_token_id", 2},
            {"torch_dtype", "bfloat16"}};
}

QJsonObject with(QJsonObject object, const QJsonObject& changes) {
    for (auto it = changes.begin(); it != changes.end(); ++it)
        object[it.key()] = it.value();
    return object;
}

QJsonObject without(QJsonObject object, const QString& key) {
    object.remove(key);
    return object;
}

ModelConfig parse(const QJsonObject& object) {
    return parseModelConfig(QJsonDocument(object).toJson().toStdString(), "folder/config.json");
}

QJsonObject written(const ModelConfig& config) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(modelConfigToJson(config))).object();
}

} // namespace

class TestModelConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void readsQwen2();
    void readsQwen3();
    void readsMistral();
    void readsSmolLm3();
    void readsGemma3();
    void absentMeansTransformersDefault_data();
    void absentMeansTransformersDefault();
    void readsLabels_data();
    void readsLabels();
    void readsRope_data();
    void readsRope();
    void roundTrip();
    void refuses_data();
    void refuses();
    void notJson();
};

// A number that is read wrongly gives a network that computes nonsense without a message.
void TestModelConfig::reads() {
    const ModelConfig config = parse(llama());
    QCOMPARE(config.model_type, "llama");
    QCOMPARE(config.vocab_size, 100);
    QCOMPARE(config.head_dim, 16);
    QCOMPARE(config.num_key_value_heads, 2);
    QCOMPARE(config.rms_norm_eps, 1e-5);
    QCOMPARE(config.rope, RopeSpec{.theta = 500000.0});
    QVERIFY(config.tie_word_embeddings && !config.qkv_bias && !config.output_bias && !config.mlp_bias);
    QCOMPARE(config.eos_token_ids, std::vector<std::int32_t>{2});
    QVERIFY(!config.pad_token_id && config.labels.empty());
    QCOMPARE(config.dtype, "bfloat16");

    const ModelConfig other = parse(with(llama(), {{"head_dim", 32},
                                                   {"num_key_value_heads", QJsonValue()},
                                                   {"attention_bias", true},
                                                   {"mlp_bias", true},
                                                   {"pad_token_id", -1},
                                                   {"eos_token_id", QJsonArray{2, 5}},
                                                   {"dtype", "float16"},
                                                   {"id2label", QJsonObject{{"0", "negative"}, {"1", "positive"}}}}));
    QCOMPARE(other.head_dim, 32);
    QCOMPARE(other.num_key_value_heads, 4);
    QVERIFY(other.qkv_bias && other.output_bias && other.mlp_bias && !other.pad_token_id);
    // Added behind the embedding: what no text holds need not be embedded.
    QVERIFY(!parse(with(llama(), {{"pad_token_id", 100}})).pad_token_id);
    QCOMPARE(other.eos_token_ids, (std::vector<std::int32_t>{2, 5}));
    QCOMPARE(other.labels, (std::vector<std::string>{"negative", "positive"}));
    QCOMPARE(other.dtype, "float16");
}

// Qwen2 never writes its biases down, and always a window that it does not use.
void TestModelConfig::readsQwen2() {
    const QJsonObject qwen = with(llama(), {{"model_type", "qwen2"},
                                            {"sliding_window", 4096},
                                            {"use_sliding_window", false},
                                            {"max_window_layers", 1},
                                            {"attention_bias", QJsonValue()}});
    const ModelConfig config = parse(qwen);
    QVERIFY(config.qkv_bias && !config.output_bias && !config.mlp_bias);
    QCOMPARE(config.max_position_embeddings, 32768);
    QVERIFY(parse(with(qwen, {{"layer_types", QJsonArray{"full_attention", "full_attention"}}})).qkv_bias);
    QCOMPARE(parse(QJsonObject(written(config))), config);

    // Where it does use it: by the layer, or from one on.
    const QJsonObject windows =
        with(qwen, {{"use_sliding_window", true}, {"layer_types", QJsonArray{"sliding_attention", "full_attention"}}});
    QCOMPARE(networkSpec(parse(windows)).layers.front().window, 4096);
    QCOMPARE(networkSpec(parse(windows)).layers.back().window, 0);
    QCOMPARE(parse(written(parse(windows))), parse(windows));
    const NetworkSpec from_one = networkSpec(parse(with(qwen, {{"use_sliding_window", true}, {"sliding_window", 9}})));
    QCOMPARE(from_one.layers.front().window, 0);
    QCOMPARE(from_one.layers.back().window, 9);

    const QJsonObject wide =
        with(qwen, {{"hidden_size", 128}, {"num_attention_heads", 64}, {"num_key_value_heads", QJsonValue()}});
    QCOMPARE(parse(wide).num_key_value_heads, 64); // null: as many as heads
    QCOMPARE(parse(without(wide, "num_key_value_heads")).num_key_value_heads, 32);
}

// Heads of their own width, whatever the others are.
void TestModelConfig::readsQwen3() {
    const QJsonObject qwen = with(llama(), {{"model_type", "qwen3"}});
    const ModelConfig config = parse(qwen);
    QCOMPARE(config.head_dim, 128);
    QCOMPARE(parse(with(qwen, {{"hidden_size", 65}})).head_dim, 128); // no multiple of the heads
    QVERIFY(!config.qkv_bias && !config.output_bias && !config.mlp_bias);
    QVERIFY(parse(with(qwen, {{"attention_bias", true}})).output_bias);
    QCOMPARE(networkSpec(config).layers.back().norms.query, "self_attn.q_norm");
    QCOMPARE(parse(written(config)), config);
    QCOMPARE(className(config, "ForTokenClassification"), "Qwen3ForTokenClassification");
}

// The window is there unless somebody says that it is not.
void TestModelConfig::readsMistral() {
    const QJsonObject mistral = with(llama(), {{"model_type", "mistral"}, {"sliding_window", 9}});
    for (const LayerSpec& layer : networkSpec(parse(mistral)).layers)
        QCOMPARE(layer.window, 9);
    QCOMPARE(parse(written(parse(mistral))), parse(mistral));
    const ModelConfig none = parse(with(mistral, {{"sliding_window", QJsonValue()}}));
    QCOMPARE(networkSpec(none).layers.front().window, 0);
    QCOMPARE(parse(written(none)), none);
    QVERIFY(written(none).contains("sliding_window")); // left out it would be 4096
    QCOMPARE(networkSpec(parse(without(mistral, "sliding_window"))).layers.back().window, 4096);
    QCOMPARE(parse(with(mistral, {{"num_key_value_heads", QJsonValue()}})).num_key_value_heads, 4);
    QCOMPARE(className(none, classifierHead(none)), "MistralForTokenClassification");
}

// Which layers know positions: 1 in no_rope_layers is one that does.
void TestModelConfig::readsSmolLm3() {
    const QJsonObject smol = with(llama(), {{"model_type", "smollm3"}, {"num_hidden_layers", 5}, {"bos_token_id", 1}});
    const auto rotated = [](const ModelConfig& config) {
        std::vector<bool> all;
        for (const LayerSpec& layer : networkSpec(config).layers)
            all.push_back(layer.rope.rotates);
        return all;
    };
    QCOMPARE(rotated(parse(smol)), (std::vector{true, true, true, false, true}));
    QCOMPARE(rotated(parse(with(smol, {{"no_rope_layer_interval", 2}}))),
             (std::vector{true, false, true, false, true}));
    const QJsonObject listed = with(smol, {{"no_rope_layers", QJsonArray{0, 1, 1, 1, 0, 1}}});
    QCOMPARE(rotated(parse(listed)), (std::vector{false, true, true, true, false}));
    const QJsonObject windows = with(listed, {{"use_sliding_window", true}, {"sliding_window", 7}});
    QCOMPARE(networkSpec(parse(windows)).layers.front().window, 7); // where there are no positions
    QCOMPARE(networkSpec(parse(windows)).layers[1].window, 0);
    for (const QJsonObject& one : {smol, listed, windows, with(smol, {{"no_rope_layers", QJsonArray{1, 1, 1, 1, 1}}})})
        QCOMPARE(parse(written(parse(one))), parse(one));
}

// Two kinds of layers with positions of their own, in the names of either version.
void TestModelConfig::readsGemma3() {
    QJsonObject gemma = without(with(llama(), {{"model_type", "gemma3_text"}, {"num_hidden_layers", 7}}), "rope_theta");
    gemma.remove("hidden_act");
    const NetworkSpec bare = networkSpec(parse(gemma));
    QVERIFY(bare.norm_plus_one && bare.layers[5].window == 0 && bare.layers[6].window == 4096);
    QCOMPARE(bare.embedding_scale, 8.0);
    QCOMPARE(bare.layers[5].rope, RopeSpec{.theta = 1e6});
    QCOMPARE(bare.layers[6].rope, RopeSpec{.theta = 1e4});
    QCOMPARE(bare.layers[6].attention_scale, 1.0 / 16);
    const QJsonObject linear{{"rope_type", "linear"}, {"factor", 8.0}};
    const QJsonObject version4 = with(gemma, {{"rope_theta", 2e6},
                                              {"rope_local_base_freq", 3e4},
                                              {"rope_scaling", linear},
                                              {"sliding_window_pattern", 6},
                                              {"query_pre_attn_scalar", 64}});
    const QJsonObject by_type{{"full_attention", with(linear, {{"rope_theta", 2e6}})},
                              {"sliding_attention", QJsonObject{{"rope_type", "default"}, {"rope_theta", 3e4}}}};
    const QJsonObject version5 = with(gemma, {{"rope_parameters", by_type}, {"query_pre_attn_scalar", 64}});
    QCOMPARE(parse(version4), parse(version5));
    QCOMPARE(networkSpec(parse(version5)).layers[5].rope, (RopeSpec{.theta = 2e6, .factor = 8}));
    QCOMPARE(networkSpec(parse(version5)).layers[6].rope, RopeSpec{.theta = 3e4});
    QCOMPARE(networkSpec(parse(version5)).layers[6].attention_scale, 1.0 / 8);
    const QJsonObject full = with(gemma, {{"sliding_window_pattern", 1}, {"sliding_window", QJsonValue()}});
    for (const QJsonObject& one : {gemma, version4, version5, full})
        QCOMPARE(parse(written(parse(one))), parse(one));
    QCOMPARE(written(parse(gemma))["hidden_activation"].toString(), "gelu_pytorch_tanh");
    QVERIFY(!written(parse(gemma)).contains("hidden_act"));
    const ModelConfig config = parse(gemma); // transformers has no token classifier for it
    QCOMPARE(className(config, classifierHead(config)), "Gemma3TextForSequenceClassification");
    QVERIFY(!classifierHasBias(config) && classifierHasBias(parse(llama())));
}

// Whoever leaves a key out means what transformers makes of that (5.24, 4.57.6).
void TestModelConfig::absentMeansTransformersDefault_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* type, const char* key, const char* value) {
        QTest::addRow("%s, %s", type, key) << QString(type) << QString(key) << QString(value);
    };
    row("llama", "vocab_size", "32000");
    row("llama", "hidden_size", "4096");
    row("llama", "intermediate_size", "11008");
    row("llama", "num_hidden_layers", "32");
    row("llama", "num_attention_heads", "32");
    row("llama", "num_key_value_heads", "4");
    row("llama", "rms_norm_eps", "1e-06");
    row("llama", "rope_theta", "10000.0");
    row("llama", "tie_word_embeddings", "false");
    row("llama", "max_position_embeddings", "2048");
    row("llama", "bos_token_id", "1");
    row("llama", "eos_token_id", "2");
    row("qwen3", "vocab_size", "151936");
    row("qwen3", "head_dim", "128");
    row("qwen3", "max_position_embeddings", "32768");
    row("qwen2", "vocab_size", "151936");
    row("qwen2", "intermediate_size", "22016");
    row("qwen2", "max_position_embeddings", "32768");
    row("qwen2", "tie_word_embeddings", "false");
    row("mistral", "vocab_size", "32000");
    row("mistral", "intermediate_size", "14336");
    row("mistral", "max_position_embeddings", "131072");
    row("mistral", "rope_theta", "10000.0");
    row("mistral", "tie_word_embeddings", "false");
    row("mistral", "sliding_window", "4096");
    row("mistral", "bos_token_id", "1");
    row("smollm3", "vocab_size", "128256");
    row("smollm3", "hidden_size", "2048");
    row("smollm3", "intermediate_size", "11008");
    row("smollm3", "num_hidden_layers", "36");
    row("smollm3", "num_attention_heads", "16");
    row("smollm3", "num_key_value_heads", "4");
    row("smollm3", "max_position_embeddings", "32768");
    row("smollm3", "rope_theta", "2000000.0");
    row("smollm3", "tie_word_embeddings", "true");
    row("gemma3_text", "vocab_size", "262208");
    row("gemma3_text", "hidden_size", "2304");
    row("gemma3_text", "intermediate_size", "9216");
    row("gemma3_text", "num_hidden_layers", "26");
    row("gemma3_text", "num_attention_heads", "8");
    row("gemma3_text", "num_key_value_heads", "4");
    row("gemma3_text", "head_dim", "256");
    row("gemma3_text", "max_position_embeddings", "131072");
    row("gemma3_text", "rope_theta", "1000000.0");
    row("gemma3_text", "tie_word_embeddings", "true");
    row("gemma3_text", "query_pre_attn_scalar", "256");
    row("gemma3_text", "sliding_window", "4096");
    row("gemma3_text", "rope_local_base_freq", "10000.0");
}

void TestModelConfig::absentMeansTransformersDefault() {
    QFETCH(QString, type);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QJsonObject object = with(llama(), {{"model_type", type}, {"pad_token_id", 3}});
    object.remove("hidden_act");
    for (const char* special : {"bos_token_id", "eos_token_id"}) // which may be above this vocabulary
        if (key != special && (type == "smollm3" || type == "gemma3_text"))
            object[special] = 2;
    const ModelConfig config = parse(without(object, key));
    const QString found = QString::fromStdString(modelConfigToJson(config));
    QVERIFY2(found.contains("\"" + key + "\": " + value + ",") || found.contains("\"" + key + "\": " + value + "\n"),
             qPrintable(found));
    QCOMPARE(parse(written(config)), config);
}

// Two classes with the names that transformers gives itself are not written down at all.
void TestModelConfig::readsLabels_data() {
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("labels");
    const QJsonObject classifier{{"architectures", QJsonArray{"LlamaForTokenClassification"}}};
    QTest::newRow("language model") << QJsonObject{} << "";
    QTest::newRow("language model, number") << QJsonObject{{"num_labels", 3}} << "";
    QTest::newRow("none") << classifier << "LABEL_0 LABEL_1";
    QTest::newRow("number") << with(classifier, {{"num_labels", 3}}) << "LABEL_0 LABEL_1 LABEL_2";
    QTest::newRow("null") << with(classifier, {{"id2label", QJsonValue()}}) << "LABEL_0 LABEL_1";
    QTest::newRow("names win over the number")
        << with(classifier, {{"num_labels", 3}, {"id2label", QJsonObject{{"1", "right"}, {"0", "wrong"}}}})
        << "wrong right";
    QTest::newRow("of a whole text") << QJsonObject{{"architectures", QJsonArray{"LlamaForSequenceClassification"}}}
                                     << "LABEL_0 LABEL_1";
}

void TestModelConfig::readsLabels() {
    QFETCH(QJsonObject, changes);
    QFETCH(QString, labels);
    QStringList found;
    for (const std::string& label : parse(with(llama(), changes)).labels)
        found.append(QString::fromStdString(label));
    QCOMPARE(found.join(' '), labels);
}

// RoPE's base stands in three places, by the version of transformers that wrote the file.
void TestModelConfig::readsRope_data() {
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<double>("theta");
    QTest::addColumn<double>("factor");
    const QJsonObject llama3{{"rope_type", "llama3"},
                             {"factor", 32.0},
                             {"low_freq_factor", 1.0},
                             {"high_freq_factor", 4.0},
                             {"original_max_position_embeddings", 8192}};
    QTest::newRow("default") << QJsonObject{{"rope_theta", QJsonValue()}} << 10000.0 << 0.0;
    QTest::newRow("version 4") << QJsonObject{{"rope_theta", 5.0e5}, {"rope_scaling", QJsonValue()}} << 5.0e5 << 0.0;
    QTest::newRow("version 4, llama3") << QJsonObject{{"rope_scaling", llama3}} << 5.0e5 << 32.0;
    QJsonObject no_original = llama3;
    no_original.remove("original_max_position_embeddings");
    QTest::newRow("llama3 without its original length") << QJsonObject{{"rope_scaling", no_original}} << 5.0e5 << 32.0;
    QTest::newRow("version 5") << QJsonObject{{"rope_theta", QJsonValue()},
                                              {"rope_parameters",
                                               QJsonObject{{"rope_type", "default"}, {"rope_theta", 1.0e6}}}}
                               << 1.0e6 << 0.0;
    QTest::newRow("version 5, llama3") << QJsonObject{{"rope_theta", QJsonValue()},
                                                      {"rope_parameters", with(llama3, {{"rope_theta", 1.0e6}})}}
                                       << 1.0e6 << 32.0;
    QTest::newRow("linear, version 4") << QJsonObject{{"rope_scaling",
                                                       QJsonObject{{"type", "linear"}, {"factor", 2.5}}}}
                                       << 5.0e5 << 2.5;
    const QJsonObject linear{{"rope_type", "linear"}, {"factor", 2.5}, {"rope_theta", 1.0e6}};
    QTest::newRow("linear, version 5") << QJsonObject{{"rope_parameters", linear}} << 1.0e6 << 2.5;
    QTest::newRow("version 4's table before 5's")
        << QJsonObject{{"rope_scaling", llama3}, {"rope_parameters", linear}} << 5.0e5 << 32.0;
    QTest::newRow("version 4's table is empty, linear")
        << QJsonObject{{"rope_scaling", QJsonObject{}}, {"rope_parameters", linear}} << 1.0e6 << 2.5;
}

void TestModelConfig::readsRope() {
    QFETCH(QJsonObject, changes);
    QFETCH(double, theta);
    QFETCH(double, factor);
    const ModelConfig config = parse(with(llama(), changes));
    QCOMPARE(config.rope.theta, theta);
    const bool linear = QByteArray(QTest::currentDataTag()).contains("linear");
    QCOMPARE(linear ? config.rope.factor : config.rope.scaling ? config.rope.scaling->factor : 0.0, factor);
    const bool told = !QByteArray(QTest::currentDataTag()).contains("without"); // else: the context's
    QCOMPARE(config.rope.scaling ? config.rope.scaling->original_max_position_embeddings : 0,
             config.rope.scaling ? (told ? 8192 : 2048) : 0);
    QCOMPARE(parse(written(config)), config);
}

// A checkpoint of ours must be the same network in our own and in other people's programs.
void TestModelConfig::roundTrip() {
    ModelConfig config = parse(llama());
    config.architectures = {"LlamaForTokenClassification"};
    config.labels = {"negative", "neutral", "positive"};
    config.bos_token_id = 1;
    config.eos_token_ids = {2, 3};
    config.pad_token_id = 0;
    QCOMPARE(parse(written(config)), config);
    const QJsonObject json = written(config);
    QCOMPARE(json["label2id"]["neutral"].toInt(), 1);
    QCOMPARE(json["id2label"]["2"].toString(), "positive");
    QCOMPARE(json["hidden_act"].toString(), "silu");
    QVERIFY(modelConfigToJson(config).ends_with("}\n"));
    config.labels = {"same", "same"};
    QVERIFY_EXCEPTION_THROWN((void)modelConfigToJson(config), Error);
    config.labels = {"\xFF"};
    QVERIFY_EXCEPTION_THROWN((void)modelConfigToJson(config), Error);
}

// What this program does not compute must be refused: ignored, it gives wrong scores that nobody doubts.
void TestModelConfig::refuses_data() {
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QJsonObject& changes, const char* says) {
        QTest::newRow(name) << changes << QString(says);
    };
    row("no model type", {{"model_type", QJsonValue()}}, "model_type");
    row("other model", {{"model_type", "gpt2"}}, "gpt2");
    row("size is null", {{"hidden_size", QJsonValue()}}, "\"hidden_size\" is missing");
    row("many classes", {{"num_labels", 1e6}}, "num_labels");
    row("size is text", {{"hidden_size", "64"}}, "not a whole number");
    row("size is a fraction", {{"hidden_size", 64.5}}, "not a whole number");
    row("size zero", {{"vocab_size", 0}}, "vocab_size");
    row("negative", {{"num_hidden_layers", -1}}, "num_hidden_layers");
    row("huge vocabulary", {{"vocab_size", 1e10}}, "vocab_size");
    row("beyond 64 bits", {{"hidden_size", 1e30}}, "hidden_size");
    row("many layers", {{"num_hidden_layers", 100000}}, "num_hidden_layers");
    row("no heads", {{"num_attention_heads", 0}}, "num_attention_heads");
    row("no heads with head_dim", {{"num_attention_heads", 0}, {"head_dim", 16}}, "num_attention_heads");
    row("heads do not divide", {{"num_attention_heads", 5}}, "no multiple");
    row("key heads do not divide", {{"num_key_value_heads", 3}}, "does not divide");
    row("no key heads", {{"num_key_value_heads", 0}}, "num_key_value_heads");
    row("odd head", {{"head_dim", 15}}, "odd");
    row("huge head", {{"head_dim", 4096}}, "head_dim");
    row("negative eps", {{"rms_norm_eps", -1.0}}, "rms_norm_eps");
    row("theta zero", {{"rope_theta", 0.0}}, "rope_theta");
    row("theta is text", {{"rope_theta", "10000"}}, "not a number");
    row("tie is a number", {{"tie_word_embeddings", 1}}, "neither true nor false");
    row("head_dim is null", {{"model_type", "qwen3"}, {"head_dim", QJsonValue()}}, "\"head_dim\" is missing");
    row("activation", {{"hidden_act", "gelu"}}, "gelu");
    row("quantized", {{"quantization_config", QJsonObject{{"bits", 4}}}}, "quantized");
    const QJsonObject qwen{{"model_type", "qwen2"}, {"use_sliding_window", true}, {"max_window_layers", 0}};
    const QJsonArray sliding{"full_attention", "sliding_attention"};
    row("window of no length", with(qwen, {{"sliding_window", 0}}), "sliding_window");
    row("window is null", with(qwen, {{"sliding_window", QJsonValue()}}), "\"sliding_window\" is missing");
    row("window that is not used", {{"model_type", "qwen2"}, {"layer_types", sliding}}, "use_sliding_window");
    row("layer of another kind", {{"model_type", "qwen2"}, {"layer_types", QJsonArray{"full_attention", "chunked"}}},
        "chunked");
    row("types of too few layers", with(qwen, {{"layer_types", QJsonArray{"full_attention"}}}), "each of the layers");
    row("types are a text", with(qwen, {{"layer_types", "full_attention"}}), "each of the layers");
    row("window in a family without", {{"layer_types", sliding}}, "\"llama\" has not");
    row("window in a family without, old", {{"use_sliding_window", true}, {"max_window_layers", 0}},
        "\"llama\" has not");
    const QJsonObject smol{{"model_type", "smollm3"}, {"bos_token_id", 1}};
    row("positions of too few layers", with(smol, {{"no_rope_layers", QJsonArray{1}}}), "each of the layers");
    row("positions neither 0 nor 1", with(smol, {{"no_rope_layers", QJsonArray{1, true}}}), "neither 0 nor 1");
    row("positions of every none", with(smol, {{"no_rope_layer_interval", 0}}), "no_rope_layer_interval");
    row("windows that are not used", with(smol, {{"layer_types", sliding}, {"sliding_window", 8}}),
        "use_sliding_window");
    const QJsonObject mistral{{"model_type", "mistral"}};
    row("layers of two kinds", with(mistral, {{"layer_types", sliding}}), "two kinds");
    row("layers of another kind than the window",
        with(mistral, {{"sliding_window", QJsonValue()}, {"layer_types", QJsonArray{sliding[1], sliding[1]}}}),
        "two kinds");
    row("window of no length in all", with(mistral, {{"sliding_window", 0}}), "sliding_window");
    const QJsonObject gemma{{"model_type", "gemma3_text"}, {"bos_token_id", 1}};
    row("capped scores", with(gemma, {{"attn_logit_softcapping", 50.0}}), "caps");
    row("capped logits", with(gemma, {{"final_logit_softcapping", 30.0}}), "caps");
    row("both ways", with(gemma, {{"use_bidirectional_attention", true}}), "use_bidirectional_attention");
    row("another activation", with(gemma, {{"hidden_activation", "gelu"}}), "gelu_pytorch_tanh");
    row("key heads are null", with(gemma, {{"num_key_value_heads", QJsonValue()}}),
        "\"num_key_value_heads\" is missing");
    row("head_dim null", with(gemma, {{"head_dim", QJsonValue()}}), "\"head_dim\" is missing");
    row("windows null", with(gemma, {{"sliding_window", QJsonValue()}}), "\"sliding_window\" is missing");
    row("every none is full", with(gemma, {{"sliding_window_pattern", 0}}), "sliding_window_pattern");
    row("scores divided by nothing", with(gemma, {{"query_pre_attn_scalar", 0}}), "query_pre_attn_scalar");
    row("one rope for both", with(gemma, {{"rope_parameters", QJsonObject{{"rope_type", "default"}}}}),
        "type of layer");
    row("scaled windows",
        with(gemma, {{"rope_parameters",
                      QJsonObject{{"sliding_attention", QJsonObject{{"rope_type", "linear"}, {"factor", 2.0}}}}}}),
        "sliding_attention");
    row("no base of windows", with(gemma, {{"rope_local_base_freq", 0.0}}), "rope_local_base_freq");
    row("rope by type elsewhere", {{"rope_parameters", QJsonObject{{"full_attention", QJsonObject{}}}}},
        "one a type of layer");
    row("linear without factor", {{"rope_scaling", QJsonObject{{"type", "linear"}}}}, "factor");
    row("experts", {{"num_local_experts", 8}}, "experts");
    row("yarn", {{"rope_scaling", QJsonObject{{"type", "yarn"}, {"factor", 4.0}}}}, "yarn");
    row("llama3 without factor",
        {{"rope_scaling", QJsonObject{{"rope_type", "llama3"}, {"original_max_position_embeddings", 10}}}}, "factor");
    row("rope is a list", {{"rope_scaling", QJsonArray{1}}}, "not a JSON object");
    row("partial rotary", {{"partial_rotary_factor", 0.5}}, "partial_rotary_factor");
    row("token beyond the vocabulary", {{"eos_token_id", 100}}, "eos_token_id");
    row("negative token", {{"bos_token_id", -5}}, "bos_token_id");
    row("token is text", {{"eos_token_id", "2"}}, "eos_token_id");
    row("list of texts", {{"eos_token_id", QJsonArray{"2"}}}, "eos_token_id");
    row("labels with a gap", {{"id2label", QJsonObject{{"0", "a"}, {"2", "b"}}}}, "class 1");
    row("label twice", {{"id2label", QJsonObject{{"0", "a"}, {"1", "a"}}}}, "twice");
    row("labels are a list", {{"id2label", QJsonArray{"a"}}}, "id2label");
    row("architectures is text", {{"architectures", "LlamaForCausalLM"}}, "architectures");
}

void TestModelConfig::refuses() {
    QFETCH(QJsonObject, changes);
    QFETCH(QString, says);
    try {
        (void)parse(with(llama(), changes));
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
        QVERIFY2(QString(error.what()).contains("folder/config.json"), error.what());
    }
}

void TestModelConfig::notJson() {
    for (const char* text : {"", "{", "[]", "null", "7", "{\"model_type\":\"llama\",\"model_type\":\"qwen2\"}"})
        QVERIFY_EXCEPTION_THROWN((void)parseModelConfig(text), Error);
    QVERIFY_EXCEPTION_THROWN((void)loadModelConfig("no such folder"), Error);
}

QTEST_APPLESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
