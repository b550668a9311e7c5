package ent

//go:generate go tool ent generate --feature sql/lock,sql/upsert,sql/modifier,sql/execquery,privacy,intercept ./schema
