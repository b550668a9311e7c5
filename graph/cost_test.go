package graph

import (
	"testing"

	"github.com/google/uuid"

	"cistern/graph/generated"
	"cistern/graph/globalid"
)

// Every list that asks for how many is weighed by it.
func TestListsAreWeighed(t *testing.T) {
	t.Parallel()
	schema := generated.NewExecutableSchema(generated.Config{Complexity: complexity()})
	lists := 0
	for _, on := range schema.Schema().Types {
		for _, f := range on.Fields {
			if f.Arguments.ForName("first") == nil {
				continue
			}
			lists++
			args := map[string]any{}
			for _, a := range f.Arguments {
				if a.Type.NonNull && a.Name != "first" && a.DefaultValue == nil {
					args[a.Name] = globalid.ID{Type: globalid.Contract, Of: uuid.New()}.String()
				}
			}
			args["first"] = 20
			if got, known := schema.Complexity(t.Context(), on.Name, f.Name, 7, args); !known || got != 1+20*7 {
				t.Errorf("20 items of %s.%s weigh %d, %v", on.Name, f.Name, got, known)
			}
		}
	}
	if lists < 10 {
		t.Errorf("only %d lists", lists)
	}
}
