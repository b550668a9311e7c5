package credit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Amount is a quantity of credits, counted in micro-credits (D1). It may be negative: a ledger entry that takes, a headroom that is overdrawn.
type Amount int64

const (
	// Credit is one credit.
	Credit Amount = 1_000_000
	// MaxAmount is the largest amount, a little over nine trillion credits.
	MaxAmount Amount = math.MaxInt64
)

// places is how many decimal places of a credit an Amount holds, as the zeros that a shorter fraction lacks.
const places = "000000"

// ErrOverflow is returned for a sum beyond MaxAmount.
var ErrOverflow = errors.New("sum of credits is too large")

// ParseAmount reads credits written as a decimal with at most six places, such as "12.5" or "-0.000001".
// Leading zeros are accepted. Spaces, '+', an exponent, digits other than 0-9, a missing digit on either side
// of the point, a seventh place (even a zero) and anything beyond MaxAmount are an *Error with CodeBadInput.
func ParseAmount(s string) (Amount, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	if !isDigits(whole) || pointed && !isDigits(fraction) {
		return 0, badInput("%+.40q is not an amount of credits: write a decimal such as 12.5", s)
	}
	if len(fraction) > len(places) {
		return 0, badInput("%+.40q has more than six decimal places: round it to millionths of a credit", s)
	}
	micros := whole + fraction + places[len(fraction):]
	if negative {
		micros = "-" + micros
	}
	n, err := strconv.ParseInt(micros, 10, 64)
	if err != nil {
		return 0, badInput("%+.40q is too large: the largest amount is %s credits", s, MaxAmount)
	}
	return Amount(n), nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// String is the shortest decimal that ParseAmount reads back: "12.5", "0", "-0.000001".
func (a Amount) String() string {
	sign, micros := "", uint64(a)
	if a < 0 {
		sign, micros = "-", -micros
	}
	const credit = uint64(Credit)
	text := fmt.Sprintf("%s%d.%06d", sign, micros/credit, micros%credit)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Plus is a + b, or ErrOverflow where that does not fit; int64 would wrap and turn a debt into a fortune.
// It is not named Add, which ent would call without a look at the error.
func (a Amount) Plus(b Amount) (Amount, error) {
	sum := a + b
	if (sum > a) != (b > 0) {
		return 0, ErrOverflow
	}
	return sum, nil
}

// MarshalText writes String, so that JSON has a string and no reader makes a float of it.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what ParseAmount accepts.
func (a *Amount) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAmount(string(text))
	return err
}

// MarshalGQL writes the decimal as a string.
func (a Amount) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(a.String()))
}

// UnmarshalGQL reads a decimal string, or an integer as whole credits. A number with a fraction or an exponent is
// refused: it has passed, or will pass, through a float that cannot hold every micro-credit.
func (a *Amount) UnmarshalGQL(in any) (err error) {
	switch v := in.(type) {
	case string:
		*a, err = ParseAmount(v)
	case int, int32, int64:
		*a, err = ParseAmount(fmt.Sprint(v))
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return badInput(`credits with a fraction must be a string, such as "12.5", not the number %.40s`, v)
		}
		*a, err = ParseAmount(v.String())
	case float64:
		return badInput(`credits with a fraction must be a string, such as "12.5", not the number %v`, v)
	default:
		return badInput(`credits must be a decimal string, such as "12.5", or an integer`)
	}
	return err
}
