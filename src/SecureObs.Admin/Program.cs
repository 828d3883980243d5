using System.CommandLine;
using SecureObs.Admin.Commands;

var root = new RootCommand("secureobs-admin: for operators of SecureObs")
{
    DoctorCommand.Create(), HealthCommand.Create(), SetupCommand.Create(), BackupRoleCommand.Create(), MigrateCommand.Create(), CreateSecretsCommand.Create(), KeysCommand.Create(),
    VerifyIsolationCommand.Create(), VerifyAuditCommand.Create(), ImportTenantCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
