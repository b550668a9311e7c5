package credit_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"cistern/credit"
)

func TestExplain_D9(t *testing.T) {
	t.Parallel()
	deleted, disabled, held := time.Unix(1, 0), time.Unix(2, 0), time.Unix(3, 0)
	reset := time.Unix(9, 0)
	why := credit.Circumstances{
		DeletedAt: &deleted, DisabledAt: &disabled, SafetyHoldAt: &held, Reset: reset, NextAllowance: credit.Credit,
	}
	want := []credit.Blocker{
		{Code: credit.BlockerPlanNotEligible},
		{Code: credit.BlockerAgentDeleted, Since: &deleted},
		{Code: credit.BlockerDisabledByAdmin, Since: &disabled},
		{Code: credit.BlockerSafetyHold, Since: &held},
		{Code: credit.BlockerPoolExhausted, ClearsAt: &reset},
		{Code: credit.BlockerAllocationReached, ClearsAt: &reset},
		{Code: credit.BlockerAgentLimitReached, ClearsAt: &reset},
	}
	codes := make([]credit.BlockerCode, len(want))
	for i, b := range want {
		codes[i] = b.Code
	}
	if got := credit.Explain(codes, why); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	begins := time.Unix(8, 0)
	why.Refill = &begins
	if b := credit.Explain(codes[4:5], why)[0]; *b.ClearsAt != begins {
		t.Errorf("%s clears at %v, want when the grant begins", b.Code, b.ClearsAt)
	}
	nothing := credit.Amount(0)
	why.NextAllowance, why.Refill, why.Allocation, why.AgentLimit = 0, nil, &nothing, &nothing
	for _, b := range credit.Explain(codes[4:], why) {
		if b.ClearsAt != nil {
			t.Errorf("%s, where the next period leaves nothing to spend, is said to clear at %v", b.Code, b.ClearsAt)
		}
	}
}

// Who can clear a blocker is who may do what ends it (D17).
func TestClearedBy_D9(t *testing.T) {
	t.Parallel()
	const (
		admin   = credit.ClearerWorkspaceAdmin
		org     = credit.ClearerOrgAdmin
		owner   = credit.ClearerOrgOwner
		account = credit.ClearerAccountTeam
	)
	for code, want := range map[credit.BlockerCode][]credit.Clearer{
		credit.BlockerPlanNotEligible:   {account},
		credit.BlockerAgentDeleted:      nil,
		credit.BlockerDisabledByAdmin:   {admin, org, owner, account},
		credit.BlockerSafetyHold:        {admin, org, owner, account},
		credit.BlockerPoolExhausted:     {admin, owner, account},
		credit.BlockerAllocationReached: {org, owner, account},
		credit.BlockerAgentLimitReached: {admin, org, owner, account},
	} {
		if got := (credit.Blocker{Code: code}).ClearedBy(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}
