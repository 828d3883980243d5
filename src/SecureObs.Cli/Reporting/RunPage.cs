using SecureObs.Cli.Commands;

namespace SecureObs.Cli.Reporting;

/// <summary>Where the dashboard says the same of a run, and what to do.</summary>
internal static class RunPage
{
    /// <summary>Null when no such address follows from what was given.</summary>
    public static string? Of(Uri api, PipelineRun run, Guid runId)
    {
        const string End = "/api/";
        if (!api.AbsolutePath.EndsWith(End, StringComparison.Ordinal) || !Guid.TryParse(run.TenantId, out var tenant) || !Guid.TryParse(run.ProjectId, out var project))
            return null;
        // Without a name and password that may stand in the address.
        return $"{api.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{api.AbsolutePath[..^End.Length]}/tenants/{tenant}/projects/{project}/runs/{runId}";
    }
}
