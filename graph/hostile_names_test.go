package graph_test

import (
	_ "embed"
	"encoding/json"
	"testing"
)

//go:embed testdata/hostile-names.json
var hostileNamesJSON []byte

// hostileNames are five hundred names that somebody could give an agent to harm whoever looks at it: markup, scripts, formulas, statements,
// paths, templates, and letters that hide, turn round or break what stands beside them. The browser tests show them too.
func hostileNames(t testing.TB) (names []string) {
	t.Helper()
	must(t, json.Unmarshal(hostileNamesJSON, &names))
	return names
}
