import type { components, paths } from './schema'

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

export type Me = Answer<'/api/me'>
export type Tenant = Me['tenants'][number]
export type Project = Answer<'/api/tenants/{tenantId}/projects/{projectId}'>
export type GatePolicy = Project['gatePolicy']
export type Scanner = Answer<'/api/tenants/{tenantId}/projects/{projectId}/scanners'>['items'][number]
export type Run = Answer<'/api/tenants/{tenantId}/runs'>['items'][number]
export type RunDetail = Answer<'/api/tenants/{tenantId}/projects/{projectId}/runs/{runId}'>
export type GateVerdict = Answer<'/api/tenants/{tenantId}/gate-verdicts/{verdictId}'>
export type Overview = Answer<'/api/tenants/{tenantId}/overview'>
export type Trend = Answer<'/api/tenants/{tenantId}/findings/trend'>
export type RunScanner = Run['scanners'][number]
export type Finding = Answer<'/api/tenants/{tenantId}/findings'>['items'][number]
export type FindingDetail = Answer<'/api/tenants/{tenantId}/findings/{findingId}'>
export type Facets = Answer<'/api/tenants/{tenantId}/findings/facets'>
export type View = Answer<'/api/tenants/{tenantId}/views'>[number]
export type Suppression = Answer<'/api/tenants/{tenantId}/suppressions'>['items'][number]
export type Severity = Finding['severity']
export type ApiKey = Answer<'/api/tenants/{tenantId}/api-keys'>['items'][number]
export type TrustRule = Answer<'/api/tenants/{tenantId}/projects/{projectId}/trust-rules'>['items'][number]
export type TrustPlatform = TrustRule['platform']
export type TrustRuleRequest = components['schemas']['TrustRuleRequest']
export type TriedRule = components['schemas']['TriedRule']
export type Role = Tenant['role']
export type TenantDetail = Answer<'/api/tenants/{tenantId}'>
export type Member = Answer<'/api/tenants/{tenantId}/members'>['items'][number]
export type FormerMember = Answer<'/api/tenants/{tenantId}/members/former'>['items'][number]
export type Invitation = Answer<'/api/tenants/{tenantId}/invitations'>['items'][number]
export type AuditItem = Answer<'/api/tenants/{tenantId}/audit'>['items'][number]
export type Plan = Answer<'/api/tenants/{tenantId}/plan'>
export type Subscription = NonNullable<Plan['subscription']>
export type Offer = Plan['billing']['plans'][number]
export type Retention = Answer<'/api/tenants/{tenantId}/retention'>
export type RetentionRound = NonNullable<Retention['lastRound']>
export type Archive = Answer<'/api/tenants/{tenantId}/archives'>['items'][number]
export type NotificationChannel = Answer<'/api/tenants/{tenantId}/notifications/channels'>['items'][number]
export type ChannelKind = NotificationChannel['kind']
export type NotificationKind = NotificationChannel['events'][number]
export type ChannelRequest = components['schemas']['CreateChannelRequest']
export type TestedChannel = components['schemas']['TestedChannel']
export type Delivery =
  Answer<'/api/tenants/{tenantId}/notifications/channels/{channelId}/deliveries'>['items'][number]
export type MyNotifications = Answer<'/api/tenants/{tenantId}/me/notifications'>
export type MyNotificationsRequest = components['schemas']['MyNotificationsRequest']
export type DigestFrequency = MyNotifications['frequency']
export type AuditStatus = Answer<'/api/tenants/{tenantId}/audit/status'>

type Infrastructure = '/api/tenants/{tenantId}/projects/{projectId}/infrastructure'

export type Analysis = Answer<Infrastructure>['items'][number]
export type AnalysisDetail = Answer<`${Infrastructure}/{analysisId}`>
export type Chokepoint = AnalysisDetail['chokepoints'][number]
export type AttackPath = Answer<`${Infrastructure}/{analysisId}/paths`>['items'][number]
export type GraphPart = Answer<`${Infrastructure}/{analysisId}/part`>
export type GraphNode = GraphPart['nodes'][number]
export type GraphEdge = GraphPart['edges'][number]
export type NodeDetail = Answer<`${Infrastructure}/{analysisId}/nodes/{number}`>
export type Comparison = Answer<`${Infrastructure}/{analysisId}/comparison`>
export type Exposure = GraphNode['exposure']
export type Evidence = GraphEdge['evidence']
export type EdgeFamily = GraphEdge['family']
