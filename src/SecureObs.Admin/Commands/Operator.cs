using System.Security.Cryptography;
using Npgsql;

namespace SecureObs.Admin.Commands;

/// <summary>What an operator can mend is one line and exit code 1.</summary>
internal static class Operator
{
    public static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or ArgumentException
            or FormatException or InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Fail(exception.Message);
        }
    }

    public static int Run(Action work) => RunAsync(() =>
    {
        work();
        return Task.FromResult(0);
    }).GetAwaiter().GetResult();

    public static int Fail(string line)
    {
        Console.Error.WriteLine(line);
        return 1;
    }
}
