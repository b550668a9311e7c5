package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const me = `viewer { user { id } }`

func repeat(n int, line func(i int) string) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(line(i))
	}
	return out.String()
}

// hostile are documents that would cost much to validate or to answer, with the code that refuses them.
var hostile = map[string]struct{ document, code, says string }{
	"Aliases": {
		"{" + repeat(16, func(i int) string { return fmt.Sprintf("a%d: %s ", i, me) }) + "}", "LIMIT_EXCEEDED", "15 aliases",
	},
	"AliasesInFragments": {
		"{ ...f ...f } fragment f on Query {" + repeat(8, func(i int) string { return fmt.Sprintf("a%d: %s ", i, me) }) + "}",
		"LIMIT_EXCEEDED", "15 aliases",
	},
	"RepeatedFields": {"{ viewer { user {" + strings.Repeat("id ", 500) + "} } }", "LIMIT_EXCEEDED", "more than 20 times"},
	"RepeatedObjects": {
		"{" + strings.Repeat("viewer{user{id}}", 30) + "}", "LIMIT_EXCEEDED", "more than 20 times",
	},
	"ManyTokens":     {"{" + strings.Repeat("me{id}", 35<<10/6) + "}", "GRAPHQL_PARSE_FAILED", "token limit"},
	"FragmentCircle": {"{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", "GRAPHQL_VALIDATION_FAILED", "itself"},
	"ExponentialFragments": {
		"{ ...f0 }" + repeat(20, func(i int) string { return fmt.Sprintf("fragment f%d on Query { ...f%d ...f%[2]d }", i, i+1) }) +
			"fragment f20 on Query { __typename }",
		"LIMIT_EXCEEDED", "selects more than",
	},
	"ExponentialFragmentsOfNothing": {
		"{ ...f0 }" + repeat(25, func(i int) string {
			return fmt.Sprintf("fragment f%d on Query { %s }", i, strings.Repeat(fmt.Sprintf("...f%d ", i+1), 8))
		}) +
			"fragment f25 on Query { ...f0 }",
		"LIMIT_EXCEEDED", "selects more than",
	},
	"ManyFragments": {
		"{ viewer { user { id } } }" + repeat(31, func(i int) string { return fmt.Sprintf("fragment f%d on Query { __typename }", i) }),
		"LIMIT_EXCEEDED", "30 fragments",
	},
	"DeepNesting": {
		"{ workspace(id: \"w\") { " + strings.Repeat("periods { nodes { ", 60) + "id" + strings.Repeat(" } }", 60) + " } }",
		"LIMIT_EXCEEDED", "deeper than 8",
	},
	"DeepNestingInFragments": {
		"{ ...f0 }" + repeat(9, func(i int) string { return fmt.Sprintf("fragment f%d on Viewer { viewer { ...f%d } }", i, i+1) }) + "fragment f9 on Viewer { id }",
		"LIMIT_EXCEEDED", "deeper than 8",
	},
	"Directives": {
		"{ viewer { user { id " + strings.Repeat("@skip(if: false) ", 11) + "} } }", "LIMIT_EXCEEDED", "10 directives",
	},
	"TwoMutations": {
		mutations(2) + "}", "LIMIT_EXCEEDED", "one mutation",
	},
	"TwoMutationsInAFragment": {
		"mutation { ...f } fragment f on Mutation {" + mutations(2)[len("mutation {"):] + "}", "LIMIT_EXCEEDED", "one mutation",
	},
	"TwoMutationsInline": {
		"mutation { ... on Mutation {" + mutations(2)[len("mutation {"):] + "} }", "LIMIT_EXCEEDED", "one mutation",
	},
	"Complexity": {
		`query ($id: ID!) { workspace(id: $id) { creditsDashboard { agents(first: 100) { nodes { ` +
			repeat(14, func(i int) string { return fmt.Sprintf("a%d: agent { id name creator { id name email } } ", i) }) + ` } } } } }`,
		"COMPLEXITY_LIMIT_EXCEEDED", "complexity",
	},
	"NodesInLists": {
		`query ($id: ID!) { workspace(id: $id) { periods(first: 50) { nodes { id } } a: auditLog(first: 100) { nodes { id } } b: members(first: 900) { nodes { id } } } }`,
		"LIMIT_EXCEEDED", "more than 1000 items",
	},
	"NodesInFragments": {
		`query ($id: ID!) { ...all } fragment all on Query { workspace(id: $id) { ...w } } fragment w on Workspace { periods(first: 999999999999999999999) { nodes { id } } }`,
		"LIMIT_EXCEEDED", "more than 1000 items",
	},
	"NodesByTheVariablesDefault": {
		`query ($id: ID!, $n: Int! = 2000) { workspace(id: $id) { periods(first: $n) { nodes { id } } } }`, "LIMIT_EXCEEDED", "more than 1000 items",
	},
	"NodesBesideACircle": {
		"{ ...a } fragment a on Query { ...b } fragment b on Query { ...a secret workspace(id: 5) { secret(first: 5000) } }", "GRAPHQL_VALIDATION_FAILED", "",
	},
	"NoOperation":      {"fragment f on Query { __typename }", "GRAPHQL_VALIDATION_FAILED", "no operation"},
	"Empty":            {"", "GRAPHQL_VALIDATION_FAILED", "no operation"},
	"NotGraphQL":       {"{ viewer { ", "GRAPHQL_PARSE_FAILED", "Expected"},
	"Zeros":            {"\x00", "GRAPHQL_PARSE_FAILED", ""},
	"UnknownField":     {"{ secret }", "GRAPHQL_VALIDATION_FAILED", "secret"},
	"Subscription":     {"subscription { viewer { user { id } } }", "GRAPHQL_VALIDATION_FAILED", ""},
	"LongUnknownField": {"{ " + strings.Repeat("x", 30<<10) + " }", "GRAPHQL_VALIDATION_FAILED", "xxx"},
}

