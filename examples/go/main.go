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
	"strconv"
	"strings"

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

// page is a page of the contracts that the caller is assigned to.
type page struct {
	Nodes []struct {
		Contract struct{ ID, Name string }
		Pool     struct{ Used, Granted string }
		Pace     *float64 // nil where nothing was granted
	}
	PageInfo struct {
		HasNextPage bool
		EndCursor   *string
	}
}

func contracts(ctx context.Context) error {
	const query = `query ($after: String) { assignedContracts(first: 100, after: $after) {
		nodes { contract { id name } pool { used granted } pace } pageInfo { hasNextPage endCursor } } }`
	for after, more := (*string)(nil), true; more; {
		var data struct{ AssignedContracts page }
		if err := ask(ctx, query, input{"after": after}, &data); err != nil {
			return err
		}
		after, more = data.AssignedContracts.PageInfo.EndCursor, data.AssignedContracts.PageInfo.HasNextPage
		for _, n := range data.AssignedContracts.Nodes {
			pace := ""
			if n.Pace != nil {
				pace = strconv.FormatFloat(*n.Pace, 'f', -1, 64)
			}
			fmt.Printf("%s\t%s\t%s\t%s\t%s\n", n.Contract.ID, n.Contract.Name, n.Pool.Used, n.Pool.Granted, pace)
		}
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
		rows = append(rows, []string{n.Workspace.ID, text(n.Workspace.Name), n.Used})
	}
	return out.WriteAll(rows)
}

// text is a cell that a spreadsheet shows and does not run.
func text(cell string) string {
	if strings.IndexAny(cell, " \t\r\n=+-@") == 0 {
		return "'" + cell
	}
	return cell
}
