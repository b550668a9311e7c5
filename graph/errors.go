package graph

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
	"cistern/credit"
	"cistern/graph/model"
	"cistern/ingest"
	"cistern/live"
)

const codeTimeout = "TIMEOUT"

// present turns an error into what a client may read: the code by which it branches and a message for a person. What is neither a
// refusal of ours nor of the GraphQL engine is a fault: logged once, here, and answered as INTERNAL.
func (r *Resolver) present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	var refused *credit.Error
	var denied *auth.Error
	switch {
	case errors.As(err, &refused):
		shown.Message = refused.Message
		errcode.Set(shown, string(refused.Code))
	case errors.As(err, &denied):
		shown.Message = denied.Message
		errcode.Set(shown, string(denied.Code))
	case errors.Is(err, ingest.ErrOverloaded), errors.Is(err, live.ErrFull), errors.Is(err, live.ErrClosed):
		shown.Message = err.Error()
		errcode.Set(shown, "OVERLOADED")
		shown.Extensions["retryAfter"] = ingest.RetryAfter.Seconds()
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), ctx.Err() != nil: // whatever a driver makes of it
		shown.Message = "the answer took too long; try again"
		errcode.Set(shown, codeTimeout)
	case isEngineError(err):
		shown.Message = clip(shown.Message)
	default:
		r.Log.ErrorContext(ctx, "resolver failed", "path", graphql.GetPath(ctx).String(), "error", err)
		shown.Message = "something went wrong on our side; try again, and tell us the request id if it stays"
		errcode.Set(shown, string(credit.CodeInternal))
	}
	return shown
}

// isEngineError reports whether a request was refused before it was carried out: what goes wrong later has no code yet.
func isEngineError(err error) bool {
	var own *gqlerror.Error
	return errors.As(err, &own) && own.Extensions["code"] != nil
}

// clip bounds a message that may repeat what was sent.
func clip(message string) string {
	const enough = 300
	if len(message) <= enough {
		return message
	}
	return strings.ToValidUTF8(message[:enough], "") + "…"
}

// userErrors is how a payload tells an expected refusal, or that there was none.
func userErrors(err *credit.Error) []model.UserError {
	if err == nil {
		return []model.UserError{}
	}
	return []model.UserError{userError(err)}
}
