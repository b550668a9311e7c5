package credit

// StartsShort reports whether a billed period starts with too few credits (D3): with less than was used in the period before, or, where
// that one was free and agents may have been made that never ran, with none.
func StartsShort(granted, usedBefore Amount, before PeriodKind) bool {
	return granted < usedBefore || granted == 0 && before == PeriodFree
}