func mutations(n int) string {
	return "mutation {" + repeat(n, func(i int) string {
		return fmt.Sprintf(`m%d: heartbeatRun(input: { runId: "%s" }) { stopRequested } `, i, newID())
	})
}

func TestHostileDocuments(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	before := w.content(t)
	for name, test := range hostile {
		t.Run(name, func(t *testing.T) {
			a := c.ask(t, test.document, variables{"id": workspaceID(w.workspace)})
			if a.status != http.StatusBadRequest || len(a.Errors) == 0 {
				t.Fatalf("answered %d %.500s", a.status, a.body)
			}
			for _, e := range a.Errors {
				if e.Extensions.Code != test.code || !strings.Contains(e.Message, test.says) {
					t.Errorf("refused with %s: %.300s", e.Extensions.Code, e.Message)
				}
			}
			if len(a.body) > 4<<10 {
				t.Errorf("the answer has %d bytes", len(a.body))
			}
		})
	}
	if w.content(t) != before {
		t.Error("a refused document changed something")
	}
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("mistakes of a caller were logged: %.1000s", faults)
	}
}

func TestRequestsThatAreNoOperation(t *testing.T) {
	w := setup(t)
	person, runtime := w.admin(t), w.runtime(t)
	const asked = `{"query": "{ viewer { user { id } } }"`
	padded := func(size int) []byte {
		return []byte(asked + strings.Repeat(" ", size-len(asked)-1) + "}")
	}
	const secret = "do-not-repeat-this"
	for name, test := range map[string]struct {
		caller       caller
		method, kind string
		body         []byte
		status       int
		code         string
	}{
		"AtThePersonsLimit":  {person, "POST", "application/json", padded(64 << 10), 200, ""},
		"OverThePersons":     {person, "POST", "application/json", padded(64<<10 + 1), 413, "LIMIT_EXCEEDED"},
		"OverNobodys":        {w.anonymous(), "POST", "application/json", padded(64<<10 + 1), 413, "LIMIT_EXCEEDED"},
		"AtTheTokensLimit":   {runtime, "POST", "application/json", padded(1 << 20), 200, ""},
		"OverTheTokens":      {runtime, "POST", "application/json", padded(1<<20 + 1), 413, "LIMIT_EXCEEDED"},
		"WithParameters":     {person, "POST", "application/json; charset=utf-8", []byte(asked + "}"), 200, ""},
		"Form":               {person, "POST", "application/x-www-form-urlencoded", []byte("query={viewer{user{id}}}"), 415, "BAD_REQUEST"},
		"Multipart":          {person, "POST", "multipart/form-data; boundary=x", []byte("--x--"), 415, "BAD_REQUEST"},
		"PlainText":          {person, "POST", "text/plain", []byte(asked + "}"), 415, "BAD_REQUEST"},
		"NoContentType":      {person, "POST", "", []byte(asked + "}"), 415, "BAD_REQUEST"},
		"Get":                {person, "GET", "application/json", nil, 405, "BAD_REQUEST"},
		"Put":                {person, "PUT", "application/json", []byte(asked + "}"), 405, "BAD_REQUEST"},
		"Batch":              {person, "POST", "application/json", []byte("[" + asked + "}]"), 400, "BAD_REQUEST"},
		"TwoValues":          {person, "POST", "application/json", []byte(asked + "}" + asked + "}"), 400, "BAD_REQUEST"},
		"NotJSON":            {person, "POST", "application/json", []byte(secret), 400, "BAD_REQUEST"},
		"CutJSON":            {person, "POST", "application/json", []byte(asked + `, "x": "` + secret), 400, "BAD_REQUEST"},
		"QueryIsANumber":     {person, "POST", "application/json", []byte(`{"query": 5, "x": "` + secret + `"}`), 400, "BAD_REQUEST"},
		"VariablesAreAList":  {person, "POST", "application/json", []byte(asked + `, "variables": ["` + secret + `"]}`), 400, "BAD_REQUEST"},
		"DeepVariables":      {person, "POST", "application/json", []byte(asked + `, "variables": {"x": ` + strings.Repeat("[", 60<<10)), 400, "BAD_REQUEST"},
		"Empty":              {person, "POST", "application/json", nil, 400, "BAD_REQUEST"},
		"Null":               {person, "POST", "application/json", []byte("null"), 400, "GRAPHQL_VALIDATION_FAILED"},
		"UnknownOperation":   {person, "POST", "application/json", []byte(asked + `, "operationName": "other"}`), 400, "GRAPHQL_VALIDATION_FAILED"},
		"ManyUnusedElements": {runtime, "POST", "application/json", []byte(asked + `, "variables": {"x": [` + strings.Repeat("{},", 300_000) + `{}]}}`), 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := test.caller.send(t, test.method, test.kind, test.body)
			if a.status != test.status || a.code(t) != test.code {
				t.Errorf("answered %d %.300s", a.status, a.body)
			}
			if strings.Contains(a.body, secret) {
				t.Errorf("the answer repeats what was sent: %s", a.body)
			}
		})
	}
}

