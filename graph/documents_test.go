package graph

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// What the dashboard sends by name is held against the limits as everything is, and has to be within them.
func TestTheDashboardsDocumentsPassTheGate(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../ui/src/gql/persisted-documents.json")
	if err != nil {
		t.Fatal(err)
	}
	var documents map[string]string
	if err := json.Unmarshal(text, &documents); err != nil || len(documents) == 0 {
		t.Fatalf("%d documents, %v", len(documents), err)
	}
	for _, document := range documents {
		doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: document}, maxTokens)
		if err != nil {
			t.Errorf("%v: %s", err, document)
			continue
		}
		w := walk{fragments: doc.Fragments}
		if refused := w.document(doc); refused != nil {
			t.Errorf("%v: %s", refused, document)
		}
	}
}
