package credit_test

import (
	"testing"

	"cistern/credit"
)

func TestStartsShort_D3(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		granted, before credit.Amount
		kind            credit.PeriodKind
		want            bool
	}{
		"less than was used":               {999, 1000, credit.PeriodBilled, true},
		"as much":                          {1000, 1000, credit.PeriodBilled, false},
		"nothing, and nothing was used":    {0, 0, credit.PeriodBilled, false},
		"nothing at the cut-over":          {0, 0, credit.PeriodFree, true},
		"less than in the free time":       {5, 6, credit.PeriodFree, true},
		"bought enough in the free time":   {7, 6, credit.PeriodFree, false},
		"nothing, and something was used ": {0, 1, credit.PeriodBilled, true},
	} {
		if got := credit.StartsShort(c.granted, c.before, c.kind); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