// Values that a caller may make long are not sent back at length.
func TestLongValuesAreNotRepeated(t *testing.T) {
	w := setup(t)
	c := w.runtime(t)
	long := strings.Repeat("x", 500<<10)
	for name, given := range map[string]variables{
		"Enum":    {"input": variables{"runId": newID(), "credits": "1", "outcome": long}},
		"Credits": {"input": variables{"runId": newID(), "credits": long}},
		"UUID":    {"input": variables{"runId": long, "credits": "1"}},
		"Time":    {"input": variables{"runId": newID(), "credits": "1", "finishedAt": long}},
	} {
		if a := c.ask(t, finishRun, given); len(a.Errors) != 1 || len(a.body) > 2<<10 {
			t.Errorf("%s: answered with %d bytes, %.300s", name, len(a.body), a.body)
		}
	}
}

func TestIntrospection(t *testing.T) {
	w := setup(t)
	const small = `{ __schema { queryType { name } } type: __type(name: "Run") { name } }`
	for name, c := range map[string]caller{"Person": w.admin(t), "Runtime": w.runtime(t)} {
		for _, query := range []string{small, standardIntrospection} {
			if a := c.ask(t, query, nil); a.status != http.StatusOK || len(a.Errors) > 0 || !strings.Contains(a.body, `"Query"`) {
				t.Errorf("%s: %d %.300s", name, a.status, a.body)
			}
		}
	}
	a := w.anonymous().ask(t, small, nil)
	if len(a.Errors) != 2 {
		t.Fatalf("nobody: %s", a.body)
	}
	for _, e := range a.Errors {
		if e.Extensions.Code != "INTROSPECTION_DISABLED" {
			t.Errorf("nobody: %s", a.body)
		}
	}
	if strings.Contains(a.body, `"Run"`) {
		t.Errorf("nobody is shown the schema: %s", a.body)
	}
	if a := w.anonymous().ask(t, `{ __typename viewer { __typename } }`, nil); string(a.Data) != `{"__typename":"Query","viewer":null}` {
		t.Errorf("answered %s", a.body)
	}
	if faults := w.log.all(); len(faults) > 0 {
		t.Errorf("a refusal was logged as a fault: %s", faults)
	}
}

// standardIntrospection is what graphql-js sends, and with it GraphiQL and the generators of clients.
const standardIntrospection = `
query IntrospectionQuery {
  __schema {
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types { ...FullType }
    directives { name description locations args { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description
  fields(includeDeprecated: true) {
    name description
    args { ...InputValue }
    type { ...TypeRef }
    isDeprecated deprecationReason
  }
  inputFields { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
fragment TypeRef on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
    kind name ofType { kind name ofType { kind name } }
  } } } } } } }
}`

// The same document is answered from the cache the second time, by the same limits.
func TestLimitsHoldForKnownDocuments(t *testing.T) {
	w := setup(t)
	c := w.admin(t)
	const query = `query ($id: ID!, $n: Int!) { workspace(id: $id) { periods(first: $n) { nodes { id startsAt endsAt kind } } } }`
	for range 2 {
		for n, code := range map[int]string{1: "", 100: "", 1_000: "COMPLEXITY_LIMIT_EXCEEDED", 1_001: "LIMIT_EXCEEDED"} {
			if a := c.ask(t, query, variables{"id": workspaceID(w.workspace), "n": n}); a.code(t) != code {
				t.Errorf("first %d: %d %s", n, a.status, a.body)
			}
		}
	}
}
