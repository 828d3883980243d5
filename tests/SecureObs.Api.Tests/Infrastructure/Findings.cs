namespace SecureObs.Api.Tests.Infrastructure;

internal static class Findings
{
    /// <summary>A new tenant with so many findings, each in a file of its own.</summary>
    public static async Task<TestTenant> FillAsync(TestApi api, int count)
    {
        var tenant = await api.NewTenantAsync();
        await tenant.AddFindingsAsync(1, count);
        return tenant;
    }

    public static async Task AddFindingsAsync(this TestTenant tenant, int from, int count) =>
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal",
            [.. Enumerable.Range(from, count).Select(n => Rows.Universal(tenant.ProjectId, $"{from}", path: $"app/main{n}.py"))]);
}
