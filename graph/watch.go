package graph

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
	"cistern/credit"
	"cistern/live"
)

// watched is what a subscription is about.
type watched struct {
	action   auth.Action
	on       auth.Scope
	of       uuid.UUID     // a contract or a person: a change of it may change what is seen
	poll     time.Duration // how old it may get where no change is told of
	personal bool          // what is seen depends on who watches, and is theirs alone
	after    *string       // the version that was seen last
}

// subscribing is in the context of an operation that is to be watched and not yet to be answered; its resolver fills in what it is about.
type subscribing struct{ about *watched }

type subscribingKey struct{}

// frames is how a subscription is resolved. Its resolver has authorised the caller and is called twice: when somebody subscribes, to say
// what is watched, and then by the hub for every reading, on behalf of all who watch the same, for the one value that all get.
func frames[T any](ctx context.Context, about watched, look func() (T, error)) (<-chan T, error) {
	if s, ok := ctx.Value(subscribingKey{}).(*subscribing); ok {
		s.about = &about
		return nil, nil
	}
	value, err := look()
	if err != nil {
		return nil, err
	}
	only := make(chan T, 1)
	only <- value
	close(only)
	return only, nil
}

// watching carries out subscriptions.
type watching struct {
	*Resolver
	allowed permissions
}

// watch lets all who send the same document about the same thing share what is read and encoded for it. So it takes nothing that not
// everybody may see who may subscribe, unless it is personal: that is shared among the connections of one presence.
func (r watching) watch(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation != ast.Subscription {
		return next(ctx)
	}
	presence := presenceIn(ctx)
	if presence == nil {
		return r.refuse(ctx, errNoStream)
	}
	s := &subscribing{}
	refused := next(context.WithValue(ctx, subscribingKey{}, s))
	renewSnapshot(ctx) // what follows reads by itself
	if s.about == nil {
		return refused
	}
	if own := r.ownField(op.Operation.SelectionSet); own != nil && !s.about.personal {
		return r.refuse(ctx, &auth.Error{Code: auth.CodeBadRequest, Message: own.Name + " is not shown live; ask for it by a query."})
	}
	topic := live.Topic{
		Key: topicKey(op, s.about, presence), Of: []uuid.UUID{s.about.of}, Poll: s.about.poll, Read: r.reading(ctx, next, s.about),
	}
	return (&subscription{r: r.Resolver, presence: presence, about: s.about, topic: topic}).respond
}

var errNoStream = &auth.Error{
	Code: auth.CodeBadRequest, Message: "Subscribe over a WebSocket at /graphql, or by POST to /graphql/stream.",
}

func (r watching) refuse(ctx context.Context, err error) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{r.present(ctx, err)}})
}

// ownField is a field below a subscription that not everybody may see who may subscribe; nil when there is none.
func (r watching) ownField(set ast.SelectionSet) *ast.Field {
	for _, s := range set {
		if f, ok := s.(*ast.Field); ok && !r.shared(f) {
			return f
		}
		if own := r.ownField(selectionOf(s)); own != nil {
			return own
		}
	}
	return nil
}

func (r watching) shared(f *ast.Field) bool {
	of := f.ObjectDefinition.Name
	return of == "Subscription" || isIntrospection(f.Name) || r.allowed[fieldName{of, f.Name}] == auth.Parent
}

// selectionOf is what is selected below.
func selectionOf(s ast.Selection) ast.SelectionSet {
	switch s := s.(type) {
	case *ast.Field:
		return s.SelectionSet
	case *ast.InlineFragment:
		return s.SelectionSet
	case *ast.FragmentSpread:
		return s.Definition.SelectionSet
	}
	return nil
}

func seen(after *string) string {
	if after == nil {
		return ""
	}
	return *after
}

// topicKey is the same for all who see the same: the version that each has seen last is left out.
func topicKey(op *graphql.OperationContext, about *watched, by *auth.Presence) string {
	var sharedBy uuid.UUID // everybody
	if about.personal {
		sharedBy = by.Key
	}
	variables := maps.Clone(op.Variables)
	if name := afterVariable(op); name != "" {
		delete(variables, name)
	}
	hash := sha256.New()
	_ = json.NewEncoder(hash).Encode([]any{sharedBy, about.action, about.on, op.RawQuery, op.OperationName, variables}) // it came as JSON
	return string(hash.Sum(nil))
}

