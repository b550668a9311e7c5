package graph

import (
	"context"
	"math"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
)

// cost is what extensions.cost tells with every answer, in points: each field is one, those in a list as often as it may have items.
type cost struct {
	Requested int `json:"requested"` // what this answer takes, or would have taken
	Limit     int `json:"limit"`     // of a minute
	Remaining int `json:"remaining"`
}

func withCost(response *graphql.Response, spent auth.Spent) *graphql.Response {
	response.Extensions = map[string]any{"cost": cost{spent.Points, spent.Limit, spent.Left}}
	return response
}

// prices says what operations cost, and takes it off their caller's budget.
type prices struct {
	budgets *auth.Budgets
	allowed permissions
}

// charge takes the cost of an operation, which is refused when there is less; one that is wrong costs a point.
func (p prices) charge(ctx context.Context, op *graphql.OperationContext, wrong gqlerror.List) (auth.Spent, *gqlerror.Error) {
	spent, err := p.budgets.Spend(ctx, p.of(op, wrong))
	if err != nil {
		return spent, &gqlerror.Error{Err: err, Message: err.Error()}
	}
	if spent.Wait <= 0 {
		return spent, nil
	}
	return spent, tooCostly(spent)
}

// tooCostly is the answer to whoever has fewer points than they would have spent.
func tooCostly(spent auth.Spent) *gqlerror.Error {
	wait := int(math.Ceil(spent.Wait.Seconds()))
	refused := codedError(string(auth.CodeRateLimited),
		"This costs %d points of the %d that you have for a minute, and %d are left. Try again in %d seconds, or ask for less.",
		spent.Points, spent.Limit, spent.Left, wait)
	refused.Extensions["retryAfter"] = wait
	return refused
}

func (p prices) of(op *graphql.OperationContext, wrong gqlerror.List) int {
	if wrong != nil {
		return 1
	}
	if p.aboutRuns(op.Operation) {
		return 0
	}
	return max(extension.GetComplexityStats(graphql.WithOperationContext(context.Background(), op)).Complexity, 1)
}

// aboutRuns reports whether an operation does nothing but tell of runs, which have a queue and a limit of their own: nothing that
// somebody looks at may keep agents from running.
func (p prices) aboutRuns(op *ast.OperationDefinition) bool {
	for _, s := range op.SelectionSet {
		f, ok := s.(*ast.Field)
		if !ok || p.allowed[fieldName{f.ObjectDefinition.Name, f.Name}] != auth.WriteRuns {
			return false
		}
	}
	return true
}
