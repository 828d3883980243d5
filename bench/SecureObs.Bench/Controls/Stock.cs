using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Bench.Controls;

/// <param name="Key">Of the whole organisation.</param>
/// <param name="Findings">Some of them.</param>
internal sealed record Organisation(Guid Id, string Key, Guid[] Projects, Guid[] Findings);

/// <summary>What every lane has before measuring: two organisations with 50,000 findings each, and one person in both.</summary>
internal sealed record Stock(Guid Person, Organisation[] Organisations)
{
    public const int Projects = 10;
    private const int Views = 10_000;

    /// <summary>The pipeline run of a project that brought its 5,000 findings.</summary>
    public static string Run(int project) => $"stock-{project}";

    /// <summary>By the API itself. The host stops, so that it can be copied.</summary>
    public static async Task<Stock> CreateAsync(TrialHost host)
    {
        var person = Guid.NewGuid();
        _ = host.AsPerson(person, out var identity);
        var other = host.Another();
        await other.RunAsync(tx => tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, 'Other', now())", default));
        List<Organisation> organisations = [];
        foreach (var one in new[] { host, other })
        {
            await one.AddMemberAsync(identity);
            organisations.Add(await FillAsync(one));
        }
        await host.ExecuteAsync("""
            with said as (
                insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, until_fixed, until_changed, created_by, created_at, needs_approval)
                select tenant_id, id, 3, 'no weakness', 1, project_id, id, false, false, id, now(), false from app.findings where get_byte(fingerprint, 0) % 10 = 0
                returning tenant_id, id)
            update app.findings f set suppression_id = s.id, suppression_kind = 3 from said s where s.tenant_id = f.tenant_id and s.id = f.id
            """);
        await host.StopAsync();   // seals what is not sealed yet
        await host.ExecuteAsync("vacuum analyze");
        return new(person, [.. organisations]);
    }

    private static async Task<Organisation> FillAsync(TrialHost host)
    {
        var (first, key) = await host.NewKeyAsync("stock 0", wholeTenant: true);
        using var pipeline = host.WithKey(key);
        List<Guid> projects = [first];
        while (projects.Count < Projects)
            projects.Add((await host.NewKeyAsync($"stock {projects.Count}")).Project);
        for (var i = 0; i < Projects; i++)
            await new ScanUpload(projects[i], Run(i)).SendAsync(pipeline);
        var findings = await host.RunAsync(tx => tx.QueryAsync<Guid>($"""
            select id from app.findings where tenant_id = {tx.TenantId} order by fingerprint limit 2000
            """, default));
        await host.RunAsync(tx => AuditTrail.WriteManyAsync(tx, Viewed(tx.TenantId, findings, Views), default));
        return new(host.TenantId, key, [.. projects], [.. findings]);
    }

    /// <summary>Entries as reading findings makes them.</summary>
    public static List<ReadEntry> Viewed(Guid tenant, IReadOnlyList<Guid> findings, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var (id, at) = AuditEntryKey.New(TimeProvider.System);
            return new ReadEntry(tenant, id, at, ActorKind.Person, tenant, AuditActions.FindingViewed, findings[i % findings.Count],
                new Dictionary<string, string?> { ["count"] = "1" });
        }),
    ];
}
