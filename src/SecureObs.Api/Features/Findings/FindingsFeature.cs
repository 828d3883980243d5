using SecureObs.Api.Features.Findings.Discussion;
using SecureObs.Api.Features.Findings.Exports;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Features.Findings.Many;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Findings;

/// <summary>Findings: taken in from scanners under an API key, read and triaged by people.</summary>
internal static class FindingsFeature
{
    public static IServiceCollection AddFindings(this IServiceCollection services) => services
        .AddScoped<FindingIngest>()
        .AddScoped<StatusChanges>()
        .AddScoped<SeverityChanges>()
        .AddScoped<AssigneeChanges>()
        .AddScoped<ChangeLog>()
        .AddScoped<ChangeUndo>();

    public static void MapFindings(this IEndpointRouteBuilder app)
    {
        var scanner = app.MapGroup("/api/findings").WithTags("Ingest").RequireAuthorization(Rules.ApiKey);
        scanner.MapBulkUniversal();
        scanner.MapBulkSemgrep();
        scanner.MapBulkGitleaks();

        var findings = app.MapGroup("/api/tenants/{tenantId}/findings").WithTags("Findings").RequireAuthorization(Rules.Member);
        findings.MapListFindings();
        findings.MapGetFinding();
        findings.MapSetFindingStatus();
        findings.MapSetFindingSeverity();
        findings.MapSetFindingAssignee();
        findings.MapListComments();
        findings.MapAddComment();
        findings.MapAddLink();
        findings.MapRemoveLink();
        findings.MapChangeFindings();
        findings.MapUndoChange();
        findings.MapExportFindings();

        app.MapGroup("/api/tenants/{tenantId}/findings").WithTags("Findings").RequireAuthorization(Rules.Admin).MapImportVex();
    }
}
