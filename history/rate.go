package history

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"cistern/credit"
)

// Rate is what the units in a column cost.
type Rate struct {
	Column  string
	Credits credit.Amount // for so many
	Units   int64         // at least 1
}

// ParseRate reads COLUMN=CREDITS/UNITS, such as GeneratedTokens=0.25/1000; /UNITS may be left out for one unit.
func ParseRate(s string) (Rate, error) {
	at := strings.LastIndexByte(s, '=')
	if at <= 0 {
		return Rate{}, fmt.Errorf("%.40q is not a rate: write COLUMN=CREDITS/UNITS, such as Tokens=0.25/1000", s)
	}
	credits, units, several := strings.Cut(s[at+1:], "/")
	rate := Rate{Column: s[:at], Units: 1}
	var err error
	if rate.Credits, err = credit.ParseAmount(credits); err != nil || rate.Credits < 0 {
		return Rate{}, fmt.Errorf("rate %.40q: the credits must be a decimal such as 0.25, not negative and with at most six places", s)
	}
	if several {
		if rate.Units, err = strconv.ParseInt(units, 10, 64); err != nil || rate.Units < 1 {
			return Rate{}, fmt.Errorf("rate %.40q: the units must be a whole number such as 1000", s)
		}
	}
	return rate, nil
}

// cost is what one run costs: the exact sum over the rates, rounded once, half a micro-credit up.
func cost(rates []Rate, r *record) (credit.Amount, *RowError) {
	sum := new(big.Rat)
	for _, rate := range rates {
		value := r.value(rate.Column)
		count, err := strconv.ParseUint(value, 10, 63)
		if err != nil {
			return 0, &RowError{Line: r.line, Column: rate.Column, Value: value, Message: "is not a whole number of units, 0 or more"}
		}
		price := big.NewRat(int64(rate.Credits), rate.Units)
		sum.Add(sum, price.Mul(price, new(big.Rat).SetInt(new(big.Int).SetUint64(count))))
	}
	sum.Add(sum, big.NewRat(1, 2))
	micros := new(big.Int).Quo(sum.Num(), sum.Denom())
	if !micros.IsInt64() {
		return 0, &RowError{Line: r.line, Message: "costs more credits than can be counted: check the rates"}
	}
	return credit.Amount(micros.Int64()), nil
}
