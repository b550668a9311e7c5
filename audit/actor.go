package audit

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/google/uuid"
)

// ActorKind says what kind of actor made a change.
type ActorKind string

// The values of ActorKind.
const (
	User     ActorKind = "USER"
	Token    ActorKind = "TOKEN"
	System   ActorKind = "SYSTEM"   // the program by itself, such as a reset
	Operator ActorKind = "OPERATOR" // whoever runs the program, by its command line
)

// MarshalGQL writes the word as GraphQL and JSON have it.
func (k ActorKind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL refuses any other word.
func (k *ActorKind) UnmarshalGQL(in any) error {
	text, _ := in.(string)
	if !slices.Contains([]ActorKind{User, Token, System, Operator}, ActorKind(text)) {
		return fmt.Errorf("%v is not a kind of actor", in)
	}
	*k = ActorKind(text)
	return nil
}

// Actor is who made a change.
type Actor struct {
	Kind ActorKind
	ID   uuid.UUID // of the user or the token; zero for the other kinds
}
