using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Database;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>What is kept counted is what counting says (db/checks).</summary>
internal static class Recount
{
    /// <summary>Of one tenant, as the runtime role sees it.</summary>
    public static async Task AssertAsync(IServiceProvider services, Guid tenant)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var context = new NpgsqlCommand("select app.set_tenant($1)", connection) { Parameters = { new() { Value = tenant } } })
            await context.ExecuteNonQueryAsync(ct);
        Assert.Equal("", string.Join('\n', await DataChecks.FindFaultsAsync(connection, ct)));
    }
}
