using Npgsql;
using SecureObs.Masking;

namespace SecureObs.Database;

/// <summary>A connection string whose password may be given apart, from a file.</summary>
public static class RuntimeConnection
{
    /// <exception cref="InvalidOperationException">There are two passwords.</exception>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static string WithPassword(string text, SecretString? password)
    {
        if (password is null)
            return text;
        var settings = new NpgsqlConnectionStringBuilder(text);
        if (!string.IsNullOrEmpty(settings.Password))
            throw new InvalidOperationException("The connection string has a password, and another is given apart: leave one out.");
        settings.Password = password.Reveal();
        return settings.ConnectionString;
    }
}
