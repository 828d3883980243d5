using Npgsql;
using SecureObs.Database;

namespace SecureObs.Bench.Chaos;

/// <summary>A rule of what is stored.</summary>
/// <param name="What">What a row that breaks it is, as the trial prints it.</param>
/// <param name="Sql">Returns such rows. Asked as superuser of all tenants.</param>
internal sealed record Check(string What, string Sql);

internal static class Checks
{
    /// <returns>A line for each check that is broken, and for each number that is kept and not what counting says (db/checks).</returns>
    public static async Task<List<string>> BrokenAsync(string superuser, IEnumerable<Check> checks)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        var broken = new List<string>();
        foreach (var check in checks)
        {
            await using var command = source.CreateCommand($"select count(*) from ({check.Sql}) broken");
            command.CommandTimeout = 300;
            var count = (long)(await command.ExecuteScalarAsync())!;
            if (count > 0)
                broken.Add($"{count} {check.What}");
        }
        await using var connection = await source.OpenConnectionAsync();
        broken.AddRange((await DataChecks.FindFaultsAsync(connection, default)).Select(fault => fault.ToString()));
        return broken;
    }
}
