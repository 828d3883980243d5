using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Npgsql;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>
/// The mutation that matters most: the application forgets its filter. The queries of the features are read from their
/// source, the tenant is taken out, and another tenant runs them with all the right ids: PostgreSQL answers nothing.
/// </summary>
public sealed partial class ForgottenFilterTests(TestApi api)
{
    /// <summary>A row that every tenant gets, and that shows none.</summary>
    private const string CountOfNothing = "(0)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_applications_filter_nothing_of_another_tenant_is_read()
    {
        var (ours, theirs) = (await FilledTenantAsync(), await FilledTenantAsync());
        var values = await ValuesAsync(theirs);
        var proven = 0;
        foreach (var (file, text) in FeatureQueries())
        {
            var forgotten = Forgotten(text, values);
            if (forgotten is null || await RowsAsync(theirs, forgotten) is not { Count: > 0 } theirRows)
                continue;   // needs what this test does not know, or finds nothing even for its own tenant
            proven++;
            // Asked for the other's ids there is no row; asked for everything there are our own.
            var shown = (await RowsAsync(ours, forgotten))!.FindAll(row => row != CountOfNothing);
            var foreign = forgotten.GetArguments().Any(value => value is Guid) ? shown : [.. shown.Intersect(theirRows)];
            Assert.True(foreign.Count == 0, $"{file} without its filter shows another tenant's rows:\n{text}");
        }

        Assert.True(proven >= 10, $"Only {proven} queries of features were run: the pattern no longer matches.");
    }

    /// <summary>Every filter gone at once: all rows of all tables, asked as one tenant.</summary>
    [Theory]
    [InlineData("projects")]
    [InlineData("findings")]
    [InlineData("api_keys")]
    [InlineData("audit")]
    public async Task A_query_of_everything_shows_ones_own(string table)
    {
        var (ours, theirs) = (await FilledTenantAsync(), await FilledTenantAsync());
        var all = FormattableStringFactory.Create($"select tenant_id as value from app.{table}");

        var tenants = await ours.RunAsync(tx => tx.QueryAsync<Guid>(all, Ct));

        Assert.NotEmpty(tenants);
        Assert.All(tenants, tenant => Assert.Equal(ours.Id, tenant));
        Assert.All(await theirs.RunAsync(tx => tx.QueryAsync<Guid>(all, Ct)), tenant => Assert.Equal(theirs.Id, tenant));
    }

    private async Task<TestTenant> FilledTenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        // Rows are compared by what they show: equal names would look like another's.
        var renamed = await tenant.Owner.PutAsJsonAsync(tenant.Route(""), new { name = $"Tenant {tenant.Id}" }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, renamed.StatusCode);
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var response = await pipeline.PostAsJsonAsync("/api/findings/bulk-universal", Rows.Array(Rows.Universal(tenant.ProjectId, "run-1")), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return tenant;
    }

    /// <summary>What the holes of the features' queries are called, and the other tenant's right answer.</summary>
    private static async Task<Dictionary<string, object>> ValuesAsync(TestTenant tenant)
    {
        var ids = await tenant.RunAsync(async tx => (
            Finding: await tx.FirstAsync<Guid>($"select id as value from app.findings where tenant_id = {tx.TenantId}", Ct),
            Key: await tx.FirstAsync<Guid>($"select id as value from app.api_keys where tenant_id = {tx.TenantId}", Ct)));
        return new()
        {
            ["projectId"] = tenant.ProjectId,
            ["project"] = tenant.ProjectId,
            ["batch.ProjectId"] = tenant.ProjectId,
            ["findingId"] = ids.Finding,
            ["finding"] = ids.Finding,
            ["apiKeyId"] = ids.Key,
            ["id"] = ids.Key,
            ["run"] = "run-1",
            ["ids"] = new[] { tenant.ProjectId },
            ["projects"] = new[] { tenant.ProjectId },
            ["FindingStatus.Open"] = FindingStatus.Open,
            ["size + 1"] = 100,
            ["Size + 1"] = 100,
            ["Pages.Size + 1"] = 100,
            ["Limit"] = 100,
            ["start"] = Sql.Nothing,
            ["conditions"] = Sql.Nothing,
            ["FindingState.StatusAt(now)"] = FindingState.StatusAt(DateTimeOffset.UtcNow),
            ["onlyOwn"] = Sql.Nothing,
        };
    }

    private static FormattableString? Forgotten(string text, Dictionary<string, object> values)
    {
        var arguments = new List<object>();
        var unknown = false;
        var format = Holes().Replace(Filters().Replace(text, "true"), hole =>
        {
            unknown |= !values.TryGetValue(hole.Groups[1].Value, out var value);
            arguments.Add(value!);
            return $"{{{arguments.Count - 1}}}";
        });
        return unknown ? null : FormattableStringFactory.Create(format, [.. arguments]);
    }

    /// <summary>The rows of the query as text, or null when PostgreSQL does not take our values for its holes.</summary>
    private static async Task<List<string>?> RowsAsync(TestTenant tenant, FormattableString query)
    {
        try
        {
            return await tenant.RunAsync(tx => tx.QueryAsync<string>($"select q::text from ({query}) as q", Ct));
        }
        catch (PostgresException)
        {
            return null;
        }
    }

    private static IEnumerable<(string File, string Text)> FeatureQueries() =>
        from file in Directory.EnumerateFiles(Repository.Path("src/SecureObs.Api/Features"), "*.cs", SearchOption.AllDirectories)
        from Match query in Queries().Matches(File.ReadAllText(file))
        where query.Value.Contains("tx.TenantId", StringComparison.Ordinal)
        select (file, query.Groups[1].Value);

    [GeneratedRegex("""\$"{1,3}\s*(select\b[^"]*?)\s*"{1,3}\s*,""", RegexOptions.Singleline)]
    private static partial Regex Queries();

    [GeneratedRegex(@"\b(?:\w+\.)?(?:tenant_id|id) = \{tx\.TenantId\}")]
    private static partial Regex Filters();

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Holes();
}
