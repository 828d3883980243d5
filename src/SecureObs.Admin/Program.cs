using System.CommandLine;
using SecureObs.Admin.Commands;

var root = new RootCommand("secureobs-admin: for operators of SecureObs") { SetupCommand.Create(), MigrateCommand.Create(), VerifyIsolationCommand.Create(), CreateSecretsCommand.Create() };
return await root.Parse(args).InvokeAsync();
