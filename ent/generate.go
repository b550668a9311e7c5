// Package ent holds the entities and their queries, generated from schema.
package ent

//go:generate go tool ent generate --feature sql/lock,sql/upsert,sql/modifier,sql/execquery,privacy,intercept ./schema
