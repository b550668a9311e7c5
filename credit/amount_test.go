package credit_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"cistern/credit"
)

func TestParseAmount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]credit.Amount{
		"0":                     0,
		"-0":                    0,
		"0.000000":              0,
		"12.5":                  12_500_000,
		"-0.000001":             -1,
		"0.000001":              1,
		"00.1":                  100_000,
		"007":                   7 * credit.Credit,
		"9223372036854.775807":  credit.MaxAmount,
		"-9223372036854.775808": math.MinInt64,
	} {
		got, err := credit.ParseAmount(text)
		if err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %d, %v; want %d", text, int64(got), err, int64(want))
		}
	}
}

// hostileAmounts are refused as text, each with a word that the message must have.
var hostileAmounts = map[string]string{
	"":                       "not an amount",
	"-":                      "not an amount",
	"--1":                    "not an amount",
	"+1":                     "not an amount",
	" 1":                     "not an amount",
	"1 ":                     "not an amount",
	"1\n":                    "not an amount",
	"1\x00":                  "not an amount",
	".5":                     "not an amount",
	"5.":                     "not an amount",
	"-.5":                    "not an amount",
	".":                      "not an amount",
	"1.2.3":                  "not an amount",
	"1.-5":                   "not an amount",
	"1,5":                    "not an amount",
	"1_000":                  "not an amount",
	"1e3":                    "not an amount",
	"0x1":                    "not an amount",
	"1/2":                    "not an amount",
	"NaN":                    "not an amount",
	"Inf":                    "not an amount",
	"null":                   "not an amount",
	"\u0661\u0662":           "not an amount", // Arabic-Indic digits
	"\uff11\uff12":           "not an amount", // full-width digits
	"\u22125":                "not an amount", // minus sign of typesetters
	"\u202e12":               "not an amount", // right-to-left override
	"1\u200b":                "not an amount", // zero-width space
	"\xff1":                  "not an amount",
	"1.0000000":              "six decimal places",
	"0.0000001":              "six decimal places",
	"9223372036854.775808":   "too large",
	"-9223372036854.775809":  "too large",
	"9223372036855":          "too large",
	strings.Repeat("9", 1e5): "too large",
	strings.Repeat("x", 1e5): "not an amount",
}

func TestParseAmountRefusesHostileText(t *testing.T) {
	t.Parallel()
	for text, want := range hostileAmounts {
		amount, err := credit.ParseAmount(text)
		requireBadInput(t, err, want)
		if amount != 0 {
			t.Errorf("ParseAmount(%.40q) = %d beside its error", text, int64(amount))
		}
	}
}

// requireBadInput checks that a refusal may be shown: it has the code, says what is wrong, is short and plain ASCII.
func requireBadInput(t *testing.T, err error, want string) {
	t.Helper()
	var refusal *credit.Error
	if !errors.As(err, &refusal) || refusal.Code != credit.CodeBadInput {
		t.Fatalf("got error %v, want BAD_USER_INPUT about %q", err, want)
	}
	strange := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsPrint(r) }
	message := refusal.Message
	if !strings.Contains(message, want) || len(message) > 500 || strings.ContainsFunc(message, strange) {
		t.Errorf("message %q is not a short, plain sentence about %q", message, want)
	}
}

func TestAmountString(t *testing.T) {
	t.Parallel()
	for amount, want := range map[credit.Amount]string{
		0:                        "0",
		1:                        "0.000001",
		-1:                       "-0.000001",
		12_500_000:               "12.5",
		10 * credit.Credit:       "10",
		-credit.Credit:           "-1",
		credit.Credit + 10:       "1.00001",
		credit.MaxAmount:         "9223372036854.775807",
		math.MinInt64:            "-9223372036854.775808",
		100_000_000_000_000_000:  "100000000000",
		-100_000_000_000_000_001: "-100000000000.000001",
	} {
		if got := amount.String(); got != want {
			t.Errorf("Amount(%d).String() = %q, want %q", int64(amount), got, want)
		}
	}
}

