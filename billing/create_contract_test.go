package billing_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/contractrole"
	"cistern/ent/membership"
	"cistern/ent/user"
	"cistern/internal/dbtest"
)

func newContract(by *ent.User) billing.NewContract {
	return billing.NewContract{
		ID: uuid.Must(uuid.NewV7()),
		Terms: billing.Terms{
			Name: "Acme", Plan: credit.PlanBusiness, Channel: credit.ChannelSelfServe, ServiceDay: 15, TimeZone: "Europe/Berlin",
			BillingStartsOn: day(december),
		},
		Currency: "USD", WorkspaceName: "Kitchen", OwnerName: "Ada", OwnerEmail: " ada@acme.example ",
		Cause: audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: by.ID}},
	}
}

func TestCreateContract_D17(t *testing.T) {
	t.Parallel()
	client := dbtest.New(t).Client()
	staff := dbtest.User(t, client)
	create := func(n billing.NewContract) (c *ent.Contract, err error) {
		err = ent.InTx(t.Context(), client, func(tx *ent.Tx) (err error) {
			c, err = billing.CreateContract(t.Context(), tx, n, noon)
			return err
		})
		return c, err
	}
	t.Run("WithWorkspaceOwnerAndTeam", func(t *testing.T) {
		n := newContract(staff)
		for range 2 { // the second is another contract of the same person
			n.ID = uuid.Must(uuid.NewV7())
			c, err := create(n)
			must(t, err)
			owner, err := client.User.Query().Where(user.Email("ada@acme.example")).Only(t.Context())
			must(t, err)
			m, err := client.Membership.Query().Where(membership.ContractID(c.ID)).Only(t.Context())
			must(t, err)
			roles, err := client.ContractRole.Query().Where(contractrole.ContractID(c.ID)).Order(contractrole.ByRole()).All(t.Context())
			must(t, err)
			if m.UserID != owner.ID || m.Role != credit.RoleOwner || owner.Name != "Ada" || owner.PasswordHash != nil ||
				len(roles) != 2 || roles[0].UserID != staff.ID || roles[1].UserID != owner.ID || roles[1].Role != credit.RoleOrgOwner {
				t.Errorf("%v is owned by %v with %v", m, owner, roles)
			}
			n.OwnerName, n.OwnerEmail = "Somebody", "ADA@acme.example"
			(&shop{client: client, contract: c}).requireLogged(t, "contract.create")
		}
	})
	t.Run("Refuses", func(t *testing.T) {
		for field, change := range map[string]func(*billing.NewContract){
			"name":          func(n *billing.NewContract) { n.Name = strings.Repeat("a", 201) },
			"workspaceName": func(n *billing.NewContract) { n.WorkspaceName = "" },
			"ownerName":     func(n *billing.NewContract) { n.OwnerName = "a\nb" },
			"ownerEmail":    func(n *billing.NewContract) { n.OwnerEmail = "Ada <ada@acme.example>" },
			"currency":      func(n *billing.NewContract) { n.Currency = "usd" },
			"serviceDay":    func(n *billing.NewContract) { n.ServiceDay = 0 },
			"reason":        func(n *billing.NewContract) { n.Reason = "\x00" },
		} {
			n := newContract(staff)
			change(&n)
			_, err := create(n)
			requireCode(t, err, credit.CodeBadInput, field)
		}
	})
}
