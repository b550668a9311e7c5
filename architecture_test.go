package cistern_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "cistern"

// kind says what a package may do besides importing ours.
type kind int

const (
	edge    kind = iota // speaks to the outside, reads the clock
	storage             // knows the database
	domain              // decides; is told the time
	pure                // computes; no input or output at all
	tool                // for development and tests only
)

var (
	transports = []string{"net/http", "github.com/99designs/gqlgen/...", "github.com/vektah/gqlparser/...", "github.com/riverqueue/..."}
	devices    = []string{"context", "database/sql/...", "net/...", "os/...", "github.com/lib/pq"}
)

var forbidden = map[kind][]string{
	storage: transports,
	domain:  transports,
	pure:    slices.Concat(transports, devices),
}

// A layer is what packages may import of ours, and their kind.
type layer struct {
	kind    kind
	imports []string
}

// layers is the picture of the README. A name ending in /... stands for a folder
// and all below it; a name of its own takes precedence. Imports point down only.
var layers = map[string]layer{
	"cmd/cistern": {edge, []string{
		"graph/...", "auth/...", "history", "ingest", "live", "jobs", "metering", "guard", "people", "billing/...", "notify/...", "report", "verify",
		"ledger", "audit", "forecast", "credit", "ent/...", "ui", "demo", "internal/pgdev", "internal/outbound",
	}},
	"demo": {edge, []string{
		"graph/globalid", "ingest", "metering", "guard", "people", "billing/...", "notify", "ledger", "audit", "credit", "ent/...",
	}},
	"graph/...": {edge, []string{
		"graph/...", "auth/...", "ingest", "live", "jobs", "metering", "guard", "people", "billing", "notify", "report", "ledger",
		"audit", "forecast", "credit", "ent/...",
	}},
	"history":  {edge, []string{"graph/globalid", "ingest", "metering", "ledger", "credit", "ent/..."}},
	"ingest":   {edge, []string{"jobs", "metering", "guard", "notify", "ledger", "credit", "ent/..."}},
	"jobs":     {edge, []string{"metering", "guard", "people", "billing/...", "notify/...", "report", "verify", "ledger", "forecast", "credit", "ent/..."}},
	"live":     {edge, []string{"report", "credit", "ent/..."}},
	"auth/...": {edge, []string{"auth/...", "graph/globalid", "people", "ledger", "audit", "credit", "ent/...", "internal/outbound"}},
	"ui":       {edge, nil},

	"metering":     {domain, []string{"ledger", "credit", "ent/..."}},
	"people":       {domain, []string{"audit", "credit", "ent/..."}},
	"guard":        {domain, []string{"ledger", "audit", "credit", "ent/..."}},
	"billing":      {domain, []string{"ledger", "audit", "credit", "ent/..."}},
	"billing/...":  {edge, []string{"billing", "ledger", "credit", "ent/..."}},        // a payment provider each
	"notify/email": {edge, []string{"notify", "graph/globalid", "credit", "ent/..."}}, // written, and carried to a mail server
	"notify":       {domain, []string{"ledger", "forecast", "credit", "ent/..."}},
	"report":       {domain, []string{"ledger", "forecast", "credit", "ent/..."}},
	"ledger":       {domain, []string{"credit", "ent/..."}},
	"verify":       {domain, []string{"ent/..."}},
	"audit":        {domain, []string{"credit", "ent/..."}},

	"ent/...":  {storage, []string{"ent/...", "credit"}},
	"forecast": {pure, []string{"credit"}},
	"credit":   {pure, nil},

	"internal/outbound": {edge, nil},

	"examples/...": {edge, nil}, // they know the API alone

	"internal/pgdev":  {tool, nil},
	"internal/dbtest": {tool, []string{"internal/pgdev", "verify", "credit", "ent/..."}},
	"internal/bench": {tool, []string{
		"graph/globalid", "auth", "audit", "ingest", "live", "metering", "ledger", "credit", "ent/...", "internal/pgdev", "ui",
	}},
	"internal/backtest":  {tool, []string{"forecast", "credit"}},
	"internal/mailtest":  {tool, nil},
	"internal/crashtest": {tool, []string{"internal/dbtest", "internal/pgdev", "credit", "ent/..."}},
}

// pkg is what go list tells of a package. Imports leaves those of its tests out.
type pkg struct {
	ImportPath, Dir  string
	Imports, GoFiles []string
}

func TestImportsPointDown(t *testing.T) {
	packages := listPackages(t)
	for _, violation := range importViolations(packages) {
		t.Error(violation)
	}
}

func TestTheDomainIsToldTheTime(t *testing.T) {
	for _, p := range listPackages(t) {
		layer, known := layerOf(p.name())
		if !known || layer.kind != domain && layer.kind != pure {
			continue
		}
		for _, file := range p.GoFiles {
			for _, call := range clockReads(t, filepath.Join(p.Dir, file), nil) {
				t.Errorf("%s: take the time as an argument", call)
			}
		}
	}
}

