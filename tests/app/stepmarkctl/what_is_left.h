// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a round leaves in a project and beside it, to be compared. Main thread of a test.
#pragma once

#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <vector>

namespace stepmark::test {

inline const QStringList kRound{"--oracle", "--count", "10", "--mode", "full", "--orm", "--seed", "3"};

/// What a round leaves, but for times, places and how often it was begun.
inline constexpr const char* kLeft[] = {
    "SELECT number, strategy, candidates, model_id, state FROM round ORDER BY id",
    "SELECT round_id, solution_id, position, state FROM queue_item ORDER BY id",
    "SELECT solution_id, labeler_id, round_id, finish_reason FROM annotation ORDER BY id",
    "SELECT annotation_id, step_id, labeler_id, rating FROM rating_event ORDER BY id",
    "SELECT kind, round_id, data_fingerprint, replace(path, ?1, '') FROM model ORDER BY id",
    "SELECT model_id, step_id, negative, neutral, positive FROM step_score ORDER BY 1, 2",
    "SELECT model_id, solution_id, score FROM solution_score ORDER BY 1, 2",
    "SELECT round_id, model_id, kind, json_extract(metrics, '$.labels'), json_extract(metrics, '$.best_of_n'), "
    "json_extract(metrics, '$.step_metrics'), json_extract(metrics, '$.orm_model') FROM evaluation ORDER BY id",
    "SELECT count(*) FROM solution",
    "SELECT count(*) FROM round WHERE record IS NOT NULL"};

inline QStringList rowsOf(QSqlDatabase database, const char* sql, const QString& folder) {
    QSqlQuery query(database);
    query.prepare(QString::fromLatin1(sql));
    if (QByteArrayView(sql).contains('?'))
        query.bindValue(0, folder);
    if (!query.exec())
        qFatal("%s: %s", sql, qPrintable(query.lastError().text()));
    QStringList rows;
    while (query.next()) {
        QStringList row;
        for (int column = 0; query.value(column).isValid(); ++column)
            row << query.value(column).toString();
        rows << row.join('|');
    }
    return rows;
}

inline QByteArray hashOf(const QString& path) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray("none");
}

/// The tables and the weights, a list each.
inline std::vector<QStringList> leftIn(const Workplace& place) {
    std::vector<QStringList> left;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "left");
        database.setDatabaseName(place.project());
        if (!database.open())
            qFatal("cannot open %s", qPrintable(place.project()));
        for (const char* sql : kLeft)
            left.push_back(rowsOf(database, sql, place.folder.path()));
    }
    QSqlDatabase::removeDatabase("left");
    const QDir models(place.folder.filePath("p.models"));
    QStringList weights;
    for (const QString& name : models.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (name != "cache")
            weights << name + ' ' + hashOf(models.filePath(name + "/model.safetensors"));
    left.push_back(weights);
    return left;
}

inline QString firstDifference(const std::vector<QStringList>& wanted, const std::vector<QStringList>& found) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i] != found[i])
            return QString(i < std::size(kLeft) ? kLeft[i] : "weights") + '\n' + wanted[i].join('\n').left(2000) +
                   "\n-- found --\n" + found[i].join('\n').left(2000);
    return {};
}

} // namespace stepmark::test
