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
    QCOMPARE(config.rope_theta, 500000.0);
    QVERIFY(config.tie_word_embeddings && !config.qkv_bias && !config.output_bias && !config.mlp_bias);
    QCOMPARE(config.eos_token_ids, std::vector<std::int32_t>{2});
    QVERIFY(!config.pad_token_id && !config.rope_scaling && config.labels.empty());
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
}

void TestModelConfig::absentMeansTransformersDefault() {
    QFETCH(QString, type);
    QFETCH(QString, key);
    QFETCH(QString, value);
    const ModelConfig config = parse(without(with(llama(), {{"model_type", type}}), key));
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
}

void TestModelConfig::readsRope() {
    QFETCH(QJsonObject, changes);
    QFETCH(double, theta);
    QFETCH(double, factor);
    const ModelConfig config = parse(with(llama(), changes));
    QCOMPARE(config.rope_theta, theta);
    QCOMPARE(config.rope_scaling ? config.rope_scaling->factor : 0.0, factor);
    const bool told = !QByteArray(QTest::currentDataTag()).contains("without"); // else: the context's
    QCOMPARE(config.rope_scaling ? config.rope_scaling->original_max_position_embeddings : 0,
             config.rope_scaling ? (told ? 8192 : 2048) : 0);
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
