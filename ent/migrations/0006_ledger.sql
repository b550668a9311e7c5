set local citus.multi_shard_modify_mode to 'sequential';

create table prices (
  id text not null,
  credits bigint not null,
  amount_minor bigint not null,
  currency text not null,
  constraint prices_pk primary key (id),
  constraint prices_positive_ck check (credits > 0 and amount_minor >= 0),
  constraint prices_currency_ck check (currency ~ '^[A-Z]{3}$')
);

select app_place('prices', 'reference');

create table purchases (
  contract_id uuid not null,
  id uuid not null,
  workspace_id uuid,
  kind text not null,
  status text not null,
  price_id text not null,
  credits bigint not null,
  amount_minor bigint not null,
  currency text not null,
  provider text not null,
  provider_ref text,
  idempotency_key text not null,
  ordered_by uuid not null,
  failure text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint purchases_pk primary key (contract_id, id),
  constraint purchases_key_uq unique (contract_id, idempotency_key),
  constraint purchases_provider_uq unique (contract_id, provider, provider_ref),
  constraint purchases_workspace_fk foreign key (contract_id, workspace_id) references workspaces (contract_id, id),
  constraint purchases_kind_ck check (kind in ('ALLOWANCE', 'TOP_UP')),
  constraint purchases_status_ck check (status in ('PENDING', 'PAID', 'GRANTED', 'FAILED', 'CANCELED', 'REFUNDED')),
  constraint purchases_amounts_ck check (credits > 0 and amount_minor >= 0)
);

select app_place('purchases', 'tenant');

create table grants (
  contract_id uuid not null,
  id uuid not null,
  kind text not null,
  amount bigint not null,
  remaining bigint not null,
  priority smallint not null,
  effective_at timestamptz not null,
  expires_at timestamptz,
  purchase_id uuid,
  granted_by uuid,
  note text not null default '',
  created_at timestamptz not null,
  constraint grants_pk primary key (contract_id, id),
  constraint grants_contract_fk foreign key (contract_id) references contracts (id),
  constraint grants_purchase_fk foreign key (contract_id, purchase_id) references purchases (contract_id, id),
  constraint grants_purchase_uq unique (contract_id, purchase_id),
  constraint grants_kind_ck check (kind in ('MONTHLY', 'TOP_UP', 'ANNUAL', 'TRIAL', 'PROMO', 'ADJUSTMENT')),
  constraint grants_amounts_ck check (amount > 0 and remaining between 0 and amount),
  constraint grants_span_ck check (expires_at > effective_at)
);

select app_place('grants', 'tenant');

-- Append-only: the role of the program may insert and read, nothing else.
create table ledger_entries (
  contract_id uuid not null,
  id uuid not null,
  kind text not null,
  amount bigint not null,
  period_id uuid not null,
  grant_id uuid,
  at timestamptz not null,
  note text not null default '',
  created_at timestamptz not null,
  constraint ledger_entries_pk primary key (contract_id, id),
  constraint ledger_entries_period_fk foreign key (contract_id, period_id) references billing_periods (contract_id, id),
  constraint ledger_entries_grant_fk foreign key (contract_id, grant_id) references grants (contract_id, id),
  constraint ledger_entries_kind_ck check (kind in ('GRANT', 'USAGE', 'EXPIRE', 'REVERSE', 'ADJUST')),
  constraint ledger_entries_amount_ck check (amount <> 0)
);

select app_place('ledger_entries', 'tenant');

create index ledger_entries_period on ledger_entries (contract_id, period_id);
