import type { paths } from './schema'

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
export type Run = Answer<'/api/tenants/{tenantId}/projects/{projectId}/runs'>['items'][number]
export type RunScanner = Run['scanners'][number]
export type Finding = Answer<'/api/tenants/{tenantId}/findings'>['items'][number]
export type FindingDetail = Answer<'/api/tenants/{tenantId}/findings/{findingId}'>
type Counted = { value: string; findings: number }[] | null
export type Facets = Answer<'/api/tenants/{tenantId}/findings/facets'> & {
  cwe?: Counted
  path?: Counted
  age?: Counted
}
export type View = Answer<'/api/tenants/{tenantId}/views'>[number]
export type Suppression = Answer<'/api/tenants/{tenantId}/suppressions'>['items'][number]
export type Severity = Finding['severity']
export type ApiKey = Answer<'/api/tenants/{tenantId}/api-keys'>['items'][number]
export type Role = Tenant['role']
export type TenantDetail = Answer<'/api/tenants/{tenantId}'>
export type Member = Answer<'/api/tenants/{tenantId}/members'>['items'][number]
export type Invitation = Answer<'/api/tenants/{tenantId}/invitations'>['items'][number]
export type AuditItem = Answer<'/api/tenants/{tenantId}/audit'>['items'][number]
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