// afterVariable is the variable that tells the version seen last, where it tells nothing else.
func afterVariable(op *graphql.OperationContext) string {
	for _, selected := range op.Operation.SelectionSet {
		field, ok := selected.(*ast.Field)
		if !ok {
			continue
		}
		after := field.Arguments.ForName("after")
		const defined, used = 1, 1
		if after != nil && after.Value.Kind == ast.Variable && strings.Count(op.RawQuery, "$"+after.Value.Raw) == defined+used {
			return after.Value.Raw
		}
	}
	return ""
}

// reading carries out an operation once, for the hub: a personal one by the rights that its presence has by then.
func (r watching) reading(subscribed context.Context, next graphql.OperationHandler, about *watched) func(context.Context) (live.Reading, error) {
	values := context.WithoutCancel(subscribed)
	return func(ctx context.Context) (live.Reading, error) {
		snapshot := &snapshot{}
		defer snapshot.close()
		ctx = context.WithValue(valuesOf{ctx, values}, snapshotKey{}, snapshot)
		if about.personal {
			viewer, _ := presenceIn(ctx).Viewer()
			ctx = auth.With(ctx, viewer)
		}
		response := next(ctx)(ctx)
		if response == nil {
			return live.Reading{}, context.Cause(ctx)
		}
		if len(response.Errors) > 0 {
			return live.Reading{}, failedReading(response.Errors)
		}
		return live.Reading{Body: response.Data, At: snapshot.at}, nil
	}
}

// valuesOf is a context that ends as one does and has the values of another.
type valuesOf struct {
	context.Context
	values context.Context
}

func (c valuesOf) Value(key any) any { return c.values.Value(key) }

// failedReading is an error to try again after, unless it is the subscriber's.
func failedReading(list gqlerror.List) error {
	switch list[0].Extensions["code"] {
	case string(credit.CodeInternal), codeTimeout, nil:
		return list
	}
	return &live.FinalError{Err: list}
}

// subscription is what one subscriber gets.
type subscription struct {
	r        *Resolver
	presence *auth.Presence
	about    *watched
	topic    live.Topic
	watcher  *live.Watcher // from the first response on: before, gqlgen still holds what a reading changes
	viewer   *auth.Viewer  // of what is personal: whose rights are to be read by
	over     bool
}

// respond waits for the next frame. Whoever may no longer see it gets an error as the last response, at once; nil ends the stream.
func (s *subscription) respond(ctx context.Context) *graphql.Response {
	if s.over {
		return nil
	}
	if err := s.begin(ctx); err != nil {
		s.over = true
		return &graphql.Response{Errors: s.present(ctx, err)}
	}
	for {
		frame, err := s.next(ctx)
		if err == nil && frame == nil {
			continue
		}
		if err == nil {
			return &graphql.Response{Data: frame.Body}
		}
		s.over = true
		s.watcher.Close()
		if ctx.Err() != nil || errors.Is(err, live.ErrClosed) {
			return nil // the connection says why
		}
		return &graphql.Response{Errors: s.present(ctx, err)}
	}
}

func (s *subscription) begin(ctx context.Context) (err error) {
	if s.watcher != nil {
		return nil
	}
	if s.watcher, err = s.r.Live.Watch(s.topic, seen(s.about.after)); err == nil {
		context.AfterFunc(ctx, s.watcher.Close)
	}
	return err
}

// next is a frame that the subscriber may see, or nil after a change of what they may do.
func (s *subscription) next(ctx context.Context) (*live.Frame, error) {
	viewer, changed := s.presence.Viewer()
	if err := viewer.Require(s.about.action, s.about.on); err != nil {
		return nil, err
	}
	if s.about.personal && s.viewer != viewer {
		s.viewer = viewer
		s.watcher.Renew() // what was read by other rights is not shown
	}
	frame, err := s.watcher.Next(ctx, changed)
	if err != nil || frame == nil {
		return nil, err
	}
	viewer, _ = s.presence.Viewer()
	return frame, viewer.Require(s.about.action, s.about.on)
}

// present is what a subscriber reads of an error: those of a reading have been presented before.
func (s *subscription) present(ctx context.Context, err error) gqlerror.List {
	var list gqlerror.List
	if errors.As(err, &list) {
		return list
	}
	return gqlerror.List{s.r.present(ctx, err)}
}
