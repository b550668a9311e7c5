// Package ui holds the built single-page app.
package ui

import "embed"

// Dist has the files of the app under dist/. Before the app was built it holds
// nothing but dist/.gitkeep: a server must then answer that there is no page.
//
//go:embed all:dist
var Dist embed.FS
