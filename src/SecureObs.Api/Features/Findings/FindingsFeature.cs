using SecureObs.Api.Features.Findings.Discussion;
using SecureObs.Api.Features.Findings.Exports;
using SecureObs.Api.Features.Findings.LargeImports;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Features.Findings.Ingest.Turns;
using SecureObs.Api.Features.Findings.Many;
using SecureObs.Api.Features.Findings.Numbers;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Findings;

/// <summary>Findings: taken in from scanners under an API key, read and triaged by people.</summary>
internal static class FindingsFeature
{
    public static IServiceCollection AddFindings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(IngestSettings.Read(configuration))
        .AddSingleton<IngestMetrics>()
        .AddSingleton<IngestTurns>()
        .AddScoped<FindingIngest>()
        .AddScoped<ImportRun>()
        .AddScoped<StatusChanges>()
        .AddScoped<SeverityChanges>()
        .AddScoped<AssigneeChanges>()
        .AddScoped<FindingChange>()
        .AddScoped<ChangeLog>()
        .AddScoped<ChangeUndo>();

    public static void MapFindings(this IEndpointRouteBuilder app)
    {
        var scanner = app.MapGroup("/api/findings").WithTags("Ingest").RequireAuthorization(Rules.ApiKey);
        scanner.MapBulkUniversal();
        scanner.MapBulkSemgrep();
        scanner.MapBulkGitleaks();

        var imports = app.MapGroup("/api/projects/{projectId}/imports").WithTags("Ingest").RequireAuthorization(Rules.ApiKey);
        imports.MapSendImport();
        imports.MapGetImport();

        app.MapGroup("/api/projects/{projectId}/findings").WithTags("Findings").RequireAuthorization(Rules.ExportingKey).MapExportToPipeline();

        var findings = app.MapGroup("/api/tenants/{tenantId}/findings").WithTags("Findings").RequireAuthorization(Rules.Member);
        findings.MapListFindings();
        findings.MapGetFacets();
        findings.MapGetTrend();
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
