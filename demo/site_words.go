package demo

import (
	"maps"
	"net/url"
)

// siteWords are the texts of Site in a language.
type siteWords struct {
	Title, About, Usage, Runway, Look string
	options                           []siteOption
}

// siteOption is a parameter of the page's URL; the first of its values is what is there without it.
type siteOption struct {
	name, label string
	values      [][2]string // value and label
}

var siteEnglish = siteWords{
	Title:  "Kitchen notice board",
	About:  "A page of another site. The two boxes come from Cistern, live, and take their colours from here.",
	Usage:  "Credits of our agents",
	Runway: "How long they last",
	Look:   "Look at it",
	options: []siteOption{
		{"lang", "Language", [][2]string{{"en", "English"}, {"vi", "Tiếng Việt"}}},
		{"theme", "Theme", [][2]string{{"", "of the system"}, {"light", "light"}, {"dark", "dark"}}},
		{"token", "Token", [][2]string{{"", "good for five minutes"}, {"short", "good for three seconds, and then another"}, {"none", "none: you may not see it"}}},
	},
}

var siteVietnamese = siteWords{
	Title:  "Bảng tin nhà bếp",
	About:  "Một trang của website khác. Hai ô dưới đây đến trực tiếp từ Cistern và lấy màu theo trang này.",
	Usage:  "Tín dụng của các tác nhân",
	Runway: "Còn dùng được bao lâu",
	Look:   "Cách xem",
	options: []siteOption{
		{"lang", "Ngôn ngữ", [][2]string{{"en", "English"}, {"vi", "Tiếng Việt"}}},
		{"theme", "Giao diện", [][2]string{{"", "theo hệ thống"}, {"light", "sáng"}, {"dark", "tối"}}},
		{"token", "Token", [][2]string{{"", "dùng được năm phút"}, {"short", "dùng được ba giây, rồi lấy token mới"}, {"none", "không có: bạn không được xem"}}},
	},
}

// siteChoice is an option with a link for each value.
type siteChoice struct {
	Label string
	Links []siteLink
}

type siteLink struct {
	Label, Href string
	Current     bool
}

// choices link to the page as it was asked for, but for one option.
func (w siteWords) choices(asked url.Values) []siteChoice {
	choices := make([]siteChoice, len(w.options))
	for i, option := range w.options {
		choices[i].Label = option.label
		for j, value := range option.values {
			to := maps.Clone(asked)
			to.Set(option.name, value[0])
			current := asked.Get(option.name) == value[0] || j == 0 && !asked.Has(option.name)
			choices[i].Links = append(choices[i].Links, siteLink{value[1], "/?" + to.Encode(), current})
		}
	}
	return choices
}
