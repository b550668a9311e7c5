// Cistern does what the account team does, from Go. See ../README.md.
package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"

	"github.com/google/uuid"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "contracts":
		return contracts(ctx)
	case len(args) == 4 && args[0] == "grant":
		return grant(ctx, args[1], args[2], args[3])
	case len(args) == 4 && args[0] == "allowance":
		return allowance(ctx, args[1], args[2], args[3])
	case len(args) == 2 && args[0] == "usage":
		return usage(ctx, args[1])
	}
	return errors.New("usage: contracts | grant CONTRACT CREDITS NOTE | allowance CONTRACT CREDITS REASON | usage CONTRACT")
}

type input map[string]any

// ask sends a query and reads its data. Credits are decimal strings, so that nothing is lost.
func ask(ctx context.Context, query string, variables input, data any) error {
	body, err := json.Marshal(input{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, os.Getenv("CISTERN_URL")+"/graphql", bytes.NewReader(body)) //nolint:gosec // its user says where
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+os.Getenv("CISTERN_TOKEN"))
	request.Header.Set("Idempotency-Key", cmp.Or(os.Getenv("IDEMPOTENCY_KEY"), uuid.NewString()))
	response, err := http.DefaultClient.Do(request) //nolint:gosec // its user says where
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("answered %s: %w", response.Status, err)
	}
	if len(answer.Errors) > 0 {
		return errors.New(answer.Errors[0].Message)
	}
	return json.Unmarshal(answer.Data, data)
}

// payload is what a mutation answers with: what it made or changed, or why it did not.
type payload struct {
	Done       *struct{ ID string }
	UserErrors []struct{ Message string }
}

func change(ctx context.Context, query string, in input) error {
	var data struct{ Changed payload }
	if err := ask(ctx, query, input{"input": in}, &data); err != nil {
		return err
	}
	if len(data.Changed.UserErrors) > 0 {
		return errors.New(data.Changed.UserErrors[0].Message)
	}
	fmt.Println(data.Changed.Done.ID)
	return nil
}

func grant(ctx context.Context, contract, credits, note string) error {
	const query = `mutation ($input: GrantCreditsInput!) { changed: grantCredits(input: $input) { done: grant { id } userErrors { message } } }`
	return change(ctx, query, input{"contractId": contract, "kind": "PROMO", "credits": credits, "note": note})
}

func allowance(ctx context.Context, contract, credits, reason string) error {
	const query = `mutation ($input: ChangeContractInput!) { changed: changeContract(input: $input) { done: contract { id } userErrors { message } } }`
	return change(ctx, query, input{"contractId": contract, "allowance": credits, "reason": reason})
}

// contract is one of those that the caller is assigned to.
type contract struct {
	ID, Name string
	Overview struct {
		Pool     struct{ Used, Granted string }
		Forecast *struct{ Expected string } // nil without enough data
	}
}

func (c contract) expected() string {
	if c.Overview.Forecast == nil {
		return c.Overview.Pool.Used
	}
	return c.Overview.Forecast.Expected
}

// pace is which part of what was granted will have been used at the reset; good enough to order by, not to charge by.
func (c contract) pace() float64 {
	expected, _ := strconv.ParseFloat(c.expected(), 64)
	granted, _ := strconv.ParseFloat(c.Overview.Pool.Granted, 64)
	return expected / max(granted, 1)
}

func contracts(ctx context.Context) error {
	const query = `{ viewer { contracts { id name overview { pool { used granted } forecast { expected } } } } }`
	var data struct {
		Viewer struct{ Contracts []contract }
	}
	if err := ask(ctx, query, nil, &data); err != nil {
		return err
	}
	list := data.Viewer.Contracts
	slices.SortFunc(list, func(a, b contract) int { return cmp.Compare(b.pace(), a.pace()) })
	for _, c := range list {
		fmt.Printf("%s\t%s\t%s\t%s\t%s\n", c.ID, c.Name, c.Overview.Pool.Used, c.expected(), c.Overview.Pool.Granted)
	}
	return nil
}

func usage(ctx context.Context, id string) error {
	const query = `query ($id: ID!) { contract(id: $id) { overview { workspaces(first: 100) { nodes { workspace { id name } used } } } } }`
	var data struct {
		Contract struct {
			Overview struct {
				Workspaces struct {
					Nodes []struct {
						Workspace struct{ ID, Name string }
						Used      string
					}
				}
			}
		}
	}
	if err := ask(ctx, query, input{"id": id}, &data); err != nil {
		return err
	}
	out := csv.NewWriter(os.Stdout)
	rows := [][]string{{"workspace", "name", "credits"}}
	for _, n := range data.Contract.Overview.Workspaces.Nodes {
		rows = append(rows, []string{n.Workspace.ID, n.Workspace.Name, n.Used})
	}
	return out.WriteAll(rows)
}
