// Package ui holds the built single-page app.
package ui

import (
	"embed"
	"encoding/json"
	"fmt"
)

// Dist has the files of the app under dist/. Before the app was built it holds
// nothing but dist/.gitkeep: a server must then answer that there is no page.
//
//go:embed all:dist
var Dist embed.FS

//go:embed src/gql/persisted-documents.json
var documents []byte

// Documents are the GraphQL documents that the app sends, by the names that it sends instead: "sha256:" and a hash.
func Documents() (byName map[string]string, err error) {
	if err := json.Unmarshal(documents, &byName); err != nil {
		return nil, fmt.Errorf("read the documents of the app: %w", err)
	}
	return byName, nil
}
