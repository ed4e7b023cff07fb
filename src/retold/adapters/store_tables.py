"""The tables of a library, for every database that keeps one: each puts its own words for the types."""

from __future__ import annotations

TABLES = (
    "CREATE TABLE pages(hash {bytes} NOT NULL PRIMARY KEY, method TEXT NOT NULL, refused TEXT NOT NULL, wording {bytes} NOT NULL,"
    " url TEXT, page {bytes} NOT NULL){strict}",
    "CREATE TABLE articles(number {serial}, id {text} NOT NULL UNIQUE, place {text} NOT NULL UNIQUE){strict}",
    "CREATE TABLE layers(number {serial}, article {whole} NOT NULL REFERENCES articles(number), version INTEGER NOT NULL,"
    " latest INTEGER NOT NULL, hash {bytes} NOT NULL REFERENCES pages(hash), wording {bytes} NOT NULL, path {text} NOT NULL,"
    " outlet {text}, house {text}, title {text}, url {text}, published {text}, added {text} NOT NULL{vectors},"
    " UNIQUE(article, version)){strict}",
    "CREATE INDEX layers_wording ON layers(article, wording)",
    "CREATE INDEX layers_hash ON layers(hash)",
    "CREATE INDEX layers_published ON layers(published)",
    "CREATE TABLE decisions(number {serial}, matter {text} NOT NULL UNIQUE, record {bytes} NOT NULL){strict}",
    "CREATE TABLE states(kind {text} NOT NULL, key {text} NOT NULL, name {text} NOT NULL, value {bytes} NOT NULL,"
    " PRIMARY KEY(kind, key)){strict}",
)
