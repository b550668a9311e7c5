package globalid_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/graph/globalid"
)

var (
	contract = uuid.MustParse("019a3c5e-7b1a-7c3e-9d2f-0a1b2c3d4e5f")
	of       = uuid.MustParse("019a3c5e-7b1a-7c3e-9d2f-000000000001")
	part     = uuid.MustParse("019a3c5e-7b1a-7c3e-9d2f-000000000002")
)

func TestIDsReadBack(t *testing.T) {
	t.Parallel()
	for _, id := range []globalid.ID{
		{Type: globalid.User, Of: of},
		{Type: globalid.Contract, Of: of},
		{Type: globalid.Billing, Of: of},
		{Type: globalid.Purchase, Contract: contract, Of: of},
		{Type: globalid.BillingEvent, Contract: contract, Of: of},
		{Type: globalid.Grant, Contract: contract, Of: of},
		{Type: globalid.Workspace, Contract: contract, Of: of},
		{Type: globalid.Agent, Contract: contract, Of: of},
		{Type: globalid.BillingPeriod, Contract: contract, Of: of},
		{Type: globalid.Run, Contract: contract, Of: of},
		{Type: globalid.AgentUsage, Contract: contract, Of: of, Part: part},
	} {
		if read, err := globalid.Parse(id.String()); err != nil || read != id {
			t.Errorf("%s is read as %+v, %v", id, read, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	whole := globalid.ID{Type: globalid.Agent, Contract: contract, Of: of}.String()
	for name, text := range map[string]string{
		"Empty":         "",
		"UUID":          of.String(),
		"NoPrefix":      strings.TrimPrefix(whole, "agt"),
		"UnknownPrefix": "x" + whole,
		"OtherWidth":    strings.Replace(whole, "agt", "usr", 1),
		"Cut":           whole[:len(whole)-1],
		"Padded":        whole + "==",
		"Longer":        whole + strings.Repeat("A", 10_000),
		"Spaces":        " " + whole,
		"LineEnd":       whole[:10] + "\n" + whole[10:],
		"LooseBits":     whole[:len(whole)-1] + "9",
	} {
		var refusal *credit.Error
		if id, err := globalid.Parse(text); !errors.As(err, &refusal) || refusal.Code != credit.CodeBadInput || len(refusal.Message) > 200 {
			t.Errorf("%s: read as %+v, %v", name, id, err)
		}
	}
}

// One object has one id: what can be read is what is written.
func FuzzParse(f *testing.F) {
	f.Add(globalid.ID{Type: globalid.AgentUsage, Contract: contract, Of: of, Part: part}.String())
	f.Add(globalid.ID{Type: globalid.User, Of: of}.String())
	f.Add("agt_")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := globalid.Parse(text)
		if err == nil && id.String() != text {
			t.Errorf("%q is read as %s", text, id)
		}
	})
}
