package forecast

import "time"

// RunsOutAt is when what is granted will be used up, if the days ahead go as they are forecast: Now if it is already, nil if it lasts or
// nothing is enforced. It takes the use of a day to be even.
func RunsOutAt(in Input, days []Day) *time.Time {
	if in.Granted == nil {
		return nil
	}
	granted, from, used := *in.Granted, in.Now, in.Used
	if used >= granted {
		return &from
	}
	for i, day := range days {
		end := in.Ahead[i].End
		if day.Expected >= granted {
			part := float64(granted-used) / float64(day.Expected-used)
			at := from.Add(time.Duration(part * float64(end.Sub(from))))
			return &at
		}
		from, used = end, day.Expected
	}
	return nil
}
