package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/google/uuid"

	"cistern/ent"
)

const hashSize = sha256.Size

// sealed is the row as it is hashed: JSON with the fields in this order, for good. A change of it breaks every chain.
type sealed struct {
	PreviousHash []byte     `json:"previousHash"`
	ContractID   uuid.UUID  `json:"contractId"`
	ID           uuid.UUID  `json:"id"`
	Seq          int64      `json:"seq"`
	At           int64      `json:"at"` // microseconds since 1970
	ActorKind    string     `json:"actorKind"`
	ActorID      *uuid.UUID `json:"actorId"`
	Action       string     `json:"action"`
	SubjectType  string     `json:"subjectType"`
	SubjectID    uuid.UUID  `json:"subjectId"`
	Before       any        `json:"before"`
	After        any        `json:"after"`
	Reason       string     `json:"reason"`
	RequestID    string     `json:"requestId"`
	WorkspaceID  *uuid.UUID `json:"workspaceId,omitempty"` // as before there were any, where there is none
}

func hashOf(row *ent.AuditEntry) ([]byte, error) {
	before, err := canonical(row.Before)
	if err != nil {
		return nil, fmt.Errorf("read the state before: %w", err)
	}
	after, err := canonical(row.After)
	if err != nil {
		return nil, fmt.Errorf("read the state after: %w", err)
	}
	text, err := json.Marshal(sealed{
		PreviousHash: row.PreviousHash, ContractID: row.ContractID, ID: row.ID, Seq: row.Seq, At: row.At.UnixMicro(),
		ActorKind: row.ActorKind, ActorID: row.ActorID,
		Action: row.Action, SubjectType: row.SubjectType, SubjectID: row.SubjectID,
		Before: before, After: after, Reason: row.Reason, RequestID: row.RequestID, WorkspaceID: row.WorkspaceID,
	})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}

// canonical reads JSON so that it is written alike however PostgreSQL has put it: jsonb orders keys in its own way and writes
// numbers out.
func canonical(text json.RawMessage) (any, error) {
	if text == nil {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, err
	}
	return plainNumbers(v)
}

func plainNumbers(v any) (_ any, err error) {
	switch v := v.(type) {
	case json.Number:
		number, ok := new(big.Rat).SetString(v.String())
		if !ok {
			return nil, fmt.Errorf("%s is not a number", v)
		}
		places, _ := number.FloatPrec()
		return json.Number(number.FloatString(places)), nil
	case []any:
		for i := range v {
			if v[i], err = plainNumbers(v[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range v {
			if v[key], err = plainNumbers(v[key]); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}
