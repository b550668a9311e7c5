package email

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"net/mail"
	"net/url"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode"

	"cistern/credit"
	"cistern/graph/globalid"
	"cistern/notify"
)

//go:embed templates
var templateFiles embed.FS

// Writer writes e-mails.
type Writer struct {
	PublicURL string // where people reach this installation, without a slash at its end
	Key       []byte // that links to unsubscribe are signed with
}

// wording is what a language's templates are told.
type wording struct {
	Agent, Workspace, Contract string
	Figures                    any
}

// page is what the layouts are told, all of it text in the person's language.
type page struct {
	Language, Subject, Name  string
	Paragraphs               []string
	Link, Unsubscribe        string
	LinkText, Reason, Choice string
}

var (
	htmlLayout = htmltemplate.Must(htmltemplate.ParseFS(templateFiles, "templates/layout.html"))
	textLayout = texttemplate.Must(texttemplate.ParseFS(templateFiles, "templates/layout.txt"))
)

// Write makes the e-mail of a letter. Names in it are cut to one short line of what can be seen.
func (w Writer) Write(l *notify.Letter) (Message, error) {
	zone, err := time.LoadLocation(l.TimeZone)
	if err != nil {
		return Message{}, fmt.Errorf("write e-mail: %w", err)
	}
	words, err := phrases(l.Locale, zone)
	if err != nil {
		return Message{}, fmt.Errorf("write e-mail: %w", err)
	}
	told := wording{Agent: oneLine(l.AgentName), Workspace: oneLine(l.WorkspaceName), Contract: oneLine(l.ContractName), Figures: l.Figures}
	p := page{
		Language: l.Locale, Name: oneLine(l.Name),
		Link: w.link(l), Unsubscribe: w.PublicURL + "/unsubscribe?" + url.Values{"token": {Sign(w.Key, l.Person, l.Kind)}}.Encode(),
	}
	for _, part := range []struct {
		name string
		to   *string
	}{
		{string(l.Kind) + ".subject", &p.Subject}, {"link", &p.LinkText}, {"reason", &p.Reason}, {"unsubscribe", &p.Choice},
	} {
		if *part.to, err = render(words, part.name, told); err != nil {
			return Message{}, err
		}
	}
	body, err := render(words, string(l.Kind)+".body", told)
	if err != nil {
		return Message{}, err
	}
	p.Paragraphs = strings.Split(body, "\n")
	m, err := message(p, mail.Address{Name: p.Name, Address: l.Address})
	m.ID, m.Date = l.ID.String()+"@"+hostOf(w.PublicURL), l.CreatedAt
	return m, err
}

// message lays out a page as an e-mail that has no id and date yet.
func message(p page, to mail.Address) (Message, error) {
	text, err := render(textLayout, "layout.txt", p)
	if err != nil {
		return Message{}, err
	}
	var html strings.Builder
	if err := htmlLayout.Execute(&html, p); err != nil {
		return Message{}, fmt.Errorf("write e-mail: %w", err)
	}
	return Message{To: to, Subject: p.Subject, Text: text + "\n", HTML: html.String(), Language: p.Language, Unsubscribe: p.Unsubscribe}, nil
}

// phrases are the templates of a language, which write figures as it does.
func phrases(language string, zone *time.Location) (*texttemplate.Template, error) {
	l := locales[language]
	return texttemplate.New(language).Funcs(texttemplate.FuncMap{
		"credits": l.credits,
		"money":   l.money,
		"day":     func(t time.Time) string { return l.day(t.In(zone)) },
		"minute":  func(t time.Time) string { return l.minute(t.In(zone)) },
		"topUp":   func(k credit.PurchaseKind) bool { return k == credit.PurchaseTopUp },
		"all":     func(threshold int) bool { return threshold == int(credit.ThresholdReached) },
	}).ParseFS(templateFiles, "templates/"+language+".tmpl")
}

func render(t *texttemplate.Template, name string, data any) (string, error) {
	var out strings.Builder
	if err := t.ExecuteTemplate(&out, name, data); err != nil {
		return "", fmt.Errorf("write e-mail: %w", err)
	}
	return strings.TrimSpace(out.String()), nil
}

// link is the dashboard of the workspace that the letter leads to, or the overview of its contract.
func (w Writer) link(l *notify.Letter) string {
	if !l.Workspace.Valid {
		return w.PublicURL + "/contracts/" + globalid.ID{Type: globalid.Contract, Of: l.Contract}.String()
	}
	id := globalid.ID{Type: globalid.Workspace, Contract: l.Contract, Of: l.Workspace.UUID}
	return w.PublicURL + "/workspaces/" + id.String() + "/credits"
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "cistern"
	}
	return u.Hostname()
}

// oneLine is a name as a mail shows it: at most 80 characters of what can be seen, without a line's end, a control character or one
// that turns the direction of what follows.
func oneLine(name string) string {
	const longest = 80
	visible := strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	runes := []rune(strings.Join(strings.Fields(visible), " "))
	if len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return string(runes)
}
