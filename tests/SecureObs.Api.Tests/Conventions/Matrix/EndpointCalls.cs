using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>
/// How each endpoint is called so that it succeeds. What a call uses up it makes first. Give every parameter that names
/// something, optional ones too: they are what is replaced by another tenant's. What must be refused stands nowhere here:
/// the rule of the endpoint says it.
/// </summary>
internal static class EndpointCalls
{
    public static readonly IReadOnlyDictionary<string, Func<SeededTenant, Caller, Task<Call>>> All =
        new Dictionary<string, Func<SeededTenant, Caller, Task<Call>>>
        {
            ["ANY /health/live"] = Plain(_ => new()),
            ["ANY /health/ready"] = Plain(_ => new()),
            ["ANY /api/{**path}"] = Plain(tenant => new() { Route = { ["path"] = $"unknown/{tenant.ProjectId}" }, ToEverybody = HttpStatusCode.NotFound }),
            // There is no built dashboard in the tests.
            ["ANY /{**path:nonfile}"] = Plain(tenant => new() { Route = { ["path"] = $"tenants/{tenant.Id}" } }),
            ["ANY /"] = Plain(_ => new()),
            ["ANY /health/{**path}"] = Plain(_ => new() { Route = { ["path"] = "unknown" }, ToEverybody = HttpStatusCode.NotFound }),
            ["ANY /.well-known/{**path}"] = Plain(_ => new() { Route = { ["path"] = "unknown" }, ToEverybody = HttpStatusCode.NotFound }),
            ["GET /api/auth-config"] = Plain(_ => new()),
            ["GET /health/isolation"] = Plain(_ => new()),
            ["GET /.well-known/security.txt"] = Plain(_ => new()),
            ["GET /security.txt"] = Plain(_ => new() { ToEverybody = HttpStatusCode.PermanentRedirect }),
            ["GET /security-policy.txt"] = Plain(_ => new()),
            ["GET /api/me"] = Plain(_ => new()),

            // Somebody who is in no organisation.
            ["DELETE /api/me"] = Plain(tenant => new() { As = tenant.NewPerson() }),

            ["POST /api/tenants"] = Plain(_ => new() { Body = new JsonObject { ["name"] = SeededTenant.NewName() } }),
            ["GET /api/tenants/{tenantId}"] = Plain(_ => new()),
            ["PUT /api/tenants/{tenantId}"] = Plain(tenant => new() { Body = new JsonObject { ["name"] = $"{SeededTenant.NewName()} {tenant.Canary}" } }),

            ["GET /api/tenants/{tenantId}/deletion"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/deletion"] = (tenant, _) => OfNewTenantAsync(tenant, isEnding: false),
            ["DELETE /api/tenants/{tenantId}/deletion"] = (tenant, _) => OfNewTenantAsync(tenant, isEnding: true),
            ["GET /api/archives/{token}"] = Plain(_ => new() { Route = { ["token"] = "unknown" }, ToEverybody = HttpStatusCode.NotFound }),
            ["GET /api/tenants/{tenantId}/archives"] = Plain(_ => new()),
            // It removes those that are there, which other calls need.
            ["POST /api/tenants/{tenantId}/archives"] = async (tenant, _) => (await OfNewTenantAsync(tenant, isEnding: false)) with { Body = null },
            ["POST /api/tenants/{tenantId}/archives/{archiveId:guid}/link"] = async (tenant, _) => new() { Route = { ["archiveId"] = $"{await tenant.NewArchiveAsync()}" } },
            ["DELETE /api/tenants/{tenantId}/archives/{archiveId:guid}"] = async (tenant, _) => new() { Route = { ["archiveId"] = $"{await tenant.NewArchiveAsync()}" } },
            ["POST /api/tenants/{tenantId}/archives/secret-hash-key"] = Plain(_ => new()),
            ["GET /api/tenants/{tenantId}/retention"] = Plain(_ => new()),
            ["PUT /api/tenants/{tenantId}/retention"] = Plain(_ => new() { Body = new JsonObject { ["days"] = 1000 + SeededTenant.NewNumber() % 2000 } }),
            ["GET /api/tenants/{tenantId}/members"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(DateTime.UnixEpoch, tenant.MemberId) } }),
            ["PUT /api/tenants/{tenantId}/members/{memberId:guid}/role"] = async (tenant, _) => new()
            {
                Route = { ["memberId"] = $"{(await tenant.NewMemberAsync()).MemberId}" },
                Body = new JsonObject { ["role"] = "admin" },
            },
            ["DELETE /api/tenants/{tenantId}/members/{memberId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["memberId"] = $"{(await tenant.NewMemberAsync()).MemberId}" },
            },
            ["GET /api/tenants/{tenantId}/members/former"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(DateTime.UnixEpoch.AddYears(100), tenant.MemberId) } }),
            ["DELETE /api/tenants/{tenantId}/members/former/{memberId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["memberId"] = $"{await tenant.NewFormerMemberAsync()}" },
            },
            ["GET /api/tenants/{tenantId}/notifications/channels"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/notifications/channels"] = Plain(tenant => new()
            {
                Body = new JsonObject
                {
                    ["name"] = SeededTenant.NewName(),
                    ["kind"] = "webhook",
                    ["address"] = "https://hooks.example/path",
                    ["events"] = new JsonArray("gate-failed"),
                    ["projectId"] = $"{tenant.ProjectId}",
                },
            }),
            ["PUT /api/tenants/{tenantId}/notifications/channels/{channelId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["channelId"] = $"{await tenant.NewChannelAsync()}" },
                Body = new JsonObject { ["name"] = SeededTenant.NewName(), ["events"] = new JsonArray("gate-failed"), ["projectId"] = $"{tenant.ProjectId}", ["paused"] = false },
            },
            ["DELETE /api/tenants/{tenantId}/notifications/channels/{channelId:guid}"] = OfNewChannel,
            ["POST /api/tenants/{tenantId}/notifications/channels/{channelId:guid}/rotate"] = OfNewChannel,
            ["POST /api/tenants/{tenantId}/notifications/channels/{channelId:guid}/test"] = OfNewChannel,
            ["GET /api/tenants/{tenantId}/notifications/channels/{channelId:guid}/deliveries"] = async (tenant, _) => new()
            {
                Route = { ["channelId"] = $"{await tenant.NewChannelAsync()}" },
                Query = { ["after"] = Cursor.Write(tenant.FindingId) },
            },
            ["POST /api/tenants/{tenantId}/notifications/channels/{channelId:guid}/deliveries/{deliveryId:guid}/replay"] = async (tenant, _) =>
            {
                var channel = await tenant.NewChannelAsync();
                return new() { Route = { ["channelId"] = $"{channel}", ["deliveryId"] = $"{await tenant.NewDeliveryAsync(channel)}" } };
            },
            ["GET /api/tenants/{tenantId}/me/notifications"] = Plain(_ => new()),
            ["PUT /api/tenants/{tenantId}/me/notifications"] = async (tenant, caller) => new()
            {
                As = (await tenant.NewMemberAsync(caller)).Credential,
                Body = new JsonObject
                {
                    ["frequency"] = "daily",
                    ["events"] = new JsonArray("gate-failed"),
                    ["projectIds"] = new JsonArray($"{tenant.ProjectId}"),
                },
            },
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(tenant.FindingId) } }),
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules"] = Plain(_ => new() { Body = TrustRule() }),
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules/try"] = Plain(_ => new() { Body = new JsonObject { ["claims"] = "{}" } }),
            ["DELETE /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules/{ruleId:guid}"] = async (tenant, _) => new() { Route = { ["ruleId"] = $"{await tenant.NewTrustRuleAsync()}" } },
            ["POST /api/projects/{projectId}/run-credentials/renewal"] = Plain(_ => new()),
            ["POST /api/projects/{projectId}/run-credentials"] = Plain(_ => new()
            {
                Body = new JsonObject { ["token"] = "unknown", ["pipelineRunId"] = "1" },
                ToEverybody = HttpStatusCode.Unauthorized,
            }),
            ["DELETE /api/tenants/{tenantId}/members/me"] = async (tenant, caller) => new() { As = (await tenant.NewMemberAsync(caller)).Credential },

            ["GET /api/tenants/{tenantId}/invitations"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(tenant.FindingId) } }),
            ["POST /api/tenants/{tenantId}/invitations"] = Plain(_ => new() { Body = new JsonObject { ["role"] = "member", ["note"] = SeededTenant.NewName() } }),
            ["DELETE /api/tenants/{tenantId}/invitations/{invitationId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["invitationId"] = $"{(await tenant.NewInvitationAsync()).Id}" },
            },
            ["POST /api/invitations/preview"] = async (tenant, _) => new()
            {
                Body = new JsonObject { ["token"] = (await tenant.NewInvitationAsync()).Token },
                Invites = true,
            },
            // Who is a member already cannot join: a new person does.
            ["POST /api/invitations/accept"] = async (tenant, _) => new()
            {
                Body = new JsonObject { ["token"] = (await tenant.NewInvitationAsync()).Token },
                As = tenant.NewPerson(),
                Invites = true,
            },

            ["GET /api/tenants/{tenantId}/audit"] = Plain(tenant => new()
            {
                Query = { ["actor"] = $"{tenant.MemberId}", ["subject"] = $"{tenant.FindingId}", ["after"] = Cursor.Write(tenant.FindingId) },
            }),
            ["GET /api/tenants/{tenantId}/audit/actions"] = Plain(_ => new()),

            ["GET /api/tenants/{tenantId}/projects"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(tenant.ProjectId) } }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/projects"] = Plain(_ => new() { Body = new JsonObject { ["name"] = SeededTenant.NewName() } }),
            ["PUT /api/tenants/{tenantId}/projects/{projectId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["projectId"] = $"{await tenant.NewProjectAsync()}" },
                Body = new JsonObject { ["name"] = SeededTenant.NewName() },
            },
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/archive"] = OfNewProject,
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/restore"] = OfNewProject,
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/deletion"] = async (tenant, _) =>
            {
                var (id, name) = await tenant.NewArchivedProjectAsync();
                return new() { Route = { ["projectId"] = $"{id}" }, Body = new JsonObject { ["name"] = name } };
            },
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/settings"] = Plain(_ => new()),
            ["PUT /api/tenants/{tenantId}/projects/{projectId:guid}/settings"] = async (tenant, _) => new()
            {
                Route = { ["projectId"] = $"{await tenant.NewProjectAsync()}" },
                Body = new JsonObject { ["defaultBranch"] = "main", ["fourEyes"] = true, ["dueDays"] = new JsonObject { ["critical"] = 7 } },
            },
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/scanners"] = Plain(_ => new()),
            ["PUT /api/tenants/{tenantId}/projects/{projectId:guid}/scanners"] = Plain(_ => new()
            {
                Body = new JsonObject { ["enabled"] = new JsonArray("gitleaks", "bandit") },
            }),
            ["PUT /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy"] = Plain(_ => new()
            {
                Body = new JsonObject { ["policy"] = "critical" },
            }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy/document"] = Plain(_ => new()),
            // The version is the next one of a new project: each caller finds none.
            ["PUT /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy/document"] = async (tenant, _) => new()
            {
                Route = { ["projectId"] = $"{await tenant.NewProjectAsync()}" },
                Body = new JsonObject { ["baseVersion"] = 0, ["document"] = Policy() },
            },
            ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy/preview"] = Plain(_ => new()
            {
                Body = new JsonObject { ["document"] = Policy() },
            }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs/{runId:guid}/gate-verdicts"] = Plain(tenant => new() { Route = { ["runId"] = $"{tenant.RunId}" } }),
            ["GET /api/tenants/{tenantId}/gate-verdicts/{verdictId:guid}"] = Plain(tenant => new() { Route = { ["verdictId"] = $"{tenant.VerdictId}" } }),
            ["POST /api/tenants/{tenantId}/gate-verdicts/{verdictId:guid}/replay"] = Plain(tenant => new() { Route = { ["verdictId"] = $"{tenant.VerdictId}" } }),
            ["GET /api/tenants/{tenantId}/overview"] = Plain(_ => new()),
            ["GET /api/tenants/{tenantId}/runs"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}", ["after"] = Cursor.Write(DateTime.MaxValue, tenant.RunId) },
            }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/branches"] = Plain(_ => new()),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs/{runId:guid}"] = Plain(tenant => new() { Route = { ["runId"] = $"{tenant.RunId}" } }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs"] = Plain(tenant => new()
            {
                Query = { ["after"] = Cursor.Write(DateTime.MaxValue, tenant.RunId) },
            }),

            ["GET /api/tenants/{tenantId}/findings"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}", ["assignee"] = $"{tenant.MemberId}", ["runId"] = $"{tenant.RunId}", ["after"] = Cursor.Write("severity desc", tenant.FindingId, (short)5, DateTime.MaxValue) },
            }),
            ["GET /api/tenants/{tenantId}/findings/facets"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}", ["assignee"] = $"{tenant.MemberId}", ["runId"] = $"{tenant.RunId}", ["with"] = "rule" },
            }),
            ["GET /api/tenants/{tenantId}/findings/trend"] = Plain(tenant => new() { Query = { ["projectId"] = $"{tenant.ProjectId}" } }),
            ["GET /api/projects/{projectId}/findings/export"] = Plain(tenant => new()
            {
                Query = { ["format"] = "json", ["projectId"] = $"{tenant.ProjectId}", ["assignee"] = $"{tenant.MemberId}", ["runId"] = $"{tenant.RunId}" },
            }),
            ["GET /api/tenants/{tenantId}/findings/export"] = Plain(tenant => new()
            {
                Query = { ["format"] = "jsonl", ["projectId"] = $"{tenant.ProjectId}", ["assignee"] = $"{tenant.MemberId}", ["runId"] = $"{tenant.RunId}" },
            }),
            ["POST /api/tenants/{tenantId}/findings/import-vex"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}" },
                Body = new JsonObject { ["@context"] = "https://openvex.dev/ns/v0.2.0", ["statements"] = new JsonArray() },
            }),
            ["GET /api/tenants/{tenantId}/findings/{findingId:guid}"] = Plain(tenant => new() { Route = { ["findingId"] = $"{tenant.FindingId}" } }),
            ["PUT /api/tenants/{tenantId}/findings/{findingId:guid}/status"] = Plain(tenant => new()
            {
                Route = { ["findingId"] = $"{tenant.FindingId}" },
                Body = new JsonObject { ["status"] = "risk-accepted", ["reason"] = SeededTenant.NewName() },
            }),

            ["PUT /api/tenants/{tenantId}/findings/{findingId:guid}/severity"] = Plain(tenant => new()
            {
                Route = { ["findingId"] = $"{tenant.FindingId}" },
                Body = new JsonObject { ["severity"] = "LOW", ["reason"] = SeededTenant.NewName() },
            }),
            ["PUT /api/tenants/{tenantId}/findings/{findingId:guid}/assignee"] = async (tenant, _) => new()
            {
                Route = { ["findingId"] = $"{await tenant.NewFindingAsync()}" },
                Body = new JsonObject { ["memberId"] = $"{tenant.MemberId}" },
            },
            ["GET /api/tenants/{tenantId}/findings/{findingId:guid}/comments"] = Plain(tenant => new()
            {
                Route = { ["findingId"] = $"{tenant.FindingId}" },
                Query = { ["after"] = Cursor.Write(tenant.FindingId) },
            }),
            ["POST /api/tenants/{tenantId}/findings/{findingId:guid}/comments"] = Plain(tenant => new()
            {
                Route = { ["findingId"] = $"{tenant.FindingId}" },
                Body = new JsonObject { ["comment"] = $"{SeededTenant.NewName()} {tenant.Canary}" },
            }),
            ["POST /api/tenants/{tenantId}/findings/{findingId:guid}/links"] = async (tenant, _) => new()
            {
                Route = { ["findingId"] = $"{await tenant.NewFindingAsync()}" },
                Body = new JsonObject { ["url"] = "https://tracker.example/1", ["title"] = SeededTenant.NewName() },
            },
            ["DELETE /api/tenants/{tenantId}/findings/{findingId:guid}/links/{linkId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["findingId"] = $"{tenant.FindingId}", ["linkId"] = $"{await tenant.NewLinkAsync()}" },
            },
            ["POST /api/tenants/{tenantId}/findings/changes"] = async (tenant, _) => new()
            {
                Body = new JsonObject
                {
                    ["ids"] = new JsonArray($"{await tenant.NewAssignedFindingAsync()}"),
                    ["filter"] = new JsonObject { ["projectId"] = $"{tenant.ProjectId}", ["assignee"] = $"{tenant.MemberId}", ["runId"] = $"{tenant.RunId}" },
                    ["after"] = $"{tenant.FindingId}",
                    ["assignee"] = new JsonObject { ["memberId"] = $"{await tenant.Tenant.MemberIdAsync(tenant.Tenant.Admin)}" },
                },
            },
            ["POST /api/tenants/{tenantId}/findings/changes/{changeId:guid}/undo"] = async (tenant, caller) => new()
            {
                Route = { ["changeId"] = $"{await tenant.NewChangeAsync(caller)}" },
            },

            ["GET /api/tenants/{tenantId}/findings/{findingId:guid}/identity"] = Plain(tenant => new() { Route = { ["findingId"] = $"{tenant.FindingId}" } }),
            ["POST /api/tenants/{tenantId}/findings/{findingId:guid}/same"] = async (tenant, _) => new()
            {
                Route = { ["findingId"] = $"{await tenant.NewFindingAsync()}" },
                Body = new JsonObject { ["otherId"] = $"{await tenant.NewFindingAsync()}" },
            },
            ["POST /api/tenants/{tenantId}/findings/{findingId:guid}/distinct"] = async (tenant, _) =>
            {
                var (finding, fingerprint) = await tenant.NewJoinedFindingAsync();
                return new() { Route = { ["findingId"] = $"{finding}" }, Body = new JsonObject { ["fingerprint"] = fingerprint } };
            },
            ["GET /api/tenants/{tenantId}/rule-aliases"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/rule-aliases/preview"] = Plain(_ => new() { Body = SeededTenant.NewRuleAlias() }),
            ["POST /api/tenants/{tenantId}/rule-aliases"] = Plain(_ => new() { Body = SeededTenant.NewRuleAlias() }),
            ["DELETE /api/tenants/{tenantId}/rule-aliases"] = async (tenant, _) => new()
            {
                Query = { ["scanner"] = "bandit", ["oldRule"] = await tenant.AddRuleAliasAsync() },
            },
            ["GET /api/tenants/{tenantId}/views"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/views"] = Plain(tenant => new() { Body = tenant.NewView() }),
            ["PUT /api/tenants/{tenantId}/views/{viewId:guid}"] = OfNewView("views", changes: true),
            ["DELETE /api/tenants/{tenantId}/views/{viewId:guid}"] = OfNewView("views", changes: false),
            ["POST /api/tenants/{tenantId}/shared-views"] = Plain(tenant => new() { Body = tenant.NewView() }),
            ["PUT /api/tenants/{tenantId}/shared-views/{viewId:guid}"] = OfNewView("shared-views", changes: true),
            ["DELETE /api/tenants/{tenantId}/shared-views/{viewId:guid}"] = OfNewView("shared-views", changes: false),
            ["GET /api/tenants/{tenantId}/suppressions"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}", ["after"] = Cursor.Write(tenant.FindingId) },
            }),
            ["POST /api/tenants/{tenantId}/suppressions"] = Plain(tenant => new()
            {
                Body = new JsonObject
                {
                    ["scope"] = "rule-in-project",
                    ["kind"] = "wont-fix",
                    ["reason"] = SeededTenant.NewName(),
                    ["projectId"] = $"{tenant.ProjectId}",
                    ["scanner"] = "bandit",
                    ["ruleId"] = "B000",
                },
            }),
            ["POST /api/tenants/{tenantId}/suppressions/{suppressionId:guid}/approve"] = OfNewSuppression(waiting: true),
            ["POST /api/tenants/{tenantId}/suppressions/{suppressionId:guid}/refuse"] = OfNewSuppression(waiting: true),
            ["POST /api/tenants/{tenantId}/suppressions/{suppressionId:guid}/lift"] = OfNewSuppression(waiting: false),

            ["GET /api/tenants/{tenantId}/api-keys"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(tenant.FindingId) } }),
            ["POST /api/tenants/{tenantId}/api-keys"] = Plain(tenant => new()
            {
                Body = new JsonObject { ["name"] = SeededTenant.NewName(), ["projectId"] = $"{tenant.ProjectId}" },
            }),
            ["DELETE /api/tenants/{tenantId}/api-keys/{apiKeyId:guid}"] = async (tenant, _) => new()
            {
                Route = { ["apiKeyId"] = $"{await tenant.NewApiKeyAsync()}" },
            },

            ["GET /api/tenants/{tenantId}/plan"] = Plain(_ => new()),
            ["POST /api/tenants/{tenantId}/billing/checkout"] = Plain(_ => new() { Body = new JsonObject { ["plan"] = "team" } }),
            ["POST /api/tenants/{tenantId}/billing/portal"] = async (tenant, _) =>
            {
                await tenant.GoToCheckoutAsync();
                return new();
            },
            // What nobody signed is refused to everybody.
            ["POST /api/stripe/webhook"] = Plain(tenant => new()
            {
                Body = new JsonObject { ["id"] = "evt_matrix", ["type"] = "customer.subscription.updated", ["data"] = new JsonObject { ["object"] = new JsonObject { ["customer"] = $"{tenant.Id}" } } },
                ToEverybody = HttpStatusCode.BadRequest,
            }),

            ["GET /.well-known/secureobs-keys"] = Plain(_ => new()),
            ["GET /api/tenants/{tenantId}/audit/status"] = Plain(_ => new()),
            ["GET /api/tenants/{tenantId}/audit/export"] = Plain(tenant => new()
            {
                Query = { ["actor"] = $"{tenant.MemberId}", ["subject"] = $"{tenant.ProjectId}" },
            }),
            ["PUT /api/tenants/{tenantId}/audit/webhook"] = Plain(_ => new()
            {
                Body = new JsonObject { ["url"] = $"https://audit.example/{SeededTenant.NewNumber()}" },
            }),
            ["GET /api/tenants/{tenantId}/audit/webhook"] = Plain(_ => new()),
            ["DELETE /api/tenants/{tenantId}/audit/webhook"] = async (tenant, _) => await WithWebhookAsync(tenant),

            ["GET /api/projects/{projectId}/secret-hash-key"] = Plain(_ => new()),
            ["GET /api/projects/{projectId}/scanners/active"] = Plain(_ => new()),
            ["POST /api/projects/{projectId}/runs"] = Plain(tenant => new()
            {
                Body = new JsonObject { ["pipelineRunId"] = tenant.PipelineRunId, ["branch"] = "main" },
            }),
            ["PUT /api/projects/{projectId}/runs/{runId:guid}/results/{scanner}"] = Plain(tenant => new()
            {
                Route = { ["runId"] = $"{tenant.RunId}", ["scanner"] = "bandit" },
                Body = new JsonObject { ["status"] = "completed", ["findings"] = 2 },
            }),
            ["POST /api/projects/{projectId}/runs/{runId:guid}/close"] = Plain(tenant => new() { Route = { ["runId"] = $"{tenant.RunId}" } }),
            ["POST /api/projects/{projectId}/gate"] = async (tenant, _) => new() { Query = { ["pipelineRunId"] = (await tenant.NewClosedRunAsync()).Pipeline } },
            ["POST /api/projects/{projectId}/runs/{runId:guid}/gate"] = async (tenant, _) => new()
            {
                Route = { ["runId"] = $"{(await tenant.NewClosedRunAsync()).Id}" },
            },
            ["POST /api/projects/{projectId}/imports"] = Plain(tenant => new()
            {
                Query = { ["importId"] = $"{Guid.NewGuid()}" },
                Body = Rows.Array(Row(tenant)),
            }),
            ["GET /api/projects/{projectId}/imports/{importId:guid}"] = Plain(tenant => new() { Route = { ["importId"] = $"{tenant.ImportId}" } }),
            ["POST /api/infrastructure-analyses/terraform-plan"] = Plain(tenant => new()
            {
                Body = JsonSerializer.SerializeToNode(Topologies.Shop(tenant.ProjectId, SeededTenant.NewName(), root: tenant.FindingId), JsonSerializerOptions.Web),
            }),
            ["GET /api/projects/{projectId}/infrastructure/comparison"] = Plain(tenant => new() { Query = { ["pipelineRunId"] = tenant.PipelineRunId } }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure"] = Plain(tenant => new() { Query = { ["after"] = Cursor.Write(DateTime.MaxValue, tenant.AnalysisId) } }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}"] = OfAnalysis(),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}/comparison"] = OfAnalysis(),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}/paths"] = OfAnalysis(),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}/nodes"] = OfAnalysis(new() { ["search"] = "web", ["after"] = Cursor.Write(0) }),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}/nodes/{number:int}"] = OfAnalysis(number: "1"),
            ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure/{analysisId:guid}/part"] = OfAnalysis(new() { ["path"] = "0", ["node"] = "1" }),
            ["POST /api/findings/bulk-universal"] = Plain(tenant => new()
            {
                Body = Rows.Array(
                    Row(tenant),
                    Row(tenant)),
            }),
            ["POST /api/findings/bulk-semgrep"] = Plain(tenant => new()
            {
                Body = Rows.Array(Rows.Semgrep(tenant.ProjectId, tenant.PipelineRunId, new JsonArray("CWE-79"), path: SeededTenant.NewName())),
            }),
            ["POST /api/findings/bulk-gitleaks"] = Plain(tenant => new()
            {
                Body = Rows.Array(Rows.Gitleaks(tenant.ProjectId, tenant.PipelineRunId, "key = AKIA****", file: SeededTenant.NewName())),
            }),
            ["GET /api/findings/blocking"] = Plain(tenant => new() { Query = { ["pipelineRunId"] = tenant.PipelineRunId } }),
            ["GET /api/findings/by-run"] = Plain(tenant => new()
            {
                Query = { ["projectId"] = $"{tenant.ProjectId}", ["pipelineRunId"] = tenant.PipelineRunId },
            }),
        };

    private static Func<SeededTenant, Caller, Task<Call>> OfAnalysis(Dictionary<string, string>? query = null, string? number = null) => Plain(tenant =>
    {
        var call = new Call { Route = { ["analysisId"] = $"{tenant.AnalysisId}" } };
        if (number is not null)
            call.Route["number"] = number;
        foreach (var (name, value) in query ?? [])
            call.Query[name] = value;
        return call;
    });

    private static JsonObject TrustRule() => new()
    {
        ["name"] = SeededTenant.NewName(),
        ["platform"] = "generic",
        ["issuer"] = "https://issuer.example",
        ["audience"] = "https://secureobs.example",
        ["claims"] = new JsonObject { ["sub"] = "pipeline" },
    };

    private static async Task<Call> OfNewChannel(SeededTenant tenant, Caller caller) => new() { Route = { ["channelId"] = $"{await tenant.NewChannelAsync()}" } };

    private static JsonObject Policy() => new() { ["format"] = 1, ["block"] = "critical", ["requiredScanners"] = new JsonArray("bandit") };

    private static async Task<Call> WithWebhookAsync(SeededTenant tenant)
    {
        var set = await tenant.Tenant.Owner.PutAsJsonAsync(tenant.Tenant.Route("audit/webhook"), new { url = $"https://audit.example/{SeededTenant.NewNumber()}" });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        return new();
    }

    private static Func<SeededTenant, Caller, Task<Call>> OfNewView(string kind, bool changes) => async (tenant, caller) => new()
    {
        Route = { ["viewId"] = $"{await tenant.NewViewAsync(caller, kind)}" },
        Body = changes ? tenant.NewView() : null,
    };

    private static Func<SeededTenant, Caller, Task<Call>> OfNewSuppression(bool waiting) => async (tenant, _) => new()
    {
        Route = { ["suppressionId"] = $"{await tenant.NewSuppressionAsync(waiting)}" },
    };

    private static async Task<Call> OfNewProject(SeededTenant tenant, Caller caller) => new() { Route = { ["projectId"] = $"{await tenant.NewProjectAsync()}" } };

    /// <summary>What closes a tenant is done to one that nothing else needs.</summary>
    private static async Task<Call> OfNewTenantAsync(SeededTenant tenant, bool isEnding)
    {
        var (id, name, owner) = await tenant.NewTenantAsync(isEnding);
        return new() { Route = { ["tenantId"] = $"{id}" }, As = owner, Body = isEnding ? null : new JsonObject { ["name"] = name } };
    }

    private static Func<SeededTenant, Caller, Task<Call>> Plain(Func<SeededTenant, Call> call) => (tenant, _) => Task.FromResult(call(tenant));

    /// <summary>The call of an endpoint in a tenant, as this caller would make it.</summary>
    public static async Task<Call> MakeAsync(EndpointFacts endpoint, SeededTenant tenant, Caller caller)
    {
        var call = await All[endpoint.Key](tenant, caller);
        if (endpoint.Route.Contains("{tenantId", StringComparison.Ordinal))
            call.Route.TryAdd("tenantId", $"{tenant.Id}");
        if (endpoint.Route.Contains("{projectId", StringComparison.Ordinal))
            call.Route.TryAdd("projectId", $"{tenant.ProjectId}");
        return call;
    }

    /// <summary>A new finding that names one of the tenant's, as far as anything in a row can.</summary>
    private static JsonObject Row(SeededTenant tenant)
    {
        var row = Rows.Universal(tenant.ProjectId, tenant.PipelineRunId, rule: SeededTenant.NewName());
        row["stableId"] = $"{tenant.FindingId}";
        return row;
    }
}
