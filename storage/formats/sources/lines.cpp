// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/json_text.h"
#include "storage/formats/sources/record_source.h"

namespace stepmark::formats {

namespace {

/// One JSON object a line. Lines of blanks are passed over, carriage returns are taken off.
class Lines : public RecordSource {
public:
    explicit Lines(std::unique_ptr<ByteSource> bytes)
        : RecordSource(std::move(bytes)) {}

    bool next(RawRecord& record) override {
        while (readLine(record.text)) {
            record.line = m_line;
            if (!record.text.empty() && record.text.back() == '\r')
                record.text.pop_back();
            if (record.text.find_first_not_of(" \t\r") != std::string::npos)
                return true;
        }
        return false;
    }

    nlohmann::json parse(const RawRecord& record) const override { return parseObject(record.text); }
};

} // namespace

std::unique_ptr<RecordSource> openLines(std::unique_ptr<ByteSource> bytes) {
    return std::make_unique<Lines>(std::move(bytes));
}

} // namespace stepmark::formats
