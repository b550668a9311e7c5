package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/vektah/gqlparser/v2/ast"
)

var updateMatrix = flag.Bool("update-matrix", false, "write testdata/matrix.golden anew")

const matrixGolden = "testdata/matrix.golden"

const matrixLegend = `Who gets which field of the API (D17): what came of asking, made by TestMatrix from the schema.

Each cell has three answers: of something in the caller's own workspace, in its sibling of the same contract, and in a foreign contract.

+  data            u  another refusal      0  null, as for what does not exist
-  FORBIDDEN       ?  NOT_FOUND            p  PLAN_NOT_ELIGIBLE
!  UNAUTHENTICATED

`

// signs are the codes of refusals.
var signs = map[string]string{
	"FORBIDDEN": "-", "NOT_FOUND": "?", "PLAN_NOT_ELIGIBLE": "p", "UNAUTHENTICATED": "!", "RATE_LIMITED": "u",
}

// matrix asks every question of everybody about everything, and holds that refusals change nothing and show nothing.
type matrix struct {
	schema *ast.Schema
	rows   *rows
	last   string              // the rows as they are
	cells  map[string][]string // by field: one for each asker
	rules  map[string]string   // by field
}

// TestMatrix holds what everybody gets of every field against testdata/matrix.golden, which is for people to read: a change of it is
// a change of who may see or do what. A new field shows up there by itself (go test ./graph -run TestMatrix -update-matrix).
func TestMatrix(t *testing.T) {
	w := setup(t)
	askers := w.askers(t)
	foreign := w.tenant(t, "foreign", "BUSINESS")
	schema, questions := questionsOf(t)
	m := &matrix{schema: schema, rows: w.rows(t), cells: map[string][]string{}, rules: map[string]string{}}
	m.last = m.rows.sum(t)
	for _, q := range questions {
		for _, a := range askers {
			m.ask(t, q, a, foreign.own)
		}
		if !q.mutates() && m.rows.sum(t) != m.last {
			t.Errorf("asking for %s changed a row", q.object)
			m.last = m.rows.sum(t)
		}
	}
	m.holdReached(t)
	got := m.text(t, askers)
	if *updateMatrix {
		must(t, os.WriteFile(matrixGolden, got, 0o600))
	}
	want, err := os.ReadFile(matrixGolden)
	must(t, err)
	if !bytes.Equal(want, got) {
		t.Errorf("who may do what has changed; run this test with -update-matrix and read the difference:\n%s", firstDifference(want, got))
	}
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("%d faults were logged, first %.500s", len(faults), faults[0])
	}
}

// ask fills the cells of one asker for the fields of a question.
func (m *matrix) ask(t *testing.T, q question, a asker, foreign *place) {
	t.Helper()
	cells := map[string]string{}
	for _, at := range []*place{a.home.own, a.home.sibling, foreign} {
		given := variables{}
		for i, arg := range q.args {
			given[fmt.Sprintf("v%d", i)] = at.value(t, m.schema, arg)
		}
		if at.made {
			at.made, m.last = false, m.rows.sum(t)
		}
		got := a.answers(t, q, given)
		refused := true
		for _, f := range q.fields {
			sign := m.sign(t, q, f, got)
			cells[f] += sign
			refused = refused && sign != "+"
		}
		m.holdHarmless(t, asked{q, a, at, got, refused})
		if !refused {
			clear(at.unused)
		}
	}
	for _, f := range q.fields {
		key := q.object + "." + f
		m.cells[key] = append(m.cells[key], cells[f])
		m.rules[key] = q.action
	}
}

// answers asks a question: of an event stream, where the first frame answers it.
func (a asker) answers(t *testing.T, q question, given variables) answer {
	t.Helper()
	if !q.watches() {
		return a.caller.ask(t, q.text, given)
	}
	e := a.caller.stream(t, q.text, given)
	defer e.response.Body.Close()
	var body string
	var err error
	if e.response.Header.Get("Content-Type") == "text/event-stream" {
		_, body, err = e.next()
	} else {
		body, err = e.lines.ReadString('\n')
	}
	must(t, err)
	got := answer{status: e.response.StatusCode, body: body}
	must(t, json.Unmarshal([]byte(body), &got))
	return got
}

// asked is a question as it was asked, and what came of it.
type asked struct {
	question
	by      asker
	at      *place
	got     answer
	refused bool // all of it
}

