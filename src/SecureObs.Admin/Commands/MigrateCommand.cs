using System.CommandLine;
using SecureObs.Database;

namespace SecureObs.Admin.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", $"Apply missing migrations as {DatabaseSetup.MigratorRole} ({ConnectionString.Variable}).");
        command.SetAction((_, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            var applied = await Migrator.MigrateAsync(connectionString, ct, tell: Console.WriteLine);
            foreach (var name in applied)
                Console.WriteLine($"applied {name}");
            Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"{applied.Count} applied, the schema is current.");
            return 0;
        }));
        return command;
    }
}
