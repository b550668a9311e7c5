package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// forms are ways to make a document worse with n. Each is made in several sizes.
var forms = map[string]func(n int) string{
	"aliases of a field": func(n int) string {
		return "{" + repeat(n, func(i int) string { return fmt.Sprintf("a%d: viewer { user { id } } ", i) }) + "}"
	},
	"aliases of a name": func(n int) string {
		return "{" + repeat(n, func(i int) string { return fmt.Sprintf("a%d: __typename ", i) }) + "}"
	},
	"a field again and again":   func(n int) string { return "{ viewer { user {" + strings.Repeat("id ", n) + "} } }" },
	"an object again and again": func(n int) string { return "{" + strings.Repeat("viewer{user{id}}", n) + "}" },
	"typename again and again":  func(n int) string { return "{" + strings.Repeat("__typename ", n) + "}" },
	"overlapping arguments": func(n int) string {
		return "{" + repeat(n, func(i int) string { return fmt.Sprintf(`workspace(id: "%d") { name } `, i) }) + "}"
	},
	"overlapping objects": func(n int) string {
		return "{" + strings.Repeat("viewer{user{id name email}workspaces{nodes{id name}}}", n) + "}"
	},
	"a circle of fragments": func(n int) string {
		return "{ ...f0 }" + repeat(n, func(i int) string { return fmt.Sprintf("fragment f%d on Query { ...f%d } ", i, (i+1)%n) })
	},
	"fragments that double": func(n int) string {
		return "{ ...f0 }" + repeat(n, func(i int) string { return fmt.Sprintf("fragment f%d on Query { ...f%d ...f%[2]d } ", i, i+1) }) + fmt.Sprintf("fragment f%d on Query { __typename secret }", n)
	},
	"fragments that nobody uses": func(n int) string {
		return "{ secret }" + repeat(n, func(i int) string { return fmt.Sprintf("fragment f%d on Query { __typename } ", i) })
	},
	"fragments of no type": func(n int) string {
		return "{" + repeat(n, func(i int) string { return fmt.Sprintf("...f%d ", i) }) + "}" + repeat(n, func(i int) string { return fmt.Sprintf("fragment f%d on Nothing { id } ", i) })
	},
	"inline fragments": func(n int) string {
		return strings.Repeat("{ ... on Query ", n) + "{ secret }" + strings.Repeat("}", n)
	},
	"nesting of lists": func(n int) string {
		return "{ workspace(id: \"w\") " + strings.Repeat("{ periods { nodes ", n) + "{ secret }" + strings.Repeat(" } }", n) + " }"
	},
	"nesting of the schema": func(n int) string {
		return "{ __schema { types " + strings.Repeat("{ fields { type ", n) + "{ secret }" + strings.Repeat("} }", n) + " } }"
	},
	"nesting of a value": func(n int) string {
		return "{ workspace(id: " + strings.Repeat("[", n) + strings.Repeat("]", n) + ") { name } }"
	},
	"objects in an object": func(n int) string {
		return "{ workspace(id: " + strings.Repeat("{a: ", n) + "1" + strings.Repeat("}", n) + ") { name } }"
	},
	"directives of a field": func(n int) string { return "{ viewer { user { id " + strings.Repeat("@skip(if: false) ", n) + "} } }" },
	"unknown directives": func(n int) string {
		return "{ viewer " + repeat(n, func(i int) string { return fmt.Sprintf("@d%d ", i) }) + "{ user { id } } }"
	},
	"many operations": func(n int) string {
		return repeat(n, func(i int) string { return fmt.Sprintf("query q%d { viewer { user { id } } } ", i) })
	},
	"operations of one name": func(n int) string { return strings.Repeat("query q { viewer { user { id } } } ", n) },
	"many mutations":         func(n int) string { return mutations(n+1) + "}" },
	"many variables": func(n int) string {
		return "query (" + repeat(n, func(i int) string { return fmt.Sprintf("$v%d: ID ", i) }) + ") { secret }"
	},
	"a long name":            func(n int) string { return "{ " + strings.Repeat("x", 50*n) + " }" },
	"a long string":          func(n int) string { return "{ secret(id: \"" + strings.Repeat("x", 50*n) + "\") }" },
	"a long number":          func(n int) string { return "{ secret(n: " + strings.Repeat("9", 50*n) + ") }" },
	"a block string":         func(n int) string { return "{ secret(id: \"\"\"" + strings.Repeat("\n  x", 10*n) + "\"\"\") }" },
	"comments":               func(n int) string { return strings.Repeat("# comment\n", n) + "{ secret }" },
	"commas":                 func(n int) string { return "{" + strings.Repeat(",", 50*n) + " secret }" },
	"letters of no alphabet": func(n int) string { return "{ " + strings.Repeat("\u202e\u0000é💥", n) + " }" },
	"escapes":                func(n int) string { return "{ secret(id: \"" + strings.Repeat(`\u0000`, n) + "\") }" },
	"lone surrogates":        func(n int) string { return "{ secret(id: \"" + strings.Repeat(`\ud800`, n) + "\") }" },
	"bytes that are no text": func(n int) string { return "{ secret" + strings.Repeat("\xff\xfe", n) + " }" },
	"open braces":            func(n int) string { return strings.Repeat("{", n) },
	"subscriptions side by side": func(n int) string {
		return "subscription {" + repeat(n+1, func(i int) string { return fmt.Sprintf("s%d: nothing { id } ", i) }) + "}"
	},
	"a list as an argument": func(n int) string { return "{ workspace(id: [" + strings.Repeat(`"x",`, n) + "]) { name } }" },
	"pages of pages": func(n int) string {
		return fmt.Sprintf(`{ workspace(id: "w") { periods(first: %d) { nodes { id startsAt endsAt kind current startsOn endsOn } } secret } }`, 1000*n)
	},
	"types that do not go together": func(n int) string {
		return "{ viewer {" + repeat(n, func(i int) string { return fmt.Sprintf("... on T%d { id } ", i) }) + "} }"
	},
}

