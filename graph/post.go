package graph

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"cistern/auth"
)

// A runtime may send more than people do, for recordRuns.
const (
	maxBody        = 64 << 10
	maxRuntimeBody = 1 << 20
)

// post is GraphQL over HTTP: POST of JSON, one operation in each request. gqlgen's own answers a body that it cannot read by
// sending it back.
type post struct{ prices prices }

// Supports takes every request, so that what cannot be served is refused in our words.
func (post) Supports(*http.Request) bool { return true }

// Do answers one request: with status 200 what was carried out, whatever came of it, and with 400 or another 4xx what was not.
func (t post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx := r.Context()
	w.Header().Set("Content-Type", contentType(r))
	params, refused := readParams(w, r)
	if refused != nil {
		answer(w, refused.status, exec.DispatchError(ctx, gqlerror.List{refused.reason}))
		return
	}
	op, wrong := exec.CreateOperationContext(ctx, params)
	spent, err := t.prices.charge(ctx, op, wrong)
	if err != nil {
		wrong = gqlerror.List{err}
	}
	spent.SetHeaders(w.Header())
	if wrong != nil {
		answerRefused(w, withCost(exec.DispatchError(graphql.WithOperationContext(ctx, op), wrong), spent))
		return
	}
	respond, ctx := exec.DispatchOperation(ctx, op)
	if response := respond(ctx); response != nil { // nil: the caller has gone
		answer(w, http.StatusOK, withCost(response, spent))
	}
}

// answerRefused answers what was not carried out, by the code of its first error.
func answerRefused(w http.ResponseWriter, response *graphql.Response) {
	status := http.StatusBadRequest
	switch why := response.Errors[0].Extensions; why["code"] {
	case string(auth.CodeRateLimited):
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(why["retryAfter"].(int)))
	case string(auth.CodeInternal), codeTimeout:
		status = http.StatusInternalServerError
	}
	answer(w, status, response)
}

// answer writes the response. The data of one without errors need not be encoded again. Whoever has gone needs no answer.
func answer(w http.ResponseWriter, status int, response *graphql.Response) {
	w.WriteHeader(status)
	if len(response.Errors) > 0 {
		_ = json.NewEncoder(w).Encode(response)
		return
	}
	extensions, err := json.Marshal(response.Extensions)
	if err != nil {
		panic(err) // they are ours, and numbers
	}
	_, _ = w.Write(slices.Concat([]byte(`{"data":`), response.Data, []byte(`,"extensions":`), extensions, []byte("}\n")))
}

func contentType(r *http.Request) string {
	const specific = "application/graphql-response+json"
	if strings.Contains(r.Header.Get("Accept"), specific) {
		return specific
	}
	return "application/json"
}

// notServed is why a request did not become an operation.
type notServed struct {
	status int
	reason *gqlerror.Error
}

func refuse(status int, code, format string, args ...any) *notServed {
	return &notServed{status, codedError(code, format, args...)}
}

// codedError is an error of ours with a code.
func codedError(code, format string, args ...any) *gqlerror.Error {
	reason := gqlerror.Errorf(format, args...)
	errcode.Set(reason, code)
	return reason
}

// readParams reads a request up to the limit of its caller.
func readParams(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *notServed) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, refuse(http.StatusMethodNotAllowed, string(auth.CodeBadRequest), "send GraphQL by POST")
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, string(auth.CodeBadRequest), "send the Content-Type application/json")
	}
	limit := int64(maxBody)
	if v := auth.From(r.Context()); v != nil && v.Token != nil {
		limit = maxRuntimeBody
	}
	params, err := decodeParams(http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, refuse(http.StatusRequestEntityTooLarge, codeLimit, "the body is larger than %d KiB", limit>>10)
	case err != nil:
		return nil, refuse(http.StatusBadRequest, string(auth.CodeBadRequest),
			`the body is not one JSON object such as {"query": "…", "variables": {…}}`)
	}
	params.Headers = r.Header
	return params, nil
}

// decodeParams reads what is to be carried out.
func decodeParams(body io.Reader) (*graphql.RawParams, error) {
	decoder := json.NewDecoder(body)
	decoder.UseNumber()
	params := &graphql.RawParams{}
	if err := decoder.Decode(params); err != nil {
		return nil, err
	}
	return params, atEnd(decoder)
}

// atEnd returns an error when there is more than the one value.
func atEnd(decoder *json.Decoder) error {
	_, err := decoder.Token()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return errors.Join(err, errors.New("there is more after the value"))
}
