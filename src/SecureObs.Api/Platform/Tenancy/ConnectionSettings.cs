using Npgsql;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>
/// How the API connects. Statements that come again are prepared: planning a list takes longer than reading it. Plans are kept
/// for what only reads (<see cref="TenantDb.ReadAsync"/>); a statement that writes thousands of rows from arrays is planned for
/// those, because a kept plan expects ten.
/// </summary>
internal static class ConnectionSettings
{
    /// <summary>
    /// So many statements each connection keeps prepared; 0 for none, as behind a PgBouncer in transaction mode that does
    /// not know prepared statements (before 1.21, or with max_prepared_statements = 0).
    /// </summary>
    public const string PreparedSetting = "Database:PreparedStatements";
    private const int Prepared = 100;

    /// <exception cref="InvalidOperationException">There is no connection string.</exception>
    public static string Read(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("SecureObs")
            ?? throw new InvalidOperationException("ConnectionStrings:SecureObs is not set: give the runtime role's connection string.");
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            IncludeErrorDetail = false,   // details hold row values
            ApplicationName = "secureobs-api",
            MaxAutoPrepare = configuration.GetValue(PreparedSetting, Prepared),
            AutoPrepareMinUsages = 2,
        };
        if (settings.MaxAutoPrepare > 0)
            settings.Options = $"{settings.Options} -c plan_cache_mode=force_custom_plan".TrimStart();
        return settings.ConnectionString;
    }
}
