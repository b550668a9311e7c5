set local citus.multi_shard_modify_mode to 'sequential';

-- The price of the allowance, charged at every reset, in minor units of the contract's currency.
alter table contracts add column currency text not null default 'USD';

alter table contracts add constraint contracts_currency_ck check (currency ~ '^[A-Z]{3}$');

alter table contracts add column allowance_minor bigint not null default 0;

alter table contracts add column pending_allowance_minor bigint not null default 0;

alter table contracts add constraint contracts_allowance_minor_ck check (allowance_minor >= 0 and pending_allowance_minor >= 0);

-- A purchase of an allowance: what it was before, and its price from the next service date on.
alter table purchases add column allowance_before bigint;

alter table purchases add column recurring_minor bigint;

alter table purchases add constraint purchases_allowance_ck
  check ((kind = 'ALLOWANCE') = (allowance_before is not null) and (kind = 'ALLOWANCE') = (recurring_minor is not null));

create index purchases_newest on purchases (contract_id, created_at, id);

alter table grants add column idempotency_key text;

alter table grants add constraint grants_key_uq unique (contract_id, idempotency_key);

-- What somebody outside has to charge or to pay back. Append-only but for who has taken note of it.
create table billing_events (
  contract_id uuid not null,
  id uuid not null,
  kind text not null,
  period_id uuid not null,
  purchase_id uuid,
  credits bigint not null,
  amount_minor bigint not null,
  currency text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  constraint billing_events_pk primary key (contract_id, id),
  constraint billing_events_period_fk foreign key (contract_id, period_id) references billing_periods (contract_id, id),
  constraint billing_events_purchase_fk foreign key (contract_id, purchase_id) references purchases (contract_id, id),
  constraint billing_events_purchase_uq unique (contract_id, purchase_id, kind),
  constraint billing_events_kind_ck check (kind in ('PURCHASE', 'ALLOWANCE', 'REFUND')),
  constraint billing_events_of_ck check ((kind = 'ALLOWANCE') = (purchase_id is null)),
  constraint billing_events_amount_ck check (amount_minor > 0),
  constraint billing_events_known_ck check ((acknowledged_at is null) = (acknowledged_by is null))
);

select app_place('billing_events', 'tenant');

create unique index billing_events_allowance_uq on billing_events (contract_id, period_id) where kind = 'ALLOWANCE';

revoke update, delete on billing_events from cistern_app;

grant update (acknowledged_at, acknowledged_by) on billing_events to cistern_app;

-- The price list is the operator's: US$10 per 1,000 credits to begin with.
alter table prices add constraint prices_credits_uq unique (currency, credits);

revoke insert, update, delete on prices from cistern_app;

insert into prices (id, credits, amount_minor, currency) values
  ('usd-500', 500000000, 500, 'USD'),
  ('usd-1000', 1000000000, 1000, 'USD'),
  ('usd-2500', 2500000000, 2500, 'USD'),
  ('usd-5000', 5000000000, 5000, 'USD'),
  ('usd-10000', 10000000000, 10000, 'USD');