func TestImportViolations(t *testing.T) {
	for name, test := range map[string]struct {
		pkg  pkg
		want string // part of the violation, empty for none
	}{
		"Down":           {pkg{ImportPath: "cistern/metering", Imports: []string{"cistern/ledger", "cistern/ent/run", "time"}}, ""},
		"WithinItsOwn":   {pkg{ImportPath: "cistern/graph/model", Imports: []string{"cistern/graph/generated"}}, ""},
		"Sideways":       {pkg{ImportPath: "cistern/metering", Imports: []string{"cistern/guard"}}, "metering imports guard"},
		"Up":             {pkg{ImportPath: "cistern/ledger", Imports: []string{"cistern/graph"}}, "ledger imports graph"},
		"FolderAlone":    {pkg{ImportPath: "cistern/jobs", Imports: []string{"cistern/ledgers"}}, "jobs imports ledgers"},
		"HTTPInDomain":   {pkg{ImportPath: "cistern/notify", Imports: []string{"net/http"}}, "notify imports net/http"},
		"RiverInDomain":  {pkg{ImportPath: "cistern/guard", Imports: []string{"github.com/riverqueue/river/rivertype"}}, "guard imports github.com/riverqueue"},
		"SQLInPure":      {pkg{ImportPath: "cistern/credit", Imports: []string{"database/sql"}}, "credit imports database/sql"},
		"Provider":       {pkg{ImportPath: "cistern/billing/card", Imports: []string{"net/http", "cistern/billing"}}, ""},
		"Unknown":        {pkg{ImportPath: "cistern/helpers"}, "helpers is in no layer"},
		"TestsOfTheRoot": {pkg{ImportPath: "cistern"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(importViolations([]pkg{test.pkg}), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestClockReads(t *testing.T) {
	for source, want := range map[string]int{
		`import "time"; var a, b = time.Now(), time.Since(x)`:   2,
		`import "time"; var clock = time.Now`:                   1,
		`import wall "time"; var left = wall.Until(x)`:          1,
		`import "time"; var day = time.UnixMilli(0).AddDate`:    0,
		`import "cistern/time"; var unlike = time.Now() // sic`: 0,
	} {
		if got := clockReads(t, "made_up.go", "package p; "+source); len(got) != want {
			t.Errorf("%s: found %v, want %d", source, got, want)
		}
	}
}

func importViolations(packages []pkg) (found []string) {
	for _, p := range packages {
		name := p.name()
		if name == "" { // this test
			continue
		}
		layer, known := layerOf(name)
		if !known {
			found = append(found, name+" is in no layer: add it to the table in architecture_test.go, or put its code where it belongs")
			continue
		}
		for _, imported := range p.Imports {
			own, ours := strings.CutPrefix(imported, module+"/")
			if ours && !matches(layer.imports, own) || !ours && matches(forbidden[layer.kind], imported) {
				found = append(found, fmt.Sprintf("%s imports %s, which the table in architecture_test.go does not allow", name, own))
			}
		}
	}
	return found
}

func (p pkg) name() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
}

// layerOf finds the most specific entry of the table.
func layerOf(name string) (found layer, known bool) {
	if found, known = layers[name]; known {
		return found, true
	}
	for folder := name; folder != "."; folder = path.Dir(folder) {
		if found, known = layers[folder+"/..."]; known {
			return found, true
		}
	}
	return layer{}, false
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		folder, below := strings.CutSuffix(pattern, "/...")
		return name == folder || below && strings.HasPrefix(name, folder+"/")
	})
}

// clockReads are the places in a file that name time.Now, time.Since or time.Until.
// The file is read unless its source is given.
func clockReads(t *testing.T, path string, source any) (places []string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	clock := importedAs(file, "time")
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := selector.X.(*ast.Ident)
		if ok && of.Name == clock && slices.Contains([]string{"Now", "Since", "Until"}, selector.Sel.Name) {
			places = append(places, fmt.Sprintf("%s reads time.%s", files.Position(selector.Pos()), selector.Sel.Name))
		}
		return true
	})
	return places
}

// importedAs is the name that a file uses for a package, empty when it does not import it.
func importedAs(file *ast.File, importPath string) string {
	for _, spec := range file.Imports {
		switch value, err := strconv.Unquote(spec.Path.Value); {
		case err != nil || value != importPath:
		case spec.Name != nil:
			return spec.Name.Name
		default:
			return path.Base(importPath)
		}
	}
	return ""
}

func listPackages(t *testing.T) (packages []pkg) {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "./...")
	var stdout, stderr bytes.Buffer
	list.Stdout, list.Stderr = &stdout, &stderr
	if err := list.Run(); err != nil {
		t.Fatalf("go list: %v: %s", err, &stderr)
	}
	decoder := json.NewDecoder(&stdout)
	for {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
