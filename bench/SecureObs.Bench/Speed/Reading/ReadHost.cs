using System.Text.Json;
using System.Net.Http.Json;
using SecureObs.Bench.Controls;

namespace SecureObs.Bench.Speed.Reading;

/// <summary>Something that people or pipelines read.</summary>
internal sealed record ReadPlace(string Name, HttpClient Caller, string Path);

/// <summary>An API over many findings of 200 tenants, a fifth of them in one, with what is read of it.</summary>
internal sealed class ReadHost : IAsyncDisposable
{
    public const int Tenants = 200;
    public const string List = "list";
    public const string Text = "list, text";
    public const string Detail = "detail";
    public const string Gate = "gate";
    public const string Facets = "facets";
    public const string FacetsByRule = "facets, under a rule";
    public const string Trend = "trend";

    private ReadHost(TrialHost host, IReadOnlyList<ReadPlace> places) => (Host, Places) = (host, places);

    public TrialHost Host { get; }

    public IReadOnlyList<ReadPlace> Places { get; }

    public ReadPlace this[string name] => Places.Single(place => place.Name == name);

    /// <param name="count">Findings in all.</param>
    /// <param name="tenants">Of how many tenants.</param>
    public static async Task<ReadHost> StartAsync(int count, int tenants = Tenants)
    {
        var host = await TrialHost.StartAsync(measured: true);
        try
        {
            await ManyFindings.MakeAsync(host, count, tenants);
            return new(host, await PlacesAsync(host));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static async Task<ReadPlace[]> PlacesAsync(TrialHost host)
    {
        var (scanned, pipeline) = await host.NewProjectAsync("scanned");
        await new ScanUpload(scanned, "run").SendAsync(pipeline);
        var member = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);
        await host.ExecuteAsync("vacuum analyze");
        var findings = $"/api/tenants/{host.TenantId}/findings";
        var project = await host.RunAsync(tx => tx.FirstAsync<Guid>($"select project_id from app.findings where tenant_id = {tx.TenantId} limit 1", default));
        var (deep, some) = await PageAsync(member, findings, 20);
        return
        [
            new(List, member, findings),
            new("list, open", member, $"{findings}?status=open"),
            new("list, open and in review", member, $"{findings}?status=open&status=in-review"),
            new("list, false positives: none", member, $"{findings}?status=false-positive"),
            new("list, a project", member, $"{findings}?projectId={project}&status=open"),
            new("list, critical of a scanner", member, $"{findings}?severity=CRITICAL&scanner=trivy"),
            new("list, the 20th page", member, $"{findings}?after={deep}"),
            new(Text, member, $"{findings}?text=handler77"),
            new("facets, with projects", member, $"{findings}/facets?status=open&with=project"),
            new(Detail, member, $"{findings}/{some}"),
            new(Facets, member, $"{findings}/facets"),
            new(FacetsByRule, member, $"{findings}/facets?rule=R7"),
            new(Trend, member, $"{findings}/trend"),
            new(Gate, pipeline, "/api/findings/blocking?pipelineRunId=run"),
        ];
    }

    private static async Task<(string Deep, string Some)> PageAsync(HttpClient member, string findings, int pages)
    {
        JsonElement page = default;
        for (var (n, after) = (0, ""); n < pages; n++)
        {
            page = await member.GetFromJsonAsync<JsonElement>($"{findings}{after}");
            after = $"?after={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
        }
        return (Uri.EscapeDataString(page.GetProperty("next").GetString()!), page.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in Places.Select(place => place.Caller).Distinct())
            caller.Dispose();
        await Host.DisposeAsync();
    }
}
