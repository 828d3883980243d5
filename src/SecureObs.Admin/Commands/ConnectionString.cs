namespace SecureObs.Admin.Commands;

/// <summary>Connection strings come from the environment: arguments are seen by every user of the machine.</summary>
internal static class ConnectionString
{
    public const string Variable = "SECUREOBS_ADMIN_DB";

    /// <summary>Runs the work with the connection string and turns what an operator can mend into one line and exit code 1.</summary>
    public static async Task<int> UseAsync(Func<string, Task<int>> work)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } connectionString)
            return Fail($"Set {Variable} to the connection string.");
        return await Operator.RunAsync(() => work(connectionString));
    }

    public static int Fail(string line) => Operator.Fail(line);
}
