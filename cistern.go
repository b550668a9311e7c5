// Package cistern holds what all of the program shares: the contract of its API.
package cistern

import _ "embed"

// Schema is schema.graphql.
//
//go:embed schema.graphql
var Schema string
