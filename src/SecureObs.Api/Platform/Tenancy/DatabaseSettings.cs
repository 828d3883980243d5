using SecureObs.Masking;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>What the connection string does not say, from <c>Database:…</c>.</summary>
internal sealed record DatabaseSettings
{
    public const string Section = "Database";

    /// <summary>The password of the runtime role, when the connection string has none.</summary>
    public SecretString? Password { get; init; }

    /// <summary>
    /// So many statements are prepared; 0 for none, as behind a PgBouncer in transaction mode that does not know prepared
    /// statements (before 1.21, or with max_prepared_statements = 0).
    /// </summary>
    public int PreparedStatements { get; init; } = 100;

    /// <summary>So many seconds late an answer may be that is read from a standby.</summary>
    public int StandbyMostLagSeconds { get; init; } = 10;
}
