using Npgsql;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>How the API connects.</summary>
internal static class ConnectionSettings
{
    /// <exception cref="InvalidOperationException">There is no connection string.</exception>
    public static string Read(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("SecureObs")
            ?? throw new InvalidOperationException("ConnectionStrings:SecureObs is not set: give the runtime role's connection string.");
        return new NpgsqlConnectionStringBuilder(text)
        {
            IncludeErrorDetail = false,   // details hold row values
            ApplicationName = "secureobs-api",
        }.ConnectionString;
    }
}
