using System.CommandLine;
using SecureObs.Database;

namespace SecureObs.Admin.Commands;

internal static class BackupRoleCommand
{
    private const string Password = "SECUREOBS_BACKUP_PASSWORD";

    public static Command Create()
    {
        var command = new Command("backup-role",
            $"Make the role {DatabaseSetup.BackupRole} for pg_basebackup and pg_dump, as an administrator of the server ({ConnectionString.Variable}, with the database); its password from {Password}.");
        command.SetAction((_, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            if (Variable.Read(Password) is not { } password)
                return ConnectionString.Fail($"Set {Password}, or name its file in {Password}_FILE.");
            await DatabaseSetup.CreateBackupRoleAsync(connectionString, password, ct);
            Console.WriteLine($"The role {DatabaseSetup.BackupRole} exists.");
            return 0;
        }));
        return command;
    }
}
