using Npgsql;

namespace SecureObs.Database;

/// <summary>One rule of db/lints that the database breaks.</summary>
public sealed record IsolationViolation(IsolationRule Rule, string Description)
{
    public override string ToString() => $"{Rule.Code} {Rule.Name}: {Description}";
}

/// <summary>
/// The rules that keep tenants apart, asked of the catalogue of a live database. They read no row of a tenant, so any
/// role may run them; the API runs them before it serves.
/// </summary>
public static class IsolationLints
{
    /// <summary>Every rule, by code. I32 is not among them: the server's version is a matter of <see cref="ServerFloor"/>.</summary>
    public static IReadOnlyList<IsolationRule> Rules { get; } =
    [
        .. EmbeddedSql.Folder("lints").Select(file => IsolationRule.Parse(file.Name, file.Text))
            .OrderBy(rule => rule.Code, StringComparer.Ordinal).ThenBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    /// <summary>A query that can read the lists of db/approved.sql, such as <c>catalogue</c>.</summary>
    public static string WithApprovedLists(string query) => $"{EmbeddedSql.Read("approved.sql")},\n{WrittenFunctions.List}\n{query}";

    /// <summary>Every rule is asked; an empty list is a database that keeps all of them. In one statement, so that the lists are read once.</summary>
    public static async Task<IReadOnlyList<IsolationViolation>> FindViolationsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var rules = Rules.Select((rule, number) => $"(select {number}, violation::text from (\n{rule.Sql}\n) as rule)");
        await using var command = new NpgsqlCommand(WithApprovedLists(string.Join("\nunion all\n", rules)), connection);

        var violations = new List<(int Rule, string Description)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            violations.Add((reader.GetInt32(0), reader.GetString(1)));
        return [.. violations.OrderBy(each => each.Rule).Select(each => new IsolationViolation(Rules[each.Rule], each.Description))];
    }
}
