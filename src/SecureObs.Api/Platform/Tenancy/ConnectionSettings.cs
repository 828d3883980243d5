using Npgsql;
using SecureObs.Database;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>How the API connects.</summary>
internal static class ConnectionSettings
{
    /// <exception cref="InvalidOperationException">There is no connection string, or the file of its password is not fit.</exception>
    public static string Read(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("SecureObs")
            ?? throw new InvalidOperationException("ConnectionStrings:SecureObs is not set: give the runtime role's connection string.");
        return Ours(text, configuration).ConnectionString;
    }

    /// <summary>Of a standby, which whoever waits for can do without; null when there is none.</summary>
    public static string? ReadStandby(IConfiguration configuration)
    {
        if (configuration.GetConnectionString(Standby.Connection) is not { Length: > 0 } text)
            return null;
        var settings = Ours(text, configuration);
        (settings.Timeout, settings.CommandTimeout) = (Math.Min(settings.Timeout, 2), Math.Min(settings.CommandTimeout, 5));
        return settings.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Ours(string text, IConfiguration configuration)
    {
        var password = Settings.Read<DatabaseSettings>(configuration, DatabaseSettings.Section).Password;
        return new(RuntimeConnection.WithPassword(text, password))
        {
            IncludeErrorDetail = false,   // details hold row values
            ApplicationName = "secureobs-api",
        };
    }
}