// holdHarmless fails where a refusal changed a row, and where an answer shows what is not the asker's.
func (m *matrix) holdHarmless(t *testing.T, cell asked) {
	t.Helper()
	q, a, at, got, refused := cell.question, cell.by, cell.at, cell.got, cell.refused
	about := fmt.Sprintf("%s of %v asked by %s at %s", q.object, q.fields, a.name, at.canary)
	if q.mutates() {
		before := m.last
		if m.last = m.rows.sum(t); refused && m.last != before {
			t.Errorf("%s: refused, and changed a row: %s", about, got.body)
		}
	}
	body := strings.ReplaceAll(got.body, a.home.own.canary, "")
	switch {
	case strings.Contains(body, "canary-foreign"), refused && strings.Contains(got.body, "canary"):
		t.Errorf("%s: shows what is not the asker's: %s", about, got.body)
	case !strings.HasPrefix(a.name, "org") && a.name != "account team" && !strings.HasPrefix(a.name, "token") && strings.Contains(body, "sibling"):
		t.Errorf("%s: shows a workspace where the asker has no part: %s", about, got.body)
	}
}

// sign says what came of one field of a question.
func (m *matrix) sign(t *testing.T, q question, field string, got answer) string {
	t.Helper()
	whole := append(slices.Clone(q.path), field)
	for _, e := range got.Errors {
		if !leadsTo(e.Path, whole) {
			continue
		}
		sign, known := signs[e.Extensions.Code]
		if !known {
			t.Errorf("%s.%s: %s answered %s", q.object, field, q.text, got.body)
		}
		return sign
	}
	var data any
	must(t, json.Unmarshal(got.Data, &data))
	if len(q.path) > 0 && refusedInData(data, q.path[0]) {
		return "u"
	}
	for _, key := range whole {
		if list, ok := data.([]any); ok && len(list) > 0 {
			data = list[0]
		}
		object, ok := data.(map[string]any)
		if !ok {
			return "0"
		}
		value, there := object[key]
		if !there {
			return "0"
		}
		data = value
	}
	if data == nil && len(q.path) == 0 {
		return "0"
	}
	return "+"
}

// leadsTo reports whether an error stands at a place or above it; one without a place stands above all.
func leadsTo(path []any, place []string) bool {
	var names []string
	for _, step := range path {
		if name, ok := step.(string); ok {
			names = append(names, name)
		}
	}
	return len(names) <= len(place) && slices.Equal(names, place[:len(names)])
}

// refusedInData reports whether a mutation answered with userErrors.
func refusedInData(data any, root string) bool {
	object, _ := data.(map[string]any)
	payload, _ := object[root].(map[string]any)
	list, _ := payload["userErrors"].([]any)
	return len(list) > 0
}

// holdReached fails for fields that nobody gets: what is denied to all proves nothing.
func (m *matrix) holdReached(t *testing.T) {
	t.Helper()
	for _, field := range slices.Sorted(maps.Keys(m.cells)) {
		object, _, _ := strings.Cut(field, ".")
		if !slices.Contains(unseen, field) && !slices.Contains(unseen, object) && !strings.ContainsAny(strings.Join(m.cells[field], ""), "+u") {
			t.Errorf("nobody gets %s in the world of the matrix: give that world something to show in matrix_world_test.go", field)
		}
	}
}

func (m *matrix) text(t *testing.T, askers []asker) []byte {
	t.Helper()
	out := bytes.NewBufferString(matrixLegend)
	for i, a := range askers {
		fmt.Fprintf(out, "%2d %s\n", i+1, a.name)
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for i := range askers {
		fmt.Fprintf(table, "%d\t", i+1)
	}
	fmt.Fprint(table, "rule\tfield\n")
	for _, field := range slices.Sorted(maps.Keys(m.cells)) {
		fmt.Fprintf(table, "%s\t%s\t%s\n", strings.Join(m.cells[field], "\t"), m.rules[field], field)
	}
	must(t, table.Flush())
	return out.Bytes()
}

func firstDifference(want, got []byte) string {
	were, are := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i, line := range are {
		if i >= len(were) || were[i] != line {
			return fmt.Sprintf("-%s\n+%s", strings.Join(were[min(i, len(were)):min(i+1, len(were))], ""), line)
		}
	}
	return ""
}
