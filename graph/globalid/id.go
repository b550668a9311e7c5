// Package globalid is the ids of the API: opaque to clients, typed by a prefix, and carrying the contract, because everything is
// stored and found by contract.
package globalid

import (
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cistern/credit"
)

// Type is the prefix that tells what an id names.
type Type string

// The types of ids.
const (
	Contract      Type = "con"
	Workspace     Type = "wsp"
	Agent         Type = "agt"
	AgentUsage    Type = "aus"
	BillingPeriod Type = "per"
	Run           Type = "run"
	Billing       Type = "bil"
	Purchase      Type = "pur"
	BillingEvent  Type = "bev"
	Grant         Type = "grt"
	LedgerEntry   Type = "led"
	User          Type = "usr"
	Session       Type = "ses"
	Member        Type = "mbr"
	Officer       Type = "off"
	Invitation    Type = "ivt"
	ServiceToken  Type = "tok"
	AuditEntry    Type = "aud"
	Notification  Type = "ntf"
)

// ID names an object. Contract is zero for objects that belong to none, such as people, and for contracts themselves; Part is zero but for objects that are
// named by two, such as the use of an agent in a period.
type ID struct {
	Type               Type
	Contract, Of, Part uuid.UUID
}

// String is the id as clients see it: "agt_" and base64url of its UUIDs.
func (id ID) String() string {
	raw := make([]byte, 0, 3*16)
	for _, u := range []uuid.UUID{id.Contract, id.Of, id.Part} {
		if u != uuid.Nil {
			raw = append(raw, u[:]...)
		}
	}
	return string(id.Type) + "_" + base64.RawURLEncoding.EncodeToString(raw)
}

// widths are how many UUIDs an id of each type is made of: Of; Contract and Of; Contract, Of and Part.
var widths = map[Type]int{User: 1, Contract: 1, Billing: 1, Purchase: 2, BillingEvent: 2, Workspace: 2, Notification: 2, Agent: 2, BillingPeriod: 2, Run: 2, Grant: 2, LedgerEntry: 2, AgentUsage: 3,
	Session: 1, Member: 2, Officer: 2, Invitation: 2, ServiceToken: 2, AuditEntry: 2,
}

// Parse reads an id. What is not one is an error; whether the object exists is another question.
func Parse(s string) (ID, error) {
	prefix, encoded, _ := strings.Cut(s, "_")
	id := ID{Type: Type(prefix)}
	var buffer [3 * 16]byte
	if base64.RawURLEncoding.DecodedLen(len(encoded)) > len(buffer) {
		return ID{}, malformed(s)
	}
	n, err := base64.RawURLEncoding.Strict().Decode(buffer[:], []byte(encoded))
	if err != nil || n == 0 || n != 16*widths[id.Type] {
		return ID{}, malformed(s)
	}
	parts := []*uuid.UUID{&id.Contract, &id.Of, &id.Part}
	if n == 16 {
		parts = parts[1:]
	}
	for i := range n / 16 {
		copy(parts[i][:], buffer[16*i:])
	}
	if id.String() != s { // base64 lets line ends through
		return ID{}, malformed(s)
	}
	return id, nil
}

func malformed(s string) error {
	return &credit.Error{Code: credit.CodeBadInput, Message: fmt.Sprintf("%+.60q is not a global id", s)}
}

// MarshalGQL writes the id.
func (id ID) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(id.String())) }

// UnmarshalGQL reads the id.
func (id *ID) UnmarshalGQL(v any) (err error) {
	s, ok := v.(string)
	if !ok {
		return malformed(fmt.Sprint(v))
	}
	*id, err = Parse(s)
	return err
}
