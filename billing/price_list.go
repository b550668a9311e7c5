package billing

import (
	"context"
	"fmt"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/price"
)

// PriceList is what can be bought in a currency, the least first.
func PriceList(ctx context.Context, tx *ent.Tx, currency string) ([]credit.Offer, error) {
	list, err := tx.Price.Query().Where(price.Currency(currency)).Order(price.ByCredits()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the price list: %w", err)
	}
	offers := make([]credit.Offer, len(list))
	for i, line := range list {
		offers[i] = offerOf(line)
	}
	return offers, nil
}

// priceOf is the line of the price list for an amount; an amount that has none is a credit.Error of BAD_USER_INPUT.
func priceOf(ctx context.Context, tx *ent.Tx, credits credit.Amount, currency string) (*ent.Price, error) {
	line, err := tx.Price.Query().Where(price.Currency(currency), price.Credits(credits)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, badInput("credits", "%s credits are not in the price list: choose one of its amounts", credits)
	}
	if err != nil {
		return nil, fmt.Errorf("find a price: %w", err)
	}
	return line, nil
}

func offerOf(p *ent.Price) credit.Offer {
	return credit.Offer{Credits: p.Credits, Price: credit.Money{AmountMinor: p.AmountMinor, Currency: p.Currency}}
}
