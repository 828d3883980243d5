using SecureObs.Database;

namespace SecureObs.Admin.Commands;

/// <summary>Connection strings come from the environment or a file: arguments are seen by every user of the machine.</summary>
internal static class ConnectionString
{
    public const string Variable = "SECUREOBS_ADMIN_DB";

    /// <summary>Its password, when it has none: so that the string may stand where everybody reads it.</summary>
    private const string Password = "SECUREOBS_ADMIN_PASSWORD";

    /// <summary>Runs the work with the connection string and turns what an operator can mend into one line and exit code 1.</summary>
    public static Task<int> UseAsync(Func<string, Task<int>> work) =>
        Operator.RunAsync(() => Find() is { } connectionString ? work(connectionString) : Task.FromResult(Fail($"Set {Variable} to the connection string.")));

    /// <exception cref="InvalidOperationException">It is given twice, or a file is not fit.</exception>
    public static string? Find() => Commands.Variable.Read(Variable) is { } text ? RuntimeConnection.WithPassword(text.Reveal(), Commands.Variable.Read(Password)) : null;

    public static int Fail(string line) => Operator.Fail(line);
}