const (
	maxHostileCPU   = 50 * time.Millisecond
	maxHostileAlloc = 20 << 20
)

// TestManyHostileDocuments holds that none of them is carried out, and what it costs to refuse one: memory for sure, and processor
// time printed, and asserted with room for a busy machine.
func TestManyHostileDocuments(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	got[recorded](t, c, recordRuns, recordInput(happened(w.agent, "1", noon))) // the token is known from now on
	before := w.content(t)
	asked, worst, largest := 0, time.Duration(0), uint64(0)
	for name, form := range forms {
		for _, n := range []int{1, 2, 9, 25, 40, 60, 100, 200, 300, 600, 900, 1200} {
			document := form(n)
			if n <= 9 && !strings.Contains(document, "secret") && !strings.Contains(document, "circle") {
				continue // small enough to be nothing but a request
			}
			asked++
			cpu, alloc, status := w.cost(t, c, document)
			if status != http.StatusBadRequest && status != http.StatusRequestEntityTooLarge {
				t.Errorf("%s, %d: answered with status %d", name, n, status)
			}
			worst, largest = max(worst, cpu), max(largest, alloc)
			if alloc > maxHostileAlloc {
				t.Errorf("%s, %d: takes %d KiB", name, n, alloc>>10)
			}
			if cpu > 4*maxHostileCPU {
				t.Errorf("%s, %d: takes %s of a processor", name, n, cpu)
			}
		}
	}
	t.Logf("%d hostile documents: %s of a processor and %d KiB at the most for one", asked, worst, largest>>10)
	if asked < 300 {
		t.Errorf("only %d documents", asked)
	}
	if w.content(t) != before {
		t.Error("one of them changed something")
	}
}

// cost is what it takes the server to answer, without the connection: the best of three, for the machine does other things too.
func (w *world) cost(t *testing.T, c caller, document string) (cpu time.Duration, alloc uint64, status int) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document})
	must(t, err)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cpu, alloc = time.Hour, 1<<62
	for range 3 {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(string(body)))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", c.authorization)
		answer := httptest.NewRecorder()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		used, allocated := processorTime(t), memory.TotalAlloc
		w.handler.ServeHTTP(answer, request)
		cpu = min(cpu, processorTime(t)-used)
		runtime.ReadMemStats(&memory)
		alloc, status = min(alloc, memory.TotalAlloc-allocated), answer.Code
	}
	return cpu, alloc, status
}

// processorTime is what this thread has used of a processor.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	const ofThread = 1 // RUSAGE_THREAD of Linux
	var usage syscall.Rusage
	must(t, syscall.Getrusage(ofThread, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
