// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include <QCryptographicHash>
#include <QSqlError>

#include <cstring>

namespace stepmark::storage {

namespace {
QString toQt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
} // namespace

Statement::Statement(Connection& connection, std::string_view sql)
    : m_connection(connection)
    , m_sql(sql)
    , m_query(connection.statements().take(sql)) {
    if (m_query)
        return;
    m_query = std::make_unique<QSqlQuery>(connection.database());
    m_query->setForwardOnly(true);
    if (!m_query->prepare(toQt(sql)))
        throw connection.failure(m_query->lastError(), sql);
}

Statement::~Statement() {
    // One that failed has forgotten what it was prepared for; a pragma may do its work when it is prepared.
    if (!m_query->lastError().isValid() && !m_sql.starts_with("PRAGMA"))
        m_connection.statements().put(std::move(m_sql), std::move(m_query));
}

Statement& Statement::execute() {
    if (!m_query->exec())
        throw m_connection.failure(m_query->lastError(), m_sql);
    return *this;
}

Statement& Statement::runWith(const QVariantList& values) {
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query->bindValue(static_cast<int>(i), values[i]);
    return execute();
}

bool Statement::next() {
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        throw m_connection.failure(m_query->lastError(), m_sql);
    m_query->finish();
    return false;
}

std::optional<std::string> Statement::maybeText(int column) const {
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Statement::maybeInteger(int column) const {
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

QVariant Statement::variant(std::string_view value) {
    // An empty text is not NULL, but a null QString would be.
    return value.empty() ? QVariant(QStringLiteral("")) : QVariant(toQt(value));
}

std::int64_t textHash(std::string_view text) {
    const QByteArray digest = QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                                       QCryptographicHash::Sha256);
    std::uint64_t hash = 0;
    for (int i = 0; i < 8; ++i)
        hash = hash << 8 | static_cast<unsigned char>(digest[i]);
    return static_cast<std::int64_t>(hash);
}

} // namespace stepmark::storage
