using System.Collections.Concurrent;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>
/// Which statements connections prepare, so that PostgreSQL keeps their plans: planning a list takes longer than reading it. They are
/// of work that only reads. A statement that writes thousands of rows from arrays is planned for those, because a kept plan
/// expects ten; and connections have no setting about plans, because it would hold for the checks of foreign keys, too.
/// </summary>
internal sealed class KeptStatements(IConfiguration configuration)
{
    public const string Setting = "Database:PreparedStatements";
    private const int SeenForEach = 3;
    private readonly int most = Settings.Read<DatabaseSettings>(configuration, DatabaseSettings.Section).PreparedStatements;
    private readonly ConcurrentDictionary<string, bool> seen = [];
    private readonly ConcurrentDictionary<string, bool> kept = [];

    /// <summary>Whether the statement is one of them: it came before, and there was room.</summary>
    public bool Has(string statement)
    {
        if (kept.ContainsKey(statement))
            return true;
        if (kept.Count >= most)
            return false;
        if (seen.TryRemove(statement, out _))
            return kept.TryAdd(statement, true);
        if (seen.Count >= most * SeenForEach)
            seen.Clear();
        seen.TryAdd(statement, true);
        return false;
    }
}
