using System.CommandLine;
using SecureObs.Database;

namespace SecureObs.Admin.Commands;

internal static class SetupCommand
{
    private const string MigratorPassword = "SECUREOBS_MIGRATOR_PASSWORD";
    private const string ApiPassword = "SECUREOBS_API_PASSWORD";

    public static Command Create()
    {
        var database = new Option<string>("--database") { Description = "The database to create.", DefaultValueFactory = _ => "secureobs" };
        var command = new Command("setup",
            $"Create the database and its roles as an administrator of the server ({ConnectionString.Variable}); passwords from {MigratorPassword} and {ApiPassword}.")
            { database };
        command.SetAction((arguments, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            if (Variable.Read(MigratorPassword) is not { } migrator || Variable.Read(ApiPassword) is not { } api)
                return ConnectionString.Fail($"Set {MigratorPassword} and {ApiPassword}, or name their files in {MigratorPassword}_FILE and {ApiPassword}_FILE.");
            await DatabaseSetup.CreateAsync(connectionString, arguments.GetRequiredValue(database), new(migrator, api), ct);
            Console.WriteLine("The database and its roles exist. Next: secureobs-admin migrate");
            return 0;
        }));
        return command;
    }
}
