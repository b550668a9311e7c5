/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment CommandPalette on Viewer {\n    allows\n    ...FirstPlaces\n  }\n": typeof types.CommandPaletteFragmentDoc,
    "\n  fragment HeaderTools on Viewer {\n    ...CommandPalette\n    ...UserMenu\n  }\n": typeof types.HeaderToolsFragmentDoc,
    "\n  query Viewer($open: ID!, $anyOpen: Boolean!) {\n    viewer {\n      ...WorkspaceSwitcher\n      ...HeaderTools\n    }\n    node(id: $open) @include(if: $anyOpen) {\n      ... on Workspace {\n        id\n        name\n        allows\n      }\n      ... on Contract {\n        id\n        name\n        allows\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  fragment FirstPlaces on Viewer {\n    workspaces(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.FirstPlacesFragmentDoc,
    "\n  query FoundPlaces($search: String!) {\n    viewer {\n      workspaces(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n      contracts(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n    }\n  }\n": typeof types.FoundPlacesDocument,
    "\n  fragment UserMenu on Viewer {\n    allows\n    user {\n      id\n      name\n      email\n    }\n  }\n": typeof types.UserMenuFragmentDoc,
    "\n  fragment WorkspaceSwitcher on Viewer {\n    dashboards: workspaces(first: 20, allowing: VIEW_DASHBOARD) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.WorkspaceSwitcherFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      place\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  fragment ProfileSettings on Viewer {\n    locale\n    user {\n      id\n      name\n      email\n    }\n  }\n": typeof types.ProfileSettingsFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        name\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  fragment ProviderLink on SignInProvider {\n    label\n  }\n": typeof types.ProviderLinkFragmentDoc,
    "\n  fragment SessionSettings on Viewer {\n    sessions {\n      id\n      userAgent\n      createdAt\n      lastSeenAt\n      current\n    }\n  }\n": typeof types.SessionSettingsFragmentDoc,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.EndSessionDocument,
    "\n  mutation SignOutEverywhere($input: SignOutEverywhereInput!) {\n    signOutEverywhere(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SignOutEverywhereDocument,
    "\n  fragment AgentPage on AgentUsageConnection {\n    totalCount\n    nodes {\n      id\n      ...AgentRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": typeof types.AgentPageFragmentDoc,
    "\n  query MoreAgents(\n    $workspaceId: ID!\n    $period: ID\n    $after: String!\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        agents(first: 100, after: $after, orderBy: $orderBy, filter: $filter) {\n          ...AgentPage\n        }\n      }\n    }\n  }\n": typeof types.MoreAgentsDocument,
    "\n  fragment AgentSwitch on AgentUsage {\n    id\n    status\n    lastRunAt\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    agent {\n      id\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n    }\n  }\n": typeof types.AgentSwitchFragmentDoc,
    "\n  mutation DisableAgent($input: DisableAgentInput!) {\n    disableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.DisableAgentDocument,
    "\n  mutation EnableAgent($input: EnableAgentInput!) {\n    enableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.EnableAgentDocument,
    "\n  mutation ClearSafetyHold($input: ClearSafetyHoldInput!) {\n    clearSafetyHold(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.ClearSafetyHoldDocument,
    "\n  fragment AgentRow on AgentUsage {\n    id\n    status\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    credits\n    share\n    succeeded\n    failed\n    lastRunAt\n    days\n    agent {\n      id\n      name\n      creditLimit\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n      creator {\n        id\n        name\n      }\n    }\n  }\n": typeof types.AgentRowFragmentDoc,
    "\n  fragment AuditList on AuditEntryConnection {\n    nodes {\n      id\n      ...AuditRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": typeof types.AuditListFragmentDoc,
    "\n  fragment AuditRow on AuditEntry {\n    id\n    at\n    actorKind\n    actorName\n    action\n    subjectId\n    subjectName\n    reason\n    requestId\n    changes {\n      name\n      before\n      after\n    }\n  }\n": typeof types.AuditRowFragmentDoc,
    "\n  query Clock($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      clock {\n        movable\n        ...ClockDialog\n      }\n    }\n  }\n": typeof types.ClockDocument,
    "\n  fragment ClockDialog on Clock {\n    aheadSeconds\n    ahead\n  }\n": typeof types.ClockDialogFragmentDoc,
    "\n  mutation MoveClock($input: MoveClockInput!) {\n    moveClock(input: $input) {\n      workspace {\n        id\n        clock {\n          ...ClockDialog\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.MoveClockDocument,
    "\n  fragment HealthRow on ContractHealth {\n    pace\n    runsOutAt\n    nearAllocation\n    pendingPurchases\n    contract {\n      id\n      name\n      plan\n      trial\n      timeZone\n    }\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n      usedRatio\n    }\n  }\n": typeof types.HealthRowFragmentDoc,
    "\n  mutation CreateContract($input: CreateContractInput!) {\n    createContract(input: $input) {\n      contractId\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.CreateContractDocument,
    "\n  fragment PoolSummary on ContractOverview {\n    daysLeft\n    allocated\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n    }\n    forecast {\n      expected\n      low\n      high\n      runsOutAt\n    }\n  }\n": typeof types.PoolSummaryFragmentDoc,
    "\n  fragment Terms on Contract {\n    id\n    name\n    plan\n    trial\n    serviceDay\n    timeZone\n    billingStartsOn\n    billing {\n      id\n      channel\n      allowance\n      allowancePrice {\n        amountMinor\n        currency\n      }\n      pendingAllowance\n      resetsAt\n      nextCharge {\n        amountMinor\n        currency\n      }\n      accountTeam {\n        id\n        name\n      }\n    }\n  }\n": typeof types.TermsFragmentDoc,
    "\n  mutation ChangeContract($input: ChangeContractInput!) {\n    changeContract(input: $input) {\n      contract {\n        ...Terms\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.ChangeContractDocument,
    "\n  fragment WorkspaceUse on WorkspaceShare {\n    used\n    share\n    allocation\n    threshold\n    expected\n    blockers\n  }\n": typeof types.WorkspaceUseFragmentDoc,
    "\n  fragment WorkspaceRow on WorkspaceShare {\n    ...WorkspaceUse\n    workspace {\n      id\n      name\n      timeZone\n      allows\n    }\n  }\n": typeof types.WorkspaceRowFragmentDoc,
    "\n  fragment ForecastNote on CreditsDashboard {\n    forecast {\n      madeAt\n      enoughData\n      pool {\n        method\n        weekError\n      }\n    }\n    ...PoolOutlook\n  }\n": typeof types.ForecastNoteFragmentDoc,
    "\n  fragment PoolOutlook on CreditsDashboard {\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      usedRatio\n    }\n    forecast {\n      madeAt\n      pool {\n        expected\n        low\n        high\n        runsOutAt\n      }\n    }\n  }\n": typeof types.PoolOutlookFragmentDoc,
    "\n  fragment EntryPage on LedgerEntryConnection {\n    nodes {\n      id\n      kind\n      grantKind\n      amount\n      at\n      note\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": typeof types.EntryPageFragmentDoc,
    "\n  query MoreEntries($workspaceId: ID!, $period: ID, $after: String!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ledgerEntries(first: 100, after: $after) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n": typeof types.MoreEntriesDocument,
    "\n  mutation GrantCredits($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      grant {\n        id\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.GrantCreditsDocument,
    "\n  fragment GrantList on GrantConnection {\n    nodes {\n      id\n      kind\n      amount\n      remaining\n      expiresAt\n      createdAt\n      note\n      grantedBy {\n        id\n        name\n      }\n    }\n  }\n": typeof types.GrantListFragmentDoc,
    "\n  fragment PoolBalance on CreditsDashboard {\n    asOf\n    openingBalance\n    period {\n      id\n      current\n    }\n    pool {\n      remaining\n    }\n    grants(first: 100) {\n      nodes {\n        id\n        kind\n        amount\n        remaining\n        effectiveAt\n        expiresAt\n        note\n      }\n    }\n  }\n": typeof types.PoolBalanceFragmentDoc,
    "\n  query AgentLimitPreview($agentId: ID!, $limit: Credits) {\n    node(id: $agentId) {\n      id\n      ... on Agent {\n        limitPreview(limit: $limit) {\n          ...CapEffect\n        }\n      }\n    }\n  }\n": typeof types.AgentLimitPreviewDocument,
    "\n  mutation SetAgentLimit($input: SetAgentLimitInput!) {\n    setAgentLimit(input: $input) {\n      agent {\n        id\n        creditLimit\n      }\n      usage {\n        id\n        status\n        blockers {\n          code\n          since\n          clearsAt\n          clearedBy\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SetAgentLimitDocument,
    "\n  query AllocationPreview($workspaceId: ID!, $allocation: Credits) {\n    workspace(id: $workspaceId) {\n      id\n      allocationPreview(allocation: $allocation) {\n        cap {\n          ...CapEffect\n        }\n        allocated\n        granted\n      }\n    }\n  }\n": typeof types.AllocationPreviewDocument,
    "\n  mutation SetAllocation($input: SetAllocationInput!) {\n    setAllocation(input: $input) {\n      workspace {\n        id\n        creditsDashboard {\n          allocation\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SetAllocationDocument,
    "\n  fragment CapEffect on CapPreview {\n    used\n    stops\n    reachedAt\n  }\n": typeof types.CapEffectFragmentDoc,
    "\n  fragment EmailSettings on Viewer {\n    emailChoices {\n      kind\n      wanted\n    }\n  }\n": typeof types.EmailSettingsFragmentDoc,
    "\n  mutation SetEmailChoice($input: SetEmailChoiceInput!) {\n    setEmailChoice(input: $input) {\n      emailChoices {\n        kind\n        wanted\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SetEmailChoiceDocument,
    "\n  query NewestNotification {\n    viewer {\n      notifications(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.NewestNotificationDocument,
    "\n  subscription InboxLive($after: String) {\n    notifications(after: $after) {\n      version\n      newest(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.InboxLiveDocument,
    "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      notifications {\n        id\n        readAt\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.MarkNotificationsReadDocument,
    "\n  fragment NotificationRow on Notification {\n    id\n    kind\n    createdAt\n    readAt\n    contractName\n    timeZone\n    contract {\n      id\n    }\n    workspace {\n      id\n      name\n      canViewDashboard\n    }\n    agent {\n      id\n      name\n    }\n    figures {\n      type: __typename\n      ... on ThresholdFigures {\n        threshold\n        used\n        cap\n        resetsAt\n      }\n      ... on ShortFigures {\n        granted\n        before\n        resetsAt\n      }\n      ... on SafetyHoldFigures {\n        spent\n        limit\n        hour\n      }\n      ... on PurchaseFigures {\n        kind\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n      }\n      ... on RunOutFigures {\n        runsOutAt\n        used\n        granted\n        resetsAt\n      }\n    }\n  }\n": typeof types.NotificationRowFragmentDoc,
    "\n  query CreationWorkspace($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      creationPolicy\n      listedCreators {\n        id\n        name\n      }\n      members(first: 100, after: $after) {\n        nodes {\n          id\n          role\n          user {\n            id\n            name\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.CreationWorkspaceDocument,
    "\n  query CreationPreview($workspaceId: ID!, $policy: CreationPolicy!, $listed: [ID!]!) {\n    workspace(id: $workspaceId) {\n      id\n      creationPreview(policy: $policy, listed: $listed) {\n        mayCreate\n        leftOutCount\n        leftOut {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.CreationPreviewDocument,
    "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    contractRole\n    expiresAt\n  }\n": typeof types.InvitationRowFragmentDoc,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  fragment InviteDialog on Workspace {\n    id\n    name\n    assignableRoles\n  }\n": typeof types.InviteDialogFragmentDoc,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.InviteMemberDocument,
    "\n  fragment MemberRow on Member {\n    id\n    role\n    joinedAt\n    assignableRoles\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n": typeof types.MemberRowFragmentDoc,
    "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    setMemberRole(input: $input) {\n      member {\n        ...MemberRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SetMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  fragment OfficerDialog on Contract {\n    id\n    name\n    appointableRoles\n  }\n": typeof types.OfficerDialogFragmentDoc,
    "\n  mutation InviteOfficer($input: InviteOfficerInput!) {\n    inviteOfficer(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.InviteOfficerDocument,
    "\n  fragment OfficerRow on Officer {\n    id\n    role\n    since\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n": typeof types.OfficerRowFragmentDoc,
    "\n  mutation RemoveOfficer($input: RemoveOfficerInput!) {\n    removeOfficer(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.RemoveOfficerDocument,
    "\n  mutation SetCreationPolicy($input: SetCreationPolicyInput!) {\n    setCreationPolicy(input: $input) {\n      workspace {\n        id\n        creationPolicy\n        listedCreators {\n          id\n          name\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.SetCreationPolicyDocument,
    "\n  fragment Allowance on Billing {\n    id\n    allowance\n    pendingAllowance\n    resetsAt\n    priceList {\n      credits\n    }\n  }\n": typeof types.AllowanceFragmentDoc,
    "\n  mutation LowerAllowance($input: LowerAllowanceInput!) {\n    lowerAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.LowerAllowanceDocument,
    "\n  mutation KeepAllowance($input: KeepAllowanceInput!) {\n    keepAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.KeepAllowanceDocument,
    "\n  fragment AskTeam on Billing {\n    id\n    accountTeam {\n      id\n      name\n      email\n    }\n  }\n": typeof types.AskTeamFragmentDoc,
    "\n  fragment Pack on Quote {\n    credits\n    charge {\n      amountMinor\n      currency\n    }\n    granted\n    actsAt\n    recurring {\n      amountMinor\n      currency\n    }\n    recursFrom\n    runsOutBefore\n    runsOutAfter\n  }\n": typeof types.PackFragmentDoc,
    "\n  mutation BuyCredits($input: BuyCreditsInput!) {\n    buyCredits(input: $input) {\n      purchase {\n        id\n        status\n      }\n      workspace {\n        id\n        billing {\n          id\n          allowance\n          pendingAllowance\n          ...Receipts\n        }\n        creditsDashboard {\n          pool {\n            used\n            granted\n            held\n            remaining\n            usedRatio\n            threshold\n            nearAt\n          }\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.BuyCreditsDocument,
    "\n  fragment PurchaseRow on Purchase {\n    id\n    kind\n    status\n    credits\n    createdAt\n    failure\n    charge {\n      amountMinor\n      currency\n    }\n    orderedBy {\n      id\n      name\n    }\n  }\n": typeof types.PurchaseRowFragmentDoc,
    "\n  mutation RefundPurchase($input: RefundPurchaseInput!) {\n    refundPurchase(input: $input) {\n      purchase {\n        ...PurchaseRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.RefundPurchaseDocument,
    "\n  query PurchaseTerms($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        channel\n        ...AskTeam\n        ...Allowance\n        ...Receipts\n      }\n    }\n  }\n": typeof types.PurchaseTermsDocument,
    "\n  query PurchaseOptions($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        resetsAt\n        topUps: quotes(kind: TOP_UP) {\n          ...Pack\n        }\n        allowances: quotes(kind: ALLOWANCE) {\n          ...Pack\n        }\n      }\n    }\n  }\n": typeof types.PurchaseOptionsDocument,
    "\n  fragment Receipts on Billing {\n    id\n    purchases(first: 10) {\n      nodes {\n        id\n        kind\n        status\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n        createdAt\n        orderedBy {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.ReceiptsFragmentDoc,
    "\n  mutation CreateServiceToken($input: CreateServiceTokenInput!) {\n    createServiceToken(input: $input) {\n      plainText\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.CreateServiceTokenDocument,
    "\n  fragment TokenList on ServiceTokenConnection {\n    nodes {\n      id\n      ...TokenRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": typeof types.TokenListFragmentDoc,
    "\n  fragment TokenRow on ServiceToken {\n    id\n    name\n    hint\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n    createdBy {\n      id\n      name\n    }\n    workspace {\n      id\n      name\n    }\n  }\n": typeof types.TokenRowFragmentDoc,
    "\n  mutation RevokeServiceToken($input: RevokeServiceTokenInput!) {\n    revokeServiceToken(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.RevokeServiceTokenDocument,
    "\n  fragment AllocationNote on CreditsDashboard {\n    used\n    allocation\n    allocationThreshold\n    period {\n      id\n      kind\n      current\n    }\n  }\n": typeof types.AllocationNoteFragmentDoc,
    "\n  fragment DayReadout on UsageDay {\n    date\n    credits\n    cumulative\n    succeeded\n    failed\n  }\n": typeof types.DayReadoutFragmentDoc,
    "\n  fragment EstimateReadout on ForecastDay {\n    date\n    expected\n    low\n    high\n  }\n": typeof types.EstimateReadoutFragmentDoc,
    "\n  fragment DaysTable on CreditsDashboard {\n    days {\n      date\n      credits\n      cumulative\n      succeeded\n      failed\n    }\n    poolDays\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n  }\n": typeof types.DaysTableFragmentDoc,
    "\n  fragment MetricCards on DashboardCards {\n    agentBuilders {\n      value\n      previous\n    }\n    agentsInAction {\n      value\n      previous\n    }\n    runsCompleted {\n      value\n      failed\n      previous\n    }\n  }\n": typeof types.MetricCardsFragmentDoc,
    "\n  fragment PeriodChoice on BillingPeriod {\n    id\n    startsOn\n    endsOn\n    current\n    kind\n  }\n": typeof types.PeriodChoiceFragmentDoc,
    "\n  fragment PoolBar on PoolUsage {\n    used\n    granted\n    usedRatio\n    threshold\n    nearAt\n  }\n": typeof types.PoolBarFragmentDoc,
    "\n  fragment PoolNote on CreditsDashboard {\n    used\n    period {\n      id\n      kind\n    }\n    pool {\n      used\n      usedRatio\n    }\n  }\n": typeof types.PoolNoteFragmentDoc,
    "\n  query UseByAgent($workspaceId: ID!, $period: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        days {\n          date\n        }\n        daysByAgent(top: 5) {\n          agent {\n            id\n            name\n          }\n          cumulative\n        }\n      }\n    }\n  }\n": typeof types.UseByAgentDocument,
    "\n  fragment UsageChart on CreditsDashboard {\n    asOf\n    period {\n      id\n      kind\n      current\n      startsOn\n      endsOn\n    }\n    used\n    allocation\n    pool {\n      used\n      granted\n      nearAt\n    }\n    poolDays\n    days {\n      date\n      startsAt\n      credits\n      cumulative\n      succeeded\n      failed\n      ...DayReadout\n    }\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n        ...EstimateReadout\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n    ...DaysTable\n  }\n": typeof types.UsageChartFragmentDoc,
    "\n  fragment UsageSummary on CreditsDashboard {\n    used\n    daysLeft\n    allocation\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      held\n      remaining\n      usedRatio\n      ...PoolBar\n    }\n    ...PoolNote\n    ...AllocationNote\n  }\n": typeof types.UsageSummaryFragmentDoc,
    "\n  query AccountPage($contractId: ID!, $grants: String, $purchases: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      allows\n      ...Terms\n      grants(first: 10, after: $grants) {\n        ...GrantList\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      billing {\n        id\n        purchases(first: 10, after: $purchases) {\n          nodes {\n            id\n            ...PurchaseRow\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": typeof types.AccountPageDocument,
    "\n  query AccountsPage($search: String, $after: String) {\n    assignedContracts(first: 50, after: $after, search: $search) {\n      nodes {\n        ...HealthRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.AccountsPageDocument,
    "\n  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n": typeof types.AuditPageDocument,
    "\n  query ContractAuditPage($contractId: ID!, $after: String, $filter: AuditFilter) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n": typeof types.ContractAuditPageDocument,
    "\n  fragment ContractOverview on ContractOverview {\n    asOf\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    pool {\n      used\n      ...PoolBar\n    }\n    ...PoolSummary\n    workspaces(first: 50, after: $cursor) {\n      nodes {\n        workspaceId\n        ...WorkspaceUse\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ContractOverviewFragmentDoc,
    "\n  query ContractPage($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            ...WorkspaceRow\n          }\n        }\n      }\n    }\n  }\n": typeof types.ContractPageDocument,
    "\n  subscription ContractLive($contractId: ID!, $after: String, $cursor: String) {\n    contractUsage(contractId: $contractId, after: $after) {\n      version\n      overview {\n        ...ContractOverview\n      }\n    }\n  }\n": typeof types.ContractLiveDocument,
    "\n  query ContractFrame($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            workspace {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ContractFrameDocument,
    "\n  query ContractTokensPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n": typeof types.ContractTokensPageDocument,
    "\n  fragment CreditsDashboard on CreditsDashboard {\n    asOf\n    allocation\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      id\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    ...UsageSummary\n    ...ForecastNote\n    ...UsageChart\n    cards {\n      ...MetricCards\n    }\n    agents(first: 50, orderBy: $orderBy, filter: $filter) {\n      ...AgentPage\n    }\n  }\n": typeof types.CreditsDashboardFragmentDoc,
    "\n  query CreditsPage(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      allows\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n": typeof types.CreditsPageDocument,
    "\n  subscription CreditsLive(\n    $workspaceId: ID!\n    $after: String\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspaceUsage(workspaceId: $workspaceId, after: $after) {\n      version\n      dashboard {\n        ...CreditsDashboard\n      }\n    }\n  }\n": typeof types.CreditsLiveDocument,
    "\n  query CreditsFrame(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n": typeof types.CreditsFrameDocument,
    "\n  query HomePage {\n    viewer {\n      allows\n      dashboards: workspaces(first: 1, allowing: VIEW_DASHBOARD) {\n        nodes {\n          id\n        }\n      }\n      managed: workspaces(first: 1, allowing: MANAGE_MEMBERS) {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.HomePageDocument,
    "\n  query InvitationPage($token: String!) {\n    invitation(token: $token) {\n      email\n      role\n      contractRole\n      workspaceName\n      contractName\n      invitedBy\n      expiresAt\n    }\n    viewer {\n      user {\n        id\n        email\n      }\n    }\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n": typeof types.InvitationPageDocument,
    "\n  query LedgerPage($workspaceId: ID!, $period: ID) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        period {\n          id\n          current\n          ...PeriodChoice\n        }\n        previousPeriod {\n          ...PeriodChoice\n        }\n        nextPeriod {\n          ...PeriodChoice\n        }\n        ...PoolBalance\n        ledgerEntries(first: 50) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n": typeof types.LedgerPageDocument,
    "\n  query MembersPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      allows\n      ...InviteDialog\n      members(first: 50, after: $after) {\n        nodes {\n          id\n          ...MemberRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n": typeof types.MembersPageDocument,
    "\n  query NotificationsPage($after: String) {\n    viewer {\n      notifications(first: 25, after: $after) {\n        unreadCount\n        nodes {\n          id\n          createdAt\n          ...NotificationRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.NotificationsPageDocument,
    "\n  query OfficersPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      ...OfficerDialog\n      officers(first: 50, after: $after) {\n        nodes {\n          id\n          ...OfficerRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n": typeof types.OfficersPageDocument,
    "\n  query SettingsPage {\n    viewer {\n      hasPassword\n      ...ProfileSettings\n      ...EmailSettings\n      ...SessionSettings\n    }\n  }\n": typeof types.SettingsPageDocument,
    "\n  query SignInPage {\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n": typeof types.SignInPageDocument,
    "\n  query TokensPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n": typeof types.TokensPageDocument,
};
const documents: Documents = {
    "\n  fragment CommandPalette on Viewer {\n    allows\n    ...FirstPlaces\n  }\n": types.CommandPaletteFragmentDoc,
    "\n  fragment HeaderTools on Viewer {\n    ...CommandPalette\n    ...UserMenu\n  }\n": types.HeaderToolsFragmentDoc,
    "\n  query Viewer($open: ID!, $anyOpen: Boolean!) {\n    viewer {\n      ...WorkspaceSwitcher\n      ...HeaderTools\n    }\n    node(id: $open) @include(if: $anyOpen) {\n      ... on Workspace {\n        id\n        name\n        allows\n      }\n      ... on Contract {\n        id\n        name\n        allows\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  fragment FirstPlaces on Viewer {\n    workspaces(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.FirstPlacesFragmentDoc,
    "\n  query FoundPlaces($search: String!) {\n    viewer {\n      workspaces(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n      contracts(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n    }\n  }\n": types.FoundPlacesDocument,
    "\n  fragment UserMenu on Viewer {\n    allows\n    user {\n      id\n      name\n      email\n    }\n  }\n": types.UserMenuFragmentDoc,
    "\n  fragment WorkspaceSwitcher on Viewer {\n    dashboards: workspaces(first: 20, allowing: VIEW_DASHBOARD) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.WorkspaceSwitcherFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      place\n      userErrors {\n        message\n      }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  fragment ProfileSettings on Viewer {\n    locale\n    user {\n      id\n      name\n      email\n    }\n  }\n": types.ProfileSettingsFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        name\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.UpdateProfileDocument,
    "\n  fragment ProviderLink on SignInProvider {\n    label\n  }\n": types.ProviderLinkFragmentDoc,
    "\n  fragment SessionSettings on Viewer {\n    sessions {\n      id\n      userAgent\n      createdAt\n      lastSeenAt\n      current\n    }\n  }\n": types.SessionSettingsFragmentDoc,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.EndSessionDocument,
    "\n  mutation SignOutEverywhere($input: SignOutEverywhereInput!) {\n    signOutEverywhere(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SignOutEverywhereDocument,
    "\n  fragment AgentPage on AgentUsageConnection {\n    totalCount\n    nodes {\n      id\n      ...AgentRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": types.AgentPageFragmentDoc,
    "\n  query MoreAgents(\n    $workspaceId: ID!\n    $period: ID\n    $after: String!\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        agents(first: 100, after: $after, orderBy: $orderBy, filter: $filter) {\n          ...AgentPage\n        }\n      }\n    }\n  }\n": types.MoreAgentsDocument,
    "\n  fragment AgentSwitch on AgentUsage {\n    id\n    status\n    lastRunAt\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    agent {\n      id\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n    }\n  }\n": types.AgentSwitchFragmentDoc,
    "\n  mutation DisableAgent($input: DisableAgentInput!) {\n    disableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.DisableAgentDocument,
    "\n  mutation EnableAgent($input: EnableAgentInput!) {\n    enableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.EnableAgentDocument,
    "\n  mutation ClearSafetyHold($input: ClearSafetyHoldInput!) {\n    clearSafetyHold(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.ClearSafetyHoldDocument,
    "\n  fragment AgentRow on AgentUsage {\n    id\n    status\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    credits\n    share\n    succeeded\n    failed\n    lastRunAt\n    days\n    agent {\n      id\n      name\n      creditLimit\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n      creator {\n        id\n        name\n      }\n    }\n  }\n": types.AgentRowFragmentDoc,
    "\n  fragment AuditList on AuditEntryConnection {\n    nodes {\n      id\n      ...AuditRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": types.AuditListFragmentDoc,
    "\n  fragment AuditRow on AuditEntry {\n    id\n    at\n    actorKind\n    actorName\n    action\n    subjectId\n    subjectName\n    reason\n    requestId\n    changes {\n      name\n      before\n      after\n    }\n  }\n": types.AuditRowFragmentDoc,
    "\n  query Clock($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      clock {\n        movable\n        ...ClockDialog\n      }\n    }\n  }\n": types.ClockDocument,
    "\n  fragment ClockDialog on Clock {\n    aheadSeconds\n    ahead\n  }\n": types.ClockDialogFragmentDoc,
    "\n  mutation MoveClock($input: MoveClockInput!) {\n    moveClock(input: $input) {\n      workspace {\n        id\n        clock {\n          ...ClockDialog\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.MoveClockDocument,
    "\n  fragment HealthRow on ContractHealth {\n    pace\n    runsOutAt\n    nearAllocation\n    pendingPurchases\n    contract {\n      id\n      name\n      plan\n      trial\n      timeZone\n    }\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n      usedRatio\n    }\n  }\n": types.HealthRowFragmentDoc,
    "\n  mutation CreateContract($input: CreateContractInput!) {\n    createContract(input: $input) {\n      contractId\n      userErrors {\n        message\n      }\n    }\n  }\n": types.CreateContractDocument,
    "\n  fragment PoolSummary on ContractOverview {\n    daysLeft\n    allocated\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n    }\n    forecast {\n      expected\n      low\n      high\n      runsOutAt\n    }\n  }\n": types.PoolSummaryFragmentDoc,
    "\n  fragment Terms on Contract {\n    id\n    name\n    plan\n    trial\n    serviceDay\n    timeZone\n    billingStartsOn\n    billing {\n      id\n      channel\n      allowance\n      allowancePrice {\n        amountMinor\n        currency\n      }\n      pendingAllowance\n      resetsAt\n      nextCharge {\n        amountMinor\n        currency\n      }\n      accountTeam {\n        id\n        name\n      }\n    }\n  }\n": types.TermsFragmentDoc,
    "\n  mutation ChangeContract($input: ChangeContractInput!) {\n    changeContract(input: $input) {\n      contract {\n        ...Terms\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.ChangeContractDocument,
    "\n  fragment WorkspaceUse on WorkspaceShare {\n    used\n    share\n    allocation\n    threshold\n    expected\n    blockers\n  }\n": types.WorkspaceUseFragmentDoc,
    "\n  fragment WorkspaceRow on WorkspaceShare {\n    ...WorkspaceUse\n    workspace {\n      id\n      name\n      timeZone\n      allows\n    }\n  }\n": types.WorkspaceRowFragmentDoc,
    "\n  fragment ForecastNote on CreditsDashboard {\n    forecast {\n      madeAt\n      enoughData\n      pool {\n        method\n        weekError\n      }\n    }\n    ...PoolOutlook\n  }\n": types.ForecastNoteFragmentDoc,
    "\n  fragment PoolOutlook on CreditsDashboard {\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      usedRatio\n    }\n    forecast {\n      madeAt\n      pool {\n        expected\n        low\n        high\n        runsOutAt\n      }\n    }\n  }\n": types.PoolOutlookFragmentDoc,
    "\n  fragment EntryPage on LedgerEntryConnection {\n    nodes {\n      id\n      kind\n      grantKind\n      amount\n      at\n      note\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": types.EntryPageFragmentDoc,
    "\n  query MoreEntries($workspaceId: ID!, $period: ID, $after: String!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ledgerEntries(first: 100, after: $after) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n": types.MoreEntriesDocument,
    "\n  mutation GrantCredits($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      grant {\n        id\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.GrantCreditsDocument,
    "\n  fragment GrantList on GrantConnection {\n    nodes {\n      id\n      kind\n      amount\n      remaining\n      expiresAt\n      createdAt\n      note\n      grantedBy {\n        id\n        name\n      }\n    }\n  }\n": types.GrantListFragmentDoc,
    "\n  fragment PoolBalance on CreditsDashboard {\n    asOf\n    openingBalance\n    period {\n      id\n      current\n    }\n    pool {\n      remaining\n    }\n    grants(first: 100) {\n      nodes {\n        id\n        kind\n        amount\n        remaining\n        effectiveAt\n        expiresAt\n        note\n      }\n    }\n  }\n": types.PoolBalanceFragmentDoc,
    "\n  query AgentLimitPreview($agentId: ID!, $limit: Credits) {\n    node(id: $agentId) {\n      id\n      ... on Agent {\n        limitPreview(limit: $limit) {\n          ...CapEffect\n        }\n      }\n    }\n  }\n": types.AgentLimitPreviewDocument,
    "\n  mutation SetAgentLimit($input: SetAgentLimitInput!) {\n    setAgentLimit(input: $input) {\n      agent {\n        id\n        creditLimit\n      }\n      usage {\n        id\n        status\n        blockers {\n          code\n          since\n          clearsAt\n          clearedBy\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SetAgentLimitDocument,
    "\n  query AllocationPreview($workspaceId: ID!, $allocation: Credits) {\n    workspace(id: $workspaceId) {\n      id\n      allocationPreview(allocation: $allocation) {\n        cap {\n          ...CapEffect\n        }\n        allocated\n        granted\n      }\n    }\n  }\n": types.AllocationPreviewDocument,
    "\n  mutation SetAllocation($input: SetAllocationInput!) {\n    setAllocation(input: $input) {\n      workspace {\n        id\n        creditsDashboard {\n          allocation\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SetAllocationDocument,
    "\n  fragment CapEffect on CapPreview {\n    used\n    stops\n    reachedAt\n  }\n": types.CapEffectFragmentDoc,
    "\n  fragment EmailSettings on Viewer {\n    emailChoices {\n      kind\n      wanted\n    }\n  }\n": types.EmailSettingsFragmentDoc,
    "\n  mutation SetEmailChoice($input: SetEmailChoiceInput!) {\n    setEmailChoice(input: $input) {\n      emailChoices {\n        kind\n        wanted\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SetEmailChoiceDocument,
    "\n  query NewestNotification {\n    viewer {\n      notifications(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.NewestNotificationDocument,
    "\n  subscription InboxLive($after: String) {\n    notifications(after: $after) {\n      version\n      newest(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.InboxLiveDocument,
    "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      notifications {\n        id\n        readAt\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.MarkNotificationsReadDocument,
    "\n  fragment NotificationRow on Notification {\n    id\n    kind\n    createdAt\n    readAt\n    contractName\n    timeZone\n    contract {\n      id\n    }\n    workspace {\n      id\n      name\n      canViewDashboard\n    }\n    agent {\n      id\n      name\n    }\n    figures {\n      type: __typename\n      ... on ThresholdFigures {\n        threshold\n        used\n        cap\n        resetsAt\n      }\n      ... on ShortFigures {\n        granted\n        before\n        resetsAt\n      }\n      ... on SafetyHoldFigures {\n        spent\n        limit\n        hour\n      }\n      ... on PurchaseFigures {\n        kind\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n      }\n      ... on RunOutFigures {\n        runsOutAt\n        used\n        granted\n        resetsAt\n      }\n    }\n  }\n": types.NotificationRowFragmentDoc,
    "\n  query CreationWorkspace($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      creationPolicy\n      listedCreators {\n        id\n        name\n      }\n      members(first: 100, after: $after) {\n        nodes {\n          id\n          role\n          user {\n            id\n            name\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.CreationWorkspaceDocument,
    "\n  query CreationPreview($workspaceId: ID!, $policy: CreationPolicy!, $listed: [ID!]!) {\n    workspace(id: $workspaceId) {\n      id\n      creationPreview(policy: $policy, listed: $listed) {\n        mayCreate\n        leftOutCount\n        leftOut {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.CreationPreviewDocument,
    "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    contractRole\n    expiresAt\n  }\n": types.InvitationRowFragmentDoc,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.RevokeInvitationDocument,
    "\n  fragment InviteDialog on Workspace {\n    id\n    name\n    assignableRoles\n  }\n": types.InviteDialogFragmentDoc,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n": types.InviteMemberDocument,
    "\n  fragment MemberRow on Member {\n    id\n    role\n    joinedAt\n    assignableRoles\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n": types.MemberRowFragmentDoc,
    "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    setMemberRole(input: $input) {\n      member {\n        ...MemberRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SetMemberRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  fragment OfficerDialog on Contract {\n    id\n    name\n    appointableRoles\n  }\n": types.OfficerDialogFragmentDoc,
    "\n  mutation InviteOfficer($input: InviteOfficerInput!) {\n    inviteOfficer(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n": types.InviteOfficerDocument,
    "\n  fragment OfficerRow on Officer {\n    id\n    role\n    since\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n": types.OfficerRowFragmentDoc,
    "\n  mutation RemoveOfficer($input: RemoveOfficerInput!) {\n    removeOfficer(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.RemoveOfficerDocument,
    "\n  mutation SetCreationPolicy($input: SetCreationPolicyInput!) {\n    setCreationPolicy(input: $input) {\n      workspace {\n        id\n        creationPolicy\n        listedCreators {\n          id\n          name\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.SetCreationPolicyDocument,
    "\n  fragment Allowance on Billing {\n    id\n    allowance\n    pendingAllowance\n    resetsAt\n    priceList {\n      credits\n    }\n  }\n": types.AllowanceFragmentDoc,
    "\n  mutation LowerAllowance($input: LowerAllowanceInput!) {\n    lowerAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.LowerAllowanceDocument,
    "\n  mutation KeepAllowance($input: KeepAllowanceInput!) {\n    keepAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.KeepAllowanceDocument,
    "\n  fragment AskTeam on Billing {\n    id\n    accountTeam {\n      id\n      name\n      email\n    }\n  }\n": types.AskTeamFragmentDoc,
    "\n  fragment Pack on Quote {\n    credits\n    charge {\n      amountMinor\n      currency\n    }\n    granted\n    actsAt\n    recurring {\n      amountMinor\n      currency\n    }\n    recursFrom\n    runsOutBefore\n    runsOutAfter\n  }\n": types.PackFragmentDoc,
    "\n  mutation BuyCredits($input: BuyCreditsInput!) {\n    buyCredits(input: $input) {\n      purchase {\n        id\n        status\n      }\n      workspace {\n        id\n        billing {\n          id\n          allowance\n          pendingAllowance\n          ...Receipts\n        }\n        creditsDashboard {\n          pool {\n            used\n            granted\n            held\n            remaining\n            usedRatio\n            threshold\n            nearAt\n          }\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.BuyCreditsDocument,
    "\n  fragment PurchaseRow on Purchase {\n    id\n    kind\n    status\n    credits\n    createdAt\n    failure\n    charge {\n      amountMinor\n      currency\n    }\n    orderedBy {\n      id\n      name\n    }\n  }\n": types.PurchaseRowFragmentDoc,
    "\n  mutation RefundPurchase($input: RefundPurchaseInput!) {\n    refundPurchase(input: $input) {\n      purchase {\n        ...PurchaseRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n": types.RefundPurchaseDocument,
    "\n  query PurchaseTerms($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        channel\n        ...AskTeam\n        ...Allowance\n        ...Receipts\n      }\n    }\n  }\n": types.PurchaseTermsDocument,
    "\n  query PurchaseOptions($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        resetsAt\n        topUps: quotes(kind: TOP_UP) {\n          ...Pack\n        }\n        allowances: quotes(kind: ALLOWANCE) {\n          ...Pack\n        }\n      }\n    }\n  }\n": types.PurchaseOptionsDocument,
    "\n  fragment Receipts on Billing {\n    id\n    purchases(first: 10) {\n      nodes {\n        id\n        kind\n        status\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n        createdAt\n        orderedBy {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.ReceiptsFragmentDoc,
    "\n  mutation CreateServiceToken($input: CreateServiceTokenInput!) {\n    createServiceToken(input: $input) {\n      plainText\n      userErrors {\n        message\n      }\n    }\n  }\n": types.CreateServiceTokenDocument,
    "\n  fragment TokenList on ServiceTokenConnection {\n    nodes {\n      id\n      ...TokenRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n": types.TokenListFragmentDoc,
    "\n  fragment TokenRow on ServiceToken {\n    id\n    name\n    hint\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n    createdBy {\n      id\n      name\n    }\n    workspace {\n      id\n      name\n    }\n  }\n": types.TokenRowFragmentDoc,
    "\n  mutation RevokeServiceToken($input: RevokeServiceTokenInput!) {\n    revokeServiceToken(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n": types.RevokeServiceTokenDocument,
    "\n  fragment AllocationNote on CreditsDashboard {\n    used\n    allocation\n    allocationThreshold\n    period {\n      id\n      kind\n      current\n    }\n  }\n": types.AllocationNoteFragmentDoc,
    "\n  fragment DayReadout on UsageDay {\n    date\n    credits\n    cumulative\n    succeeded\n    failed\n  }\n": types.DayReadoutFragmentDoc,
    "\n  fragment EstimateReadout on ForecastDay {\n    date\n    expected\n    low\n    high\n  }\n": types.EstimateReadoutFragmentDoc,
    "\n  fragment DaysTable on CreditsDashboard {\n    days {\n      date\n      credits\n      cumulative\n      succeeded\n      failed\n    }\n    poolDays\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n  }\n": types.DaysTableFragmentDoc,
    "\n  fragment MetricCards on DashboardCards {\n    agentBuilders {\n      value\n      previous\n    }\n    agentsInAction {\n      value\n      previous\n    }\n    runsCompleted {\n      value\n      failed\n      previous\n    }\n  }\n": types.MetricCardsFragmentDoc,
    "\n  fragment PeriodChoice on BillingPeriod {\n    id\n    startsOn\n    endsOn\n    current\n    kind\n  }\n": types.PeriodChoiceFragmentDoc,
    "\n  fragment PoolBar on PoolUsage {\n    used\n    granted\n    usedRatio\n    threshold\n    nearAt\n  }\n": types.PoolBarFragmentDoc,
    "\n  fragment PoolNote on CreditsDashboard {\n    used\n    period {\n      id\n      kind\n    }\n    pool {\n      used\n      usedRatio\n    }\n  }\n": types.PoolNoteFragmentDoc,
    "\n  query UseByAgent($workspaceId: ID!, $period: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        days {\n          date\n        }\n        daysByAgent(top: 5) {\n          agent {\n            id\n            name\n          }\n          cumulative\n        }\n      }\n    }\n  }\n": types.UseByAgentDocument,
    "\n  fragment UsageChart on CreditsDashboard {\n    asOf\n    period {\n      id\n      kind\n      current\n      startsOn\n      endsOn\n    }\n    used\n    allocation\n    pool {\n      used\n      granted\n      nearAt\n    }\n    poolDays\n    days {\n      date\n      startsAt\n      credits\n      cumulative\n      succeeded\n      failed\n      ...DayReadout\n    }\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n        ...EstimateReadout\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n    ...DaysTable\n  }\n": types.UsageChartFragmentDoc,
    "\n  fragment UsageSummary on CreditsDashboard {\n    used\n    daysLeft\n    allocation\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      held\n      remaining\n      usedRatio\n      ...PoolBar\n    }\n    ...PoolNote\n    ...AllocationNote\n  }\n": types.UsageSummaryFragmentDoc,
    "\n  query AccountPage($contractId: ID!, $grants: String, $purchases: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      allows\n      ...Terms\n      grants(first: 10, after: $grants) {\n        ...GrantList\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      billing {\n        id\n        purchases(first: 10, after: $purchases) {\n          nodes {\n            id\n            ...PurchaseRow\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": types.AccountPageDocument,
    "\n  query AccountsPage($search: String, $after: String) {\n    assignedContracts(first: 50, after: $after, search: $search) {\n      nodes {\n        ...HealthRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.AccountsPageDocument,
    "\n  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n": types.AuditPageDocument,
    "\n  query ContractAuditPage($contractId: ID!, $after: String, $filter: AuditFilter) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n": types.ContractAuditPageDocument,
    "\n  fragment ContractOverview on ContractOverview {\n    asOf\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    pool {\n      used\n      ...PoolBar\n    }\n    ...PoolSummary\n    workspaces(first: 50, after: $cursor) {\n      nodes {\n        workspaceId\n        ...WorkspaceUse\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        endCursor\n      }\n    }\n  }\n": types.ContractOverviewFragmentDoc,
    "\n  query ContractPage($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            ...WorkspaceRow\n          }\n        }\n      }\n    }\n  }\n": types.ContractPageDocument,
    "\n  subscription ContractLive($contractId: ID!, $after: String, $cursor: String) {\n    contractUsage(contractId: $contractId, after: $after) {\n      version\n      overview {\n        ...ContractOverview\n      }\n    }\n  }\n": types.ContractLiveDocument,
    "\n  query ContractFrame($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            workspace {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ContractFrameDocument,
    "\n  query ContractTokensPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n": types.ContractTokensPageDocument,
    "\n  fragment CreditsDashboard on CreditsDashboard {\n    asOf\n    allocation\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      id\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    ...UsageSummary\n    ...ForecastNote\n    ...UsageChart\n    cards {\n      ...MetricCards\n    }\n    agents(first: 50, orderBy: $orderBy, filter: $filter) {\n      ...AgentPage\n    }\n  }\n": types.CreditsDashboardFragmentDoc,
    "\n  query CreditsPage(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      allows\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n": types.CreditsPageDocument,
    "\n  subscription CreditsLive(\n    $workspaceId: ID!\n    $after: String\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspaceUsage(workspaceId: $workspaceId, after: $after) {\n      version\n      dashboard {\n        ...CreditsDashboard\n      }\n    }\n  }\n": types.CreditsLiveDocument,
    "\n  query CreditsFrame(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n": types.CreditsFrameDocument,
    "\n  query HomePage {\n    viewer {\n      allows\n      dashboards: workspaces(first: 1, allowing: VIEW_DASHBOARD) {\n        nodes {\n          id\n        }\n      }\n      managed: workspaces(first: 1, allowing: MANAGE_MEMBERS) {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.HomePageDocument,
    "\n  query InvitationPage($token: String!) {\n    invitation(token: $token) {\n      email\n      role\n      contractRole\n      workspaceName\n      contractName\n      invitedBy\n      expiresAt\n    }\n    viewer {\n      user {\n        id\n        email\n      }\n    }\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n": types.InvitationPageDocument,
    "\n  query LedgerPage($workspaceId: ID!, $period: ID) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        period {\n          id\n          current\n          ...PeriodChoice\n        }\n        previousPeriod {\n          ...PeriodChoice\n        }\n        nextPeriod {\n          ...PeriodChoice\n        }\n        ...PoolBalance\n        ledgerEntries(first: 50) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n": types.LedgerPageDocument,
    "\n  query MembersPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      allows\n      ...InviteDialog\n      members(first: 50, after: $after) {\n        nodes {\n          id\n          ...MemberRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n": types.MembersPageDocument,
    "\n  query NotificationsPage($after: String) {\n    viewer {\n      notifications(first: 25, after: $after) {\n        unreadCount\n        nodes {\n          id\n          createdAt\n          ...NotificationRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.NotificationsPageDocument,
    "\n  query OfficersPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      ...OfficerDialog\n      officers(first: 50, after: $after) {\n        nodes {\n          id\n          ...OfficerRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n": types.OfficersPageDocument,
    "\n  query SettingsPage {\n    viewer {\n      hasPassword\n      ...ProfileSettings\n      ...EmailSettings\n      ...SessionSettings\n    }\n  }\n": types.SettingsPageDocument,
    "\n  query SignInPage {\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n": types.SignInPageDocument,
    "\n  query TokensPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n": types.TokensPageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CommandPalette on Viewer {\n    allows\n    ...FirstPlaces\n  }\n"): (typeof documents)["\n  fragment CommandPalette on Viewer {\n    allows\n    ...FirstPlaces\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HeaderTools on Viewer {\n    ...CommandPalette\n    ...UserMenu\n  }\n"): (typeof documents)["\n  fragment HeaderTools on Viewer {\n    ...CommandPalette\n    ...UserMenu\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer($open: ID!, $anyOpen: Boolean!) {\n    viewer {\n      ...WorkspaceSwitcher\n      ...HeaderTools\n    }\n    node(id: $open) @include(if: $anyOpen) {\n      ... on Workspace {\n        id\n        name\n        allows\n      }\n      ... on Contract {\n        id\n        name\n        allows\n      }\n    }\n  }\n"): (typeof documents)["\n  query Viewer($open: ID!, $anyOpen: Boolean!) {\n    viewer {\n      ...WorkspaceSwitcher\n      ...HeaderTools\n    }\n    node(id: $open) @include(if: $anyOpen) {\n      ... on Workspace {\n        id\n        name\n        allows\n      }\n      ... on Contract {\n        id\n        name\n        allows\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FirstPlaces on Viewer {\n    workspaces(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment FirstPlaces on Viewer {\n    workspaces(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n        allows\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FoundPlaces($search: String!) {\n    viewer {\n      workspaces(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n      contracts(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query FoundPlaces($search: String!) {\n    viewer {\n      workspaces(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n      contracts(first: 20, search: $search) {\n        nodes {\n          id\n          name\n          allows\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserMenu on Viewer {\n    allows\n    user {\n      id\n      name\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment UserMenu on Viewer {\n    allows\n    user {\n      id\n      name\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkspaceSwitcher on Viewer {\n    dashboards: workspaces(first: 20, allowing: VIEW_DASHBOARD) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment WorkspaceSwitcher on Viewer {\n    dashboards: workspaces(first: 20, allowing: VIEW_DASHBOARD) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        name\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      place\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      place\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProfileSettings on Viewer {\n    locale\n    user {\n      id\n      name\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment ProfileSettings on Viewer {\n    locale\n    user {\n      id\n      name\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        name\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        name\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProviderLink on SignInProvider {\n    label\n  }\n"): (typeof documents)["\n  fragment ProviderLink on SignInProvider {\n    label\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionSettings on Viewer {\n    sessions {\n      id\n      userAgent\n      createdAt\n      lastSeenAt\n      current\n    }\n  }\n"): (typeof documents)["\n  fragment SessionSettings on Viewer {\n    sessions {\n      id\n      userAgent\n      createdAt\n      lastSeenAt\n      current\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOutEverywhere($input: SignOutEverywhereInput!) {\n    signOutEverywhere(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignOutEverywhere($input: SignOutEverywhereInput!) {\n    signOutEverywhere(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AgentPage on AgentUsageConnection {\n    totalCount\n    nodes {\n      id\n      ...AgentRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"): (typeof documents)["\n  fragment AgentPage on AgentUsageConnection {\n    totalCount\n    nodes {\n      id\n      ...AgentRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoreAgents(\n    $workspaceId: ID!\n    $period: ID\n    $after: String!\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        agents(first: 100, after: $after, orderBy: $orderBy, filter: $filter) {\n          ...AgentPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query MoreAgents(\n    $workspaceId: ID!\n    $period: ID\n    $after: String!\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        agents(first: 100, after: $after, orderBy: $orderBy, filter: $filter) {\n          ...AgentPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AgentSwitch on AgentUsage {\n    id\n    status\n    lastRunAt\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    agent {\n      id\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n    }\n  }\n"): (typeof documents)["\n  fragment AgentSwitch on AgentUsage {\n    id\n    status\n    lastRunAt\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    agent {\n      id\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableAgent($input: DisableAgentInput!) {\n    disableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DisableAgent($input: DisableAgentInput!) {\n    disableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableAgent($input: EnableAgentInput!) {\n    enableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EnableAgent($input: EnableAgentInput!) {\n    enableAgent(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearSafetyHold($input: ClearSafetyHoldInput!) {\n    clearSafetyHold(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ClearSafetyHold($input: ClearSafetyHoldInput!) {\n    clearSafetyHold(input: $input) {\n      usage {\n        ...AgentSwitch\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AgentRow on AgentUsage {\n    id\n    status\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    credits\n    share\n    succeeded\n    failed\n    lastRunAt\n    days\n    agent {\n      id\n      name\n      creditLimit\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n      creator {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment AgentRow on AgentUsage {\n    id\n    status\n    blockers {\n      code\n      since\n      clearsAt\n      clearedBy\n    }\n    credits\n    share\n    succeeded\n    failed\n    lastRunAt\n    days\n    agent {\n      id\n      name\n      creditLimit\n      disabledBy {\n        id\n        name\n      }\n      disabledReason\n      creator {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditList on AuditEntryConnection {\n    nodes {\n      id\n      ...AuditRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"): (typeof documents)["\n  fragment AuditList on AuditEntryConnection {\n    nodes {\n      id\n      ...AuditRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditRow on AuditEntry {\n    id\n    at\n    actorKind\n    actorName\n    action\n    subjectId\n    subjectName\n    reason\n    requestId\n    changes {\n      name\n      before\n      after\n    }\n  }\n"): (typeof documents)["\n  fragment AuditRow on AuditEntry {\n    id\n    at\n    actorKind\n    actorName\n    action\n    subjectId\n    subjectName\n    reason\n    requestId\n    changes {\n      name\n      before\n      after\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Clock($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      clock {\n        movable\n        ...ClockDialog\n      }\n    }\n  }\n"): (typeof documents)["\n  query Clock($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      clock {\n        movable\n        ...ClockDialog\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClockDialog on Clock {\n    aheadSeconds\n    ahead\n  }\n"): (typeof documents)["\n  fragment ClockDialog on Clock {\n    aheadSeconds\n    ahead\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveClock($input: MoveClockInput!) {\n    moveClock(input: $input) {\n      workspace {\n        id\n        clock {\n          ...ClockDialog\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MoveClock($input: MoveClockInput!) {\n    moveClock(input: $input) {\n      workspace {\n        id\n        clock {\n          ...ClockDialog\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HealthRow on ContractHealth {\n    pace\n    runsOutAt\n    nearAllocation\n    pendingPurchases\n    contract {\n      id\n      name\n      plan\n      trial\n      timeZone\n    }\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n      usedRatio\n    }\n  }\n"): (typeof documents)["\n  fragment HealthRow on ContractHealth {\n    pace\n    runsOutAt\n    nearAllocation\n    pendingPurchases\n    contract {\n      id\n      name\n      plan\n      trial\n      timeZone\n    }\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n      usedRatio\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContract($input: CreateContractInput!) {\n    createContract(input: $input) {\n      contractId\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateContract($input: CreateContractInput!) {\n    createContract(input: $input) {\n      contractId\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolSummary on ContractOverview {\n    daysLeft\n    allocated\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n    }\n    forecast {\n      expected\n      low\n      high\n      runsOutAt\n    }\n  }\n"): (typeof documents)["\n  fragment PoolSummary on ContractOverview {\n    daysLeft\n    allocated\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      remaining\n    }\n    forecast {\n      expected\n      low\n      high\n      runsOutAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Terms on Contract {\n    id\n    name\n    plan\n    trial\n    serviceDay\n    timeZone\n    billingStartsOn\n    billing {\n      id\n      channel\n      allowance\n      allowancePrice {\n        amountMinor\n        currency\n      }\n      pendingAllowance\n      resetsAt\n      nextCharge {\n        amountMinor\n        currency\n      }\n      accountTeam {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Terms on Contract {\n    id\n    name\n    plan\n    trial\n    serviceDay\n    timeZone\n    billingStartsOn\n    billing {\n      id\n      channel\n      allowance\n      allowancePrice {\n        amountMinor\n        currency\n      }\n      pendingAllowance\n      resetsAt\n      nextCharge {\n        amountMinor\n        currency\n      }\n      accountTeam {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeContract($input: ChangeContractInput!) {\n    changeContract(input: $input) {\n      contract {\n        ...Terms\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeContract($input: ChangeContractInput!) {\n    changeContract(input: $input) {\n      contract {\n        ...Terms\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkspaceUse on WorkspaceShare {\n    used\n    share\n    allocation\n    threshold\n    expected\n    blockers\n  }\n"): (typeof documents)["\n  fragment WorkspaceUse on WorkspaceShare {\n    used\n    share\n    allocation\n    threshold\n    expected\n    blockers\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkspaceRow on WorkspaceShare {\n    ...WorkspaceUse\n    workspace {\n      id\n      name\n      timeZone\n      allows\n    }\n  }\n"): (typeof documents)["\n  fragment WorkspaceRow on WorkspaceShare {\n    ...WorkspaceUse\n    workspace {\n      id\n      name\n      timeZone\n      allows\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ForecastNote on CreditsDashboard {\n    forecast {\n      madeAt\n      enoughData\n      pool {\n        method\n        weekError\n      }\n    }\n    ...PoolOutlook\n  }\n"): (typeof documents)["\n  fragment ForecastNote on CreditsDashboard {\n    forecast {\n      madeAt\n      enoughData\n      pool {\n        method\n        weekError\n      }\n    }\n    ...PoolOutlook\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolOutlook on CreditsDashboard {\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      usedRatio\n    }\n    forecast {\n      madeAt\n      pool {\n        expected\n        low\n        high\n        runsOutAt\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment PoolOutlook on CreditsDashboard {\n    period {\n      id\n      kind\n      endsOn\n    }\n    pool {\n      usedRatio\n    }\n    forecast {\n      madeAt\n      pool {\n        expected\n        low\n        high\n        runsOutAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EntryPage on LedgerEntryConnection {\n    nodes {\n      id\n      kind\n      grantKind\n      amount\n      at\n      note\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"): (typeof documents)["\n  fragment EntryPage on LedgerEntryConnection {\n    nodes {\n      id\n      kind\n      grantKind\n      amount\n      at\n      note\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoreEntries($workspaceId: ID!, $period: ID, $after: String!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ledgerEntries(first: 100, after: $after) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query MoreEntries($workspaceId: ID!, $period: ID, $after: String!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ledgerEntries(first: 100, after: $after) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GrantCredits($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      grant {\n        id\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation GrantCredits($input: GrantCreditsInput!) {\n    grantCredits(input: $input) {\n      grant {\n        id\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GrantList on GrantConnection {\n    nodes {\n      id\n      kind\n      amount\n      remaining\n      expiresAt\n      createdAt\n      note\n      grantedBy {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment GrantList on GrantConnection {\n    nodes {\n      id\n      kind\n      amount\n      remaining\n      expiresAt\n      createdAt\n      note\n      grantedBy {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolBalance on CreditsDashboard {\n    asOf\n    openingBalance\n    period {\n      id\n      current\n    }\n    pool {\n      remaining\n    }\n    grants(first: 100) {\n      nodes {\n        id\n        kind\n        amount\n        remaining\n        effectiveAt\n        expiresAt\n        note\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment PoolBalance on CreditsDashboard {\n    asOf\n    openingBalance\n    period {\n      id\n      current\n    }\n    pool {\n      remaining\n    }\n    grants(first: 100) {\n      nodes {\n        id\n        kind\n        amount\n        remaining\n        effectiveAt\n        expiresAt\n        note\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AgentLimitPreview($agentId: ID!, $limit: Credits) {\n    node(id: $agentId) {\n      id\n      ... on Agent {\n        limitPreview(limit: $limit) {\n          ...CapEffect\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query AgentLimitPreview($agentId: ID!, $limit: Credits) {\n    node(id: $agentId) {\n      id\n      ... on Agent {\n        limitPreview(limit: $limit) {\n          ...CapEffect\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAgentLimit($input: SetAgentLimitInput!) {\n    setAgentLimit(input: $input) {\n      agent {\n        id\n        creditLimit\n      }\n      usage {\n        id\n        status\n        blockers {\n          code\n          since\n          clearsAt\n          clearedBy\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetAgentLimit($input: SetAgentLimitInput!) {\n    setAgentLimit(input: $input) {\n      agent {\n        id\n        creditLimit\n      }\n      usage {\n        id\n        status\n        blockers {\n          code\n          since\n          clearsAt\n          clearedBy\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllocationPreview($workspaceId: ID!, $allocation: Credits) {\n    workspace(id: $workspaceId) {\n      id\n      allocationPreview(allocation: $allocation) {\n        cap {\n          ...CapEffect\n        }\n        allocated\n        granted\n      }\n    }\n  }\n"): (typeof documents)["\n  query AllocationPreview($workspaceId: ID!, $allocation: Credits) {\n    workspace(id: $workspaceId) {\n      id\n      allocationPreview(allocation: $allocation) {\n        cap {\n          ...CapEffect\n        }\n        allocated\n        granted\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAllocation($input: SetAllocationInput!) {\n    setAllocation(input: $input) {\n      workspace {\n        id\n        creditsDashboard {\n          allocation\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetAllocation($input: SetAllocationInput!) {\n    setAllocation(input: $input) {\n      workspace {\n        id\n        creditsDashboard {\n          allocation\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CapEffect on CapPreview {\n    used\n    stops\n    reachedAt\n  }\n"): (typeof documents)["\n  fragment CapEffect on CapPreview {\n    used\n    stops\n    reachedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EmailSettings on Viewer {\n    emailChoices {\n      kind\n      wanted\n    }\n  }\n"): (typeof documents)["\n  fragment EmailSettings on Viewer {\n    emailChoices {\n      kind\n      wanted\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetEmailChoice($input: SetEmailChoiceInput!) {\n    setEmailChoice(input: $input) {\n      emailChoices {\n        kind\n        wanted\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetEmailChoice($input: SetEmailChoiceInput!) {\n    setEmailChoice(input: $input) {\n      emailChoices {\n        kind\n        wanted\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NewestNotification {\n    viewer {\n      notifications(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query NewestNotification {\n    viewer {\n      notifications(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InboxLive($after: String) {\n    notifications(after: $after) {\n      version\n      newest(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription InboxLive($after: String) {\n    notifications(after: $after) {\n      version\n      newest(first: 1) {\n        unreadCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      notifications {\n        id\n        readAt\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      notifications {\n        id\n        readAt\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationRow on Notification {\n    id\n    kind\n    createdAt\n    readAt\n    contractName\n    timeZone\n    contract {\n      id\n    }\n    workspace {\n      id\n      name\n      canViewDashboard\n    }\n    agent {\n      id\n      name\n    }\n    figures {\n      type: __typename\n      ... on ThresholdFigures {\n        threshold\n        used\n        cap\n        resetsAt\n      }\n      ... on ShortFigures {\n        granted\n        before\n        resetsAt\n      }\n      ... on SafetyHoldFigures {\n        spent\n        limit\n        hour\n      }\n      ... on PurchaseFigures {\n        kind\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n      }\n      ... on RunOutFigures {\n        runsOutAt\n        used\n        granted\n        resetsAt\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment NotificationRow on Notification {\n    id\n    kind\n    createdAt\n    readAt\n    contractName\n    timeZone\n    contract {\n      id\n    }\n    workspace {\n      id\n      name\n      canViewDashboard\n    }\n    agent {\n      id\n      name\n    }\n    figures {\n      type: __typename\n      ... on ThresholdFigures {\n        threshold\n        used\n        cap\n        resetsAt\n      }\n      ... on ShortFigures {\n        granted\n        before\n        resetsAt\n      }\n      ... on SafetyHoldFigures {\n        spent\n        limit\n        hour\n      }\n      ... on PurchaseFigures {\n        kind\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n      }\n      ... on RunOutFigures {\n        runsOutAt\n        used\n        granted\n        resetsAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CreationWorkspace($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      creationPolicy\n      listedCreators {\n        id\n        name\n      }\n      members(first: 100, after: $after) {\n        nodes {\n          id\n          role\n          user {\n            id\n            name\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query CreationWorkspace($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      creationPolicy\n      listedCreators {\n        id\n        name\n      }\n      members(first: 100, after: $after) {\n        nodes {\n          id\n          role\n          user {\n            id\n            name\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CreationPreview($workspaceId: ID!, $policy: CreationPolicy!, $listed: [ID!]!) {\n    workspace(id: $workspaceId) {\n      id\n      creationPreview(policy: $policy, listed: $listed) {\n        mayCreate\n        leftOutCount\n        leftOut {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query CreationPreview($workspaceId: ID!, $policy: CreationPolicy!, $listed: [ID!]!) {\n    workspace(id: $workspaceId) {\n      id\n      creationPreview(policy: $policy, listed: $listed) {\n        mayCreate\n        leftOutCount\n        leftOut {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    contractRole\n    expiresAt\n  }\n"): (typeof documents)["\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    contractRole\n    expiresAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InviteDialog on Workspace {\n    id\n    name\n    assignableRoles\n  }\n"): (typeof documents)["\n  fragment InviteDialog on Workspace {\n    id\n    name\n    assignableRoles\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MemberRow on Member {\n    id\n    role\n    joinedAt\n    assignableRoles\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment MemberRow on Member {\n    id\n    role\n    joinedAt\n    assignableRoles\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    setMemberRole(input: $input) {\n      member {\n        ...MemberRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    setMemberRole(input: $input) {\n      member {\n        ...MemberRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfficerDialog on Contract {\n    id\n    name\n    appointableRoles\n  }\n"): (typeof documents)["\n  fragment OfficerDialog on Contract {\n    id\n    name\n    appointableRoles\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteOfficer($input: InviteOfficerInput!) {\n    inviteOfficer(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InviteOfficer($input: InviteOfficerInput!) {\n    inviteOfficer(input: $input) {\n      link\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfficerRow on Officer {\n    id\n    role\n    since\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment OfficerRow on Officer {\n    id\n    role\n    since\n    removable\n    user {\n      id\n      name\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveOfficer($input: RemoveOfficerInput!) {\n    removeOfficer(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveOfficer($input: RemoveOfficerInput!) {\n    removeOfficer(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetCreationPolicy($input: SetCreationPolicyInput!) {\n    setCreationPolicy(input: $input) {\n      workspace {\n        id\n        creationPolicy\n        listedCreators {\n          id\n          name\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetCreationPolicy($input: SetCreationPolicyInput!) {\n    setCreationPolicy(input: $input) {\n      workspace {\n        id\n        creationPolicy\n        listedCreators {\n          id\n          name\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Allowance on Billing {\n    id\n    allowance\n    pendingAllowance\n    resetsAt\n    priceList {\n      credits\n    }\n  }\n"): (typeof documents)["\n  fragment Allowance on Billing {\n    id\n    allowance\n    pendingAllowance\n    resetsAt\n    priceList {\n      credits\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LowerAllowance($input: LowerAllowanceInput!) {\n    lowerAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation LowerAllowance($input: LowerAllowanceInput!) {\n    lowerAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation KeepAllowance($input: KeepAllowanceInput!) {\n    keepAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation KeepAllowance($input: KeepAllowanceInput!) {\n    keepAllowance(input: $input) {\n      workspace {\n        id\n        billing {\n          ...Allowance\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AskTeam on Billing {\n    id\n    accountTeam {\n      id\n      name\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment AskTeam on Billing {\n    id\n    accountTeam {\n      id\n      name\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Pack on Quote {\n    credits\n    charge {\n      amountMinor\n      currency\n    }\n    granted\n    actsAt\n    recurring {\n      amountMinor\n      currency\n    }\n    recursFrom\n    runsOutBefore\n    runsOutAfter\n  }\n"): (typeof documents)["\n  fragment Pack on Quote {\n    credits\n    charge {\n      amountMinor\n      currency\n    }\n    granted\n    actsAt\n    recurring {\n      amountMinor\n      currency\n    }\n    recursFrom\n    runsOutBefore\n    runsOutAfter\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BuyCredits($input: BuyCreditsInput!) {\n    buyCredits(input: $input) {\n      purchase {\n        id\n        status\n      }\n      workspace {\n        id\n        billing {\n          id\n          allowance\n          pendingAllowance\n          ...Receipts\n        }\n        creditsDashboard {\n          pool {\n            used\n            granted\n            held\n            remaining\n            usedRatio\n            threshold\n            nearAt\n          }\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation BuyCredits($input: BuyCreditsInput!) {\n    buyCredits(input: $input) {\n      purchase {\n        id\n        status\n      }\n      workspace {\n        id\n        billing {\n          id\n          allowance\n          pendingAllowance\n          ...Receipts\n        }\n        creditsDashboard {\n          pool {\n            used\n            granted\n            held\n            remaining\n            usedRatio\n            threshold\n            nearAt\n          }\n        }\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PurchaseRow on Purchase {\n    id\n    kind\n    status\n    credits\n    createdAt\n    failure\n    charge {\n      amountMinor\n      currency\n    }\n    orderedBy {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment PurchaseRow on Purchase {\n    id\n    kind\n    status\n    credits\n    createdAt\n    failure\n    charge {\n      amountMinor\n      currency\n    }\n    orderedBy {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefundPurchase($input: RefundPurchaseInput!) {\n    refundPurchase(input: $input) {\n      purchase {\n        ...PurchaseRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RefundPurchase($input: RefundPurchaseInput!) {\n    refundPurchase(input: $input) {\n      purchase {\n        ...PurchaseRow\n      }\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PurchaseTerms($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        channel\n        ...AskTeam\n        ...Allowance\n        ...Receipts\n      }\n    }\n  }\n"): (typeof documents)["\n  query PurchaseTerms($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        channel\n        ...AskTeam\n        ...Allowance\n        ...Receipts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PurchaseOptions($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        resetsAt\n        topUps: quotes(kind: TOP_UP) {\n          ...Pack\n        }\n        allowances: quotes(kind: ALLOWANCE) {\n          ...Pack\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PurchaseOptions($workspaceId: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      billing {\n        id\n        resetsAt\n        topUps: quotes(kind: TOP_UP) {\n          ...Pack\n        }\n        allowances: quotes(kind: ALLOWANCE) {\n          ...Pack\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Receipts on Billing {\n    id\n    purchases(first: 10) {\n      nodes {\n        id\n        kind\n        status\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n        createdAt\n        orderedBy {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Receipts on Billing {\n    id\n    purchases(first: 10) {\n      nodes {\n        id\n        kind\n        status\n        credits\n        charge {\n          amountMinor\n          currency\n        }\n        createdAt\n        orderedBy {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateServiceToken($input: CreateServiceTokenInput!) {\n    createServiceToken(input: $input) {\n      plainText\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateServiceToken($input: CreateServiceTokenInput!) {\n    createServiceToken(input: $input) {\n      plainText\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TokenList on ServiceTokenConnection {\n    nodes {\n      id\n      ...TokenRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"): (typeof documents)["\n  fragment TokenList on ServiceTokenConnection {\n    nodes {\n      id\n      ...TokenRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TokenRow on ServiceToken {\n    id\n    name\n    hint\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n    createdBy {\n      id\n      name\n    }\n    workspace {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment TokenRow on ServiceToken {\n    id\n    name\n    hint\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n    createdBy {\n      id\n      name\n    }\n    workspace {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeServiceToken($input: RevokeServiceTokenInput!) {\n    revokeServiceToken(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeServiceToken($input: RevokeServiceTokenInput!) {\n    revokeServiceToken(input: $input) {\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AllocationNote on CreditsDashboard {\n    used\n    allocation\n    allocationThreshold\n    period {\n      id\n      kind\n      current\n    }\n  }\n"): (typeof documents)["\n  fragment AllocationNote on CreditsDashboard {\n    used\n    allocation\n    allocationThreshold\n    period {\n      id\n      kind\n      current\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DayReadout on UsageDay {\n    date\n    credits\n    cumulative\n    succeeded\n    failed\n  }\n"): (typeof documents)["\n  fragment DayReadout on UsageDay {\n    date\n    credits\n    cumulative\n    succeeded\n    failed\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateReadout on ForecastDay {\n    date\n    expected\n    low\n    high\n  }\n"): (typeof documents)["\n  fragment EstimateReadout on ForecastDay {\n    date\n    expected\n    low\n    high\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DaysTable on CreditsDashboard {\n    days {\n      date\n      credits\n      cumulative\n      succeeded\n      failed\n    }\n    poolDays\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment DaysTable on CreditsDashboard {\n    days {\n      date\n      credits\n      cumulative\n      succeeded\n      failed\n    }\n    poolDays\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MetricCards on DashboardCards {\n    agentBuilders {\n      value\n      previous\n    }\n    agentsInAction {\n      value\n      previous\n    }\n    runsCompleted {\n      value\n      failed\n      previous\n    }\n  }\n"): (typeof documents)["\n  fragment MetricCards on DashboardCards {\n    agentBuilders {\n      value\n      previous\n    }\n    agentsInAction {\n      value\n      previous\n    }\n    runsCompleted {\n      value\n      failed\n      previous\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PeriodChoice on BillingPeriod {\n    id\n    startsOn\n    endsOn\n    current\n    kind\n  }\n"): (typeof documents)["\n  fragment PeriodChoice on BillingPeriod {\n    id\n    startsOn\n    endsOn\n    current\n    kind\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolBar on PoolUsage {\n    used\n    granted\n    usedRatio\n    threshold\n    nearAt\n  }\n"): (typeof documents)["\n  fragment PoolBar on PoolUsage {\n    used\n    granted\n    usedRatio\n    threshold\n    nearAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PoolNote on CreditsDashboard {\n    used\n    period {\n      id\n      kind\n    }\n    pool {\n      used\n      usedRatio\n    }\n  }\n"): (typeof documents)["\n  fragment PoolNote on CreditsDashboard {\n    used\n    period {\n      id\n      kind\n    }\n    pool {\n      used\n      usedRatio\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UseByAgent($workspaceId: ID!, $period: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        days {\n          date\n        }\n        daysByAgent(top: 5) {\n          agent {\n            id\n            name\n          }\n          cumulative\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UseByAgent($workspaceId: ID!, $period: ID!) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        days {\n          date\n        }\n        daysByAgent(top: 5) {\n          agent {\n            id\n            name\n          }\n          cumulative\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UsageChart on CreditsDashboard {\n    asOf\n    period {\n      id\n      kind\n      current\n      startsOn\n      endsOn\n    }\n    used\n    allocation\n    pool {\n      used\n      granted\n      nearAt\n    }\n    poolDays\n    days {\n      date\n      startsAt\n      credits\n      cumulative\n      succeeded\n      failed\n      ...DayReadout\n    }\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n        ...EstimateReadout\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n    ...DaysTable\n  }\n"): (typeof documents)["\n  fragment UsageChart on CreditsDashboard {\n    asOf\n    period {\n      id\n      kind\n      current\n      startsOn\n      endsOn\n    }\n    used\n    allocation\n    pool {\n      used\n      granted\n      nearAt\n    }\n    poolDays\n    days {\n      date\n      startsAt\n      credits\n      cumulative\n      succeeded\n      failed\n      ...DayReadout\n    }\n    forecast {\n      days {\n        date\n        expected\n        low\n        high\n        ...EstimateReadout\n      }\n      pool {\n        days {\n          expected\n          low\n          high\n        }\n      }\n    }\n    ...DaysTable\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UsageSummary on CreditsDashboard {\n    used\n    daysLeft\n    allocation\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      held\n      remaining\n      usedRatio\n      ...PoolBar\n    }\n    ...PoolNote\n    ...AllocationNote\n  }\n"): (typeof documents)["\n  fragment UsageSummary on CreditsDashboard {\n    used\n    daysLeft\n    allocation\n    period {\n      id\n      kind\n      current\n      endsOn\n    }\n    pool {\n      used\n      granted\n      held\n      remaining\n      usedRatio\n      ...PoolBar\n    }\n    ...PoolNote\n    ...AllocationNote\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountPage($contractId: ID!, $grants: String, $purchases: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      allows\n      ...Terms\n      grants(first: 10, after: $grants) {\n        ...GrantList\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      billing {\n        id\n        purchases(first: 10, after: $purchases) {\n          nodes {\n            id\n            ...PurchaseRow\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query AccountPage($contractId: ID!, $grants: String, $purchases: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      allows\n      ...Terms\n      grants(first: 10, after: $grants) {\n        ...GrantList\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      billing {\n        id\n        purchases(first: 10, after: $purchases) {\n          nodes {\n            id\n            ...PurchaseRow\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountsPage($search: String, $after: String) {\n    assignedContracts(first: 50, after: $after, search: $search) {\n      nodes {\n        ...HealthRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query AccountsPage($search: String, $after: String) {\n    assignedContracts(first: 50, after: $after, search: $search) {\n      nodes {\n        ...HealthRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditPage($workspaceId: ID!, $after: String, $filter: AuditFilter) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContractAuditPage($contractId: ID!, $after: String, $filter: AuditFilter) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n"): (typeof documents)["\n  query ContractAuditPage($contractId: ID!, $after: String, $filter: AuditFilter) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      auditLog(first: 50, after: $after, filter: $filter) {\n        ...AuditList\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractOverview on ContractOverview {\n    asOf\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    pool {\n      used\n      ...PoolBar\n    }\n    ...PoolSummary\n    workspaces(first: 50, after: $cursor) {\n      nodes {\n        workspaceId\n        ...WorkspaceUse\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ContractOverview on ContractOverview {\n    asOf\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    pool {\n      used\n      ...PoolBar\n    }\n    ...PoolSummary\n    workspaces(first: 50, after: $cursor) {\n      nodes {\n        workspaceId\n        ...WorkspaceUse\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContractPage($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            ...WorkspaceRow\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ContractPage($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            ...WorkspaceRow\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ContractLive($contractId: ID!, $after: String, $cursor: String) {\n    contractUsage(contractId: $contractId, after: $after) {\n      version\n      overview {\n        ...ContractOverview\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ContractLive($contractId: ID!, $after: String, $cursor: String) {\n    contractUsage(contractId: $contractId, after: $after) {\n      version\n      overview {\n        ...ContractOverview\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContractFrame($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            workspace {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ContractFrame($contractId: ID!, $period: ID, $cursor: String) {\n    contract(id: $contractId) {\n      id\n      overview(period: $period) {\n        ...ContractOverview\n        workspaces(first: 50, after: $cursor) {\n          nodes {\n            workspace {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContractTokensPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n"): (typeof documents)["\n  query ContractTokensPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CreditsDashboard on CreditsDashboard {\n    asOf\n    allocation\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      id\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    ...UsageSummary\n    ...ForecastNote\n    ...UsageChart\n    cards {\n      ...MetricCards\n    }\n    agents(first: 50, orderBy: $orderBy, filter: $filter) {\n      ...AgentPage\n    }\n  }\n"): (typeof documents)["\n  fragment CreditsDashboard on CreditsDashboard {\n    asOf\n    allocation\n    period {\n      id\n      current\n      ...PeriodChoice\n    }\n    previousPeriod {\n      id\n      ...PeriodChoice\n    }\n    nextPeriod {\n      ...PeriodChoice\n    }\n    ...UsageSummary\n    ...ForecastNote\n    ...UsageChart\n    cards {\n      ...MetricCards\n    }\n    agents(first: 50, orderBy: $orderBy, filter: $filter) {\n      ...AgentPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CreditsPage(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      allows\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n"): (typeof documents)["\n  query CreditsPage(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      allows\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CreditsLive(\n    $workspaceId: ID!\n    $after: String\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspaceUsage(workspaceId: $workspaceId, after: $after) {\n      version\n      dashboard {\n        ...CreditsDashboard\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription CreditsLive(\n    $workspaceId: ID!\n    $after: String\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspaceUsage(workspaceId: $workspaceId, after: $after) {\n      version\n      dashboard {\n        ...CreditsDashboard\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CreditsFrame(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n"): (typeof documents)["\n  query CreditsFrame(\n    $workspaceId: ID!\n    $period: ID\n    $orderBy: AgentUsageOrder!\n    $filter: AgentUsageFilter!\n  ) {\n    workspace(id: $workspaceId) {\n      id\n      creditsDashboard(period: $period) {\n        ...CreditsDashboard\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HomePage {\n    viewer {\n      allows\n      dashboards: workspaces(first: 1, allowing: VIEW_DASHBOARD) {\n        nodes {\n          id\n        }\n      }\n      managed: workspaces(first: 1, allowing: MANAGE_MEMBERS) {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query HomePage {\n    viewer {\n      allows\n      dashboards: workspaces(first: 1, allowing: VIEW_DASHBOARD) {\n        nodes {\n          id\n        }\n      }\n      managed: workspaces(first: 1, allowing: MANAGE_MEMBERS) {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InvitationPage($token: String!) {\n    invitation(token: $token) {\n      email\n      role\n      contractRole\n      workspaceName\n      contractName\n      invitedBy\n      expiresAt\n    }\n    viewer {\n      user {\n        id\n        email\n      }\n    }\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n"): (typeof documents)["\n  query InvitationPage($token: String!) {\n    invitation(token: $token) {\n      email\n      role\n      contractRole\n      workspaceName\n      contractName\n      invitedBy\n      expiresAt\n    }\n    viewer {\n      user {\n        id\n        email\n      }\n    }\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LedgerPage($workspaceId: ID!, $period: ID) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        period {\n          id\n          current\n          ...PeriodChoice\n        }\n        previousPeriod {\n          ...PeriodChoice\n        }\n        nextPeriod {\n          ...PeriodChoice\n        }\n        ...PoolBalance\n        ledgerEntries(first: 50) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query LedgerPage($workspaceId: ID!, $period: ID) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      timeZone\n      periods(first: 36) {\n        nodes {\n          ...PeriodChoice\n        }\n      }\n      creditsDashboard(period: $period) {\n        period {\n          id\n          current\n          ...PeriodChoice\n        }\n        previousPeriod {\n          ...PeriodChoice\n        }\n        nextPeriod {\n          ...PeriodChoice\n        }\n        ...PoolBalance\n        ledgerEntries(first: 50) {\n          ...EntryPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MembersPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      allows\n      ...InviteDialog\n      members(first: 50, after: $after) {\n        nodes {\n          id\n          ...MemberRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query MembersPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      allows\n      ...InviteDialog\n      members(first: 50, after: $after) {\n        nodes {\n          id\n          ...MemberRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsPage($after: String) {\n    viewer {\n      notifications(first: 25, after: $after) {\n        unreadCount\n        nodes {\n          id\n          createdAt\n          ...NotificationRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query NotificationsPage($after: String) {\n    viewer {\n      notifications(first: 25, after: $after) {\n        unreadCount\n        nodes {\n          id\n          createdAt\n          ...NotificationRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OfficersPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      ...OfficerDialog\n      officers(first: 50, after: $after) {\n        nodes {\n          id\n          ...OfficerRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query OfficersPage($contractId: ID!, $after: String) {\n    contract(id: $contractId) {\n      id\n      name\n      ...OfficerDialog\n      officers(first: 50, after: $after) {\n        nodes {\n          id\n          ...OfficerRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n      invitations {\n        id\n        ...InvitationRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SettingsPage {\n    viewer {\n      hasPassword\n      ...ProfileSettings\n      ...EmailSettings\n      ...SessionSettings\n    }\n  }\n"): (typeof documents)["\n  query SettingsPage {\n    viewer {\n      hasPassword\n      ...ProfileSettings\n      ...EmailSettings\n      ...SessionSettings\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SignInPage {\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n"): (typeof documents)["\n  query SignInPage {\n    signInProvider {\n      ...ProviderLink\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TokensPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n"): (typeof documents)["\n  query TokensPage($workspaceId: ID!, $after: String) {\n    workspace(id: $workspaceId) {\n      id\n      name\n      issuableScopes\n      serviceTokens(first: 50, after: $after) {\n        ...TokenList\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;