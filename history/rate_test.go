package history

import (
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestParseRate(t *testing.T) {
	for text, want := range map[string]Rate{
		"Tokens=0.25/1000": {"Tokens", 250_000, 1000},
		"Tokens=2":         {"Tokens", 2_000_000, 1},
		"a=b=0/3":          {"a=b", 0, 3},
	} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "Tokens", "=1", "Tokens=", "Tokens=1/0", "Tokens=1/-1", "Tokens=-1", "Tokens=1e3", "Tokens=1/2.5", "Tokens=0.0000001"} {
		if got, err := ParseRate(text); err == nil {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestCost(t *testing.T) {
	counts := func(values ...string) *record {
		return &record{columns: map[string]int{"in": 0, "out": 1}, values: values}
	}

	t.Run("RoundsTheSumHalfUp", func(t *testing.T) {
		thirds := []Rate{{"in", 1, 6}, {"out", 1, 3}} // micro-credits
		for _, test := range []struct {
			in, out string
			want    credit.Amount
		}{
			{"0", "0", 0}, {"2", "0", 0}, {"3", "0", 1}, {"1", "1", 1}, {"0", "1", 0}, {"3", "3", 2}, {"2", "3", 1},
		} {
			if got, problem := cost(thirds, counts(test.in, test.out)); problem != nil || got != test.want {
				t.Errorf("%s/6 + %s/3: got %d, %v", test.in, test.out, got, problem)
			}
		}
	})

	t.Run("IsExact", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			count, price, units := rapid.Int64Range(0, 1<<40).Draw(t, "count"), rapid.Int64Range(0, 1<<22).Draw(t, "price"), rapid.Int64Range(1, 1<<30).Draw(t, "units")
			got, problem := cost([]Rate{{"in", credit.Amount(price), units}}, counts(strconv.FormatInt(count, 10)))
			if problem != nil {
				t.Fatal(problem)
			}
			// Off by half at the most: -units <= 2 (count * price - got * units) < units.
			off := new(big.Int).Mul(big.NewInt(count), big.NewInt(price))
			off.Sub(off, new(big.Int).Mul(big.NewInt(int64(got)), big.NewInt(units))).Lsh(off, 1)
			if off.Cmp(big.NewInt(-units)) < 0 || off.Cmp(big.NewInt(units)) >= 0 {
				t.Fatalf("%d at %d/%d cost %d", count, price, units, got)
			}
		})
	})

	t.Run("RefusesWhatIsNoCount", func(t *testing.T) {
		for _, value := range []string{"", "-1", "1.5", "1e3", "+1", " 1", "many"} {
			if got, problem := cost([]Rate{{"in", 1, 1}}, counts(value)); problem == nil || problem.Column != "in" || problem.Value != value {
				t.Errorf("%q: got %d, %v", value, got, problem)
			}
		}
		if got, problem := cost([]Rate{{"in", credit.Credit, 1}}, counts("9223372036854775807")); problem == nil {
			t.Errorf("got %d", got)
		}
	})
}
