package credit

import "math/big"

// Money is an amount in minor units, such as cents, of a currency by its ISO 4217 code (D1).
type Money struct {
	AmountMinor int64
	Currency    string
}

// Share is the part of the price of whole credits that some of them cost, rounded half up to a minor unit. Whole is above zero,
// and part is between zero and whole.
func (m Money) Share(part, whole Amount) Money {
	product := new(big.Int).Mul(big.NewInt(m.AmountMinor), big.NewInt(2*int64(part)))
	product.Add(product, big.NewInt(int64(whole)))
	return Money{product.Div(product, big.NewInt(2*int64(whole))).Int64(), m.Currency}
}