func TestAmountUnmarshalGQL(t *testing.T) {
	t.Parallel()
	for _, in := range []any{"7", 7, int32(7), int64(7), json.Number("7"), "7.000000"} {
		var amount credit.Amount
		if err := amount.UnmarshalGQL(in); err != nil || amount != 7*credit.Credit {
			t.Errorf("UnmarshalGQL(%T %v) = %v, %v; want 7", in, in, amount, err)
		}
	}
	for _, refused := range []struct {
		in   any
		want string
	}{
		{12.5, "must be a string"},
		{7.0, "must be a string"},
		{math.NaN(), "must be a string"},
		{json.Number("12.5"), "must be a string"},
		{json.Number("1e3"), "must be a string"},
		{json.Number("1E3"), "must be a string"},
		{json.Number("9223372036855"), "too large"},
		{math.MaxInt64, "too large"},
		{int64(math.MinInt64), "too large"},
		{"1e3", "not an amount"},
		{nil, "decimal string"},
		{true, "decimal string"},
		{[]any{"1"}, "decimal string"},
		{map[string]any{"amount": strings.Repeat("1", 1e5)}, "decimal string"},
	} {
		var amount credit.Amount
		requireBadInput(t, amount.UnmarshalGQL(refused.in), refused.want)
	}
}

func TestAmountSurvivesItsEncodings(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := amounts().Draw(t, "amount")
		var fromText, fromGQL, fromJSON credit.Amount
		fromText, err := credit.ParseAmount(want.String())
		if err != nil || fromText != want {
			t.Fatalf("ParseAmount(%q) = %d, %v", want.String(), int64(fromText), err)
		}
		encoded, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(encoded, &fromJSON); err != nil || fromJSON != want {
			t.Fatalf("JSON %s = %d, %v", encoded, int64(fromJSON), err)
		}
		var graph strings.Builder
		want.MarshalGQL(&graph)
		if graph.String() != string(encoded) {
			t.Fatalf("GraphQL %s, JSON %s", graph.String(), encoded)
		}
		if err := fromGQL.UnmarshalGQL(want.String()); err != nil || fromGQL != want {
			t.Fatalf("UnmarshalGQL(%q) = %d, %v", want.String(), int64(fromGQL), err)
		}
	})
}

func TestAmountPlusIsExactOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := amounts().Draw(t, "a"), amounts().Draw(t, "b")
		exact := new(big.Int).Add(big.NewInt(int64(a)), big.NewInt(int64(b)))
		sum, err := a.Plus(b)
		if exact.IsInt64() {
			if err != nil || int64(sum) != exact.Int64() {
				t.Fatalf("%d + %d = %d, %v", int64(a), int64(b), int64(sum), err)
			}
		} else if !errors.Is(err, credit.ErrOverflow) {
			t.Fatalf("%d + %d = %d, %v; want ErrOverflow", int64(a), int64(b), int64(sum), err)
		}
	})
}

// amounts draws any amount, the extremes often.
func amounts() *rapid.Generator[credit.Amount] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64(), func(n int64) credit.Amount { return credit.Amount(n) }),
		rapid.SampledFrom([]credit.Amount{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, credit.Credit, credit.MaxAmount - 1, credit.MaxAmount}),
	)
}

var decimal = regexp.MustCompile(`\A-?[0-9]+(\.[0-9]{1,6})?\z`)

// FuzzParseAmount holds the parser against a regular expression and exact rational arithmetic.
func FuzzParseAmount(f *testing.F) {
	for text := range hostileAmounts {
		if len(text) < 100 {
			f.Add(text)
		}
	}
	for _, text := range []string{"0", "-0", "12.5", "00.100000", "9223372036854.775807", "-9223372036854.775808"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := credit.ParseAmount(text)
		if want, ok := exactMicros(text); !ok {
			if err == nil {
				t.Fatalf("ParseAmount(%q) = %d, want an error", text, int64(amount))
			}
			return
		} else if err != nil || int64(amount) != want {
			t.Fatalf("ParseAmount(%q) = %d, %v; want %d", text, int64(amount), err, want)
		}
		if again, err := credit.ParseAmount(amount.String()); err != nil || again != amount {
			t.Fatalf("%q reads as %v, which reads as %v, %v", text, amount, again, err)
		}
	})
}

func exactMicros(text string) (int64, bool) {
	if !decimal.MatchString(text) {
		return 0, false
	}
	exact, _ := new(big.Rat).SetString(text)
	micros := exact.Mul(exact, big.NewRat(int64(credit.Credit), 1)).Num()
	return micros.Int64(), micros.IsInt64()
}
