using System.Net.Http.Json;

namespace SecureObs.Bench.Timing;

/// <summary>Two paths that must be answered alike.</summary>
internal sealed record TimingPair(string Name, HttpClient Client, Func<string> NotYours, Func<string> Absent);

/// <summary>A tenant that asks and another one with a project and findings that it must not know of.</summary>
internal sealed class TimingPlaces(TrialHost host, HttpClient person, HttpClient pipeline, Guid foreignTenant, Guid foreignProject, Guid[] foreignFindings)
{
    public static async Task<TimingPlaces> CreateAsync(TrialHost host)
    {
        var (_, pipeline) = await host.NewProjectAsync("ours", wholeTenant: true);
        var person = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);

        var other = host.Another();
        await other.RunAsync(tx => tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, 'Other', now())", default));
        var (project, theirs) = await other.NewProjectAsync("theirs");
        for (var i = 0; i < 50; i++)
            (await theirs.PostAsJsonAsync("/api/findings/bulk-universal", new[]
            {
                new { scanner = "bandit", ruleId = $"B{i}", filePath = "a.py", severity = "HIGH", startLine = i, projectId = project.ToString(), pipelineRunId = "1" },
            })).EnsureSuccessStatusCode();
        var findings = await other.RunAsync(tx => tx.QueryAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId}", default));
        return new(host, person, pipeline, other.TenantId, project, [.. findings]);
    }

    public IEnumerable<TimingPair> Pairs()
    {
        var ours = $"/api/tenants/{host.TenantId}/findings/";
        yield return new("control: absent finding, absent finding", person, () => ours + Guid.CreateVersion7(), () => ours + Guid.CreateVersion7());
        yield return new("finding of another tenant, absent finding", person, () => ours + Any(foreignFindings), () => ours + Guid.CreateVersion7());
        yield return new("another tenant, absent tenant", person, () => $"/api/tenants/{foreignTenant}/projects", () => $"/api/tenants/{Guid.CreateVersion7()}/projects");
        yield return new("key: project of another tenant, absent project", pipeline,
            () => $"/api/projects/{foreignProject}/scanners/active", () => $"/api/projects/{Guid.CreateVersion7()}/scanners/active");
    }

    private static Guid Any(Guid[] ids) => ids[Random.Shared.Next(ids.Length)];
}
